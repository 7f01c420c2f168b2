/** What the expressions of a bake file give, as far as variables, matrices and `${NAME}` go. */
import { type Composed, fillIn, isKnown, literal, whyNotWorkedOut, withOrigin } from "../../kit/composed.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { combinationsOf, countOf, MOST_LISTS } from "../../kit/matrix.ts";
import type { HclValue } from "./hcl.ts";

export interface Variable {
  /** Undefined: one without a default. */
  readonly value: HclValue | undefined;
  /** The environment of a run can give it another. */
  readonly isDefault: boolean;
}

export type Variables = ReadonlyMap<string, Variable>;

/** As many combinations of a matrix as are told apart. */
const MOST_COMBINATIONS = 256;

/**
 * The variables of each combination of a target's matrix: one of none where it has no matrix, or one that is not followed.
 * `at`: where a problem of it is said.
 */
export function matrixVariables(
  scan: FileScanner,
  matrix: ReadonlyMap<string, HclValue>,
  at: number,
): readonly Variables[] {
  const lists = Array.from(matrix, ([name, list]) => {
    const values = list.kind === "list" ? list.items : [undefined];
    return [name, values.map((value): Variable => ({ value, isDefault: false }))] as const;
  });
  if (countOf(lists) > MOST_COMBINATIONS || lists.length > MOST_LISTS) {
    const message = `Of this matrix, no more than ${MOST_COMBINATIONS} combinations of ${MOST_LISTS} variables are followed.`;
    scan.problem(at, "unreadable", message);
  }
  const combinations = lists.length > MOST_LISTS ? [] : combinationsOf(lists, MOST_COMBINATIONS);
  return scan.budget.take("jobs", combinations.length, at) && combinations.length > 0 ? combinations : [new Map()];
}

/** Variables of variables are followed this far. */
const DEEPEST = 50;

const ONLY_BAKE: Composed = {
  unresolved: { reason: "expression", detail: "Only bake can work out this expression." },
};

/** Works out values in one combination of a matrix. */
export class BakeEvaluator {
  readonly #scan: FileScanner;
  readonly #variables: Variables;
  readonly #combination: Variables;
  readonly #known = new Map<string, Composed>();

  /** `combination`: variables that count more. */
  constructor(scan: FileScanner, variables: Variables, combination: Variables) {
    this.#scan = scan;
    this.#variables = variables;
    this.#combination = combination;
  }

  evaluate(value: HclValue, depth = 0): Composed {
    if (value.kind === "text") return this.template(value.text.value, depth);
    return value.kind === "expression" ? this.#expression(value.text.value.trim(), depth) : ONLY_BAKE;
  }

  /** What `${NAME}` makes of a text; other expressions are for bake to work out. */
  template(text: string, depth = 0): Composed {
    const refused = whyNotWorkedOut(text, this.#scan.budget, 0);
    if (refused !== undefined) return refused;
    const found = text.matchAll(/\$\$\{|%%\{|\$\{([^{}]*)\}|[$%]\{/g);
    const fillings = Array.from(found, ({ 0: whole, 1: expression = "", index }) => {
      const isPlain = whole === "$${" || whole === "%%{";
      const value = isPlain ? literal(whole.slice(1)) : this.#expression(expression.trim(), depth);
      return { start: index, end: index + whole.length, value };
    });
    return fillIn(text, fillings);
  }

  /** A number, a truth value, or a variable, of which a member may be named: `item.version`. */
  #expression(text: string, depth: number): Composed {
    if (/^\d+(?:\.\d+)?$/.test(text)) return literal(String(Number(text)));
    if (/^(?:true|false)$/.test(text)) return literal(text);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // A variable whose value names itself, which bake refuses, ends here.
    this.#known.set(text, ONLY_BAKE);
    const value = this.#variable(text.split("."), depth);
    this.#known.set(text, value);
    return value;
  }

  #variable([name = "", ...members]: readonly string[], depth: number): Composed {
    const variable = this.#combination.get(name) ?? this.#variables.get(name);
    if (variable === undefined || depth > DEEPEST) return ONLY_BAKE;
    if (variable.value === undefined) {
      const detail = `The variable ${name} has no default: write one in its block.`;
      return { unresolved: { reason: "environment", detail } };
    }
    const value = members.reduce<HclValue | undefined>(
      (whole, member) => (whole?.kind === "map" ? new Map(whole.entries).get(member) : undefined),
      variable.value,
    );
    if (value?.kind !== "text" && value?.kind !== "expression") return ONLY_BAKE;
    const composed = this.evaluate(value, depth + 1);
    if (!isKnown(composed)) return composed;
    return { ...withOrigin(composed, value.text), isDefault: composed.isDefault || variable.isDefault };
  }
}
