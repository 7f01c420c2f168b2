import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { treeOf } from "../in-memory.ts";

/** What PyYAML 6 and GitLab (Psych) read, both by libyaml, although YAML 1.2 wants the further lines deeper. */
test.each([
  ["two lines", 'a:\n  image: "x:1"\n  v: "b && \\\n  c"\nd:\n  image: y:1\n', ["x:1", "y:1"]],
  ["in single quotes", "a:\n  image: 'x:1'\n  v: 'b\n  c'\nd:\n  image: y:1\n", ["x:1", "y:1"]],
  ["a line that is indented less", 'a:\n    v: "b\n  c"\n    image: x:1\n', ["x:1"]],
  ["a line end that a backslash takes away", 'a:\n  image: "x:\\\n1"\n', ["x:1"]],
  ["blanks at the beginning of a further line", "a:\n    image: 'x:1\n  '\n    v: 'b\n   c'\n", ["x:1"]],
  [
    "a list that is closed below its key",
    "a:\n  image:\n    name: x:1\n    v: [\n  1,\n  2\n]\nd:\n  image: y:1\n",
    ["x:1", "y:1"],
  ],
  ["a map in a list", "a:\n  v: [\n{ w: 'b\nc' }, [\n] ]\n  image: x:1\n", ["x:1"]],
  [
    "a flow list closed at the column of its key",
    'a:\n  image: $I\n  parallel:\n    matrix:\n      - I: [\n        "x:1",\n        "y:1"\n      ]\n',
    ["x:1", "y:1"],
  ],
  ["tabs and comments in a list", "a:\n  v: [ # c\n\t1,\n# d\n\t2 ]\n  image: x:1\n", ["x:1"]],
  ["a comment right behind a quote", 'a:\n  image: "x:1"#c\n', ["x:1"]],
  ["twice", 'a:\n  v: "b\n  c" # so\n  w: "d\r\n  e"\n  image: x:1\n', ["x:1"]],
])("%s", async (_, text, images) => {
  const { pulls, problems } = await scanRepository(treeOf({ ".gitlab-ci.yml": text }), defaultScanOptions);
  expect(problems).toEqual([]);
  expect(pulls.map(({ image }) => image)).toEqual(images);
});

test.each([
  ["a quote that nothing closes", 'a:\n  v: "b\n  c\nd: 1\n'],
  ["a text that goes beyond its document", 'a:\n  v: "b\n---\n  c"\n'],
  ["a bracket that nothing closes", "a:\n  v: [b\n  image: x:1\n"],
  ["words behind the quote", 'a:\n  v: "b\n  c" d\n'],
])("%s is none", async (_, text) => {
  const { problems } = await scanRepository(treeOf({ ".gitlab-ci.yml": text }), defaultScanOptions);
  expect(problems[0]?.kind).toBe("syntax");
});
