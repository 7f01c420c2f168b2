/** Each judged pull with the rules that hold for it and all that is known of it. */
import type { Failure, Inspection, Pull } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import type { Policy } from "../policy.ts";
import { factsOf, failuresOf, type Subject } from "../rules/subject.ts";
import { type ActiveRule, activeRules } from "./active-rules.ts";
import { indexInspections, knowledgeOf } from "./facts.ts";
import { isAnswered, questionsOf } from "./questions.ts";
import type { RunOptions } from "./requests.ts";
import { pullsByPlace, requiredBy, wantedImage } from "./subjects.ts";

export interface JudgeOptions extends RunOptions {
  /** Decides which waivers still work and how old images are. */
  readonly now: Date;
  /** The folder that is looked at, below the root; by default the root itself. */
  readonly folder?: string | undefined;
}

/** One pull with the rules that hold for it and all that is known of it. */
export interface Case {
  readonly subject: Subject;
  readonly active: readonly ActiveRule[];
  /** Rules that would need to know more. Empty where no registry was asked: then names alone are judged. */
  readonly unknown: readonly string[];
}

export function prepareCases(
  policy: Policy,
  { pulls, all }: { readonly pulls: readonly Pull[]; readonly all: readonly Pull[] },
  inspections: readonly Inspection[],
  options: JudgeOptions,
): Case[] {
  const at = pullsByPlace(all);
  const rulesOf = activeRules(policy, options);
  const inspectionOf = indexInspections(inspections);
  return pulls.map((pull) => {
    const wanted = wantedImage(pull, options);
    const active = rulesOf(wanted);
    const image = requiredBy(wanted, active);
    const questions = active.flatMap((one) => questionsOf(one, image));
    const known = knowledgeOf(image, questions, inspectionOf);
    const subject = { ...image, known, samePlace: at(placeOf(pull)) };
    return { subject, active, unknown: undecidable(subject, active) };
  });
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

/** Of several, bytes that are not what they should be before what is our own doing, and that before the rest. */
export function gravestFailure(subject: Subject): Failure | undefined {
  const failures = failuresOf(subject);
  return (
    failures.find(({ state }) => state === "digest-mismatch") ??
    failures.find(({ exhausted }) => exhausted === true) ??
    failures[0]
  );
}
