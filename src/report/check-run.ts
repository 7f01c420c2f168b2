/** The check run: a title, the report as Markdown, and annotations beyond those of workflow commands. */
import type { CheckAnnotation } from "../github/checks.ts";
import type { Report } from "../model.ts";
import { plain } from "../text/plain.ts";
import { counted, grouped } from "../text/units.ts";
import { type IsChanged, mostAnnotations, type Note, notesBeyond } from "./annotations.ts";
import { allAreIn, type Elsewhere } from "./elsewhere.ts";
import { escapeMarkdown } from "./markdown.ts";
import { markdown } from "./summary.ts";
import { headline, verdictSentence } from "./text.ts";

export interface CheckRunWords {
  /** At most 255 characters. */
  readonly title: string;
  /** Markdown of at most 65,535 characters. */
  readonly summary: string;
  /** Those that the step's own commands do not show, the worst first, at most `MOST_ANNOTATIONS`. */
  readonly annotations: readonly CheckAnnotation[];
}

/**
 * GitHub names no limit for all of a check run, but takes 50 a request, and of the workflow's token 1,000 requests an hour
 * in a repository: this is 20 of them.
 */
export const MOST_ANNOTATIONS = 1_000;
/** GitHub takes 65,535 characters; a byte is never less than one. */
const MOST = 65_000;
const LONGEST_TITLE = 255;
/** Characters of a message: GitHub takes 64 KB. */
const LONGEST_MESSAGE = 10_000;

export function checkRunWords(
  report: Report,
  {
    server,
    elsewhere,
    isChanged,
  }: {
    readonly server: string | undefined;
    readonly elsewhere: Elsewhere;
    /** As the commands of `annotations` were told. */
    readonly isChanged?: IsChanged | undefined;
  },
): CheckRunWords {
  const notes = notesBeyond(report, (file) => pathIn(report, file), isChanged);
  const placed = notes.flatMap((note) => annotationOf(note) ?? []);
  const annotations = placed.slice(0, MOST_ANNOTATIONS);
  const left = notes.length - annotations.length;
  const rest = left === 0 ? "" : ` ${grouped(left)} more ${left === 1 ? "is" : "are"} not. ${allAreIn(elsewhere)}`;
  const note =
    notes.length === 0
      ? ""
      : `\n> The first ${mostAnnotations} of each severity are annotations of the step; ${counted(annotations.length, "more is", "more are")} here.${rest}\n`;
  const whole = markdown(report, { ...(server !== undefined && { server }), elsewhere }) + note;
  const isTooLong = Buffer.byteLength(whole) > MOST;
  return {
    title: plain(capital(headline(report)), LONGEST_TITLE),
    summary: isTooLong ? `${escapeMarkdown(verdictSentence(report))}\n\n${allAreIn(elsewhere)}\n${note}` : whole,
    annotations,
  };
}

/** For a run that came to no verdict. */
export function faultWords(messages: readonly string[]): CheckRunWords {
  const lines = messages.slice(0, MOST_MESSAGES).map((message) => `- ${escapeMarkdown(message)}\n`);
  return {
    title: "No verdict: the run ended with an error",
    summary: `The step came to no verdict, so this is no pass.\n\n${lines.join("")}`,
    annotations: [],
  };
}

/** Of 2,000 characters each, in which one may be seven bytes. */
const MOST_MESSAGES = 4;

/** Undefined for a place that no file of the repository has. */
function annotationOf({
  level,
  properties,
  lines,
}: ReturnType<typeof notesBeyond>[number]): CheckAnnotation | undefined {
  const { title = "", file } = properties;
  if (file === undefined) return undefined;
  return {
    path: file,
    ...placeOf(properties),
    annotation_level: level === "error" ? "failure" : level,
    title: plain(title, LONGEST_TITLE),
    message: lines
      .map((line) => plain(line))
      .join("\n")
      .slice(0, LONGEST_MESSAGE),
  };
}

/** From the root of the repository on; undefined for what is not in it. */
function pathIn({ checkout }: Report, file: string): string | undefined {
  if (file.startsWith("/") || file.startsWith("../")) return undefined;
  return checkout?.folder === undefined ? file : `${checkout.folder}/${file}`;
}

function placeOf({
  line,
  endLine,
  col,
  endColumn,
}: Note["properties"]): Omit<CheckAnnotation, "path" | "annotation_level" | "title" | "message"> {
  return {
    start_line: Number(line),
    end_line: Number(endLine),
    ...(col !== undefined && { start_column: Number(col), end_column: Number(endColumn) }),
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
