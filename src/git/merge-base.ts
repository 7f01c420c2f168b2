/** Where two lines of history part, as `git merge-base` finds it. */
import { NewestFirst } from "./by-date.ts";
import { type Commit, readCommit } from "./object.ts";
import type { GitObjects } from "./objects.ts";

/** No commit has more to say. Bytes. */
const LARGEST = 1024 * 1024;
/** No two branches are that many commits apart. */
const MOST = 200_000;

const ONE = 1;
const OTHER = 2;
/** Behind a commit that both have: no better one is there. */
const BEHIND = 4;

interface Found {
  readonly id: string;
  readonly commit: Commit;
  /** ONE, OTHER, BEHIND. */
  marks: number;
}

/**
 * The best common ancestor of two commits, the newest where there are several.
 *
 * @returns "none" where they share no history; "unknown" where the repository does not have all of it that it takes (a
 * shallow clone).
 */
export function mergeBase(objects: GitObjects, one: string, other: string): { id: string } | "none" | "unknown" {
  const walk = new Walk(objects);
  if (!walk.reach(one, ONE) || !walk.reach(other, OTHER)) return "unknown";
  const both: Found[] = [];
  for (let next = walk.take(); next !== undefined; next = walk.take()) {
    let { marks } = next;
    if (marks === (ONE | OTHER)) {
      both.push(next);
      marks |= BEHIND;
    }
    for (const parent of next.commit.parents) {
      // What is behind a common ancestor may be missing.
      if (!walk.reach(parent, marks) && (marks & BEHIND) === 0) return "unknown";
    }
  }
  const [best] = both.filter(({ marks }) => (marks & BEHIND) === 0).sort((a, b) => b.commit.date - a.commit.date);
  return best === undefined ? "none" : { id: best.id };
}

/** Commits of both sides, the newest first, so that what both have is mostly met before what is behind it. */
class Walk {
  readonly #objects: GitObjects;
  readonly #known = new Map<string, Found>();
  readonly #open = new NewestFirst<Found>();

  constructor(objects: GitObjects) {
    this.#objects = objects;
  }

  /** Marks a commit; one with a new mark is looked at (again). False: it is not there. */
  reach(id: string, marks: number): boolean {
    const known = this.#known.get(id) ?? this.#read(id);
    if (known === undefined) return false;
    const all = known.marks | marks;
    if (all === known.marks) return true;
    known.marks = all;
    this.#open.put(known);
    return true;
  }

  /** The newest; undefined where all that is left is behind one that both have. */
  take(): Found | undefined {
    if (!this.#open.some(({ marks }) => (marks & BEHIND) === 0)) return undefined;
    return this.#open.take();
  }

  #read(id: string): Found | undefined {
    const object = this.#known.size < MOST ? this.#objects.read(id, LARGEST) : undefined;
    const commit = object && readCommit(object);
    const found = commit && { id, commit, marks: 0 };
    if (found !== undefined) this.#known.set(id, found);
    return found;
  }
}
