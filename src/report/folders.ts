/** Several folders that were checked together: what each of them came to. */
import type { FolderReport, Report, Verdict } from "../model.ts";
import { counted } from "../text/units.ts";
import { shareJudged } from "./coverage.ts";
import { allAreIn, type Elsewhere } from "./elsewhere.ts";
import { code, escapeMarkdown } from "./markdown.ts";
import { verdictSentence } from "./text.ts";

export interface SectionOptions {
  /** Bytes of all of it. */
  readonly budget: number;
  /** What else is written, for what has no room here. */
  readonly elsewhere: Elsewhere;
  /** The Markdown of one folder within so many bytes. */
  readonly render: (report: FolderReport, budget: number) => string;
}

const SIGN: Readonly<Record<Verdict, string>> = { pass: "✅", fail: "❌", undecided: "❔" };
const HEAD =
  "| | Folder | Errors | Warnings | Notices | Known | Images | Judged |\n| :-- | :-- | --: | --: | --: | --: | --: | --: |\n";

/** Less than this says nothing of a folder. Bytes. */
const LEAST_SECTION = 8_000;

/** The verdict on all, a table of the folders, and a section of each, the worst first; open where it does not pass. */
export function folderSections(report: Report, { budget, elsewhere, render }: SectionOptions): string {
  const order: readonly Verdict[] = ["fail", "undecided", "pass"];
  const folders = (report.folders ?? []).toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const title = escapeMarkdown(verdictSentence(report));
  const head = `# ${SIGN[report.verdict]} Container images of ${counted(folders.length, "folder")}\n\n${title}\n\n`;
  const rows = fitting(folders.map(folderRow), budget / 4);
  const cut = notShown(folders.length - rows.length, elsewhere);
  const parts = [head, HEAD, ...rows, ...cut];
  let room = budget - Buffer.byteLength(parts.join(""));
  for (const [index, one] of folders.entries()) {
    const share = Math.floor(room / (folders.length - index));
    if (share < LEAST_SECTION) {
      // Where the table has not all of them, it says so itself.
      if (cut.length === 0) parts.push(...notShown(folders.length - index, elsewhere));
      break;
    }
    const section = sectionOf(one, render(one, share - FRAME));
    parts.push(section);
    room -= Buffer.byteLength(section);
  }
  return parts.join("");
}

/** The first of them that have room. Bytes. */
function fitting(rows: readonly string[], budget: number): readonly string[] {
  let room = budget;
  const end = rows.findIndex((row) => (room -= Buffer.byteLength(row)) < 0);
  return end < 0 ? rows : rows.slice(0, end);
}

function notShown(count: number, elsewhere: Elsewhere): readonly string[] {
  return count === 0 ? [] : [`\n> Not shown for lack of room: ${counted(count, "folder")}. ${allAreIn(elsewhere)}\n`];
}

/** What stands around a section: its title and its tags, with the longest names that a file system takes. Bytes. */
const FRAME = 5_000;

function sectionOf(report: FolderReport, content: string): string {
  const { folder, verdict } = report;
  const title = `${SIGN[verdict]} ${code(folder)}: ${escapeMarkdown(verdictSentence(report))}`;
  return `\n<details${verdict === "pass" ? "" : " open"}><summary>${title}</summary>\n\n${content}\n</details>\n`;
}

function folderRow(report: FolderReport): string {
  const { folder, verdict, counts } = report;
  const { errors, warnings, notices, known, images } = counts;
  const share = `${Math.floor(shareJudged(report) * 100)} %`;
  return `| ${SIGN[verdict]} | ${code(folder)} | ${[errors, warnings, notices, known, images, share].join(" | ")} |\n`;
}
