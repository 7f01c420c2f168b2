/** Works out expressions of WDL as far as the files know them: members of structs, inputs through calls, outputs. */
import type { Unresolved } from "../../../model.ts";
import { onOneLine } from "../../../text/quote.ts";
import { type Composed, isKnown, joinAll, literal, under, withOrigin } from "../../kit/composed.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { literalText, type PlacedText } from "../../kit/placed-text.ts";
import type { Call, Declaration, Expression } from "./document.ts";
import { elementsOf, lastStep, memberAt, splitAt } from "./expression.ts";
import type { Placed, WdlProgram } from "./program.ts";
import { isMark, tokenizeWdl, type WdlToken } from "./tokens.ts";

/** Inputs of inputs and expressions in expressions are followed this far. */
export const DEEPEST = 30;

/** A call, and the workflow that makes it. */
export interface CallBy {
  readonly call: Call;
  readonly caller: Evaluator;
  /** A test makes it, or calls what does. */
  readonly isTest: boolean;
}

const NOTHING: Composed = { ...literal(""), isDefault: true };

/** Steps from a value to a part of it: `.member`, `[0]`, or `[]` for each element. */
type Path = readonly string[];

const EACH = "[]";

/** What the evaluators of one scan share. */
export interface Work {
  readonly scan: FileScanner;
  readonly program: WdlProgram;
}

/** Of a workflow or a task, in one call of it. An optional input that nobody gives has no value: an empty list. */
export class Evaluator {
  readonly #work: Work;
  readonly #place: Placed;
  readonly #call: CallBy | undefined;
  readonly #variables = new Map<string, Composed[]>();
  readonly #called = new Map<Call, Evaluator>();

  constructor(work: Work, place: Placed, call: CallBy | undefined) {
    this.#work = work;
    this.#place = place;
    this.#call = call;
  }

  get isTest(): boolean {
    return this.#call?.isTest === true;
  }

  /** What an expression of the file gives, or the part of it at the end of a path. */
  evaluate({ start, end }: Expression, depth: number, path: Path = [], tokens = this.#tokens): Composed[] {
    const range = { start, end };
    const first = tokens[start];
    if (first === undefined || start >= end || depth > DEEPEST || !this.#affords(range, first.start)) {
      return [this.#unsupported(tokens, range)];
    }
    if (first.kind === "word" && first.value === "if") return this.#conditional(tokens, range, depth, path);
    const split = path.length === 0 ? splitAt(tokens, range, ["+"]) : [];
    if (split.length > 1) {
      const sums = split.map((part) => this.evaluate(part, depth + 1, [], tokens)).reduce(joinAll);
      // Only in a placeholder may there be no value.
      return sums.length === 0 && tokens === this.#tokens ? [this.#unsupported(tokens, range)] : sums;
    }
    if (end === start + 1) return this.#single(tokens, start, depth, path);
    const behind = lastStep(tokens, range, this.#written);
    if (behind !== undefined) {
      const step = behind.step ?? (this.#isElement(tokens, behind.index) ? EACH : undefined);
      if (step === undefined) return [this.#unsupported(tokens, range)];
      return this.evaluate(behind.base, depth + 1, [step, ...path], tokens);
    }
    if (first.kind === "word" && first.value === "select_first" && isMark(tokens, start + 1, "(")) {
      return this.#selectFirst(tokens, { start: start + 2, end: end - 1 }, depth, path);
    }
    return this.#literal(tokens, range, depth, path);
  }

  get #tokens(): readonly WdlToken[] {
    return this.#place.file.tokens;
  }

  get #text(): string {
    return this.#place.file.source.text;
  }

  /** What stands between the quotes. */
  readonly #written = ({ start, end }: WdlToken): string => this.#text.slice(start + 1, end - 1);

  #single(tokens: readonly WdlToken[], at: number, depth: number, path: Path): Composed[] {
    const token = tokens[at]!;
    if (token.kind === "word") return this.#variable(token.value, depth, path);
    if (path.length === 0 && token.kind === "string") return this.#string(token, depth);
    if (path.length === 0 && token.kind === "number") return [literal(token.value)];
    return [this.#unsupported(tokens, { start: at, end: at + 1 })];
  }

  /** An object, a list, a pair, or an expression in parentheses. */
  #literal(tokens: readonly WdlToken[], range: Expression, depth: number, path: Path): Composed[] {
    const [step = "", ...rest] = path;
    // `object { … }`, and a struct by its name.
    const open = tokens[range.start]?.kind === "word" ? range.start + 1 : range.start;
    const inner = { start: open + 1, end: range.end - 1 };
    let found: (Expression | undefined)[] = [];
    if (open === range.start && isMark(tokens, open, "(")) {
      const parts = splitAt(tokens, inner, [","]);
      if (parts.length === 1) return this.evaluate(inner, depth + 1, path, tokens);
      found = [parts[[".left", ".right"].indexOf(step)]];
    } else if (isMark(tokens, open, "{")) found = [memberAt(tokens, inner, step.slice(1), this.#written)];
    else if (open === range.start && isMark(tokens, open, "[") && step !== "") {
      const elements = elementsOf(tokens, range);
      found = step === EACH ? elements : [elements[Number(step.slice(1, -1))]];
    }
    const values = found.flatMap((one) => (one === undefined ? [] : this.evaluate(one, depth + 1, rest, tokens)));
    return values.length > 0 ? values : [this.#unsupported(tokens, range)];
  }

  /** Each token that is looked at counts as a character of a name. */
  #affords({ start, end }: Expression, at: number): boolean {
    const { scan } = this.#work;
    return scan.budget.take("names", end - start + 1, this.#place.file.source.path === scan.file ? at : 0);
  }

  #string(token: WdlToken & { kind: "string" }, depth: number): Composed[] {
    const own = placedIn(this.#work.scan, this.#place, token.start + 1, Math.max(token.start + 1, token.end - 1));
    return token.pieces
      .map((piece) => {
        if (!piece.isPlaceholder) return [literal(this.#text.slice(piece.start, piece.end))];
        const tokens = tokenizeWdl(this.#text, piece.start, piece.end);
        const values = this.evaluate({ start: 0, end: tokens.length }, depth + 1, [], tokens);
        // What has no value is an empty text here.
        return values.length === 0 ? [NOTHING] : values;
      })
      .reduce(joinAll, [literal("")])
      .map((value) => (isKnown(value) ? withOrigin(value, own) : value));
  }

  /** All values that the first one given can be. One that stands in an `if` block is given under its condition. */
  #selectFirst(tokens: readonly WdlToken[], list: Expression, depth: number, path: Path): Composed[] {
    let isSkipped = false;
    let otherwise: readonly string[] = [];
    const found: Composed[] = [];
    for (const element of elementsOf(tokens, list)) {
      const values = this.evaluate(element, depth + 1, path, tokens);
      const given = otherwise.reduce<Composed[]>((all, condition) => under(condition, all), values);
      found.push(...given.map((value) => (isSkipped ? asDefault(value) : value)));
      const conditions = this.#conditionsOf(tokens, element);
      if (values.length > 0 && conditions.length === 0) return found;
      if (values.length === 0) isSkipped = true;
      else otherwise = [...otherwise, `not (${conditions.join(" && ")})`];
    }
    return found.length > 0 ? found : [this.#unsupported(tokens, list)];
  }

  /** The conditions under which a lone variable has a value at all. */
  #conditionsOf(tokens: readonly WdlToken[], { start, end }: Expression): readonly string[] {
    const token = tokens[start];
    const declared = end === start + 1 && token?.kind === "word" ? this.#declared(token.value) : undefined;
    return declared?.conditions.map((condition) => this.#textOf(this.#tokens, condition)) ?? [];
  }

  #conditional(tokens: readonly WdlToken[], range: Expression, depth: number, path: Path): Composed[] {
    const [test, rest] = splitAt(tokens, { start: range.start + 1, end: range.end }, ["then"]);
    const [yes, no] = rest === undefined ? [] : splitAt(tokens, rest, ["else"]);
    if (test === undefined || yes === undefined || no === undefined) return [this.#unsupported(tokens, range)];
    const defined = this.#isDefined(tokens, test, depth);
    if (defined !== undefined) return this.evaluate(defined ? yes : no, depth + 1, path, tokens);
    const condition = this.#textOf(tokens, test);
    return [
      ...under(condition, this.evaluate(yes, depth + 1, path, tokens)),
      ...under(`not (${condition})`, this.evaluate(no, depth + 1, path, tokens)),
    ];
  }

  /** `defined(x)` and `!defined(x)` of a variable with one value, or with none unless a run gives it one. */
  #isDefined(tokens: readonly WdlToken[], { start, end }: Expression, depth: number): boolean | undefined {
    const isNot = isMark(tokens, start, "!");
    const at = isNot ? start + 1 : start;
    const [word, , variable] = tokens.slice(at, end);
    if (end !== at + 4 || word?.kind !== "word" || word.value !== "defined" || variable?.kind !== "word")
      return undefined;
    const values = this.#variable(variable.value, depth + 1, []);
    const isOpen = values.some((value) => !isKnown(value) || (value.conditions ?? []).length > 0);
    return isOpen ? undefined : values.length > 0 !== isNot;
  }

  #declared(name: string): Declaration | undefined {
    return this.#place.block.declarations.get(name);
  }

  #isElement(tokens: readonly WdlToken[], { start, end }: Expression): boolean {
    const token = tokens[start];
    return end === start + 1 && token?.kind === "word" && this.#declared(token.value)?.isElement === true;
  }

  #variable(name: string, depth: number, path: Path): Composed[] {
    const key = `${name}${path.join("")}`;
    const known = this.#variables.get(key);
    if (known !== undefined) return known;
    // A variable whose value names itself ends here.
    this.#variables.set(key, [{ unresolved: unknownName(name) }]);
    const declared = this.#declared(name);
    const values = declared === undefined ? this.#output(name, depth, path) : this.#valuesOf(declared, depth, path);
    this.#variables.set(key, values);
    return values;
  }

  /** What the call hands to an input, or its default. */
  #valuesOf(declared: Declaration, depth: number, path: Path): Composed[] {
    const { name, value, isInput, isOptional, isElement, conditions } = declared;
    const given = isInput ? this.#call?.call.inputs.get(name) : undefined;
    const handed = given && this.#call?.caller.evaluate(given, depth + 1, path);
    // What is handed over and has no value itself leaves the default.
    if (handed !== undefined && (handed.length > 0 || value === undefined)) return handed;
    if (value === undefined) return isOptional ? [] : [{ unresolved: missingInput(name, this.#place.block.name) }];
    const values = this.evaluate(value, depth + 1, isElement === true ? [EACH, ...path] : path);
    const own = isInput ? values.map(asDefault) : values;
    return conditions.reduce((all, condition) => under(this.#textOf(this.#tokens, condition), all), own);
  }

  /** `call.output`. */
  #output(name: string, depth: number, [step = "", ...rest]: Path): Composed[] {
    const call = this.#place.block.callsByName.get(name);
    if (call === undefined) return [{ unresolved: unknownName(name) }];
    const called = this.#work.program.called(this.#place.file, call);
    const declared = called?.block.outputs.get(step.slice(1));
    if (called === undefined || declared?.value === undefined) return [{ unresolved: unknownOutput(name, step) }];
    const known =
      this.#called.get(call) ?? new Evaluator(this.#work, called, { call, caller: this, isTest: this.isTest });
    this.#called.set(call, known);
    return known.evaluate(declared.value, depth + 1, rest);
  }

  #textOf(tokens: readonly WdlToken[], { start, end }: Expression): string {
    return onOneLine(this.#text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0));
  }

  #unsupported(tokens: readonly WdlToken[], range: Expression): Composed {
    const detail = `Only a run can know what ${this.#textOf(tokens, range)} gives.`;
    return { unresolved: { reason: "unsupported-expression", detail } };
  }
}

/** A stretch of the file of a task or workflow. */
function placedIn(scan: FileScanner, { file: { source } }: Placed, start: number, end: number): PlacedText {
  const text = literalText(source.text, start, end);
  return source.path === scan.file ? text : { ...text, file: source };
}

function asDefault(value: Composed): Composed {
  return isKnown(value) ? { ...value, isDefault: true } : value;
}

function unknownName(name: string): Unresolved {
  return { reason: "unsupported-expression", detail: `Nothing in this file declares ${name}.` };
}

function unknownOutput(call: string, step: string): Unresolved {
  return { reason: "unsupported-expression", detail: `Only a run can know what ${call}${step} gives.` };
}

function missingInput(name: string, block: string): Unresolved {
  return {
    reason: "runtime-input",
    detail: `The input ${name} of ${block} has no default: write one, or pass it in a call.`,
  };
}
