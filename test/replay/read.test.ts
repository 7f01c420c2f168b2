/** Reports that people hand in: of the wrong kind, cut off, merged by hand, or made to deceive. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../src/errors.ts";
import { readRecording, readRecordingFile } from "../../src/replay/read.ts";
import { checkJson, inspectJson, scanJson } from "../../src/report/json.ts";
import { container, digest, failed, inspection, pull, reportOf, scanOf } from "../policy/make.ts";
import { goldenCases } from "../support/wave/golden.ts";
import { readAnswer } from "../../src/inspect/wave/answer.ts";
import { objectOf } from "../support/json.ts";
import { scratch } from "../support/scratch.ts";

const image = "quay.io/acme/tool:1.0";

function told(text: string): string {
  try {
    readRecording(text, "night.json");
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return "";
}

/** The report of a run with one answer, a piece of its text replaced. */
function edited(from: string, to: string, inspections = [inspection(image, { answer: container() })]): string {
  const text = checkJson(reportOf({ inspections }));
  expect(text).toContain(from);
  return text.replace(from, to);
}

describe("what is no report of check", () => {
  test.each([
    ["nothing", "", /^night\.json:1:1: the report is empty$/],
    [
      "a list, as inspect prints",
      inspectJson([{ image, inspection: inspection(image) }]),
      /^night\.json:\d+:\d+: the report must be a JSON report of check, not a list/,
    ],
    [
      "what scan prints",
      scanJson(scanOf([pull(image)])),
      /"inspections" is missing: what was answered; only wave-inspect check --format json writes it/,
    ],
    [
      "half of one",
      checkJson(reportOf({ inspections: [inspection(image)] })).slice(0, 300),
      /^night\.json:\d+:\d+: the report is cut off here$/,
    ],
    [
      "another version",
      edited('"schemaVersion": 1', '"schemaVersion": 2'),
      /^night\.json:\d+:\d+: schemaVersion: this release reads version 1 of the report/,
    ],
    ["a merge conflict", `<<<<<<< ours\n${checkJson(reportOf())}`, /a merge conflict is not resolved/],
  ])("%s", (_, text, expected) => {
    expect(told(text)).toMatch(expected);
  });

  test("the reports of several folders, of which nobody said which one is meant", () => {
    expect(told(`{ "schemaVersion": 1, "reports": [${checkJson(reportOf())}] }`)).toBe(
      "night.json has the reports of several folders; take out the one that is meant: jq '.reports[0]'.",
    );
  });

  test("a file that is not there, and one that is no text", async () => {
    const folder = await scratch();
    expect(() => readRecordingFile(join(folder, "gone.json"))).toThrow(
      `--answers: ${join(folder, "gone.json")} does not exist; name a file that wave-inspect check --format json wrote.`,
    );
    writeFileSync(join(folder, "binary.json"), Buffer.alloc(100));
    expect(() => readRecordingFile(join(folder, "binary.json"))).toThrow("is binary and no text");
    writeFileSync(join(folder, "night.json"), checkJson(reportOf({ commit: "abc", repository: "acme/x" })));
    expect(readRecordingFile(join(folder, "night.json"))).toMatchObject({
      commit: "abc",
      repository: "acme/x",
      inspections: [],
    });
  });
});

describe("an answer that cannot be", () => {
  const before = '"evidence": {\n        "via"';
  test.each([
    ["an unknown need", '"need": "config"', '"need": "all"', /inspections\[0\]\.need: "all" is not known here/],
    [
      "a state that nobody has",
      before,
      `"failure": { "state": "gone", "message": "x" }, ${before}`,
      /failure\.state: "gone" is not known/,
    ],
    ["a number for a text", '"host": "quay.io"', '"host": 5', /evidence\.host must be a text in double quotes, not 5/],
    [
      "a size below nothing",
      before,
      `"download": { "size": -1 }, ${before}`,
      /download\.size must be a whole number, not -1/,
    ],
    [
      "an image and an index",
      '"container": {',
      '"index": {}, "container": {',
      /inspections\[0\]\.answer has one of "container" and "index"/,
    ],
    ["a field that is not known", before, `"verdict": "pass", ${before}`, /unknown key "verdict" in inspections\[0\]/],
    [
      "a time that is none",
      '"observedAt": "2026-11-24T12:00:00Z"',
      '"observedAt": "yesterday"',
      /observedAt: "yesterday" is not a time/,
    ],
  ])("%s", (_, from, to, expected) => {
    expect(told(edited(from, to))).toMatch(expected);
  });

  test.each([
    ["a number for the answer", "5", /inspections\[0\] must be an inspection, not 5/],
    [
      "no text for the image",
      '{ "image": {}, "platform": null, "need": "exists" }',
      /inspections\[0\]\.image must be a text/,
    ],
    ["no text for the platform", '{ "image": "a", "platform": [], "need": "exists" }', /inspections\[0\]\.platform /],
  ])("%s", (_, entry, expected) => {
    const said = told(checkJson(reportOf()).replace('"inspections": []', `"inspections": [${entry}]`));
    expect(said).toMatch(expected);
    expect(said).not.toContain("nothing is said of");
  });

  test("neither an image nor an index, and no word at all", () => {
    expect(told(edited(before, `"answer": {}, ${before}`, [inspection(image)]))).toContain(
      'answer has one of "container" and "index"',
    );
    expect(told(edited(`"digest": "${digest}",`, "", [inspection(image)]))).toContain(
      `nothing is said of "${image}": neither an answer nor a failure`,
    );
  });

  test("two to one question: neither is taken", () => {
    const twice = [inspection(image), failed(image, "not-found"), inspection(image, { platform: "linux/arm64" })];
    expect(told(checkJson(reportOf({ inspections: twice })))).toMatch(
      /^night\.json:\d+:\d+: the answer about "quay\.io\/acme\/tool:1\.0" stands at line \d+ already$/,
    );
    const ofPlatform = [inspection(image, { platform: "linux/arm64" }), inspection(image, { platform: "linux/arm64" })];
    expect(told(checkJson(reportOf({ inspections: ofPlatform })))).toContain(
      'tool:1.0" for "linux/arm64" stands at line',
    );
  });
});

test("keys of prototypes are texts like others, and words of servers stay on one line", () => {
  const labels = '{ "__proto__": "x", "constructor": "y" }';
  const text = edited('"config": {},', `"config": { "labels": ${labels} },`, [
    inspection(image, { answer: container() }),
    failed("quay.io/acme/other:1", "not-found", "line\n::error::two\u202e"),
  ]).replace('"inspector"', '"more": { "of": "a later release" }, "inspector"');
  const { inspections } = readRecording(text, "night.json");
  expect(JSON.stringify(inspections[0]?.answer)).toContain(JSON.stringify(JSON.parse(labels)));
  expect(inspections[1]?.failure?.message).toBe("line ::error::two");
});

test("what stood in the way of signatures is kept, on one line", () => {
  const failure = { state: "unauthorized", message: "no\n::error::entry" } as const;
  const text = checkJson(reportOf({ inspections: [inspection(image, { attestations: { found: [], failure } })] }));
  const { inspections, tool } = readRecording(text, "night.json");
  expect(inspections[0]?.attestations).toEqual({ found: [], failure: { ...failure, message: "no ::error::entry" } });
  expect(tool).toEqual(reportOf().tool);
});

test("with which program it was recorded is kept, where it is known", () => {
  const tool = { ...reportOf().tool, sha256: "a".repeat(64) };
  expect(readRecording(checkJson(reportOf({ tool })), "night.json").tool).toMatchObject(tool);
});

test("every answer of Wave comes back as it was", () => {
  const answers = goldenCases().flatMap(({ status, text }) =>
    status === 200 ? (readAnswer(objectOf(JSON.parse(text))) ?? []) : [],
  );
  expect(answers.length).toBeGreaterThan(50);
  const inspections = answers.map((answer, at) => inspection(`quay.io/acme/tool:${at}`, { answer }));
  expect(readRecording(checkJson(reportOf({ inspections })), "night.json").inspections).toEqual(inspections);
});

test("that something was not recorded is no answer to a later replay", () => {
  const inspections = [failed(image, "not-recorded"), inspection("quay.io/acme/other:1")];
  expect(readRecording(checkJson(reportOf({ inspections })), "night.json").inspections).toHaveLength(1);
});
