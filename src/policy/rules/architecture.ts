/** For which platforms an image is offered. */
import { withDefault } from "../shapes/fields.ts";
import { platforms } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { PROVES } from "../../recipe/proofs.ts";
import { environmentInWords, templateOf } from "./recipe-words.ts";
import { factsOf, isMissing, isUntold, requestedPlatforms, type Subject } from "./subject.ts";

export const architecture = imageRule({
  id: "architecture",
  summary: "The image is offered for every platform that the policy, the process or the run asks for",
  severity: "error",
  options: {
    require: withDefault(platforms, [], "platforms that every image must offer"),
  },
  text: {
    why: `A pipeline that moves to Graviton or to a laptop with an ARM processor stops at the first image without
arm64, or runs it slowly under emulation without a word. The registry's index says which platforms there are; a single
manifest says its own, and so does the header of a SIF. A platform that a process (\`arch\`), a build (\`--platform\`) or the run (\`platform\`) asks for
counts in addition to the list.`,
    policy: `rules:
  architecture:
    require: [linux/amd64, linux/arm64]
`,
    bad: ["quay.io/acme/amd64-only:1.0"],
    good: ["quay.io/acme/multi-arch:1.0"],
    notes: `Attestations do not count as platforms. \`linux/arm64\` and \`linux/arm64/v8\` are the same, as are \`linux/amd64\` and
\`linux/amd64/v1\`. The index is taken at its word: that the binaries inside are of that architecture is not checked.
Rules that look at the configuration (\`age\`, \`labels\`, \`user\` and so on) look at that of each platform in \`require\`.
Where no registry was asked, or none answered, and the tag is the hash that Wave makes of the environment of the process
([recipe](recipe.md)), the platforms for which it was asked of Wave count, and the coverage has the image under \`byRecipe\`; what a
registry answers wins, and beside a digest the tag says nothing.
Through Wave nobody can tell whether a single image is for Windows or which variant of ARM it is for: it is then undecided.
A SIF is
for one architecture: where that is meant, say so in an override with \`images: ["https://depot.galaxyproject.org/**"]\` or
\`engines: [singularity, apptainer]\`.`,
  },
  requires: ({ require }) => require,
  asks({ platform }, { require }) {
    // Whoever shows a single image may not tell system and variant: an unusual platform is asked for by itself.
    const single = new Set([...(platform === null ? [] : [platform]), ...require.filter(isUnusual)]);
    const others = require.some((required) => required !== platform);
    return [...(others ? [null] : []), ...single].map((asked) => ({
      platform: asked,
      need: "platforms",
      orRecipe: true,
    }));
  },
  check(subject, options): readonly Message[] {
    const { image, platform } = subject;
    const wanted = [...new Set([...options.require, ...(platform === null ? [] : [platform])])];
    if (wanted.length === 0) return [];
    const offered = factsOf(subject)?.platforms;
    const requested = requestedPlatforms(subject);
    if (requested !== undefined) return byRecipe(subject, wanted, requested);
    if (offered === undefined) {
      if (!isMissing(subject, platform)) return [];
      return [
        { message: `${image} is not offered for ${platform}`, help: helpFor(subject), evidence: { missing: platform } },
      ];
    }
    const missing = wanted.filter((one) => !offered.includes(one) && !isUntold(subject, one));
    if (missing.length === 0) return [];
    const offers = offered.length === 0 ? "no platform at all" : `${offered.join(", ")} only`;
    return [
      {
        message: `${image} is not offered for ${missing.join(", ")}: it has ${offers}`,
        help: helpFor(subject),
        evidence: { missing: missing.join(", "), offered: offered.join(", ") || "none" },
      },
    ];
  },
});

/** Nobody was asked, or nobody answered: the hash in the name says for which platforms it was asked of Wave. */
function byRecipe(
  { image }: Subject,
  wanted: readonly string[],
  { platforms, recipe }: NonNullable<ReturnType<typeof requestedPlatforms>>,
): readonly Message[] {
  const missing = wanted.filter((one) => !platforms.includes(one));
  if (missing.length === 0) return [];
  const [lacking, offers] = [missing.join(", "), platforms.join(", ")];
  const environment = environmentInWords(recipe);
  return [
    {
      message: `${image} is not offered for ${lacking}: by its recipe it was asked of Wave for ${offers} only`,
      help: HELP,
      evidence: { missing: lacking, requested: offers, environment, ...templateOf(recipe), proof: PROVES },
    },
  ];
}

/** Not the usual variant of an architecture under Linux. */
function isUnusual(platform: string): boolean {
  return !/^linux\/[^/]+$/.test(platform);
}

/** A digest may be of one platform where the tag has more: nobody tells from a manifest that an index has it. */
function helpFor(subject: Subject): string {
  const platforms = factsOf(subject)?.platforms ?? [];
  return subject.name?.digest !== undefined && platforms.length <= 1 ? HELP_OF_DIGEST : HELP;
}

const HELP_OF_DIGEST =
  "The digest names the image of one platform. If the tag offers more, write the digest of its index: `docker buildx imagetools inspect NAME:TAG` prints it first.";
const HELP = "Choose a build for all of these platforms, or set an image per platform.";
