import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  FailureState,
  Ignore,
  Inspection,
  InspectionRequest,
  Problem,
  Pull,
  ScanResult,
} from "../../src/model.ts";
import { judge, requestsFor } from "../../src/policy/judge/index.ts";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { judgedName } from "../../src/pull.ts";
import { ranked } from "../../src/policy/judge/rank.ts";
import { outcomeOf } from "../../src/exit-code.ts";
import { verdictOf } from "../../src/policy/verdict.ts";
import { container, failed, inspection, now, policyOf, pull, scanOf, unresolvedPull } from "./make.ts";

/** Every rule at once, with overrides and waivers. */
const RULES = `  registry: { allow: ["quay.io/**", "https://depot.galaxyproject.org/**"] }
  pin: { at-least: build }
  tag: { deny: ["*rc*"] }
  exists: error
  architecture: { require: [linux/amd64, linux/arm64] }
  age: { at-most: 1y }
  size: { at-most: 1GB }
  labels: { require: [source] }
  user: { deny: [root] }
  entrypoint: warning
  manifest-format: error
  twins: error
  version-spread: notice
  ephemeral: error
  tag-moved: warning
  freeze: warning
  declared: warning
  base: { deny: [debian], compare: ["debian:12", "quay.io/a/b:1.0"] }
  attested: { require: [signature] }
  mirrored: { at: { quay.io/a: quay.io/c } }
  digest: { deny: ["sha256:${"3c".repeat(32)}"] }
`.split(/(?<=\n)/);
const SCOPED = `overrides:
  - { engines: [podman], rules: { pin: { severity: notice, at-least: digest } } }
waivers:
  - { rules: [pin, exists], images: ["quay.io/a/*"], reason: x, expires: 2026-12-01 }
  - { rules: [tag], files: ["*.nf"], reason: x, expires: 2026-01-01 }
`;
const policy = await policyOf(`rules:\n${RULES.join("")}${SCOPED}`);

/** Images that rules ask about for the sake of others: bases, a tag without the digest beside it, and what is at a mirror or copied to it. */
const compared: ReadonlySet<string> = new Set([
  "docker.io/library/debian:12",
  "quay.io/a/b:1.0",
  "quay.io/a/b:2.0",
  "quay.io/c/b:1.0",
  "quay.io/c/b:2.0",
  `quay.io/c/b:2.0@sha256:${"2f".repeat(32)}`,
  "quay.io/a/d:latest",
]);

/** Rules for which a name is always enough. */
const silent = await policyOf("rules: { exists: off, architecture: off, tag: error, pin: error }");

const states: readonly FailureState[] = [
  "not-found",
  "absent-or-private",
  "timeout",
  "unsupported",
  "platform-missing",
  "configuration",
  "malformed",
];
const images = [
  "alpine",
  "quay.io/a/b:1.0",
  "quay.io/a/b:2.0",
  `quay.io/a/b:2.0@sha256:${"2f".repeat(32)}`,
  "quay.io/c/d:latest",
  "ghcr.io/x/y:1--hdfd78af_0",
  "/opt/a.sif",
  "https://depot.galaxyproject.org/singularity/blat:1--h_0",
  "not a name",
];

const pulls: fc.Arbitrary<Pull> = fc
  .record({
    image: fc.constantFrom(...images),
    engine: fc.constantFrom("docker", "podman", "singularity", null),
    process: fc.constantFrom("A:B", "A:C", "D"),
    platform: fc.constantFrom(null, "linux/arm64", "linux/aarch64"),
    called: fc.boolean(),
    line: fc.integer({ min: 1, max: 4 }),
    file: fc.constantFrom("a.nf", "b.nf"),
    unknown: fc.boolean(),
  })
  .map(({ image, engine, process, platform, called, line, file, unknown }) => {
    const place = { line, file };
    return unknown ? unresolvedPull(image) : pull(image, { engine, process, platform, called }, place);
  });

/** An answer to a request: one of several images, or one of several failures. */
function answerTo(image: string, platform: string | null, choice: number): Inspection {
  const state = states[choice % (states.length + 4)];
  if (state !== undefined) return failed(image, state, "it failed", platform);
  const answer = choice % 2 === 0 ? container({ entrypoint: ["tool"] }) : { index: {} };
  return inspection(image, { platform, answer, platforms: ["linux/amd64"] });
}

function ignore(file: string, line: number): Ignore {
  return {
    file,
    line,
    column: 1,
    endLine: line,
    endColumn: 9,
    rules: ["tag", "pin"],
    reason: "y",
    covers: [line, line + 1],
  };
}

function problem(file: string): Problem {
  return { file, line: 9, column: 1, kind: "missing-include", message: "it is not there" };
}

function keyOfRequest({ image, platform, need }: InspectionRequest): string {
  return `${image} ${platform} ${need}`;
}

describe("whatever is pulled and answered", () => {
  test("is judged the same in any order, ranked, and each finding has a fingerprint of its own", () => {
    fc.assert(
      fc.property(
        fc.array(pulls, { maxLength: 12 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.constantFrom(null, "linux/arm64"),
        (some, seed, platform) => {
          const scan = scanOf(some);
          const inspections = requestsFor(policy, scan, { platform }).map((request, index) =>
            answerTo(request.image, request.platform, seed * 7 + index * 3),
          );
          const { findings, coverage } = judge(policy, scan, inspections, { now, platform });
          const reversed = judge(policy, scanOf(some.toReversed()), inspections.toReversed(), { now, platform });
          const { findings: backwards } = reversed;
          const fingerprints = findings.map(({ fingerprint }) => fingerprint);
          expect(new Set(fingerprints).size).toBe(fingerprints.length);
          expect(backwards.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(fingerprints.toSorted());
          expect(ranked(findings)).toEqual(findings);
          const { images, judged, answered, downloads } = coverage;
          expect(reversed.coverage).toMatchObject({ images, judged, answered, downloads });
          expect(outcomeOf(backwards, "warning")).toEqual(outcomeOf(findings, "warning"));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("comes to one verdict in whatever order files, references, scenarios and rules come", async () => {
    const order = fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(pulls, { maxLength: 8 }), fc.nat(1_000), order, async (some, seed, keys) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item, at) => ({ item, key: keys[at % keys.length]! * 31 + at }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const runs = some.map((one, at) => ({ ...one, scenario: { profiles: [`p${at % 3}`] } }));
        const scan = scanOf(runs, {
          ignores: [ignore("a.nf", 1), ignore("b.nf", 2)],
          problems: [problem("a.nf"), problem("b.nf")],
        });
        const other: ScanResult = {
          ...scan,
          pulls: shuffled(scan.pulls),
          references: shuffled(scan.references),
          files: shuffled(scan.files),
          ignores: shuffled(scan.ignores),
          problems: shuffled(scan.problems),
        };
        const reordered = await policyOf(`rules:\n${shuffled(RULES).join("")}${SCOPED}`);
        const requests = requestsFor(policy, scan, { platform: null });
        const asked = requestsFor(reordered, other, { platform: null });
        expect(asked.map(keyOfRequest).sort()).toEqual(requests.map(keyOfRequest).sort());
        const inspections = requests.map(({ image, platform }, at) => answerTo(image, platform, seed * 7 + at * 3));
        const first = judge(policy, scan, inspections, { now, platform: null });
        const second = judge(reordered, other, shuffled(inspections), { now, platform: null });
        const told = ({ findings }: typeof first): string[] =>
          findings.map(({ rule, severity, waived, undecided, fingerprint }) =>
            [rule, severity, waived?.reason, undecided, fingerprint].join(" "),
          );
        expect(told(second).sort()).toEqual(told(first).sort());
        for (const failOn of ["error", "warning", "notice", "never"] as const) {
          const outcome = outcomeOf(first.findings, failOn);
          expect(outcomeOf(second.findings, failOn)).toBe(outcome);
          expect(verdictOf(outcome, second.coverage)).toBe(verdictOf(outcome, first.coverage));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("is judged or left out, or told with the reason why not; and only then a pass", () => {
    fc.assert(
      fc.property(
        fc.array(pulls, { maxLength: 12 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.constantFrom("registry", "none", "some"),
        fc.constantFrom(policy, defaultPolicy, silent),
        (some, seed, asked, by) => {
          const scan = scanOf(some);
          const inspections = requestsFor(by, scan, { platform: null }).flatMap(({ image, platform }, index) =>
            asked === "none" || (asked === "some" && index % 2 === 0)
              ? []
              : answerTo(image, platform, seed * 7 + index * 3),
          );
          const { findings, coverage } = judge(by, scan, inspections, { now, platform: null });
          const { images, judged, answered, downloads, notJudged, leftOut } = coverage;
          const counted = [{ images: judged }, ...notJudged].reduce((sum, one) => sum + one.images, 0);
          expect(counted).toBe(images);
          expect(answered + downloads).toBeLessThanOrEqual(judged);
          for (const group of notJudged) expect(group.names).toHaveLength(group.images);
          const names = notJudged.flatMap((group) => group.names);
          expect(new Set(names).size).toBe(names.length);
          const all = new Set(some.map(judgedName));
          expect([...leftOut, { images }].reduce((sum, one) => sum + one.images, 0)).toBe(all.size);
          // Nothing that a server would have to be asked about, or that has no name, is judged without an answer.
          const told = new Set(inspections.map(({ request }) => request.image));
          const called = some.some((one) => one.called !== false);
          const open = some.filter(
            ({ image, canonical, called: isCalled }) =>
              (!called || isCalled !== false) && (image === null || (by !== silent && !told.has(canonical ?? image))),
          );
          expect(open.filter((one) => !names.includes(judgedName(one)))).toEqual([]);
          const verdict = verdictOf(outcomeOf(findings, "error"), coverage);
          const isOpen = notJudged.some(({ accepted }) => accepted !== true);
          expect(verdict === "pass" && isOpen).toBe(false);
          expect(verdict === "undecided" && !isOpen).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("asks each question once, and only about what has a registry or a URL", () => {
    fc.assert(
      fc.property(fc.array(pulls, { maxLength: 12 }), (some) => {
        const requests = requestsFor(policy, scanOf(some), { platform: null });
        const keys = requests.map(({ image, platform }) => `${image} ${platform}`);
        expect(new Set(keys).size).toBe(keys.length);
        const others = requests.filter(({ image }) => !some.some((one) => (one.canonical ?? one.image) === image));
        expect(others.map(({ image }) => image).filter((image) => !compared.has(image))).toEqual([]);
      }),
    );
  });
});
