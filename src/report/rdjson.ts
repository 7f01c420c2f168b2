/** The report in reviewdog's diagnostic format, with its fixes as suggestions. */
import type { Finding, Fix, Location, Report, Severity } from "../model.ts";
import { indexLines, type Lines } from "../text/lines.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { adviceOf, LOOK_FIRST, partition } from "./groups.ts";
import { ruleUrl, toolUrl } from "./links.ts";

export interface RdjsonOptions {
  /** Where reviewdog finds a file of the report; undefined for one that is not in the repository. */
  readonly pathOf: (file: string) => string | undefined;
  /**
   * What a file holds, with its byte order mark; undefined for one that cannot be read or that is no UTF-8, where nobody
   * can count columns as the format does.
   */
  readonly textOf: (file: string) => string | undefined;
}

const SEVERITIES: Readonly<Record<Severity, "ERROR" | "WARNING" | "INFO">> = {
  error: "ERROR",
  warning: "WARNING",
  notice: "INFO",
};

/** A suggestion shows all lines from the first edit to the last: of more than these nobody sees what changes. */
const MOST_LINES = 20;

/**
 * `DiagnosticResult` of reviewdog's proto/rdf: the findings that count, one a place, in their order. Columns count bytes
 * of UTF-8; a range without columns is of whole lines.
 */
export function rdjson(report: Report, { pathOf, textOf }: RdjsonOptions): string {
  const texts = new Texts(textOf);
  const result = {
    source: { name: report.tool.name, url: toolUrl(report) },
    diagnostics: partition(report.findings).open.map((finding) => {
      const { offered, elsewhere } = suggestionsOf(finding, texts);
      return {
        message: messageOf(finding, elsewhere),
        location: placeOf(finding.location, pathOf, texts),
        severity: SEVERITIES[finding.severity],
        code: { value: finding.rule, url: ruleUrl(report, finding.rule) },
        ...(offered.length > 0 && { suggestions: offered }),
        ...(finding.writtenAt !== undefined && {
          related_locations: [
            { message: "The image is written here.", location: placeOf(finding.writtenAt, pathOf, texts) },
          ],
        }),
      };
    }),
  };
  return printJson(result);
}

function messageOf(finding: Finding, elsewhere: readonly Fix[]): string {
  const { message, undecided, fixes = [] } = finding;
  const [first] = fixes;
  const sentences = [
    `${message}${undecided === true ? " (undecided)" : ""}.`,
    ...adviceOf(finding),
    ...(first === undefined || elsewhere.includes(first) || first.safe ? [] : [`${first.title} ${LOOK_FIRST}`]),
    ...elsewhere.map(
      ({ title }) => `${title} It takes edits that no suggestion here can hold: wave-inspect fix has them.`,
    ),
  ];
  return inert(sentences.join(" "));
}

// ── Places ──────────────────────────────────────────────────────────────────

interface KnownText {
  /** Without the byte order mark, as columns of a report are counted. */
  readonly text: string;
  readonly lines: Lines;
  /** Bytes of the mark, which columns of the format have before them. */
  readonly mark: number;
}

/** What the files hold, each read once. */
class Texts {
  readonly #textOf: RdjsonOptions["textOf"];
  readonly #known = new Map<string, KnownText | undefined>();

  constructor(textOf: RdjsonOptions["textOf"]) {
    this.#textOf = textOf;
  }

  of(file: string): KnownText | undefined {
    if (!this.#known.has(file)) {
      const whole = this.#textOf(file);
      const text = whole?.replace(/^\uFEFF/, "");
      const known = text === undefined ? undefined : { text, lines: indexLines(text), mark: text === whole ? 0 : 3 };
      this.#known.set(file, known);
    }
    return this.#known.get(file);
  }
}

function placeOf(location: Location, pathOf: RdjsonOptions["pathOf"], texts: Texts): object {
  const { file } = location;
  return { path: (pathOf(file) ?? file).toWellFormed(), range: rangeOf(location, texts) };
}

function rangeOf(location: Location, texts: Texts): object {
  const { file, line, column, endLine, endColumn } = location;
  const start = bytesTo(texts, file, line, column);
  const end = bytesTo(texts, file, endLine, endColumn);
  if (start === undefined || end === undefined) return { start: { line }, end: { line: endLine } };
  return { start: { line, column: start }, end: { line: endLine, column: end } };
}

/** A column in bytes of UTF-8, 1-based. Undefined where the file has changed, or nobody can count in it. */
function bytesTo(texts: Texts, file: string, line: number, column: number): number | undefined {
  const known = texts.of(file);
  const start = known?.lines.offset(line, 1);
  if (known === undefined || start === undefined) return undefined;
  return Buffer.byteLength(known.text.slice(start, start + column - 1)) + 1 + (line === 1 ? known.mark : 0);
}

// ── Suggestions ─────────────────────────────────────────────────────────────

interface Suggestions {
  readonly offered: readonly object[];
  /** What edits several files, or places that are far apart, or a file that nobody can count in. */
  readonly elsewhere: readonly Fix[];
}

/** One a fix, since somebody may take one alone: the edits of a fix and all that stands between them are one text. */
function suggestionsOf({ location, fixes = [] }: Finding, texts: Texts): Suggestions {
  const all = fixes.map((fix) => ({ fix, one: suggestionOf(fix, location.file, texts) }));
  return {
    offered: all.flatMap(({ one }) => one ?? []),
    elsewhere: all.flatMap(({ fix, one }) => (one === undefined ? fix : [])),
  };
}

function suggestionOf({ edits }: Fix, file: string, texts: Texts): object | undefined {
  const known = texts.of(file);
  if (known === undefined || edits.some(({ location }) => location.file !== file)) return undefined;
  const { text, lines } = known;
  const offset = (line: number, column: number): number => lines.offset(line, column) ?? text.length;
  const sorted = edits
    .map(({ location, replacement }) => ({
      location,
      replacement,
      start: offset(location.line, location.column),
      end: offset(location.endLine, location.endColumn),
    }))
    .sort((a, b) => a.start - b.start);
  const first = sorted[0]?.location ?? edits[0].location;
  const last = sorted.at(-1)?.location ?? first;
  if (last.endLine - first.line >= MOST_LINES) return undefined;
  const range = rangeOf({ ...first, endLine: last.endLine, endColumn: last.endColumn }, texts);
  const parts = sorted.map(({ replacement, start }, index) => [
    text.slice(sorted[index - 1]?.end ?? start, start),
    replacement,
  ]);
  return { range, text: parts.flat().join("") };
}

// ── Text of others ──────────────────────────────────────────────────────────

/**
 * Reviewers read the message as Markdown, logs as it is: what would be a link, a picture, a tag, a comment, a mention or a
 * reference is parted with a blank, and all else is left alone.
 */
function inert(text: string): string {
  return plain(text)
    .replaceAll("](", "] (")
    .replaceAll(/<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![A-Za-z0-9])@(?=\w)|#(?=\d)|\bgh-(?=\d)/gi, "$& ");
}
