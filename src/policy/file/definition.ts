/** What a policy file may say: the one definition behind the reader, policy.schema.json and the tables of docs/policy.md. */
import type { Span } from "../../text/lines.ts";
import type { Engine, SourceKind } from "../../model.ts";
import { rules } from "../rules/index.ts";
import { type Fields, type Given, object, optional, required } from "../shapes/fields.ts";
import {
  anything,
  choice,
  closedRecord,
  flag,
  list,
  record,
  type Shape,
  text,
  textSchema,
  wrongKind,
} from "../shapes/shape.ts";
import { date, fileGlobs, namePatterns, platform, platforms, prose, texts } from "../shapes/values.ts";
import { short } from "../../text/quote.ts";
import { modulePattern } from "../shapes/module-pattern.ts";
import { ruleSettings, imageRules } from "./rule-settings.ts";

const sources = [
  "nextflow",
  "dockerfile",
  "bake",
  "compose",
  "workflow",
  "apptainer",
  "devcontainer",
  "kubernetes",
  "gitlab",
  "circleci",
  "gitpod",
  "cwl",
  "wdl",
  "snakemake",
  "nf-core",
] as const satisfies readonly SourceKind[];

export const engines = [
  "docker",
  "podman",
  "singularity",
  "apptainer",
  "charliecloud",
  "shifter",
  "sarus",
  "apple-container",
  "smolvm",
  "buildkit",
  "kubernetes",
] as const satisfies readonly Engine[];

// ── Overrides and waivers ───────────────────────────────────────────────────

const scopeFields = {
  images: optional(namePatterns, "name patterns"),
  files: optional(fileGlobs, "globs of the file where the name is written"),
  sources: optional(list(choice(sources), "a list of kinds of file"), "kinds of file"),
  engines: optional(list(choice(engines), "a list of engines"), "engines that pull the image"),
  processes: optional(texts, "globs of Nextflow process names, qualified or plain"),
  labels: optional(texts, "globs of labels of the process"),
  profiles: optional(texts, "globs of profiles, of which the run has one"),
  modules: optional(
    list(modulePattern, "a list of origins of modules"),
    "whose module it is in which the name is written: `local`, `nf-core`, or a repository (`acme/modules`, `git.example.org/*`)",
  ),
  platforms: optional(platforms, "platforms for which the image is pulled"),
  called: optional(flag, "`false`: processes that no workflow calls; `true`: all others"),
};
const SCOPE_KEYS = Object.keys(scopeFields);

export const overrideFields = {
  ...scopeFields,
  rules: required(
    ruleSettings(imageRules, "imageRules"),
    "what holds for these instead; severity and options are replaced one by one",
  ),
};

export const waiverFields = {
  ...scopeFields,
  rules: required(
    list(choice(imageRules.map((rule) => rule.id)), "a list of rules", { atLeast: 1 }),
    "the rules that are waived",
  ),
  reason: required(prose, "why; shown wherever the finding is"),
  owner: optional(prose, "who answers for it"),
  ticket: optional(prose, "where it is tracked; shown beside the reason"),
  expires: optional(date, "the last day (UTC) on which it works"),
};

/** A map that must say what it is about: without any criterion it would be about everything. */
function scoped<F extends Fields>(shape: Shape<Given<F>>): Shape<Given<F>> {
  return {
    words: shape.words,
    get schema() {
      return { ...shape.schema, anyOf: SCOPE_KEYS.map((key) => ({ required: [key] })) };
    },
    read(tree, reading) {
      if (tree.kind === "map" && !tree.entries.some((entry) => SCOPE_KEYS.includes(entry.key))) {
        reading.problems.add(
          tree.at,
          `${reading.path} is about nothing in particular; give at least one of ${SCOPE_KEYS.join(", ")}`,
        );
      }
      return shape.read(tree, reading);
    },
  };
}

export const override = located(scoped(object(overrideFields, "a map of a scope and rules")));
export const waiver = located(scoped(object(waiverFields, "a map of rules, a scope and a reason")));

/** A value with its place. */
export interface Located<T> {
  readonly value: T;
  readonly at: Span;
}

function located<T>(shape: Shape<T>): Shape<Located<T>> {
  return {
    words: shape.words,
    get schema() {
      return shape.schema;
    },
    read(tree, reading) {
      const value = shape.read(tree, reading);
      return value === undefined ? undefined : { value, at: tree.at };
    },
  };
}

// ── Sections ────────────────────────────────────────────────────────────────

/** As `--build-arg NAME=` gives it, it may be empty. */
const buildArgument: Shape<string> = {
  words: text.words,
  schema: textSchema({ minLength: 0 }),
  read: (tree, reading) => (tree.kind === "scalar" && tree.value !== null ? tree.text : text.read(tree, reading)),
};

const scenarioFields = {
  profiles: optional(texts, "profiles of one `nextflow run`, in order"),
  arguments: optional(texts, "further arguments, such as `--gpu` and `true`"),
};

export const sectionFields = {
  files: {
    exclude: optional(fileGlobs, "globs of files that are left out"),
    kinds: optional(
      closedRecord(sources, flag, "a map from kind of file to true or false"),
      "kinds of file turned on or off",
    ),
    tests: optional(flag, "whether the Nextflow pipelines below `tests/` are looked at, too"),
  },
  nextflow: {
    syntax: optional(choice(["auto", "v1", "v2"]), "Nextflow's parser whose rules hold"),
    scenarios: optional(
      list(object(scenarioFields, "a map of profiles and arguments"), "a list of scenarios"),
      "the runs to check; without it, one with Docker and one with Singularity or Apptainer, where the project can enable them, and what it enables without a profile",
    ),
    params: optional(record(anything, "a map from parameter to value"), "values as in a `-params-file`"),
    "launch-dir": optional(text, "launch directory, relative to the repository"),
    "judge-uncalled": optional(
      flag,
      "whether processes that no workflow calls are judged; without it, only where no process is called at all (a collection of modules)",
    ),
  },
  dockerfile: {
    "build-args": optional(record(buildArgument, "a map from build argument to value"), "values as of `--build-arg`"),
    target: optional(text, "the stage to build, as of `--target`"),
    "judge-unreachable": optional(flag, "whether images that this build does not fetch are judged"),
  },
} satisfies Record<string, Fields>;

/** A number by its value: `1.0` is 1 to whoever reads the file by the schema. */
const version: Shape<1> = {
  words: "`1`",
  schema: { enum: [1, "1"] },
  read(tree, reading) {
    const written = text.read(tree, reading);
    if (written === undefined) return undefined;
    if (written === "1" || (tree.kind === "scalar" && tree.value === 1)) return 1;
    const message = `"${short(written, 20)}" is not a version that this release reads; write 1`;
    return reading.problems.add(tree.at, `${reading.path}: ${message}`);
  },
};

const onePlatform: Shape<string> = {
  ...platform,
  read(tree, reading) {
    if (tree.kind !== "list") return platform.read(tree, reading);
    return reading.problems.add(
      tree.at,
      `${reading.path} is one platform, not a list; what images must offer goes under rules.architecture.require`,
    );
  },
};

/** One text or a list of them, each with its place. */
const reference = located(text);
const extendsShape: Shape<readonly Located<string>[]> = {
  words: "a policy or a list of policies",
  schema: { anyOf: [text.schema, { type: "array", items: text.schema }] },
  read(tree, reading) {
    if (tree.kind === "map") return wrongKind(tree, reading, this.words);
    const items = tree.kind === "list" ? tree.items : [tree];
    return items.flatMap((item) => reference.read(item, reading) ?? []);
  },
};

/** Of two values of the other keys neither is tighter: they say what is run or built. */
const FINAL_SECTIONS = [
  "fail-on",
  "inspector",
  "files",
  "lock",
  "nextflow.scenarios",
  "nextflow.judge-uncalled",
  "dockerfile.judge-unreachable",
] as const;

export const policyFields = {
  version: required(version, "version of this format"),
  extends: optional(
    extendsShape,
    "policies that this one builds on: `owner/repo:path@ref`, a relative path or a preset (`wave-inspect:standard`); later ones win, this file wins over all",
  ),
  files: optional(object(sectionFields.files, "a map"), "which files are read"),
  nextflow: optional(object(sectionFields.nextflow, "a map"), "how Nextflow would be run"),
  dockerfile: optional(object(sectionFields.dockerfile, "a map"), "how images would be built"),
  inspector: optional(choice(["wave", "registry", "none"]), "who is asked about images"),
  platform: optional(onePlatform, "the platform of the run"),
  "fail-on": optional(choice(["error", "warning", "notice", "never"]), "the least severity that fails the run"),
  rules: optional(ruleSettings(rules, "rules"), "rules that are on, with their options"),
  final: optional(
    list(choice(FINAL_SECTIONS), "a list of keys", { atLeast: 1 }),
    "what else whoever builds on this policy may only tighten",
  ),
  overrides: optional(list(override, "a list of overrides"), "other rules for some images; later ones win"),
  baseline: optional(
    text,
    "file of known findings, relative to the root of the repository; where only a policy that this one extends names it, it may be missing",
  ),
  lock: optional(
    choice(["strict", "warn", "off"]),
    "whether images are held against `containers.lock` (rule `locked`): as errors, as warnings, or not at all; without it strictly where there is one",
  ),
  waivers: optional(list(waiver, "a list of waivers"), "findings that do not count, with a reason and an end"),
};

const SECRETS =
  "a policy can be changed by a pull request, which must not send a token elsewhere; it is an input of the action";

/** Keys that people expect here, and why they are elsewhere. */
export const refusedKeys: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "wave-endpoint",
      "seqera-access-token",
      "seqera-endpoint",
      "seqera-workspace-id",
      "token",
      "credentials",
      "registries",
      "insecure-registries",
      "github-token",
      "endpoint",
    ].map((key) => [key, SECRETS]),
  ),
  cases: "a file of cases is run by wave-inspect policy test",
};

export const policyShape = object(policyFields, "a map that begins with `version: 1`", refusedKeys);
