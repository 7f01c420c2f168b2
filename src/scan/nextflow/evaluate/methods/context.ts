/** What the methods of every kind of value are given, and how tables of them look. */
import type { ListValue, Origin, Run, StringValue, Value } from "../model.ts";
import { list, LONGEST, text } from "../value.ts";

/** What a method needs besides its object and its arguments. */
export interface MethodCallContext {
  readonly run: Run;
  /** The call as written, on one line. */
  readonly words: string;
  invoke(closure: Value, args: readonly Value[]): Value;
}

/** A method; undefined where it is not followed. */
type Method<T, Args> = (self: T, args: Args, context: MethodCallContext) => Value | undefined;
type Table<M> = readonly (readonly [name: string, method: M])[];

export type TextMethod = Method<StringValue, readonly Value[]>;
export type TextMethods = Table<TextMethod>;
/** With one argument at least. */
export type ListMethod = Method<ListValue, AtLeastOne>;
export type ListMethods = Table<ListMethod>;
export type PlainListMethods = Table<(self: ListValue, context: MethodCallContext) => Value | undefined>;
export type AtLeastOne = readonly [Value, ...Value[]];

/** A list of new items, unless they are too many. */
export function madeList(items: Value[], { run }: MethodCallContext): Value | undefined {
  return items.length <= LONGEST && run.meter.makeItems(items.length) ? list(items) : undefined;
}

/** A new text, unless it is too long. */
export function madeText(value: string, from: readonly Origin[], { run }: MethodCallContext): StringValue | undefined {
  return value.length <= LONGEST && run.meter.makeText(value.length) ? text(value, from) : undefined;
}

export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "string" ? value.value : undefined;
}

export function amountOf(value: Value | undefined): number | undefined {
  return value?.kind === "number" ? value.value : undefined;
}
