/** What `wave-inspect recipe` says: each image beside an environment, the names of a new one, where a tag comes from. */
import type { Problem, RecipeVerdict } from "../model.ts";
import { PROVES } from "../recipe/proofs.ts";
import type { RecipeEntry } from "../recipe-list/entry.ts";
import type { Found, Search } from "../recipe-list/find.ts";
import type { RecipeListing } from "../recipe-list/listing.ts";
import type { NewName } from "../recipe-list/new-names.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { counted, few, grouped } from "../text/units.ts";
import { indented, readingWidth } from "../text/wrap.ts";
import { problemLines } from "./scan-text.ts";

/** What a part of the listing is of: a verdict, but for names that agree, which are no more to look into than a match. */
type Part = RecipeVerdict | "agrees";

/** The gravest first: over the part, and in the sum. */
const IN_WORDS: Readonly<Record<Part, { readonly title: string; readonly sum: string }>> = {
  "other-platform": {
    title: "other-platform: the id is that of another platform than the place claims",
    sum: "for another platform",
  },
  "not-from-environment": {
    title: "not-from-environment: other packages than the environment has",
    sum: "not from this environment",
  },
  "version-differs": {
    title: "version-differs: another version than the environment has",
    sum: "of another version",
  },
  unknown: { title: "unknown: nothing is proven, and nothing refuted", sum: "unknown" },
  agrees: { title: "unknown, and name and version agree: a name is no proof", sum: "whose name and version agree" },
  "recomputed-with": {
    title: "recomputed-with: a hash matches, with an explanation",
    sum: "recomputed with an explanation",
  },
  recomputed: { title: "recomputed: the id is that of the environment as it stands", sum: "recomputed" },
};

/** Columns of the screen; absent: nobody knows. */
interface Screen {
  readonly columns?: number | undefined;
}

/** What is refuted first, each environment with its images below it; then the sum and what was not held. */
export function recipeText(listing: RecipeListing, { columns }: Screen = {}): string {
  const width = readingWidth(columns);
  const parts = Object.entries(IN_WORDS).flatMap(([name, words]) => {
    const entries = listing.entries.filter((entry) => partOf(entry, listing) === name);
    return entries.length === 0 ? [] : [{ words, isTold: name !== "agrees", entries }];
  });
  const sum = parts.map(({ words, entries }) => `${grouped(entries.length)} ${words.sum}`).toReversed();
  const notes = [heldWords(listing, sum), ...notHeldLines(listing), ...historyLines(listing.history), PROVES];
  return lines([
    ...parts.flatMap(({ words, isTold, entries }) => [
      `${words.title} (${grouped(entries.length)})`,
      ...blocksOf(entries).flatMap((block) => blockLines(block, { isTold, width })),
      "",
    ]),
    ...problemLines(listing.problems),
    ...notes.flatMap((note) => indented(note, { first: "", rest: "  ", width })),
  ]);
}

function partOf(entry: RecipeEntry, { agreeing }: RecipeListing): Part {
  return agreeing.has(entry) ? "agrees" : entry.verdict;
}

export function recipeJson({ entries }: RecipeListing): string {
  return printJson(entries);
}

/** Images of which the same is said, and the environments beside each of which all of them stand. */
interface Block {
  readonly environments: readonly string[];
  readonly images: readonly string[];
  readonly detail: string;
}

/** In the order of their first environments. */
function blocksOf(entries: readonly RecipeEntry[]): readonly Block[] {
  const blocks = new Map<string, Block & { readonly environments: string[] }>();
  const sorted = entries.toSorted((a, b) => (a.environment < b.environment ? -1 : 1));
  for (const [environment, own] of Map.groupBy(sorted, (entry) => entry.environment)) {
    for (const [detail, same] of Map.groupBy(own, (entry) => entry.detail)) {
      const images = same.map(({ image }) => image);
      const key = [detail, ...images].join("\n");
      const block = blocks.get(key) ?? { environments: [], images, detail };
      block.environments.push(environment);
      blocks.set(key, block);
    }
  }
  return [...blocks.values()];
}

/** A name has a line of its own, so that it can be copied. */
function blockLines(
  { environments, images, detail }: Block,
  { isTold, width }: { readonly isTold: boolean; readonly width: number },
): readonly string[] {
  return [
    ...environments.map((environment) => `  ${plain(environment)}`),
    ...images.map((image) => `    ${plain(image)}`),
    ...(isTold ? indented(plain(detail), { first: "      ", width }) : []),
  ];
}

/** An image beside several environments is held against each of them. */
function heldWords({ entries }: RecipeListing, sum: readonly string[]): string {
  const images = new Set(entries.map(({ image }) => image)).size;
  const environments = new Set(entries.map(({ environment }) => environment)).size;
  const pairs = entries.length === images ? "" : `, ${counted(entries.length, "pair")}`;
  const held = `${counted(images, "image")} held against ${counted(environments, "environment")}${pairs}`;
  return `${held}${sum.length === 0 ? "" : `: ${sum.join(", ")}`}.`;
}

function notHeldLines({ mute, open, scripts, bare }: RecipeListing): readonly string[] {
  const parts = [
    ...(mute.length === 0
      ? []
      : [
          `${counted(mute.length, "name")} that ${mute.length === 1 ? "says" : "say"} nothing of an environment (${few(
            mute.map((name) => plain(name, 80)),
            3,
          )})`,
        ]),
    ...(open === 0 ? [] : [`${counted(open, "name")} that a run puts together`]),
    ...(bare === 0
      ? []
      : [`those of ${grouped(bare)} of ${counted(scripts, "script")}, beside which there is no environment`]),
  ];
  return parts.length === 0 ? [] : [`Not held: ${parts.join("; ")}.`];
}

function historyLines(history: RecipeListing["history"]): readonly string[] {
  if (history === undefined) return [];
  if (history === "none") return ["History: there is no git here, or no commit: older environments are not known."];
  const { commits, isCut, lacks } = history;
  const more = isCut ? "; there are more, and --history all looks at all of them" : "";
  const less = lacks ? "; the repository does not have what is before them, as a shallow clone has not" : "";
  return [`History: ${counted(commits, "commit")} looked at for older environments${more}${less}.`];
}

export function newNamesText(names: readonly NewName[]): string {
  return lines([...names.map(({ name, about }) => `${plain(name)}\n  ${plain(about)}`), PROVES]);
}

export function newNamesJson(names: readonly NewName[]): string {
  return printJson(
    names.map(({ name, template, platform, builder, text }) => ({ name, template, platform, builder, text })),
  );
}

/** Where a tag comes from, or what was looked through in vain. */
export function foundText({ found, problems, searched }: Search): string {
  const { files, templates, repositories, history } = searched;
  const where = `${counted(files, "environment")} × ${counted(templates, "template text")} × 3 platforms, for ${few(
    repositories.map((name) => plain(name)),
    5,
  )}`;
  return lines([
    ...found.map(foundLine),
    ...problemLines(problems),
    `${found.length === 0 ? "Nothing found" : `${counted(found.length, "environment")} found`} in ${where}.`,
    ...historyLines(history),
    ...(found.length === 0 ? [] : [PROVES]),
  ]);
}

export function foundJson({ found }: Search): string {
  return printJson(found);
}

function foundLine({ directory, environment, image, detail }: Found): string {
  const path = directory === "." ? environment : `${directory.replace(/\/+$/, "")}/${environment}`;
  return `${plain(path)}: ${plain(image)}: ${plain(detail)}`;
}

/** What is in the way, for standard error. */
export function problemsText(problems: readonly Problem[]): string {
  return problemLines(problems)
    .map((line) => `wave-inspect: ${line}\n`)
    .join("");
}

function lines(all: readonly string[]): string {
  return unarmed(`${all.join("\n")}\n`);
}
