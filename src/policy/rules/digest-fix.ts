/** The edit that writes a digest behind a name, offered only where it is sure to do that and nothing else. */
import { isDigest } from "../../image/grammar.ts";
import { canonicalOf } from "../../image/name.ts";
import { withoutDockerScheme } from "../../image/written.ts";
import type { Fix, Pull, Reference, ReferenceKind, RewriteBy } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { locationOf } from "../../reference.ts";
import { quote } from "../../text/quote.ts";
import { caution, isEditable, isSure, nameEdit } from "./name-edit.ts";
import { factsOf, failedAnswer, type Subject } from "./subject.ts";
import { takesDigest, withDigest } from "./with-digest.ts";

/**
 * Or why there is none, in a sentence: the registry told no digest, the text of the place is not the whole name (a part of
 * it), or something is pulled by the same text that could not be with a digest, or that would lose it.
 */
export function digestFix(subject: Subject): Fix | string {
  const place = placeOf(subject.pull);
  const name = withoutDockerScheme(place.text.trim());
  const digest = factsOf(subject)?.digest;
  const why = objection(subject, place, name);
  const part = why === undefined || digest === undefined ? undefined : partFix(subject, digest);
  if (part !== undefined) return part;
  if (why !== undefined) return why;
  if (digest === undefined) return unknownDigest(subject);
  const pinned = withDigest(name, digest, subject.samePlace);
  // The digest is a stranger's word: it must be one, and what was written must have none yet.
  if (canonicalOf(pinned) === undefined) return "What was said to be its digest is none.";
  const { module } = place.context;
  const isOurs = module === undefined || "local" in module;
  return {
    title: isOurs ? TITLE : OF_OTHERS,
    edits: [{ location: locationOf(place), replacement: place.text.replace(name, () => pinned) }],
    safe: isOurs && subject.samePlace.every(({ confidence }) => confidence === "exact"),
  };
}

/** Where the name is put together and its end stands by itself: the version of an ARG or of a parameter, with the digest behind it. */
function partFix(subject: Subject, digest: string): Fix | undefined {
  const { canonical } = subject.pull;
  if (subject.isSif || !isDigest(digest)) return undefined;
  const found = nameEdit(subject, (name, pull) => {
    const { shadowedBy, rewrites = [] } = pull;
    const isPlain = shadowedBy === undefined && rewrites.every(({ by }) => IN_FRONT.has(by));
    // Where an engine refuses a tag beside a digest, it has another name than the others, and no edit gives both.
    return pull.canonical === canonical && isPlain && takesDigest(pull) ? withDigest(name, digest, [pull]) : undefined;
  });
  if (found === undefined) return undefined;
  return { title: `${TITLE}${caution(found)}`, edits: [found.edit], safe: isSure(found) };
}

const TITLE = "Pin it to the digest that it means today.";

const OF_OTHERS =
  "Pin it to the digest that it means today, in a module that was copied from elsewhere, of which updates are then to be merged.";

function unknownDigest(subject: Subject): string {
  const { known } = subject;
  if (known.state === "not-asked" && known.reason === "inspector-none")
    return "Nobody was asked which digest it means today: set inspector to wave or registry.";
  const { failure } = failedAnswer(subject) ?? {};
  const why = failure === undefined ? "" : `: ${failure.message.replace(/\.$/, "")}`;
  return `Nobody said which digest it means today${why}.`;
}

/** Why nothing could be written there. */
function objection({ pull, from, isSif, pin, samePlace }: Subject, place: Reference, name: string): string | undefined {
  if (from === "download")
    return pin.pin === "content"
      ? "It is a file behind a URL that carries its sha256 already: nothing is firmer."
      : "It is a file behind a URL, which has no digest; no URL is known that carries its sha256.";
  if (from !== "registry") return "It does not come from a registry, so that it has no digest.";
  if (isSif) return "It is an artifact with a SIF in it, of which nobody has tried whether engines take its digest.";
  const shadowed = samePlace.find(({ shadowedBy }) => shadowedBy !== undefined);
  if (shadowed !== undefined)
    return `Wave puts an image of its own in its place (${shadowed.shadowedBy}), and would refuse or lose the digest: freeze what it builds, and name that.`;
  if (!isName(place.kind) || place.unresolved !== undefined || samePlace.some((one) => !isWhole(name, one)))
    return `The name is not written in one piece: ${quote(place.text)} is a part of it, or more than it.`;
  const other = samePlace.find(({ canonical }) => canonical !== pull.canonical);
  if (other !== undefined)
    return `By the same text something else is pulled, too (${other.image ?? "an image that is not known"}), which has another digest.`;
  const unknown = samePlace.find((one) => !takesDigest(one));
  if (unknown !== undefined) return `Nobody has tried whether ${unknown.engine ?? "what pulls it"} takes a digest.`;
  return undefined;
}

/** What leaves the name as it is, but for what stands in front of it. */
const IN_FRONT: ReadonlySet<RewriteBy> = new Set(["registry", "engine"]);

/** Whether the text of the place is all of what a pull is written as, and nothing comes in its place. */
function isWhole(name: string, { written, rewrites = [] }: Pull): boolean {
  return withoutDockerScheme(written.trim()) === name && rewrites.every(({ by }) => IN_FRONT.has(by));
}

/** Whether the text is an image name by itself, where the tool that reads the file takes a digest: an ARG has a part of one. */
function isName(kind: ReferenceKind): boolean {
  return kind !== "arg" && isEditable(kind);
}
