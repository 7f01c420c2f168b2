import { expect, test } from "vitest";
import { kinds, scan } from "../scan.ts";

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

// `TaskProcessor.getModuleBundle`; tried with 24.10.0: of a Dockerfile beside the main script nothing is sent.
test("a Dockerfile beside a module is built where no container is declared, and none beside the main script", () => {
  const module = {
    "main.nf": "include { FOO } from './modules/foo/main'\nworkflow { FOO() }\n",
    "modules/foo/main.nf": "process FOO {\n  script:\n  'true'\n}\n",
    "modules/foo/Dockerfile": "FROM alpine:3.20\n",
  };
  expect(wave("", "", "docker", module).pulls).toMatchObject([{ image: null, unresolved: { reason: "wave-build" } }]);
  expect(wave("", "", "docker", { Dockerfile: "FROM alpine:3.20\n" }).pulls).toEqual([]);
});

// `WaveClient.patchStrategy`
test.each([
  ["Singularityfile", "wave.freeze = true", null],
  ["Dockerfile", "wave.freeze = true", "docker://quay.io/a/b:1"],
  ["Dockerfile", "", null],
  ["Dockerfile", "wave.freeze = true\nsingularity.ociMode = true", null],
])("Singularity's tasks and a %s beside the module, %j: %j", (name, settings, image) => {
  const module = {
    "main.nf": "include { FOO } from './modules/foo/main'\nworkflow { FOO() }\n",
    "modules/foo/main.nf": "process FOO {\n  container 'quay.io/a/b:1'\n  script:\n  'true'\n}\n",
    [`modules/foo/${name}`]: "FROM alpine:3.20\n",
  };
  const [pull] = wave(`wave.strategy = 'dockerfile'\n${settings}`, "", "singularity", module).pulls;
  expect(pull?.image).toBe(image);
});

test("a mirror copies images only, and leaves alone what is not a name", () => {
  const settings = "wave.mirror = true\nwave.strategy = 'conda,container'\nwave.build.repository = 'm.io'";
  expect(kinds(wave(settings, "  conda 'bioconda::x=1'\n  container 'a:1'"))).toContain("abort");
  expect(wave(settings, "  container 'A B'").pulls).toMatchObject([{ image: "A B", shadowedBy: "wave" }]);
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
  ["wave.strategy = 'container,spack'", "docker", "a:1"],
])("Nextflow stops: %j, %s, %s", (settings, engine, image) => {
  expect(kinds(wave(settings, `  container '${image}'`, engine))).toContain("abort");
});

test.each([
  ["['conda', 'container']", "docker", null],
  ["['container', 'conda']", "docker", "quay.io/a/b:1"],
  ["'dockerfile, container'", "singularity", "docker://quay.io/a/b:1"],
])("the strategy %s of %s gives %j", (strategy, engine, image) => {
  const process = "  conda 'bioconda::x=1'\n  container 'quay.io/a/b:1'";
  expect(wave(`wave.strategy = ${strategy}`, process, engine).pulls).toMatchObject([{ image, shadowedBy: "wave" }]);
});

// `WaveClient` finds no requirement: Docker's tasks get no container, Singularity's what they would get without Wave.
test("a strategy that asks for nothing that is there takes Docker's container away", () => {
  expect(wave("wave.strategy = 'conda'", "  container 'quay.io/a/b:1'").pulls).toEqual([]);
  expect(wave("wave.strategy = 'conda'", "  container 'quay.io/a/b:1'", "singularity").pulls).toMatchObject([
    { image: "docker://quay.io/a/b:1" },
  ]);
});

test.each([
  ["docker://quay.io/a/b:1", "docker://quay.io/a/b:1", "wave"],
  ["/data/x.sif", "/data/x.sif", undefined],
  ["file:///data/x.sif", "/data/x.sif", undefined],
])("Singularity's %s goes past Wave where it is a file", (container, image, shadowedBy) => {
  const [pull, ...more] = wave("", `  container '${container}'`, "singularity").pulls;
  expect([pull?.image, pull?.shadowedBy, more]).toEqual([image, shadowedBy, []]);
});

test("`-with-wave` enables it, and nothing declared is nothing to serve", () => {
  const files = {
    "main.nf": "process FOO {\n  container 'a/b:1'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
    "nextflow.config": "docker.enabled = true\n",
  };
  const [pull] = scan(files, { launch: ["run", ".", "-with-wave", "https://wave.example.com"] }).pulls;
  expect(pull).toMatchObject({ image: "a/b:1", shadowedBy: "wave" });
  expect(wave("", "").pulls).toEqual([]);
});
