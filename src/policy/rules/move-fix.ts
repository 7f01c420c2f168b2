/** The edit that takes an image from another place, where a policy says which. */
import { canonicalOf } from "../../image/name.ts";
import { readWrittenName } from "../../image/written.ts";
import type { Fix, Pull } from "../../model.ts";
import { caution, isSure, nameEdit } from "./name-edit.ts";
import { factsOf, otherImage, type Subject } from "./subject.ts";
import { replacementOf, type Replacements } from "./use-instead.ts";

/**
 * Undefined where the name is not written so that an edit moves it, and where the other place is known not to have it.
 *
 * @param isGood Whether a name is one that the policy lets pass.
 */
export function moveFix(subject: Subject, instead: Replacements, isGood: (image: string) => boolean): Fix | undefined {
  const found = nameEdit(subject, (name, pull) => movedName(name, pull, instead, isGood));
  const target = replacementOf(subject.image, instead);
  if (found === undefined || target === undefined) return undefined;
  const there = factsOf(otherImage(subject, canonicalOf(target) ?? target));
  if (there?.exists === false) return undefined;
  const here = subject.name?.digest ?? factsOf(subject)?.digest;
  const isSame = here !== undefined && here === there?.digest;
  const known = isSame ? "which has the same image." : "as the policy says; nobody has compared what the two have.";
  return {
    title: `Take it from ${target}, ${known}${caution(found)}`,
    edits: [found.edit],
    safe: isSame && isSure(found),
  };
}

function movedName(
  name: string,
  pull: Pull,
  instead: Replacements,
  isGood: (image: string) => boolean,
): string | undefined {
  const { canonical, image } = pull;
  const isItself = canonical === undefined ? name === image : canonicalOf(name) === canonical;
  const moved = isItself ? replacementOf(name, instead) : undefined;
  if (moved === undefined || !isPulledBy(pull, moved)) return undefined;
  return isGood(canonicalOf(moved) ?? moved) ? moved : undefined;
}

/** Whether what pulls one name pulls another one, too: a URL is for Singularity and Apptainer. */
export function isPulledBy({ engine }: Pull, name: string): boolean {
  const downloads = engine === null || engine === "singularity" || engine === "apptainer";
  return downloads || readWrittenName(name).kind !== "download";
}
