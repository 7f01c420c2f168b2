/** What there is to say of the pulls of one image or of one line: the way of the name, its rules, who decided, the findings. */
import { canonicalOf } from "./image/name.ts";
import type {
  HeldLock,
  Coverage,
  DecidedBy,
  Finding,
  Location,
  PinStrength,
  Pull,
  Report,
  ScanResult,
  Severity,
} from "./model.ts";
import { type ActiveRule, activeRules } from "./policy/judge/active-rules.ts";
import { scopeMatcher } from "./policy/judge/scope.ts";
import { judgedPulls, requiredBy, wantedImage } from "./policy/judge/subjects.ts";
import type { Override, Policy } from "./policy/policy.ts";
import { ofPolicy } from "./policy/rules/index.ts";
import { heldPin } from "./policy/rules/pin.ts";
import { ran } from "./policy/rules/ran.ts";
import { readable } from "./policy/rules/readable.ts";
import { unresolvedMessage } from "./policy/rules/resolvable.ts";
import type { WantedImage } from "./policy/rules/subject.ts";
import { isNamed, judgedName, placeOf } from "./pull.ts";
import { placeKey } from "./reference.ts";
import { nearest } from "./text/nearest.ts";
import { few } from "./text/units.ts";
import { type Way, wayOf } from "./way.ts";

/** Pulls of one image that is written at one place, for which the same rules hold. */
export interface Explanation {
  /** The name that is judged: canonical where it is one of a registry. */
  readonly image: string;
  readonly canonical?: string;
  readonly way: Way;
  /** Why the name cannot be known. */
  readonly unresolved?: string;
  readonly pin: PinStrength;
  readonly pinReason: string;
  /** False: nothing runs or builds it, so nothing is said of it. */
  readonly judged: boolean;
  /** Why rules of it could not judge it, which ones, and what to do. */
  readonly notJudged?: Pick<Coverage["notJudged"][number], "reason" | "state" | "rules" | "advice">;
  /** Without those that are about files and the policy. */
  readonly rules: readonly HeldRule[];
  readonly findings: readonly Finding[];
}

/** A rule that holds for an image. */
export interface HeldRule {
  readonly rule: string;
  readonly severity: Severity;
  /** What it will be from when. */
  readonly later?: string;
  /** The day on which severity or options change next. */
  readonly changes?: string;
  /** Those that somebody gave, in words. */
  readonly options: Readonly<Record<string, string>>;
  readonly decidedBy: DecidedBy;
  /** The overrides that say something of it here, in the order in which they count. */
  readonly overrides: readonly Location[];
}

/** Each place, image and set of rules by itself, in the order of the scan. */
export function explain(
  pulls: readonly Pull[],
  report: Report,
  policy: Policy,
  { platform, lock }: { readonly platform: string | null; readonly lock?: HeldLock | undefined },
): Explanation[] {
  const run = { platform, lock, now: new Date(report.replayed?.judgedAt ?? report.startedAt) };
  const rulesOf = activeRules(policy, run);
  const judged = new Set(judgedPulls(policy, report.scan));
  const scopes = policy.overrides.map((override) => ({ override, fits: scopeMatcher(override.scope) }));
  const overridesOf = (image: WantedImage): readonly Override[] =>
    scopes.flatMap(({ override, fits }) => (fits(image) ? override : []));
  const sets = new Map<unknown, number>();
  const groups = Map.groupBy(pulls, (pull) => {
    const rules = rulesOf(wantedImage(pull, run));
    if (!sets.has(rules)) sets.set(rules, sets.size);
    return [placeKey(placeOf(pull)), judgedName(pull), sets.get(rules), judged.has(pull)].join("\n");
  });
  return [...groups.values()].map((own) => {
    const pull = own[0]!;
    const image = wantedImage(pull, run);
    const among = new Set(own);
    const pin = heldPin(requiredBy(image, rulesOf(image)));
    const held = rulesOf(image).filter(({ rule }) => !ABOUT_NO_IMAGE.has(rule.id));
    const notJudged = judged.has(pull)
      ? notJudgedOf(pull, report, new Set(held.map(({ rule }) => rule.id)))
      : undefined;
    return {
      image: image.image,
      ...(pull.canonical !== undefined && { canonical: pull.canonical }),
      way: wayOf(own)!,
      ...(!isNamed(pull) && { unresolved: pull.unresolved?.detail ?? unresolvedMessage(pull).message }),
      pin: pin.pin,
      pinReason: pin.reason,
      judged: judged.has(pull),
      ...(notJudged !== undefined && { notJudged }),
      rules: held.map((one) => heldRule(one, overridesOf(image))),
      findings: report.findings.filter((finding) => finding.pulls.some((one) => among.has(one))),
    };
  });
}

function heldRule(
  { rule, severity, later, options, decidedBy, next }: ActiveRule,
  overrides: readonly Override[],
): HeldRule {
  const values = new Map(Object.entries(options));
  const given = Object.entries(decidedBy.options).filter(([, by]) => by !== "default");
  const said = given.map(([key]) => [
    key,
    inWords(rule.options[key]?.shape.write?.(values.get(key)) ?? values.get(key)),
  ]);
  return {
    rule: rule.id,
    severity,
    ...(later !== undefined && { later }),
    ...(next !== undefined && { changes: next.day }),
    options: Object.fromEntries(said),
    decidedBy,
    overrides: overrides.flatMap(({ rules, location }) => (rules.has(rule.id) ? location : [])),
  };
}

/** Patterns as they were written; of a map its keys. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : few(value.map(inWords), 2);
  if (typeof value !== "object" || value === null) return String(value);
  return "text" in value ? String(value.text) : few(Object.keys(value));
}

/** Of images that share a reason, each has the rules that hold for it. */
function notJudgedOf(pull: Pull, { coverage }: Report, held: ReadonlySet<string>): Explanation["notJudged"] {
  const { file, line } = placeOf(pull);
  const name = judgedName(pull) || `${file}:${line}`;
  const found = coverage.notJudged.find(({ names }) => names.includes(name));
  if (found === undefined) return undefined;
  const { reason, state, rules, advice } = found;
  return { reason, ...(state !== undefined && { state }), rules: rules.filter((rule) => held.has(rule)), advice };
}

const ABOUT_NO_IMAGE: ReadonlySet<string> = new Set([readable.id, ran.id, ...ofPolicy]);

/** What was asked for: the pulls, or else why there are none, with what comes near. */
export type Found = { readonly pulls: readonly Pull[] } | { readonly why: string };

/** The pulls of an image, by any name that it has on its way, or those that a line (`FILE:LINE`) has to do with. */
export function findPulls(asked: string, scan: ScanResult): Found {
  const place = placeAsked(asked, scan.pulls);
  const pulls = place === undefined ? pullsNamed(asked, scan.pulls) : pullsAt(place, scan.pulls);
  if (pulls.length > 0) return { pulls };
  return place === undefined
    ? { why: `Nothing here pulls ${asked}. ${nearNames(asked, scan.pulls)}` }
    : { why: `No image has to do with ${place.file}:${place.line}. ${nearLines(place, scan.pulls)}` };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** Undefined for what names no file that has to do with an image. */
function placeAsked(asked: string, pulls: readonly Pull[]): Place | undefined {
  const [, path, line] = /^(?:\.\/)*(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(asked) ?? [];
  const isFile = pulls.some((pull) => placesOf(pull).some(({ file }) => file === path));
  return isFile && path !== undefined ? { file: path, line: Number(line) } : undefined;
}

function placesOf({ references, overrode, rewrites = [] }: Pull): Location[] {
  return [...references, ...(overrode ? [overrode] : []), ...rewrites.flatMap(({ location }) => location ?? [])];
}

function pullsAt({ file, line }: Place, pulls: readonly Pull[]): Pull[] {
  return pulls.filter((pull) =>
    placesOf(pull).some((place) => place.file === file && place.line <= line && line <= place.endLine),
  );
}

/** Lines of that file which have to do with an image. */
function nearLines({ file, line }: Place, pulls: readonly Pull[]): string {
  const lines = pulls.flatMap(placesOf).flatMap((place) => (place.file === file ? [place.line] : []));
  const nearby = [...new Set(lines)].sort((a, b) => Math.abs(a - line) - Math.abs(b - line)).slice(0, MOST_NEAR);
  return `The nearest that do: ${nearby.map((one) => `${file}:${one}`).join(", ")}.`;
}

const MOST_NEAR = 3;

function namesOf({ image, canonical, written, rewrites = [] }: Pull): string[] {
  const names = [image, canonical, written, ...rewrites.map(({ to }) => to)];
  return names.flatMap((name) => (name === "" ? [] : (name ?? [])));
}

function pullsNamed(asked: string, pulls: readonly Pull[]): Pull[] {
  const canonical = canonicalOf(asked);
  return pulls.filter((pull) => namesOf(pull).some((name) => name === asked || name === canonical));
}

/** Other versions of the image, or else images whose names are nearly the same. */
function nearNames(asked: string, pulls: readonly Pull[]): string {
  const names = new Map<string, Set<string>>();
  for (const pull of pulls) {
    const name = judgedName(pull);
    const key = toolOf(name);
    names.set(key, (names.get(key) ?? new Set()).add(name));
  }
  const key = toolOf(asked);
  const near = names.get(key) ?? names.get(nearest(key, [...names.keys()]) ?? "");
  if (near === undefined) return "See wave-inspect scan for all that is pulled.";
  return `Did you mean ${[...near].slice(0, MOST_NEAR).join(" or ")}?`;
}

/** The last part of the repository: `fastqc` of `quay.io/biocontainers/fastqc:0.12.1`. */
function toolOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).replace(/[:@].*$/s, "");
}
