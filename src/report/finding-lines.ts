/** Findings as lines of a terminal: one cause is one line, and no advice is given twice. */
import type { Finding, Location, Severity } from "../model.ts";
import { placeKey } from "../reference.ts";
import { counted, grouped } from "../text/units.ts";
import { plain } from "../text/plain.ts";
import { countsInWords, ruleTotals } from "./counts.ts";
import {
  type FindingGroup,
  groupFindings,
  type KnownFinding,
  knownInWords,
  partition,
  type WaivedFinding,
  whyWaived,
} from "./groups.ts";
import type { Paint } from "./paint.ts";

/** What a line of text is about: an image wherever it is written, or each place by itself. */
export type ListedBy = "image" | "process";

const MOST_PLACES = 3;

/** A line each of those that count, worst first: `file:line:column: severity rule: message`. */
export function openLines(open: readonly Finding[], by: ListedBy, paint: Paint): string[] {
  return listed(open, by).map((group) => findingLine(group, paint));
}

/** A line each of those that do not count, and why: known ones, then waived ones. */
export function excusedLines(findings: readonly Finding[], by: ListedBy, paint: Paint): string[] {
  const { known, waived } = partition(findings);
  return [
    ...sameKnown(known).map((own) => knownLine(own, paint)),
    ...(by === "image" ? byWaiver(waived) : waived.map((finding) => [finding])).map((own) => waivedLine(own, paint)),
  ];
}

/** What is said of an image at several places is one group, or each place by itself. */
export function listed<F extends Finding>(findings: readonly F[], by: ListedBy): readonly FindingGroup<F>[] {
  return by === "image"
    ? groupFindings(findings)
    : findings.map((finding) => ({ finding, places: [finding.location] }));
}

function placed({ file, line, column }: Location): string {
  return `${plain(file)}:${line}:${column}:`;
}

function findingLine({ finding, places }: FindingGroup, paint: Paint): string {
  const severity: Severity = finding.severity;
  const undecided = finding.undecided === true ? ` ${paint("undecided", "undecided")}` : "";
  const place = paint("bold", placed(finding.location));
  return `${place} ${paint(severity, severity)} ${finding.rule}${undecided}: ${plain(finding.message)}${alsoAt(places)}`;
}

/** ` (also at b.nf:3 and 12 more places)`. */
export function alsoAt(places: readonly Pick<Location, "file" | "line">[]): string {
  const others = otherPlaces(places, MOST_PLACES);
  return others === undefined ? "" : plain(` (also at ${others})`);
}

/** `b.nf:3 and 12 more places`: all but the first; undefined for none. */
export function otherPlaces(
  places: readonly Pick<Location, "file" | "line">[],
  most = MOST_PLACES,
): string | undefined {
  const others = places.slice(1, 1 + most).map(({ file, line }) => `${file}:${line}`);
  if (others.length === 0) return undefined;
  const rest = places.length - 1 - others.length;
  return `${others.join(", ")}${rest > 0 ? ` and ${counted(rest, "more place")}` : ""}`;
}

/** What is known of one rule, together: there may be thousands. */
function sameKnown(all: readonly KnownFinding[]): (readonly KnownFinding[])[] {
  return [...Map.groupBy(all, ({ rule, known }) => JSON.stringify([rule, known])).values()];
}

function knownLine(findings: readonly KnownFinding[], paint: Paint): string {
  const { rule, message, location, known } = findings[0]!;
  return paint(
    "dim",
    `${placed(location)} known ${rule}: ${plain(message)}${andMore(findings)} (${plain(knownInWords(known))})`,
  );
}

/** ` and 12 more`: of several that one line tells of. */
function andMore({ length }: readonly unknown[]): string {
  return length > 1 ? ` and ${grouped(length - 1)} more` : "";
}

/** What one waiver or ignore takes of one rule, together. */
function byWaiver(waived: readonly WaivedFinding[]): (readonly WaivedFinding[])[] {
  return [
    ...Map.groupBy(waived, ({ rule, waived: { location, ...why } }) =>
      JSON.stringify([rule, why, location && placeKey(location)]),
    ).values(),
  ];
}

function waivedLine(findings: readonly WaivedFinding[], paint: Paint): string {
  const { rule, message, location, waived } = findings[0]!;
  const { expires, by } = waived;
  const until = expires === undefined ? "" : ` until ${expires}`;
  const how = by === "inline" ? "ignored" : "waived";
  return paint(
    "dim",
    `${placed(location)} ${how}${until} ${rule}: ${plain(message)}${andMore(findings)} (${whyWaived(waived)
      .map((part) => plain(part))
      .join(", ")})`,
  );
}

/** `By rule: exists 1 error; pin 31 warnings, 2 waived.`, where there is more than one to count. */
export function totalLines(findings: readonly Finding[], paint: Paint): string[] {
  if (findings.length < 2) return [];
  const rules = ruleTotals(findings).map((total) => `${total.rule} ${countsInWords(total).join(", ")}`);
  return [paint("dim", `By rule: ${rules.join("; ")}.`)];
}
