/** Words of a text that is read character by character. */
import { isSpace } from "./text.ts";

/** Collects words as a shell does: blanks end one, except where they are quoted. */
export class WordCutter {
  readonly #words: string[];
  #word = "";

  constructor(words: string[]) {
    this.#words = words;
  }

  add(text: string): void {
    this.#word += text;
  }

  addSplit(text: string): void {
    for (const char of text) {
      if (isSpace(char.charCodeAt(0))) this.end();
      else this.#word += char;
    }
  }

  reset(): void {
    this.#word = "";
  }

  end(): void {
    if (this.#word !== "") this.#words.push(this.#word);
    this.#word = "";
  }
}
