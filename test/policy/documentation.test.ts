import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { files } from "../../scripts/generate/policy.ts";
import { judge } from "../../src/policy/judge.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/policy/rules/index.ts";
import { now, policyOf, pull, scanOf } from "./make.ts";

const schema: object = JSON.parse(readFileSync("policy.schema.json", "utf8"));
const validator = new Ajv2020({ allErrors: true });
addFormats.default(validator);
const validate = validator.compile(schema);

describe("the rules", () => {
  it("have ids of their own, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
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

  const byName = rules.filter((rule) => rule.needs === null && "check" in rule);
  it.each(byName.map((rule) => [rule.id, rule] as const))(
    "%s refuses and accepts what its page says",
    async (id, rule) => {
      const policy = await policyOf(rule.text.policy);
      const refused = (image: string): boolean =>
        judge(policy, scanOf([pull(image)]), [], { now, platform: null }).some((finding) => finding.rule === id);
      expect(rule.text.bad.filter((image) => !refused(image))).toEqual([]);
      expect(rule.text.good.filter(refused)).toEqual([]);
    },
  );
});

describe("generated files", () => {
  it("are what the definition gives", async () => {
    const wanted = await files(process.cwd());
    const present = Object.keys(wanted).map((name) => [name, readFileSync(name, "utf8")]);
    expect(Object.fromEntries(present)).toEqual(wanted);
  });
});

describe("the schema", () => {
  it("accepts the example policy and every policy of the documentation", async () => {
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

  it.each([
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
