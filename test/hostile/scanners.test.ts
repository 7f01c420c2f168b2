/** Files of every kind but Nextflow's that would keep a scan busy or fill its memory: the shipped scan ends, and says so. */
import { describe, expect, test } from "vitest";
import { filesOf } from "../../scripts/bench/hostile/case.ts";
import { cases } from "../../scripts/bench/hostile/others.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

/** Milliseconds. Each took minutes, or gigabytes, or more; it takes less than three seconds by itself. */
const LONGEST = 30_000;
const LIMIT = 2 * LONGEST;

/** What is said of a repository: kinds of problems, and why names are open. How many images have a name. */
async function scanned(name: string): Promise<{ said: readonly unknown[]; images: number }> {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  const root = await repositoryOf(filesOf(found));
  const args = ["scan", root, "--format", "json", ...(found.args ?? [])];
  const { code, out, err } = await cli(args, {
    timeout: LONGEST,
    env: { NODE_OPTIONS: "--max-old-space-size=400" },
  });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { problems, pulls } = objectOf(parseJson(out));
  const open = arrayOf(pulls)
    .map(objectOf)
    .filter(({ image }) => image === null);
  const said = [...arrayOf(problems).map((one) => objectOf(one)["kind"]), ...open.map(({ reason }) => reason)];
  return { said: [...new Set(said)], images: arrayOf(pulls).length - open.length };
}

describe("is cut off, and that is said", () => {
  test.each<[name: string, said: string]>([
    ["dockerfile: quotes", "unreadable"],
    ["yaml: wide merge keys", "unreadable"],
    ["yaml: merge keys in a circle", "unreadable"],
    ["yaml: lists in lists", "unreadable"],
    ["yaml: maps as keys", "unreadable"],
    ["yaml: 100,000 errors", "unreadable"],
    ["yaml: 100,000 documents with errors", "unreadable"],
    ["compose: defaults in defaults", "expression"],
    ["compose: images of one long variable", "expression"],
    ["gitlab: references in a circle", "abort"],
    ["gitlab: a matrix", "abort"],
    ["gitlab: variables that double", "invalid-name"],
    ["gitlab: variables in a circle", "environment"],
    ["workflow: format that multiplies", "invalid-name"],
    ["workflow: format that doubles by inputs", "invalid-name"],
    ["workflow: a matrix of many axes", "unreadable"],
    ["cwl: JSON in JSON", "unreadable"],
    ["nf-core: many containers", "unreadable"],
    ["bake: variables that double", "invalid-name"],
    ["bake: a matrix", "unreadable"],
    ["bake: lists in lists", "unreadable"],
    ["wdl: inputs that double", "unsupported-expression"],
    ["wdl: conditions that double", "unsupported-expression"],
    ["wdl: parentheses", "unreadable"],
    ["wdl: calls that pass on", "runtime-input"],
    ["snakemake: globals that double", "unsupported-expression"],
    ["snakemake: parentheses", "unreadable"],
    ["snakemake: f-strings in f-strings", "unreadable"],
    ["devcontainer: variables that are not closed", "invalid-name"],
    ["devcontainer: JSON in JSON", "unreadable"],
    ["apptainer: arguments that double", "environment"],
  ])(
    "%s",
    async (name, word) => {
      expect((await scanned(name)).said).toContain(word);
    },
    LIMIT,
  );
});

describe("is read to its end", () => {
  test.each<[name: string, images: number]>([
    ["yaml: merge keys that double", 1],
    ["yaml: aliases of nothing", 0],
    ["kubernetes: lists that double", 1],
    ["cwl: a graph that doubles", 1],
    ["wdl: imports in a circle", 1],
    ["apptainer: stages and arguments", 10_000],
    ["gitignore: patterns", 1],
    ["gitignore: a long pattern", 1],
    ["gitignore: patterns of stars", 1],
    ["policy: 20,000 files to exclude", 1],
  ])(
    "%s",
    async (name, images) => {
      expect((await scanned(name)).images).toBe(images);
    },
    LIMIT,
  );
});
