/** What a pull request makes of the policy that it is judged by, as findings of the rule `policy-change`. */
import { bySeverity } from "../../order.ts";
import { counted, few } from "../../text/units.ts";
import type { Finding, Ignore, KnownFinding, Location, ScanResult, Severity } from "../../model.ts";
import { locationOf } from "../../reference.ts";
import { type BaselineChange, type PolicyChange, policyChanges, type Proposal } from "../changes.ts";
import type { Policy } from "../policy.ts";
import { policyChange } from "../rules/policy-change.ts";
import { type ActiveRule, findRule } from "./active-rules.ts";
import { fingerprint, numbered } from "./findings.ts";

/** One for each change; none where the rule is off or nothing changes. */
export function changeFindings(
  policy: Policy,
  { ignores }: ScanResult,
  context: {
    readonly general: readonly ActiveRule[];
    readonly proposal?: Proposal | undefined;
    readonly baselineChange?: BaselineChange | undefined;
  },
): Finding[] {
  const active = findRule(context.general, policyChange);
  if (active === undefined) return [];
  const changes = [...ofPolicy(policy, context.proposal), ...ofBaseline(context.baselineChange), ...ofIgnores(ignores)];
  return numbered(
    changes.map(({ told, at, isNews = false }) =>
      findingOf(told, isNews || told.kind === "tighter" ? "notice" : active.severity, at),
    ),
  );
}

interface Change {
  readonly told: Told;
  readonly at: Location;
  /** There is nothing to decide about it. */
  readonly isNews?: boolean;
}

function ofPolicy(policy: Policy, proposal: Proposal | undefined): Change[] {
  if (policy.source === null) return [];
  const { file, from } = policy.source;
  if (from === "first") return [{ told: firstOf(file), at: topOf(file), isNews: true }];
  if (proposal === undefined) return [];
  if ("unreadable" in proposal) return [{ told: unreadable(file, proposal.unreadable), at: topOf(file) }];
  const top = topOf(proposal.policy.source?.file ?? file);
  return policyChanges(policy, proposal.policy).map((change) => ({ told: change, at: change.at ?? top }));
}

/** However many findings: what it knows more, what longer, what fewer. */
function ofBaseline(change: BaselineChange | undefined): Change[] {
  const { file, before, after } = change ?? { file: "", before: undefined, after: undefined };
  if (after !== undefined && "unreadable" in after) {
    const why = after.unreadable.replace(/[.\s]+$/, "");
    const message = `The baseline that this pull request brings cannot be read, and a run after the merge would stop: ${why}`;
    return [
      {
        told: { kind: "other", setting: "baseline", before: file, after: "nothing that can be read", message },
        at: topOf(file),
      },
    ];
  }
  const [old, young] = [before?.findings ?? [], after?.findings ?? []];
  if (after?.from === "first") {
    const message = `${file} is the first baseline here: it knows ${counted(young.length, "finding")}`;
    return [
      {
        told: { kind: "other", setting: "baseline", before: "nothing", after: countOf(young), message },
        at: topOf(file),
        isNews: true,
      },
    ];
  }
  const known = new Map(old.map((entry) => [entry.fingerprint, entry]));
  const kept = new Set(young.map(({ fingerprint }) => fingerprint));
  const more = young.filter(({ fingerprint }) => !known.has(fingerprint));
  const longer = young.filter((entry) => isLooser(known.get(entry.fingerprint), entry));
  const fewer = old.filter(({ fingerprint }) => !kept.has(fingerprint));
  const words = { setting: "baseline", before: countOf(old), after: countOf(young) };
  const told = (kind: Told["kind"], some: readonly KnownFinding[], what: string): Change[] => {
    const [first] = some;
    if (first === undefined) return [];
    const line = kind === "tighter" ? 1 : (after?.lineOf(first) ?? 1);
    const head = kind === "tighter" ? "Tighter" : "Looser";
    const message = `${head} than the baseline of the base: ${counted(some.length, "finding")} ${what} (${byRule(some)})`;
    return [{ told: { kind, ...words, message }, at: { ...topOf(file), line, endLine: line } }];
  };
  return [
    ...told("looser", more, "more would be known"),
    ...told("looser", longer, "would be known for longer, as graver, or of more images"),
    ...told("tighter", fewer, "fewer would be known"),
  ];
}

function isLooser(before: KnownFinding | undefined, { expires, since, severity, images = [] }: KnownFinding): boolean {
  if (before === undefined) return false;
  const isLonger = before.expires !== undefined && (expires === undefined || expires > before.expires);
  const isLater = before.since !== since && (since === undefined || since > (before.since ?? ""));
  const isWider = images.some((image) => before.images?.includes(image) !== true);
  return isLonger || isLater || isWider || bySeverity(severity, before.severity) < 0;
}

function countOf(findings: readonly KnownFinding[]): string {
  return counted(findings.length, "finding");
}

function byRule(findings: readonly KnownFinding[]): string {
  return few([...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, { length }]) => `${rule} ${length}`));
}

function ofIgnores(ignores: readonly Ignore[]): Change[] {
  const unknown = ignores.filter(({ added }) => added === "unknown").slice(0, 1);
  return [
    ...ignores.filter(({ added }) => added === true).map((one) => ({ told: addedOf(one), at: locationOf(one) })),
    // Once, however many there are.
    ...unknown.map((one) => ({ told: NOT_COMPARED, at: locationOf(one), isNews: true })),
  ];
}

function addedOf({ rules, reason }: Ignore): Told {
  const setting = `the ignore of ${rules.join(", ")}`;
  const message = `Looser than the base: the pull request adds an inline ignore of ${rules.join(", ")}`;
  return { kind: "looser", setting, before: "nothing", after: reason || "without a reason", message };
}

const NOT_COMPARED: Told = {
  kind: "other",
  setting: "inline ignores",
  before: "not known",
  after: "not compared",
  message:
    'Inline ignores were not compared with those of the base, which the checkout does not have; give actions/checkout "fetch-depth: 2"',
};

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
