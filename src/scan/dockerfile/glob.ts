/** Shell patterns of `${X#p}`, `${X%p}` and `${X/p/r}`: `*`, `?` and escapes, no brackets. */

/** A literal character (a code point), or a wildcard. */
type Token = string | { readonly wildcard: "*" | "?" };

export type Pattern = readonly Token[];

/** Longer values are not matched: what a name can be is far shorter, and the work grows with the square. */
export const LONGEST_MATCHED = 4096;

/** Reads a pattern; undefined where a backslash escapes what needs no escape, which BuildKit refuses. */
export function parsePattern(text: string): Pattern | undefined {
  const chars = Array.from(text);
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? "";
    if (char === "*" || char === "?") {
      tokens.push({ wildcard: char });
    } else if (char === "\\") {
      const next = chars[at + 1];
      if (next === "}" || next === "/") continue;
      if (next !== "*" && next !== "?" && next !== "\\") return undefined;
      tokens.push(next);
      at++;
    } else {
      tokens.push(char);
    }
  }
  return tokens;
}

/** Number of characters (code points) that the pattern matches at `start`, the fewest or the most; -1: it does not match. */
export function matchLength(pattern: Pattern, chars: readonly string[], start: number, longest: boolean): number {
  let active = closure(pattern, new Set([0]));
  let found = active.has(pattern.length) ? 0 : -1;
  for (let at = start; at < chars.length && active.size > 0; at++) {
    if (found >= 0 && !longest) break;
    const char = chars[at] ?? "";
    const next = new Set<number>();
    for (const state of active) {
      const token = pattern[state];
      if (token === undefined) continue;
      if (typeof token === "string") {
        if (token === char) next.add(state + 1);
      } else if (char !== "\n") {
        next.add(token.wildcard === "*" ? state : state + 1);
      }
    }
    active = closure(pattern, next);
    if (active.has(pattern.length)) found = at - start + 1;
  }
  return found;
}

/** A star may also match nothing. */
function closure(pattern: Pattern, states: Set<number>): Set<number> {
  for (const state of states) {
    const token = pattern[state];
    if (typeof token === "object" && token.wildcard === "*") states.add(state + 1);
  }
  return states;
}
