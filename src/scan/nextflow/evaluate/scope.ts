import type { NextflowSyntax, Unresolved } from "../../../model.ts";
import type { Node } from "../syntax/tree.ts";
import { indexLines, type Lines } from "../syntax/lines.ts";
import type { Value } from "./value.ts";

export type Dialect = Exclude<NextflowSyntax, "auto">;

/** A file that expressions are evaluated in. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  lines(): Lines;
}

export function sourceText(path: string, text: string): SourceText {
  let lines: Lines | undefined;
  return { path, text, lines: () => (lines ??= indexLines(text)) };
}

/** One line of what stands there, for a message or a condition. */
export function words(source: SourceText, node: Node): string {
  const line = source.text.slice(node.start, Math.min(node.end, node.start + 400)).replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}

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
  /** Steps left; an evaluation that runs out of them stays open. */
  fuel: number;
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

export function startRun(of: Pick<Run, "dialect" | "env" | "given" | "decide"> & { readonly delegate?: Scope }): Run {
  return { ...of, usesDefault: false, fuel: 20_000, depth: 0 };
}
