/** The edit that writes a digest behind a name, offered only where it is sure to do that and nothing else. */
import { canonicalOf } from "../../image/name.ts";
import type { Engine, Fix, Pull, ReferenceKind } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { locationOf } from "../../reference.ts";
import { factsOf, type Subject } from "./subject.ts";

/**
 * Undefined where the registry told no digest, where the text of the place is not the whole name (a part of it, a name that
 * the engine makes another one of), or where something else is pulled by the same text that could not be with a digest.
 */
export function digestFix(subject: Subject): Fix | undefined {
  const place = placeOf(subject.pull);
  const digest = factsOf(subject)?.digest;
  if (digest === undefined || !IS_NAME[place.kind] || place.unresolved !== undefined) return undefined;
  const replacement = `${place.text}@${digest}`;
  // The digest is a stranger's word: it must be one, and what was written must have none yet.
  if (canonicalOf(replacement) === undefined) return undefined;
  if (!subject.samePlace.every((pull) => isPulledAs(place.text, pull))) return undefined;
  const safe = subject.samePlace.every(({ confidence }) => confidence === "exact");
  return { location: locationOf(place), replacement, safe };
}

/** Whether a pull is of just this name, by an engine that takes a digest beside the tag, and of nothing in its place. */
function isPulledAs(text: string, { canonical, engine, shadowedBy }: Pull): boolean {
  const takesBoth = engine !== null && TAKES_TAG_AND_DIGEST.has(engine);
  return takesBoth && shadowedBy === undefined && canonical !== undefined && canonicalOf(text) === canonical;
}

/** Singularity and Apptainer refuse a tag beside a digest; of the others nobody has tried it. */
const TAKES_TAG_AND_DIGEST: ReadonlySet<Engine> = new Set<Engine>(["docker", "podman", "buildkit"]);

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
