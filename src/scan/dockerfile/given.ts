/** What the builds of one Dockerfile are given: by the files that define them, and by who typed an option. */
import { canonicalName, parseImageName } from "../../image/name.ts";
import { parsePlatform } from "../../image/platform.ts";
import type { Platform, ScanOptions } from "../../model.ts";
import { type BuildDefinition, type BuildValue, plainValue } from "../kit/build-definition.ts";
import { type Contexts, readContexts } from "./contexts.ts";
import { fragment, type GivenArguments, type Unknown, type Variable } from "./variables.ts";

export interface Given {
  readonly args: GivenArguments;
  /** The stage that is built, by its name; undefined: the last; else why only a run knows. */
  readonly target: string | Unknown | undefined;
  readonly contexts: Contexts;
  /** Undefined: as the builder likes. */
  readonly platform: Platform | undefined;
  /** Canonical names of what is built beside it, and asked of no registry. */
  readonly made: ReadonlySet<string>;
  /** Undefined: nobody defines the build. */
  readonly definition: BuildDefinition | undefined;
}

/** The builds that differ in what the file can see of them, and how many are left out. */
export interface GivenBuilds {
  readonly builds: readonly Given[];
  readonly left: number;
}

/** No file is built in as many ways by people. */
const MOST_BUILDS = 100;

/**
 * Without definitions the one build that nobody defines. `isSeen`: whether the file has an eye for an argument; others
 * have no effect. `cost`: what one build costs, of `MOST_COST` for all of them.
 */
export function givenBuilds(
  options: ScanOptions["dockerfile"],
  definitions: readonly BuildDefinition[],
  isSeen: (name: string) => boolean,
  cost: number,
): GivenBuilds {
  const typed = new Map(Object.entries(options.buildArgs).map(([name, value]) => [name, typedArgument(name, value)]));
  const distinct = new Map<string, Given>();
  const most = Math.max(1, Math.min(MOST_BUILDS, Math.floor(MOST_COST / cost)));
  let left = 0;
  for (const definition of definitions) {
    const args = [...definition.args].filter(([name]) => isSeen(name) && !typed.has(name));
    const { contexts, platforms, madeBeside } = definition;
    const target = options.target === undefined ? definition.target : undefined;
    for (const platform of platforms.length === 0 ? [undefined] : platforms) {
      const key = JSON.stringify([args, target, [...contexts], platform, madeBeside]);
      if (distinct.has(key)) continue;
      if (distinct.size === most) {
        left++;
        continue;
      }
      distinct.set(key, {
        args: new Map([...args.map(([name, value]) => [name, definedArgument(name, value)] as const), ...typed]),
        target: options.target ?? (target && targetOf(target)),
        contexts: readContexts(contexts),
        platform: platformOf(platform),
        made: new Set(madeBeside.flatMap(canonicalOf)),
        definition,
      });
    }
  }
  if (distinct.size > 0) return { builds: [...distinct.values()], left };
  const { target } = options;
  return {
    builds: [{ args: typed, target, contexts: new Map(), platform: undefined, made: new Set(), definition: undefined }],
    left: 0,
  };
}

/** In instructions that are looked at. */
const MOST_COST = 20_000;

function typedArgument(name: string, value: string): Variable {
  return { value: fragment(value, { kind: "given", name }), isOpen: false, dependsOn: [] };
}

function definedArgument(name: string, value: BuildValue): Variable {
  if (value.unresolved !== undefined) return { value: undefined, unknown: value, isOpen: true, dependsOn: [] };
  const pieces = value.pieces.flatMap(({ text, reference }) => fragment(text, { kind: "given", name, reference }));
  return { value: pieces, isOpen: value.isDefault, dependsOn: [] };
}

function canonicalOf(name: string): string[] {
  const read = parseImageName(name);
  return "error" in read ? [] : [canonicalName(read.name)];
}

/** An empty one is none. */
function targetOf(value: BuildValue): string | Unknown | undefined {
  return value.unresolved === undefined ? plainValue(value) || undefined : value;
}

/** One that cannot be read, or is not known, is up to the builder. */
function platformOf(written: string | undefined): Platform | undefined {
  const read = parsePlatform(written ?? "");
  return "error" in read ? undefined : read.platform;
}
