/** The words of the evaluation, as types and nothing else: values, where they come from, and what a run of it may ask. */
import type { Closure, Expression, FunctionDefinition } from "../syntax/tree.ts";
import type { Unresolved, NextflowSyntax } from "../../../model.ts";
import type { SourceText } from "../../../text/source-text.ts";
import type { Budget } from "../budget/budget.ts";
import type { Meter } from "../budget/meter.ts";

/** A stretch of a file that a value comes from: UTF-16 offsets, end exclusive. */
export interface Origin {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** Conditions of the ternaries and branches that chose this text, as written; `!(…)` where the other branch was taken. */
  readonly conditions?: readonly string[];
  /** False for a value that a caller may replace: the default of a parameter. */
  readonly default?: boolean;
  /** Given on the command line, in a file of parameters or by the environment: no text of the repository. */
  readonly external?: boolean;
  /** No text at all: a parameter without a value (`a.b` of `params.a.b`), which Groovy shows as `null`. */
  readonly undefinedParameter?: string;
}

export type Value =
  /** `from`: the parameter that has no value. */
  | { readonly kind: "null"; readonly from?: readonly Origin[] }
  | { readonly kind: "boolean"; readonly value: boolean; readonly from: readonly Origin[] }
  | NumberValue
  | StringValue
  | ListValue
  | MapValue
  | ClosureValue
  | FunctionValue
  /** Something of Nextflow's own world (`task`, `workflow`, a Java class): properties on demand. */
  | ObjectValue
  /** Known only under an open condition. Stored values only; `settle` takes one side when it is read. */
  | ChoiceValue
  | UnknownValue
  /** Nextflow stops with an error where it evaluates this. */
  | FailureValue;

export interface NumberValue {
  readonly kind: "number";
  readonly value: number;
  /** Digits behind the point that Groovy keeps (`1.10` has two); undefined for whole numbers. */
  readonly scale: number | undefined;
  /** A MemoryUnit in bytes or a Duration in milliseconds. */
  readonly unit?: "memory" | "duration";
  /** A `double` or `float`: calculated and shown as Java does. */
  readonly double?: boolean;
  /** How Groovy shows it where the digits of `value` would not do: `1E+3`, `12345678901234567890`. */
  readonly written?: string;
  /** A whole number that is no Integer: a Long or a BigInteger. */
  readonly width?: "long" | "big";
  readonly from: readonly Origin[];
}

export interface StringValue {
  readonly kind: "string";
  readonly value: string;
  /** A GString of v1, which is no key of a map and no member of a list of plain strings; v2 has none. */
  readonly interpolated: boolean;
  /** A `java.util.regex.Pattern`. */
  readonly pattern?: boolean;
  /** Where its text comes from; the first is where a person would edit it. */
  readonly from: readonly Origin[];
}

/** Mutable through its own methods (`<<`, `add`), as in Groovy. */
export interface ListValue {
  readonly kind: "list";
  readonly items: Value[];
  /** Not an ArrayList but something else that is gone through item by item. */
  readonly shape?: "array" | "set" | "values" | "range" | "matcher";
  readonly from: readonly Origin[];
}

/** Mutable while a configuration is being built, as in Nextflow. Keys keep their first position. */
export interface MapValue {
  readonly kind: "map";
  /** By `keyOf`: a string is its own key. */
  readonly entries: Map<string, Value>;
  /** This is a `Map.Entry` with its `key` and its `value`: the entries that it is one of. */
  readonly entryOf?: Map<string, Value>;
  /** A ConfigObject of the v1 parser: reading a missing key makes an empty one. */
  readonly grows?: boolean;
  /** The parameters of a script: a second assignment to a key is ignored. */
  readonly keepsFirst?: boolean;
  /** The parameters of a module that nobody runs: a missing one is open, not null. */
  readonly open?: boolean;
}

export interface ClosureValue {
  readonly kind: "closure";
  readonly node: Closure;
  readonly scope: Scope;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly node: FunctionDefinition;
  readonly scope: Scope;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly name: string;
  /** It is a constant of an enumeration: its class, how it is shown, and its place there. */
  readonly constant?: { readonly type: string; readonly text: string; readonly ordinal: number };
  readonly get: (property: string, run: Run) => Value;
  /** Undefined: there is no such method. */
  readonly call?: (method: string, args: readonly Value[], run: Run) => Value | undefined;
}

export interface ChoiceValue {
  readonly kind: "choice";
  readonly condition: string;
  readonly unresolved: Unresolved;
  /** The value where the condition holds. */
  readonly held: Value;
  readonly failed: Value;
}

export interface UnknownValue {
  readonly kind: "unknown";
  /** The expression in words, which is what a condition on it is called. */
  readonly words: string;
  readonly unresolved: Unresolved;
}

export interface FailureValue {
  readonly kind: "failure";
  readonly message: string;
}

export type Dialect = Exclude<NextflowSyntax, "auto">;

/** What an evaluation may ask the world for, and how far it may go. */
export interface Run {
  readonly dialect: Dialect;
  /** Takes a side where a condition is open. The same words always get the same answer within one run. */
  readonly decide: (condition: string, unresolved: Unresolved) => boolean;
  /** The task that a closure or a lazy directive is evaluated for: its names come before those of the file. */
  readonly delegate?: Scope;
  readonly env: Readonly<Record<string, string>>;
  /** Parameters that the command line or a file of parameters gives: no defaults. */
  readonly given: ReadonlySet<string>;
  /** Set when a parameter is read that nobody gave: a caller may change it. */
  usesDefault: boolean;
  /** What the repository may still ask for. */
  readonly budget: Budget;
  /** Counts the steps: an evaluation that runs out of them stays open. */
  readonly meter: Meter;
  depth: number;
}

export interface Scope {
  readonly source: SourceText;
  lookup(name: string, run: Run): Value | undefined;
  /** A function, or a variable that holds a closure: what `name(…)` calls. */
  callable(name: string, run: Run): Value | undefined;
  /** False where no variable of that name is visible. */
  assign(name: string, value: Value, run: Run): boolean;
}

export interface Frame extends Scope {
  declare(name: string, value: Value): void;
}

/** The evaluation of an expression, handed to what evaluates parts of it: the files of the evaluation form no circle. */
export type Evaluate = (expression: Expression, scope: Scope, run: Run) => Value;
