/** How much a finished configuration holds: a map may stand in it many times over, or within itself. */
import type { Budget } from "../budget/budget.ts";
import type { Value } from "../evaluate/model.ts";
import { MergeProblem, named } from "./merge.ts";

/** A hundred times what the largest configurations of people hold. */
const MOST = 500_000;
const DEEPEST = 200;

/** @throws MergeProblem where whoever went through all of it would come to no end. */
export function checkWeight(value: Value, budget: Budget): void {
  new Scale(budget).weigh(value, 0);
}

class Scale {
  readonly #budget: Budget;
  /** By the entries or items of what has been weighed; undefined while it is. */
  readonly #known = new Map<object, number | undefined>();
  readonly #keys: string[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  weigh(value: Value, depth: number): number {
    if (value.kind === "choice") return this.weigh(value.held, depth + 1) + this.weigh(value.failed, depth + 1);
    if (value.kind === "list") return this.#collection(value.items, value.items.entries(), value.items.length, depth);
    if (value.kind !== "map") return 1;
    return this.#collection(value.entries, value.entries, value.entries.size, depth);
  }

  #collection(
    identity: object,
    parts: Iterable<readonly [key: string | number, part: Value]>,
    size: number,
    depth: number,
  ): number {
    const known = this.#known.get(identity);
    if (known !== undefined) return known;
    if (this.#known.has(identity)) throw new MergeProblem(`${named(this.#keys)} holds itself`, true);
    if (depth > DEEPEST) throw new MergeProblem(`more than ${DEEPEST} scopes and lists stand within each other`, false);
    if (!this.#budget.spend("keys", size))
      throw new MergeProblem("the repository's configurations hold too many settings", false);
    this.#known.set(identity, undefined);
    let total = 1;
    for (const [key, part] of parts) {
      this.#keys.push(String(key));
      total += this.weigh(part, depth + 1);
      this.#keys.pop();
    }
    if (total > MOST) throw new MergeProblem(`it comes to more than ${MOST.toLocaleString("en-US")} values`, false);
    this.#known.set(identity, total);
    return total;
  }
}
