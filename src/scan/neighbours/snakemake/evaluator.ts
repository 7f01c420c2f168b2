/** Works out Python expressions of a Snakefile, as far as its texts and its configuration know them. */
import type { UnresolvedReason } from "../../../model.ts";
import { onOneLine } from "../../../text/quote.ts";
import {
  type Composed,
  fillIn,
  type Filling,
  isKnown,
  joinAll,
  literal,
  placedValue,
  under,
  withOrigin,
} from "../../kit/composed.ts";
import type { FileBudget } from "../../kit/file-budget.ts";
import { literalText } from "../../kit/placed-text.ts";
import type { Configuration } from "./configs.ts";
import { closerOf, isMark, type PythonToken, tokenizePython, topLevel, wordAt } from "./python-tokens.ts";

/** What names at the top of a Snakefile stand for. */
export interface Names {
  /** The only value of each variable; undefined for those that are given more than one, or not at the top. */
  readonly values: ReadonlyMap<string, Tokens | undefined>;
  /** Functions that do nothing but return. */
  readonly functions: ReadonlyMap<string, ReturningFunction>;
  /** Of each workflow that the file is part of. */
  readonly configurations: readonly Configuration[];
  /** Each token that is looked at counts as a character of a name. */
  readonly budget: FileBudget;
}

export interface ReturningFunction {
  readonly parameters: readonly string[];
  /** Defaults of the last parameters. */
  readonly defaults: ReadonlyMap<string, readonly PythonToken[]>;
  readonly returned: readonly PythonToken[];
}

type Tokens = readonly PythonToken[];

/** `config` or a part of it: the keys to it, and what `get` gives in its place. */
interface ConfigPart {
  readonly path: readonly string[];
  readonly otherwise?: readonly Composed[];
}

/** Conditions, calls and f-strings within one another are followed this far. */
const DEEPEST = 20;
/** No string of a name is longer. */
const LONGEST_STRING = 4000;

export class Evaluator {
  readonly #text: string;
  readonly #names: Names;
  readonly #locals: ReadonlyMap<string, readonly Composed[]>;

  constructor(text: string, names: Names, locals: ReadonlyMap<string, readonly Composed[]> = new Map()) {
    this.#text = text;
    this.#names = names;
    this.#locals = locals;
  }

  evaluate(tokens: Tokens, depth = 0): Composed[] {
    const isAffordable = this.#names.budget.take("names", tokens.length + 1, tokens[0]?.start ?? 0);
    if (tokens.length === 0 || depth > DEEPEST || !isAffordable) return [this.#unsupported(tokens)];
    const words = topLevel(tokens).filter((at) => tokens[at]?.kind === "word");
    const condition = words.find((at) => wordAt(tokens, at) === "if");
    const otherwise = words.find((at) => at > (condition ?? Infinity) && wordAt(tokens, at) === "else");
    if (condition !== undefined && otherwise !== undefined && wordAt(tokens, 0) !== "lambda") {
      const test = onOneLine(this.#text.slice(tokens[condition]!.end, tokens[otherwise]!.start), 500);
      return [
        ...under(test, this.evaluate(tokens.slice(0, condition), depth + 1)),
        ...under(`not (${test})`, this.evaluate(tokens.slice(otherwise + 1), depth + 1)),
      ];
    }
    let values: Composed[] = [literal("")];
    let from = 0;
    for (const at of [...topLevel(tokens).filter((one) => isMark(tokens, one, "+")), tokens.length]) {
      values = joinAll(values, this.#operand(tokens.slice(from, at), depth));
      from = at + 1;
    }
    return values;
  }

  /** Strings beside each other are one. */
  #operand(tokens: Tokens, depth: number): Composed[] {
    if (tokens.length > 0 && tokens.every(({ kind }) => kind === "string")) {
      return tokens.map((token) => this.#string(token, depth)).reduce(joinAll);
    }
    const [first, second] = tokens;
    if (first?.kind === "word" && second === undefined) return this.#variable(first.value, depth);
    const entry = this.#entry(tokens);
    if (entry !== undefined) return this.#elsewhere(entry, depth);
    const part = this.#configPart(tokens, depth);
    if (part !== undefined) return this.#configured(part, tokens);
    const given = this.#environment(tokens, depth);
    if (given !== undefined) return given;
    if (isMark(tokens, 0, "(") && closerOf(tokens, 0) === tokens.length - 1) {
      return this.evaluate(tokens.slice(1, -1), depth + 1);
    }
    return this.#call(tokens, depth) ?? [this.#unsupported(tokens)];
  }

  /** What a directive is given: Snakemake calls a function with the wildcards, which only a run knows. */
  evaluateDirective(tokens: Tokens): Composed[] {
    const name = tokens.length === 1 ? wordAt(tokens, 0) : undefined;
    const called = name === undefined ? lambdaOf(tokens) : this.#names.functions.get(name);
    const [first, ...others] = called?.parameters ?? [];
    if (called === undefined || first === undefined || others.some((other) => !called.defaults.has(other))) {
      return this.evaluate(tokens);
    }
    return this.#body(called, [[unknown(first, "runtime-input")]], new Map(), 0);
  }

  /** What stands at the top of the file; a string is edited there. */
  #elsewhere(tokens: Tokens, depth: number): Composed[] {
    const values = new Evaluator(this.#text, this.#names).evaluate(tokens, depth + 1);
    const [only, ...more] = tokens;
    if (only?.kind !== "string" || more.length > 0) return values;
    const origin = literalText(this.#text, only.content.start, only.content.end);
    return values.map((value) => (isKnown(value) ? withOrigin(value, origin) : value));
  }

  #variable(name: string, depth: number): Composed[] {
    const local = this.#locals.get(name);
    if (local !== undefined) return [...local];
    const value = this.#names.values.get(name);
    if (value === undefined) return [unknown(name, "unsupported-expression")];
    return this.#elsewhere(value, depth);
  }

  /** `NAME["key"]` of a dictionary that is written out. */
  #entry(tokens: Tokens): Tokens | undefined {
    const name = wordAt(tokens, 0);
    const key = tokens[2];
    if (name === undefined || tokens.length !== 4 || !isMark(tokens, 1, "[") || key?.kind !== "string")
      return undefined;
    const value = this.#locals.has(name) || key.isFormat ? undefined : this.#names.values.get(name);
    if (value === undefined || !isMark(value, 0, "{") || closerOf(value, 0) !== value.length - 1) return undefined;
    const written = (token: PythonToken | undefined): string | undefined =>
      token?.kind === "string" ? this.#text.slice(token.content.start, token.content.end) : undefined;
    // Of a key that stands there twice, the last counts.
    return argumentsOf(value.slice(1, -1))
      .findLast((entry) => isMark(entry, 1, ":") && written(entry[0]) === written(key))
      ?.slice(2);
  }

  #string(token: PythonToken, depth: number): Composed[] {
    if (token.kind !== "string") return [this.#unsupported([token])];
    const { start, end } = token.content;
    const content = this.#text.slice(start, end);
    if (content.length > LONGEST_STRING) return [unknown(content, "invalid-name")];
    if (!content.includes("{")) return [literal(content)];
    if (!token.isFormat) return [unknown(content, "runtime-input")];
    let values: Composed[] = [literal("")];
    let at = start;
    for (const { index, 0: whole } of content.matchAll(/\{([^{}!]+)\}/g)) {
      const from = start + index;
      const tokens = tokensWithin(this.#text, from + 1, from + whole.length - 1);
      values = joinAll(joinAll(values, [this.#plain(at, from)]), this.evaluate(tokens, depth + 1));
      at = from + whole.length;
    }
    return joinAll(values, [this.#plain(at, end)]);
  }

  /** What is between placeholders. */
  #plain(start: number, end: number): Composed {
    const text = this.#text.slice(start, end);
    return /[{}]/.test(text) ? unknown(text, "unsupported-expression") : literal(text);
  }

  /** `config["a"]["b"]` and `config.get("a", default)`. */
  #configPart(tokens: Tokens, depth: number): ConfigPart | undefined {
    if (wordAt(tokens, 0) !== "config") return undefined;
    let part: ConfigPart = { path: [] };
    for (let at = 1; at < tokens.length;) {
      const isGet = isMark(tokens, at, ".") && wordAt(tokens, at + 1) === "get" && isMark(tokens, at + 2, "(");
      const open = isGet ? at + 2 : at;
      const close = closerOf(tokens, open);
      if (close === undefined || (!isGet && !isMark(tokens, open, "["))) return undefined;
      const [key = [], otherwise] = argumentsOf(tokens.slice(open + 1, close));
      const [only] = key;
      if (key.length !== 1 || only?.kind !== "string" || only.isFormat) return undefined;
      part = { path: [...part.path, this.#text.slice(only.content.start, only.content.end)] };
      // An empty map has nothing either.
      const isMap = isMark(otherwise ?? [], 0, "{");
      if (isGet && otherwise !== undefined && !isMap)
        part = { ...part, otherwise: this.evaluate(otherwise, depth + 1) };
      at = close + 1;
    }
    return part.path.length === 0 ? undefined : part;
  }

  /** The command line of a run can say otherwise. */
  #configured({ path, otherwise }: ConfigPart, tokens: Tokens): Composed[] {
    const { configurations } = this.#names;
    const values = configurations.flatMap((one) => {
      const text = one.textAt(path);
      return text === undefined ? (otherwise ?? [this.#unsupported(tokens)]) : [placedValue(text)];
    });
    const all = configurations.length === 0 ? (otherwise ?? [this.#unsupported(tokens)]) : values;
    return all.map(asDefault);
  }

  /** `os.environ.get("NAME", default)` and `os.getenv("NAME", default)`. */
  #environment(tokens: Tokens, depth: number): Composed[] | undefined {
    const open = tokens.findIndex((_, at) => isMark(tokens, at, "("));
    const name = tokens
      .slice(0, Math.max(open, 0))
      .map((_, at) => (tokens[at]?.kind === "string" ? "" : this.#text.slice(tokens[at]!.start, tokens[at]!.end)))
      .join("");
    if (!/^(?:os\.)?(?:environ\.get|getenv)$/.test(name) || closerOf(tokens, open) !== tokens.length - 1)
      return undefined;
    const [, otherwise] = argumentsOf(tokens.slice(open + 1, -1));
    if (otherwise === undefined) return [unknown(this.#textOf(tokens), "environment")];
    return this.evaluate(otherwise, depth + 1).map(asDefault);
  }

  /** A function that does nothing but return, or `format` of a string. */
  #call(tokens: Tokens, depth: number): Composed[] | undefined {
    const [first] = tokens;
    const isFormat = first?.kind === "string" && !first.isFormat && wordAt(tokens, 2) === "format";
    const open = isFormat && isMark(tokens, 1, ".") ? 3 : 1;
    if (!isMark(tokens, open, "(") || closerOf(tokens, open) !== tokens.length - 1) return undefined;
    const handed = argumentsOf(tokens.slice(open + 1, -1)).map((argument) => {
      const isNamed = isMark(argument, 1, "=");
      return {
        name: isNamed ? wordAt(argument, 0) : undefined,
        value: this.evaluate(argument.slice(isNamed ? 2 : 0), depth + 1),
      };
    });
    const named = new Map(handed.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])));
    const positional = handed.flatMap(({ name, value }) => (name === undefined ? [value] : []));
    if (isFormat) return this.#formatted(first, positional, named);
    const called = first?.kind === "word" ? this.#names.functions.get(first.value) : undefined;
    return called && this.#body(called, positional, named, depth);
  }

  #body(
    called: ReturningFunction,
    positional: readonly (readonly Composed[])[],
    named: ReadonlyMap<string, Composed[]>,
    depth: number,
  ): Composed[] {
    const locals = new Map(
      called.parameters.flatMap((name, index) => {
        const value = positional[index] ?? named.get(name) ?? this.#defaultOf(called, name, depth);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
    return new Evaluator(this.#text, this.#names, locals).evaluate(called.returned, depth + 1);
  }

  #defaultOf({ defaults }: ReturningFunction, name: string, depth: number): Composed[] | undefined {
    const tokens = defaults.get(name);
    return tokens && this.evaluate(tokens, depth + 1);
  }

  #formatted(
    { content }: PythonToken & { kind: "string" },
    positional: readonly Composed[][],
    named: ReadonlyMap<string, Composed[]>,
  ): Composed[] {
    const text = this.#text.slice(content.start, content.end);
    if (text.length > LONGEST_STRING) return [unknown(text, "invalid-name")];
    let next = 0;
    const fillings: Filling[] = Array.from(text.matchAll(/\{(\w*)\}/g), ({ 0: whole, 1: name = "", index }) => {
      const values = /^\d*$/.test(name) ? positional[name === "" ? next++ : Number(name)] : named.get(name);
      const [value, ...more] = values ?? [];
      const isOne = value !== undefined && more.length === 0;
      return {
        start: index,
        end: index + whole.length,
        value: isOne ? value : unknown(whole, "unsupported-expression"),
      };
    });
    const rest = text.replaceAll(/\{\w*\}/g, "");
    if (/[{}]/.test(rest)) return [unknown(text, "unsupported-expression")];
    const filled = fillIn(text, fillings);
    return [isKnown(filled) ? withOrigin(filled, literalText(this.#text, content.start, content.end)) : filled];
  }

  #textOf(tokens: Tokens): string {
    return this.#text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  }

  #unsupported(tokens: Tokens): Composed {
    return unknown(this.#textOf(tokens), "unsupported-expression");
  }
}

function asDefault(value: Composed): Composed {
  return isKnown(value) ? { ...value, isDefault: true } : value;
}

export function unknown(what: string, reason: UnresolvedReason): Composed {
  return { unresolved: { reason, detail: `Only a run of the workflow can know ${onOneLine(what)}.` } };
}

function lambdaOf(tokens: Tokens): ReturningFunction | undefined {
  const colon = topLevel(tokens).find((at) => isMark(tokens, at, ":"));
  if (wordAt(tokens, 0) !== "lambda" || colon === undefined) return undefined;
  return { ...parametersOf(tokens.slice(1, colon)), returned: tokens.slice(colon + 1) };
}

/** Names and defaults of parameters. */
export function parametersOf(tokens: Tokens): Pick<ReturningFunction, "parameters" | "defaults"> {
  const defaults = new Map<string, Tokens>();
  const parameters = argumentsOf(tokens).flatMap((parameter) => {
    const name = wordAt(parameter, 0);
    const equals = topLevel(parameter).find((at) => isMark(parameter, at, "="));
    if (name !== undefined && equals !== undefined) defaults.set(name, parameter.slice(equals + 1));
    return name ?? [];
  });
  return { parameters, defaults };
}

/** The tokens of each argument. */
export function argumentsOf(tokens: Tokens): Tokens[] {
  const all: Tokens[] = [];
  let from = 0;
  for (const at of [...topLevel(tokens).filter((one) => isMark(tokens, one, ",")), tokens.length]) {
    if (at > from) all.push(tokens.slice(from, at));
    from = at + 1;
  }
  return all;
}

/** The tokens of a part of the text, by their places in the whole. */
function tokensWithin(text: string, start: number, end: number): Tokens {
  return tokenizePython(text.slice(start, end), () => undefined).flatMap((token): Tokens => {
    const moved = { start: token.start + start, end: token.end + start };
    if (token.kind === "line") return [];
    if (token.kind !== "string") return [{ ...token, ...moved }];
    const content = { start: token.content.start + start, end: token.content.end + start };
    return [{ ...token, ...moved, content }];
  });
}
