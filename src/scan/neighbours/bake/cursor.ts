/** A place in a text of HCL, as it is read from left to right. */
import { type PlacedText, subtext } from "../../kit/placed-text.ts";

/** What is read is no HCL, or more than is followed. */
export class NotHcl extends Error {}

/** What a reader gives; undefined where what it reads is no HCL. */
export function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotHcl) return undefined;
    throw error;
  }
}

/** How much more is read of a file: words, marks and pieces of text. */
export interface Allowance {
  left: number;
}

const BLANKS = /(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const BLANKS_AND_LINES = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;

/** Lists in lists, blocks in blocks and the like, this deep. */
export const DEEPEST = 50;

export class Cursor {
  readonly source: PlacedText;
  readonly text: string;
  readonly allowance: Allowance;
  at = 0;
  /** Within brackets, the end of a line is a blank. */
  isLoose = false;
  #depth = 0;

  constructor(source: PlacedText, allowance: Allowance) {
    this.source = source;
    this.text = source.value;
    this.allowance = allowance;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  skipBlanks(isLoose = this.isLoose): void {
    this.#match(isLoose ? BLANKS_AND_LINES : BLANKS);
  }

  /** What comes next, behind blanks, is taken where it matches; `pattern` is sticky. */
  take(pattern: RegExp): string | undefined {
    const before = this.at;
    this.skipBlanks();
    const found = this.#match(pattern);
    if (found === undefined) this.at = before;
    return found;
  }

  /** As `take`; whatever else comes is an error. */
  expect(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw new NotHcl();
    return found;
  }

  /** As `take`, of what comes at once. */
  takeHere(pattern: RegExp): string | undefined {
    return this.#match(pattern);
  }

  /** Whether this comes next, behind blanks. */
  isNext(pattern: RegExp): boolean {
    const before = this.at;
    const found = this.take(pattern);
    this.at = before;
    return found !== undefined;
  }

  placed(from: number, to = this.at): PlacedText {
    return subtext(this.source, from, to);
  }

  /** Reads something that may hold more of its kind. */
  within<T>(isLoose: boolean, read: () => T): T {
    const before = this.isLoose;
    if (this.#depth >= DEEPEST) throw new NotHcl();
    this.isLoose = isLoose;
    this.#depth++;
    try {
      return read();
    } finally {
      this.isLoose = before;
      this.#depth--;
    }
  }

  #match(pattern: RegExp): string | undefined {
    if (this.allowance.left-- < 0) throw new NotHcl();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }
}
