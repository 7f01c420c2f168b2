/** What statements do, one after the other: definitions, branches, loops. */
import type { Definition, Expression, For, Node, Statement, Switch, Try, TypeName, While } from "../syntax/tree.ts";
import { decideTruth } from "./choices.ts";
import { assigned } from "./conversions.ts";
import { itemsOf, keyOf } from "./entries.ts";
import { isCase } from "./membership.ts";
import type { Evaluate, Frame, Run, Scope, UnknownValue, Value } from "./model.ts";
import { exhausted, frame, wordsOf } from "./scope.ts";
import { failure, isOpen, nothing, text, unknown, whole } from "./value.ts";

/** How a run of statements ends. A failure ends everything up to the nearest `try`. */
export interface Completion {
  readonly how: "normal" | "return" | "break" | "continue";
  readonly value: Value;
}

const CATCHES_ALL: ReadonlySet<string> = new Set(["Exception", "Throwable", "Object"]);

const normal = (value: Value): Completion => ({ how: "normal", value });
const done = (value: Value): Completion => ({ how: "return", value });

/** Runs statements as Groovy would; the value of the last one is the value of all. */
export function execute(statements: readonly Statement[], scope: Frame, run: Run, evaluate: Evaluate): Completion {
  let last: Completion = normal(nothing);
  for (const statement of statements) {
    const before = last.value;
    last = step(statement, scope, run, evaluate);
    // `case 1: 'one'; break` has the value in front of the jump.
    if (last.how === "break") return { how: "break", value: before };
    if (last.how !== "normal" || last.value.kind === "failure") return last;
  }
  return last;
}

function step(statement: Statement, scope: Frame, run: Run, evaluate: Evaluate): Completion {
  if (!run.meter.spend()) return done(exhausted(run, "a loop"));
  const block = (body: readonly Statement[]) => execute(body, frame(scope), run, evaluate);
  switch (statement.kind) {
    case "expression": {
      const value = evaluate(statement.expression, scope, run);
      // What was not followed may have set variables: what comes after it cannot be known.
      const lost = value.kind === "unknown" && mayChange(statement.expression, value, scope, run);
      return lost ? done(value) : normal(value);
    }
    case "definition":
      return normal(define(statement, scope, run, evaluate));
    case "function":
      scope.declare(statement.name.name, { kind: "function", node: statement, scope });
      return normal(nothing);
    case "if": {
      const holds = decideTruth(evaluate(statement.condition, scope, run), run);
      if (typeof holds !== "boolean") return done(holds);
      if (holds) return block(statement.then);
      return statement.otherwise === undefined ? normal(nothing) : block(statement.otherwise);
    }
    case "return":
      return done(statement.value === undefined ? nothing : evaluate(statement.value, scope, run));
    case "throw":
      return done(failure(`\`${wordsOf(scope.source, statement)}\``));
    case "assert": {
      const holds = decideTruth(evaluate(statement.condition, scope, run), run);
      if (typeof holds !== "boolean") return done(holds);
      return holds ? normal(nothing) : done(failure(`Assertion failed: ${wordsOf(scope.source, statement.condition)}`));
    }
    case "block":
      return block(statement.body);
    case "jump":
      return { how: statement.word, value: nothing };
    case "try":
      return runTry(statement, scope, run, evaluate);
    case "for":
      return runFor(statement, scope, run, evaluate);
    case "while":
      return runWhile(statement, scope, run, evaluate);
    case "switch":
      return runSwitch(statement, scope, run, evaluate);
    case "label":
    case "opaque":
    case "include":
      break;
  }
  return normal(nothing);
}

/** A closure that was not followed may set any variable, a method that was not may change the collection it is called on. */
function mayChange(expression: Expression, value: UnknownValue, scope: Scope, run: Run): boolean {
  let current = expression;
  while (current.kind === "method-call" || current.kind === "call") {
    if (current.arguments.positional.some(({ kind }) => kind === "closure")) return true;
    if (current.kind === "call") return false;
    current = current.object;
  }
  while (current.kind === "property" || current.kind === "index") current = current.object;
  if (current.kind !== "variable" || value.unresolved.reason !== "unsupported-expression") return false;
  const root = scope.lookup(current.name, run);
  return root?.kind === "list" || root?.kind === "map";
}

function define(statement: Definition, scope: Frame, run: Run, evaluate: Evaluate): Value {
  const value = statement.value === undefined ? nothing : evaluate(statement.value, scope, run);
  const parts = statement.destructured ? statement.names.map((_, index) => partOf(value, index, run)) : [];
  statement.names.forEach((variable, index) => {
    const { name } = variable;
    const type = typeInForce(variable, run);
    const part = parts[index] ?? value;
    scope.declare(
      name,
      type === undefined || statement.value === undefined ? part : assigned(type.name, part, run.meter),
    );
  });
  return parts.find(({ kind }) => kind === "failure") ?? value;
}

/** v2 takes no notice of a type in front of a name (`int i = '3'`), only of one behind it (`i: Integer`). */
export function typeInForce({ start, type }: Typed, { dialect }: Run): TypeName | undefined {
  return dialect === "v2" && type !== undefined && type.start <= start ? undefined : type;
}

interface Typed extends Node {
  readonly type?: TypeName;
}

/** What the name at a place of `(a, b) = value` gets. */
export function partOf(value: Value, index: number, run: Run): Value {
  if (isOpen(value)) return value;
  if (value.kind === "map") return value.entries.get(keyOf(whole(index))!) ?? nothing;
  if (value.kind === "list") return value.items[index] ?? nothing;
  if (value.kind === "string") {
    if (!run.meter.read(value.value.length)) return exhausted(run, "…");
    const letter = Array.from(value.value)[index];
    return letter === undefined ? nothing : text(letter, value.from);
  }
  return failure("There is no getAt() on what is taken apart");
}

function runTry(statement: Try, scope: Frame, run: Run, evaluate: Evaluate): Completion {
  const tried = execute(statement.body, frame(scope), run, evaluate);
  const [handler] = statement.handlers;
  const caught = tried.value.kind === "failure" ? handler : undefined;
  if (caught?.types.every(({ name }) => CATCHES_ALL.has(name)) === false) {
    return done(unknown("unsupported-expression", "Which exception it is is not followed.", "an exception"));
  }
  const result = caught === undefined ? tried : runHandler(caught, scope, run, evaluate);
  if (statement.last === undefined) return result;
  const last = execute(statement.last, frame(scope), run, evaluate);
  return last.how !== "normal" || last.value.kind === "failure" ? last : result;
}

function runHandler(
  { variable, body }: Try["handlers"][number],
  scope: Frame,
  run: Run,
  evaluate: Evaluate,
): Completion {
  const inner = frame(scope);
  inner.declare(variable, unknown("unsupported-expression", "It is an exception.", variable));
  return execute(body, inner, run, evaluate);
}

function runFor(statement: For, scope: Frame, run: Run, evaluate: Evaluate): Completion {
  const { variable, iterable } = statement;
  const over = iterable === undefined ? undefined : evaluate(iterable, scope, run);
  if (over?.kind === "failure") return done(over);
  const items = over === undefined ? undefined : itemsOf(over, run.meter);
  if (variable === undefined || items === undefined) {
    return done(unknown("unsupported-expression", "A loop over something unknown.", wordsOf(scope.source, statement)));
  }
  for (const item of items) {
    if (!run.meter.spend()) return done(exhausted(run, "a loop"));
    const inner = frame(scope);
    inner.declare(variable, item);
    const result = execute(statement.body, inner, run, evaluate);
    if (result.how === "break") break;
    if (result.how === "return" || result.value.kind === "failure") return result;
  }
  return normal(nothing);
}

function runWhile(statement: While, scope: Frame, run: Run, evaluate: Evaluate): Completion {
  for (;;) {
    const holds = decideTruth(evaluate(statement.condition, scope, run), run);
    if (typeof holds !== "boolean") return done(holds);
    if (!holds) return normal(nothing);
    const result = execute(statement.body, frame(scope), run, evaluate);
    if (result.how === "break") return normal(nothing);
    if (result.how === "return" || result.value.kind === "failure") return result;
    if (!run.meter.spend()) return done(exhausted(run, "a loop"));
  }
}

function runSwitch(statement: Switch, scope: Frame, run: Run, evaluate: Evaluate): Completion {
  const subject = evaluate(statement.subject, scope, run);
  if (subject.kind === "failure") return done(subject);
  let running = false;
  let last: Completion = normal(nothing);
  for (const branch of statement.cases) {
    if (!running && branch.value !== undefined) {
      const words = wordsOf(scope.source, branch.value);
      const matches = isCase(subject, evaluate(branch.value, scope, run), words, run.meter);
      const holds = decideTruth(matches, run);
      if (typeof holds !== "boolean") return done(holds);
      running = holds;
    } else running = true;
    if (!running) continue;
    last = execute(branch.body, frame(scope), run, evaluate);
    if (last.how === "break") return normal(last.value);
    if (last.how !== "normal" || last.value.kind === "failure") return last;
  }
  return last;
}
