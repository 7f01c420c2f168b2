/** From the questions of the rules to the requests of a run. */
import type { HeldLock, InspectionRequest, ScanResult } from "../../model.ts";
import { byNeed } from "../../order.ts";
import type { Policy } from "../policy.ts";
import { activeRules } from "./active-rules.ts";
import { besides } from "./beside.ts";
import { keyOf } from "./facts.ts";
import { isNamed } from "../../pull.ts";
import { pin } from "../rules/pin.ts";
import { tag } from "../rules/tag.ts";
import { isRefused } from "../rules/pullable.ts";
import { type EnvironmentsOf, requestName, type Question, type WantedImage, wholeImage } from "../rules/subject.ts";
import { type AskingRule, mergeQuestions, questionsOf, withSearch } from "./questions.ts";
import { judgedPulls, requiredBy, wantedImage } from "./subjects.ts";

export interface RunOptions {
  /** The platform of the run, normalised, or null. */
  readonly platform: string | null;
  /** Decides which of the settings with a day hold. */
  readonly now?: Date;
  /** What images are held against. */
  readonly lock?: HeldLock | undefined;
  /** What the environments of processes say; absent: no rule goes by it. */
  readonly environmentsOf?: EnvironmentsOf | undefined;
}

/** What a run asks for: what the rules need, what a record of the images needs, or both. */
export interface AskedFor {
  readonly rules: boolean;
  /**
   * `drift`: of those images alone of which somebody wants to know what became of them; `digest`: no more than what a name
   * means, of those alone whose names are held to be pinned and have no digest.
   */
  readonly record: boolean | "drift" | "digest";
}

const RULES: AskedFor = { rules: true, record: false };

/**
 * What must be asked of registries so that the policy can be judged, or the images recorded, each image and platform once,
 * in order of appearance. For rules nothing where the names are enough.
 */
export function requestsFor(
  policy: Policy,
  scan: ScanResult,
  options: RunOptions,
  asked: AskedFor = RULES,
): InspectionRequest[] {
  const run = { now: new Date(0), ...options };
  const rulesOf = activeRules(policy, run);
  const besideOf = besides(scan, run.environmentsOf);
  const images = judgedPulls(policy, scan).map((pull) => ({ ...wantedImage(pull, run), beside: besideOf(pull) }));
  return requestsOf(
    images.map((image) => {
      const active = rulesOf(image);
      return { image: requiredBy(image, active), active };
    }),
    asked,
  );
}

/** The name by which registries are asked for an image that a run would pull; undefined where there is nothing to ask for. */
export function askedName(image: WantedImage): string | undefined {
  return isNamed(image.pull) && !isRefused(image.pull) ? requestName(image) : undefined;
}

/** The requests for images and the rules that hold for each. */
export function requestsOf(
  images: readonly { readonly image: WantedImage; readonly active: readonly AskingRule[] }[],
  { rules, record }: AskedFor = RULES,
): InspectionRequest[] {
  const requests = new Map<string, InspectionRequest>();
  for (const { image, active } of images) {
    const name = askedName(image);
    if (name === undefined) continue;
    const questions = [
      ...(rules ? active.flatMap((rule) => questionsOf(rule, image)) : []),
      ...(record === true || (record === "drift" && image.recorded?.entry !== undefined) ? wholeImage(image) : []),
      ...(record === "digest" && isToPin(image, active) ? [{ platform: null, need: "existence" as const }] : []),
    ];
    for (const [of = name, asked] of Map.groupBy(questions, (question) => question.of)) {
      const merged = mergeQuestions(asked);
      for (const { platform, need, expects, lookFor } of image.isSif && of === name ? ofOneFile(merged) : merged) {
        const request = {
          image: of,
          platform,
          need,
          ...(expects !== undefined && { expects: [expects] }),
          ...(lookFor !== undefined && { lookFor }),
        };
        const key = keyOf(of, platform);
        requests.set(key, deeper(requests.get(key), request));
      }
    }
  }
  return [...requests.values()];
}

function isToPin({ name, isSif, pin: own }: WantedImage, active: readonly AskingRule[]): boolean {
  if (name === undefined || name.digest !== undefined || isSif) return false;
  const floats = own.pin === "floating" || own.pin === "none";
  return active.some(({ rule }) => rule.id === pin.id || (floats && rule.id === tag.id));
}

/** Of two requests for one image and platform the one that answers both. An index is shown from need `platforms` on. */
function deeper(before: InspectionRequest | undefined, request: InspectionRequest): InspectionRequest {
  if (before === undefined) return request;
  const order = byNeed(before.need, request.need);
  if (order < 0) return withSearch(before, request.lookFor);
  if (order > 0) return withSearch(request, before.lookFor);
  const expects = new Set([...(before.expects ?? []), ...(request.expects ?? [])]);
  const both = withSearch(before, request.lookFor);
  return expects.size === 0 ? both : { ...both, expects: [...expects] };
}

/** A file is the same for all platforms, and the deepest question about it answers all others. */
function ofOneFile(questions: readonly Question[]): readonly Question[] {
  return questions
    .slice(0, 1)
    .map((deepest) => questions.reduce((one, { lookFor }) => withSearch(one, lookFor), { ...deepest, platform: null }));
}
