/** One configuration file by the rules of the legacy parser. */
import { COMPOUND } from "../evaluate/assignment.ts";
import { builtinOf } from "../evaluate/constants.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Frame, MapValue, Run, Scope, Value } from "../evaluate/model.ts";
import { operate } from "../evaluate/operators.ts";
import { frame } from "../evaluate/scope.ts";
import { decideTruth } from "../evaluate/choices.ts";
import { execute } from "../evaluate/statements.ts";
import { failure, text, truthOf, unknown } from "../evaluate/value.ts";
import type { ConfigFile } from "../files/sources.ts";
import type {
  ConfigAssignment,
  ConfigBlock,
  ConfigIf,
  ConfigInclude,
  ConfigSelector,
  ConfigStatement,
  ConfigTry,
  Expression,
  Node,
} from "../syntax/tree.ts";
import { runOf, settingValue, stop, type ConfigContext } from "./context.ts";
import { at, checkLength, spend } from "./halt.ts";
import { inclusionOf } from "./includes.ts";
import { configObject, OpenBlocks } from "./open-blocks.ts";
import { checkWeight } from "./weight.ts";
import { isClass, PACKAGES } from "../syntax/vocabulary.ts";
import type { SourceText } from "../../../text/source-text.ts";

const PRINTS: ReadonlySet<string> = new Set(["print", "println", "printf"]);

/** Evaluates one file by the rules of the legacy parser (`ConfigParserV1`): a script whose blocks are method calls. */
export function evaluateV1(file: ConfigFile, context: ConfigContext): MapValue {
  const config = new LegacyConfiguration(context).evaluate(file);
  checkWeight(config, context.start.budget);
  checkUnresolved(config, file.source, file.parsed.config, context);
  return config;
}

/** A file and those that it includes on their way to values. Statements answer false where an error ends the enclosing `try`. */
class LegacyConfiguration {
  readonly #context: ConfigContext;
  /** The same within a `try`, where an error is caught and told to nobody. */
  readonly #quiet: ConfigContext;
  readonly #blocks: OpenBlocks;
  /** The files that include each other, down to the one at hand. */
  readonly #chain: string[] = [];
  #trying = 0;

  constructor(context: ConfigContext) {
    this.#context = context;
    this.#quiet = { ...context, notice: () => undefined };
    this.#blocks = new OpenBlocks(context, context.merger);
  }

  evaluate(file: ConfigFile): MapValue {
    this.#file(file);
    return this.#blocks.close();
  }

  #file(file: ConfigFile): void {
    const { source, parsed } = file;
    this.#context.visited.add(source.path);
    checkLength(file);
    this.#chain.push(source.path);
    const scope = frame(this.#root(source));
    const { statements } = parsed.config;
    // Functions are methods of the script: they may be called above their definition.
    for (const statement of statements) {
      if (statement.kind === "legacy" && statement.statement.kind === "function") {
        scope.declare(statement.statement.name.name, { kind: "function", node: statement.statement, scope });
      }
    }
    this.#run(statements, scope);
    this.#chain.pop();
  }

  #root(source: SourceText): Scope {
    return {
      source,
      lookup: (name, run) => this.#lookup(name, run),
      callable: (name, run) => run.delegate?.callable(name, run),
      assign: (name, value) => {
        this.#blocks.set(name, value);
        return true;
      },
    };
  }

  #lookup(name: string, run: Run): Value | undefined {
    const own = run.delegate?.lookup(name, run) ?? environmentOf(name, this.#context) ?? builtinOf(name);
    if (own !== undefined) return own;
    if (this.#blocks.has(name)) return this.#blocks.read(name);
    // The first part of the full name of a class: the compiler sees to it, and no setting is made.
    if (isClass(name) || PACKAGES.has(name)) return undefined;
    if (!/^[A-Z]/.test(name)) return this.#blocks.read(name);
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) return undefined;
    return unknown("environment", `The environment variable ${name} is not given (--env ${name}=VALUE).`, name);
  }

  #run(statements: readonly ConfigStatement[], scope: Frame): boolean {
    return statements.every((statement) => this.#statement(statement, scope));
  }

  #inner(statements: readonly ConfigStatement[] | undefined, scope: Frame): boolean {
    return this.#run(statements ?? [], frame(scope));
  }

  #statement(statement: ConfigStatement, scope: Frame): boolean {
    spend(this.#context.start.budget, "nodes", 1, scope.source, statement);
    switch (statement.kind) {
      case "assignment":
        return this.#assign(statement, scope);
      case "block":
        return this.#block(statement, scope);
      case "selector":
        this.#within(`${statement.selector}:${statement.target.name}`, statement, scope);
        break;
      case "include":
        return this.#include(statement, scope);
      case "if":
        return this.#if(statement, scope);
      case "try":
        return this.#try(statement, scope);
      case "legacy": {
        const { statement: inner } = statement;
        if (inner.kind === "expression" && inner.expression.kind === "call") this.#notePrint(inner.expression.callee);
        const { value } = execute([statement.statement], scope, runOf(this.#context), evaluate);
        return this.#isFine(value, statement, scope);
      }
      case "apply":
        if (statement.call.kind === "call") this.#notePrint(statement.call.callee);
        break;
    }
    return true;
  }

  /** A script prints to its `out` (`groovy.lang.Script`), which is a name like any other here. */
  #notePrint(callee: Expression): void {
    if (callee.kind === "variable" && PRINTS.has(callee.name)) this.#blocks.read("out");
  }

  #assign(statement: ConfigAssignment, scope: Frame): boolean {
    const [first = "", ...others] = statement.path.map((key) => key.name);
    const run = runOf(this.#context);
    // Groovy evaluates the right side first, then the path on the left.
    const value = settingValue(statement.value, scope, this.#trying === 0 ? this.#context : this.#quiet);
    if (value.kind === "failure" && this.#trying > 0) return false;
    const last = others.pop();
    if (last === undefined) {
      const combined = combine(statement, value, run, () => scope.lookup(first, run));
      scope.assign(first, combined, run);
      return true;
    }
    const owner = ownerAt(scope.lookup(first, run) ?? this.#blocks.read(first), others);
    if (owner.kind !== "map") {
      return this.#isFine(failure(`Cannot set \`${[first, ...others, last].join(".")}\``), statement, scope);
    }
    const { entries } = owner;
    const combined = combine(statement, value, run, () => entries.get(last));
    entries.set(last, combined);
    return true;
  }

  #block(statement: ConfigBlock, scope: Frame): boolean {
    const [name = "", ...others] = statement.path.map((key) => key.name);
    if (others.length === 0) this.#within(name, statement, scope);
    else {
      const message = `No signature of method: \`${[name, ...others].join(".")}\``;
      stop(this.#context, scope.source, statement, message);
    }
    return true;
  }

  #within(name: string, statement: ConfigBlock | ConfigSelector, scope: Frame): void {
    const body = (): void => void this.#inner(statement.body, scope);
    at(scope.source, statement, () => this.#blocks.within(name, body));
  }

  #if(statement: ConfigIf, scope: Frame): boolean {
    const run = runOf(this.#context);
    const holds = decideTruth(evaluate(statement.condition, scope, run), run);
    if (holds === true) return this.#inner(statement.then, scope);
    if (holds === false) return this.#inner(statement.otherwise, scope);
    return this.#isFine(holds, statement, scope);
  }

  #try(statement: ConfigTry, scope: Frame): boolean {
    this.#trying += 1;
    const done = this.#inner(statement.body, scope);
    this.#trying -= 1;
    if (!done) this.#inner(statement.handlers[0], scope);
    return this.#inner(statement.last, scope);
  }

  #include(statement: ConfigInclude, scope: Frame): boolean {
    const included = inclusionOf(statement, scope, this.#context, this.#chain);
    if (included.kind === "nothing") return true;
    if (included.kind === "missing") {
      const { message } = included;
      const stops = this.#trying === 0;
      this.#context.notice({ source: scope.source, node: statement, kind: "missing-include", message, stops });
      return false;
    }
    this.#file(included.file);
    return true;
  }

  #isFine(value: Value, node: Node, scope: Frame): boolean {
    if (value.kind !== "failure") return true;
    if (this.#trying === 0) stop(this.#context, scope.source, node, value.message);
    return false;
  }
}

/** What a path leads to, or what is in its way. */
function ownerAt(first: Value, path: readonly string[]): Value {
  let owner = first;
  for (const name of path) {
    if (owner.kind !== "map") return owner;
    let next = owner.entries.get(name);
    if (next === undefined) {
      if (owner.grows !== true) return owner;
      next = configObject();
      owner.entries.set(name, next);
    }
    owner = next;
  }
  return owner;
}

/** `+=` and its kin on what stands there already: an empty object where nothing does, as with every name that is read. */
function combine(
  { operator, path }: ConfigAssignment,
  value: Value,
  { meter }: Run,
  before: () => Value | undefined,
): Value {
  if (operator === "=") return value;
  const old = before() ?? configObject();
  const binary = COMPOUND.get(operator);
  if (binary !== undefined) return operate(binary, old, value, path.map((key) => key.name).join("."), meter);
  return operator === "?=" && truthOf(old) !== true ? value : old;
}

function environmentOf(name: string, context: ConfigContext): Value | undefined {
  return Object.hasOwn(context.start.env, name) ? text(context.start.env[name]!) : undefined;
}

/** An object that is still empty at the end was only ever read: Nextflow stops there. */
function checkUnresolved(
  config: MapValue,
  source: SourceText,
  node: Node,
  context: ConfigContext,
  path: readonly string[] = [],
): boolean {
  for (const [key, value] of config.entries) {
    if (value.kind !== "map" || value.grows !== true || path.length > 50) continue;
    const name = [...path, key];
    if (value.entries.size === 0) {
      stop(
        context,
        source,
        { start: node.start, end: node.start },
        `Unknown config attribute \`${name.join(".")}\` -- check config file: ${source.path}`,
      );
      return false;
    }
    if (!checkUnresolved(value, source, node, context, name)) return false;
  }
  return true;
}
