/** What of the JSON report of `check` is read back: who wrote it, when, and every inspection. */
import type { AttestationKind, Evidence, Need } from "../model.ts";
import { failureStates } from "../policy/rules/inspectable.ts";
import { type Fields, object, optional, required } from "../policy/shapes/fields.ts";
import { jsonCount, jsonText } from "../policy/shapes/json-values.ts";
import { choice, flag, list, parsed, record, type Shape, text } from "../policy/shapes/shape.ts";
import { momentOf } from "../policy/shapes/values.ts";
import { quote } from "../text/quote.ts";

/** The version of the report. */
const VERSION = 1;

const version = parsed<number>("`1`", { const: VERSION }, (written) =>
  written === String(VERSION)
    ? { value: VERSION }
    : { error: `this release reads version ${VERSION} of the report; judge it with the release that wrote it` },
);

/** As it is written. */
const time = parsed<string>("a time", { type: "string", format: "date-time" }, (written) =>
  momentOf(written) === undefined
    ? { error: `${quote(written)} is not a time; one is written as 2026-11-30T12:00:00Z` }
    : { value: written },
);

const texts = list(jsonText, "a list of texts");
const labels = record(jsonText, "a map of texts");

const descriptorFields = {
  mediaType: optional(jsonText, "media type"),
  digest: optional(jsonText, "digest"),
  size: optional(jsonCount, "bytes"),
  annotations: optional(labels, "annotations"),
};
const descriptor = object(descriptorFields, "a descriptor");

const platform = object(
  {
    architecture: optional(jsonText, "architecture"),
    os: optional(jsonText, "operating system"),
    variant: optional(jsonText, "variant"),
  },
  "a platform",
);

const index = object(
  {
    schemaVersion: optional(jsonCount, "version of the form"),
    mediaType: optional(jsonText, "media type"),
    manifests: optional(
      list(
        object({ ...descriptorFields, platform: optional(platform, "its platform") }, "an entry"),
        "a list of entries",
      ),
      "the entries",
    ),
    digest: optional(jsonText, "digest of the index"),
  },
  "an index",
);

const imageConfig = object(
  {
    hostName: optional(jsonText, "host name"),
    domainName: optional(jsonText, "domain name"),
    user: optional(jsonText, "USER"),
    attachStdin: optional(flag, "whether it reads standard input"),
    attachStdout: optional(flag, "whether it shows standard output"),
    attachStderr: optional(flag, "whether it shows standard error"),
    tty: optional(flag, "whether it has a terminal"),
    env: optional(texts, "ENV"),
    cmd: optional(texts, "CMD"),
    image: optional(jsonText, "what it was made from"),
    workingDir: optional(jsonText, "WORKDIR"),
    entrypoint: optional(texts, "ENTRYPOINT"),
    labels: optional(labels, "LABEL"),
  },
  "a map of settings",
);

const containerConfig = object(
  {
    architecture: optional(jsonText, "architecture"),
    config: required(imageConfig, "how it is run"),
    container: optional(jsonText, "container that it was made from"),
    created: optional(jsonText, "when it was built"),
    rootfs: required(
      object({ type: optional(jsonText, "`layers`"), diff_ids: optional(texts, "digests of the layers") }, "a map"),
      "its layers",
    ),
  },
  "a configuration",
);

const manifest = object(
  {
    schemaVersion: optional(jsonCount, "version of the form"),
    mediaType: optional(jsonText, "media type"),
    config: optional(descriptor, "its configuration"),
    layers: optional(list(descriptor, "a list of layers"), "its layers"),
    annotations: optional(labels, "annotations"),
    artifactType: optional(jsonText, "what it is, where it is no image"),
  },
  "a manifest",
);

const container = object(
  {
    registry: required(jsonText, "the registry"),
    hostName: required(jsonText, "its address"),
    imageName: required(jsonText, "the repository"),
    reference: required(jsonText, "the tag or digest"),
    digest: optional(jsonText, "digest of the manifest"),
    config: required(containerConfig, "the configuration"),
    manifest: required(manifest, "the manifest"),
    v1: required(flag, "whether the manifest is of schema 1"),
    v2: required(flag, "whether the manifest is of schema 2"),
    oci: required(flag, "whether the manifest is of OCI"),
  },
  "an image",
);

const either = object({ container: optional(container, "one image"), index: optional(index, "an index") }, "an answer");

/** One image or an index, and not both. */
const answer: typeof either = {
  ...either,
  read(tree, reading) {
    if (tree.kind === "map" && tree.entries.length !== 1)
      return reading.problems.add(tree.at, `${reading.path} has one of "container" and "index"`);
    return either.read(tree, reading);
  },
};

const failure = object(
  {
    state: required(choice(failureStates), "how it failed"),
    message: required(text, "what was said"),
    incomplete: optional(flag, "that a part of the image is missing"),
    exhausted: optional(flag, "that the run ended before there was an answer"),
  },
  "a failure",
);

const kinds = ["provenance", "sbom", "signature"] as const satisfies readonly AttestationKind[];
const needs = ["existence", "platforms", "config"] as const satisfies readonly Need[];
const vias = ["wave", "registry", "cache", "download", "file", "none"] as const satisfies readonly Evidence["via"][];

const attestations = object(
  {
    found: required(
      list(
        object(
          {
            kind: required(choice(kinds), "what it is"),
            by: required(choice(["index", "referrers", "referrers-tag", "cosign-tag"]), "how it is tied to the image"),
            digest: optional(jsonText, "digest of its manifest"),
            subject: required(jsonText, "digest of what it is beside"),
          },
          "a map about one attestation",
        ),
        "a list of attestations",
      ),
      "what was found",
    ),
    failure: optional(failure, "why it is not known whether there is more"),
  },
  "a map about attestations",
);

const created = optional(jsonText, "when it was built");
const download = object(
  {
    size: optional(jsonCount, "bytes"),
    sif: optional(object({ architecture: optional(jsonText, "platform"), created }, "a map"), "header of a SIF"),
    squashfs: optional(object({ created }, "a map"), "header of a squashfs"),
  },
  "a map about a file",
);

const evidence = object(
  {
    via: required(choice(vias), "who was asked"),
    host: required(jsonText, "the host that was asked"),
    verified: required(flag, "whether every byte was hashed"),
    requests: required(jsonCount, "requests spent"),
    observedAt: required(time, "when it was observed"),
    status: optional(jsonCount, "status of HTTP"),
    code: optional(jsonText, "code of the registry"),
    indexDigest: optional(jsonText, "digest of the index"),
    variant: optional(jsonText, "variant of the platform"),
    os: optional(jsonText, "operating system"),
    identity: optional(choice(["anonymous", "credentials", "workspace"]), "who could read it"),
    notes: optional(texts, "what else is to be said"),
  },
  "a map about how the answer was come by",
);

/** The platform of a request: null is none. */
const noneOr = (shape: Shape<string>): Shape<string | null> => ({
  ...shape,
  words: `${shape.words}, or null`,
  read: (tree, reading) => (tree.kind === "scalar" && tree.value === null ? null : shape.read(tree, reading)),
});

export const inspectionFields = {
  image: required(text, "the image that was asked about"),
  platform: required(noneOr(text), "the platform that was asked for, or null"),
  need: required(choice(needs), "how much was asked"),
  expects: optional(texts, "digests that files have beside the name"),
  lookFor: optional(list(choice(kinds), "a list of kinds of attestations"), "attestations that were looked for"),
  digest: optional(jsonText, "what the name meant"),
  platforms: optional(texts, "platforms on offer"),
  answer: optional(answer, "the answer"),
  artifact: optional(jsonText, "of what is no container image: its type"),
  download: optional(download, "of an image that is one file"),
  attestations: optional(attestations, "what was found beside the image"),
  failure: optional(failure, "why there is no answer"),
  evidence: required(evidence, "how the answer was come by"),
} as const satisfies Fields;

const tool = object(
  {
    name: required(text, "name of the program"),
    version: required(text, "its version"),
    url: optional(jsonText, "where its files can be read"),
    sha256: optional(jsonText, "of its files"),
  },
  "a map of name and version",
);

/** What is read of the whole report; the rest of it is judged anew. */
export const reportFields = {
  schemaVersion: required(version, "version of the report"),
  tool: required(tool, "who wrote it"),
  startedAt: required(time, "when the run began"),
  repository: optional(jsonText, "the repository"),
  commit: optional(jsonText, "its commit"),
  inspector: required(choice(["wave", "registry", "none"]), "who was asked"),
  inspections: required(
    list(object(inspectionFields, "an inspection"), "a list of inspections"),
    "what was answered; only wave-inspect check --format json writes it",
  ),
} as const satisfies Fields;
