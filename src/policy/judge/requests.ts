/** From the questions of the rules to the requests of a run. */
import type { InspectionRequest, ScanResult } from "../../model.ts";
import { byNeed } from "../../order.ts";
import type { Policy } from "../policy.ts";
import { activeRules } from "./active-rules.ts";
import { keyOf } from "./facts.ts";
import { isNamed } from "../../pull.ts";
import { isRefused } from "../rules/pullable.ts";
import { requestName, type Question, type WantedImage } from "../rules/subject.ts";
import { type AskingRule, mergeQuestions, questionsOf, withSearch } from "./questions.ts";
import { judgedPulls, requiredBy, wantedImage } from "./subjects.ts";

export interface RunOptions {
  /** The platform of the run, normalised, or null. */
  readonly platform: string | null;
  /** Decides which of the settings with a day hold. */
  readonly now?: Date;
}

/**
 * What must be asked of registries so that the policy can be judged, each image and platform once, in order of appearance.
 * Nothing where the names are enough.
 */
export function requestsFor(policy: Policy, scan: ScanResult, options: RunOptions): InspectionRequest[] {
  const { platform, now = new Date(0) } = options;
  const rulesOf = activeRules(policy, { platform, now });
  const images = judgedPulls(policy, scan).map((pull) => wantedImage(pull, { platform, now }));
  return requestsOf(
    images.map((image) => {
      const active = rulesOf(image);
      return { image: requiredBy(image, active), active };
    }),
  );
}

/** The requests for images and the rules that hold for each. */
export function requestsOf(
  images: readonly { readonly image: WantedImage; readonly active: readonly AskingRule[] }[],
): InspectionRequest[] {
  const requests = new Map<string, InspectionRequest>();
  for (const { image, active } of images) {
    const name = requestName(image);
    if (name === undefined || !isNamed(image.pull) || isRefused(image.pull)) continue;
    const questions = active.flatMap((rule) => questionsOf(rule, image));
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
