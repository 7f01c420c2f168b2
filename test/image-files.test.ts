/** Images that are files of the checked repository. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspectFiles } from "../src/image-files.ts";
import { arrayOf, objectOf, parseJson } from "./support/json.ts";
import { cli } from "./support/cli.ts";
import { imageFile } from "./support/files.ts";

let root: string;
const created = "2024-03-05T06:07:08Z";
const starter = Buffer.concat([Buffer.from("#!/usr/bin/env run-singularity\n"), Buffer.alloc(5000)]);
const pointer =
  "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32\nsize 12345\n";

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "wave-inspect-files-")));
  mkdirSync(join(root, "images"));
  const files = {
    "amd64.sif": imageFile("amd64"),
    "unknown.sif": imageFile("unknown"),
    "old.img": imageFile("squashfs"),
    "cut.sif": imageFile("amd64").subarray(0, 5000),
    "ext3.img": starter,
    "lfs.sif": pointer,
    "text.sif": "hello\n",
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, "images", name), content);
  symlinkSync("/etc/hostname", join(root, "images/out.sif"));
});
afterAll(() => rmSync(root, { recursive: true }));

const inspect = (name: string) =>
  inspectFiles(root, [{ image: name, platform: null, need: "config" }], new Date("2026-11-24T12:00:00Z"));

describe("a file", () => {
  test.each([
    [
      "amd64.sif",
      { platforms: ["linux/amd64"], download: { size: 36864, sif: { architecture: "linux/amd64", created } } },
    ],
    ["unknown.sif", { download: { size: 32176, sif: { created } } }],
    ["old.img", { download: { size: 4096, squashfs: { created } } }],
    [
      "cut.sif",
      {
        failure: {
          state: "malformed",
          message: "images/cut.sif is cut off: it has 5000 bytes, and by its header at least 36864.",
        },
      },
    ],
    ["ext3.img", { failure: { state: "unsupported", message: expect.stringContaining("a format before SIF") } }],
    ["lfs.sif", { failure: { state: "unsupported", message: expect.stringContaining("a pointer of Git LFS") } }],
    ["text.sif", { failure: { state: "malformed", message: expect.stringContaining("does not begin as a SIF does") } }],
  ])("%s tells by its first bytes what it is", (name, known) => {
    expect(inspect(`./images/${name}`)).toEqual([
      {
        request: { image: `./images/${name}`, platform: null, need: "config" },
        ...known,
        evidence: { via: "file", host: "", verified: false, requests: 0, observedAt: "2026-11-24T12:00:00.000Z" },
      },
    ]);
  });

  test("is found where the repository stands behind a link", () => {
    const link = `${root}-link`;
    symlinkSync(root, link);
    try {
      const request = { image: "./images/amd64.sif", platform: null, need: "config" } as const;
      expect(inspectFiles(link, [request], new Date())).toHaveLength(1);
    } finally {
      rmSync(link);
    }
  });

  test.each(["./images/none.sif", "./images/out.sif", "./images", "./../etc/hostname", "quay.io/a/b:1"])(
    "%s is not read",
    (name) => {
      expect(inspect(name)).toEqual([]);
    },
  );
});

test("a pipeline that names its own files has them judged, without any inspector", async () => {
  const names = [
    "images/amd64.sif",
    "${projectDir}/images/amd64.sif",
    "${projectDir}/images/cut.sif",
    "/data/x.sif",
    "${projectDir}/images/no.sif",
  ];
  const process = names.map((name, index) => `process P${index} {\n  container "${name}"\n  script:\n  'true'\n}\n`);
  writeFileSync(
    join(root, "main.nf"),
    `${process.join("")}workflow {\n${names.map((_, index) => `  P${index}()\n`).join("")}}\n`,
  );
  writeFileSync(join(root, "nextflow.config"), "singularity.enabled = true\n");
  const policy = join(root, "policy.yml");
  writeFileSync(policy, "version: 1\nrules: { exists: error, architecture: { require: [linux/arm64] } }\n");
  const { out, err } = await cli(["check", root, "--policy", policy, "--inspector", "none", "--format", "json"]);
  expect(err).toBe("");
  const report = objectOf(parseJson(out));
  const said = arrayOf(report["findings"])
    .map(objectOf)
    .map(({ rule, message }) => `${String(rule)}: ${String(message)}`);
  expect(said).toEqual([
    "architecture: ${launchDir}/./images/amd64.sif is not offered for linux/arm64: it has linux/amd64 only",
    "architecture: ${projectDir}/images/amd64.sif is not offered for linux/arm64: it has linux/amd64 only",
    "inspectable: ${projectDir}/images/cut.sif could not be inspected: images/cut.sif is cut off: it has 5000 bytes, and by its header at least 36864",
  ]);
  expect(
    arrayOf(report["pulls"])
      .map(objectOf)
      .map(({ file }) => file),
  ).toEqual(["images/amd64.sif", "images/amd64.sif", "images/cut.sif", undefined, undefined]);
  expect(
    arrayOf(report["inspections"])
      .map(objectOf)
      .map(({ image }) => image),
  ).toEqual(["./images/amd64.sif", "./images/cut.sif"]);
  expect(report["coverage"]).toMatchObject({
    images: 5,
    judged: 2,
    notJudged: expect.arrayContaining([
      expect.objectContaining({ reason: "not-here", names: ["/data/x.sif", "${projectDir}/images/no.sif"] }),
      expect.objectContaining({ reason: "no-answer", state: "malformed" }),
    ]),
  });
});
