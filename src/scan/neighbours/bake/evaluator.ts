/** What the expressions of bake files give. */
import { fillIn, isKnown } from "../../kit/composed.ts";
import type { FileBudget } from "../../kit/file-budget.ts";
import { quotient, remainder, whole } from "./arithmetic.ts";
import { callFunction } from "./functions.ts";
import { type Expression, type ForExpression, ITEM, type TemplatePart } from "./syntax.ts";
import {
  asDefault,
  type BakeValue,
  fromComposed,
  isDefault,
  isEqual,
  isNull,
  itemsOf,
  list,
  mapping,
  ONLY_BAKE,
  orRefused,
  placed,
  REFUSED,
  Refused,
  scalar,
  sizeOf,
  toBoolean,
  toNumber,
  toText,
  unknownIn,
} from "./values.ts";

/** Values that count more than those of the files: of a matrix, a loop, a function's parameters. */
export type Locals = ReadonlyMap<string, BakeValue>;

/** A `function` block. */
export interface UserFunction {
  readonly params: readonly string[];
  /** What takes the arguments that are left. */
  readonly variadic?: string | undefined;
  readonly result: Expression;
}

/** What the files say besides the expression. */
export interface Names {
  variable(name: string): BakeValue;
  /** An attribute of a target, as `target.base.args` asks for it. */
  attribute(target: string, name: string): BakeValue;
  function(name: string): UserFunction | undefined;
}

/** What an expression costs of the budget of its file, as characters of text: a loop makes many of a few. */
const COST = 8;

/** Expressions in expressions, and what variables stand for, this deep. */
const DEEPEST = 300;

export class Evaluator {
  readonly #names: Names;
  readonly #budget: FileBudget;
  #depth = 0;

  constructor(names: Names, budget: FileBudget) {
    this.#names = names;
    this.#budget = budget;
  }

  /** A text has its places from where its parts are written; what is in no part is written in the expression itself. */
  evaluate(expression: Expression, locals: Locals): BakeValue {
    if (this.#depth > DEEPEST || !this.#budget.take("names", COST, 0)) return ONLY_BAKE;
    this.#depth++;
    const value = orRefused(() => this.#evaluate(expression, locals));
    this.#depth--;
    return value;
  }

  /** As `evaluate`; every part of a text has a place. */
  #placed(expression: Expression, locals: Locals): BakeValue {
    return placed(this.evaluate(expression, locals), expression.text);
  }

  #evaluate(expression: Expression, locals: Locals): BakeValue {
    switch (expression.kind) {
      case "literal":
        return scalar(expression.value);
      case "template":
        return this.template(expression.parts, locals);
      case "list":
        return list(expression.items.map((item) => this.#placed(item, locals)));
      case "object":
        return this.#object(expression.entries, locals);
      case "variable":
        return locals.get(expression.name) ?? this.#names.variable(expression.name);
      case "member":
        return this.#member(expression.of, expression.key, locals);
      case "splat":
        return this.#splat(expression.of, expression.each, locals);
      case "call":
        return this.#call(expression.name, expression.args, expression.isSpread, locals);
      case "unary":
        return this.#unary(expression.operator, this.evaluate(expression.of, locals));
      case "binary":
        return this.#binary(expression.operator, expression.left, expression.right, locals);
      case "conditional":
        return this.#conditional(expression.condition, expression.yes, expression.no, locals);
      case "for":
        return this.#for(expression, locals);
      case "unreadable":
      default:
        return ONLY_BAKE;
    }
  }

  /** A single `${…}` is what stands in it, and need not be a text. */
  template(parts: readonly TemplatePart[], locals: Locals): BakeValue {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && "value" in only) return this.#placed(only.value, locals);
    return this.#joined(parts, locals);
  }

  #joined(parts: readonly TemplatePart[], locals: Locals): BakeValue {
    let text = "";
    const fillings = parts.flatMap((part) => {
      if ("text" in part) {
        text += part.text;
        return [];
      }
      const at = text.length;
      return [{ start: at, end: at, value: toText(this.#part(part, locals)) }];
    });
    return fromComposed(fillIn(text, fillings));
  }

  #part(part: Exclude<TemplatePart, { text: string }>, locals: Locals): BakeValue {
    if ("value" in part) return this.#placed(part.value, locals);
    if ("condition" in part) {
      const condition = this.evaluate(part.condition, locals);
      if (condition.kind === "unknown") return condition;
      const chosen = this.#joined(toBoolean(condition) ? part.yes : part.no, locals);
      return isDefault(condition) ? asDefault(chosen) : chosen;
    }
    const of = this.evaluate(part.of, locals);
    if (of.kind === "unknown") return of;
    const pieces = this.#rounds(of, part.names, locals).map((round) => toText(this.#joined(part.each, round)));
    return fromComposed(
      fillIn(
        "",
        pieces.map((value) => ({ start: 0, end: 0, value })),
      ),
    );
  }

  #object(entries: readonly (readonly [Expression, Expression])[], locals: Locals): BakeValue {
    const made: [string, BakeValue][] = [];
    for (const [key, value] of entries) {
      const name = toText(this.evaluate(key, locals));
      if (!isKnown(name)) return fromComposed(name);
      made.push([name.value, this.#placed(value, locals)]);
    }
    return mapping(made);
  }

  #member(of: Expression, key: Expression, locals: Locals): BakeValue {
    const target = this.#targetOf(of, locals);
    const name = this.evaluate(key, locals);
    if (target !== undefined) {
      if (name.kind !== "scalar" || typeof name.value !== "string") return ONLY_BAKE;
      return this.#names.attribute(target, name.value);
    }
    const whole = this.evaluate(of, locals);
    if (whole.kind === "unknown") return whole;
    if (name.kind === "unknown") return name;
    return member(whole, name);
  }

  /** The name of a target, of `target.NAME` or `target["NAME"]`. */
  #targetOf(expression: Expression, locals: Locals): string | undefined {
    if (expression.kind !== "member" || expression.of.kind !== "variable" || expression.of.name !== "target") {
      return undefined;
    }
    const name = this.evaluate(expression.key, locals);
    return name.kind === "scalar" && typeof name.value === "string" ? name.value : undefined;
  }

  #splat(of: Expression, each: Expression, locals: Locals): BakeValue {
    const whole = this.evaluate(of, locals);
    if (whole.kind === "unknown") return whole;
    // Of what is no list, bake makes one of it.
    const items = whole.kind === "list" ? whole.items : [whole].filter((one) => !isNull(one));
    return list(items.map((item) => this.evaluate(each, new Map([...locals, [ITEM, item]]))));
  }

  #call(name: string, args: readonly Expression[], isSpread: boolean, locals: Locals): BakeValue {
    const values = args.map((arg) => this.#placed(arg, locals));
    const last = isSpread ? values.pop() : undefined;
    if (last?.kind === "unknown") return last;
    if (last !== undefined) {
      if (last.kind !== "list") return REFUSED;
      values.push(...last.items);
    }
    if (!this.#budget.take("names", sizeOf(values), 0)) return ONLY_BAKE;
    const own = this.#names.function(name);
    if (own === undefined) return callFunction(name, values);
    const { params, variadic, result } = own;
    if (values.length < params.length || (variadic === undefined && values.length > params.length)) return REFUSED;
    const given = new Map(params.map((param, at) => [param, values[at]!]));
    if (variadic !== undefined) given.set(variadic, list(values.slice(params.length)));
    return this.evaluate(result, given);
  }

  #unary(operator: string, value: BakeValue): BakeValue {
    if (value.kind === "unknown") return value;
    return scalar(operator === "!" ? !toBoolean(value) : -toNumber(value), [], isDefault(value));
  }

  #binary(operator: string, left: Expression, right: Expression, locals: Locals): BakeValue {
    const values = [this.evaluate(left, locals), this.evaluate(right, locals)] as const;
    if (operator === "&&" || operator === "||") return logical(operator, ...values);
    const lost = unknownIn(values[0]) ?? unknownIn(values[1]);
    if (lost !== undefined) return lost;
    const isOpen = values.some(isDefault);
    if (operator === "==" || operator === "!=") {
      return scalar(isEqual(...values) === (operator === "=="), [], isOpen);
    }
    const value = calculate(operator, toNumber(values[0]), toNumber(values[1]));
    return value === undefined ? ONLY_BAKE : scalar(value, [], isOpen);
  }

  #conditional(condition: Expression, yes: Expression, no: Expression, locals: Locals): BakeValue {
    const decided = this.evaluate(condition, locals);
    if (decided.kind === "unknown") return decided;
    const isTrue = toBoolean(decided);
    const chosen = this.#placed(isTrue ? yes : no, locals);
    const other = this.evaluate(isTrue ? no : yes, locals);
    const value = asTypeOf(chosen, other);
    return isDefault(decided) ? asDefault(value) : value;
  }

  #for({ names, of, resultKey, result, condition, isGrouped }: ForExpression, locals: Locals): BakeValue {
    const whole = this.evaluate(of, locals);
    if (whole.kind === "unknown") return whole;
    const rounds: Locals[] = [];
    for (const round of this.#rounds(whole, names, locals)) {
      const isMeant = condition === undefined ? scalar(true) : this.evaluate(condition, round);
      if (isMeant.kind === "unknown") return isMeant;
      if (toBoolean(isMeant)) rounds.push(round);
    }
    if (resultKey === undefined) return list(rounds.map((round) => this.#placed(result, round)));
    const entries = new Map<string, BakeValue[]>();
    for (const round of rounds) {
      const key = toText(this.evaluate(resultKey, round));
      if (!isKnown(key)) return fromComposed(key);
      const known = entries.get(key.value);
      if (known !== undefined && !isGrouped) return REFUSED;
      entries.set(key.value, [...(known ?? []), this.#placed(result, round)]);
    }
    return mapping(Array.from(entries, ([key, values]) => [key, isGrouped ? list(values) : values[0]!] as const));
  }

  /** What the names of a loop stand for in each of its rounds. */
  #rounds(of: BakeValue, names: readonly string[], locals: Locals): readonly Locals[] {
    if (of.kind !== "list" && of.kind !== "map") throw new Refused();
    const keys =
      of.kind === "list" ? of.items.map((_, at) => scalar(at)) : [...of.entries.keys()].map((key) => scalar(key));
    const [first = "", second] = names;
    return itemsOf(of).map((value, at) => {
      const round = new Map(locals);
      if (second === undefined) return round.set(first, value);
      return round.set(first, keys[at]!).set(second, value);
    });
  }
}

function member(whole: BakeValue, key: BakeValue): BakeValue {
  if (whole.kind === "list") return whole.items[toNumber(key)] ?? REFUSED;
  const name = toText(key);
  return whole.kind === "map" && isKnown(name) ? (whole.entries.get(name.value) ?? REFUSED) : REFUSED;
}

/** One side can decide by itself. */
function logical(operator: "&&" | "||", left: BakeValue, right: BakeValue): BakeValue {
  const decisive = operator === "||";
  for (const side of [left, right]) {
    if (side.kind !== "unknown" && toBoolean(side) === decisive) return scalar(decisive, [], isDefault(side));
  }
  const open = [left, right].find(({ kind }) => kind === "unknown");
  return open ?? scalar(!decisive, [], isDefault(left) || isDefault(right));
}

/** Undefined where the number is none that is written exactly here. */
function calculate(operator: string, left: number, right: number): number | boolean | undefined {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "+":
      return whole(left + right, left, right);
    case "-":
      return whole(left - right, left, right);
    case "*":
      return whole(left * right, left, right);
    case "/":
      return quotient(left, right);
    default:
      return remainder(left, right);
  }
}

/** Both sides of a condition have one type: a text, where one of them is a text. */
function asTypeOf(chosen: BakeValue, other: BakeValue): BakeValue {
  if (chosen.kind !== "scalar" || other.kind !== "scalar" || typeof other.value !== "string") return chosen;
  if (chosen.value === null || typeof chosen.value === "string") return chosen;
  return fromComposed(toText(chosen));
}
