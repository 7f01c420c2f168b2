/** What a file of cases for a policy may say: the one definition behind its reader, its schema and the table of docs/policy.md. */
import { canonicalOf } from "../image/name.ts";
import { parseTypedPlatform } from "../image/platform.ts";
import { engines } from "../policy/file/definition.ts";
import { rules } from "../policy/rules/index.ts";
import { type Given, object, optional, required } from "../policy/shapes/fields.ts";
import { wholeNumber } from "../policy/shapes/json-values.ts";
import { choice, flag, type JsonSchema, list, parsed, record, type Shape, text } from "../policy/shapes/shape.ts";
import {
  bytes,
  date,
  digest,
  momentOf,
  platform,
  platforms,
  prose,
  severities,
  texts,
} from "../policy/shapes/values.ts";
import type { Span } from "../text/lines.ts";
import { quote } from "../text/quote.ts";

// ── What a registry would say ───────────────────────────────────────────────

const time = parsed<string>("a date or a time", { type: "string" }, (written) => {
  const value = momentOf(written);
  return value === undefined ? { error: `${quote(written)} is not a date; write YYYY-MM-DD` } : { value };
});

export const configFields = {
  user: optional(text, "as whom it runs; without it root"),
  created: optional(time, "when it was built"),
  labels: optional(record(text, "a map from label to value"), "its labels"),
  entrypoint: optional(texts, "its entry point"),
  size: optional(bytes, "the sum of its compressed layers, or of a file that is downloaded"),
  layers: optional(texts, "the content of its layers, first to last: words that are equal where layers are"),
};

const config = object(configFields, "a map of what its configuration says");
const attested = list(choice(["provenance", "sbom", "signature"]), "a list");

export const platformFields = {
  config: optional(config, "what its configuration says there"),
  attested: optional(attested, "what is kept beside it there"),
};

const byPlatform = record(
  object(platformFields, "a map of what differs"),
  "a map from platform to what differs there",
  {
    get schema() {
      return platform.schema;
    },
    fault(written) {
      const read = parseTypedPlatform(written);
      return "error" in read ? read.error : undefined;
    },
  },
);

export const answerFields = {
  digest: optional(
    digest,
    "what the name means; without it, a digest that is made of the last part of the name: of a copy elsewhere, the same",
  ),
  platforms: optional(platforms, "for which platforms it is offered"),
  config: optional(config, "what its configuration says on each platform"),
  attested: optional(attested, "what is kept beside it"),
  "by-platform": optional(
    byPlatform,
    "what takes the place of both on some platforms, for which it is offered as well",
  ),
};

const NO_ANSWERS = ["absent", "private", "unreachable"] as const;

const answerMap = object(answerFields, "`absent`, `private`, `unreachable`, or a map of what is known");
const noAnswer = choice(NO_ANSWERS);

/** What a registry says of one image. */
export type Answer = Partial<Given<typeof answerFields>> | (typeof NO_ANSWERS)[number];

const answer: Shape<Answer> = {
  words: answerMap.words,
  get schema() {
    return { anyOf: [noAnswer.schema, answerMap.schema] };
  },
  read(tree, reading): Answer | undefined {
    return tree.kind === "scalar" && tree.value !== null ? noAnswer.read(tree, reading) : answerMap.read(tree, reading);
  },
};

const answers = record(answer, "a map from image to what the registry says of it", {
  schema: { minLength: 1 },
  fault: (name) =>
    canonicalOf(name) === undefined && !/^(?:https?:\/\/|\.\/)./.test(name)
      ? `${quote(name)} is neither the name of an image nor the URL of a file`
      : undefined,
});

// ── What is expected ────────────────────────────────────────────────────────

export const expectationFields = {
  rule: required(choice(rules.map(({ id }) => id)), "the rule that speaks"),
  severity: optional(choice(severities), "how much it counts"),
  image: optional(text, "the image that it is about"),
  file: optional(text, "the file where it is placed"),
  line: optional(wholeNumber(1), "the line where it is placed"),
  message: optional(text, "words of its message"),
  waived: optional(flag, "that a waiver or a comment takes it out"),
};

/** A finding that a case expects: what is absent may be anything. */
export type Expectation = Given<typeof expectationFields>;

// ── Cases ───────────────────────────────────────────────────────────────────

const paths = record(text, "a map from path to text", {
  schema: { pattern: "^[^/]" },
  fault: (path) =>
    /^\/|\\|^$|(?:^|\/)\.{0,2}(?:\/|$)/.test(path)
      ? `${quote(path)} is not a path; write one relative to the repository, with / between folders`
      : undefined,
});

export const caseFields = {
  name: required(prose, "what the case shows"),
  images: optional(list(text, "a list of images", { atLeast: 1 }), "images, each of a process of its own"),
  engine: optional(
    choice(engines.filter((engine) => engine !== "buildkit" && engine !== "kubernetes")),
    "the engine that pulls `images`; without it `docker`",
  ),
  files: optional(paths, "in place of `images`: the files of a repository"),
  registry: optional(answers, "what registries say of images, on top of `registry` of the file"),
  platform: optional(platform, "the platform of the run"),
  today: optional(date, "the day of the run; without it that of the file"),
  adds: optional(text, "what a policy says that builds on this one, in YAML: the case is about both together"),
  expect: optional(
    list(object(expectationFields, "a map of a rule and what it says"), "a list of findings"),
    "every finding, and no other; required with `images` and `files`",
  ),
  verdict: optional(choice(["pass", "fail", "undecided"]), "what becomes of the run"),
  refused: optional(
    prose,
    "in place of images and what is expected: words of the error for which what the case `adds` cannot be used",
  ),
};

const caseMap = object(caseFields, "a map of a name, images or files, and what is expected");

/** One case, and where it stands. */
export type PolicyCase = Given<typeof caseFields> & { readonly at: Span };

const RUN = ["images", "files", "expect", "verdict"] as const;

/** What a case lacks or has too much of; undefined where it is either of a run or of a refusal. */
function faultOf(given: Given<typeof caseFields>): string | undefined {
  if (given.refused === undefined) {
    if ((given.images === undefined) === (given.files === undefined))
      return "a case has images or files, one of the two";
    return given.expect === undefined ? "say what to expect; expect: [] for nothing" : undefined;
  }
  if (given.adds === undefined) return "refused is of what a policy adds: say it under adds";
  const stray = RUN.find((key) => given[key] !== undefined);
  return stray === undefined ? undefined : `a policy that is refused is not run: leave out ${stray} or refused`;
}

const policyCase: Shape<PolicyCase> = {
  words: caseMap.words,
  get schema(): JsonSchema {
    const run = RUN.map((key) => ({ required: [key] }));
    return {
      ...caseMap.schema,
      oneOf: [
        { required: ["images", "expect"], not: { required: ["refused"] } },
        { required: ["files", "expect"], not: { required: ["refused"] } },
        { required: ["adds", "refused"], not: { anyOf: run } },
      ],
    };
  },
  read(tree, reading) {
    const given = caseMap.read(tree, reading);
    if (given === undefined) return undefined;
    const fault = faultOf(given);
    return fault === undefined ? { ...given, at: tree.at } : reading.problems.add(tree.at, `${reading.path}: ${fault}`);
  },
};

export const caseFileFields = {
  policy: required(text, "the policy: a path relative to this file, `owner/repo:path@ref`, or a preset"),
  today: optional(date, "the day of every run; without it that on which the cases are run"),
  registry: optional(answers, "what registries say of images, for every case"),
  cases: required(list(policyCase, "a list of cases", { atLeast: 1 }), "the cases"),
};

export type CaseFile = Given<typeof caseFileFields>;

export const caseFileShape = object(caseFileFields, "a map of a policy and cases");
