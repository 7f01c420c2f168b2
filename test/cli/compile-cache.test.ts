/** Bytecode is run as it is found: it is kept where nobody else can put any, or not at all. */
import { chmod, chown, mkdir, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileCacheFolder } from "../../src/cli/compile-cache.ts";
import { cli } from "../support/cli.ts";
import { scratch } from "../support/scratch.ts";

/** Runs a short command and gives what lies in the folder afterwards; undefined: there is none. */
async function keptIn(folder: string, env: Readonly<Record<string, string>>): Promise<string[] | undefined> {
  const { code, out, err } = await cli(["name", "alpine"], { env });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("docker.io/library/alpine:latest");
  return readdir(folder).catch(() => undefined);
}

test("is in the user's own cache home, for nobody else to read or write", async () => {
  const home = await scratch();
  const folder = join(home, ".cache/wave-inspect");
  expect(await keptIn(folder, { HOME: home })).toHaveLength(1);
  const { mode } = await stat(folder);
  expect((mode & 0o777).toString(8)).toBe("700");

  const caches = join(home, "caches");
  expect(await keptIn(join(caches, "wave-inspect"), { HOME: home, XDG_CACHE_HOME: caches })).toHaveLength(1);
});

test("a broken file in it does no harm", async () => {
  const home = await scratch();
  const folder = join(home, ".cache/wave-inspect");
  const [version = ""] = (await keptIn(folder, { HOME: home })) ?? [];
  for (const name of await readdir(join(folder, version))) await writeFile(join(folder, version, name), "broken");
  expect(await keptIn(folder, { HOME: home })).toEqual([version]);
});

test.each([
  ["is open to others", (folder: string) => chmod(folder, 0o701)],
  ["is open to the group", (folder: string) => chmod(folder, 0o770)],
  ["is open to everybody", (folder: string) => chmod(folder, 0o777)],
])("a folder that %s is left alone", async (_, plant) => {
  const caches = await scratch();
  const folder = join(caches, "wave-inspect");
  await mkdir(folder, { mode: 0o700 });
  await plant(folder);
  expect(await keptIn(folder, { XDG_CACHE_HOME: caches })).toEqual([]);
});

test("one that a checkout may bring along is left alone, by whatever name", async () => {
  const root = await scratch();
  const folder = join(root, "part/.cache/wave-inspect");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  expect(await keptIn(folder, { HOME: join(root, "part"), GITHUB_WORKSPACE: root })).toEqual([]);
  await writeFile(join(root, ".git"), "gitdir: /nowhere");
  const elsewhere = await scratch();
  await symlink(join(root, "part"), join(elsewhere, "home"));
  for (const home of [join(root, "part"), join(elsewhere, "home")])
    expect(await keptIn(folder, { HOME: home })).toEqual([]);
});

test("so is a link to a folder that would do", async () => {
  const caches = await scratch();
  await mkdir(join(caches, "theirs"), { mode: 0o700 });
  await symlink("theirs", join(caches, "wave-inspect"));
  expect(await keptIn(join(caches, "theirs"), { XDG_CACHE_HOME: caches })).toEqual([]);
});

test("so is a file, and a link to nowhere", async () => {
  const caches = await scratch();
  await writeFile(join(caches, "wave-inspect"), "");
  expect(await keptIn(join(caches, "wave-inspect"), { XDG_CACHE_HOME: caches })).toBeUndefined();
  const others = await scratch();
  await symlink("nowhere", join(others, "wave-inspect"));
  expect(await keptIn(join(others, "nowhere"), { XDG_CACHE_HOME: others })).toBeUndefined();
});

test.runIf(process.getuid?.() === 0)("so is a folder of another user", async () => {
  const caches = await scratch();
  const folder = join(caches, "wave-inspect");
  await mkdir(folder, { mode: 0o700 });
  await chown(folder, 65_534, 65_534);
  expect(await keptIn(folder, { XDG_CACHE_HOME: caches })).toEqual([]);
});

test("whose folder it is decides, by number", async () => {
  const caches = await scratch();
  const env = { XDG_CACHE_HOME: caches };
  const ours = process.getuid?.() ?? 0;
  expect(compileCacheFolder({ env, platform: "linux", getuid: () => ours })).toBe(join(caches, "wave-inspect"));
  expect(compileCacheFolder({ env, platform: "linux", getuid: () => ours + 1 })).toBeUndefined();
});

test("nobody without a home gets one, and nobody who wants none", async () => {
  const caches = await scratch();
  expect(await keptIn(join(caches, "wave-inspect"), { HOME: "" })).toBeUndefined();
  expect(await keptIn("wave-inspect", { HOME: "", XDG_CACHE_HOME: "." })).toBeUndefined();
  const none = { XDG_CACHE_HOME: caches, NODE_DISABLE_COMPILE_CACHE: "1" };
  expect(await keptIn(join(caches, "wave-inspect"), none)).toBeUndefined();
});

test("a folder that Node was given is Node's to use", async () => {
  const caches = await scratch();
  const given = join(caches, "given");
  expect(await keptIn(given, { XDG_CACHE_HOME: caches, NODE_COMPILE_CACHE: given })).toHaveLength(1);
  expect(await readdir(caches)).toEqual(["given"]);
});

const of = (env: Readonly<Record<string, string>>) => compileCacheFolder({ env, platform: "linux" });

test("there is none where Node has its own, where nobody says where, and in a checkout", async () => {
  const root = await scratch();
  expect(of({ HOME: root, NODE_DISABLE_COMPILE_CACHE: "1" })).toBeUndefined();
  expect(of({ HOME: root, NODE_COMPILE_CACHE: join(root, "given") })).toBeUndefined();
  expect(of({})).toBeUndefined();
  expect(of({ HOME: "" })).toBeUndefined();
  expect(of({ XDG_CACHE_HOME: "caches" })).toBeUndefined();
  expect(of({ XDG_CACHE_HOME: join(root, "part"), GITHUB_WORKSPACE: root })).toBeUndefined();
  await mkdir(join(root, "one/.git"), { recursive: true });
  await symlink("one", join(root, "two"));
  expect(of({ XDG_CACHE_HOME: join(root, "one/part") })).toBeUndefined();
  expect(of({ XDG_CACHE_HOME: join(root, "two/part") })).toBeUndefined();
  // A link into a checkout, which is none itself: only where it leads tells.
  await mkdir(join(root, "one/own/wave-inspect"), { recursive: true, mode: 0o700 });
  await mkdir(join(root, "three"));
  await symlink("../one/own", join(root, "three/caches"));
  expect(of({ XDG_CACHE_HOME: join(root, "three/caches") })).toBeUndefined();
  expect(await readdir(root)).toEqual(["one", "three", "two"]);
  expect(await readdir(join(root, "one"))).toEqual([".git", "own"]);
});

test("there is none where the folder cannot be made", async () => {
  const root = await scratch();
  await writeFile(join(root, "file"), "");
  expect(of({ XDG_CACHE_HOME: join(root, "file") })).toBeUndefined();
});

test.each([
  ["linux", { HOME: "/home/ann" }, "/home/ann/.cache"],
  ["darwin", { HOME: "/home/ann" }, "/home/ann/Library/Caches"],
  ["win32", { LOCALAPPDATA: "/home/ann/Local" }, "/home/ann/Local"],
])("%s has it at its usual place", async (platform, env, place) => {
  const root = await scratch();
  const moved = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, join(root, value)]));
  expect(compileCacheFolder({ env: moved, platform })).toBe(join(root, place, "wave-inspect"));
});
