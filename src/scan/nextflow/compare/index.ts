/** The scan against what Nextflow itself printed. */
import type { Disagreement, Pull } from "../../../model.ts";
import { compareProcesses } from "./processes.ts";
import { compareSettings, type ConfiguredSettings } from "./settings.ts";
import { readTheirs } from "./theirs.ts";

/** The scan's own side. */
export interface Ours {
  readonly pulls: readonly Pull[];
  /** Asked for only where a configuration is compared. */
  readonly settings: () => readonly ConfiguredSettings[];
}

/**
 * Every point in which the output of `nextflow inspect -format json` or `nextflow config -o json` says something else
 * than the scan, in the order of the scan, then of the output.
 *
 * @param file How the output is called in what is reported.
 * @throws ConfigurationError where the text is neither output.
 */
export function compareWith(text: string, file: string, ours: Ours): readonly Disagreement[] {
  const { about, said } = readTheirs(text, file);
  return about === "process" ? compareProcesses(said, file, ours.pulls) : compareSettings(said, file, ours.settings());
}
