/** What the committed bundle is made of. That it is what the sources give is compared byte for byte by `.ci/run`. */
import { execFile } from "node:child_process";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { objectOf, parseJson } from "../support/json.ts";
import { scratch } from "../support/scratch.ts";

const root = resolve(import.meta.dirname, "../..");
const dist = join(root, "dist");
const names = (await readdir(dist)).filter((name) => name.endsWith(".js"));
const files = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(dist, name), "utf8")] as const)),
);

/** The files that are loaded before anything runs. */
function loadedAtStart(entry: string): Set<string> {
  const reached = new Set([entry]);
  for (const name of reached) {
    for (const [, next = ""] of (files.get(name) ?? "").matchAll(
      /^const \w+ = require\("\.\/(?<name>[\w.-]+)"\);$/gmu,
    )) {
      reached.add(next);
    }
  }
  return reached;
}

/** The packages of node_modules that a file has parts of. */
const packagesIn = (name: string): string[] =>
  [...(files.get(name) ?? "").matchAll(/^\/\/ node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)\//gmu)].map(
    ([, found = ""]) => found,
  );

/** What the bundled command line prints about a name. */
async function run(env: Readonly<Record<string, string>>): Promise<string> {
  const ran = await promisify(execFile)(process.execPath, [join(dist, "cli.js"), "name", "ubuntu:24.04"], { env });
  return ran.stdout;
}

describe("dist", () => {
  test("loads no client for the network at start", () => {
    const loaded = [...loadedAtStart("index.js"), ...loadedAtStart("engine.js")].flatMap(packagesIn);
    expect(loaded).toContain("yaml");
    expect(
      loaded.filter((name) => /^(?:undici|@octokit\/.*|@actions\/(?:github|http-client))$/u.test(name)),
    ).toStrictEqual([]);
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

  test("keeps the bytecode of a run for the next one of the same command, and takes none that is broken", async () => {
    const caches = await scratch();
    const kept = async (): Promise<string[]> => readdir(join(caches, "wave-inspect")).catch(() => []);

    const plain = await run({ XDG_CACHE_HOME: caches, NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(plain).toContain("docker.io/library/ubuntu:24.04");
    expect(await kept()).toStrictEqual([]);

    expect(await run({ XDG_CACHE_HOME: caches })).toBe(plain);
    const names = await kept();
    const engine = names.find((name) => name.startsWith("name-engine.js-")) ?? "";
    const file = join(caches, "wave-inspect", engine);
    const bytecode = await readFile(file);
    expect(bytecode.length).toBeGreaterThan(10_000);
    expect(await run({ XDG_CACHE_HOME: caches })).toBe(plain);

    await writeFile(file, bytecode.subarray(0, 5_000));
    expect(await run({ XDG_CACHE_HOME: caches })).toBe(plain);
    expect((await readFile(file)).length).toBeGreaterThan(10_000);
    expect(await kept()).toStrictEqual(names);

    // What an older build left.
    await rename(file, `${file}9`);
    expect(await run({ XDG_CACHE_HOME: caches })).toBe(plain);
    expect(await kept()).toStrictEqual(names);
  });
});
