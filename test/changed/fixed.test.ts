/** What a change mends: the whole run in this process. */
import { mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { baseNamed } from "../../src/base/index.ts";
import { Cancellation } from "../../src/cancellation.ts";
import { readPolicyFile } from "../../src/policy-source/index.ts";
import { run } from "../../src/run.ts";
import { settle } from "../../src/settings.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

const POLICY = "version: 1\nrules: { pin: { severity: error, at-least: digest }, tag: error }\n";
const PINNED = `@sha256:${"a".repeat(64)}`;
const BASE = { "a/Dockerfile": "FROM quay.io/acme/one:1.0\n", "b/Dockerfile": "FROM quay.io/acme/two:1.0\n" };

/** `rule file` of what is fixed; undefined where nothing can be said of it. */
async function fixed(change: Readonly<Record<string, string | null>>, base: Readonly<Record<string, string>> = BASE) {
  const root = await realpath(await repositoryOf({ "wave-inspect.yml": POLICY, ...base }));
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "base");
  for (const [path, text] of Object.entries(change)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (text === null) await rm(join(root, path));
    else await writeFile(join(root, path), text);
  }
  git(root, "add", "-A");
  const policy = await readPolicyFile(root, "wave-inspect.yml", {});
  const { only } = await run({
    root,
    policy,
    settings: settle({ inspector: "none" }, policy),
    only: baseNamed(root, "HEAD"),
    inspect: () => undefined,
    now: () => new Date("2026-11-24T12:00:00Z"),
    cancellation: new Cancellation(),
    redactor: new Redactor(),
  });
  if (only === undefined || "nothing" in only) return "nothing to compare with";
  return only.fixed?.map(({ rule, file }) => `${rule} ${file}`);
}

test("an image that is pinned, and one that is gone", async () => {
  expect(await fixed({ "a/Dockerfile": `FROM quay.io/acme/one:1.0${PINNED}\n` })).toEqual(["pin a/Dockerfile"]);
  expect(await fixed({ "b/Dockerfile": null })).toEqual(["pin b/Dockerfile"]);
});

test("nothing: where nothing changed, where a file was moved, where a line was", async () => {
  expect(await fixed({})).toEqual([]);
  expect(await fixed({ "a/Dockerfile": null, "c/Dockerfile": BASE["a/Dockerfile"] })).toEqual([]);
  const other = `${"# another file\n".repeat(50)}${BASE["a/Dockerfile"]}`;
  expect(await fixed({ "a/Dockerfile": null, "c/Dockerfile": other })).toEqual([]);
  expect(await fixed({ "a/Dockerfile": `\n${BASE["a/Dockerfile"]}` })).toEqual([]);
});

test("one that another takes the place of is not mended, nor is one that is excused", async () => {
  expect(await fixed({ "a/Dockerfile": "FROM quay.io/acme/other:1.0\n" })).toEqual([]);
  expect(await fixed({ "a/Dockerfile": `# wave-inspect: ignore pin: for a reason\n${BASE["a/Dockerfile"]}` })).toEqual(
    [],
  );
});

test("one of two rules", async () => {
  const base = { Dockerfile: "FROM quay.io/acme/one:latest\n" };
  expect(await fixed({ Dockerfile: "FROM quay.io/acme/one:1.0\n" }, base)).toEqual(["tag Dockerfile"]);
});

test("where not all is read, nobody can say", async () => {
  expect(await fixed({ "a/Dockerfile": null, "compose.yaml": "services: [\n" })).toBeUndefined();
});
