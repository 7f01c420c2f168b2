/** Container settings of a finished configuration, read by their path. */
import type { MapValue, Run, Value } from "../evaluate/model.ts";
import { engineScopes } from "../naming/engine.ts";
import { settle } from "../evaluate/choices.ts";
import { truthOf, shown } from "../evaluate/value.ts";

/** The engines that a configuration enables, in Nextflow's order. More than one: Nextflow stops. */
export function enabledEngines(config: MapValue, run: Run): readonly (typeof engineScopes)[number][] {
  return engineScopes.filter(({ scope }) => isTrue(config, run, scope, "enabled"));
}

export function read(config: MapValue, run: Run, ...path: readonly string[]): Value | undefined {
  let current: Value | undefined = config;
  for (const key of path) {
    current = current === undefined ? undefined : settle(current, run);
    if (current?.kind !== "map") return undefined;
    current = current.entries.get(key);
  }
  return current === undefined ? undefined : settle(current, run);
}

export function isTrue(config: MapValue, run: Run, ...path: readonly string[]): boolean {
  const value = read(config, run, ...path);
  if (value === undefined) return false;
  const known = truthOf(value);
  if (known !== undefined) return known;
  return value.kind === "unknown" && run.decide(value.words, value.unresolved);
}

export function readText(config: MapValue, run: Run, ...path: readonly string[]): string {
  const value = read(config, run, ...path);
  return value === undefined || value.kind === "null" ? "" : (shown(value) ?? "");
}
