/** What the expressions of a bake file give, as far as variables, matrices and `${NAME}` go. */
import { type Composed, isKnown, joinAll, literal, withOrigin } from "./composed.ts";
import type { HclValue } from "./hcl.ts";

/** Of a matrix, all values. None: a variable without a default. */
export interface Variable {
  readonly values: readonly HclValue[];
  /** The environment of a run can give it another. */
  readonly isDefault: boolean;
}

export type Variables = Map<string, Variable>;

/** Variables of variables are followed this far. */
const DEEPEST = 50;

const ONLY_BAKE: Composed = {
  unresolved: { reason: "expression", detail: "Only bake can work out this expression." },
};

/** The one value that there is. */
export function onlyOf([value, ...others]: readonly Composed[]): string | undefined {
  return value !== undefined && isKnown(value) && others.length === 0 ? value.value : undefined;
}

export class BakeEvaluator {
  readonly #variables: Variables;
  readonly #known = new Map<string, readonly Composed[]>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  only(value: HclValue): string | undefined {
    return onlyOf(this.evaluate(value));
  }

  evaluate(value: HclValue, depth = 0): readonly Composed[] {
    if (value.kind === "text") return this.template(value.text.value, depth);
    return value.kind === "expression" ? this.#expression(value.text.value.trim(), depth) : [ONLY_BAKE];
  }

  /** Every text that `${NAME}` makes of one; other expressions are for bake to work out. */
  template(text: string, depth = 0): readonly Composed[] {
    let values: Composed[] = [literal("")];
    let at = 0;
    for (const found of text.matchAll(/\$\$\{|%%\{|\$\{([^{}]*)\}|[$%]\{/g)) {
      const [whole, expression = ""] = found;
      const isPlain = whole === "$${" || whole === "%%{";
      const named = isPlain ? [literal(whole.slice(1))] : this.#expression(expression.trim(), depth);
      values = joinAll(joinAll(values, [literal(text.slice(at, found.index))]), named);
      at = found.index + whole.length;
    }
    return joinAll(values, [literal(text.slice(at))]);
  }

  /** A number, a truth value, or the name of a variable. */
  #expression(text: string, depth: number): readonly Composed[] {
    if (/^\d+(?:\.\d+)?$/.test(text)) return [literal(String(Number(text)))];
    return /^(?:true|false)$/.test(text) ? [literal(text)] : this.#variable(text, depth);
  }

  #variable(name: string, depth: number): readonly Composed[] {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const variable = this.#variables.get(name);
    if (variable === undefined || depth > DEEPEST) return [ONLY_BAKE];
    // One that is made of itself, which bake refuses, finds this.
    this.#known.set(name, [ONLY_BAKE]);
    const values = this.#valuesOf(name, variable, depth);
    this.#known.set(name, values);
    return values;
  }

  #valuesOf(name: string, { values, isDefault }: Variable, depth: number): readonly Composed[] {
    if (values.length === 0) {
      const detail = `The variable ${name} has no default: write one in its block.`;
      return [{ unresolved: { reason: "environment", detail } }];
    }
    return values.flatMap((value) => {
      if (value.kind !== "text" && value.kind !== "expression") return [ONLY_BAKE];
      return this.evaluate(value, depth + 1).map((one) =>
        isKnown(one) ? { ...withOrigin(one, value.text), isDefault: one.isDefault || isDefault } : one,
      );
    });
  }
}
