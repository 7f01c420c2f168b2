/** What a name means in a script, through the includes that lead to its definition. */
import { overBudget } from "../budget/budget.ts";
import type { IncludeOptions } from "./includes.ts";
import type { Component, Import, Meaning, ScriptScope, Stop } from "./model.ts";
import { limit } from "./stops.ts";

/** A name that hands on a name that hands on a name; and what one name may mean in different branches. */
const MAX_STEPS = 100;

/** Each name of each script is looked up once: branches that each include the same double from script to script. */
export class Meanings {
  readonly #all: ReadonlyMap<string, ScriptScope>;
  readonly #options: IncludeOptions;
  readonly #stops: Stop[];
  /** By file and name; undefined while it is looked for. */
  readonly #ownersOf = new Map<string, ReadonlySet<Component | undefined>>();
  readonly #known = new Map<string, readonly Meaning[] | undefined>();

  constructor(all: ReadonlyMap<string, ScriptScope>, options: IncludeOptions, stops: Stop[]) {
    this.#all = all;
    this.#options = options;
    this.#stops = stops;
  }

  /** See `Scopes.find`. */
  find(file: string, name: string, from: Component | undefined): readonly Meaning[] {
    const nearest = this.#owners(file).has(from)
      ? [...this.#importsOf(file, name)].filter(({ owner }) => owner === from)
      : [];
    return nearest.length > 0 && !this.#all.get(file)!.own.has(name)
      ? this.#through(file, name, nearest, 0)
      : this.#meanings(file, name, 0);
  }

  /** The workflows and functions of a file in which includes stand. */
  #owners(file: string): ReadonlySet<Component | undefined> {
    let owners = this.#ownersOf.get(file);
    if (owners === undefined) {
      const imports = [...(this.#all.get(file)?.imports.values() ?? [])].flat();
      owners = new Set(imports.flatMap(({ owner }) => owner ?? []));
      this.#ownersOf.set(file, owners);
    }
    return owners;
  }

  /** Those of the name, and those that bring in everything. */
  *#importsOf(file: string, name: string): Generator<Import> {
    const imports = this.#all.get(file)?.imports;
    yield* imports?.get(name) ?? [];
    yield* imports?.get("") ?? [];
  }

  #meanings(file: string, name: string, depth: number): readonly Meaning[] {
    const component = this.#all.get(file)?.own.get(name);
    if (component !== undefined) return [{ component, file, steps: [], guards: [] }];
    // v1 hands on what a module has included itself, v2 only what it defines.
    if (depth > 0 && this.#options.dialect === "v2") return [];
    const key = `${file}\u0000${name}`;
    if (this.#known.has(key)) return this.#known.get(key) ?? [];
    this.#known.set(key, undefined);
    const found = this.#through(file, name, this.#importsOf(file, name), depth);
    this.#known.set(key, found);
    return found;
  }

  #through(file: string, name: string, imports: Iterable<Import>, depth: number): readonly Meaning[] {
    const results: Meaning[] = [];
    for (const { node, target, original = name, guards } of imports) {
      if (target === undefined) continue;
      const message = this.#tooMuch(results.length, depth, name);
      if (message !== undefined) {
        this.#stops.push(limit(file, node, message));
        break;
      }
      for (const meaning of this.#meanings(target, original, depth + 1)) {
        const steps = [{ file, node }, ...meaning.steps];
        results.push({ ...meaning, steps, guards: [...guards, ...meaning.guards] });
      }
    }
    return results;
  }

  #tooMuch(found: number, depth: number, name: string): string | undefined {
    if (!this.#options.budget.spend("calls")) return overBudget("calls").detail;
    if (depth >= MAX_STEPS)
      return `More than ${MAX_STEPS} scripts hand on \`${name}\`: what it is there is not followed.`;
    if (found < MAX_STEPS) return undefined;
    return `\`${name}\` may be any of more than ${MAX_STEPS} things: the others are not followed.`;
  }
}
