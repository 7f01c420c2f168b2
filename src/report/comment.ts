/** The comment on a pull request: one, which every run writes anew. */
import type { KnownFinding, Location, Report } from "../model.ts";
import { counted, grouped } from "../text/units.ts";
import { type CommentState, commentState } from "./comment-mark.ts";
import { coverageSentence, toDecide } from "./coverage.ts";
import { allAreIn, type Elsewhere } from "./elsewhere.ts";
import { groupFindings, partition } from "./groups.ts";
import { commitUrl, lineUrl, ruleUrl } from "./links.ts";
import { code, escapeMarkdown, Page } from "./markdown.ts";
import {
  findingRow,
  FINDINGS_HEAD,
  KNOWN_HEAD,
  knownRow,
  messageOf,
  VERDICT,
  WAIVED_HEAD,
  waivedRow,
} from "./markdown-tables.ts";
import { headline } from "./text.ts";

/** Which comment it is, and of which run. */
export interface CommentRun {
  /** As a person tells it from others on the same pull request; undefined where nothing has to. */
  readonly name: string | undefined;
  /** The commit that was judged for: that of the change. */
  readonly commit: string | undefined;
  /** Of the run on GitHub, with its summary and artifacts. */
  readonly url: string | undefined;
  readonly server: string | undefined;
}

/** GitHub takes 65,536 characters. A byte is never less than one. */
const MOST = 65_000;
/** Room for the note on what was left out, and for the end. */
const RESERVE = 1_500;

/** What a run keeps for the next. */
export function stateOf(report: Report, run: Omit<CommentState, "keys">): CommentState {
  return commentState(
    run,
    partition(report.findings).open.map(({ fingerprint }) => fingerprint),
  );
}

/**
 * What counts first, then what is fixed, known and waived; where there is no room for all, what is least is counted in its
 * place. Folded where there is nothing to do.
 *
 * @param mark The line that it begins with.
 * @param before What the comment kept of the run before; undefined: it is the first.
 */
export function commentBody(
  report: Report,
  mark: string,
  about: { readonly run: CommentRun; readonly before: CommentState | undefined; readonly elsewhere: Elsewhere },
): string {
  const { run, before, elsewhere } = about;
  const { open, known, waived } = partition(report.findings);
  const isClean = report.verdict === "pass" && open.length === 0;
  const title = `${VERDICT[report.verdict]} Container images${nameIn(run)}: ${headline(report)}`;
  const page = new Page(MOST - Buffer.byteLength(mark) - RESERVE);
  const link = (location: Location): string | undefined => lineUrl(report, location, run.server);

  page.add(isClean ? `<details><summary>${title}</summary>\n\n` : `### ${title}\n\n`);
  const said = [sinceBase(report, run), sinceBefore(report, before), `${escapeMarkdown(coverageOf(report))}.`];
  page.add(`${said.filter((line) => line !== "").join("\n\n")}\n\n`);
  page.table(
    "reason",
    "",
    toDecide(report).map((sentence) => `- To decide: ${escapeMarkdown(sentence)}\n`),
    "",
  );
  const rows = groupFindings(open).map((group) => findingRow(group, report, link));
  if (report.verdict === "pass") page.details(counted(open.length, "finding"), "finding", FINDINGS_HEAD, rows);
  else page.table("finding", FINDINGS_HEAD, rows, "");
  const fixed = fixedOf(report) ?? [];
  page.details(
    `${grouped(fixed.length)} fixed since the base`,
    "fixed finding",
    FIXED_HEAD,
    fixed.map((one) => fixedRow(one, report)),
  );
  page.details(
    counted(known.length, "known finding"),
    "known finding",
    KNOWN_HEAD,
    groupFindings(known).map((group) => knownRow(group, report, link)),
  );
  page.details(
    counted(waived.length, "waived finding"),
    "waived finding",
    WAIVED_HEAD,
    groupFindings(waived).map((group) => waivedRow(group, report, link)),
  );
  if (isClean) page.add("</details>\n");
  page.add(ending(report, run));
  const remedy = `${run.url === undefined ? "" : `The <a href="${encodeURI(run.url)}">run</a> has more. `}${allAreIn(elsewhere)}`;
  return `${mark}${page.text(remedy)}`;
}

/** For a run that came to no verdict: what the comment said before is no longer so. */
export function faultBody(messages: readonly string[], mark: string, run: CommentRun): string {
  const page = new Page(MOST - Buffer.byteLength(mark) - RESERVE);
  page.add(`### ❔ Container images${nameIn(run)}: no verdict\n\n`);
  page.table(
    "message",
    "",
    messages.map((message) => `- ${escapeMarkdown(message)}\n`),
    "",
  );
  page.add(`\n<sub>${whichRun(run)}.</sub>\n`);
  return `${mark}${page.text("The log has all of them.")}`;
}

function nameIn({ name }: CommentRun): string {
  return name === undefined ? "" : `, ${escapeMarkdown(name)}`;
}

/** What the base, judged alike, has and the change does not; undefined where nothing can be said of that. */
function fixedOf({ only }: Report): readonly KnownFinding[] | undefined {
  return only === undefined || "nothing" in only ? undefined : only.fixed;
}

/** Where a base was judged: what of all is new. */
function sinceBase(report: Report, { server }: CommentRun): string {
  const { only, counts, findings } = report;
  if (only === undefined || "nothing" in only) return "";
  const open = counts.errors + counts.warnings + counts.notices + counts.undecided;
  const known = findings.filter((finding) => finding.known?.by === "base").length;
  const fixed = fixedOf(report);
  const url = commitUrl(report, only.commit, server);
  const short = code(only.commit.slice(0, 12));
  const base = url === undefined ? short : `<a href="${url}">${short}</a>`;
  const mended =
    fixed === undefined
      ? "what is fixed cannot be told, since not all was read"
      : `**${grouped(fixed.length)} fixed** since the base ${base}`;
  return `**${grouped(open)} new**, ${grouped(known)} there before, ${mended}.`;
}

/** What was judged, without what `sinceBase` says. */
function coverageOf({ only, ...report }: Report): string {
  return coverageSentence(only === undefined || "commit" in only ? report : { ...report, only });
}

/** Where the comment knows the run before: what came and went. */
function sinceBefore(report: Report, before: CommentState | undefined): string {
  const now = stateOf(report, { run: 0, attempt: 0 }).keys;
  if (before?.keys === undefined || now === undefined) return "";
  const [old, fresh] = [new Set(before.keys), new Set(now)];
  const came = [...fresh].filter((key) => !old.has(key)).length;
  const went = [...old].filter((key) => !fresh.has(key)).length;
  if (came + went === 0) return "";
  const of = before.commit === undefined ? "" : `, of commit ${code(before.commit.slice(0, 12))}`;
  return `Since the run before${of}: ${grouped(came)} more, ${grouped(went)} gone.`;
}

const FIXED_HEAD = "| Rule | What and where |\n| :-- | :-- |\n";

function fixedRow(fixed: KnownFinding, report: Report): string {
  const { rule, file } = fixed;
  return `| [${escapeMarkdown(rule)}](${ruleUrl(report, rule)}) | ${messageOf(fixed)}<br>${code(file)} |\n`;
}

function ending({ tool, failOn }: Report, run: CommentRun): string {
  return `\n<sub>${whichRun(run)}, ${escapeMarkdown(tool.name)} ${escapeMarkdown(tool.version)}, fails on ${failOn}. Every run writes this comment anew.</sub>\n`;
}

function whichRun({ commit, url }: CommentRun): string {
  const run = url === undefined ? "Last run" : `<a href="${encodeURI(url)}">Last run</a>`;
  return commit === undefined ? run : `${run}: of commit ${code(commit.slice(0, 12))}`;
}
