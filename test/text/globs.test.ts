import { expect, test } from "vitest";
import { isIgnored, readGitIgnore } from "../../src/scan/disk/gitignore.ts";
import { Work } from "../../src/scan/disk/path-glob.ts";
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

/** Whether a folder is ignored by a `.gitignore` of this text. */
function ignored(text: string): (path: string) => boolean {
  const rules = readGitIgnore("", text);
  return (path) => rules !== undefined && isIgnored([rules], path, true, new Work());
}

test("a line of a .gitignore that is nothing but a slash ignores nothing, as in git", () => {
  expect(["a", "a/b", ""].filter(ignored("/\n//\n!/\n"))).toEqual([]);
  expect(["a", "b"].filter(ignored("/\n/a/\n"))).toEqual(["a"]);
});

test.each([
  ["*.a\n!b.a", ["c.a"], ["b.a", "a"]],
  ["a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["b", "x/a/b"]],
  ["a/**", ["a/b", "a/b/c"], ["a"]],
  ["**/a", ["a", "x/a"], ["ab"]],
  ["[a-c]x[!0-9]", ["axb", "cx-"], ["dxb", "ax1"]],
  ["[[:digit:]]", ["1"], ["a"]],
  ["[]x]", ["]", "x"], ["a"]],
  ["[a", [], ["a", "[a"]],
  ["\\*", ["*"], ["a"]],
  ["a\\ \n b\\", ["a "], ["a", "b", " b"]],
  ["a  ", ["a"], []],
  ["?", ["a"], ["ab", ""]],
])("the .gitignore %j takes %j and not %j", (text, taken, left) => {
  const takes = ignored(text);
  expect(taken.filter((path) => !takes(path))).toEqual([]);
  expect(left.filter(takes)).toEqual([]);
});

test.each([
  ["characters", "a\n".repeat(140_000)],
  ["patterns", "*a\n".repeat(1001)],
  ["characters in a line", `!${"a".repeat(5000)}`],
])("a .gitignore of more %s than are followed is not heeded", (_, text) => {
  expect(readGitIgnore("", text)).toBeUndefined();
});
