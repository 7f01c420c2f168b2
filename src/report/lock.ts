/** What `wave-inspect lock` says: what was recorded, what moved, and what nobody could tell. */
import type { Merged, Moved } from "../lock/merge.ts";
import type { Observation, Outside } from "../lock/observe.ts";
import type { LockedImage, Unseen } from "../model.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { counted, formatBytes } from "../text/units.ts";
import { schemaVersion } from "./json.ts";

export interface LockReport {
  readonly file: string;
  /** Whether the file is another one now. */
  readonly isWritten: boolean;
  readonly seen: Observation;
  readonly merged: Merged;
}

/** A person reads no more lines of one kind. */
const MOST = 50;

const OUTSIDE: Readonly<Record<Outside, string>> = {
  unresolved: "its name is not known before the run",
  "not-pullable": "no engine that would pull it takes such a name",
  "in-repository": "it is a file of this repository, which git keeps",
  "nobody-to-ask": "there is nobody who could be asked",
};

export function lockText({ file, isWritten, seen, merged }: LockReport): string {
  const { added, kept, left, taken, unseen, removed, missing, lock } = merged;
  const counts = [
    `${added.length} added`,
    `${kept.length} kept`,
    ...(taken.length > 0 ? [`${taken.length} taken over`] : []),
    ...(left.length > 0 ? [`${left.length} left`] : []),
    ...(unseen.length > 0 ? [`${unseen.length} unseen`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ].join(", ");
  const lines = [
    ...section("added", added, ({ name, image }) => `${plain(name)} (${inWords(image)})`),
    ...section("taken", taken, movedInWords),
    ...section("left", left, movedInWords),
    ...section("unseen", unseen, ({ name, why }) => `${plain(name)}: ${reason(name, why, seen)}`),
    ...section("removed", removed, (name) => plain(name)),
    ...section("not known", missing, ({ name, why }) => `${plain(name)}: ${reason(name, why, seen)}`),
    ...section("half known", halfKnown(seen, merged), (name) => `${plain(name)}: ${reason(name, "not-asked", seen)}`),
    ...section("not in it", [...seen.outside], ([name, why]) => `${plain(name)}: ${OUTSIDE[why]}`),
  ];
  const hint =
    left.length > 0 ? ["What moved is left as it was recorded; wave-inspect lock --update takes it over."] : [];
  const head = `${plain(file)} ${isWritten ? "is written" : "is as it was"}: ${counted(lock.images.size, "image")}, ${counts}.`;
  return `${[head, ...lines, ...hint].join("\n")}\n`;
}

function section<T>(title: string, items: readonly T[], line: (item: T) => string): readonly string[] {
  const lines = items.slice(0, MOST).map((item) => `  ${title.padEnd(10)} ${line(item)}`);
  return items.length > MOST ? [...lines, `  ${title.padEnd(10)} and ${items.length - MOST} more`] : lines;
}

/** Images that are in the lock as far as they were answered for. */
function halfKnown({ images }: Observation, { unseen, missing }: Merged): readonly string[] {
  const told = new Set([...unseen, ...missing].map(({ name }) => name));
  return [...images].flatMap(([name, { trouble }]) => (trouble === undefined || told.has(name) ? [] : [name]));
}

function movedInWords({ name, before, now }: Moved): string {
  const then = `${inWords(before)} since ${before.firstSeen.slice(0, 10)}`;
  return `${plain(name)}: ${inWords(now)} by now, in the lock ${then}`;
}

/** What tells an image from another one. */
function inWords({ content: { digest, file } }: LockedImage): string {
  if (digest !== undefined) return digest;
  if (file?.sha256 !== undefined) return `sha256 ${file.sha256}`;
  const about = [file?.size === undefined ? undefined : formatBytes(file.size), file?.architecture, file?.created];
  return ["a file", ...about.filter((word) => word !== undefined)].map((word) => plain(word)).join(", ");
}

function reason(name: string, why: Unseen, { images }: Observation): string {
  if (why === "not-pulled") return "nothing that was looked at pulls it";
  return plain(images.get(name)?.trouble?.message ?? "nobody said what it is");
}

/** The same for programs. */
export function lockJson({ file, isWritten, seen, merged }: LockReport): string {
  const { added, kept, left, taken, unseen, removed, missing, lock } = merged;
  const troubleOf = (name: string): string | undefined => seen.images.get(name)?.trouble?.message;
  return printJson({
    schemaVersion,
    file,
    written: isWritten,
    images: lock.images.size,
    added: added.map(({ name, image }) => ({ image: name, is: identity(image) })),
    kept,
    left: left.map(movedPart),
    taken: taken.map(movedPart),
    unseen: unseen.map(({ name, why }) => ({ image: name, why, message: troubleOf(name) })),
    removed,
    notKnown: missing.map(({ name, why }) => ({ image: name, why, message: troubleOf(name) })),
    halfKnown: halfKnown(seen, merged).map((image) => ({ image, message: troubleOf(image) })),
    outside: [...seen.outside].map(([image, why]) => ({ image, why })),
  });
}

function movedPart({ name, before, now }: Moved): object {
  return { image: name, before: identity(before), now: identity(now), firstSeen: before.firstSeen };
}

function identity({ content: { digest, file } }: LockedImage): object {
  return { digest, file };
}
