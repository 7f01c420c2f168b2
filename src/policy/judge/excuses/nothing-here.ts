/** Whether what an override or a waiver is about is here at all. */
import type { ScanResult } from "../../../model.ts";
import { matchesAny } from "../../../text/globs.ts";
import type { Scope } from "../../policy.ts";
import { few } from "../../../text/units.ts";
import { processGlob } from "../scope.ts";

/** In words, where none of its files or none of its processes is here; undefined where they are, or where nobody looked. */
export function nothingHere({ files, processes }: Scope, scan: ScanResult, within: string): string | undefined {
  const isKnown = within === "" || files?.every((glob) => glob.startsWith(`${within}/`)) === true;
  if (!isKnown) return undefined;
  if (files !== undefined) {
    const names = new Set([...scan.files, ...scan.references].map(({ file }) => file));
    const inFiles = matchesAny(files);
    if (![...names].some(inFiles)) return `no file that was read is named ${few(files)}`;
  }
  if (processes === undefined) return undefined;
  const globs = processes.map(processGlob);
  const isThere = scan.pulls.some(({ process }) => process !== undefined && globs.some((glob) => glob(process)));
  return isThere ? undefined : `no process with an image is named ${few(processes)}`;
}
