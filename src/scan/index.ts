/** A repository's files in, its References and Pulls out. Runs nothing, asks no network. */
import type { Ignore, Problem, ScanOptions, ScanResult, SourceKind, SourceTree } from "../model.ts";
import { scanDockerfile } from "./dockerfile/index.ts";
import type { FileScan } from "./kit/file-scan.ts";
import { matchesAny } from "../text/globs.ts";
import { findIgnores, mayHoldIgnores } from "./directives/ignore.ts";
import { kindsNamed } from "./kinds.ts";
import { scanGeneratedConfig, scanNextflow } from "./nextflow/index.ts";
import { readOrigins, withOrigins } from "./neighbours/nf-core/module-origins.ts";

export { openRepository } from "./disk/repository.ts";
export { compareWithNextflow } from "./nextflow/index.ts";

/** Every kind is on; kinds.ts has the names that a file of each kind has. */
export const defaultScanOptions: ScanOptions = {
  exclude: [],
  kinds: {},
  nextflow: { syntax: "auto", scenarios: [], params: {}, launch: [] },
  dockerfile: { buildArgs: {} },
  env: {},
};

/** Never throws for what a file says: what cannot be read or known is in the result. Ordered by file and place. */
export function scanRepository(tree: SourceTree, options: ScanOptions): ScanResult {
  // Noted when a file is read, so that none need be read again to look for directives.
  const marked = new Set<string>();
  const visible = noting(marked, withoutExcluded(tree, options.exclude));
  const scans: FileScan[] = [];
  const files: { file: string; source: SourceKind }[] = [];

  if (options.kinds.nextflow !== false) {
    const scan = scanNextflow(visible, options);
    scans.push(scan);
    files.push(...scan.files);
    for (const file of options.kinds["nf-core"] === false ? [] : scan.generated) {
      scans.push(scanGeneratedConfig(file, visible.read(file) ?? ""));
      files.push({ file, source: "nf-core" });
    }
  }
  for (const file of visible.files) {
    const kinds = kindsNamed(file).filter(({ source }) => options.kinds[source] !== false);
    if (kinds.length === 0) continue;
    const text = visible.read(file);
    if (text === undefined) {
      // Where the name is enough by itself, the file would have counted.
      if (kinds[0]?.looksLike === undefined) scans.push(unreadable(file));
      continue;
    }
    const kind = kinds.find((one) => one.looksLike?.(text) !== false);
    if (kind === undefined) continue;
    scans.push(kind.scan(file, text, { tree: visible, options }));
    files.push({ file, source: kind.source });
  }

  if (options.kinds.dockerfile !== false) {
    const scanned = new Set(files.map(({ file }) => file));
    const named = new Set(scans.flatMap((scan) => scan.dockerfiles ?? []));
    for (const file of visible.files.filter((one) => named.has(one) && !scanned.has(one))) {
      scans.push(scanDockerfile(file, visible.read(file) ?? "", options.dockerfile));
      files.push({ file, source: "dockerfile" });
    }
  }

  const originOf = readOrigins(visible);
  const found = {
    references: scans.flatMap((scan) => scan.references),
    pulls: scans.flatMap((scan) => scan.pulls),
  };
  const placed = originOf === undefined ? found : withOrigins(found, originOf);
  const references = inOrder(placed.references, (reference) => reference);
  const { ignores, problems } = readDirectives(
    visible,
    files.filter(({ file }) => marked.has(file)),
    references,
  );
  return {
    references,
    pulls: inOrder(placed.pulls, (pull) => pull.references[0]),
    problems: inOrder([...scans.flatMap((scan) => scan.problems), ...problems], (problem) => problem),
    ignores,
    files: inOrder(files, ({ file }) => ({ file, line: 1, column: 1 })),
  };
}

/** Excluded files are not scanned; a file that includes one can still read it. */
function withoutExcluded(tree: SourceTree, exclude: readonly string[]): SourceTree {
  if (exclude.length === 0) return tree;
  const excluded = matchesAny(exclude);
  return { ...tree, files: tree.files.filter((file) => !excluded(file)) };
}

function noting(marked: Set<string>, tree: SourceTree): SourceTree {
  return {
    files: tree.files,
    read(path) {
      const text = tree.read(path);
      if (text !== undefined && mayHoldIgnores(text)) marked.add(path);
      return text;
    },
  };
}

function unreadable(file: string): FileScan {
  const message = "This file cannot be read as text: it is larger than 2 MiB, binary, or not accessible.";
  return { references: [], pulls: [], problems: [{ file, line: 1, column: 1, kind: "unreadable", message }] };
}

function readDirectives(tree: SourceTree, files: ScanResult["files"], references: ScanResult["references"]) {
  const ignores: Ignore[] = [];
  const problems: Problem[] = [];
  const byFile = Map.groupBy(references, (reference) => reference.file);
  for (const { file, source } of files) {
    const found = findIgnores(file, tree.read(file) ?? "", source, byFile.get(file) ?? []);
    ignores.push(...found.ignores);
    problems.push(...found.problems);
  }
  return { ignores: inOrder(ignores, (ignore) => ignore), problems };
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** By file (code units), line and column; things at the same place stay in the order that they were found in. */
function inOrder<T>(things: readonly T[], placeOf: (thing: T) => Place | undefined): T[] {
  return things
    .map((thing) => ({ thing, place: placeOf(thing) ?? { file: "", line: 0, column: 0 } }))
    .sort(({ place: a }, { place: b }) =>
      a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
    )
    .map(({ thing }) => thing);
}
