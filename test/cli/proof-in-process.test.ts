/** `recipe` and `matrix` in the process of the test: every form that they print, and what is wrong with a call. */
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/cli/matrix.ts";
import { recipe } from "../../src/cli/recipe.ts";
import type { World } from "../../src/world.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const ENVIRONMENT =
  "channels:\n- conda-forge\n- bioconda\ndependencies:\n- bioconda::prodigal=2.6.3\n- conda-forge::pigz=2.6\n";
const ID = "27b5cdb2d516f347";
const IMAGE = `community.wave.seqera.io/library/prodigal_pigz:${ID}`;
const script = (name: string, image: string): string =>
  `process ${name} {\n  conda "\${moduleDir}/environment.yml"\n  container "${image}"\n  script: 'true'\n}\n`;

const FILES = {
  "nextflow.config": "docker.enabled = true\n",
  "main.nf":
    "include { A } from './modules/a/main.nf'\ninclude { B } from './modules/b/main.nf'\nworkflow { A(); B() }\n",
  "modules/a/main.nf": script("A", IMAGE),
  "modules/a/environment.yml": ENVIRONMENT,
  "modules/b/main.nf": script("B", `community.wave.seqera.io/library/prodigal_pigz:0123456789abcdef`),
  "modules/b/environment.yml": ENVIRONMENT.replace("2.6.3", "2.6.4"),
  "modules/c/main.nf": script("C", "ubuntu:22.04"),
  "modules/c/environment.yml": "dependencies: [\n",
  "modules/d/main.nf": script("D", "quay.io/biocontainers/samtools:1.17--h00cdaf9_0"),
};

async function run(
  command: (args: readonly string[], world: World) => Promise<string>,
  args: readonly string[],
  input = "",
): Promise<string> {
  const { world, printed } = testWorld({ input: () => Promise.resolve(input) });
  const told = await command(args, world);
  return `${told}\n${printed.all}`;
}

describe("recipe", () => {
  test("lists with history, and without", async () => {
    const root = await repositoryOf(FILES);
    expect(await run(recipe, [root])).toMatch(/^pass\n[^]*there is no git here/);
    for (const words of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-qm", "one"],
    ])
      git(root, ...words);
    expect(await run(recipe, [root])).toMatch(/^pass\n[^]*History: 1 commit/);
    expect(await run(recipe, [root, "--history", "none"])).not.toContain("History");
    expect(await run(recipe, [root, "--format", "json", "--history", "all"])).toContain('"recomputed"');
  });

  test("names what is not there yet", async () => {
    const args = ["--from", "-", "--template", "conda/pixi:v1"];
    expect(await run(recipe, args, ENVIRONMENT)).toContain(IMAGE);
    expect(await run(recipe, [...args, "--singularity", "--format", "json"], ENVIRONMENT)).toContain("oras://");
    const both = ["--platform", "linux/arm64,linux/amd64", "--repository", "quay.io/acme/wave"];
    expect(await run(recipe, [...args, ...both], ENVIRONMENT)).toContain("quay.io/acme/wave");
    const long = `${ENVIRONMENT}${Array.from({ length: 300 }, (_, n) => `- bioconda::tool${n}=1.${n}`).join("\n")}\n`;
    expect(await run(recipe, args, long)).toContain("pruned:");
  });

  test.each([
    [["--find", ID], /^pass\n[^]*modules\/a\/environment\.yml[^]*1 environment found/],
    [["--find", `registry.example.org/mirror/prodigal_pigz:${ID}`, "--format", "json"], /"environment": "modules\/a/],
    [["--find", `oras://x.org/prodigal_pigz:${ID}`, "--history", "5"], /^fail\n[^]*Nothing found/],
    [["--find", "0123456789abcdef", "--repository", "quay.io/acme/wave", "--history", "all"], /^fail\n/],
  ])("looks for an origin: %j", async (args, told) => {
    const root = await repositoryOf(FILES);
    for (const words of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-qm", "one"],
    ])
      git(root, ...words);
    expect(await run(recipe, [...args, root])).toMatch(told);
  });

  test.each([
    [["--from", "-", "--find", ID], "give one of them"],
    [["--template", "x"], "--template is for --from FILE"],
    [["--repository", "x.org/y"], "--repository is for"],
    [["--from", "-", "--history", "1"], "--history is not for --from"],
    [["--history", "few"], "neither a number of commits nor all nor none"],
    [["--from", "-", "."], "--from takes one file"],
    [["--from", "-", "--repository", "a.org/b", "--repository", "c.org/d"], "takes one --repository"],
    [["--from", "-", "--platform", "linux/s390x"], "Wave builds for"],
    [["--from", "/nonexistent/environment.yml"], "does not exist"],
    [["--find", "latest"], "has no id of Wave's"],
  ])("is refused: %j", async (args, why) => {
    await expect(run(recipe, args)).rejects.toThrow(why);
  });
});

test.each(["text", "json", "csv", "html"])("matrix as %s", async (format) => {
  const root = await repositoryOf(FILES);
  const told = await run(matrix, [root, "--inspector", "none", "--format", format]);
  expect(told).toMatch(/^pass\n/);
  expect(told).toContain("prodigal_pigz");
  expect(await run(matrix, [root, "--inspector", "none", "--arch", "linux/arm64"])).toContain("linux/arm64");
});
