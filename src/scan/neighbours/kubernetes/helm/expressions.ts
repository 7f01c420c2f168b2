/** Pipelines of Helm templates, as far as they are made of values, defaults and helpers that are made of them. */
import { at, isMap, isText, type Text, type Tree, type TreeMap } from "../tree.ts";

/** What the templates of a chart see. */
export interface ChartScope {
  readonly values: Tree;
  /** `Chart.yaml`. */
  readonly chart: Tree;
  /** What `define` gives a name. */
  readonly defines: ReadonlyMap<string, string>;
}

/** A text in pieces, in order. */
export interface Rendered {
  readonly pieces: readonly Text[];
}

/** What an expression gives: a text, a map of the values, what `dict` makes, or all that a chart sees. */
export type Value = Rendered | { readonly tree: TreeMap } | { readonly dict: ReadonlyMap<string, Value> } | "root";

/** What stands for `.` and `$name` where an expression is. */
export interface Frame {
  readonly scope: ChartScope;
  readonly dot: Value;
  /** Undefined for what is not known. */
  readonly variable: (name: string) => Value | undefined;
  /** The text of a helper, or of a value that is a template itself. */
  readonly template: (text: string, dot: Value) => Rendered | undefined;
}

/** Brackets; no person writes as many. */
const DEEPEST = 20;

const EMPTY: Rendered = { pieces: [] };
const TRUE: Rendered = { pieces: [{ value: "true", places: [] }] };

export function textOf({ pieces }: Rendered): string {
  return pieces.map(({ value }) => value).join("");
}

export function isRendered(value: Value | undefined): value is Rendered {
  return typeof value === "object" && "pieces" in value;
}

export function literal(value: string): Rendered {
  return value === "" ? EMPTY : { pieces: [{ value, places: [] }] };
}

/** What `if`, `and` and `default` take for nothing: what is not set, and a plain `false` or 0. */
export function isSet(value: Value): boolean {
  if (value === "root") return true;
  if ("tree" in value) return value.tree.size > 0;
  if ("dict" in value) return value.dict.size > 0;
  const [first, second] = value.pieces;
  const isPlain = second === undefined && first?.written?.isPlain === true;
  return textOf(value) !== "" && !(isPlain && /^(?:false|0)$/.test(first.value));
}

/** Undefined for what is more than is followed. */
export function evaluate(text: string, frame: Frame): Value | undefined {
  return new Pipeline(text, frame).read();
}

class Pipeline {
  readonly #words: readonly string[];
  readonly #frame: Frame;
  #at = 0;

  constructor(text: string, frame: Frame) {
    const words = text.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|[^\s()|]+/g) ?? [];
    this.#words = words.filter((word) => word === "(").length > DEEPEST ? [] : words;
    this.#frame = frame;
  }

  read(): Value | undefined {
    const value = this.#pipeline();
    return this.#at === this.#words.length ? value : undefined;
  }

  #pipeline(): Value | undefined {
    let value = this.#command();
    while (value !== undefined && this.#words[this.#at] === "|") {
      this.#at++;
      value = this.#command(value);
    }
    return value;
  }

  /** A value by itself, or a function with its arguments, the last of which a pipe gives. */
  #command(piped?: Value): Value | undefined {
    const name = this.#words[this.#at] ?? "";
    if (!/^[a-zA-Z]+$/.test(name)) return piped === undefined ? this.#term() : undefined;
    this.#at++;
    const values: Value[] = [];
    while (/^[^|)]/.test(this.#words[this.#at] ?? "")) {
      const value = this.#term();
      if (value === undefined) return undefined;
      values.push(value);
    }
    return this.#call(name, piped === undefined ? values : [...values, piped]);
  }

  #term(): Value | undefined {
    const word = this.#words[this.#at++] ?? "";
    if (word === "(") {
      const value = this.#pipeline();
      return this.#words[this.#at++] === ")" ? value : undefined;
    }
    if (/^["`]/.test(word)) return literal(word.slice(1, -1));
    const [, name, path] = /^(?=.)(\$\w*)?((?:\.\w+)*)\.?$/.exec(word) ?? [];
    if (path === undefined) return undefined;
    const base = name === undefined ? this.#frame.dot : this.#frame.variable(name);
    return base && field(base, path.split(".").slice(1), this.#frame.scope);
  }

  #call(name: string, values: readonly Value[]): Value | undefined {
    const [first, second] = values;
    const last = values.at(-1);
    if (first === undefined || last === undefined) return undefined;
    switch (name) {
      case "default":
        return isSet(last) ? last : first;
      case "coalesce":
      case "or":
        return values.find(isSet) ?? last;
      case "and":
        return values.find((value) => !isSet(value)) ?? last;
      case "not":
        return isSet(first) ? EMPTY : TRUE;
      case "eq":
        return isRendered(first) && isRendered(second) ? (textOf(first) === textOf(second) ? TRUE : EMPTY) : undefined;
      case "quote":
      case "squote":
      case "toString":
      case "trim":
      case "required":
        return last;
      case "dict":
        return dictOf(values);
      default:
        return this.#text(name, values);
    }
  }

  #text(name: string, values: readonly Value[]): Value | undefined {
    const { scope, template, dot } = this.#frame;
    const texts = values.filter(isRendered);
    const [first] = texts;
    if (first === undefined) return undefined;
    if (name === "tpl") return textOf(first).includes("{{") ? template(textOf(first), dot) : first;
    if (name === "print") return { pieces: texts.flatMap(({ pieces }) => pieces) };
    if (name === "printf") return formatted(first, texts.slice(1));
    const body = name === "include" || name === "template" ? scope.defines.get(textOf(first)) : undefined;
    return body === undefined ? undefined : template(body, values[1] ?? "root");
  }
}

function field(base: Value, keys: readonly string[], scope: ChartScope): Value | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return base;
  if (base === "root") {
    // `.Chart.AppVersion` is `appVersion` in the file.
    const names = rest.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    if (key === "Chart") return valueOf(at(scope.chart, ...names));
    return key === "Values" ? valueOf(at(scope.values, ...rest)) : undefined;
  }
  if ("tree" in base) return valueOf(at(base.tree, ...keys));
  const inner = "dict" in base ? (base.dict.get(key) ?? EMPTY) : undefined;
  return inner && (rest.length === 0 ? inner : field(inner, rest, scope));
}

function valueOf(tree: Tree | undefined): Value | undefined {
  if (tree === undefined || tree === null) return EMPTY;
  if (isText(tree)) return { pieces: [{ ...tree, value: asHelm(tree) }] };
  return isMap(tree) ? { tree } : undefined;
}

function dictOf(values: readonly Value[]): Value {
  const dict = new Map<string, Value>();
  for (let index = 0; index + 1 < values.length; index += 2) {
    const [key, value] = values.slice(index, index + 2);
    if (isRendered(key) && value !== undefined) dict.set(textOf(key), value);
  }
  return { dict };
}

/** `%s`, `%v` and `%d` stand for the texts, one after the other. */
function formatted(format: Rendered, texts: readonly Rendered[]): Rendered | undefined {
  const parts = textOf(format).split(/%[svd]/);
  if (parts.length !== texts.length + 1) return undefined;
  return { pieces: parts.flatMap((part, index) => [...literal(part).pieces, ...(texts[index]?.pieces ?? [])]) };
}

/** A number without quotes is one to Helm: `1.10` is `1.1`, and 20230101 becomes `2.0230101e+07`. Measured with 3.22. */
export function asHelm({ value, written }: Text): string {
  if (written?.isPlain !== true || !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(value)) return value;
  const number = Number(value);
  if (Math.abs(number) < 1e6) return String(number);
  return number.toExponential().replace(/e\+(\d)$/, "e+0$1");
}
