/** Scans one repository after another, and answers with what is wrong with the result. */
import { parentPort } from "node:worker_threads";
import { ConfigurationError } from "../../src/errors.ts";
import type { Reference, SourceTree } from "../../src/model.ts";
import { loadPolicy } from "../../src/policy/file/load.ts";
import { isIgnored, readGitIgnore } from "../../src/scan/disk/gitignore.ts";
import { Work } from "../../src/scan/disk/path-glob.ts";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import { indexLines } from "../../src/text/lines.ts";

type Files = Readonly<Record<string, string>>;

/** Nothing where all is well. */
async function faultOf(kind: string, files: Files): Promise<string | undefined> {
  try {
    if (kind === "policy") await readPolicy(files);
    else if (kind === "gitignore") ignoring(files);
    else return misplaced(files, await scanned(files));
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

async function scanned(files: Files): Promise<readonly Reference[]> {
  const tree: SourceTree = { files: Object.keys(files).sort(), read: (path) => files[path] };
  const { references } = await scanRepository(tree, defaultScanOptions);
  return references;
}

async function readPolicy(files: Files): Promise<void> {
  const [[file, text] = ["", ""]] = Object.entries(files);
  try {
    await loadPolicy(text, file, () => text);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
  }
}

function ignoring(files: Files): void {
  const rules = readGitIgnore("", files[".gitignore"] ?? "");
  if (rules === undefined) return;
  const work = new Work();
  for (let number = 0; number < 20_000 && !work.isSpent; number++) {
    isIgnored([rules], `d${number % 100}/a${number}.log`, false, work);
  }
}

/** A reference that is not where it says. */
function misplaced(files: Files, references: readonly Reference[]): string | undefined {
  const texts = new Map(Object.entries(files).map(([file, text]) => [file, { text, lines: indexLines(text) }]));
  for (const { file, line, column, endLine, endColumn, text } of references) {
    const source = texts.get(file);
    // A byte-order mark does not count as a column.
    if (source === undefined || source.text.startsWith("\uFEFF")) continue;
    const written = source.text.slice(source.lines.offset(line, column), source.lines.offset(endLine, endColumn));
    if (written !== text) return `${file}:${line}:${column} is not ${JSON.stringify(text.slice(0, 200))}`;
  }
  return undefined;
}

parentPort?.on("message", ({ kind, files }: { readonly kind: string; readonly files: Files }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is no window
  void faultOf(kind, files).then((fault) => parentPort?.postMessage(fault));
});
