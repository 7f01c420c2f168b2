/** What the evaluation of a configuration may ask and tells, whichever parser reads it. */
import type { ProblemKind, Unresolved } from "../../../model.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Run, Scope, MapValue, Value } from "../evaluate/model.ts";
import { startRun } from "../evaluate/scope.ts";
import { toChoice, explore } from "../evaluate/worlds.ts";
import { unknown, withOrigins } from "../evaluate/value.ts";
import type { Places } from "../files/paths.ts";
import type { Sources } from "../files/sources.ts";
import type { Merger } from "./merge.ts";
import type { RunStart } from "./start.ts";
import type { Expression, Node } from "../syntax/tree.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** Something worth telling, at a place of a file. `stops`: Nextflow itself ends with an error there. */
export interface Notice {
  readonly source: SourceText;
  readonly node: Node;
  readonly kind: ProblemKind;
  readonly message: string;
  readonly stops: boolean;
  /** It goes on with something that was not read here. */
  readonly open?: boolean;
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
  readonly merger: Merger;
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
export function settingValue(expression: Expression, scope: Scope, context: ConfigContext): Value {
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
