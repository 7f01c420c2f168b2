/** Tokens that servers gave us, as many as they like: found again in any text, by their first characters. */

/** So many of a token nobody writes by chance, and no token that opens anything is shorter. */
const HEAD = 10;

/**
 * Of each token only the beginning of every form is kept, for there may be one for each image, of any length. What follows
 * such a beginning is part of the token as long as it is made of what tokens are made of.
 */
export class IssuedTokens {
  readonly #heads = new Set<string>();
  /** Which two characters a head begins with: most places of a text need no further look. */
  readonly #starts = new Set<number>();

  /** The forms in which a token may be written, in lower case. */
  add(forms: readonly string[]): void {
    for (const form of forms) {
      if (form.length < HEAD) continue;
      this.#heads.add(form.slice(0, HEAD));
      this.#starts.add(startOf(form, 0));
    }
  }

  get isEmpty(): boolean {
    return this.#heads.size === 0;
  }

  /** Where tokens stand in a text that is in lower case: each with its end, in order. */
  *find(text: string): Generator<readonly [start: number, end: number]> {
    for (let at = 0; at + HEAD <= text.length; at++) {
      if (!this.#starts.has(startOf(text, at)) || !this.#heads.has(text.slice(at, at + HEAD))) continue;
      const end = endOf(text, at + HEAD);
      yield [at, end];
      at = end - 1;
    }
  }
}

function startOf(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

function endOf(text: string, start: number): number {
  const rest = /[\w.~+/=%-]*/y;
  rest.lastIndex = start;
  rest.test(text);
  return rest.lastIndex;
}
