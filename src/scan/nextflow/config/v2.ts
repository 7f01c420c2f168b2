import type { Frame, Scope, MapValue, Value } from "../evaluate/model.ts";
import { frame } from "../evaluate/scope.ts";
import { decideTruth } from "../evaluate/choices.ts";
import { execute } from "../evaluate/statements.ts";
import { evaluate } from "../evaluate/expressions.ts";
import { map } from "../evaluate/value.ts";
import { asType } from "../launch/values.ts";
import type { ConfigFile } from "../files/sources.ts";
import type { ConfigBlock, ConfigSelector, ConfigStatement, Node } from "../syntax/tree.ts";
import { builtinOf } from "../evaluate/constants.ts";
import { includedFile, runOf, settingOf, stop, type ConfigContext } from "./context.ts";
import { deepMergeInto, navigate } from "./merge.ts";

/** Evaluates one file by the rules of the strict parser (`ConfigDsl`): statements in place, profiles in the order asked for. */
export function evaluateV2(file: ConfigFile, context: ConfigContext, params: MapValue, including = 0): MapValue {
  const target = map([["params", { ...params, entries: new Map(params.entries) }]]);
  const { source } = file;
  context.visited.add(source.path);

  const root: Scope = {
    source,
    lookup: (name, run) => run.delegate?.lookup(name, run) ?? (name === "params" ? paramsNow() : builtinOf(name)),
    callable: (name, run) => run.delegate?.callable(name, run),
    assign: () => false,
  };
  const paramsNow = (): Value => target.entries.get("params")!;
  // Definitions are an error of this parser; they are followed all the same, so that a forced v2 resolves what it can.
  const locals = frame(root);

  const within = (path: readonly string[], node: Node, change: (owner: MapValue) => void): void => {
    const owner = navigate(target, path);
    if (owner === undefined) stop(context, source, node, `\`${path.join(".")}\` is a value, not a scope`);
    else change(owner);
  };
  const assign = (path: readonly string[], value: Value, node: Node): void => {
    let final = value;
    if (path.length === 2 && path[0] === "params") {
      context.declaredParams.set(path[1]!, value);
      const given = context.given.entries.get(path[1]!);
      if (given !== undefined) final = asDeclared(given, value);
    }
    within(path.slice(0, -1), node, (owner) => owner.entries.set(path.at(-1)!, final));
  };

  const run = (statements: readonly ConfigStatement[], path: readonly string[], scope: Frame): void => {
    for (const statement of statements) {
      switch (statement.kind) {
        case "assignment": {
          const names = statement.path.map((key) => key.name);
          if (path.length === 0 && names.length > 1 && names[0] === "profiles") continue;
          assign([...path, ...names], settingOf(statement.value, scope, context), statement);
          break;
        }
        case "block":
          block(statement, path, scope);
          break;
        case "selector":
          select(statement, path, scope);
          break;
        case "include":
          include(statement, path, scope);
          break;
        case "if": {
          const holds = decideTruth(evaluate(statement.condition, scope, runOf(context)), runOf(context));
          run(holds === true ? statement.then : (statement.otherwise ?? []), path, scope);
          break;
        }
        case "try":
          run(statement.body, path, scope);
          break;
        case "legacy":
          execute([statement.statement], scope, runOf(context), evaluate);
          break;
        case "apply":
          break;
      }
    }
  };
  const block = (statement: ConfigBlock, path: readonly string[], scope: Frame): void => {
    const names = statement.path.map((key) => key.name);
    if (path.length === 0 && names.length === 1 && names[0] === "profiles") profiles(statement, scope);
    else run(statement.body, [...path, ...names], scope);
  };

  const profiles = (statement: ConfigBlock, scope: Frame): void => {
    const bodies = new Map<string, readonly ConfigStatement[]>();
    for (const profile of statement.body) {
      if (profile.kind !== "block" || profile.path.length !== 1) continue;
      bodies.set(profile.path[0]!.name, profile.body);
      context.declaredProfiles.add(profile.path[0]!.name);
    }
    for (const name of context.profiles) {
      const body = bodies.get(name);
      if (body !== undefined) run(body, [], scope);
    }
  };

  const select = (statement: ConfigSelector, path: readonly string[], scope: Frame): void => {
    const scopeName = path.join(".");
    if (scopeName !== "process" && scopeName !== "agent") {
      const message = `Process selectors are only allowed in the \`process\` scope (offending scope: \`${scopeName}\`)`;
      stop(context, source, statement, message);
      return;
    }
    run(statement.body, [...path, `${statement.selector}:${statement.target.name}`], scope);
  };

  const include = (
    statement: Extract<ConfigStatement, { kind: "include" }>,
    path: readonly string[],
    scope: Scope,
  ): void => {
    const included = includedFile(statement.source, statement, scope, context);
    if (included === undefined) return;
    const next = context.sources.config(included);
    if (next === undefined || including > 40) {
      const message =
        next === undefined ? `Config file does not exist: ${included}` : `${included} includes itself without end`;
      context.notice({ source, node: statement, kind: "missing-include", message, stops: true });
      return;
    }
    const params = navigate(target, ["params"]) ?? map();
    within(path, statement, (owner) => deepMergeInto(owner, evaluateV2(next, context, params, including + 1)));
  };

  run(file.parsed.config.statements, [], locals);
  return target;
}

/** A value of the command line takes the type of the default that it replaces, numbers and Booleans only. */
function asDeclared(given: Value, declared: Value): Value {
  const { kind } = declared.kind === "choice" ? declared.held : declared;
  if (kind === "boolean") return asType(given, "Boolean");
  return kind === "number" ? asType(given, "Float") : given;
}
