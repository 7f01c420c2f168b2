/** The edit that writes a digest behind a name, offered only where it is sure to do that and nothing else. */
import { canonicalOf } from "../../image/name.ts";
import type { Fix, Pull, ReferenceKind } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { locationOf } from "../../reference.ts";
import { factsOf, type Subject } from "./subject.ts";
import { takesDigest, withDigest } from "./with-digest.ts";

/**
 * Undefined where the registry told no digest, where the text of the place is not the whole name (a part of it, a name that
 * the engine makes another one of), or where something else is pulled by the same text that could not be with a digest.
 */
export function digestFix(subject: Subject): Fix | undefined {
  const place = placeOf(subject.pull);
  const digest = factsOf(subject)?.digest;
  if (digest === undefined || !IS_NAME[place.kind] || place.unresolved !== undefined) return undefined;
  const [scheme, name] = cutScheme(place.text);
  const pinned = withDigest(name, digest, subject.samePlace);
  // The digest is a stranger's word: it must be one, and what was written must have none yet.
  if (canonicalOf(pinned) === undefined) return undefined;
  if (!subject.samePlace.every((pull) => isPulledAs(name, pull))) return undefined;
  const safe = subject.samePlace.every(({ confidence }) => confidence === "exact");
  return {
    title: "Pin it to the digest that it means today.",
    edits: [{ location: locationOf(place), replacement: scheme + pinned }],
    safe,
  };
}

/** Whether a pull is of just this name, by an engine of which it is known how it takes a digest, and of nothing in its place. */
function isPulledAs(name: string, pull: Pull): boolean {
  const { canonical, shadowedBy } = pull;
  return takesDigest(pull) && shadowedBy === undefined && canonical !== undefined && canonicalOf(name) === canonical;
}

/** `docker://` of Singularity and Apptainer, and the name behind it. */
function cutScheme(text: string): readonly [scheme: string, name: string] {
  const scheme = /^docker:\/\//.exec(text)?.[0] ?? "";
  return [scheme, text.slice(scheme.length)];
}

/** The kinds whose text is an image name by itself, where the tool that reads the file takes a digest. */
const IS_NAME: Readonly<Record<ReferenceKind, boolean>> = {
  directive: true,
  config: true,
  from: true,
  copy: true,
  mount: true,
  "onbuild-copy": true,
  "onbuild-mount": true,
  syntax: true,
  image: true,
  service: true,
  // A part of a name, text of another language, or what is not only a name.
  launch: false,
  arg: false,
  uses: false,
  bootstrap: false,
  context: false,
  scanner: false,
  meta: false,
};
