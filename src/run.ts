/** One run, from the files of a repository to the report. */
import { join } from "node:path";
import type { Base } from "./base/index.ts";
import type { Cancellation } from "./cancellation.ts";
import type { Before, HeadRun } from "./changed/index.ts";
import { isThere } from "./files/inside.ts";
import { inspectFiles, isFileRequest } from "./image-files.ts";
import type { Rounds } from "./lock/ask.ts";
import { redactedFinding, redactedInspection } from "./redaction.ts";
import type { Redactor } from "./text/redactor.ts";
import { version } from "./version.ts";
import { outcomeOf } from "./exit-code.ts";
import { countFindings } from "./finding.ts";
import type { InspectOptions, Progress } from "./inspect/index.ts";
import type {
  Baseline,
  DriftOf,
  FileOfBase,
  HeldLock,
  Inspection,
  InspectionRequest,
  Inspector,
  KnownFinding,
  Lock,
  OnlyChanged,
  Ran,
  Replayed,
  Report,
  ScanResult,
  SourceTree,
} from "./model.ts";
import type { BaselineChange, Proposal } from "./policy/changes.ts";
import type { Policy } from "./policy/policy.ts";
import { type AskedFor, environmentsFor, judge, recipesFor, requestsFor } from "./policy/judge/index.ts";
import type { RunRecord } from "./record/index.ts";
import { scenariosOf } from "./scenarios.ts";
import { verdictOf } from "./policy/verdict.ts";
import { againstBase, openRepository, scanRepository, below, isBeside } from "./scan/index.ts";
import type { Settings } from "./settings.ts";

/** Answers a request without any network; undefined for a file that is not there. */
export type Answering = (request: InspectionRequest) => Inspection | undefined;

/** Answers by the requests that they are to. */
export type Asked = Map<string, Promise<Inspection>>;

/** One run: which directory, by which policy and settings, and how to reach the network. */
export interface Job {
  /** Absolute path of the directory that every path of the report starts from. */
  readonly root: string;
  /** In place of the files of that directory. */
  readonly tree?: SourceTree;
  /** In place of scanning them: what a run with the same settings for scans found in them. */
  readonly scanned?: ScanResult;
  /** Only what is below this folder of it is scanned. */
  readonly within?: string;
  /** All is scanned, and only what this file is about is asked and judged. */
  readonly file?: string | undefined;
  readonly policy: Policy;
  /** The one that a pull request brings, where it is judged by that of its base. */
  readonly proposal?: Proposal | undefined;
  /** Findings that were known before. */
  readonly baseline?: Baseline | undefined;
  /** What the pull request makes of it. */
  readonly baselineChange?: BaselineChange | undefined;
  /** What images are held against. */
  readonly lock?: HeldLock | undefined;
  /** Only findings count that the change since then causes; or why there is nothing to compare with. */
  readonly only?: Base | Extract<OnlyChanged, { nothing: string }> | undefined;
  /** The files of that base. */
  readonly base?: FileOfBase | undefined;
  readonly settings: Settings;
  /** How to reach the network, or what answers in its place. */
  readonly inspect: Omit<InspectOptions, "via" | "userAgent" | "cancellation"> | Answering;
  /** What runs before this one asked, and what this one asks is added to: nothing is asked twice. */
  readonly asked?: Asked | undefined;
  /** What ran, by its records: it is held against the lock, or against what the files pull. */
  readonly ran?: Ran | undefined;
  /** Whose answers are judged, where an earlier run was given them: as of the time that it says. */
  readonly replayed?: Replayed | undefined;
  readonly now: () => Date;
  /** Told how far the inspection is, in place of a line in the log now and then; undefined when it is over. */
  readonly progress?: ((step: Progress | undefined) => void) | undefined;
  /**
   * Every image is asked for as a record needs it, as far as this lock does not know it already; `alone`: whatever the rules ask;
   * `old`: of what moved since that lock also whether what it has is still there.
   */
  readonly record?: { readonly lock: Lock; readonly alone: boolean; readonly old?: Lock | undefined } | undefined;
  /** Names that are to be pinned are asked for their digests, also where the rules go by the names. */
  readonly asksDigests?: boolean | undefined;
  /** What is asked beside what the rules ask, once there are answers to that. */
  readonly more?: ((scan: ScanResult, answers: readonly Inspection[]) => readonly InspectionRequest[]) | undefined;
  /** Ends the inspection; what is not known by then is said to be so. */
  readonly cancellation: Cancellation;
  /** What servers said goes through it before it is part of the report. */
  readonly redactor: Redactor;
  /** What else is put on record, once it is known which files were read. */
  readonly provenanceOf?: ((scan: ScanResult) => Promise<RunRecord> | RunRecord) | undefined;
  /** Where the files of the running version can be read. */
  readonly toolUrl?: string | undefined;
}

/** What a run may take to inspect its images, in milliseconds; what is not known by then is said to be so. */
const LONGEST = 30 * 60_000;

/** The whole stream: files, References, Pulls, Inspections, Findings, Report. */
export async function run(job: Job): Promise<Report> {
  const { policy, settings } = job;
  const startedAt = job.now();
  const now = job.replayed === undefined ? startedAt : new Date(job.replayed.judgedAt);

  const tree = below(job.tree ?? openRepository(job.root, settings.scan), job.within);
  const scanned = job.scanned ?? (await scanRepository(tree, settings.scan, job.cancellation));
  const whole = job.base === undefined ? scanned : await againstBase(scanned, tree, job.base);
  const scan = job.file === undefined ? whole : (await import("./single-file.ts")).narrowed(whole, job.file);

  const record = await job.provenanceOf?.(scan);
  const environmentsOf = await environmentsFor(policy, scan);
  const inspections = await inspect(await roundsOf(job, scan, { now, environmentsOf }), job, startedAt);

  const ran =
    job.ran &&
    (await import("./lineage/identify.ts")).identifyRan(job.ran, { lock: job.lock, pulls: scan.pulls, inspections });
  const { baseline } = job;
  const drift = await driftIn(job, { scan, inspections, now });
  const before = await findingsBefore(job, { tree, scan, inspections, now, drift });
  // What is said of the policy's own patterns is no word about one file.
  const applied = job.file === undefined ? policy : { ...policy, doubts: [] };
  const {
    findings: judged,
    coverage,
    rules,
  } = judge(applied, scan, inspections, {
    now,
    platform: settings.platform,
    lock: job.lock,
    drift,
    environmentsOf,
    recipeOf: await recipesFor(policy, scan, settings),
    ran,
    folder: job.file ?? job.within,
    mayBeEmpty: job.file !== undefined && whole.pulls.length > 0,
    proposal: job.proposal,
    baselineChange: job.baselineChange,
    known: [...(baseline === undefined ? [] : [baseline]), ...(before === undefined ? [] : [before.known])],
    isThere: (file) => isBeside(file, job.within) || isThere(join(job.root, file)),
    asksNobody: settings.inspector === "none",
  });
  const findings = before?.place(judged) ?? judged;
  const isWhole = job.cancellation.reason === undefined && coverage.unread.length === 0;
  const fixed = isWhole ? before?.fixedBy(judged) : undefined;
  return reportOf(job, { startedAt, scan, inspections, ran, findings, fixed, coverage, rules, record });
}

/** What a run came to. */
interface Done extends Pick<Report, "scan" | "inspections" | "findings" | "coverage" | "rules"> {
  readonly startedAt: Date;
  readonly ran: Report["ran"] | undefined;
  readonly fixed: readonly KnownFinding[] | undefined;
  readonly record: RunRecord | undefined;
}

function reportOf(job: Job, done: Done): Report {
  const { policy, settings, redactor, baseline, lock, only } = job;
  const { startedAt, scan, inspections, ran, findings, coverage, rules, record } = done;
  const { reason: cancelled } = job.cancellation;
  const isCut = cancelled !== undefined;
  const outcome = outcomeOf(findings, settings.failOn, { isCut });

  return {
    tool: {
      name: "wave-inspect",
      version,
      ...(job.toolUrl !== undefined && { url: job.toolUrl }),
      ...(record?.toolSha256 !== undefined && { sha256: record.toolSha256 }),
    },
    startedAt: startedAt.toISOString(),
    ...record?.provenance,
    inspector: settings.inspector,
    ...(job.replayed !== undefined && { replayed: job.replayed }),
    ...(ran !== undefined && { ran }),
    policy: policy.source,
    ...(baseline !== undefined && { baseline: recordOf(baseline) }),
    ...(lock !== undefined && { lock: { file: lock.file, mode: lock.mode } }),
    ...(only !== undefined && { only: onlyOf(only, done.fixed && redactor.redactAll(done.fixed)) }),
    failOn: settings.failOn,
    scenarios: scenariosOf(scan),
    scan,
    inspections: inspections.map((inspection) => redactedInspection(inspection, redactor)),
    findings: findings.map((finding) => redactedFinding(finding, redactor)),
    counts: {
      ...countFindings(findings),
      references: scan.references.length,
      images: coverage.images,
      files: scan.files.length,
    },
    coverage,
    rules,
    verdict: verdictOf(outcome, coverage, { isCut }),
    outcome,
    ...(cancelled !== undefined && { cancelled }),
  };
}

/** What the base of a change says of the findings; undefined where all of them count. Loaded only where it is asked for. */
async function findingsBefore(
  job: Job,
  head: Pick<HeadRun, "tree" | "scan" | "inspections" | "now" | "drift">,
): Promise<Before | undefined> {
  const { only, policy, settings, cancellation, lock, within: folder } = job;
  if (only === undefined || "nothing" in only) return undefined;
  const [{ openBase }, { judgeBase }] = await Promise.all([import("./base/index.ts"), import("./changed/index.ts")]);
  const content = await cancellation.race(openBase(only, job.root), "its base was read");
  const narrowed = (tree: SourceTree): SourceTree => below(tree, folder);
  return judgeBase(content, { ...head, policy, settings, folder, lock, cancellation, below: narrowed });
}

function onlyOf(only: NonNullable<Job["only"]>, fixed: readonly KnownFinding[] | undefined): OnlyChanged {
  if ("nothing" in only) return only;
  const { commit, name } = only;
  return { commit, ...(name !== undefined && { name }), ...(fixed !== undefined && { fixed }) };
}

/** Which baseline it is, without what it holds. */
function recordOf({ file, sha256, from }: Baseline): NonNullable<Report["baseline"]> {
  return { file, sha256, ...(from !== undefined && { from }) };
}

/** What tells why images are others than a lock has; undefined where no rule wants to know. Loaded only where one does. */
async function driftIn(
  { policy, settings, lock }: Job,
  seen: { readonly scan: ScanResult; readonly inspections: readonly Inspection[]; readonly now: Date },
): Promise<DriftOf | undefined> {
  const { scan, inspections, now } = seen;
  const run = { platform: settings.platform, now, lock };
  if (lock?.lock === undefined || requestsFor(policy, scan, run, DRIFT).length === 0) return undefined;
  const { driftOf } = await import("./lock/seen.ts");
  const { images } = lock.lock;
  const answered = { policy, scan, inspections, startedAt: now.toISOString() };
  return driftOf(answered, (image) => images.get(image)?.content.digest);
}

/** What a record asks of the images of which a rule wants to know what became of them. */
const DRIFT: AskedFor = { rules: false, record: "drift" };

async function roundsOf(
  job: Job,
  scan: ScanResult,
  known: Pick<Parameters<typeof requestsFor>[2], "now" | "environmentsOf">,
): Promise<Rounds> {
  const { policy, settings, record, lock, more, asksDigests = false } = job;
  const options = { platform: settings.platform, lock, ...known };
  if (record === undefined) {
    const first = requestsFor(policy, scan, options, { rules: true, record: asksDigests && "digest" });
    if (more !== undefined) return { first, second: (answers) => more(scan, answers) };
    const whole = lock?.lock === undefined ? [] : requestsFor(policy, scan, options, DRIFT);
    if (lock?.lock === undefined || whole.length === 0) return { first, second: () => [] };
    return (await import("./lock/ask.ts")).askingWhy(first, whole, lock.lock);
  }
  const { askingForOld, inRounds } = await import("./lock/ask.ts");
  const ofRules = record.alone ? [] : requestsFor(policy, scan, options);
  const all = requestsFor(policy, scan, options, { rules: !record.alone, record: true });
  const rounds = inRounds(all, ofRules, record.lock);
  return record.old === undefined ? rounds : askingForOld(rounds, record.old);
}

async function inspect({ first, second }: Rounds, job: Job, startedAt: Date): Promise<readonly Inspection[]> {
  const { inspect: by, settings } = job;
  if (typeof by === "function") {
    const answers = settings.inspector === "none" ? [] : first.flatMap((request) => by(request) ?? []);
    return [...answers, ...second(answers).flatMap((request) => by(request) ?? [])];
  }
  const images = first.filter((request) => !isFileRequest(request));
  return [...inspectFiles(job.root, first, startedAt), ...(await inspectImages({ first: images, second }, by, job))];
}

async function inspectImages(
  { first, second }: Rounds,
  options: Exclude<Job["inspect"], Answering>,
  job: Job,
): Promise<readonly Inspection[]> {
  const via = job.settings.inspector;
  if (via === "none" || first.length === 0) return [];
  // Loaded only here: a check of names alone never pays for the network.
  const { createInspector, inspectAll } = await import("./inspect/index.ts");
  const { cancellation, progress } = job;
  const told = progress === undefined ? { log: options.log } : { onProgress: progress };
  const identity = { root: job.root, via, userAgent: `wave-inspect/${version}` };
  const inspector = remembering(createInspector({ ...options, ...identity, cancellation }), job.asked);
  try {
    const deadline = job.now().getTime() + LONGEST;
    const ask = (requests: readonly InspectionRequest[]): Promise<Inspection[]> =>
      inspectAll(inspector, requests, { ...told, now: options.now, deadline, cancellation });
    const answers = await ask(first);
    const more = second(answers);
    return more.length === 0 ? answers : [...answers, ...(await ask(more))];
  } finally {
    progress?.(undefined);
    await inspector.close();
  }
}

function remembering(inspector: Inspector, asked: Asked | undefined): Inspector {
  if (asked === undefined) return inspector;
  return {
    close: () => inspector.close(),
    inspect(request) {
      const key = JSON.stringify(request);
      const answer = asked.get(key) ?? inspector.inspect(request);
      asked.set(key, answer);
      return answer;
    },
  };
}
