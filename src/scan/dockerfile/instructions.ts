/**
 * A Dockerfile as instructions, cut as BuildKit's parser cuts it (frontend/dockerfile/parser): continuations joined,
 * comments and here-document bodies left out. Where BuildKit stops, this notes a fault and reads on.
 */
import { quote } from "../../text/quote.ts";
import { readDirective } from "./directives.ts";
import type { Fault } from "./fault.ts";
import { endOfHeredoc, type Heredoc, heredocsOf, type Line } from "./heredoc.ts";
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

/** Characters of one instruction: what Linux takes as one argument of a program. */
const LONGEST = 131_072;

/** Files of people and of generators have a hundredth of these; more would keep a scan busy, not a builder. */
const MOST_INSTRUCTIONS = 20_000;
/** Characters of all instructions, here-documents and comments left out. */
const MOST_TEXT = 1_048_576;

/** BuildKit stops at the first here-document that is not ended. Behind some of them, no ends are looked for. */
const MOST_UNENDED = 20;

const WITH_HEREDOC: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN"]);
const MAYBE_JSON: ReadonlySet<string> = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);

/** Parses a file; a byte-order mark is not expected in it. */
export function parseInstructions(file: string): Parsed {
  return new Parser(file).parse();
}

class Parser {
  readonly #file: string;
  readonly #faults: Fault[] = [];
  /** Names of the directives in the head. */
  readonly #directives = new Set<string>();
  /** The instruction that is read, its lines joined. */
  readonly #joined = new TextBuilder();
  #escape = "\\";
  #inHead = true;
  /** Where the line begins that is read next. */
  #next = 0;
  /** Characters of the instructions so far. */
  #length = 0;
  #unended = 0;

  constructor(file: string) {
    this.#file = file;
  }

  parse(): Parsed {
    const instructions: Instruction[] = [];
    findLongLines(this.#file, this.#faults);
    for (let line = this.#line(); line !== undefined; line = this.#line()) {
      const { end } = line;
      const start = skipSpace(this.#file, line.start, line.end);
      if (this.#inHead) this.#readHead(start, end);
      if (start === end || this.#file.charAt(start) === "#") continue;
      if (instructions.length === MOST_INSTRUCTIONS || this.#length > MOST_TEXT) {
        this.#unread(start, "the file has more instructions than are followed: from here on it is not read");
        break;
      }
      instructions.push(this.#instruction({ start, end }));
    }
    if (instructions.length === 0) this.#faults.push({ offset: 0, message: "the file has no instructions" });
    return { instructions, escape: this.#escape, faults: this.#faults };
  }

  /** The next line. Line breaks, and the carriage returns before them, belong to none. */
  #line(): Line | undefined {
    const start = this.#next;
    if (start >= this.#file.length) return undefined;
    const newline = this.#file.indexOf("\n", start);
    let end = newline < 0 ? this.#file.length : newline;
    this.#next = end + 1;
    while (end > start && this.#file.charCodeAt(end - 1) === 0x0d) end--;
    return { start, end };
  }

  #unread(offset: number, message: string): void {
    this.#faults.push({ offset, message, kind: "unreadable" });
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
    let room = LONGEST;
    let line: Line | undefined = first;
    while (line !== undefined) {
      const { start, end } = line;
      const cut = continuation(this.#file, start, end, this.#escape);
      const length = (cut ?? end) - start;
      this.#joined.add(this.#file.slice(start, start + Math.min(length, room)), start);
      if (length > room && room >= 0) {
        this.#unread(first.start, `the instruction is longer than ${LONGEST} characters: no more of it is read`);
      }
      // Said once: what is below zero stays there.
      room = length > room ? -1 : room - length;
      if (cut === undefined) break;
      // Between continuations, comments and empty lines count for nothing.
      for (line = this.#line(); line !== undefined; line = this.#line()) {
        const sign = skipSpace(this.#file, line.start, line.end);
        hasGap ||= sign === line.end;
        if (sign < line.end && this.#file.charAt(sign) !== "#") break;
      }
    }
    this.#length += LONGEST - Math.max(0, room);
    return hasGap;
  }

  /** The bodies of the here-documents that an instruction opens, which stand below it. */
  #bodies(instruction: Instruction): readonly Body[] {
    const { whole, start } = instruction;
    if (!canHaveHeredoc(instruction) || !whole.value.includes("<<") || this.#unended === MOST_UNENDED) return [];
    const bodies: Body[] = [];
    for (const heredoc of heredocsOf(whole.value)) {
      const body = this.#next;
      const last = endOfHeredoc(this.#file, heredoc, body);
      if (last === undefined) {
        this.#unended++;
        this.#faults.push({ offset: start, message: `the here-document ${quote(heredoc.name)} is not ended` });
        break;
      }
      bodies.push({ heredoc, start: body, end: last.start });
      const newline = this.#file.indexOf("\n", last.end);
      this.#next = newline < 0 ? this.#file.length : newline + 1;
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

/** BuildKit stops at a line that is too long, wherever it stands. */
function findLongLines(file: string, faults: Fault[]): void {
  for (let start = 0; start < file.length;) {
    const newline = file.indexOf("\n", start);
    const end = newline < 0 ? file.length : newline;
    if ((end - start) * 3 > LONGEST_LINE && Buffer.byteLength(file.slice(start, end)) > LONGEST_LINE) {
      faults.push({ offset: start, message: `the line is longer than ${LONGEST_LINE} bytes` });
    }
    start = end + 1;
  }
}
