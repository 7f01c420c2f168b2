/** Files of other tools than Nextflow that multiply: what is left out of them is said, within the process. */
import { describe, expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import type { Problem, ScanResult } from "../../src/model.ts";
import { treeOf } from "./in-memory.ts";

const scan = (file: string, text: string): Promise<ScanResult> =>
  scanRepository(treeOf({ [file]: text }), defaultScanOptions);

function many(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => line(number)).join("");
}

const list = (count: number): string => `[${many(count, (n) => `${n},`)}]`;

/** So many lists of a matrix, each of so many values. */
const axes = (lists: number, values: number): string => many(lists, (n) => `a${n}: ${list(values)}, `);

const job = (matrix: string): string =>
  `jobs: { a: { strategy: { matrix: { ${matrix} } }, container: 'x:\${{ matrix.a0 }}' } }`;

const bakeLists = (lists: number, values: number): string => many(lists, (n) => `  a${n} = ${list(values)}\n`);

describe("is left out, and that is said", () => {
  test.each<[name: string, file: string, text: string, kind: Problem["kind"], message: string]>([
    [
      "a map that merges itself",
      "compose.yaml",
      "services: &a { <<: *a, b: { image: 'x:1' } }",
      "unreadable",
      "merges itself",
    ],
    [
      "merge keys in a long row",
      "compose.yaml",
      `m0: &m0 { image: 'x:1' }\n${many(150, (n) => `m${n + 1}: &m${n + 1} { <<: *m${n} }\n`)}services: { a: *m150 }\n`,
      "unreadable",
      "over more than 100 maps",
    ],
    [
      "merge keys that are wide",
      "compose.yaml",
      `w: &w {${many(2_000, (n) => `k${n}: 1, `)}}\nservices:\n${many(300, (n) => `  s${n}: { <<: *w }\n`)}`,
      "unreadable",
      "The merge keys (<<) of this file add more keys than are followed",
    ],
    ["an alias of nothing", "compose.yaml", "services: { a: *none }", "syntax", "there is no anchor"],
    [
      "images without number",
      "compose.yaml",
      `services:\n${many(10_050, (n) => `  s${n}: { image: 'x:${n}' }\n`)}`,
      "unreadable",
      "This file names more images than are followed",
    ],
    ["many lists of a matrix", ".github/workflows/a.yml", job(axes(300, 1)), "unreadable", "lists are not combined"],
    // GitHub: "A matrix will generate a maximum of 256 jobs per workflow run."
    ["many jobs of a matrix", ".github/workflows/a.yml", job(axes(2, 17)), "abort", "no more than 256 jobs"],
    [
      "a matrix of Bake",
      "docker-bake.hcl",
      `target "a" {\n name = "a-\${a0}"\n matrix = {\n${bakeLists(4, 20)} }\n dockerfile-inline = "FROM x:\${a0}"\n}\n`,
      "unreadable",
      "combinations of",
    ],
    [
      "many lists of a matrix of Bake",
      "docker-bake.hcl",
      `target "a" {\n name = "a-\${a0}"\n matrix = {\n${bakeLists(300, 1)} }\n dockerfile-inline = "FROM x:\${a0}"\n}\n`,
      "unreadable",
      "combinations of",
    ],
  ])("%s", async (_, file, text, kind, message) => {
    const { problems } = await scan(file, text);
    const told = problems.filter((problem) => problem.kind === kind).map((problem) => problem.message);
    expect(told.join("\n")).toContain(message);
  });
});

test("of many problems of a kind the first are listed, and the number of the others", async () => {
  // Two kinds in one file: a hundred of each are listed.
  const includes = many(150, (n) => `  - local: none${n}.yml\n`);
  const { problems } = await scan(".gitlab-ci.yml", `include:\n${includes}  - https://example.org/a.yml\n`);
  const missing = problems.filter(({ kind }) => kind === "missing-include");
  expect(missing).toHaveLength(101);
  expect(missing.at(-1)?.message).toBe("50 more problems like these follow.");
  expect(problems.filter(({ kind }) => kind === "remote-include")).toHaveLength(1);
});

test("a file that cannot be read as text is told, and the others are read", async () => {
  const tree = treeOf({ "a/compose.yaml": "", "b/compose.yaml": "services: { a: { image: 'x:1' } }" });
  const read = (path: string): string | undefined => (path.startsWith("a/") ? undefined : tree.read(path));
  const { pulls, problems } = await scanRepository({ ...tree, read }, defaultScanOptions);
  expect(pulls.map(({ image }) => image)).toEqual(["x:1"]);
  expect(problems).toMatchObject([
    { file: "a/compose.yaml", kind: "unreadable", message: "This file cannot be read as text." },
  ]);
});
