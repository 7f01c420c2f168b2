import { expect, test } from "vitest";
import { scanDevcontainer } from "../../../src/scan/neighbours/devcontainer.ts";
import { around, rows } from "../in-memory.ts";

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
