/** Paths of the step: what lies in the workspace, and where a report may be written. */
import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isBelow, isOfGit, placeInside } from "../files/inside.ts";
import { isUnread } from "../files/read.ts";
import { writeWhole } from "../files/write.ts";

/**
 * The absolute path of an input that must lie in the workspace. A link of the checkout that leads elsewhere is refused:
 * whoever wrote the workflow did not put it there.
 *
 * @param input Name of the input, for the message.
 */
export function inWorkspace(workspace: string, input: string, path: string): string {
  const absolute = resolve(workspace, path);
  if (!isBelow(workspace, absolute)) {
    throw new ConfigurationError(`${input}: ${path} is outside the workspace; give a path below it.`);
  }
  const place = placeInside(realpathSync(workspace), relative(workspace, absolute));
  // What is not there yet is somebody else's to miss.
  if (!isUnread(place) || place.why === "absent") return absolute;
  throw new ConfigurationError(`${input}: ${path} ${place.words}; give a file or directory of its own.`);
}

/**
 * Writes a report. A path outside of the workspace is the workflow's to choose (`runner.temp`); one inside of it, by
 * whichever of its names, must not lead out by a link, nor be one, nor lie in git's own folder.
 *
 * @returns The absolute path.
 */
export function writeReport(workspace: string, path: string, text: string): string {
  const file = placeForReport(workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, text);
  return file;
}

/** The absolute path of a report, of which nothing is written yet; throws where it must not be. */
export function placeForReport(workspace: string, path: string): string {
  const file = resolve(workspace, path);
  if ([workspace, realpathSync(workspace)].some((folder) => isBelow(folder, file))) {
    const objection = objectionTo(realpathSync(workspace), realOf(dirname(file)));
    if (objection !== undefined) throw new Error(objection);
  }
  return file;
}

function objectionTo(workspace: string, directory: string): string | undefined {
  if (!isBelow(workspace, directory)) return "its directory is a link that leads out of the workspace";
  return isOfGit(workspace, directory) ? "its directory lies in git's own folder" : undefined;
}

/** A path with the links followed of what exists of it. */
function realOf(path: string): string {
  return existsSync(path) || path === dirname(path) ? realpathSync(path) : join(realOf(dirname(path)), basename(path));
}
