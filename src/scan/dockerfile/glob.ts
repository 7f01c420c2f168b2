/** Shell patterns of `${X#p}`, `${X%p}` and `${X/p/r}`: `*`, `?` and escapes, no brackets. */
import { type Fragments, plain, WORD } from "./fragments.ts";
import type { Work } from "./work.ts";

/** A literal character (a code point), or a wildcard. */
type Token = string | { readonly wildcard: "*" | "?" };

export type Pattern = readonly Token[];

/** Longer values and patterns are not matched: names are far shorter, and the work is the product of both. */
export const LONGEST_MATCHED = 4096;
const LONGEST_PATTERN = 512;

/** Reads a pattern; undefined where a backslash escapes what needs no escape, which BuildKit refuses. */
export function parsePattern(text: string): Pattern | undefined {
  const tokens: Token[] = [];
  let isEscaped = false;
  for (const char of text) {
    if (isEscaped) {
      if (!"*?\\}/".includes(char)) return undefined;
      tokens.push(char);
      isEscaped = false;
    } else if (char === "\\") {
      isEscaped = true;
    } else {
      tokens.push(char === "*" || char === "?" ? { wildcard: char } : char);
    }
  }
  return isEscaped || tokens.length > LONGEST_PATTERN ? undefined : tokens;
}

export interface Match {
  readonly start: number;
  readonly length: number;
}

/**
 * The first match at or behind `from`, in characters (code points). `longest`: of those that begin there the longest,
 * else the shortest. `anchored`: it begins at `from`. All beginnings are followed at once, so that no text is read twice.
 * "spent": it takes more work than there is.
 */
export function findMatch(
  pattern: Pattern,
  chars: readonly string[],
  from: number,
  { longest, anchored, work }: { readonly longest: boolean; readonly anchored: boolean; readonly work: Work },
): Match | "spent" | undefined {
  const end = pattern.length;
  /** Where the attempt began that has reached each state; of several the first. */
  let begun = new Map<number, number>();
  let found: Match | undefined;
  for (let at = from; ; at++) {
    if (found === undefined && (at === from || !anchored)) enter(pattern, begun, 0, at);
    const start = begun.get(end);
    if (start !== undefined) {
      found = { start, length: at - start };
      if (!longest) return found;
    }
    if (at >= chars.length || (begun.size === 0 && (anchored || found !== undefined))) return found;
    if (!work.take(begun.size + 1)) return "spent";
    const next = new Map<number, number>();
    for (const [state, start] of begun) {
      const token = pattern[state];
      if (token === undefined || (found !== undefined && start > found.start)) continue;
      const char = chars[at];
      if (typeof token === "string") {
        if (token === char) enter(pattern, next, state + 1, start);
      } else if (char !== "\n") {
        enter(pattern, next, token.wildcard === "*" ? state : state + 1, start);
      }
    }
    begun = next;
  }
}

/** Enters a state, and those behind it that stars can match as nothing. */
function enter(pattern: Pattern, begun: Map<number, number>, first: number, start: number): void {
  for (let state = first; ; state++) {
    const known = begun.get(state);
    if (known !== undefined && known <= start) return;
    begun.set(state, start);
    const token = pattern[state];
    if (typeof token !== "object" || token.wildcard !== "*") return;
  }
}

/** A pattern from its end to its beginning; what is escaped stays behind its escape. */
export function backwards(pattern: string): string {
  return (pattern.match(/\\[^]|[^]/gu) ?? []).reverse().join("");
}

const GROUP = /\$(?:\$|[\p{L}\p{Nd}_]+|\{[\p{L}\p{Nd}_]+\})/gu;

/** The groups of a replacement where all matches are replaced, which goes by Go's `regexp`: `$0` is the match. */
export function filledIn(replacement: Fragments, match: string): Fragments {
  const text = plain(replacement);
  if (!text.includes("$")) return replacement;
  const filled = text.replace(GROUP, (group) => {
    if (group === "$$") return "$";
    return group === "$0" || group === "${0}" ? match : "";
  });
  return [{ text: filled, origin: WORD }];
}
