/** Policies that the documentation hands out, held against pipelines of the shapes that are published. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/policy/judge/index.ts";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import { treeOf } from "../scan/in-memory.ts";
import { now, policyOf } from "./make.ts";

const read = (file: string): string => readFileSync(resolve(import.meta.dirname, "../..", file), "utf8");

/** Each block of a document that is a policy by itself; a part of one is made whole. */
const documented = [...read("docs/adopting.md").matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
  .map(([, text = ""]) => text)
  .filter((text) => !/^(?:- |extends:)/m.test(text.replace(/^ .*\n/gm, "")));

const process = (name: string, container: string): string =>
  `process ${name} {\n  label 'process_single'\n  container ${container}\n\n  script:\n  """\n  true\n  """\n}\n`;

const pair = (singularity: string, docker: string, blank = ""): string =>
  `"\${ workflow.containerEngine in ['singularity', 'apptainer'] && !task.ext.singularity_pull_docker_container ?\n` +
  `    '${singularity}' :\n    '${docker}' }${blank}"`;

const SIF = `https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/8c/${"8c".repeat(32)}/data`;

/** nf-core: a registry behind the profiles, BioContainers without it, pairs of Wave, every engine, and one for ARM. */
function nfcore(more = "", registry = "quay.io") {
  const engines = ["docker", "singularity", "podman", "shifter", "charliecloud", "apptainer"];
  const profiles = engines.map((on) => {
    const lines = engines.map((engine) => `    ${engine}.enabled = ${engine === on}\n`);
    return `  ${on} {\n${lines.join("")}    conda.enabled = false\n  }\n`;
  });
  const arm = "  arm64 {\n    process.arch = 'arm64'\n    includeConfig 'conf/arm.config'\n  }\n";
  const registries = engines
    .filter((engine) => engine !== "shifter")
    .map((engine) => `${engine}.registry = '${registry}'\n`);
  const depot = "https://depot.galaxyproject.org/singularity";
  const build = "fastqc:0.12.1--hdfd78af_0";
  const wave = "community.wave.seqera.io/library/htslib_samtools:1.23.1--5b6bb4ede7e612e5";
  return {
    "nextflow.config": `profiles {\n${profiles.join("")}${arm}}\n${registries.join("")}`,
    "conf/arm.config": "process { withName: FASTQC { container = 'docker.io/acme/fastqc-arm:latest' } }\n",
    "main.nf":
      process("FASTQC", pair(`${depot}/${build}`, `biocontainers/${build}`)) +
      process("SAMTOOLS", pair(SIF, wave)) +
      process("MULTIQC", pair(`${depot}/multiqc:1.25--pyhdfd78af_0`, "biocontainers/multiqc:1.25--pyhdfd78af_0", " ")) +
      `${more}workflow {\n  FASTQC()\n  SAMTOOLS()\n  MULTIQC()\n}\n`,
    ".devcontainer/devcontainer.json": '{ "image": "nfcore/devcontainer:latest" }\n',
  };
}

/** bactopia: names of modules in `ext`, one closure that chooses. */
const bactopia = {
  "main.nf": `${process("ARIA2", '"${task.ext.container}"')}workflow { ARIA2() }\n`,
  "nextflow.config": `process {
  withName: 'ARIA2' {
    ext.docker = 'biocontainers/aria2:1.36.0--h8b6cd97_0'
    ext.image = 'https://depot.galaxyproject.org/singularity/aria2:1.36.0--h8b6cd97_0'
  }
  withName: '.*' {
    ext.container = { -> workflow.containerEngine in ['singularity', 'apptainer'] ? task.ext.image : task.ext.docker }
  }
}
profiles {
  docker { docker.enabled = true }
  singularity { singularity.enabled = true }
  shifter { shifter.enabled = true }
}
docker.registry = 'quay.io'
singularity.registry = 'quay.io'
`,
};

const said = async (text: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const policy = await policyOf(text.replace(/^version: 1$/m, ""));
  const { exclude, kinds } = policy.files;
  const nextflow = { ...defaultScanOptions.nextflow, scenarios: policy.nextflow.scenarios };
  const options = { ...defaultScanOptions, exclude, kinds, nextflow };
  const scan = await scanRepository(treeOf(files), options);
  const { findings } = judge(policy, scan, [], { now, platform: null });
  return findings
    .filter(({ rule }) => rule !== "waivers" && rule !== "policy")
    .map(({ rule, message }) => `${rule}: ${message}`);
};

describe.each<[string, string]>([
  ["policy.example.yml", read("policy.example.yml")],
  ...documented.map((text, index) => [`docs/adopting.md, policy ${index + 1}`, text] as [string, string]),
])("%s", (_, text) => {
  test.each([
    ["nf-core", nfcore()],
    ["bactopia", bactopia],
  ])("a pipeline like those of %s passes", async (__, files) => {
    expect(await said(text, files)).toEqual([]);
  });
});

test("the documentation has the policies that are looked for", () => {
  expect(documented.length).toBeGreaterThanOrEqual(2);
});

test("what is said of Docker Hub is said of what is pulled from there", async () => {
  const files = nfcore("", "docker.io");
  expect(await said(documented[0]!, files)).toEqual([
    "registry: docker.io/biocontainers/fastqc:0.12.1--hdfd78af_0 is not from an allowed place",
    "registry: docker.io/biocontainers/multiqc:1.25--pyhdfd78af_0 is not from an allowed place",
  ]);
});

const single = (container: string, engine: string) => ({
  "main.nf": `${process("FOO", container)}workflow { FOO() }\n`,
  "nextflow.config": `${engine}.enabled = true\n`,
});

describe("a name is judged as its engine means it", () => {
  const policy =
    "version: 1\nrules: { pin: { at-least: build }, registry: { allow: [quay.io, depot.galaxyproject.org] }, tag: error }\n";
  // The command line that Nextflow writes has no quotes: oracle cases 021 and 022 hand `a:1` to the engine.
  test.each(["docker", "podman", "singularity", "apptainer", "charliecloud", "sarus"])(
    "blanks are no part of it: %s",
    async (engine) => {
      expect(await said(policy, single("'quay.io/acme/tool:1.0--hdfd78af_0 '", engine))).toEqual([]);
      expect(await said(policy, single("'quay.io/acme/tool:1.0\\t'", engine))).toEqual([
        "pin: quay.io/acme/tool:1.0 is pinned by version only; the policy asks for build or stronger",
      ]);
    },
  );

  test("of a download neither", async () => {
    const url = "https://depot.galaxyproject.org/singularity/tool:1.0";
    expect(await said(policy, single(`'${url}--hdfd78af_0 '`, "singularity"))).toEqual([]);
    expect(await said(policy, single(`'${url} '`, "singularity"))).toEqual([
      `pin: ${url} is pinned by version only; the policy asks for build or stronger`,
    ]);
  });

  // Oracle case 063: `docker:` is Shifter's own word for a registry.
  test("Shifter's spelling says what the name says", async () => {
    expect(await said(policy, single("'quay.io/acme/tool:1.0--hdfd78af_0'", "shifter"))).toEqual([]);
    expect(await said(policy, single("'docker:quay.io/acme/tool:1.0'", "shifter"))).toEqual([
      "pin: quay.io/acme/tool:1.0 is pinned by version only; the policy asks for build or stronger",
    ]);
    expect(await said(policy, single("'quay.io/acme/tool'", "shifter"))).toEqual([
      "pin: quay.io/acme/tool:latest has a floating tag; the policy asks for build or stronger",
      'tag: The tag of quay.io/acme/tool:latest floats: "latest" is whatever was pushed last',
    ]);
  });
});
