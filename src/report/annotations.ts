/**
 * Workflow commands: annotations at the lines of a pull request, within GitHub's limit of 10 a level and step.
 *
 * What the runner would take for a command is broken with a blank in all text of others, so that no image name, label or
 * file name can give one.
 */
import type { Finding, Location, Report, Severity } from "../model.ts";
import { explanationOf } from "./annotation-words.ts";
import { weightOf } from "../policy/rules/index.ts";
import { allAreIn, type Elsewhere } from "./elsewhere.ts";
import { type FindingGroup, groupFindings, partition } from "./groups.ts";
import { placeKey } from "../reference.ts";
import { unarmed } from "../text/commands.ts";
import { counted, few } from "../text/units.ts";
import { logLine, plain } from "../text/plain.ts";

type PathOf = (file: string) => string | undefined;
/** Whether a pull request changes what stands at a place. */
export type IsChanged = (location: Location) => boolean;

/** What GitHub shows of each level and step. */
export const mostAnnotations = 10;
/** The log is read in a browser; the whole list is in the other reports. */
const MOST_LINES = 1_000;
const MOST_PLACES = 5;

/** An annotation for a run that came to no verdict. A leading `file:line:column: ` becomes its place. */
export function errorCommand(message: string): string {
  const placed = /^([^\s:][^:\r\n]*):(\d+):(\d+): ([\s\S]+)$/.exec(message);
  if (placed === null) return command("error", {}, message.split(/\r\n|\r|\n/));
  const [, file = "", line = "", column = "", text = ""] = placed;
  return command("error", { file, line, col: column }, text.split(/\r\n|\r|\n/));
}

/** An annotation for what a person should know of, and what changes no verdict. */
export function noticeCommand(message: string): string {
  return command("notice", {}, [message]);
}

/**
 * The findings that count, the worst first, and where a severity has too many, those first that stop a run, and of these
 * those on lines of the change; what GitHub would not show is told in the first one and listed in the log.
 *
 * @param elsewhere What else is written.
 * @param pathOf Where GitHub finds a file of the report, undefined for one that is not in the repository.
 * @param isChanged Whether a pull request changes what stands at a place; where nobody knows, nothing is.
 */
export function annotations(
  report: Report,
  elsewhere: Elsewhere = {},
  pathOf: PathOf = (file) => file,
  isChanged: IsChanged = () => false,
): string {
  const groups = byCause(groupFindings(partition(report.findings).open));
  const shown: string[] = [];
  const listed: string[] = [];
  let hidden = 0;
  for (const level of ["error", "warning", "notice"] as const) {
    const all = firstByWeight(
      groups.filter(({ finding }) => finding.severity === level),
      isChanged,
    );
    const rest = all.slice(mostAnnotations);
    hidden += rest.length;
    all.slice(0, mostAnnotations).forEach((one, index) => {
      const note = noteOf(one, pathOf);
      const isFirst = rest.length > 0 && index === 0;
      const lines = isFirst ? [...note.lines, moreOf(level, rest.length, elsewhere)] : note.lines;
      shown.push(command(level, note.properties, lines));
    });
    for (const one of rest.slice(0, MOST_LINES - listed.length)) {
      const note = noteOf(one, pathOf);
      listed.push(logLine(`${note.where}: ${level}: ${note.lines.join(" ")}`));
    }
  }
  if (hidden === 0) return shown.join("");
  if (hidden > listed.length) {
    listed.push(`and ${counted(hidden - listed.length, "more finding")}. ${allAreIn(elsewhere)}`);
  }
  return `${shown.join("")}::group::${counted(hidden, "finding")} not annotated\n${listed.join("\n")}\n::endgroup::\n`;
}

/** What there is beyond the commands of `annotations`, as data, in the same order: GitHub would show both, each twice. */
export function notesBeyond(
  report: Report,
  pathOf: PathOf,
  isChanged: IsChanged = () => false,
): readonly (Note & { level: Severity })[] {
  const groups = byCause(groupFindings(partition(report.findings).open));
  return (["error", "warning", "notice"] as const).flatMap((level) =>
    firstByWeight(
      groups.filter(({ finding }) => finding.severity === level),
      isChanged,
    )
      .slice(mostAnnotations)
      .map((one) => ({ level, ...noteOf(one, pathOf) })),
  );
}

/** Whether GitHub shows less than all of a severity. */
export function areTooMany(report: Report): boolean {
  const groups = byCause(groupFindings(partition(report.findings).open));
  const levels = Map.groupBy(groups, ({ finding }) => finding.severity);
  return [...levels.values()].some(({ length }) => length > mostAnnotations);
}

/** What one rule says of several images because of one line of a change: one annotation there. */
interface CauseGroup extends FindingGroup {
  /** Those that the line brings about beside the first. */
  readonly others: readonly Finding[];
}

function byCause(groups: readonly FindingGroup[]): readonly CauseGroup[] {
  const causes = Map.groupBy(groups, ({ finding }, index) => {
    const { rule, severity, undecided, location, writtenAt } = finding;
    return writtenAt === undefined ? String(index) : JSON.stringify([rule, severity, undecided, placeKey(location)]);
  });
  return [...causes.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const places = [...first.places, ...others.flatMap((group) => group.places.slice(1))];
    return { ...first, places, others: others.map(({ finding }) => finding) };
  });
}

/** What else the line causes: by the images, which tell these findings apart. */
function othersInWords(others: readonly Finding[]): readonly string[] {
  if (others.length === 0) return [];
  const images = [...new Set(others.flatMap(({ image }) => image ?? []))];
  const of = images.length === 0 ? "" : `, of ${few(images, MOST_PLACES)}`;
  return [`This line causes ${counted(others.length, "more finding")} of this rule${of}.`];
}

/** In their order where all are shown. */
function firstByWeight(groups: readonly CauseGroup[], isChanged: IsChanged): readonly CauseGroup[] {
  if (groups.length <= mostAnnotations) return groups;
  const rankOf = ({ finding, places }: CauseGroup): number =>
    2 * weightOf(finding.rule) + (finding.writtenAt !== undefined || places.some(isChanged) ? 0 : 1);
  return groups
    .map((group) => ({ group, rank: rankOf(group) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ group }) => group);
}

function moreOf(level: Severity, count: number, elsewhere: Elsewhere): string {
  const { summary = false, json = false, sarif = false, html = false } = elsewhere;
  const more = counted(count, `more ${level} is`, `more ${level}s are`);
  const all = json || sarif || html ? ` ${allAreIn(elsewhere)}` : "";
  return `${more} not shown here: GitHub shows ${mostAnnotations} of a kind. ${summary ? "The log and the job summary have" : "The log has"} more.${all}`;
}

/** One annotation. */
export interface Note {
  readonly properties: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  readonly where: string;
}

function noteOf({ finding, places, others: more }: CauseGroup, pathOf: PathOf): Note {
  const { location } = finding;
  const file = pathOf(location.file);
  const others = places.slice(1, 1 + MOST_PLACES).map((place) => `${pathOf(place.file) ?? place.file}:${place.line}`);
  const rest = places.length - 1 - others.length;
  return {
    properties: { title: titleOf(finding), ...(file !== undefined && placeProperties({ ...location, file })) },
    lines: [
      finding.message,
      ...othersInWords(more),
      // GitHub would show it at a file of the repository, or nowhere.
      ...(file === undefined ? [`At ${location.file}:${location.line}, outside of the repository.`] : []),
      ...explanationOf(finding),
      ...(others.length === 0 ? [] : [`Also at ${others.join(", ")}${rest > 0 ? ` and ${rest} more places` : ""}.`]),
    ],
    where: `${file ?? location.file}:${location.line}:${location.column}`,
  };
}

function titleOf({ rule, undecided }: Finding): string {
  return `wave-inspect: ${rule}${undecided === true ? " (undecided)" : ""}`;
}

/** Columns only for a place within one line: GitHub takes no others. */
function placeProperties({ file, line, column, endLine, endColumn }: Location): Record<string, string> {
  return {
    file,
    line: String(line),
    endLine: String(endLine),
    ...(line === endLine && { col: String(column), endColumn: String(endColumn) }),
  };
}

/** `::level key=value,…::text`, escaped as @actions/core does, after text of others is made harmless. */
function command(level: Severity, properties: Readonly<Record<string, string>>, lines: readonly string[]): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(unarmed(plain(value)))}`);
  const message = lines.map((line) => unarmed(plain(line))).join("\n");
  return `::${level}${given.length === 0 ? "" : ` ${given.join(",")}`}::${escapeData(message)}\n`;
}

/** As `escapeData` of @actions/core. */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As `escapeProperty` of @actions/core. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
