/** Which baseline a run goes by, in this process: the file of the checkout, or that of the base of a pull request. */
import { realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { baselineText } from "../../src/baseline/write.ts";
import { defaultPolicy, type Policy } from "../../src/policy/policy.ts";
import { readBaselineFile, readBaselineOfBase, readTypedBaseline } from "../../src/policy-source/baseline.ts";
import type { PullRequest } from "../../src/pull-request.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

const FILE = "known.json";
const knowing = (count: number): string =>
  baselineText(
    Array.from({ length: count }, (_, at) => ({
      fingerprint: String(at).repeat(32),
      rule: "tag",
      severity: "error",
      image: null,
      file: "Dockerfile",
      message: "x",
    })),
  );
const naming = (own = true, more: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy,
  baseline: { file: FILE, own },
  ...more,
});
const firstPolicy = naming(true, {
  source: { file: "wave-inspect.yml", sha256: "0", files: [], from: "first" },
});

/** A baseline on the base, and what the change makes of it; null: there is none. */
async function read(
  [before, after]: readonly [string | null, string | null],
  policy = naming(),
  { input, origin = "acme/readqc" }: { readonly input?: string; readonly origin?: string } = {},
) {
  const root = await realpath(await repositoryOf({ a: "b" }));
  git(root, "init", "-q");
  git(root, "remote", "add", "origin", `https://github.com/${origin}`);
  const committed = async (text: string | null): Promise<string> => {
    await (text === null ? rm(join(root, FILE), { force: true }) : writeFile(join(root, FILE), text));
    git(root, "add", "-A");
    git(root, "commit", "-q", "--allow-empty", "-m", "x");
    return git(root, "rev-parse", "HEAD").trim();
  };
  const base = await committed(before);
  const head = origin === "acme/readqc" ? await committed(after) : "0".repeat(40);
  const pull: PullRequest = { event: "pull_request", base, head, repository: "acme/readqc" };
  const { baseline, baselineChange } = await readBaselineOfBase(root, policy, input, { pull, env: {} });
  const count = baseline?.findings.length;
  const coming = baselineChange?.after;
  return [
    count,
    baseline?.from === "first" ? "first" : baseline?.from && "base",
    coming && ("unreadable" in coming ? "unreadable" : coming.findings.length),
  ];
}

describe("of a pull request", () => {
  test("that of the base, whatever the change makes of it", async () => {
    expect(await read([knowing(1), knowing(2)])).toEqual([1, "base", 2]);
    expect(await read([knowing(1), null])).toEqual([1, "base", undefined]);
    expect(await read([knowing(1), "{"])).toEqual([1, "base", "unreadable"]);
    expect(await read([null, knowing(2)])).toEqual([undefined, undefined, 2]);
    await expect(read(["{", knowing(1)])).rejects.toThrow(`${FILE}:1:`);
  });

  test("the first, with the first policy that names it, and not by an input", async () => {
    expect(await read([null, knowing(2)], firstPolicy)).toEqual([2, "first", 2]);
    expect(await read([null, knowing(2)], firstPolicy, { input: FILE })).toEqual([undefined, undefined, 2]);
  });

  test("none where none is named, or where only a parent names one; else it is missed", async () => {
    expect(await read([knowing(1), knowing(1)], defaultPolicy)).toEqual([undefined, undefined, undefined]);
    expect(await read([null, null], naming(false))).toEqual([undefined, undefined, undefined]);
    await expect(read([null, null])).rejects.toThrow(`baseline: ${FILE} does not exist; write it with`);
  });

  test("in another repository's checkout that which is there", async () => {
    expect(await read([knowing(1), null], naming(), { origin: "acme/other" })).toEqual([1, undefined, undefined]);
    expect(await read([null, null], naming(false), { origin: "acme/other" })).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test("of any other run the file of the checkout, or the one that a person typed", async () => {
  const root = await realpath(await repositoryOf({ [FILE]: knowing(1), "bad.json": "\0\0" }));
  expect((await readBaselineFile(root, naming()))?.findings).toHaveLength(1);
  expect(await readBaselineFile(root, defaultPolicy)).toBeUndefined();
  expect(await readBaselineFile(root, naming(false, { baseline: { file: "none.json", own: false } }))).toBeUndefined();
  await expect(readBaselineFile(root, naming(), "../x.json")).rejects.toThrow("lies outside of the repository");
  await expect(readBaselineFile(root, naming(), "bad.json")).rejects.toThrow("baseline: bad.json");
  expect((await readTypedBaseline(join(root, FILE))).findings).toHaveLength(1);
});
