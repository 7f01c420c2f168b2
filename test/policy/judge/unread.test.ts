import { describe, expect, test } from "vitest";
import type { Finding, Ignore, Problem, Pull, ScanResult } from "../../../src/model.ts";
import { judge, type Judgement } from "../../../src/policy/judge/index.ts";
import { defaultPolicy } from "../../../src/policy/policy.ts";
import { outcomeOf } from "../../../src/exit-code.ts";
import { verdictOf } from "../../../src/policy/verdict.ts";
import { now, policyOf, pull, scanOf } from "../make.ts";

function problem(differing: Partial<Problem> = {}): Problem {
  return { file: "main.nf", line: 3, column: 1, kind: "syntax", message: "a brace is missing.", ...differing };
}

async function judged(
  yaml: string | null,
  problems: readonly Problem[],
  differing: Partial<ScanResult> = {},
): Promise<Judgement> {
  const policy = yaml === null ? defaultPolicy : await policyOf(yaml);
  const scan = scanOf([pull("quay.io/acme/tool:1.0")], { problems, ...differing });
  return judge(policy, scan, [], { now, platform: null });
}

const only = ({ findings }: Judgement): readonly Finding[] => findings.filter(({ rule }) => rule === "readable");
const brief = (judgement: Judgement): string[] =>
  only(judgement).map(({ severity, location, message, waived }) =>
    [severity, `${location.file}:${location.line}`, message, waived?.by].filter(Boolean).join(" "),
  );
const word = ({ findings, coverage }: Judgement): string => verdictOf(outcomeOf(findings, "error"), coverage);

const NAMES = "rules: { tag: error }";
const waiver = (scope: string): string =>
  `${NAMES}\nwaivers: [{ rules: [readable], ${scope}, reason: legacy, expires: 2027-06-30 }]`;

describe("what cannot be read", () => {
  test.each<[what: string, problem: Partial<Problem>, severity: string, unread: string | undefined]>([
    ["a script that is cut off", {}, "error", "syntax"],
    ["what Nextflow stops at", { kind: "abort" }, "error", "syntax"],
    ["an include that is not there", { kind: "missing-include" }, "error", "missing"],
    ["a profile that is not there", { kind: "missing-profile" }, "error", "missing"],
    ["a broken test", { aside: true }, "warning", undefined],
    ["an include that a run goes on without", { kind: "missing-include", aside: true }, "warning", undefined],
    ["a module that a run fetches", { kind: "missing-include", open: true }, "warning", "missing"],
    ["a module that a test fetches", { kind: "missing-include", open: true, aside: true }, "warning", undefined],
    ["a large file", { kind: "unreadable", why: "too-large" }, "warning", "skipped"],
    ["what is not followed to its end", { kind: "limit" }, "warning", "skipped"],
    ["a folder of earlier runs", { kind: "unreadable", why: "skipped" }, "warning", undefined],
    ["a configuration of a server", { kind: "remote-include" }, "notice", undefined],
    ["one that nothing includes", { kind: "unreachable" }, "notice", undefined],
    ["the rules of v1", { kind: "dialect" }, "notice", undefined],
  ])("%s", async (_, differing, severity, unread) => {
    const judgement = await judged(NAMES, [problem(differing)]);
    expect(brief(judgement)).toEqual([`${severity} main.nf:3 a brace is missing`]);
    expect(judgement.coverage.unread).toEqual(unread === undefined ? [] : [{ file: "main.nf", reason: unread }]);
    expect(word(judgement)).toBe(severity === "error" ? "fail" : unread === undefined ? "pass" : "undecided");
  });

  test("has its evidence, and advice where there is any", async () => {
    const [skipped, note] = only(
      await judged(NAMES, [problem({ kind: "unreadable", why: "binary" }), problem({ kind: "directive", line: 4 })]),
    );
    expect(skipped?.evidence).toEqual({ kind: "skipped", problem: "unreadable", why: "binary" });
    expect(skipped?.help).toContain("files.exclude");
    expect(note).not.toHaveProperty("help");
  });

  test("counts as the policy says: the kind, else the rule, else the usual", async () => {
    const problems = [problem(), problem({ kind: "remote-include", line: 4 })];
    const severities = async (rule: string): Promise<string[]> =>
      only(await judged(`rules: { readable: ${rule} }`, problems)).map(({ severity }) => severity);
    expect(await severities("{ syntax: notice }")).toEqual(["notice", "notice"]);
    expect(await severities("warning")).toEqual(["warning", "warning"]);
    expect(await severities("{ severity: warning, remote: off }")).toEqual(["warning"]);
    expect(await severities("{ syntax: error, enforce-from: 2027-01-01 }")).toEqual(["notice", "notice"]);
    expect(await severities("off")).toEqual([]);
  });

  test("is no pass where the rule is off", async () => {
    const judgement = await judged("rules: { tag: error, readable: off }", [problem()]);
    expect([brief(judgement), word(judgement)]).toEqual([[], "undecided"]);
  });

  test("is told apart: two of the same words in a file are two findings", async () => {
    const abort = { kind: "abort" } as const;
    const found = only(
      await judged(NAMES, [problem(abort), problem({ ...abort, line: 9 }), problem({ file: "b.nf" })]),
    );
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  test("is told once a file where a parser went astray", async () => {
    const problems = [problem(), problem({ line: 9, message: "what is this?" }), problem({ line: 12 })];
    const [one, ...more] = only(await judged(NAMES, problems));
    expect(more).toEqual([]);
    expect(one?.message).toBe("a brace is missing (and 2 more in this file)");
    expect(one?.evidence).toMatchObject({ "also at": "main.nf:9, main.nf:12" });
  });

  test("of a server is told once for all that share it", async () => {
    const remote = Array.from({ length: 70 }, (_, index) =>
      problem({ kind: "remote-include", file: `p${index}/nextflow.config`, message: "https://a/b is not fetched." }),
    );
    const [one, ...more] = only(await judged(NAMES, remote));
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      message: "https://a/b is not fetched (the same at 69 more places)",
      location: { file: "p0/nextflow.config" },
      evidence: { "also at": expect.stringContaining("p1/nextflow.config:3") },
    });
  });
});

describe("a profile that no pipeline of a repository has", () => {
  const everywhere = Array.from({ length: 71 }, (_, index) =>
    problem({
      kind: "missing-profile",
      file: `p${index}/nextflow.config`,
      message: "Unknown configuration profile: 'x'",
    }),
  );

  test("is told once", async () => {
    const judgement = await judged(NAMES, everywhere);
    expect(brief(judgement)).toEqual([
      "error p0/nextflow.config:3 Unknown configuration profile: 'x' (the same at 70 more places)",
    ]);
    expect(judgement.coverage.unread).toHaveLength(71);
    const fewer = await judged(NAMES, everywhere.slice(0, 2));
    expect(only(fewer).map(({ message }) => message)).toEqual([expect.stringContaining("(the same at 1 more place)")]);
    expect(only(fewer)[0]?.fingerprint).toBe(only(judgement)[0]?.fingerprint);
  });

  test("apart for those that are waived, that are less grave, and that are off", async () => {
    const tests = problem({ ...everywhere[0], file: "tests/nextflow.config", aside: true });
    const overrides = "overrides: [{ files: ['p3/**'], rules: { readable: { missing: off } } }]";
    const judgement = await judged(`${waiver("files: ['p0/**']")}\n${overrides}`, [...everywhere, tests]);
    const said = "Unknown configuration profile: 'x'";
    expect(brief(judgement)).toEqual([
      `error p1/nextflow.config:3 ${said} (the same at 68 more places)`,
      `warning tests/nextflow.config:3 ${said}`,
      `error p0/nextflow.config:3 ${said} policy`,
    ]);
  });
});

describe("where nothing names an image", () => {
  const nothing = { pulls: [], references: [], files: [{ file: "main.nf", source: "nextflow" as const }] };
  const empty = "error .:1 There is no image to check: the one file that was read names none";

  test.each<Partial<Problem>>([{}, { kind: "missing-include" }, { kind: "missing-profile" }, { kind: "abort" }])(
    "an error says why: %j",
    async (differing) => {
      const judgement = await judged(NAMES, [problem(differing)], nothing);
      expect(brief(judgement)).toEqual(["error main.nf:3 a brace is missing"]);
      expect(word(judgement)).toBe("fail");
    },
  );

  test.each<[string, string, Partial<Problem>]>([
    ["a warning", NAMES, { aside: true }],
    ["a notice", NAMES, { kind: "remote-include" }],
    ["an error that is waived", waiver("files: ['*.nf']"), {}],
    ["a note", "rules: { readable: error }", { kind: "directive" }],
    ["what is turned down", "rules: { readable: { syntax: warning } }", {}],
  ])("%s does not", async (_, yaml, differing) => {
    expect(brief(await judged(yaml, [problem(differing)], nothing))).toContain(empty);
  });
});

describe("what cannot be read and is excused", () => {
  test("by a waiver for its file, and by none for images", async () => {
    const judgement = await judged(waiver("files: ['*.nf']"), [problem(), problem({ line: 9 })]);
    expect(brief(judgement)).toEqual(["error main.nf:3 a brace is missing (and 1 more in this file) policy"]);
    expect(judgement.coverage.unread).toEqual([{ file: "main.nf", reason: "syntax", accepted: true }]);
    expect(word(judgement)).toBe("pass");
    expect(brief(await judged(waiver("images: ['**']"), [problem()]))).toEqual(["error main.nf:3 a brace is missing"]);
  });

  test("by a waiver that has run out no longer", async () => {
    const ended = waiver("files: ['*.nf']").replace("2027", "2026");
    const [one] = only(await judged(ended, [problem()]));
    expect(one?.evidence).toMatchObject({ waiver: "ended on 2026-06-30" });
  });

  test("by an ignore in the file; what else is wrong with it still counts", async () => {
    const ignore: Ignore = {
      file: "main.nf",
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 30,
      rules: ["readable"],
      reason: "generated",
      covers: [3, 3],
    };
    const judgement = await judged(NAMES, [problem(), problem({ line: 9 })], { ignores: [ignore] });
    expect(brief(judgement)).toEqual([
      "error main.nf:9 a brace is missing",
      "error main.nf:3 a brace is missing inline",
    ]);
    expect(judgement.coverage.unread).toEqual([{ file: "main.nf", reason: "syntax" }]);
  });

  test("or off for some files alone", async () => {
    const override = `${NAMES}\noverrides: [{ files: ["legacy/**"], rules: { readable: { syntax: off } } }]`;
    const problems = [problem(), problem({ file: "legacy/a.nf" })];
    expect(brief(await judged(override, problems))).toEqual(["error main.nf:3 a brace is missing"]);
  });
});

describe("a name that cannot be known since the run stops there", () => {
  const message = "Not a valid `arch` value: linux/foo";
  const unresolved = { reason: "unsupported-expression", detail: `Nextflow stops with an error: ${message}` } as const;
  const rulesOf = async (problems: readonly Problem[], differing: Partial<Pull> = {}, yaml = NAMES) => {
    const stopped = { ...pull("a:1"), image: null, confidence: "unresolved" as const, unresolved, ...differing };
    const { findings } = await judged(yaml, problems, { pulls: [stopped] });
    return findings.map(({ rule }) => rule);
  };
  const stop = problem({ kind: "abort", message });

  test("is told once, with what the run stops at", async () => {
    expect(await rulesOf([stop])).toEqual(["readable"]);
  });

  test.each([
    ["nobody tells of the stop", [], {}, NAMES, ["resolvable"]],
    ["the process is called by nobody", [stop], { called: false }, NAMES, ["readable", "resolvable"]],
    ["it is off", [stop], {}, "rules: { readable: off }", ["resolvable"]],
    [
      "the name has another reason",
      [stop],
      { unresolved: { ...unresolved, detail: message } },
      NAMES,
      ["readable", "resolvable"],
    ],
  ])("is told of as a name where %s", async (_, problems, differing, yaml, expected) => {
    expect(await rulesOf(problems, differing, yaml)).toEqual(expected);
  });
});

describe("a repository without an image", () => {
  const empty = { pulls: [], references: [] };

  test.each([
    [0, "no file is of a kind that names images"],
    [1, "the one file that was read names none"],
    [3, "none of the 3 files that were read names one"],
  ])("of %d files that could", async (count, words) => {
    const files = Array.from({ length: count }, (_, index) => ({ file: `f${index}`, source: "workflow" as const }));
    const judgement = await judged(null, [], { ...empty, files });
    expect(brief(judgement)).toEqual([`error .:1 There is no image to check: ${words}`]);
    expect(word(judgement)).toBe("fail");
  });

  test("passes where the policy lets it", async () => {
    const judgement = await judged("rules: { readable: { empty: notice } }", [], { ...empty, files: [] });
    expect(word(judgement)).toBe("pass");
  });

  test("is told of at the folder that was meant", () => {
    const { findings } = judge(defaultPolicy, scanOf([]), [], { now, platform: null, folder: "a/b" });
    expect(findings[0]?.location.file).toBe("a/b");
  });
});

test("what is to be written instead is said where the problem knows it", async () => {
  const found = only(await judged(NAMES, [problem({ kind: "missing-include", help: "Write the path as a text." })]));
  expect(found).toMatchObject([{ help: "Write the path as a text." }]);
});
