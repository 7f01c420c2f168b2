/** The tables of a report as GitHub Markdown: a head, and a row each. */
import type { Finding, Report, Severity } from "../model.ts";
import { plain } from "../text/plain.ts";
import { short } from "../text/quote.ts";
import { counted, grouped } from "../text/units.ts";
import { countsInWords, type RuleTotals } from "./counts.ts";
import type { ImageFacts } from "./facts.ts";
import type { Step } from "./first-steps.ts";
import {
  adviceOf,
  type FindingGroup,
  type KnownFinding,
  knownInWords,
  type WaivedFinding,
  whyWaived,
} from "./groups.ts";
import { ruleUrl } from "./links.ts";
import { code, escapeMarkdown, firstFew, type Link, placesOf, prose } from "./markdown.ts";
import type { PinRow } from "./pin-change.ts";
import type { Offer, PlatformRow } from "./platform-grid.ts";
import type { RecordLine, RecordValue } from "./record.ts";

export const VERDICT = { pass: "✅", fail: "❌", undecided: "❔" } as const;

const SIGN: Readonly<Record<Severity | "undecided", string>> = {
  error: "🔴 error",
  warning: "🟠 warning",
  notice: "🔵 notice",
  undecided: "⚪ undecided",
};

/** `🔴&nbsp;error`. */
function signOf({ severity, undecided }: Finding): string {
  return SIGN[undecided === true ? "undecided" : severity].replace(" ", "&nbsp;");
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => (typeof cell === "number" ? grouped(cell) : cell)).join(" | ")} |\n`;
}

// ── What to do first ────────────────────────────────────────────────────────

export function stepItem({ what, command, rules, counts, places }: Step, report: Report, link: Link): string {
  const links = rules.map((rule) => ruleLink(report, rule)).join(", ");
  const typed = command === undefined ? "" : ` ${code(command)}`;
  const at = placesOf(places, link, ", ");
  return `1. **${countsInWords(counts).join(", ")}** (${links}) ${prose(what)}${typed}<br>${at}\n`;
}

function ruleLink(report: Report, rule: string): string {
  return `[${rule}](${ruleUrl(report, rule)})`;
}

// ── Rules ───────────────────────────────────────────────────────────────────

/** Of a table of the rules: those columns that have a number, and a line with the sums where there are several rules. */
export function ruleTable(totals: readonly RuleTotals[], report: Report): { head: string; rows: readonly string[] } {
  const columns = COLUMNS.filter(([, count]) => totals.some((one) => count(one) > 0));
  const head = `| Rule | ${columns.map(([title]) => title).join(" | ")} |\n| :-- |${" --: |".repeat(columns.length)}\n`;
  const rows = totals.map((one) => row([ruleLink(report, one.rule), ...columns.map(([, count]) => count(one) || "")]));
  const sums = columns.map(([, count]) => `**${grouped(totals.reduce((sum, one) => sum + count(one), 0))}**`);
  return { head, rows: totals.length > 1 ? [row(["**All**", ...sums]), ...rows] : rows };
}

const COLUMNS: readonly (readonly [title: string, count: (totals: RuleTotals) => number])[] = [
  ["🔴 Errors", ({ errors }) => errors],
  ["🟠 Warnings", ({ warnings }) => warnings],
  ["🔵 Notices", ({ notices }) => notices],
  ["⚪ Undecided", ({ undecided }) => undecided],
  ["New", ({ open }) => open],
  ["Known", ({ known }) => known],
  ["Waived", ({ waived }) => waived],
  ["With a fix", ({ fixable }) => fixable],
];

// ── Findings ────────────────────────────────────────────────────────────────

export const FINDINGS_HEAD = "| | Rule | What and where |\n| :-- | :-- | :-- |\n";

export function findingRow({ finding, places }: FindingGroup, report: Report, link: Link): string {
  const lines = [messageOf(finding), ...adviceOf(finding).map(prose), placesOf(places, link)];
  return row([signOf(finding), ruleLink(report, finding.rule), lines.join("<br>")]);
}

export const KNOWN_HEAD = "| Rule | What and where | |\n| :-- | :-- | :-- |\n";

export function knownRow({ finding, places }: FindingGroup<KnownFinding>, report: Report, link: Link): string {
  const what = `${messageOf(finding)}<br>${placesOf(places, link)}`;
  return row([ruleLink(report, finding.rule), what, escapeMarkdown(knownInWords(finding.known))]);
}

export const WAIVED_HEAD = "| Rule | What and where | Why | Until |\n| :-- | :-- | :-- | :-- |\n";

export function waivedRow({ finding, places }: FindingGroup<WaivedFinding>, report: Report, link: Link): string {
  const { rule, waived } = finding;
  const [reason = "", ...more] = whyWaived(waived).map(escapeMarkdown);
  const owner = more.length === 0 ? "" : ` (${more.join(", ")})`;
  const until = waived.by === "inline" ? "inline" : escapeMarkdown(waived.expires ?? "no end");
  const what = `${messageOf(finding)}<br>${placesOf(places, link)}`;
  return row([ruleLink(report, rule), what, `${reason}${owner}`, until]);
}

/** The message with the image set apart. */
export function messageOf({ message, image }: Pick<Finding, "message" | "image">): string {
  if (image === null || image === "") return escapeMarkdown(message);
  return message.split(image).map(escapeMarkdown).join(code(image));
}

// ── Images ──────────────────────────────────────────────────────────────────

export const IMAGES_HEAD =
  "| | Image and where | Pulled by | Pin | Digest | Platforms | Size | Built |\n| :-- | :-- | :-- | :-- | :-- | :-- | --: | :-- |\n";

const MOST_WRITTEN = 3;

export function imageRow({ image, written, users, places, known, pin, findings }: ImageFacts, link: Link): string {
  const { failure, digest, platforms = "", size = "", created = "" } = known ?? {};
  const original = written.length === 0 ? "" : `<br>written ${written.slice(0, MOST_WRITTEN).map(code).join(", ")}`;
  const [worst] = findings;
  return row([
    worst === undefined ? "" : signOf(worst),
    `${code(image)}${original}<br>${placesOf(places, link)}`,
    firstFew(users, escapeMarkdown),
    pin,
    digest === undefined ? escapeMarkdown(failure ?? "") : code(digest),
    escapeMarkdown(platforms),
    size,
    escapeMarkdown(created),
  ]);
}

// ── Platforms, registries, pins ─────────────────────────────────────────────

export const OFFERS: Readonly<Record<Offer, string>> = { offered: "✓", missing: "✗", unknown: "?", other: "–" };

export function platformsHead(platforms: readonly string[]): string {
  return `✓ offered, ✗ not offered, ? not known, – it runs on another platform.\n\n| Process, stage or service | ${platforms.map(code).join(" | ")} |\n| :-- |${" :-: |".repeat(platforms.length)}\n`;
}

export function platformsRow({ user, engines, images, offers }: PlatformRow): string {
  const by = engines.length === 0 ? "" : ` (${engines.join(", ")})`;
  const of = images.length === 0 ? "" : `<br>${firstFew(images, code)}`;
  return row([`${escapeMarkdown(user)}${by}${of}`, ...offers.map((offer) => OFFERS[offer])]);
}

export function registriesHead(isAsked: boolean): string {
  return `| Registry | Images |${isAsked ? " Allowed |" : ""} Answered |\n| :-- | --: |${isAsked ? " :-- |" : ""} --: |\n`;
}

/** `isAsked`: whether the policy says where images may come from. */
export function registryRow(registry: string, images: readonly ImageFacts[], isAsked: boolean): string {
  const refused = images.filter(({ findings }) => findings.some(({ rule }) => rule === "registry")).length;
  const allowed = refused === 0 ? "✓" : refused === images.length ? "✗" : `✗ ${counted(refused, "image")}`;
  const answered = images.filter(({ state }) => state === "answered").length;
  return row([code(registry), images.length, ...(isAsked ? [allowed] : []), answered]);
}

/** What fixes would bring has a column only where there are any. */
export function pinTable(rows: readonly PinRow[]): { head: string; rows: readonly string[] } {
  const columns: readonly (readonly [title: string, count: (row: PinRow) => number])[] = [
    ["Now", ({ now }) => now],
    ...(rows.some(({ now, safe }) => now !== safe)
      ? [["With the safe fixes", ({ safe }: PinRow) => safe] as const]
      : []),
    ...(rows.some(({ safe, all }) => safe !== all) ? [["With all fixes", ({ all }: PinRow) => all] as const] : []),
  ];
  return {
    head: `| Pin | ${columns.map(([title]) => title).join(" | ")} |\n| :-- |${" --: |".repeat(columns.length)}\n`,
    rows: rows.map((one) => row([one.pin, ...columns.map(([, count]) => count(one))])),
  };
}

// ── Record ──────────────────────────────────────────────────────────────────

export const RECORD_HEAD = "| | |\n| :-- | :-- |\n";

export function recordRow({ name, values }: RecordLine): string {
  return row([name, firstFew(values, recordValue)]);
}

function recordValue({ text, url }: RecordValue): string {
  const shown = code(short(plain(text), LONGEST_VALUE));
  return url === undefined ? shown : `<a href="${url}">${shown}</a>`;
}

/** Of a line of the record: no digest and no address of a run is longer. */
const LONGEST_VALUE = 400;
