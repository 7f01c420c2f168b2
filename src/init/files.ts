/** The files that `init` writes: which of them are there already, and none of them outside of the repository. */
import { lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isThere, placeInside, readInside, realOf } from "../files/inside.ts";
import { isUnread } from "../files/read.ts";
import { workTreesAround } from "../files/work-trees.ts";
import { writeWhole } from "../files/write.ts";
import { usualPolicyFiles } from "../policy-source/index.ts";
import { BASELINE, WORKFLOW } from "./paths.ts";
import { usesAction } from "./workflow-text.ts";

/** Paths from the root of what is there already. */
export interface Present {
  /** At its usual place, whatever is in it. */
  readonly policy: string | undefined;
  readonly baseline: boolean;
  /** A workflow that runs the action, or what stands where `init` would write one. */
  readonly workflow: { readonly path: string; readonly usesAction: boolean } | undefined;
}

/**
 * @param root Real path of the repository.
 * @throws ConfigurationError where nothing may be written there.
 */
export function lookAround(root: string): Present {
  refusePartOfRepository(root);
  refuseFolders(root, dirname(WORKFLOW));
  const running = workflows(root).find((path) => usesAction(textOf(root, path)));
  return {
    policy: usualPolicyFiles
      .flatMap((path) => [path, path.replace(/yml$/, "yaml")])
      .find((path) => isThere(join(root, path))),
    baseline: isThere(join(root, BASELINE)),
    workflow:
      running !== undefined
        ? { path: running, usesAction: true }
        : isThere(join(root, WORKFLOW))
          ? { path: WORKFLOW, usesAction: false }
          : undefined,
  };
}

/** GitHub reads `.github` of a repository's root and of no folder in it. */
function refusePartOfRepository(root: string): void {
  const [repository] = workTreesAround(root);
  if (repository === undefined || realOf(repository) === root) return;
  throw new ConfigurationError(
    `${root} is a part of the repository at ${repository}, and GitHub reads .github of its root only: run wave-inspect init ${repository}; files.exclude of the policy leaves out what should not count.`,
  );
}

/** Each on the way: what lies behind a link that leads out is not there, and would be made outside. */
function refuseFolders(root: string, folder: string): void {
  if (dirname(folder) !== folder) refuseFolders(root, dirname(folder));
  refuseFolder(root, folder);
}

function refuseFolder(root: string, folder: string): void {
  const place = placeInside(root, folder);
  if (isUnread(place)) {
    if (place.why !== "absent") throw new ConfigurationError(`${folder} ${place.words}: nothing is written there.`);
  } else if (!lstatSync(place.real).isDirectory()) {
    throw new ConfigurationError(`${folder} is no folder: nothing can be written there.`);
  }
}

function workflows(root: string): readonly string[] {
  const folder = dirname(WORKFLOW);
  if (!isThere(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).filter((name) => /\.ya?ml$/.test(name));
  return names.map((name) => `${folder}/${name}`);
}

/** Of no workflow that runs, more than that is read by GitHub. Bytes. */
const LARGEST = 1024 * 1024;

function textOf(root: string, path: string): string {
  const bytes = readInside(root, path, LARGEST);
  return isUnread(bytes) ? "" : bytes.toString("utf8");
}

/** Writes a file that is not there, with the folders that it needs. False, and nothing is written, where it is by now. */
export function create(root: string, path: string, text: string): boolean {
  const file = join(root, path);
  refuseFolders(root, dirname(path));
  mkdirSync(dirname(file), { recursive: true });
  if (isThere(join(root, path))) return false;
  writeWhole(file, text);
  return true;
}
