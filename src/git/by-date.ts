/** Commits on the way through a history, of which the newest is taken next. */
import type { Commit } from "./object.ts";

interface Dated {
  readonly commit: Pick<Commit, "date">;
}

/** A heap. */
export class NewestFirst<T extends Dated> {
  readonly #heap: T[] = [];

  put(found: T): void {
    const heap = this.#heap;
    let at = heap.push(found) - 1;
    for (let above = (at - 1) >> 1; at > 0 && isNewer(found, heap[above]); above = (at - 1) >> 1) {
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = found;
  }

  take(): T | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if (isNewer(heap[below + 1], heap[below])) below++;
      if (!isNewer(heap[below], last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  }

  some(is: (found: T) => boolean): boolean {
    return this.#heap.some(is);
  }
}

function isNewer(a: Dated | undefined, b: Dated | undefined): boolean {
  return a !== undefined && (b === undefined || a.commit.date > b.commit.date);
}
