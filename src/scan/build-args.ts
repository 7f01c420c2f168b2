/** Build arguments that were typed and that no Dockerfile declares. */
import type { Problem, ScanResult } from "../model.ts";

/** What every build knows without an ARG (BuildKit: `HTTP_PROXY` and its kin in both cases, settings of its own). */
const KNOWN = /^(?:(?:https?|ftp|no|all)_proxy|buildkit_\w+|source_date_epoch)$/i;

/** ARG with its names, over lines that go on. */
const ARG = /^[ \t]*ARG[ \t]+((?:[^\n]*[\\`][ \t]*\r?\n)*[^\n]*)/gim;

/** Kinds of files in which a Dockerfile stands: of their own, or as a text. */
const HOLDERS: ReadonlySet<string> = new Set(["dockerfile", "compose", "bake"]);

/**
 * A problem for each, which `docker build` tells of as well: "One or more build-args [NOPE] were not consumed". One that
 * any file declares is meant for that.
 */
export function unusedBuildArgs(
  typed: readonly string[],
  files: ScanResult["files"],
  read: (file: string) => string | undefined,
): readonly Problem[] {
  const asked = typed.filter((name) => !KNOWN.test(name));
  if (asked.length === 0) return [];
  const holders = files.filter(({ source }) => HOLDERS.has(source));
  const declared = new Set(
    holders.flatMap(({ file }) =>
      [...(read(file) ?? "").matchAll(ARG)].flatMap(([, names = ""]) => names.match(/[A-Za-z_]\w*/g) ?? []),
    ),
  );
  const file = holders.find(({ source }) => source === "dockerfile")?.file ?? ".";
  return asked
    .filter((name) => !declared.has(name))
    .map((name) => {
      const message = `No Dockerfile declares the build argument ${name}, which is used for nothing.`;
      return { file, line: 1, column: 1, kind: "directive", message };
    });
}
