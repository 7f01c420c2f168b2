/** What a rule that looks at one platform says of an image that is judged for several. */
import type { ImageRule, Message } from "../rules/rule.ts";
import { judgedPlatforms, type Subject } from "../rules/subject.ts";

/** What holds on every platform is said once; what does not names the platforms on which it does. */
export function byPlatform(
  rule: Pick<ImageRule, "check">,
  subject: Subject,
  options: Parameters<ImageRule["check"]>[1],
): readonly Message[] {
  const platforms = judgedPlatforms(subject);
  const said = platforms.flatMap((platform) =>
    rule.check({ ...subject, platform }, options).map((message) => ({ message, platform })),
  );
  return [...Map.groupBy(said, ({ message }) => message.message).values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    if (more.length === platforms.length - 1) return [first.message];
    const where = [first, ...more].map(({ platform }) => platform).join(", ");
    const { message, evidence } = first.message;
    return [{ ...first.message, message: `${message} (${where})`, evidence: { ...evidence, platform: where } }];
  });
}
