/** A matrix as JSON: the contract with other programs. */
import type { Blocker, Matrix, MatrixImage, MatrixProcess, Mend } from "../model.ts";
import { printJson } from "../text/print-json.ts";
import { schemaVersion } from "./json.ts";

/** `wave-inspect matrix --format json`: nothing of time or of this machine is in it, so that two of one state are the same bytes. */
export function matrixJson({
  inspector,
  architectures,
  runs,
  notLookedAt,
  counts,
  blockers,
  processes,
}: Matrix): string {
  return printJson({
    schemaVersion,
    inspector,
    architectures,
    runs,
    notLookedAt,
    counts,
    blockers: blockers.map(blockerPart),
    processes: processes.map(processPart),
  });
}

function blockerPart({ mends, ...blocker }: Blocker): object {
  return { ...blocker, mends: mends.map(mendPart) };
}

function mendPart({ location, ...mend }: Mend): object {
  return { ...mend, ...placePart(location) };
}

function processPart({ process, images }: MatrixProcess): object {
  return { process, images: images.map(imagePart) };
}

function imagePart({ location, architectures, ...image }: MatrixImage): object {
  return { ...image, architectures: Object.fromEntries(architectures), ...placePart(location) };
}

function placePart(location: MatrixImage["location"] | undefined): object {
  return location === undefined ? {} : { file: location.file, line: location.line, column: location.column };
}
