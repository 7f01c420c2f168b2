import { expect, test } from "vitest";
import { findIgnores } from "../../../src/scan/directives/ignore.ts";
import type { Reference, SourceKind } from "../../../src/model.ts";

const find = (source: SourceKind, lines: readonly string[], references: readonly Reference[] = []) =>
  findIgnores("file", lines.join("\n"), source, references);
const covers = (source: SourceKind, lines: readonly string[]) =>
  find(source, lines).ignores.map((ignore) => ignore.covers);

const at = (line: number, endLine: number): Reference => ({
  file: "file",
  line,
  column: 1,
  endLine,
  endColumn: 2,
  text: "",
  source: "compose",
  kind: "image",
  context: {},
});

const DIRECTIVE = "wave-inspect: ignore pin -- reason";

test("rules, reason and place", () => {
  const [ignore] = find("compose", [
    "a:",
    "  image: x  #  wave-inspect: ignore pin, base-image -- rebuilt in Q1 -- see #12  ",
  ]).ignores;
  expect(ignore).toEqual({
    file: "file",
    line: 2,
    column: 16,
    endLine: 2,
    endColumn: 80,
    rules: ["pin", "base-image"],
    reason: "rebuilt in Q1 -- see #12",
    covers: [2, 2],
  });
});

test.each(["wave-inspect: ignore pin", "wave-inspect: ignore pin --", "wave-inspect: ignore pin -- "])(
  "%s has an empty reason, which the policy tells of",
  (directive) => {
    const found = find("workflow", ["", `  # ${directive}`]);
    expect(found.problems).toEqual([]);
    expect(found.ignores).toMatchObject([{ line: 2, column: 5, rules: ["pin"], reason: "" }]);
  },
);

test.each([
  ["wave-inspect: ignore pin - reason", '"pin - reason" is not a name of a rule'],
  ["wave-inspect: ignore -- reason", "names no rule"],
  ["wave-inspect: ignore pin, -- reason", "names no rule"],
  ["wave-inspect: ignore", "names no rule"],
  ["wave-inspect: ignore pin registry -- reason", '"pin registry" is not a name of a rule'],
  ["wave-inspect: ignore all() -- reason", '"all()" is not a name of a rule'],
  ["wave-inspect: skip pin -- reason", '"skip" is not a directive'],
  [`wave-inspect: ${"skip".repeat(30)} pin`, `"${"skip".repeat(19)}ski…" is not a directive`],
  ["wave-inspect:", '"" is not a directive'],
])("%s takes no effect", (directive, message) => {
  const found = find("workflow", ["", `  # ${directive}`]);
  expect(found.ignores).toEqual([]);
  expect(found.problems).toMatchObject([{ file: "file", line: 2, column: 5, kind: "directive" }]);
  expect(found.problems[0]?.message).toContain(message);
  expect(found.problems[0]?.message).toContain("wave-inspect: ignore RULE[, RULE] -- reason");
});

test("comments that only speak of the tool are none", () => {
  const lines = [
    "# see the manual of wave-inspect",
    "# run `wave-inspect: ignore pin -- x` by hand",
    "# our wave-inspect: ignore",
  ];
  expect(find("compose", lines)).toEqual({ ignores: [], problems: [] });
});

test.each<[SourceKind, string]>([
  ["nextflow", `// ${DIRECTIVE}`],
  ["nextflow", `/* ${DIRECTIVE} */`],
  ["bake", `# ${DIRECTIVE}`],
  ["bake", `// ${DIRECTIVE}`],
  ["devcontainer", `// ${DIRECTIVE}`],
  ["dockerfile", `# ${DIRECTIVE}`],
  ["apptainer", `# ${DIRECTIVE}`],
  ["compose", `# ${DIRECTIVE}`],
  ["workflow", `# ${DIRECTIVE}`],
  ["kubernetes", `# ${DIRECTIVE}`],
  ["gitlab", `# ${DIRECTIVE}`],
  ["cwl", `# ${DIRECTIVE}`],
  ["wdl", `# ${DIRECTIVE}`],
  ["snakemake", `# ${DIRECTIVE}`],
])("%s: %s on the line above", (source, comment) => {
  expect(covers(source, [comment, "x", "y"])).toEqual([[2, 2]]);
  expect(covers(source, [comment, comment, "x", "y"])).toEqual([
    [3, 3],
    [3, 3],
  ]);
  expect(covers(source, ["x", comment])).toEqual([[2, 2]]);
});

test.each<[SourceKind, string]>([
  ["nextflow", `container 'x' // ${DIRECTIVE}`],
  ["nextflow", `container 'x' /* ${DIRECTIVE} */`],
  ["nextflow", `x =~ /"/ // ${DIRECTIVE}`],
  ["bake", `a = "x" # ${DIRECTIVE}`],
  ["devcontainer", `"image": "x", // ${DIRECTIVE}`],
  ["apptainer", `From: x # ${DIRECTIVE}`],
  ["compose", `image: x # ${DIRECTIVE}`],
  ["wdl", `docker: "x" # ${DIRECTIVE}`],
  ["snakemake", `container: "x" # ${DIRECTIVE}`],
])("%s: behind code, %s", (source, line) => {
  expect(covers(source, ["y", line, "z"])).toEqual([[2, 2]]);
});

test.each<[SourceKind, readonly string[]]>([
  ["nextflow", [`x = 'a' + "// ${DIRECTIVE}"`]],
  ["nextflow", ["x = '''", `// ${DIRECTIVE}`, "'''"]],
  ["nextflow", ['x = """ ${ y ? "}" : \'"""\' }', `// ${DIRECTIVE}`, '"""']],
  ["bake", [`x = "# ${DIRECTIVE}"`]],
  ["devcontainer", [`{"x": "// ${DIRECTIVE}"}`]],
  ["dockerfile", [`RUN x # ${DIRECTIVE}`]],
  ["compose", [`x: "# ${DIRECTIVE}"`]],
  ["compose", ["x: |", `  # ${DIRECTIVE}`]],
  ["compose", [`x: y#${DIRECTIVE}`]],
  ["wdl", [`x = "# ${DIRECTIVE}"`]],
  ["snakemake", ["x = '''", `# ${DIRECTIVE}`, "'''"]],
])("%s: not within a string, nor where the language has no comment: %j", (source, lines) => {
  expect(find(source, lines)).toEqual({ ignores: [], problems: [] });
});

test("a block comment of several lines", () => {
  const lines = [
    "/**",
    " * wave-inspect: ignore pin -- one",
    " * wave-inspect: ignore size -- two",
    " */",
    "container 'x'",
  ];
  expect(find("nextflow", lines).ignores.map(({ line, rules, covers }) => [line, rules, covers])).toEqual([
    [2, ["pin"], [5, 5]],
    [3, ["size"], [5, 5]],
  ]);
});

test("a Nextflow directive over several lines is covered, a process is not", () => {
  expect(
    covers("nextflow", [
      `// ${DIRECTIVE}`,
      "container \"${ workflow.containerEngine == 'singularity' ?",
      "    'https://a' :",
      "    'b' }\"",
      "cpus 1",
    ]),
  ).toEqual([[2, 4]]);
  expect(
    covers("nextflow", [`// ${DIRECTIVE}`, "container = { params.gpu", "  ? 'a'", "  : 'b' }", "cpus = 1"]),
  ).toEqual([[2, 4]]);
  expect(covers("nextflow", [`// ${DIRECTIVE}`, "container params.gpu", "  ? 'a'", "  : 'b'", "cpus 1"])).toEqual([
    [2, 4],
  ]);
  expect(covers("nextflow", [`// ${DIRECTIVE}`, "process FOO {", "  container 'a'", "}"])).toEqual([[2, 2]]);
  expect(covers("nextflow", [`// ${DIRECTIVE}`, "withName: 'FOO' {", "  container = 'a'", "}"])).toEqual([[2, 2]]);
});

test("an instruction that goes on is covered, and a comment within it covers the rest", () => {
  expect(
    covers("dockerfile", [`# ${DIRECTIVE}`, "FROM \\", "# comment", "", "  alpine:3 \\", "  AS x", "RUN y"]),
  ).toEqual([[2, 6]]);
  expect(covers("dockerfile", ["FROM \\", `# ${DIRECTIVE}`, "  alpine:3 \\", "  AS x", "RUN y"])).toEqual([[3, 4]]);
  expect(covers("dockerfile", ["# escape=`", "", `# ${DIRECTIVE}`, "FROM `", " a:1", "RUN c:\\", "x"])).toEqual([
    [4, 5],
  ]);
  expect(covers("apptainer", [`# ${DIRECTIVE}`, "From: alp\\", "ine", "x"])).toEqual([[2, 3]]);
});

test("Snakemake: a directive whose value is on the next line", () => {
  expect(
    covers("snakemake", [`    # ${DIRECTIVE}`, "    container:", '        "docker://x"', "    threads: 1"]),
  ).toEqual([[2, 3]]);
});

test("bake: one entry of a map, not those after it", () => {
  expect(covers("bake", ["contexts = {", `  # ${DIRECTIVE}`, '  a = "x"', '  b = "y"', "}"])).toEqual([[3, 3]]);
});

test("a reference that begins on a covered line is covered to its end", () => {
  const lines = [`# ${DIRECTIVE}`, "image: >-", "  x", "y: z"];
  expect(find("compose", lines, [at(2, 3)]).ignores[0]?.covers).toEqual([2, 3]);
  expect(find("compose", lines, [at(4, 4)]).ignores[0]?.covers).toEqual([2, 2]);
});

test("line ends of Windows change nothing", () => {
  const lines = [`  # ${DIRECTIVE}`, "image: x", `other: y # ${DIRECTIVE}`];
  const found = findIgnores("file", lines.join("\r\n"), "compose", []);
  expect(found).toEqual(find("compose", lines));
});

test("text that is odd or long comes to an end", () => {
  for (const source of ["nextflow", "wdl", "snakemake", "bake", "compose", "dockerfile"] as const) {
    for (const text of [
      "'\"${",
      "/*",
      "/*\n",
      "((((",
      "\\",
      "# wave-inspect: ",
      "# wave-inspect: ignore pin -- x\n",
      "\n",
      " ",
    ]) {
      expect(() => findIgnores("file", `wave-inspect${text.repeat(50_000)}`, source, [])).not.toThrow();
    }
  }
});
