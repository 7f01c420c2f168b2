/** From offsets of one file to References and Problems, each place made once. */
import type { Problem, ProblemKind, Reference, ReferenceContext, ReferenceKind, Unresolved } from "../../model.ts";
import type { Use } from "./build.ts";
import { cut, type Fragments, plain } from "./fragments.ts";
import { type Range, rangeOf, type Text } from "./text.ts";
import { editableRange } from "./variables.ts";

export interface Places {
  reference(text: Text, kind: ReferenceKind, context: ReferenceContext, unresolved?: Unresolved): Reference;
  /** The places that make up a name: first the one where a person would change the version. Undefined: there is none. */
  of(use: Use, stage: string): readonly Reference[] | undefined;
  problem(offset: number, kind: ProblemKind, message: string): Problem;
  /** All that were made, in file order. */
  references(): readonly Reference[];
}

/** `source` is the text of the file, without its byte-order mark. */
export function places(file: string, source: string): Places {
  const starts = lineStarts(source);
  const made = new Map<number, Reference>();

  const position = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };

  const referenceAt = (
    [start, end]: Range,
    kind: ReferenceKind,
    context: ReferenceContext,
    unresolved?: Unresolved,
  ): Reference => {
    const known = made.get(start);
    if (known !== undefined) return known;
    const last = position(end);
    const reference: Reference = {
      file,
      ...position(start),
      endLine: last.line,
      endColumn: last.column,
      text: source.slice(start, end),
      source: "dockerfile",
      kind,
      context,
      ...(unresolved === undefined ? {} : { unresolved }),
    };
    made.set(start, reference);
    return reference;
  };

  return {
    reference: (text, kind, context, unresolved) => referenceAt(rangeOf(text) ?? [0, 0], kind, context, unresolved),
    of(use, stage) {
      const range = rangeOf(use.written);
      if (range === undefined) return undefined;
      const own = referenceAt(range, use.kind, { stage }, use.named.unresolved);
      if (use.named.name === undefined || use.named.canonical === undefined) return [own];
      const defaults = defaultsIn(use.named.name).flatMap((value) => {
        const place = editableRange(value);
        return place === undefined ? [] : [referenceAt(place, "arg", {})];
      });
      const [version] = defaultsIn(versionPart(use.named.name));
      const place = version === undefined ? undefined : editableRange(version);
      const first = place === undefined ? own : referenceAt(place, "arg", {});
      return [...new Set([first, own, ...defaults])];
    },
    problem: (offset, kind, message) => ({ file, ...position(offset), kind, message }),
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

function lineStarts(source: string): readonly number[] {
  const starts = [0];
  for (let newline = source.indexOf("\n"); newline >= 0; newline = source.indexOf("\n", newline + 1)) {
    starts.push(newline + 1);
  }
  return starts;
}
