/** The words of one command as it is typed into a shell, parted as a POSIX shell parts them; no shell runs. */
import { quote } from "./quote.ts";

/** The words, or why there are none to be had, as a sentence without its end that says what to write instead. */
export type ShellWords = { readonly words: readonly string[] } | { readonly error: string };

/**
 * Blanks part words; quotes and backslashes keep what they keep in a shell, one at the end of a line goes on in the next, and
 * `#` begins a comment. What a shell would put something else in for (variables, commands, `~`) is refused, and so is a
 * second command: nobody here knows what it would come to. Patterns (`*.csv`) stay as they are, as in a shell that finds
 * no file of such a name.
 */
export function shellWords(text: string): ShellWords {
  try {
    return { words: new Words(text.replaceAll("\r\n", "\n")).read() };
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    throw error;
  }
}

class Refusal extends Error {}

class Words {
  readonly #text: string;
  readonly #words: string[] = [];
  /** The word that is read; undefined between words. */
  #word: string | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly string[] {
    while (this.#at < this.#text.length) this.#step();
    this.#end();
    return this.#words;
  }

  #step(): void {
    const character = this.#text.charAt(this.#at);
    if (character === "'") this.#singleQuoted();
    else if (character === '"') this.#doubleQuoted();
    else if (character === "\\") this.#escaped(/[^\n]/);
    else if (/[ \t]/.test(character)) this.#end();
    else if (character === "#" && this.#word === undefined) this.#comment();
    else this.#plain(character);
    this.#at += 1;
  }

  #plain(character: string): void {
    if (character === "\n") {
      this.#endOfLine();
      return;
    }
    if (/[|&;<>()]/.test(character))
      throw new Refusal(
        `${this.#here(1)} ends a command in a shell; write one command alone, and in quotes what is meant as it is`,
      );
    if (character === "~" && this.#word === undefined)
      throw new Refusal(`${this.#here(1)} is a home folder in a shell, and none runs here; write the path`);
    this.#refuseExpansion(/^(?:`|\$(?:\{[^}]*\}?|\w+|[('"@*#?$!-]|\\\n))/);
    this.#add(character);
  }

  /** Lines without a word may stand around the one that has them. */
  #endOfLine(): void {
    this.#end();
    if (this.#words.length === 0 || this.#text.slice(this.#at).trim() === "") return;
    throw new Refusal("there is a second line; write one command, with a \\ at the end of each line that goes on");
  }

  #singleQuoted(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw this.#unclosed(this.#at);
    this.#add(this.#text.slice(this.#at + 1, end));
    this.#at = end;
  }

  #doubleQuoted(): void {
    const start = this.#at;
    this.#add("");
    for (this.#at += 1; this.#text.charAt(this.#at) !== '"'; this.#at += 1) {
      const character = this.#text.charAt(this.#at);
      if (character === "") throw this.#unclosed(start);
      if (character === "\\") this.#escaped(/[$`"\\]/);
      else {
        this.#refuseExpansion(/^(?:`|\$(?:\{[^}]*\}?|\w+|[(@*#?$!-]|\\\n))/);
        this.#add(character);
      }
    }
  }

  /** A backslash takes the meaning from what `takes` matches; before the end of a line both are gone. */
  #escaped(takes: RegExp): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === "\n") this.#at += 1;
    else if (takes.test(next)) {
      this.#add(next);
      this.#at += 1;
    } else this.#add("\\");
  }

  #comment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = (end < 0 ? this.#text.length : end) - 1;
  }

  #refuseExpansion(expands: RegExp): void {
    const [found] = expands.exec(this.#text.slice(this.#at, this.#at + LONGEST_NAME)) ?? [];
    if (found === undefined) return;
    throw new Refusal(
      `no shell runs here, which would put something in for ${this.#here(found.length)}; write what it stands for, or in single quotes what is meant as it is`,
    );
  }

  #add(text: string): void {
    this.#word = (this.#word ?? "") + text;
  }

  #end(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #here(length: number): string {
    return `${quote(this.#text.slice(this.#at, this.#at + length))} at character ${this.#at + 1}`;
  }

  #unclosed(start: number): Refusal {
    return new Refusal(`the ${this.#text.charAt(start)} at character ${start + 1} is never closed; close it`);
  }
}

/** Of a name that is shown. UTF-16 code units. */
const LONGEST_NAME = 80;
