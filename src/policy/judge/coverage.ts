/** What of a run was judged, and what was not and why: every pull ends here exactly once. */
import type { Coverage, FailureState, LeftOut, NotJudged, Pull, ScanResult } from "../../model.ts";
import { isNamed, judgedName, placeOf } from "../../pull.ts";
import { isRefused } from "../rules/pullable.ts";
import { remedyOf } from "../rules/inspectable.ts";
import { scenariosLine } from "../../scenarios.ts";
import { isNotBuilt, type NotAsked, type Subject } from "../rules/subject.ts";
import { countTwins, twins } from "../rules/twins.ts";
import { findRule } from "./active-rules.ts";
import { whyNotApplied } from "./applicability.ts";
import type { Case } from "./cases.ts";

/** What has become of one pull. */
type End =
  | { readonly judged: "answered" | "downloads" | "by-recipe" | "by-name" }
  | {
      readonly reason: NotJudged;
      readonly state?: FailureState;
      readonly rules: readonly string[];
      readonly accepted: boolean;
    };

/** Whether a waiver or an ignore of a rule covers an image. */
export type Accepts = (rule: string, subject: Subject) => boolean;

/** Counts by name: what somebody would have to know to say that all is well. */
export function coverageOf(
  cases: readonly Case[],
  scan: ScanResult,
  { accepts, unread }: { readonly accepts: Accepts; readonly unread: Coverage["unread"] },
): Coverage {
  const ends = endsByName(cases, accepts);
  const judged = (how: Extract<End, { judged: unknown }>["judged"]): number =>
    [...ends.values()].filter((end) => "judged" in end && end.judged === how).length;
  const [answered, downloads, byRecipe] = [judged("answered"), judged("downloads"), judged("by-recipe")];
  return {
    images: ends.size,
    judged: answered + downloads + byRecipe + judged("by-name"),
    answered,
    downloads,
    ...(byRecipe > 0 && { byRecipe }),
    notJudged: notJudgedOf(ends),
    leftOut: leftOutOf(cases, scan, ends),
    notApplied: notAppliedOf(cases),
    ...twinsOf(cases),
    files: scan.files.length,
    unread,
    notLookedAt: notLookedAtOf(scan),
  };
}

function twinsOf(cases: readonly Case[]): Pick<Coverage, "twins"> {
  const by = new Map<Subject, "names" | "content">();
  for (const { subject, active } of cases) {
    const rule = isNamed(subject.pull) ? findRule(active, twins) : undefined;
    if (rule !== undefined) by.set(subject, rule.options.by);
  }
  const counts = countTwins([...by.keys()], (subject) => by.get(subject) ?? "names");
  return Object.values(counts).some((count) => count > 0) ? { twins: counts } : {};
}

/** Engines in one line, profiles in another: what adds them to a policy adds all of a line. */
export function notLookedAtOf(scan: ScanResult): Coverage["notLookedAt"] {
  return [...Map.groupBy(scan.notLookedAt, ({ what }) => what)].map(([what, others]) => ({
    what,
    names: others.map(({ name }) => name),
    add: `nextflow: { ${scenariosLine(scan, others)} }`,
  }));
}

/** Of several pulls of one name the worst: what nobody excuses, what is excused, what is judged. */
function endsByName(cases: readonly Case[], accepts: Accepts): ReadonlyMap<string, End> {
  const ends = new Map<string, End>();
  for (const one of cases) {
    const name = nameOf(one.subject.pull);
    const end = endOf(one, accepts);
    const before = ends.get(name);
    if (before === undefined || weight(end) > weight(before)) ends.set(name, end);
  }
  return ends;
}

function weight(end: End): number {
  if ("reason" in end) return end.accepted ? 4 : 5;
  return { "by-name": 0, "by-recipe": 1, downloads: 2, answered: 3 }[end.judged];
}

/** A name that is not even written in part goes by its place. */
function nameOf(pull: Pull): string {
  const { file, line } = placeOf(pull);
  return judgedName(pull) || `${file}:${line}`;
}

function endOf(one: Case, accepts: Accepts): End {
  const { subject, active, asking, unknown } = one;
  const { pull, known, from } = subject;
  const refused = isRefused(pull);
  if (refused || !isNamed(pull)) {
    const rules = active.flatMap(({ rule }) => ("builtIn" in rule ? [] : [rule.id]));
    const [reason, by] = refused ? (["not-pullable", "pullable"] as const) : (["unresolved", "resolvable"] as const);
    return { reason, rules, accepted: accepts(by, subject) };
  }
  if (asking.length === 0) return { judged: one.byRecipe === true ? "by-recipe" : "by-name" };
  // That another candidate is there says nothing: who built it may have asked for its template.
  if (isNotBuilt(subject)) return { reason: "not-built", rules: asking, accepted: accepts("exists", subject) };
  if (known.state === "asked") {
    if (unknown.length === 0) return { judged: from === "download" ? "downloads" : "answered" };
    const failure = one.failed?.failure;
    return {
      reason: failure?.exhausted === true ? "cancelled" : "no-answer",
      ...(failure !== undefined && { state: failure.state }),
      rules: unknown,
      accepted: accepts("inspectable", subject),
    };
  }
  return { reason: UNASKED[known.reason], rules: asking, accepted: accepts("inspectable", subject) };
}

/** Why nothing is known of an image that a rule asks about. */
const UNASKED: Readonly<Record<NotAsked, NotJudged>> = {
  unresolved: "unresolved",
  "invalid-name": "not-pullable",
  "no-inspector": "no-inspector",
  "not-here": "not-here",
  "no-rule-asks": "not-asked",
  "inspector-none": "not-asked",
};

/** Names with the same reason together, the largest group first. */
function notJudgedOf(ends: ReadonlyMap<string, End>): Coverage["notJudged"] {
  const groups = new Map<string, { readonly end: Exclude<End, { judged: unknown }>; readonly names: string[] }>();
  const rules = new Map<string, Set<string>>();
  for (const [name, end] of ends) {
    if ("judged" in end) continue;
    const key = JSON.stringify([end.reason, end.state, end.accepted]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { end, names: [name] });
    else group.names.push(name);
    rules.set(key, new Set([...(rules.get(key) ?? []), ...end.rules]));
  }
  const told = [...groups].map(
    ([
      key,
      {
        end: { reason, state, accepted },
        names,
      },
    ]) => ({
      reason,
      ...(state !== undefined && { state }),
      images: names.length,
      names,
      rules: [...(rules.get(key) ?? [])],
      advice: reason === "no-answer" && state !== undefined ? remedyOf(state) : ADVICE[reason],
      ...(accepted && { accepted }),
    }),
  );
  return told.sort((a, b) => b.images - a.images);
}

const ADVICE: Readonly<Record<NotJudged, string>> = {
  unresolved: "Give the values that are missing (nextflow.params, --env, --build-arg), or waive resolvable for them.",
  "not-pullable": "Correct the names.",
  "not-asked": "Set inspector to wave or registry (--inspector, the input, or the policy).",
  "no-answer": "Ask through the other back end (inspector), or waive inspectable for them.",
  "no-inspector": "Name a copy in a registry, or waive inspectable for them.",
  "not-built":
    "Set wave.build.template where several may be meant, run the pipeline once, and check again; or waive exists for them.",
  "not-here": "Name an image of a registry, or waive inspectable for them.",
  cancelled: "Run again.",
};

/** Rules that had nothing to look at, by the reason; images by name. */
function notAppliedOf(cases: readonly Case[]): Coverage["notApplied"] {
  const reasons = new Map<string, { readonly rules: Set<string>; readonly names: Set<string> }>();
  for (const { subject, active } of cases) {
    if (!isNamed(subject.pull)) continue;
    for (const { rule } of active) {
      const why = whyNotApplied(rule, subject);
      if (why === undefined) continue;
      const group = reasons.get(why) ?? { rules: new Set(), names: new Set() };
      reasons.set(why, group);
      group.rules.add(rule.id);
      group.names.add(nameOf(subject.pull));
    }
  }
  return [...reasons].map(([why, { rules, names }]) => ({ rules: [...rules], images: names.size, why }));
}

/** What no judged pull names either. */
function leftOutOf(cases: readonly Case[], scan: ScanResult, ends: ReadonlyMap<string, End>): Coverage["leftOut"] {
  const judged = new Set(cases.map(({ subject }) => subject.pull));
  const names = new Map<LeftOut, Set<string>>();
  for (const pull of scan.pulls) {
    const name = nameOf(pull);
    if (judged.has(pull) || ends.has(name)) continue;
    const reason = pull.reachable === false ? "unreachable" : "uncalled";
    names.set(reason, (names.get(reason) ?? new Set()).add(name));
  }
  return [...names].map(([reason, { size }]) => ({ reason, images: size }));
}
