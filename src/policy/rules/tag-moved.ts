/** Whether the tag beside a digest still means the image of the digest. */
import { canonicalName } from "../../image/name.ts";
import { isDigest } from "../../image/grammar.ts";
import type { Fix } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { locationOf } from "../../reference.ts";
import { imageRule, type Message } from "./rule.ts";
import { factsOf, failuresOf, otherImage, type Subject, type WantedImage } from "./subject.ts";

export const tagMoved = imageRule({
  id: "tag-moved",
  summary: "A tag beside a digest still means the image of the digest",
  severity: "warning",
  asks: (image) => {
    const pair = pairOf(image);
    return pair === undefined ? [] : [{ of: pair.tagged, platform: null, need: "existence", expects: pair.digest }];
  },
  options: {},
  text: {
    why: `In \`NAME:TAG@sha256:…\` the digest alone decides what is pulled; the tag is there for people. Where the tag was
pushed again, the two say different things: whoever reads \`1.2\` runs what \`1.2\` once was, without the fixes that it got since, or
without what somebody slipped into it. Where the tag is gone, nothing but the digest keeps the image, and many registries
delete what no tag has.`,
    policy: `rules:
  tag-moved: warning
`,
    bad: ["quay.io/acme/tool:1.0@sha256:2f3c…, where quay.io/acme/tool:1.0 is another image today"],
    good: [
      "quay.io/acme/tool:1.0@sha256:2f3c…, where the tag means just that, or an index that holds it",
      "quay.io/acme/tool:1.0",
    ],
    notes: `One HEAD for each tag tells; only where it names another digest is the index behind it read, since the digest of one
platform's image is no other image. Says nothing of a name without a tag or without a digest, nor whether the digest itself
is still there: that is what \`exists\` asks.`,
  },
  check(subject): readonly Message[] {
    const pair = pairOf(subject);
    if (pair === undefined) return [];
    const { tagged, tag, digest } = pair;
    const other = otherImage(subject, tagged);
    const facts = factsOf(other);
    if (facts?.exists === false) {
      return [
        {
          message: `${subject.image}: the tag ${tag} is gone, and only the digest still names the image`,
          help: "Name a tag that is there, or copy the image to a place where it stays: what no tag has may be deleted.",
          evidence: { tag, written: digest, now: "nothing" },
        },
      ];
    }
    const now = facts?.digest;
    const isOpen = now === undefined || failuresOf(other).length > 0;
    if (isOpen || now === digest || facts?.entries?.includes(digest) === true) return [];
    return [
      {
        message: `${subject.image}: the tag ${tag} means another image by now (${now.slice(0, 19)}…), and the digest is what is pulled`,
        ...fixesOf(subject, digest, now),
        help: `Write @${now} to follow the tag, or the tag of the image that the digest names.`,
        evidence: { tag, written: digest, now },
      },
    ];
  },
});

/** What the tag means now in place of what is written, where the place has it. Somebody should look at what has changed. */
function fixesOf({ pull }: Subject, written: string, now: string): { readonly fixes?: readonly Fix[] } {
  const place = placeOf(pull);
  const parts = place.text.split(written);
  // The digest is a stranger's word: it must be one.
  if (parts.length !== 2 || !isDigest(now)) return {};
  const title = "Follow the tag to the image that it means by now.";
  const edit = { location: locationOf(place), replacement: parts.join(now) };
  return { fixes: [{ title, edits: [edit], safe: false }] };
}

/** A tag and the digest beside it, where both are written. */
function pairOf({ name }: WantedImage) {
  if (name?.tag === undefined || name.digest === undefined) return undefined;
  const { digest, ...rest } = name;
  return { tagged: canonicalName(rest), tag: name.tag, digest };
}
