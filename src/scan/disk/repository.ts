/** A checked-out repository as a tree of files. */
import { lstatSync, realpathSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { ConfigurationError } from "../../errors.ts";
import { placeInside } from "../../files/inside.ts";
import { isUnread, type Unread } from "../../files/read.ts";
import type { Problem, ScanOptions, SourceTree } from "../../model.ts";
import { matchesAny } from "../../text/globs.ts";
import { gapsOf, unreadFile } from "./gaps.ts";
import { followLinks, type ReadersOf } from "./links.ts";
import { listFiles } from "./listing.ts";
import { readHead, readSource } from "./text-file.ts";
import { outsideFiles } from "./outside.ts";

/**
 * The files of a checked-out repository, listed at once and read when asked for; their text is not kept. This
 * room is all of the scanners that touches the disk.
 *
 * @throws ConfigurationError if the root is no directory that can be read.
 */
export function openRepository(
  root: string,
  options: Pick<ScanOptions, "exclude"> & Partial<Pick<ScanOptions, "nextflow">>,
  readersOf: ReadersOf,
): SourceTree & Required<Omit<SourceTree, "outside">> {
  const base = realRoot(root);
  const repository = new Repository(base, options, readersOf);
  return {
    ...(options.nextflow?.isTyped === true && { outside: outsideFiles(resolve(root), base) }),
    files: repository.files,
    read: (path) => repository.read(path),
    beginning: (path) => repository.beginning(path),
    kindAt: (path) => repository.kindAt(path),
    problems: () => repository.problems(),
  };
}

class Repository {
  readonly files: readonly string[];
  readonly #base: string;
  readonly #isExcluded: (path: string) => boolean;
  /** What was listed below no link: nothing of it needs to be followed. */
  readonly #plain: ReadonlySet<string>;
  /** Links, and what was left out: a path that begins so is looked for on the disk. */
  readonly #unlisted: ReadonlySet<string>;
  readonly #readersOf: ReadersOf;
  readonly #gaps: readonly Problem[];
  /** What was asked for and is there, and has no text. */
  readonly #unread = new Map<string, Unread>();

  constructor(base: string, { exclude }: Pick<ScanOptions, "exclude">, readersOf: ReadersOf) {
    const listing = listFiles(base);
    const { files, problems } = followLinks(base, listing.links, readersOf);
    this.#base = base;
    this.#readersOf = readersOf;
    this.#isExcluded = matchesAny(exclude);
    this.#plain = new Set(listing.files);
    this.#unlisted = new Set([...listing.leftOut, ...listing.links]);
    this.#gaps = [...gapsOf(listing, (path) => readersOf(path) !== ""), ...problems];
    this.files = [...listing.files, ...files].filter((path) => !this.#isExcluded(path)).sort();
  }

  read(path: string): string | undefined {
    const text = this.#plain.has(path)
      ? readSource(`${this.#base}${sep}${path}`, path, "listed")
      : this.#readAnywhere(path);
    if (typeof text === "string") return text;
    const isThere = this.#plain.has(path) || (text.why !== "absent" && text.why !== "folder");
    if (isThere && path !== ".." && !path.startsWith("../")) this.#unread.set(path, text);
    return undefined;
  }

  beginning(path: string): string | undefined {
    const place = this.#plain.has(path) ? { real: `${this.#base}${sep}${path}` } : placeInside(this.#base, path);
    return isUnread(place) ? undefined : readHead(place.real);
  }

  /** A link is followed within the root. */
  #readAnywhere(path: string): string | Unread {
    const place = placeInside(this.#base, path);
    return isUnread(place) ? place : readSource(place.real, path);
  }

  kindAt(path: string): "file" | "folder" | undefined {
    if (!this.#isUnlisted(path) || this.#isExcluded(path)) return undefined;
    const place = placeInside(this.#base, path);
    // To read it says why it cannot be read.
    if (isUnread(place)) return place.why === "outside" ? "file" : undefined;
    const stat = statSync(place.real, { throwIfNoEntry: false });
    return stat?.isDirectory() === true ? "folder" : stat && "file";
  }

  problems(): readonly Problem[] {
    const asked = [...this.#unread].map(([file, why]) => unreadFile(file, why, this.#readersOf(file)));
    const known = new Set(this.#gaps.map(({ file }) => file));
    return [...this.#gaps, ...asked.filter(({ file }) => !known.has(file))].filter(
      ({ file }) => !this.#isExcluded(file),
    );
  }

  #isUnlisted(path: string): boolean {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
      if (this.#unlisted.has(path.slice(0, end))) return true;
    }
    return false;
  }
}

function realRoot(root: string): string {
  try {
    const base = realpathSync(root);
    if (lstatSync(base).isDirectory()) return base;
  } catch {
    // Said below, in the same words.
  }
  throw new ConfigurationError(
    `${root} is not a directory that can be read: name the root of a checked-out repository.`,
  );
}
