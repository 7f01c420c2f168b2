/** The name with the tag that an edit takes, kept in a comment: a digest by itself says nothing to a reader. */
import { versionPart } from "../image/version-part.ts";
import type { SourceKind } from "../model.ts";
import { readComments } from "../scan/directives/comments.ts";
import type { TextEdit } from "./edits.ts";
import type { Original } from "./files.ts";

/** How a comment to the end of the line begins; absent where a file of the kind has none. */
const MARKS: Readonly<Partial<Record<SourceKind, string>>> = {
  nextflow: "//",
  snakemake: "#",
  wdl: "#",
  compose: "#",
  kubernetes: "#",
  gitlab: "#",
  workflow: "#",
  circleci: "#",
  cwl: "#",
};

/**
 * What is put in at the end of the line where the statement ends there, else as a line of its own above the statement.
 * Undefined where the edit takes no tag for a digest, and where no comment can stand.
 */
export function tagComment(original: Original, edit: TextEdit, source: SourceKind): TextEdit | undefined {
  const mark = MARKS[source];
  const old = original.text.slice(edit.start, edit.end);
  const isTaken = versionPart(old).kind === "tag" && versionPart(edit.replacement).kind === "digest";
  if (mark === undefined || !isTaken || edit.replacement.startsWith(`${old}@`) || /\s/.test(old)) return undefined;
  const { text, file } = original;
  const { comments, joined } = readComments(file, text, source);
  const end = lineEnd(text, edit.end);
  const isCommented = comments.some((comment) => comment.start < end && edit.end < comment.end);
  const behind = text.slice(edit.end, end);
  const comment = `${mark} ${old}`;
  if (
    !joined.has(feedOf(text, end)) &&
    !joined.has(feedBefore(text, edit.start)) &&
    !isCommented &&
    !/\\\s*$/.test(behind)
  ) {
    return { start: end, end, replacement: ` ${comment}` };
  }
  const start = statementStart(text, edit.start, joined);
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const feed = text[feedOf(text, end) - 1] === "\r" ? "\r\n" : "\n";
  return { start, end: start, replacement: `${indent}${comment}${feed}` };
}

/** The end of the line around an offset, without its line break and the blanks before that. */
function lineEnd(text: string, offset: number): number {
  const feed = feedOf(text, offset);
  return offset + text.slice(offset, feed).trimEnd().length;
}

function feedOf(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed === -1 ? text.length : feed;
}

function feedBefore(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1);
}

/** Where the first line of the statement begins that goes on to an offset. */
function statementStart(text: string, offset: number, joined: ReadonlySet<number>): number {
  let feed = feedBefore(text, offset);
  while (feed !== -1 && joined.has(feed)) feed = feedBefore(text, feed);
  return feed + 1;
}
