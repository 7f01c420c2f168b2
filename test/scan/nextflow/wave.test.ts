import { expect, test } from "vitest";
import { kinds, scan } from "./scan.ts";

function wave(settings: string, process: string, engine = "docker", more: Readonly<Record<string, string>> = {}) {
  return scan({
    "main.nf": `process FOO {\n${process}\n  script:\n  'true'\n}\nworkflow { FOO() }\n`,
    "nextflow.config": `${engine}.enabled = true\nwave.enabled = true\n${settings}\n`,
    ...more,
  });
}

test("the declared image is served by Wave under another name", () => {
  expect(wave("", "  container 'quay.io/a/b:1'").pulls).toMatchObject([
    { image: "quay.io/a/b:1", confidence: "exact", shadowedBy: "wave" },
  ]);
});

test("nf-core's strategy builds from conda and leaves the declared image aside", () => {
  const both = "  conda 'bioconda::x=1'\n  container 'quay.io/a/b:1'";
  expect(wave("wave.strategy = 'conda,container'", both).pulls).toMatchObject([
    {
      image: null,
      written: "quay.io/a/b:1",
      confidence: "unresolved",
      shadowedBy: "wave",
      unresolved: { reason: "wave-build" },
    },
  ]);
  expect(wave("", both).pulls).toMatchObject([{ image: "quay.io/a/b:1", shadowedBy: "wave" }]);
});

test("a Dockerfile beside the module is built where no container is declared", () => {
  expect(wave("", "", "docker", { Dockerfile: "FROM alpine:3.20\n" }).pulls).toMatchObject([
    { image: null, unresolved: { reason: "wave-build" } },
  ]);
});

test.each([
  ["example.com", "example.com/a/b:1"],
  ["m.io/p", "m.io/p/a/b:1"],
])("a mirror at %s keeps path and tag", (repository, image) => {
  const settings = `wave.mirror = true\nwave.build.repository = '${repository}'`;
  expect(wave(settings, "  container 'quay.io/a/b:1'").pulls).toMatchObject([{ image, confidence: "exact" }]);
});

test.each([
  ["wave.mirror = true", "docker", "quay.io/a/b:1"],
  ["wave.mirror = true\nwave.freeze = true\nwave.build.repository = 'm.io'", "docker", "quay.io/a/b:1"],
  ["", "singularity", "https://h.org/x.img"],
  ["", "shifter", "a:1"],
])("Nextflow stops: %j, %s, %s", (settings, engine, image) => {
  expect(kinds(wave(settings, `  container '${image}'`, engine))).toContain("abort");
});
