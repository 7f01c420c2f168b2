/**
 * A Dockerfile as instructions, cut as BuildKit's parser cuts it (frontend/dockerfile/parser): continuations joined,
 * comments and here-document bodies left out. Where BuildKit stops, this notes a fault and reads on.
 */
import { quote } from "../../text/quote.ts";
import { readDirective } from "./directives.ts";
import type { Fault } from "./fault.ts";
import { type Heredoc, heredocsOf, type Line, type LineIndex, lineIndex } from "./heredoc.ts";
import { skipSpace, type Text, TextBuilder } from "./text.ts";
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
  return new Parser(file).parse();
}

class Parser {
  readonly #file: string;
  readonly #faults: Fault[] = [];
  readonly #lines: readonly Line[];
  /** Names of the directives in the head. */
  readonly #directives = new Set<string>();
  /** The instruction that is read, its lines joined. */
  readonly #joined = new TextBuilder();
  #index: LineIndex | undefined;
  #escape = "\\";
  #inHead = true;
  /** The number of the line that is read. */
  #at = 0;

  constructor(file: string) {
    this.#file = file;
    this.#lines = splitLines(file, this.#faults);
  }

  parse(): Parsed {
    const instructions: Instruction[] = [];
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[++this.#at]) {
      const { end } = line;
      const start = skipSpace(this.#file, line.start, line.end);
      if (this.#inHead) this.#readHead(start, end);
      if (start < end && this.#file.charAt(start) !== "#") instructions.push(this.#instruction({ start, end }));
    }
    if (instructions.length === 0) this.#faults.push({ offset: 0, message: "the file has no instructions" });
    return { instructions, escape: this.#escape, faults: this.#faults };
  }

  /** A comment of the head: obeys it, or ends the head. */
  #readHead(start: number, end: number): void {
    const directive = readDirective(this.#file, start, end, "#");
    if (directive === undefined) {
      this.#inHead = false;
    } else if (this.#directives.has(directive.name)) {
      this.#faults.push({ offset: start, message: `only one "# ${directive.name}=" directive can be used` });
    } else {
      this.#directives.add(directive.name);
      if (directive.name !== "escape") return;
      if (directive.value.value === "`" || directive.value.value === "\\") this.#escape = directive.value.value;
      else this.#faults.push({ offset: start, message: "the escape character can be \\ or ` only" });
    }
  }

  #instruction(first: Line): Instruction {
    const hasGap = this.#join(first);
    const parsed = parseInstruction(this.#joined.take(), this.#escape, first.start, this.#faults);
    return { ...parsed, heredocs: this.#bodies(parsed), hasGap };
  }

  /** Joins a line and those below in which it goes on; gives whether an empty line stands between them. */
  #join(first: Line): boolean {
    let hasGap = false;
    let line: Line | undefined = first;
    while (line !== undefined) {
      const { start, end } = line;
      const cut = continuation(this.#file, start, end, this.#escape);
      this.#joined.add(this.#file.slice(start, cut ?? end), start);
      if (cut === undefined) break;
      // Between continuations, comments and empty lines count for nothing.
      for (line = this.#lines[++this.#at]; line !== undefined; line = this.#lines[++this.#at]) {
        const sign = skipSpace(this.#file, line.start, line.end);
        hasGap ||= sign === line.end;
        if (sign < line.end && this.#file.charAt(sign) !== "#") break;
      }
    }
    return hasGap;
  }

  /** The bodies of the here-documents that an instruction opens, which stand below it. */
  #bodies(instruction: Instruction): readonly Body[] {
    const { whole, start } = instruction;
    if (!canHaveHeredoc(instruction) || !whole.value.includes("<<")) return [];
    const bodies: Body[] = [];
    for (const heredoc of heredocsOf(whole.value)) {
      this.#index ??= lineIndex(this.#file, this.#lines);
      const body = this.#lines[this.#at + 1];
      const last = this.#index.find(heredoc, this.#at + 1);
      if (body === undefined || last === undefined) {
        this.#faults.push({ offset: start, message: `the here-document ${quote(heredoc.name)} is not ended` });
        break;
      }
      bodies.push({ heredoc, start: body.start, end: last.line.start });
      this.#at = last.number;
    }
    return bodies;
  }
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
