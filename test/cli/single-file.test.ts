/** A file in place of the directory: what it is about, with the repository around it read for what its names mean. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPlace } from "../../src/cli/place.ts";
import type { Problem, ScanResult } from "../../src/model.ts";
import { narrowed } from "../../src/single-file.ts";
import { pull, reference, scanOf } from "../policy/make.ts";
import { cli } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";

const process = (name: string, image: string): string =>
  `process ${name} {\n  container "${image}"\n  script: 'true'\n}\n`;
const files = {
  "main.nf": `include { B } from './b.nf'\n${process("A", "acme/a:${params.tag}")}workflow { A()\n B() }\n`,
  "b.nf": process("B", "acme/b:latest"),
  "nextflow.config": "params.tag = 'latest'\ndocker { enabled = true; registry = 'quay.io' }\n",
  Dockerfile: "FROM alpine:latest\n",
  "README.md": "# x\n",
  "wave-inspect.yml":
    "version: 1\nrules: { tag: error }\nwaivers:\n  - { rules: [tag], images: [docker.io/library/alpine], reason: later }\n",
};

test("check FILE judges what that file is about, as the whole repository has it", async () => {
  const root = await repositoryOf(files);
  const check = (...args: readonly string[]) => cli(["check", ...args, "--inspector", "none", "-q"], { cwd: root });
  const whole = await check();
  const ofMain = await check("main.nf");
  expect(ofMain.out).toMatch(/^main\.nf:3:\d+: error tag: .*quay\.io\/acme\/a:latest/);
  expect(ofMain.out).toContain("Fail: 1 error in 1 image, ");
  expect(ofMain.code).toBe(1);
  const ofModule = await check(join(root, "b.nf"));
  for (const { out } of [ofMain, ofModule]) expect(whole.out.split("\n")).toContain(out.split("\n")[0]);
  // The waiver is about another file: nothing is said of it.
  expect(ofModule.out).toContain("Fail: 1 error in 1 image, ");
  expect((await check("Dockerfile")).out).toMatch(/^Pass: 1 waived in 1 image, /);
});

test("check FILE passes a file that names no image, where the repository around it has some", async () => {
  const root = await repositoryOf({ ...files, "main.nf": "include { B } from './b.nf'\nworkflow { B() }\n" });
  const check = await cli(["check", "main.nf", "--inspector", "none", "-q"], { cwd: root });
  expect(check).toMatchObject({ code: 0, out: expect.stringMatching(/^Pass: .*0 images/) });
  const bare = await repositoryOf({ "main.nf": "workflow { }\n" });
  const none = await cli(["check", "main.nf", "--inspector", "none", "-q"], { cwd: bare });
  expect(none).toMatchObject({ code: 1, out: expect.stringContaining("There is no image to check") });
});

test("scan FILE lists what is pulled because of it", async () => {
  const root = await repositoryOf(files);
  const { out } = await cli(["scan", "nextflow.config", "--format", "images"], { cwd: root });
  expect(out).toBe("quay.io/acme/a:latest\n");
  expect((await cli(["scan", "Dockerfile", "--format", "images"], { cwd: root })).out).toBe(
    "docker.io/library/alpine:latest\n",
  );
});

test("a file that nothing is read of is an error, and so is one where a whole is meant", async () => {
  const root = await repositoryOf(files);
  const says = async (...args: readonly string[]) => cli(args, { cwd: root });
  expect(await says("check", "README.md", "--inspector", "none")).toMatchObject({
    code: 2,
    err: expect.stringContaining('"README.md" is not read for images: it is of no kind that names them'),
  });
  expect((await says("scan", "main.nf", "--compare", "x.json")).err).toContain("--compare is about a whole pipeline");
  for (const command of ["lock", "baseline", "init"])
    expect((await says(command, "main.nf")).err).toContain("main.nf is a file: name the directory that it lies in.");
});

test("its root has the nearest policy, else is that of git, else has nextflow.config", async () => {
  const root = await repositoryOf({
    "a/p/.github/wave-inspect.yml": "",
    "a/p/sub/x.nf": "",
    "a/q/nextflow.config": "",
    "a/q/sub/y.nf": "",
  });
  const placeOf = (file: string) => readPlace([join(root, file)], { takesFile: true });
  expect(placeOf("a/p/sub/x.nf")).toEqual({ root: join(root, "a/p/sub"), file: "x.nf" });
  mkdirSync(join(root, "a/.git"));
  expect(placeOf("a/p/sub/x.nf")).toEqual({ root: join(root, "a/p"), file: "sub/x.nf" });
  expect(placeOf("a/q/sub/y.nf")).toEqual({ root: join(root, "a"), file: "q/sub/y.nf" });
  expect(readPlace([root], { takesFile: true })).toEqual({ root });
  expect(readPlace([])).toEqual({ root: globalThis.process.cwd() });
});

test("without git nothing above the current folder is looked at", async () => {
  const root = await repositoryOf({
    ...files,
    "sub/deep/c.nf": process("C", "acme/c:1"),
    "sub/wave-inspect.yml": "version: 1\n",
  });
  const at = async (cwd: string, file: string) => {
    const { out, err } = await cli(["scan", file, "--format", "json"], { cwd: join(root, cwd) });
    return err === "" ? out.match(/"file": "[^"]*c\.nf"/)?.[0] : err;
  };
  expect(await at(".", "sub/deep/c.nf")).toBe('"file": "deep/c.nf"');
  expect(await at("sub/deep", "c.nf")).toBe('"file": "c.nf"');
});

const problem = (file: string): Problem => ({ file, line: 1, column: 1, kind: "syntax", message: "x" });

test("what is left of a scan: parts in the file, and for a pipeline the problems of all its files", () => {
  const part = reference("V", { file: "b.nf", line: 9 });
  const first = pull("quay.io/acme/tool:1.0", {}, { file: "a.nf" });
  const both = { ...first, references: [...first.references, part] };
  const other = pull("quay.io/acme/other:1.0", {}, { file: "c.nf" });
  const ignore = (file: string) => ({ ...part, file, rules: ["pin"], reason: "x", covers: [1, 2] as const });
  const scan: ScanResult = {
    ...scanOf([both, other]),
    references: [...both.references, ...other.references],
    problems: ["a.nf", "b.nf", "c.nf", "gone.config", "Dockerfile"].map(problem),
    ignores: ["a.nf", "b.nf", "c.nf"].map(ignore),
    files: [
      ...["a.nf", "b.nf", "c.nf"].map((file) => ({ file, source: "nextflow" as const })),
      { file: "Dockerfile", source: "dockerfile" },
    ],
  };
  const left = narrowed(scan, "b.nf");
  expect(left.pulls).toEqual([both]);
  expect(left.references).toEqual([part]);
  expect(left.files.map(({ file }) => file)).toEqual(["b.nf"]);
  expect(left.problems.map(({ file }) => file)).toEqual(["a.nf", "b.nf", "c.nf", "gone.config"]);
  expect(left.ignores.map(({ file }) => file)).toEqual(["b.nf", "a.nf"]);
  expect(narrowed(scan, "Dockerfile").problems.map(({ file }) => file)).toEqual(["Dockerfile"]);
  expect(narrowed(scan, "gone.config").problems.map(({ file }) => file)).toEqual(["gone.config"]);
  expect(() => narrowed(scan, "README.md")).toThrow(/"README\.md" is not read for images/);
});
