/** `wave-inspect diff` of files and of a repository: what it takes, what it says on each surface, and how it ends. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { diff } from "../../src/cli/diff.ts";
import { lock } from "../../src/cli/lock.ts";
import type { Outcome } from "../../src/exit-code.ts";
import { diffMarkdown, diffText } from "../../src/report/diff.ts";
import { cli } from "../support/cli.ts";
import { image, multiArch } from "../support/registry/images.ts";
import { repositoryOf } from "../support/scratch.ts";
import { pipeline, type Stand, startStand } from "./two-nights.ts";

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});

afterAll(() => stand.close());

const before = image({ layers: [{ a: "1\n" }] });
const after = image({ layers: [{ a: "1\n" }], user: "1000", entrypoint: ["tool"] });
let number = 0;

/** A lock and a report of one night, and what the next night has otherwise. */
async function nights() {
  number += 1;
  const name = (tool: string): string => `${stand.registry.host}/nights${number}/${tool}:1.0`;
  const push = (tool: string, of = before): string => stand.registry.push(`nights${number}/${tool}`, "1.0", of);
  for (const tool of ["kept", "moved", "left"]) push(tool);
  const first = await pipeline({ KEPT: name("kept"), MOVED: name("moved"), OTHER: name("left") });
  const policy = "version: 1\nrules: { entrypoint: warning, exists: error }\n";
  await writeFile(join(first.root, "wave-inspect.yml"), policy);
  await stand.ask(lock, [first.root]);
  const old = join(first.root, "old.lock");
  await copyFile(first.lock, old);
  const oldReport = join(first.root, "old.json");
  await writeFile(oldReport, (await stand.ask(check, [first.root, "--format", "json"])).out);
  const moved = push("moved", after);
  const added = push("new");
  const second = await pipeline({ KEPT: name("kept"), MOVED: name("moved"), OTHER: name("new") });
  await writeFile(join(second.root, "wave-inspect.yml"), policy);
  await stand.ask(lock, [second.root]);
  const newReport = join(second.root, "new.json");
  await writeFile(newReport, (await stand.ask(check, [second.root, "--format", "json"])).out);
  return { old, oldReport, root: second.root, now: second.lock, newReport, name, moved, added };
}

test("two locks, as text: what changed, was added and removed, and who pulls something else", async () => {
  const { old, now, name, moved, added } = await nights();
  const was = before.descriptor.digest;
  expect(await stand.run(diff, [old, now])).toEqual({
    outcome: "fail",
    err: "",
    out: `${old} to ${now}: 1 image changed (1 breaking), 1 added, 1 removed, 1 process pulls other images.
breaking   ${name("moved")}
  breaking entry point added: "tool" starts in place of the task's shell (linux/amd64)
  breaking user changed: it runs as "1000" and no longer as root, who can write into the work directory (linux/amd64)
  harmless tag moved: it means ${moved.slice(0, 19)}…, and meant ${was.slice(0, 19)}…
  harmless reconfigured: the same layers, and another configuration (linux/amd64)
  processes: MOVED
added      ${name("new")} (${added})
  processes: OTHER
removed    ${name("left")} (${was})
  processes: OTHER
process    OTHER pulls ${name("new")}, and pulled ${name("left")}
`,
  });
});

test("a lock and a report, two reports, a report and now: the same drift as of two locks", async () => {
  const { old, oldReport, now, newReport, root } = await nights();
  const drift = async (one: string, other: string): Promise<unknown> => {
    const args = [one, other, "--format", "json"];
    const said = await (other === root ? stand.ask(diff, args) : stand.run(diff, args));
    expect(said).toMatchObject({ outcome: "fail", err: "" });
    const { old: _, new: __, ...rest } = JSON.parse(said.out);
    return rest;
  };
  const expected = await drift(old, now);
  expect(await drift(old, newReport)).toEqual(expected);
  expect(await drift(oldReport, newReport)).toEqual(expected);
  expect(await drift(oldReport, now)).toEqual(expected);
  expect(await drift(oldReport, root)).toEqual(expected);
  expect(await drift(old, root)).toEqual(expected);
});

test("two nights with nothing changed: nothing, whatever they were recorded by", async () => {
  const { now, newReport, root } = await nights();
  for (const [one, other] of [
    [now, now],
    [newReport, newReport],
    [now, newReport],
  ] as const) {
    expect(await stand.run(diff, [one, other])).toEqual({
      outcome: "pass",
      err: "",
      out: `${one} to ${other}: nothing changed.\n`,
    });
  }
  stand.registry.forget();
  expect((await stand.ask(diff, [now, root])).out).toBe(`${now} to now: nothing changed.\n`);
  // One request an image: what it means now is what the lock has.
  expect(stand.registry.count({ kind: "manifest" })).toBe(3);
});

test("as JSON: the facts that each change explains, with full digests", async () => {
  const { old, now, name, moved } = await nights();
  const { out } = await stand.run(diff, [old, now, "--format", "json"]);
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: 1,
    old,
    new: now,
    grade: "breaking",
    counts: { breaking: 1, visible: 0, harmless: 0, added: 1, removed: 1, processes: 1, unknown: 0 },
    changed: [
      {
        image: name("moved"),
        grade: "breaking",
        processes: ["MOVED"],
        changes: [
          {
            cause: "entrypoint-added",
            grade: "breaking",
            platforms: ["linux/amd64"],
            after: "tool",
            fields: [{ at: ["platforms", "linux/amd64", "entrypoint"], after: ["tool"] }],
          },
          { cause: "user-not-root" },
          { cause: "tag-moved", before: before.descriptor.digest, after: moved },
          { cause: "reconfigured" },
        ],
      },
    ],
    processes: [{ process: "OTHER", before: [name("left")], after: [name("new")] }],
    unknown: [],
  });
});

test("as Markdown: nothing in it is read as Markdown", async () => {
  const { old, now, name } = await nights();
  const { out, outcome } = await stand.run(diff, [old, now, "--format", "markdown"]);
  expect(outcome).toBe("fail");
  const shown = name("moved").replaceAll(":", "&#58;");
  expect(out).toContain(`### breaking: <code>${shown}</code>\n\n- **breaking** entry point added`);
  expect(out).toContain("- processes: <code>MOVED</code>");
  expect(out).toContain("### Added\n\n- <code>");
  expect(out).toContain("### Removed\n\n- <code>");
  expect(out).toContain("### Processes that pull other images\n\n- OTHER pulls ");
});

test("what is new or gone, has no digest, no process, no answer: in text and in Markdown", () => {
  const nobody = { processes: [], files: [], scenarios: [] };
  const drift = {
    changed: [],
    added: [{ image: "a", ...nobody }],
    removed: [{ image: "b", ...nobody, files: ["Dockerfile"] }],
    processes: [
      { process: "NEW", before: [], after: ["a"] },
      { process: "GONE", before: ["b"], after: [] },
    ],
    unknown: [{ image: "c", why: "timeout" as const }],
  };
  expect(diffText({ old: "x", next: "y", drift }))
    .toBe(`x to y: 1 added, 1 removed, 2 processes pull other images, 1 not known.
added      a
removed    b
  files: Dockerfile
process    NEW is new and pulls a
process    GONE is gone and pulled b
not known  c: timeout
`);
  const shown = diffMarkdown({ old: "x", next: "y", drift });
  expect(shown).toContain("### Added\n\n- <code>a</code>\n");
  expect(shown).toContain("- <code>b</code>: <code>Dockerfile</code>\n");
  expect(shown).toContain("### Not known\n\n- <code>c</code>: timeout\n");
});

test("of a long diff, Markdown keeps the worst and says how much is left out", async () => {
  const names = Array.from({ length: 400 }, (_, at) => `many/tool${at}`);
  const { root } = await pipeline({});
  const report = (user: string) => ({
    pulls: names.map((name) => ({ canonical: name, process: name, written: name })),
    inspections: names.map((name) => ({
      image: name,
      digest: `sha256:${user.repeat(64)}`,
      platforms: ["linux/amd64"],
    })),
  });
  const [one, other] = [join(root, "a.json"), join(root, "b.json")];
  await writeFile(one, JSON.stringify(report("a")));
  await writeFile(other, JSON.stringify(report("b")));
  const { out } = await stand.run(diff, [one, other, "--format", "markdown"]);
  expect(out.length).toBeLessThan(62_000);
  expect(out).toMatch(/…and \d+ more sections; `--format json` has all\.\n$/);
});

describe("what nobody knows", () => {
  test("an image that nobody answers for is no change, and the outcome is open", async () => {
    const { now, root, name } = await nights();
    const kept = `nights${number}/kept`;
    const repair = stand.registry.fault({
      when: ({ repository }) => repository === kept,
      reaction: { status: 404, body: '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}' },
    });
    const gone = await stand.ask(diff, [now, root]);
    expect(gone).toMatchObject({ outcome: "fail", out: expect.stringContaining("breaking vanished") });
    repair();
    stand.registry.fault({
      when: ({ repository }) => repository === kept,
      reaction: { status: 400, body: "{}" },
    });
    const { out, outcome } = await stand.ask(diff, [now, root]);
    expect(outcome).toBe("undecided");
    expect(out).toContain(`not known  ${name("kept")}: `);
  });

  test("a run that is ended compares nothing", async () => {
    const { now, root } = await nights();
    expect(await stand.ask(diff, [now, root], "SIGTERM")).toEqual({
      outcome: "undecided",
      out: "",
      err: "wave-inspect: the run was ended (SIGTERM); nothing is compared.\n",
    });
  });
});

describe("what it does not take", () => {
  const refused: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
    ["nothing", [], /^diff takes two records, or one and a directory: wave-inspect diff OLD NEW\.$/],
    ["three", ["a", "b", "c"], /^diff takes two records/],
    [
      "a file that is not there",
      ["none.lock", "wave-inspect.yml"],
      /^none\.lock .*; diff takes a containers\.lock, or/,
    ],
    ["JSON of another kind", ["other.json", "other.json"], /^other\.json is JSON of another kind; diff takes/],
    ["a list", ["list.json", "list.json"], /^list\.json is JSON of another kind/],
    ["a lock with a conflict", ["conflict.lock", "conflict.lock"], /^conflict\.lock:1/],
    ["an option of a run without one", ["good.lock", "good.lock", "--profile", "a"], /^--profile is for a directory/],
    [
      "arguments of a run without one",
      ["good.lock", "good.lock", "--", "-profile", "a"],
      /^What stands behind -- is for/,
    ],
    ["a format that it has not", ["good.lock", "good.lock", "--format", "sarif"], /sarif/],
  ];

  test.each(refused)("%s", async (_, args, message) => {
    const root = await repositoryOf({
      "other.json": "{}",
      "list.json": "[]",
      "conflict.lock": "<<<<<<< HEAD\n",
      "good.lock": '{ "images": {}, "version": 1 }\n',
      "wave-inspect.yml": "version: 1\n",
    });
    const within = args.map((one) => (/\.(?:lock|json|yml)$/.test(one) ? join(root, one) : one));
    const said: string = await stand.run(diff, within).then(
      ({ outcome }) => outcome,
      (error: unknown) => (error instanceof Error ? error.message.replaceAll(`${root}/`, "") : String(error)),
    );
    expect(said).toMatch(message);
  });
});

test("fields of a report that are of another type than they should be count as absent", async () => {
  const root = await repositoryOf({
    "odd.json": JSON.stringify({
      references: [1, { id: "r1", file: "Dockerfile" }],
      pulls: [
        1,
        { canonical: 1 },
        { image: "./a.sif", file: "a.sif" },
        { image: "https://a.example.org/a.sif", written: "a", references: ["r1"], scenario: { profiles: ["x"] } },
        { canonical: "docker.io/library/b:1", called: false },
        { canonical: "docker.io/library/c:1", reachable: false, process: "C" },
      ],
      inspections: [
        1,
        { image: 1 },
        { image: "docker.io/library/c:1", answer: { container: 1 }, download: 1, failure: 1, platforms: 1 },
        {
          image: "https://a.example.org/a.sif",
          download: { size: -1, sif: {}, squashfs: 1 },
          answer: { index: { manifests: [1, {}, { platform: {} }] } },
        },
      ],
    }),
  });
  const path = join(root, "odd.json");
  expect((await stand.run(diff, [path, path])).out).toBe(
    `${path} to ${path}: 1 not known.\nnot known  docker.io/library/c:1: not-asked\n`,
  );
});

describe("as it is shipped", () => {
  const code: Readonly<Record<Outcome, number>> = { pass: 0, fail: 1, fault: 2, undecided: 3 };

  test("exit codes, and one document on standard output", async () => {
    const { old, now, root } = await nights();
    const ask = ["--inspector", "registry", "--insecure-registry", stand.registry.host];
    const told = await cli(["diff", old, now, "--format", "json"]);
    expect({ code: told.code, err: told.err }).toEqual({ code: code.fail, err: "" });
    expect(JSON.parse(told.out)).toMatchObject({ grade: "breaking" });
    expect(await cli(["diff", now, root, ...ask])).toMatchObject({
      code: code.pass,
      out: `${now} to now: nothing changed.\n`,
    });
    expect(await cli(["diff", "containers.lock", ...ask], { cwd: root })).toMatchObject({
      code: code.pass,
      out: "containers.lock to now: nothing changed.\n",
    });
    const text = await readFile(now, "utf8");
    await writeFile(now, text.replace('"images"', '"image"'));
    expect(await cli(["diff", old, now])).toMatchObject({ code: code.fault });
  });
});

test("an image of several platforms, and one that no process pulls: what hurts tasks alone is visible", async () => {
  stand.registry.push("base/image", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  const root = await repositoryOf({ Dockerfile: `FROM ${stand.registry.host}/base/image:1.0\n` });
  await stand.ask(lock, [root]);
  stand.registry.push("base/image", "1.0", multiArch(["linux/amd64", "linux/arm64"], { entrypoint: ["tool"] }));
  const { out, outcome } = await stand.ask(diff, [join(root, "containers.lock"), root]);
  expect(outcome).toBe("pass");
  expect(out).toContain("  visible  entry point added");
  expect(out).toContain("  files: Dockerfile\n");
});
