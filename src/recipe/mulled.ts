/** Hashes in names of images with several packages, as Galaxy's `mulled` makes them (galaxy.tool_util.deps.mulled.util). */
import type { MulledName } from "./built-name.ts";
import type { CondaPackage } from "./environment.ts";

/** A container of some packages of the environment: each subset is tried as long as there are no more of them than that. */
const MOST_LEFT_OUT = 10;

/** What a name's hash is of. */
export interface MulledMatch {
  /** Packages of the environment that are not in the image. */
  readonly missing: readonly CondaPackage[];
  /** Whether the versions are those of the environment too. */
  readonly isSameVersions: boolean;
}

/** The most packages of an environment that give the hash of a name; undefined where none do. */
export function matchMulled(name: MulledName, packages: readonly CondaPackage[]): MulledMatch | undefined {
  const sorted = packages.filter(({ manager }) => manager === "conda").sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const subsets = sorted.length > MOST_LEFT_OUT ? [sorted] : subsetsOf(sorted);
  for (const subset of subsets) {
    if (subset.length === 0 || !isHashOf(name, subset)) continue;
    const missing = packages.filter((one) => !subset.includes(one));
    return { missing, isSameVersions: name.version === 1 || name.versionsHash === versionsHash(subset) };
  }
  return undefined;
}

/** Largest first. */
function subsetsOf<T>(all: readonly T[]): T[][] {
  let subsets: T[][] = [[]];
  for (const one of all) subsets = subsets.flatMap((subset) => [[...subset, one], subset]);
  return subsets.sort((a, b) => b.length - a.length);
}

const key = ({ name }: CondaPackage): string => name.toLowerCase();

function isHashOf(name: MulledName, packages: readonly CondaPackage[]): boolean {
  const lines = packages.map((one) =>
    name.version === 2 ? key(one) : [key(one), ...versionOf(one), ...buildOf(one)].join("="),
  );
  return sha1(lines) === name.hash;
}

/** Undefined where none of them has a version: such a name has no hash of them. */
function versionsHash(packages: readonly CondaPackage[]): string | undefined {
  const versions = packages.map((one) => versionOf(one)[0]);
  return versions.every((version) => version === undefined)
    ? undefined
    : sha1(versions.map((version) => version ?? "null"));
}

/** One or none. */
const versionOf = ({ version }: CondaPackage): string[] => (version === undefined ? [] : [version]);
const buildOf = ({ build }: CondaPackage): string[] => (build === undefined ? [] : [build]);

function sha1(lines: readonly string[]): string {
  return process.getBuiltinModule("node:crypto").createHash("sha1").update(lines.join("\n")).digest("hex");
}
