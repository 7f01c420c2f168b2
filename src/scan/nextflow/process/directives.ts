/** The directives of a process that is called: what its script and the configuration make of them. */
import { sitesOf } from "../syntax/sites.ts";
import { isBuiltin } from "../evaluate/builtins.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Run, Scope, ClosureValue, Value } from "../evaluate/model.ts";
import { exhausted, frame } from "../evaluate/scope.ts";
import { decideTruth } from "../evaluate/choices.ts";
import { execute } from "../evaluate/statements.ts";
import { failure, map, originsOf, shown, unknown, withOrigins } from "../evaluate/value.ts";
import type { SelectorIndex, ProcessNames } from "./selectors.ts";
import { visitPartsOfExpression } from "../syntax/walk.ts";
import type { Call, Expression, MapEntry, Node, Process, Statement } from "../syntax/tree.ts";

/** One directive of a process as it is in force, not yet evaluated for a task where it is lazy. */
export interface Directive {
  readonly value: Value;
  /** Where it is written in a script; undefined where a configuration or the command line sets it. */
  readonly place: { readonly scope: Scope; readonly node: Node } | undefined;
  /** Where a script says otherwise, and a configuration or the command line wins. */
  readonly overrode?: Directive["place"];
}

/** The directives of one called process, all sources weighed against each other. */
export interface ProcessDirectives {
  get(name: string): Directive | undefined;
  /** A key of `ext`, which is merged key by key. */
  ext(key: string): Value | undefined;
  readonly labels: readonly string[];
  /** Nextflow stops at these. */
  readonly failures: readonly { readonly node: Node; readonly message: string }[];
}

/**
 * Directives < `withLabel` < `withName` for the declared name, the alias and the qualified name, in three passes; the
 * plain directives of the `process` scope fill in what is absent (`ProcessConfigBuilder.applyConfig`).
 */
export function directivesOf(
  process: Process,
  names: ProcessNames,
  scope: Scope,
  run: Run,
  configured: SelectorIndex,
  assigned: boolean,
): ProcessDirectives {
  const header = readHeader(process, scope, run, assigned);
  const { directives, ext, labels, failures } = header;
  const selected = (key: string): Value | undefined => configured.select(key, labels, names);
  return {
    labels,
    failures,
    get(name) {
      const value = selected(name) ?? header.rest ?? (directives.has(name) ? undefined : configured.fallback(name));
      const written = directives.get(name);
      return value === undefined ? written : { value, place: undefined, overrode: written?.place };
    },
    ext: (key) => selected(`ext.${key}`) ?? header.rest ?? ext.get(key) ?? configured.fallback(`ext.${key}`),
  };
}

interface Header {
  readonly assigned: boolean;
  readonly directives: Map<string, Directive>;
  readonly ext: Map<string, Value>;
  readonly labels: string[];
  /** The same labels, of which each is added once. */
  readonly known: Set<string>;
  readonly failures: { node: Node; message: string }[];
  /** What any directive may be where they are too many to be read. */
  rest?: Value;
}

/** Directives that no parser makes lazy. */
const eagerOnly = new Set(["executor", "label", "maxForks", "module", "pod", "publishDir", "secret"]);

function readHeader(process: Process, scope: Scope, run: Run, assigned: boolean): Header {
  const header: Header = {
    assigned,
    directives: new Map(),
    ext: new Map(),
    labels: [],
    known: new Set(),
    failures: [],
  };
  readStatements(process.header, frame(scope), run, header);
  return header;
}

function readStatements(
  statements: readonly Statement[],
  scope: ReturnType<typeof frame>,
  run: Run,
  header: Header,
): void {
  for (const statement of statements) {
    if (!run.meter.spend()) {
      header.rest = exhausted(run, "…");
      return;
    }
    if (statement.kind === "expression") readExpression(statement.expression, scope, run, header);
    else if (statement.kind === "if") {
      const holds = decideTruth(evaluate(statement.condition, scope, run), run);
      if (holds === true) readStatements(statement.then, frame(scope), run, header);
      else if (holds === false) readStatements(statement.otherwise ?? [], frame(scope), run, header);
      else if (holds.kind === "failure") header.failures.push({ node: statement.condition, message: holds.message });
    } else {
      execute([statement], scope, run, evaluate);
      leaveOpen([statement], scope, header);
    }
  }
}

/** What loops and closures set is not followed. */
function leaveOpen(statements: readonly Statement[], scope: Scope, header: Header): void {
  for (const { name, node } of sitesOf(statements).calls) {
    const value = unknown("unsupported-expression", "It is set by a statement that is not followed.", name);
    header.directives.set(name, { value, place: { scope, node } });
  }
}

function readExpression(call: Expression, scope: Scope, run: Run, header: Header): void {
  if (call.kind === "call" && call.callee.kind === "variable") {
    readDirective(call, call.callee.name, scope, run, header);
  } else if (call.kind === "assignment" && call.target.kind === "variable") {
    // It sets a variable of the script and no directive.
    const { name } = call.target;
    if (!header.assigned) return;
    header.directives.set(name, { value: argument(name, call.value, scope, run), place: { scope, node: call.value } });
  } else {
    const value = evaluate(call, scope, run);
    if (value.kind === "failure") header.failures.push({ node: call, message: value.message });
    else leaveOpen([{ kind: "expression", start: call.start, end: call.end, expression: call }], scope, header);
  }
}

function readDirective(call: Call, name: string, scope: Scope, run: Run, header: Header): void {
  const { positional, named } = call.arguments;
  if (name === "ext") {
    // The last one counts.
    header.ext.clear();
    for (const entry of named) header.ext.set(keyOf(entry, scope, run), argument(name, entry.value, scope, run));
    const first = positional[0];
    if (first?.kind === "map")
      for (const entry of first.entries)
        header.ext.set(keyOf(entry, scope, run), argument(name, entry.value, scope, run));
    return;
  }
  const values = positional.map((item) => argument(name, item, scope, run, positional.length > 1));
  if (named.length > 0) {
    values.unshift(map(named.map((entry) => [keyOf(entry, scope, run), argument(name, entry.value, scope, run)])));
  }
  const failed = values.find((value) => value.kind === "failure");
  if (failed?.kind === "failure") header.failures.push({ node: call, message: failed.message });
  if (name === "label") {
    addLabels(values, call, header);
    return;
  }
  const [first] = values;
  const value: Value =
    values.length === 1 && first !== undefined
      ? first
      : { kind: "list", items: values, from: values.flatMap(originsOf) };
  header.directives.set(name, {
    value: withAmount(name, value),
    place: { scope, node: positional[0] ?? call },
  });
}

/** One label is added to those before it; several in one directive replace them, unchecked. */
function addLabels(values: readonly Value[], call: Call, header: Header): void {
  const labels = values.flatMap((value) => shown(value) ?? []);
  if (values.length > 1) {
    header.labels.length = 0;
    header.known.clear();
    for (const label of labels) note(label, header);
    return;
  }
  const [label] = labels;
  if (label === undefined || label === "") return;
  const [left = "", ...right] = label.split("=");
  const valid = [left, ...(right.length > 0 ? [right.join("=")] : [])].every((part) => LABEL.test(part));
  if (!valid) {
    const message = `Not a valid process label: ${label} -- Label must consist of alphanumeric characters or '_', must start with an alphabetic character and must end with an alphanumeric character`;
    header.failures.push({ node: call, message });
  } else if (!header.known.has(label)) note(label, header);
}

function note(label: string, { labels, known }: Header): void {
  labels.push(label);
  known.add(label);
}

const LABEL = /^[a-zA-Z](?:[a-zA-Z0-9_]*[a-zA-Z0-9])?$/;

/**
 * `accelerator 1, type: 'x'` and `disk 10.GB, type: 'x'` as the maps that they become; `accelerator 0` is a limit of
 * nothing, and true.
 */
function withAmount(name: string, value: Value): Value {
  if (name !== "accelerator" && name !== "disk") return value;
  if (value.kind === "number" && name === "accelerator") return map([["limit", value]]);
  const [named, amount] = value.kind === "list" ? value.items : [];
  if (named?.kind !== "map" || amount === undefined) return value;
  const isLimit = name === "accelerator" && !named.entries.has("limit");
  return map([...named.entries, [isLimit ? "limit" : "request", amount]]);
}

function keyOf(entry: MapEntry, scope: Scope, run: Run): string {
  return shown(evaluate(entry.key, scope, run)) ?? "";
}

/**
 * v2 wraps an argument that names a variable other than `params` into a closure and evaluates every other one at once;
 * v1 makes only interpolated strings lazy.
 */
function argument(directiveName: string, expression: Expression, scope: Scope, run: Run, several = false): Value {
  if (expression.kind === "closure") return { kind: "closure", node: expression, scope };
  if (run.dialect === "v1")
    return directiveName === "label" ? evaluate(expression, scope, run) : lazyStrings(expression, scope, run);
  const lazy = !eagerOnly.has(directiveName) && !several && namesVariable(expression);
  if (lazy) return thunk(expression, scope);
  const called = callsFunction(expression);
  if (called !== undefined) return failure(`Unknown process directive: \`${called}\``);
  return evaluateNow(expression, scope, run);
}

/** Evaluates at once; a value that hangs on the default of a parameter says so. */
function evaluateNow(expression: Expression, scope: Scope, run: Run): Value {
  const before = run.usesDefault;
  run.usesDefault = false;
  const value = evaluate(expression, scope, run);
  const uses = run.usesDefault;
  run.usesDefault = before;
  return uses ? withOrigins(value, (from) => from.map((origin) => ({ ...origin, default: true }))) : value;
}

/** A closure around an expression, evaluated for each task. */
function thunk(expression: Expression, scope: Scope): ClosureValue {
  const { start, end } = expression;
  return {
    kind: "closure",
    scope,
    node: { kind: "closure", start, end, parameters: [], body: [{ kind: "expression", start, end, expression }] },
  };
}

function lazyStrings(expression: Expression, scope: Scope, run: Run): Value {
  if (expression.kind === "gstring") return thunk(expression, scope);
  if (expression.kind === "ternary") {
    const holds = decideTruth(evaluate(expression.condition, scope, run), run);
    if (typeof holds !== "boolean") return holds;
    return lazyStrings(holds ? expression.then : expression.otherwise, scope, run);
  }
  const called = callsFunction(expression, false);
  if (called === undefined) return evaluateNow(expression, scope, run);
  if (expression.kind !== "call") return failure(`Unknown process directive: \`${called}\``);
  // The arguments are evaluated before the call fails.
  for (const item of expression.arguments.positional) {
    const value = evaluate(item, scope, run);
    if (value.kind === "failure") return value;
  }
  return failure(`Unknown process directive: \`${called}\``);
}

/** Closures are not looked into, as in `ScriptToGroovyHelper.transformToLazy`. */
function namesVariable(expression: Expression): boolean {
  let known = naming.get(expression);
  if (known === undefined) {
    known = some(
      expression,
      (inner) => inner.kind === "variable" && inner.name !== "params" && !/^[A-Z]/.test(inner.name),
    );
    naming.set(expression, known);
  }
  return known;
}

/** Asked of the same directives in every scenario, thousands of times in a collection of modules. */
const naming = new WeakMap<Expression, boolean>();

/**
 * The function of the script that an expression calls: among the directives none is found. Those of Nextflow itself are.
 * `inStrings`: also in the interpolations of strings, which v1 leaves for later.
 */
function callsFunction(expression: Expression, inStrings = true): string | undefined {
  let found: string | undefined;
  some(expression, (inner, outer) => {
    if (outer?.kind === "gstring" && !inStrings) return false;
    if (inner.kind !== "call" || inner.callee.kind !== "variable" || isBuiltin(inner.callee.name)) return false;
    found ??= inner.callee.name;
    return true;
  });
  return found;
}

/** Whether an expression or one of its parts is such a one; closures are not entered. `within`: a string around it. */
function some(
  expression: Expression,
  test: (inner: Expression, within: Expression | undefined) => boolean,
  within?: Expression,
  depth = 0,
): boolean {
  if (depth > 300 || expression.kind === "closure") return false;
  if (test(expression, within)) return true;
  const around = expression.kind === "gstring" ? expression : within;
  let found = false;
  visitPartsOfExpression(expression, {
    expression(part) {
      // The name of a called function is none of a variable.
      if (expression.kind === "call" && part === expression.callee && part.kind === "variable") return;
      found ||= some(part, test, around, depth + 1);
    },
    statement: () => undefined,
  });
  return found;
}

/** The value of a `container = x` among the directives, which every Nextflow since 25.10 ignores. */
export function assignedContainer(process: Process): Expression | undefined {
  if (!assignments.has(process)) assignments.set(process, findAssigned(process));
  return assignments.get(process);
}

/** Asked for each call of a process. */
const assignments = new WeakMap<Process, Expression | undefined>();

function findAssigned(process: Process): Expression | undefined {
  for (const statement of process.header) {
    if (statement.kind !== "expression" || statement.expression.kind !== "assignment") continue;
    const { target, value } = statement.expression;
    if (target.kind === "variable" && target.name === "container") return value;
  }
  return undefined;
}
