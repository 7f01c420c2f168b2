import { expect, test } from "vitest";
import { isIgnored, readGitIgnore } from "../../src/scan/disk/gitignore.ts";
import { matchesAny } from "../../src/text/globs.ts";

test.each([
  ["a", ["a", "a/b"], ["b/a", "ab"]],
  ["./a/", ["a", "a/b/c"], ["b"]],
  ["**/a", ["a", "x/a", "x/a/b"], ["ab"]],
  ["*.yml", ["a.yml", ".b.yml"], ["x/a.yml"]],
  ["./", [], ["a", "."]],
  ["/", [], ["a"]],
])("the glob %j takes %j and not %j", (glob, taken, left) => {
  const matches = matchesAny([glob]);
  expect(taken.filter((path) => !matches(path))).toEqual([]);
  expect(left.filter(matches)).toEqual([]);
});

test("a line of a .gitignore that is nothing but a slash ignores nothing, as in git", () => {
  expect(readGitIgnore("", "/\n//\n!/\n").rules).toEqual([]);
  const files = [readGitIgnore("", "/\n/a/\n")];
  expect(["a", "b"].filter((path) => isIgnored(files, path, true))).toEqual(["a"]);
});
