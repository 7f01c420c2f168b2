/** The flags of a pattern: `(?i)`, `(?s-m:…)`. */
import { PatternProblem } from "./reader.ts";
import type { Flags } from "./tree.ts";

export const noFlags: Flags = { ignoreCase: false, multiline: false, dotAll: false, comments: false };

const LETTERS: ReadonlyMap<string, keyof Flags> = new Map([
  ["i", "ignoreCase"],
  ["m", "multiline"],
  ["s", "dotAll"],
  ["x", "comments"],
]);

/** With the flags of the letters in `on`, without those in `off`. */
export function withFlags(flags: Flags, on: string, off: string): Flags {
  const change = [...settingOf(on, true), ...settingOf(off, false)];
  return { ...flags, ...Object.fromEntries(change) };
}

function settingOf(letters: string, value: boolean): (readonly [keyof Flags, boolean])[] {
  return letters.split("").map((letter) => {
    const flag = LETTERS.get(letter);
    if (flag === undefined) throw new PatternProblem(`the flag \`${letter}\` is unknown or not supported`);
    return [flag, value];
  });
}
