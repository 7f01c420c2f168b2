/** A scan of a repository, narrowed to what one of its files is about. */
import { ConfigurationError } from "./errors.ts";
import type { ScanResult } from "./model.ts";
import { quote } from "./text/quote.ts";

/**
 * What stands in one file: its references, the pulls of which any part is written in it, its problems, and those of the
 * other files of the pipeline, without which its names are not known. All else was read and is left out.
 *
 * @param file From the root of the repository on, "/" between folders.
 * @throws ConfigurationError where no scanner reads the file: nothing could be said of it.
 */
export function narrowed(scan: ScanResult, file: string): ScanResult {
  const { references, pulls, problems, ignores, files } = scan;
  const own = files.filter((one) => one.file === file);
  const isOfNextflow = own.some(({ source }) => source === "nextflow");
  const sources = new Map(files.map((one) => [one.file, one.source]));
  const isNear = (path: string): boolean =>
    path === file || (isOfNextflow && (sources.get(path) ?? "nextflow") === "nextflow");
  const ofFile = {
    references: references.filter((reference) => reference.file === file),
    pulls: pulls.filter((pull) => pull.references.some((reference) => reference.file === file)),
    problems: problems.filter((problem) => isNear(problem.file)),
    ignores: ignores.filter((ignore) => ignore.file === file),
  };
  const isKnown = own.length > 0 || ofFile.pulls.length > 0 || problems.some((problem) => problem.file === file);
  if (!isKnown) {
    throw new ConfigurationError(
      `${quote(file)} is not read for images: it is of no kind that names them, or ignored by git, or excluded by the policy. Name the directory to see what is read.`,
    );
  }
  // Ignores of other files stand beside the names that its pulls have there.
  const others = new Set(ofFile.pulls.flatMap((pull) => pull.references.map((reference) => reference.file)));
  const beside = ignores.filter((ignore) => ignore.file !== file && others.has(ignore.file));
  return { ...scan, ...ofFile, ignores: [...ofFile.ignores, ...beside], files: own, notLookedAt: [] };
}
