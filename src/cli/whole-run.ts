/** What `check`, `explain`, `baseline`, `lock` and `evidence` share: a whole run, as its options say. */
import { join, posix } from "node:path";
import { Cancellation } from "../cancellation.ts";
import { ConfigurationError } from "../errors.ts";
import type { Baseline, HeldLock, Report, ScanResult } from "../model.ts";
import { isThere } from "../files/inside.ts";
import { type Policy, USUAL_LOCK } from "../policy/policy.ts";
import { passedWithin } from "../policy-source/index.ts";
import type { Replay } from "../replay/index.ts";
import { type Asked, type Job, run } from "../run.ts";
import type { RunRecord } from "../record/index.ts";
import {
  failOnLevels,
  type Flags,
  type InspectorName,
  inspectorNames,
  readPlatform,
  readWord,
  type Settings,
  settle,
} from "../settings.ts";
import type { World } from "../world.ts";
import type { Arguments, Values } from "./arguments.ts";
import { choosePolicy, given, readInspectOptions, readScanFlags } from "./flags.ts";
import type { runOptions } from "./options.ts";
import { readPlace, type TypedPlace } from "./place.ts";

export interface WholeRun {
  /** Absolute path of the directory. */
  readonly root: string;
  readonly policy: Policy;
  readonly settings: Settings;
  /** What images were held against. */
  readonly lock: HeldLock | undefined;
  readonly report: Report;
}

export interface RunDefaults {
  readonly inspector?: InspectorName;
  readonly failOn?: string | undefined;
  /** Only what changed since a commit counts, which `base` names: as typed. */
  readonly changed?: { readonly base: string | undefined } | undefined;
  /** The known findings; by default those of the file that was typed or that the policy names. */
  readonly baseline?: (root: string, policy: Policy) => Promise<Baseline | undefined>;
  /** The folder with records of what ran, as typed. */
  readonly lineage?: string | undefined;
  /** That images are asked for as a record needs it. */
  readonly record?: Job["record"];
  /** Whether a file may be typed in place of the directory. Default false. */
  readonly takesFile?: boolean | undefined;
  /** That names which are to be pinned are asked for their digests. */
  readonly asksDigests?: boolean;
  /** By what it is run in place of the policy that was found. */
  readonly by?: (policy: Policy) => Policy;
  /** What is asked beside what the rules ask, by that policy and what images are held against. */
  readonly more?: (policy: Policy, lock: HeldLock | undefined) => Job["more"];
  /** Whether the report says which commit was read, by whom and with which program. Default false. */
  readonly isOnRecord?: boolean;
  /** Whether it may be several directories, which come to one report. Default false. */
  readonly isSeveral?: boolean;
}

/** Runs on one directory. */
export async function runWhole(
  { values, positionals, rest }: Arguments<typeof runOptions>,
  world: World,
  defaults: RunDefaults = {},
): Promise<WholeRun> {
  const {
    inspector,
    failOn,
    changed,
    baseline: chooseBaseline,
    lineage,
    record,
    asksDigests,
    by = (found) => found,
    more,
    isOnRecord = false,
    takesFile,
    isSeveral = false,
  } = defaults;
  const { root, file, folders } = await readPlaces(positionals, { values, lineage, takesFile, isSeveral });
  const replay = await findReplay(values, root, world);
  const flags = flagsOf({ values, rest, root }, replay?.inspector ?? values.inspector ?? inspector, failOn);
  const inspect = replay?.inspect ?? readInspectOptions(values, world);
  const { now, redactor, progress } = world;
  const cancellation = world.cancellable?.() ?? new Cancellation();
  const policy = by(await cancellation.race(choosePolicy(root, values.policy, world), "its policy was read"));
  const choose = chooseBaseline ?? ((from, by) => findBaseline(from, by, values.baseline));
  const baseline = await choose(root, policy);
  const settings = settle(flags, policy);
  const ran = lineage === undefined ? undefined : (await import("../lineage/read.ts")).readRan(lineage);
  if (record !== undefined && settings.inspector === "none") throw new ConfigurationError(NOBODY);
  // Whoever writes a lock is not held against it.
  const lockOf = async (within?: string): Promise<HeldLock | undefined> =>
    record?.alone === true ? undefined : findLock(root, policy, values.lock, within);
  const only = changed && (await import("../base/index.ts")).baseNamed(root, changed.base);
  const provenanceOf = isOnRecord ? (scan: ScanResult) => putOnRecord(root, scan, world) : undefined;
  const job = {
    root,
    file,
    policy,
    baseline,
    only,
    settings,
    inspect,
    replayed: replay?.replayed,
    ran,
    now,
    progress,
    cancellation,
    redactor,
    record,
    asksDigests,
    provenanceOf,
  };
  for (const sentence of passedWithin(root, folders ?? [], policy.source?.file ?? null))
    world.err(`wave-inspect: ${sentence}\n`);
  if (folders !== undefined) return { root, policy, settings, ...(await runEach(folders, job, lockOf)) };
  const lock = await lockOf();
  return { root, policy, settings, lock, report: await run({ ...job, lock, more: more?.(policy, lock) }) };
}

function flagsOf(
  { values, rest, root }: Pick<Arguments<typeof runOptions>, "values" | "rest"> & { readonly root: string },
  inspector: string | undefined,
  failOn: string | undefined,
): Flags {
  return {
    ...readScanFlags(values, rest, root),
    inspector: given(inspector, (text) => readWord("--inspector", text, inspectorNames)),
    platform: given(values.platform, (text) => readPlatform("--platform", text)),
    failOn: given(failOn, (text) => readWord("--fail-on", text, failOnLevels)),
  };
}

/** Every lock is read before the first run; none is that of all. */
async function runEach(
  folders: readonly string[],
  job: Job,
  lockOf: (within: string) => Promise<HeldLock | undefined>,
): Promise<Pick<WholeRun, "lock" | "report">> {
  const { runFolders } = await import("./folders.ts");
  const locks = new Map<string, HeldLock | undefined>();
  for (const within of folders) locks.set(within, await lockOf(within));
  const asked: Asked = new Map();
  const report = await runFolders(folders, (within) => run({ ...job, asked, within, lock: locks.get(within) }));
  return { lock: undefined, report };
}

/** The one directory or file, or several folders of the current directory: those are for no options of one run. */
async function readPlaces(
  typed: readonly string[],
  {
    values,
    lineage,
    takesFile,
    isSeveral,
  }: Pick<RunDefaults, "lineage" | "takesFile" | "isSeveral"> & { readonly values: Values<typeof runOptions> },
): Promise<TypedPlace & { readonly folders?: readonly string[] }> {
  if (isSeveral !== true || typed.length < 2) return readPlace(typed, { takesFile });
  const given = { "--answers": values.answers, "--lineage": lineage };
  const [name] = Object.entries(given).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (name !== undefined) throw new ConfigurationError(`${name} is about one run: give one directory alone.`);
  const { foldersTyped } = await import("./folders.ts");
  return { root: process.cwd(), folders: foldersTyped(typed) };
}

const NOBODY = "A lock records what registries say: give --inspector wave or registry; none asks nobody.";

async function putOnRecord(root: string, scan: ScanResult, { env }: World): Promise<RunRecord> {
  const { recordOf, stepAround } = await import("../record/index.ts");
  return recordOf(root, scan, stepAround(root, env));
}

/** Loaded only where there is one: most runs know nothing before. */
async function findBaseline(root: string, policy: Policy, typed: string | undefined): Promise<Baseline | undefined> {
  if (typed === undefined && policy.baseline === undefined) return undefined;
  const { readBaselineFile, readTypedBaseline } = await import("../policy-source/baseline.ts");
  return typed === undefined ? readBaselineFile(root, policy) : readTypedBaseline(typed);
}

/** Loaded only where recorded answers are judged. */
async function findReplay(
  { answers, inspector, "as-of": asOf }: Values<typeof runOptions>,
  root: string,
  { now }: World,
): Promise<Replay | undefined> {
  if (answers === undefined) {
    if (asOf === undefined) return undefined;
    throw new ConfigurationError("--as-of is for recorded answers: give --answers FILE, too.");
  }
  if (inspector !== undefined)
    throw new ConfigurationError("With --answers nobody is asked: leave --inspector out, or --answers.");
  const { replayOf } = await import("../replay/index.ts");
  return replayOf(answers, { asOf, now, root });
}

/** Loaded only where there is one, or somebody wants one. */
async function findLock(
  root: string,
  policy: Policy,
  typed: string | undefined,
  within = "",
): Promise<HeldLock | undefined> {
  const name = posix.join(within, USUAL_LOCK);
  if (typed === undefined && policy.lock === undefined && !isThere(join(root, name))) return undefined;
  const { holdLock } = await import("../lock/held.ts");
  return holdLock({ root, name, typed, isNamed: typed !== undefined }, policy);
}
