/** What the scan could not read or follow, as findings of the rule `readable`. */
import type { Coverage, Finding, Location, Problem, ProblemKind, ScanResult, Severity } from "../../model.ts";
import { isOpen } from "../../finding.ts";
import { counted, few } from "../../text/units.ts";
import {
  emptyMessage,
  hiddenBy,
  KIND_OF,
  readable,
  type ReadableKind,
  unreadableMessage,
  usualSeverity,
  type Weight,
} from "../rules/readable.ts";
import type { Message } from "../rules/rule.ts";
import { type ActiveRule, findRule } from "./active-rules.ts";
import { type Excuse, fingerprint, lapse, numbered } from "./findings.ts";

export interface Unread {
  readonly findings: readonly Finding[];
  /** Files of which a run or a build would have read more. */
  readonly files: Coverage["unread"];
}

export interface UnreadContext {
  /** The rules that hold for a file. */
  readonly rulesOf: (subject: { readonly file: string }) => readonly ActiveRule[];
  readonly excuse: (place: Location) => Excuse;
  /** Marks what was there before. */
  readonly mark: (finding: Finding) => Finding;
  /** What is scanned: a finding about nothing at all stands there. */
  readonly folder: string;
  /** What is scanned is a part of what has images: that it has none is no news. */
  readonly mayBeEmpty?: boolean;
}

/** Every problem of a scan, and that there is nothing to check. */
export function judgeProblems(
  { problems, pulls, references, files, isCut }: ScanResult,
  context: UnreadContext,
): Unread {
  const words = causesOf(problems, context).flatMap((cause) =>
    wordsOf(cause, context).map((said) => ({ cause, said })),
  );
  const told = numbered(words.map(({ said }) => said)).map(context.mark);
  const known = words.flatMap(({ cause: { problem, others } }, at) =>
    told[at]?.known === undefined ? [] : [problem, ...others],
  );
  // What is broken says already why nothing is there.
  const isExplained = told.some(
    (finding) => finding.severity === "error" && isOpen(finding) && finding.evidence["kind"] !== "note",
  );
  const isEmpty =
    pulls.length === 0 && references.length === 0 && !isExplained && isCut !== true && context.mayBeEmpty !== true;
  const empty = isEmpty
    ? findingOf("empty", { place: placed(context.folder), message: emptyMessage(files.length), weight: PLAIN }, context)
    : [];
  return { findings: [...told, ...empty], files: hidden(problems, new Set(known), context) };
}

/** Problems with one cause: the first, and what else it brought about. */
interface Cause {
  readonly problem: Problem;
  readonly others: readonly Problem[];
}

/** What many pipelines of one repository share: one server, one configuration, one typing error in the name of a profile. */
const SHARED: ReadonlySet<ProblemKind> = new Set(["remote-include", "unreachable", "missing-profile"]);

/**
 * What is shared is told once for all for which it counts the same; of what a parser stumbles over in a file the first: the
 * rest may be its doing.
 */
function causesOf(problems: readonly Problem[], { excuse, rulesOf }: UnreadContext): Cause[] {
  const groups = Map.groupBy(problems, ({ file, line, column, kind, message, aside = false }) => {
    const { waived } = excuse(placed(file, line, column));
    if (SHARED.has(kind)) {
      return JSON.stringify([
        kind,
        message,
        severityOf(KIND_OF[kind], { ...PLAIN, isAside: aside }, rulesOf({ file })),
        waived,
      ]);
    }
    return JSON.stringify([kind, file, ...(kind === "syntax" ? [waived] : [line, column, message])]);
  });
  return [...groups.values()].flatMap(([problem, ...others]) => (problem === undefined ? [] : { problem, others }));
}

function wordsOf({ problem, others }: Cause, context: UnreadContext): Finding[] {
  const { file, line, column, kind } = problem;
  const isAside = problem.aside === true || problem.open === true;
  const weight = { isAside, hides: problem.hides === true };
  const of = { place: placed(file, line, column), message: unreadableMessage(problem), weight };
  const found = findingOf(KIND_OF[kind], of, context);
  const count = others.length;
  if (count === 0) return found;
  const more = kind === "syntax" ? `and ${count} more in this file` : `the same at ${counted(count, "more place")}`;
  const places = few(others.map((other) => `${other.file}:${other.line}`));
  // The fingerprint stays the same however many there are.
  return found.map((finding) => ({
    ...finding,
    message: `${finding.message} (${more})`,
    evidence: { ...finding.evidence, "also at": places },
  }));
}

function placed(file: string, line = 1, column = 1): Location {
  return { file, line, column, endLine: line, endColumn: column };
}

function findingOf(
  kind: ReadableKind,
  { place, message: said, weight }: { readonly place: Location; readonly message: Message; readonly weight: Weight },
  context: UnreadContext,
): Finding[] {
  const severity = severityOf(kind, weight, context.rulesOf(place));
  if (severity === undefined) return [];
  const { message, help, evidence = {} } = said;
  const excused = context.excuse(place);
  return [
    {
      rule: readable.id,
      severity,
      message,
      ...(help !== undefined && { help }),
      evidence: { kind, ...evidence, ...lapse(excused) },
      location: place,
      image: null,
      pulls: [],
      fingerprint: fingerprint([readable.id, kind, place.file, message]),
      ...(excused.waived !== undefined && { waived: excused.waived }),
    },
  ];
}

const PLAIN: Weight = { isAside: false, hides: false };

/** The kind's own, else what the policy says of the whole rule, else the usual one. Undefined: off. */
function severityOf(kind: ReadableKind, weight: Weight, active: readonly ActiveRule[]): Severity | undefined {
  const rule = findRule(active, readable);
  const own = rule?.options[kind];
  if (rule === undefined || own === "off") return undefined;
  if (rule.later !== undefined) return rule.severity;
  return own ?? (rule.decidedBy.severity === "default" ? usualSeverity(kind, weight) : rule.severity);
}

/** Each file once; one that is excused in one point and not in another is not excused. */
function hidden(
  problems: readonly Problem[],
  known: ReadonlySet<Problem>,
  { excuse }: UnreadContext,
): Coverage["unread"] {
  const files = new Map<string, Coverage["unread"][number]>();
  for (const problem of problems) {
    const { file, line, column } = problem;
    const reason = hiddenBy(problem);
    if (reason === undefined) continue;
    const accepted = known.has(problem) || excuse(placed(file, line, column)).waived !== undefined;
    const before = files.get(file);
    if (before !== undefined && (accepted || before.accepted !== true)) continue;
    files.set(file, { file, reason, ...(accepted && { accepted }) });
  }
  return [...files.values()];
}
