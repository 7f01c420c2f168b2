/** Which runs are looked at: the inputs profiles, arguments and syntax, through the bundle as the runner starts it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const pipeline = {
  "main.nf": "process A {\n  script: 'true'\n}\nworkflow { A() }\n",
  "nextflow.config": `params.flavour = 'plain'
process.container = "quay.io/acme/tool-\${params.flavour}:1.0"
profiles {
  docker { docker.enabled = true }
  singularity { singularity.enabled = true }
  small { process.container = 'quay.io/acme/small:1.0' }
}
`,
  "extra.config": "process.container = 'quay.io/acme/extra:1.0'\n",
  "wave-inspect.yml": `version: 1
inspector: none
nextflow: { syntax: v2, scenarios: [{ profiles: [small] }] }
`,
};

interface Seen {
  readonly run: ActionRun;
  readonly images: readonly string[];
  readonly scenarios: readonly unknown[];
}

const imagesOf = (report: unknown): readonly string[] =>
  [...new Set(arrayOf(objectOf(report)["pulls"]).map((pull) => String(objectOf(pull)["image"])))].sort();

async function check(inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = pipeline) {
  const workspace = await repositoryOf(files);
  const own = { "json-file": "report.json", inspector: "none" };
  const run = await runAction({ workspace, scratch: await scratch(), inputs: { ...own, ...inputs } });
  const report =
    run.outputs["json-file"] === undefined ? {} : parseJson(await readFile(join(workspace, "report.json"), "utf8"));
  return { run, images: imagesOf(report), scenarios: arrayOf(objectOf(report)["scenarios"]) } satisfies Seen;
}

describe("profiles", () => {
  test("one run a line stands in place of the policy's", async () => {
    expect((await check({})).images).toEqual(["quay.io/acme/small:1.0"]);
    const { images, scenarios } = await check({ profiles: "docker\n\n  singularity,small  \n" });
    expect(images).toEqual(["docker://quay.io/acme/small:1.0", "quay.io/acme/tool-plain:1.0"]);
    expect(scenarios).toMatchObject([{ profiles: ["docker"] }, { profiles: ["singularity", "small"] }]);
  });

  test("standard is the run without any, as for Nextflow", async () => {
    expect((await check({ profiles: "standard" })).images).toEqual(["quay.io/acme/tool-plain:1.0"]);
  });

  test.each(["docker, test", "-profile docker", "docker,,test", ",", "docker test"])(
    "%j is refused",
    async (profiles) => {
      const { run } = await check({ profiles });
      expect(run.code).toBe(2);
      expect(run.stdout).toContain("is no list of profiles; write them as behind -profile, such as docker,test");
    },
  );
});

describe("arguments", () => {
  test.each([
    "nextflow run . -profile docker --flavour 'gpu'",
    "run acme/pipeline -profile docker \\\n  --flavour=gpu -resume \n",
    "-profile docker --flavour gpu",
  ])("%j is the one run", async (text) => {
    const { images, scenarios } = await check({ arguments: text });
    expect(images).toEqual(["quay.io/acme/tool-gpu:1.0"]);
    expect(scenarios).toMatchObject([{ profiles: ["docker"] }]);
  });

  test("with profiles the command is looked at with each", async () => {
    const { images } = await check({ arguments: "nextflow run . --flavour gpu", profiles: "docker\nsmall" });
    expect(images).toEqual(["quay.io/acme/small:1.0", "quay.io/acme/tool-gpu:1.0"]);
  });

  test("files that it names are found from the pipeline on", async () => {
    const below = Object.fromEntries(Object.entries(pipeline).map(([name, text]) => [`pipelines/a/${name}`, text]));
    const inputs = { path: "pipelines/a", arguments: "nextflow run . -c extra.config", policy: "wave-inspect:observe" };
    const { images } = await check(inputs, { ...below, "main.nf": "process B { container 'quay.io/acme/other:1' }\n" });
    expect(images).toEqual(["quay.io/acme/extra:1.0"]);
  });

  test("is read as what stands behind -- of the command line", async () => {
    const words = ["nextflow", "run", ".", "-profile", "singularity", "--flavour", "a b"];
    const { out } = await cli(["check", ".", "--inspector", "none", "--format", "json", "--", ...words], {
      cwd: await repositoryOf(pipeline),
    });
    const { images } = await check({ arguments: "nextflow run . -profile singularity --flavour 'a b'" });
    expect(images).toEqual(imagesOf(parseJson(out)));
  });

  test.each<[text: string, words: string]>([
    ["snakemake --cores 1", 'arguments: write the arguments of one "nextflow run", or its options alone; "snakemake'],
    ["nextflow run . -profile", "-profile ends the launch, and Nextflow expects a value behind it"],
    ["nextflow pull x", 'or its options alone; "nextflow pull x" is neither'],
    ["nextflow run . --outdir $PWD", 'arguments: no shell runs here, which would put something in for "$PWD"'],
    ["nextflow run . && rm -rf x", 'arguments: "&" at character 16 ends a command in a shell'],
    ["nextflow run . --x 'y", "arguments: the ' at character 20 is never closed"],
    ["nextflow run .\nnextflow run b", "arguments: there is a second line"],
    ["# nextflow run .", "arguments: there is no command, but a comment alone"],
  ])("%j is refused", async (text, words) => {
    const { run } = await check({ arguments: text });
    expect(run.code).toBe(2);
    expect(run.annotations.map(({ message }) => message).join("\n")).toContain(words);
  });
});

describe("syntax", () => {
  test("wins over the policy, and is one of three words", async () => {
    // `for` is no word of v2; where the policy asks for v2 Nextflow stops there.
    const files = { ...pipeline, "main.nf": `for (x in [1]) { println x }\n${pipeline["main.nf"]}` };
    expect((await check({}, files)).run.outputs).toMatchObject({ errors: "2" });
    expect((await check({ syntax: "v1" }, files)).run.outputs).toMatchObject({ errors: "0" });
    const { run } = await check({ syntax: "v3" });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('syntax: "v3" is not one of auto, v1, v2.');
  });
});
