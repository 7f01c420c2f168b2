/** From offsets of one Dockerfile to References and Problems, each place made once. */
import { versionPart } from "../../image/version-part.ts";
import type { Problem, ProblemKind, Reference, ReferenceContext, ReferenceKind, Unresolved } from "../../model.ts";
import type { Range } from "../../text/lines.ts";
import { type SourceText, sourceText } from "../../text/source-text.ts";
import { ReferenceBook } from "../kit/references.ts";
import type { Mention } from "./build.ts";
import { cut, type Fragments, plain } from "./fragments.ts";
import { rangeOf, type Text } from "./text.ts";
import { editableRange } from "./variables.ts";

export class Places {
  readonly #file: SourceText;
  readonly #book = new ReferenceBook();

  /** `source` is the text of the file, without its byte-order mark. */
  constructor(path: string, source: string) {
    this.#file = sourceText(path, source);
  }

  reference(text: Text, kind: ReferenceKind, context: ReferenceContext, unresolved?: Unresolved): Reference {
    return this.#at(rangeOf(text), kind, context, unresolved);
  }

  /** The places that make up a name: first the one where a person would change the version. */
  of({ written, kind, named }: Mention, stage: string): readonly Reference[] {
    const own = this.reference(written, kind, { stage }, named.unresolved);
    if (named.canonical === undefined) return [own];
    const defaultAt = (value: Text): Reference => this.#at(editableRange(value), "arg", {});
    const first = defaultsIn(versionOf(named.name)).slice(0, 1).map(defaultAt);
    return [...new Set([...first, own, ...defaultsIn(named.name).map(defaultAt)])];
  }

  problem(offset: number, kind: ProblemKind, message: string): Problem {
    return { file: this.#file.path, ...this.#file.lines().at(offset), kind, message };
  }

  /** All that were made, in file order. */
  references(): readonly Reference[] {
    return this.#book.all().toSorted((a, b) => a.line - b.line || a.column - b.column);
  }

  #at(range: Range, kind: ReferenceKind, context: ReferenceContext, unresolved?: Unresolved): Reference {
    return this.#book.at(this.#file, range, { source: "dockerfile", kind, context, unresolved });
  }
}

/** The defaults of ARG that a value is made of. */
function defaultsIn(fragments: Fragments): readonly Text[] {
  return fragments.flatMap(({ origin }) => (origin.kind === "default" ? [origin.value] : []));
}

/** What a person would change for another version. One that is not there is written behind the last character. */
function versionOf(name: Fragments): Fragments {
  const { kind, start, end } = versionPart(plain(name));
  return cut(name, kind === "name" ? end - 1 : start, end);
}
