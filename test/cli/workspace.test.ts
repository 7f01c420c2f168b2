/** GitHub takes the paths of annotations and of SARIF from the workspace on, wherever the checked folder lies in it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, type CliOptions } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";

const FILES = {
  "pipelines/a/main.nf": "process FOO {\n  container 'a/b:latest'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
  "pipelines/a/nextflow.config": "docker.enabled = true\n",
  "conf/site.config": "process { withName: FOO { container = 'a/site:latest' } }\n",
  "policies/own.yml":
    "version: 1\nrules: { tag: error }\nwaivers: [{ rules: [tag], images: ['gone/*'], reason: x, owner: me, expires: 2020-01-01 }]\n",
  "empty/README.md": "",
};

function named(found: readonly RegExpMatchArray[]): string {
  return [...new Set(found.map(([, file = "nowhere"]) => file))].sort().join(" ");
}

/** The files that annotations name, and those of SARIF. */
async function filesOf(
  args: readonly string[],
  options: CliOptions,
): Promise<readonly [github: string, sarif: string]> {
  const [folder = "", ...rest] = args;
  const run = (format: string) =>
    cli(["check", folder, "--inspector", "none", "--format", format, ...rest], options).then(({ out }) => out);
  const annotated = [...(await run("github")).matchAll(/^::\w+ title=[^,:]*%3A [^,:]*(?:,file=([^,:]*))?/gm)];
  const placed = [...(await run("sarif")).matchAll(/"artifactLocation":\{"uri":"([^"]*)"/g)];
  return [named(annotated), named(placed)];
}

/** A workspace; with `.git` where `isGit`. */
async function workspace(isGit: boolean): Promise<string> {
  const root = await repositoryOf(FILES);
  if (isGit) await mkdir(join(root, ".git"));
  return root;
}

const MAIN = "pipelines/a/main.nf";

test.each([
  ["the current folder", false, ["pipelines/a"], ".", {}, MAIN],
  ["the repository of the current folder", true, ["../pipelines/a"], "conf", {}, MAIN],
  ["the checked folder being the current one", true, ["."], "pipelines/a", {}, MAIN],
  ["the runner's workspace", false, ["."], "pipelines/a", { GITHUB_WORKSPACE: "@" }, MAIN],
  ["the workspace itself", false, ["."], "pipelines/a", { GITHUB_WORKSPACE: "@/pipelines/a" }, "main.nf"],
  ["none of them", false, ["../pipelines/a"], "conf", {}, "main.nf"],
  ["a workspace elsewhere", false, ["pipelines/a"], ".", { GITHUB_WORKSPACE: "@/conf" }, MAIN],
  ["one that is not there", false, ["pipelines/a"], ".", { GITHUB_WORKSPACE: "@/gone" }, MAIN],
  ["a folder without an image", true, ["empty"], ".", {}, "empty"],
  [
    "a policy that was typed, from the current folder",
    true,
    ["../pipelines/a", "--policy", "own.yml"],
    "policies",
    {},
    `${MAIN} policies/own.yml`,
  ],
])("from %s", async (_, isGit, args, cwd, env, files) => {
  const root = await workspace(isGit);
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace("@", root)]));
  expect(await filesOf(args, { cwd: join(root, cwd), env: given })).toEqual([files, files]);
});

test("a configuration beside the checked folder is in the workspace all the same", async () => {
  const root = await workspace(true);
  const args = ["pipelines/a", "--", "-c", "../../conf/site.config"];
  expect(await filesOf(args, { cwd: root })).toEqual(["conf/site.config", "conf/site.config"]);
});

test("a policy outside of the workspace is in no file of it", async () => {
  const root = await workspace(false);
  const [github, sarif] = await filesOf(
    ["main/a", "--policy", "../policies/own.yml"].map((word) => word.replace("main/a", "a")),
    {
      cwd: join(root, "pipelines"),
    },
  );
  expect(github).toBe("a/main.nf nowhere");
  expect(sarif).toContain("file:///");
});
