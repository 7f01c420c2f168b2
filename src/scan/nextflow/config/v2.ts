/** One configuration file by the rules of the strict parser. */
import { asType } from "../launch/values.ts";
import { builtinOf } from "../evaluate/constants.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Frame, MapValue, Scope, Value } from "../evaluate/model.ts";
import { frame } from "../evaluate/scope.ts";
import { decideTruth } from "../evaluate/choices.ts";
import { execute } from "../evaluate/statements.ts";
import { map } from "../evaluate/value.ts";
import type { ConfigFile } from "../files/sources.ts";
import type {
  ConfigAssignment,
  ConfigBlock,
  ConfigIf,
  ConfigInclude,
  ConfigSelector,
  ConfigStatement,
  Node,
} from "../syntax/tree.ts";
import { runOf, settingValue, stop, type ConfigContext } from "./context.ts";
import { at, checkLength, spend } from "./halt.ts";
import { inclusionOf } from "./includes.ts";
import { navigate } from "./merge.ts";

type Path = readonly string[];

/** `ConfigDsl.ProfilesDsl` */
const ONLY_PROFILES = "Only profile blocks are allowed in the `profiles` scope";

/** Evaluates one file by the rules of the strict parser (`ConfigDsl`): statements in place, profiles in the order asked for. */
export function evaluateV2(
  file: ConfigFile,
  context: ConfigContext,
  params: MapValue,
  chain: readonly string[] = [],
): MapValue {
  return new StrictConfiguration(file, context, params, [...chain, file.source.path]).evaluate();
}

/** A file on its way to values: a method for each statement, with the path of the blocks around it. */
class StrictConfiguration {
  readonly #file: ConfigFile;
  readonly #context: ConfigContext;
  /** The files that include each other, down to this one. */
  readonly #chain: readonly string[];
  readonly #values: MapValue;
  /** Definitions are an error of this parser; they are followed all the same, so that a forced v2 resolves what it can. */
  readonly #scope: Frame;

  constructor(file: ConfigFile, context: ConfigContext, params: MapValue, chain: readonly string[]) {
    this.#file = file;
    this.#context = context;
    this.#chain = chain;
    context.merger.spend(params.entries.size);
    this.#values = map([["params", { ...params, entries: new Map(params.entries) }]]);
    this.#scope = frame(this.#root());
  }

  evaluate(): MapValue {
    this.#context.visited.add(this.#file.source.path);
    checkLength(this.#file);
    this.#run(this.#file.parsed.config.statements, []);
    return this.#values;
  }

  #root(): Scope {
    const constant = (name: string): Value | undefined =>
      name === "params" ? this.#values.entries.get("params") : builtinOf(name);
    return {
      source: this.#file.source,
      lookup: (name, run) => run.delegate?.lookup(name, run) ?? constant(name),
      callable: (name, run) => run.delegate?.callable(name, run),
      assign: () => false,
    };
  }

  #run(statements: readonly ConfigStatement[], path: Path): void {
    for (const statement of statements) this.#statement(statement, path);
  }

  #statement(statement: ConfigStatement, path: Path): void {
    spend(this.#context.start.budget, "nodes", 1, this.#file.source, statement);
    switch (statement.kind) {
      case "assignment":
        return this.#assign(statement, path);
      case "block":
        return this.#block(statement, path);
      case "selector":
        return this.#select(statement, path);
      case "include":
        return this.#include(statement, path);
      case "if":
        return this.#if(statement, path);
      case "try":
        return this.#run(statement.body, path);
      case "legacy":
        return void execute([statement.statement], this.#scope, runOf(this.#context), evaluate);
      case "apply":
        return undefined;
    }
  }

  #assign(statement: ConfigAssignment, path: Path): void {
    const names = statement.path.map((key) => key.name);
    if (path.length === 0 && names.length > 1 && names[0] === "profiles") return;
    const full = [...path, ...names];
    const value = settingValue(statement.value, this.#scope, this.#context);
    const [scope, name, ...inner] = full;
    const isParameter = scope === "params" && name !== undefined && inner.length === 0;
    const final = isParameter ? this.#parameter(name, value) : value;
    this.#within(full.slice(0, -1), statement, (owner) => owner.entries.set(full.at(-1)!, final));
  }

  /** What is given wins over what the file says. */
  #parameter(name: string, declared: Value): Value {
    this.#context.declaredParams.set(name, declared);
    const given = this.#context.given.entries.get(name);
    return given === undefined ? declared : asDeclared(given, declared);
  }

  #within(path: Path, node: Node, change: (owner: MapValue) => void): void {
    const owner = navigate(this.#values, path);
    if (owner !== undefined) return change(owner);
    this.#stop(node, `\`${path.join(".")}\` is a value, not a scope`);
  }

  #block(statement: ConfigBlock, path: Path): void {
    const names = statement.path.map((key) => key.name);
    if (path.length === 0 && names.length === 1 && names[0] === "profiles") this.#profiles(statement);
    else this.#run(statement.body, [...path, ...names]);
  }

  #profiles(statement: ConfigBlock): void {
    const bodies = new Map<string, readonly ConfigStatement[]>();
    spend(this.#context.start.budget, "nodes", statement.body.length, this.#file.source, statement);
    for (const profile of statement.body) {
      if (profile.kind === "assignment") this.#stop(profile, ONLY_PROFILES);
      if (profile.kind === "selector") this.#select(profile, []);
      if (profile.kind !== "block" || profile.path.length !== 1) continue;
      const { name } = profile.path[0]!;
      bodies.set(name, profile.body);
      this.#context.declaredProfiles.add(name);
    }
    for (const name of this.#context.profiles) {
      const body = bodies.get(name);
      if (body !== undefined) this.#run(body, []);
    }
  }

  #select(statement: ConfigSelector, path: Path): void {
    const around = path.join(".");
    if (!/^with(?:Name|Label)$/.test(statement.selector)) {
      return this.#stop(statement, `No signature of method: ${statement.selector}()`);
    }
    if (around === "process" || around === "agent") {
      return this.#run(statement.body, [...path, `${statement.selector}:${statement.target.name}`]);
    }
    // In quotes it is the name of a block like any other.
    if (statement.quoted) return undefined;
    this.#stop(
      statement,
      `Process selectors are only allowed in the \`process\` scope (offending scope: \`${around}\`)`,
    );
  }

  #stop(node: Node, message: string): void {
    stop(this.#context, this.#file.source, node, message);
  }

  #if(statement: ConfigIf, path: Path): void {
    const condition = evaluate(statement.condition, this.#scope, runOf(this.#context));
    const holds = decideTruth(condition, runOf(this.#context));
    this.#run(holds === true ? statement.then : (statement.otherwise ?? []), path);
  }

  #include(statement: ConfigInclude, path: Path): void {
    const included = inclusionOf(statement, this.#scope, this.#context, this.#chain);
    if (included.kind === "nothing") return;
    if (included.kind === "missing") {
      const { message } = included;
      const { source } = this.#file;
      this.#context.notice({ source, node: statement, kind: "missing-include", message, stops: true });
      return;
    }
    const params = navigate(this.#values, ["params"]) ?? map();
    this.#within(path, statement, (owner) => {
      const values = evaluateV2(included.file, this.#context, params, this.#chain);
      at(this.#file.source, statement, () => this.#context.merger.deepMergeInto(owner, values));
    });
  }
}

/** A value of the command line takes the type of the default that it replaces, numbers and Booleans only. */
function asDeclared(given: Value, declared: Value): Value {
  const { kind } = declared.kind === "choice" ? declared.held : declared;
  if (kind === "boolean") return asType(given, "Boolean");
  return kind === "number" ? asType(given, "Float") : given;
}
