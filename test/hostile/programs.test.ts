/** Programs that a repository brings along: none of them is started, by whatever way it gets onto the PATH. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Programs } from "../../src/inspect/credentials/program.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { cli, type CliOptions, type CliResult } from "../support/cli.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const HELPER = "docker-credential-evil";
const SYSTEM = "/usr/bin:/bin";

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry({ auth: { kind: "basic", users: { ann: "s" } } });
  registry.push("a/b", "1", image());
});
afterAll(() => registry.close());

/** A program that leaves a file beside it, and answers as a helper does. */
function put(path: string, script = 'touch "$0.ran"; echo \'{"Username":"ann","Secret":"s"}\''): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function checkout(): Promise<{ root: string; config: string }> {
  const root = await repositoryOf({ Dockerfile: `FROM ${registry.host}/a/b:1\n` });
  const config = await repositoryOf({ "config.json": JSON.stringify({ credHelpers: { [registry.host]: "evil" } }) });
  return { root, config };
}

/** A check of a checkout, as a person would run it in there. */
function check(root: string, config: string, path: string, options: CliOptions = {}): Promise<CliResult> {
  const args = ["check", root, "--inspector", "registry", "--insecure-registry", registry.host];
  const env = { PATH: path, DOCKER_CONFIG: config, ...options.env };
  return cli(args, { cwd: root, timeout: 25_000, ...options, env });
}

describe("a credential helper", () => {
  test.each([
    [
      "node_modules/.bin of the checkout, as under npx",
      (root: string) => join(root, "node_modules/.bin"),
      "node_modules/.bin",
    ],
    ["a folder of the checkout", (root: string) => join(root, "tools"), "tools"],
    ["the checkout itself", (root: string) => root, "."],
    ["the current folder, by no name", () => "", "."],
    ["the current folder, by a dot", () => ".", "."],
    ["a relative folder", () => "tools", "tools"],
  ])("in %s is not started", async (_, entry, folder) => {
    const { root, config } = await checkout();
    const program = put(join(root, folder, HELPER));
    const { err } = await check(root, config, `${entry(root)}:${SYSTEM}`);
    expect(existsSync(`${program}.ran`)).toBe(false);
    expect(err).toContain(`${HELPER} is not started: it is on the PATH only as ${program}`);
  });

  test.each([
    ["a node_modules/.bin elsewhere", async () => join(await scratch(), "node_modules/.bin")],
    ["the checkout, by a link to it", async (root: string) => linkTo(root)],
    ["the workspace that is not what is checked", async (_: string, workspace: string) => workspace],
  ])("in %s is not started", async (_, entry) => {
    const { root, config } = await checkout();
    const workspace = await scratch();
    const folder = await entry(root, workspace);
    const program = put(join(folder, HELPER));
    const env = { GITHUB_WORKSPACE: workspace };
    const { err } = await check(root, config, `${folder}:${SYSTEM}`, { cwd: "/", env });
    expect(existsSync(`${program}.ran`)).toBe(false);
    expect(err).toContain(`${HELPER} is not started`);
  });

  test("that is a link into the checkout is not started", async () => {
    const { root, config } = await checkout();
    const program = put(join(root, "tools/x"));
    const folder = await scratch();
    symlinkSync(program, join(folder, HELPER));
    const { err } = await check(root, config, `${folder}:${SYSTEM}`);
    expect(existsSync(`${program}.ran`)).toBe(false);
    expect(err).toContain(`${HELPER} is a link into a folder whose programs are not started`);
  });

  test("elsewhere is started, the one of the checkout before it on the PATH left out, and told what it needs", async () => {
    const { root, config } = await checkout();
    const committed = put(join(root, "node_modules/.bin", HELPER));
    const folder = await scratch();
    const program = put(join(folder, HELPER), `env > "$0.env"; pwd > "$0.cwd"; echo '{"Username":"ann","Secret":"s"}'`);
    const { err } = await check(root, config, `${dirname(committed)}:.:${folder}:${SYSTEM}`, {
      env: {
        AWS_PROFILE: "p",
        GITHUB_TOKEN: "t",
        SEQERA_ACCESS_TOKEN: "t",
        NODE_OPTIONS: "--no-warnings",
        LD_PRELOAD: "",
      },
    });
    expect(err).toBe("");
    expect(existsSync(`${committed}.ran`)).toBe(false);
    const told = readFileSync(`${program}.env`, "utf8").split("\n");
    expect(told).toEqual(
      expect.arrayContaining(["AWS_PROFILE=p", `DOCKER_CONFIG=${config}`, `PATH=${folder}:${SYSTEM}`]),
    );
    expect(told.filter((line) => /TOKEN|NODE_OPTIONS|LD_PRELOAD/.test(line))).toEqual([]);
    expect(readFileSync(`${program}.cwd`, "utf8").trim()).toBe(folder);
  });
});

/** A checkout of which only a part is checked, as a monorepo's is, and where a helper of it would be. */
async function monorepo(dotGit?: string): Promise<{ repo: string; root: string; config: string; program: string }> {
  const { root: repo, config } = await checkout();
  mkdirSync(join(repo, "part"));
  writeFileSync(join(repo, "part/Dockerfile"), `FROM ${registry.host}/a/b:1\n`);
  if (dotGit === undefined) execFileSync("git", ["init", "-q"], { cwd: repo });
  else writeFileSync(join(repo, ".git"), dotGit);
  return { repo, root: join(repo, "part"), config, program: put(join(repo, "bin", HELPER)) };
}

describe("a credential helper of the work tree around what is checked", () => {
  test.each<[string, string | undefined, (repo: string) => CliOptions]>([
    ["from the part", undefined, () => ({})],
    ["from elsewhere", undefined, () => ({ cwd: "/" })],
    ["of a linked work tree or a submodule", "gitdir: /nowhere\n", () => ({ cwd: "/" })],
    ["with a home in the checkout", undefined, (repo) => ({ cwd: repo, env: { HOME: join(repo, "part") } })],
    ["with a home in it that git knows nothing of", "", (repo) => ({ cwd: repo, env: { HOME: join(repo, "bin") } })],
    ["with a home that is the checkout", undefined, (repo) => ({ env: { HOME: repo } })],
  ])("%s is not started", async (_, dotGit, options) => {
    const { repo, root, config, program } = await monorepo(dotGit);
    const { err } = await check(root, config, `${dirname(program)}:${SYSTEM}`, options(repo));
    expect(existsSync(`${program}.ran`)).toBe(false);
    expect(err).toContain(`${HELPER} is not started: it is on the PATH only as ${program}`);
  });

  test("nor one around a submodule, around the current folder or around the workspace", async () => {
    const { repo, root, config, program } = await monorepo();
    writeFileSync(join(root, ".git"), "gitdir: ../.git/modules/part\n");
    const other = await checkout();
    for (const [checked, options] of [
      [root, {}],
      [other.root, { cwd: root }],
      [other.root, { cwd: "/", env: { GITHUB_WORKSPACE: join(repo, "part") } }],
      [other.root, { cwd: "/", env: { GIT_WORK_TREE: repo } }],
    ] as const) {
      await check(checked, config, `${dirname(program)}:${SYSTEM}`, options);
      expect(existsSync(`${program}.ran`)).toBe(false);
    }
  });

  test("nor for a home that only the environment says is one", async () => {
    const { root, config } = await checkout();
    mkdirSync(join(root, "part"));
    renameSync(join(root, "Dockerfile"), join(root, "part/Dockerfile"));
    const program = put(join(root, "bin", HELPER));
    const { err } = await check(join(root, "part"), config, `${dirname(program)}:${SYSTEM}`, {
      cwd: root,
      env: { HOME: join(root, "part") },
    });
    expect(existsSync(`${program}.ran`)).toBe(false);
    expect(err).toContain(`${HELPER} is not started`);
  });

  test("but one of another checkout beside it is", async () => {
    const { root, config } = await monorepo();
    const { program } = await monorepo();
    expect((await check(root, config, `${dirname(program)}:${SYSTEM}`)).err).toBe("");
    expect(existsSync(`${program}.ran`)).toBe(true);
  });
});

async function linkTo(root: string): Promise<string> {
  const path = join(await scratch(), "link");
  symlinkSync(root, path);
  return path;
}

test("a git that a repository brings along is not started, and no other", async () => {
  const root = await repositoryOf({ "a/Dockerfile": "FROM a:1\n" });
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["add", "."], { cwd: root });
  const programs = ["git", "node_modules/.bin/git", "bin/git"].map((path) => put(join(root, path)));
  const path = [root, ".", ...programs.map(dirname)].join(":");
  const { code, out } = await cli(["scan", root], { cwd: root, env: { PATH: path }, timeout: 25_000 });
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("a/Dockerfile:1:6") });
  for (const program of programs) expect(existsSync(`${program}.ran`)).toBe(false);
});

test("one file of the sources starts programs", () => {
  const src = resolve(import.meta.dirname, "../../src");
  const starting = globSync("**/*.ts", { cwd: src }).filter((file) =>
    /child_process|node:cluster|worker_threads/.test(readFileSync(join(src, file), "utf8")),
  );
  expect(starting).toEqual(["inspect/credentials/helper.ts"]);
});

// ── The rules by themselves, also those of Windows ──────────────────────────

const find = (name: string, path: string, more: Partial<ConstructorParameters<typeof Programs>[0]> = {}): unknown =>
  new Programs({ cwd: "/nowhere", ...more, env: { PATH: path, ...more.env } }).find(name);

describe("where programs are looked for", () => {
  test("a home and what is above it are no checkout, but what lies right in them does not count", async () => {
    const home = await scratch();
    const program = put(join(home, "bin/x"));
    const stray = put(join(home, "y"));
    const path = `${home}:${join(home, "bin")}`;
    for (const cwd of [home, dirname(home), "/"])
      expect(find("x", path, { cwd, home })).toMatchObject({ path: program });
    expect(find("y", path, { cwd: home, home })).toMatchObject({ problem: expect.stringContaining(stray) });
    expect(find("x", path, { cwd: home, home, foreign: [home] })).toHaveProperty("problem");
    expect(find("x", path, { cwd: join(home, "bin"), home })).toHaveProperty("problem");
    // A variable is no home: HOME may name a folder of the checkout.
    expect(find("x", path, { cwd: home, env: { HOME: home } })).toHaveProperty("problem");
    expect(find("x", path, { cwd: "/", env: { HOME: home } })).toMatchObject({ path: program });
  });

  test("on Windows by the endings of PATHEXT, without those that only a shell runs", async () => {
    const folder = await scratch();
    const env = { Path: folder, PATHEXT: ".BAT;.EXE" };
    const windows = (name: string): unknown => new Programs({ cwd: "/nowhere", platform: "win32", env }).find(name);
    put(join(folder, "a.BAT"));
    put(join(folder, "b.EXE"));
    put(join(folder, "c"));
    expect(windows("a")).toEqual({ problem: expect.stringContaining("needs a shell") });
    expect(windows("b")).toEqual({ path: join(folder, "b.EXE"), env: { PATH: folder } });
    expect(windows("c")).toEqual({ problem: "is not on the PATH" });
  });

  test("what may not be run, and what is a folder", async () => {
    const folder = await scratch();
    writeFileSync(join(folder, "x"), "");
    mkdirSync(join(folder, "y"));
    expect(find("x", folder)).toEqual({ problem: expect.stringContaining("could not be started") });
    expect(find("y", folder)).toEqual({ problem: "is not on the PATH" });
  });
});
