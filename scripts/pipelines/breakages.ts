/** One thing at a time that is wrong with a pipeline, as it happens to people. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pull } from "../../src/model.ts";
import { placeOf } from "../../src/pull.ts";
import { placeKey } from "../../src/reference.ts";
import { downloadsOf, nameOf, type World } from "./world.ts";

export interface Breakage {
  readonly what: string;
  /** Of the command line. */
  readonly arguments?: readonly string[];
  /** Breaks it; what it gives mends it. */
  readonly apply: () => Promise<() => Promise<void>>;
}

const nothing = async (): Promise<void> => undefined;

export async function breakages(world: World): Promise<readonly Breakage[]> {
  return [
    ...lostImage(world),
    ...lostDownload(world),
    ...(await lostInclude(world)),
    { what: "a profile with a letter too many", arguments: ["--profile", "dockerr"], apply: async () => nothing },
  ];
}

/** Pulls that stand at one place, so that one finding is all that there is to say. */
function alone<T>(
  items: readonly T[],
  nameIn: (item: T) => string | undefined,
  pullIn: (item: T) => Pull,
): T | undefined {
  const places = new Map<string, Set<string>>();
  for (const item of items) {
    const name = nameIn(item);
    if (name === undefined) continue;
    const known = places.get(name) ?? new Set<string>();
    places.set(name, known.add(placeKey(placeOf(pullIn(item)))));
  }
  return items.find((item) => {
    const pull = pullIn(item);
    return pull.source === "nextflow" && pull.called !== false && places.get(nameIn(item) ?? "")?.size === 1;
  });
}

function lostImage({ pulls, registry, push }: World): readonly Breakage[] {
  const found = alone(
    pulls,
    ({ canonical }) => canonical,
    (pull) => pull,
  )?.canonical;
  const name = found === undefined ? undefined : nameOf(found);
  if (found === undefined || name?.tag === undefined) return [];
  const { repository, tag } = name;
  return [
    {
      what: `without the image ${found}`,
      async apply() {
        registry.delete(repository, tag);
        return async () => push(found);
      },
    },
  ];
}

function lostDownload({ pulls, downloads }: World): readonly Breakage[] {
  const found = alone(
    downloadsOf(pulls),
    ({ url }) => url.href,
    ({ pull }) => pull,
  )?.url;
  if (found === undefined) return [];
  const path = found.pathname + found.search;
  return [
    {
      what: `without the file ${path}`,
      async apply() {
        const serve = downloads[path]!;
        delete downloads[path];
        return async () => void (downloads[path] = serve);
      },
    },
  ];
}

/** An include of a configuration that every run reads, written wrong. */
async function lostInclude({ directory }: World): Promise<readonly Breakage[]> {
  const path = join(directory, "nextflow.config");
  const text = await readFile(path, "utf8");
  const found = /^includeConfig\s+(["'])(.+?)\.config\1/m.exec(text);
  if (found === null) return [];
  return [
    {
      what: `with ${found[2]}.cofnig in place of ${found[2]}.config`,
      async apply() {
        await writeFile(path, text.replace(found[0], found[0].replace(".config", ".cofnig")));
        return () => writeFile(path, text);
      },
    },
  ];
}
