/** Which lines of a checkout are not as they are on the base. */
import type { Location, SourceTree } from "../model.ts";
import { diffLines, type Hunk } from "../text/line-diff.ts";

/** A file that was renamed is looked for among so many. */
const MOST_RENAMED = 200;
/** Lines that a file shares with the one that it was, of all that the longer of them has; as git takes it. */
const ENOUGH = 0.5;

export class ChangedLines {
  readonly #base: SourceTree;
  readonly #head: SourceTree;
  readonly #hunks = new Map<string, readonly Hunk[]>();
  readonly #isOnBase: ReadonlySet<string>;
  /** New name to old name; made when it is asked for. */
  #renamed: ReadonlyMap<string, string> | undefined;

  constructor(base: SourceTree, head: SourceTree) {
    this.#base = base;
    this.#head = head;
    this.#isOnBase = new Set(base.files);
  }

  /** What the file is called on the base; undefined where it is new. */
  before(file: string): string | undefined {
    if (this.#isOnBase.has(file)) return file;
    this.#renamed ??= this.#findRenamed();
    return this.#renamed.get(file);
  }

  /** From the names that renamed files have on the base to those that they have now. */
  renamed(): ReadonlyMap<string, string> {
    this.#renamed ??= this.#findRenamed();
    return new Map([...this.#renamed].map(([now, old]) => [old, now]));
  }

  /** By how many lines a stretch of the base has moved, in its file's name of now; undefined where it is not as it was. */
  shiftOf({ file, line, endLine }: Location): number | undefined {
    let shift = 0;
    for (const { from, to } of this.hunksOf(file)) {
      if (endLine - 1 < from[0]) break;
      if (line - 1 < from[1]) return undefined;
      shift = to[1] - from[1];
    }
    return shift;
  }

  /** Whether the change has a say in a stretch of a file of the checkout. */
  has({ file, line, endLine }: Location): boolean {
    return this.hunksOf(file).some(({ to }) => line - 1 < to[1] && endLine - 1 >= to[0]);
  }

  /**
   * Where in the checkout a line of the base is missing: at the line that stands there now, or the last one. Undefined
   * where it is still there, or its file is gone.
   */
  whereGone({ file, line, endLine }: Location, now: string): Location | undefined {
    if (this.before(now) !== file) return undefined;
    const hunk = this.hunksOf(now).find(({ from }) => line - 1 < from[1] && endLine - 1 >= from[0]);
    return hunk && this.#placeAt(now, hunk);
  }

  /** The first of the lines that are not as they were. */
  firstOf(file: string): Location | undefined {
    const [hunk] = this.hunksOf(file);
    return hunk && this.#placeAt(file, hunk);
  }

  hunksOf(file: string): readonly Hunk[] {
    const known = this.#hunks.get(file);
    if (known !== undefined) return known;
    const old = this.before(file);
    const [before, now] = [old === undefined ? undefined : this.#base.read(old), this.#head.read(file)];
    const hunks = now === undefined || before === now ? [] : diffLines(linesOf(before), linesOf(now));
    this.#hunks.set(file, hunks);
    return hunks;
  }

  #placeAt(file: string, { to }: Hunk): Location {
    const lines = linesOf(this.#head.read(file));
    const line = Math.max(1, Math.min(to[0] + 1, lines.length));
    return { file, line, column: 1, endLine: line, endColumn: (lines[line - 1]?.length ?? 0) + 1 };
  }

  #findRenamed(): ReadonlyMap<string, string> {
    const isThere = new Set(this.#head.files);
    const gone = this.#base.files.filter((file) => !isThere.has(file)).slice(0, MOST_RENAMED);
    const added = this.#head.files.filter((file) => !this.#isOnBase.has(file)).slice(0, MOST_RENAMED);
    if (gone.length === 0) return new Map();
    const old = gone.map((file) => ({ file, lines: linesOf(this.#base.read(file)) }));
    const pairs = added.flatMap((file) => {
      const lines = linesOf(this.#head.read(file));
      return old.map((one) => ({ file, was: one.file, shared: likeness(one.lines, lines) }));
    });
    const taken = new Set<string>();
    const renamed = new Map<string, string>();
    for (const { file, was, shared } of pairs.sort((a, b) => b.shared - a.shared)) {
      if (shared < ENOUGH || renamed.has(file) || taken.has(was)) continue;
      renamed.set(file, was);
      taken.add(was);
    }
    return renamed;
  }
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** From 0 to 1. */
function likeness(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of other) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    counts.set(line, left - 1);
    shared++;
  }
  return shared / Math.max(one.length, other.length, 1);
}
