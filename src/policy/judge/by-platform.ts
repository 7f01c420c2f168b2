/** What a rule that looks at one platform says of an image that is judged for several. */
import type { ImageRule, Message } from "../rules/rule.ts";
import { judgedPlatforms, type Subject } from "../rules/subject.ts";

/** One image as it is judged for one platform. */
export interface PlatformView {
  readonly subject: Subject;
  readonly platform: string;
}

/** An image for each platform that it is judged for. */
export function platformViews(subject: Subject): readonly PlatformView[] {
  return judgedPlatforms(subject).map((platform) => ({ subject: { ...subject, platform }, platform }));
}

/** What holds on every platform is said once; what does not names the platforms on which it does. */
export function byPlatform(
  rule: Pick<ImageRule, "check">,
  views: readonly PlatformView[],
  options: Parameters<ImageRule["check"]>[1],
): readonly Message[] {
  const lists = views.map(({ subject, platform }) => ({ platform, messages: rule.check(subject, options) }));
  const [first = { messages: [] }, ...others] = lists;
  if (others.every(({ messages }) => areEqual(messages, first.messages))) return first.messages;
  const said = lists.flatMap(({ messages, platform }) => messages.map((message) => ({ message, platform })));
  return [...Map.groupBy(said, ({ message }) => message.message).values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    if (more.length === views.length - 1) return [first.message];
    const where = [first, ...more].map(({ platform }) => platform).join(", ");
    const { message, evidence } = first.message;
    return [{ ...first.message, message: `${message} (${where})`, evidence: { ...evidence, platform: where } }];
  });
}

function areEqual(some: readonly Message[], others: readonly Message[]): boolean {
  return some.length === others.length && some.every(({ message }, at) => message === others[at]?.message);
}
