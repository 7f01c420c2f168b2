/** The WDL documents of a repository together: which file an import names, and which calls a task or workflow has. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { type SourceText, sourceText } from "../../../text/source-text.ts";
import { isAside } from "../../kit/aside.ts";
import { type Block, type Call, type Import, readWdl, type WdlDocument } from "./document.ts";

/** A document, and where it stands. */
export interface WdlFile extends WdlDocument {
  readonly source: SourceText;
}

/** A task or a workflow, and its file. */
export interface Placed {
  readonly file: WdlFile;
  readonly block: Block;
}

/** Who calls a task or a workflow. `file` and `block` are of the workflow that does. */
export interface Caller extends Placed {
  readonly call: Call;
}

/** Words and marks of all documents together; a thousand large workflows have as many. */
const MOST_TOKENS = 3_000_000;

/** Calls that are looked at for all tasks together, those on the way to them too. */
const MOST_CALLS = 200_000;

const byTree = new WeakMap<SourceTree, WdlProgram>();

/** Of all of a repository, read once. */
export function programOf(tree: SourceTree): WdlProgram {
  const program = byTree.get(tree) ?? new WdlProgram(tree);
  byTree.set(tree, program);
  return program;
}

export class WdlProgram {
  readonly #tree: SourceTree;
  readonly #files = new Map<string, WdlFile | undefined>();
  readonly #callers = new Map<Block, Caller[]>();
  #tokens = 0;
  #left = MOST_CALLS;

  constructor(tree: SourceTree) {
    this.#tree = tree;
    for (const path of tree.files) if (/\.wdl$/i.test(path)) this.#visit(path);
    const files = [...this.#files.values()].filter((file) => file !== undefined);
    for (const file of files) for (const block of file.workflows) this.#noteCalls({ file, block });
  }

  #noteCalls({ file, block }: Placed): void {
    for (const call of block.calls) {
      const called = this.called(file, call);
      if (called === undefined) continue;
      const callers = this.#callers.get(called.block) ?? [];
      if (callers.length === 0) this.#callers.set(called.block, callers);
      callers.push({ file, block, call });
    }
  }

  /** Some documents were not read: what calls tasks of others may be unknown. */
  get isCut(): boolean {
    return this.#tokens >= MOST_TOKENS;
  }

  /** Whether so many calls more may be looked at, in whichever scan. */
  take(calls: number): boolean {
    this.#left -= calls;
    return this.#left >= 0;
  }

  /** Of one that is not among the files as well; `onMore` is told where the text has more than is read. */
  file(path: string, text: string, onMore: (at: number) => void): WdlFile {
    const known = this.#files.get(path);
    if (known?.source.text === text) return known;
    const file = { source: sourceText(path, text), ...readWdl(text, onMore) };
    for (const block of file.workflows) this.#noteCalls({ file, block });
    return file;
  }

  /** A test that calls one is no reason to think that nobody runs it by itself. */
  callersOf({ file, block }: Placed): { readonly callers: readonly Caller[]; readonly isRunAlone: boolean } {
    const callers = this.#callers.get(block) ?? [];
    const isOwn = (caller: Caller): boolean => isAside(file.source.path) || !isAside(caller.file.source.path);
    return { callers, isRunAlone: !callers.some(isOwn) };
  }

  /** The task or workflow that a call runs; undefined where it is in no file that is here. */
  called(file: WdlFile, { path }: Call): Placed | undefined {
    let at: WdlFile | undefined = file;
    for (const name of path.slice(0, -1)) at = at && this.#imported(at, name);
    const block = [...(at?.tasks ?? []), ...(at?.workflows ?? [])].find(({ name }) => name === path.at(-1));
    return at && block && { file: at, block };
  }

  #imported(file: WdlFile, name: string): WdlFile | undefined {
    const named = file.imports.find((one) => nameOf(file, one) === name);
    return named && this.#files.get(pathOf(file, named));
  }

  #visit(first: string): void {
    const open = [first];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (this.#files.has(path) || this.isCut) continue;
      const written = this.#tree.read(path);
      this.#files.set(path, undefined);
      if (written === undefined) continue;
      const text = withLineFeeds(written);
      let isWhole = true;
      const document = readWdl(text, () => (isWhole = false));
      this.#tokens += document.tokens.length;
      // One that is cut off is left to its own scan, which says so.
      if (!isWhole) continue;
      const file = { source: sourceText(path, text), ...document };
      this.#files.set(path, file);
      open.push(...document.imports.map((one) => pathOf(file, one)));
    }
  }
}

/** A carriage return ends a line, and a comment, too. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)/g, "\n");
}

/** What an import is called where it has no name: by its file. */
function nameOf(file: WdlFile, { file: { start, end }, name }: Import): string {
  return name ?? posix.basename(file.source.text.slice(start, end)).replace(/\.wdl$/, "");
}

/** By its path from the file that imports it; one that is elsewhere is no file of the tree. */
function pathOf(file: WdlFile, { file: { start, end } }: Import): string {
  return posix.join(posix.dirname(file.source.path), file.source.text.slice(start, end));
}
