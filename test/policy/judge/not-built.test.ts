import { expect, test } from "vitest";
import type { Finding, Inspection, Pull } from "../../../src/model.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { container, failed, inspection, now, policyOf, pull, scanOf } from "../make.ts";

const NAME = "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca";
const OTHER = "quay.io/acme/wave:samtools-1.17--2d6c5af155aebf27";
const POLICY = "rules: { exists: error, user: { severity: error, deny: [root] } }";
const DIGEST = `sha256:${"a".repeat(64)}`;

function predicted(image: string, differing: Partial<Pull> = {}): Pull {
  return pull(image, { predicted: "conda/micromamba:v2", ...differing });
}

async function judged(yaml: string, pulls: readonly Pull[], inspections: readonly Inspection[], lock = false) {
  const held = lock
    ? ({ file: "containers.lock", mode: "strict", by: "default", lock: { images: new Map() } } as const)
    : undefined;
  return judge(await policyOf(yaml), scanOf(pulls), inspections, { now, platform: null, lock: held });
}

const brief = (findings: readonly Finding[]): unknown =>
  findings.map(({ rule, severity, undecided }) => [rule, severity, undecided === true]);

test("what Wave has not built yet is a notice, whatever else is asked of it, and is not called judged", async () => {
  const { findings, coverage } = await judged(POLICY, [predicted(NAME)], [failed(NAME, "not-found")]);
  expect(brief(findings)).toEqual([["exists", "notice", false]]);
  expect(findings[0]?.message).toContain("is not there yet");
  expect(coverage).toMatchObject({ judged: 0, notJudged: [{ reason: "not-built", images: 1, names: [NAME] }] });
  expect(coverage.notJudged[0]?.accepted).toBeUndefined();
});

test("where `exists` is off nothing is said of it, and it is not called judged either", async () => {
  const yaml = "rules: { exists: off, user: { severity: error, deny: [root] } }";
  const { findings, coverage } = await judged(yaml, [predicted(NAME)], [failed(NAME, "not-found")]);
  expect(findings).toEqual([]);
  expect(coverage.notJudged).toMatchObject([{ reason: "not-built" }]);
});

test("what is there is judged as any image is", async () => {
  const answers = [inspection(NAME, { platform: "linux/amd64", answer: container() })];
  const { findings, coverage } = await judged(POLICY, [predicted(NAME)], answers);
  expect(brief(findings)).toEqual([["user", "error", false]]);
  expect(coverage).toMatchObject({ judged: 1, notJudged: [] });
});

test("that one of several candidates is there says nothing of the others", async () => {
  const conditions = ["the Wave server builds by conda/micromamba:v2"];
  const candidates = [NAME, OTHER].map((image) => predicted(image, { confidence: "candidate", conditions }));
  const built = [inspection(NAME), failed(OTHER, "not-found")];
  const { findings, coverage } = await judged("rules: { exists: error }", candidates, built);
  expect(findings).toEqual([]);
  expect(coverage.notJudged).toMatchObject([{ reason: "not-built", names: [OTHER] }]);
  expect(coverage.notJudged[0]?.accepted).toBeUndefined();
  const none = await judged("rules: { exists: error }", candidates, [
    failed(NAME, "not-found"),
    failed(OTHER, "not-found"),
  ]);
  expect(none.findings).toEqual([]);
  expect(none.coverage.notJudged).toMatchObject([{ reason: "not-built", images: 2 }]);
  expect(none.coverage.notJudged[0]?.accepted).toBeUndefined();
});

test("a registry that does not say whether it is absent or private leaves it open, mildly", async () => {
  const { findings } = await judged(POLICY, [predicted(NAME)], [failed(NAME, "absent-or-private")]);
  expect(brief(findings)).toEqual([["inspectable", "notice", true]]);
  expect(findings[0]?.help).toContain("need not be there yet");
  const plain = await judged(POLICY, [pull(NAME)], [failed(NAME, "absent-or-private")]);
  expect(brief(plain.findings)).toEqual([["inspectable", "warning", true]]);
});

test("a lock misses it once it is there", async () => {
  const yaml = "rules: { exists: error, locked: error }";
  const absent = await judged(yaml, [predicted(NAME)], [failed(NAME, "not-found")], true);
  expect(brief(absent.findings)).toEqual([["exists", "notice", false]]);
  const there = await judged(yaml, [predicted(NAME)], [inspection(NAME, { digest: DIGEST })], true);
  expect(brief(there.findings)).toEqual([["locked", "error", false]]);
});

test("no mirror is to have what is not built, and no metadata declares it", async () => {
  const yaml = "rules: { exists: error, mirrored: { at: { docker.io: quay.io/acme } } }";
  const { findings } = await judged(yaml, [predicted(NAME)], [failed(NAME, "not-found")]);
  expect(brief(findings)).toEqual([["exists", "notice", false]]);
});

function of(process: string, line: number, name: string): Pull {
  const made = predicted(name, { process: `DEMO:${process}` });
  return { ...made, references: made.references.map((one) => ({ ...one, line, endLine: line })) };
}

async function told(...pulls: readonly Pull[]): Promise<readonly string[]> {
  const { findings } = await judged("rules: { version-spread: error }", pulls, []);
  return findings.map(({ message }) => message);
}

test("its candidates are no spread of versions, nor are the packages of one repository; two versions of a package are", async () => {
  const community = "community.wave.seqera.io/library";
  expect(
    await told(
      of("A", 6, `${community}/gawk_htslib:1ee728af60de7df4`),
      of("A", 6, `${community}/gawk_htslib:831ec708968fab20`),
      of("B", 9, "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca"),
      of("C", 12, "quay.io/acme/wave:bwa-0.7.18--2d6c5af155aebf27"),
    ),
  ).toEqual([]);
  const two = await told(
    of("A", 6, `${community}/samtools:1.17--1ee728af60de7df4`),
    of("B", 9, `${community}/samtools:1.21--831ec708968fab20`),
  );
  expect(two).toEqual([expect.stringContaining("is used in 2 versions")]);
  const frozen = await told(
    of("A", 6, "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca"),
    of("B", 9, "quay.io/acme/wave:samtools-1.21--2d6c5af155aebf27"),
  );
  expect(frozen).toEqual([expect.stringContaining("samtools of quay.io/acme/wave is used in 2 versions")]);
});

test("its hash pins it, and its name stands nowhere where another could be written", async () => {
  const yaml =
    "rules: { pin: { severity: error, at-least: build }, registry: { allow: ['m.io/**'], use-instead: { quay.io: m.io } } }";
  const { findings } = await judged(yaml, [predicted(NAME)], []);
  expect(findings.map(({ rule, fixes }) => [rule, fixes ?? []])).toEqual([["registry", []]]);
});
