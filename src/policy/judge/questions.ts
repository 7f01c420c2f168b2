/** What the rules that hold for an image ask about it, and whether the answers say it. */
import type { AttestationKind, Attestations, Need } from "../../model.ts";
import { byNeed } from "../../order.ts";
import {
  attestationsOf,
  containerOf,
  failedAnswer,
  factsOf,
  failuresOf,
  isMissing,
  isUntold,
  otherImage,
} from "../rules/subject.ts";
import type { Facts, Question, Subject, WantedImage } from "../rules/subject.ts";
import type { ActiveRule } from "./active-rules.ts";
import { whyNotApplied } from "./applicability.ts";

/** As much of an active rule as its questions need. */
export type AskingRule = Pick<ActiveRule, "rule" | "options">;

/** Empty where the name is enough, and where the rule does not apply. */
export function questionsOf({ rule, options }: AskingRule, image: WantedImage): readonly Question[] {
  if (whyNotApplied(rule, image) !== undefined) return [];
  return rule.asks?.(image, options) ?? [];
}

/**
 * The questions about one image by one name, each platform once: the deeper need answers the other. Whether the image is there at
 * all, every answer about it says.
 */
export function mergeQuestions(questions: readonly Question[]): readonly Question[] {
  const merged = new Map<string | null, Question>();
  for (const question of questions.toSorted((a, b) => byNeed(a.need, b.need))) {
    const { platform, need, expects, lookFor } = question;
    const before = merged.get(platform);
    const isBare = need === "existence" && expects === undefined && lookFor === undefined;
    if (before !== undefined) merged.set(platform, withSearch(before, lookFor));
    else if (!isBare || merged.size === 0) merged.set(platform, question);
  }
  return [...merged.values()];
}

/** A question or request that looks for this, too. */
export function withSearch<T extends Pick<Question, "lookFor">>(one: T, lookFor: Question["lookFor"] = []): T {
  const all = new Set([...(one.lookFor ?? []), ...lookFor]);
  return all.size === 0 ? one : { ...one, lookFor: [...all].sort() };
}

/** Whether what is known of an image says what was asked. */
export function isAnswered({ of, expects, ...question }: Question, asking: Subject): boolean {
  const { platform, need, lookFor, orMissing, orAbsent, orUnsupported, ofFile } = question;
  const subject = of === undefined ? asking : otherImage(asking, of);
  const { exists, digest } = factsOf(subject) ?? NOTHING;
  // What else the tag means may be a failure's to tell.
  if (expects !== undefined)
    return exists === false || digest === expects || (digest !== undefined && failuresOf(subject).length === 0);
  if (lookFor !== undefined)
    return isFound(lookFor, attestationsOf(subject, platform)) || isToldMissing(subject, platform);
  if (orMissing === true && isMissing(subject, platform)) return true;
  if (orAbsent === true && exists === false) return true;
  if (orUnsupported === true && failedAnswer(subject)?.failure.state === "unsupported") return true;
  if (ofFile !== undefined && FILE_ANSWERS[ofFile](factsOf(subject) ?? NOTHING)) return true;
  return ANSWERED[need](subject, platform);
}

/** Whether the search came to an end, or found all of it before that. */
function isFound(lookFor: readonly AttestationKind[], attestations: Attestations | undefined): boolean {
  if (attestations === undefined) return false;
  const { failure, found } = attestations;
  return failure === undefined || lookFor.every((kind) => found.some((one) => one.kind === kind));
}

const NOTHING: Pick<Facts, "artifact" | "digest" | "download" | "exists" | "sif"> = {};

function hasHeader(download: Facts["download"]): boolean {
  return download?.sif !== undefined || download?.squashfs !== undefined;
}

/** What a file that is an image says of itself. */
const FILE_ANSWERS: Readonly<Record<NonNullable<Question["ofFile"]>, (facts: typeof NOTHING) => boolean>> = {
  size: ({ download }) => download?.size !== undefined,
  date: ({ download }) => hasHeader(download),
  header: ({ download, sif }) => hasHeader(download) || sif === null,
  kind: ({ artifact }) => artifact !== undefined,
};

const ANSWERED: Readonly<Record<Need, (subject: Subject, platform: string | null) => boolean>> = {
  existence: (subject) => factsOf(subject)?.exists !== undefined,
  platforms: (subject, platform) =>
    !isUntold(subject, platform) &&
    (factsOf(subject)?.platforms !== undefined || isMissing(subject, platform) || isMissing(subject, subject.platform)),
  config: (subject, platform) => containerOf(subject, platform) !== undefined || isToldMissing(subject, platform),
};

/** That a required platform is not there is said by the rule that requires it. */
function isToldMissing(subject: Subject, platform: string | null): boolean {
  return isMissing(subject, platform) && subject.required.includes(platform);
}
