/** What of the policy itself cannot come to pass in this run. */
import type { Finding, Location, ScanResult } from "../../../model.ts";
import { judgedName } from "../../../pull.ts";
import type { Policy } from "../../policy.ts";
import { policyRule } from "../../rules/policy.ts";
import { type ActiveRule, findRule } from "../active-rules.ts";
import { fingerprint, numbered } from "../findings.ts";
import type { Gap, GapFinder } from "./nothing-here.ts";

/** Doubtful patterns that no image of the run takes, and overrides for what is not here. */
export function policyFindings(
  policy: Policy,
  scan: ScanResult,
  context: { readonly general: readonly ActiveRule[]; readonly gapOf: GapFinder },
): Finding[] {
  const active = findRule(context.general, policyRule);
  if (active === undefined) return [];
  const doubts = (policy.doubts ?? []).filter(
    ({ isRefuted }) => !scan.pulls.some((pull) => isRefuted(judgedName(pull))),
  );
  const overrides = policy.overrides.flatMap(({ scope, location, own }) => {
    const gap = own && scan.isCut !== true ? context.gapOf(scope) : undefined;
    return gap === undefined ? [] : [{ location, message: `The override holds ${extent(gap)}: ${gap.why}` }];
  });
  const all = [...doubts, ...overrides];
  return numbered(all.map(({ location, message }) => finding(location, message, active.severity)));
}

function extent({ isWhole }: Gap): string {
  return isWhole ? "for nothing" : "in part for nothing";
}

function finding(location: Location, message: string, severity: Finding["severity"]): Finding {
  return {
    rule: policyRule.id,
    severity,
    message,
    help: "Correct it, or take it out.",
    evidence: {},
    location,
    image: null,
    pulls: [],
    fingerprint: fingerprint([policyRule.id, location.file, message]),
  };
}
