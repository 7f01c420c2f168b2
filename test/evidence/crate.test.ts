/** Containers in an RO-Crate: found by the profile's own question, and nothing of the repository's own crate is lost. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCrate } from "../../src/evidence/ro-crate.ts";
import { reportOf, scanOf } from "../policy/make.ts";
import { arrayOf, isObject, objectOf } from "../support/json.ts";
import { factsOf, fileOf, NIGHT, ORIGIN, SEEN } from "./make.ts";
import { containersOf, triplesOf } from "./validators.ts";

const FACTS = factsOf(SEEN);
const CRATE = "ro-crate-metadata.json";

/** In the form that nf-core/tools 3 writes: terms of tests in the context, `dct:conformsTo`, no containers. */
const NF_CORE = {
  "@context": [
    "https://w3id.org/ro/crate/1.1/context",
    { TestSuite: "https://w3id.org/ro/terms/test#TestSuite", runsOn: "https://w3id.org/ro/terms/test#runsOn" },
  ],
  "@graph": [
    {
      "@id": "./",
      "@type": "Dataset",
      datePublished: "2026-03-03T10:00:00+00:00",
      name: "acme/demo",
      license: "MIT",
      hasPart: [{ "@id": "main.nf" }],
      mainEntity: { "@id": "main.nf" },
      mentions: [{ "@id": "#suite" }],
    },
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      about: { "@id": "./" },
      conformsTo: [
        { "@id": "https://w3id.org/ro/crate/1.1" },
        { "@id": "https://w3id.org/workflowhub/workflow-ro-crate/1.0" },
      ],
    },
    {
      "@id": "main.nf",
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
      "dct:conformsTo": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE/",
      name: ["acme/demo"],
    },
    { "@id": "#suite", "@type": "TestSuite", name: "Test suite for acme/demo", mainEntity: { "@id": "main.nf" } },
  ],
};

const added = (crate: object, facts = FACTS): string => fileOf(facts, CRATE, readCrate(JSON.stringify(crate)));

/** Of each container what the question tells. */
const answers = (text: string) =>
  containersOf(text).map(({ container_registry, container_name, container_tag, container_sha256, container_arch }) =>
    [container_registry, container_name, container_tag, container_sha256?.slice(0, 2), container_arch].join(" "),
  );

const EXPECTED = [
  "depot.galaxyproject.org singularity/blat:35--1   amd64",
  "quay.io acme/away 1  ",
  "quay.io acme/single 2.0 ee amd64",
  "quay.io acme/tool 1.0 aa amd64",
  "quay.io acme/tool 1.0 aa arm64",
  "registry.acme.org:5000 sif/star  99 ",
];

describe("question 1 of Workflow Run Crate finds every container", () => {
  test("of a crate that is made", () => {
    const text = fileOf(FACTS, CRATE);
    expect(answers(text).sort()).toEqual(EXPECTED);
    const types = new Set(
      containersOf(text).map((row) => `${row["container_name"]} ${row["container_additional_type"]?.split("#")[1]}`),
    );
    expect(types).toEqual(
      new Set([
        "acme/away DockerImage",
        "acme/single DockerImage",
        "acme/tool DockerImage",
        "sif/star SIFImage",
        "singularity/blat:35--1 SIFImage",
      ]),
    );
  });

  test("of one that nf-core's tools wrote, where without them it finds none", () => {
    expect(containersOf(JSON.stringify(NF_CORE))).toEqual([]);
    expect(answers(added(NF_CORE)).sort()).toEqual(EXPECTED);
  });
});

describe("a crate of the repository", () => {
  test("keeps every statement that it made", () => {
    const after = triplesOf(added(NF_CORE));
    expect([...triplesOf(JSON.stringify(NF_CORE))].filter((triple) => !after.has(triple))).toEqual([]);
  });

  test("keeps its entities, their order and what else it has; is said to be of a run that could be", () => {
    const crate: Record<string, unknown> = JSON.parse(added({ ...NF_CORE, extra: [1.5] }));
    const graph = arrayOf(crate["@graph"]).map(objectOf);
    expect(crate["extra"]).toEqual([1.5]);
    expect(crate["@context"]).toEqual([...NF_CORE["@context"], "https://w3id.org/ro/terms/workflow-run/context"]);
    expect(graph.slice(0, 4)).toEqual([
      { ...NF_CORE["@graph"][0], mentions: [{ "@id": "#suite" }, { "@id": "#wave-inspect/planned-run" }] },
      NF_CORE["@graph"][1],
      NF_CORE["@graph"][2],
      NF_CORE["@graph"][3],
    ]);
    expect(graph[4]).toMatchObject({
      "@type": "CreateAction",
      actionStatus: { "@id": "http://schema.org/PotentialActionStatus" },
      instrument: { "@id": "main.nf" },
    });
  });

  test("is the same when the containers are added once more, and loses those of before", () => {
    const once = added(NF_CORE);
    expect(fileOf(FACTS, CRATE, readCrate(once))).toBe(once);
    const without = factsOf({ ...SEEN, images: new Map([...SEEN.images].slice(0, 1)) });
    expect(answers(fileOf(without, CRATE, readCrate(once)))).toEqual(EXPECTED.slice(0, 1));
  });

  test.each([
    ["one mention, and one context", { mentions: { "@id": "#a" } }, "https://w3id.org/ro/crate/1.1/context"],
    ["no mention", { mentions: undefined }, ["https://w3id.org/ro/crate/1.1/context"]],
    ["no workflow", { mainEntity: undefined }, "https://w3id.org/ro/crate/1.1/context"],
  ])("may have %s", (_what, differing, context) => {
    const [root, ...others] = NF_CORE["@graph"];
    const crate: Record<string, unknown> = JSON.parse(
      added({ "@context": context, "@graph": [{ ...root, ...differing }, ...others] }),
    );
    const run = arrayOf(crate["@graph"]).find((one) => isObject(one) && one["@type"] === "CreateAction");
    expect(crate["@context"]).toEqual([context, "https://w3id.org/ro/terms/workflow-run/context"].flat());
    expect(objectOf(run)["instrument"]).toEqual({ "@id": "mainEntity" in differing ? "./" : "main.nf" });
  });

  test.each([
    ["{", /it is no JSON/],
    ["[]", /no "@context" and "@graph"/],
    ['{"@graph":[]}', /no "@context"/],
    ['{"@context":"x","@graph":{}}', /no "@context" and "@graph"/],
    ['{"@context":"x","@graph":[]}', /about it/],
    ['{"@context":"x","@graph":[null,{"@id":"ro-crate-metadata.json","about":{"@id":"./"}}]}', /about it/],
  ])("is refused where it is none: %s", (text, words) => {
    expect(() => readCrate(text)).toThrow(words);
  });

  test("may hold anything beside what is understood of it", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (entities, mentions) => {
        const [root, ...others] = NF_CORE["@graph"];
        const crate = {
          "@context": "https://w3id.org/ro/crate/1.1/context",
          "@graph": [{ ...root, mentions }, ...others, ...entities],
        };
        const once = added(crate);
        expect(fileOf(FACTS, CRATE, readCrate(once))).toBe(once);
        const graph: unknown[] = JSON.parse(once)["@graph"];
        expect(graph.slice(4, 4 + entities.length)).toEqual(JSON.parse(JSON.stringify(entities)));
      }),
    );
  });
});

const graphOf = (facts = FACTS) => {
  const crate: Record<string, unknown> = JSON.parse(fileOf(facts, CRATE));
  return new Map(arrayOf(crate["@graph"]).map((one) => [String(objectOf(one)["@id"]), objectOf(one)]));
};

const scanned = (...files: string[]) =>
  reportOf({ scan: scanOf([], { files: files.map((file) => ({ file, source: "nextflow" as const })) }) });

const main = (...files: string[]) => graphOf(factsOf(SEEN, { report: scanned(...files) })).get("./")?.["mainEntity"];

describe("a crate that is made", () => {
  test("is of the repository at its commit, with its workflow and its lock", () => {
    expect(graphOf().get("./")).toMatchObject({
      name: "acme/demo",
      datePublished: NIGHT,
      mainEntity: { "@id": "main.nf" },
      hasPart: [{ "@id": "main.nf" }, { "@id": "containers.lock" }],
    });
  });

  test("has the main.nf that lies least deep, with a name that is an address", () => {
    expect(main("b/main.nf", "a/main.nf", "a/b/main.nf", "x.nf")).toEqual({ "@id": "a/main.nf" });
    expect(main("a:b c/main.nf")).toEqual({ "@id": "a%3Ab%20c/main.nf" });
  });

  test("has no workflow where there is none, and no repository where none is known", () => {
    const origin = { ...ORIGIN, repository: undefined, commit: undefined };
    const root = (within: string, ...files: string[]) =>
      graphOf(factsOf(SEEN, { report: scanned(...files), origin, within })).get("./");
    expect(root("", "x.nf")).not.toHaveProperty("mainEntity");
    expect(root("", "x.nf")).toMatchObject({
      name: "This repository",
      description: "The containers of This repository",
    });
    expect(root("sub", "sub/main.nf")).toMatchObject({ name: "sub", mainEntity: { "@id": "main.nf" } });
  });

  test("names a checksum by its own algorithm", () => {
    const digest = `sha512:${"a".repeat(128)}`;
    const images = new Map(
      [...SEEN.images]
        .slice(3, 4)
        .map(([name, one]) => [name, { ...one, ...(one.image && { image: { ...one.image, content: { digest } } }) }]),
    );
    expect(graphOf(factsOf({ ...SEEN, images })).get("#wave-inspect/quay.io%2Facme%2Ftool:1.0")).toEqual({
      "@id": "#wave-inspect/quay.io%2Facme%2Ftool:1.0",
      "@type": "ContainerImage",
      additionalType: { "@id": "https://w3id.org/ro/terms/workflow-run#DockerImage" },
      registry: "quay.io",
      name: "acme/tool",
      tag: "1.0",
      sha512: "a".repeat(128),
      description: "Pulled by DEMO:TOOL",
    });
  });
});
