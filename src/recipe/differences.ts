/** Whether the packages in a name of Wave's are those of an environment, and in which order they were asked for. */
import type { CondaPackage, Environment } from "./environment.ts";
import type { WaveName } from "./built-name.ts";
import { askedOf } from "./match-spec.ts";
import { isUrl, nameParts, PRUNED } from "./names.ts";

/** Wave cuts names that are longer than 255. */
const LONGEST = 200;

export type NameComparison =
  /** The packages in the order of the name; those that it leaves out come behind, as they stand in the environment. */
  | { readonly kind: "same"; readonly order: readonly CondaPackage[] }
  /** The same packages, in other words than Wave's for them, or with no version that the environment does not allow. */
  | { readonly kind: "open"; readonly order: readonly CondaPackage[]; readonly said: string }
  | { readonly kind: "version"; readonly said: string }
  | { readonly kind: "packages"; readonly missing: readonly string[]; readonly extra: readonly string[] }
  /** The name says nothing that can be held against an environment. */
  | { readonly kind: "silent" };

export function compareNames(name: WaveName, environment: Environment): NameComparison {
  const { packages, asIs, asConda } = readingsOf(environment);
  if (packages.length === 0 || name.path.length > LONGEST) return { kind: "silent" };
  if (asIs.some(({ path, prefix }) => (path === "" || path === name.path) && prefix === name.prefix))
    return name.prefix === "" && !asIs.some(({ path }) => path === name.path)
      ? { kind: "silent" }
      : { kind: "same", order: packages };
  const said = name.prefix;
  const order = orderOf(name.path, packages) ?? orderOf(name.path, withPip(packages));
  // The order changes no version, and an older environment may have had a name of its own.
  const { name: _, ...unnamed } = environment;
  const isSame = order !== undefined && partsOf({ ...unnamed, packages: order }).some(({ prefix }) => prefix === said);
  if (isSame) return { kind: "same", order };
  const likely = order ?? orderOf(name.path, asConda ?? []);
  // Any of its packages may be behind a URL.
  if (likely === undefined) return asConda === undefined ? { kind: "silent" } : otherPackages(name, asConda);
  const isAllowed = said === "" || likely.every((one) => askedOf(one).allows(said));
  return isAllowed ? { kind: "open", order: likely, said } : { kind: "version", said };
}

interface Readings {
  /** Those that Wave names something after. */
  readonly packages: readonly CondaPackage[];
  readonly asIs: ReturnType<typeof partsOf>;
  /** With the names that they have to conda and pip; undefined where one may be any package. */
  readonly asConda: readonly CondaPackage[] | undefined;
}

/** Many names are compared with one environment. */
const readings = new WeakMap<Environment, Readings>();

function readingsOf(environment: Environment): Readings {
  let known = readings.get(environment);
  if (known !== undefined) return known;
  const packages = environment.packages.filter(({ written }) => !isUrl(written));
  const isNamed = environment.packages.every((one) => askedOf(one).name !== undefined);
  known = { packages, asIs: partsOf(environment), asConda: isNamed ? packages.map(asCondaReads) : undefined };
  readings.set(environment, known);
  return known;
}

/** `samtools 1.21` is a package of that name to Wave, and to nobody else. */
function asCondaReads(one: CondaPackage): CondaPackage {
  return { ...one, name: askedOf(one).name ?? one.name };
}

/** Of both forms that have packages in them, that with a path first. */
function partsOf(environment: Environment): readonly { readonly path: string; readonly prefix: string }[] {
  return (["imageSuffix", "tagPrefix"] as const).flatMap((strategy) => nameParts(environment, strategy) ?? []);
}

/** Undefined where the path is not made of the names of all the packages. */
function orderOf(path: string, packages: readonly CondaPackage[]): readonly CondaPackage[] | undefined {
  const left = new Map(packages.map((one) => [wordOf(one), one]));
  const order: CondaPackage[] = [];
  let rest = path;
  while (rest !== "" && !(rest === PRUNED && order.length === 4 && left.size > 1)) {
    const word = longestStart(rest, left.keys());
    if (word === undefined) return undefined;
    order.push(left.get(word)!);
    left.delete(word);
    rest = rest.slice(word.length + 1);
  }
  return rest === "" && left.size > 0 ? undefined : [...order, ...left.values()];
}

const PIP: CondaPackage = { name: "pip", manager: "conda", written: "pip" };

/** A request for packages of pip gets pip itself from Wave. */
function withPip(packages: readonly CondaPackage[]): readonly CondaPackage[] {
  const first = packages.findIndex(({ manager }) => manager === "pip");
  return first < 0 ? packages : [...packages.slice(0, first), PIP, ...packages.slice(first)];
}

/** A package as it stands in a path. */
const wordOf = ({ name }: CondaPackage): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_.\-/]/g, "")
    .replace(/^[\W_]+|[\W_]+$/g, "");

/** Of `a` and `a_b` the one that a text begins with and that is longer. */
function longestStart(text: string, words: Iterable<string>): string | undefined {
  const starts = [...words].filter((word) => word !== "" && (text === word || text.startsWith(`${word}_`)));
  return starts.sort((a, b) => b.length - a.length)[0];
}

/** Only of Seqera Containers is it known that the path names packages. */
function otherPackages({ path, isCommunity }: WaveName, packages: readonly CondaPackage[]): NameComparison {
  if (!isCommunity) return { kind: "silent" };
  const left = new Set(packages.map(wordOf));
  const extra: string[] = [];
  let rest = path;
  let isPruned = false;
  while (rest !== "") {
    const word = longestStart(rest, left);
    const taken = word ?? rest.split("_", 1)[0]!;
    rest = rest.slice(taken.length + 1);
    if (word !== undefined) left.delete(word);
    else if (taken === PRUNED && rest === "") isPruned = true;
    else if (taken !== "") extra.push(taken);
  }
  const missing = isPruned ? [] : [...left];
  return missing.length === 0 && extra.length === 0 ? { kind: "silent" } : { kind: "packages", missing, extra };
}
