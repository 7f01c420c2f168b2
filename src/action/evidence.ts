/** The evidence that the step writes: what it takes before the run, and the folder after it. */
import { join, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { settingOf, writePack } from "../evidence/folder.ts";
import { packOf } from "../evidence/index.ts";
import { observe } from "../lock/observe.ts";
import type { Lock, Report } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import type { Settings } from "../settings.ts";
import type { World } from "../world.ts";
import type { Inputs } from "./inputs.ts";
import { placeForReport, writeReport } from "./files.ts";

/** What a run goes by. */
interface Judging {
  readonly policy: Policy;
  readonly lock: Lock | undefined;
}

/**
 * Writes the evidence of a run.
 *
 * @returns The absolute path of the folder.
 */
export type KeepEvidence = (report: Report, judging: Judging) => string;

/** What is known of the run before it. */
export interface Run {
  readonly workspace: string;
  readonly within: string;
  readonly settings: Settings;
  readonly only: Inputs["only"];
}

/** @throws ConfigurationError before the run where there can be no evidence of it. */
export function openEvidence(
  folder: string,
  { workspace, within, settings, only }: Run,
  env: World["env"],
): KeepEvidence {
  if (settings.inspector === "none")
    throw new ConfigurationError("evidence: it records what registries say; set inspector to wave or registry.");
  if (only === "changed")
    throw new ConfigurationError(
      "evidence: it is of all that is pulled, and not of what a change causes; leave out only: changed.",
    );
  const { origin, crate } = settingOf(workspace, within, env);
  return (report, { policy, lock }) => {
    if (report.cancelled !== undefined) throw new Error(`The run was ended (${report.cancelled}).`);
    const seen = observe({ ...report, policy });
    const pack = packOf({ report, origin, seen, old: lock, within, isTypedPolicy: false }, crate);
    // Before anything is made or removed there.
    placeForReport(workspace, join(folder, "containers.lock"));
    const place = resolve(workspace, folder);
    writePack(place, pack, (path, text) => writeReport(workspace, path, text));
    return place;
  };
}
