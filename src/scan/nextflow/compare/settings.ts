/** What `nextflow config` shows against the configurations of a scan. */
import type { Disagreement, Location, Scenario } from "../../../model.ts";
import { at } from "../config/merge.ts";
import { engineScopes } from "../naming/engine.ts";
import type { MapValue, Value } from "../evaluate/model.ts";
import { originsOf, shown } from "../evaluate/value.ts";
import type { Sources } from "../files/sources.ts";
import { engineKeys, isSame, isSelector, settingName, type Said } from "./theirs.ts";

/** One value of a setting in one run. */
export interface OurSetting {
  readonly name: string;
  /** null: open, and `detail` says why. */
  readonly value: string | null;
  readonly detail?: string;
  readonly scenario: Scenario;
  readonly places: readonly Location[];
}

/** The settings of a resolved configuration that choose images, as `nextflow config` shows them. */
export interface ConfiguredSettings {
  readonly scenario: Scenario;
  readonly settings: readonly OurSetting[];
}

export function settingsThatChoose(config: MapValue, scenario: Scenario, sources: Sources): ConfiguredSettings {
  const process = at(config, "process");
  const selectors = process?.kind === "map" ? [...process.entries.keys()].filter(isSelector) : [];
  const paths = [
    ["process", "container"],
    ...selectors.map((selector) => ["process", selector, "container"]),
    ...engineScopes.flatMap(({ scope }) => engineKeys.map((key) => [scope, key])),
  ];
  const settings = paths.flatMap((path) => {
    const value = at(config, ...path);
    if (value === undefined) return [];
    return leaves(value).flatMap((leaf) => {
      const word = wordOf(leaf);
      return word === undefined
        ? []
        : [{ name: settingName(path), ...word, scenario, places: placesOf(leaf, sources) }];
    });
  });
  return { scenario, settings };
}

/** The values that an open condition chooses between. */
function leaves(value: Value, depth = 0): readonly Value[] {
  if (value.kind !== "choice" || depth > 20) return [value];
  return [...leaves(value.held, depth + 1), ...leaves(value.failed, depth + 1)];
}

function wordOf(value: Value): Pick<OurSetting, "value" | "detail"> | undefined {
  if (value.kind === "null") return undefined;
  if (value.kind === "closure") return { value: value.scope.source.text.slice(value.node.start, value.node.end) };
  if (value.kind === "unknown") return { value: null, detail: value.unresolved.detail };
  return { value: shown(value) ?? null };
}

function placesOf(value: Value, sources: Sources): readonly Location[] {
  if (value.kind === "closure") {
    const { source } = value.scope;
    return [{ file: source.path, ...source.lines().span(value.node) }];
  }
  return originsOf(value).flatMap((origin) => {
    const source = origin.file === "" || origin.start >= origin.end ? undefined : sources.plain(origin.file);
    return source === undefined ? [] : [{ file: source.path, ...source.lines().span(origin) }];
  });
}

/** What `nextflow config` says against the configurations of the runs looked at: one that has its word is enough. */
export function compareSettings(
  said: readonly Said[],
  file: string,
  runs: readonly ConfiguredSettings[],
): readonly Disagreement[] {
  const theirs = new Map(said.map((one) => [one.name, one]));
  const ours = Map.groupBy(
    runs.flatMap(({ settings }) => settings),
    ({ name }) => name,
  );
  const names = runs.map(({ settings }) => new Set(settings.map((one) => one.name)));
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((name) => {
    const their = theirs.get(name);
    const our = ours.get(name) ?? [];
    const word = normal(their?.value ?? "");
    const silent = runs.length === 0 || names.some((having) => !having.has(name));
    // No registry and an engine that is off are the same as nothing said.
    if (our.some(({ value }) => value !== null && isSame(normal(value), word)) || (silent && word === "")) return [];
    const { value, line, column } = their ?? { value: undefined, line: 1, column: 1 };
    const open = our.find(({ detail }) => detail !== undefined)?.detail;
    return {
      about: "setting" as const,
      name,
      ours: [...Map.groupBy(our, (one) => one.value)].map(([text, ones]) => ({
        value: text,
        scenarios: ones.map(({ scenario }) => scenario),
        places: [...new Map(ones.flatMap(({ places }) => places).map((one) => [JSON.stringify(one), one])).values()],
      })),
      theirs: { ...(value !== undefined && { value }), file, line, column },
      ...(open !== undefined && { why: `The scan leaves it open: ${open}` }),
    };
  });
}

/** Nextflow shows the text of a closure, blanks and all. */
function normal(value: string): string {
  const word = value.trim();
  if (word === "false") return "";
  return word.startsWith("{") ? word.replaceAll(/\s+/g, "") : value;
}
