/** What a WDL document declares, as far as images go: tasks, workflows, calls. Expressions stay ranges of tokens. */
import type { Range } from "../../../text/lines.ts";
import { isMark, tokenizeWdl, type WdlToken } from "./tokens.ts";

/** Indices of tokens, end exclusive. */
export type Expression = Range;

export interface Declaration {
  readonly name: string;
  readonly isOptional: boolean;
  /** Inputs can be given from outside; what a body declares cannot. */
  readonly isInput: boolean;
  readonly value?: Expression;
  /** It is each element of the value: the variable of a `scatter`. */
  readonly isElement?: true;
  /** Of the `if` blocks around it; without them it has no value. */
  readonly conditions: readonly Expression[];
}

export interface Block {
  readonly name: string;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  /** `docker` and `container` of the `runtime` or `requirements` section. */
  readonly images: readonly Expression[];
  readonly calls: readonly Call[];
  /** What `name.output` is an output of. */
  readonly callsByName: ReadonlyMap<string, Call>;
}

export interface Call {
  /** Names of imports, if any, and last that of a task or workflow. */
  readonly path: readonly string[];
  /** What its outputs are known by. */
  readonly name: string;
  readonly inputs: ReadonlyMap<string, Expression>;
}

/** `import "file" as name`. */
export interface Import {
  /** What stands between the quotes. */
  readonly file: Range;
  readonly name?: string;
}

export interface WdlDocument {
  readonly tokens: readonly WdlToken[];
  readonly imports: readonly Import[];
  readonly tasks: readonly Block[];
  readonly workflows: readonly Block[];
}

/** `onMore`: told where the text has more than is read. */
export function readWdl(text: string, onMore: (at: number) => void): WdlDocument {
  const tokens = tokenizeWdl(text, 0, text.length, onMore);
  return new DocumentReader(tokens).read();
}

const OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||"]);
const CLOSERS: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

class DocumentReader {
  readonly #tokens: readonly WdlToken[];
  /** Before version 1.0, whatever a task declares can be given from outside. */
  readonly #isDraft: boolean;
  /** Index of the closing bracket of each opening one. */
  readonly #closing = new Map<number, number>();

  constructor(tokens: readonly WdlToken[]) {
    this.#tokens = tokens;
    this.#isDraft = this.#word(0) !== "version";
    const open: number[] = [];
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== "mark") continue;
      if (Object.hasOwn(CLOSERS, token.value)) open.push(index);
      else if (/^[})\]]$/.test(token.value)) {
        const opener = open.pop();
        if (opener !== undefined) this.#closing.set(opener, index);
      }
    }
  }

  read(): WdlDocument {
    const tasks: Block[] = [];
    const workflows: Block[] = [];
    const imports: Import[] = [];
    for (let at = 0; at < this.#tokens.length; at++) {
      const word = this.#word(at);
      const name = this.#word(at + 1);
      const file = this.#tokens[at + 1];
      if (word === "import" && file?.kind === "string") {
        const alias = this.#word(at + 2) === "as" ? this.#word(at + 3) : undefined;
        imports.push({
          file: { start: file.start + 1, end: file.end - 1 },
          ...(alias !== undefined && { name: alias }),
        });
      }
      if ((word !== "task" && word !== "workflow") || name === undefined || !this.#isMark(at + 2, "{")) continue;
      const end = this.#closeOf(at + 2);
      (word === "task" ? tasks : workflows).push(this.#block(name, at + 3, end));
      at = end;
    }
    return { tokens: this.#tokens, imports, tasks, workflows };
  }

  #block(name: string, from: number, to: number): Block {
    const declarations = new Map<string, Declaration>();
    const images: Expression[] = [];
    const calls: Call[] = [];
    let outputs: ReadonlyMap<string, Declaration> = new Map();
    let inputsEnd = from;
    let conditions: readonly (Expression & { readonly until: number })[] = [];
    for (let at = from; at < to; at++) {
      const word = this.#word(at);
      if (word === undefined) continue;
      conditions = conditions.filter(({ until }) => at < until);
      if (this.#isMark(at + 1, "{")) {
        const end = this.#closeOf(at + 1);
        if (word === "input") inputsEnd = end;
        else if (word === "runtime" || word === "requirements") images.push(...this.#images(at + 2, end));
        else if (word === "output") outputs = this.#outputs(at + 2, end);
        if (/^(?:runtime|requirements|meta|parameter_meta|hints|output)$/.test(word)) at = end;
      } else if (word === "call") {
        const call = this.#call(at + 1, to);
        if (call === undefined) continue;
        calls.push(call);
        at = call.end - 1;
      } else if (word === "if" && this.#isMark(at + 1, "(")) {
        const end = this.#closeOf(at + 1);
        conditions = [...conditions, { start: at + 2, end, until: this.#closeOf(end + 1) }];
        at = end;
      } else if (word === "scatter") {
        const element = this.#element(at + 1);
        if (element !== undefined) declarations.set(element.name, { ...element, conditions });
        at = this.#isMark(at + 1, "(") ? this.#closeOf(at + 1) : at;
      } else {
        const declared = this.#declaration(at, this.#isDraft || at < inputsEnd);
        if (declared === undefined) continue;
        declarations.set(declared.name, { ...declared, conditions });
        at = (declared.value?.end ?? declared.end) - 1;
      }
    }
    const callsByName = new Map(calls.map((call) => [call.name, call]));
    return { name, declarations, outputs, images, calls, callsByName };
  }

  #outputs(from: number, to: number): ReadonlyMap<string, Declaration> {
    const outputs = new Map<string, Declaration>();
    for (let at = from; at < to; at++) {
      const declared = this.#declaration(at, false);
      if (declared === undefined) continue;
      outputs.set(declared.name, declared);
      at = (declared.value?.end ?? declared.end) - 1;
    }
    return outputs;
  }

  /** `(name in list)`, behind `scatter`. */
  #element(at: number): Declaration | undefined {
    const name = this.#word(at + 1);
    if (!this.#isMark(at, "(") || name === undefined || this.#word(at + 2) !== "in") return undefined;
    const value = { start: at + 3, end: this.#closeOf(at) };
    return { name, value, isElement: true, isOptional: false, isInput: false, conditions: [] };
  }

  #images(from: number, to: number): Expression[] {
    const images: Expression[] = [];
    let at = from;
    while (at < to) {
      const key = this.#word(at);
      if (key === undefined || !this.#isMark(at + 1, ":")) {
        at++;
        continue;
      }
      const end = Math.min(this.#endOf(at + 2), to);
      if (key === "docker" || key === "container") images.push({ start: at + 2, end });
      at = Math.max(end, at + 2);
    }
    return images;
  }

  /** `TYPE name`, with `= expression` or not. A type may have parameters and be optional. */
  #declaration(at: number, isInput: boolean): (Declaration & { end: number }) | undefined {
    if (this.#word(at) === undefined) return undefined;
    let next = at + 1;
    if (this.#isMark(next, "[")) next = this.#closeOf(next) + 1;
    let isOptional = false;
    for (; this.#isMark(next, "?") || this.#isMark(next, "+"); next++) isOptional ||= this.#isMark(next, "?");
    const name = this.#word(next);
    if (name === undefined) return undefined;
    const end = next + 1;
    if (!this.#isMark(end, "=")) return { name, isOptional, isInput: true, conditions: [], end };
    const value = { start: end + 1, end: this.#endOf(end + 1) };
    return { name, isOptional, isInput, value, conditions: [], end };
  }

  /** `call a.b as c { input: x = 1, y }`. */
  #call(from: number, to: number): (Call & { end: number }) | undefined {
    let at = from;
    const path = [this.#word(at++)];
    for (; this.#isMark(at, "."); at += 2) path.push(this.#word(at + 1));
    if (!path.every((word) => word !== undefined)) return undefined;
    const alias = this.#word(at) === "as" ? this.#word(at + 1) : undefined;
    const about = { path, name: alias ?? path.join(".").replace(/^.*\./, "") };
    if (this.#word(at) === "as") at += 2;
    while (this.#word(at) === "after") at += 2;
    const inputs = new Map<string, Expression>();
    if (!this.#isMark(at, "{")) return { ...about, inputs, end: at };
    const end = Math.min(this.#closeOf(at), to);
    at++;
    if (this.#word(at) === "input" && this.#isMark(at + 1, ":")) at += 2;
    while (at < end) {
      const name = this.#word(at);
      if (name !== undefined && this.#isMark(at + 1, "=")) {
        const value = { start: at + 2, end: Math.min(this.#endOf(at + 2), end) };
        inputs.set(name, value);
        at = Math.max(value.end, at + 2);
      } else {
        // `y` alone is short for `y = y`.
        if (name !== undefined) inputs.set(name, { start: at, end: at + 1 });
        at++;
      }
    }
    return { ...about, inputs, end: end + 1 };
  }

  /** The index behind the expression that begins at a token. */
  #endOf(from: number): number {
    let at = from;
    for (;;) {
      while (this.#isMark(at, "-") || this.#isMark(at, "!") || this.#isMark(at, "+")) at++;
      const token = this.#tokens[at];
      if (token === undefined) return at;
      if (token.kind === "word" && /^(?:if|then|else)$/.test(token.value)) {
        at++;
        continue;
      }
      if (token.kind === "mark" && !Object.hasOwn(CLOSERS, token.value)) return at;
      at = token.kind === "mark" ? this.#closeOf(at) + 1 : at + 1;
      // `object { … }`, and a struct by its name.
      if (token.kind === "word" && this.#isMark(at, "{")) at = this.#closeOf(at) + 1;
      for (;;) {
        if (this.#isMark(at, ".")) at += 2;
        else if (this.#isMark(at, "[") || this.#isMark(at, "(")) at = this.#closeOf(at) + 1;
        else break;
      }
      const next = this.#tokens[at];
      if (next?.kind === "word" && (next.value === "then" || next.value === "else")) continue;
      if (next?.kind !== "mark" || !OPERATORS.has(next.value)) return at;
      at++;
    }
  }

  #word(at: number): string | undefined {
    const token = this.#tokens[at];
    return token?.kind === "word" ? token.value : undefined;
  }

  #isMark(at: number, value: string): boolean {
    return isMark(this.#tokens, at, value);
  }

  #closeOf(at: number): number {
    return this.#closing.get(at) ?? this.#tokens.length;
  }
}
