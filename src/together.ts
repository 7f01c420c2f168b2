/** Several folders that are checked in one go: what they come to together, as one report. */
import type { Coverage, Finding, FolderReport, Inspection, Report, ScanResult, TwinAnswer, Verdict } from "./model.ts";
import { notLookedAtOf } from "./policy/judge/coverage.ts";
import { ranked } from "./policy/judge/rank.ts";
import { countFindings } from "./finding.ts";
import { placeKey, referenceKey } from "./reference.ts";
import { scenarioEntry } from "./scenarios.ts";

/**
 * One report of all: the worst verdict, every finding once, counts and coverage as sums, so that an image that two folders
 * pull is two images to judge. All folders are checked by one policy with one set of settings.
 *
 * @param left Folders that a run which was ended before it was done did not come to.
 */
export function together(
  folders: readonly FolderReport[],
  left: readonly string[] = [],
): Report & Required<Pick<Report, "folders">> {
  const [first] = folders;
  if (first === undefined) throw new RangeError("there is no folder");
  const { folder: _, lock, cancelled: __, ...shared } = first;
  const said = folders.flatMap((one) => one.findings);
  const findings = ranked([...Map.groupBy(said, findingKey).values()].map(withSharedFixes));
  const scan = scansTogether(folders.map((one) => one.scan));
  const coverage = coverageOf(
    folders.map((one) => one.coverage),
    scan,
    left,
  );
  const cancelled = folders.find((one) => one.cancelled !== undefined)?.cancelled;
  const locks = new Set(folders.map((one) => one.lock?.file));
  return {
    ...shared,
    ...checkoutOf(folders),
    ...onlyOf(folders),
    ...(lock !== undefined && locks.size === 1 && { lock }),
    scenarios: once(
      folders.flatMap((one) => one.scenarios),
      scenarioEntry,
    ),
    scan,
    inspections: once(
      folders.flatMap((one) => one.inspections),
      ({ request }: Inspection) => JSON.stringify(request),
    ),
    findings,
    rules: [...new Set(folders.flatMap((one) => one.rules))].sort(),
    counts: {
      ...countFindings(findings),
      references: scan.references.length,
      images: coverage.images,
      files: scan.files.length,
    },
    coverage,
    verdict: worst(folders.map((one) => one.verdict)),
    outcome: worst(folders.map((one) => one.outcome)),
    ...(cancelled !== undefined && { cancelled }),
    folders,
  };
}

/** A violation outweighs what is undecided, as within one run. */
const GRAVITY = { fail: 2, undecided: 1, pass: 0 } as const satisfies Readonly<Record<Verdict, number>>;

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((a, b) => (GRAVITY[b] > GRAVITY[a] ? b : a));
}

/** What is said of a file that several folders have to do with, the policy above all, is said once; as it counts. */
function findingKey({
  fingerprint,
  rule,
  message,
  severity,
  location,
  waived,
  known,
}: Report["findings"][number]): string {
  const excused = [waived !== undefined, known !== undefined];
  return JSON.stringify([fingerprint, rule, message, severity, placeKey(location), ...excused]);
}

/** A fix that mends a file for one folder may break another that shares it: what is not on offer in all is on offer in none. */
function withSharedFixes(same: readonly Finding[]): Finding {
  const [first] = same;
  const [one, ...others] = same.map(({ fixes }) => JSON.stringify(fixes));
  if (others.every((other) => other === one)) return first!;
  const { fixes: _, ...rest } = first!;
  // What is made where it is asked for is nothing that is copied.
  const { message, evidence, fingerprint } = first!;
  return { ...rest, message, evidence, fingerprint };
}

function once<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}

/** What a file has that several folders read is there once; what each pulls stays. */
export function scansTogether(scans: readonly ScanResult[]): ScanResult {
  return {
    references: once(
      scans.flatMap(({ references }) => references),
      referenceKey,
    ),
    pulls: scans.flatMap(({ pulls }) => pulls),
    problems: once(
      scans.flatMap(({ problems }) => problems),
      (problem) => JSON.stringify(problem),
    ),
    ignores: once(
      scans.flatMap(({ ignores }) => ignores),
      placeKey,
    ),
    files: once(
      scans.flatMap(({ files }) => files),
      (file) => JSON.stringify(file),
    ),
    notLookedAt: byKey(
      scans.flatMap(({ notLookedAt }) => notLookedAt),
      ({ what, name }) => [what, name],
    ).map(([one, all]) => added(one, all)),
    ...(scans.some(({ isCut }) => isCut === true) && { isCut: true as const }),
  };
}

/** What the change mends, of every folder; unknown of all where it is of one. */
function onlyOf(folders: readonly FolderReport[]): Pick<Report, "only"> {
  const [first] = folders.flatMap(({ only }) => only ?? []);
  if (first === undefined || "nothing" in first) return {};
  const { fixed: _, ...rest } = first;
  const each = folders.map(({ only }) => (only !== undefined && "fixed" in only ? only.fixed : undefined));
  if (each.some((fixed) => fixed === undefined)) return { only: rest };
  return {
    only: {
      ...rest,
      fixed: once(
        each.flatMap((fixed) => fixed ?? []),
        ({ fingerprint }) => fingerprint,
      ),
    },
  };
}

/** Files that are not as the commit has them, of every folder; unknown of all where it is of one. */
function checkoutOf(folders: readonly FolderReport[]): Pick<Report, "checkout"> {
  const checkouts = folders.flatMap(({ checkout }) => checkout ?? []);
  const [first] = checkouts;
  if (first === undefined) return {};
  const { changed: _, ...rest } = first;
  if (checkouts.some(({ changed }) => changed === undefined)) return { checkout: rest };
  return { checkout: { ...rest, changed: [...new Set(checkouts.flatMap(({ changed = [] }) => changed))] } };
}

function coverageOf(coverages: readonly Coverage[], scan: ScanResult, left: readonly string[]): Coverage {
  const sum = (of: (coverage: Coverage) => number): number => coverages.reduce((total, one) => total + of(one), 0);
  return {
    images: sum(({ images }) => images),
    judged: sum(({ judged }) => judged),
    answered: sum(({ answered }) => answered),
    downloads: sum(({ downloads }) => downloads),
    ...(coverages.some(({ byRecipe }) => byRecipe !== undefined) && { byRecipe: sum(({ byRecipe = 0 }) => byRecipe) }),
    notJudged: byKey(
      coverages.flatMap(({ notJudged }) => notJudged),
      ({ reason, state, advice, accepted }) => [reason, state, advice, accepted],
    ).map(([one, all]) => ({ ...added(one, all), names: distinct(all, "names"), rules: distinct(all, "rules") })),
    leftOut: byKey(
      coverages.flatMap(({ leftOut }) => leftOut),
      ({ reason }) => reason,
    ).map(([one, all]) => added(one, all)),
    notApplied: byKey(
      coverages.flatMap(({ notApplied }) => notApplied),
      ({ rules, why }) => [rules, why],
    ).map(([one, all]) => added(one, all)),
    ...twinsOf(coverages),
    files: scan.files.length,
    unread: [
      ...once(
        coverages.flatMap(({ unread }) => unread),
        (one) => JSON.stringify(one),
      ),
      ...left.map((file) => ({ file, reason: "skipped" as const })),
    ],
    notLookedAt: notLookedAtOf(scan),
  };
}

function twinsOf(coverages: readonly Coverage[]): Pick<Coverage, "twins"> {
  const all = coverages.flatMap(({ twins }) => twins ?? []);
  const sum = (answer: TwinAnswer): number => all.reduce((total, counts) => total + counts[answer], 0);
  if (all.length === 0) return {};
  return {
    twins: {
      proven: sum("proven"),
      "same-by-name": sum("same-by-name"),
      different: sum("different"),
      "not-comparable": sum("not-comparable"),
    },
  };
}

/** Those of one key, and the first of them. */
function byKey<T>(items: readonly T[], keyOf: (item: T) => unknown): [first: T, all: readonly T[]][] {
  const groups = [...Map.groupBy(items, (item) => JSON.stringify(keyOf(item))).values()];
  return groups.flatMap((all) => all.slice(0, 1).map((first): [T, readonly T[]] => [first, all]));
}

function added<T extends { readonly images: number }>(one: T, all: readonly T[]): T {
  return { ...one, images: all.reduce((total, { images }) => total + images, 0) };
}

function distinct<K extends string>(same: readonly Readonly<Record<K, readonly string[]>>[], key: K): string[] {
  return [...new Set(same.flatMap((one) => one[key]))];
}
