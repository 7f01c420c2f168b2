/** Files, local variables and runs to evaluate with. */
import type { Node } from "../syntax/tree.ts";
import { overBudget } from "../budget/budget.ts";
import { Meter } from "../budget/meter.ts";
import type { Value, Scope, Frame, Run, UnknownValue } from "./model.ts";
import { unknown } from "./value.ts";
import { onOneLine } from "../../../text/quote.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** One line of what stands there, for a message or a condition. */
export function wordsOf(source: SourceText, node: Node): string {
  return onOneLine(source.text.slice(node.start, Math.min(node.end, node.start + 400)), 160);
}

/** Local variables on top of what `parent` sees. */
export function frame(parent: Scope): Frame {
  const names = new Map<string, Value>();
  return {
    source: parent.source,
    declare: (name, value) => void names.set(name, value),
    lookup: (name, run) => names.get(name) ?? parent.lookup(name, run),
    callable(name, run) {
      const own = names.get(name);
      return own?.kind === "closure" || own?.kind === "function" ? own : parent.callable(name, run);
    },
    assign(name, value, run) {
      if (!names.has(name)) return parent.assign(name, value, run);
      names.set(name, value);
      return true;
    },
  };
}

export function startRun(
  of: Pick<Run, "dialect" | "env" | "given" | "decide" | "budget"> & { readonly delegate?: Scope },
): Run {
  return { ...of, usesDefault: false, meter: new Meter(of.budget), depth: 0 };
}

/** What comes where an evaluation has no steps left. */
export function exhausted({ budget }: Run, words: string): UnknownValue {
  const { exceeded } = budget;
  if (exceeded !== undefined) return { kind: "unknown", words, unresolved: overBudget(exceeded) };
  return unknown("unsupported-expression", "The code is too deep or too long to be followed.", words);
}
