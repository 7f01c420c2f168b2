/** Images that are files: what each rule makes of what is known, and which have nothing to look at. */
import { describe, expect, test } from "vitest";
import type { Download, Inspection, Pull } from "../../../src/model.ts";
import { whyNotApplied } from "../../../src/policy/judge/applicability.ts";
import { indexInspections, knowledgeOf } from "../../../src/policy/judge/facts.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { wantedImage } from "../../../src/policy/judge/subjects.ts";
import { rules } from "../../../src/policy/rules/index.ts";
import { container, evidence, failed, inspection, now, policyOf, pull, scanOf } from "../make.ts";

const URL = "https://depot.galaxyproject.org/singularity/blat:472--h9b8f530_0";
const TOOL = "quay.io/acme/tool:1.0";
const SIF = "application/vnd.sylabs.sif.layer.v1.sif";
const HELM = "application/vnd.cncf.helm.config.v1+json";
const everything =
  "rules: { exists: error, architecture: { require: [linux/amd64] }, age: { at-most: 1y, unknown: deny }, size: { at-most: 1MB }, labels: { require: [a] }, user: { deny: [root] }, entrypoint: error, manifest-format: error, inspectable: error }";

const download = pull(URL, { engine: "singularity" });
const oras = pull(`oras://${TOOL}`, { engine: "singularity" });

async function said(yaml: string, one: Pull, known: readonly Inspection[], platform: string | null = null) {
  const { findings } = judge(await policyOf(yaml), scanOf([one]), known, { now, platform });
  return findings.map(({ rule, message, undecided }) => `${rule}${undecided === true ? "?" : ""}: ${message}`);
}

/** What a server of files answers. */
function fileOf(image: string, file: Download, differing: Partial<Inspection> = {}): Inspection {
  const platforms = file.sif?.architecture === undefined ? {} : { platforms: [file.sif.architecture] };
  return { request: { image, platform: null, need: "config" }, ...platforms, download: file, evidence, ...differing };
}

const good = { size: 1000, sif: { architecture: "linux/amd64", created: "2026-10-01T00:00:00Z" } };

describe("a download", () => {
  test("that is as it should be is not told of, whatever rules are on", async () => {
    expect(await said(everything, download, [fileOf(URL, good)])).toEqual([]);
    expect(await said("rules: { architecture: error }", download, [fileOf(URL, good)], "linux/amd64")).toEqual([]);
  });

  test("is judged by all that is known of it", async () => {
    const bad = { size: 2_000_000, sif: { architecture: "linux/arm64", created: "2020-01-01T00:00:00Z" } };
    expect(await said(everything, download, [fileOf(URL, bad)])).toEqual([
      `architecture: ${URL} is not offered for linux/amd64: it has linux/arm64 only`,
      `age: ${URL} is 6.9 years old; the policy allows 1 year`,
      `size: ${URL} is 1.91 MiB to pull; at most 976.6 KiB are allowed`,
    ]);
  });

  test("for another platform than the run's is said to be so", async () => {
    expect(await said("rules: { exists: error }", download, [fileOf(URL, good)], "linux/arm64")).toEqual([
      `architecture: ${URL} is not offered for linux/arm64: it has linux/amd64 only`,
    ]);
  });

  test("that is not there does not exist, and nothing more", async () => {
    const failure = { state: "not-found", message: "not there" } as const;
    const answer = { request: fileOf(URL, {}).request, failure, evidence: { ...evidence, host: "a.b", status: 404 } };
    expect(await said(everything, download, [answer])).toEqual([`exists: ${URL} does not exist (a.b 404)`]);
  });

  test("that says nothing of its architecture, date or size leaves those rules undecided", async () => {
    expect(await said(everything, download, [fileOf(URL, { sif: {} })])).toEqual([
      `inspectable?: ${URL} could not be judged: the answer says nothing of architecture, size`,
      `age: ${URL} does not say when it was built`,
    ]);
    const old = { size: 10, squashfs: { created: "2026-01-01T00:00:00Z" } };
    expect(await said(everything, download, [fileOf(URL, old)])).toEqual([
      `inspectable?: ${URL} could not be judged: the answer says nothing of architecture`,
    ]);
  });

  test.each(["malformed", "unreachable", "absent-or-private"] as const)(
    "of which nothing is known (%s) is undecided",
    async (state) => {
      expect(await said(everything, download, [failed(URL, state)])).toEqual([
        `inspectable?: ${URL} could not be inspected: it failed`,
      ]);
    },
  );

  test("of an old format is there, and that is all that is known", async () => {
    expect(await said("rules: { exists: error }", download, [failed(URL, "unsupported")])).toEqual([]);
    expect(await said(everything, download, [failed(URL, "unsupported")])).toHaveLength(1);
  });
});

describe("an artifact", () => {
  const chart = inspection(TOOL, { artifact: HELM, answer: container({}, { layers: [5_000_000] }) });

  test("that is a SIF is judged by its header where oras:// asks for it", async () => {
    const answer = fileOf(TOOL, good, { artifact: SIF, answer: container() });
    expect(await said(everything, oras, [answer])).toEqual([]);
  });

  test("that is a SIF is no image for whoever asks for one", async () => {
    const answer = fileOf(TOOL, good, {
      artifact: SIF,
      answer: container(),
      request: { image: TOOL, platform: "linux/amd64", need: "config" },
    });
    expect(await said("rules: { manifest-format: error, user: { deny: [root] } }", pull(TOOL), [answer])).toEqual([
      `manifest-format: ${TOOL} is a SIF, which is fetched by oras:// only`,
    ]);
  });

  test("has neither user nor labels, and its layers have a size", async () => {
    expect(await said(everything.replace("manifest-format: error, ", ""), pull(TOOL), [chart])).toEqual([
      `inspectable?: ${TOOL} could not be judged: the answer says nothing of architecture, age`,
      `size: ${TOOL} is 4.77 MiB to pull; at most 976.6 KiB are allowed`,
    ]);
  });

  test.each([
    ["a Helm chart", chart, `${TOOL} is no container image but an artifact (${HELM})`],
    [
      "what has a type of its own",
      failed(TOOL, "unsupported", `${TOOL} has the media type text/x, which is not a container image.`),
      `${TOOL} is no container image but an artifact (of a type that engines do not know)`,
    ],
  ])("%s is refused by its format", async (_, answer, message) => {
    for (const one of [pull(TOOL), oras]) {
      expect(await said("rules: { manifest-format: error }", one, [answer])).toEqual([`manifest-format: ${message}`]);
    }
  });

  test("of which no more is known than its manifest is there all the same", async () => {
    const failure = { state: "absent-or-private", message: "no" } as const;
    const answer = inspection(TOOL, { artifact: SIF, answer: container(), failure });
    expect(await said("rules: { exists: error, size: { at-most: 1MB } }", oras, [answer])).toEqual([]);
    const gone = inspection(TOOL, { artifact: SIF, answer: container(), failure: { ...failure, state: "not-found" } });
    expect(await said("rules: { exists: error }", oras, [gone])).toEqual([expect.stringContaining("does not exist")]);
  });

  test("without any answer of its own has no size", async () => {
    const [word] = await said("rules: { size: { at-most: 1MB } }", pull(TOOL), [inspection(TOOL, { artifact: HELM })]);
    expect(word).toBe(`inspectable?: ${TOOL} could not be judged: the answer says nothing of size`);
  });
});

test("a container image is not fetched by oras://", async () => {
  const answer = inspection(TOOL, { answer: container() });
  expect(await said("rules: { manifest-format: error }", oras, [answer])).toEqual([
    `manifest-format: ${TOOL} is a container image, and oras:// fetches none`,
  ]);
});

/** The rules that do not apply to an image. */
const without = (one: Pull, known: readonly Inspection[] = []): string[] => {
  const image = wantedImage(one, { platform: null, now });
  const questions = [{ platform: null, need: "config" }] as const;
  const subject = {
    ...image,
    ...knowledgeOf(image, questions, indexInspections(known)),
    samePlace: [one],
    at: () => [one],
    ofProcess: [one],
    declared: [],
  };
  return rules.filter((rule) => whyNotApplied(rule, subject) !== undefined).map(({ id }) => id);
};

describe("what does not apply", () => {
  test.each([
    ["a container image", pull(TOOL), []],
    ["a SIF in a registry", oras, ["labels", "base", "user", "entrypoint"]],
    ["a download", download, ["labels", "base", "user", "entrypoint", "manifest-format"]],
    ["an image of a library", pull("library://a/b/c:1"), ["labels", "base", "user", "entrypoint", "manifest-format"]],
    ["a path", pull("/data/x.sif"), ["labels", "base", "user", "entrypoint", "manifest-format"]],
  ])("to %s is known by its name", (_, one, expected) => {
    expect(without(one)).toEqual(expected);
  });

  test("to an artifact is known by the answer", () => {
    expect(without(pull(TOOL), [inspection(TOOL, { artifact: HELM })])).toEqual([
      "labels",
      "base",
      "user",
      "entrypoint",
    ]);
  });
});
