/** A pull request and the lock: that of the change is held, and what it says has to be what registries say. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLock } from "../../src/lock/read.ts";
import { writeLock } from "../../src/lock/write.ts";
import type { Lock } from "../../src/model.ts";
import { multiArch, image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { type Change, type PullRequestOptions, runPullRequest } from "../support/pull-request.ts";
import { digestOf, locked, lockOf } from "../lock/make.ts";

let registry: Registry;
let tool: string;
let digest: string;

beforeAll(async () => {
  registry = await startRegistry({});
  digest = registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  registry.push("acme/new", "1.0", image());
  tool = `${registry.host}/acme/tool:1.0`;
});

afterAll(() => registry.close());

const written = (lock: Lock): string => writeLock(readLock(writeLock(lock), "x"));
const lockWith = (is: string): string => written(lockOf({ [tool]: locked({ digest: is }) }));

/** The annotations of the rule, and how the run ends. */
async function told(before: Change, change: Change, options: PullRequestOptions = {}) {
  const files = { Dockerfile: `FROM ${tool}\n`, ...before } as Readonly<Record<string, string>>;
  const run = await runPullRequest(files, change, {
    depth: 2,
    ...options,
    inputs: { inspector: "registry", "insecure-registries": registry.host, ...options.inputs },
  });
  return [
    run.code,
    ...run.annotations
      .filter(({ properties }) => properties["title"]?.includes("locked"))
      .map(({ message }) => message.split("\n")[0]),
  ];
}

test("an image that the change adds and does not record", async () => {
  const lock = lockWith(digest);
  expect(await told({ "containers.lock": lock }, { "b/Dockerfile": `FROM ${registry.host}/acme/new:1.0\n` })).toEqual([
    1,
    expect.stringMatching(/acme\/new:1\.0 is not in containers\.lock/),
  ]);
  expect(await told({ "containers.lock": lock }, { "README.md": "a" })).toEqual([0]);
});

test("a digest that the change writes and no registry says", async () => {
  const forged = { "containers.lock": lockWith(digestOf("e")) };
  expect(await told({ "containers.lock": lockWith(digest) }, forged)).toEqual([
    1,
    expect.stringContaining(`and containers.lock has ${digestOf("e").slice(0, 19)}…`),
  ]);
  // What moved on the registry is taken over by a change of the lock, which is there to be reviewed.
  expect(await told(forged, { "containers.lock": lockWith(digest) })).toEqual([0]);
});

test("an entry that was edited by hand", async () => {
  const edited = lockWith(digest).replace(digest, digestOf("e"));
  const [code] = await told({ "containers.lock": lockWith(digest) }, { "containers.lock": edited });
  expect(code).toBe(2);
});

test("a change that takes the lock away is not free of it", async () => {
  const gone = { "containers.lock": null };
  expect(await told({ "containers.lock": lockWith(digest) }, gone)).toEqual([
    1,
    expect.stringContaining(
      "The pull request takes containers.lock away: nothing says any more what 1 image should be",
    ),
  ]);
  const off = { ".github/wave-inspect.yml": "version: 1\nlock: off\n" };
  expect(await told({ "containers.lock": lockWith(digest), ...off }, gone)).toEqual([0]);
});

test("that of the folder that is checked, and another one by its name", async () => {
  const below = { "p/Dockerfile": `FROM ${tool}\n`, "p/containers.lock": lockWith(digestOf("e")) };
  expect(await told(below, { a: "b" }, { inputs: { path: "p" } })).toEqual([
    1,
    expect.stringContaining("and p/containers.lock has"),
  ]);
  const other = { "other.lock": lockWith(digest) };
  expect(await told({ ...below, ...other }, { a: "b" }, { inputs: { path: "p", lock: "other.lock" } })).toEqual([0]);
  const [code] = await told(below, { a: "b" }, { inputs: { lock: "none.lock" } });
  expect(code).toBe(2);
});

test("with only: changed what the base does not say is no excuse, and what it says is known", async () => {
  const moved = { "containers.lock": lockWith(digestOf("e")) };
  const only = { inputs: { only: "changed" } };
  expect((await told(moved, { "README.md": "a" }, only))[0]).toBe(0);
  const empty = { "containers.lock": written(lockOf({})) };
  expect((await told({ "containers.lock": lockWith(digest) }, empty, only))[0]).toBe(1);
  expect((await told({ "containers.lock": lockWith(digest) }, { "containers.lock": null }, only))[0]).toBe(1);
  // One that could not be read before, and one that is the first.
  expect((await told({ "containers.lock": "{" }, moved, only))[0]).toBe(1);
  expect((await told({}, moved, only))[0]).toBe(1);
});
