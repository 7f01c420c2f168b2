/** Whole runs over made-up repositories and registries, judged again from their own JSON: nothing is lost by the way. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence, Inspection, InspectionRequest, Report } from "../../src/model.ts";
import { RecordedAnswers } from "../../src/replay/answers.ts";
import { readRecording } from "../../src/replay/read.ts";
import { checkJson } from "../../src/report/json.ts";
import { asTheyStand, filesOf, policyText, repositories, runOf } from "../policy/made-runs.ts";
import { container, digest, failed, inspection, policyOf } from "../policy/make.ts";
import { objectOf } from "../support/json.ts";

/** Whatever servers say, hostile texts included. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom("__proto__", "", "::error::x", "a\u202eb"),
);
const map = fc.dictionary(anyText, anyText, { maxKeys: 3 }).map((made) => ({ ...made }));
const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    via: fc.constantFrom("wave", "registry", "cache", "download"),
    host: anyText,
    verified: fc.boolean(),
    requests: fc.nat(9),
    observedAt: fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((date) => date.toISOString()),
    status: fc.constantFrom(200, 404),
    code: anyText,
    indexDigest: fc.constant(digest),
    identity: fc.constantFrom("anonymous", "credentials", "workspace"),
    notes: fc.array(anyText, { maxLength: 2 }),
  },
  { requiredKeys: ["via", "host", "verified", "requests", "observedAt"] },
);
const platforms = fc.subarray(["linux/amd64", "linux/arm64", "linux/arm/v7"], { minLength: 1 });
const index = fc.record(
  {
    schemaVersion: fc.constant(2),
    digest: fc.constant(digest),
    manifests: fc.array(
      fc.record({ digest: fc.constant(digest), size: fc.nat(), annotations: map }, { requiredKeys: [] }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const single = fc.record(
  {
    user: anyText,
    env: fc.array(anyText, { maxLength: 2 }),
    entrypoint: fc.array(anyText, { maxLength: 2 }),
    labels: map,
    tty: fc.boolean(),
  },
  { requiredKeys: [] },
);
const attestations = fc.record({
  found: fc.array(
    fc.record({
      kind: fc.constantFrom("sbom", "signature", "provenance"),
      by: fc.constantFrom("index", "referrers", "cosign-tag"),
      subject: fc.constant(digest),
    }),
    { maxLength: 2 },
  ),
});

/** What a server says to one request; of the image and the platform alone, as a record keeps it. */
const said: fc.Arbitrary<(request: InspectionRequest) => Inspection> = fc.oneof(
  fc.record({ platforms, index, evidence }).map(
    ({ platforms: offered, index: list, evidence: by }) =>
      ({ image, platform }: InspectionRequest) =>
        inspection(image, { platform, platforms: offered, answer: { index: list }, evidence: by }),
  ),
  fc.record({ platforms, single, evidence, attestations }).map(
    ({ platforms: offered, single: config, ...rest }) =>
      ({ image, platform }: InspectionRequest) =>
        inspection(image, { platform, platforms: offered, answer: container(config), ...rest }),
  ),
  fc
    .record(
      {
        size: fc.nat(),
        sif: fc.record(
          { architecture: fc.constant("linux/amd64"), created: fc.constant("2026-01-01T00:00:00Z") },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    )
    .map(
      (download) =>
        ({ image, platform }: InspectionRequest) =>
          inspection(image, { platform, artifact: "application/vnd.sylabs.sif.config.v1+json", download }),
    ),
  fc
    .constantFrom(
      "not-found",
      "timeout",
      "unauthorized",
      "platform-missing",
      "digest-mismatch",
      "unsupported",
      "cancelled",
    )
    .map(
      (state) =>
        ({ image, platform }: InspectionRequest) =>
          failed(image, state, "it failed", platform),
    ),
);

/** Without what is of the run and not of what was found. */
function essence(report: Report): Readonly<Record<string, unknown>> {
  const { startedAt: _, replayed: __, ...rest } = objectOf(JSON.parse(checkJson(report)));
  return rest;
}

test("a run judged again from its own JSON comes to the same findings, fingerprints, coverage and verdict", async () => {
  await fc.assert(
    fc.asyncProperty(repositories, fc.array(said, { minLength: 4, maxLength: 4 }), async (made, answers) => {
      const policy = await policyOf(policyText(made, asTheyStand));
      const files = filesOf(made, asTheyStand);
      const asked = new Map<string, Inspection>();
      const answer = (request: InspectionRequest): Inspection => {
        const by = answers[(request.image.length + (request.platform ?? "").length) % answers.length]!;
        const inspected = { ...by(request), request };
        asked.set(JSON.stringify([request.image, request.platform]), inspected);
        return inspected;
      };
      const first = await runOf(policy, files, { inspect: answer });
      const recording = readRecording(checkJson(first), "night.json");
      const { inspector: _, inspections, ...record } = recording;
      expect(inspections).toEqual([...asked.values()]);
      const answersOf = new RecordedAnswers(recording, "/");
      const again = await runOf(policy, files, {
        inspect: (request) => answersOf.answer(request),
        replayed: { ...record, judgedAt: record.recordedAt },
        // Another day: nothing is older for that.
        now: () => new Date("2031-05-01T00:00:00Z"),
      });
      expect(essence(again)).toEqual(essence(first));
      expect(again.startedAt).toBe("2031-05-01T00:00:00.000Z");
    }),
    { numRuns: 60 },
  );
});
