/** What changed between two records of what one image is. */
import { familyOf, isListType, isSchema1Type } from "../image/format.ts";
import { isSifType } from "../image/sif.ts";
import type { DriftField, LockedContent, LockedFile, LockedPlatform } from "../model.ts";
import { type Cause, cause } from "./change.ts";
import { Differences, field } from "./fields.ts";
import { platformCauses } from "./platform.ts";
import { sizeCauses } from "./size.ts";
import { formatBytes } from "../text/units.ts";

/**
 * Every cause, each with the facts that it explains: those that both records have and have otherwise. What one of them does not
 * know is no change.
 *
 * @param times From how much growth on its size is told.
 */
export function contentCauses(before: LockedContent, after: LockedContent, times: number): readonly Cause[] {
  const top = new Differences([], facts(before), facts(after), false);
  const isMoved = top.has("digest");
  const moved = isMoved ? [cause("tag-moved", top.take("digest"), before.digest, after.digest)] : [];
  const behind = [
    ...kindCauses(before, after, top),
    ...formatCauses(before, after, top),
    ...platformsCauses(before, after, times),
    ...fileCauses(before.file, after.file, times),
  ];
  const rest = top.rest();
  const left = rest.length === 0 ? [] : [cause(isMoved ? "replaced" : "contradiction", rest)];
  const told = [...behind, ...left];
  if (isMoved && told.every(({ cause: name }) => name === "format-changed")) told.push(unexplained(before, after));
  return [...moved, ...told];
}

/** The facts of an image as a whole. */
function facts({ digest, mediaType, artifact }: LockedContent): object {
  return { digest, mediaType, artifact };
}

/** A digest that moved with nothing else to be seen: another index of the same images, or nobody knows. */
function unexplained({ platforms: then }: LockedContent, { platforms: now }: LockedContent): Cause {
  const isSame =
    then !== undefined &&
    now !== undefined &&
    [...then].every(([name, { digest }]) => isKnownAs(digest, now.get(name)));
  return cause(isSame ? "index-rewritten" : "replaced", []);
}

function isKnownAs(digest: string | undefined, platform: LockedPlatform | undefined): boolean {
  return digest !== undefined && platform?.digest === digest;
}

/** A container image that is an artifact by now, the other way round, or an artifact of another type. */
function kindCauses(before: LockedContent, after: LockedContent, top: Differences): readonly Cause[] {
  const [then = "", now = ""] = [before.artifact, after.artifact];
  if (then !== "" && now !== "") {
    if (then === now) return [];
    const isSif = isSifType(then) && isSifType(now);
    return [cause(isSif ? "format-changed" : "artifact", top.take("artifact"), then, now)];
  }
  if (now !== "" && before.platforms !== undefined) return [cause("artifact", whole(before, after), "", now)];
  if (then === "" || after.platforms === undefined) return [];
  return [cause(isSifType(then) ? "sif-lost" : "artifact-left", whole(before, after), then)];
}

/** All that an image has and an artifact has not. */
function whole(before: LockedContent, after: LockedContent): readonly DriftField[] {
  return (["artifact", "platforms", "file"] as const)
    .filter((key) => before[key] !== undefined || after[key] !== undefined)
    .map((key) => field([key], before[key], after[key]));
}

function formatCauses(before: LockedContent, after: LockedContent, top: Differences): readonly Cause[] {
  const { mediaType: then } = before;
  const { mediaType: now } = after;
  if (then === undefined || now === undefined || then === now) return [];
  if (isSchema1Type(now)) return isSchema1Type(then) ? [] : [cause("schema-1", top.take("mediaType"), then, now)];
  const told: Cause[] = [];
  if (isListType(then) !== isListType(now))
    told.push(cause(isListType(now) ? "index-made" : "index-lost", top.take("mediaType"), then, now));
  const [was, is] = [familyOf(then), familyOf(now)];
  if (was !== undefined && is !== undefined && was !== is)
    told.push(cause("format-changed", top.take("mediaType"), was, is));
  return told;
}

/** Platforms that are on offer no more or only now, and what is another in those that are on both sides. */
function platformsCauses(
  { platforms: then }: LockedContent,
  { platforms: now }: LockedContent,
  times: number,
): readonly Cause[] {
  if (then === undefined || now === undefined) return [];
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [before, after] = [then.get(name), now.get(name)];
    const fields = [field(["platforms", name], before, after)];
    if (before === undefined) return [cause("platform-added", fields, "", name)];
    return after === undefined ? [cause("platform-lost", fields, name)] : platformCauses(name, before, after, times);
  });
}

function fileCauses(before: LockedFile | undefined, after: LockedFile | undefined, times: number): readonly Cause[] {
  if (before === undefined || after === undefined) return [];
  const differing = new Differences(["file"], before, after, false);
  const told: Cause[] = [];
  if (differing.has("architecture"))
    told.push(cause("file-platform", differing.take("architecture"), before.architecture, after.architecture));
  if (differing.has("format")) told.push(cause("file-format", differing.take("format"), before.format, after.format));
  const rest = differing.rest();
  if (rest.length > 0) told.push(cause("file-changed", rest, ...bothInWords(before, after, rest)));
  return [...told, ...sizeCauses(before.size, after.size, times)];
}

/** `sha256 …`, `12 MiB, built 2026-…`: the facts that differ, as they were and as they are. */
function bothInWords(before: LockedFile, after: LockedFile, differing: readonly DriftField[]): [string, string] {
  const keys = new Set(differing.map(({ at }) => at.at(-1)));
  const inWords = ({ sha256, size, created }: LockedFile): string =>
    [
      ...(keys.has("sha256") && sha256 !== undefined ? [`sha256 ${sha256}`] : []),
      ...(keys.has("size") && size !== undefined ? [`${formatBytes(size)} (${size} B)`] : []),
      ...(keys.has("created") && created !== undefined ? [`built ${created}`] : []),
    ].join(", ");
  return [inWords(before), inWords(after)];
}
