/** Several directories of one check: as the input `paths` of the action has them. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { firstNested } from "../files/nested.ts";
import { wayFrom } from "../files/workspace.ts";
import type { FolderReport, Report } from "../model.ts";
import { together } from "../together.ts";

/**
 * The directories that were typed as folders of the current one, "/" between names, each once.
 *
 * @throws ConfigurationError
 */
export function foldersTyped(directories: readonly string[]): readonly string[] {
  const folders = [...new Set(directories.map(folderTyped))];
  const nested = firstNested(folders);
  if (nested === undefined) return folders;
  const { inner, outer } = nested;
  throw new ConfigurationError(
    `${inner} lies in ${outer === "" ? "." : outer}, which is checked as well; leave out one of them.`,
  );
}

function folderTyped(directory: string): string {
  const path = resolve(directory);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new ConfigurationError(`${directory} is not a directory; launch arguments go behind --.`);
  const way = wayFrom(process.cwd(), path);
  if (way === undefined)
    throw new ConfigurationError(
      `${directory} is not below the current directory: several are checked as folders of it; start from one around all.`,
    );
  return way === "." ? "" : way;
}

/** Runs on one after the other, until a run is ended before it is done. */
export async function runFolders(
  folders: readonly string[],
  run: (folder: string) => Promise<Report>,
): Promise<Report> {
  const done: FolderReport[] = [];
  for (const folder of folders) {
    const report = await run(folder);
    done.push({ ...report, folder: folder === "" ? "." : folder });
    if (report.cancelled !== undefined) break;
  }
  return together(done, folders.slice(done.length));
}
