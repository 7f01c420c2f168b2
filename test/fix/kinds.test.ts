/** What rules offer beside pins, through the proof: what is made, and what a scan of the edited files refuses. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fix } from "../../src/cli/fix.ts";
import { multiArch } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

/** What stands in the files of a repository once all is made that can be, names alone being judged. */
async function mended(
  policy: string,
  files: Readonly<Record<string, string>>,
  network: readonly string[] = ["--inspector", "none"],
): Promise<{ readonly files: Readonly<Record<string, string>>; readonly out: string }> {
  const root = await repositoryOf({ ...files, "wave-inspect.yml": `version: 1\n${policy}\n` });
  const { world, printed } = testWorld();
  await fix([root, ...network, "--unsafe", "--write"], world);
  const after = Object.keys(files).map(async (file) => [file, await readFile(join(root, file), "utf8")] as const);
  return { files: Object.fromEntries(await Promise.all(after)), out: printed.all };
}

const moved = "rules: { registry: { deny: [quay.io], use-instead: { quay.io: ghcr.io/mirror } }, resolvable: off }";
const process = (name: string, container: string): string => `process ${name} {\n  ${container}\n  script: 'true'\n}\n`;
const called = (...containers: readonly string[]): string =>
  `${containers.map((one, index) => process(`P${index}`, one)).join("")}workflow {\n${containers.map((_, index) => `  P${index}()\n`).join("")}}\n`;
const ENGINES =
  "docker.registry = 'quay.io'\nprofiles {\n  docker { docker.enabled = true }\n  singularity { singularity.enabled = true }\n}\n";
const samtools = (tag: string): string =>
  `container "\${ workflow.containerEngine == 'singularity' ?\n    'https://depot.galaxyproject.org/singularity/samtools:${tag}' :\n    'biocontainers/samtools:${tag}' }"`;

describe("another place", () => {
  test.each<[string, string, string]>([
    ["a whole name", "FROM quay.io/acme/tool:1.0 # é\r\n", "FROM ghcr.io/mirror/acme/tool:1.0 # é\r\n"],
    [
      "the beginning of a name",
      "ARG V=1.0\nFROM quay.io/acme/tool:${V}-slim\n",
      "ARG V=1.0\nFROM ghcr.io/mirror/acme/tool:${V}-slim\n",
    ],
    [
      "the value that names begin with",
      "ARG R=quay.io\nFROM $R/acme/tool:1.0 AS a\nFROM $R/acme/other:2 AS b\n",
      "ARG R=ghcr.io/mirror\nFROM $R/acme/tool:1.0 AS a\nFROM $R/acme/other:2 AS b\n",
    ],
  ])("is written for %s", async (_, before, after) => {
    const { files } = await mended(moved, { Dockerfile: before });
    expect(files["Dockerfile"]).toBe(after);
  });

  test("is written behind docker:// of a step, whose other `uses` stay", async () => {
    const file = ".github/workflows/a.yml";
    const before =
      'jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: "docker://quay.io/acme/tool:1.0" # é\n      - uses: acme/tool@v1\n      - uses: quay.io/acme/tool@v1\n';
    const { files } = await mended(moved, { [file]: before });
    expect(files[file]).toBe(before.replace("quay.io/acme/tool:1.0", "ghcr.io/mirror/acme/tool:1.0"));
  });
});

describe("another build", () => {
  test("is written in both halves of a module, and in one place once", async () => {
    const before = {
      "nextflow.config": ENGINES,
      "main.nf": called(samtools("1.17--h1_0"), samtools("1.21--h2_0"), samtools("1.21--h2_0")),
    };
    const { files } = await mended("rules: { version-spread: notice, twins: warning }", before);
    expect(files["main.nf"]).toBe(before["main.nf"].replaceAll("1.17--h1_0", "1.21--h2_0"));
  });
});

describe("a module that was copied", () => {
  test("stays as it is: the pipeline says otherwise, for Docker, and the same for Singularity", async () => {
    const registry = await startRegistry({});
    onTestFinished(() => registry.close());
    const image = multiArch(["linux/amd64"]);
    registry.push("acme/tool", "1.0", image);
    const tool = `${registry.host}/acme/tool:1.0`;
    const module = `process TOOL {\n  container "\${ workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ?\n    'https://depot.galaxyproject.org/singularity/tool:1.0--h1_0' :\n    '${tool}' }"\n  script: 'true'\n}\n`;
    const sha = "0".repeat(40);
    const before = {
      "main.nf":
        "include { TOOL; TOOL as AGAIN } from './modules/nf-core/tool/main'\nworkflow {\n  TOOL()\n  AGAIN()\n}\n",
      "modules/nf-core/tool/main.nf": module,
      "modules.json": `{"name":"a/b","repos":{"https://github.com/nf-core/modules.git":{"modules":{"nf-core":{"tool":{"branch":"master","git_sha":"${sha}"}}}}}}`,
      "nextflow.config": `${ENGINES.replace("docker.registry = 'quay.io'\n", "")}includeConfig 'conf/modules.config'\n`,
      "conf/modules.config": "process {\n    cpus = 1\n}\n",
    };
    const policy = "rules: { pin: { at-least: digest }, exists: off, inspectable: off }";
    const network = ["--inspector", "registry", "--insecure-registry", registry.host];
    const { files, out } = await mended(policy, before, network);
    expect(out).not.toContain("does not do what it says");
    expect(files).toEqual({
      ...before,
      "conf/modules.config": `process {\n    cpus = 1\n    withName: 'TOOL' {\n        container = { workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ? 'https://depot.galaxyproject.org/singularity/tool:1.0--h1_0' : '${tool}@${image.descriptor.digest}' }\n    }\n}\n`,
    });
    const again = await mended(policy, files, network);
    expect(again.files).toEqual(files);
  });
});
