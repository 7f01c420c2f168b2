import type { InspectionRequest, ScanResult } from "../../model.ts";
import { byNeed } from "../../order.ts";
import { keyOf, usualPlatform } from "./facts.ts";
import type { Policy } from "../policy.ts";
import { architecture } from "../rules/architecture.ts";
import type { Subject } from "../rules/rule.ts";
import { type ActiveRule, activeRules, findRule } from "./active-rules.ts";
import { judgedPulls, subjectOf } from "./subjects.ts";

/** The platform of the run, normalised, or null. */
export interface RunOptions {
  readonly platform: string | null;
}

/**
 * What must be asked of registries so that the policy can be judged, each image and platform once, in order of appearance.
 * Nothing where the names are enough.
 */
export function requestsFor(policy: Policy, scan: ScanResult, { platform }: RunOptions): InspectionRequest[] {
  // Severities change with time, what must be known does not.
  const anyTime = new Date(0);
  const rulesOf = activeRules(policy, { platform, now: anyTime });
  const requests = new Map<string, InspectionRequest>();
  for (const pull of judgedPulls(policy, scan)) {
    const image = pull.canonical;
    if (image === undefined || pull.image === null) continue;
    const subject = subjectOf(pull, { platform, now: anyTime });
    const active = rulesOf(subject).filter(({ rule, options }) => rule.idle?.(subject, options) !== true);
    for (const wanted of requestsOf(image, subject, active)) {
      const key = keyOf(image, wanted.platform);
      const before = requests.get(key);
      if (before === undefined || byNeed(wanted.need, before.need) < 0) requests.set(key, wanted);
    }
  }
  return [...requests.values()];
}

/** At most two: one about the platform that counts for the image, one about all platforms of the index. */
function requestsOf(image: string, { asked }: Subject, active: readonly ActiveRule[]): InspectionRequest[] {
  const requests: InspectionRequest[] = [];
  if (active.some(({ rule }) => rule.needs === "config"))
    requests.push({ image, platform: asked ?? usualPlatform, need: "config" });
  const platforms = findRule(active, architecture);
  if (platforms !== undefined) {
    const { require } = platforms.options;
    const others = require.some((platform) => platform !== asked);
    if (others) requests.push({ image, platform: null, need: "platforms" });
    else if (asked !== null && requests.length === 0) requests.push({ image, platform: asked, need: "platforms" });
  }
  if (requests.length === 0 && active.some(({ rule }) => rule.needs === "existence")) {
    requests.push({ image, platform: asked, need: "existence" });
  }
  return requests;
}
