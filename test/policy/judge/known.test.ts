/** Findings that were there before: which are met, which count all the same, and what is said of the baseline itself. */
import { array, assert, constantFrom, infiniteStream, integer, nat, property, record } from "fast-check";
import { expect, test } from "vitest";
import { nextBaseline } from "../../../src/baseline/write.ts";
import { readBaseline } from "../../../src/baseline/read.ts";
import type { Baseline, Finding, KnownFinding, KnownFindings, Pull } from "../../../src/model.ts";
import type { BaselineChange } from "../../../src/policy/changes.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { countFindings } from "../../../src/finding.ts";
import { failed, now, policyOf, pull, reportOf, scanOf, unresolvedPull } from "../make.ts";

const PIN = "rules: { pin: { severity: error, at-least: digest } }";
const terms = { since: "2026-11-01" };

interface World {
  readonly yaml?: string;
  readonly known?: readonly KnownFindings[];
  readonly at?: string;
  readonly scan?: Parameters<typeof scanOf>[1];
}

async function judged(pulls: readonly Pull[], { yaml = PIN, known = [], at, scan = {} }: World = {}) {
  const date = at === undefined ? now : new Date(`${at}T12:00:00Z`);
  return judge(await policyOf(yaml), scanOf(pulls, scan), [], { now: date, platform: null, known });
}

async function baselineOf(
  pulls: readonly Pull[],
  given: Partial<typeof terms & KnownFinding> = {},
  yaml = PIN,
): Promise<Baseline> {
  const scan = scanOf(pulls);
  const { findings } = judge(await policyOf(yaml), scan, [], { now, platform: null });
  return readBaseline(nextBaseline(reportOf({ scan, findings }), undefined, { ...terms, ...given }).text, "known.json");
}

const told = (findings: readonly Finding[]) =>
  findings.map(({ rule, known, evidence }) => [rule, known !== undefined, evidence["baseline"]]);

const a = pull("quay.io/o/a:1");
const b = pull("quay.io/o/b:1", {}, { line: 9 });

test("what a baseline has does not count, and what it does not have does", async () => {
  const { findings, coverage } = await judged([a, b], { known: [await baselineOf([a], { owner: "me" })] });
  expect(told(findings)).toEqual([
    ["pin", false, undefined],
    ["pin", true, undefined],
  ]);
  expect(findings[1]!.known).toEqual({ by: "baseline", since: "2026-11-01", owner: "me" });
  expect(countFindings(findings)).toMatchObject({ errors: 1, known: 1 });
  expect(coverage.judged).toBe(2);
});

test("lines may move, scenarios may come in another order", async () => {
  const known = [await baselineOf([a, { ...a, scenario: { profiles: ["x"] } }, b])];
  const moved = pull("quay.io/o/a:1", { scenario: { profiles: ["x"] } }, { line: 77, column: 3 });
  const { findings } = await judged([b, { ...moved, scenario: { profiles: ["docker"] } }, moved], { known });
  expect(told(findings).every(([, isKnown]) => isKnown)).toBe(true);
});

test("a file may get another name, where the old one is gone; a copy of it is new", async () => {
  const known = [await baselineOf([a])];
  const [one, other] = ["modules/b/main.nf", "modules/c/main.nf"].map((file) => pull("quay.io/o/a:1", {}, { file }));
  expect(told((await judged([one!], { known })).findings)).toEqual([["pin", true, undefined]]);
  expect(told((await judged([a, one!], { known })).findings).map(([, isKnown]) => isKnown)).toEqual([false, true]);
  expect(told((await judged([one!, other!], { known })).findings).map(([, isKnown]) => isKnown)).toEqual([false, true]);
  const process = pull("quay.io/o/a:1", {}, { file: "modules/b/main.nf", context: { process: "B" } });
  const { findings } = await judged([process], { known });
  expect(told(findings)[0]).toEqual(["pin", false, undefined]);
});

test("one that is graver than it was counts", async () => {
  const known = [await baselineOf([a], {}, "rules: { pin: { severity: warning, at-least: digest } }")];
  expect(told((await judged([a], { known })).findings)).toEqual([["pin", false, "known as warning, which is less"]]);
});

test("one that has ended counts from the next day on, and both days are told", async () => {
  const known = [await baselineOf([a, b], { expires: "2026-12-10", owner: "me", ticket: "T-1" })];
  const on = async (at: string, yaml = PIN) =>
    (await judged([a, b], { known, at, yaml })).findings.map(({ rule, message, evidence, known: is }) => ({
      rule,
      message,
      is: is !== undefined,
      why: evidence["baseline"],
      findings: evidence["findings"],
      owner: evidence["owner"],
    }));
  expect((await on("2026-11-20")).map(({ rule, is }) => [rule, is])).toEqual([
    ["pin", true],
    ["pin", true],
  ]);
  expect((await on("2026-12-10"))[0]).toMatchObject({
    rule: "baseline",
    message: "2 known findings are about to count again: the last day is 2026-12-10",
    findings: expect.stringContaining("pin of quay.io/o/a:1 in modules/a/main.nf"),
    owner: "me",
  });
  const after = await on("2026-12-11");
  expect(after.map(({ rule, is }) => [rule, is])).toEqual([
    ["pin", false],
    ["pin", false],
    ["baseline", false],
  ]);
  expect(after[0]!.why).toBe("known until 2026-12-10, me, T-1");
  expect(after[2]!.message).toBe("2 known findings are no longer excused: the last day was 2026-12-10");
});

test("`longest` ends what has no end, or a later one", async () => {
  const yaml = `${PIN.slice(0, -2)}, baseline: { longest: 30d } }`;
  for (const expires of [{}, { expires: "2027-12-31" }]) {
    const known = [await baselineOf([a], expires)];
    expect(told((await judged([a], { known, yaml, at: "2026-12-01" })).findings)[1]).toEqual(["pin", true, undefined]);
    expect(told((await judged([a], { known, yaml, at: "2026-12-02" })).findings)[0]).toEqual([
      "pin",
      false,
      "known until 2026-12-01",
    ]);
  }
});

test("what the policy asks of a known finding is there, or it counts", async () => {
  const yaml = `${PIN.slice(0, -2)}, baseline: { require: [owner, expires] } }`;
  const known = [await baselineOf([a], { owner: "me" })];
  const { findings } = await judged([a], { known, yaml });
  expect(told(findings)).toEqual([
    ["pin", false, "known without expires, which the policy asks for"],
    ["baseline", false, undefined],
  ]);
  expect(findings[1]!.message).toBe("One known finding is not excused: there is no expires, as the policy asks");
  const whole = [await baselineOf([a], { owner: "me", expires: "2027-01-01" })];
  expect(told((await judged([a], { known: whole, yaml })).findings)).toEqual([["pin", true, undefined]]);
});

test("one that begins later does not begin today; one without a day cannot last for so many", async () => {
  const later = [await baselineOf([a], { since: "2027-01-01" })];
  expect(told((await judged([a], { known: later })).findings)).toEqual([["pin", false, "known from 2027-01-01 on"]]);
  const [baseline] = [await baselineOf([a])];
  const { since: _, ...timeless } = baseline.findings[0]!;
  const yaml = `${PIN.slice(0, -2)}, baseline: { longest: 30d } }`;
  const { findings } = await judged([a], { known: [{ ...baseline, findings: [timeless] }], yaml });
  expect(told(findings)[0]).toEqual(["pin", false, "known without since, which the policy asks for"]);
});

test("what is no longer found is told, once, where that is sure", async () => {
  const known = [await baselineOf([a, b])];
  const { findings } = await judged([b], { known });
  expect(findings[0]).toMatchObject({
    rule: "baseline",
    severity: "notice",
    message: "One known finding is no longer found",
    location: { file: "known.json", line: 4 },
  });
  expect(told((await judged([b], { known, scan: { isCut: true } })).findings)).toEqual([["pin", true, undefined]]);
  expect(told((await judged([b], { known, yaml: `${PIN.slice(0, -2)}, baseline: off }` })).findings)).toEqual([
    ["pin", true, undefined],
  ]);
  const asking: KnownFinding = { ...known[0]!.findings[0]!, rule: "exists", fingerprint: "f".repeat(32) };
  const more: Baseline = { ...known[0]!, findings: [...known[0]!.findings, asking] };
  // Nobody was asked whether the image exists.
  expect((await judged([a, b], { known: [more] })).findings.map(({ rule }) => rule)).toEqual(["pin", "pin"]);
});

test("a folder alone says nothing of what lies outside of it", async () => {
  const known = [await baselineOf([a])];
  const inside = pull("quay.io/o/c@sha256:" + "a".repeat(64), {}, { file: "sub/main.nf" });
  const options = { now, platform: null, known, folder: "sub" };
  expect(judge(await policyOf(PIN), scanOf([inside]), [], options).findings).toEqual([]);
});

test("a waiver comes first, and a finding that it takes is still found", async () => {
  const known = [await baselineOf([a])];
  const yaml = `${PIN}\nwaivers: [{ rules: [pin], images: ["quay.io/o/*"], reason: soon }]`;
  const { findings } = await judged([a], { known, yaml });
  expect(findings.map(({ rule, waived, known: is }) => [rule, waived?.reason, is])).toEqual([
    ["pin", "soon", undefined],
  ]);
});

test("what is not known of an image may be known of it: it stops no pass", async () => {
  const open = unresolvedPull("${params.x}");
  const { coverage, findings } = await judged([open], { known: [await baselineOf([open])] });
  expect(findings.map(({ rule, known: is }) => [rule, is?.by])).toEqual([["resolvable", "baseline"]]);
  expect(coverage.notJudged).toMatchObject([{ reason: "unresolved", accepted: true }]);
});

test("what could not be read may be known as well", async () => {
  const problem = { file: "b.nf", line: 3, column: 1, kind: "syntax", message: "broken" } as const;
  const other = { ...problem, file: "c.nf" };
  const scan = { problems: [problem] };
  const first = judge(await policyOf(PIN), scanOf([a], scan), [], { now, platform: null });
  const report = reportOf({ scan: scanOf([a], scan), findings: first.findings });
  const baseline = readBaseline(nextBaseline(report, undefined, terms).text, "known.json");
  const { findings, coverage } = await judged([a], { known: [baseline], scan: { problems: [problem, other] } });
  expect(findings.map(({ rule, known: is }) => [rule, is !== undefined])).toEqual([
    ["readable", false],
    ["readable", true],
    ["pin", true],
  ]);
  expect(coverage.unread).toEqual([
    { file: "b.nf", reason: "syntax", accepted: true },
    { file: "c.nf", reason: "syntax" },
  ]);
});

test("that there is nothing to check, and what a policy says of itself, nobody gets used to", async () => {
  const empty = judge(await policyOf(PIN), scanOf([]), [], { now, platform: null });
  expect(nextBaseline(reportOf({ scan: scanOf([]), findings: empty.findings }), undefined, terms).findings).toEqual([]);
  const entry = {
    fingerprint: empty.findings[0]!.fingerprint,
    rule: "readable",
    severity: "error",
    image: null,
    file: ".",
    message: "x",
  } as const;
  expect((await judged([], { known: [{ by: "base", findings: [entry] }] })).findings[0]!.known).toBeUndefined();
});

test("of a final rule nothing is known, save where the terms are final, too", async () => {
  const final = PIN.replace("digest", "digest, final: true");
  const known = [await baselineOf([a])];
  expect(told((await judged([a], { known, yaml: final })).findings)).toEqual([
    ["pin", false, "the rule is final: no baseline excuses it"],
  ]);
  const terms = `${final.slice(0, -2)}, baseline: { final: true } }`;
  expect(told((await judged([a], { known, yaml: terms })).findings)).toEqual([["pin", true, undefined]]);
  // The base of a pull request is no baseline: what it has, the change did not bring.
  const base: KnownFindings = { by: "base", findings: known[0]!.findings };
  expect(told((await judged([a], { known: [base], yaml: final })).findings)).toEqual([["pin", true, undefined]]);
});

test("a server that is down is nothing to write down", async () => {
  const policy = await policyOf("rules: { exists: error }");
  const scan = scanOf([a]);
  const inspections = [failed("quay.io/o/a:1", "timeout", "slow")];
  const { findings, coverage } = judge(policy, scan, inspections, { now, platform: null });
  const before: Baseline = { ...(await baselineOf([a])) };
  const next = nextBaseline(reportOf({ scan, findings, coverage, inspections }), before, terms);
  expect(next).toMatchObject({ added: [], removed: [], left: [{ rule: "inspectable" }] });
  expect(next.findings).toEqual(before.findings);
});

test("what is known keeps its terms; --renew agrees anew to what ended", async () => {
  const before = await baselineOf([a], { expires: "2026-11-10", owner: "me" });
  const scan = scanOf([a]);
  const { findings } = await judged([a], { known: [before] });
  const report = reportOf({ scan, findings });
  const kept = nextBaseline(report, before, { since: "2026-11-24" });
  expect(kept.findings).toEqual(before.findings);
  expect(kept.lapsed.map(({ rule }) => rule)).toEqual(["pin"]);
  const anew = nextBaseline(report, before, { since: "2026-11-24", expires: "2027-01-01", renew: true });
  expect(anew).toMatchObject({ findings: [{ since: "2026-11-24", expires: "2027-01-01" }], lapsed: [] });
});

test("a property: a baseline of all that is found leaves nothing that counts, in whatever order", async () => {
  const policy = await policyOf("rules: { pin: { severity: error, at-least: digest }, tag: warning }");
  const anyPull = record({
    image: constantFrom("a:1", "a:latest", "q.io/b:2", "${x}"),
    line: integer({ min: 1, max: 5 }),
    file: constantFrom("x.nf", "y.nf"),
  }).map(({ image, line, file }) => (image === "${x}" ? unresolvedPull(image) : pull(image, {}, { line, file })));
  assert(
    property(array(anyPull, { maxLength: 8 }), infiniteStream(nat()), (pulls, order) => {
      const first = judge(policy, scanOf(pulls), [], { now, platform: null });
      const text = nextBaseline(reportOf({ scan: scanOf(pulls), findings: first.findings }), undefined, terms).text;
      const known = [readBaseline(text, "known.json")];
      const shuffled = pulls
        .map((one) => [order.next().value, one] as const)
        .sort(([x], [y]) => x - y)
        .map(([, one]) => one);
      const second = judge(policy, scanOf(shuffled), [], { now, platform: null, known });
      const open = second.findings.filter((one) => one.known === undefined && one.evidence["kind"] !== "empty");
      expect(open).toEqual([]);
      const again = nextBaseline(reportOf({ scan: scanOf(shuffled), findings: second.findings }), known[0], terms);
      expect(again.text).toBe(text);
    }),
  );
});

test("a finding of a file that is there, and only not looked at, has not moved", async () => {
  const known = [await baselineOf([a])];
  const other = pull("quay.io/o/a:1", {}, { file: "modules/b/main.nf" });
  const isKnown = async (more: object, scan: Parameters<typeof scanOf>[1] = {}) => {
    const { findings } = judge(await policyOf(PIN), scanOf([other], scan), [], { now, platform: null, known, ...more });
    return findings.find(({ rule }) => rule === "pin")?.known !== undefined;
  };
  expect(await isKnown({})).toBe(true);
  expect(await isKnown({ isThere: () => false })).toBe(true);
  expect(await isKnown({ isThere: (file: string) => file === "modules/a/main.nf" })).toBe(false);
  const unread = { line: 1, column: 1, kind: "unreadable", message: "x" } as const;
  expect(await isKnown({}, { problems: [{ ...unread, file: "modules/a/main.nf", why: "denied" }] })).toBe(false);
  expect(await isKnown({}, { problems: [{ ...unread, file: "modules/a", why: "absent" }] })).toBe(false);
  expect(await isKnown({}, { problems: [{ ...unread, file: "modules", kind: "syntax" }] })).toBe(true);
});

test("of one thing about several images the baseline says which; one more is news until it is agreed to", async () => {
  const yaml = "rules: { exists: error }";
  const [one, two, three] = ["a", "b", "c"].map((name, line) => pull(`library://o/${name}:1`, {}, { line: line + 1 }));
  const known = await baselineOf([one!, two!], {}, yaml);
  expect(known.findings).toMatchObject([{ image: null, images: ["library://o/a:1", "library://o/b:1"] }]);
  expect(told((await judged([one!, two!], { yaml, known: [known] })).findings)).toEqual([
    ["inspectable", true, undefined],
  ]);
  const scan = scanOf([one!, two!, three!]);
  const { findings } = await judged([one!, two!, three!], { yaml, known: [known] });
  expect(told(findings)).toEqual([["inspectable", false, "known without library://o/c:1"]]);
  expect(nextBaseline(reportOf({ scan, findings }), known, terms).findings).toEqual(known.findings);
  const renewed = nextBaseline(reportOf({ scan, findings }), known, { ...terms, renew: true });
  expect(renewed.findings).toMatchObject([{ images: ["library://o/a:1", "library://o/b:1", "library://o/c:1"] }]);
  const { images: _, ...unsaid } = known.findings[0]!;
  expect(told((await judged([one!, two!], { yaml, known: [{ ...known, findings: [unsaid] }] })).findings)[0]).toEqual([
    "inspectable",
    false,
    "known without library://o/a:1",
  ]);
});

test("what a pull request makes of a baseline is told in words, however many findings", async () => {
  const policy = await policyOf(PIN);
  const [before, more] = [await baselineOf([a]), await baselineOf([a, b])];
  const changes = (baselineChange: BaselineChange | undefined) =>
    judge(policy, scanOf([]), [], { now, platform: null, baselineChange })
      .findings.filter(({ rule }) => rule === "policy-change")
      .map(({ severity, message, location: { line } }) => [severity, message, line]);
  const file = "known.json";
  expect(changes(undefined)).toEqual([]);
  expect(changes({ file, before, after: before })).toEqual([]);
  const looser = "Looser than the baseline of the base: 1 finding";
  const [added] = changes({ file, before, after: more });
  expect(added).toEqual(["warning", `${looser} more would be known (pin 1)`, expect.any(Number)]);
  expect(changes({ file, before: undefined, after: before })).toEqual([
    ["warning", `${looser} more would be known (pin 1)`, 4],
  ]);
  const fewer = ["notice", "Tighter than the baseline of the base: 1 finding fewer would be known (pin 1)", 1];
  expect(changes({ file, before: more, after: before })).toEqual([fewer]);
  expect(changes({ file, before, after: undefined })).toEqual([fewer]);
  const [entry] = before.findings;
  const as = (differing: Partial<KnownFinding>): Baseline => ({ ...before, findings: [{ ...entry!, ...differing }] });
  const ends = as({ expires: "2027-01-01" });
  for (const [old, young] of [
    [ends, as({ expires: "2027-02-01" })],
    [ends, before],
    [before, as({ since: "2026-11-20" })],
    [as({ severity: "warning" }), before],
  ] as const)
    expect(changes({ file, before: old, after: young })).toEqual([["warning", expect.stringContaining(looser), 4]]);
  expect(changes({ file, before, after: ends })).toEqual([]);
  expect(changes({ file, before, after: { unreadable: "known.json:1:1: broken." } })).toEqual([
    [
      "warning",
      expect.stringMatching(/cannot be read, and a run after the merge would stop: known\.json:1:1: broken$/),
      1,
    ],
  ]);
  const first: Baseline = { ...before, from: "first" };
  expect(changes({ file, before: undefined, after: first })).toEqual([
    ["notice", "known.json is the first baseline here: it knows 1 finding", 1],
  ]);
});
