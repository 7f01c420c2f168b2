/** What a pull request makes of the policy that it is judged by, as findings of the rule `policy-change`. */
import type { Finding, Location, Severity } from "../../model.ts";
import { type PolicyChange, policyChanges, type Proposal } from "../changes.ts";
import type { Policy } from "../policy.ts";
import { policyChange } from "../rules/policy-change.ts";
import { type ActiveRule, findRule } from "./active-rules.ts";
import { fingerprint } from "./findings.ts";

/** One for each change; none where the rule is off or nothing is proposed. */
export function changeFindings(
  policy: Policy,
  proposal: Proposal | undefined,
  general: readonly ActiveRule[],
): Finding[] {
  const active = findRule(general, policyChange);
  if (active === undefined || policy.source === null) return [];
  const { file, from } = policy.source;
  if (from === "first") return [findingOf(firstOf(file), "notice", topOf(file))];
  if (proposal === undefined) return [];
  if ("unreadable" in proposal) return [findingOf(unreadable(file, proposal.unreadable), active.severity, topOf(file))];
  const top = topOf(proposal.policy.source?.file ?? file);
  return policyChanges(policy, proposal.policy).map((change) =>
    findingOf(change, change.kind === "tighter" ? "notice" : active.severity, change.at ?? top),
  );
}

type Told = Pick<PolicyChange, "kind" | "setting" | "before" | "after" | "message">;

function firstOf(file: string): Told {
  const message = `${file} is the first policy here: the base has none, and nobody but the pull request says what it holds`;
  return { kind: "other", setting: "the policy", before: "nothing", after: file, message };
}

function unreadable(file: string, why: string): Told {
  const message = `The policy that this pull request brings cannot be read, and a run after the merge would stop: ${why.replace(/[.\s]+$/, "")}`;
  return { kind: "other", setting: "the policy", before: file, after: "nothing that can be read", message };
}

function findingOf({ kind, setting, before, after, message }: Told, severity: Severity, location: Location): Finding {
  return {
    rule: policyChange.id,
    severity,
    message,
    ...(kind !== "tighter" && {
      help: "Have those who keep the policy look at it; until it is merged that of the base counts.",
    }),
    evidence: { change: kind, setting, before, after },
    location,
    image: null,
    pulls: [],
    fingerprint: fingerprint([policyChange.id, location.file, setting, before, after]),
  };
}

function topOf(file: string): Location {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
