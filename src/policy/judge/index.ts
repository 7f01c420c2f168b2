/** Holds what a run would pull against a policy. */
import type {
  Coverage,
  FailureState,
  Finding,
  Inspection,
  Problem,
  Pull,
  ScanResult,
  Severity,
  Unresolved,
} from "../../model.ts";
import { type Case, type FailedQuestion, type JudgeOptions, prepareCases } from "./cases.ts";
import { changeFindings } from "./change-findings.ts";
import { coverageOf } from "./coverage.ts";
import type { Excuse, Word } from "./findings.ts";
import { excusesOf } from "./excuses/index.ts";
import { gapFinder } from "./excuses/nothing-here.ts";
import { policyFindings } from "./excuses/policy-findings.ts";
import { bySeverity } from "../../order.ts";
import type { Policy } from "../policy.ts";
import { byPlatform, type PlatformView, platformViews } from "./by-platform.ts";
import { ranFindings } from "./ran-findings.ts";
import { ranked } from "./rank.ts";
import { inspectable, unaskableMessage, uninspectableMessage } from "../rules/inspectable.ts";
import { isRefused, pullable, pullFault } from "../rules/pullable.ts";
import { ran } from "../rules/ran.ts";
import { readable } from "../rules/readable.ts";
import { resolvable, unresolvedMessage } from "../rules/resolvable.ts";
import type { Message, SetRule } from "../rules/rule.ts";
import { factsOf, type Subject } from "../rules/subject.ts";
import { type ActiveRule, activeRules, generalRules } from "./active-rules.ts";
import { isNamed, placeOf } from "../../pull.ts";
import { judgedPulls } from "./subjects.ts";
import { lockFindings } from "./lock-findings.ts";
import { metadataCases } from "./metadata.ts";
import { mergeFindings } from "./same-words.ts";
import { judgeProblems } from "./unread.ts";
import { few, grouped } from "../../text/units.ts";

export { environmentsFor } from "./environments.ts";
export { recipesFor } from "./recipes.ts";
export { type AskedFor, requestsFor } from "./requests.ts";

export interface Judgement {
  /** Ranked: worst first, then by place; waived ones last. */
  readonly findings: Finding[];
  readonly coverage: Coverage;
  /** Rules that at least one pull is held against. */
  readonly rules: readonly string[];
}

/**
 * Holds every judged pull against the policy.
 *
 * What the rules say is told once a place however many scenarios share it; waivers and inline ignores mark findings and
 * do not remove them. A name that is unknown is the rule `resolvable`'s, an image that could not be inspected is
 * `inspectable`'s and undecided; an image that no registry was asked about is judged by its name alone.
 */
export function judge(
  policy: Policy,
  scan: ScanResult,
  inspections: readonly Inspection[],
  options: JudgeOptions,
): Judgement {
  const general = generalRules(policy, options.now);
  const pulls = judgedPulls(policy, scan);
  const cases = prepareCases(policy, { pulls, scan }, inspections, options);
  const ofMetadata = metadataCases(cases, (own) => prepareCases(policy, { pulls: own, scan }, inspections, options));
  const words = [
    ...cases.flatMap((one) => wordsOf(one, options)),
    ...ofMetadata.flatMap(({ subject, active }) => active.flatMap((rule) => check(rule, subject, []))),
    ...compareSets(cases),
  ];

  const { excuse, mark, findings: findingsOfExcuses } = excusesOf(policy, scan, general, options);
  const excuseImage = (rule: string, subject: Subject): Excuse => excuse(rule, subject, subject.pull.references);
  const unread = judgeProblems(withoutNames(scan, pulls), {
    rulesOf: activeRules(policy, options),
    excuse: (place) => excuse(readable.id, { file: place.file }, [place]),
    mark,
    folder: options.folder || ".",
    mayBeEmpty: options.mayBeEmpty === true,
  });
  const stops = new Set(unread.findings.map(({ message }) => message));
  const findings = mergeFindings(
    words.filter((word) => !isToldAsStop(word, stops)),
    ({ rule, subject }) => excuseImage(rule, subject),
  ).map(mark);
  const isKnown = knownPulls(findings);
  const accepts = (rule: string, subject: Subject): boolean =>
    isKnown(rule, subject.pull) || excuseImage(rule, subject).waived !== undefined;
  const coverage = coverageOf(cases, scan, { accepts, unread: unread.files });

  const gapOf = gapFinder(scan, { within: options.folder ?? "", platform: options.platform });
  const complete = inspections.length > 0 && cases.every(({ unknown }) => unknown.length === 0);
  const judged = new Set(pulls);
  const unjudged = scan.pulls.filter((pull) => !judged.has(pull));
  const all = [
    ...findings,
    ...unread.findings,
    ...policyFindings(policy, scan, { general, gapOf }),
    ...lockFindings(policy, pulls, options),
    ...ranFindings(options.ran, { general, excuse: (file) => excuse(ran.id, { file }, []) }).map(mark),
    ...changeFindings(policy, scan, { ...options, general }),
    ...findingsOfExcuses({ complete, unjudged, gapOf }),
  ];
  const rules = new Set(cases.flatMap(({ active }) => active.map(({ rule }) => rule.id)));
  return { findings: ranked(all), coverage, rules: [...rules] };
}

/** Whether a finding of a rule about a pull was there before. */
function knownPulls(findings: readonly Finding[]): (rule: string, pull: Pull) => boolean {
  const known = new Map<string, Set<Pull>>();
  for (const { rule, pulls, known: before } of findings) {
    if (before === undefined) continue;
    const own = known.get(rule) ?? new Set();
    known.set(rule, own);
    for (const pull of pulls) own.add(pull);
  }
  return (rule, pull) => known.get(rule)?.has(pull) === true;
}

/**
 * That a name cannot be known since the run stops there is told once: `readable` says at what. A parameter without a value
 * is told as well, with what to do.
 */
function isToldAsStop({ rule, subject: { pull } }: Word, stops: ReadonlySet<string>): boolean {
  const { reason, detail = "" } = pull.unresolved ?? {};
  if (rule !== resolvable.id || reason !== "unsupported-expression" || pull.called === false) return false;
  const [, stop] = STOPPED.exec(detail) ?? [];
  return stop !== undefined && stops.has(stop);
}

const STOPPED = /^Nextflow stops with an error: (.*?)[.\s]*$/s;

/** Without the problems that are the name of an image that is judged: `pullable` and `resolvable` tell of it. */
function withoutNames(scan: ScanResult, judged: readonly Pull[]): ScanResult {
  const told = new Set(judged.flatMap((pull) => nameFault(placeOf(pull).file, pull.unresolved)));
  const isTold = ({ file, unresolved }: Problem): boolean => nameFault(file, unresolved).some((key) => told.has(key));
  return { ...scan, problems: scan.problems.filter((problem) => !isTold(problem)) };
}

/** What tells apart why names of a file cannot be known. */
function nameFault(file: string, why: Unresolved | undefined): readonly string[] {
  return why === undefined ? [] : [`${file}\n${why.detail}`];
}

function wordsOf(one: Case, { asksNobody = false }: JudgeOptions): Word[] {
  const { subject, active } = one;
  const { pull } = subject;
  const fault = pullFault(pull);
  const refused = fault === undefined ? [] : say(active, pullable.id, subject, fault);
  // Of what no registry could have, there is nothing else to say.
  if (isRefused(pull)) return refused;
  if (!isNamed(pull)) return say(active, resolvable.id, subject, unresolvedMessage(pull));
  const views = platformViews(subject);
  const open = [...uninspected(one), ...(asksNobody ? [] : unaskable(one))];
  return [...refused, ...active.flatMap((rule) => check(rule, subject, views)), ...open];
}

/** What an ordinary rule says of one image. */
function check(active: ActiveRule, subject: Subject, views: readonly PlatformView[]): Word[] {
  const { rule, options, next } = active;
  if (!("check" in rule)) return [];
  const said = rule.eachPlatform === true ? byPlatform(rule, views, options) : rule.check(subject, options);
  if (said.length > 0 || next === undefined) return said.map((message) => wordOf(active, subject, message));
  // What will be said is told in time, as a notice.
  const later = `${next.rule.severity} from ${next.day}`;
  return check({ ...next.rule, severity: "notice", later }, subject, views);
}

/** What a built-in rule says, if it is on. */
function say(active: readonly ActiveRule[], id: string, subject: Subject, message: Message): Word[] {
  return active.filter(({ rule }) => rule.id === id).map((one) => wordOf(one, subject, message));
}

function wordOf({ rule, severity, later, decidedBy }: ActiveRule, subject: Subject, message: Message): Word {
  const told = later === undefined ? message : withLater(message, later);
  const counts = [severity, message.severity ?? severity].sort(bySeverity)[1] ?? severity;
  return { rule: rule.id, severity: counts, subject, message: told, undecided: false, decidedBy };
}

function withLater(message: Message, later: string): Message {
  const help = [message.help, `It counts as ${later}.`].filter((sentence) => sentence !== undefined).join(" ");
  return { ...message, help, evidence: { ...message.evidence, "counts as": later } };
}

function uninspected({ subject, active, unknown, failed }: Case): Word[] {
  if (unknown.length === 0) return [];
  const failure = failed?.failure;
  const said = uninspectableMessage(subject.image, failure, unknown, factsOf(subject)?.platforms);
  const mayBeUnbuilt = subject.pull.predicted !== undefined && failure?.state === "absent-or-private";
  const message = mayBeUnbuilt ? { ...said, ...UNBUILT } : said;
  const cause = failed && sharedCause(failed, subject.image);
  const open = { undecided: true, ...(cause !== undefined && { cause }) };
  const words = say(active, inspectable.id, subject, message).map((word) => ({ ...word, ...open }));
  if (failure?.state === "digest-mismatch") {
    const severity = ownSeverity(active);
    return words.map((word) => ({ ...word, undecided: false, severity: severity ?? "error" }));
  }
  if (failure?.exhausted !== true && failure?.state !== "not-recorded") return words;
  // Whoever turns the rule off does not care for registries in trouble. That we were not done, or did not ask, is another matter.
  const told = words.length > 0 ? words : [{ rule: inspectable.id, severity: inspectable.severity, subject, message }];
  return told.map((word) => ({ ...word, ...open, exhausted: true }));
}

const UNBUILT = {
  severity: "notice",
  help: "Wave builds it when a run first asks for it, so that it need not be there yet; if it is, log in to the registry before this step.",
} as const;

/** Where a rule asks, and nobody could answer: an image of a service that is not spoken to, a file of another machine. */
function unaskable({ subject, active, asking }: Case): Word[] {
  const { known, image } = subject;
  if (known.state === "asked" || asking.length === 0) return [];
  const { reason } = known;
  if (reason !== "no-inspector" && reason !== "not-here") return [];
  const { why, ...message } = unaskableMessage(image, reason, asking);
  const told = (images: readonly string[]): string =>
    `${grouped(images.length)} images could not be inspected (${few(images, 3)}): ${why}`;
  return say(active, inspectable.id, subject, message).map((word) => ({
    ...word,
    undecided: true,
    cause: { key: reason, told },
  }));
}

/** Failures that say something of a server or of this run, and not of the image. */
const SHARED: ReadonlySet<FailureState> = new Set([
  "configuration",
  "unreachable",
  "timeout",
  "server-error",
  "rate-limited",
  "cancelled",
  "not-recorded",
]);

/** One server that is down is one thing to say, however many images it has; so is another image that many are asked for. Times in the words are no difference. */
function sharedCause({ failure: { state, message }, of }: FailedQuestion, image: string): Word["cause"] | undefined {
  if (of === undefined && !SHARED.has(state)) return undefined;
  const said = message.replaceAll(image, "each").replace(/[.\s]+$/, "");
  return {
    key: `${state} ${said.replace(NO_MORE, "").replaceAll(/\d+(?:\.\d+)?(?= s\b)/g, "")}`,
    told: (images) => `${grouped(images.length)} images could not be inspected (${few(images, 3)}): ${said}`,
  };
}

/** What is said of the images that come behind those for which a server was tried. */
const NO_MORE = /(?:,? again and again)?[.;] it was not asked again$/i;

/** What the policy says itself of how grave it is that an image cannot be inspected; undefined where it leaves that to us. */
function ownSeverity(active: readonly ActiveRule[]): Severity | undefined {
  const found = active.find(({ rule }) => rule.id === inspectable.id);
  return found?.decidedBy.severity === "default" && found.later === undefined ? undefined : found?.severity;
}

/** Rules that look at several images beside each other: at those for which they are on. */
function compareSets(cases: readonly Case[]): Word[] {
  const sets = new Map<SetRule, Map<Subject, ActiveRule>>();
  for (const { subject, active } of cases) {
    if (!isNamed(subject.pull)) continue;
    for (const one of active) {
      if (!("compare" in one.rule)) continue;
      const set = sets.get(one.rule) ?? new Map<Subject, ActiveRule>();
      sets.set(one.rule, set.set(subject, one));
    }
  }
  return [...sets].flatMap(([rule, set]) => {
    const optionsOf = (subject: Subject): ActiveRule["options"] => set.get(subject)?.options ?? {};
    const said = Map.groupBy(rule.compare([...set.keys()], optionsOf), ({ subject }) => subject);
    return [...set].flatMap(([subject, active]) =>
      (said.get(subject) ?? []).map((message) => wordOf(active, subject, message)),
    );
  });
}
