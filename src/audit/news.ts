/** What an audit has to tell: what counts and is to be mended, what became another than it was recorded, and whose it is. */
import type { Finding, ImageDrift, Location, LocksDrift, Pull, Report, Severity } from "../model.ts";
import { isOpen } from "../finding.ts";
import { reaches } from "../order.ts";
import { moduleText } from "../policy/shapes/module-pattern.ts";
import { judgedName, placeOf } from "../pull.ts";
import { toDecide } from "../report/coverage.ts";
import { adviceOf, groupFindings } from "../report/groups.ts";
import { keyOf } from "./state.ts";

/** One thing that somebody has to look at. */
export interface AuditItem {
  /** The same from run to run, whatever its words. */
  readonly key: string;
  readonly sign: Severity | "undecided" | "breaking" | "visible";
  /** Absent where the record says it and no rule. */
  readonly rule?: string;
  readonly image: string | null;
  /** What is wrong, then what to do: a sentence each. */
  readonly lines: readonly string[];
  readonly places: readonly Location[];
  /** As CODEOWNERS has them. */
  readonly owners: readonly string[];
  /** Modules of others in which it is written: `fastqc of github.com/nf-core/modules`. */
  readonly origins: readonly string[];
}

export interface AuditNews {
  /** Worst first. */
  readonly items: readonly AuditItem[];
  /** Findings that count for nothing in this run, since `fail-on` asks for more. */
  readonly beside: number;
  /** What was not judged, a sentence for each reason. */
  readonly undecided: readonly string[];
  /** Keys of all that is there. */
  readonly keys: readonly string[];
}

export interface AuditSources {
  /** What is another than the lock has it; undefined: there is none. */
  readonly drift: LocksDrift | undefined;
  readonly ownersOf: (path: string) => readonly string[];
}

/** What of a run keeps an audit from being clean. Where nothing fails a run (`never`), an error is to be looked at all the same. */
export function newsOf(report: Report, { drift, ownersOf }: AuditSources): AuditNews {
  const least = report.failOn === "never" ? "error" : report.failOn;
  const moved = (drift?.changed ?? []).filter(({ grade }) => grade !== "harmless");
  const isTold = isToldBy(moved);
  const open = report.findings.filter((finding) => isOpen(finding) && !isTold(finding));
  const counting = open.filter(({ severity }) => reaches(severity, least));
  const belonging = (places: readonly Location[], pulls: readonly Pull[]): Pick<AuditItem, "owners" | "origins"> => ({
    owners: each(places.flatMap(({ file }) => ownersOf(file))),
    origins: originsOf(pulls),
  });
  const pulls = Map.groupBy(report.scan.pulls, judgedName);
  const items = [
    ...moved.map((one): AuditItem => {
      const own = pulls.get(one.image) ?? [];
      const places = own.map(placeOf);
      return { ...driftItem(one), places: placesOf(places), ...belonging(places, own) };
    }),
    ...groupFindings(counting).map(({ finding, places }): AuditItem => {
      const own = counting.filter((other) => other.rule === finding.rule && other.image === finding.image);
      return {
        ...findingItem(finding),
        places,
        ...belonging(
          places,
          own.flatMap((one) => one.pulls),
        ),
      };
    }),
  ];
  const unjudged = unjudgedKeys(report);
  return {
    items,
    beside: groupFindings(open).length - groupFindings(counting).length,
    undecided: toDecide(report),
    keys: [...items.map(({ key }) => key), ...unjudged],
  };
}

/** Nothing is to be looked at. A run that was not judged to its end is never clean. */
export function isClean({ keys }: AuditNews, { verdict }: Pick<Report, "verdict">): boolean {
  return keys.length === 0 && verdict === "pass";
}

/** That an image is not what the lock says is told once, with its causes. */
function isToldBy(moved: readonly ImageDrift[]): (finding: Finding) => boolean {
  const images = new Set(moved.map(({ image }) => image));
  return ({ rule, pulls }) => rule === "locked" && pulls.some((pull) => images.has(judgedName(pull)));
}

function driftItem({ image, grade, changes }: ImageDrift): Pick<AuditItem, "key" | "sign" | "image" | "lines"> {
  return {
    key: keyOf(["drift", image, ...changes.flatMap(({ cause, after = "" }) => [cause, after])]),
    sign: grade === "breaking" ? "breaking" : "visible",
    image,
    lines: changes
      .filter((change) => change.grade !== "harmless")
      .map(({ message, platforms = [] }) => `${message}${platforms.length === 0 ? "" : ` (${platforms.join(", ")})`}`),
  };
}

/** By what it is about: the words of a rule can hold an age, which is another every night. */
function findingItem(finding: Finding): Pick<AuditItem, "key" | "sign" | "rule" | "image" | "lines"> {
  const { rule, severity, image, location, message, undecided } = finding;
  return {
    key: keyOf([rule, undecided === true ? "undecided" : severity, image ?? location.file]),
    sign: undecided === true ? "undecided" : severity,
    rule,
    image,
    lines: [message, ...adviceOf(finding)],
  };
}

function unjudgedKeys({ verdict, coverage }: Report): readonly string[] {
  if (verdict !== "undecided") return [];
  return [
    ...coverage.notJudged
      .filter(({ accepted }) => accepted !== true)
      .map(({ reason, names }) => keyOf(["not judged", reason, ...names.toSorted()])),
    ...coverage.unread.filter(({ accepted }) => accepted !== true).map(({ file }) => keyOf(["unread", file])),
  ];
}

/** Whose code it is where it is not the repository's own. */
function originsOf(pulls: readonly Pull[]): readonly string[] {
  return each(
    pulls.flatMap((pull) => {
      const { module } = placeOf(pull).context;
      return module === undefined || "local" in module ? [] : [`${module.name} of ${moduleText(module)}`];
    }),
  );
}

function placesOf(places: readonly Location[]): readonly Location[] {
  return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()];
}

function each(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
