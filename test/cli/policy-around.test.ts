/** A command that is run on a part of a repository says that the policy of the whole does not hold there. */
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { baseline } from "../../src/cli/baseline.ts";
import { scan } from "../../src/cli/scan.ts";
import { cli } from "../support/cli.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const POLICY = "version: 1\nrules: { tag: error }\n";
const FILES = { "part/Dockerfile": "FROM alpine:latest\n", ".github/wave-inspect.yml": POLICY };

async function workTree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await repositoryOf(files);
  await mkdir(join(root, ".git"));
  return root;
}

/** What is said on standard error. */
async function said(command: typeof scan, ...args: readonly string[]): Promise<string> {
  const { world, printed } = testWorld();
  await command(args, world);
  return printed.err;
}

test("it is named, with what to do, whatever the command", async () => {
  const root = await workTree(FILES);
  const [part, file] = ["part", ".github/wave-inspect.yml"].map((path) => relative(process.cwd(), join(root, path)));
  const words = `wave-inspect: ${part} has no policy of its own, and that of the repository around it does not hold here: ${file}. Run on the whole repository to go by it, or name it (--policy ${file}): its patterns of files then start from ${part}.\n`;
  expect(await said(scan, join(root, "part"))).toBe(words);
  expect(await said(baseline, join(root, "part"), "--inspector", "none")).toBe(words);
});

test("the one of the repository that has it as a submodule, for all of it and for a file of it", async () => {
  const tool = await repositoryOf({ "deep/Dockerfile": "FROM alpine:latest\n" });
  const root = await repositoryOf({ ".github/wave-inspect.yml": POLICY });
  for (const folder of [tool, root]) git(folder, "init", "-q");
  git(tool, "add", ".");
  git(tool, "commit", "-qm", "a tool");
  for (const [folder, name] of [
    [root, "part"],
    [join(root, "part"), "inner"],
  ] as const)
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", tool, name);
  const file = relative(process.cwd(), join(root, ".github/wave-inspect.yml"));
  for (const part of ["part", "part/deep", "part/inner"])
    expect(await said(scan, join(root, part))).toContain(
      `${relative(process.cwd(), join(root, part))} has no policy of its own, and that of the repository around it does not hold here: ${file}.`,
    );
  const { err } = await cli(["check", "part/deep/Dockerfile", "--inspector", "none"], { cwd: root });
  expect(err).toContain("part has no policy of its own");
});

test("nothing is said of it where there is no such folder", async () => {
  const root = await workTree(FILES);
  const { err } = await cli(["check", "gone", "--inspector", "none"], { cwd: root });
  expect(err).toMatch(/^wave-inspect: \S*gone is not a directory that can be read[^\n]*\n$/);
});

test("one document stays one document on standard output", async () => {
  const root = await workTree(FILES);
  const run = await cli(["check", ".", "--inspector", "none", "--format", "json"], { cwd: join(root, "part") });
  expect(JSON.parse(run.out)).toMatchObject({ policy: null });
  expect(run.err).toContain(
    "wave-inspect: . has no policy of its own, and that of the repository around it does not hold here: ../.github/wave-inspect.yml.",
  );
});

test.each([
  ["on the whole repository", FILES, ["."]],
  ["where it is named", FILES, ["part", "--policy", ".github/wave-inspect.yml"]],
  ["where the part has its own", { ...FILES, "part/wave-inspect.yml": POLICY }, ["part"]],
  ["where the part is a repository itself", { ...FILES, "part/.git": "gitdir: ../x\n" }, ["part"]],
  ["where the whole has none", { "part/Dockerfile": "FROM alpine\n" }, ["part"]],
])("nothing is said %s", async (_, files, args) => {
  const root = await workTree(files);
  expect(await said(scan, ...args.map((arg) => (arg.startsWith("--") ? arg : join(root, arg))))).toBe("");
});

test("nothing is said where there is no work tree of git", async () => {
  expect(await said(scan, join(await repositoryOf(FILES), "part"))).toBe("");
});
