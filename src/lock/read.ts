/** From the text of a lock to what it says; everything that is wrong with it is told, each at its line. */
import type { Lock, LockedContent, LockedImage, LockedPlatform } from "../model.ts";
import { PolicyError } from "../policy/file/load.ts";
import { Problems, type Tree, treeAt } from "../policy/shapes/tree.ts";
import { quote } from "../text/quote.ts";
import { type EntryFields, lockShape } from "./definition.ts";
import { readJsonTree } from "../policy/shapes/json.ts";
import { entryOf, sumOf } from "./write.ts";

/**
 * @param file How the lock is called in messages.
 * @throws ConfigurationError with a line a problem: `file:line:column: what`.
 */
export function readLock(text: string, file: string): Lock {
  const problems = new Problems(file, { what: "lock", least: "version and images" });
  const tree = readJsonTree(text, problems, "wave-inspect lock");
  const given = tree && lockShape.read(tree, { problems, path: "" });
  if (tree === undefined || given === undefined || problems.found.length > 0) throw new PolicyError(problems.found);
  const images = new Map<string, LockedImage>();
  for (const [name, fields] of Object.entries(given.images)) {
    const image = imageOf(fields);
    images.set(name, image);
    if (fields.sum !== sumOf(name, entryOf(image))) tellDamage(name, tree, problems);
    else if (image.content.digest === undefined && image.content.file === undefined) tellNothing(name, tree, problems);
  }
  if (problems.found.length > 0) throw new PolicyError(problems.found);
  return { images };
}

function tellDamage(name: string, tree: Tree, problems: Problems): void {
  const at = treeAt(tree, ["images", name, "sum"])?.at ?? tree.at;
  const mend = "restore the entry from git, or remove it whole and run wave-inspect lock";
  problems.add(at, `${quote(name, 200)}: the entry is not as it was written, by its sum; ${mend}`);
}

function tellNothing(name: string, tree: Tree, problems: Problems): void {
  const images = treeAt(tree, ["images"]);
  const entry = images?.kind === "map" ? images.entries.find(({ key }) => key === name) : undefined;
  const at = (entry ?? tree).at;
  problems.add(at, `${quote(name, 200)}: the entry has neither digest nor file; remove it and run wave-inspect lock`);
}

function imageOf({ by, verified, firstSeen, unseen, written, processes, files, scenarios, ...fields }: EntryFields) {
  return {
    content: contentOf(fields),
    by,
    verified,
    firstSeen,
    ...(unseen !== undefined && { unseen }),
    written: setOf(written),
    processes: setOf(processes),
    files: setOf(files),
    scenarios: setOf(scenarios),
  };
}

function setOf(texts: readonly string[] = []): readonly string[] {
  return [...new Set(texts)].sort();
}

function contentOf({ digest, mediaType, artifact, platforms, file }: Partial<EntryFields>): LockedContent {
  return present({
    digest,
    mediaType,
    artifact,
    platforms:
      platforms && new Map(Object.entries(platforms).map(([name, platform]) => [name, platformOf(platform)] as const)),
    file: file && present(file),
  });
}

function platformOf({ layers, ...platform }: NonNullable<EntryFields["platforms"]>[string]): LockedPlatform {
  return present({ ...platform, layers: layers?.map((layer) => present(layer)) });
}

/** Without the fields that are undefined. */
function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is gone
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
