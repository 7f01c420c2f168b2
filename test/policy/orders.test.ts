/** Whole runs over made-up repositories and policies: nothing that has no order of its own decides what is found. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../src/model.ts";
import { asTheyStand, reportOf, repositories, runOf, type Shuffle } from "./made-runs.ts";
import { policyOf } from "./make.ts";

/** The same items each time in an order of its own. */
function shuffler(keys: readonly number[]): Shuffle {
  let next = 0;
  return (items) =>
    items
      .map((item) => ({ item, key: keys[next++ % keys.length]! * 31 + (next % 7) }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
}

/** Everything of a report that no order may change. */
function essence({ findings, coverage, counts, verdict, outcome }: Report): unknown {
  const told = findings.map(({ rule, severity, image, waived, undecided, fingerprint, location: { file } }) =>
    [rule, severity, image, waived?.reason, undecided, file, fingerprint].join(" "),
  );
  const { images, judged, answered, downloads } = coverage;
  const notJudged = coverage.notJudged.map(({ names }) => names.toSorted().join(" "));
  return {
    told: told.sort(),
    counts,
    verdict,
    outcome,
    images,
    judged,
    answered,
    downloads,
    notJudged: notJudged.sort(),
  };
}

test("files, references, services, scenarios, rules and waivers in any order come to the same findings", async () => {
  await fc.assert(
    fc.asyncProperty(repositories, fc.array(fc.nat(1_000), { minLength: 16, maxLength: 16 }), async (made, keys) => {
      const usual = await reportOf(made, asTheyStand);
      expect(essence(await reportOf(made, shuffler(keys)))).toEqual(essence(usual));
      const fingerprints = usual.findings.map(({ fingerprint }) => fingerprint);
      expect(new Set(fingerprints).size).toBe(fingerprints.length);
    }),
    { numRuns: 60 },
  );
});

const service = (name: string): string => `  ${name}:\n    # wave-inspect: ignore tag -- x\n    image: a:1\n`;

test("what is written twice is found twice, each with a fingerprint of its own", async () => {
  const files = new Map([["compose.yml", `services:\n${service("one")}${service("two")}`]]);
  const waiver = "  - { rules: [tag], images: [quay.io/x], reason: y, expires: 2020-01-01 }\n";
  const override = "  - { images: [quay.io/x], files: [gone], rules: { tag: error } }\n";
  const policy = await policyOf(
    `rules: { user: { deny: [root] } }\nwaivers:\n${waiver}${waiver}overrides:\n${override}${override}`,
  );
  const { findings } = await runOf(policy, files);
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
  const of = (id: string): number => findings.filter(({ rule }) => rule === id).length;
  expect([of("ignores"), of("waivers"), of("policy") % 2]).toEqual([2, 2, 0]);
});
