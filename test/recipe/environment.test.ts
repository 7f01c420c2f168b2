import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { environmentOfDirective, readEnvironment } from "../../src/recipe/environment.ts";

const cases = readFileSync(join(import.meta.dirname, "snakeyaml.txt"), "utf8")
  .replaceAll("␍", "\r")
  .split(/^== /m)
  .slice(1)
  .map((section) => {
    const [head = "", output = ""] = section.split(/^--\n/m);
    const line = head.indexOf("\n");
    const [title, input] = [head.slice(0, line), head.slice(line + 1)];
    return { title, input, output: `${output.trimEnd()}\n` };
  });

test.each(cases)("SnakeYAML: $title", ({ input, output }) => {
  expect(readEnvironment(input)).toMatchObject({ dumped: output });
});

test("what is written again is read as the same", () => {
  for (const { output } of cases) expect(readEnvironment(output)).toMatchObject({ dumped: output });
  expect(cases.length).toBeGreaterThan(12);
});

describe("an environment", () => {
  test("has its name, channels and packages", () => {
    const text = `name: tools\nchannels: [conda-forge, bioconda]\ndependencies:\n  - bioconda::samtools=1.17=h00cdaf9_0\n  - python >=3.8\n  - pip\n  - pip:\n    - numpy==1.26.4\n`;
    expect(readEnvironment(text)).toMatchObject({
      name: "tools",
      channels: ["conda-forge", "bioconda"],
      kind: "file",
      packages: [
        {
          name: "samtools",
          version: "1.17",
          build: "h00cdaf9_0",
          channel: "bioconda",
          manager: "conda",
          written: "bioconda::samtools=1.17=h00cdaf9_0",
        },
        { name: "python", version: "3.8", manager: "conda", written: "python >=3.8" },
        { name: "pip", manager: "conda", written: "pip" },
        { name: "numpy", version: "1.26.4", manager: "pip", written: "numpy==1.26.4" },
      ],
    });
  });

  test.each([
    ["", false],
    ["0", false],
    ["no", false],
    ["0.0", false],
    ["~", false],
    ["'0'", true],
    ["1.10", true],
  ])("with the name %j has one: %j", (name, isNamed) => {
    const read = readEnvironment(`name: ${name}\ndependencies: [a]\n`);
    expect("name" in read).toBe(isNamed);
  });

  test.each([
    "dependencies: x",
    "dependencies: [a, [b]]",
    "dependencies: [{npm: [x]}]",
    "dependencies: [1.0]",
    "channels: []",
  ])("has no packages in %j", (text) => {
    expect(readEnvironment(text)).toMatchObject({ packages: [] });
  });
});

describe("what is no environment is told", () => {
  const deep = `${"[".repeat(60)}${"]".repeat(60)}`;
  const deeper = `${"[".repeat(400)}${"]".repeat(400)}`;
  const aliases = `a: &a [x]\nb: [${Array.from({ length: 51 }, () => "*a").join(", ")}]\n`;
  test.each([
    ["", "it is empty"],
    ["# nothing", "it is empty"],
    ["a: 1\n---\nb: 2\n", "it has more than one document"],
    ["- a\n", "it is no environment: it has no `dependencies:`"],
    ["text", "it is no environment: it has no `dependencies:`"],
    ["a: [b\n", "it is no YAML: "],
    ["a: *b\n", "the alias *b stands for nothing that ends before it"],
    ["a: &a [*a]\n", "the alias *a stands for nothing that ends before it"],
    [aliases, "it has more than 50 aliases"],
    [`a: ${deep}\n`, "it is nested more than 50 levels deep"],
    [`a: ${deeper}\n`, "it is nested more than 250 levels deep"],
    ["a: !!binary eA==\n", 'it has the tag "tag:yaml.org,2002:binary"'],
    ["a: !x [b]\n", 'it has the tag "!x"'],
    ["a: !x {b: c}\n", 'it has the tag "!x"'],
    ["[a]: b\n", "a key is no word"],
    ["? ''\n: b\n", "a key is empty, or very long"],
    [`${"k".repeat(123)}: b\n`, "a key is empty, or very long"],
    ["a: 2024-01-01\n", '"2024-01-01" is no text to YAML: put it in quotes'],
    ["a: ._\n", '"._" is no text to YAML'],
    ["a: 1:30\n", '"1:30" is no text to YAML'],
    ["a: {<<: {b: c}}\n", '"<<" is no text to YAML'],
    ["a: |\n  b\n  c\n", "a text has line ends or control characters in it"],
    ['a: "\\x07"\n', "a text has line ends or control characters in it"],
    ['a: "\\ud800"\n', "a text has line ends or control characters in it"],
    ["a: b\u2028c\n", "it has line ends that are no line feeds"],
    ["name: [a]\ndependencies: [b]\n", "its `name:` is no word"],
    [`a: ${"x".repeat(3 * 1024 * 1024)}\n`, "it is longer than 3 MiB"],
  ])("%#", (text, problem) => {
    expect(readEnvironment(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test("a number that is longer than SnakeYAML looks at is a text", () => {
    const digits = "1".repeat(1025);
    expect(readEnvironment(`dependencies: [${digits}]\n`)).toMatchObject({ packages: [{ name: digits }] });
    expect(readEnvironment("a: -1e400\n? b\nc: \n? d\n: e\n")).toMatchObject({
      dumped: "a: -.inf\nb: null\nc: null\nd: e\n",
    });
    expect(readEnvironment("a: 1.5e-7\nb: -12345678.5\nc: .5\n")).toMatchObject({
      dumped: "a: 1.5E-7\nb: -1.23456785E7\nc: 0.5\n",
    });
  });

  test("aliases of texts are as many as there are", () => {
    const text = `a: &a x\nb: [${Array.from({ length: 1000 }, () => "*a").join(", ")}]\n`;
    expect(readEnvironment(text)).toMatchObject({ dumped: expect.stringContaining("- x\n- x\n") });
  });

  test("lists of lists by aliases are not written out", () => {
    const bomb = [
      "a0: &a0 [x, x]",
      ...Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
    ].join("\n");
    const read = readEnvironment(bomb);
    expect("dumped" in read && read.dumped.length).toBeLessThan(2000);
  });
});

describe("packages of a directive", () => {
  test("are written as Wave writes those of a request", () => {
    // DockerHelperTest of Wave: packages, then pip's behind pip itself.
    const read = environmentOfDirective("bioconda::samtools=1.0  'bwa=2.0' pip:numpy pip:pandas==2.2.2");
    expect(read).toMatchObject({
      kind: "entries",
      dumped: `channels:\n- conda-forge\n- bioconda\ndependencies:\n- bioconda::samtools=1.0\n- bwa=2.0\n- pip\n- pip:\n  - numpy\n  - pandas==2.2.2\n`,
    });
  });

  test("have the channels of the configuration, or none", () => {
    expect(environmentOfDirective("a", ["x"])).toMatchObject({
      dumped: "channels:\n- x\ndependencies:\n- a\n",
      channels: ["x"],
    });
    expect(environmentOfDirective("a", [])).toMatchObject({ dumped: "dependencies:\n- a\n", channels: [] });
  });

  test.each([
    [" ", "it names no package"],
    ["pip::numpy", '"pip::numpy" is no package to Wave'],
    ["https://example.org/lock.txt", '"https://example.org/lock.txt" is no package to Wave'],
    ["a\nb", "a text has line ends or control characters in it"],
  ])("are none in %j", (text, problem) => {
    expect(environmentOfDirective(text)).toEqual({ problem });
  });
});
