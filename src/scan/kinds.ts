/** Which file is of which kind, by its name and, where a name says little, by its content. */
import type { ScanOptions, SourceKind, SourceTree } from "../model.ts";
import type { FileScan } from "./file-scan.ts";

/** What a scanner may know besides its own file. */
export interface Surroundings {
  readonly tree: SourceTree;
  readonly options: ScanOptions;
}

/** A kind that one file alone decides. Nextflow is a project of many files and finds its own. */
export interface FileKind {
  readonly source: Exclude<SourceKind, "nextflow">;
  isNamed(path: string): boolean;
  /** Where a name says little: whether a text of that name is of this kind. */
  looksLike?(text: string): boolean;
  scan(file: string, text: string, around: Surroundings): FileScan;
}

/** The first that takes a name has it. */
const KINDS: readonly FileKind[] = [];

export function kindOf(path: string): FileKind | undefined {
  return KINDS.find((kind) => kind.isNamed(path));
}
