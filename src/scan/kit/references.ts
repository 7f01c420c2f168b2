/** The References of a scan: what makes one out of a range of a file, each once, in the order in which they are met. */
import type { Reference, Unresolved } from "../../model.ts";
import type { Range } from "../../text/lines.ts";
import type { SourceText } from "../../text/source-text.ts";

/** What a Reference says besides its place. */
export interface ReferenceFacts extends Pick<Reference, "source" | "kind" | "context"> {
  readonly unresolved?: Unresolved | undefined;
}

export class ReferenceBook {
  readonly #all = new Set<Reference>();
  /** By file; there by their range and by what tells them apart. */
  readonly #made = new Map<string, Map<number | string, Reference>>();

  /**
   * The Reference of a range; who asks first says what is known of it. `apart` is what tells several References of one
   * range from one another, where there may be several.
   */
  at(file: SourceText, range: Range, facts: ReferenceFacts, apart = ""): Reference {
    let inFile = this.#made.get(file.path);
    if (inFile === undefined) this.#made.set(file.path, (inFile = new Map()));
    // A number is found faster than a text, and files can have tens of thousands of places.
    const { start, end } = range;
    const key = apart === "" ? start * (file.text.length + 1) + end : `${start}:${end}:${apart}`;
    const made = inFile.get(key);
    if (made !== undefined) return made;
    const { source, kind, context, unresolved } = facts;
    const reference: Reference = {
      file: file.path,
      ...file.lines().span(range),
      text: file.text.slice(start, end),
      source,
      kind,
      context,
      ...(unresolved !== undefined && { unresolved }),
    };
    inFile.set(key, reference);
    this.#all.add(reference);
    return reference;
  }

  /** Whether it made the Reference. */
  has(reference: Reference): boolean {
    return this.#all.has(reference);
  }

  all(): readonly Reference[] {
    return [...this.#all];
  }
}
