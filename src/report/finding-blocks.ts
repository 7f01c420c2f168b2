/** Findings as compilers print them: what is wrong, the line with the name underlined, and what is known of it. */
import type { Edit, Finding, Fix, Location, Pull, Report } from "../model.ts";
import { onOneLine, short } from "../text/quote.ts";
import { widthOf } from "../text/cells.ts";
import { plain } from "../text/plain.ts";
import { grouped } from "../text/units.ts";
import { wrapped } from "../text/wrap.ts";
import { lineOf, wayOf } from "../way.ts";
import { decidersInWords } from "./deciders.ts";
import { otherPlaces } from "./finding-lines.ts";
import { type FindingGroup, knownInWords, waivedInWords } from "./groups.ts";
import { ruleUrl } from "./links.ts";
import type { Link, Paint, Style } from "./paint.ts";
import { gutter, replacementRow, snippet, type SnippetOptions } from "./snippet.ts";
import { pulledInWords, stepsInWords } from "./way-lines.ts";

/** The text of a line of a file of the report, without its end; undefined where nobody knows it. */
export type LineOfFile = (file: string, line: number) => string | undefined;

export interface BlockOptions {
  readonly paint: Paint;
  readonly link: Link;
  readonly lineOf: LineOfFile;
  /** Columns of the screen: what is longer is broken between words. Absent: nobody knows them, and nothing is broken. */
  readonly columns: number | undefined;
  /** With all places, facts, and who decided what. */
  readonly isVerbose: boolean;
}

/** Columns of a page where nobody says. */
const PAGE = 120;
/** Of a note, on the narrowest screen. */
const NARROWEST = 30;
const MOST_PARTS = 3;
/** Names as which one image is pulled: engines spell it each in its way. */
const MOST_NAMES = 4;

/** Prints findings one after the other; what several of them advise is said at the first. */
export class FindingBlocks {
  readonly #report: Report;
  readonly #options: BlockOptions;
  readonly #given = new Set<string>();

  constructor(report: Report, options: BlockOptions) {
    this.#report = report;
    this.#options = options;
  }

  /** The lines of one, an empty one at the end. */
  linesOf(group: FindingGroup): string[] {
    const { finding } = group;
    const { paint, lineOf: textOf, columns = PAGE } = this.#options;
    const { location } = finding;
    const fix = finding.fixes?.[0];
    const numbers = [location.endLine, ...(fix?.edits ?? []).map((edit) => edit.location.endLine)];
    const style = styleOf(finding);
    const options = { paint, style, columns, digits: String(Math.max(...numbers)).length };
    const rows = snippet(location, (line) => textOf(location.file, line), options);
    const empty = gutter("", options).trimEnd();
    return [
      this.#title(finding, style),
      `${" ".repeat(options.digits)}${paint("gutter", "-->")} ${placed(location)}`,
      ...(rows.length === 0 ? [] : [empty, ...rows]),
      ...(rows.length === 0 ? [] : [empty]),
      ...this.#notes(group).flatMap(([key, text]) => this.#note(key, text, options)),
      ...(fix === undefined ? [] : this.#fix(fix, options)),
      "",
    ];
  }

  #title(finding: Finding, style: Style): string {
    const { rule, severity, undecided, waived, known, message } = finding;
    const { paint, link } = this.#options;
    const state =
      waived !== undefined ? "waived " : known !== undefined ? "known " : undecided === true ? "undecided " : "";
    const named = `${state}${paint(style, severity)}${paint(style, `[${link(ruleUrl(this.#report, rule), rule)}]`)}`;
    return `${named}${paint("bold", `: ${plain(message)}`)}`;
  }

  #note(key: string, text: string, { digits }: SnippetOptions): string[] {
    const { paint, columns } = this.#options;
    const name = plain(key);
    const indent = digits + 5 + widthOf(name);
    const [first = "", ...more] =
      columns === undefined ? [plain(text)] : wrapped(plain(text), Math.max(NARROWEST, columns - indent));
    return [
      `${" ".repeat(digits)} ${paint("gutter", "=")} ${paint("bold", `${name}:`)} ${first}`,
      ...more.map((line) => " ".repeat(indent) + line),
    ];
  }

  /** What is known of it, in the order of its way: a name and a sentence each. */
  #notes({ finding, places }: FindingGroup): readonly (readonly [key: string, text: string])[] {
    const { pulls, help, waived, known, evidence, decidedBy, rule } = finding;
    const { isVerbose } = this.#options;
    const way = wayOf(pulls);
    const steps = stepsInWords((way?.rewritten ?? []).filter(({ by }) => isVerbose || by !== "engine"));
    const names = (way?.pulled ?? []).filter(({ image }) => image !== null).map(pulledInWords);
    const rest = isVerbose ? 0 : names.length - MOST_NAMES;
    const also = otherPlaces(places, isVerbose ? places.length : undefined);
    return [
      ...partsOf(pulls[0]).map((part) => ["used in", part] as const),
      ...steps.map((step) => ["rewritten", step] as const),
      ...names.slice(0, isVerbose ? names.length : MOST_NAMES).map((name) => ["pulled", name] as const),
      ...(rest > 0 ? [["pulled", `and as ${grouped(rest)} more names`] as const] : []),
      ...(also === undefined ? [] : [["also at", also] as const]),
      ...(help === undefined || this.#isGiven(help) ? [] : [["help", help] as const]),
      ...(waived === undefined ? [] : [[waived.by === "inline" ? "ignored" : "waived", reasonOf(waived)] as const]),
      ...(known === undefined ? [] : [["known", knownInWords(known)] as const]),
      ...(isVerbose ? Object.entries(evidence) : []),
      ...(isVerbose && decidedBy !== undefined ? [["decided by", decidersInWords(decidedBy)] as const] : []),
      ...(isVerbose ? [["see", ruleUrl(this.#report, rule)] as const] : []),
    ];
  }

  #isGiven(text: string): boolean {
    if (this.#options.isVerbose) return false;
    const isGiven = this.#given.has(text);
    this.#given.add(text);
    return isGiven;
  }

  /** What it does, and the lines as they would be. */
  #fix({ title, safe, edits }: Fix, options: SnippetOptions): string[] {
    const note = this.#note("fix", `${title}${safe ? "" : " Look at it first."}`, options);
    const byLine = Map.groupBy(edits, ({ location }) => `${location.file}\n${location.line}`);
    return [...note, ...[...byLine.values()].flatMap((own) => this.#edited(own, options))];
  }

  /** One line with its edits made. Of several lines, or where the line is not known, only what is to stand there. */
  #edited(edits: readonly Edit[], options: SnippetOptions): string[] {
    const [first, ...more] = edits.toSorted((a, b) => a.location.column - b.location.column);
    if (first === undefined) return [];
    const { file, line, column, endLine } = first.location;
    const text = this.#options.lineOf(file, line);
    const isOneLine = edits.every((edit) => edit.location.endLine === line && !/[\r\n]/.test(edit.replacement));
    if (text === undefined || !isOneLine) {
      const where = endLine > line ? `${lineOf(first.location)}-${endLine}` : lineOf(first.location);
      return this.#note("at", `${where}: ${short(first.replacement.trim(), 200)}`, options);
    }
    const all = [first, ...more];
    const made = all.reduceRight(
      (made, { location, replacement }) =>
        made.slice(0, location.column - 1) + replacement + made.slice(location.endColumn - 1),
      text,
    );
    const behind = text.length - (all.at(-1)?.location.endColumn ?? 1) + 1;
    return [replacementRow(line, made, { from: column - 1, to: made.length - behind }, options)];
  }
}

/** What else the name is made of: `python:${VERSION} at Dockerfile:3:6`. */
function partsOf(pull: Pull | undefined): string[] {
  return (pull?.references.slice(1, 1 + MOST_PARTS) ?? []).map(
    ({ text, file, line, column }) => `${onOneLine(text, 120)} at ${file}:${line}:${column}`,
  );
}

function styleOf({ severity, undecided, waived, known }: Finding): Style {
  if (waived !== undefined || known !== undefined) return "dim";
  return undecided === true ? "undecided" : severity;
}

function placed({ file, line, column }: Location): string {
  return `${plain(file)}:${line}:${column}`;
}

/** `rebuilt soon, @acme/x, OPS-7, until 2027-06-30 (wave-inspect.yml:4)`. */
function reasonOf(waived: NonNullable<Finding["waived"]>): string {
  const where = waived.location === undefined ? "" : ` (${lineOf(waived.location)})`;
  return `${waivedInWords(waived)}${where}`;
}
