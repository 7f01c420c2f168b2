/** The JSON Schema and the reader of policies against each other: what one takes, the other takes. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadPolicy, PolicyError } from "../../src/policy/file/load.ts";
import { compilePattern } from "../../src/image/pattern.ts";
import { parseTypedPlatform } from "../../src/image/platform.ts";
import { namePatternExpression, platformExpression } from "../../src/policy/shapes/expressions.ts";
import { rules } from "../../src/policy/rules/index.ts";
import { type Value, changed, changes, hasNoJson, pick, written } from "./changes.ts";

const schema: object = JSON.parse(readFileSync("policy.schema.json", "utf8"));
const validator = new Ajv2020({ allowUnionTypes: true });
addFormats.default(validator);
const validate = validator.compile(schema);

function valueOf(text: string): Value {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- YAML has no other values
  return parse(/^version:/m.test(text) ? text : `version: 1\n${text}`) as Value;
}

const documentation = readFileSync("docs/policy.md", "utf8");
const blocks = [...documentation.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, text = ""]) =>
  text.startsWith("#") ? [] : text,
);
const corpus: readonly Value[] = [
  readFileSync("policy.example.yml", "utf8"),
  ...blocks,
  ...rules.map((rule) => rule.text.policy),
  "files: { tests: true, exclude: ['a/**'] }\nnextflow: { syntax: v2, params: { a: 1 }, launch-dir: run, judge-uncalled: true }",
  "dockerfile: { build-args: { A: x, B: 1 }, target: run, judge-unreachable: false }\nplatform: linux/arm64\nfail-on: never",
  "waivers: [{ rules: [tag], images: [quay.io/a/b:1], engines: [docker], sources: [cwl], processes: ['A:*'], reason: x, owner: me, ticket: '1' }]",
  "overrides: [{ files: ['a/*'], rules: { pin: { severity: off, enforce-from: 2027-01-01 }, age: { at-most: 2y } } }]",
].map(valueOf);

/** What a schema cannot say, as docs/policy.md lists it: the reader's own words. */
const UNSAYABLE =
  /^extends: |it asks for nothing|is not the beginning of an image name|is no image that can be compared|"386\.0" is not a(?:n arch| pl)/;

async function problemsOf(text: string): Promise<readonly string[]> {
  try {
    await loadPolicy(text, "p.yml", () => "version: 1\n");
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

/** Where the two differ about a file, in words. */
async function difference(text: string): Promise<string | undefined> {
  const parsed: unknown = parse(text);
  const problems = await problemsOf(text);
  const isTaken = validate(parsed);
  if (isTaken === (problems.length === 0)) return undefined;
  if (isTaken && problems.every((problem) => UNSAYABLE.test(problem))) return undefined;
  if (!isTaken && hasNoJson(parsed)) return undefined;
  return `${isTaken ? "only the schema" : "only the reader"} takes ${text}: ${problems.join("; ")}`;
}

/** Words of these in any order. */
function wordsOf(pieces: string): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces.split(" ")), { maxLength: 9 }).map((parts) => parts.join(""));
}

describe("the schema and the reader", () => {
  test("take and refuse the same files, whatever is changed in a policy", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), changes, async (base, some) => {
        expect(await difference(written(some.reduce(changed, pick(corpus, base))))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["an unquoted number as a text", "dockerfile: { target: 3 }", true],
    ["an unquoted number as a name pattern", "rules: { registry: { deny: [3.10] } }", true],
    ["a version in quotes", "version: '1'", true],
    ["a version with a fraction of nothing", "version: 1.0", true],
    ["another version", "version: 2", false],
    ["an empty build argument", "dockerfile: { build-args: { A: '' } }", true],
    ["a build argument without a value", "dockerfile: { build-args: { A: } }", false],
    ["a platform that is a number", "platform: 386", true],
    ["another number", "platform: 387", false],
    ["a glob of 1,000 characters", `files: { exclude: ["${"\u{1f600}".repeat(1000)}"] }`, true],
    ["a glob of 1,001", `files: { exclude: ["${"a".repeat(1001)}"] }`, false],
    ["a tag pattern with a slash", "rules: { tag: { deny: [a/b] } }", false],
    ["an image to compare that is a boolean", "rules: { base: { unknown: deny, compare: [true] } }", true],
    ["a wildcard in use-instead", "rules: { registry: { deny: [a.b], use-instead: { 'a.b/*': c.d } } }", false],
  ])("are of one mind about %s", async (_, yaml, isFine) => {
    const text = yaml.startsWith("version") ? yaml : `version: 1\n${yaml}`;
    expect(validate(parse(text))).toBe(isFine);
    expect((await problemsOf(text)).length === 0).toBe(isFine);
  });

  test("read name patterns alike", () => {
    const expression = new RegExp(namePatternExpression(), "u");
    const patterns = wordsOf(
      "a A b1 . .. - _ * ** / / // : :5000 @ @sha256: [ ] ? ~ % + é quay.io localhost https:// OCI:// Docker:// oras://",
    );
    fc.assert(
      fc.property(patterns, (pattern) => {
        expect([pattern, expression.test(pattern)]).toEqual([pattern, "matches" in compilePattern(pattern)]);
      }),
      { numRuns: 5_000 },
    );
  });

  test("read platforms alike", () => {
    const expression = new RegExp(platformExpression(), "u");
    const platforms = wordsOf(
      "linux Linux windows macos darwin (10.0) ( ) / / amd64 ARM64 arm x86_64 386 v7 7 é constructor , . -",
    ).chain((text) => fc.constantFrom(text, ` ${text}\n`));
    fc.assert(
      fc.property(platforms, (platform) => {
        expect([platform, expression.test(platform)]).toEqual([platform, "platform" in parseTypedPlatform(platform)]);
      }),
      { numRuns: 5_000 },
    );
  });
});
