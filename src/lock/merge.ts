/** An old lock and what a run saw, made into a new lock: trust on first use, and nothing that is there is replaced unasked. */
import type { Lock, LockedImage, LockedUsage, Unseen } from "../model.ts";
import { agree, together } from "../image/content.ts";
import type { Observation, Observed } from "./observe.ts";
import { entryOf } from "./write.ts";

export interface MergeOptions {
  /** Takes over what an image is now, where the lock has another. */
  readonly update: boolean;
  /** Removes the entries of images that the run does not pull. */
  readonly prune: boolean;
}

/** What became of the lock. Names in their order, each in one of the lists of entries. */
export interface Merged {
  readonly lock: Lock;
  readonly added: readonly Added[];
  readonly kept: readonly string[];
  /** Of another content now than the lock has: left as it was, or taken over. */
  readonly left: readonly Moved[];
  readonly taken: readonly Moved[];
  /** Entries that the run did not see. */
  readonly unseen: readonly { readonly name: string; readonly why: Unseen }[];
  readonly removed: readonly string[];
  /** Images that the run pulls, of which nobody said what they are: they are not in the lock. */
  readonly missing: readonly { readonly name: string; readonly why: Unseen }[];
}

export interface Added {
  readonly name: string;
  readonly image: LockedImage;
}

export interface Moved {
  readonly name: string;
  readonly before: LockedImage;
  readonly now: LockedImage;
}

export function mergeLock(old: Lock, { images }: Observation, options: MergeOptions): Merged {
  const names = [...new Set([...old.images.keys(), ...images.keys()])].sort();
  const fates = names.map((name) => fateOf(name, old.images.get(name), images.get(name), options));
  const named = (fate: Fate["fate"]): readonly string[] => those(fates, fate).map(({ name }) => name);
  return {
    lock: { images: new Map(fates.flatMap((one) => ("entry" in one ? [[one.name, one.entry] as const] : []))) },
    added: those(fates, "added").map(({ name, entry }) => ({ name, image: entry })),
    kept: named("kept"),
    left: those(fates, "left").map(({ moved }) => moved),
    taken: those(fates, "taken").map(({ moved }) => moved),
    unseen: those(fates, "unseen").map(({ name, why }) => ({ name, why })),
    removed: named("removed"),
    missing: those(fates, "missing").map(({ name, why }) => ({ name, why })),
  };
}

/** What becomes of one name. */
type Fate = { readonly name: string } & (
  | { readonly fate: "added"; readonly entry: LockedImage }
  | { readonly fate: "kept"; readonly entry: LockedImage }
  | { readonly fate: "left"; readonly entry: LockedImage; readonly moved: Moved }
  | { readonly fate: "taken"; readonly entry: LockedImage; readonly moved: Moved }
  | { readonly fate: "unseen"; readonly entry: LockedImage; readonly why: Unseen }
  | { readonly fate: "missing"; readonly why: Unseen }
  | { readonly fate: "removed" }
);

type Of<F extends Fate["fate"]> = Extract<Fate, { readonly fate: F }>;

function those<F extends Fate["fate"]>(fates: readonly Fate[], fate: F): readonly Of<F>[] {
  return fates.filter((one): one is Of<F> => one.fate === fate);
}

function fateOf(
  name: string,
  before: LockedImage | undefined,
  seen: Observed | undefined,
  { update, prune }: MergeOptions,
): Fate {
  const now = seen?.image;
  const why = seen === undefined ? "not-pulled" : (seen.trouble?.state ?? "not-asked");
  if (before === undefined)
    return now === undefined ? { name, fate: "missing", why } : { name, fate: "added", entry: now };
  if (seen === undefined && prune) return { name, fate: "removed" };
  if (now === undefined) {
    return { name, fate: "unseen", why, entry: { ...withUsage(before, seen?.usage ?? before), unseen: why } };
  }
  if (agree(before.content, now.content)) return { name, fate: "kept", entry: completed(before, now) };
  const moved = { name, before, now };
  return update
    ? { name, fate: "taken", entry: now, moved }
    : { name, fate: "left", entry: withUsage(before, now), moved };
}

/** The entry as it was, with what is known now beyond it. It is verified once all of it was hashed, whoever said it first. */
function completed(before: LockedImage, now: LockedImage): LockedImage {
  const content = together(before.content, now.content);
  const knows = (part: LockedImage["content"]): boolean =>
    JSON.stringify(entryOf({ ...before, content: part })) === JSON.stringify(entryOf({ ...before, content }));
  const entry = { ...withUsage(before, now), content };
  if (now.verified && knows(now.content)) return before.verified ? entry : { ...entry, by: now.by, verified: true };
  return { ...entry, verified: before.verified && (now.verified || knows(before.content)) };
}

/** Who pulls it as of this run, and no word of its not being seen. */
function withUsage(
  { content, by, verified, firstSeen }: LockedImage,
  { written, processes, files, scenarios }: LockedUsage,
): LockedImage {
  return { content, by, verified, firstSeen, written, processes, files, scenarios };
}
