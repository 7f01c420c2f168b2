/** Whether an image is made from the environment of its process, as far as its name proves that. */
import { isOras } from "../../image/written.ts";
import type { RecipeVerdict, Severity } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { bySeverity } from "../../order.ts";
import { withDefault } from "../shapes/fields.ts";
import { level, type Level } from "../shapes/values.ts";
import { platformFix } from "./recipe-fix.ts";
import { PROVES } from "../../recipe/proofs.ts";
import { environmentInWords, templateOf } from "./recipe-words.ts";
import { imageRule, type Message } from "./rule.ts";
import type { Recipe, Subject } from "./subject.ts";

/**
 * `other-kind`: the hash of a SIF in the name of an image, or the other way round; no engine can pull such a name. `unread`: there is an
 * environment, and nobody can say what is in it.
 */
type Weighed = Exclude<RecipeVerdict, "recomputed"> | "other-kind" | "unread";

export const recipe = imageRule({
  id: "recipe",
  summary: "What the name of an image proves of its recipe is what the environment of its process says",
  severity: "error",
  ofMetadata: true,
  options: {
    "other-platform": withDefault(
      level,
      "error",
      "what an image counts as whose hash is that of another platform than its place claims, or that of a SIF without `oras://`",
    ),
    "version-differs": withDefault(level, "error", "one of another version than the environment has"),
    "not-from-environment": withDefault(level, "warning", "one of other packages than the environment has"),
    "recomputed-with": withDefault(
      level,
      "off",
      "one whose hash matches with something else than what stands there: another order, other channels, a build",
    ),
    unknown: withDefault(level, "off", "one of which nothing is proven and nothing refuted"),
    metadata: withDefault(
      level,
      "warning",
      "what an image counts as at most that only the `meta.yml` of a module names",
    ),
  },
  text: {
    why: `A module says twice what it runs: in the environment that conda installs, and in an image. They are edited by hand and
drift apart: whoever runs with conda then runs another version, or has a package that the image lacks. The tag of an image that
Wave built is a hash of what it was asked for, so it can be computed again from \`environment.yml\` and held against the name, for
both platforms, without a registry; a name of BioContainers says its packages or their hash. **A match proves what was asked of
Wave, not the bytes**: conda may resolve the same request otherwise another day, and [\`containers.lock\`](../lock.md) records what it
came to.`,
    policy: `rules:
  recipe: { severity: error, not-from-environment: notice }
`,
    bad: [
      "community.wave.seqera.io/library/grep_sed_tar:4b2523b1c76a5494 for linux/amd64: its hash is that of linux/arm64 (`other-platform`)",
      "quay.io/biocontainers/samtools:1.17--h00cdaf9_0 beside `bioconda::samtools=1.21` (`version-differs`)",
      "community.wave.seqera.io/library/bbmap_pigz:07416fe99b090fa9 beside an environment with samtools (`not-from-environment`)",
    ],
    good: [
      "community.wave.seqera.io/library/grep_sed_tar:4f61255d5eff93dc for linux/amd64 beside grep=3.11, sed=4.8 and tar=1.34",
      "an image whose hash matches nothing, with the names and versions of the environment (`unknown`)",
    ],
    notes: `The environment is that of the \`conda\` directive of the process, else the \`environment.yml\` beside its script; for an
image of \`meta.yml\` the one beside that. The platform that is claimed is the key in \`meta.yml\`, or the \`arch\` of the process. Images
of other kinds of files, such as the base of a Dockerfile, are made from no environment and not judged.

Verdicts are \`recomputed\` (which is never told), and those of the options. A hash that matches nothing convicts nobody: Wave may have
a template that is not known here, and a Dockerfile of its own was the recipe of some. So \`unknown\` counts only where a policy says so,
\`recipe: { unknown: error, recomputed-with: error }\` for "every image must be recomputed"; it then counts for images that Wave did
not build, too. Neither the history of git nor lock files of conda are looked at; \`wave-inspect recipe\` tells the older commit or the build that matches.
An environment
that cannot be read counts as the rule does, for every image that would be held against it: nobody has looked.
Where Docker or Singularity is told to take images from a mirror, the name that the files have is held against the environment.

The id of a SIF in a name without \`oras://\`, or that of an image behind it, counts as \`other-platform\` does: no engine pulls that.

For \`other-platform\` the finding has an edit: the name that Wave makes of the same request for the platform that is claimed. It is
never safe, for nobody has asked whether that image was built.`,
  },
  check(subject, options): readonly Message[] {
    const found = subject.recipe();
    if (found === undefined) return [];
    const weighed = weigh(found);
    if (weighed === undefined) return [];
    const severity = severityOf(subject, countsAs(weighed, options), options.metadata);
    if (severity === undefined) return [];
    return [
      {
        ...wordsOf(subject, found, weighed),
        ...(weighed === "other-platform" ? platformFix(subject, found) : { noFix: NO_BUILD }),
        about: weighed,
        severity,
        evidence: evidenceOf(subject, found),
      },
    ];
  },
});

/** What was not seen counts as the rule does. */
function countsAs(
  weighed: Weighed,
  options: Readonly<Record<Exclude<Weighed, "other-kind" | "unread">, Level>>,
): Level {
  return weighed === "unread" ? "error" : options[weighed === "other-kind" ? "other-platform" : weighed];
}

/** Undefined where there is nothing to say. */
function weigh({ name, unread, proof: { verdict, engine } }: Recipe): Weighed | undefined {
  if (unread !== undefined) return "unread";
  const isKind = engine === undefined || engine === (isOras(name) ? "singularity" : "docker");
  if (verdict === "other-platform" || isKind) return verdict === "recomputed" ? undefined : verdict;
  return "other-kind";
}

function severityOf({ pull }: Subject, counts: Level, metadata: Level): Severity | undefined {
  if (counts === "off") return undefined;
  if (placeOf(pull).kind !== "meta") return counts;
  return metadata === "off" ? undefined : [counts, metadata].sort(bySeverity)[1];
}

interface Said {
  readonly image: string;
  readonly environment: string;
  readonly claimed: string;
  readonly proof: Recipe["proof"];
}

function wordsOf(subject: Subject, found: Recipe, weighed: Weighed): Pick<Message, "message" | "help"> {
  return WORDS[weighed]({
    image: found.isMirrored ? `${subject.image} (${found.name})` : subject.image,
    // Without the channels: two colons are a command to a runner, and are parted where they are printed.
    environment:
      found.source === undefined ? "an environment" : environmentInWords(found).replaceAll(/[^\s"':]+::/g, ""),
    claimed: subject.platform ?? "another platform",
    proof: found.proof,
  });
}

const WORDS: Readonly<Record<Weighed, (said: Said) => Pick<Message, "message" | "help">>> = {
  "other-platform": ({ image, environment, claimed, proof }) => ({
    message: `${image} was asked of Wave for ${proof.platform ?? "another platform"} and stands for ${claimed}: ${proof.detail}`,
    help: `Name the image that was built from ${environment} for ${claimed}. ${PROVES}`,
  }),
  "other-kind": ({ image, environment, proof }) => ({
    message: `${image} cannot be pulled by this name: ${proof.detail}`,
    help: `Name what was built from ${environment} for this engine. ${PROVES}`,
  }),
  "version-differs": ({ image, environment, proof }) => ({
    message: `The version of ${image} is not that of ${environment}: ${proof.detail}`,
    help: "Name one version in both: conda installs that of the environment, and containers run that of the image.",
  }),
  "not-from-environment": ({ image, environment, proof }) => ({
    message: `${image} is not made from ${environment}: ${proof.detail}`,
    help: "Build the image from the environment, or write into the environment what the image has; where that is meant, waive it.",
  }),
  "recomputed-with": ({ image, environment, proof }) => ({
    message: `${image} is made from ${environment} with something else: ${proof.detail}`,
    help: `Build the image from the environment as it stands, or write there what was asked for. ${PROVES}`,
  }),
  unread: ({ image, environment, proof }) => ({
    message: `Nothing can be held against ${image}: ${environment} cannot be read: ${proof.detail}`,
    help: "Mend the file, so that conda, Wave and this rule read it; until then nobody looks at what the image is made from.",
  }),
  unknown: ({ image, environment, proof }) => ({
    message: `${image} is not proven to be made from ${environment}: ${proof.detail}`,
    help: `Build it through Wave from an environment that is kept beside the process. ${PROVES}`,
  }),
};

const NO_BUILD = "Which of the two is meant, and which build has it, takes a person to decide.";

function evidenceOf(subject: Subject, found: Recipe): Readonly<Record<string, string>> {
  const { verdict, by, platform } = found.proof;
  return {
    verdict,
    environment: environmentInWords(found),
    "goes by": GOES_BY[by],
    ...(platform !== undefined && { "asked for": platform }),
    ...(subject.pull.platform !== null && { claimed: subject.pull.platform }),
    ...templateOf(found),
    proof: PROVES,
  };
}

const GOES_BY: Readonly<Record<Recipe["proof"]["by"], string>> = {
  "wave-hash": "the hash of Wave in its tag",
  "mulled-hash": "the hash of a mulled-v2 name",
  names: "names and versions",
};
