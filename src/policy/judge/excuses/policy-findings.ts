/** What of the policy itself cannot come to pass in this run. */
import type { Finding, Location, ScanResult } from "../../../model.ts";
import { judgedName } from "../../../pull.ts";
import type { Policy } from "../../policy.ts";
import { policyRule } from "../../rules/policy.ts";
import { type ActiveRule, findRule } from "../active-rules.ts";
import { fingerprint } from "../findings.ts";
import { nothingHere } from "./nothing-here.ts";

/** Doubtful patterns that no image of the run takes, and overrides for files and processes that are not here. */
export function policyFindings(
  policy: Policy,
  scan: ScanResult,
  context: { readonly general: readonly ActiveRule[]; readonly folder: string },
): Finding[] {
  const active = findRule(context.general, policyRule);
  if (active === undefined) return [];
  const doubts = (policy.doubts ?? []).filter(
    ({ isRefuted }) => !scan.pulls.some((pull) => isRefuted(judgedName(pull))),
  );
  const overrides = policy.overrides.flatMap(({ scope, location, own }) => {
    const gap = own && scan.isCut !== true ? nothingHere(scope, scan, context.folder) : undefined;
    return gap === undefined ? [] : [{ location, message: `The override holds for nothing: ${gap}` }];
  });
  return [...doubts, ...overrides].map(({ location, message }) => finding(location, message, active.severity));
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
