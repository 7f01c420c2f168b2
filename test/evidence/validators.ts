/** What the authors of each format say of a document: their schemas, and their query, run by a library for RDF. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { Store } from "oxigraph";
import { parse } from "yaml";
import { arrayOf, isObject, type JsonObject, objectOf } from "../support/json.ts";

const published = (name: string): string => readFileSync(join(import.meta.dirname, "published", name), "utf8");
const json = (name: string): JsonObject => objectOf(JSON.parse(published(name)));

/** RFC 3987 as far as it matters here: none of the characters that no IRI has. */
const IRI = /^[^\s<>"{}|\\^`\p{C}]*$/u;

const cycloneDx = new Ajv({ strict: false, allErrors: true });
formats.default(cycloneDx);
cycloneDx.addFormat("iri-reference", IRI).addFormat("idn-email", true);
for (const name of ["spdx.schema.json", "jsf-0.82.schema.json"]) cycloneDx.addSchema(json(name));
const isBom = cycloneDx.compile(json("bom-1.6.schema.json"));

/** CycloneDX's own JSON Schema 1.6. */
export function bomFaults(text: string): unknown {
  isBom(JSON.parse(text));
  return isBom.errors ?? [];
}

/** The schema `ImageData` of TRS 2.1, with no field that it does not have. */
const trs = new Ajv({ strict: false, allErrors: true });
const api = objectOf(parse(published("trs-2.1-openapi.yaml")));
const { schemas } = objectOf(api["components"]);
const imageData = objectOf(objectOf(schemas)["ImageData"]);
trs.addSchema({
  $id: "trs",
  components: { schemas: { ...objectOf(schemas), ImageData: { ...imageData, additionalProperties: false } } },
});
const isVersion = trs.compile({
  type: "object",
  required: ["images"],
  additionalProperties: false,
  properties: { images: { type: "array", items: { $ref: "trs#/components/schemas/ImageData" } } },
});

export function trsFaults(text: string): unknown {
  isVersion(JSON.parse(text));
  return isVersion.errors ?? [];
}

/** in-toto Statement v1 (spec/v1/statement.md, resource_descriptor.md, digest_set.md of in-toto/attestation), as a schema. */
const statements = new Ajv2020({ strict: false, allErrors: true });
formats.default(statements);
const uri = { type: "string", format: "uri" };
const digests = {
  type: "object",
  minProperties: 1,
  additionalProperties: { type: "string", pattern: "^[0-9a-f]+$" },
  properties: {
    sha256: { pattern: "^[0-9a-f]{64}$" },
    sha512: { pattern: "^[0-9a-f]{128}$" },
    gitCommit: { pattern: "^(?:[0-9a-f]{40}|[0-9a-f]{64})$" },
  },
};
const isStatement = statements.compile({
  type: "object",
  required: ["_type", "subject", "predicateType"],
  additionalProperties: false,
  properties: {
    _type: { const: "https://in-toto.io/Statement/v1" },
    subject: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["digest"],
        additionalProperties: false,
        properties: { name: { type: "string", minLength: 1 }, digest: digests },
      },
    },
    predicateType: uri,
    predicate: { type: "object" },
  },
});

export function statementFaults(text: string): unknown {
  isStatement(JSON.parse(text));
  return isStatement.errors ?? [];
}

/** The predicate https://slsa.dev/verification_summary/v1 (spec/verification_summary.md of slsa-framework/slsa, 2026-07-20). */
const isSummary = statements.compile({
  type: "object",
  required: ["verifier", "resourceUri", "policy", "verificationResult", "verifiedLevels"],
  // Extension fields have URIs for names.
  patternProperties: { "^https://": {} },
  additionalProperties: false,
  properties: {
    verifier: {
      type: "object",
      required: ["id"],
      additionalProperties: false,
      properties: { id: uri, version: { type: "object", additionalProperties: { type: "string" } } },
    },
    timeVerified: { type: "string", format: "date-time", pattern: "Z$" },
    resourceUri: uri,
    policy: { type: "object", required: ["uri"], additionalProperties: false, properties: { uri, digest: digests } },
    verificationResult: { enum: ["PASSED", "FAILED"] },
    // No level of SLSA is claimed.
    verifiedLevels: { type: "array", minItems: 1, maxItems: 1, items: { type: "string", pattern: "^(?!SLSA_)." } },
  },
});

export function summaryFaults(predicate: unknown): unknown {
  isSummary(predicate);
  return isSummary.errors ?? [];
}

/** The competency question 1 of Workflow Run Crate, "What container images were used by the run?", as its authors wrote it. */
const [, QUESTION_1 = ""] = /QUERY = """\\\n(.*?)"""/s.exec(published("cq1.py")) ?? [];

const CONTEXTS: Readonly<Record<string, string>> = {
  "https://w3id.org/ro/crate/1.1/context": "ro-crate-1.1-context.json",
  "https://w3id.org/ro/terms/workflow-run/context": "workflow-run-context.json",
};

/** The crate as RDF: with the contexts in place of their addresses, which is what a loader does. */
function graphOf(text: string): Store {
  const crate = objectOf(JSON.parse(text));
  const contexts = [crate["@context"]].flat().map((one) => {
    if (isObject(one)) return one;
    const name = CONTEXTS[String(one)];
    if (name === undefined) throw new Error(`no context is known at ${String(one)}`);
    return json(name)["@context"];
  });
  const store = new Store();
  store.load(JSON.stringify({ ...crate, "@context": contexts }), {
    format: "application/ld+json",
    base_iri: "https://example.org/crate/",
  });
  return store;
}

/** Each variable of an answer by its name. */
export type Row = Readonly<Record<string, string>>;

/** The answers to question 1: a row for each container, and one more for each further platform of it. */
export function containersOf(text: string): readonly Row[] {
  return arrayOf(graphOf(text).query(QUESTION_1)).map((row) =>
    row instanceof Map
      ? Object.fromEntries([...row].map(([name, { value }]: [string, { value: string }]) => [name, value]))
      : {},
  );
}

/** How many statements the crate is. */
export function triplesOf(text: string): ReadonlySet<string> {
  return new Set(arrayOf(graphOf(text).match()).map(String));
}

interface PurlTest {
  readonly description: string;
  readonly input: {
    readonly name: string;
    readonly version: string;
    readonly qualifiers: Readonly<Record<string, string>>;
  };
  readonly expected: string;
}

/** The cases of purl-spec in which a URL of an image is built. */
export function purlTests(): readonly PurlTest[] {
  return arrayOf(json("purl-oci-test.json")["tests"])
    .map(objectOf)
    .filter((one) => one["test_type"] === "build" && one["expected_failure"] === false)
    .map((one) => {
      const { name, version, qualifiers } = objectOf(one["input"]);
      const given = Object.entries(objectOf(qualifiers)).map(([key, value]) => [key, String(value)]);
      return {
        description: String(one["description"]),
        input: { name: String(name), version: String(version), qualifiers: Object.fromEntries(given) },
        expected: String(one["expected_output"]),
      };
    });
}
