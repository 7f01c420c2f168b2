/** Drift: what is another by now than it was recorded, of one image and of all. */
import type {
  DriftGrade,
  ImageDrift,
  ImageUse,
  LockedContent,
  LockedUsage,
  LocksDrift,
  ProcessDrift,
  Unseen,
} from "../model.ts";
import { worst } from "./causes.ts";
import { type Cause, cause, changesOf } from "./change.ts";
import { contentCauses } from "./content.ts";

/** One image as it was seen once; an entry of a lock is one. */
export interface Sighting extends LockedUsage {
  /** What it is; absent where nobody said. */
  readonly content?: LockedContent;
  /** Why it was not seen. */
  readonly unseen?: Unseen;
  /** Who was asked could not read it: it is of Docker's first format, or no image. */
  readonly unreadable?: "schema-1" | "artifact";
  /** What it was recorded as cannot be pulled any more, by its digest neither. */
  readonly isOldGone?: true;
}

export interface DriftOptions {
  /** From how much growth of an image on it is told: 2 is twice, and half. */
  readonly times: number;
}

export const usualTimes = 2;

/** What changed of one image between two sightings; undefined: nothing, as far as it is known. */
export function imageDrift(
  image: string,
  before: Sighting,
  after: Sighting,
  { times }: DriftOptions = { times: usualTimes },
): ImageDrift | undefined {
  const usage = {
    processes: both(before.processes, after.processes),
    files: both(before.files, after.files),
    scenarios: both(before.scenarios, after.scenarios),
  };
  const content =
    before.content === undefined || after.content === undefined
      ? []
      : contentCauses(before.content, after.content, times).filter((one) => !isTold(one, after));
  const changes = changesOf([...stateCauses(before, after), ...content], usage.processes.length > 0);
  const grade = worst(changes.map((change) => change.grade));
  return grade && { image, grade, changes, ...usage };
}

/** What became of its being there: what is asked for in vain for another reason than these is as it was. */
function stateCauses(before: Sighting, after: Sighting): readonly Cause[] {
  const was = isLost(before.unseen);
  const { unreadable, isOldGone = false } = after;
  const told: Cause[] = [];
  if (after.unseen === "not-found" && before.unseen !== "not-found") told.push(cause("vanished", []));
  else if (isLost(after.unseen) && !was) told.push(cause("access-lost", []));
  if (was && after.unseen === undefined && after.content !== undefined) told.push(cause("came-back", []));
  const isSame = before.content?.digest !== undefined && before.content.digest === after.content?.digest;
  if (unreadable !== undefined && !isSame)
    told.push(cause(unreadable, [], "", unreadable === "artifact" ? UNTYPED : ""));
  if (isOldGone) told.push(cause("old-gone", [], before.content?.digest));
  return told;
}

/** Of what cannot be read it is known why nothing more is. */
function isTold({ cause: name, fields }: Cause, { unreadable }: Sighting): boolean {
  return unreadable !== undefined && name === "replaced" && fields.length === 0;
}

const UNTYPED = "of a type that engines do not know";

function isLost(unseen: Unseen | undefined): boolean {
  return unseen === "not-found" || unseen === "absent-or-private" || unseen === "unauthorized";
}

// ── All images ──────────────────────────────────────────────────────────────

/** Everything that was seen at one time, by name. A lock is one, and so is what a run sees now. */
export type Sightings = ReadonlyMap<string, Sighting>;

/** What changed between two times. The same whatever the order of the two maps. */
export function driftBetween(
  before: Sightings,
  after: Sightings,
  options: DriftOptions = { times: usualTimes },
): LocksDrift {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const pairs = names.map((image) => ({ image, then: before.get(image), now: after.get(image) }));
  const changed = pairs.flatMap(
    ({ image, then, now }) =>
      (then !== undefined && now !== undefined && isPulled(now) && imageDrift(image, then, now, options)) || [],
  );
  const grade = worst(changed.map((one) => one.grade));
  return {
    ...(grade !== undefined && { grade }),
    changed: changed.sort((a, b) => weight(a) - weight(b)),
    added: pairs.flatMap(({ image, then, now }) => (isPulled(now) && !isPulled(then) ? useOf(image, now) : [])),
    removed: pairs.flatMap(({ image, then, now }) => (isPulled(then) && !isPulled(now) ? useOf(image, then) : [])),
    processes: processDrift(before, after),
    unknown: pairs.flatMap(({ image, now }) => (isPulled(now) ? unknownOf(image, now) : [])),
  };
}

const WEIGHT: Readonly<Record<DriftGrade, number>> = { breaking: 0, visible: 1, harmless: 2 };

function weight({ grade }: ImageDrift): number {
  return WEIGHT[grade];
}

function isPulled(sighting: Sighting | undefined): sighting is Sighting {
  return sighting !== undefined && sighting.unseen !== "not-pulled";
}

function useOf(image: string, { content, processes, files, scenarios }: Sighting): ImageUse {
  const digest = content?.digest ?? (content?.file?.sha256 && `sha256:${content.file.sha256}`);
  return {
    image,
    ...(digest !== undefined && { digest }),
    processes: both(processes, []),
    files: both(files, []),
    scenarios: both(scenarios, []),
  };
}

/** What nobody could tell of an image that is pulled. */
function unknownOf(image: string, { content, unseen, unreadable }: Sighting): LocksDrift["unknown"] {
  if (isLost(unseen) || unreadable !== undefined || unseen === "not-pulled") return [];
  if (unseen !== undefined) return [{ image, why: unseen }];
  return content === undefined ? [{ image, why: "not-asked" }] : [];
}

/** Processes that pull other images than they did. */
function processDrift(before: Sightings, after: Sightings): readonly ProcessDrift[] {
  const [then, now] = [imagesByProcess(before), imagesByProcess(after)];
  return both([...then.keys()], [...now.keys()])
    .map((process) => ({ process, before: then.get(process) ?? [], after: now.get(process) ?? [] }))
    .filter((one) => one.before.join("\n") !== one.after.join("\n"));
}

function imagesByProcess(sightings: Sightings): ReadonlyMap<string, readonly string[]> {
  const images = new Map<string, string[]>();
  for (const [image, sighting] of [...sightings].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isPulled(sighting)) continue;
    for (const process of new Set(sighting.processes)) images.set(process, [...(images.get(process) ?? []), image]);
  }
  return images;
}

/** Sorted, each once. */
function both(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])].sort();
}
