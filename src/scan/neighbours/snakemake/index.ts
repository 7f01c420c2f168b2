/** Snakefiles: `container:`, `containerized:` and `singularity:`, of a rule or of the whole workflow. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import type { Range } from "../../../text/lines.ts";
import { addComposed, isKnown } from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { literalText } from "../../kit/placed-text.ts";
import { isSnakemakeName } from "../glance.ts";
import { configurationsOf, type Snakefile } from "./configs.ts";
import { Evaluator, type Names, parametersOf, type ReturningFunction, unknown } from "./evaluator.ts";
import { closerOf, isMark, type PythonToken, tokenizePython, wordAt } from "./python-tokens.ts";

const DIRECTIVES: ReadonlySet<string> = new Set(["container", "containerized", "singularity"]);

/**
 * Images with a scheme (`docker://` and the like); a path is a local file, and nothing fetches it. Global variables
 * that are given one value, functions that return one, `config`, `format`, f-strings and `+` are worked out. Snakemake runs all of them with Apptainer.
 */
export function scanSnakemake(file: string, written: string, { tree }: Surroundings): FileScan {
  // Python ends a line at a carriage return, too.
  const text = written.replace(/\r(?!\n)/g, "\n");
  const scan = new FileScanner(file, text, "snakemake");
  const tokens = tokenizePython(text, (at) =>
    scan.problem(at, "unreadable", "This file is read no further than here: it has more words than are followed."),
  );
  const names: Names = {
    values: readValues(tokens),
    functions: readFunctions(tokens),
    configurations: configurationsOf(tree, isSnakemakeName, readSnakefile).of(file),
    budget: scan.budget,
  };
  const evaluator = new Evaluator(text, names);
  /** Python lets a rule go without a name. */
  let rule: { readonly name: string | undefined; readonly indent: number } | undefined;
  let behind = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "line" || at < behind) continue;
    const word = wordAt(tokens, at + 1);
    if (rule !== undefined && word !== undefined && token.indent <= rule.indent) rule = undefined;
    const isRule = word === "rule" || word === "checkpoint";
    if (isRule) rule = { name: wordAt(tokens, at + 2), indent: token.indent };
    if (word === "include" || word === "snakefile") followFile(scan, tokens, at, tree);
    // The only directive of a rule may stand on its line.
    const key = !isRule ? at + 1 : isMark(tokens, at + 2, ":") ? at + 3 : at + 4;
    if (!DIRECTIVES.has(wordAt(tokens, key) ?? "") || !isMark(tokens, key + 1, ":")) continue;
    const { value, end } = valueOf(tokens, key + 2, token.indent);
    // What looks like a directive within a value is none.
    behind = end;
    addImage(scan, value, evaluator, rule?.name);
  }
  return scan.result();
}

/** What `configfile` and `include` of a file name, where they name it in one plain text. */
function readSnakefile(path: string, text: string): Snakefile {
  const tokens = tokenizePython(text.replace(/\r(?!\n)/g, "\n"), () => undefined);
  const named = (directive: string): string[] =>
    tokens.flatMap((token, at) => {
      const value = token.kind === "line" && wordAt(tokens, at + 1) === directive ? fileAt(tokens, at) : undefined;
      return value === undefined ? [] : [text.slice(value.start, value.end)];
    });
  const includes = named("include").map((one) => posix.join(posix.dirname(path), one));
  return { path, configurations: named("configfile"), includes };
}

/** The plain text that is all of the value of a directive. */
function fileAt(tokens: readonly PythonToken[], at: number): Range | undefined {
  const below = tokens[at + 3]?.kind === "line" ? 1 : 0;
  const value = tokens[at + 3 + below];
  const isAlone = tokens[at + 4 + below] === undefined || tokens[at + 4 + below]?.kind === "line";
  return isMark(tokens, at + 2, ":") && value?.kind === "string" && !value.isFormat && isAlone
    ? value.content
    : undefined;
}

/** `include: "file"`, and the `snakefile: "file"` of a module, by its path from this one. */
function followFile(scan: FileScanner, tokens: readonly PythonToken[], at: number, tree: SourceTree): void {
  const named = fileAt(tokens, at);
  if (named === undefined) return;
  scan.follow("snakemake", literalText(scan.text, named.start, named.end), posix.dirname(scan.file), tree);
}

/** A value of more words and marks than these is not worked out. */
const MOST_TOKENS = 2000;

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
  evaluator: Evaluator,
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
    value.length > MOST_TOKENS ? [unknown(text.value, "unsupported-expression")] : evaluator.evaluateDirective(value);
  const values = all.filter((one) => !isKnown(one) || /^\s*\w+:\/\//.test(one.value));
  if (values.length === 0) return;
  const context = process === undefined ? {} : { process };
  addComposed(scan, { text, kind: "image", context, facts: { engine: "apptainer", process } }, values);
}

/** Variables at the top that are given one value and no other; undefined for those that are given more, or are changed. */
function readValues(tokens: readonly PythonToken[]): Names["values"] {
  const values = new Map<string, readonly PythonToken[] | undefined>();
  for (const [at, token] of tokens.entries()) {
    const name = wordAt(tokens, at + 1);
    if (token.kind !== "line" || name === undefined) continue;
    const isGiven = isMark(tokens, at + 2, "=");
    // `NAME += …`, `NAME["key"] = …`, `NAME.update(…)`.
    const isChanged = isMark(tokens, at + 3, "=") || isMark(tokens, at + 2, "[") || isMark(tokens, at + 2, ".");
    if (!isGiven && !isChanged) continue;
    const { value } = valueOf(tokens, at + 3, token.indent);
    const isOnly = isGiven && token.indent === 0 && !values.has(name) && value.length <= MOST_TOKENS;
    values.set(name, isOnly ? value : undefined);
  }
  return values;
}

/** Functions at the top that do nothing but return. */
function readFunctions(tokens: readonly PythonToken[]): Names["functions"] {
  const functions = new Map<string, ReturningFunction>();
  for (const [at, token] of tokens.entries()) {
    const name = wordAt(tokens, at + 2);
    if (token.kind !== "line" || token.indent > 0 || wordAt(tokens, at + 1) !== "def" || name === undefined) continue;
    const close = closerOf(tokens, at + 3);
    if (close === undefined) continue;
    const body = bodyOf(tokens, close);
    if (body === undefined || functions.has(name)) functions.delete(name);
    else functions.set(name, { ...parametersOf(tokens.slice(at + 4, close)), returned: body });
  }
  return functions;
}

/** What the only statement of a function returns; a text in front of it says what the function is for. */
function bodyOf(tokens: readonly PythonToken[], close: number): readonly PythonToken[] | undefined {
  let colon = close;
  while (tokens[colon] !== undefined && tokens[colon]?.kind !== "line" && !isMark(tokens, colon, ":")) colon++;
  const { value, end } = valueOf(tokens, colon + 1, 0);
  const lines = tokens.slice(colon + 1, end).filter(({ kind }) => kind === "line").length;
  const statement = value[0]?.kind === "string" ? value.slice(1) : value;
  const isOne = lines <= (value[0]?.kind === "string" ? 2 : 1);
  return isMark(tokens, colon, ":") && isOne && wordAt(statement, 0) === "return" ? statement.slice(1) : undefined;
}
