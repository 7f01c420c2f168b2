/** The report as Markdown, for comments and the job summary. */
import type { Finding, Location, Report, Severity } from "../model.ts";
import { allAreIn, type Elsewhere } from "./elsewhere.ts";
import {
  adviceOf,
  type FindingGroup,
  groupFindings,
  type KnownFinding,
  knownInWords,
  partition,
  type WaivedFinding,
  whyWaived,
} from "./groups.ts";
import { type ImageRow, imageRows } from "./images.ts";
import { lineUrl, ruleUrl } from "./links.ts";
import { counted, grouped } from "../text/units.ts";
import { policyInWords } from "./policy-words.ts";
import { plain } from "../text/plain.ts";
import { short } from "../text/quote.ts";
import { inUtc, type RecordLine, recordLines, type RecordValue } from "./record.ts";
import { coverageSentence, toDecide } from "./coverage.ts";
import { verdictSentence } from "./text.ts";

export interface MarkdownOptions {
  /** Bytes of UTF-8 that the text may have. */
  readonly budget?: number;
  /** Address of GitHub; another on GitHub Enterprise Server. */
  readonly server?: string;
  /** What else is written, for what has no room here. */
  readonly elsewhere?: Elsewhere;
}

/** A comment on a pull request takes 65,536 characters. */
const COMMENT_BUDGET = 60_000;
const MOST_PLACES = 3;

/** The report as GitHub Markdown. Where the budget ends, whole rows are left out, least important ones first, and counted. */
export function markdown(
  report: Report,
  { budget = COMMENT_BUDGET, server, elsewhere = {} }: MarkdownOptions = {},
): string {
  const record = recordLines(report, server).map(recordRow);
  const kept = Math.min(Buffer.byteLength(record.join("")) + RECORD_FRAME, budget / 4);
  const page = new Page(budget - RESERVE - kept);
  const link = (location: Location): string | undefined => lineUrl(report, location, server);
  const findings = partition(report.findings);
  const open = groupFindings(findings.open);
  const known = groupFindings(findings.known);
  const waived = groupFindings(findings.waived);

  page.add(heading(report));
  page.table(
    "finding",
    FINDINGS_HEAD,
    open.map((group) => findingRow(group, report, link)),
    "",
  );
  page.details(
    counted(known.length, "known finding"),
    "known finding",
    KNOWN_HEAD,
    known.map((group) => knownRow(group, report, link)),
  );
  page.details(
    counted(waived.length, "waived finding"),
    "waived finding",
    WAIVED_HEAD,
    waived.map((group) => waivedRow(group, report, link)),
  );
  const images = imageRows(report);
  page.details(
    counted(images.length, "image"),
    "image",
    IMAGES_HEAD,
    images.map((row) => imageRow(row, link)),
  );
  page.free(kept);
  page.details("Record of this run", "line of the record", RECORD_HEAD, record);
  page.add(footer(report));
  return page.text(allAreIn(elsewhere));
}

/** Room for the note on what was left out, and for the footer. */
const RESERVE = 2_000;

/** What stands around the record. Bytes. */
const RECORD_FRAME = 100;

/** Text under a budget: a block that does not fit is counted instead of added. */
export class Page {
  readonly #parts: string[] = [];
  readonly #left: string[] = [];
  #room: number;

  constructor(budget: number) {
    this.#room = budget;
  }

  /** Gives room that was kept for what follows. */
  free(bytes: number): void {
    this.#room += bytes;
  }

  add(block: string): void {
    this.#parts.push(block);
    this.#room -= Buffer.byteLength(block);
  }

  table(what: string, head: string, rows: readonly string[], end: string): void {
    if (rows.length === 0) return;
    let room = this.#room - Buffer.byteLength(head) - Buffer.byteLength(end);
    let fitting = 0;
    for (const row of rows) {
      room -= Buffer.byteLength(row);
      if (room < 0) break;
      fitting += 1;
    }
    if (fitting > 0) this.add(`${head}${rows.slice(0, fitting).join("")}${end}\n`);
    if (fitting < rows.length) this.#left.push(counted(rows.length - fitting, what));
  }

  details(title: string, what: string, head: string, rows: readonly string[]): void {
    this.table(what, `<details><summary>${title}</summary>\n\n${head}`, rows, "\n</details>\n");
  }

  /** `remedy`: where to find what was left out. */
  text(remedy: string): string {
    const note = this.#left.length === 0 ? "" : `\n> Not shown for lack of room: ${this.#left.join(", ")}. ${remedy}\n`;
    return `${this.#parts.join("")}${note}`;
  }
}

// ── Parts ───────────────────────────────────────────────────────────────────

export const VERDICT = { pass: "✅", fail: "❌", undecided: "❔" } as const;
const SIGN: Readonly<Record<Severity, string>> = { error: "🔴 error", warning: "🟠 warning", notice: "🔵 notice" };

function heading(report: Report): string {
  const [verdict = "", rest = ""] = verdictSentence(report).split(/: (.*)/s);
  const advice = toDecide(report).map((sentence) => `- To decide: ${escapeMarkdown(sentence)}\n`);
  return `## ${VERDICT[report.verdict]} Container images: ${verdict.toLowerCase()}

${rest.charAt(0).toUpperCase()}${rest.slice(1)}

${escapeMarkdown(coverageSentence(report))}.

${advice.length === 0 ? "" : `${advice.join("")}\n`}`;
}

export const FINDINGS_HEAD = "| | Rule | What and where |\n| :-- | :-- | :-- |\n";

export function findingRow({ finding, places }: FindingGroup, report: Report, link: Link): string {
  const { severity, rule, undecided } = finding;
  const sign = undecided === true ? `⚪ undecided` : SIGN[severity];
  const lines = [messageOf(finding), ...adviceOf(finding).map(escapeMarkdown), placesOf(places, link)];
  return `| ${sign.replace(" ", "&nbsp;")} | [${rule}](${ruleUrl(report, rule)}) | ${lines.join("<br>")} |\n`;
}

export const KNOWN_HEAD = "| Rule | What and where | |\n| :-- | :-- | :-- |\n";

export function knownRow({ finding, places }: FindingGroup<KnownFinding>, report: Report, link: Link): string {
  const { rule, known } = finding;
  return `| [${rule}](${ruleUrl(report, rule)}) | ${messageOf(finding)}<br>${placesOf(places, link)} | ${escapeMarkdown(knownInWords(known))} |\n`;
}

export const WAIVED_HEAD = "| Rule | What and where | Why | Until |\n| :-- | :-- | :-- | :-- |\n";

export function waivedRow({ finding, places }: FindingGroup<WaivedFinding>, report: Report, link: Link): string {
  const { rule, waived } = finding;
  const [reason = "", ...more] = whyWaived(waived).map(escapeMarkdown);
  const owner = more.length === 0 ? "" : ` (${more.join(", ")})`;
  const until = waived.by === "inline" ? "inline" : escapeMarkdown(waived.expires ?? "no end");
  return `| [${rule}](${ruleUrl(report, rule)}) | ${messageOf(finding)}<br>${placesOf(places, link)} | ${reason}${owner} | ${until} |\n`;
}

/** The message with the image set apart. */
function messageOf({ message, image }: Finding): string {
  if (image === null || image === "") return escapeMarkdown(message);
  return message.split(image).map(escapeMarkdown).join(code(image));
}

export type Link = (location: Location) => string | undefined;

export function placesOf(places: readonly Location[], link: Link): string {
  return shorten(places, (location) => place(location, link));
}

function place(location: Location, link: Link): string {
  const url = link(location);
  const text = code(`${location.file}:${location.line}`);
  return url === undefined ? text : `<a href="${url}">${text}</a>`;
}

const IMAGES_HEAD =
  "| Image and where | Pulled by | Digest | Platforms | Size | Built |\n| :-- | :-- | :-- | :-- | --: | :-- |\n";

function imageRow({ image, written, users, places, known }: ImageRow, link: Link): string {
  const { failure, digest, platforms = "", size = "", created = "" } = known ?? {};
  const original = written.length === 0 ? "" : `<br>written ${written.slice(0, MOST_PLACES).map(code).join(", ")}`;
  const by = shorten(users, escapeMarkdown);
  const answer = digest === undefined ? escapeMarkdown(failure ?? "") : code(digest);
  const cells = [
    `${code(image)}${original}<br>${placesOf(places, link)}`,
    by,
    answer,
    escapeMarkdown(platforms),
    size,
    escapeMarkdown(created),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

const RECORD_HEAD = "| | |\n| :-- | :-- |\n";

function recordRow({ name, values }: RecordLine): string {
  return `| ${name} | ${shorten(values, recordValue)} |\n`;
}

function recordValue({ text, url }: RecordValue): string {
  const shown = code(short(plain(text), LONGEST_VALUE));
  return url === undefined ? shown : `<a href="${url}">${shown}</a>`;
}

/** Of a line of the record: no digest and no address of a run is longer. */
const LONGEST_VALUE = 400;

/** The first few of a list in a cell, a line each, and how many more there are. */
function shorten<T>(items: readonly T[], show: (item: T) => string): string {
  const more = items.length - MOST_PLACES;
  const lines = items.slice(0, MOST_PLACES).map(show);
  return [...lines, ...(more > 0 ? [`and ${grouped(more)} more`] : [])].join("<br>");
}

function footer({ tool, inspector, policy, failOn, startedAt }: Report): string {
  const by = {
    wave: "inspected through Wave",
    registry: "inspected at the registries",
    none: "judged by name only",
  } as const;
  return `\n<sub>${escapeMarkdown(tool.name)} ${escapeMarkdown(tool.version)}, ${by[inspector]}, ${policyInWords(policy, code)}, fails on ${failOn}, ${escapeMarkdown(inUtc(startedAt))}</sub>\n`;
}

// ── Escaping ────────────────────────────────────────────────────────────────

/**
 * Text of others as Markdown that means nothing but itself, in a table cell or anywhere else: every punctuation character
 * that Markdown or HTML could read becomes an entity, and what GitHub would make a link of is parted.
 */
export function escapeMarkdown(text: string): string {
  return parted(plain(text)).replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]|(?<=\w)\.(?=\w)/g, entity);
}

/**
 * GitHub looks for references in the text that people see, where entities are characters again: `@user`, `#1`,
 * `owner/repo#2`, `GH-3`, advisories, commits, addresses, `:emoji:`. A space without width parts each; code has none.
 */
function parted(text: string): string {
  return text
    .replaceAll(/@|#(?=\d)|:(?=\/\/|[\w+-]+:)|www(?=\.)|\b(?:gh|ghsa|cve)-(?=\w)/gi, `$&${SPLIT}`)
    .replaceAll(/(?<![\da-z])[\da-f]{7,40}(?![\da-z])/gi, (commit) => commit.replaceAll(/.{6}(?=.)/g, `$&${SPLIT}`));
}

/** A space without width. Six digits and fewer are no commit to GitHub. */
const SPLIT = "\u200B";

/** Set as code. Entities do their work inside `<code>`, where backticks would need counting. */
export function code(text: string): string {
  return `<code>${plain(text).replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]/g, entity)}</code>`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
