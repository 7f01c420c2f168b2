/** The files that fixes edit: their bytes as they were scanned, and as they are with the edits. */
import { readInside, placeInside } from "../files/inside.ts";
import { isUnread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import type { Edit, SourceTree } from "../model.ts";
import { indexLines, type Lines } from "../text/lines.ts";
import { applyEdits, type TextEdit, trimmed } from "./edits.ts";
import { editBytes } from "./bytes.ts";

/** A file below the directory, whatever links lead to it. */
export interface Original {
  /** As it was named first, from the directory on. */
  readonly file: string;
  /** Its absolute path, links followed. */
  readonly real: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly lines: Lines;
}

/** A file with all of its edits, and what was there. */
export interface EditedFile {
  readonly original: Original;
  /** Sorted, each without what stays. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
  readonly bytes: Buffer;
}

/** Why nothing can be edited there, in words that follow the name of the file. */
export interface NotEditable {
  readonly why: string;
}

export const isNotEditable = (result: object): result is NotEditable => "why" in result;

/** Bytes of a file that anybody would edit by hand. */
const MOST = 8 * 1024 * 1024;

/** Reads each file once. What is behind a link is edited where it really is, within the directory. */
export class Originals {
  readonly #root: string;
  readonly #tree: SourceTree;
  readonly #reals = new Map<string, string | NotEditable>();
  readonly #files = new Map<string, Original | NotEditable>();

  /** @param root Real path of the directory. */
  constructor(root: string, tree: SourceTree) {
    this.#root = root;
    this.#tree = tree;
  }

  /** The absolute path of a file of the tree, links followed. */
  realOf(file: string): string | NotEditable {
    const known = this.#reals.get(file);
    if (known !== undefined) return known;
    const place = file.startsWith("/")
      ? { why: "", words: "lies outside of the directory" }
      : placeInside(this.#root, file);
    const real = "real" in place ? place.real : { why: place.words };
    this.#reals.set(file, real);
    return real;
  }

  at(file: string): Original | NotEditable {
    const real = this.realOf(file);
    if (typeof real !== "string") return real;
    const known = this.#files.get(real) ?? this.#read(file, real);
    this.#files.set(real, known);
    return known;
  }

  #read(file: string, real: string): Original | NotEditable {
    const bytes = readInside(this.#root, file, MOST);
    if (isUnread(bytes)) return { why: bytes.words };
    const text = decodeText(bytes);
    if (typeof text !== "string") return { why: text.words };
    const scanned = this.#tree.read(file);
    if (scanned !== undefined && scanned !== text) return { why: "changed while it was read" };
    return { file, real, bytes, text, lines: indexLines(text) };
  }
}

/** An edit by its offsets, with the line ends of the file; undefined where the file has no such place. */
export function textEditOf({ location, replacement }: Edit, { text, lines }: Original): TextEdit | undefined {
  const start = lines.offset(location.line, location.column);
  const end = lines.offset(location.endLine, location.endColumn);
  if (start === undefined || end === undefined || end < start || end > text.length) return undefined;
  const feed = text.indexOf("\n");
  const isWindows = feed > 0 && text[feed - 1] === "\r";
  return { start, end, replacement: isWindows ? replacement.replaceAll(/\r?\n/g, "\r\n") : replacement };
}

/** @param edits Sorted; each of them can be made. */
export function editedFile(original: Original, edits: readonly TextEdit[]): EditedFile {
  const bytes = editBytes(original.bytes, original.text, edits);
  if ("why" in bytes) throw new Error(`${original.file} ${bytes.why}`);
  const { text } = original;
  return { original, edits: edits.map((edit) => trimmed(text, edit)), text: applyEdits(text, edits), bytes };
}

/** The tree as it is once the files are edited, by whatever path they are read. */
export function editedTree(
  tree: SourceTree,
  originals: Originals,
  edited: ReadonlyMap<string, EditedFile>,
): SourceTree {
  const textAt = (path: string): string | undefined => {
    const real = path.startsWith("/") ? path : originals.realOf(path);
    return typeof real === "string" ? edited.get(real)?.text : undefined;
  };
  return {
    ...tree,
    read: (path) => textAt(path) ?? tree.read(path),
    beginning: (path) => textAt(path) ?? (tree.beginning === undefined ? tree.read(path) : tree.beginning(path)),
  };
}
