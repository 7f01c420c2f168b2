/** Other requests that could have been made from an environment: what people and tools are known to do with one. */
import { type CondaPackage, defaultChannels, entriesDocument, type Environment, textOf } from "./environment.ts";
import { dumpYaml } from "./yaml-dump.ts";
import type { YamlMap, YamlValue } from "./yaml-value.ts";

/** Another conda file, and in which ways it is another one: half a sentence. */
export interface Explanation {
  readonly condaFile: string;
  readonly how: string;
}

/** A build that a conda lock file beside the environment has. */
export interface LockedBuild {
  readonly name: string;
  readonly version: string;
  readonly build: string;
}

/** A lock file that is longer is not of one environment. Characters. */
const LONGEST_LOCK = 2 * 1024 * 1024;
/** Each of so many packages is tried with its build. */
const MOST_PINNED = 8;
/** `https://…/noarch/multiqc-1.35-pyhdfd78af_1.conda`, in explicit lists and in pixi's lock files. */
const PACKAGE_FILE = /\/([\w.-]{1,128})-([^\s/-]{1,64})-([^\s/-]{1,64})\.(?:conda|tar\.bz2)\b/g;

export function buildsOf(lockFile: string): LockedBuild[] {
  if (lockFile.length > LONGEST_LOCK) return [];
  return [...lockFile.matchAll(PACKAGE_FILE)].map(([, name = "", version = "", build = ""]) => ({
    name,
    version,
    build,
  }));
}

/** Nobody writes a longer environment by hand, and each explanation of one is hashed with every template. Characters. */
const LONGEST_ENVIRONMENT = 64 * 1024;

/** Those that were asked for last: the images of one module are held against one environment. */
let last: { readonly key: readonly unknown[]; readonly explanations: readonly Explanation[] } | undefined;

/** Each text once, likely ones first. `order`: the packages as the name of the image has them. */
export function explanations(
  environment: Environment,
  order: readonly CondaPackage[],
  builds: readonly LockedBuild[],
): readonly Explanation[] {
  if (environment.dumped.length > LONGEST_ENVIRONMENT) return [];
  const key = [environment, builds, ...order.map(({ written }) => written)];
  if (last === undefined || !isSame(last.key, key))
    last = { key, explanations: distinct(environment.dumped, requests(environment, order, builds)) };
  return last.explanations;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function distinct(own: string, all: Iterable<Explanation>): Explanation[] {
  const texts = new Map<string, Explanation>();
  for (const one of all) if (one.condaFile !== own && !texts.has(one.condaFile)) texts.set(one.condaFile, one);
  return [...texts.values()];
}

function* requests(
  environment: Environment,
  order: readonly CondaPackage[],
  builds: readonly LockedBuild[],
): Generator<Explanation> {
  const { channels: own, packages, document } = environment;
  for (const channels of channelLists(own)) {
    const how = channels === own ? [] : [`the channels ${channels.join(", ")}`];
    if (channels !== own) yield file(withChannels(document, channels), how);
    for (const arranged of arrangements(packages, order))
      yield request(arranged.packages, channels, [...how, arranged.how]);
  }
  for (const pinned of pinnings(packages, builds)) {
    const how = [`the exact build ${pinned.map(({ build }) => build).join(" and ")}`];
    const pin = (text: string): string => pinned.find(({ written }) => written === text)?.pinnedText ?? text;
    yield file(withDependencies(document, pin), how);
    yield request(
      order.map((one) => ({ ...one, written: pin(one.written) })),
      own,
      how,
    );
  }
}

/** The packages of a request that names them: in the order of the file, of the name and of the alphabet, and without their channels. */
function* arrangements(
  written: readonly CondaPackage[],
  named: readonly CondaPackage[],
): Generator<{ readonly packages: readonly CondaPackage[]; readonly how: string }> {
  const sorted = [...named].sort((a, b) => (a.written < b.written ? -1 : 1));
  yield { packages: written, how: "the packages given one by one" };
  yield { packages: named, how: "the packages in the order of the name" };
  yield { packages: sorted, how: "the packages sorted" };
  const bare = named.map((one) => ({ ...one, written: one.written.replace(/^[^:]*::/, "") }));
  yield { packages: bare, how: "the packages without their channels" };
  for (const channel of defaultChannels) {
    const full = named.map((one) => ({ ...one, written: withChannel(one, channel) }));
    yield { packages: full, how: `the packages with the channel ${channel}` };
  }
}

/** The site of Seqera Containers has a channel and one `=` for each package. */
function withChannel({ manager, channel, name, version, written }: CondaPackage, wanted: string): string {
  const hasOne = channel !== undefined || manager === "pip" || name === "pip";
  return hasOne ? written : `${wanted}::${written === `${name}==${version}` ? `${name}=${version}` : written}`;
}

/** Those of the environment first; what wave-cli and Nextflow send of their own is appended to it, or stands in its place. */
function channelLists(own: readonly string[]): readonly (readonly string[])[] {
  const appended = [...own, ...defaultChannels.filter((channel) => !own.includes(channel))];
  return [own, appended, defaultChannels, [...defaultChannels].reverse()];
}

interface Pinned {
  readonly written: string;
  readonly pinnedText: string;
  readonly build: string;
}

/** Each package alone whose version the lock file has, then all of them. */
function pinnings(packages: readonly CondaPackage[], builds: readonly LockedBuild[]): readonly (readonly Pinned[])[] {
  const byName = new Map(builds.map((one) => [`${one.name}=${one.version}`, one]));
  const pinned = packages.flatMap(({ name, version, build, manager, written }) => {
    const locked = byName.get(`${name}=${version}`);
    if (locked === undefined || build !== undefined || manager === "pip") return [];
    return [{ written, pinnedText: `${written}=${locked.build}`, build: `${name}=${locked.version}=${locked.build}` }];
  });
  const alone = pinned.slice(0, MOST_PINNED).map((one) => [one]);
  return pinned.length > 1 ? [...alone, pinned] : alone;
}

function file(document: YamlMap, how: readonly string[]): Explanation {
  return { condaFile: dumpYaml(document), how: how.join(" and ") };
}

function withChannels(document: YamlMap, channels: readonly string[]): YamlMap {
  const list: YamlValue = { kind: "list", items: channels.map(textOf) };
  const has = document.entries.some(([key]) => key.text === "channels");
  const entries = document.entries.map(([key, value]) => [key, key.text === "channels" ? list : value] as const);
  return { kind: "map", entries: has ? entries : [...entries, [textOf("channels"), list]] };
}

/** With other words for its packages, those of pip as they are. */
function withDependencies(document: YamlMap, change: (text: string) => string): YamlMap {
  const entries = document.entries.map(([key, value]) => {
    if (key.text !== "dependencies" || value.kind !== "list") return [key, value] as const;
    const items = value.items.map((item) => (item.kind === "scalar" ? { ...item, text: change(item.text) } : item));
    return [key, { kind: "list", items }] as const;
  });
  return { kind: "map", entries };
}

function request(packages: readonly CondaPackage[], channels: readonly string[], how: readonly string[]): Explanation {
  const words = packages.map(({ manager, written }) => (manager === "pip" ? `pip:${written}` : written));
  // A request for packages of pip gets pip by itself, behind the others.
  const hasPip = packages.some(({ manager }) => manager === "pip");
  const asked = words.filter((word) => !(hasPip && word === "pip"));
  return { condaFile: dumpYaml(entriesDocument(asked, channels)), how: how.join(" and ") };
}
