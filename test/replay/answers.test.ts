/** Which recorded answers answer which requests. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Inspection, InspectionRequest } from "../../src/model.ts";
import { RecordedAnswers } from "../../src/replay/answers.ts";
import { readRecording } from "../../src/replay/read.ts";
import { checkJson } from "../../src/report/json.ts";
import { container, digest, failed, inspection, reportOf } from "../policy/make.ts";
import { scratch } from "../support/scratch.ts";

const image = "quay.io/acme/tool:1.0";
const other = `sha256:${"3e".repeat(32)}`;

/** What a record with one answer says to a request. */
function ask(recorded: Inspection, request: Partial<InspectionRequest>): Inspection | undefined {
  const recording = readRecording(checkJson(reportOf({ inspections: [recorded] })), "night.json");
  const asked: InspectionRequest = { image, platform: null, need: "config", ...request };
  const answered = new RecordedAnswers(recording, "/nowhere").answer(asked);
  expect(answered?.request ?? asked).toEqual(asked);
  return answered;
}

/** One that was asked for this much. */
const recorded = (request: Partial<InspectionRequest>, differing: Partial<Inspection> = {}): Inspection => ({
  ...inspection(image, differing),
  request: { image, platform: null, need: "config", ...request },
});

const said = (answered: Inspection | undefined): string => answered?.failure?.state ?? "answered";

test.each<[string, Inspection, Partial<InspectionRequest>, string]>([
  ["the same", recorded({}), {}, "answered"],
  ["less", recorded({}), { need: "existence" }, "answered"],
  ["more", recorded({ need: "existence" }), {}, "not-recorded"],
  ["another image", recorded({}), { image: "quay.io/acme/else:1" }, "not-recorded"],
  ["another platform", recorded({ platform: "linux/amd64" }), { platform: "linux/arm64" }, "not-recorded"],
  ["attestations", recorded({}), { lookFor: ["sbom"] }, "not-recorded"],
  [
    "attestations that were looked for",
    recorded({ lookFor: ["sbom", "signature"] }),
    { lookFor: ["sbom"] },
    "answered",
  ],
  ["a digest that it is", recorded({ need: "existence" }), { need: "existence", expects: [digest] }, "answered"],
  ["a digest that it is not", recorded({ need: "existence" }), { need: "existence", expects: [other] }, "not-recorded"],
  [
    "one that it was asked for",
    recorded({ need: "existence", expects: [other] }),
    { need: "existence", expects: [other] },
    "answered",
  ],
  ["a digest beside an index", recorded({}, { answer: { index: {} } }), { expects: [other] }, "answered"],
  ["what failed already", failed(image, "unreachable"), { lookFor: ["sbom"] }, "unreachable"],
  ["one that is not there, for a platform", failed(image, "not-found"), { platform: "linux/arm64" }, "not-found"],
  [
    "one that lacks a part, for a platform",
    { ...failed(image, "not-found"), failure: { state: "not-found", message: "x", incomplete: true } },
    { platform: "linux/arm64" },
    "not-recorded",
  ],
  ["one that was down, for a platform", failed(image, "unreachable"), { platform: "linux/arm64" }, "not-recorded"],
  ["whether it is there, from a platform", recorded({ platform: "linux/amd64" }), { need: "existence" }, "answered"],
  [
    "which platforms, from a platform",
    recorded({ platform: "linux/amd64" }, { platforms: ["linux/amd64"] }),
    { need: "platforms" },
    "answered",
  ],
  [
    "which platforms, where they are not known",
    recorded({ platform: "linux/amd64" }),
    { need: "platforms" },
    "not-recorded",
  ],
  [
    "its configuration, from a platform",
    recorded({ platform: "linux/amd64" }, { platforms: ["linux/amd64"] }),
    {},
    "not-recorded",
  ],
  [
    "another digest, from a platform",
    recorded({ platform: "linux/amd64" }),
    { need: "existence", expects: [other] },
    "not-recorded",
  ],
  [
    "attestations, from a platform",
    recorded({ platform: "linux/amd64", lookFor: ["sbom"] }),
    { need: "existence", lookFor: ["sbom"] },
    "not-recorded",
  ],
  [
    "the one platform of a single image",
    recorded({}, { platforms: ["linux/amd64"], answer: container() }),
    { platform: "linux/amd64" },
    "answered",
  ],
  [
    "another than its one platform",
    recorded({}, { platforms: ["linux/amd64"], answer: container() }),
    { platform: "linux/arm64" },
    "not-recorded",
  ],
  [
    "one of the platforms of an index",
    recorded({}, { platforms: ["linux/amd64", "linux/arm64"], answer: { index: {} } }),
    { platform: "linux/amd64" },
    "not-recorded",
  ],
  [
    "more of the one platform",
    recorded({ need: "platforms" }, { platforms: ["linux/amd64"], answer: container() }),
    { platform: "linux/amd64" },
    "not-recorded",
  ],
])("%s", (_, one, request, expected) => {
  expect(said(ask(one, request))).toBe(expected);
});

test("what is known all the same is kept, and the words say what is missing", () => {
  expect(ask(recorded({ need: "existence" }), {})).toMatchObject({
    digest,
    failure: { message: `night.json of 2026-11-24 has less about ${image} than the policy asks.` },
  });
  expect(ask(recorded({ platform: "linux/amd64" }), { platform: "linux/arm64" })?.failure?.message).toBe(
    `night.json of 2026-11-24 has no answer about ${image} for linux/arm64.`,
  );
  expect(ask(recorded({}), { image: "quay.io/acme/else:1", platform: "linux/arm64" })?.failure?.message).toBe(
    "night.json of 2026-11-24 has no answer about quay.io/acme/else:1.",
  );
});

test("files of the repository are read there", async () => {
  const folder = await scratch();
  writeFileSync(join(folder, "tool.sif"), "no image");
  const answers = new RecordedAnswers(readRecording(checkJson(reportOf()), "night.json"), folder);
  const request = { image: "./tool.sif", platform: null, need: "config" } as const;
  expect(answers.answer(request)?.failure?.state).toBe("malformed");
  expect(answers.answer({ ...request, image: "./gone.sif" })).toBeUndefined();
});
