/** What a baseline may say: the one definition behind its reader and the table of docs/baseline.md. */
import type { Severity } from "../model.ts";
import { object, optional, required } from "../policy/shapes/fields.ts";
import { choice, list, parsed, type Shape, text } from "../policy/shapes/shape.ts";
import { date, prose, severities } from "../policy/shapes/values.ts";

/** The version of the format. */
export const BASELINE_VERSION = 1;

const fingerprint = parsed<string>("a fingerprint", { type: "string" }, (written) =>
  /^[0-9a-f]{32}$/.test(written) ? { value: written } : { error: "a fingerprint has 32 hex digits" },
);

const version = parsed<1>("`1`", { const: BASELINE_VERSION }, (written) =>
  written === String(BASELINE_VERSION)
    ? { value: BASELINE_VERSION }
    : { error: `this release reads version ${BASELINE_VERSION}; write the baseline anew with wave-inspect baseline` },
);

const image: Shape<string | null> = {
  words: "the name of an image, or null",
  schema: { type: ["string", "null"] },
  read: (tree, reading) => (tree.kind === "scalar" && tree.value === null ? null : text.read(tree, reading)),
};

export const knownFields = {
  fingerprint: required(fingerprint, "what tells it from every other finding, whatever lines move"),
  rule: required(text, "the rule that says it"),
  severity: required(choice(severities satisfies readonly Severity[]), "how grave it was; a graver one counts"),
  image: required(image, "the image that it is about; null: none"),
  images: optional(
    list(text, "a list of names"),
    "those that it is told of, where it is one thing about several; of one more it counts",
  ),
  file: required(text, "where it is, from the root of the repository on"),
  message: required(text, "what it said"),
  since: optional(date, "from when on it is known"),
  expires: optional(date, "the last day (UTC) on which it does not count"),
  owner: optional(prose, "who answers for it"),
  reason: optional(prose, "why it may stay"),
  ticket: optional(prose, "where it is tracked"),
};

export const baselineShape = object(
  {
    version: required(version, "version of this format"),
    findings: required(list(object(knownFields, "a known finding"), "a list of known findings"), "what is known"),
  },
  "a map of version and findings",
);
