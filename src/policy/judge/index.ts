/** Holds what a run would pull against a policy. */
import type { Failure, Finding, Inspection, Pull, ScanResult, Severity } from "../../model.ts";
import { indexInspections, knowledgeOf } from "./facts.ts";
import { mergeFindings, type Word } from "./findings.ts";
import { ignoreFindings } from "./excuses/ignore-findings.ts";
import { waiverFindings } from "./excuses/waiver-findings.ts";
import { trackIgnores } from "./excuses/ignores.ts";
import type { Policy } from "../policy.ts";
import { byRank } from "./rank.ts";
import type { RunOptions } from "./requests.ts";
import { ignores as ignoresRule } from "../rules/ignores.ts";
import { inspectable, uninspectableMessage } from "../rules/inspectable.ts";
import { pullable, pullFault } from "../rules/pullable.ts";
import { resolvable, unresolvedMessage } from "../rules/resolvable.ts";
import type { Message, SetRule } from "../rules/rule.ts";
import { factsOf, failuresOf, type Subject } from "../rules/subject.ts";
import { placeOf } from "../../pull.ts";
import { isAnswered, questionsOf } from "./questions.ts";
import { waivers as waiversRule } from "../rules/waivers.ts";
import { type ActiveRule, activeRules, findRule, generalRules } from "./active-rules.ts";
import { judgedPulls, pullsByPlace, wantedImage } from "./subjects.ts";
import { trackWaivers } from "./excuses/waivers.ts";

export { requestsFor } from "./requests.ts";

export interface JudgeOptions extends RunOptions {
  /** Decides which waivers still work and how old images are. */
  readonly now: Date;
}

/**
 * Holds every judged pull against the policy.
 *
 * What the rules say is told once a place however many scenarios share it; waivers and inline ignores mark findings and
 * do not remove them. A name that is unknown is the rule `resolvable`'s, an image that could not be inspected is
 * `inspectable`'s and undecided; an image that no registry was asked about is judged by its name alone.
 *
 * @returns Ranked: worst first, then by place; waived ones last.
 */
export function judge(
  policy: Policy,
  scan: ScanResult,
  inspections: readonly Inspection[],
  options: JudgeOptions,
): Finding[] {
  const general = generalRules(policy, options.now);
  const pulls = judgedPulls(policy, scan);
  const cases = prepareCases(policy, { pulls, all: scan.pulls }, inspections, options);
  const words = [...cases.flatMap(wordsOf), ...compareSets(cases)];

  const waivers = trackWaivers(policy, options.now, findRule(general, waiversRule)?.options ?? {});
  const ignores = trackIgnores(scan.ignores);
  const refused = findRule(general, ignoresRule)?.options.inline === "refuse";
  const findings = mergeFindings(words, (word) => {
    const ignored = ignores.excuse(word.rule, word.subject.pull);
    const { waived, lapsed } = waivers.excuse(word.rule, word.subject);
    const by = waived ?? (refused ? undefined : ignored);
    return { ...(by !== undefined && { waived: by }), ...(lapsed !== undefined && { lapsed }) };
  });

  const complete = inspections.length > 0 && cases.every(({ unknown }) => unknown.length === 0);
  const judged = new Set(pulls);
  const unjudged = scan.pulls.filter((pull) => !judged.has(pull));
  return [
    ...findings,
    ...waiverFindings(waivers.all, { general, policy, complete, now: options.now }),
    ...ignoreFindings(ignores, { general, complete, refused, unjudged }),
  ].sort(byRank);
}

/** One pull with the rules that hold for it and all that is known of it. */
interface Case {
  readonly subject: Subject;
  readonly active: readonly ActiveRule[];
  /** Rules that would need to know more. Empty where no registry was asked: then names alone are judged. */
  readonly unknown: readonly string[];
}

function prepareCases(
  policy: Policy,
  { pulls, all }: { readonly pulls: readonly Pull[]; readonly all: readonly Pull[] },
  inspections: readonly Inspection[],
  options: JudgeOptions,
): Case[] {
  const at = pullsByPlace(all);
  const rulesOf = activeRules(policy, options);
  const inspectionOf = indexInspections(inspections);
  return pulls.map((pull) => {
    const image = wantedImage(pull, options);
    const active = rulesOf(image);
    const questions = active.flatMap((one) => questionsOf(one, image));
    const known = knowledgeOf(image, questions, inspectionOf);
    const subject = { ...image, known, samePlace: at(placeOf(pull)) };
    return { subject, active, unknown: undecidable(subject, active) };
  });
}

function wordsOf(one: Case): Word[] {
  const { subject, active } = one;
  const { pull } = subject;
  const fault = pullFault(pull);
  const refused = fault === undefined ? [] : say(active, pullable.id, subject, fault);
  // Of what no registry could have, there is nothing else to say.
  if (fault !== undefined && pull.canonical === undefined) return refused;
  if (pull.image === null) return say(active, resolvable.id, subject, unresolvedMessage(pull));
  return [...refused, ...active.flatMap((rule) => check(rule, subject)), ...uninspected(one)];
}

/** What an ordinary rule says of one image. */
function check(active: ActiveRule, subject: Subject): Word[] {
  const { rule, options } = active;
  return "check" in rule ? rule.check(subject, options).map((message) => wordOf(active, subject, message)) : [];
}

/** What a built-in rule says, if it is on. */
function say(active: readonly ActiveRule[], id: string, subject: Subject, message: Message): Word[] {
  return active.filter(({ rule }) => rule.id === id).map((one) => wordOf(one, subject, message));
}

function wordOf({ rule, severity, later }: ActiveRule, subject: Subject, message: Message): Word {
  const word = { rule: rule.id, severity, subject, undecided: false };
  if (later === undefined) return { ...word, message };
  const help = [message.help, `It counts as ${later}.`].filter((sentence) => sentence !== undefined).join(" ");
  return { ...word, message: { ...message, help, evidence: { ...message.evidence, "counts as": later } } };
}

function uninspected({ subject, active, unknown }: Case): Word[] {
  if (unknown.length === 0) return [];
  const failure = gravestFailure(subject);
  const once = failure?.state === "configuration";
  const message = uninspectableMessage(once ? "Images" : subject.image, failure, unknown);
  const words = say(active, inspectable.id, subject, message).map((word) => ({ ...word, undecided: true, once }));
  if (failure?.state === "digest-mismatch") {
    const severity = ownSeverity(active);
    return words.map((word) => ({ ...word, undecided: false, severity: severity ?? "error" }));
  }
  if (failure?.exhausted !== true) return words;
  // Whoever turns the rule off does not care for registries in trouble. That we were not done is another matter.
  const said = words.length > 0 ? words : [{ rule: inspectable.id, severity: inspectable.severity, subject, message }];
  return said.map((word) => ({ ...word, undecided: true, exhausted: true }));
}

/** Of several, bytes that are not what they should be before what is our own doing, and that before the rest. */
function gravestFailure(subject: Subject): Failure | undefined {
  const failures = failuresOf(subject);
  return (
    failures.find(({ state }) => state === "digest-mismatch") ??
    failures.find(({ exhausted }) => exhausted === true) ??
    failures[0]
  );
}

/** What the policy says itself of how grave it is that an image cannot be inspected; undefined where it leaves that to us. */
function ownSeverity(active: readonly ActiveRule[]): Severity | undefined {
  const found = active.find(({ rule }) => rule.id === inspectable.id);
  return found?.decidedBy.severity === "default" && found.later === undefined ? undefined : found?.severity;
}

/**
 * The rules that would need to know more than the registry told; none where it was not asked. An image that does not exist
 * is judged by `exists` alone.
 */
function undecidable(subject: Subject, active: readonly ActiveRule[]): string[] {
  const facts = factsOf(subject);
  if (facts === undefined) return [];
  if (facts.exists === false && active.some(({ rule }) => rule.id === "exists")) return [];
  return active
    .filter((one) => !questionsOf(one, subject).every((question) => isAnswered(question, subject)))
    .map(({ rule }) => rule.id);
}

/** Rules that look at several images beside each other: at those for which they are on. */
function compareSets(cases: readonly Case[]): Word[] {
  const sets = new Map<SetRule, Map<Subject, ActiveRule>>();
  for (const { subject, active } of cases) {
    if (subject.pull.image === null) continue;
    for (const one of active) {
      if (!("compare" in one.rule)) continue;
      const set = sets.get(one.rule) ?? new Map<Subject, ActiveRule>();
      sets.set(one.rule, set.set(subject, one));
    }
  }
  return [...sets].flatMap(([rule, set]) => {
    const said = Map.groupBy(rule.compare([...set.keys()]), ({ subject }) => subject);
    return [...set].flatMap(([subject, active]) =>
      (said.get(subject) ?? []).map((message) => wordOf(active, subject, message)),
    );
  });
}
