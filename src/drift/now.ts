/** What a run sees of an image now, as far as drift goes by it. */
import { canonicalName, parseImageName } from "../image/name.ts";
import { isSchema1Type } from "../image/format.ts";
import { contentOf, isTrouble } from "../image/content.ts";
import type { Inspection, LockedUsage } from "../model.ts";
import type { Sighting } from "./index.ts";

/**
 * @param answers About the image, for any platforms.
 * @param old About what it was recorded as, by its digest, where somebody asked for that.
 */
export function sightingOf(
  name: string,
  { processes, files, scenarios, written }: LockedUsage,
  answers: readonly Inspection[],
  old: readonly Inspection[] = [],
): Sighting {
  const failure = answers.find(isTrouble)?.failure;
  // Bytes that are not what they should be say nothing of what they should be.
  const content = failure?.state === "digest-mismatch" ? undefined : contentOf(name, answers);
  const unreadable = unreadableIn(answers);
  const unseen = unreadable === undefined ? failure?.state : undefined;
  return {
    processes,
    files,
    scenarios,
    written,
    ...(content !== undefined && { content }),
    ...(unseen !== undefined && { unseen }),
    ...(unreadable !== undefined && { unreadable }),
    ...(old.some((answer) => answer.failure?.state === "not-found") && { isOldGone: true }),
  };
}

/** The same words as those of the rule manifest-format; Wave reads schema 1, and says that it is. */
function unreadableIn(answers: readonly Inspection[]): Sighting["unreadable"] {
  const isOld = answers.some(
    ({ answer }) =>
      answer !== undefined &&
      "container" in answer &&
      (answer.container.v1 || isSchema1Type(answer.container.manifest.mediaType)),
  );
  const said = answers.find(({ failure }) => failure?.state === "unsupported")?.failure?.message ?? "";
  if (isOld || /\bschema ?1\b/i.test(said)) return "schema-1";
  return / not a container image\b/.test(said) ? "artifact" : undefined;
}

/** The name of what a tag was recorded as; undefined where it goes by a digest already, or comes from no registry. */
export function oldName(name: string, digest: string | undefined): string | undefined {
  const read = parseImageName(name);
  if (digest === undefined || "error" in read || read.name.digest !== undefined) return undefined;
  const { registry, repository } = read.name;
  return canonicalName({ registry, repository, digest });
}
