import { expect, test } from "vitest";
import type { Pull } from "../../../../src/model.ts";
import { scan, type ScanSettings } from "../scan.ts";

/**
 * What Nextflow sends was recorded of 24.10.0 with nf-wave 1.7.2 (`nextflow inspect`, a loopback server as endpoint): packages as
 * entries with the channels, a file as it stands without channels, `format: sif` for Singularity, an empty `containerConfig`.
 * The names of the community registry are those of nf-core/modules at 041fbd9888; those of repositories of one's own were
 * computed with another implementation of the hash that gives all of those names as well.
 */
const environment = (packages: string): string =>
  `---\n# one of nf-core's\nchannels:\n  - conda-forge\n  - bioconda\ndependencies:\n  - ${packages}\n`;

const FREEZE = "wave { enabled = true; strategy = 'conda,container'; freeze = true }\n";
const OWN = `${FREEZE}wave.build.repository = 'quay.io/acme/wave'\n`;
const V2 = "wave.build.template = 'conda/micromamba:v2'\n";

interface Case {
  readonly settings: string;
  readonly engine?: string;
  readonly process?: string;
  readonly packages?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly given?: ScanSettings;
}

function pulls({ settings, engine = "docker", process, packages, files, given }: Case): readonly Pull[] {
  const directives = process ?? `  conda "\${moduleDir}/environment.yml"\n  container 'quay.io/a/b:1'`;
  return scan(
    {
      "main.nf": "include { FOO } from './modules/foo/main'\nworkflow { FOO() }\n",
      "modules/foo/main.nf": `process FOO {\n${directives}\n  script:\n  'true'\n}\n`,
      "modules/foo/environment.yml": environment(packages ?? "bioconda::samtools=1.17"),
      "nextflow.config": `${engine}.enabled = true\n${settings}`,
      ...files,
    },
    given,
  ).pulls;
}

function detail(one: Case): string {
  const [pull, ...others] = pulls(one);
  expect(others).toEqual([]);
  expect(pull).toMatchObject({ image: null, confidence: "unresolved", unresolved: { reason: "wave-build" } });
  expect(pull?.predicted).toBeUndefined();
  return pull?.unresolved?.detail ?? "";
}

test.each([
  ["conda/micromamba:v2", "bioconda::r-shinyngs=3.2.1", "docker", "", "r-shinyngs:3.2.1--d43071e62bc500d3"],
  ["conda/micromamba:v2", "bioconda::r-shinyngs=3.2.1", "docker", "linux/arm64", "r-shinyngs:3.2.1--d168a374ce5dc1af"],
  ["conda/micromamba:v2", "bioconda::r-shinyngs=3.2.1", "singularity", "", "r-shinyngs:3.2.1--b810af5b9efbb4b2"],
  ["conda/micromamba:v2", "bioconda::r-shinyngs=3.2.1", "apptainer", "arm64", "r-shinyngs:3.2.1--ed7d3904b821c0a8"],
  ["conda/micromamba:v1", "bioconda::regenie=4.1.2", "docker", "", "regenie:4.1.2--5d361f9fcb2f85cf"],
  ["conda/micromamba:v1", "bioconda::regenie=4.1.2", "singularity", "", "regenie:4.1.2--7c121fb4ecd57890"],
  ["conda/pixi:v1", "bioconda::bismark=3.1.0", "podman", "", "bismark:3.1.0--9557d6ab108a83e4"],
  ["conda/pixi:v1", "bioconda::bismark=3.1.0", "singularity", "arm64", "bismark:3.1.0--4c41a9578c1f2001"],
])("%s of %s for %s %s is community.wave.seqera.io/library/…%s", (template, packages, engine, arch, image) => {
  const settings = `${FREEZE}wave.build.template = '${template}'\n${arch === "" ? "" : `process.arch = '${arch}'\n`}`;
  const [pull, ...others] = pulls({ settings, engine, packages });
  const scheme = engine === "singularity" || engine === "apptainer" ? "oras://" : "";
  expect(others).toEqual([]);
  expect(pull).toMatchObject({
    image: `${scheme}community.wave.seqera.io/library/${image}`,
    canonical: `community.wave.seqera.io/library/${image}`,
    confidence: "exact",
    predicted: template,
    written: "quay.io/a/b:1",
    engine,
  });
  expect(pull?.conditions).toBeUndefined();
  expect(pull?.shadowedBy).toBeUndefined();
});

function candidate(id: string, template: string): unknown[] {
  return [`quay.io/acme/wave:samtools-1.17--${id}`, "candidate", [`the Wave server builds by ${template}`], template];
}

test("where no template is set there is a candidate for each, today's default first", () => {
  const found = pulls({ settings: OWN }).map(({ image, confidence, conditions, predicted }) => [
    image,
    confidence,
    conditions,
    predicted,
  ]);
  expect(found[0]).toEqual(candidate("18143b4cfe3c33ca", "conda/micromamba:v2"));
  expect(found).toHaveLength(3);
  expect(found).toContainEqual(candidate("2d6c5af155aebf27", "conda/micromamba:v1"));
  expect(found).toContainEqual(candidate("c8406585fc1adacd", "conda/pixi:v1"));
});

test("the name comes from the `conda` directive, and Wave's setting is the step to it", () => {
  const [pull] = pulls({ settings: OWN + V2 });
  expect(pull?.references.map(({ file, text }) => [file, text])).toEqual([
    ["modules/foo/main.nf", "${moduleDir}/environment.yml"],
  ]);
  expect(pull?.rewrites).toMatchObject([
    { by: "wave", setting: "wave.freeze", to: "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca" },
  ]);
});

const ENTRIES = "  conda 'bioconda::samtools=1.17'";

test.each([
  ["entries", ENTRIES, "", "samtools-1.17--18143b4cfe3c33ca"],
  [
    "entries with pip",
    "  conda 'bioconda::samtools=1.17 conda-forge::pigz=2.6 pip:numpy==1.2'",
    "",
    "samtools-1.17_pigz-2.6_pip_numpy-1.2--32c0b0924d03c34b",
  ],
  ["channels of a text", ENTRIES, "conda.channels = 'a, b'\n", "samtools-1.17--3564e147641f2bbe"],
  ["channels of a list", ENTRIES, "conda.channels = ['a', 'b']\n", "samtools-1.17--3564e147641f2bbe"],
  ["no channels", ENTRIES, "conda.channels = ''\n", "samtools-1.17--18143b4cfe3c33ca"],
  ["channels that a file brings itself", undefined, "conda.channels = 'a'\n", "samtools-1.17--18143b4cfe3c33ca"],
  ["arm64", ENTRIES, "process.arch = 'arm64'\n", "samtools-1.17--aeaff3fb59454d01"],
  ["both", ENTRIES, "process.arch = 'linux/amd64,linux/arm64'\n", "samtools-1.17--a3d006077fc3e673"],
  ["defaults that are written", ENTRIES, DEFAULTS(), "samtools-1.17--18143b4cfe3c33ca"],
  [
    "another micromamba 1, in whose place Wave has its own",
    ENTRIES,
    "wave.build.conda.mambaImage = 'mambaorg/micromamba:1.5.8-lunar'\n",
    "samtools-1.17--18143b4cfe3c33ca",
  ],
  ["a registry, which is no part of it", ENTRIES, "docker.registry = 'reg.io'\n", "samtools-1.17--18143b4cfe3c33ca"],
  ["no engine", ENTRIES, "docker.enabled = false\n", "samtools-1.17--18143b4cfe3c33ca"],
])("a repository of one's own, %s", (_, process, settings, tag) => {
  const found = pulls({ settings: OWN + V2 + settings, ...(process !== undefined && { process }) });
  expect(found.map(({ image }) => image)).toEqual([`quay.io/acme/wave:${tag}`]);
});

function DEFAULTS(): string {
  return `wave.build.conda {
  mambaImage = 'mambaorg/micromamba:1.5.10-noble'
  baseImage = 'ubuntu:24.04'
  basePackages = 'conda-forge::procps-ng'
  commands = []
}
`;
}

// `ContainerController.checkMultiPlatformBuild`: the hash has the repository of the image, and the name its own strategy.
test("for two platforms at once the community registry names it otherwise", () => {
  const settings = `${FREEZE}${V2}process.arch = 'linux/amd64,linux/arm64'\n`;
  expect(pulls({ settings, process: ENTRIES }).map(({ image, platform }) => [image, platform])).toEqual([
    ["community.wave.seqera.io/library/samtools:samtools-1.17--311b70f48f18a992", "linux/amd64"],
  ]);
});

test("Singularity that runs images of registries is given one, and no file", () => {
  const settings = `${OWN}${V2}singularity.ociMode = true\n`;
  const [pull] = pulls({ settings, engine: "singularity" });
  expect(pull?.image).toBe("docker://quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca");
  expect(pull?.rewrites?.map(({ by }) => by)).toEqual(["wave", "engine"]);
});

test("a server of one's own decides nothing where the repository is set", () => {
  const endpoint = "wave.endpoint = 'https://wave.example.com/'\n";
  expect(pulls({ settings: OWN + V2 + endpoint })[0]?.image).toBe("quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca");
  expect(detail({ settings: FREEZE + V2 + endpoint })).toContain("set `wave.build.repository`");
  expect(
    detail({ settings: FREEZE + V2, given: { launch: ["run", ".", "-with-wave", "https://wave.example.com"] } }),
  ).toContain("https://wave.example.com");
  expect(
    detail({ settings: FREEZE + V2, given: { env: { WAVE_API_ENDPOINT: "https://wave.example.com" } } }),
  ).toContain("https://wave.example.com");
});

test("without freeze the name is of one run", () => {
  expect(detail({ settings: "wave { enabled = true; strategy = 'conda' }\n" })).toContain("with `wave.freeze = true`");
});

test.each([
  ["fusion.enabled = true\n", "Fusion"],
  ["aws.batch.platformType = 'fargate'\n", "Fargate"],
  ["wave.containerConfigUrl = 'https://example.com/c.json'\n", "wave.containerConfigUrl"],
  ["wave.build.template = 'conda/other:v9'\n", "no template `conda/other:v9` is known"],
  ["wave.build.conda.baseImage = 'ubuntu:22.04'\n", "`wave.build.conda.baseImage` is `ubuntu:22.04`"],
  ["wave.build.conda.basePackages = ''\n", "`wave.build.conda.basePackages` is ``"],
  ["wave.build.conda.commands = ['USER root']\n", "adds commands"],
  [
    "wave.build.template = 'conda/micromamba:v1'\nwave.build.conda.mambaImage = 'mambaorg/micromamba:1.5.8-lunar'\n",
    "mambaImage",
  ],
  ["wave.build.repository = System.getenv('REPOSITORY')\n", "`wave.build.repository` is known only in the run"],
  ["process.arch = 'linux/arm64,linux/amd64'\n", "arch 'linux/amd64,linux/arm64'"],
])("what changes the hash and is not known: %j", (settings, words) => {
  expect(detail({ settings: `${OWN}${V2}${settings}` })).toContain(words);
});

test("a micromamba 1 that only the oldest template would take leaves the name open where no template is set", () => {
  const settings = `${OWN}wave.build.conda.mambaImage = 'mambaorg/micromamba:1.5.8-lunar'\n`;
  expect(detail({ settings })).toContain("mambaImage");
});

test("a file for Singularity is of one platform", () => {
  const settings = `${OWN}${V2}process.arch = 'linux/amd64,linux/arm64'\n`;
  expect(detail({ settings, engine: "singularity" })).toContain("no file for Singularity of several platforms");
});

test("layers of the module and of the project", () => {
  const resources = { "modules/foo/resources/usr/bin/x": "#!/bin/sh\n" };
  expect(detail({ settings: OWN + V2, files: resources })).toContain("`resources`");
  const bin = { "bin/x": "#!/bin/sh\n" };
  expect(detail({ settings: `${OWN}${V2}wave.bundleProjectResources = true\n`, files: bin })).toContain("`bin`");
  expect(pulls({ settings: OWN + V2, files: bin })).toMatchObject([{ predicted: "conda/micromamba:v2" }]);
  expect(detail({ settings: OWN + V2, given: { launch: ["run", ".", "-with-fusion"] } })).toContain("Fusion");
  expect(detail({ settings: OWN + V2, given: { env: { WAVE_CONTAINER_CONFIG_URL: "https://x.org" } } })).toContain(
    "wave.containerConfigUrl",
  );
});

test.each([
  ["  conda 'https://example.com/lock.txt'", "a file of a server"],
  ["  conda 'elsewhere.yml'", "not in the repository"],
  ['  conda "${moduleDir}/environment.txt"', "is no environment to Wave"],
  ["  conda \"samtools=${System.getenv('VERSION')}\"", "known only in the run"],
  ['  conda "samtools=${version}"\n  input:\n  val version', "known only in the run"],
  ["  conda 'pip::numpy'", "is no environment to Wave"],
  ['  conda "${moduleDir}/unnamed.yml"', "Wave refuses to name"],
])("the directive %j", (process, words) => {
  const files = {
    "modules/foo/environment.txt": "@EXPLICIT\nhttps://conda.anaconda.org/a.conda\n",
    "modules/foo/unnamed.yml": "name: ++\ndependencies:\n- samtools=1.17\n",
  };
  expect(detail({ settings: FREEZE + V2, process, files })).toContain(words);
});

test("two processes with one environment have one image", () => {
  const main = "include { FOO ; FOO as BAR } from './modules/foo/main'\nworkflow { FOO(); BAR() }\n";
  const found = pulls({ settings: OWN + V2, files: { "main.nf": main } });
  expect(found.map(({ process, image }) => [process, image])).toEqual([
    ["FOO", "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca"],
    ["BAR", "quay.io/acme/wave:samtools-1.17--18143b4cfe3c33ca"],
  ]);
});
