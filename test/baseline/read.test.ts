/** A baseline that cannot be used says at which line, and what to write instead. */
import { expect, test } from "vitest";
import { readBaseline } from "../../src/baseline/read.ts";
import { baselineText } from "../../src/baseline/write.ts";
import type { KnownFinding } from "../../src/model.ts";

const entry: KnownFinding = {
  fingerprint: "0".repeat(32),
  rule: "pin",
  severity: "error",
  image: "quay.io/a/b:1",
  file: "main.nf",
  message: "quay.io/a/b:1 is pinned by version only",
  since: "2026-11-30",
};
const other: KnownFinding = { ...entry, fingerprint: "1".repeat(32), image: null, expires: "2027-01-01", owner: "me" };

const errorOf = (text: string): string => {
  try {
    readBaseline(text, "known.json");
  } catch (error) {
    return String(error).replace(/^\w+: /, "");
  }
  return "none";
};

test("what was written is read back, with its lines", () => {
  const text = baselineText([entry, other]);
  const read = readBaseline(text, "known.json");
  expect(read.findings).toEqual([entry, other]);
  expect([read.lineOf(entry), read.lineOf(other), read.lineOf({ ...entry, fingerprint: "2" })]).toEqual([4, 5, 1]);
  expect(readBaseline(baselineText([]), "known.json").findings).toEqual([]);
  // As jq prints it, it says the same.
  const printed = JSON.stringify(JSON.parse(text), null, 2);
  expect(readBaseline(printed, "known.json").findings).toEqual([entry, other]);
});

const broken = (change: Record<string, unknown>): string => baselineText([entry, { ...other, ...change }]);

test.each([
  ["", "known.json:1:1: the baseline is empty"],
  ["{", "known.json:1:2: the baseline is cut off here"],
  [baselineText([entry]).slice(0, -20), "known.json:4:"],
  ['{\n "version": 1,\n "findings": [x]\n}', "known.json:3:15: JSON: a value should stand here"],
  [
    `{\n"version": 1, "findings": [\n<<<<<<< ours\n=======\n>>>>>>> theirs\n]}`,
    "known.json:3:1: a merge conflict is not resolved: take one side of each entry whole, then run wave-inspect baseline",
  ],
  ["[]", "known.json:1:1: the baseline must be a map of version and findings"],
  ['{"version":2,"findings":[]}', "known.json:1:12: version: this release reads version 1; write the baseline anew"],
  ['{"version":1,"findings":{}}', "known.json:1:25: findings must be a list of known findings"],
  ['{"version":1}', 'known.json:1:2: "findings" is missing: what is known'],
  ['{"version":1,"findings":[],"extra":1}', 'unknown key "extra"'],
  ['{"version":1,"findings":[1]}', "known.json:1:26: findings[0] must be a known finding"],
  [broken({ ticked: "x" }), 'unknown key "ticked" in findings[1]; did you mean "ticket"?'],
  [broken({ message: undefined }), 'findings[1]: "message" is missing: what it said'],
  [broken({ rule: "" }), "findings[1].rule must be a text"],
  [broken({ image: {} }), "findings[1].image must be a text"],
  [broken({ severity: "fatal" }), "findings[1].severity"],
  [broken({ fingerprint: "abc" }), "known.json:5:20: findings[1].fingerprint: a fingerprint has 32 hex digits"],
  [broken({ fingerprint: [] }), "known.json:5:"],
  [broken({ expires: "2027-02-30" }), 'findings[1].expires: "2027-02-30" is not a date'],
  [
    broken({ fingerprint: entry.fingerprint }),
    "known.json:5:20: the same finding stands at line 4 already; take one out",
  ],
])("%j", (text, message) => {
  expect(errorOf(text)).toContain(message);
});

test("everything that is wrong is said at once", () => {
  expect(errorOf(broken({ severity: "x", rule: {} })).split("\n")).toHaveLength(2);
});
