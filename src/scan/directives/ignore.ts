/** Inline directives: `wave-inspect: ignore RULE[, RULE] -- reason` in a comment. */
import type { Ignore, Problem, Reference, SourceKind } from "../../model.ts";
import { type Comments, readComments } from "./comments.ts";
import { mayHoldIgnores } from "./mentions.ts";
import { type Range, indexLines, type Lines } from "../../text/lines.ts";
import { quote } from "../../text/quote.ts";

const MARK = "wave-inspect";
const FORM = `"${MARK}: ignore RULE[, RULE] -- reason"`;

export interface FileDirectives {
  readonly ignores: readonly Ignore[];
  /** Directives that nobody can read: unknown ones, and those without a rule. */
  readonly problems: readonly Problem[];
}

/**
 * The directives of one file. One on a line of its own covers the statement below it, comments in between skipped;
 * one behind code covers its line. Either covers the whole of a reference that begins on these lines. `references`
 * are those of the same file.
 */
export function findIgnores(
  file: string,
  text: string,
  source: SourceKind,
  references: readonly Reference[],
): FileDirectives {
  if (!mayHoldIgnores(text)) return { ignores: [], problems: [] };
  const lines = indexLines(text);
  const { comments, joined } = readComments(file, text, source);
  const cover = coverage(text, lines, { comments, joined }, references);
  const ignores: Ignore[] = [];
  const problems: Problem[] = [];
  for (const comment of comments) {
    const covers = cover(comment);
    for (const range of directivesIn(text, comment)) {
      const span = lines.span(range);
      const read = readDirective(text.slice(range.start, range.end));
      if ("message" in read) {
        problems.push({ file, line: span.line, column: span.column, kind: "directive", message: read.message });
      } else {
        ignores.push({ file, ...span, ...read, covers });
      }
    }
  }
  return { ignores, problems };
}

/** Each line of a comment that begins with the mark, from the mark to the last character of the line. */
function* directivesIn(text: string, comment: Range): Generator<Range> {
  const body = text.slice(comment.start, comment.end).replace(/\*\/$/, "");
  const line = /^(?:[/*#]|[^\S\n\r\u2028\u2029])*(wave-inspect[^\S\n]*:.*)/gim;
  for (const found of body.matchAll(line)) {
    const directive = found[1]!;
    const start = comment.start + found.index + found[0].length - directive.length;
    yield { start, end: start + directive.trimEnd().length };
  }
}

function readDirective(text: string): Pick<Ignore, "rules" | "reason"> | { readonly message: string } {
  const body = text.slice(text.indexOf(":") + 1).trim();
  const [word = ""] = body.split(/\s/, 1);
  if (word !== "ignore") {
    return { message: `${quote(word)} is not a directive of ${MARK}; the only one is ${FORM}.` };
  }
  const rest = body.slice(word.length);
  const dashes = /(?:^|\s)--(?=\s|$)/.exec(rest);
  const list = rest.slice(0, dashes?.index);
  const reason = dashes === null ? "" : rest.slice(dashes.index + dashes[0].length).trim();
  const rules = list.split(",").map((rule) => rule.trim());
  const unnamed = rules.find((rule) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(rule));
  if (unnamed === "") return { message: `This directive takes no effect, it names no rule: write ${FORM}.` };
  if (unnamed !== undefined) {
    return { message: `This directive takes no effect, ${quote(unnamed)} is not a name of a rule: write ${FORM}.` };
  }
  // One without a reason takes no effect either; the policy says how much that counts.
  return { rules, reason };
}

// ── What a directive covers ─────────────────────────────────────────────────

type Covers = readonly [number, number];

/** What each comment covers. One pass from the last line to the first, however many comments stand above a statement. */
function coverage(
  text: string,
  lines: Lines,
  { comments, joined }: Comments,
  references: readonly Reference[],
): (comment: Range) => Covers {
  const lineCount = lines.at(text.length).line;
  const joinedLines = new Set([...joined].map((end) => lines.at(end).line));
  const commentLines = linesOfComments(text, lines, comments);
  const ends = new Map<number, number>();
  for (const { line, endLine } of references) ends.set(line, Math.max(ends.get(line) ?? line, endLine));
  /** For each line: the first one from there on that is more than comment, and the last one of what begins there. */
  const below: number[] = [];
  const reach: number[] = [];
  for (let line = lineCount; line > 0; line--) {
    const isLast = line === lineCount;
    below[line] = commentLines.has(line) && !isLast ? below[line + 1]! : line;
    reach[line] = Math.max(ends.get(line) ?? line, joinedLines.has(line) && !isLast ? reach[line + 1]! : line);
  }
  return (comment) => {
    const own = lines.at(comment.start).line;
    if (commentLines.has(own)) {
      const first = below[Math.min(own + 1, lineCount)]!;
      return [first, reach[first]!];
    }
    let last = lines.at(comment.end).line;
    for (let line = own, end = last; line <= end; line++) last = Math.max(last, ends.get(line) ?? line);
    return [own, last];
  };
}

/** Lines that hold nothing but comments. A block comment may take several. */
function linesOfComments(text: string, lines: Lines, comments: readonly Range[]): ReadonlySet<number> {
  const found = new Set<number>();
  const restOfLine = /[^\S\n]*(?:\n|$)/y;
  let lastEnd = 0;
  for (const { start, end } of comments) {
    const { line: first, column } = lines.at(start);
    const lineStart = start - column + 1;
    const isFirst = lastEnd <= lineStart && text.slice(lineStart, start).trim() === "";
    lastEnd = end;
    restOfLine.lastIndex = end;
    if (!isFirst || !restOfLine.test(text)) continue;
    for (let line = first; line <= lines.at(end).line; line++) found.add(line);
  }
  return found;
}
