/** `check` with twins by content, as it is shipped: real registry, real server of files, JSON report. */
import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { imageFile, ranged, startFiles } from "../support/files.ts";
import { artifact } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

// fastqc of nf-core/modules 041fbd9888, and the environment that both names are made from.
const ENVIRONMENT = "channels:\n  - conda-forge\n  - bioconda\ndependencies:\n  - bioconda::fastqc=0.12.1\n";
const DOCKER = "community.wave.seqera.io/library/fastqc:0.12.1--5cb1a2fa2f18c7c2";
const SIF = "oras://community.wave.seqera.io/library/fastqc:0.12.1--5c4bd442468d75dd";

test("what files alone tell is counted where nobody is asked", async () => {
  const url = `https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/ab/${"ab".repeat(32)}/data`;
  const root = await repositoryOf({
    "policy.yml": "version: 1\nrules:\n  twins: { severity: error, by: content }\n",
    "modules/fastqc/environment.yml": ENVIRONMENT,
    "modules/fastqc/main.nf": `process FASTQC {
    conda "\${moduleDir}/environment.yml"
    container "\${ workflow.containerEngine == 'singularity' ? '${SIF}' : '${DOCKER}' }"
    script: "fastqc"
}
process FASTQC_BY_URL {
    container "\${ workflow.containerEngine == 'singularity' ? '${url}' : 'quay.io/acme/fastqc:1' }"
    script: "fastqc"
}
`,
  });
  const { out } = await cli(["check", ".", "--policy", "policy.yml", "--format", "json", "--inspector", "none"], {
    cwd: root,
  });
  expect(JSON.parse(out)).toMatchObject({
    verdict: "undecided",
    coverage: { twins: { proven: 1, "same-by-name": 0, different: 0, "not-comparable": 1 } },
    findings: [],
  });
});

test("a chain that is broken in the registry fails the run", async () => {
  const file = imageFile("amd64");
  const digest = createHash("sha256").update(file).digest("hex");
  const path = `/docker/registry/v2/blobs/sha256/${digest.slice(0, 2)}/${digest}/data`;
  const [registry, files] = await Promise.all([startRegistry(), startFiles({ [path]: ranged(file) })]);
  closing.push(
    () => registry.close(),
    () => files.close(),
  );
  const layerType = "application/vnd.sylabs.sif.layer.v1.sif";
  registry.push("acme/fastqc", "0.12.1--fedcba9876543210", artifact({ layerType, content: imageFile("arm64") }));
  registry.push("acme/fastqc", "0.12.1--0123456789abcdef", artifact({ layerType, content: file }));
  const url = `${files.origin}${path}`;
  const docker = `${registry.host}/acme/fastqc:0.12.1--0123456789abcdef`;
  const root = await repositoryOf({
    "policy.yml": `version: 1\ninspector: registry\nrules:\n  twins: { severity: error, by: content }\n`,
    "modules/fastqc/meta.yml": `containers:
  docker:
    linux/amd64:
      name: ${docker}
  singularity:
    linux/amd64:
      name: oras://${registry.host}/acme/fastqc:0.12.1--fedcba9876543210
      https: ${url}
`,
    "modules/fastqc/main.nf": `process FASTQC {
    container "\${ workflow.containerEngine == 'singularity' ? '${url}' : '${docker}' }"
    script: "fastqc"
}
`,
  });
  const listed = ["--insecure-registry", registry.host, "--insecure-registry", files.host];
  const { code, out } = await cli(["check", ".", "--policy", "policy.yml", "--format", "json", ...listed], {
    cwd: root,
  });
  const report: unknown = JSON.parse(out);
  expect(report).toMatchObject({
    verdict: "fail",
    coverage: { twins: { proven: 0, "same-by-name": 0, different: 1, "not-comparable": 0 } },
    findings: [{ rule: "twins", evidence: { "broken link": "SIF in the manifest → path of the URL" } }],
  });
  expect(code).toBe(1);
});
