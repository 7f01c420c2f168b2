import { describe, expect, test } from "vitest";
import {
  cacheFileName,
  imageFor,
  registryName,
  type ContainerEngine,
  type EngineSettings,
} from "../../../../src/scan/nextflow/naming/engine.ts";

const files = {
  launchDir: "/run",
  exists: (path: string) => path === "images/x.sif",
  pathOf: () => undefined,
  existsIn: (directory: string, file: string) => directory === "/store" && file === "o-kept-1.img",
};

function name(engine: ContainerEngine, image: string, settings: Partial<EngineSettings> = {}): string {
  const all = { engine, registry: "", registryOverride: false, runsOci: false, stores: [], ...settings };
  return imageFor(image, all, files);
}

describe("docker and its kin", () => {
  test.each([
    ["ubuntu:22.04", "", "ubuntu:22.04"],
    ["biocontainers/bwa:1", "quay.io", "quay.io/biocontainers/bwa:1"],
    ["biocontainers/bwa:1", "quay.io/", "quay.io/biocontainers/bwa:1"],
    ["localhost/foo:1", "quay.io", "quay.io/localhost/foo:1"],
    ["localhost:5000/foo:1", "quay.io", "localhost:5000/foo:1"],
    ["my.user/a", "quay.io", "my.user/a"],
    ["o/x:1", "https://m.io", "https://m.io/o/x:1"],
    ["docker://org/x:1", "m.io", "docker://org/x:1"],
  ])("%s with the registry %j is %s", (image, registry, expected) => {
    expect(name("docker", image, { registry })).toBe(expected);
    expect(name("podman", image, { registry })).toBe(expected);
  });

  test.each([
    ["quay.io/a/b:1", "m.io/x", "m.io/x/a/b:1"],
    ["org/a:1", "m.io", "m.io/org/a:1"],
    ["oras://quay.io/a/b:1", "bar.io", "oras://bar.io/a/b:1"],
    ["my.user/a", "m.io", "m.io/a"],
    ["docker://x:1", "m.io", "docker://m.io/x:1"],
    ["docker://x", "m.io", "docker://m.io/x"],
  ])("registryOverride makes %s with %s to %s", (image, registry, expected) => {
    expect(name("docker", image, { registry, registryOverride: true })).toBe(expected);
  });

  test("sarus has no registry", () => {
    expect(name("sarus", "o/x:1", { registry: "m.io" })).toBe("o/x:1");
  });
});

describe("singularity and apptainer", () => {
  test.each([
    ["org/x:1", "docker://org/x:1"],
    ["/data/x.sif", "/data/x.sif"],
    ["file:///data/x.sif", "/data/x.sif"],
    ["file://x.sif", "/run/./x.sif"],
    ["images/x.sif", "/run/./images/x.sif"],
    ["images/y.sif", "docker://images/y.sif"],
    ["./y.sif", "docker://./y.sif"],
    ["file:/x.sif", "docker://file:/x.sif"],
    ["HTTPS://h.org/x", "HTTPS://h.org/x"],
    ["library://o/c/x:1", "library://o/c/x:1"],
  ])("%s is %s", (image, expected) => {
    expect(name("singularity", image)).toBe(expected);
    expect(name("apptainer", image)).toBe(expected);
  });

  test("the registry goes to names without a scheme only", () => {
    expect(name("singularity", "o/x:1", { registry: "m.io" })).toBe("docker://m.io/o/x:1");
    expect(name("singularity", "docker://o/x:1", { registry: "m.io" })).toBe("docker://o/x:1");
    expect(name("singularity", "./x.sif", { registry: "m.io" })).toBe("docker://./x.sif");
  });

  test("a file that is kept already is used, unless the image is run as it is", () => {
    expect(name("singularity", "o/kept:1", { stores: ["/store"] })).toBe("/store/o-kept-1.img");
    expect(name("singularity", "o/kept:1", { stores: ["/store"], runsOci: true })).toBe("docker://o/kept:1");
  });

  test.each([
    ["https://depot.galaxyproject.org/singularity/a:1--h", "depot.galaxyproject.org-singularity-a-1--h.img"],
    ["oras://h.io/o/x.sif", "h.io-o-x.sif"],
    ["library://a/b.sif:1", "a-b-1.sif"],
    ["https://h.org/s.img", "h.org-s.img.img"],
  ])("%s is kept as %s", (image, file) => {
    expect(cacheFileName(image)).toBe(file);
  });
});

test.each([
  ["docker://org/x", "", "org/x:latest"],
  ["docker://org/x:1", "quay.io", "quay.io/org/x:1"],
  ["h:5000/x", "", "h:5000/x"],
  ["/data/x", "quay.io", "/data/x"],
])("charliecloud: %s with %j is %s", (image, registry, expected) => {
  expect(name("charliecloud", image, { registry })).toBe(expected);
});

test.each([
  ["x", "docker:x:latest"],
  ["docker:x", "docker:x:latest"],
  ["quay.io/a/b:1", "docker:quay.io/a/b:1"],
  ["localhost:5000/a:1", "localhost:5000/a:1"],
  ["a@sha256:0", "docker:a@sha256:0"],
])("shifter: %s is %s", (image, expected) => {
  expect(name("shifter", image, { registry: "m.io" })).toBe(expected);
});

test.each([
  ["docker", "quay.io/a/b:1", "quay.io/a/b:1"],
  ["docker", "https://h.org/x.img", undefined],
  ["singularity", "docker://a/b:1", "a/b:1"],
  ["singularity", "oras://h.io/a/b:1", "h.io/a/b:1"],
  ["singularity", "https://h.org/x.img", undefined],
  ["apptainer", "library://o/c/x:1", undefined],
  ["singularity", "/data/x.sif", undefined],
  ["shifter", "docker:a:1", "a:1"],
  ["charliecloud", "a/b:1", "a/b:1"],
] as const)("%s asks for %s by %s", (engine, image, expected) => {
  expect(registryName(image, engine)).toBe(expected);
});
