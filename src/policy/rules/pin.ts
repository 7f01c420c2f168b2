/** How firmly a name is tied to one image. */
import { isAtLeast, type Pin, PIN_STRENGTHS } from "../../image/pin.ts";
import type { PinStrength } from "../../model.ts";
import { withDefault } from "../shapes/fields.ts";
import { choice } from "../shapes/shape.ts";
import { imageRule, type Message } from "./rule.ts";
import { pinFixes } from "./override-fix.ts";
import { adviceFor } from "./pin-advice.ts";
import { factsOf, type Subject, type WantedImage } from "./subject.ts";
import { withDigest } from "./with-digest.ts";

const LACKS: Readonly<Record<PinStrength, string>> = {
  digest: "is pinned by digest",
  locked: "is pinned by the lock only",
  content: "is pinned by content only",
  build: "is pinned by build only",
  version: "is pinned by version only",
  floating: "has a floating tag",
  none: "has neither tag nor digest, so :latest is taken",
};

export const pin = imageRule({
  id: "pin",
  summary: "Names are tied to one image at least as firmly as the policy asks",
  severity: "error",
  options: {
    "at-least": withDefault(choice(PIN_STRENGTHS), "version", "the weakest pin that passes"),
  },
  text: {
    why: `A tag can be moved to another image at any time; a digest cannot. "A digest everywhere" however fails every
nf-core pipeline, so pins are graded. Strongest first: \`digest\` (\`@sha256:…\`), \`locked\` ([\`containers.lock\`](../lock.md) has its
digest), \`content\` (a SIF or blob URL with its
sha256), \`build\` (a Wave content-hash tag, a BioContainers build \`--h…_N\`, a commit), \`version\`, \`floating\`
(\`latest\`, \`stable\`, a branch), \`none\` (no tag).`,
    policy: `rules:
  pin: { at-least: build }
overrides:
  - images: ["ghcr.io/acme/**"]
    rules: { pin: { at-least: digest } }
`,
    bad: ["alpine:3.20", "quay.io/biocontainers/fastqc:0.12.1", "ghcr.io/acme/tool:1.0--hdfd78af_0"],
    good: [
      "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0",
      "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
      "ghcr.io/acme/tool:1.0@sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c",
    ],
    notes: `\`locked\` is for images that rule [\`locked\`](locked.md) holds against the lock, and of which no answer says another digest; a
SIF behind a URL is it where the URL carries its sha256. Local files are not judged: nothing in their name says what they hold. Where a registry told the digest and the
name stands in the file in one piece, the finding has an edit that adds it (\`fixes\` of the JSON report), which
[\`wave-inspect fix\`](../fix.md) shows and makes. Where
Singularity or Apptainer pulls by the same text, the digest stands in place of the tag: they refuse both. Where the name ends with a
value (the version of an \`ARG\` or of a parameter), the digest is written behind that, which is never safe: a script or another step may
take the value, too. For a module that \`modules.json\` says was copied, the first edit is a \`withName\` in the pipeline's own configuration
(\`conf/modules.config\`, else \`nextflow.config\`) with the choice that the module makes between Docker and Singularity; it is not safe, since an update
of the module no longer changes what it pulls then. A \`withName\` of the same name that is there keeps its settings. There is none where an engine pulls by it of which that is not known, and where Wave would lose the digest.`,
  },
  check(subject, options): readonly Message[] {
    const { pull, image, from } = subject;
    const asked = options["at-least"];
    const actual = heldPin(subject);
    if (isAtLeast(actual.pin, asked) || from === "local") return [];
    const digest = factsOf(subject)?.digest;
    const exact = digest === undefined || pull.canonical === undefined ? undefined : exactName(subject, digest);
    return [
      {
        message: `${image} ${from === "download" && actual.pin === "none" ? "carries neither a version nor a sha256" : LACKS[actual.pin]}; the policy asks for ${asked}${asked === "digest" ? "" : " or stronger"}`,
        ...pinFixes(subject),
        help:
          exact === undefined || asked === "locked"
            ? adviceFor(subject, asked)
            : `Write ${exact} to keep what the name means today.`,
        evidence: { pin: actual.pin, because: actual.reason, asked },
      },
    ];
  },
});

/** How firmly an image is tied by its name and by the lock, of which every answer must say the same. */
export function heldPin(image: WantedImage & Partial<Pick<Subject, "known">>): Pin {
  const { pin: byName, lock, name } = image;
  const { digest, file } = lock?.entry?.content ?? {};
  const now = image.known?.state === "asked" ? image.known.facts.digest : undefined;
  const isHeld = digest === undefined ? file?.sha256 !== undefined : now === undefined || now === digest;
  if (lock === undefined || !isHeld || name?.digest !== undefined) return byName;
  const what = digest === undefined ? "sha256" : `digest ${digest.slice(0, 19)}…`;
  return { pin: "locked", reason: `${lock.file} has its ${what}` };
}

/** The name as it is written, with the digest that it means today. */
function exactName({ pull, image, samePlace }: Subject, digest: string): string {
  const scheme = /^(?:docker|oras):\/\//.exec(pull.written)?.[0] ?? "";
  return scheme + withDigest(image, digest, [pull, ...samePlace]);
}
