/** How far one evaluation may go, within the budget of all. */
import type { Budget } from "./budget.ts";

/** Nobody writes an expression or a function that takes more steps. */
const MOST_STEPS = 20_000;
/** Bytes that are not counted: what is smaller costs no more than the step that makes it. */
const SMALL = 2_000;
/** Bytes of an item. */
const ITEM = 64;

/** Counts the steps of one evaluation: once they are at an end, everything that is still to come stays open. */
export class Meter {
  readonly #budget: Budget;
  #left = MOST_STEPS;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Takes steps; false where there are not so many. */
  spend(steps = 1): boolean {
    this.#left -= steps;
    return this.#left >= 0 && this.#budget.spend("nodes", steps);
  }

  /** Goes through so many items, of which many go into a step. */
  look(items: number): boolean {
    return items < 32 || this.spend(Math.floor(items / 32));
  }

  /** Goes through so many letters, which is done faster still. */
  read(letters: number): boolean {
    return letters < 512 || this.spend(Math.floor(letters / 512));
  }

  /** Makes a text of so many letters. */
  makeText(letters: number): boolean {
    return letters < SMALL || (this.read(letters) && this.#budget.spend("bytes", letters));
  }

  /** Makes a list or a map of so many items. */
  makeItems(items: number): boolean {
    return this.look(items) && (items * ITEM < SMALL || this.#budget.spend("bytes", items * ITEM));
  }
}
