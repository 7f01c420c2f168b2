/** What an `includeConfig` brings in, whichever parser reads it. */
import type { ProblemKind } from "../../../model.ts";
import { evaluate } from "../evaluate/expressions.ts";
import type { Scope, Value } from "../evaluate/model.ts";
import { originsOf, shown } from "../evaluate/value.ts";
import { explore } from "../evaluate/worlds.ts";
import { directoryOf, isOutside, locate, type Target } from "../files/paths.ts";
import type { ConfigFile } from "../files/sources.ts";
import type { ConfigInclude, Node } from "../syntax/tree.ts";
import { runOf, type ConfigContext } from "./context.ts";
import { cut, endless, spend, type Halt } from "./halt.ts";
import { short } from "../../../text/quote.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** Files within files. Nextflow's legacy parser runs out of stack before the fiftieth. */
const MAX_DEPTH = 40;

export type Inclusion =
  | { readonly kind: "file"; readonly file: ConfigFile }
  /** It is meant so, or it cannot be known and the context has been told. */
  | { readonly kind: "nothing" }
  /** Nextflow stops with this. */
  | { readonly kind: "missing"; readonly message: string };

/** @param chain The files that include each other, down to the one that this one stands in. */
export function inclusionOf(
  statement: ConfigInclude,
  scope: Scope,
  context: ConfigContext,
  chain: readonly string[],
): Inclusion {
  const path = includedPath(statement, scope, context);
  if (path === undefined) return { kind: "nothing" };
  const file = context.sources.config(path);
  if (file === undefined) return { kind: "missing", message: `Config file does not exist: ${path}` };
  const { source } = scope;
  if (chain.length > MAX_DEPTH) throw tooDeep([...chain, path], source, statement);
  spend(context.start.budget, "files", 1, source, statement);
  return { kind: "file", file };
}

/** The chain goes round, or on and on. */
function tooDeep(chain: readonly string[], source: SourceText, node: Node): Halt {
  const last = chain.at(-1)!;
  const before = chain.lastIndexOf(last, -2);
  if (before !== -1) {
    const circle = told(chain.slice(before));
    const advice = "Leave out one of these includes.";
    return endless(
      source,
      node,
      `This include leads back to itself without end (${circle}): Nextflow stops with a StackOverflowError. ${advice}`,
    );
  }
  const limit = `More than ${MAX_DEPTH} configurations include each other (${told(chain)})`;
  const fault = "what comes behind is not followed, and Nextflow's legacy parser stops with a StackOverflowError";
  return cut(source, node, `${limit}: ${fault}. Include them side by side.`);
}

/** `a -> b -> … -> z` */
function told(chain: readonly string[]): string {
  const names = chain.length <= 8 ? chain : [...chain.slice(0, 4), "…", ...chain.slice(-3)];
  return names.map((name) => short(name, 80)).join(" -> ");
}

function includedPath(statement: ConfigInclude, scope: Scope, context: ConfigContext): string | undefined {
  const { source } = scope;
  const directory = directoryOf(source.path);
  const worlds = explore((decide) => {
    const run = runOf(context, (condition, unresolved) => context.decided(condition) ?? decide(condition, unresolved));
    return evaluate(statement.source, scope, run);
  }, 16);
  if (worlds === undefined) return undefined;
  const targets = worlds.map(({ result }) => targetOf(result, directory, context));
  const report = (value: Value, target: Target | undefined): void => {
    const why = whyNothing(value, target);
    if (why === undefined) return;
    const open = why.kind === "missing-include";
    context.notice({ source, node: statement, ...why, stops: why.kind === "abort", open });
  };
  const effects = new Set(targets.map((target) => (target?.kind === "file" ? target.path : "")));
  if (effects.size === 1 && !effects.has("")) return [...effects][0];
  if (effects.size === 1 && worlds.length > 1) {
    worlds.forEach((world, index) => report(world.result, targets[index]));
    return undefined;
  }
  const value = evaluate(statement.source, scope, runOf(context));
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
  if (written === undefined || written === "") return undefined;
  const target = locate(written, directory, context.places);
  if (target.kind !== "file" || !isOutside(target.path)) return target;
  // A file outside may leave the path to a parameter, and its value to the repository.
  const isTheirs = originsOf(value).every(({ file }) => file === "" || isOutside(file));
  return isTheirs ? target : { kind: "outside", path: written };
}
