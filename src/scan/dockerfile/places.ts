/** From offsets of one file to References and Problems, each place made once. */
import type { Problem, ProblemKind, Reference, ReferenceContext, ReferenceKind, Unresolved } from "../../model.ts";
import type { Use } from "./build.ts";
import { cut, type Fragments, plain } from "./fragments.ts";
import { indexLines, type Range } from "../../text/lines.ts";
import { rangeOf, type Text } from "./text.ts";
import { editableRange } from "./variables.ts";

export interface Places {
  reference(text: Text, kind: ReferenceKind, context: ReferenceContext, unresolved?: Unresolved): Reference;
  /** The places that make up a name: first the one where a person would change the version. */
  of(use: Use, stage: string): readonly Reference[];
  problem(offset: number, kind: ProblemKind, message: string): Problem;
  /** All that were made, in file order. */
  references(): readonly Reference[];
}

/** `source` is the text of the file, without its byte-order mark. */
export function places(file: string, source: string): Places {
  const lines = indexLines(source);
  const made = new Map<number, Reference>();

  const referenceAt = (
    range: Range,
    kind: ReferenceKind,
    context: ReferenceContext,
    unresolved?: Unresolved,
  ): Reference => {
    const known = made.get(range.start);
    if (known !== undefined) return known;
    const reference: Reference = {
      file,
      ...lines.span(range),
      text: source.slice(range.start, range.end),
      source: "dockerfile",
      kind,
      context,
      ...(unresolved === undefined ? {} : { unresolved }),
    };
    made.set(range.start, reference);
    return reference;
  };

  return {
    reference: (text, kind, context, unresolved) => referenceAt(rangeOf(text), kind, context, unresolved),
    of({ written, kind, named }, stage) {
      const own = referenceAt(rangeOf(written), kind, { stage }, named.unresolved);
      if (named.canonical === undefined) return [own];
      const defaultAt = (value: Text): Reference => referenceAt(editableRange(value), "arg", {});
      const first = defaultsIn(versionPart(named.name)).slice(0, 1).map(defaultAt);
      return [...new Set([...first, own, ...defaultsIn(named.name).map(defaultAt)])];
    },
    problem: (offset, kind, message) => ({ file, ...lines.at(offset), kind, message }),
    references: () => [...made].toSorted(([a], [b]) => a - b).map(([, reference]) => reference),
  };
}

/** The defaults of ARG that a value is made of. */
function defaultsIn(fragments: Fragments): readonly Text[] {
  return fragments.flatMap(({ origin }) => (origin.kind === "default" ? [origin.value] : []));
}

/**
 * The part that one changes for another version: the digest, else the tag. Without either one is to be written behind
 * the path, which is where its last part comes from.
 */
function versionPart(name: Fragments): Fragments {
  const text = plain(name);
  const at = text.indexOf("@");
  const slash = text.lastIndexOf("/", at < 0 ? text.length : at);
  const colon = text.indexOf(":", slash + 1);
  const end = text.length;
  if (at >= 0) return cut(name, at + 1, end);
  return colon < 0 ? cut(name, end - 1, end) : cut(name, colon + 1, end);
}
