/** Writes a baseline: what a run found, with what was known before. */
import type { Baseline, FailureState, Finding, KnownFinding, NotJudged, Report } from "../model.ts";
import { compareText } from "../order.ts";
import { canBeKnown, entryOf, type Terms as KnownTerms } from "../policy/judge/excuses/known.ts";
import { goesByNameAlone } from "../policy/rules/index.ts";
import { printJson } from "../text/print-json.ts";
import { BASELINE_VERSION } from "./definition.ts";

/** What new findings are given. */
export interface Terms extends KnownTerms {
  /** ISO date of today. */
  readonly since: string;
  /** Findings that ended, or are of more than they were, are known anew. */
  readonly renew?: boolean | undefined;
}

export interface BaselineUpdate {
  readonly text: string;
  readonly findings: readonly KnownFinding[];
  readonly added: readonly KnownFinding[];
  readonly removed: readonly KnownFinding[];
  /** What is in the baseline and counts all the same: it ended, is graver than it was, or of one more image. */
  readonly lapsed: readonly Finding[];
  /** What says nothing of the repository: a server that is down, a run that was ended. */
  readonly left: readonly Finding[];
}

/**
 * The findings of a run as its next baseline. One that was known keeps what is written of it. What is no longer found is
 * taken out where the run is sure of it: it says so by a finding of the rule `baseline`.
 */
export function nextBaseline(report: Report, previous: Baseline | undefined, terms: Terms): BaselineUpdate {
  const before = new Map(previous?.findings.map((entry) => [entry.fingerprint, entry]));
  const current = report.findings.filter((finding) => finding.waived === undefined && canBeKnown(finding));
  const left = current.filter(isOfTheDay);
  const found = current.filter((finding) => !isOfTheDay(finding)).map((finding) => nextEntry(finding, before, terms));
  const kept = new Map(found.map((entry) => [entry.fingerprint, entry]));
  const isGone = goneBy(report, left);
  const rest = [...before.values()].filter((entry) => !kept.has(entry.fingerprint) && !isGone(entry));
  const findings = [...kept.values(), ...rest].sort(byPlace);
  const stays = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    text: baselineText(findings),
    findings,
    added: findings.filter(({ fingerprint }) => !before.has(fingerprint)),
    removed: [...before.values()].filter(({ fingerprint }) => !stays.has(fingerprint)),
    lapsed:
      terms.renew === true
        ? []
        : current.filter(({ fingerprint, known }) => known === undefined && before.has(fingerprint)),
    left,
  };
}

/** Whether what was not found is not there any more: nothing was left out that it may be in. */
function goneBy(report: Report, left: readonly Finding[]): (entry: KnownFinding) => boolean {
  const isWhole = left.length === 0 && report.cancelled === undefined && report.scan.isCut !== true;
  const isAnswered =
    report.inspections.length > 0 && !report.coverage.notJudged.some(({ reason }) => UNANSWERED.has(reason));
  return ({ rule }) => isWhole && (isAnswered || goesByNameAlone(rule));
}

const UNANSWERED: ReadonlySet<string> = new Set<NotJudged>(["no-answer", "not-asked", "cancelled"]);

/** One line a finding, so that two branches that change different ones can be merged. */
export function baselineText(findings: readonly KnownFinding[]): string {
  const lines = findings.map((entry) => `    ${printJson(entry, 0).trimEnd()}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": ${list}\n}\n`;
}

const OF_THE_DAY: ReadonlySet<string> = new Set<FailureState>([
  "unreachable",
  "timeout",
  "server-error",
  "rate-limited",
  "cancelled",
  "configuration",
]);

function isOfTheDay({ undecided, evidence }: Finding): boolean {
  return undecided === true && OF_THE_DAY.has(evidence["state"] ?? "");
}

/** Of one that is in another file now, all that is said of it is kept. */
function nextEntry(finding: Finding, before: ReadonlyMap<string, KnownFinding>, terms: Terms): KnownFinding {
  const old = before.get(finding.fingerprint);
  if (old !== undefined && (finding.known !== undefined || terms.renew !== true)) return old;
  return entryOf(finding, finding.known ?? terms);
}

function byPlace(a: KnownFinding, b: KnownFinding): number {
  return (
    compareText(a.file, b.file) ||
    compareText(a.rule, b.rule) ||
    compareText(a.image ?? "", b.image ?? "") ||
    compareText(a.fingerprint, b.fingerprint)
  );
}
