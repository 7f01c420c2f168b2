/** Build arguments that were typed and that no Dockerfile declares. */
import type { Problem } from "../model.ts";
import type { FileScan } from "./kit/file-scan.ts";

/** What every build knows without an ARG (BuildKit: `HTTP_PROXY` and its kin in both cases, settings of its own). */
const KNOWN = /^(?:(?:https?|ftp|no|all)_proxy|buildkit_\w+|source_date_epoch)$/i;

/**
 * A problem for each, which `docker build` tells of as well: "One or more build-args [NOPE] were not consumed". One that
 * any Dockerfile declares is meant for that. `file`: where they are said.
 */
export function unusedBuildArgs(
  typed: readonly string[],
  scans: readonly FileScan[],
  file: string,
): readonly Problem[] {
  const isDeclared = (name: string): boolean => scans.some(({ argumentNames }) => argumentNames?.has(name) === true);
  return typed
    .filter((name) => !KNOWN.test(name) && !isDeclared(name))
    .map((name) => {
      const message = `No Dockerfile declares the build argument ${name}, which is used for nothing.`;
      return { file, line: 1, column: 1, kind: "directive", message };
    });
}
