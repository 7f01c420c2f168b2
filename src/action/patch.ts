/** The safe fixes of a run as a patch, for a step of the workflow that opens a pull request of its own. */
import type { Cancellation } from "../cancellation.ts";
import type { Mended, Run } from "../fix/index.ts";
import type { Report } from "../model.ts";
import type { Settings } from "../settings.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import { placeForReport, writeReport } from "./files.ts";

/** What was looked at, and how. */
export interface Scanned {
  readonly report: Report;
  /** The folder of the workspace that it was. */
  readonly within: string;
  readonly settings: Settings;
  readonly cancellation: Cancellation;
}

/** The safe fixes of a step: proven once, whoever wants them. */
export class Fixes {
  readonly #workspace: string;
  readonly #runs: readonly Scanned[];
  #mended: Promise<Mended> | undefined;

  constructor(workspace: string, runs: readonly Scanned[]) {
    this.#workspace = workspace;
    this.#runs = runs;
  }

  mended(): Promise<Mended> {
    return (this.#mended ??= this.#mend());
  }

  async #mend(): Promise<Mended> {
    const { mend } = await import("../fix/index.ts");
    return mend(await asOneRun(this.#workspace, this.#runs));
  }
}

/**
 * All folders of a step as one run whose fixes are proven together: a file that several of them read is edited once, and as
 * all of them take it.
 */
async function asOneRun(workspace: string, runs: readonly Scanned[]): Promise<Run> {
  const [first, ...others] = runs;
  if (first === undefined) throw new RangeError("there is no folder");
  const { settings, cancellation } = first;
  const { scansTogether } = await import("../together.ts");
  const findings = runs.flatMap(({ report }) => report.findings);
  return {
    root: workspace,
    folders: runs.map(({ within }) => within),
    report: {
      scan: others.length === 0 ? first.report.scan : scansTogether(runs.map(({ report }) => report.scan)),
      // What two folders share may have a fix of each: the proof says which of them is right for both.
      findings: [...new Map(findings.map((one) => [JSON.stringify([one.fingerprint, one.fixes]), one])).values()],
      inspections: runs.flatMap(({ report }) => report.inspections),
    },
    scanOptions: settings.scan,
    cancellation,
  };
}

/**
 * Writes what `git apply` takes in the workspace: one patch of all folders.
 *
 * @param file As the input has it; undefined: none is wanted, and nothing of it is loaded.
 * @returns The absolute path; empty where nothing can be mended, and where it could not be written: that is a warning.
 */
export async function writePatch(
  file: string | undefined,
  workspace: string,
  fixes: Fixes,
  out: World["out"],
): Promise<string> {
  if (file === undefined) return "";
  try {
    placeForReport(workspace, file);
    const { isPatchable, UNPATCHABLE, unifiedDiff } = await import("../fix/index.ts");
    const { files } = await fixes.mended();
    for (const { original } of files.filter((one) => !isPatchable(one)))
      out(`${logLine(`patch-file: ${original.file} is not in the patch: it ${UNPATCHABLE}.`)}\n`);
    const patch = unifiedDiff(files);
    return patch === "" ? "" : writeReport(workspace, file, patch);
  } catch (error) {
    out(`${logLine(`Warning: patch-file ${file} could not be written. ${String(error)}`)}\n`);
    return "";
  }
}
