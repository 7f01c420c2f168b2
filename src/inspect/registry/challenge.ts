/** One challenge of a WWW-Authenticate header. */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Keys in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"?/sy;
const bare = /[^\s,"]*/y;
const blank = /[\s,]*/y;

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
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    take(blank);
    const word = take(token)?.[0];
    if (word === undefined) return challenges;
    const spaced = take(/[ \t]*/y)?.[0] ?? "";
    const current = challenges.at(-1);
    if (line[at] === "=" && current !== undefined) {
      at++;
      take(/[ \t]*/y);
      const string = line[at] === '"' ? take(quoted)?.[1]?.replace(/\\(.)/gs, "$1") : take(bare)?.[0];
      if (!current.parameters.has(word.toLowerCase())) current.parameters.set(word.toLowerCase(), string ?? "");
    } else if (spaced !== "" || at >= line.length || line[at] === ",") {
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
    } else {
      return challenges;
    }
  }
}
