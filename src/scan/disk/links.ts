/** Where the links of a repository lead: further files that a tool would read, and ways that are not taken. */
import { type Dirent, type Stats, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { isBelow, placeInside } from "../../files/inside.ts";
import { isUnread, nameOfKind } from "../../files/read.ts";
import type { Problem } from "../../model.ts";
import { unread } from "./gaps.ts";

/** By what scanners a file of this name is read, as one text; "" where none would. */
export type ReadersOf = (path: string) => string;

export interface Followed {
  /** By the paths that go through the links. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Files and folders that are looked at more than once, since more than one link leads to them: such links multiply. */
const MOST_REPEATED = 5_000;

/**
 * A link to a file is a file of its name, as for every tool. What is in a folder is listed where it really is; behind a
 * link to it only what other scanners read there, as `.devcontainer` does a `devcontainer.json`. Whatever else is meant by
 * a path through it, a scanner finds when it reads that path.
 *
 * @param base Real path of the repository.
 */
export function followLinks(base: string, links: readonly string[], readersOf: ReadersOf): Followed {
  const walk = new LinkWalk(base, readersOf);
  for (const link of links) walk.follow(link);
  return walk;
}

class LinkWalk implements Followed {
  readonly files: string[] = [];
  readonly problems: Problem[] = [];
  readonly #base: string;
  readonly #readersOf: ReadersOf;
  /** Real folders behind links. */
  readonly #walked = new Set<string>();
  #repeated = 0;
  #hasGivenUp = false;

  constructor(base: string, readersOf: ReadersOf) {
    this.#base = base;
    this.#readersOf = readersOf;
  }

  follow(link: string): void {
    const place = placeInside(this.#base, link);
    const stat = statOf(join(this.#base, link));
    const isRead = this.#readersOf(link) !== "";
    if (isUnread(place)) {
      // Of a folder that is elsewhere a scanner might have read anything.
      if (isRead || stat?.isDirectory() === true) {
        this.problems.push(unread(link, place.why, `This ${place.words}: it is not followed.`));
      }
    } else if (stat?.isFile() === true) this.files.push(link);
    else if (stat?.isDirectory() === true) this.#walk(link, place.real, [dirname(join(this.#base, link))]);
    else if (isRead && stat !== undefined) {
      this.problems.push(unread(link, "no-file", `This is a link to ${nameOfKind(stat)}: it is not read.`));
    }
  }

  /** `above`: the real folders by which it was come to. */
  #walk(path: string, real: string, above: readonly string[]): void {
    // A folder that holds the link to itself is a loop.
    if (above.some((folder) => isBelow(real, folder))) return;
    const isRepeated = this.#walked.has(real);
    this.#walked.add(real);
    if (isRepeated && ++this.#repeated > MOST_REPEATED) return this.#giveUp(path);
    for (const entry of entriesOf(real)) {
      if (entry.name === ".git") continue;
      if (isRepeated) this.#repeated++;
      this.#take(`${path}/${entry.name}`, join(real, entry.name), entry, [...above, real]);
    }
  }

  #take(path: string, at: string, entry: Dirent, above: readonly string[]): void {
    const place = entry.isSymbolicLink() ? placeInside(this.#base, this.#pathOf(at)) : { real: at };
    // One that leads out has been said where it really is.
    if (isUnread(place)) return;
    const stat = entry.isSymbolicLink() ? statOf(place.real) : entry;
    if (stat?.isDirectory() === true) this.#walk(path, place.real, above);
    const readers = this.#readersOf(path);
    if (stat?.isFile() === true && readers !== "" && readers !== this.#readersOf(this.#pathOf(at)))
      this.files.push(path);
  }

  #giveUp(path: string): void {
    if (this.#hasGivenUp) return;
    this.#hasGivenUp = true;
    const message = `More than ${MOST_REPEATED} paths lead over links to the same files: from here on they are not followed.`;
    this.problems.push(unread(path, "too-large", message));
  }

  /** From the root of the repository. */
  #pathOf(real: string): string {
    return relative(this.#base, real).split(sep).join("/");
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Links followed. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
