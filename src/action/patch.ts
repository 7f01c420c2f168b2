/** The safe fixes of a run as a patch, for a step of the workflow that opens a pull request of its own. */
import type { Cancellation } from "../cancellation.ts";
import type { Report } from "../model.ts";
import type { Settings } from "../settings.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { writeReport } from "./files.ts";

/** What was looked at, and how. */
export interface Scanned {
  readonly report: Report;
  /** The folder of the workspace that it was. */
  readonly within: string;
  readonly settings: Settings;
  readonly cancellation: Cancellation;
}

/**
 * Writes what `git apply` takes in the workspace: one patch of all folders, since a file that several of them read is to
 * be edited once, and as all of them take it.
 *
 * @param file As the input has it; undefined: none is wanted, and nothing of it is loaded.
 * @returns The absolute path; empty where nothing can be mended, and where it could not be written: that is a warning.
 */
export async function writePatch(
  file: string | undefined,
  workspace: string,
  runs: readonly Scanned[],
  out: World["out"],
): Promise<string> {
  if (file === undefined) return "";
  try {
    const { patchOf } = await import("../fix/index.ts");
    const [first] = runs;
    if (first === undefined) return "";
    const { settings, cancellation } = first;
    const scans = runs.map(({ report }) => report.scan);
    const patch = await patchOf({
      root: workspace,
      folders: runs.map(({ within }) => within),
      report: {
        scan: runs.length === 1 ? first.report.scan : (await import("../together.ts")).scansTogether(scans),
        // Of one that two folders share each has its own fix, and the proof says which of them is right for both.
        findings: runs.flatMap(({ report }) => report.findings),
        inspections: runs.flatMap(({ report }) => report.inspections),
      },
      scanOptions: settings.scan,
      cancellation,
    });
    return patch === "" ? "" : writeReport(workspace, file, patch);
  } catch (error) {
    out(`${logLine(`Warning: patch-file ${file} could not be written. ${String(error)}`)}\n`);
    return "";
  }
}
