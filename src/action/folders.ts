/** Which folders of the workspace are checked. */
import { lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { firstNested } from "../files/nested.ts";
import { wayFrom } from "../files/workspace.ts";
import { openRepository } from "../scan/index.ts";
import { globFault, wholeMatch } from "../text/globs.ts";
import { quote } from "../text/quote.ts";
import { inWorkspace } from "./files.ts";
import type { Inputs } from "./inputs.ts";

/**
 * The folders of the inputs `path` and `paths`, from the workspace on, "/" between folders, the workspace itself empty: where
 * they really are, since files are listed there. A typo must not turn a gate green with nothing checked, and neither must
 * a link.
 *
 * @throws ConfigurationError
 */
export function foldersOf({ path, paths }: Pick<Inputs, "path" | "paths">, workspace: string): readonly string[] {
  if (paths === undefined) return [folderWithin(workspace, "path", path)];
  const fault = globFault(paths);
  if (fault !== undefined) throw new ConfigurationError(`paths: ${fault}.`);
  const folders = [...new Set(new Matching(workspace).of(paths))];
  if (folders.length === 0) throw new ConfigurationError("paths: nothing is left of it; name a directory to check.");
  refuseNested(folders);
  return folders;
}

/** A folder by the name that lines match, and where it really is: a link has another name. */
interface Named {
  readonly name: string;
  readonly folder: string;
}

/** A line that begins with ! takes out what the lines before it match. */
class Matching {
  readonly #workspace: string;
  #known: readonly Named[] | undefined;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  of(lines: readonly string[]): readonly string[] {
    let found: readonly Named[] = [];
    for (const line of lines) {
      if (line.startsWith("!")) {
        const isTaken = wholeMatch(line.slice(1));
        found = found.filter(({ name }) => !isTaken(name));
      } else found = [...found, ...this.#one(line)];
    }
    return found.map(({ folder }) => folder);
  }

  /** A directory of just that name is one of several: whoever adds `a/*` takes nothing out of what `a/*` matches. */
  #one(line: string): readonly Named[] {
    if (!/[*?[{]/.test(line)) return [named(folderWithin(this.#workspace, "paths", line))];
    this.#known ??= foldersIn(this.#workspace);
    const isMeant = wholeMatch(line);
    const own = statSync(inside(this.#workspace, line), { throwIfNoEntry: false });
    const found = [
      ...(own?.isDirectory() === true ? [named(folderWithin(this.#workspace, "paths", line))] : []),
      ...this.#known.filter(({ name }) => isMeant(name)),
    ];
    if (found.length > 0) return found;
    throw new ConfigurationError(
      `paths: ${quote(line)} matches no directory of the workspace that holds files of the repository; is the repository checked out?`,
    );
  }
}

function inside(workspace: string, path: string): string {
  return inWorkspace(workspace, "paths", path);
}

function named(folder: string): Named {
  return { name: folder, folder };
}

/** Those that patterns match: folders, and beside them links to folders of the workspace, as a shell takes them. */
function foldersIn(workspace: string): readonly Named[] {
  const folders = foldersWithFiles(workspace);
  return [...folders.map(named), ...["", ...folders].flatMap((folder) => linksIn(workspace, folder))];
}

function linksIn(workspace: string, folder: string): readonly Named[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isSymbolicLink()) return [];
    const path = join(workspace, folder, entry.name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    const way = wayFrom(workspace, path);
    if (way === undefined) return [];
    return { name: folder === "" ? entry.name : `${folder}/${entry.name}`, folder: way === "." ? "" : way };
  });
}

/** Those that hold a file which is not ignored, at any depth; and submodules without any, of which their own run tells. */
function foldersWithFiles(workspace: string): readonly string[] {
  const tree = openRepository(workspace, { exclude: [] });
  const missed = tree
    .problems()
    .map(({ file }) => file)
    .filter((path) => isEmptyFolder(join(workspace, path)));
  const folders = new Set<string>();
  for (const file of [...tree.files, ...missed.map((folder) => `${folder}/`)]) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders].sort();
}

function isEmptyFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true && readdirSync(path).length === 0;
}

/** What lies in two of them would be told and counted twice. */
function refuseNested(folders: readonly string[]): void {
  const nested = firstNested(folders);
  if (nested === undefined) return;
  const { inner, outer } = nested;
  throw new ConfigurationError(
    `paths: ${quote(inner)} lies in ${quote(outer === "" ? "." : outer)}, which is checked as well; leave out one of them, or take the inner one out with a line that begins with !.`,
  );
}

function folderWithin(workspace: string, input: string, path: string): string {
  const absolute = inWorkspace(workspace, input, path);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError(
      `${input}: ${path} is not a directory of the workspace; is the repository checked out?`,
    );
  }
  const way = wayFrom(workspace, absolute) ?? "";
  return way === "." ? "" : way;
}
