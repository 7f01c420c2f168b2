/** Where a parse stands in the text of a pattern, and what it says where the pattern cannot be read. */

/** Groups and classes may stand this deep inside each other. */
export const DEEPEST = 200;

/** Thrown by the parser and caught by `compile`: Java refuses the pattern, or it is not supported here. */
export class PatternProblem extends Error {}

export class Reader {
  /** Offset of the next character. */
  at = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get next(): string | undefined {
    return this.source[this.at];
  }

  /** Up to `length` characters from here on. */
  ahead(length: number): string {
    return this.source.slice(this.at, this.at + length);
  }

  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Steps over `text` where it stands here. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }
}
