import { expect, test } from "vitest";
import { scanBake } from "../../src/scan/bake.ts";
import { rows } from "./in-memory.ts";

const scan = (lines: readonly string[]) => scanBake("docker-bake.hcl", lines.join("\n"));

test("contexts that are images, variables in them", () => {
  const found = scan([
    'variable "TAG" { default = "3.20" }',
    'variable "REG" {',
    '  default = "ghcr.io/acme" # comment',
    "}",
    'variable "OPEN" {}',
    'group "default" { targets = ["a"] }',
    'target "a" {',
    '  platforms = ["linux/arm64"]',
    "  contexts = {",
    '    base = "docker-image://${REG}/base:${TAG}"',
    '    "x" : "docker-image://x:1", y = "docker-image://y:${OPEN}"',
    '    src = "target:b"',
    '    fn = "docker-image://z:${lower(TAG)}"',
    '    cond = TAG == "1" ? "docker-image://no:1" : "no"',
    "  }",
    '  tags = ["docker-image://not/this:1"]',
    "}",
  ]);
  expect(rows(found)).toEqual([
    "1:29 3.20 → ghcr.io/acme/base:3.20 (default)",
    "11:27 x:1 → x:1",
    "11:53 y:${OPEN} → environment (unresolved)",
    "13:26 z:${lower(TAG)} → expression (unresolved)",
  ]);
  expect(found.pulls[0]).toMatchObject({ engine: "buildkit", platform: "linux/arm64" });
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["3.20", "${REG}/base:${TAG}", "ghcr.io/acme"]);
});

test("a matrix builds each of its values", () => {
  const found = scan([
    'target "a" {',
    '  matrix = { v = ["1", "2"] }',
    '  name = "a-${v}"',
    '  contexts = { base = "docker-image://a:${v}" }',
    "}",
  ]);
  expect(found.pulls.map(({ image, confidence }) => [image, confidence])).toEqual([
    ["a:1", "exact"],
    ["a:2", "exact"],
  ]);
});

test("scanners of attestations, as text and as an object", () => {
  const found = scan([
    'target "a" {',
    '  attest = ["type=sbom", "type=provenance", { type = "sbom", generator = "acme/scan:1" }]',
    "}",
    'target "b" { attest = ["type=sbom,disabled=true"] }',
  ]);
  expect(rows(found)).toEqual([
    "2:14 type=sbom → docker/buildkit-syft-scanner:stable-1",
    "2:75 acme/scan:1 → acme/scan:1",
  ]);
});

test("an inline Dockerfile, with interpolations of bake and of its own", () => {
  const found = scan([
    'variable "BASE" { default = "debian:12" }',
    'target "a" {',
    '  args = { V = "9" }',
    "  dockerfile-inline = <<EOT",
    "ARG V",
    "FROM alpine:$${V} AS one",
    "FROM ${BASE}",
    "COPY --from=one / /",
    "EOT",
    "}",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["alpine:9", "debian:12"]);
  expect(found.references.map(({ line, column, text }) => `${line}:${column} ${text}`)).toEqual(
    expect.arrayContaining(["6:6 alpine:$${V}", "7:6 ${BASE}"]),
  );
});

test("the JSON form", () => {
  const json =
    '{"variable":{"T":{"default":"5"}},"target":{"j":{"contexts":{"a":"docker-image://j:${T}"},"attest":["type=sbom"]}}}';
  const found = scanBake("docker-bake.json", json);
  expect(rows(found)).toEqual(["1:30 5 → j:5 (default)", "1:102 type=sbom → docker/buildkit-syft-scanner:stable-1"]);
});

test("text that is not HCL is stepped over", () => {
  const found = scan([
    '}}} = = "x" [',
    'target "a" { contexts = { b = "docker-image://b:1" } }',
    'target "c" { contexts = {',
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["b:1"]);
});
