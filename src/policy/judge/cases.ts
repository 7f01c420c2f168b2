/** Each judged pull with the rules that hold for it and all that is known of it. */
import type { DriftOf, Failure, Inspection, KnownFindings, Pull, IdentifiedRan, ScanResult } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import type { BaselineChange, Proposal } from "../changes.ts";
import type { Policy } from "../policy.ts";
import type { Rule } from "../rules/rule.ts";
import {
  factsOf,
  failuresOf,
  isNotBuilt,
  otherImage,
  type Question,
  type RecipeOf,
  requestedPlatforms,
  type Subject,
} from "../rules/subject.ts";
import { type ActiveRule, activeRules } from "./active-rules.ts";
import { whyNotApplied } from "./applicability.ts";
import { besides } from "./beside.ts";
import { indexInspections, knowledgeOf } from "./facts.ts";
import { isAnswered, questionsOf } from "./questions.ts";
import type { RunOptions } from "./requests.ts";
import { processesOf } from "./processes.ts";
import { pullsByPlace, requiredBy, wantedImage } from "./subjects.ts";

export interface JudgeOptions extends RunOptions {
  /** Decides which waivers still work and how old images are. */
  readonly now: Date;
  /** The folder that is looked at, below the root; by default the root itself. */
  readonly folder?: string | undefined;
  /** What was scanned is a part of what has images: that it has none is no news. */
  readonly mayBeEmpty?: boolean;
  /** What a pull request makes of the policy, which is that of its base. */
  readonly proposal?: Proposal | undefined;
  /** Findings that were there before. */
  readonly known?: readonly KnownFindings[];
  /** Whether a file is there that was not scanned: left out by the policy, or beside the folder that is looked at. */
  readonly isThere?: (file: string) => boolean;
  /** What a pull request makes of the baseline, which is that of its base. */
  readonly baselineChange?: BaselineChange | undefined;
  /** What tells what became of an image since it was recorded. */
  readonly drift?: DriftOf | undefined;
  /** The run has no inspector: that nobody answers is no news. */
  readonly asksNobody?: boolean;
  /** What ran, where records of that were handed in. */
  readonly ran?: IdentifiedRan | undefined;
  /** What the names of images prove of their recipes; absent: no rule goes by it. */
  readonly recipeOf?: RecipeOf | undefined;
}

/** One pull with the rules that hold for it and all that is known of it. */
export interface Case {
  readonly subject: Subject;
  readonly active: readonly ActiveRule[];
  /** Rules for which the name is not enough. */
  readonly asking: readonly string[];
  /** Of these, the ones that would need to know more. Empty where no registry was asked: then names alone are judged. */
  readonly unknown: readonly string[];
  /** Why they do not know it, where asking failed. */
  readonly failed?: FailedQuestion;
  /** What a registry would have said of its platforms, the hash in its name says. */
  readonly byRecipe?: true;
}

export interface FailedQuestion {
  readonly failure: Failure;
  /** The other image that it is about. */
  readonly of?: string;
}

interface Asking {
  readonly rule: Rule;
  readonly questions: readonly Question[];
}

export function prepareCases(
  policy: Policy,
  { pulls, scan }: { readonly pulls: readonly Pull[]; readonly scan: Pick<ScanResult, "pulls" | "overridePlaces"> },
  inspections: readonly Inspection[],
  options: JudgeOptions,
): Case[] {
  const at = pullsByPlace(scan.pulls);
  const besideOf = besides(scan, options.environmentsOf);
  const processAround = processesOf(scan);
  const rulesOf = activeRules(policy, options);
  const inspectionOf = indexInspections(inspections);
  return pulls.map((pull) => {
    const beside = besideOf(pull);
    const wanted = { ...wantedImage(pull, options), beside };
    const active = rulesOf(wanted);
    const image = requiredBy(wanted, active);
    const asked = active.map((one) => ({ rule: one.rule, questions: questionsOf(one, image) }));
    const questions = asked.flatMap((one) => one.questions);
    const place = placeOf(pull);
    const knowledge = knowledgeOf(image, questions, inspectionOf);
    const { recorded } = image;
    const told = recorded && options.drift && { recorded: { ...recorded, drift: options.drift } };
    const around = { samePlace: at(place), at, ...processAround(place), declared: beside.declared };
    const subject = { ...image, ...told, ...knowledge, ...around, recipe: () => options.recipeOf?.(pull) };
    // What turns out to be an artifact is nothing to a rule that looks at configurations.
    const applied = asked.filter((one) => one.questions.length > 0 && whyNotApplied(one.rule, subject) === undefined);
    const asking = applied.filter((one) => !isToldByRecipe(one, subject));
    const open = undecidable(subject, asking);
    const failed = gravestFailure(
      subject,
      open.flatMap((one) => one.questions),
    );
    return {
      subject,
      active,
      asking: asking.map(({ rule }) => rule.id),
      unknown: open.map(({ rule }) => rule.id),
      ...(failed !== undefined && { failed }),
      ...(asking.length < applied.length && { byRecipe: true }),
    };
  });
}

/** Whether the hash in its name says all that a rule asks, and nobody else says it. */
function isToldByRecipe({ questions }: Asking, subject: Subject): boolean {
  return questions.every(({ orRecipe }) => orRecipe === true) && requestedPlatforms(subject) !== undefined;
}

/**
 * The rules that would need to know more than the registry told; none where it was not asked. An image that does not exist
 * is judged by `exists` alone, and one that Wave has not built yet by its name.
 */
function undecidable(subject: Subject, asking: readonly Asking[]): Asking[] {
  const facts = factsOf(subject);
  if (facts === undefined) return [];
  if (isNotBuilt(subject)) return [];
  if (facts.exists === false && asking.some(({ rule }) => rule.id === "exists")) return [];
  return asking.flatMap(({ rule, questions }) => {
    const open = questions.filter((question) => !isAnswered(question, subject));
    return open.length === 0 ? [] : { rule, questions: open };
  });
}

/** Of several, bytes that are not what they should be before what is our own doing, and that before the rest. */
function gravestFailure(subject: Subject, open: readonly Question[]): FailedQuestion | undefined {
  const failures = [...Map.groupBy(open, ({ of }) => of).keys()].flatMap((of) => {
    const about = of === undefined ? subject : otherImage(subject, of);
    return failuresOf(about).map((failure) => ({ failure, ...(of !== undefined && { of }) }));
  });
  return (
    failures.find(({ failure }) => failure.state === "digest-mismatch") ??
    failures.find(({ failure }) => failure.exhausted === true) ??
    failures[0]
  );
}
