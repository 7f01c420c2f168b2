/** `wave-inspect recipe`: what the names of images say of the environments that they were made from. */
import { resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { Outcome } from "../exit-code.ts";
import { isUnread, readRegularFile } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import { parseImageName } from "../image/name.ts";
import { findRecipes } from "../recipe-list/find.ts";
import { listRecipes } from "../recipe-list/listing.ts";
import { newNames as namesOf, wavePlatform } from "../recipe-list/new-names.ts";
import {
  foundJson,
  foundText,
  newNamesJson,
  newNamesText,
  problemsText,
  recipeJson,
  recipeText,
} from "../report/recipe.ts";
import { readWord } from "../settings.ts";
import { quote } from "../text/quote.ts";
import type { World } from "../world.ts";
import { type OptionsOf, readArguments, readDirectory, type Values } from "./arguments.ts";

type Typed = Values<OptionsOf<"recipe">>;

/**
 * `wave-inspect recipe [DIR]` lists, `--from FILE` names what is not built yet, `--find NAME [DIR...]` looks for an origin
 * and fails where it finds none.
 */
export async function recipe(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals } = readArguments(args, "recipe");
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  checkTogether(values);
  if (values.from !== undefined) return newNames(values.from, { values, positionals, format }, world);
  return values.find === undefined
    ? list({ values, positionals, format }, world)
    : find(values.find, { values, positionals, format }, world);
}

interface Call {
  readonly values: Typed;
  readonly positionals: readonly string[];
  readonly format: "text" | "json";
}

/** Which of the three is meant. */
function checkTogether(values: Typed): void {
  if (values.from !== undefined && values.find !== undefined)
    throw new ConfigurationError("--from names new images and --find looks for old ones: give one of them.");
  const isGiven = (name: "platform" | "repository" | "singularity" | "template"): boolean => values[name] !== undefined;
  const ofFrom = (["platform", "singularity", "template"] as const).find(isGiven);
  if (values.from === undefined && ofFrom !== undefined)
    throw new ConfigurationError(`--${ofFrom} is for --from FILE; without it every one is tried.`);
  if (values.from === undefined && values.find === undefined && isGiven("repository"))
    throw new ConfigurationError("--repository is for --from FILE and --find NAME.");
  if (values.from !== undefined && values.history !== undefined)
    throw new ConfigurationError("--history is not for --from: a new image has no history.");
}

/** Commits of git: of as many a run is still over in a blink. */
const USUAL_HISTORY = 100;

function readHistory(text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  if (text === "all") return Number.POSITIVE_INFINITY;
  if (text === "none") return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ConfigurationError(`--history: "${text}" is neither a number of commits nor all nor none.`);
}

function list({ values, positionals, format }: Call, world: World): Outcome {
  const root = resolve(readDirectory(positionals));
  const listing = listRecipes(root, { history: readHistory(values.history, USUAL_HISTORY) });
  // JSON has no place for what is in the way.
  if (format === "json") world.err(problemsText(listing.problems));
  world.out(format === "json" ? recipeJson(listing) : recipeText(listing, world));
  return "pass";
}

async function newNames(from: string, { values, positionals, format }: Call, world: World): Promise<Outcome> {
  if (positionals.length > 0)
    throw new ConfigurationError("--from takes one file: a directory has no place behind it.");
  const [first, ...more] = readRepositories(values.repository);
  if (more.length > 0) throw new ConfigurationError("--from takes one --repository.");
  const text = from === "-" ? await world.input() : readEnvironmentFile(from);
  const found = namesOf(text, {
    file: from === "-" ? "standard input" : from,
    platform: wavePlatform("--platform", values.platform ?? "linux/amd64"),
    repository: first,
    engine: values.singularity === true ? "singularity" : "docker",
    template: values.template,
  });
  world.out(format === "json" ? newNamesJson(found) : newNamesText(found));
  return "pass";
}

/** What stands behind it in a name is Wave's. */
function readRepositories(typed: readonly string[] = []): readonly string[] {
  for (const one of typed) {
    const read = parseImageName(one);
    if ("error" in read) throw new ConfigurationError(`--repository: ${read.error}.`);
    if (read.name.tag !== undefined || read.name.digest !== undefined)
      throw new ConfigurationError(`--repository: ${quote(one)} is one image: leave out its tag and its digest.`);
  }
  return typed;
}

/** Of the largest environments a hundred times the size. Bytes. */
const LARGEST = 1024 * 1024;

function readEnvironmentFile(path: string): string {
  const bytes = readRegularFile(path, LARGEST, "followed");
  const text = isUnread(bytes) ? bytes : decodeText(bytes);
  if (typeof text !== "string") throw new ConfigurationError(`--from: ${path} ${text.words}.`);
  return text;
}

function find(name: string, { values, positionals, format }: Call, world: World): Outcome {
  const directories = positionals.length === 0 ? ["."] : [...new Set(positionals)];
  for (const directory of directories) readDirectory([directory]);
  const search = findRecipes(name, directories, {
    repositories: readRepositories(values.repository),
    history: readHistory(values.history, 0),
  });
  if (format === "json") world.err(problemsText(search.problems));
  world.out(format === "json" ? foundJson(search) : foundText(search));
  return search.found.length > 0 ? "pass" : "fail";
}
