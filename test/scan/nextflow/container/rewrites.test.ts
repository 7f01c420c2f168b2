/** The way of a name from the files to the pull: which line of which file gave it another form. */
import { expect, test } from "vitest";
import { scan, type ScanSettings } from "../scan.ts";

/** The steps of the run of one process as `by file:line text name`: what stands at the place, then what the name is after it. */
function way(container: string, config: string, settings: ScanSettings = {}, directives = ""): readonly string[] {
  const main = `process FOO {\n  container '${container}'\n  ${directives}\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
  const files = { "main.nf": main, "nextflow.config": config, "lib/o-x-1.img": "", "o/here.sif": "", "o/here:1": "" };
  const [pull] = scan(files, settings).pulls;
  const steps = pull?.rewrites ?? [];
  // What a name becomes in the end is what is pulled, save where Wave gives it a name in the run.
  const last = steps.length === 0 ? pull?.written : steps.at(-1)?.to;
  expect(last ?? pull?.image).toBe(pull?.image);
  return steps.map(({ by, setting, location, to }) => {
    if (location === undefined) return [by, ...(setting === undefined ? [] : [setting]), to].join(" ");
    const line = config.split("\n")[location.line - 1]!;
    return `${by} ${location.file}:${location.line} ${line.slice(location.column - 1, location.endColumn - 1)} ${to}`;
  });
}

const docker = "docker.enabled = true\n";
const singularity = "singularity.enabled = true\n";
const wave = "wave.enabled = true\n";

// The names are those of `ContainerHandler.normalizeImageName` and of Wave's client; the lines are where the settings stand.
test.each([
  ["nothing is rewritten", "o/x:1", docker, []],
  [
    "a registry in front",
    "o/x:1",
    `${docker}docker.registry = 'quay.io'\n`,
    ["registry nextflow.config:2 quay.io quay.io/o/x:1"],
  ],
  ["a name with a registry stays", "ghcr.io/o/x:1", `${docker}docker.registry = 'quay.io'\n`, []],
  [
    "a registry in place of another",
    "ghcr.io/o/x:1",
    `${docker}docker.registry = 'quay.io'\ndocker.registryOverride = true\n`,
    ["registry-override nextflow.config:3 true quay.io/o/x:1"],
  ],
  [
    "a registry that is a parameter: where its text stands",
    "o/x:1",
    `${docker}params.r = 'quay.io'\ndocker.registry = params.r\n`,
    ["registry nextflow.config:2 quay.io quay.io/o/x:1"],
  ],
  [
    "a registry of a profile that another one replaces",
    "o/x:1",
    `${docker}docker.registry = 'a.io'\ndocker.registry = 'b.io'\n`,
    ["registry nextflow.config:3 b.io b.io/o/x:1"],
  ],
  ["singularity's scheme", "o/x:2", singularity, ["engine docker://o/x:2"]],
  [
    "a registry, then singularity's scheme",
    "o/x:2",
    `${singularity}singularity.registry = 'quay.io'\n`,
    ["registry nextflow.config:2 quay.io quay.io/o/x:2", "engine docker://quay.io/o/x:2"],
  ],
  [
    "a file of the library",
    "o/x:1",
    `${singularity}singularity.libraryDir = 'lib'\n`,
    ["engine docker://o/x:1", "store nextflow.config:2 lib lib/o-x-1.img"],
  ],
  [
    "a file of the cache",
    "docker://o/x:1",
    `${singularity}singularity.cacheDir = 'lib'\n`,
    ["store nextflow.config:2 lib lib/o-x-1.img"],
  ],
  ["a file beside the pipeline", "o/here.sif", singularity, ["file ${launchDir}/./o/here.sif"]],
  ["a file by its scheme", "file:///data/x.sif", singularity, ["file /data/x.sif"]],
  ["an absolute path stays", "/data/x.sif", singularity, []],
  ["charliecloud's tag", "o/x", "charliecloud.enabled = true\n", ["engine o/x:latest"]],
  ["charliecloud's file", "o/here:1", "charliecloud.enabled = true\n", ["file ${launchDir}/./o/here:1"]],
  ["charliecloud without the scheme", "docker://o/x:1", "charliecloud.enabled = true\n", ["engine o/x:1"]],
  ["shifter's spelling", "o/x:1", "shifter.enabled = true\n", ["engine docker:o/x:1"]],
  ["sarus takes it as it is", "o/x:1", "sarus.enabled = true\n", []],
  ["Wave serves it", "o/x:1", `${docker}${wave}`, ["wave nextflow.config:2 true null"]],
  [
    "Wave serves what has a registry in front",
    "o/x:1",
    `${docker}${wave}docker.registry = 'quay.io'\n`,
    ["registry nextflow.config:3 quay.io quay.io/o/x:1", "wave nextflow.config:2 true null"],
  ],
  [
    "Wave mirrors it",
    "quay.io/o/x:1",
    `${docker}${wave}wave.mirror = true\nwave.build.repository = 'reg.io/m'\n`,
    ["mirror nextflow.config:4 reg.io/m reg.io/m/o/x:1"],
  ],
  [
    "Wave mirrors what has a registry in front",
    "o/x:1",
    `${docker}${wave}wave.mirror = true\nwave.build.repository = 'reg.io/m'\ndocker.registry = 'quay.io'\n`,
    ["registry nextflow.config:5 quay.io quay.io/o/x:1", "mirror nextflow.config:4 reg.io/m reg.io/m/o/x:1"],
  ],
  [
    "Wave mirrors what singularity has declared",
    "quay.io/o/x:1",
    `${singularity}${wave}wave.mirror = true\nwave.build.repository = 'reg.io/m'\n`,
    ["mirror nextflow.config:4 reg.io/m reg.io/m/o/x:1", "engine docker://reg.io/m/o/x:1"],
  ],
])("%s", (_, container, config, expected) => {
  expect(way(container, config)).toEqual(expected);
});

test("Wave builds from conda, and the declared image is not used", () => {
  const config = `${docker}${wave}wave.strategy = 'conda'\n`;
  expect(way("o/x:1", config, {}, "conda 'samtools'")).toEqual(["wave nextflow.config:2 true null"]);
});

test("a library of the environment has no line", () => {
  const settings = { env: { NXF_SINGULARITY_LIBRARYDIR: "lib" } };
  expect(way("o/x:1", singularity, settings)).toEqual([
    "engine docker://o/x:1",
    "store NXF_SINGULARITY_LIBRARYDIR lib/o-x-1.img",
  ]);
});

test("a registry of the command line has no line", () => {
  const launch = ["--r", "quay.io"];
  const config = `${docker}docker.registry = params.r\n`;
  expect(way("o/x:1", config, { launch })).toEqual(["registry docker.registry quay.io/o/x:1"]);
});

test("what a configuration overrides is told of with its text", () => {
  const main = "process FOO {\n  container 'o/x:1'\n  script:\n  'true'\n}\nworkflow { FOO() }\n";
  const config = `${docker}process { withName: 'FOO' { container = 'o/y:1' } }\n`;
  const [pull] = scan({ "main.nf": main, "nextflow.config": config }).pulls;
  expect(pull?.image).toBe("o/y:1");
  expect(pull?.overrode).toMatchObject({ file: "main.nf", line: 2, text: "'o/x:1'" });
  const [plain] = scan({ "main.nf": main, "nextflow.config": docker }).pulls;
  expect(plain?.overrode).toBeUndefined();
});

test("processes of one image share its steps", () => {
  const processes = ["A", "B"].map((name) => `process ${name} {\n  container 'o/x:1'\n  script:\n  'true'\n}\n`);
  const main = `${processes.join("")}workflow { A()\n B() }\n`;
  const [a, b] = scan({ "main.nf": main, "nextflow.config": singularity }).pulls;
  expect(a?.process).not.toBe(b?.process);
  expect(a?.rewrites).toBe(b?.rewrites);
});
