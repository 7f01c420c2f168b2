/** One line on a terminal that says how far the inspection is, drawn anew in its place and gone when it is done. */
import { cellsOf } from "../text/cells.ts";
import { plain } from "../text/plain.ts";
import { counted } from "../text/units.ts";
import type { Step } from "../world.ts";

export interface ProgressOptions {
  /** Standard error. */
  readonly write: (text: string) => void;
  readonly columns: () => number;
  /** Milliseconds, always rising. */
  readonly now: () => number;
}

/** What is done sooner is not worth a line. Milliseconds. */
const SHORT = 400;
/** Milliseconds between two drawings. */
const EVERY = 100;
/** Before that an estimate says nothing. Milliseconds, and images. */
const ESTIMATED = { after: 2_000, images: 5 } as const;
const MOST_REGISTRIES = 3;

/** Puts the cursor to the beginning of the line and clears it. */
const ERASE = "\r\u001B[K";

export class ProgressLine {
  readonly #options: ProgressOptions;
  #start: number | undefined;
  #drawn = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** undefined: it is over. */
  show(step: Step | undefined): void {
    if (step === undefined) {
      this.erase();
      this.#start = undefined;
      return;
    }
    const now = this.#options.now();
    this.#start ??= now;
    const elapsed = now - this.#start;
    if (elapsed < SHORT || now - this.#drawn < EVERY) return;
    this.#drawn = now;
    this.#isShown = true;
    // In one piece, so that no terminal shows the line empty.
    this.#options.write(`${ERASE}${fitting(inWords(step, elapsed), this.#options.columns() - 1)}`);
  }

  /** Before anything else is written there. */
  erase(): void {
    if (this.#isShown) this.#options.write(ERASE);
    this.#isShown = false;
  }
}

/** `120 of 500 images inspected, about 2 minutes left; open: quay.io 300, docker.io 80`. */
function inWords({ done, total, open }: Step, elapsed: number): string {
  const waiting = open.slice(0, MOST_REGISTRIES).map(({ registry, images }) => `${registry} ${images}`);
  const isKnown = elapsed >= ESTIMATED.after && done >= ESTIMATED.images && done < total;
  const left = isKnown ? `, about ${durationInWords((elapsed / done) * (total - done))} left` : "";
  return `${done} of ${counted(total, "image")} inspected${left}${waiting.length === 0 ? "" : `; open: ${waiting.join(", ")}`}`;
}

function durationInWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? counted(seconds, "second") : counted(Math.round(seconds / 60), "minute");
}

/** As much as fits into one line: what wraps could not be erased. */
function fitting(text: string, columns: number): string {
  let [shown, width] = ["", 0];
  for (const cell of cellsOf(plain(text))) {
    width += cell.width;
    if (width > columns) break;
    shown += cell.text;
  }
  return shown;
}
