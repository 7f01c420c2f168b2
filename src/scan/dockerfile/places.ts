/** From offsets of one Dockerfile to References and Problems, each place made once. */
import { versionPart } from "../../image/version-part.ts";
import type { Problem, ProblemKind, Reference, ReferenceContext, ReferenceKind, Unresolved } from "../../model.ts";
import type { Range } from "../../text/lines.ts";
import { type SourceText, sourceText } from "../../text/source-text.ts";
import { ReferenceBook } from "../kit/references.ts";
import { cut, type Fragments, plain } from "./fragments.ts";
import type { Named } from "./named.ts";
import { rangeOf, type Text } from "./text.ts";
import { editableRange } from "./variables.ts";

export class Places {
  readonly #file: SourceText;
  readonly #book = new ReferenceBook();
  /** Places in the files that define builds. */
  readonly #lent = new Set<Reference>();

  /** `source` is the text of the file, without its byte-order mark. */
  constructor(path: string, source: string) {
    this.#file = sourceText(path, source);
  }

  reference(text: Text, kind: ReferenceKind, context: ReferenceContext, unresolved?: Unresolved): Reference {
    return this.#at(rangeOf(text), kind, context, unresolved);
  }

  /**
   * The places that make up a name, of which `own` is the one that is read: first the one where a person would change the
   * version, or say what is not known.
   */
  around(own: Reference | undefined, named: Named): readonly Reference[] {
    const owns = own === undefined ? [] : [own];
    if (named.canonical === undefined) {
      if (named.unknownAt === undefined) return owns;
      this.#lent.add(named.unknownAt);
      return [named.unknownAt, ...owns];
    }
    const first = this.#placesIn(versionOf(named.name)).slice(0, 1);
    return [...new Set([...first, ...owns, ...this.#placesIn(named.name)])];
  }

  problem(offset: number, kind: ProblemKind, message: string): Problem {
    return { file: this.#file.path, ...this.#file.lines().at(offset), kind, message };
  }

  /** All that were made, in file order; behind them, those of definitions. */
  references(): readonly Reference[] {
    return [...this.#book.all().toSorted((a, b) => a.line - b.line || a.column - b.column), ...this.#lent];
  }

  /** The defaults of ARG, and the places in definitions, that a value is made of. */
  #placesIn(fragments: Fragments): readonly Reference[] {
    return fragments.flatMap(({ origin }) => {
      if (origin.kind === "default") return this.#at(editableRange(origin.value), "arg", {});
      if (origin.kind !== "given" || origin.reference === undefined) return [];
      this.#lent.add(origin.reference);
      return origin.reference;
    });
  }

  #at(range: Range, kind: ReferenceKind, context: ReferenceContext, unresolved?: Unresolved): Reference {
    return this.#book.at(this.#file, range, { source: "dockerfile", kind, context, unresolved });
  }
}

/** What a person would change for another version. One that is not there is written behind the last character. */
function versionOf(name: Fragments): Fragments {
  const { kind, start, end } = versionPart(plain(name));
  return cut(name, kind === "name" ? end - 1 : start, end);
}
