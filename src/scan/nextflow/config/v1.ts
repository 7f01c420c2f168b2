import { evaluate } from "../evaluate/expressions.ts";
import { COMPOUND } from "../evaluate/assignment.ts";
import { operate } from "../evaluate/operators.ts";
import type { Frame, Scope, SourceText, MapValue, Value } from "../evaluate/model.ts";
import { frame } from "../evaluate/scope.ts";
import { decideTruth } from "../evaluate/choices.ts";
import { execute } from "../evaluate/statements.ts";
import { failure, text, truthOf, unknown } from "../evaluate/value.ts";
import type { ConfigFile } from "../files/sources.ts";
import type { ConfigAssignment, ConfigStatement, Node } from "../syntax/tree.ts";
import { builtinOf } from "../evaluate/constants.ts";
import { type BlockScope, openScope } from "./block-scope.ts";
import { includedFile, runOf, settingOf, stop, type ConfigContext } from "./context.ts";
import { deepMerge, mergeInto } from "./merge.ts";

interface Level {
  readonly config: MapValue;
  readonly scope: BlockScope;
}

function configObject(): MapValue {
  return { kind: "map", entries: new Map(), grows: true };
}

/**
 * Evaluates one file by the rules of the legacy parser, which is a ConfigSlurper with Nextflow's changes (`ConfigParserV1`):
 * a stack of open blocks, names that grow empty objects when they are read, profiles that are put aside and merged last
 * unless their scope was opened before.
 */
export function evaluateV1(file: ConfigFile, context: ConfigContext): MapValue {
  const config = configObject();
  const stack: Level[] = [{ config, scope: openScope() }];
  const overrides = configObject();
  const conditionalBlocks: Map<string, MapValue>[] = [];
  const currentBlock: string[] = [];
  let withinProfile = false;
  let trying = 0;

  const top = (): Level => stack.at(-1)!;
  const assignName = (name: string, value: Value): void => {
    top().config.entries.set(name, value);
    top().scope.set(name, value);
  };
  const pushed = (object: MapValue, body: () => void): void => {
    stack.push({ config: object, scope: top().scope.inner() });
    body();
    stack.pop();
  };

  const read = (name: string): Value => {
    const current = top();
    let result = current.config.entries.get(name);
    if (result === undefined || truthOf(result) === false) result = current.scope.get(name);
    if (result === undefined || truthOf(result) === false) {
      result = configObject();
      assignName(name, result);
    }
    if (name === "params" && result.kind === "map") {
      // What is given lies over what is configured whenever the parameters are looked at.
      for (const [key, value] of context.given.entries) {
        const before = result.entries.get(key);
        const merged = before?.kind === "map" && value.kind === "map" ? deepMerge(before, value) : value;
        result.entries.set(key, merged);
      }
    }
    return result;
  };

  const rootOf = (source: SourceText): Scope => ({
    source,
    lookup(name, run) {
      const own = run.delegate?.lookup(name, run) ?? environmentOf(name, context) ?? builtinOf(name);
      if (own !== undefined) return own;
      const set = top().config.entries.has(name) || top().scope.get(name) !== undefined;
      if (/^[A-Z]/.test(name) && !set) {
        if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) return undefined;
        return unknown("environment", `The environment variable ${name} is not given (--env ${name}=VALUE).`, name);
      }
      return read(name);
    },
    callable: (name, run) => run.delegate?.callable(name, run),
    assign(name, value) {
      assignName(name, value);
      return true;
    },
  });

  const call = (name: string, body: () => void): void => {
    const profilesBlock = name === "profiles" && context.profiles.length > 0;
    const conditional = currentBlock.at(-1);
    if (profilesBlock) {
      withinProfile = true;
      currentBlock.push(name);
      conditionalBlocks.push(new Map());
      body();
      currentBlock.pop();
      for (const set of conditionalBlocks.pop()!.values())
        mergeInto(top().config === config ? overrides : top().config, set);
      withinProfile = false;
    } else if (conditional !== undefined) {
      context.declaredProfiles.add(name);
      if (!context.profiles.includes(name)) return;
      const set = conditionalBlocks.at(-1)!;
      let object = set.get(conditional);
      if (object === undefined) {
        object = configObject();
        set.set(conditional, object);
      }
      pushed(object, () => {
        currentBlock.pop();
        body();
        currentBlock.push(conditional);
      });
    } else if (name !== "plugins") openBlock(name, body);
  };

  const openBlock = (name: string, body: () => void): void => {
    const current = name === "profiles" || withinProfile ? stack[0]! : top();
    const inConfig = current.config.entries.get(name);
    const inScope = current.scope.get(name);
    let object: MapValue;
    if (inConfig?.kind === "map" && inConfig.grows === true) object = inConfig;
    else if (inScope?.kind === "map" && inScope.grows === true) {
      object = { ...inScope, entries: new Map(inScope.entries) };
    } else object = configObject();
    assignName(name, object);
    pushed(object, body);
    const after = current.scope.get(name);
    if (after?.kind === "map" && after.grows === true) {
      if (after !== object) mergeInto(after, object);
    } else current.scope.set(name, object);
  };

  /** False where an error ends the enclosing `try`. */
  const assign = (statement: ConfigAssignment, scope: Frame): boolean => {
    const names = statement.path.map((key) => key.name);
    const first = statement.path[0]!.name;
    const run = runOf(context);
    // Groovy evaluates the right side first, then the path on the left.
    const value = settingOf(statement.value, scope, trying === 0 ? context : { ...context, notice: () => undefined });
    if (value.kind === "failure" && trying > 0) return false;
    if (names.length === 1) {
      scope.assign(
        first,
        combine(statement, value, () => scope.lookup(first, run)),
        run,
      );
      return true;
    }
    let owner: Value = scope.lookup(first, run) ?? read(first);
    for (const name of names.slice(1, -1)) {
      if (owner.kind !== "map") break;
      let next: Value | undefined = owner.entries.get(name);
      if (next === undefined && owner.grows === true) {
        next = configObject();
        owner.entries.set(name, next);
      }
      if (next === undefined) break;
      owner = next;
    }
    const last = names.at(-1)!;
    if (owner.kind !== "map") return fine(failure(`Cannot set \`${names.join(".")}\``), statement, scope);
    const { entries } = owner;
    entries.set(
      last,
      combine(statement, value, () => entries.get(last)),
    );
    return true;
  };

  const fine = (value: Value, node: Node, scope: Frame): boolean => {
    if (value.kind !== "failure") return true;
    if (trying === 0) stop(context, scope.source, node, value.message);
    return false;
  };

  const runStatements = (statements: readonly ConfigStatement[], scope: Frame, depth: number): boolean => {
    for (const statement of statements) if (!runStatement(statement, scope, depth)) return false;
    return true;
  };

  const runStatement = (statement: ConfigStatement, scope: Frame, depth: number): boolean => {
    switch (statement.kind) {
      case "assignment":
        return assign(statement, scope);
      case "block": {
        const names = statement.path.map((key) => key.name);
        const inner = (): void => void runStatements(statement.body, frame(scope), depth);
        if (names.length === 1) call(names[0]!, inner);
        else stop(context, scope.source, statement, `No signature of method: \`${names.join(".")}\``);
        return true;
      }
      case "selector":
        call(
          `${statement.selector}:${statement.target.name}`,
          () => void runStatements(statement.body, frame(scope), depth),
        );
        return true;
      case "include":
        return include(statement, scope, depth);
      case "if": {
        const run = runOf(context);
        const holds = decideTruth(evaluate(statement.condition, scope, run), run);
        if (holds === true) return runStatements(statement.then, frame(scope), depth);
        if (holds === false) return runStatements(statement.otherwise ?? [], frame(scope), depth);
        return fine(holds, statement, scope);
      }
      case "try": {
        trying += 1;
        const done = runStatements(statement.body, frame(scope), depth);
        trying -= 1;
        if (!done) runStatements(statement.handlers[0] ?? [], frame(scope), depth);
        return runStatements(statement.last ?? [], frame(scope), depth);
      }
      case "legacy":
        return fine(execute([statement.statement], scope, runOf(context), evaluate).value, statement, scope);
      case "apply":
        break;
    }
    return true;
  };

  const include = (statement: Extract<ConfigStatement, { kind: "include" }>, scope: Frame, depth: number): boolean => {
    const included = includedFile(statement.source, statement, scope, context);
    if (included === undefined) return true;
    const next = context.sources.config(included);
    if (next === undefined || depth > 40) {
      const message =
        next === undefined ? `Config file does not exist: ${included}` : `${included} includes itself without end`;
      context.notice({ source: scope.source, node: statement, kind: "missing-include", message, stops: trying === 0 });
      return false;
    }
    runFile(next, depth + 1);
    return true;
  };

  const runFile = (next: ConfigFile, depth: number): void => {
    context.visited.add(next.source.path);
    const scope = frame(rootOf(next.source));
    // Functions are methods of the script: they may be called above their definition.
    for (const statement of next.parsed.config.statements) {
      if (statement.kind === "legacy" && statement.statement.kind === "function") {
        scope.declare(statement.statement.name.name, { kind: "function", node: statement.statement, scope });
      }
    }
    runStatements(next.parsed.config.statements, scope, depth);
  };

  runFile(file, 0);
  mergeInto(config, overrides);
  checkUnresolved(config, file.source, file.parsed.config, context);
  return config;
}

/** `+=` and its kin on what stands there already: an empty object where nothing does, as with every name that is read. */
function combine({ operator, path }: ConfigAssignment, value: Value, before: () => Value | undefined): Value {
  if (operator === "=") return value;
  const old = before() ?? configObject();
  const binary = COMPOUND.get(operator);
  if (binary !== undefined) return operate(binary, old, value, path.map((key) => key.name).join("."));
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
