/** The part of GitHub's expression language that can be worked out from a file. */
import { type Composed, fillIn, isKnown, type Known, LONGEST, type Unknown } from "../../kit/composed.ts";
import type { Range } from "../../../text/lines.ts";
import { short } from "../../../text/quote.ts";

export type Scalar = string | number | boolean | null;
export type Value = Composed<Scalar>;

/** Finds what a path of properties (`matrix`, `image`, `name`) stands for. */
export type Lookup = (path: readonly string[]) => Value;

/** Whether conditions hold that only a run can know, by their text; one that is new is taken to hold, and added. */
export type Choices = Map<string, boolean>;

/** Works out a text with `${{ … }}` in it. Values become texts as the runner writes them. */
export function evaluateText(text: string, lookup: Lookup, choices?: Choices): Composed {
  const expressions = expressionsIn(text);
  const broken = expressions.find(({ isClosed }) => !isClosed);
  if (broken !== undefined) return unknownValue(text.slice(broken.start));
  return fillIn(
    text,
    expressions.map(({ start, end }) => {
      const value = evaluateExpression(text.slice(start + 3, end - 2), lookup, choices);
      return { start, end, value: isKnown(value) ? asText(value) : value };
    }),
  );
}

/** Each `${{ … }}` of a text; the last may not be closed. */
function expressionsIn(text: string): readonly (Range & { readonly isClosed: boolean })[] {
  const expressions = [];
  for (let start = text.indexOf("${{"); start !== -1;) {
    const close = endOfExpression(text, start + 3);
    const end = close === undefined ? text.length : close + 2;
    expressions.push({ start, end, isClosed: close !== undefined });
    start = text.indexOf("${{", end);
  }
  return expressions;
}

/** A number may be written in another way than it is said: the part is the whole of it. */
function asText({ value, parts, isDefault }: Known<Scalar>): Known {
  const text = textOf(value);
  const [only] = parts;
  return {
    value: text,
    parts: only === undefined ? [] : [{ from: 0, to: text.length, origin: only.origin }],
    isDefault,
  };
}

/** Where the `}}` is that ends an expression: not within a string. */
function endOfExpression(text: string, from: number): number | undefined {
  const token = /'[^']*'|\}\}/g;
  token.lastIndex = from;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === "}}") return found.index;
  }
  return undefined;
}

export function evaluateExpression(source: string, lookup: Lookup, choices?: Choices): Value {
  const tokens = tokenize(source);
  if (tokens === undefined) return unknownValue(source);
  const parser = new Evaluator(tokens, source, lookup, choices);
  return parser.evaluate();
}

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|([+-]?(?:0x[0-9a-f]+|\d+\.?\d*(?:e[+-]?\d+)?|\.\d+))|([a-z_][\w-]*)|(&&|\|\||[=!<>]=|[!<>()[\],.*]))/iy;

interface Tokens {
  readonly tokens: readonly string[];
  /** Where each ends in the source. */
  readonly ends: readonly number[];
}

function tokenize(source: string): Tokens | undefined {
  const tokens: string[] = [];
  const ends: number[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(source);
    if (found === null) return undefined;
    tokens.push(found[0].trim());
    ends.push(TOKEN.lastIndex);
  }
  return { tokens, ends };
}

/** `what`: the piece of an expression that is not in the file. */
export function unknownValue(what: string): Unknown {
  return { unresolved: { reason: "expression", detail: `Only a run of the workflow can know ${short(what.trim())}.` } };
}

/** What is not there: no text. */
export const NOTHING: Known<Scalar> = { value: null, parts: [], isDefault: false };
const FALSE: Known<Scalar> = { value: false, parts: [], isDefault: false };

/** Parentheses and negations go this deep. */
const DEEPEST = 50;

class Evaluator {
  readonly #tokens: readonly string[];
  readonly #source: string;
  readonly #lookup: Lookup;
  readonly #ends: readonly number[];
  readonly #choices: Choices | undefined;
  #at = 0;
  #depth = 0;
  #isSkipped = false;

  constructor({ tokens, ends }: Tokens, source: string, lookup: Lookup, choices: Choices | undefined) {
    this.#tokens = tokens;
    this.#ends = ends;
    this.#source = source;
    this.#lookup = lookup;
    this.#choices = choices;
  }

  evaluate(): Value {
    const value = this.#or();
    return this.#at === this.#tokens.length ? value : unknownValue(this.#source);
  }

  #take(...tokens: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !tokens.includes(token)) return undefined;
    this.#at++;
    return token;
  }

  /** `a || b`: an `a` that only a run knows is taken for unset, and `b` for its default. */
  #or(): Value {
    let left = this.#and();
    while (this.#take("||") !== undefined) {
      const right = this.#right(isKnown(left) && isTruthy(left), () => this.#and());
      if (!isKnown(left)) left = isKnown(right) ? { ...right, isDefault: true } : right;
      else if (!isTruthy(left)) left = decidedBy(left, right);
    }
    return left;
  }

  /** `a && b`: an `a` that only a run knows decides whether it is `b`, where somebody asks for both. */
  #and(): Value {
    const start = this.#at;
    let left = this.#equality();
    for (let end = this.#at; this.#take("&&") !== undefined; end = this.#at) {
      const right = this.#right(isKnown(left) && !isTruthy(left), () => this.#equality());
      if (isKnown(left)) left = isTruthy(left) ? decidedBy(left, right) : left;
      else if (this.#choices !== undefined && !this.#isSkipped && isKnown(right) && isTruthy(right)) {
        left = holds(this.#between(start, end), this.#choices) ? right : NOTHING;
      }
    }
    return left;
  }

  /** The right side of an operator. Where the left one has decided already, nothing in it is to be chosen. */
  #right(isDecided: boolean, read: () => Value): Value {
    const before = this.#isSkipped;
    this.#isSkipped ||= isDecided;
    const right = read();
    this.#isSkipped = before;
    return right;
  }

  /** What stands from one token up to another, in one line. */
  #between(start: number, end: number): string {
    return this.#source
      .slice(this.#ends[start - 1] ?? 0, this.#ends[end - 1])
      .replace(/\s+/g, " ")
      .trim();
  }

  #equality(): Value {
    let left = this.#unary();
    for (let operator = this.#comparison(); operator !== undefined; operator = this.#comparison()) {
      const right = this.#unary();
      const unknown = [left, right].find((value) => !isKnown(value));
      if (unknown !== undefined) left = unknown;
      else if (!isKnown(left) || !isKnown(right) || (operator !== "==" && operator !== "!=")) {
        left = unknownValue(this.#source);
      } else {
        const value = isEqual(left.value, right.value) === (operator === "==");
        left = { ...FALSE, value, isDefault: left.isDefault || right.isDefault };
      }
    }
    return left;
  }

  #comparison(): string | undefined {
    return this.#take("==", "!=", "<", ">", "<=", ">=");
  }

  #unary(): Value {
    if (this.#depth >= DEEPEST) return unknownValue(this.#source);
    this.#depth++;
    try {
      if (this.#take("!") !== undefined) {
        const value = this.#unary();
        return isKnown(value) ? { ...FALSE, value: !isTruthy(value), isDefault: value.isDefault } : value;
      }
      if (this.#take("(") !== undefined) {
        const value = this.#or();
        return this.#take(")") === undefined ? unknownValue(this.#source) : value;
      }
      return this.#primary();
    } finally {
      this.#depth--;
    }
  }

  #primary(): Value {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return unknownValue(this.#source);
    if (token.startsWith("'")) return { ...FALSE, value: token.slice(1, -1).replaceAll("''", "'") };
    if (/^[+\-.\d]/.test(token)) return { ...FALSE, value: Number(token) };
    if (!/^[a-z_]/i.test(token)) return unknownValue(this.#source);
    if (this.#take("(") !== undefined) return this.#call(token);
    const path = this.#path(token);
    if (path === undefined) return unknownValue(this.#source);
    if (path.length === 1 && /^(?:true|false|null)$/i.test(token)) {
      return { ...FALSE, value: token.toLowerCase() === "null" ? null : token.toLowerCase() === "true" };
    }
    return this.#lookup(path);
  }

  #path(first: string): string[] | undefined {
    const path = [first];
    for (;;) {
      if (this.#take(".") !== undefined) {
        const name = this.#tokens[this.#at++];
        if (name === undefined || !/^[a-z_]/i.test(name)) return undefined;
        path.push(name);
      } else if (this.#take("[") !== undefined) {
        const name = this.#tokens[this.#at++];
        if (name?.startsWith("'") !== true || this.#take("]") === undefined) return undefined;
        path.push(name.slice(1, -1));
      } else return path;
    }
  }

  #call(name: string): Value {
    const values: Value[] = [];
    while (this.#at < this.#tokens.length && this.#take(")") === undefined) {
      values.push(this.#or());
      if (this.#take(",") === undefined) {
        if (this.#take(")") === undefined) return unknownValue(this.#source);
        break;
      }
    }
    const unknown = values.find((value) => !isKnown(value));
    if (unknown !== undefined) return unknown;
    const known = values.filter(isKnown);
    const [template, ...rest] = known;
    if (name.toLowerCase() !== "format" || typeof template?.value !== "string") return unknownValue(this.#source);
    const value = formatted(template.value, rest);
    if (value === undefined) return unknownValue(this.#source);
    return { value, parts: [], isDefault: known.some((one) => one.isDefault) };
  }
}

/** What `format` makes of its first argument; undefined where that is longer than any name. */
function formatted(template: string, values: readonly Known<Scalar>[]): string | undefined {
  const pieces: string[] = [];
  let length = 0;
  let at = 0;
  for (const { 0: mark, 1: number, index } of template.matchAll(/\{\{|\}\}|\{(\d+)\}/g)) {
    const value = number === undefined ? mark.charAt(0) : textOf(values[Number(number)]?.value ?? null);
    pieces.push(template.slice(at, index), value);
    length += index - at + value.length;
    if (length > LONGEST) return undefined;
    at = index + mark.length;
  }
  return pieces.join("") + template.slice(at);
}

/** Whether a condition holds by the choices that were made. */
function holds(condition: string, choices: Choices): boolean {
  const known = choices.get(condition);
  if (known === undefined) choices.set(condition, true);
  return known ?? true;
}

/** The right side of an operator, where the left one makes it count: it is a default if either is. */
function decidedBy(left: Known<Scalar>, right: Value): Value {
  return isKnown(right) ? { ...right, isDefault: right.isDefault || left.isDefault } : right;
}

function isTruthy({ value }: Known<Scalar>): boolean {
  return value !== null && value !== false && value !== 0 && value !== "";
}

/** Texts compare without regard to case; different types as numbers. */
function isEqual(left: Scalar, right: Scalar): boolean {
  if (typeof left === "string" && typeof right === "string") return left.toLowerCase() === right.toLowerCase();
  if (typeof left === typeof right) return left === right;
  return Number(left ?? 0) === Number(right ?? 0);
}

export function textOf(value: Scalar): string {
  return value === null ? "" : String(value);
}
