import { describe, expect, test } from "vitest";
import { describeName } from "../../src/image/describe.ts";
import { readWrittenName } from "../../src/image/written.ts";

const hex = "0123456789abcdef".repeat(4);

describe("what a written name means", () => {
  test.each([
    ["alpine", { kind: "registry", scheme: null, canonical: "docker.io/library/alpine:latest" }],
    ["docker://quay.io/a/b:1", { kind: "registry", scheme: "docker", canonical: "quay.io/a/b:1" }],
    ["DOCKER://alpine", { kind: "registry", scheme: "docker" }],
    ["oras://community.wave.seqera.io/library/x:1--0a", { kind: "registry", scheme: "oras" }],
    ["oci:1", { kind: "registry", canonical: "docker.io/library/oci:1" }],
    ["https://depot.galaxyproject.org/singularity/a:1--0", { kind: "download", scheme: "https" }],
    [`https://x.org/v2/blobs/sha256/01/${hex}/data`, { kind: "download", sha256: hex }],
    [`https://x.org/v2/a/blobs/sha256:${hex}`, { kind: "download", sha256: hex }],
    ["library://sylabs/examples/lolcow:latest", { kind: "library", path: "sylabs/examples/lolcow", tag: "latest" }],
    ["library://my.host/a/b/c:1", { kind: "library", host: "my.host", path: "a/b/c", tag: "1" }],
    ["library:///a/b/c", { kind: "invalid" }],
    ["shub://", { kind: "invalid", error: expect.stringContaining("shub://USER/REPOSITORY:TAG") }],
    ["library://a/b/c/d/e", { kind: "invalid", error: expect.stringContaining("library://ENTITY") }],
    ["shub://user/repo", { kind: "library", scheme: "shub", path: "user/repo" }],
    ["/data/x.sif", { kind: "local", scheme: null, path: "/data/x.sif" }],
    ["./x.sif", { kind: "local" }],
    ["file:///data/x.sif", { kind: "local", scheme: "file", path: "/data/x.sif" }],
    ["file:x.sif", { kind: "local", scheme: "file", path: "x.sif" }],
    ["docker-daemon:alpine:3", { kind: "local", scheme: "docker-daemon", path: "alpine:3" }],
    ["oci:/layout:tag", { kind: "local", scheme: "oci" }],
    ["docker://Alpine", { kind: "invalid", position: 9 }],
    ["s3://bucket/key", { kind: "invalid", position: 0 }],
    ["https://", { kind: "invalid" }],
    ["https://host/a b", { kind: "invalid" }],
  ])("%s", (written, meaning) => {
    expect(readWrittenName(written)).toMatchObject(meaning);
  });
});

test("a description has the parts that a name has, and no others", () => {
  expect(describeName("docker://alpine:3.20")).toEqual({
    written: "docker://alpine:3.20",
    canonical: "docker.io/library/alpine:3.20",
    registry: "docker.io",
    repository: "library/alpine",
    tag: "3.20",
    pin: "version",
    pinReason: 'the tag has the version "3.20"',
  });
  expect(Object.keys(describeName("https://x.org/a.sif"))).toEqual(["written", "pin", "pinReason"]);
  expect(Object.keys(describeName("Alpine"))).toEqual(["written", "error"]);
});
