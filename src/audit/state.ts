/** What an issue keeps of the last audit: a comment at the beginning of its body, which nobody sees. */
import { shortHash } from "../text/sha256.ts";

/** What the issue was about, and since when of each. */
export interface AuditState {
  /** Key to day (`20261130`), in their order. */
  readonly since: ReadonlyMap<string, string>;
  /** Of all beyond those that are kept, one word together; absent: there are none. */
  readonly rest?: string;
}

/** Eight hex digits and a day for each: 36,000 characters. */
const MOST_KEYS = 2_000;

/** Which audit it is, of all that one repository has: 16 hex digits. */
export function identityOf(parts: readonly string[]): string {
  return shortHash(parts, 16);
}

/** Eight hex digits of what an item is about. */
export function keyOf(parts: readonly (string | null)[]): string {
  return shortHash(parts, 8);
}

const MARK = /^<!-- wave-inspect:audit v1 id=([0-9a-f]{16})((?: [a-z]+=[^ >]*)*) -->/;

/** The state of the items now: of those that were there before it keeps the day. */
export function nextState(keys: readonly string[], before: AuditState | undefined, day: string): AuditState {
  const kept = [...new Set(keys)].slice(0, MOST_KEYS);
  const beyond = [...new Set(keys)].slice(MOST_KEYS);
  return {
    since: new Map(kept.map((key) => [key, before?.since.get(key) ?? day])),
    ...(beyond.length > 0 && { rest: keyOf(beyond.sort()) }),
  };
}

/** Whether there is something that was not there before. */
export function hasNews(state: AuditState, before: AuditState): boolean {
  return [...state.since.keys()].some((key) => !before.since.has(key)) || (state.rest ?? before.rest) !== before.rest;
}

/** One line, to stand first. Nothing but digits, letters and separators of ours is in it, so nothing can end it. */
export function marker(identity: string, { since, rest }: AuditState): string {
  const days = Map.groupBy(since, ([, day]) => day);
  const items = [...days].map(([day, own]) => `${day}:${own.map(([key]) => key).join(",")}`).join(";");
  return `<!-- wave-inspect:audit v1 id=${identity} items=${items}${rest === undefined ? "" : ` rest=${rest}`} -->\n`;
}

/** What the body of an issue keeps of an audit; undefined where it is none of that one. */
export function readMarker(body: string, identity: string): AuditState | undefined {
  const [, id, fields = ""] = MARK.exec(body) ?? [];
  if (id !== identity) return undefined;
  const items = / items=([0-9a-f:,;]*)/.exec(fields)?.[1] ?? "";
  const rest = / rest=([0-9a-f]{8})(?: |$)/.exec(fields)?.[1];
  const since = items.split(";").flatMap((group) => {
    const [day = "", keys = ""] = group.split(":");
    const isWhole = /^\d{8}$/.test(day);
    return isWhole ? keys.split(",").flatMap((key) => (/^[0-9a-f]{8}$/.test(key) ? [[key, day] as const] : [])) : [];
  });
  return { since: new Map(since.slice(0, MOST_KEYS)), ...(rest !== undefined && { rest }) };
}
