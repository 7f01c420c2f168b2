/** The parameters that the entry script declares with their types. */
import { evaluate } from "../evaluate/expressions.ts";
import { asDefault } from "../evaluate/members.ts";
import type { Scope, MapValue, Value } from "../evaluate/model.ts";
import { startPlain, type RunStart } from "../config/start.ts";
import { nothing, shown, truth, unknown } from "../evaluate/value.ts";
import { asType } from "../launch/values.ts";
import type { Node, ParamsBlock } from "../syntax/tree.ts";

export interface TypedParams {
  /** They replace what every script sees, once all declarations have run. */
  readonly values: ReadonlyMap<string, Value>;
  /** Nextflow stops at these. */
  readonly stops: readonly { readonly node: Node; readonly message: string }[];
}

/**
 * The typed `params { … }` block of the entry script (`ParamsDsl`): command line, then configuration, then its defaults.
 * A run that nobody has given may lack a parameter: whoever runs it will give it.
 */
export function typedParams(
  block: ParamsBlock,
  scope: Scope,
  start: RunStart,
  given: MapValue,
  configured: MapValue,
  isGiven: boolean,
): TypedParams {
  const values = new Map<string, Value>();
  const stops: { node: Node; message: string }[] = [];
  const run = startPlain(start);
  const declared = new Set(block.parameters.map(({ name }) => name));
  for (const name of given.entries.keys()) {
    if (declared.has(name) || configured.entries.has(name)) continue;
    const message = `Parameter \`${name}\` was specified on the command line or params file but is not declared in the script or config`;
    stops.push({ node: block, message });
  }
  for (const parameter of block.parameters) {
    const { name } = parameter;
    const { name: written = "" } = parameter.type ?? {};
    const optional = written.endsWith("?");
    const type = optional ? written.slice(0, -1) : written;
    const fromLaunch = given.entries.get(name);
    const fromConfig = configured.entries.get(name);
    let value: Value;
    const initial = parameter.value === undefined ? nothing : asDefault(evaluate(parameter.value, scope, run));
    if (fromLaunch !== undefined) value = fromCommandLine(fromLaunch, type);
    else if (fromConfig !== undefined) value = fromConfig;
    else if (initial.kind !== "null") value = initial;
    else if (type === "Boolean") value = truth(false);
    else if (optional) value = nothing;
    else {
      const detail = `The parameter ${name} has no value: give it with --${name} or in a file of parameters.`;
      value = unknown("undefined-parameter", detail, `params.${name}`);
      const message = `Parameter \`${name}\` is required but was not specified on the command line, params file, or config`;
      if (isGiven) stops.push({ node: parameter, message });
    }
    if (value.kind === "failure") stops.push({ node: parameter, message: value.message });
    else if (!fits(value, type)) {
      const message = `Parameter \`${name}\` with type ${type} cannot be assigned to ${shown(value) ?? value.kind}`;
      stops.push({ node: parameter, message });
    }
    values.set(name, value);
  }
  return { values, stops };
}

function fromCommandLine(value: Value, type: string): Value {
  return type === "Boolean" || type === "Integer" || type === "Float" ? asType(value, type) : value;
}

/** False where Nextflow is sure to refuse the value; types that are not looked into take everything. */
function fits(value: Value, type: string): boolean {
  if (value.kind === "string") return !["Boolean", "Integer", "Float", "Map"].includes(type);
  if (value.kind === "boolean") return !["String", "Integer", "Float", "Path", "List", "Map"].includes(type);
  if (value.kind !== "number") return true;
  if (type === "Integer") return value.scale === undefined && value.unit === undefined;
  return !["String", "Boolean", "Path", "List", "Map"].includes(type);
}
