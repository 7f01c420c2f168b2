/** `check` of pipelines whose images are files: against servers of files and registries, through either inspector. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { type FileServer, imageFile, ranged, startFiles, status, whole } from "../support/files.ts";
import { artifact } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

let folder: string;
let files: FileServer;
let registry: Registry;
let wave: Wave;

const sif = (name: string) =>
  artifact({
    configType: "application/vnd.sylabs.sif.config.v1+json",
    layerType: "application/vnd.sylabs.sif.layer.v1.sif",
    content: imageFile(name),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wave-inspect-downloads-"));
  const page = Buffer.from("<!DOCTYPE html><title>Sign in</title>".repeat(20));
  files = await startFiles({
    "/singularity/good:1.0--h1_0": ranged(imageFile("amd64")),
    "/singularity/plain:1.0--h1_0": whole(imageFile("amd64")),
    "/singularity/moved:1.0--h1_0": status(302, { location: "/singularity/good:1.0--h1_0" }),
    "/singularity/arm:1.0--h1_0": ranged(imageFile("arm64")),
    "/singularity/page:1.0--h1_0": whole(page, { "content-type": "text/html" }),
    "/singularity/cut:1.0--h1_0": ranged(imageFile("amd64").subarray(0, 57)),
  });
  registry = await startRegistry({});
  registry.push("acme/sif", "1.0", sif("amd64"));
  registry.push("acme/arm", "1.0", sif("arm64"));
  registry.push("acme/chart", "1.0", artifact({ configType: "application/vnd.cncf.helm.config.v1+json" }));
  wave = await startWave({ registries: { [registry.host]: registry.url } });
});

afterAll(async () => {
  await Promise.all([files.close(), registry.close(), wave.close()]);
  rmSync(folder, { recursive: true });
});

const processOf = (name: string, image: string): string =>
  `process ${name} {\n  container '${image}'\n  script: 'true'\n}\n`;

function repository(images: readonly string[], policy: string): string {
  const root = mkdtempSync(join(folder, "repository-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const names = images.map((_, index) => `P${index}`);
  write(
    "main.nf",
    `${images.map((image, index) => processOf(`P${index}`, image)).join("")}workflow { ${names.map((name) => `${name}()`).join("; ")} }\n`,
  );
  write("nextflow.config", "singularity.enabled = true\n");
  write("policy.yml", `version: 1\n${policy}`);
  return root;
}

interface Checked {
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly undecided?: boolean }[];
  readonly coverage: object;
  readonly inspections: readonly { readonly image: string; readonly download?: object }[];
}

async function check(inspector: string, images: readonly string[], policy: string) {
  const before = files.requests.length;
  const root = repository(images, policy);
  const { out, err } = await cli([
    "check",
    root,
    "--policy",
    join(root, "policy.yml"),
    "--format",
    "json",
    "--inspector",
    inspector,
    "--wave-endpoint",
    wave.endpoint,
    "--insecure-registry",
    files.host,
    "--insecure-registry",
    registry.host,
  ]);
  expect(err).toBe("");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields are what is tested
  const report = JSON.parse(out) as Checked;
  const plain = (text: string): string =>
    text.replaceAll(`${files.origin}/singularity/`, "").replaceAll(files.host, "HOST").replaceAll(registry.host, "REG");
  const said = report.findings.map(
    ({ rule, message, undecided }) => `${rule}${undecided === true ? "?" : ""}: ${plain(message)}`,
  );
  return { report, said, requests: files.requests.slice(before) };
}

const policy =
  "rules: { exists: error, architecture: { require: [linux/amd64] }, age: { at-most: 50y }, size: { at-most: 1GB }, user: { deny: [root] }, labels: { require: [a] }, inspectable: error }\n";
const at = (name: string): string => `${files.origin}/singularity/${name}:1.0--h1_0`;

describe.each(["registry", "wave"])("through %s", (inspector) => {
  test("files that are there, however they are served, are not told of, each for one request", async () => {
    const images = [at("good"), at("plain"), at("good")];
    const { said, report, requests } = await check(inspector, images, policy);
    expect(said).toEqual([]);
    expect(report.verdict).toBe("pass");
    const why = "a SIF has no configuration of a container image";
    expect(report.coverage).toMatchObject({
      images: 2,
      judged: 2,
      downloads: 2,
      notApplied: [{ rules: ["labels", "user"], images: 2, why }],
    });
    expect(requests.toSorted()).toEqual(["GET /singularity/good:1.0--h1_0", "GET /singularity/plain:1.0--h1_0"]);
    const download = { size: 36864, sif: { architecture: "linux/amd64", created: "2024-03-05T06:07:08Z" } };
    expect(report.inspections.map((inspection) => [inspection.image, inspection.download])).toEqual([
      [at("good"), download],
      [at("plain"), download],
    ]);
  });

  test("a redirect is followed", async () => {
    const { said, requests } = await check(inspector, [at("moved")], policy);
    expect(said).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  test.each([
    ["what is not there", "NO-SUCH-TOOL", "exists: NO-SUCH-TOOL:1.0--h1_0 does not exist (HOST 404)"],
    [
      "what is for another platform",
      "arm",
      "architecture: arm:1.0--h1_0 is not offered for linux/amd64: it has linux/arm64 only",
    ],
    [
      "a web page in its place",
      "page",
      "inspectable?: page:1.0--h1_0 could not be inspected: page:1.0--h1_0 is not an image that can be run: HOST sent a web page (text/html) where a SIF begins with its header",
    ],
    [
      "a header that is cut off",
      "cut",
      "inspectable?: cut:1.0--h1_0 could not be inspected: cut:1.0--h1_0 is not an image that can be run: HOST sent something else (of no stated type), 57 bytes of it where a SIF begins with its header",
    ],
  ])("%s is told of, once", async (_, name, word) => {
    const { said, requests } = await check(inspector, [at(name), at("good")], policy);
    expect(said).toEqual([word]);
    expect(requests).toHaveLength(2);
  });

  test("a SIF in a registry is judged by its header, and has neither user nor labels", async () => {
    const images = [`oras://${registry.host}/acme/sif:1.0`, `oras://${registry.host}/acme/arm:1.0`];
    const { said } = await check(inspector, images, policy);
    expect(said).toEqual(["architecture: REG/acme/arm:1.0 is not offered for linux/amd64: it has linux/arm64 only"]);
  });

  test("a Helm chart is no container image, and a SIF is none for docker://", async () => {
    const images = [`docker://${registry.host}/acme/chart:1.0`, `docker://${registry.host}/acme/sif:1.0`];
    const { said } = await check(inspector, images, "rules: { manifest-format: error }\n");
    expect(said).toEqual([
      "manifest-format: REG/acme/chart:1.0 is no container image but an artifact (application/vnd.cncf.helm.config.v1+json)",
      "manifest-format: REG/acme/sif:1.0 is a SIF, which is fetched by oras:// only",
    ]);
  });
});

test("nobody is asked where the inspector is none", async () => {
  const { requests, report } = await check("none", [at("NO-SUCH-TOOL")], policy);
  expect(requests).toEqual([]);
  expect(report.inspections).toEqual([]);
  expect(report.coverage).toMatchObject({ judged: 0, notJudged: [{ reason: "not-asked", images: 1 }] });
});
