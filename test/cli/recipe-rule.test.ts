/** The rule `recipe` through the shipped program: modules of nf-core as Wave built them, and files that attack it. */
import { describe, expect, test } from "vitest";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { cli } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";

const WAVE = "community.wave.seqera.io/library";
const CHANNELS = "channels:\n  - conda-forge\n  - bioconda\n";

/** nf-core/modules at 041fbd9888: names that Wave gave. */
const PRODIGAL = {
  environment: `${CHANNELS}dependencies:\n  - bioconda::prodigal=2.6.3\n  - conda-forge::pigz=2.6\n`,
  docker: { "linux/amd64": "27b5cdb2d516f347", "linux/arm64": "8f955ee5391535ca" },
  singularity: { "linux/amd64": "91d31a94f3a16dca", "linux/arm64": "0f538b4630f0a3a8" },
};

function image(id: string): string {
  return `${WAVE}/prodigal_pigz:${id}`;
}

function module(name: string, docker: string, singularity: string): string {
  const container = `"\${ workflow.containerEngine == 'singularity' ? '${singularity}' : '${docker}' }"`;
  return `process ${name} {\n  conda "\${moduleDir}/environment.yml"\n  container ${container}\n  script:\n  'true'\n}\n`;
}

/** `modules/prodigal` as it is there, with the keys of the metadata as they are given. */
function prodigal(keys: readonly [string, string] = ["linux/amd64", "linux/arm64"]): Readonly<Record<string, string>> {
  const { environment, docker, singularity } = PRODIGAL;
  const platforms = ["linux/amd64", "linux/arm64"] as const;
  const meta = (names: typeof docker, scheme: string): string =>
    platforms.map((one, at) => `    ${keys[at]}:\n      name: ${scheme}${image(names[one])}\n`).join("");
  return {
    "modules/prodigal/environment.yml": environment,
    "modules/prodigal/meta.yml": `name: prodigal\ncontainers:\n  docker:\n${meta(docker, "")}  singularity:\n${meta(singularity, "oras://")}`,
    "modules/prodigal/main.nf": module(
      "PRODIGAL",
      image(docker["linux/amd64"]),
      `oras://${image(singularity["linux/amd64"])}`,
    ),
  };
}

const POLICY = `version: 1
rules:
  recipe: { unknown: error, recomputed-with: error, not-from-environment: error, metadata: error }
`;

async function check(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const cwd = await repositoryOf({ "policy.yml": POLICY, ...files });
  return cli(["check", "--policy", "policy.yml", "--inspector", "none", ...args], { cwd });
}

describe("modules of nf-core", () => {
  test("that are made from their environments pass, every name of them", async () => {
    const { code, out, err } = await check(prodigal());
    expect(err).toBe("");
    expect(out).toContain("Pass: no findings in 2 images");
    expect(code).toBe(0);
  });

  test("whose metadata has the two platforms interchanged do not", async () => {
    const { code, out } = await check(prodigal(["linux/arm64", "linux/amd64"]), "--format", "json");
    expect(code).toBe(1);
    const findings = arrayOf(objectOf(parseJson(out))["findings"]).map(objectOf);
    expect(findings.map(({ rule, file, line }) => [rule, file, line])).toEqual(
      [5, 7, 10, 12].map((line) => ["recipe", "modules/prodigal/meta.yml", line]),
    );
    expect(findings.map(({ message }) => String(message).split(": ")[0])).toEqual([
      `${WAVE}/prodigal_pigz:27b5cdb2d516f347 was asked of Wave for linux/amd64 and stands for linux/arm64`,
      `${WAVE}/prodigal_pigz:8f955ee5391535ca was asked of Wave for linux/arm64 and stands for linux/amd64`,
      `${WAVE}/prodigal_pigz:91d31a94f3a16dca was asked of Wave for linux/amd64 and stands for linux/arm64`,
      `${WAVE}/prodigal_pigz:0f538b4630f0a3a8 was asked of Wave for linux/arm64 and stands for linux/amd64`,
    ]);
    for (const { evidence, help } of findings) {
      expect(objectOf(evidence)).toMatchObject({
        verdict: "other-platform",
        environment: "modules/prodigal/environment.yml",
      });
      expect(help).toContain("A match proves what was asked of Wave, not the bytes.");
    }
  });

  test("scan says which environment each image has", async () => {
    const cwd = await repositoryOf(prodigal());
    const { out } = await cli(["scan", "--format", "json"], { cwd });
    const pulls = arrayOf(objectOf(parseJson(out))["pulls"]).map(objectOf);
    expect(pulls.map(({ conda }) => conda)).toEqual(
      Array.from({ length: 6 }, () => ({ file: "modules/prodigal/environment.yml" })),
    );
  });

  test("a run for ARM is told of an image for another platform, without a registry", async () => {
    const policy = "version: 1\nrules: { architecture: error }\n";
    const { code, out } = await check({ ...prodigal(), "policy.yml": policy }, "--platform", "linux/arm64");
    expect(code).toBe(1);
    expect(out).toContain(
      `${WAVE}/prodigal_pigz:27b5cdb2d516f347 is not offered for linux/arm64: by its recipe it was asked of Wave for linux/amd64 only`,
    );
    expect(out).toMatch(/2 images: 2 judged by recipe/);
  });

  test.each([
    [
      "any one character of the environment",
      { "modules/prodigal/environment.yml": PRODIGAL.environment.replace("2.6\n", "2.7\n") },
    ],
    [
      "a package less",
      { "modules/prodigal/environment.yml": PRODIGAL.environment.replace(/ {2}- conda-forge::pigz.*/, "") },
    ],
  ])("%s stops all six names", async (_, changed) => {
    const { code, out } = await check({ ...prodigal(), ...changed }, "--format", "json");
    expect(code).toBe(1);
    expect(arrayOf(objectOf(parseJson(out))["findings"])).toHaveLength(6);
  });
});

describe("hostile files", () => {
  const ESCAPE = "\u001B[31m";

  test.each<[name: string, environment: string]>([
    ["escapes in the names of packages", `dependencies:\n  - "a${ESCAPE}\\e[2J|x|::warning::b=1"\n`],
    ["aliases of aliases", `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ndependencies: *d\n`],
    ["an alias of itself", "dependencies: &a [*a]\n"],
    ["brackets", "[".repeat(60_000)],
    ["maps in maps", "a: {".repeat(9_000)],
    ["keys of Object", "__proto__: { dependencies: [a=1] }\nconstructor: [1]\n"],
    ["thousands of packages", `dependencies:\n${Array.from({ length: 5_000 }, (_, n) => `  - p${n}=1\n`).join("")}`],
    ["no text", "\u0000\u0001"],
    ["nothing", ""],
  ])("%s", async (_, environment) => {
    const files = { ...prodigal(), "modules/prodigal/environment.yml": environment };
    for (const format of ["text", "markdown", "sarif", "github", "json"]) {
      const { code, out, err } = await check(files, "--format", format);
      expect(err).toBe("");
      expect(code).toBe(1);
      expect(out).not.toContain("\u001B");
      expect(out).toContain("27b5cdb2d516f347");
    }
  });

  test("a directive that is an attack", async () => {
    const main = prodigal()["modules/prodigal/main.nf"] ?? "";
    const directive = "conda 'a=1 `x` <img src=x> \\u001B[2J ::error::y'";
    const files = { "main.nf": main.replace(/conda .*/, directive) };
    const formats = ["text", "markdown", "html"] as const;
    const said = await Promise.all(formats.map(async (format) => await check(files, "--format", format)));
    expect(said.map(({ code }) => code)).toEqual([1, 1, 1]);
    for (const { out } of said) expect(out).not.toContain("\u001B");
    for (const { out } of said.slice(1)) expect(out).not.toContain("<img");
  });
});
