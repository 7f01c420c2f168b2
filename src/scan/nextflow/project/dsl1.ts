/** Pipelines in DSL1, which Nextflow runs up to 22.10 only. */
import { mainConfig } from "../files/places.ts";
import type { Sources } from "../files/sources.ts";
import type { ConfigStatement, Expression, Node } from "../syntax/tree.ts";
import type { SourceText } from "../../../text/source-text.ts";

/** Where a file shows that it is DSL1. */
interface Dsl1Sign {
  readonly source: SourceText;
  readonly node: Pick<Node, "start">;
}

/**
 * What makes a main script one of DSL1, as Nextflow 24.10 finds it (`NextflowMeta`, `ScriptParser`): it or the configuration
 * says `nextflow.enable.dsl = 1`, or neither says anything, there is no workflow, and a process takes its inputs `from`
 * channels or sends its outputs `into` some.
 */
export function signOfDsl1(sources: Sources, main: string, directory: string): Dsl1Sign | undefined {
  const script = sources.script(main);
  if (script === undefined) return undefined;
  const { source } = script;
  const { declarations } = script.parsed.script;
  const flag = declarations.find((one) => one.kind === "feature-flag" && one.name === "nextflow.enable.dsl");
  if (flag?.kind === "feature-flag") return isOne(flag.value) ? { source, node: flag } : undefined;
  const config = sources.config(mainConfig(sources, directory));
  const setting = config?.parsed.config.statements.find(setsDsl);
  if (config !== undefined && setting !== undefined) return { source: config.source, node: setting };
  if (declarations.some(({ kind }) => kind === "workflow" || kind === "include")) return undefined;
  const process = declarations.find((one) => one.kind === "process" && one.channel !== undefined);
  return process?.kind === "process" ? { source, node: process.channel! } : undefined;
}

function isOne(value: Expression): boolean {
  return (value.kind === "number" && value.text === "1") || (value.kind === "string" && value.value === "1");
}

function setsDsl(statement: ConfigStatement): boolean {
  if (statement.kind !== "assignment" || !isOne(statement.value)) return false;
  return statement.path.map(({ name }) => name).join(".") === "nextflow.enable.dsl";
}
