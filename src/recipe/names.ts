/** Names as Wave makes them of an environment (`ContainerHelper.makeTargetImage`, `NameVersionPair`). */
import type { Engine } from "./templates.ts";
import { type Environment, specPieces } from "./environment.ts";

/** Where the packages stand in a name: below the repository, in front of the id, or nowhere. */
export type NameStrategy = "imageSuffix" | "tagPrefix" | "none";

/** What goes around the id. */
export interface NameParts {
  /** The last part of the repository; empty where Wave adds none. */
  readonly path: string;
  /** What stands in front of `--` and the id; empty where nothing does. */
  readonly prefix: string;
}

/** More than five names are four and this. */
const MOST = 5;
export const PRUNED = "pruned";

/** Undefined where Wave refuses the environment for such a name. */
export function nameParts(environment: Environment, strategy: NameStrategy): NameParts | undefined {
  const none = { path: "", prefix: "" };
  if (strategy === "none") return none;
  const { names, versions } =
    strategy === "imageSuffix" ? splitNames(environment) : { names: joinedNames(environment), versions: [] };
  if (names.length === 0) return none;
  const joined = names.length <= MOST ? names.join("_") : [...names.slice(0, MOST - 1), PRUNED].join("_");
  if (strategy === "tagPrefix") return { path: "", prefix: normalTag(joined) };
  const path = normal(joined.toLowerCase(), 255, /[^a-z0-9_.\-/]/g);
  const [version] = versions;
  return path === ""
    ? undefined
    : { path, prefix: version === undefined || versions.length > 1 ? "" : normalTag(version) };
}

/** The name of an image, its id left for the caller; undefined where Wave refuses the environment for such a name. */
export function waveName(
  id: string,
  environment: Environment,
  {
    repository,
    engine,
    strategy,
  }: { readonly repository: string; readonly engine: Engine; readonly strategy: NameStrategy },
): string | undefined {
  const parts = nameParts(environment, strategy);
  if (parts === undefined) return undefined;
  const place = parts.path === "" ? repository : `${repository.replace(/\/+$/, "")}/${parts.path}`;
  return `${engine === "singularity" ? "oras://" : ""}${place}:${parts.prefix === "" ? "" : `${parts.prefix}--`}${id}`;
}

/** Each distinct one; a version that is not there is one of them, `undefined` in a list of its own. */
function splitNames({ name, packages }: Environment): {
  names: readonly string[];
  versions: readonly (string | undefined)[];
} {
  if (name !== undefined) return { names: [name], versions: [undefined] };
  const pieces = packages.filter(({ written }) => !isUrl(written)).map(({ written }) => specPieces(spec(written)));
  return {
    names: [...new Set(pieces.flatMap(([first = ""]) => (first === "" ? [] : [first])))],
    versions: [...new Set(pieces.map(([, version]) => version))],
  };
}

/** `samtools-1.17` each. */
function joinedNames({ name, packages }: Environment): readonly string[] {
  if (name !== undefined) return [name];
  const words = packages
    .filter(({ written }) => !isUrl(written))
    .map(({ written }) => {
      const [first, version] = specPieces(spec(written));
      return version === undefined ? spec(written) : `${first}-${version}`;
    });
  return [...new Set(words.filter((word) => word !== ""))];
}

/** Wave names nothing after a package that is a URL. */
export const isUrl = (written: string): boolean => /^https?:\/\//.test(written);
/** Without its channel. */
const spec = (written: string): string => written.slice(written.indexOf("::") < 0 ? 0 : written.indexOf("::") + 2);

/** Wave prints the word of Java for nothing where no character is left. */
function normalTag(text: string): string {
  return normal(text, 80, /[^a-zA-Z0-9_.-]/g) || "null";
}

/** Without what no name may have; cut behind the part that makes it too long, then at its most characters (`normalise0`). */
function normal(text: string, most: number, unwanted: RegExp): string {
  let kept = text.replace(unwanted, "");
  if (kept.length > most) {
    let joined = "";
    for (const part of kept.split("_").filter((word) => word !== "")) {
      joined += joined === "" ? part : `_${part}`;
      if (joined.length > most) break;
    }
    kept = joined.slice(0, most);
  }
  return kept.replace(/^[\W_]+|[\W_]+$/g, "");
}
