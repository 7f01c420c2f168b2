/** What somebody else may put where logins and cached answers are kept: pipes, devices, links, too much of it. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { cli, type CliResult } from "../support/cli.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { fifo, LIMIT } from "./disk.ts";

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
  registry.push("a/b", "1", image());
});
afterAll(() => registry.close());

function inspect(env: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<CliResult> {
  const args = ["inspect", `${registry.host}/a/b:1`, "--via", "registry", "--insecure-registry", registry.host];
  return cli([...args, ...more], { ...LIMIT, env });
}

const harms: readonly (readonly [name: string, harm: (path: string) => unknown])[] = [
  ["a pipe", (path) => execFileSync("mkfifo", [path])],
  ["a link to /dev/zero", (path) => symlinkSync("/dev/zero", path)],
  ["a link to a file", (path) => symlinkSync("/etc/hostname", path)],
  ["a hundred gigabytes", (path) => (writeFileSync(path, ""), truncateSync(path, 100 * 1024 ** 3))],
];

test.each(harms)("entries of the cache directory that are %s are fetched again", async (_, harm) => {
  const cache = await scratch();
  const before = await inspect({}, "--cache-dir", cache);
  const folder = join(cache, "content-v1");
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    rmSync(join(folder, name));
    harm(join(folder, name));
  }
  const after = await inspect({}, "--cache-dir", cache);
  expect(after).toEqual(before);
  expect(after.code).toBe(0);
});

test.each([
  ["a pipe", "is a pipe, not a regular file"],
  ["a link to /dev/zero", "is a device, not a regular file"],
  ["a hundred gigabytes", "is larger than 1 MiB"],
])("logins in what is %s are left out, with a warning", async (name, words) => {
  const folder = await repositoryOf({ "home/x": "" });
  const harm = harms.find(([one]) => one === name)?.[1];
  harm?.(join(folder, "auth.json"));
  harm?.(join(folder, "config.json"));
  const { code, err } = await inspect({ REGISTRY_AUTH_FILE: join(folder, "auth.json"), DOCKER_CONFIG: folder });
  expect(code).toBe(0);
  expect(err).toContain(`REGISTRY_AUTH_FILE ${words}; it is left out.`);
  expect(err).toContain(`DOCKER_CONFIG/config.json ${words}; it is left out.`);
});

test("a folder among the entries of the cache directory does not keep the oldest of them", async () => {
  const cache = await scratch();
  const folder = join(cache, "content-v1");
  mkdirSync(join(folder, "sha256-folder/x"), { recursive: true });
  const entry = (n: number): string => join(folder, `sha256-${String(n).padStart(64, "0")}`);
  for (let n = 0; n < 5; n++) {
    writeFileSync(entry(n), "");
    truncateSync(entry(n), 20 * 1024 ** 2);
    utimesSync(entry(n), 1000 + n, 1000 + n);
  }
  utimesSync(join(folder, "sha256-folder"), 1001.5, 1001.5);
  expect((await inspect({}, "--cache-dir", cache)).code).toBe(0);
  expect([0, 1, 2, 3, 4].filter((n) => existsSync(entry(n)))).toEqual([2, 3, 4]);
  expect(existsSync(join(folder, "sha256-folder/x"))).toBe(true);
});

// Not a pipe: Node itself waits for that one.
test.each([
  ["a link to /dev/zero", "is a device, not a regular file"],
  ["a hundred gigabytes", "is larger than 16 MiB"],
])("certificates in what is %s are left out, with a warning", async (name, words) => {
  const file = join(await scratch(), "ca.pem");
  harms.find(([one]) => one === name)?.[1](file);
  const { code, err } = await inspect({ NODE_EXTRA_CA_CERTS: file });
  expect(code).toBe(0);
  expect(err).toContain(`NODE_EXTRA_CA_CERTS cannot be read: the file ${words}.`);
});

test("a pipe in a home's place of logins is not waited for", async () => {
  const home = await repositoryOf({ ".docker/x": "" });
  fifo(home, ".docker/config.json");
  expect((await inspect({ HOME: home })).code).toBe(0);
});
