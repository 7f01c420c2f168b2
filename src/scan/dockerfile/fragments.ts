/** A value together with where each part of it comes from. */
import type { Reference } from "../../model.ts";
import type { Text } from "./text.ts";

export type Origin =
  /** Written in the word that is being expanded. */
  | { readonly kind: "word" }
  /** The default of an `ARG`, at its place in the file. */
  | { readonly kind: "default"; readonly name: string; readonly value: Text }
  /** A value that the build is given, at its place in the file that defines the build; without one, somebody typed it. */
  | { readonly kind: "given"; readonly name: string; readonly reference?: Reference }
  /** One of the arguments that the builder sets: TARGETARCH and the like. */
  | { readonly kind: "platform"; readonly name: string };

export const WORD: Origin = { kind: "word" };

export interface Fragment {
  readonly text: string;
  readonly origin: Origin;
}

export type Fragments = readonly Fragment[];

/** Collects the fragments of a word, in which other values stand. */
export class FragmentsBuilder {
  readonly #parts: Fragment[] = [];
  #written = "";

  /** Characters of the word itself. */
  write(text: string): void {
    this.#written += text;
  }

  append(value: Fragments): void {
    this.#end();
    for (const part of value) this.#parts.push(part);
  }

  build(): Fragments {
    this.#end();
    return this.#parts;
  }

  #end(): void {
    if (this.#written !== "") this.#parts.push({ text: this.#written, origin: WORD });
    this.#written = "";
  }
}

export function plain(fragments: Fragments): string {
  const [first, second] = fragments;
  return second === undefined ? (first?.text ?? "") : fragments.map((fragment) => fragment.text).join("");
}

/** The part between two indices (UTF-16 units). */
export function cut(fragments: Fragments, start: number, end: number): Fragments {
  const parts: Fragment[] = [];
  let at = 0;
  for (const { text, origin } of fragments) {
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (part !== "") parts.push({ text: part, origin });
    at += text.length;
  }
  return parts;
}

/** What was written in the word of an ARG default is, from outside, of that default. */
export function rename(fragments: Fragments, origin: Origin): Fragments {
  return fragments.map((fragment) => (fragment.origin === WORD ? { text: fragment.text, origin } : fragment));
}
