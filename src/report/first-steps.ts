/** What to do first: the few steps that mend most of what counts. */
import type { Finding, Location, Report } from "../model.ts";
import { type FindingCounts, countFindings, fixOf, isOpen } from "../finding.ts";
import { compareText } from "../order.ts";
import { placeKey } from "../reference.ts";
import { few } from "../text/units.ts";

export interface Step {
  /** What to do, in words: text of others is in it. */
  readonly what: string;
  /** What does it, to be typed. */
  readonly command?: string;
  readonly rules: readonly string[];
  /** What it mends that no step before it does. Never empty. */
  readonly counts: FindingCounts;
  /** Where. */
  readonly places: readonly Location[];
}

export interface FirstSteps {
  readonly steps: readonly Step[];
  /** Findings that the steps mend together, and all that count. */
  readonly mended: number;
  readonly open: number;
}

const MOST_STEPS = 5;

/**
 * The safe edits, then each time what mends most of what is left: errors first, then what is undecided, warnings, notices.
 */
export function firstSteps({ findings, checkout }: Report): FirstSteps {
  const open = findings.filter(isOpen);
  const left = new Set(open);
  const candidates = candidatesOf(open, checkout?.folder);
  const steps: Step[] = [];
  while (steps.length < MOST_STEPS && left.size > 0) {
    const best = mostOf(candidates, left);
    steps.push(stepOf(best, left));
    for (const finding of best.findings) left.delete(finding);
  }
  return { steps, mended: open.length - left.size, open: open.length };
}

/** Findings that one step would mend. */
interface Candidate {
  readonly kind: Kind;
  readonly what: (findings: readonly Finding[]) => string;
  readonly command?: string;
  readonly findings: Finding[];
}

/** What takes least to do comes first where two steps mend as much. */
type Kind = (typeof KINDS)[number];
const KINDS = ["fix", "setting", "edits", "advice", "image"] as const;

/** Keeps a finding with the others that the same step would mend. */
type Take = (key: readonly string[], finding: Finding, candidate: Omit<Candidate, "findings">) => void;

function candidatesOf(open: readonly Finding[], folder: string | undefined): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const take: Take = (key, finding, candidate) => {
    const text = JSON.stringify([candidate.kind, ...key]);
    const before = found.get(text);
    if (before === undefined) found.set(text, { ...candidate, findings: [finding] });
    else before.findings.push(finding);
  };
  for (const finding of open) {
    const { rule, fixes = [], image, help, location } = finding;
    takeFix(take, finding, folder);
    for (const [key, what] of settingsOf(finding)) take([key], finding, { kind: "setting", what: () => what });
    // One sentence for many images is one thing to do; what is said of one image is about that image.
    if (fixes.length === 0 && help !== undefined) take([rule, help], finding, { kind: "advice", what: () => help });
    take([image ?? location.file], finding, { kind: "image", what: wordsFor(image ?? location.file) });
  }
  return [...found.values()].filter(isWorthwhile);
}

/** All safe edits are made by one command; the others are looked at rule by rule. */
function takeFix(take: Take, finding: Finding, folder: string | undefined): void {
  const fix = fixOf(finding);
  if (fix === undefined) return;
  const command = `wave-inspect fix${argument(folder)}`;
  if (fix.safe)
    take(["safe"], finding, { kind: "fix", what: editWords("Make the safe edits"), command: `${command} --write` });
  else {
    const what = editWords("Look at the edits on offer, and make those that are right");
    take([finding.rule], finding, { kind: "edits", what, command: `${command} --rule ${finding.rule} --unsafe` });
  }
}

function editWords(what: string): (findings: readonly Finding[]) => string {
  return (findings) => {
    const titles = findings.map((finding) => fixOf(finding)!.title.replace(/\.$/, ""));
    return `${what}: ${few([...new Set(titles)], 2)}.`;
  };
}

/** A folder that a shell takes as it is, behind a blank; any other is left for the reader to name. */
function argument(folder = ""): string {
  if (folder === "") return "";
  return /^[\w.][\w./-]*$/.test(folder) ? ` ${folder}` : " DIR";
}

/** Rules that say where an image comes from, or that it is not there: a line that sends names elsewhere may be why. */
const OF_PLACES: ReadonlySet<string> = new Set(["registry", "exists", "inspectable", "pullable"]);

/** The lines that made the name another one. */
function settingsOf({ rule, pulls }: Finding): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  if (!OF_PLACES.has(rule)) return lines;
  for (const { setting, location } of pulls.flatMap(({ rewrites = [] }) => rewrites)) {
    if (setting === undefined || location === undefined) continue;
    const { file, line } = location;
    lines.set(placeKey(location), `Look at ${setting} (${file}:${line}), which all of these images go through.`);
  }
  return lines;
}

function wordsFor(subject: string): (findings: readonly Finding[]) => string {
  return (findings) => {
    const advice = [...new Set(findings.flatMap(({ help }) => help ?? []))];
    return advice.length === 0 ? `Look at ${subject}.` : `${subject}: ${advice.slice(0, 2).join(" ")}`;
  };
}

/** A line is a cause, and a sentence an advice for all, only where there are several images. */
function isWorthwhile({ kind, findings }: Candidate): boolean {
  return !["setting", "advice"].includes(kind) || new Set(findings.map(({ image }) => image)).size > 1;
}

/** How much is mended, the worst kind first. */
function weightOf({ findings }: Candidate, left: ReadonlySet<Finding>): readonly number[] {
  const weight = [0, 0, 0, 0];
  for (const finding of findings) if (left.has(finding)) weight[gradeOf(finding)]! += 1;
  return weight;
}

function gradeOf({ severity, undecided }: Finding): number {
  if (severity === "error") return undecided === true ? 1 : 0;
  return severity === "warning" ? 2 : 3;
}

function mostOf(candidates: readonly Candidate[], left: ReadonlySet<Finding>): Candidate {
  // It costs nothing to take what is sure.
  const safe = candidates.find(({ kind, findings }) => kind === "fix" && findings.some((finding) => left.has(finding)));
  if (safe !== undefined) return safe;
  const weighed = candidates.map((candidate) => ({ candidate, weight: weightOf(candidate, left) }));
  return weighed.reduce((best, one) => (isBefore(one, best) ? one : best)).candidate;
}

interface Weighed {
  readonly candidate: Candidate;
  readonly weight: readonly number[];
}

function isBefore(one: Weighed, other: Weighed): boolean {
  const grade = one.weight.findIndex((count, index) => count !== other.weight[index]);
  if (grade >= 0) return one.weight[grade]! > other.weight[grade]!;
  return KINDS.indexOf(one.candidate.kind) < KINDS.indexOf(other.candidate.kind);
}

function stepOf({ what, command, findings }: Candidate, left: ReadonlySet<Finding>): Step {
  const own = findings.filter((finding) => left.has(finding));
  const places = new Map(own.map(({ location }) => [placeKey(location), location]));
  return {
    what: what(own),
    ...(command !== undefined && { command }),
    rules: [...new Set(own.map(({ rule }) => rule))].sort(compareText),
    counts: countFindings(own),
    places: [...places.values()],
  };
}
