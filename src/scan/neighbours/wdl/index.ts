/** WDL documents: `docker` and `container` of tasks. */
import { posix } from "node:path";
import type { SourceTree, Unresolved } from "../../../model.ts";
import { addComposed, type Composed, isKnown, joinAll, literal, under, withOrigin } from "../../kit/composed.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { literalText } from "../../kit/placed-text.ts";
import { type Block, type Call, type Declaration, type Expression, readWdl, type WdlDocument } from "./document.ts";
import { isMark, tokenizeWdl, type WdlToken } from "./tokens.ts";
import { onOneLine } from "../../../text/quote.ts";

/** Inputs of inputs and expressions in expressions are followed this far. */
const DEEPEST = 30;

/** As many calls of one task as are told apart. */
const MOST_CALLS = 64;

/**
 * Literals, lists of alternatives, and expressions over inputs with defaults: `~{version}`, `+`, `select_first`,
 * `if`. What the calls of the same file hand to a task counts for its inputs. The engine is the runner's choice.
 */
export function scanWdl(file: string, written: string, { tree }: Surroundings): FileScan {
  // A carriage return ends a line, and a comment, too.
  const text = written.replace(/\r(?!\n)/g, "\n");
  const scan = new FileScanner(file, text, "wdl");
  const document = readWdl(text, (at) =>
    scan.problem(at, "unreadable", "This file is read no further than here: it has more words than are followed."),
  );
  const calls = document.workflows.flatMap((workflow) => {
    const caller = new Evaluator(scan, document, workflow, undefined);
    return workflow.calls.map((call) => ({ call, caller }));
  });
  const byTask = Map.groupBy(calls, ({ call }) => call.task);
  for (const task of document.tasks) {
    const all = byTask.get(task.name) ?? [];
    const own = all.slice(0, MOST_CALLS);
    const at = document.tokens[task.images[0]?.start ?? 0]?.start ?? 0;
    if (all.length > MOST_CALLS && task.images.length > 0) {
      const message = `Of the ${all.length} calls of ${task.name}, no more than ${MOST_CALLS} are looked at: others may run it in another image.`;
      scan.problem(at, "unreadable", message);
    }
    const runs = (own.length > 0 ? own : [undefined]).map((call) => new Evaluator(scan, document, task, call));
    for (const image of task.images) addImage(scan, document, task, image, runs);
  }
  followImports(scan, document, tree);
  return scan.result();
}

/** `import "file"`, by its path from this one. */
function followImports(scan: FileScanner, { tokens }: WdlDocument, tree: SourceTree): void {
  for (const [at, token] of tokens.entries()) {
    const value = tokens[at + 1];
    if (token.kind !== "word" || token.value !== "import" || value?.kind !== "string") continue;
    const text = literalText(scan.text, value.start + 1, value.end - 1);
    scan.follow("wdl", text, posix.dirname(scan.file), tree);
  }
}

function addImage(
  scan: FileScanner,
  { tokens }: WdlDocument,
  task: Block,
  image: Expression,
  runs: readonly Evaluator[],
): void {
  const alternatives = elementsOf(tokens, image);
  for (const alternative of alternatives) {
    const first = tokens[alternative.start];
    const last = tokens[alternative.end - 1];
    if (alternative.start >= alternative.end || first === undefined || last === undefined) continue;
    const isString = first.kind === "string" && first === last;
    const text = literalText(scan.text, first.start + (isString ? 1 : 0), last.end - (isString ? 1 : 0));
    const conditions = alternatives.length > 1 ? ["the runner takes one of the list"] : [];
    if (scan.isFull) return;
    const values: Composed[] = [];
    for (const run of runs) {
      values.push(...run.evaluate(tokens, alternative, 0));
      // What all further calls give is unresolved as well.
      if (scan.budget.isSpent("names")) break;
    }
    const given = values.map((value) => (isKnown(value) && conditions.length > 0 ? { ...value, conditions } : value));
    const context = { process: task.name };
    addComposed(scan, { text, kind: "image", context, facts: { engine: null, process: task.name } }, given);
  }
}

/** The elements of a list literal; anything else is one by itself. */
function elementsOf(tokens: readonly WdlToken[], expression: Expression): Expression[] {
  const { start, end } = expression;
  if (!isMark(tokens, start, "[") || !isMark(tokens, end - 1, "]")) return [expression];
  const elements: Expression[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < end; at++) {
    const token = tokens[at];
    if (token?.kind !== "mark") continue;
    if (/^[[({]$/.test(token.value)) depth++;
    else if (/^[\])}]$/.test(token.value)) depth--;
    if ((depth === 1 && token.value === ",") || depth === 0) {
      if (at > from) elements.push({ start: from, end: at });
      from = at + 1;
    }
  }
  return elements;
}

/** A call of a task, and the workflow that makes it. */
interface CallOfTask {
  readonly call: Call;
  readonly caller: Evaluator;
}

/** Works out expressions of a workflow, or of a task in one call. An optional input that nobody gives has no value. */
class Evaluator {
  readonly #scan: FileScanner;
  readonly #text: string;
  readonly #document: WdlDocument;
  readonly #block: Block;
  readonly #call: CallOfTask | undefined;
  readonly #variables = new Map<string, Composed[]>();

  constructor(scan: FileScanner, document: WdlDocument, block: Block, call: CallOfTask | undefined) {
    this.#scan = scan;
    this.#text = scan.text;
    this.#document = document;
    this.#block = block;
    this.#call = call;
  }

  evaluate(tokens: readonly WdlToken[], { start, end }: Expression, depth: number): Composed[] {
    const first = tokens[start];
    if (first === undefined || start >= end || depth > DEEPEST || !this.#affords({ start, end }, first.start)) {
      return [this.#unsupported(tokens, { start, end })];
    }
    if (first.kind === "word" && first.value === "if") return this.#conditional(tokens, { start, end }, depth);
    const split = splitAt(tokens, { start, end }, ["+"]);
    if (split.length > 1) return split.map((part) => this.evaluate(tokens, part, depth + 1)).reduce(joinAll);
    if (end === start + 1) {
      if (first.kind === "string") return this.#string(first, depth);
      if (first.kind === "word") return this.#variable(first.value, depth);
      return [first.kind === "number" ? literal(first.value) : this.#unsupported(tokens, { start, end })];
    }
    const last = tokens[end - 1];
    if (first.kind === "word" && last?.kind === "word" && isMark(tokens, end - 2, ".")) {
      return this.#member(tokens, { start, end: end - 2 }, last.value, depth);
    }
    const isCall = first.kind === "word" && first.value === "select_first";
    if (first.kind === "mark" && first.value === "(")
      return this.evaluate(tokens, { start: start + 1, end: end - 1 }, depth + 1);
    if (isCall) return this.#selectFirst(tokens, { start: start + 2, end: end - 1 }, depth);
    return [this.#unsupported(tokens, { start, end })];
  }

  /** Each token that is looked at counts as a character of a name. */
  #affords({ start, end }: Expression, at: number): boolean {
    return this.#scan.budget.take("names", end - start + 1, at);
  }

  /** A member of an object that the file spells out, or of the first such that is given. */
  #member(tokens: readonly WdlToken[], { start, end }: Expression, name: string, depth: number): Composed[] {
    const first = tokens[start];
    const isWord = first?.kind === "word" && depth <= DEEPEST && this.#affords({ start, end }, first.start);
    if (isWord && end === start + 1) {
      const declared = this.#block.declarations.get(first.value);
      if (declared?.value !== undefined) return this.#member(this.#document.tokens, declared.value, name, depth + 1);
      return declared?.isOptional === true ? [] : [this.#unsupported(tokens, { start, end })];
    }
    if (isWord && first.value === "select_first") {
      const list = elementsOf(tokens, { start: start + 2, end: end - 1 });
      const found = list.map((one) => this.#member(tokens, one, name, depth + 1));
      return found.find((values) => values.length > 0)?.map(asDefault) ?? [this.#unsupported(tokens, { start, end })];
    }
    const at =
      isWord && isMark(tokens, start + 1, "{") ? memberAt(tokens, { start: start + 2, end: end - 1 }, name) : undefined;
    return at === undefined ? [this.#unsupported(tokens, { start, end })] : this.evaluate(tokens, at, depth + 1);
  }

  #string(token: WdlToken & { kind: "string" }, depth: number): Composed[] {
    const own = literalText(this.#text, token.start + 1, Math.max(token.start + 1, token.end - 1));
    return token.pieces
      .map((piece) => {
        if (!piece.isPlaceholder) return [literal(this.#text.slice(piece.start, piece.end))];
        const tokens = tokenizeWdl(this.#text, piece.start, piece.end);
        return this.evaluate(tokens, { start: 0, end: tokens.length }, depth + 1);
      })
      .reduce(joinAll, [literal("")])
      .map((value) => (isKnown(value) ? withOrigin(value, own) : value));
  }

  /** All values that the first one given can be. */
  #selectFirst(tokens: readonly WdlToken[], list: Expression, depth: number): Composed[] {
    let isSkipped = false;
    for (const element of elementsOf(tokens, list)) {
      const values = this.evaluate(tokens, element, depth + 1);
      if (values.length > 0)
        return values.map((value) => (isKnown(value) && isSkipped ? { ...value, isDefault: true } : value));
      isSkipped = true;
    }
    return [this.#unsupported(tokens, list)];
  }

  #conditional(tokens: readonly WdlToken[], range: Expression, depth: number): Composed[] {
    const [test, rest] = splitAt(tokens, { start: range.start + 1, end: range.end }, ["then"]);
    const [yes, no] = rest === undefined ? [] : splitAt(tokens, rest, ["else"]);
    if (test === undefined || yes === undefined || no === undefined) return [this.#unsupported(tokens, range)];
    const condition = this.#textOf(tokens, test);
    return [
      ...under(condition, this.evaluate(tokens, yes, depth + 1)),
      ...under(`not (${condition})`, this.evaluate(tokens, no, depth + 1)),
    ];
  }

  #variable(name: string, depth: number): Composed[] {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const declared = this.#block.declarations.get(name);
    if (declared === undefined) return [{ unresolved: unknownName(name) }];
    // A variable whose value names itself ends here.
    this.#variables.set(name, [{ unresolved: unknownName(name) }]);
    const values = this.#valuesOf(declared, depth);
    this.#variables.set(name, values);
    return values;
  }

  /** What the call hands to an input, or its default. */
  #valuesOf({ name, value, isInput, isOptional }: Declaration, depth: number): Composed[] {
    const given = isInput ? this.#call?.call.inputs.get(name) : undefined;
    if (given !== undefined && this.#call !== undefined) {
      return this.#call.caller.evaluate(this.#document.tokens, given, depth + 1);
    }
    if (value === undefined) return isOptional ? [] : [{ unresolved: missingInput(name, this.#block.name) }];
    const values = this.evaluate(this.#document.tokens, value, depth + 1);
    return isInput ? values.map(asDefault) : values;
  }

  #textOf(tokens: readonly WdlToken[], { start, end }: Expression): string {
    return onOneLine(this.#text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0));
  }

  #unsupported(tokens: readonly WdlToken[], range: Expression): Composed {
    const detail = `Only a run can know what ${this.#textOf(tokens, range)} gives.`;
    return { unresolved: { reason: "unsupported-expression", detail } };
  }
}

function asDefault(value: Composed): Composed {
  return isKnown(value) ? { ...value, isDefault: true } : value;
}

/** The value of `name: value` among the entries of an object. */
function memberAt(tokens: readonly WdlToken[], range: Expression, name: string): Expression | undefined {
  for (const { start, end } of splitAt(tokens, range, [","])) {
    const key = tokens[start];
    if (key?.kind === "word" && key.value === name && isMark(tokens, start + 1, ":")) return { start: start + 2, end };
  }
  return undefined;
}

/** The parts of an expression between words or marks that are in no bracket and in no inner condition. */
function splitAt(tokens: readonly WdlToken[], { start, end }: Expression, separators: readonly string[]): Expression[] {
  const parts: Expression[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < end; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === "string") continue;
    if (/^(?:[[({]|if)$/.test(token.value)) depth++;
    else if (depth === 0 && separators.includes(token.value)) {
      parts.push({ start: from, end: at });
      from = at + 1;
    } else if (/^[\])}]$/.test(token.value) || (depth > 0 && token.value === "else")) depth--;
  }
  return [...parts, { start: from, end }];
}

function unknownName(name: string): Unresolved {
  return { reason: "unsupported-expression", detail: `Nothing in this file declares ${name}.` };
}

function missingInput(name: string, block: string): Unresolved {
  return {
    reason: "runtime-input",
    detail: `The input ${name} of ${block} has no default: write one, or pass it in a call.`,
  };
}
