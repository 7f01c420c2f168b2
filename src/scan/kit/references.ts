/** The References of a scan: what makes one out of a range of a file, each once, in the order in which they are met. */
import type { Reference, Unresolved } from "../../model.ts";
import type { Range } from "../../text/lines.ts";
import type { SourceText } from "../../text/source-text.ts";

/** What a Reference says besides its place. */
export interface ReferenceFacts extends Pick<Reference, "source" | "kind" | "context"> {
  readonly unresolved?: Unresolved | undefined;
}

export class ReferenceBook {
  readonly #made = new Map<string, Reference>();

  /**
   * The Reference of a range; who asks first says what is known of it. `apart` is what tells several References of one
   * range from one another, where there may be several.
   */
  at(file: SourceText, range: Range, facts: ReferenceFacts, apart = ""): Reference {
    const key = `${range.start}:${range.end}:${apart}\n${file.path}`;
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const { source, kind, context, unresolved } = facts;
    const reference: Reference = {
      file: file.path,
      ...file.lines().span(range),
      text: file.text.slice(range.start, range.end),
      source,
      kind,
      context,
      ...(unresolved !== undefined && { unresolved }),
    };
    this.#made.set(key, reference);
    return reference;
  }

  all(): readonly Reference[] {
    return [...this.#made.values()];
  }
}
