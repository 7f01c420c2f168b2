/** What is left out where nobody names the runs. */
import { describe, expect, test } from "vitest";
import { scan } from "../scan.ts";

const engines = (names: readonly string[]): string =>
  names.map((name) => `  ${name} { ${name}.enabled = true }\n`).join("");

/** A pipeline of one process, the profiles of some engines, and more in its configuration. */
function pipeline(container: string, names: readonly string[], more = "", profiles = "") {
  return {
    "main.nf": `process FOO {\n  label 'process_gpu'\n  container ${container}\n  script:\n  'true'\n}\nworkflow { FOO() }\n`,
    "nextflow.config": `${more}\nprofiles {\n${engines(names)}${profiles}}\n`,
  };
}

/** As nf-core modules write it. */
const pair = `"\${ workflow.containerEngine in ['singularity', 'apptainer'] ? 'https://h.org/foo.img' : 'org/foo:1' }"`;
const ALL = ["docker", "podman", "sarus", "shifter", "singularity", "apptainer", "charliecloud"];

const looked = (files: Readonly<Record<string, string>>) =>
  scan(files).pulls.map(({ engine, scenario }) => [engine, ...scenario!.profiles].join(" "));
const left = (files: Readonly<Record<string, string>>) =>
  scan(files).notLookedAt.map(({ what, name, profiles, images }) => `${what} ${name}: ${profiles.join(",")} ${images}`);

describe("engines", () => {
  test("of many Docker and Singularity are looked at, the others named", () => {
    const files = pipeline(pair, ALL);
    expect(looked(files)).toEqual(["docker docker", "singularity singularity"]);
    expect(left(files)).toEqual([
      "engine podman: podman 0",
      "engine sarus: sarus 0",
      "engine shifter: shifter 0",
      "engine apptainer: apptainer 0",
      "engine charliecloud: charliecloud 0",
    ]);
  });

  // Only Docker and Podman put `docker.registry` and `podman.registry` in front; Shifter and Sarus know no registry.
  test("with the images that only they pull", () => {
    const files = pipeline(pair, ALL, "docker.registry = 'quay.io'\npodman.registry = 'quay.io'");
    expect(left(files)).toEqual([
      "engine podman: podman 0",
      "engine sarus: sarus 1",
      "engine shifter: shifter 1",
      "engine apptainer: apptainer 0",
      "engine charliecloud: charliecloud 1",
    ]);
  });

  test.each<[string, readonly string[], string, readonly string[]]>([
    ["Apptainer without Singularity", ["docker", "apptainer"], "", ["docker docker", "apptainer apptainer"]],
    ["Podman without Docker", ["podman", "singularity"], "", ["podman podman", "singularity singularity"]],
    [
      "others where there are only others",
      ["shifter", "charliecloud"],
      "",
      ["shifter shifter", "charliecloud charliecloud"],
    ],
    ["what is on anyway", [], "charliecloud.enabled = true", ["charliecloud"]],
  ])("%s", (_, names, more, expected) => {
    expect(looked(pipeline(pair, names, more))).toEqual(expected);
  });

  test("what is on without a profile takes nothing from Docker's", () => {
    const off = "  docker {\n    podman.enabled = false\n    docker.enabled = true\n  }\n";
    expect(looked(pipeline(pair, [], "podman.enabled = true", off))).toEqual(["podman", "docker docker"]);
  });

  test("nobody asks for others where the runs are named", () => {
    const files = pipeline(pair, ALL);
    expect(scan(files, { scenarios: [{ profiles: ["docker"] }] }).notLookedAt).toEqual([]);
    expect(scan(files, { launch: ["run", ".", "-profile", "docker"] }).notLookedAt).toEqual([]);
    expect(scan({ "modules/foo/main.nf": files["main.nf"].replace(/workflow.*/, "") }).notLookedAt).toEqual([]);
  });
});

describe("profiles that bring images", () => {
  const gpu = `"\${ task.ext.use_gpu ? 'org/foo-gpu:1' : 'org/foo:1' }"`;
  test.each<[string, string, string, string]>([
    ["by a selector", "'org/foo:1'", "", "process { withName: FOO { container = 'org/arm:1' } }"],
    [
      "by a parameter of a directive",
      `"\${ params.arm ? 'org/arm:1' : 'org/foo:1' }"`,
      "params.arm = false",
      "params { arm = true }",
    ],
    ["by `ext`", gpu, "", "process.ext.use_gpu = true"],
    [
      "by a setting that a setting names",
      gpu,
      "params.gpus = 0\nprocess { withLabel: process_gpu { ext.use_gpu = { params.gpus > 0 } } }",
      "params.gpus = 1",
    ],
    // conf/base.config of nf-core's template.
    [
      "by its name alone",
      gpu,
      "process { withLabel: process_gpu { ext.use_gpu = { workflow.profile.contains('arm') } } }",
      "process.cpus = 2",
    ],
    ["by a registry", "'org/foo:1'", "", "docker.registry = 'mirror.acme.org'"],
    [
      "by a key of `ext` that is the image",
      "params.nothing ?: task.ext.image",
      "process.ext.image = 'org/foo:1'",
      "process.ext.image = 'org/arm:1'",
    ],
  ])("%s", (_, container, more, body) => {
    const files = pipeline(container, ["docker"], more, `  arm {\n    ${body}\n  }\n`);
    expect(looked(files)).toEqual(["docker docker"]);
    expect(left(files)).toEqual(["profile arm: docker,arm 1"]);
  });

  test("beside each run that is looked at, and each image counted once", () => {
    const files = pipeline("'org/foo:1'", ["docker", "singularity"], "", "  arm { process.container = 'org/arm:1' }\n");
    expect(left(files)).toEqual([]);
    const selected = "  arm { process { withName: FOO { container = 'org/arm:1' } } }\n";
    expect(left(pipeline("'org/foo:1'", ["docker", "singularity"], "", selected))).toEqual([
      "profile arm: docker,arm 1",
    ]);
  });

  test("an included file counts, a composed one too", () => {
    for (const include of ["'conf/arm.config'", '"${params.dir}/arm.config"']) {
      const files = {
        ...pipeline("'org/foo:1'", ["docker"], "params.dir = 'conf'", `  arm { includeConfig ${include} }\n`),
        "conf/arm.config": "process { withName: 'FOO' { container = 'org/arm:1' } }\n",
      };
      expect(left(files)).toEqual(["profile arm: docker,arm 1"]);
    }
  });

  test("one that enables the engine itself is run alone, one that switches it off is not", () => {
    const enables = "  site {\n    docker.enabled = true\n    docker.registry = 'mirror.acme.org'\n  }\n";
    expect(left(pipeline("'org/foo:1'", ["docker"], "", enables))).toEqual(["profile site: site 1"]);
    const off =
      "  site {\n    podman.enabled = false\n    trace.enabled = true\n    docker.registry = 'mirror.acme.org'\n  }\n";
    expect(left(pipeline("'org/foo:1'", ["docker"], "", off))).toEqual(["profile site: docker,site 1"]);
  });

  test("one that sets what no image hangs on, or the same images, is no news", () => {
    const test = "  test {\n    params.input = 'x.csv'\n    process.cpus = 2\n  }\n";
    const same = "  same { process { withName: FOO { container = 'org/foo:1' } } }\n";
    expect(left(pipeline("'org/foo:1'", ["docker"], "", test + same))).toEqual([]);
  });

  test("of several pipelines each is named once, and what another one pulls is looked at", () => {
    const one = pipeline(
      "'org/foo:1'",
      ["docker", "podman"],
      "",
      "  arm { process { withName: FOO { container = 'org/b:1' } } }\n",
    );
    const two = pipeline("'org/b:1'", ["docker", "podman"]);
    const files = Object.fromEntries(
      [one, two].flatMap((each, index) => Object.entries(each).map(([path, text]) => [`p${index}/${path}`, text])),
    );
    expect(left(files)).toEqual(["engine podman: podman 0"]);
  });

  test("not more than twenty are tried", () => {
    const many = Array.from(
      { length: 25 },
      (_, i) => `  p${i} { process { withName: FOO { container = 'org/x:${i}' } } }\n`,
    );
    expect(left(pipeline("'org/foo:1'", ["docker"], "", many.join("")))).toHaveLength(20);
  });
});
