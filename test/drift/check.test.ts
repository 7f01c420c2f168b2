/** The rule drift: what `check` says on the second night, and what it asks for that. */
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { lock } from "../../src/cli/lock.ts";
import { objectOf } from "../support/json.ts";
import { image, type ImageOptions } from "../support/registry/images.ts";
import { list } from "../../src/text/json.ts";
import { pipeline, type Stand, startStand } from "./two-nights.ts";

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});

afterAll(() => stand.close());

const short = (digest: string): string => `${digest.slice(0, 19)}…`;
const one = (options: ImageOptions = {}) => image({ layers: [{ a: "1\n" }, { b: "2\n" }], ...options });
let number = 0;

/** A pipeline with a lock of the first night, under a policy. */
async function night(rules: string) {
  number += 1;
  const repository = `check${number}/tool`;
  const old = stand.registry.push(repository, "1.0", one());
  stand.registry.push(`check${number}/other`, "1.0", one());
  const tool = `${stand.registry.host}/${repository}:1.0`;
  const { root } = await pipeline({ A: tool, B: tool, OTHER: `${stand.registry.host}/check${number}/other:1.0` });
  await stand.ask(lock, [root]);
  await writeFile(join(root, "wave-inspect.yml"), `version: 1\nlock: warn\nrules: ${rules}\n`);
  const findings = async (...args: readonly string[]) => {
    stand.registry.forget();
    const { out, err, outcome } = await stand.ask(check, [root, "--format", "json", ...args]);
    expect(err).toBe("");
    const all = list(objectOf(JSON.parse(out))["findings"]).map(objectOf);
    return { outcome, drift: all.filter(({ rule }) => rule === "drift"), rules: new Set(all.map(({ rule }) => rule)) };
  };
  return {
    repository,
    tool,
    root,
    old,
    push: (next: ImageOptions) => stand.registry.push(repository, "1.0", one(next)),
    findings,
  };
}

test("nothing moved: nothing is said, and each image is asked for once", async () => {
  const { findings } = await night("{ drift: error, exists: off }");
  expect(await findings()).toMatchObject({ outcome: "pass", drift: [] });
  expect(stand.registry.count({ kind: "manifest" })).toBe(2);
  expect(stand.registry.count({ kind: "blob" })).toBe(0);
});

test("the story of tdf2mzml: words, grade, processes, evidence, and what is asked", async () => {
  const { repository, tool, old, push, findings } = await night("{ drift: error }");
  const now = push({ layers: [{ a: "3\n" }, { b: "2\n" }], entrypoint: ["python3", "/tdf2mzml.py"] });
  stand.registry.delete(repository, old);
  const { outcome, drift, rules } = await findings();
  expect(outcome).toBe("fail");
  expect(rules).toEqual(new Set(["drift", "locked"]));
  expect(drift).toHaveLength(2);
  for (const finding of drift) {
    expect(finding).toMatchObject({
      severity: "error",
      image: tool,
      file: "main.nf",
      message: `${tool} drifted since containers.lock of 2026-11-30: entry point added: "python3 /tdf2mzml.py" starts in place of the task's shell (linux/amd64) (and 3 more)`,
      evidence: {
        grade: "breaking",
        "entrypoint-added":
          'entry point added: "python3 /tdf2mzml.py" starts in place of the task\'s shell (linux/amd64)',
        "old-gone": `old manifest gone: ${short(old)} can be pulled no more, by its digest neither`,
        "new-base": "rebuilt on a new base: its first layer is another (linux/amd64)",
        "tag-moved": `tag moved: it means ${short(now)}, and meant ${short(old)}`,
        processes: "A, B",
      },
    });
  }
  // Two images and what one of them was; the configuration of the one that moved.
  expect(stand.registry.requests.filter(({ kind, method }) => kind === "manifest" && method === "HEAD")).toHaveLength(
    3,
  );
  expect(stand.registry.count({ kind: "blob" })).toBe(1);
});

describe("severities", () => {
  const changes: readonly (readonly [grade: string, next: ImageOptions])[] = [
    ["breaking", { user: "1000" }],
    ["visible", { workingDir: "/data" }],
    ["harmless", { labels: { a: "b" } }],
  ];
  test.each([
    ["drift: error", ["error", "warning", "notice"]],
    ["drift: warning", ["warning", "warning", "notice"]],
    ["drift: { breaking: warning, visible: off, harmless: off }", ["warning", undefined, undefined]],
    // That the tag moved is one of the harmless changes of each.
    ["drift: { breaking: warning, visible: off, harmless: error }", ["error", "error", "error"]],
    ["drift: { severity: notice, visible: error }", ["notice", "notice", "notice"]],
    ["drift: { severity: error, enforce-from: 2027-01-01 }", ["notice", "notice", "notice"]],
  ])("%s", async (rules, expected) => {
    const severities: unknown[] = [];
    for (const [, next] of changes) {
      const { push, findings } = await night(`{ ${rules}, locked: off }`);
      push(next);
      severities.push((await findings()).drift[0]?.["severity"]);
    }
    expect(severities).toEqual(expected);
  });

  test("a size counts from the change on that the policy says", async () => {
    for (const [bound, isTold] of [
      ["50%", true],
      ["100000%", false],
    ] as const) {
      const { push, findings } = await night(`{ drift: { size-change: ${bound} } }`);
      push({ layers: [{ a: "1\n" }, { b: "x".repeat(5_000) }] });
      const [finding] = (await findings()).drift;
      expect(Object.keys(objectOf(finding?.["evidence"])).includes("grown")).toBe(isTold);
    }
  });
});

test("an override turns it on for some images, and nothing more is asked of the others", async () => {
  const { root, tool, push, findings } = await night("{}");
  const policy = `version: 1\nlock: off\noverrides: [{ images: ["${tool.replace(/:1\.0$/, "")}:*"], rules: { drift: error } }]\n`;
  await writeFile(join(root, "wave-inspect.yml"), policy);
  push({ user: "1000" });
  expect((await findings()).drift).toEqual([]);
  await writeFile(join(root, "wave-inspect.yml"), policy.replace("lock: off", "lock: warn"));
  expect((await findings()).drift).toHaveLength(2);
  expect(
    stand.registry.requests.some(({ kind, repository }) => kind === "blob" && repository?.endsWith("/other") === true),
  ).toBe(false);
});

test("without a lock, and without anybody who could be asked, nothing is said of it", async () => {
  const { root, push, findings } = await night("{ drift: error }");
  push({ user: "1000" });
  await copyFile(join(root, "containers.lock"), join(root, "kept"));
  await rm(join(root, "containers.lock"));
  expect((await findings()).drift).toEqual([]);
  await copyFile(join(root, "kept"), join(root, "containers.lock"));
  expect(await stand.run(check, [root, "--inspector", "none", "--format", "json"])).toMatchObject({
    out: expect.not.stringContaining("drifted since"),
  });
});
