/** The report as one HTML page. */
import type { Location, Report } from "../../model.ts";
import { type FindingGroup, groupFindings, partition } from "../groups.ts";

import { coverageSentence, toDecide, wordsOf } from "../coverage.ts";
import { lineUrl } from "../links.ts";
import { grouped } from "../../text/units.ts";
import { policyInWords } from "../policy-words.ts";
import { inUtc, type RecordLine, recordLines } from "../record.ts";
import { verdictSentence } from "../text.ts";
import { charts } from "./charts.ts";
import { code, escapeHtml, factList, folded, linkTo } from "./escape.ts";
import { factsOf, type ImageFacts } from "../facts.ts";
import { findingArticle, kindOf } from "./findings.ts";
import { imageTable } from "./images.ts";
import { pageHead } from "./page.ts";
import { script } from "./script.ts";
import { stylesheet } from "./stylesheet.ts";

export interface HtmlOptions {
  /** Address of GitHub; another on GitHub Enterprise Server. */
  readonly server?: string;
}

/**
 * One file to read in a browser or to print, offline: nothing is loaded from anywhere, light and dark. Its
 * Content-Security-Policy allows the style sheet and the script of this room by their hashes and nothing else. Without
 * scripts everything is there; with them it can be searched, filtered and sorted.
 */
export function html(report: Report, { server }: HtmlOptions = {}): string {
  const link = (location: Location): string | undefined => lineUrl(report, location, server);
  const findings = partition(report.findings);
  const open = groupFindings(findings.open);
  const known = groupFindings(findings.known);
  const waived = groupFindings(findings.waived);
  const groups = [...open, ...known, ...waived];
  const images = factsOf(report);
  const record = recordLines(report, server);
  const list = (id: string, title: string, some: readonly FindingGroup[]): string =>
    section(id, title, some.length, some.map((group) => findingArticle(group, report, link)).join(""));
  return `${pageHead({ title: titleOf(report), style: stylesheet, script })}
<body>
<a class="skip" href="#main">Skip to the findings</a>
${header(report, record)}
<main id="main">
${tiles(report)}
${tools(groups, images)}
${open.length === 0 ? `<p class="quiet">Nothing to say: every image that was judged meets the policy.</p>` : list("findings", "Findings", open)}
${list("known", "Known", known)}
${list("waived", "Waived", waived)}
${gaps(report)}
${section("images", "Images", images.length, imageTable(images, link))}
<section id="charts"><h2>Charts</h2><p class="quiet">Of the images that were to be judged.</p><div class="charts">
${charts(images, report)}</div></section>
<section id="record"><h2>Record of this run</h2>${recordList(record)}</section>
</main>
<footer>${footer(report)}</footer>
<script>${script}</script>
</body>
</html>
`;
}

function subjectOf({ repository }: Report): string {
  return repository === undefined ? "Container images" : `Container images of ${repository}`;
}

/** Of the tab, and of the file that a browser prints to. */
function titleOf(report: Report): string {
  const { commit, verdict, startedAt } = report;
  const at = commit === undefined ? "" : ` at ${commit.slice(0, 12)}`;
  return `${subjectOf(report)}${at}: ${verdict}, ${startedAt.slice(0, 10)}`;
}

/** Which lines of the record stand at the top. */
const AT_TOP: ReadonlySet<string> = new Set(["Commit", "Pull request", "Ref", "Date", "Policy", "Policy sha256"]);

function header(report: Report, record: readonly RecordLine[]): string {
  const items = toDecide(report).map((sentence) => `<li>To decide: ${escapeHtml(sentence)}</li>`);
  return `<header class="${report.verdict}">
<p class="verdict">${report.verdict}</p>
<h1>${escapeHtml(subjectOf(report))}</h1>
<p>${escapeHtml(verdictSentence(report).replace(/^\w+: /, ""))}</p>
<p>${escapeHtml(coverageSentence(report))}.</p>
${items.length === 0 ? "" : `<ul class="quiet">${items.join("")}</ul>\n`}${recordList(record.filter(({ name }) => AT_TOP.has(name)))}</header>`;
}

function recordList(lines: readonly RecordLine[]): string {
  const items = lines.map(({ name, values }) => {
    const shown = values.map(({ text, url }) => linkTo(url, escapeHtml(text)));
    return `<div><dt>${name}</dt><dd>${shown.length === 1 ? shown.join("") : folded(shown)}</dd></div>`;
  });
  return `<dl class="record">${items.join("")}</dl>`;
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
function section(id: string, title: string, count: number, content: string): string {
  if (count === 0) return "";
  return `<section id="${id}"><h2>${title} <span>${grouped(count)}</span></h2>\n${content}</section>`;
}

/** What the script makes use of; there is nothing to see of it without one. */
function tools(groups: readonly FindingGroup[], images: readonly ImageFacts[]): string {
  const kinds = groups.map(({ finding }) => kindOf(finding));
  const rules = groups.map(({ finding }) => finding.rule);
  const choices = [
    choice("kind", "Findings", kinds),
    choice("rule", "Rule", rules),
    choice(
      "registry",
      "Registry",
      images.map(({ registry }) => registry),
    ),
    choice(
      "pin",
      "Pin",
      images.map(({ pin }) => pin),
    ),
    choice(
      "state",
      "Answer",
      images.map(({ state }) => state),
    ),
  ];
  return `<form class="tools" role="search" hidden>
<label>Search <input type="search" name="words" autocomplete="off" placeholder="image, file, process, digest"></label>
${choices.join("\n")}
<label>Findings by <select name="order"><option value="">importance</option><option value="rule">rule</option><option value="image">image</option><option value="file">file</option></select></label>
<button type="button" name="open">Open all details</button>
<button type="reset">Reset</button>
<output aria-live="polite"></output>
</form>`;
}

function choice(name: string, label: string, values: readonly string[]): string {
  const options = [...new Set(values)]
    .sort()
    .map((value) => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`);
  return `<label>${label} <select name="${name}"><option value="">all</option>${options.join("")}</select></label>`;
}

function accepted(one: { readonly accepted?: true }): string {
  return one.accepted === true ? " (accepted)" : "";
}

/** What was not judged, not read and not looked at, all of it. */
function gaps({ coverage }: Report): string {
  const { notJudged, unread, notLookedAt, notApplied } = coverage;
  const parts = [
    ...notJudged.map(
      (one) =>
        `<h3>${grouped(one.images)} ${escapeHtml(wordsOf(one))}${accepted(one)}</h3><p class="help">${escapeHtml(one.advice)}</p>${folded(one.names.map(code))}`,
    ),
    ...(unread.length === 0
      ? []
      : [`<h3>Not readable</h3>${folded(unread.map((one) => `${code(one.file)} ${one.reason}${accepted(one)}`))}`]),
    ...notLookedAt.map(
      ({ what, names, add }) =>
        `<h3>${what}s not looked at</h3>${folded(names.map(code))}<p class="help">Add ${code(add)}</p>`,
    ),
    ...(notApplied.length === 0
      ? []
      : [
          `<h3>Rules that have nothing to say of some images</h3>${factList(notApplied.map(({ rules, images, why }) => [rules.join(", "), `${grouped(images)}: ${why}`]))}`,
        ]),
  ];
  return section("gaps", "Not judged, not read, not looked at", parts.length, parts.join("\n"));
}

function footer({ tool, inspector, policy, failOn, startedAt }: Report): string {
  const parts = [
    `${tool.name} ${tool.version}`,
    { wave: "inspected through Wave", registry: "inspected at the registries", none: "judged by name only" }[inspector],
    policyInWords(policy),
    `fails on ${failOn}`,
    inUtc(startedAt),
  ];
  return parts.map((part) => escapeHtml(part)).join(" · ");
}
