import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { files } from "../../scripts/generate/policy.ts";
import type { Pull } from "../../src/model.ts";
import { judge } from "../../src/policy/judge/index.ts";
import { loadPolicy } from "../../src/policy/file/load.ts";
import { rules } from "../../src/policy/rules/index.ts";
import { readCaseFile } from "../../src/policy-test/read.ts";
import { now, policyOf, pull, scanOf } from "./make.ts";

const schema: object = JSON.parse(readFileSync("policy.schema.json", "utf8"));
const validator = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(validator);
const validate = validator.compile(schema);

/** What is described, and is no name, stands in the rule's own table of tests. */
const isName = (example: string): boolean => !example.includes(" ");

describe("the rules", () => {
  test("have ids of their own, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    "%s has a page, a summary, a reason and a policy that can be loaded",
    async (id, rule) => {
      const page = readFileSync(`docs/rules/${id}.md`, "utf8");
      expect(page).toContain(`# ${id}\n\n${rule.summary}.`);
      expect(rule.summary).toMatch(/^[A-Z].*[^.]$/);
      expect(rule.text.why.length).toBeGreaterThan(80);
      expect(rule.text.bad.length * rule.text.good.length).toBeGreaterThan(0);
      const policy = await policyOf(rule.text.policy);
      expect(policy.rules.has(id)).toBe(true);
    },
  );

  const byName = rules.filter((rule) => rule.asks === undefined && "check" in rule);
  test.each(byName.map((rule) => [rule.id, rule] as const))(
    "%s refuses and accepts what its page says",
    async (id, rule) => {
      const policy = await policyOf(rule.text.policy);
      const refused = (image: string): boolean =>
        judge(policy, scanOf([pull(image)]), [], { now, platform: null }).findings.some(
          (finding) => finding.rule === id,
        );
      expect(rule.text.bad.filter(isName).filter((image) => !refused(image))).toEqual([]);
      expect(rule.text.good.filter(isName).filter(refused)).toEqual([]);
    },
  );
});

describe("the example policy", () => {
  const example = loadPolicy(readFileSync("policy.example.yml", "utf8"), "policy.example.yml", () => "");
  const said = async (one: Pull): Promise<string[]> =>
    judge(await example, scanOf([one]), [], { now, platform: null })
      .findings.filter(({ rule }) => rule !== "waivers" && rule !== "policy")
      .map(({ rule, severity, waived }) => `${severity} ${rule}${waived === undefined ? "" : " waived"}`);

  test.each<[name: string, one: Pull, said: string[]]>([
    ["a BioContainers build", pull("quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0"), []],
    [
      "its SIF",
      pull("https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0", { engine: "singularity" }),
      [],
    ],
    ["an image that Wave built", pull("community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29"), []],
    [
      "its blob",
      pull(`https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/2f/${"2f".repeat(32)}/data`),
      [],
    ],
    ["a plain interpreter", pull("quay.io/nf-core/ubuntu:22.04"), []],
    ["a version without a build", pull("quay.io/biocontainers/fastqc:0.12.1"), ["error pin"]],
    ["Docker Hub", pull("biocontainers/fastqc:0.12.1--hdfd78af_0"), ["error registry"]],
    ["latest", pull("quay.io/biocontainers/fastqc:latest"), ["error pin", "error tag"]],
    ["an image of our own without a digest", pull("ghcr.io/acme/report:1.0--hdfd78af_0"), ["error pin"]],
    ["an image of our own by digest", pull(`ghcr.io/acme/report:1.0@sha256:${"2f".repeat(32)}`), []],
    ["a base image by tag", pull("alpine:3.20", { source: "dockerfile" }), ["error pin"]],
    ["a base image by digest", pull(`alpine:3.20@sha256:${"2f".repeat(32)}`, { source: "dockerfile" }), []],
    ["what is waived", pull("quay.io/biocontainers/legacy-tool:1.0"), ["error pin waived"]],
  ])("has its say about %s", async (_, one, expected) => {
    expect(await said(one)).toEqual(expected);
  });
});

describe("the recipes", () => {
  const folder = "test/policy/cases/recipes";
  const page = readFileSync("docs/recipes.md", "utf8");
  const recipes = readdirSync(folder).filter((file) => !file.endsWith(".test.yml"));

  test("are what the cases are run against, and nothing else", () => {
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
    expect(blocks).toHaveLength(recipes.length);
    expect(new Set(blocks)).toEqual(new Set(recipes.map((file) => readFileSync(`${folder}/${file}`, "utf8"))));
    expect(recipes).toHaveLength(10);
  });

  test.each(recipes)("%s is a policy with four cases at least, some that pass and some that do not", (file) => {
    const { policy, cases } = readCaseFile(`${folder}/${file.replace(".yml", ".test.yml")}`);
    expect(policy).toBe(file);
    expect(cases.length).toBeGreaterThanOrEqual(4);
    const failing = cases.filter(({ expect: expected = [], refused }) => refused !== undefined || expected.length > 0);
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.length).toBeLessThan(cases.length);
    expect(validate(parse(readFileSync(`${folder}/${file}`, "utf8")))).toBe(true);
  });
});

describe("generated files", () => {
  test("are what the definition gives", async () => {
    const wanted = await files(process.cwd());
    const present = Object.keys(wanted).map((name) => [name, readFileSync(name, "utf8")]);
    expect(Object.fromEntries(present)).toEqual(wanted);
  });
});

describe("the schema", () => {
  test("accepts the example policy and every policy of the documentation", async () => {
    const blocks = [...readFileSync("docs/policy.md", "utf8").matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, text = ""]) => text,
    );
    const documented = [...rules.map((rule) => rule.text.policy), ...blocks.filter((text) => !text.startsWith("#"))];
    const texts = [
      readFileSync("policy.example.yml", "utf8"),
      ...documented.map((text) => (text.startsWith("version") ? text : `version: 1\n${text}`)),
    ];
    expect(texts.length).toBeGreaterThan(20);
    const refused = texts.filter((text) => !validate(parse(text)));
    expect(refused).toEqual([]);
    for (const text of texts) await loadPolicy(text, "p.yml", () => "version: 1\n");
  });

  test.each([
    ["an unknown key", "rule: {}"],
    ["an unknown rule", "rules: { pinn: error }"],
    ["an unknown severity", "rules: { pin: fatal }"],
    ["an unknown option", "rules: { pin: { least: digest } }"],
    ["a waiver about nothing", "waivers: [{ rules: [pin], reason: x }]"],
    ["a waiver without a reason", "waivers: [{ rules: [pin], images: [quay.io] }]"],
    ["two platforms", "platform: [linux/amd64]"],
    ["an endpoint", "wave-endpoint: https://example.org"],
    ["a duration without a unit", "rules: { age: { at-most: '30' } }"],
  ])("refuses %s as the reader does", async (_, yaml) => {
    expect(validate(parse(`version: 1\n${yaml}`))).toBe(false);
    await expect(policyOf(yaml)).rejects.toThrow("policy.yml:2:");
  });
});
