import type { ProblemKind, Unresolved } from "../../../model.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Run, Scope, SourceText, MapValue, Value } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";
import { toChoice, explore } from "../evaluate/worlds.ts";
import { shown, unknown, withOrigins } from "../evaluate/value.ts";
import { directoryOf, locate, type Places, type Target } from "../files/paths.ts";
import type { Sources } from "../files/sources.ts";
import type { RunStart } from "./start.ts";
import type { Expression, Node } from "../syntax/tree.ts";

/** Something worth telling, at a place of a file. `stops`: Nextflow itself ends with an error there. */
export interface Notice {
  readonly source: SourceText;
  readonly node: Node;
  readonly kind: ProblemKind;
  readonly message: string;
  readonly stops: boolean;
}

/** What the evaluation of one set of configuration files is given, whichever parser. */
export interface ConfigContext {
  readonly sources: Sources;
  readonly start: RunStart;
  readonly places: Places;
  readonly profiles: readonly string[];
  /** Parameters of the command line and of files. */
  readonly given: MapValue;
  /** Decides an open condition for the whole configuration. */
  readonly decide: (condition: string, unresolved: Unresolved) => boolean;
  /** What has been decided so far. */
  readonly decided: (condition: string) => boolean | undefined;
  readonly notice: (notice: Notice) => void;
  /** Every file that was evaluated or included. */
  readonly visited: Set<string>;
  readonly declaredProfiles: Set<string>;
  /** Parameters that some file sets, with what it sets them to (v2). */
  readonly declaredParams: Map<string, Value>;
}

export function runOf(context: ConfigContext, decide: Run["decide"] = context.decide): Run {
  return startRun({ ...context.start, decide });
}

/** The value of a setting. Conditions that are open stay in it as a choice. */
export function settingOf(expression: Expression, scope: Scope, context: ConfigContext): Value {
  let usesDefault = false;
  const worlds = explore((decide) => {
    const run = runOf(context, (condition, unresolved) => context.decided(condition) ?? decide(condition, unresolved));
    const value = evaluate(expression, scope, run);
    usesDefault ||= run.usesDefault;
    return value;
  }, 16);
  if (worlds === undefined) {
    return unknown("unsupported-expression", "It depends on too many open conditions.", "a setting");
  }
  const failed = worlds.find((world) => world.result.kind === "failure");
  if (failed?.result.kind === "failure" && worlds.length === 1) {
    stop(context, scope.source, expression, failed.result.message);
  }
  const value = toChoice(worlds);
  return usesDefault ? withOrigins(value, (from) => from.map((origin) => ({ ...origin, default: true }))) : value;
}

export function stop(context: ConfigContext, source: SourceText, node: Node, message: string): void {
  context.notice({ source, node, kind: "abort", message, stops: true });
}

/** What an `includeConfig` brings in; undefined where that is nothing or cannot be known (which is reported). */
export function includedFile(
  expression: Expression,
  node: Node,
  scope: Scope,
  context: ConfigContext,
): string | undefined {
  const { source } = scope;
  const directory = directoryOf(source.path);
  const worlds = explore((decide) => {
    const run = runOf(context, (condition, unresolved) => context.decided(condition) ?? decide(condition, unresolved));
    return evaluate(expression, scope, run);
  }, 16);
  if (worlds === undefined) return undefined;
  const targets = worlds.map(({ result }) => targetOf(result, directory, context));
  const report = (value: Value, target: Target | undefined): void => {
    const why = whyNothing(value, target);
    if (why !== undefined) context.notice({ source, node, ...why, stops: why.kind === "abort" });
  };
  const effects = new Set(targets.map((target) => (target?.kind === "file" ? target.path : "")));
  if (effects.size === 1 && !effects.has("")) return [...effects][0];
  if (effects.size === 1 && worlds.length > 1) {
    worlds.forEach((world, index) => report(world.result, targets[index]));
    return undefined;
  }
  const value = evaluate(expression, scope, runOf(context));
  const target = targetOf(value, directory, context);
  if (target?.kind === "file") return target.path;
  report(value, target);
  return undefined;
}

/** Says why nothing is included; `/dev/null` is meant so. */
function whyNothing(
  value: Value,
  target: Target | undefined,
): { readonly kind: ProblemKind; readonly message: string } | undefined {
  switch (target?.kind) {
    case "none":
    case "file":
      return undefined;
    case "remote":
      return { kind: "remote-include", message: `The remote configuration ${target.url} is not fetched.` };
    case "outside":
      return { kind: "missing-include", message: `${target.path} is outside of the repository.` };
    case undefined:
  }
  if (value.kind === "failure") return { kind: "abort", message: value.message };
  if (value.kind !== "unknown") return { kind: "abort", message: "includeConfig argument cannot be empty" };
  return { kind: "missing-include", message: `Which file is included is open: ${value.unresolved.detail}` };
}

function targetOf(value: Value, directory: string, context: ConfigContext): Target | undefined {
  const written = value.kind === "null" ? undefined : shown(value);
  return written === undefined || written === "" ? undefined : locate(written, directory, context.places);
}

/** Remembers what was decided, so that one condition has one answer throughout. */
export function decideWith(decide: ConfigContext["decide"]): Pick<ConfigContext, "decide" | "decided"> {
  const answers = new Map<string, boolean>();
  return {
    decided: (condition) => answers.get(condition),
    decide(condition, unresolved) {
      const before = answers.get(condition);
      if (before !== undefined) return before;
      const answer = decide(condition, unresolved);
      answers.set(condition, answer);
      return answer;
    },
  };
}
