import { readFileSync } from "node:fs";

/** The lines of a file beside this one, each a JSON value of a shape that its tests know. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows its fixture
export function readLines<T>(file: string): readonly T[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fixture of our own
  return JSON.parse(`[${text.trim().replaceAll("\n", ",")}]`) as T[];
}
