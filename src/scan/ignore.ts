/** Inline directives: `wave-inspect: ignore RULE[, RULE] -- reason` in a comment. */
import type { Ignore, Problem, Reference, SourceKind } from "../model.ts";
import { readComments } from "./comments.ts";
import type { Range } from "./file-scan.ts";
import { indexLines, type Lines } from "./nextflow/syntax/lines.ts";

const MARK = "wave-inspect";
const FORM = `"${MARK}: ignore RULE[, RULE] -- reason"`;

export interface Ignores {
  readonly ignores: readonly Ignore[];
  /** Directives that nobody can read: unknown ones, and those without a rule. */
  readonly problems: readonly Problem[];
}

/** Cheap: one file in thousands has a directive. */
export function mayHoldIgnores(text: string): boolean {
  return /wave-inspect/i.test(text);
}

/**
 * The directives of one file. One on a line of its own covers the statement below it, comments in between skipped;
 * one behind code covers its line. Either covers the whole of a reference that begins on these lines. `references`
 * are those of the same file.
 */
export function findIgnores(file: string, text: string, source: SourceKind, references: readonly Reference[]): Ignores {
  if (!mayHoldIgnores(text)) return { ignores: [], problems: [] };
  const lines = indexLines(text);
  const { comments, joined } = readComments(file, text, source);
  const cover = coverage(text, lines, comments, joined);
  const ignores: Ignore[] = [];
  const problems: Problem[] = [];
  for (const comment of comments) {
    for (const range of directivesIn(text, comment)) {
      const span = lines.span(range);
      const read = readDirective(text.slice(range.start, range.end));
      if ("message" in read) {
        problems.push({ file, line: span.line, column: span.column, kind: "directive", message: read.message });
      } else {
        ignores.push({ file, ...span, ...read, covers: widen(cover(comment), references) });
      }
    }
  }
  return { ignores, problems };
}

/** Each line of a comment that begins with the mark, from the mark to the last character of the line. */
function* directivesIn(text: string, comment: Range): Generator<Range> {
  const body = text.slice(comment.start, comment.end).replace(/\*\/$/, "");
  const line = /^[\s/*#]*(wave-inspect\s*:.*?)\s*$/gim;
  for (let found = line.exec(body); found !== null; found = line.exec(body)) {
    const start = comment.start + found.index + found[0].indexOf(found[1]!);
    yield { start, end: start + found[1]!.length };
  }
}

function readDirective(text: string): Pick<Ignore, "rules" | "reason"> | { readonly message: string } {
  const body = text.slice(text.indexOf(":") + 1).trim();
  const [word = ""] = body.split(/\s/, 1);
  if (word !== "ignore") {
    return { message: `${quote(word)} is no directive of ${MARK}; the only one is ${FORM}.` };
  }
  const rest = body.slice(word.length);
  const dashes = /(?:^|\s)--(?=\s|$)/.exec(rest);
  const list = rest.slice(0, dashes?.index);
  const reason = dashes === null ? "" : rest.slice(dashes.index + dashes[0].length).trim();
  const rules = list.split(",").map((rule) => rule.trim());
  const unnamed = rules.find((rule) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(rule));
  if (unnamed === "") return { message: `This directive takes no effect, it names no rule: write ${FORM}.` };
  if (unnamed !== undefined) {
    return { message: `This directive takes no effect, ${quote(unnamed)} is no name of a rule: write ${FORM}.` };
  }
  // One without a reason takes no effect either; the policy says how much that counts.
  return { rules, reason };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

// ── What a directive covers ─────────────────────────────────────────────────

type Covers = readonly [number, number];

function coverage(text: string, lines: Lines, comments: readonly Range[], joined: ReadonlySet<number>) {
  const joinedLines = new Set([...joined].map((end) => lines.at(end).line));
  const lineCount = lines.at(text.length).line;
  // Lines that hold nothing but comments. A block comment may take several.
  const commentLines = new Set<number>();
  for (const { start, end } of comments) {
    const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
    const lineEnd = text.indexOf("\n", end);
    const after = text.slice(end, lineEnd === -1 ? text.length : lineEnd);
    if (before.trim() !== "" || after.trim() !== "") continue;
    for (let line = lines.at(start).line; line <= lines.at(end).line; line++) commentLines.add(line);
  }
  return (comment: Range): Covers => {
    const own = lines.at(comment.start).line;
    if (!commentLines.has(own)) return [own, lines.at(comment.end).line];
    let first = own + 1;
    while (commentLines.has(first) && first < lineCount) first++;
    let last = first;
    while (joinedLines.has(last) && last < lineCount) last++;
    return [Math.min(first, lineCount), Math.min(last, lineCount)];
  };
}

/** To the end of every reference that begins within. */
function widen([first, last]: Covers, references: readonly Reference[]): Covers {
  const ends = references.filter(({ line }) => line >= first && line <= last).map(({ endLine }) => endLine);
  return [first, Math.max(last, ...ends)];
}
