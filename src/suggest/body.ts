/** The text of suggestions and of their review, and the mark by which a later run knows them. */
import type { Report } from "../model.ts";
import { ruleUrl } from "../report/links.ts";
import { escapeMarkdown } from "../report/markdown.ts";
import { shortHash } from "../text/sha256.ts";
import { counted, grouped } from "../text/units.ts";
import type { Plan, Suggestion } from "./plan.ts";

/** What a comment keeps of the suggestion that it makes. */
export interface Mark {
  /** Of the job that wrote it: 16 hex digits. */
  readonly identity: string;
  /** Of what it suggests for which findings: 16 hex digits. */
  readonly key: string;
}

const MARK = /^<!-- wave-inspect:suggestion v1 id=([0-9a-f]{16}) key=([0-9a-f]{16}) -->/;

/** Findings that one suggestion names. */
const MOST_FINDINGS = 5;

/** The same wherever the lines move to. */
export function keyOf({ path, replacement, offers }: Suggestion): string {
  const fingerprints = offers.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
  return shortHash([path, replacement.join("\n"), ...[...new Set(fingerprints)].sort()], 16);
}

export function readMark(body: string): Mark | undefined {
  const [, identity, key] = MARK.exec(body) ?? [];
  return identity === undefined || key === undefined ? undefined : { identity, key };
}

function written({ identity, key }: Mark): string {
  return `<!-- wave-inspect:suggestion v1 id=${identity} key=${key} -->\n`;
}

/** The comment on the lines: what is wrong, and what the button writes there. */
export function suggestionBody(suggestion: Suggestion, identity: string, report: Report): string {
  const { offers, replacement } = suggestion;
  const said = offers.flatMap(({ findings }) => findings);
  const items = said
    .slice(0, MOST_FINDINGS)
    .map(({ rule, message }) => `- [${rule}](${ruleUrl(report, rule)}): ${escapeMarkdown(message)}\n`);
  const more = said.length - items.length;
  const rest = more > 0 ? `- and ${counted(more, "more finding")}\n` : "";
  const titles = [...new Set(offers.map(({ fix }) => escapeMarkdown(fix.title)))].slice(0, MOST_FINDINGS);
  return `${written({ identity, key: keyOf(suggestion) })}${items.join("")}${rest}
${titles.join(" ")}

${block(replacement)}`;
}

/** Nothing in it can end it: its fence is longer than any row of backticks. No lines: those are taken out. */
function block(lines: readonly string[]): string {
  const rows = lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(Math.max(3, ...rows.map((length) => length + 1)));
  return `${fence}suggestion\n${lines.map((line) => `${line}\n`).join("")}${fence}\n`;
}

/** In place of a suggestion whose finding is gone, where somebody has answered to it. */
export function settledBody(mark: Mark, head: string): string {
  return `${written(mark)}${SETTLED} as of ${head.slice(0, 12)}.\n`;
}

export function isSettled(body: string): boolean {
  return body.replace(MARK, "").trimStart().startsWith(SETTLED);
}

const SETTLED = "This is no longer found";

/** What stands above the suggestions of one review. `left`: those for which there was no room. */
export function reviewBody(count: number, left: number, { others }: Plan): string {
  const lines = [
    `Wave Inspect suggests ${counted(count, "change")}, each of which mends what it says and nothing else.`,
    ...(left > 0 ? [`${grouped(left)} more will be suggested once some of these are settled.`] : []),
    ...(others.length > 0
      ? [
          `${counted(others.length, "other fix is", "other fixes are")} in the annotations: ${others.length === 1 ? "it" : "the first"} ${others[0]?.why ?? ""}. \`wave-inspect fix\` makes ${others.length === 1 ? "it" : "them"}.`,
        ]
      : []),
  ];
  return `${lines.join("\n\n")}\n`;
}
