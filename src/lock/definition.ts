/** What a lock may say: the one definition behind the reader, containers-lock.schema.json and the tables of docs/lock.md. */
import { isDigest } from "../image/grammar.ts";
import type { FailureState, Recorder, Unseen } from "../model.ts";
import { type Given, object, optional, required } from "../policy/shapes/fields.ts";
import { choice, type JsonSchema, list, record, type Shape, wrongKind } from "../policy/shapes/shape.ts";
import { count } from "../text/json.ts";
import { quote, short } from "../text/quote.ts";

const SHA256 = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const SUM = /^[0-9a-f]{16}$/;

/** A text of JSON: unlike in a policy, a number is none. */
function string(words: string, form?: { readonly pattern: RegExp; readonly advice: string }): Shape<string> {
  return {
    words,
    schema: { type: "string", minLength: 1, ...(form && { pattern: form.pattern.source }) },
    read(tree, reading) {
      if (tree.kind !== "scalar" || typeof tree.value !== "string" || tree.value === "")
        return wrongKind(tree, reading, words);
      if (form?.pattern.test(tree.value) ?? true) return tree.value;
      return reading.problems.add(tree.at, `${reading.path}: ${quote(tree.value)} is not ${words}; ${form?.advice}`);
    },
  };
}

const text = string("a text");
const texts = list(text, "a list of texts");

/** A word of a command, which may be empty. */
const word: Shape<string> = {
  words: "a text",
  schema: { type: "string" },
  read(tree, reading) {
    if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
    return wrongKind(tree, reading, "a text");
  },
};
const command = list(word, "a list of words");

const digest: Shape<string> = {
  words: "a digest",
  schema: {
    type: "string",
    pattern: "^(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$",
  },
  read(tree, reading) {
    const written = text.read(tree, reading);
    if (written === undefined || isDigest(written)) return written;
    const advice = "it is sha256: and 64 hex digits in lower case (sha384: and 96, sha512: and 128)";
    return reading.problems.add(tree.at, `${reading.path}: ${quote(written, 150)} is not a digest; ${advice}`);
  },
};

const bytes: Shape<number> = {
  words: "a number of bytes",
  schema: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER } satisfies JsonSchema,
  read(tree, reading) {
    const value = count(tree.kind === "scalar" ? tree.value : undefined);
    return value ?? wrongKind(tree, reading, this.words);
  },
};

const yes: Shape<boolean> = {
  words: "`true` or `false`",
  schema: { type: "boolean" },
  read(tree, reading) {
    if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
    return wrongKind(tree, reading, "true or false");
  },
};

const instant = string("a time", { pattern: INSTANT, advice: "write it as 2026-11-30T12:00:00Z" });
const sha256 = string("a sha256", { pattern: SHA256, advice: "it has 64 hex digits in lower case" });
const sum = string("a sum", { pattern: SUM, advice: "it has 16 hex digits in lower case" });

export const layerFields = {
  digest: required(digest, "digest of the layer"),
  size: optional(bytes, "bytes, compressed"),
};

export const platformFields = {
  cmd: optional(command, "CMD of the image"),
  config: optional(digest, "digest of the configuration; absent: the configuration was not asked for"),
  created: optional(text, "when the image was built, as it says itself"),
  digest: optional(digest, "digest of the manifest; absent: the index does not say which entry it is"),
  entrypoint: optional(command, "ENTRYPOINT of the image"),
  layers: optional(
    list(object(layerFields, "a map of digest and size"), "a list of layers"),
    "the layers, lowest first",
  ),
  mediaType: optional(text, "media type of the manifest"),
  path: optional(text, "PATH of the image's environment"),
  user: optional(text, "USER of the image"),
  workdir: optional(text, "WORKDIR of the image"),
};

export const fileFields = {
  architecture: optional(text, "for which platform, as the header of the file has it"),
  created: optional(text, "when the file was built, as its header has it"),
  format: required(choice(["sif", "squashfs"]), "format of the file"),
  sha256: optional(sha256, "of the file, where its registry or its URL states it"),
  size: optional(bytes, "bytes of the file"),
};

export const recorders = ["registry", "wave", "download"] as const satisfies readonly Recorder[];

const failures = [
  "not-found",
  "absent-or-private",
  "unauthorized",
  "rate-limited",
  "unreachable",
  "timeout",
  "server-error",
  "invalid-reference",
  "unsupported",
  "platform-missing",
  "digest-mismatch",
  "too-large",
  "malformed",
  "cancelled",
  "configuration",
] as const satisfies readonly FailureState[];

const unseen = ["not-pulled", "not-asked", ...failures] as const satisfies readonly Unseen[];

export const imageFields = {
  artifact: optional(text, "of what is no container image: its type"),
  by: required(choice(recorders), "who said so: the registry itself, Wave, or the server of a download"),
  digest: optional(digest, "what the name means: digest of the index, or of the single manifest"),
  file: optional(object(fileFields, "a map about a file"), "of an image that is one file (SIF)"),
  files: optional(texts, "files that name it for something else than a process"),
  firstSeen: required(instant, "when this content was recorded first"),
  mediaType: optional(text, "media type of what `digest` names"),
  platforms: optional(
    record(object(platformFields, "a map about the image of one platform"), "a map from platform to its image"),
    "every platform on offer",
  ),
  processes: optional(texts, "Nextflow processes that pull it"),
  scenarios: optional(texts, "runs and builds that pull it"),
  sum: required(sum, "over the rest of the entry: tells a damaged one from a whole one"),
  unseen: optional(choice(unseen), "why the last run did not see it"),
  verified: required(yes, "whether every byte was hashed here; else it is taken on the service's word"),
  written: optional(texts, "the name as files have it"),
};

/** One entry as it is written. */
export type EntryFields = Given<typeof imageFields>;

/** The version of the format that is written, and the only one that is read. */
export const lockVersion = 1;

const version: Shape<1> = {
  words: "`1`",
  schema: { const: lockVersion },
  read(tree, reading) {
    if (tree.kind === "scalar" && tree.value === lockVersion) return lockVersion;
    const what = tree.kind === "scalar" ? short(tree.text, 20) : "this";
    return reading.problems.add(
      tree.at,
      `version: ${what} is not a version that this release reads; it reads ${lockVersion}: a newer wave-inspect wrote the file, or nobody did`,
    );
  },
};

export const lockFields = {
  images: required(
    record(object(imageFields, "a map about one image"), "a map from image to what it is"),
    "every image, by its canonical name or its URL",
  ),
  version: required(version, "version of this format"),
};

export const lockShape = object(lockFields, "a JSON object with version and images");
