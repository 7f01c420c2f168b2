/** What the committed bundle is made of. That it is what the sources give is compared byte for byte by `.ci/run`. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

const root = resolve(import.meta.dirname, "../..");
const dist = join(root, "dist");
const names = (await readdir(dist)).filter((name) => name.endsWith(".js"));
const files = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(dist, name), "utf8")] as const)),
);

/** The packages of node_modules that a file has parts of. */
const packagesIn = (name: string): string[] =>
  [...(files.get(name) ?? "").matchAll(/^\/\/ node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)\//gmu)].map(
    ([, found = ""]) => found,
  );

/** Tells on standard error, when a process ends, which files of dist/ it loaded. */
const hook = `process.on("exit", () => {
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(${JSON.stringify(dist)}));
  process.stderr.write(JSON.stringify(loaded));
});`;

describe("dist", () => {
  test.each([
    ["name alpine", {}, []],
    ["scan .", { Dockerfile: "FROM alpine:3\n" }, ["scan", "dockerfile"]],
    ["scan .", { "chart.yml": "a: 1\n", "README.md": "" }, ["scan"]],
    [
      "scan .",
      { "main.nf": "process A {\n  script: 'true'\n}\nworkflow {\n  A()\n}\n" },
      ["scan", "nextflow", "nextflow-syntax", "recipe", "yaml"],
    ],
    ["scan .", { "compose.yml": "services: {}\n" }, ["scan", "neighbours", "dockerfile", "yaml"]],
    ["check . --inspector none", { Dockerfile: "FROM alpine:3\n" }, ["scan", "check", "dockerfile"]],
    ["policy validate a.yml", { "a.yml": "version: 1\n" }, ["scan", "check", "policy-file", "yaml"]],
    ["inspect library://a/b/c", {}, ["scan", "inspect"]],
  ])("%s loads what it uses and no more: %j", async (args, repository, expected) => {
    const cwd = await repositoryOf({ ...repository, ".hook/loaded.cjs": hook });
    const { err } = await cli(args.split(" "), { cwd, env: { NODE_OPTIONS: `--require ${cwd}/.hook/loaded.cjs` } });
    const loaded = arrayOf(parseJson(err)).map((file) => relative(dist, String(file)));
    expect(loaded.sort()).toEqual(["cli", "rolldown-runtime", "base", ...expected].map((name) => `${name}.js`).sort());
  });

  test("the action loads no client for the network at start", async () => {
    const cwd = await repositoryOf({ "loaded.cjs": hook });
    const env = { ...process.env, NODE_OPTIONS: `--require ${cwd}/loaded.cjs`, INPUT_PATH: "/nonexistent" };
    const ran = promisify(execFile)(process.execPath, [join(dist, "index.js")], { cwd, env });
    const { stderr } = await ran.catch((error: unknown) => objectOf(error));
    const loaded = arrayOf(parseJson(String(stderr))).map((file) => relative(dist, String(file)));
    expect(loaded).toContain("check.js");
    expect(loaded.filter((name) => ["undici.js", "github.js", "inspect.js"].includes(name))).toEqual([]);
  });

  test("holds one copy of undici, in a file of its own", () => {
    expect(names.filter((name) => packagesIn(name).includes("undici"))).toStrictEqual(["undici.js"]);
    expect(files.get("undici.js")).not.toContain("node_modules/undici/node_modules");
  });

  test("holds nothing but the declared dependencies and theirs, each with its licence", async () => {
    const lock = objectOf(parseJson(await readFile(join(root, "package-lock.json"), "utf8")));
    const licenses = await readFile(join(dist, "licenses.txt"), "utf8");
    const bundled = [...new Set(names.flatMap(packagesIn))];
    expect(bundled.length).toBeGreaterThan(10);
    for (const name of bundled) {
      expect(objectOf(objectOf(lock["packages"])[`node_modules/${name}`])["dev"]).toBeUndefined();
      expect(licenses).toContain(`\n${name} `);
    }
  });

  test("names no directory of the machine that built it", () => {
    for (const text of files.values())
      expect(text).not.toMatch(/\/(?:home|Users|root|work|tmp)\/[\w.-]+\/(?:src|node_modules)/u);
  });

  test("runs as a program", async () => {
    const { stdout } = await promisify(execFile)(join(dist, "cli.js"), ["--version"]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});
