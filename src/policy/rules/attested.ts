/** Whether provenance, an SBOM or a signature is kept beside an image. */
import type { AttestationKind, Attestations } from "../../model.ts";
import { withDefault } from "../shapes/fields.ts";
import { choice, list } from "../shapes/shape.ts";
import { imageRule, type Message } from "./rule.ts";
import { attestationsOf, judgedPlatforms } from "./subject.ts";

const KINDS = ["provenance", "sbom", "signature"] as const satisfies readonly AttestationKind[];

export const attested = imageRule({
  id: "attested",
  eachPlatform: true,
  summary: "Provenance, an SBOM or a signature is kept beside each image",
  severity: "warning",
  asks: (image, { require }) =>
    image.from === "registry"
      ? judgedPlatforms(image).map((platform) => ({ platform, need: "existence", lookFor: require }))
      : [],
  options: {
    require: withDefault(
      list(choice(KINDS), "a list of `provenance`, `sbom` and `signature`", { atLeast: 1 }),
      ["provenance"],
      "what must be there, all of it",
    ),
  },
  text: {
    why: `An image that says how it was built, what is in it and who signed it can be checked by those who run it; one that says
nothing cannot. This rule looks whether something of the sort is there. **That it is there is no proof**: no signature is
verified, no statement is read, and anybody who may push to the repository can put one there. What admits an image
(\`cosign verify\`, Kyverno, \`gh attestation verify\`) has something to look at, and no more is said.`,
    policy: `rules:
  attested: { require: [provenance, signature] }
`,
    bad: ["quay.io/acme/tool:1.0 without any of it"],
    good: ["quay.io/acme/tool:2.0, built with provenance in its index and signed by cosign"],
    notes: `Looked at, in this order and no further than it takes: what BuildKit keeps in the index for the image of the platform; referrers
of the index and of that image, by the API of the registry, else by the tag \`sha256-<hex>\`; the tags \`.sig\`, \`.sbom\` and \`.att\` of cosign 1
and 2. A signed statement counts as what it states, and not as a signature of the image. Wave cannot be
asked for any of it: the registry is asked then, without a login, and an image that it does not show is undecided.
BioContainers and what Wave builds carry none of the three. Says nothing of files behind a URL.`,
  },
  check(subject, { require }): readonly Message[] {
    const attestations = attestationsOf(subject);
    if (attestations === undefined) return [];
    const missing = require.filter((kind) => !attestations.found.some((one) => one.kind === kind));
    if (missing.length === 0 || attestations.failure !== undefined) return [];
    return [
      {
        message: `${subject.image} has no ${inWords(missing)} beside it (it was looked for; nothing was verified)`,
        help: missing.map((kind) => HELP[kind]).join(" "),
        evidence: { missing: missing.join(", "), present: present(attestations) },
      },
    ];
  },
});

const WORDS: Readonly<Record<AttestationKind, string>> = {
  provenance: "provenance",
  sbom: "SBOM",
  signature: "signature",
};

function inWords(kinds: readonly AttestationKind[]): string {
  return kinds.map((kind) => WORDS[kind]).join(" and no ");
}

const HELP: Readonly<Record<AttestationKind, string>> = {
  provenance:
    "Build it with provenance (docker buildx build --provenance=true, or actions/attest with push-to-registry).",
  sbom: "Build it with an SBOM (docker buildx build --sbom=true, or cosign attest).",
  signature: "Sign it (cosign sign, notation sign).",
};

const PLACES: Readonly<Record<Attestations["found"][number]["by"], string>> = {
  index: "in its index",
  referrers: "as a referrer",
  "referrers-tag": "as a referrer, by tag",
  "cosign-tag": "under a tag of cosign",
};

function present({ found }: Attestations): string {
  return found.map(({ kind, by }) => `${WORDS[kind]} ${PLACES[by]}, not verified`).join("; ") || "nothing";
}
