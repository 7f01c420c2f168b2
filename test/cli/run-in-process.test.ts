/** What `check` goes by beside its policy, in the process of the tests: recorded answers, a lock, known findings, what ran, a file. */
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { baseline } from "../../src/cli/baseline.ts";
import { check } from "../../src/cli/check.ts";
import type { Outcome } from "../../src/exit-code.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { image } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

async function run(
  ...args: readonly string[]
): Promise<{ readonly told: Outcome; readonly printed: string; readonly report: Record<string, unknown> }> {
  const { world, printed } = testWorld();
  const told = await check([...args, "--format", "json"], world);
  return { told, printed: printed.out, report: objectOf(parseJson(printed.out)) };
}

const NAMES = ["--inspector", "none"];
const rulesOf = (report: Readonly<Record<string, unknown>>) =>
  arrayOf(report["findings"]).map((one) => objectOf(one)["rule"]);

test("recorded answers are judged in place of the network; those of a run that asked nobody are none", async () => {
  const registry = await startRegistry({});
  onTestFinished(() => registry.close());
  registry.push("acme/tool", "1.0", image({ user: "root" }));
  const root = await repositoryOf({
    Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n`,
    "wave-inspect.yml": "version: 1\nrules: { exists: error, user: { severity: error, deny: [root] } }\n",
  });
  const first = await run(root, "--inspector", "registry", "--insecure-registry", registry.host);
  expect([first.told, rulesOf(first.report)]).toEqual(["fail", ["user"]]);
  const file = join(root, "night.json");
  await writeFile(file, first.printed);
  registry.forget();
  const again = await run(root, "--answers", file);
  expect([again.told, rulesOf(again.report)]).toEqual(["fail", ["user"]]);
  expect(again.report["replayed"]).toMatchObject({ file, judgedAt: first.report["startedAt"] });
  expect(registry.requests).toEqual([]);

  await writeFile(file, (await run(root, ...NAMES)).printed);
  const none = await run(root, "--answers", file);
  expect(none.report).toMatchObject({ inspector: "none", inspections: [], findings: [] });
});

test.each([
  [["--as-of", "now"], "--as-of is for recorded answers: give --answers FILE, too."],
  [["--answers", "x.json", ...NAMES], "With --answers nobody is asked: leave --inspector out, or --answers."],
])("%j do not go together", async (args, words) => {
  await expect(run(await repositoryOf({ Dockerfile: "FROM a:1\n" }), ...args)).rejects.toThrow(words);
});

test("a baseline that was typed counts in place of the one that the policy names", async () => {
  const root = await repositoryOf({
    Dockerfile: "FROM quay.io/acme/tool:latest\n",
    "wave-inspect.yml": "version: 1\nbaseline: own.json\nrules: { tag: error }\n",
    "own.json": '{ "version": 1, "findings": [] }\n',
  });
  expect(await run(root, ...NAMES)).toMatchObject({ told: "fail", report: { baseline: { file: "own.json" } } });
  const typed = join(root, "typed.json");
  await baseline([root, ...NAMES, "--baseline", typed], testWorld().world);
  expect(await run(root, ...NAMES, "--baseline", typed)).toMatchObject({
    told: "pass",
    report: { baseline: { file: typed } },
  });
});

test("what ran is held against what the files pull", async () => {
  const root = await repositoryOf({
    "main.nf": "process REPORT {\n  container 'multiqc/multiqc:v1.27'\n  script: 'true'\n}\nworkflow { REPORT() }\n",
    "nextflow.config": "docker { enabled = true; registry = 'quay.io' }\n",
    "wave-inspect.yml": "version: 1\nrules: { ran: error, pin: off, tag: off }\n",
  });
  const records = resolve(import.meta.dirname, "../lineage/records/docker");
  const { told, report } = await run(root, ...NAMES, "--lineage", records);
  expect(told).toBe("fail");
  expect(new Set(rulesOf(report))).toEqual(new Set(["ran"]));
  expect(arrayOf(objectOf(report["ran"])["tasks"])).toHaveLength(4);
  expect((await run(root, ...NAMES)).report).not.toHaveProperty("ran");
});

test("a file is judged as the whole repository has it; one without images passes where there are some around it", async () => {
  const root = await repositoryOf({
    "main.nf": "include { B } from './b.nf'\nworkflow { B() }\n",
    "b.nf": "process B {\n  container 'acme/b:latest'\n  script: 'true'\n}\n",
    "nextflow.config": "docker { enabled = true; registry = 'quay.io' }\n",
    Dockerfile: "FROM alpine:latest\n",
    "wave-inspect.yml":
      "version: 1\nrules: { tag: error }\nwaivers: [{ rules: [tag], images: [docker.io/library/alpine], reason: later }]\n",
  });
  const module = await run(join(root, "b.nf"), ...NAMES);
  expect([module.told, rulesOf(module.report)]).toEqual(["fail", ["tag"]]);
  expect(module.printed).toContain("quay.io/acme/b:latest");
  expect(module.printed).not.toContain("alpine");
  expect(await run(join(root, "main.nf"), ...NAMES)).toMatchObject({ told: "pass", report: { findings: [] } });
  const bare = await repositoryOf({ "main.nf": "workflow { }\n" });
  expect((await run(join(bare, "main.nf"), ...NAMES)).told).toBe("fail");
});
