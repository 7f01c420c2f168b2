/** Scripts whose includes lead back to them. */
import type { Import, ScriptScope, Stop } from "./model.ts";

/** A script on the way, and the includes of it that are still to be gone through. */
interface Open {
  readonly file: string;
  readonly imports: Iterator<Import>;
}

/** One shows what is wrong. */
const MOST_TOLD = 20;

/** Where an include closes a circle: Nextflow loads the scripts of it again and again. Each script is named once. */
export function circlesOf(all: ReadonlyMap<string, ScriptScope>): readonly Stop[] {
  const stops: Stop[] = [];
  const done = new Set<string>();
  for (const file of all.keys()) {
    const path: Open[] = [];
    const onPath = new Set<string>();
    const enter = (next: string): void => {
      const imports = [...(all.get(next)?.imports.values() ?? [])].flat();
      path.push({ file: next, imports: imports[Symbol.iterator]() });
      onPath.add(next);
      done.add(next);
    };
    const told = new Set<string>();
    if (!done.has(file)) enter(file);
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const { value } = here.imports.next();
      const target = value?.target;
      if (value === undefined) {
        onPath.delete(here.file);
        path.pop();
      } else if (target !== undefined && onPath.has(target)) {
        if (!told.has(here.file) && stops.length < MOST_TOLD)
          stops.push(stopAt(value, [...path.map((open) => open.file), target]));
        told.add(here.file);
      } else if (target !== undefined && !done.has(target)) enter(target);
    }
  }
  return stops;
}

function stopAt({ node, guards }: Import, path: readonly string[]): Stop {
  const circle = path.slice(path.indexOf(path.at(-1)!));
  const names = circle.length <= 8 ? circle : [...circle.slice(0, 4), "…", ...circle.slice(-3)];
  const message =
    `this include leads back to its own script (${names.join(" -> ")}): Nextflow does not come to an end. ` +
    "Move what both need into a script of its own";
  return { file: path.at(-2)!, node, message, dialect: "both", guards };
}
