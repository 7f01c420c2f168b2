/** The hook of .pre-commit-hooks.yaml: by pre-commit itself, in a repository of git. */
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { findProgram } from "../inspect/programs.ts";
import { git, tracked } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const preCommit = findProgram("pre-commit");

/** What git gives a clone, as far as the hook could take it: settings of npm and a lock file among it. */
async function cloned(): Promise<string> {
  const root = await scratch();
  for (const name of [".npmrc", ".pre-commit-hooks.yaml", "dist", "package.json", "package-lock.json"])
    cpSync(name, join(root, name), { recursive: true });
  git(root, "init");
  git(root, "add", ".");
  git(root, "commit", "-m", "a release");
  return root;
}

/** A repository that has the hook, with one image; what the hook is given beside. */
async function repository(image: string, clone: string, more = ""): Promise<string> {
  const commit = git(clone, "rev-parse", "HEAD").trim();
  const root = await repositoryOf({
    ".pre-commit-config.yaml": `repos:\n  - repo: file://${clone}\n    rev: ${commit}\n    hooks:\n      - id: wave-inspect\n${more}`,
    ".npmrc": "registry=http://127.0.0.1:9/\n",
    "main.nf": `process A {\n  container '${image}'\n  script: 'true'\n}\nworkflow { A() }\n`,
    "wave-inspect.yml": "version: 1\nrules: { exists: error, tag: error }\n",
  });
  git(root, "init");
  git(root, "add", ".");
  return root;
}

test("the manifest names a program of the clone, which git keeps as one that can be run", () => {
  const hooks: readonly { readonly language: string; readonly entry: string }[] = parse(
    readFileSync(".pre-commit-hooks.yaml", "utf8"),
  );
  const [program = ""] = hooks.map(({ entry }) => entry.split(" ")[0]);
  expect(hooks.map(({ language }) => language)).toEqual(["script"]);
  expect(readFileSync(program, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(tracked(process.cwd()).find(({ path }) => path === program)).toMatchObject({ mode: "100755" });
});

test.skipIf(preCommit === undefined)("pre-commit runs it, installs nothing and asks nobody", async () => {
  const clone = await cloned();
  const home = await scratch();
  const run = (cwd: string, ...args: readonly string[]) =>
    spawnSync(preCommit ?? "", args, {
      cwd,
      encoding: "utf8",
      env: {
        PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
        HOME: home,
        PRE_COMMIT_HOME: join(home, "pre-commit"),
        GIT_CONFIG_GLOBAL: "/dev/null",
        // Nothing answers there.
        HTTPS_PROXY: "http://127.0.0.1:9",
        HTTP_PROXY: "http://127.0.0.1:9",
      },
    });
  expect(run(clone, "validate-manifest", ".pre-commit-hooks.yaml").status).toBe(0);

  const failing = run(await repository("alpine:latest", clone), "run");
  expect(failing.stdout).toMatch(/error\[tag\]: .*\n --> main\.nf:2:14\n/);
  expect(failing.status).toBe(1);

  const passing = run(await repository("alpine:3.20", clone), "run", "--verbose");
  expect(passing.stdout).toContain("To decide: 1 not asked");
  expect(passing.status).toBe(0);

  // The last --inspector counts.
  const more = "        args: [--inspector, registry, --insecure-registry, '127.0.0.1:9', --fail-on, warning]\n";
  const asking = run(await repository("127.0.0.1:9/acme/tool:1.0", clone, more), "run");
  expect(asking.stdout).toContain("undecided warning[inspectable]: 127.0.0.1:9/acme/tool:1.0");

  const kept = readdirSync(join(home, "pre-commit"), { recursive: true, encoding: "utf8" });
  expect(kept.some((path) => path.endsWith("/dist/cli.js"))).toBe(true);
  expect(kept.filter((path) => /(?:^|\/)(?:node_modules|node_env)/.test(path))).toEqual([]);
});
