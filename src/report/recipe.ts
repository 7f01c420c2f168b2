/** What `wave-inspect recipe` says: each image beside an environment, the names of a new one, where a tag comes from. */
import type { Problem, RecipeVerdict } from "../model.ts";
import type { RecipeEntry } from "../recipe-list/entry.ts";
import type { Found, Search } from "../recipe-list/find.ts";
import type { RecipeListing } from "../recipe-list/listing.ts";
import type { NewName } from "../recipe-list/new-names.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { counted, few, grouped } from "../text/units.ts";
import { problemLines } from "./scan-text.ts";

const LIMIT = "A match proves what was asked of Wave, not the bytes.";

const IN_WORDS: Readonly<Record<RecipeVerdict, string>> = {
  "other-platform": "made for another platform",
  "not-from-environment": "not from this environment",
  "version-differs": "of another version",
  unknown: "unknown",
  "recomputed-with": "recomputed with an explanation",
  recomputed: "recomputed",
};
const VERDICTS = Object.keys(IN_WORDS);

/** A line an image and environment, what is refuted first; then what was not held. */
export function recipeText(listing: RecipeListing): string {
  const { entries, problems } = listing;
  const inOrder = entries.toSorted(
    (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || (a.environment < b.environment ? -1 : 1),
  );
  return lines([
    ...inOrder.map(entryLine),
    ...problemLines(problems),
    countsLine(entries),
    ...notHeldLines(listing),
    ...historyLines(listing.history),
    LIMIT,
  ]);
}

export function recipeJson({ entries }: RecipeListing): string {
  return printJson(entries);
}

function entryLine({ image, environment, verdict, detail }: RecipeEntry): string {
  return `${plain(environment)}: ${verdict}: ${plain(image)}: ${plain(detail)}`;
}

function countsLine(entries: readonly RecipeEntry[]): string {
  const counts = Object.entries(IN_WORDS).flatMap(([verdict, words]) => {
    const { length } = entries.filter((entry) => entry.verdict === verdict);
    return length === 0 ? [] : [`${grouped(length)} ${words}`];
  });
  const environments = new Set(entries.map(({ environment }) => environment)).size;
  const held = `${counted(entries.length, "image")} held against ${counted(environments, "environment")}`;
  return `${held}${counts.length === 0 ? "" : `: ${counts.toReversed().join(", ")}`}.`;
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
  return lines([...names.map(({ name, about }) => `${plain(name)}\n  ${plain(about)}`), LIMIT]);
}

export function newNamesJson(names: readonly NewName[]): string {
  return printJson(names.map(({ name, template, platform }) => ({ name, template, platform })));
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
    ...(found.length === 0 ? [] : [LIMIT]),
  ]);
}

export function foundJson({ found }: Search): string {
  return printJson(found);
}

function foundLine({ directory, environment, image, detail }: Found): string {
  const path = directory === "." ? environment : `${directory}/${environment}`;
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
