/**
 * What a policy that builds on another one may make of a setting that is final there: the one place that knows, a setting
 * at a time. docs/policy.md has its table from here.
 */
import { PIN_STRENGTHS } from "../../image/pin.ts";

/** How a setting is tightened. */
export interface Tightening {
  /** What may stand in place of a value, for the table and for messages. */
  readonly words: string;
  /** Whether `to` is as tight as `from` or tighter. Undefined: nothing was said and no default holds. */
  readonly allows: (from: unknown, to: unknown) => boolean;
}

/** One of a closed set of words, tightest first. */
function ranked(words: readonly string[]): Tightening {
  const rank = (word: unknown): number => words.findIndex((one) => one === word);
  return {
    words: `the same word or an earlier one of ${words.join(", ")}`,
    // The first is as tight as can be and the last as loose, also where nothing is known of what they stand against.
    allows: (from, to) => (to === undefined ? rank(from) === words.length - 1 : rank(to) <= Math.max(rank(from), 0)),
  };
}

interface Pattern {
  readonly text: string;
  covers(pattern: string): boolean;
}

/** Whether each pattern of the one list is covered by one of the other. */
function isWithin(inner: unknown, outer: unknown): boolean {
  return patternsOf(inner).every(({ text }) => patternsOf(outer).some((pattern) => pattern.covers(text)));
}

function patternsOf(value: unknown): readonly Pattern[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only settings that are lists of patterns come here
  return (value ?? []) as readonly Pattern[];
}

const fewerPatterns: Tightening = {
  words: "patterns that one of the list covers each; any where there is no list",
  allows: (from, to) => from === undefined || (to !== undefined && isWithin(to, from)),
};
const fewerGivenPatterns: Tightening = {
  words: "patterns that one of the list covers each; nothing where there is no list",
  allows: (from, to) => from !== undefined && isWithin(to, from),
};
const morePatterns: Tightening = {
  words: "a list with patterns that cover each of the list; and more",
  allows: (from, to) => isWithin(from, to),
};
const moreEntries: Tightening = {
  words: "a list with all entries of the list; and more",
  allows: (from, to) => isSubset(from, to),
};
const fewerEntries: Tightening = {
  words: "a list with no other entries",
  allows: (from, to) => isSubset(to, from),
};

function isSubset(some: unknown, all: unknown): boolean {
  const known = new Set<unknown>(Array.isArray(all) ? all : []);
  return Array.isArray(some) ? some.every((one) => known.has(one)) : true;
}

const narrowerValues: Tightening = {
  words: "a map with all its keys, each with a pattern that the one of the map covers; and more",
  allows(from, to) {
    const narrower = new Map(entriesOf(to));
    return entriesOf(from).every(([key, pattern]) => narrower.has(key) && isWithin([narrower.get(key)], [pattern]));
  },
};

/** Kinds of file: what is on stays on. */
const moreKinds: Tightening = {
  words: "a map that turns no further kind off",
  allows(from, to) {
    const before = new Map(entriesOf(from));
    return entriesOf(to).every(([key, isOn]) => isOn === true || before.get(key) === false);
  },
};

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

const smaller: Tightening = {
  words: "the same or a smaller amount; any where there is none",
  allows: (from, to) => from === undefined || Number(to) <= Number(from),
};
const larger: Tightening = {
  words: "the same or a larger amount; any where there is none",
  allows: (from, to) => from === undefined || Number(to) >= Number(from),
};
const earlier: Tightening = {
  words: "the same or an earlier day; none where there is none",
  allows: (from, to) => typeof from === "string" && typeof to === "string" && to <= from,
};
const onlyOn: Tightening = { words: "`true`", allows: (from, to) => to === true || from === to };
const anything: Tightening = { words: "anything: it is advice", allows: () => true };
const nothingElse: Tightening = {
  words: "nothing else",
  allows: (from, to) => JSON.stringify(from) === JSON.stringify(to),
};

/** A list that is empty means those that the project itself can be run as. */
const moreScenarios: Tightening = {
  words: "a list with all scenarios of the list; and more; nothing where there is no list",
  allows(from, to) {
    const [before, after] = [runsOf(from), runsOf(to)];
    return before.length === 0 ? after.length === 0 : before.every((run) => after.includes(run));
  },
};

function runsOf(scenarios: unknown): readonly string[] {
  return (Array.isArray(scenarios) ? scenarios : []).map((scenario: object) => {
    const { profiles, arguments: given } = { profiles: [], arguments: [], ...scenario };
    return JSON.stringify([profiles, given]);
  });
}

/** How severely an image is held: where there is a lock, and where there is none. */
function heldBy(mode: unknown): readonly [withLock: number, without: number] {
  if (mode === undefined) return [2, 0];
  const held = ["off", "warn", "strict"].findIndex((one) => one === mode);
  return [held, held];
}

const lock: Tightening = {
  words: "the same word or an earlier one of strict, warn, off; `strict` where nothing is said",
  allows(from, to) {
    const [before, after] = [heldBy(from), heldBy(to)];
    return before[0] <= after[0] && before[1] <= after[1];
  },
};

const sameMap: Tightening = {
  words: "the same map",
  allows(from, to) {
    const [before, after] = [new Map(entriesOf(from)), entriesOf(to)];
    return before.size === after.length && after.every(([key, value]) => before.get(key) === value);
  },
};

const severity = ranked(["error", "warning", "notice", "off"]);
const stricterWord = ranked(["deny", "allow"]);

/** By rule, by option. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, Tightening>>>> = {
  registry: { allow: fewerPatterns, deny: morePatterns, local: stricterWord, "use-instead": anything },
  digest: { deny: moreEntries },
  mirrored: { at: sameMap, compare: ranked(["digest", "name"]), others: stricterWord },
  pin: { "at-least": ranked(PIN_STRENGTHS) },
  drift: { breaking: severity, visible: severity, harmless: severity, "size-change": smaller },
  recipe: {
    "other-platform": severity,
    "version-differs": severity,
    "not-from-environment": severity,
    "recomputed-with": severity,
    unknown: severity,
    metadata: severity,
  },
  tag: { floating: stricterWord, allow: fewerPatterns, deny: morePatterns },
  architecture: { require: moreEntries },
  age: { "at-least": larger, "at-most": smaller, unknown: stricterWord },
  size: { "at-most": smaller },
  labels: { require: moreEntries, match: narrowerValues },
  user: { allow: fewerPatterns, deny: morePatterns },
  entrypoint: { allow: fewerGivenPatterns },
  twins: { by: ranked(["content", "names"]) },
  ephemeral: { quay: moreEntries },
  base: { allow: fewerPatterns, deny: morePatterns, compare: moreEntries, unknown: stricterWord },
  attested: { require: moreEntries },
  readable: {
    syntax: severity,
    missing: severity,
    skipped: severity,
    remote: severity,
    note: severity,
    empty: severity,
  },
  waivers: { "warn-before": anything, longest: smaller, require: moreEntries },
  baseline: { "warn-before": anything, longest: smaller, require: moreEntries },
  ignores: { inline: ranked(["refuse", "allow"]), added: ranked(["refuse", "allow"]) },
};

/** Of a setting that is not listed nothing is known: it stays as it is. */
export function ruleTightening(rule: string, setting: string): Tightening {
  if (setting === "severity") return severity;
  if (setting === "enforce-from") return earlier;
  return OPTIONS[rule]?.[setting] ?? nothingElse;
}

/** What may be final of the rest of a policy, by its dotted path; and what holds where nothing is said. */
export const sectionTightenings: Readonly<Record<string, Tightening & { readonly fallback?: unknown }>> = {
  "fail-on": { fallback: "error", ...ranked(["notice", "warning", "error", "never"]) },
  lock,
  inspector: {
    fallback: "wave",
    words: "`wave` or `registry`; `none` only where it is so already",
    allows: (from, to) => to !== "none" || from === "none",
  },
  "files.exclude": fewerEntries,
  "files.kinds": moreKinds,
  "files.tests": onlyOn,
  "nextflow.scenarios": moreScenarios,
  "nextflow.judge-uncalled": onlyOn,
  "dockerfile.judge-unreachable": onlyOn,
};
