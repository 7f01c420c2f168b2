/** Compose's `${VARIABLE}` in a value, after compose-go's template package. */
import { quote } from "../../../text/quote.ts";
import type { Resolution } from "../../kit/file-scan.ts";

export interface Interpolated {
  readonly value: string;
  /** Variables that the value depends on, in order. */
  readonly variables: readonly string[];
  /** Variables without a value and without a default; the value has nothing in their place. */
  readonly missing: readonly string[];
  /** What Compose would refuse to read. */
  readonly error?: string;
}

const NAME = /[_a-z][_a-z0-9]*/iy;

/** No name and no platform takes a text as long to write. */
const LONGEST = 4000;

/** Puts values in place of variables. `lookup` gives the value of a set variable; defaults come from the text. */
export function interpolate(template: string, lookup: (name: string) => string | undefined): Interpolated {
  if (template.length > LONGEST) {
    const error = `The text is longer than ${LONGEST} characters: the variables in it are not looked at.`;
    return { value: "", variables: [], missing: [], error };
  }
  const reader = new Interpolator(template, lookup);
  const value = reader.read(0);
  return {
    value,
    variables: [...reader.variables],
    missing: [...reader.missing],
    ...(reader.error !== undefined && { error: reader.error }),
  };
}

/** A text as it is with these variables: a `default` where it has some, and not known where nothing gives one a value. */
export function resolveText(written: string, known: ReadonlyMap<string, string>): Resolution {
  const { value, variables, missing, error } = interpolate(written, (name) => known.get(name));
  if (error !== undefined) return { unresolved: { reason: "expression", detail: error } };
  if (missing.length > 0) {
    const names = missing.join(", ");
    const detail = `Nothing gives ${names} a value: write a default (\${${missing[0]}:-VALUE}), or set it in a .env file beside this one.`;
    return { unresolved: { reason: "environment", detail } };
  }
  return { image: value, confidence: variables.length === 0 ? "exact" : "default" };
}

/** Defaults nest (`${A:-${B:-c}}`), as deep as a person would go. */
const DEEPEST = 50;

class Interpolator {
  readonly variables = new Set<string>();
  readonly missing = new Set<string>();
  error: string | undefined;
  readonly #text: string;
  readonly #lookup: (name: string) => string | undefined;
  #at = 0;

  constructor(text: string, lookup: (name: string) => string | undefined) {
    this.#text = text;
    this.#lookup = lookup;
  }

  /** Up to the end of the text or, inside of braces, to the brace that closes them. */
  read(depth: number): string {
    const pieces: string[] = [];
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at]!;
      if (depth > 0 && character === "}") break;
      if (character === "$") pieces.push(this.#variable(depth));
      else {
        pieces.push(character);
        this.#at++;
      }
    }
    return pieces.join("");
  }

  #variable(depth: number): string {
    const next = this.#text[this.#at + 1];
    if (next === "$") {
      this.#at += 2;
      return "$";
    }
    const braced = next === "{";
    const name = this.#name(this.#at + (braced ? 2 : 1));
    if (name === undefined && !braced) {
      this.#at++;
      return "$";
    }
    if (name === undefined || depth > DEEPEST) return this.#fail();
    if (!braced) return this.#valueOf(name) ?? this.#unset(name);
    return this.#braced(name, depth);
  }

  #braced(name: string, depth: number): string {
    const [operator = ""] = /^:?[-+?]/.exec(this.#text.slice(this.#at, this.#at + 2)) ?? [];
    this.#at += operator.length;
    const value = this.#valueOf(name);
    if (operator === "") return this.#close() ?? value ?? this.#unset(name);
    const isSet = value !== undefined && !(operator.startsWith(":") && value === "");
    // What the word would need does not count where the word is not used.
    const used = operator.endsWith("+") ? isSet : operator.endsWith("-") && !isSet;
    const missing = [...this.missing];
    const word = this.read(depth + 1);
    if (!used) {
      this.missing.clear();
      for (const one of missing) this.missing.add(one);
    }
    const broken = this.#close();
    if (broken !== undefined) return broken;
    if (operator.endsWith("+")) return isSet ? word : "";
    if (isSet) return value;
    return operator.endsWith("?") ? this.#unset(name) : word;
  }

  #name(at: number): string | undefined {
    NAME.lastIndex = at;
    const name = NAME.exec(this.#text)?.[0];
    if (name !== undefined) this.#at = at + name.length;
    return name;
  }

  #valueOf(name: string): string | undefined {
    this.variables.add(name);
    return this.#lookup(name);
  }

  #unset(name: string): string {
    this.missing.add(name);
    return "";
  }

  /** Steps over the closing brace; anything else there is an error. */
  #close(): string | undefined {
    if (this.#text[this.#at] !== "}") return this.#fail();
    this.#at++;
    return undefined;
  }

  #fail(): string {
    this.error ??= `Compose cannot read the variable in ${quote(this.#text)}: write \${NAME} or \${NAME:-default}, and $$ for a plain dollar sign.`;
    this.#at = this.#text.length;
    return "";
  }
}
