import { posix } from "node:path";
import { expect, test } from "vitest";
import type { ScanResult } from "../../../src/model.ts";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { plainValue } from "../../../src/scan/kit/build-definition.ts";
import { scanDevcontainer } from "../../../src/scan/neighbours/devcontainer.ts";
import { around, rows, treeOf } from "../in-memory.ts";

const scan = (lines: readonly string[]) =>
  scanDevcontainer(".devcontainer/devcontainer.json", lines.join("\n"), around());

const image = (name: string) => rows(scan([`{ "image": "${name}" }`]));
const platform = (args: string) => scan([`{ "image": "a:1", "runArgs": ${args} }`]).pulls[0]?.platform;

test("the image, among comments, tabs and trailing commas; features are not images", () => {
  const found = scan([
    '{ // a comment, with "image": "no/image:1"',
    ' "image": "mcr.microsoft.com/devcontainers/base:1", /* and',
    '"image": "nor/this:1" */',
    '\t"features": { "ghcr.io/devcontainers/features/node:1": {}, },',
    '\t"remoteEnv": { "X": "https://example.com//x" },',
    "}",
  ]);
  expect(rows(found)).toEqual(["2:12 mcr.microsoft.com/devcontainers/base:1 → mcr.microsoft.com/devcontainers/base:1"]);
  expect(found.problems).toEqual([]);
});

test("variables of the host", () => {
  expect(image("a:${localEnv:TAG:1}")).toEqual(["1:13 a:${localEnv:TAG:1} → a:1 (default)"]);
  expect(image("a:${localEnv:TAG}")).toEqual(["1:13 a:${localEnv:TAG} → environment (unresolved)"]);
  expect(image("a:${templateOption:variant}")).toEqual(["1:13 a:${templateOption:variant} → template (unresolved)"]);
});

test("the platform among the arguments of the run", () => {
  expect(platform('["--init", "--platform=linux/amd64"]')).toBe("linux/amd64");
  expect(platform('["--platform", "linux/arm64"]')).toBe("linux/arm64");
  expect(platform('["--platform", "linux/arm64", "--platform=linux/amd64"]')).toBe("linux/amd64");
  expect(platform('["-e", "--platform=linux/amd64", 5]')).toBe(null);
  expect(platform('["--init"]')).toBe(null);
});

test("a Dockerfile or Compose file has references of its own", () => {
  expect(
    scan(['{ "build": { "dockerfile": "Dockerfile", "args": { "X": "a:1" } }, "dockerComposeFile": "x.yml" }']).pulls,
  ).toEqual([]);
});

const build = (text: string, files: Readonly<Record<string, string>>): Promise<ScanResult> =>
  scanRepository(treeOf({ ".devcontainer/devcontainer.json": text, ...files }), defaultScanOptions);
const pulled = ({ pulls }: ScanResult): string[] =>
  pulls.map(({ image: name, unresolved, platform: asked, references }) =>
    [name ?? unresolved?.reason, asked, ...references.map(({ file, line }) => `${posix.basename(file)}:${line}`)]
      .filter((word) => word !== null)
      .join(" "),
  );

test("arguments and target of the build", async () => {
  const text =
    '{ "build": { "dockerfile": "../docker/dev.dockerfile", "args": { "VARIANT": "3.12" }, "target": "dev" } }';
  const found = await build(text, { "docker/dev.dockerfile": "ARG VARIANT\nFROM python:${VARIANT} AS dev\n" });
  expect(pulled(found)).toEqual(["python:3.12 devcontainer.json:1 dev.dockerfile:2"]);
  expect(found.problems).toEqual([]);
  expect(found.pulls[0]?.scenario?.arguments).toEqual(["--target", "dev", "--build-arg", "VARIANT=3.12"]);
});

test("options of the build come behind its arguments, as they do on the command line", async () => {
  const options = [
    "--build-arg=V=2",
    "--build-arg",
    "NAME",
    "--target",
    "one",
    "--target=two",
    "--build-context",
    "base=docker-image://alpine:3.20",
    "--build-context=src=./src",
    "--platform=linux/arm64,linux/amd64",
    "--network=host",
    "--build-arg",
  ];
  const written = { dockerFile: "Dockerfile", context: "..", build: { args: { V: "1" }, options } };
  const found = await build(JSON.stringify(written), {
    ".devcontainer/Dockerfile": "ARG V\nFROM a:1 AS one\nFROM base AS two\nCOPY --from=src / /\nCOPY --from=b:1 / /\n",
  });
  expect(pulled(found)).toEqual([
    "a:1 linux/arm64 Dockerfile:2",
    "a:1 linux/amd64 Dockerfile:2",
    "b:1 linux/arm64 Dockerfile:5",
    "b:1 linux/amd64 Dockerfile:5",
    "alpine:3.20 linux/arm64 devcontainer.json:1 Dockerfile:3",
    "alpine:3.20 linux/amd64 devcontainer.json:1 Dockerfile:3",
  ]);
});

function asked(args: string): string {
  return `{ "build": { "dockerfile": "\${localWorkspaceFolder}/x/Dockerfile", "options": ["--platform", "\${localEnv:P}"], "args": ${args} } }`;
}

test("a Dockerfile from the folder of the workspace, and what is not known of its arguments", async () => {
  const files = { "x/Dockerfile": "ARG V\nFROM a:$V\n" };
  expect(pulled(await build(asked('{ "V": "${localEnv:V}" }'), files))).toEqual([
    "environment devcontainer.json:1 Dockerfile:2",
  ]);
  const found = await build(asked('{ "V": 3.10, "W": null }'), files);
  expect(pulled(found)).toEqual(["a:3.1 devcontainer.json:1 Dockerfile:2"]);
});

test("images of its cache are none of the build's", async () => {
  const text = '{ "build": { "dockerfile": "Dockerfile", "cacheFrom": ["acme/cache:1"] } }';
  expect(pulled(await build(text, { ".devcontainer/Dockerfile": "FROM a:1\n" }))).toEqual(["a:1 Dockerfile:1"]);
});

// Measured with `devcontainer read-configuration` 0.89.0 in an empty environment, as were 2,000 generated ones.
test.each([
  ["${localEnv:NOPE:d}${env:NOPE:x}${localEnv:NOPE:}", "dx"],
  ["${localEnv:NOPE:a:b}-/", "a-/"],
  ["$${localEnv:N:1}", "$1"],
  ["a}${localEnv:NOPE:} ", "a} "],
  ["/L${localEnv:NOPE:${x}}", "/L${x}"],
  ["${localEnv:NOPE:${x}}}", "${x}}"],
])("the argument %s is %s", (written, value) => {
  const text = JSON.stringify({ build: { dockerfile: "Dockerfile", args: { V: written } } });
  const files = { ".devcontainer/devcontainer.json": text, ".devcontainer/Dockerfile": "FROM scratch" };
  const [found] = scanDevcontainer(".devcontainer/devcontainer.json", text, around(files)).builds ?? [];
  const given = found?.args.get("V");
  expect(given && plainValue(given)).toBe(value);
});
