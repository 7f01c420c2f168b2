/** Which image a task ran in, by every form that engines give its name. */
import { expect, test } from "vitest";
import { identifyRan } from "../../src/lineage/identify.ts";
import type { HeldLock, RanTask } from "../../src/model.ts";
import { judge } from "../../src/policy/judge/index.ts";
import { digestOf, locked, lockOf } from "../lock/make.ts";
import { inspection, now, policyOf, pull, scanOf, unresolvedPull } from "../policy/make.ts";

const TOOL = "quay.io/acme/tool:1.0";
const SIF = "https://depot.example.org/singularity/tool:1.0--h1_0";

const task = (container: string | null, process = "P"): RanTask => ({
  task: `${process} (a)`,
  process,
  container,
  file: "trace.txt",
  line: 2,
});

const pulls = [
  pull(TOOL, { process: "P" }),
  pull(SIF, { process: "S", engine: "singularity", canonical: SIF }),
  pull("docker://ghcr.io/acme/x:2", { process: "X", engine: "singularity", canonical: "ghcr.io/acme/x:2" }),
  pull("oras://ghcr.io/acme/y.sif:2", { process: "Y", engine: "singularity", canonical: "ghcr.io/acme/y.sif:2" }),
  { ...unresolvedPull("${params.image}"), process: "OPEN" },
  pull("quay.io/acme/open:1", { process: "OPEN" }),
];

function identify(one: RanTask, lock?: HeldLock) {
  const inspections = [inspection(TOOL, { digest: digestOf("a") })];
  const { tasks } = identifyRan({ folder: ".lineage", records: 1, tasks: [one] }, { lock, pulls, inspections });
  const { outcome, image, digest, by } = tasks[0]!;
  return { outcome, image, digest, by };
}

const held: HeldLock = {
  file: "containers.lock",
  lock: lockOf({ [TOOL]: locked({ digest: digestOf("b") }) }),
  mode: "strict",
  by: "lock",
};

test.each([
  ["as it is", TOOL, "expected", TOOL],
  ["Shifter's", "docker:quay.io/acme/tool:1.0", "expected", TOOL],
  ["with a scheme", "docker://quay.io/acme/tool:1.0", "expected", TOOL],
  ["the file of a registry's image", "/cache/quay.io-acme-tool-1.0.img", "expected", TOOL],
  ["the file of a SIF behind a URL", "/my\\ cache/depot.example.org-singularity-tool-1.0--h1_0.img", "expected", SIF],
  ["the file of docker://", "/cache/ghcr.io-acme-x-2.img", "expected", "ghcr.io/acme/x:2"],
  ["the file of a SIF by its name", "/cache/ghcr.io-acme-y-2.sif", "expected", "ghcr.io/acme/y.sif:2"],
  ["Charliecloud's directory", "/cache/img/quay.io%acme%tool+1.0", "expected", TOOL],
  ["another tag", "quay.io/acme/tool:2.0", "unexpected", "quay.io/acme/tool:2.0"],
  ["another URL", "https://depot.example.org/other.sif", "unexpected", "https://depot.example.org/other.sif"],
  ["another file", "/cache/other.img", "unexpected", undefined],
  ["no name", "NOT A NAME", "unexpected", undefined],
  ["Wave's", "wave.seqera.io/wt/0123456789ab/acme/tool:1.0", "untold", "wave.seqera.io/wt/0123456789ab/acme/tool:1.0"],
  ["Wave's fingerprint", "0123456789abcdef", "untold", undefined],
])("%s", (_, container, outcome, image) => {
  expect(identify(task(container))).toMatchObject({ outcome, image });
});

test("no container is as it should be only where the files give none, or may give none", () => {
  expect(identify(task(null)).outcome).toBe("bare");
  expect(identify(task(null, "ELSE")).outcome).toBe("without");
  expect(identify(task(null, "OPEN")).outcome).toBe("without");
});

test("the digest is what the name says, else the lock, else who was asked", () => {
  expect(identify(task(TOOL))).toMatchObject({ digest: digestOf("a"), by: "inspection" });
  expect(identify(task(TOOL), held)).toMatchObject({ outcome: "expected", digest: digestOf("b"), by: "lock" });
  expect(identify(task(`${TOOL}@${digestOf("c")}`), held)).toMatchObject({
    outcome: "unexpected",
    digest: digestOf("c"),
    by: "name",
  });
  expect(identify(task(`${TOOL}@${digestOf("b")}`), held)).toMatchObject({ outcome: "expected", by: "name" });
  expect(identify(task("ghcr.io/acme/x:2"), held)).toEqual({ outcome: "unexpected", image: "ghcr.io/acme/x:2" });
});

async function findings(yaml: string, tasks: readonly RanTask[], lock?: HeldLock) {
  const ran = identifyRan({ folder: ".lineage", records: 1, tasks }, { lock, pulls, inspections: [] });
  const policy = await policyOf(yaml);
  const told = judge(policy, scanOf(pulls), [], { now, platform: null, ran });
  return told.findings.filter(({ rule }) => rule === "ran");
}

test("findings: one a process and container, with the words of what it was held against", async () => {
  const tasks = [
    task("quay.io/acme/tool:2.0"),
    task("quay.io/acme/tool:2.0"),
    task(TOOL),
    task(null),
    task("0123456789abcdef"),
  ];
  const told = await findings("rules: {}", tasks);
  expect(told.map(({ message, severity, undecided }) => [severity, undecided, message])).toEqual([
    [
      "error",
      undefined,
      "P (a) and 1 more task of this process ran in quay.io/acme/tool:2.0, which nothing here pulls",
    ],
    ["error", undefined, "P (a) ran in no container, and the files give its process one"],
    ["error", true, "P (a) ran in an image that Wave made, and the record (0123456789abcdef) does not say of what"],
  ]);
  const [first] = await findings("rules: { ran: warning }", [task("ghcr.io/acme/x:2")], held);
  expect(first).toMatchObject({
    severity: "warning",
    message: "P (a) ran in ghcr.io/acme/x:2, which containers.lock does not have",
  });
  expect(await findings("rules: { ran: off }", tasks)).toEqual([]);
  const waived = await findings("rules: {}\nwaivers: [{ rules: [ran], files: [trace.txt], reason: known }]", [
    task(null),
  ]);
  expect(waived).toMatchObject([{ waived: { reason: "known" } }]);
});
