/** Globs that few `.gitignore` have, as git itself takes them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathGlob, Work } from "../../../src/scan/disk/path-glob.ts";
import { gitReading } from "../../support/git.ts";
import { scratch } from "../../support/scratch.ts";

const PATHS = [
  "a",
  "b",
  "c",
  "-",
  "]",
  "\\",
  "^",
  "5",
  "a/b",
  "a/c/b",
  "a/c/c/b",
  "a/b/b",
  "c/a",
  "[",
  "[a",
  "a-",
  "[a-",
];

test.each([
  "/a/**/**/b",
  "/**/**/b",
  "/a/**/**",
  "/[[:digit:]a]",
  "/[[:none:]]",
  "/[[:digit:]",
  "/[\\]]",
  "/[\\a-c]",
  "/[a-\\c]",
  "/[\\a-\\b]",
  "/[a-]",
  "/[]-]",
  "/[!a-b]",
  "/[\\",
  "/[a-\\",
  "/[a",
  "/[a-",
  "/a\\",
])("%s", async (pattern) => {
  const root = await scratch();
  gitReading("", root, "init", "-q");
  await writeFile(join(root, ".gitignore"), `${pattern}\n`);
  const matching = (): string[] => {
    try {
      return gitReading(PATHS.join("\0"), root, "check-ignore", "--no-index", "-z", "--stdin").split("\0").slice(0, -1);
    } catch {
      // It ends with 1 where nothing is ignored.
      return [];
    }
  };
  const glob = pathGlob(pattern.slice(1));
  const isOurs = (path: string): boolean => {
    const names = path.split("/");
    // What is in an ignored folder is ignored.
    return names.some((_, index) => glob(names.slice(0, index + 1), new Work()));
  };
  expect(PATHS.filter(isOurs)).toEqual(matching());
});
