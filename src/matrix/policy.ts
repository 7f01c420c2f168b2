/** What is asked for a matrix: what two rules ask of every image, whatever the policy of the repository has of them. */
import type { Policy, RuleSetting } from "../policy/policy.ts";
import { architecture } from "../policy/rules/architecture.ts";
import { twins } from "../policy/rules/twins.ts";

/**
 * The policy in whose place a matrix is made: which files and runs are looked at stays as it is; held are no rules but those whose
 * answers a matrix shows, for all images alike.
 */
export function matrixPolicy(policy: Policy, architectures: readonly string[]): Policy {
  const { platform: _platform, finals: _finals, doubts: _doubts, baseline: _baseline, ...rest } = policy;
  const wanted: RuleSetting = { by: "default", options: { require: { value: architectures, by: "default" } } };
  return {
    ...rest,
    rules: new Map([
      [architecture.id, wanted],
      [twins.id, { by: "default", options: { by: { value: "content", by: "default" } } }],
    ]),
    overrides: [],
    waivers: [],
  };
}
