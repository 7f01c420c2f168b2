import { describe, expect, test } from "vitest";
import type { RecipeProof } from "../../src/model.ts";
import type { TwinContext, TwinFacts } from "../../src/recipe/twin-pair.ts";
import { compareTwins, registryNames } from "../../src/recipe/twins.ts";

// The names of nf-core/modules fastqc and multiqc.
const D = "c8e346f4f6080eadf1253505e6ff09ef004454fc18e8d672006fd7b222cc412e";
const OTHER = "e48aa28aebc881254a499b24c3e1ce77b8df1b85a5432699ed6f72eb17ac7fb5";
const STORE = "https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256";
const URL_OF_D = `${STORE}/c8/${D}/data`;
const DOCKER = "community.wave.seqera.io/library/fastqc:0.12.1--5cb1a2fa2f18c7c2";
const ARM = "community.wave.seqera.io/library/fastqc:0.12.1--e455e32f745abe68";
const ASKED = "community.wave.seqera.io/library/fastqc:0.12.1--5c4bd442468d75dd";
const ORAS = `oras://${ASKED}`;
const ORAS_ARM = "oras://community.wave.seqera.io/library/fastqc:0.12.1--127a87fc06499035";
const MULLED = "mulled-v2-1fa26d1ce03c295fe2fdcf85831a92fbcbd7e8c2:e8f5d1ec1cfb1c1ea23cdc6ab8a28d0aeb0cc0c3-0";

const proof = (verdict: RecipeProof["verdict"], rest: Partial<RecipeProof> = {}): RecipeProof => ({
  verdict,
  by: "wave-hash",
  detail: "said",
  ...rest,
});
const amd = proof("recomputed", { platform: "linux/amd64", template: "conda/pixi:v1" });
const arm = proof("recomputed", { platform: "linux/arm64", template: "conda/pixi:v1" });
const proofs: Readonly<Record<string, RecipeProof>> = { [DOCKER]: amd, [ORAS]: amd, [ARM]: arm, [ORAS_ARM]: arm };
const prove = (image: string): RecipeProof | undefined => proofs[image];
const proveOf =
  (more: Readonly<Record<string, RecipeProof>>) =>
  (image: string): RecipeProof | undefined =>
    more[image] ?? proofs[image];

const declared = [
  { image: DOCKER, platform: "linux/amd64" },
  { image: ARM, platform: "linux/arm64" },
  { image: ORAS, platform: "linux/amd64" },
  { image: URL_OF_D, platform: "linux/amd64" },
  { image: ORAS_ARM, platform: "linux/arm64" },
];

function facts(table: Readonly<Record<string, TwinFacts>>): Pick<TwinContext, "factsOf"> {
  return { factsOf: (image) => table[image] };
}

const wave = { docker: DOCKER, singularity: URL_OF_D };
const bio = (singularity: string) => ({ docker: "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", singularity });
const depot = (name: string) => `https://depot.galaxyproject.org/singularity/${name}`;

describe("two images are", () => {
  test("not proven by the digest of an image that `oras://` does not pull", () => {
    const twins = { docker: "quay.io/x/a:1.0", singularity: "oras://quay.io/x/a:1.0" };
    const said = (sif: TwinFacts) => compareTwins(twins, facts({ "quay.io/x/a:1.0": { digest: D, ...sif } }));
    expect(said({ sif: null })).toMatchObject({ answer: "different", link: "manifest-sif" });
    expect(said({})).toMatchObject({ answer: "not-comparable" });
  });

  test.each([
    ["what both mean is one digest", { docker: `x/a@sha256:${D}`, singularity: `docker://x/b@sha256:${D}` }, {}],
    [
      "what two tags mean is one digest",
      { docker: "quay.io/x/a:1.0", singularity: "docker://quay.io/x/a:latest" },
      facts({ "quay.io/x/a:1.0": { digest: D }, "quay.io/x/a:latest": { digest: D } }),
    ],
    ["both names are recomputed", { docker: DOCKER, singularity: ORAS }, { prove }],
    ["the declared name holds the SIF of the URL", wave, { prove, declared, ...facts({ [ASKED]: { sif: D } }) }],
    [
      "a predicted name holds the SIF of the URL",
      wave,
      { prove, predicted: () => [ORAS_ARM, ORAS], ...facts({ [ASKED]: { sif: D, platforms: ["linux/amd64"] } }) },
    ],
    [
      "both have the same in place of the environment",
      { docker: "w/a:1", singularity: "oras://w/a:2" },
      {
        prove: () => proof("recomputed-with"),
      },
    ],
  ] satisfies [string, typeof wave, TwinContext][])("proven where %s", (_, twins, context) => {
    expect(compareTwins(twins, context)).toMatchObject({ answer: "proven" });
  });

  test.each([
    ["name, version and build agree", bio(depot("fastqc:0.12.1--hdfd78af_0")), {}],
    ["name, version and build agree", bio("/cvmfs/singularity.galaxyproject.org/all/fastqc:0.12.1--hdfd78af_0"), {}],
    ["package and version agree", bio(ORAS), {}],
    [
      "name, version and build agree, and the hash of mulled-v2 is that of the environment",
      { docker: `quay.io/biocontainers/${MULLED}`, singularity: depot(MULLED) },
      { prove: () => proof("recomputed-with", { by: "mulled-hash" }) },
    ],
    ["package and version agree", { docker: DOCKER, singularity: ORAS }, { prove: () => proof("unknown") }],
    [
      `package and version agree; that the URL is of ${ORAS} is declared only`,
      wave,
      { declared, prove: () => proof("unknown") },
    ],
    [
      `package and version agree, and ${ORAS} holds the SIF of the URL`,
      wave,
      { declared, ...facts({ [ASKED]: { sif: D } }) },
    ],
    [
      `both are recomputed from the environment (a match proves what was asked of Wave, not the bytes); that the URL is of ${ORAS} is declared only`,
      wave,
      { prove, declared },
    ],
    [
      "package and version agree",
      { docker: DOCKER, singularity: ORAS },
      {
        // One as it stands, one of a build pin: nobody says that these are one.
        prove: proveOf({ [DOCKER]: proof("recomputed-with") }),
      },
    ],
  ] satisfies [string, typeof wave, TwinContext][])("the same by name where %s", (detail, twins, context) => {
    expect(compareTwins(twins, context)).toEqual({ answer: "same-by-name", detail });
  });

  test.each([
    ["the URL has a digest, and nothing says which image it is of", wave, { prove }],
    ["nobody was asked which image the URL is of", wave, { prove, predicted: () => [ORAS] }],
    [
      "no name that Wave gives to the environment holds the SIF of the URL",
      wave,
      { prove, predicted: () => [ORAS], ...facts({ [ASKED]: { sif: OTHER } }) },
    ],
    ["the URL does not say which image its file is of", { docker: DOCKER, singularity: "https://x.org/a.sif" }, {}],
    ["the two names cannot be compared", { docker: DOCKER, singularity: "library://a/b/c:1" }, {}],
    ["the two names cannot be compared", { docker: "a/b:1", singularity: "docker://a/c:1" }, {}],
  ] satisfies [string, typeof wave, TwinContext][])("not comparable where %s", (detail, twins, context) => {
    expect(compareTwins(twins, context)).toEqual({ answer: "not-comparable", detail });
  });
});

describe("nothing is proven by", () => {
  const pinned = `${DOCKER}@sha256:${D}`;
  test.each<[string, typeof wave, TwinContext]>([
    ["the tag beside a digest", { docker: pinned, singularity: ORAS }, { prove: proveOf({ [pinned]: amd }) }],
    [
      "the tag of a SIF beside a digest",
      { docker: DOCKER, singularity: `${ORAS}@sha256:${D}` },
      { prove: proveOf({ [`${ORAS}@sha256:${D}`]: amd }) },
    ],
    [
      "the name of a SIF that is not there",
      { docker: DOCKER, singularity: ORAS },
      { prove, ...facts({ [ASKED]: { isAbsent: true } }) },
    ],
    [
      "the name of an image that is not there",
      { docker: DOCKER, singularity: ORAS },
      { prove, ...facts({ [DOCKER]: { isAbsent: true } }) },
    ],
  ])("%s", (_, twins, context) => {
    expect(compareTwins(twins, context)).toMatchObject({ answer: "same-by-name" });
  });
});

describe("the link that is broken is", () => {
  const refuted = proof("version-differs", { by: "names", detail: "it has 0.11.9, the environment 0.12.1" });
  test.each<[string, typeof wave, TwinContext, string]>([
    [
      "environment-docker",
      { docker: "w/fastqc:0.11.9--0123456789abcdef", singularity: ORAS },
      { prove: proveOf({ "w/fastqc:0.11.9--0123456789abcdef": refuted }) },
      `${ORAS} is made from the environment; it has 0.11.9, the environment 0.12.1`,
    ],
    [
      "environment-singularity",
      { docker: DOCKER, singularity: "oras://w/fastqc:0.11.9--0123456789abcdef" },
      { prove: proveOf({ "oras://w/fastqc:0.11.9--0123456789abcdef": refuted }) },
      "Docker's is made from the environment; oras://w/fastqc:0.11.9--0123456789abcdef: it has 0.11.9, the environment 0.12.1",
    ],
    ["names", bio(depot("fastqc:0.11.9--0")), {}, "their names are of two builds"],
    [
      "names",
      { docker: "community.wave.seqera.io/library/fastqc:0.11.9--0123456789abcdef", singularity: URL_OF_D },
      { declared },
      `their names are of two builds: Singularity's is ${ORAS}`,
    ],
    [
      "names",
      { docker: ARM, singularity: ORAS },
      { prove },
      `Docker's is built for linux/arm64, ${ORAS} for linux/amd64`,
    ],
    [
      "manifest-sif",
      wave,
      { prove, declared, ...facts({ [ASKED]: { sif: null } }) },
      `the manifest of ${ORAS} holds no SIF`,
    ],
    [
      "manifest-sif",
      { docker: DOCKER, singularity: `oras://${DOCKER}` },
      { prove: proveOf({ [`oras://${DOCKER}`]: { ...amd, engine: "docker" } }) },
      `oras://${DOCKER} has the id of an image, and no SIF`,
    ],
    [
      "sif-path",
      wave,
      { prove, declared, ...facts({ [ASKED]: { sif: OTHER } }) },
      `${ORAS} holds the SIF sha256:${OTHER}, the URL is of sha256:${D}`,
    ],
    [
      "sif-path",
      { docker: DOCKER, singularity: `${STORE}/e4/${OTHER}/data` },
      { prove, declared, ...facts({ [ASKED]: { sif: D } }) },
      `${ORAS} holds the SIF sha256:${D}, the URL is of sha256:${OTHER}`,
    ],
    [
      "sif-path",
      { docker: DOCKER, singularity: `${STORE}/c9/${D}/data` },
      {},
      `no registry keeps ${STORE}/c9/${D}/data: in place of c9 it has to be c8`,
    ],
    [
      "architecture",
      wave,
      { prove, declared, ...facts({ [ASKED]: { sif: D }, [URL_OF_D]: { platforms: ["linux/arm64"] } }) },
      `the SIF is for linux/arm64, and ${ORAS} is built for linux/amd64`,
    ],
    [
      "architecture",
      bio(depot("fastqc:0.12.1--hdfd78af_0")),
      facts({
        [depot("fastqc:0.12.1--hdfd78af_0")]: { platforms: ["linux/arm64"] },
        [bio("").docker]: { platforms: ["linux/amd64"] },
      }),
      "the SIF is for linux/arm64, Docker's image for linux/amd64",
    ],
    [
      "architecture",
      bio(depot("fastqc:0.12.1--hdfd78af_0")),
      { platform: "arm64", ...facts({ [depot("fastqc:0.12.1--hdfd78af_0")]: { platforms: ["linux/amd64"] } }) },
      "the SIF is for linux/amd64, and linux/arm64 is asked for",
    ],
    [
      "architecture",
      { docker: DOCKER, singularity: ORAS },
      { prove: proveOf({ [ORAS]: proof("unknown") }), ...facts({ [ASKED]: { sif: D, platforms: ["linux/arm64"] } }) },
      "the SIF is for linux/arm64, Docker's image for linux/amd64",
    ],
    // Pushed anew under a name whose hash is of a request for linux/amd64.
    [
      "architecture",
      wave,
      {
        prove,
        declared,
        ...facts({
          [ASKED]: { sif: D },
          [URL_OF_D]: { platforms: ["linux/amd64"] },
          [DOCKER]: { platforms: ["linux/arm64"] },
        }),
      },
      "the SIF is for linux/amd64, Docker's image for linux/arm64",
    ],
    [
      "architecture",
      { docker: `quay.io/biocontainers/${MULLED}`, singularity: depot(MULLED) },
      {
        prove: () => proof("recomputed-with", { by: "mulled-hash" }),
        ...facts({
          [depot(MULLED)]: { platforms: ["linux/arm64"] },
          [`quay.io/biocontainers/${MULLED}`]: { platforms: ["linux/amd64"] },
        }),
      },
      "the SIF is for linux/arm64, Docker's image for linux/amd64",
    ],
    [
      "names",
      { docker: DOCKER, singularity: ORAS_ARM },
      { platform: "linux/amd64", prove: proveOf({ [DOCKER]: { ...amd, platform: "linux/amd64,linux/arm64" } }) },
      `Docker's is built for linux/amd64,linux/arm64, ${ORAS_ARM} for linux/arm64, and linux/amd64 is asked for`,
    ],
    [
      "environment-docker",
      { docker: ASKED, singularity: ORAS },
      { prove: proveOf({ [ASKED]: { ...amd, engine: "singularity" } }) },
      `${ASKED} has the id of a SIF, and is no image`,
    ],
  ])("%s", (link, twins, context, detail) => {
    expect(compareTwins(twins, context)).toMatchObject({ answer: "different", link, detail });
  });
});

describe("no difference is", () => {
  test.each<[string, typeof wave, TwinContext]>([
    [
      "a hash that matches nothing",
      { docker: DOCKER, singularity: ORAS },
      { prove: proveOf({ [ORAS]: proof("unknown") }) },
    ],
    [
      "two images that are not of the environment",
      { docker: DOCKER, singularity: ORAS },
      { prove: () => proof("version-differs") },
    ],
    [
      "the id of an image in the name of what a registry shows to be a SIF",
      { docker: DOCKER, singularity: `oras://${DOCKER}` },
      {
        prove: proveOf({ [`oras://${DOCKER}`]: { ...amd, engine: "docker" } }),
        ...facts({ [DOCKER]: { sif: D } }),
      },
    ],
    [
      "a platform that neither has by the hash of mulled-v2 and by their headers",
      { docker: `quay.io/biocontainers/${MULLED}`, singularity: depot(MULLED) },
      {
        platform: "linux/arm64",
        prove: () => proof("recomputed-with", { by: "mulled-hash" }),
        ...facts({
          [depot(MULLED)]: { platforms: ["linux/amd64"] },
          [`quay.io/biocontainers/${MULLED}`]: { platforms: ["linux/amd64"] },
        }),
      },
    ],
    [
      "the tag beside a digest",
      { docker: `w/fastqc:0.12.1--0123456789abcdef@sha256:${D}`, singularity: ORAS },
      { prove: proveOf({ [`w/fastqc:0.12.1--0123456789abcdef@sha256:${D}`]: proof("not-from-environment") }) },
    ],
    ["a declared name that is not there", wave, { prove, declared, ...facts({ [ASKED]: {} }) }],
    [
      "a SIF for what Docker's half lacks as well",
      bio(depot("fastqc:0.12.1--hdfd78af_0")),
      {
        platform: "linux/arm64",
        ...facts({
          [depot("fastqc:0.12.1--hdfd78af_0")]: { platforms: ["linux/amd64"] },
          [bio("").docker]: { platforms: ["linux/amd64"] },
        }),
      },
    ],
    [
      "an image for several platforms",
      { docker: DOCKER, singularity: ORAS },
      { prove: proveOf({ [DOCKER]: proof("recomputed", { platform: "linux/amd64,linux/arm64" }) }) },
    ],
    [
      "metadata that has the id of the image in the name of the SIF",
      wave,
      {
        declared: [
          { image: DOCKER, platform: "linux/amd64" },
          { image: `oras://${DOCKER}`, platform: "linux/amd64" },
          { image: URL_OF_D, platform: "linux/amd64" },
        ],
        prove: proveOf({ [`oras://${DOCKER}`]: { ...amd, engine: "docker" } }),
        predicted: () => [ORAS],
        ...facts({ [ASKED]: { sif: D } }),
      },
    ],
    [
      "metadata about another build",
      wave,
      {
        prove,
        declared: [
          { image: "w/old:1--0123456789abcdef", platform: "linux/amd64" },
          { image: "oras://w/old:1--fedcba9876543210", platform: "linux/amd64" },
        ],
        ...facts({ "w/old:1--fedcba9876543210": { sif: OTHER } }),
      },
    ],
  ])("%s", (_, twins, context) => {
    expect(compareTwins(twins, context).answer).not.toBe("different");
  });
});

test("registries are asked for what is declared, else for what is predicted, of a URL alone", () => {
  expect(registryNames(wave, { declared, predicted: () => [ORAS_ARM] })).toEqual([ASKED]);
  expect(registryNames(wave, { predicted: () => [ORAS] })).toEqual([ASKED]);
  expect(registryNames({ docker: DOCKER, singularity: ORAS }, { declared })).toEqual([]);
});
