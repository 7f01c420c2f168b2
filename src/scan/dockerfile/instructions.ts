/**
 * A Dockerfile as instructions, cut as BuildKit's parser cuts it (frontend/dockerfile/parser): continuations joined,
 * comments and here-document bodies left out. Where BuildKit stops, this notes a fault and reads on.
 */
import { quote } from "../../text/quote.ts";
import { readDirective } from "./directives.ts";
import type { Fault } from "./fault.ts";
import { type Heredoc, heredocsOf, type Line, type LineIndex, lineIndex } from "./heredoc.ts";
import { isSpace, type Text, textBuilder } from "./text.ts";
import { jsonStrings, splitCommand } from "./words.ts";

export interface Instruction {
  /** In upper case. */
  readonly keyword: string;
  readonly flags: readonly Text[];
  /** What follows the flags. */
  readonly rest: Text;
  /** The whole instruction, one line. */
  readonly whole: Text;
  /** The elements where `rest` is a JSON array of strings; null where it is a JSON array of other things. */
  readonly json: readonly string[] | null | undefined;
  readonly heredocs: readonly Body[];
  /** What `ONBUILD` puts off. */
  readonly trigger?: Instruction;
  /** Offset of its first character. */
  readonly start: number;
  /** An empty line stands between two that belong to it. */
  readonly hasGap: boolean;
}

/** The body of a here-document, as offsets of the file. */
export interface Body {
  readonly heredoc: Heredoc;
  readonly start: number;
  readonly end: number;
}

export interface Parsed {
  readonly instructions: readonly Instruction[];
  readonly escape: string;
  readonly faults: readonly Fault[];
}

/** Longest line that BuildKit reads, in bytes. */
const LONGEST_LINE = 65_535;

const WITH_HEREDOC: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN"]);
const MAYBE_JSON: ReadonlySet<string> = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);

/** Parses a file; a byte-order mark is not expected in it. */
export function parseInstructions(file: string): Parsed {
  const faults: Fault[] = [];
  const lines = splitLines(file, faults);
  const instructions: Instruction[] = [];
  const directives = new Set<string>();
  const joined = textBuilder();
  let index: LineIndex | undefined;
  let escape = "\\";
  let inHead = true;

  /** A comment of the head: obeys it, or ends the head. */
  const readHead = (start: number, end: number): void => {
    const directive = readDirective(file, start, end, "#");
    if (directive === undefined) {
      inHead = false;
    } else if (directives.has(directive.name)) {
      faults.push({ offset: start, message: `only one "# ${directive.name}=" directive can be used` });
    } else {
      directives.add(directive.name);
      if (directive.name !== "escape") return;
      if (directive.value.value === "`" || directive.value.value === "\\") escape = directive.value.value;
      else faults.push({ offset: start, message: "the escape character can be \\ or ` only" });
    }
  };

  let n = 0;
  for (let line = lines[n]; line !== undefined; line = lines[++n]) {
    let { start, end } = line;
    while (start < end && isSpace(file.charCodeAt(start))) start++;
    if (inHead) readHead(start, end);
    if (start === end || file.charAt(start) === "#") continue;
    const begin = start;
    let hasGap = false;
    for (;;) {
      const cut = continuation(file, start, end, escape);
      joined.add(file.slice(start, cut ?? end), start);
      if (cut === undefined) break;
      for (line = lines[++n]; line !== undefined; line = lines[++n]) {
        ({ start, end } = line);
        const sign = firstSign(file, start, end);
        hasGap ||= sign === "";
        if (sign !== "" && sign !== "#") break;
      }
      if (line === undefined) break;
    }
    const parsed = parseInstruction(joined.take(), escape, begin, faults);
    const heredocs: Body[] = [];
    if (canHaveHeredoc(parsed) && parsed.whole.value.includes("<<")) {
      for (const heredoc of heredocsOf(parsed.whole.value)) {
        index ??= lineIndex(file, lines);
        const body = lines[n + 1];
        const last = index.find(heredoc, n + 1);
        if (body === undefined || last === undefined) {
          faults.push({ offset: begin, message: `the here-document ${quote(heredoc.name)} is not ended` });
          break;
        }
        heredocs.push({ heredoc, start: body.start, end: last.line.start });
        n = last.number;
      }
    }
    instructions.push({ ...parsed, heredocs, hasGap });
  }
  if (instructions.length === 0) faults.push({ offset: 0, message: "the file has no instructions" });
  return { instructions, escape, faults };
}

/** Parses one instruction that stands on a line of its own. `isTrigger`: it stands behind `ONBUILD`. */
export function parseInstruction(
  whole: Text,
  escape: string,
  start: number,
  faults: Fault[],
  isTrigger = false,
): Instruction {
  const { keyword: word, flags, rest } = splitCommand(whole, escape);
  const keyword = word.value.toUpperCase();
  const json = MAYBE_JSON.has(keyword) ? jsonStrings(rest) : undefined;
  if (json === null) faults.push({ offset: start, message: `the JSON array of ${keyword} may hold strings only` });
  const parsed = { keyword, flags, rest, whole, json, heredocs: [], start, hasGap: false };
  if (keyword !== "ONBUILD" || isTrigger || rest.value === "") return parsed;
  return { ...parsed, trigger: parseInstruction(rest, escape, start, faults, true) };
}

function canHaveHeredoc(instruction: Instruction): boolean {
  const { keyword, json } = instruction.trigger ?? instruction;
  return WITH_HEREDOC.has(keyword) && !Array.isArray(json);
}

/** Where the line goes on below: the offset of its escape character. */
function continuation(file: string, start: number, end: number, escape: string): number | undefined {
  let last = end;
  while (last > start && (file.charAt(last - 1) === " " || file.charAt(last - 1) === "\t")) last--;
  if (last === start || file.charAt(last - 1) !== escape) return undefined;
  return last - 1 > start && file.charAt(last - 2) === escape ? undefined : last - 1;
}

/** The first character of a line that is no blank; between continuations, lines with "#" or none there count for nothing. */
function firstSign(file: string, start: number, end: number): string {
  let at = start;
  while (at < end && isSpace(file.charCodeAt(at))) at++;
  return at === end ? "" : file.charAt(at);
}

/** Line breaks, and the carriage returns before them, belong to no line. */
function splitLines(file: string, faults: Fault[]): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < file.length;) {
    const newline = file.indexOf("\n", start);
    let end = newline < 0 ? file.length : newline;
    if ((end - start) * 3 > LONGEST_LINE && Buffer.byteLength(file.slice(start, end)) > LONGEST_LINE) {
      faults.push({ offset: start, message: `the line is longer than ${LONGEST_LINE} bytes` });
    }
    while (end > start && file.charCodeAt(end - 1) === 0x0d) end--;
    lines.push({ start, end });
    start = newline < 0 ? file.length : newline + 1;
  }
  return lines;
}
