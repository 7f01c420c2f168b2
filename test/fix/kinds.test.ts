/** What rules offer beside pins, through the proof: what is made, and what a scan of the edited files refuses. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fix } from "../../src/cli/fix.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { repositoryOf } from "../support/scratch.ts";

/** What stands in the files of a repository once all is made that can be, names alone being judged. */
async function mended(
  policy: string,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly files: Readonly<Record<string, string>>; readonly out: string }> {
  const root = await repositoryOf({ ...files, "wave-inspect.yml": `version: 1\n${policy}\n` });
  const out: string[] = [];
  await fix([root, "--inspector", "none", "--unsafe", "--write"], {
    env: {},
    now: () => new Date("2026-11-30T03:00:00Z"),
    out: (text) => void out.push(text),
    err: (text) => void out.push(text),
    input: () => Promise.resolve(""),
    color: false,
    redactor: new Redactor(),
  });
  const after = Object.keys(files).map(async (file) => [file, await readFile(join(root, file), "utf8")] as const);
  return { files: Object.fromEntries(await Promise.all(after)), out: out.join("") };
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
