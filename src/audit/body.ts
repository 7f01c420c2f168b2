/** The body of the issue, as Markdown. */
import type { Location, LocksDrift, Report } from "../model.ts";
import { coverageSentence } from "../report/coverage.ts";
import { lineUrl, ruleUrl } from "../report/links.ts";
import { code, escapeMarkdown, Page, placesOf } from "../report/markdown.ts";
import { verdictSentence } from "../report/text.ts";
import { counted } from "../text/units.ts";
import type { AuditItem, AuditNews } from "./news.ts";
import { type AuditState, marker } from "./state.ts";

/** Which run it was, and where it can be read. */
export interface AuditRun {
  readonly identity: string;
  /** Of the run on GitHub, with its artifacts. */
  readonly url?: string | undefined;
  /** Address of GitHub Enterprise Server. */
  readonly server?: string | undefined;
  /** Workflow and job, as a person knows them. */
  readonly workflow: string;
  /** Whether there is a lock to hold images against. */
  readonly hasLock: boolean;
}

/** GitHub takes 65,536 characters. A byte is never less than one. */
const MOST = 65_000;
/** Room for the note on what was left out, and for the end. */
const RESERVE = 1_500;

export interface AuditWords {
  readonly report: Report;
  readonly news: AuditNews;
  readonly drift: LocksDrift | undefined;
  readonly state: AuditState;
  /** Of the last audit; undefined: there was none. */
  readonly before: AuditState | undefined;
  readonly run: AuditRun;
}

/** What is new first; where there is no room for all, what is least is counted in its place. */
export function issueBody(words: AuditWords): string {
  const { report, news, drift, state, before, run } = words;
  const mark = marker(run.identity, state);
  const page = new Page(MOST - mark.length - RESERVE);
  const today = dayOf(report);
  const isNew = ({ key }: AuditItem): boolean => state.since.get(key) === today && before !== undefined;
  const [fresh, old] = [news.items.filter(isNew), news.items.filter((item) => !isNew(item))];
  const row = (item: AuditItem): string => itemRow(item, state, words);

  page.add(heading(words));
  if (fresh.length > 0) page.add(`### New\n\n`);
  page.table("new item", HEAD, fresh.map(row), "");
  if (old.length > 0) page.add(before === undefined ? "" : `### Still there\n\n`);
  page.table("item", HEAD, old.map(row), "");
  for (const sentence of news.undecided) page.add(`- To decide: ${escapeMarkdown(sentence)}\n`);
  if (news.beside > 0) page.add(`\n${counted(news.beside, "more finding")} below \`fail-on\`: see the report.\n\n`);
  if (drift !== undefined) {
    const { added, removed } = drift;
    page.details(`${counted(added.length, "image")} that the lock does not have`, "image", "", imageLines(added));
    page.details(
      `${counted(removed.length, "image")} of the lock that nothing pulls`,
      "image",
      "",
      imageLines(removed),
    );
  }
  page.add(ending(run));
  return `${mark}${page.text("The report in the artifact of the run has all of them.")}`;
}

function imageLines(uses: LocksDrift["added"]): readonly string[] {
  return uses.map(({ image }) => `- ${code(image)}\n`);
}

/** `20261130`, in UTC. */
export function dayOf({ startedAt }: Pick<Report, "startedAt">): string {
  return startedAt.slice(0, 10).replaceAll("-", "");
}

const SIGNS: Readonly<Record<AuditItem["sign"], string>> = {
  breaking: "🔴&nbsp;breaking",
  visible: "🟠&nbsp;visible",
  error: "🔴&nbsp;error",
  warning: "🟠&nbsp;warning",
  notice: "🔵&nbsp;notice",
  undecided: "⚪&nbsp;undecided",
};

function heading({ report, news, state, before, run }: AuditWords): string {
  const time = `${report.startedAt.slice(0, 16).replace("T", " ")} UTC`;
  const last = run.url === undefined ? time : `<a href="${encodeURI(run.url)}">${time}</a>`;
  const commit = report.commit === undefined ? "" : ` of commit ${code(report.commit.slice(0, 12))}`;
  const gone = before === undefined ? 0 : [...before.since.keys()].filter((key) => !state.since.has(key)).length;
  const clean = news.keys.length === 0 && report.verdict === "pass" ? "There is nothing to do.\n\n" : "";
  return `**Last run: ${last}**${commit}, by ${escapeMarkdown(run.workflow)}. A date that is older than the schedule means that the audit runs no more.

${escapeMarkdown(verdictSentence(report))}

${escapeMarkdown(coverageSentence(report))}.

${clean}${gone === 0 ? "" : `${counted(gone, "item")} of the run before ${gone === 1 ? "is" : "are"} gone.\n\n`}`;
}

const HEAD = "| | What and where | Whose | Since |\n| :-- | :-- | :-- | :-- |\n";

function itemRow(item: AuditItem, { since }: AuditState, { report, run }: AuditWords): string {
  const { key, sign, rule, image, lines, places, owners, origins } = item;
  const link = (location: Location): string | undefined => lineUrl(report, location, run.server);
  const [message = "", ...more] = lines;
  const first = image === null || message.includes(image) ? [message] : [image, message];
  const said = [...first, ...more].map((line) => withCode(line, image));
  const day = since.get(key)?.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3") ?? "";
  const whose = [...owners.map(code), ...origins.map(escapeMarkdown)].slice(0, MOST_OWNERS).join("<br>");
  const about = rule === undefined ? "" : `<br><a href="${ruleUrl(report, rule)}">${escapeMarkdown(rule)}</a>`;
  return `| ${SIGNS[sign]}${about} | ${[...said, placesOf(places, link)].join("<br>")} | ${whose} | ${day} |\n`;
}

const MOST_OWNERS = 6;

function withCode(text: string, image: string | null): string {
  return image === null || image === ""
    ? escapeMarkdown(text)
    : text.split(image).map(escapeMarkdown).join(code(image));
}

function ending({ hasLock }: AuditRun): string {
  const lock = hasLock
    ? "Images are held against the lock of the repository."
    : "There is no lock in the repository, so a tag that moves is not told of: commit the containers.lock of the artifact.";
  return `\n<sub>${lock} This issue is edited in place; it is closed when there is nothing to do. Closed by hand, it stays closed until there is something new.</sub>\n`;
}
