import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalOf } from "../../src/image/name.ts";
import { compilePattern } from "../../src/image/pattern.ts";

const matches = (pattern: string, name: string): boolean => {
  const compiled = compilePattern(pattern);
  if ("error" in compiled) throw new Error(compiled.error);
  return compiled.matches(name);
};
const digest = `sha256:${"a".repeat(64)}`;

describe("covered", () => {
  test.each([
    ["quay.io", "quay.io/a/b/c:1"],
    ["quay.io/biocontainers/*", "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0"],
    ["quay.io/biocontainers/*", "QUAY.IO/biocontainers/fastqc:1"],
    ["quay.io/biocontainers/*", "quay.io:443/biocontainers/fastqc:1"],
    ["quay.io/biocontainers/*", "quay.io:0443/biocontainers/fastqc:1"],
    ["quay.io/biocontainers/fast?c", "quay.io/biocontainers/fastqc:1"],
    ["ghcr.io/acme/**", "ghcr.io/acme/a/b/c:1"],
    ["ghcr.io/**/tool", "ghcr.io/a/b/tool:1"],
    ["ghcr.io/**/tool", "ghcr.io/tool:1"],
    ["*.example.com/**", "eu.example.com/x/y:1"],
    ["docker.io", "alpine"],
    ["docker.io", "index.docker.io/library/alpine"],
    ["docker.io", "registry-1.docker.io/library/alpine"],
    ["docker.io/library/alpine", "registry.hub.docker.com/library/alpine:3"],
    ["index.docker.io/**", "docker.io/acme/x:1"],
    ["docker.io/*", "alpine:3"],
    ["alpine", "docker.io/library/alpine:3"],
    ["alpine:3.*", "alpine:3.20"],
    ["acme/*", "docker.io/acme/x:1"],
    ["localhost:5000", "localhost:5000/x:1"],
    ["localhost:5000/*", "localhost:5000/x:1"],
    ["[::1]:5000/**", "[::1]:5000/x/y:1"],
    ["**", "quay.io/a/b"],
    ["*", "library://a/b/c:1"],
    ["**:latest", "alpine"],
    ["**:5000", "quay.io/acme/x:5000"],
    ["docker.io/nfcore/legacy:*", "nfcore/legacy:1.0"],
    ["docker.io/nfcore/legacy:*", `nfcore/legacy@${digest}`],
    ["ghcr.io/acme/*@*", `ghcr.io/acme/x@${digest}`],
    ["ghcr.io/acme/*@sha256:*", `ghcr.io/acme/x:1@${digest}`],
    ["docker://quay.io/**", "quay.io/a/b"],
    [
      "https://depot.galaxyproject.org/singularity/*",
      "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0",
    ],
    ["depot.galaxyproject.org", "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0"],
    [
      "depot.galaxyproject.org/singularity/fastqc:0.12.*",
      "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0",
    ],
    ["https://depot.galaxyproject.org", "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0"],
    ["library://sylabs/**", "library://sylabs/examples/lolcow:1"],
    ["library://sylabs/**:latest", "library://sylabs/examples/lolcow"],
    ["library://cloud.sylabs.io/**", "library://Cloud.Sylabs.io/sylabs/examples/lolcow:1"],
    // Docker Hub's other hosts are asked for the name as it stands, yet it is the same Hub.
    ["docker.io/library/*", "registry-1.docker.io/alpine"],
    ["**/biocontainers/*", "quay.io/biocontainers/fastqc:1"],
    ["**/biocontainers/*", "biocontainers/fastqc:1"],
    ["**/biocontainers/*", "https://mirror.example/a/biocontainers/fastqc:1"],
  ])("%s covers %s", (pattern, name) => {
    expect(matches(pattern, name)).toBe(true);
  });
});

describe("not covered", () => {
  test.each([
    ["quay.io", "quay.io.evil.example/a"],
    ["quay.io", "evil-quay.io/a"],
    ["quay.io/biocontainers/*", "quay.io.evil.example/biocontainers/x"],
    ["quay.io/biocontainers/*", "quay.io/biocontainers/a/b"],
    ["quay.io/biocontainers/*", "quay.io/biocontainersx/a"],
    ["quay.io/biocontainers/*", "quay.io/biocontainers:1"],
    ["quay.io/biocontainers/*", "docker.io/quay.io/biocontainers"],
    ["quay.io/biocontainers/*", "https://quay.io@evil.example/biocontainers/x"],
    ["quay.io/biocontainers/*", "https://quay.io/biocontainers/../evil"],
    ["quay.io/biocontainers/*", "https://quay.io/biocontainers/..%2Fevil"],
    ["quay.io/biocontainers/*", "https://quay.io/biocontainers/%2e%2e/evil/x"],
    ["quay.io/biocontainers/*", "https://quay.io\\@evil.example/biocontainers/x"],
    ["ghcr.io/acme/**", "ghcr.io/acme:1"],
    ["ghcr.io/acme/**", "ghcr.io/acme-evil/x"],
    ["docker.io", "docker.io.evil.example/x"],
    ["docker.io", "quay.io/docker.io/x"],
    ["*.example.com/**", "example.com/x"],
    ["*.example.com/**", "a.example.com.evil.org/x"],
    ["alpine", "acme/alpine"],
    ["alpine", "alpinex"],
    ["localhost:5000", "localhost/x"],
    ["localhost:5000/*", "localhost:50001/x"],
    ["ghcr.io/acme/x:1.*", "ghcr.io/acme/x:11"],
    ["ghcr.io/acme/x:1.*", `ghcr.io/acme/x@${digest}`],
    ["ghcr.io/acme/*@*", "ghcr.io/acme/x:1"],
    ["https://quay.io/**", "quay.io/a/b"],
    ["https://**", "quay.io/a/b"],
    ["docker://quay.io/**", "https://quay.io/a/b"],
    ["**/biocontainers/*", "quay.io/biocontainers/a/b:1"],
    ["library://sylabs/**", "library://cloud.sylabs.io/sylabs/examples/lolcow:1"],
    ["**", "/data/x.sif"],
    ["**", "Not a name"],
  ])("%s does not cover %s", (pattern, name) => {
    expect(matches(pattern, name)).toBe(false);
  });
});

test.each([
  ["", "empty"],
  ["quay.io/", "write ** there"],
  ["quay.io//x", "exactly one slash"],
  ["quay.io/a**", "stands alone"],
  ["quay.io/a b", '" "'],
  ["quay.io/{a,b}", '"{"'],
  ["quay.io/a:1/b", "colon is for the tag"],
  ["quay.io/a:", "write * for any"],
  ["quay.io/a:1+2", '"1+2" cannot be a tag'],
  ["quay.io/a@", "write * for any"],
  ["quay.io/a@SHA256:*", "write sha256:* for any"],
  ["quay.io/a@x@y", "second"],
  ["s3://bucket/**", '"s3://" is not known'],
  ["docker://ghcr.io/Acme/*", 'write "acme"'],
])("the pattern %j is an error", (pattern, part) => {
  expect(compilePattern(pattern)).toEqual({ error: expect.stringContaining(part) });
});

test("a name is covered by itself, its registry and every prefix of its path, and by no other registry", () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const host = fc.oneof(
    word.map((name) => `${name}.example`),
    word.map((name) => `${name}:5000`),
  );
  fc.assert(
    fc.property(host, fc.array(word, { minLength: 1, maxLength: 4 }), host, (registry, path, other) => {
      const name = canonicalOf(`${registry}/${path.join("/")}`) ?? "";
      expect(matches(name.replace(/:latest$/, ""), name)).toBe(true);
      expect(matches(`${registry}/**`, name)).toBe(true);
      expect(matches(`${[registry, ...path.slice(0, -1)].join("/")}/*`, name)).toBe(true);
      expect(matches(`${other}/**`, name)).toBe(other === registry);
    }),
  );
});

test("hostile patterns come to an end", () => {
  expect(matches(`quay.io/${"*a".repeat(2000)}`, `quay.io/${"a".repeat(250)}`)).toBe(false);
  expect(matches(`quay.io/${"**/".repeat(2000)}x`, `quay.io/${"a/".repeat(120)}a`)).toBe(false);
});

describe("a pattern of no more than another one's images", () => {
  test.each([
    ["quay.io/acme/x", "quay.io/acme/x:1", true],
    ["quay.io/acme/x:1.*", "quay.io/acme/x:1.2", true],
    ["quay.io/acme/x:1.*", "quay.io/acme/x:1.2*", true],
    ["quay.io/acme/x:1.*", "quay.io/acme/x:2.1", false],
    ["quay.io/acme/x:1.*", "quay.io/acme/x:*", false],
    ["quay.io/acme/x:1.*", "quay.io/acme/x", false],
    ["quay.io/acme/x@*", `quay.io/acme/x@${digest}`, true],
    [`quay.io/acme/x@${digest}`, "quay.io/acme/x@*", false],
    ["quay.io/acme/x@*", "quay.io/acme/x", false],
  ])("%s and %s: %s", (outer, inner, isCovered) => {
    const pattern = compilePattern(outer);
    expect("error" in pattern ? pattern.error : pattern.covers(inner)).toBe(isCovered);
  });
});
