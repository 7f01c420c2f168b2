/** The report as GitHub Markdown, for the job summary and for comments: one glance first, then all that there is room for. */
import type { Location, Report } from "../model.ts";
import { counted, grouped } from "../text/units.ts";
import { ruleTotals } from "./counts.ts";
import { coverageSentence, toDecide } from "./coverage.ts";
import { allAreIn, type Elsewhere } from "./elsewhere.ts";
import { factsOf, type ImageFacts } from "./facts.ts";
import { firstSteps } from "./first-steps.ts";
import { folderSections } from "./folders.ts";
import { groupFindings, partition } from "./groups.ts";
import { byRegistry, outcomes, toJudge } from "./image-totals.ts";
import { lineUrl } from "./links.ts";
import { code, escapeMarkdown, type Link, Page, type Room } from "./markdown.ts";
import {
  findingRow,
  FINDINGS_HEAD,
  imageRow,
  IMAGES_HEAD,
  KNOWN_HEAD,
  knownRow,
  OFFERS,
  pinTable,
  platformsHead,
  platformsRow,
  RECORD_HEAD,
  recordRow,
  registriesHead,
  registryRow,
  ruleTable,
  stepItem,
  VERDICT,
  WAIVED_HEAD,
  waivedRow,
} from "./markdown-tables.ts";
import { pie } from "./mermaid.ts";
import { pinChange, type PinRow } from "./pin-change.ts";
import { type PlatformGrid, platformGrid } from "./platform-grid.ts";
import { policyInWords } from "./policy-words.ts";
import { inUtc, recordLines } from "./record.ts";
import { verdictSentence } from "./text.ts";

export interface MarkdownOptions {
  /** Address of GitHub; another on GitHub Enterprise Server. */
  readonly server?: string;
  /** What else is written, for what has no room here. */
  readonly elsewhere?: Elsewhere;
}

/** GitHub drops a step's summary above 1 MiB; other steps' writing is not counted here. Bytes. */
const SUMMARY_BUDGET = 900 * 1024;
/** A comment on a pull request takes 65,536 characters. A byte is never less than one. */
const COMMENT_BUDGET = 60_000;

/** The job summary; of several folders with a section each. */
export function summary(report: Report, options: MarkdownOptions = {}): string {
  if (report.folders !== undefined) return folderSummary(report, options);
  return markdown(report, { ...options, budget: SUMMARY_BUDGET });
}

/**
 * The report as GitHub Markdown, by default small enough for a comment. What is read first stands first. Where the budget ends, whole
 * rows are left out and counted: those of the longest lists that say least, and never what the first glance needs.
 */
export function markdown(
  report: Report,
  { budget = COMMENT_BUDGET, server, elsewhere = {} }: MarkdownOptions & { readonly budget?: number } = {},
): string {
  const page = new Page(budget - RESERVE);
  const link = (location: Location): string | undefined => lineUrl(report, location, server);
  const images = factsOf(report);
  page.add(heading(report));
  addGlance(page, { report, images, link, budget });
  addFindings(page, report, link);
  addImages(page, { report, images, link, budget });
  const record = recordLines(report, server).map(recordRow);
  page.details("Record of this run", "line of the record", RECORD_HEAD, record, { rank: 1, most: budget / 4 });
  page.add(footer(report));
  return page.text(allAreIn(elsewhere));
}

/** Room for the note on what was left out. Bytes. */
const RESERVE = 1_000;

/** What parts of the text are made of. */
interface Given {
  readonly report: Report;
  readonly images: readonly ImageFacts[];
  readonly link: Link;
  /** Bytes of all of it. */
  readonly budget: number;
}

function heading(report: Report): string {
  const [verdict = "", rest = ""] = verdictSentence(report).split(/: (.*)/s);
  const advice = toDecide(report).map((sentence) => `- To decide: ${escapeMarkdown(sentence)}\n`);
  return `## ${VERDICT[report.verdict]} Container images: ${verdict.toLowerCase()}

${rest.charAt(0).toUpperCase()}${rest.slice(1)}

${escapeMarkdown(coverageSentence(report))}.

${advice.length === 0 ? "" : `${advice.join("")}\n`}`;
}

/** What to do first, how much there is of each rule, and what that comes to for the images. */
function addGlance(page: Page, { report, images, link, budget }: Given): void {
  const small: Room = { rank: 0, most: budget / 10 };
  const { steps, mended, open } = firstSteps(report);
  if (open > 1) {
    const all = `\nThat takes care of ${mended === open ? "all" : `${grouped(mended)} of`} ${counted(open, "finding")}.\n`;
    const items = steps.map((step) => stepItem(step, report, link));
    page.table("step", "### What to do first\n\n", items, all, small);
  }
  const { head, rows } = ruleTable(ruleTotals(report.findings), report);
  page.table("rule", `### By rule\n\n${head}`, rows, "", small);
  const found = outcomes(images, report);
  if (found.filter(([, count]) => count > 0).length > 1)
    page.details("Chart of the images by the worst that was found", "chart", "", [pie(found)], small);
}

function addFindings(page: Page, report: Report, link: Link): void {
  const findings = partition(report.findings);
  const open = groupFindings(findings.open).map((group) => findingRow(group, report, link));
  const known = groupFindings(findings.known).map((group) => knownRow(group, report, link));
  const waived = groupFindings(findings.waived).map((group) => waivedRow(group, report, link));
  page.table("finding", `### Findings\n\n${FINDINGS_HEAD}`, open, "", { rank: 2 });
  page.details(counted(known.length, "known finding"), "known finding", KNOWN_HEAD, known, { rank: 3 });
  page.details(counted(waived.length, "waived finding"), "waived finding", WAIVED_HEAD, waived, { rank: 3 });
}

/** Those with the worst findings first, so that what has no room is what there is least to say of. */
function addImages(page: Page, { report, images, link, budget }: Given): void {
  const small: Room = { rank: 1, most: budget / 10 };
  const judged = toJudge(images);
  const order = new Map(report.findings.map((finding, index) => [finding, index]));
  const rankOf = ({ findings: [worst] }: ImageFacts): number => (worst && order.get(worst)) ?? order.size;
  const rows = images.toSorted((a, b) => rankOf(a) - rankOf(b)).map((image) => imageRow(image, link));
  page.details(counted(images.length, "image"), "image", IMAGES_HEAD, rows, { rank: 4 });

  const grid = platformGrid(judged);
  const users = grid.rows.map(platformsRow);
  page.details(gridTitle(grid), "row of platforms", platformsHead(grid.platforms), users, small);

  const isAsked = report.rules.includes("registry");
  const registries = byRegistry(judged);
  const lines = registries.map(([registry, own]) => registryRow(registry, own, isAsked));
  const places = counted(registries.length, "registry", "registries");
  page.details(places, "row of registries", registriesHead(isAsked), lines, small);

  const pins = pinChange(judged, report);
  const table = pinTable(pins);
  page.details(pinTitle(pins), "row of pins", table.head, table.rows, small);
}

/** `Platforms: linux/amd64 12 ✓ 1 ✗, linux/arm64 9 ✓ 4 ?`. */
function gridTitle({ platforms, rows }: PlatformGrid): string {
  const parts = platforms.map((platform, index) => {
    const counts = (["offered", "missing", "unknown"] as const).flatMap((offer) => {
      const count = rows.filter(({ offers }) => offers[index] === offer).length;
      return count === 0 ? [] : [`${grouped(count)}&nbsp;${OFFERS[offer]}`];
    });
    return `${escapeMarkdown(platform)} ${counts.join(" ")}`;
  });
  return `Platforms: ${parts.join(", ")}`;
}

/** `Pins: 3 of 12 images by digest, 11 with all fixes on offer`. */
function pinTitle(rows: readonly PinRow[]): string {
  const total = rows.reduce((sum, { now }) => sum + now, 0);
  const digest = rows.find(({ pin }) => pin === "digest") ?? { now: 0, all: 0 };
  const after = digest.all === digest.now ? "" : `, ${grouped(digest.all)} with the fixes on offer`;
  return `Pins: ${grouped(digest.now)} of ${counted(total, "image")} by digest${after}`;
}

function footer({ tool, inspector, policy, failOn, startedAt }: Report): string {
  const by = {
    wave: "inspected through Wave",
    registry: "inspected at the registries",
    none: "judged by name only",
  } as const;
  return `\n<sub>${escapeMarkdown(tool.name)} ${escapeMarkdown(tool.version)}, ${by[inspector]}, ${policyInWords(policy, code)}, fails on ${failOn}, ${escapeMarkdown(inUtc(startedAt))}</sub>\n`;
}

function folderSummary(report: Report, options: MarkdownOptions): string {
  const { elsewhere = {} } = options;
  return folderSections(report, {
    budget: SUMMARY_BUDGET,
    elsewhere,
    render: (one, budget) => markdown(one, { ...options, budget }),
  });
}
