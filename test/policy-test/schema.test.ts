/** The JSON Schema and the reader of files of cases against each other: what one takes, the other takes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { PolicyError } from "../../src/policy/file/load.ts";
import { readYaml } from "../../src/policy/file/yaml.ts";
import { Problems } from "../../src/policy/shapes/tree.ts";
import { caseFileShape } from "../../src/policy-test/definition.ts";
import { caseFilesIn } from "../../src/policy-test/read.ts";
import { changed, changes, hasNoJson, pick, type Value, written } from "../policy/changes.ts";

const schema: object = JSON.parse(readFileSync("policy-test.schema.json", "utf8"));
const validator = new Ajv2020({ allowUnionTypes: true });
addFormats.default(validator);
const validate = validator.compile(schema);

const EVERYTHING = `policy: acme/rules:p.yml@v1
today: 2026-11-01
registry: { quay.io/a/b:1.0: absent, "https://x.example/a.sif": { config: { size: 1GB, created: 2026-01-01 } } }
cases:
  - name: a
    images: [alpine:3.20]
    engine: singularity
    platform: linux/arm64
    today: 2026-12-01
    registry:
      alpine:3.20:
        digest: sha256:${"ab".repeat(32)}
        platforms: [linux/amd64, linux/arm64]
        config: { user: app, created: "2026-01-01T00:00:00Z", labels: { a: b }, entrypoint: [sh], size: 10MB, layers: [x] }
        attested: [provenance]
    expect: [{ rule: tag, severity: error, image: a, file: main.nf, line: 2, message: x, waived: true }]
    verdict: fail
  - { name: b, files: { Dockerfile: "FROM a:1", conf/a.config: x }, expect: [] }
`;

// oxlint-disable typescript/no-unsafe-type-assertion -- YAML has no other values
const corpus = [
  parse(EVERYTHING, { schema: "core" }) as Value,
  ...caseFilesIn(join("test", "policy", "cases")).map((file) => parse(readFileSync(file, "utf8")) as Value),
];
// oxlint-enable typescript/no-unsafe-type-assertion

/** What a schema cannot say: names of images by the rules of their grammar, days that a calendar has, paths, `386.0`. */
const UNSAYABLE =
  /is neither the name of an image nor the URL|is not a date; write YYYY-MM-DD|is not a path; write one|"386\.0" is not a platform/;

function problemsOf(text: string): readonly string[] {
  const problems = new Problems("p.test.yml", { what: "file of cases", least: "policy and cases" });
  const tree = readYaml(text, problems);
  if (tree !== undefined) caseFileShape.read(tree, { problems, path: "" });
  return new PolicyError(problems.found).problems.map(({ message }) => message);
}

/** Where the two differ about a file, in words. */
function difference(text: string): string | undefined {
  const problems = problemsOf(text);
  const parsed: unknown = parse(text, { schema: "core" });
  const isTaken = validate(parsed);
  if (isTaken === (problems.length === 0)) return undefined;
  if (isTaken && problems.every((problem) => UNSAYABLE.test(problem))) return undefined;
  if (!isTaken && hasNoJson(parsed)) return undefined;
  return `${isTaken ? "only the schema" : "only the reader"} takes ${text}: ${problems.join("; ")} ${JSON.stringify(validate.errors?.[0])}`;
}

test("take and refuse the same files, whatever is changed in one", () => {
  fc.assert(
    fc.property(fc.nat(10_000), changes, (base, some) => {
      expect(difference(written(some.reduce(changed, pick(corpus, base))))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
