/** Snakefiles: `container:`, `containerized:` and `singularity:`, of a rule or of the whole workflow. */
import { posix } from "node:path";
import type { SourceTree, UnresolvedReason } from "../../../model.ts";
import {
  addComposed,
  type Composed,
  isKnown,
  joinAll,
  joinComposed,
  literal,
  placedValue,
  under,
} from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { literalText, type PlacedText } from "../../kit/placed-text.ts";
import { type PythonToken, tokenizePython } from "./python-tokens.ts";
import { onOneLine } from "../../../text/quote.ts";

const DIRECTIVES: ReadonlySet<string> = new Set(["container", "containerized", "singularity"]);

/**
 * Images with a scheme (`docker://` and the like); a path is a local file, and nothing fetches it. Global variables
 * that are given one text, f-strings and `+` are worked out. Snakemake runs all of them with Apptainer.
 */
export function scanSnakemake(file: string, written: string, { tree }: Surroundings): FileScan {
  // Python ends a line at a carriage return, too.
  const text = written.replace(/\r(?!\n)/g, "\n");
  const scan = new FileScanner(file, text, "snakemake");
  const tokens = tokenizePython(text, (at) =>
    scan.problem(at, "unreadable", "This file is read no further than here: it has more words than are followed."),
  );
  const globals = readGlobals(text, tokens);
  /** Python lets a rule go without a name. */
  let rule: { readonly name: string | undefined; readonly indent: number } | undefined;
  let behind = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "line" || at < behind) continue;
    const word = wordAt(tokens, at + 1);
    if (rule !== undefined && word !== undefined && token.indent <= rule.indent) rule = undefined;
    if (word === "rule" || word === "checkpoint") rule = { name: wordAt(tokens, at + 2), indent: token.indent };
    if (word === "include" || word === "snakefile") followFile(scan, tokens, at, tree);
    if (word === undefined || !DIRECTIVES.has(word) || !isMark(tokens, at + 2, ":")) continue;
    const { value, end } = valueOf(tokens, at + 3, token.indent);
    // What looks like a directive within a value is none.
    behind = end;
    addImage(scan, value, globals, rule?.name);
  }
  return scan.result();
}

/** `include: "file"`, and the `snakefile: "file"` of a module, by its path from this one. */
function followFile(scan: FileScanner, tokens: readonly PythonToken[], at: number, tree: SourceTree): void {
  const below = tokens[at + 3]?.kind === "line" ? 1 : 0;
  const value = tokens[at + 3 + below];
  const isAlone = tokens[at + 4 + below] === undefined || tokens[at + 4 + below]?.kind === "line";
  if (!isMark(tokens, at + 2, ":") || value?.kind !== "string" || value.isFormat || !isAlone) return;
  const text = literalText(scan.text, value.content.start, value.content.end);
  scan.follow("snakemake", text, posix.dirname(scan.file), tree);
}

/** A value of more words and marks than these is not worked out. */
const MOST_TOKENS = 2000;
/** Nor is a string that is longer. */
const LONGEST_STRING = 4000;

/** Tokens of the value: the rest of the line or, where there is none, the lines below that are indented more. */
function valueOf(
  tokens: readonly PythonToken[],
  from: number,
  indent: number,
): { readonly value: readonly PythonToken[]; readonly end: number } {
  const isBelow = tokens[from]?.kind === "line";
  let end = from;
  for (; end < tokens.length; end++) {
    const token = tokens[end]!;
    if (token.kind === "line" && !(isBelow && token.indent > indent)) break;
  }
  return { value: tokens.slice(from, end).filter(({ kind }) => kind !== "line"), end };
}

function addImage(
  scan: FileScanner,
  value: readonly PythonToken[],
  globals: Globals,
  process: string | undefined,
): void {
  const first = value[0];
  const last = value.at(-1);
  if (first === undefined || last === undefined || (value.length === 1 && isMark(value, 0, "None"))) return;
  const text =
    first.kind === "string" && last.kind === "string"
      ? literalText(scan.text, first.content.start, last.content.end)
      : literalText(scan.text, first.start, last.end);
  const all =
    value.length > MOST_TOKENS ? [unknown(text.value, "unsupported-expression")] : evaluate(scan.text, value, globals);
  const values = all.filter((one) => !isKnown(one) || /^\s*\w+:\/\//.test(one.value));
  if (values.length === 0) return;
  const context = process === undefined ? {} : { process };
  addComposed(scan, { text, kind: "image", context, facts: { engine: "apptainer", process } }, values);
}

type Globals = ReadonlyMap<string, PlacedText | undefined>;

/** Variables at the top that are given one plain text and no other; undefined for those that are given more. */
function readGlobals(text: string, tokens: readonly PythonToken[]): Globals {
  const globals = new Map<string, PlacedText | undefined>();
  for (const [at, token] of tokens.entries()) {
    const name = wordAt(tokens, at + 1);
    if (token.kind !== "line" || name === undefined || !isMark(tokens, at + 2, "=")) continue;
    const value = tokens[at + 3];
    const isPlain =
      token.indent === 0 && value?.kind === "string" && !value.isFormat && tokens[at + 4]?.kind === "line";
    const known = isPlain && !globals.has(name);
    globals.set(name, known ? literalText(text, value.content.start, value.content.end) : undefined);
  }
  return globals;
}

/** Conditions within conditions are followed this far. */
const DEEPEST = 20;

function evaluate(text: string, tokens: readonly PythonToken[], globals: Globals, depth = 0): Composed[] {
  const words = topLevelWords(tokens);
  const condition = words.find((at) => wordAt(tokens, at) === "if");
  const otherwise = words.find((at) => at > (condition ?? Infinity) && wordAt(tokens, at) === "else");
  if (condition !== undefined && otherwise !== undefined && depth < DEEPEST && wordAt(tokens, 0) !== "lambda") {
    const test = onOneLine(text.slice(tokens[condition]!.end, tokens[otherwise]!.start), 500);
    return [
      ...under(test, evaluate(text, tokens.slice(0, condition), globals, depth + 1)),
      ...under(`not (${test})`, evaluate(text, tokens.slice(otherwise + 1), globals, depth + 1)),
    ];
  }
  let values: Composed[] = [literal("")];
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "string") values = joinAll(values, [stringValue(text, token, globals)]);
    else if (token.kind === "word" && globals.get(token.value) !== undefined) {
      values = joinAll(values, [variable(token.value, globals)]);
    } else if (!(isMark(tokens, at, "+") || isMark(tokens, at, "(") || isMark(tokens, at, ")"))) {
      return [unknown(text.slice(tokens[0]!.start, tokens.at(-1)!.end), "unsupported-expression")];
    } else if (isMark(tokens, at, "(") && at > 0 && !isMark(tokens, at - 1, "+") && !isMark(tokens, at - 1, "(")) {
      return [unknown(text.slice(tokens[0]!.start, tokens.at(-1)!.end), "unsupported-expression")];
    }
  }
  return values;
}

function stringValue(text: string, token: PythonToken & { kind: "string" }, globals: Globals): Composed {
  const content = text.slice(token.content.start, token.content.end);
  if (content.length > LONGEST_STRING) return unknown(content, "invalid-name");
  if (!content.includes("{")) return literal(content);
  if (!token.isFormat) return unknown(content, "runtime-input");
  const pieces = content.split(/\{(\w+)\}/);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1) return variable(piece, globals);
      return piece.includes("{") ? unknown(content, "unsupported-expression") : literal(piece);
    })
    .reduce((left, right) => joinComposed(left, right));
}

function variable(name: string, globals: Globals): Composed {
  const text = globals.get(name);
  if (text === undefined) return unknown(name, "unsupported-expression");
  return placedValue(text);
}

function unknown(what: string, reason: UnresolvedReason): Composed {
  return { unresolved: { reason, detail: `Only a run of the workflow can know ${onOneLine(what)}.` } };
}

/** Indices of the words outside of brackets. */
function topLevelWords(tokens: readonly PythonToken[]): number[] {
  let depth = 0;
  return tokens.flatMap((token, at) => {
    if (token.kind === "mark" && /^[([{]$/.test(token.value)) depth++;
    if (token.kind === "mark" && /^[)\]}]$/.test(token.value)) depth--;
    return depth === 0 && token.kind === "word" ? [at] : [];
  });
}

function wordAt(tokens: readonly PythonToken[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === "word" ? token.value : undefined;
}

function isMark(tokens: readonly PythonToken[], at: number, value: string): boolean {
  const token = tokens[at];
  return (token?.kind === "mark" || token?.kind === "word") && token.value === value;
}
