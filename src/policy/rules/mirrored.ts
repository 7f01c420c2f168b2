/** Whether a mirror has each image, and the same one. */
import { canonicalOf } from "../../image/name.ts";
import { few } from "../../text/units.ts";
import { withDefault } from "../shapes/fields.ts";
import { choice } from "../shapes/shape.ts";
import { imageRule, type Message } from "./rule.ts";
import { factsOf, isNotBuilt, otherImage, type Question, type Subject, type WantedImage } from "./subject.ts";
import { places, replacementOf, type Replacements } from "./use-instead.ts";

export const mirrored = imageRule({
  id: "mirrored",
  summary: "A mirror has each image, and the same one",
  severity: "error",
  asks(image, { at, compare }) {
    const { isAtMirror, copy, original } = sidesOf(image, at);
    const compares = compare === "digest" && hasOpenDigest(image);
    const other = copy ?? (compares ? original : undefined);
    return [
      ...(isAtMirror || (compares && copy !== undefined) ? [EXISTENCE] : []),
      ...(other === undefined ? [] : [{ ...EXISTENCE, of: other }]),
    ];
  },
  options: {
    at: withDefault(
      places,
      {},
      "where the mirror has the images of a place: the beginning of a name, in any spelling of its host, to what stands in its place at the mirror",
    ),
    compare: withDefault(
      choice(["digest", "name"]),
      "digest",
      "whether both sides must be the same image, or it is enough that the mirror has one of that name",
    ),
    others: withDefault(
      choice(["deny", "allow"]),
      "deny",
      "what becomes of an image of a place that `at` does not name and that is not at the mirror",
    ),
  },
  text: {
    why: `A mirror of one's own (a registry that copies, or a pull-through cache of ECR, Artifactory, Harbor) keeps a pipeline running when
the other side is down, limits its rate or deletes an image. It does so for what it has: an image that nobody copied is found missing on
the day on which it is needed. And a copy that was made of an older push, or of one platform only, is another image under
the same name.`,
    policy: `rules:
  mirrored:
    at:
      quay.io: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/quay
      docker.io: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub
`,
    bad: [
      "quay.io/acme/tool:1.0, where the mirror has no quay/acme/tool:1.0",
      "quay.io/acme/tool:1.1, where the mirror has an older push of it",
      "ghcr.io/acme/tool:1.0, which is of no place that the mirror copies",
    ],
    good: [
      "quay.io/acme/tool:1.0, where the mirror has it with the same digest",
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub/library/alpine:3.20, where Docker Hub's alpine:3.20 has the same digest",
      "the same name at the mirror, where Docker Hub has no such image any more",
    ],
    notes: `An image that is named elsewhere is looked for at the mirror. One that is named at the mirror is held against the place that it
is a copy of, and is enough where that one is gone. Two HEADs tell, one a side. A name with a digest is looked for by
it, and needs no comparison. A mirror that lags on purpose has other images than the tags elsewhere mean: \`compare: name\`. A file
behind a URL is looked for and not compared, as no digest is told of it. A pull-through cache may fetch what it is asked for, and so have it
from then on. The mirror is asked as any registry is: log in to it first; Wave must be able to read it, else \`inspector: registry\`.
Says nothing of local files, \`library://\` and \`shub://\`, nor which of the two names a pipeline should write: that is what \`registry\` is for.`,
  },
  objection: ({ at }) => (Object.keys(at).length === 0 ? "it asks for nothing; give at" : undefined),
  check(subject, { at, compare, others }): readonly Message[] {
    const { image, from } = subject;
    if (from !== "registry" && from !== "download") return [];
    const { isAtMirror, copy, original } = sidesOf(subject, at);
    if (copy === undefined && !isAtMirror) return others === "deny" ? [ofNoPlace(image, at)] : [];
    const atMirror = copy === undefined ? subject : otherImage(subject, copy);
    // Nobody can copy what Wave has not built yet.
    if (isNotBuilt(subject)) return [];
    if (factsOf(atMirror)?.exists === false) return [notThere(image, copy)];
    const other = copy ?? original;
    if (other === undefined || compare === "name") return [];
    return differing(subject, other, isAtMirror);
  },
});

const EXISTENCE: Question = { platform: null, need: "existence" };
const COPY = "Copy it there with all of its platforms (crane copy, skopeo copy --all): the digest then stays the same.";

/** Whether two registries could have different images under the name. */
function hasOpenDigest({ name }: WantedImage): boolean {
  return name !== undefined && name.digest === undefined;
}

interface Sides {
  readonly isAtMirror: boolean;
  /** The name at the mirror of what is named elsewhere. */
  readonly copy?: string;
  /** The name elsewhere of what is named at the mirror, where that is of one place. */
  readonly original?: string;
}

/** The mirror may lie within a place that it copies: what is there already is no copy of a copy. */
function sidesOf({ image, from }: WantedImage, at: Replacements): Sides {
  if (from !== "registry" && from !== "download") return { isAtMirror: false };
  const originals = new Set(
    Object.entries(at).flatMap(([place, mirror]) => replacementOf(image, { [mirror]: place }) ?? []),
  );
  if (originals.size > 0) {
    const [original] = originals;
    return { isAtMirror: true, ...(original !== undefined && originals.size === 1 && { original: asked(original) }) };
  }
  const copy = replacementOf(image, at);
  return { isAtMirror: false, ...(copy !== undefined && { copy: asked(copy) }) };
}

/** The name by which a registry is asked, or the URL. */
function asked(name: string): string {
  return canonicalOf(name) ?? name;
}

function notThere(image: string, copy = image): Message {
  const why = copy === image ? "it does not exist" : `${copy} does not exist`;
  return { message: `${image} is not at the mirror: ${why}`, help: COPY, evidence: { mirror: copy } };
}

function ofNoPlace(image: string, at: Replacements): Message {
  return {
    message: `${image} is of no place that the mirror copies`,
    help: `Copied: ${few(Object.keys(at))}.`,
    evidence: { copied: few(Object.keys(at)) },
  };
}

/** Where either side is gone or nobody could be asked, there is nothing to compare. */
function differing(subject: Subject, other: string, isAtMirror: boolean): readonly Message[] {
  const here = factsOf(subject)?.digest;
  const there = factsOf(otherImage(subject, other))?.digest;
  if (!hasOpenDigest(subject) || here === undefined || there === undefined || here === there) return [];
  const { image } = subject;
  const [mirror, elsewhere] = isAtMirror ? [here, there] : [there, here];
  const message = isAtMirror
    ? `${image} is another image than ${other}, of which it is to be a copy`
    : `${other} of the mirror is another image than ${image}`;
  return [{ message, help: AGAIN, evidence: { "at the mirror": mirror, elsewhere } }];
}

const AGAIN = `It was copied before the tag moved, or for one platform. ${COPY}`;
