/** What a pull request makes of what it is judged by, as findings: where each stands, and how grave it is. */
import { describe, expect, test } from "vitest";
import type { Baseline, Ignore, KnownFinding } from "../../../src/model.ts";
import type { BaselineChange, Proposal } from "../../../src/policy/changes.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { defaultPolicy, type Policy } from "../../../src/policy/policy.ts";
import { now, policyOf, pull, scanOf } from "../make.ts";

interface Judged {
  readonly proposal?: Proposal;
  readonly baselineChange?: BaselineChange;
  readonly ignores?: readonly Ignore[];
}

/** `severity change file:line message` of each. */
function said(policy: Policy, { ignores = [], ...options }: Judged): readonly string[] {
  const scan = scanOf([pull("quay.io/acme/tool:1.0")], { ignores });
  return judge(policy, scan, [], { now, platform: null, ...options })
    .findings.filter(({ rule }) => rule === "policy-change")
    .map(
      ({ severity, evidence, location, message }) =>
        `${severity} ${evidence["change"]} ${location.file}:${location.line} ${message}`,
    );
}

describe("the policy", () => {
  const PIN = "rules:\n  pin: error\n";

  test("each change at its line; what is gone, and what another file says, at the top of the policy", async () => {
    const policy = await policyOf(PIN);
    expect(said(policy, { proposal: { policy: await policyOf("\nrules:\n  pin: warning\n") } })).toEqual([
      "warning looser policy.yml:4 Looser than the policy of the base: rules.pin.severity is warning where it was error",
    ]);
    expect(said(policy, { proposal: { policy: await policyOf("rules: {}\n") } })).toEqual([
      "warning looser policy.yml:1 Looser than the policy of the base: rules.pin.severity is off where it was error: the rule is no longer named",
    ]);
    const gone = said(policy, { proposal: { policy: defaultPolicy } });
    expect(gone).toContain(
      "warning looser policy.yml:1 Looser than the policy of the base: policy.yml is gone: without a policy the built-in one holds",
    );
    expect(gone.every((one) => one.includes(" policy.yml:1 "))).toBe(true);
  });

  test("what tightens is a notice, and nothing is told where the policy of the base turns that off", async () => {
    const tighter = { proposal: { policy: await policyOf("rules: { pin: error, policy-change: error }\n") } };
    expect(said(await policyOf("rules: { pin: notice, policy-change: error }\n"), tighter)).toEqual([
      "notice tighter policy.yml:2 Tighter than the policy of the base: rules.pin.severity is error where it was notice",
    ]);
    expect(said(await policyOf("rules: { pin: notice, policy-change: off }\n"), tighter)).toEqual([]);
  });

  test("one that cannot be read any more, and the first one", async () => {
    const policy = await policyOf(PIN);
    expect(said(policy, { proposal: { unreadable: "policy.yml:3:1: it is broken.\n" } })).toEqual([
      "warning other policy.yml:1 The policy that this pull request brings cannot be read, and a run after the merge would stop: policy.yml:3:1: it is broken",
    ]);
    const { source } = policy;
    expect(said({ ...policy, source: source && { ...source, from: "first" } }, {})).toEqual([
      "notice other policy.yml:1 policy.yml is the first policy here: the base has none, and nobody but the pull request says what it holds",
    ]);
  });
});

const entry = (number: number, differing: Partial<KnownFinding> = {}): KnownFinding => ({
  fingerprint: String(number).repeat(32),
  rule: "pin",
  severity: "warning",
  image: "quay.io/a/b:1",
  file: "main.nf",
  message: "x",
  ...differing,
});
const baseline = (findings: readonly KnownFinding[], differing: Partial<Baseline> = {}): Baseline => ({
  by: "baseline",
  file: "known.json",
  sha256: "ab".repeat(32),
  findings,
  lineOf: (one) => findings.findIndex(({ fingerprint }) => fingerprint === one.fingerprint) + 4,
  ...differing,
});
async function told(before: Baseline | undefined, after: BaselineChange["after"]): Promise<readonly string[]> {
  return said(await policyOf("rules: {}\n"), { baselineChange: { file: "known.json", before, after } });
}

describe("the baseline", () => {
  test("what it would know more is told at its first line, what fewer at the top", async () => {
    expect(
      await told(baseline([entry(1), entry(2)]), baseline([entry(2), entry(3), entry(4, { rule: "tag" })])),
    ).toEqual([
      "warning looser known.json:5 Looser than the baseline of the base: 2 findings more would be known (pin 1, tag 1)",
      "notice tighter known.json:1 Tighter than the baseline of the base: 1 finding fewer would be known (pin 1)",
    ]);
    expect(await told(baseline([entry(1)]), undefined)).toEqual([
      "notice tighter known.json:1 Tighter than the baseline of the base: 1 finding fewer would be known (pin 1)",
    ]);
  });

  test.for<[string, Partial<KnownFinding>, Partial<KnownFinding>, boolean]>([
    ["an end that is later", { expires: "2027-01-01" }, { expires: "2027-02-01" }, true],
    ["an end that is earlier", { expires: "2027-02-01" }, { expires: "2027-01-01" }, false],
    ["an end that is gone", { expires: "2027-01-01" }, {}, true],
    ["an end that is new", {}, { expires: "2027-01-01" }, false],
    ["a first day that is later", { since: "2026-01-01" }, { since: "2026-02-01" }, true],
    ["a first day that is earlier", { since: "2026-02-01" }, { since: "2026-01-01" }, false],
    ["a first day that is gone", { since: "2026-01-01" }, {}, true],
    ["a first day where there was none", {}, { since: "2026-01-01" }, true],
    ["a graver one", { severity: "notice" }, { severity: "error" }, true],
    ["a milder one", { severity: "error" }, { severity: "notice" }, false],
    ["an image more", { images: ["a"] }, { images: ["a", "b"] }, true],
    ["images where there were none", {}, { images: ["a"] }, true],
    ["an image less", { images: ["a", "b"] }, { images: ["a"] }, false],
  ])("%s", async ([, before, after, isLooser]) => {
    expect(await told(baseline([entry(1, before)]), baseline([entry(1, after)]))).toEqual(
      isLooser
        ? [
            "warning looser known.json:4 Looser than the baseline of the base: 1 finding would be known for longer, as graver, or of more images (pin 1)",
          ]
        : [],
    );
  });

  test("one that cannot be read any more, and the first one", async () => {
    expect(await told(baseline([entry(1)]), { unreadable: "known.json:1: no JSON." })).toEqual([
      "warning other known.json:1 The baseline that this pull request brings cannot be read, and a run after the merge would stop: known.json:1: no JSON",
    ]);
    expect(await told(undefined, baseline([entry(1)], { from: "first" }))).toEqual([
      "notice other known.json:1 known.json is the first baseline here: it knows 1 finding",
    ]);
  });
});

const ignore = (differing: Partial<Ignore>): Ignore => ({
  file: "modules/a/main.nf",
  line: 5,
  column: 3,
  endLine: 5,
  endColumn: 40,
  rules: ["tag", "pin"],
  reason: "vendor has no digests",
  covers: [6, 6],
  ...differing,
});

describe("inline ignores", () => {
  test("those that the pull request adds, and once that nobody could compare them", async () => {
    const policy = await policyOf("rules: {}\n");
    expect(said(policy, { ignores: [ignore({}), ignore({ line: 9, added: true, reason: "" })] })).toEqual([
      "warning looser modules/a/main.nf:9 Looser than the base: the pull request adds an inline ignore of tag, pin",
    ]);
    expect(said(policy, { ignores: [ignore({ added: "unknown" }), ignore({ line: 9, added: "unknown" })] })).toEqual([
      expect.stringMatching(
        /^notice other modules\/a\/main\.nf:5 Inline ignores were not compared with those of the base/,
      ),
    ]);
  });

  test("an ignore without a reason says so as what comes", async () => {
    const scan = scanOf([], { ignores: [ignore({ added: true, reason: "" }), ignore({ line: 7, added: true })] });
    const { findings } = judge(await policyOf("rules: {}\n"), scan, [], { now, platform: null });
    const changes = findings.filter(({ rule }) => rule === "policy-change");
    expect(changes.map(({ evidence }) => evidence["after"])).toEqual(["without a reason", "vendor has no digests"]);
  });

  test("one that is added does not work where the policy refuses that, nor does one of which nobody can tell", async () => {
    const policy = await policyOf("rules: { ignores: { added: refuse } }\n");
    const words = ([true, "unknown", undefined] as const).map((added) => {
      const scan = scanOf([], { ignores: [ignore(added === undefined ? {} : { added })] });
      const { findings } = judge(policy, scan, [], { now, platform: null });
      return findings.filter(({ rule }) => rule === "ignores").map(({ message }) => message);
    });
    expect(words).toEqual([
      ["The ignore does not work: this pull request adds it, and the policy refuses that"],
      ["The ignore does not work: the checkout does not say whether this pull request adds it"],
      // It takes effect where there is something to take out.
      ["pin", "tag"].map((rule) => `The ignore of ${rule} is not needed: there is no such finding here`),
    ]);
  });
});
