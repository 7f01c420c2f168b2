import { describe, expect, test } from "vitest";
import type { Coverage, Ignore, Inspection, Pull, ScanResult } from "../../../src/model.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { container, failed, inspection, now, policyOf, pull, scanOf, unresolvedPull } from "../make.ts";

const TOOL = "quay.io/acme/tool:1.0";

async function covered(
  yaml: string,
  pulls: readonly Pull[],
  inspections: readonly Inspection[] = [],
  differing: Partial<ScanResult> = {},
): Promise<Coverage> {
  return judge(await policyOf(yaml), scanOf(pulls, differing), inspections, { now, platform: null }).coverage;
}

const EXISTS = "rules: { exists: error }";

describe("what is judged", () => {
  test("by its name, where no rule asks for more", async () => {
    expect(await covered("rules: { pin: error }", [pull(TOOL), pull("https://example.org/a.sif")])).toEqual({
      images: 2,
      judged: 2,
      answered: 0,
      downloads: 0,
      notJudged: [],
      leftOut: [],
      notApplied: [],
      files: 1,
      unread: [],
      notLookedAt: [],
    });
  });

  test("by an answer, and by the answer that it does not exist", async () => {
    const inspections = [inspection(TOOL), failed("quay.io/acme/gone:1", "not-found")];
    expect(await covered(EXISTS, [pull(TOOL), pull("quay.io/acme/gone:1")], inspections)).toMatchObject({
      images: 2,
      judged: 2,
      answered: 2,
      notJudged: [],
    });
  });

  test("is a name, however many pull it, and where each of its pulls is judged", async () => {
    const arm = pull(TOOL, { platform: "linux/arm64" });
    const whole = await covered(
      "rules: { user: { deny: [root] } }",
      [pull(TOOL), pull(TOOL), arm],
      [
        inspection(TOOL, { platform: "linux/amd64", answer: container() }),
        failed(TOOL, "timeout", "too slow", "linux/arm64"),
      ],
    );
    expect(whole).toMatchObject({ images: 1, judged: 0, notJudged: [{ reason: "no-answer", state: "timeout" }] });
  });
});

describe("what is not judged", () => {
  const invalid = { reason: "invalid-name", detail: "no" } as const;
  const cut: Inspection = { ...failed(TOOL, "timeout"), failure: { state: "timeout", message: "x", exhausted: true } };

  test.each<[what: string, pull: Pull, inspections: readonly Inspection[], not: object]>([
    ["a name that is open", unresolvedPull("${x}"), [], { reason: "unresolved", names: ["${x}"], rules: ["exists"] }],
    ["a name without a word", unresolvedPull(""), [], { reason: "unresolved", names: ["modules/a/main.nf:6"] }],
    ["no name", { ...unresolvedPull("a b"), unresolved: invalid }, [], { reason: "not-pullable" }],
    ["a scheme that nobody knows", pull("ssh://a/b"), [], { reason: "not-pullable" }],
    ["a form of another engine", pull("https://a.io/b", { engine: "docker" }), [], { reason: "not-pullable" }],
    ["an image that nobody was asked about", pull(TOOL), [], { reason: "not-asked", names: [TOOL], rules: ["exists"] }],
    ["one without an answer", pull(TOOL), [failed(TOOL, "unreachable")], { reason: "no-answer", state: "unreachable" }],
    ["one that no time was left for", pull(TOOL), [cut], { reason: "cancelled", state: "timeout" }],
    ["one of a library", pull("library://a/b/c:1", { engine: "singularity" }), [], { reason: "no-inspector" }],
    ["a file", pull("/opt/a.sif", { engine: "singularity" }), [], { reason: "not-here", names: ["/opt/a.sif"] }],
  ])("%s", async (_, one, inspections, not) => {
    const whole = await covered(EXISTS, [one], inspections);
    expect(whole).toMatchObject({ images: 1, judged: 0, notJudged: [{ images: 1, ...not }] });
    expect(whole.notJudged[0]).not.toHaveProperty("accepted");
  });

  test("is told by reason, the most first", async () => {
    const pulls = [unresolvedPull("${x}"), pull(TOOL), pull("quay.io/acme/b:1")];
    const { notJudged } = await covered("rules: { exists: error, user: { deny: [root] } }", pulls);
    expect(notJudged).toMatchObject([
      { reason: "not-asked", images: 2, names: [TOOL, "quay.io/acme/b:1"], rules: ["exists", "user"] },
      { reason: "unresolved", images: 1 },
    ]);
  });

  test("whether or not the rule that says so is on", async () => {
    const off = "rules: { exists: error, inspectable: off, resolvable: off }";
    const { notJudged } = await covered(off, [unresolvedPull("${x}"), pull(TOOL)], [failed(TOOL, "timeout")]);
    expect(notJudged.map(({ reason }) => reason)).toEqual(["unresolved", "no-answer"]);
  });
});

describe("what is not judged and excused", () => {
  test("by a waiver of the rule that says so", async () => {
    const waiver = "waivers: [{ rules: [inspectable], images: ['quay.io/acme/*'], reason: private }]";
    const pulls = [pull(TOOL), pull("quay.io/other/b:1")];
    const answers = [failed(TOOL, "unauthorized"), failed("quay.io/other/b:1", "unauthorized")];
    const { notJudged } = await covered(`${EXISTS}\n${waiver}`, pulls, answers);
    expect(notJudged).toMatchObject([
      { reason: "no-answer", state: "unauthorized", images: 1, names: [TOOL], rules: ["exists"], accepted: true },
      { reason: "no-answer", state: "unauthorized", images: 1, names: ["quay.io/other/b:1"], rules: ["exists"] },
    ]);
    expect(notJudged[1]).not.toHaveProperty("accepted");
  });

  const ignore: Ignore = {
    file: "modules/a/main.nf",
    line: 5,
    column: 3,
    endLine: 5,
    endColumn: 40,
    rules: ["resolvable"],
    reason: "chosen by the data",
    covers: [6, 6],
  };

  test("by an ignore, unless the policy takes none", async () => {
    const one = [unresolvedPull("${x}")];
    const taken = await covered(EXISTS, one, [], { ignores: [ignore] });
    expect(taken.notJudged).toMatchObject([{ reason: "unresolved", accepted: true }]);
    const refused = "rules: { exists: error, ignores: { inline: refuse } }";
    const { notJudged } = await covered(refused, one, [], { ignores: [ignore] });
    expect(notJudged[0]).not.toHaveProperty("accepted");
  });
});

test("what the policy does not have judged is left out, each name once", async () => {
  const pulls = [
    pull(TOOL),
    pull(TOOL, { called: false }),
    pull("quay.io/acme/a:1", { called: false }),
    pull("quay.io/acme/a:1", { called: false }),
    pull("quay.io/acme/b:1", { reachable: false, source: "dockerfile" }),
  ];
  expect(await covered("rules: { pin: error }", pulls)).toMatchObject({
    images: 1,
    leftOut: [
      { reason: "uncalled", images: 1 },
      { reason: "unreachable", images: 1 },
    ],
  });
});

test("what no run looked at reaches is named, with the line of a policy that adds it", async () => {
  const notLookedAt = [
    { what: "engine", name: "podman", profiles: ["podman"], images: 0 },
    { what: "profile", name: "gpu", profiles: ["docker", "gpu"], images: 3 },
    { what: "engine", name: "shifter", profiles: ["hpc"], images: 12 },
  ] as const;
  const docker = pull(TOOL, { scenario: { profiles: ["docker"] } });
  expect((await covered(EXISTS, [docker], [], { notLookedAt })).notLookedAt).toEqual([
    {
      what: "engine",
      names: ["podman", "shifter"],
      add: "nextflow: { scenarios: [{ profiles: [docker] }, { profiles: [podman] }, { profiles: [hpc] }] }",
    },
    {
      what: "profile",
      names: ["gpu"],
      add: "nextflow: { scenarios: [{ profiles: [docker] }, { profiles: [docker, gpu] }] }",
    },
  ]);
});
