/** Hashes in names of images with several packages, as Galaxy's `mulled` makes them (galaxy.tool_util.deps.mulled.util). */
import type { MulledName } from "./built-name.ts";
import type { CondaPackage } from "./environment.ts";
import { askedOf } from "./match-spec.ts";

/** A container of some packages of the environment: each subset is tried as long as there are no more of them than that. */
const MOST_LEFT_OUT = 10;

/** What a name's hash is of. */
export interface MulledMatch {
  /** Packages of the environment that are not in the image. */
  readonly missing: readonly CondaPackage[];
  /** Whether the versions are those of the environment too; "open" where the name or the environment has none, or a range. */
  readonly versions: "same" | "other" | "open";
}

/** The most packages of an environment that give the hash of a name; undefined where none do. */
export function matchMulled(name: MulledName, packages: readonly CondaPackage[]): MulledMatch | undefined {
  const sorted = packages
    .filter(({ manager }) => manager === "conda")
    .map(readTarget)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const subsets = sorted.length > MOST_LEFT_OUT ? [sorted] : subsetsOf(sorted);
  for (const subset of subsets) {
    if (subset.length === 0 || !isHashOf(name, subset)) continue;
    const used = new Set(subset.map(({ of }) => of));
    return { missing: packages.filter((one) => !used.has(one)), versions: versionsOf(name, subset) };
  }
  return undefined;
}

/** A package as it goes into a hash. */
interface Target {
  readonly of: CondaPackage;
  readonly name: string;
  readonly version: string | undefined;
  readonly build: string | undefined;
}

function readTarget(of: CondaPackage): Target {
  const { name = of.name.toLowerCase(), version } = askedOf(of);
  return { of, name, version, build: of.build };
}

/** Largest first. */
function subsetsOf<T>(all: readonly T[]): T[][] {
  let subsets: T[][] = [[]];
  for (const one of all) subsets = subsets.flatMap((subset) => [[...subset, one], subset]);
  return subsets.sort((a, b) => b.length - a.length);
}

function isHashOf(name: MulledName, packages: readonly Target[]): boolean {
  const lines = packages.map((one) =>
    name.version === 2 ? one.name : [one.name, one.version, one.build].filter((word) => word !== undefined).join("="),
  );
  return sha1(lines) === name.hash;
}

function versionsOf(name: MulledName, packages: readonly Target[]): MulledMatch["versions"] {
  if (name.version === 1) return "same";
  const versions = packages.map(({ version }) => version);
  const isNone = versions.every((version) => version === undefined);
  if (name.versionsHash === undefined) return isNone ? "same" : "open";
  if (!isNone && name.versionsHash === sha1(versions.map((version) => version ?? "null"))) return "same";
  return versions.includes(undefined) ? "open" : "other";
}

function sha1(lines: readonly string[]): string {
  return process.getBuiltinModule("node:crypto").createHash("sha1").update(lines.join("\n")).digest("hex");
}
