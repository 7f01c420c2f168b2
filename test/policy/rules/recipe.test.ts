/** What the rule `recipe` says of modules of nf-core, and what `architecture` makes of the same hashes. */
import { describe, expect, test } from "vitest";
import type { Coverage, Finding, Inspection } from "../../../src/model.ts";
import { judge, recipesFor } from "../../../src/policy/judge/index.ts";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { treeOf } from "../../scan/in-memory.ts";
import { digest, failed, inspection, now, policyOf, pull, scanOf } from "../make.ts";

/** What nf-core/modules at 041fbd9888 has for fastqc, of conda/pixi:v1: Wave's own names. */
const WAVE = "community.wave.seqera.io/library";
const AMD = `${WAVE}/fastqc:0.12.1--5cb1a2fa2f18c7c2`;
const ARM = `${WAVE}/fastqc:0.12.1--e455e32f745abe68`;
const ORAS_AMD = `oras://${WAVE}/fastqc:0.12.1--5c4bd442468d75dd`;
const ORAS_ARM = `oras://${WAVE}/fastqc:0.12.1--127a87fc06499035`;
/** For both: by the algorithm and the states alone, computed with another program. */
const BOTH = `${WAVE}/fastqc:0.12.1--6c0a831c6ba6c149`;
const FASTQC = "channels:\n  - conda-forge\n  - bioconda\ndependencies:\n  - bioconda::fastqc=0.12.1\n";
const SIF = "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0";
const OTHER_MATCH = "A match proves what was asked of Wave, not the bytes.";

interface Module {
  readonly docker?: string;
  readonly singularity?: string;
  readonly directives?: string;
  readonly environment?: string | undefined;
  readonly meta?: string;
  readonly config?: string;
}

function files({
  docker = AMD,
  singularity,
  directives = 'conda "${moduleDir}/environment.yml"',
  environment = FASTQC,
  meta = "name: fastqc\n",
  config = "",
}: Module): Readonly<Record<string, string>> {
  const both = `"\${ workflow.containerEngine == 'singularity' ? '${singularity}' : '${docker}' }"`;
  const container = singularity === undefined ? `'${docker}'` : both;
  const engines = "profiles { docker { docker.enabled = true }\n singularity { singularity.enabled = true } }\n";
  return {
    "main.nf": "include { FASTQC } from './modules/fastqc/main.nf'\nworkflow { FASTQC() }\n",
    "nextflow.config": engines + config,
    "modules/fastqc/main.nf": `process FASTQC {\n  ${directives}\n  container ${container}\n  script:\n  'true'\n}\n`,
    "modules/fastqc/meta.yml": meta,
    ...(environment !== "" && { "modules/fastqc/environment.yml": environment }),
  };
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

async function judged(
  module: Module | Readonly<Record<"files", Readonly<Record<string, string>>>>,
  yaml: string,
  inspections: readonly Inspection[] = [],
  platform: string | null = null,
): Promise<Judged> {
  const policy = await policyOf(yaml);
  const scan = await scanRepository(treeOf("files" in module ? module.files : files(module)), defaultScanOptions);
  const recipeOf = await recipesFor(policy, scan, { platform });
  const { findings, coverage } = judge(policy, scan, inspections, { now, platform, recipeOf });
  return { findings: findings.filter(({ rule }) => ["recipe", "architecture", "waivers"].includes(rule)), coverage };
}

/** `severity verdict file:line image` of each. */
async function verdicts(...args: Parameters<typeof judged>): Promise<string[]> {
  const { findings } = await judged(...args);
  return findings.map(
    ({ severity, evidence, location, image, waived }) =>
      `${severity}${waived === undefined ? "" : " waived"} ${evidence["verdict"]} ${location.file}:${location.line} ${image}`,
  );
}

const metaOf = (docker: Readonly<Record<string, string>>): string =>
  `name: fastqc\ncontainers:\n  docker:\n${Object.entries(docker)
    .map(([platform, name]) => `    ${platform}:\n      name: ${name}\n`)
    .join("")}`;

const ON = "rules: { recipe: error }";
const ALL = "rules: { recipe: { unknown: error, recomputed-with: error } }";
const MAIN = "modules/fastqc/main.nf:3";
const META = "modules/fastqc/meta.yml";

describe("what is made from the environment", () => {
  test("is told nothing of, for either engine", async () => {
    expect(await verdicts({ docker: AMD, singularity: ORAS_AMD }, ALL)).toEqual([]);
  });

  test("nor in the metadata, each name under its platform", async () => {
    expect(await verdicts({ meta: metaOf({ "linux/amd64": AMD, linux_arm64: ARM }) }, ALL)).toEqual([]);
  });

  test("nor under a registry that is put in place of Wave's: the name that the files have is what Wave made", async () => {
    const config = "docker.registry = 'mirror.example.org/wave'\ndocker.registryOverride = true\n";
    expect(await verdicts({ config }, ALL)).toEqual([]);
    const directives = 'arch "linux/aarch64"\n  conda "${moduleDir}/environment.yml"';
    const { findings } = await judged({ config, directives }, ON);
    expect(findings.map(({ message }) => message.split(" was asked")[0])).toEqual([
      AMD,
      `mirror.example.org/wave/library/fastqc:0.12.1--5cb1a2fa2f18c7c2 (${AMD})`,
    ]);
  });
});

describe("another platform than is claimed", () => {
  test("by the key in the metadata, where the names are interchanged: no more than a warning, and no fix", async () => {
    const meta = metaOf({ "linux/amd64": ARM, "linux/arm64": AMD });
    expect(await verdicts({ meta }, ON)).toEqual([
      `warning other-platform ${META}:5 ${ARM}`,
      `warning other-platform ${META}:7 ${AMD}`,
    ]);
    const { findings } = await judged({ meta }, ON);
    expect(findings[0]).toMatchObject({
      message: expect.stringContaining(`${ARM} was asked of Wave for linux/arm64 and stands for linux/amd64: `),
      help: `Name the image that was built from modules/fastqc/environment.yml for linux/amd64. ${OTHER_MATCH}`,
      noFix: "nf-core modules writes meta.yml with the images that it had built.",
      evidence: {
        environment: "modules/fastqc/environment.yml",
        "goes by": "the hash of Wave in its tag",
        "asked for": "linux/arm64",
        claimed: "linux/amd64",
        template: expect.stringContaining("conda/pixi:v1"),
        proof: OTHER_MATCH,
      },
    });
    // However many runs pull what the process names, the metadata is one place.
    expect(findings.map(({ pulls }) => pulls.length)).toEqual([1, 1]);
  });

  test.each([
    ["rules: { recipe: { metadata: error } }", ["error", "error"]],
    ["rules: { recipe: { metadata: notice } }", ["notice", "notice"]],
    ["rules: { recipe: { severity: notice, metadata: error } }", ["notice", "notice"]],
    ["rules: { recipe: { metadata: off } }", []],
    ["rules: { recipe: { other-platform: off } }", []],
    ["rules: { recipe: error }\noverrides: [{ files: ['**/meta.yml'], rules: { recipe: off } }]", []],
    ["rules: { recipe: off }", []],
  ])("%s", async (yaml, severities) => {
    const meta = metaOf({ "linux/amd64": ARM, "linux/arm64": AMD });
    const { findings } = await judged({ meta }, yaml);
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
  });

  test("a waiver for the metadata excuses it", async () => {
    const waivers = `waivers: [{ rules: [recipe], files: ["${META}"], reason: "upstream" }]`;
    expect(await verdicts({ meta: metaOf({ "linux/amd64": ARM }) }, `${ON}\n${waivers}`)).toEqual([
      `warning waived other-platform ${META}:5 ${ARM}`,
    ]);
  });

  test("by the process: the edit names what Wave makes of the same request", async () => {
    const directives = 'arch "linux/aarch64"\n  conda "${moduleDir}/environment.yml"';
    const { findings } = await judged({ singularity: ORAS_AMD, directives }, ON);
    const fixes = findings.map(({ fixes: offered = [] }) =>
      offered.map(({ title, safe, edits }) => [title, safe, edits.map(({ replacement }) => replacement)]),
    );
    const title =
      "Name the one that Wave makes of the same request for linux/arm64: whether it was built nobody has asked.";
    expect(fixes).toEqual([[[title, false, [ORAS_ARM]]], [[title, false, [ARM]]]]);
    expect(findings.map(({ severity }) => severity)).toEqual(["error", "error"]);
  });

  test("the edit says that the metadata has it, too", async () => {
    const directives = 'arch "linux/aarch64"\n  conda "${moduleDir}/environment.yml"';
    const { findings } = await judged({ directives, meta: metaOf({ "linux/arm64": ARM }) }, ON);
    expect(findings[0]?.fixes?.[0]?.title).toBe("Name the one that the metadata of the module has for linux/arm64.");
  });

  test("no edit where the name is put together", async () => {
    const directives = `arch "linux/aarch64"\n  conda "\${moduleDir}/environment.yml"`;
    const own = files({ directives });
    const main = own["modules/fastqc/main.nf"]?.replace(/container .*/, 'container "${params.base}--5cb1a2fa2f18c7c2"');
    const config = `${own["nextflow.config"]}params.base = '${WAVE}/fastqc:0.12.1'\n`;
    const { findings } = await judged(
      { files: { ...own, "modules/fastqc/main.nf": main ?? "", "nextflow.config": config } },
      ON,
    );
    expect(findings[0]?.fixes).toBeUndefined();
    expect(findings[0]?.noFix).toBe("No edit of one place names the image for the platform that is claimed.");
  });

  test.each<[name: string, module: Module]>([
    ["beside a digest, which says what is pulled", { docker: `${AMD}@${digest}` }],
    [
      "of a request that is not that of the environment as it stands",
      { environment: "dependencies:\n  - bioconda::fastqc=0.12.1\nchannels:\n  - conda-forge\n  - bioconda\n" },
    ],
  ])("no edit of a tag %s", async (_, module) => {
    const directives = 'arch "linux/aarch64"\n  conda "${moduleDir}/environment.yml"';
    const { findings } = await judged({ ...module, directives }, ON);
    expect(findings.map(({ evidence, fixes }) => [evidence["verdict"], fixes])).toEqual([
      ["other-platform", undefined],
    ]);
  });

  test("the hash of a SIF in the name of an image, and the other way round", async () => {
    const docker = ORAS_AMD.slice("oras://".length);
    const { findings } = await judged({ docker, singularity: `oras://${AMD}` }, ON);
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      expect.stringMatching(
        /^error community\.wave\.seqera\.io\/library\/fastqc:0\.12\.1--5cb1a2fa2f18c7c2 cannot be pulled by this name: .* `oras:\/\/` pulls no SIF from$/,
      ),
      expect.stringMatching(
        /^error community\.wave\.seqera\.io\/library\/fastqc:0\.12\.1--5c4bd442468d75dd cannot be pulled by this name: .* needs `oras:\/\/` in front/,
      ),
    ]);
    expect(await verdicts({ docker }, "rules: { recipe: { other-platform: off } }")).toEqual([]);
  });

  test("an image for both is for each", async () => {
    expect(await verdicts({ meta: metaOf({ "linux/amd64": BOTH, "linux/arm64": BOTH }) }, ALL)).toEqual([]);
  });
});

describe("another environment", () => {
  test("versions and packages that are others, by the name alone", async () => {
    const { findings } = await judged(
      {
        docker: "quay.io/biocontainers/fastqc:0.11.9--0",
        environment: FASTQC.replace("0.12.1", "0.12.0"),
        singularity: `oras://${WAVE}/bbmap_pigz:5c4bd442468d75dd`,
      },
      ON,
    );
    expect(findings.map(({ severity, evidence }) => `${severity} ${evidence["verdict"]}`)).toEqual([
      "error version-differs",
      "warning not-from-environment",
    ]);
    expect(findings[0]?.message).toMatch(
      /^The version of quay\.io\/biocontainers\/fastqc:0\.11\.9--0 is not that of modules\/fastqc\/environment\.yml: .*0\.12\.0/,
    );
    expect(findings[1]?.message).toMatch(
      /^community\.wave\.seqera\.io\/library\/bbmap_pigz:5c4bd442468d75dd is not made from modules\/fastqc\/environment\.yml: .*bbmap/,
    );
    expect(findings.every(({ noFix }) => noFix !== undefined)).toBe(true);
  });

  test("packages of the directive count as the environment", async () => {
    const directives = "conda 'bioconda::fastqc=0.11.9'";
    const { findings } = await judged({ directives, docker: SIF.replace(/.*\//, "quay.io/biocontainers/") }, ON);
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The version of quay\.io\/biocontainers\/fastqc:0\.12\.1--hdfd78af_0 is not that of conda "fastqc=0\.11\.9": /,
      ),
    ]);
  });

  test("a match with something else counts only where the policy says so", async () => {
    const environment = "dependencies:\n  - bioconda::fastqc=0.12.1\nchannels:\n  - conda-forge\n  - bioconda\n";
    expect(await verdicts({ environment }, ON)).toEqual([]);
    const { findings } = await judged({ environment }, ALL);
    expect(findings.map(({ evidence }) => evidence["verdict"])).toEqual(["recomputed-with"]);
  });
});

describe("nothing proven", () => {
  const TOLD = `error unknown ${MAIN}`;

  test.each<[name: string, module: Module]>([
    ["a hash that matches nothing", { docker: `${WAVE}/fastqc:0.12.1--0123456789abcdef` }],
    ["a name that says nothing", { docker: "ghcr.io/acme/fastqc:0.12.1" }],
    ["no environment", { environment: "", directives: "tag 'x'" }],
  ])("%s counts only where the policy says so", async (_, module) => {
    expect(await verdicts(module, ON)).toEqual([]);
    const [first, ...others] = await verdicts(module, ALL);
    expect(others).toEqual([]);
    expect(first).toMatch(new RegExp(`^${TOLD} `));
  });

  test.each([
    ["is none", "- a\n", "it is no environment: it has no `dependencies:`"],
    ["is broken", "dependencies: [\n", "it is no YAML: "],
    ["is too long", `${FASTQC}#${"x".repeat(70_000)}`, "it is no text, or longer than an environment is"],
  ])("an environment that %s counts as the rule does, for nobody has looked", async (_, environment, why) => {
    const { findings } = await judged({ environment }, ON);
    expect(findings).toMatchObject([{ severity: "error", message: expect.stringContaining(`cannot be read: ${why}`) }]);
    expect(await verdicts({ environment, docker: "ghcr.io/acme/fastqc:0.12.1" }, ON)).toEqual([]);
  });

  test("without an environment that is said", async () => {
    const bare = await judged({ environment: "", directives: "tag 'x'" }, ALL);
    expect(bare.findings[0]?.message).toBe(
      `${AMD} is not proven to be made from an environment: no environment is known for it`,
    );
    expect(bare.findings[0]?.evidence["environment"]).toBe("none");
  });

  test("is no word about images that no process runs", async () => {
    expect(await verdicts({ files: { Dockerfile: "FROM debian:12\n" } }, ALL)).toEqual([]);
  });
});

test("nothing is worked out where no rule goes by it", async () => {
  const scan = await scanRepository(treeOf(files({})), defaultScanOptions);
  const bare = scanOf([pull(AMD)]);
  const run = { platform: null };
  expect(await recipesFor(await policyOf("rules: { pin: error }"), scan, run)).toBeUndefined();
  expect(await recipesFor(await policyOf("rules: { architecture: error }"), bare, run)).toBeUndefined();
  const overriding = await policyOf("overrides: [{ images: [quay.io], rules: { recipe: error } }]");
  expect(await recipesFor(overriding, bare, run)).toBeDefined();
});

describe("architecture by the hash", () => {
  const REQUIRES = "rules: { architecture: { require: [linux/amd64, linux/arm64] } }";

  test("an image that was asked for one platform is not offered for another", async () => {
    const { findings, coverage } = await judged({}, REQUIRES);
    expect(findings).toMatchObject([
      {
        rule: "architecture",
        severity: "error",
        message: `${AMD} is not offered for linux/arm64: by its recipe it was asked of Wave for linux/amd64 only`,
        evidence: {
          missing: "linux/arm64",
          requested: "linux/amd64",
          environment: "modules/fastqc/environment.yml",
          template: expect.stringContaining("conda/pixi:v1"),
          proof: OTHER_MATCH,
        },
      },
    ]);
    expect(coverage).toMatchObject({ images: 1, judged: 1, byRecipe: 1, notJudged: [] });
  });

  test("a SIF of Wave's, too", async () => {
    const { findings } = await judged({ docker: BOTH, singularity: ORAS_ARM }, REQUIRES);
    expect(findings.map(({ message }) => message)).toEqual([
      `${ORAS_ARM.slice("oras://".length)} is not offered for linux/amd64: by its recipe it was asked of Wave for linux/arm64 only`,
    ]);
  });

  test("one that was asked for both is offered for both", async () => {
    const { findings, coverage } = await judged({ docker: BOTH }, REQUIRES);
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ images: 1, judged: 1, byRecipe: 1 });
  });

  test("what the process or the run asks for counts", async () => {
    const directives = 'arch "linux/aarch64"\n  conda "${moduleDir}/environment.yml"';
    expect((await judged({ directives }, "rules: { architecture: error }")).findings).toHaveLength(1);
    expect((await judged({}, "rules: {}", [], "linux/arm64")).findings).toHaveLength(1);
    expect((await judged({}, "rules: {}", [], "linux/amd64")).findings).toEqual([]);
  });

  test("what a registry answers wins", async () => {
    const both = inspection(AMD, { platforms: ["linux/amd64", "linux/arm64"] });
    const { findings, coverage } = await judged({}, REQUIRES, [both]);
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ judged: 1, answered: 1 });
    expect(coverage).not.toHaveProperty("byRecipe");
    const gone = await judged({}, REQUIRES, [failed(AMD, "not-found")]);
    expect(gone.findings).toEqual([]);
    const missing = [failed(AMD, "platform-missing", "no", "linux/arm64")];
    const said = await judged({}, "rules: { architecture: error }", missing, "linux/arm64");
    expect(said.findings.map(({ message }) => message)).toEqual([`${AMD} is not offered for linux/arm64`]);
  });

  test("a registry that is down leaves it to the recipe", async () => {
    const { findings, coverage } = await judged({}, REQUIRES, [failed(AMD, "unreachable")]);
    expect(findings.map(({ rule }) => rule)).toEqual(["architecture"]);
    expect(coverage).toMatchObject({ images: 1, judged: 1, answered: 0, byRecipe: 1 });
  });

  test("what other rules ask stays open", async () => {
    const { coverage } = await judged({}, `${REQUIRES.slice(0, -2)}, exists: error }`);
    expect(coverage).toMatchObject({ images: 1, judged: 0, notJudged: [{ reason: "not-asked", rules: ["exists"] }] });
  });

  test.each<[name: string, module: Module]>([
    ["a digest says which bytes are pulled", { docker: `${AMD}@${digest}` }],
    ["a hash that matches nothing says nothing", { docker: `${WAVE}/fastqc:0.12.1--0123456789abcdef` }],
    [
      "a mirror may have others",
      {
        config:
          "docker { registry = 'm.example.org'; registryOverride = true }\nsingularity.registry = 'm.example.org'\n",
      },
    ],
  ])("%s", async (_, module) => {
    const { findings, coverage } = await judged({ singularity: BOTH, ...module }, REQUIRES);
    expect(findings).toEqual([]);
    expect(coverage.notJudged.map(({ reason, images }) => [reason, images])).toEqual([["not-asked", 1]]);
  });
});
