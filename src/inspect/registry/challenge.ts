/** The challenges of a WWW-Authenticate header. */

/** One challenge of a WWW-Authenticate header. */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Keys in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"(?:[^"\\]|\\.)*"?/sy;
const bare = /[^\s,"]*/y;
const blank = /[\s,]*/y;
const space = /[ \t]*/y;

/**
 * Reads all WWW-Authenticate lines of an answer (RFC 9110 §11.6.1), as messy as registries send them: schemes and
 * keys in any case, values quoted or bare, commas inside quotes, several challenges in one line, empty lines.
 * What cannot be read ends the line and is left out.
 */
export function parseChallenges(lines: readonly string[]): readonly Challenge[] {
  return lines.flatMap(parseLine);
}

function parseLine(line: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [match = ""] = pattern.exec(line) ?? [];
    at += match.length;
    return match;
  };
  for (;;) {
    take(blank);
    const word = take(token).toLowerCase();
    if (word === "") return challenges;
    const spaced = take(space);
    const current = challenges.at(-1);
    if (line[at] === "=" && current !== undefined) {
      at++;
      take(space);
      const value = line[at] === '"' ? unquoted(take(quoted)) : take(bare);
      if (!current.parameters.has(word)) current.parameters.set(word, value);
    } else if (spaced !== "" || at >= line.length || line[at] === ",") {
      challenges.push({ scheme: word, parameters: new Map() });
    } else {
      return challenges;
    }
  }
}

/** The text of a quoted string, its escapes undone; the quote at the end may be missing. */
const unquoted = (text: string): string => text.slice(1).replace(/\\(.)|"/gs, "$1");
