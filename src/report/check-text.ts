/** `wave-inspect check` as text for a terminal. */
import { fixOf } from "../finding.ts";
import type { Finding, Report, Severity } from "../model.ts";
import { reaches } from "../order.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { counted } from "../text/units.ts";
import { coverageSentence, toDecide, wordsOf } from "./coverage.ts";
import { FindingBlocks, type LineOfFile } from "./finding-blocks.ts";
import { excusedLines, listed, type ListedBy, openLines, totalLines } from "./finding-lines.ts";
import { partition } from "./groups.ts";
import { linker, painter } from "./paint.ts";
import { folderLines, verdictSentence } from "./text.ts";

export interface TextOptions {
  /** ANSI colours. Default false. */
  readonly color?: boolean;
  /** Links (OSC 8) from the name of a rule to its page. Default false. */
  readonly links?: boolean;
  /** Columns of the screen. Absent: it is none; long lines of files are cut all the same, and words are not. */
  readonly columns?: number | undefined;
  /** Default `image`: what is said of it at several places is told once. */
  readonly by?: ListedBy;
  /** `quiet`: a line each, and the verdict; `verbose`: all that is known. Default `usual`. */
  readonly detail?: "quiet" | "usual" | "verbose";
  /** Findings of less are counted and not shown. Default `notice`. */
  readonly minSeverity?: Severity;
  /** Default: no line of any file is known. */
  readonly lineOf?: LineOfFile;
}

const STYLES = { pass: "pass", fail: "error", undecided: "undecided" } as const;

/**
 * For a terminal: what was judged, then a block each of what counts, the line with the name and what to do about it, a line
 * each of what does not count, totals, the verdict at the end, and what would decide it.
 */
export function checkText(report: Report, options: TextOptions = {}): string {
  const { detail = "usual", minSeverity = "notice", by = "image" } = options;
  const paint = painter(options.color ?? false);
  const shown = report.findings.filter(({ severity }) => reaches(severity, minSeverity));
  const hidden = report.findings.length - shown.length;
  const { open } = partition(shown);
  const isQuiet = detail === "quiet";
  const parts = [
    ...(isQuiet ? [] : [`${coverageSentence(report)}.`, ...(detail === "verbose" ? coverageLines(report) : []), ""]),
    ...(isQuiet ? openLines(open, by, paint) : blocksOf(report, shown, options)),
    ...(detail === "usual" ? spaced(excusedLines(shown, by, paint)) : []),
    ...(hidden > 0 ? [paint("dim", `${counted(hidden, "finding")} below ${minSeverity} not shown.`)] : []),
    ...(isQuiet ? [] : spaced([...totalLines(report.findings, paint), ...fixLines(open)])),
    ...folderLines(report),
    paint(STYLES[report.verdict], verdictSentence(report)),
    ...toDecide(report).map((sentence) => `    To decide: ${plain(sentence)}`),
  ];
  return unarmed(`${parts.join("\n")}\n`);
}

/** Lines and an empty one behind them; nothing for none. */
function spaced(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

/** Those that count, then, where all is told, those that do not. */
function blocksOf(report: Report, shown: readonly Finding[], options: TextOptions): string[] {
  const { open, known, waived } = partition(shown);
  const isVerbose = options.detail === "verbose";
  const blocks = new FindingBlocks(report, {
    paint: painter(options.color ?? false),
    link: linker(options.links ?? false),
    lineOf: options.lineOf ?? ((): undefined => undefined),
    columns: options.columns,
    isVerbose,
  });
  const all = isVerbose ? [...open, ...known, ...waived] : open;
  return listed(all, options.by ?? "image").flatMap((group) => blocks.linesOf(group));
}

/** Of each image that was not judged, and of each file that was not read, which one it is. */
function coverageLines({ coverage }: Report): string[] {
  return [
    ...coverage.notJudged.map((one) => `    ${wordsOf(one)}: ${one.names.join(", ")}`),
    ...coverage.unread.map(({ file, reason }) => `    not read (${reason}): ${file}`),
  ].map((line) => plain(line));
}

/** How many can be mended, and how. */
function fixLines(open: readonly Finding[]): string[] {
  const fixes = open.flatMap((finding) => fixOf(finding) ?? []);
  const safe = fixes.filter((fix) => fix.safe).length;
  const others = fixes.length - safe;
  return [
    ...(safe > 0 ? [`${haveFix(safe)}: wave-inspect fix shows it, --write makes it.`] : []),
    ...(others > 0 ? [`${haveFix(others)} to be looked at first: wave-inspect fix --unsafe shows it.`] : []),
  ];
}

function haveFix(count: number): string {
  return `${counted(count, "finding has", "findings have")} a fix`;
}
