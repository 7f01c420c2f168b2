/** Policies that lead elsewhere, never end, or are none: refused, and nothing of what they lead to is shown. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { cli, type CliResult } from "../support/cli.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { git } from "../support/git.ts";
import { fifo, FROM, LIMIT, link, tracking } from "./disk.ts";

const SECRET = "user: root\ntoken-of-ours: hunter-two\nhosts: [a, b]\n";
const check = (root: string, ...args: readonly string[]): Promise<CliResult> =>
  cli(["check", root, "--inspector", "none", ...args], LIMIT);

type Harm = (root: string, path: string, outside: string) => unknown;
const harms: readonly (readonly [name: string, harm: Harm, words: string])[] = [
  ["a link out", (root, path, outside) => link(root, join(outside, "secret.yml"), path), "to a file"],
  ["a link to a folder", (root, path, outside) => link(root, outside, path), "to a folder"],
  ["a link to /dev/zero", (root, path) => link(root, "/dev/zero", path), "to a device"],
  ["a link to nowhere", (root, path) => link(root, "/nowhere", path), "leads nowhere"],
  ["a circle", (root, path) => link(root, "policy.yml", path), "leads to no file"],
  ["a pipe", (root, path) => fifo(root, path), "is a pipe"],
  ["a folder", (root, path) => mkdirSync(join(root, path)), "is a folder"],
  ["a link into .git", (root, path) => link(root, ".git/config", path), "git's own folder"],
  ["two megabytes", (root, path) => writeFileSync(join(root, path), "#\n".repeat(1024 * 1024)), "larger than 1 MiB"],
  ["binary", (root, path) => writeFileSync(join(root, path), Buffer.alloc(100)), "binary"],
];

async function harmed(harm: Harm, path: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const outside = await repositoryOf({ "secret.yml": SECRET });
  const root = await tracking({ Dockerfile: FROM, ...files });
  git(root, "config", "http.extraheader", "AUTHORIZATION: basic hunter-two");
  if (path === "policy.yml") link(root, path, "wave-inspect.yml");
  harm(root, path, outside);
  return root;
}

/** How a run refuses with these words, and shows nothing of what it did not read. */
const refused = (words: string): unknown => ({
  code: 2,
  out: "",
  err: expect.stringMatching(new RegExp(`^(?!.*(?:hunter|token-of-ours|hosts)).*${words.replace(/[.]/g, "\\.")}`, "s")),
});

test.each(harms)("at its usual place: %s", async (_, harm, words) => {
  expect(await check(await harmed(harm, "policy.yml"))).toEqual(refused(words));
});

test.each(harms)("extended: %s", async (name, harm, words) => {
  const root = await harmed(harm, "base.yml", { "wave-inspect.yml": "version: 1\nextends: base.yml\n" });
  expect(await check(root)).toEqual(refused(name === "a circle" ? "leads nowhere" : words));
  expect(await check(root, "--policy", join(root, "wave-inspect.yml"))).toEqual(
    refused(name === "a circle" ? "leads nowhere" : words),
  );
});

test.each(harms)("named by the action's input: %s", async (_, harm, words) => {
  const workspace = await harmed(harm, "policy.yml");
  for (const policy of ["wave-inspect.yml", ""]) {
    const inputs = { inspector: "none", policy };
    const step = await runAction({ workspace, scratch: await scratch(), inputs });
    expect(step.code).toBe(2);
    expect(step.annotations.map(({ message }) => message).join()).toContain(words);
    expect(step.stdout).not.toContain("hunter");
  }
});

test("a folder of the repository that is a link out", async () => {
  const outside = await repositoryOf({ "wave-inspect.yml": SECRET });
  const root = await repositoryOf({ Dockerfile: FROM });
  link(root, outside, ".github");
  const words = ".github/wave-inspect.yml is a link that leads out of the repository, to a file";
  expect(await check(root)).toEqual(refused(words));
});

test("what a person types may lie anywhere, and is a regular file all the same", async () => {
  const outside = await repositoryOf({ "p.yml": "version: 1\nextends: base.yml\n", "base.yml": "version: 1\n" });
  const root = await repositoryOf({ Dockerfile: FROM });
  link(root, join(outside, "p.yml"), "mine.yml");
  fifo(outside, "pipe");
  expect((await check(root, "--policy", join(outside, "p.yml"))).code).toBe(0);
  expect(await check(root, "--policy", "/dev/zero")).toEqual(refused("is a device"));
  expect(await check(root, "--policy", join(outside, "pipe"))).toEqual(refused("is a pipe"));
  const compared = await cli(["scan", root, "--compare", "/dev/zero"], LIMIT);
  expect(compared).toMatchObject({ code: 2, err: expect.stringContaining("is a device") });
});

async function monorepo(extended: string, isGit: boolean): Promise<{ repo: string; root: string; outside: string }> {
  const outside = await repositoryOf({ "secret.yml": SECRET });
  const around = await scratch();
  const repo = join(around, "repo");
  mkdirSync(join(repo, "part"), { recursive: true });
  writeFileSync(join(repo, "part/Dockerfile"), FROM);
  writeFileSync(join(repo, "policy.yml"), `version: 1\nextends: ${extended}\n`);
  if (isGit) {
    git(repo, "init", "-q");
    git(repo, "config", "http.extraheader", "AUTHORIZATION: basic hunter-two");
  }
  return { repo, root: join(repo, "part"), outside };
}

describe("a policy that is typed, and lies above what is checked", () => {
  const leave: readonly (readonly [name: string, extended: string, harm: Harm])[] = [
    ["by a link", "base.yml", (repo, path, outside) => link(repo, join(outside, "secret.yml"), path)],
    ["by a link of a folder", "shared/secret.yml", (repo, _, outside) => link(repo, outside, "shared")],
    ["by a link of a folder and ..", "ci/in/../secret.yml", (repo, _, outside) => link(repo, outside, "ci")],
    [
      "by a link of links",
      "base.yml",
      (repo, path, outside) => {
        link(repo, join(outside, "secret.yml"), "part/one.yml");
        link(repo, "part/one.yml", path);
      },
    ],
    ["by ..", "../secret.yml", (repo) => writeFileSync(join(dirname(repo), "secret.yml"), SECRET)],
    [
      "by .. that goes back",
      "part/../../secret.yml",
      (repo) => writeFileSync(join(dirname(repo), "secret.yml"), SECRET),
    ],
    ["to git's own folder", ".git/config", () => undefined],
    ["to git's own folder, by a link", "base.yml", (repo, path) => link(repo, ".git/config", path)],
  ];

  test.each(leave.flatMap(([name, ...rest]) => [[name, true, ...rest] as const, [name, false, ...rest] as const]))(
    "extends nothing that is not of its repository: %s, git: %s",
    async (_, isGit, extended, harm) => {
      const { repo, root, outside } = await monorepo(extended, isGit);
      harm(repo, "base.yml", outside);
      const words = "(?:outside|leads|git's own|does not exist)";
      expect(await check(root, "--policy", join(repo, "policy.yml"))).toEqual(refused(words));
      expect(
        await cli(["check", ".", "--inspector", "none", "--policy", "../policy.yml"], { ...LIMIT, cwd: root }),
      ).toEqual(refused(words));
      expect(await cli(["policy", "validate", "../policy.yml"], { ...LIMIT, cwd: root })).toEqual(refused(words));
    },
  );

  test("extends what is", async () => {
    const { repo, root } = await monorepo("policies/of-all.yml", true);
    mkdirSync(join(repo, "policies"));
    writeFileSync(join(repo, "policies/of-all.yml"), "version: 1\nextends: ../base.yml\n");
    writeFileSync(join(repo, "real.yml"), "version: 1\n");
    link(repo, "real.yml", "base.yml");
    expect((await check(root, "--policy", join(repo, "policy.yml"))).code).toBe(0);
    expect((await check(root, "--policy", join(repo, "policies/of-all.yml"))).code).toBe(0);
  });
});

test("a text that is no policy is not shown line by line", async () => {
  const lines = Array.from({ length: 500 }, (_, n) => `key-${n}: hunter`);
  const root = await repositoryOf({ Dockerfile: FROM, "wave-inspect.yml": lines.join("\n") });
  const { code, err } = await check(root);
  expect(code).toBe(2);
  expect(err).toContain("this is no policy");
  expect(err.split("\n").length).toBeLessThan(8);
});
