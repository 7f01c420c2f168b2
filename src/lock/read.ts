/** From the text of a lock to what it says; everything that is wrong with it is told, each at its line. */
import { ConfigurationError } from "../errors.ts";
import type { Lock, LockedContent, LockedImage, LockedPlatform } from "../model.ts";
import { problemLines, Problems, type Tree } from "../policy/shapes/tree.ts";
import type { Span } from "../text/lines.ts";
import { quote } from "../text/quote.ts";
import { type EntryFields, lockShape } from "./definition.ts";
import { readJsonTree } from "../policy/shapes/json.ts";
import { defined } from "../text/json.ts";
import { entryOf, sumOf } from "./write.ts";

/**
 * @param file How the lock is called in messages.
 * @throws ConfigurationError with a line a problem: `file:line:column: what`.
 */
export function readLock(text: string, file: string): Lock {
  const problems = new Problems(file, { what: "lock", least: "version and images" });
  const tree = readJsonTree(text, problems, "wave-inspect lock");
  const given = tree && lockShape.read(tree, { problems, path: "" });
  if (tree === undefined || given === undefined || problems.found.length > 0)
    throw new ConfigurationError(problemLines(problems.found));
  const images = new Map<string, LockedImage>();
  for (const [name, fields] of Object.entries(given.images)) {
    const image = imageOf(fields);
    images.set(name, image);
    if (fields.sum !== sumOf(name, entryOf(image))) tellDamage(name, tree, problems);
    else if (image.content.digest === undefined && image.content.file === undefined) tellNothing(name, tree, problems);
  }
  if (problems.found.length > 0) throw new ConfigurationError(problemLines(problems.found));
  return { images };
}

function tellDamage(name: string, tree: Tree, problems: Problems): void {
  const mend = "restore the entry from git, or remove it whole and run wave-inspect lock";
  for (const at of placesOf(tree, ["images", name, "sum"]))
    problems.add(at, `${quote(name, 200)}: the entry is not as it was written, by its sum; ${mend}`);
}

function tellNothing(name: string, tree: Tree, problems: Problems): void {
  for (const at of placesOf(tree, ["images", name]))
    problems.add(at, `${quote(name, 200)}: the entry has neither digest nor file; remove it and run wave-inspect lock`);
}

/** Where the last of these keys stands: once, since the reader refuses twins. */
function placesOf(tree: Tree, [key, ...below]: readonly string[]): readonly Span[] {
  const entries = tree.kind === "map" ? tree.entries.filter((entry) => entry.key === key) : [];
  return entries.flatMap(({ at, value }) => (below.length === 0 ? [at] : placesOf(value, below)));
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
  return defined({
    digest,
    mediaType,
    artifact,
    platforms:
      platforms && new Map(Object.entries(platforms).map(([name, platform]) => [name, platformOf(platform)] as const)),
    file: file && defined(file),
  });
}

function platformOf({ layers, ...platform }: NonNullable<EntryFields["platforms"]>[string]): LockedPlatform {
  return defined({ ...platform, layers: layers?.map(({ digest, size }) => defined({ digest, size })) });
}
