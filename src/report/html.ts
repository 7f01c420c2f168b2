/** The report as one HTML page. */
import type { Finding, Location, Report } from "../model.ts";
import { adviceOf, type FindingGroup, groupFindings, knownInWords, partition } from "./groups.ts";
import { type ImageRow, imageRows } from "./images.ts";
import { shortDigest } from "../text/quote.ts";
import { coverageSentence, toDecide } from "./coverage.ts";
import { lineUrl, ruleUrl } from "./links.ts";
import { sha256 } from "../text/sha256.ts";
import { counted, grouped } from "../text/units.ts";
import { unarmedBy } from "../text/commands.ts";
import { policyInWords } from "./policy-words.ts";
import { plain } from "../text/plain.ts";
import { stylesheet } from "./stylesheet.ts";
import { verdictSentence } from "./text.ts";

export interface HtmlOptions {
  /** Address of GitHub; another on GitHub Enterprise Server. */
  readonly server?: string;
}

/** More than a person reads; a browser is slow on ten times as much. */
const MOST_ITEMS = 2_000;
const MOST_PLACES = 12;
const MOST_IN_CELL = 5;

/**
 * One file to read in a browser, offline: no script, nothing loaded from anywhere, light and dark.
 * Its Content-Security-Policy allows the style sheet below by its hash and nothing else.
 */
export function html(report: Report, { server }: HtmlOptions = {}): string {
  const hash = sha256(stylesheet, "base64");
  const link = (location: Location): string | undefined => lineUrl(report, location, server);
  const findings = partition(report.findings);
  const open = groupFindings(findings.open);
  const [known, waived] = [groupFindings(findings.known), groupFindings(findings.waived)];
  const articles = (groups: readonly FindingGroup[]): string =>
    groups.map((group) => finding(group, report, link)).join("");
  const name = report.repository ?? "Container images";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(name)}: ${report.verdict}</title>
<style>${stylesheet}</style>
</head>
<body>
<header class="${report.verdict}">
<p class="verdict">${report.verdict}</p>
<h1>${escapeHtml(name)}</h1>
<p>${escapeHtml(verdictSentence(report).replace(/^\w+: /, ""))}</p>
<p>${escapeHtml(coverageSentence(report))}.</p>
${advice(report)}</header>
<main>
${tiles(report)}
${open.length === 0 ? `<p class="quiet">Nothing to say: every image that was judged meets the policy.</p>` : section("Findings", open, articles)}
${section("Known", known, articles)}
${section("Waived", waived, articles)}
${section("Images", imageRows(report), (shown) => images(shown, link))}
</main>
<footer>${footer(report)}</footer>
</body>
</html>
`;
}

function advice(report: Report): string {
  const items = toDecide(report).map((sentence) => `<li>To decide: ${escapeHtml(sentence)}</li>`);
  return items.length === 0 ? "" : `<ul class="quiet">${items.join("")}</ul>\n`;
}

function tiles({ counts }: Report): string {
  const all: [kind: string, count: number, one: string, many: string][] = [
    ["error", counts.errors, "error", "errors"],
    ["warning", counts.warnings, "warning", "warnings"],
    ["notice", counts.notices, "notice", "notices"],
    ["undecided", counts.undecided, "undecided", "undecided"],
    ["known", counts.known, "known", "known"],
    ["waived", counts.waived, "waived", "waived"],
  ];
  const items = all.map(
    ([kind, count, one, many]) =>
      `<li class="${count === 0 ? "none" : kind}"><b>${grouped(count)}</b> ${count === 1 ? one : many}</li>`,
  );
  return `<ul class="tiles">${items.join("")}</ul>`;
}

/** A heading with the number of items below it; nothing where there are none. */
function section<T>(title: string, items: readonly T[], show: (items: readonly T[]) => string): string {
  if (items.length === 0) return "";
  const more = items.length - MOST_ITEMS;
  const rest = more > 0 ? `<p class="quiet">and ${grouped(more)} more, in the JSON report</p>` : "";
  return `<section><h2>${title} <span>${grouped(items.length)}</span></h2>\n${show(items.slice(0, MOST_ITEMS))}${rest}</section>`;
}

type Link = (location: Location) => string | undefined;

function finding({ finding: one, places }: FindingGroup, report: Report, link: Link): string {
  const { rule, severity, evidence, waived, known, undecided } = one;
  const kind =
    waived !== undefined ? "waived" : known !== undefined ? "known" : undecided === true ? "undecided" : severity;
  const shown = places.slice(0, MOST_PLACES).map((location) => `<li>${place(location, link)}</li>`);
  const more = places.length - shown.length;
  const facts = Object.entries(evidence).map(
    ([key, value]) => `<dt>${escapeHtml(key)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  return `<article class="${kind}">
<h3><span class="kind">${kind}</span> <a href="${escapeHtml(ruleUrl(report, rule))}">${escapeHtml(rule)}</a></h3>
<p>${message(one)}</p>
${adviceOf(one)
  .map((sentence) => `<p class="help">${escapeHtml(sentence)}</p>\n`)
  .join(
    "",
  )}${excuse(one)}<ul class="places">${shown.join("")}${more > 0 ? `<li>and ${grouped(more)} more</li>` : ""}</ul>
${facts.length === 0 ? "" : `<details><summary>Evidence</summary><dl>${facts.join("")}</dl></details>\n`}</article>
`;
}

function excuse({ waived, known }: Finding): string {
  const why = waived === undefined ? known && knownInWords(known) : waiver(waived);
  return why === undefined ? "" : `<p class="help">${escapeHtml(why.charAt(0).toUpperCase() + why.slice(1))}</p>\n`;
}

function waiver({ by, reason, owner, ticket, expires }: NonNullable<Finding["waived"]>): string {
  const until = expires === undefined ? "" : ` until ${expires}`;
  const tracked = ticket === undefined ? "" : ` (${ticket})`;
  return `${by === "inline" ? "Ignored inline" : `Waived${until}`}${owner === undefined ? "" : ` by ${owner}`}: ${reason}${tracked}`;
}

/** The message with the image set apart. */
function message({ message: text, image }: Finding): string {
  if (image === null || image === "") return escapeHtml(text);
  return text
    .split(image)
    .map(escapeHtml)
    .join(`<code>${escapeHtml(image)}</code>`);
}

function place(location: Location, link: Link): string {
  const url = link(location);
  const text = `<code>${escapeHtml(`${location.file}:${location.line}`)}</code>`;
  return url === undefined ? text : `<a href="${escapeHtml(url)}">${text}</a>`;
}

function images(rows: readonly ImageRow[], link: Link): string {
  return table(
    "images",
    ["Image and where", "Pulled by", "Digest", "Platforms", "Size", "Built"],
    rows.map((row) => imageRow(row, link)),
  );
}

function imageRow({ image, written, users, places, known }: ImageRow, link: Link): string {
  const { failure, digest, platforms = "", size = "", created = "" } = known ?? {};
  const original =
    written.length === 0
      ? ""
      : `<br><span class="quiet">written ${written.slice(0, MOST_IN_CELL).map(escapeHtml).join(", ")}</span>`;
  const cells = [
    `<code>${escapeHtml(image)}</code>${original}<br>${shorten(places, (location) => place(location, link))}`,
    shorten(users, escapeHtml),
    digest === undefined
      ? escapeHtml(failure ?? "")
      : `<code title="${escapeHtml(digest)}">${escapeHtml(shortDigest(digest))}</code>`,
    escapeHtml(platforms),
    escapeHtml(size),
    escapeHtml(created),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`;
}

/** The first of a list in a cell, a line each, and how many more there are. */
function shorten<T>(items: readonly T[], show: (item: T) => string): string {
  const more = items.length - MOST_IN_CELL;
  const lines = items.slice(0, MOST_IN_CELL).map(show);
  return [...lines, ...(more > 0 ? [`and ${grouped(more)} more`] : [])].join("<br>");
}

function table(kind: string, head: readonly string[], rows: readonly string[]): string {
  return `<div class="wide"><table class="${kind}"><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr></thead><tbody>\n${rows.join("")}</tbody></table></div>\n`;
}

function footer({ tool, inspector, policy, failOn, startedAt, commit, counts }: Report): string {
  const parts = [
    `${tool.name} ${tool.version}`,
    { wave: "inspected through Wave", registry: "inspected at the registries", none: "judged by name only" }[inspector],
    policyInWords(policy),
    `fails on ${failOn}`,
    counted(counts.files, "file"),
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
    `${startedAt.slice(0, 19).replace("T", " ")} UTC`,
  ];
  return parts.map((part) => escapeHtml(part)).join(" · ");
}

/** For text and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  const escaped = plain(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
  return unarmedBy(escaped, (character) => `&#${character.charCodeAt(0)};`);
}
