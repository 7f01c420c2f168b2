/** What `recipe` says of a listing that was made already: its parts, its sum and how far the history was looked at. */
import { expect, test } from "vitest";
import type { RecipeEntry } from "../../src/recipe-list/entry.ts";
import type { RecipeListing } from "../../src/recipe-list/listing.ts";
import { foundText, recipeText } from "../../src/report/recipe.ts";

const entry = (image: string, environment: string, differing: Partial<RecipeEntry> = {}): RecipeEntry => ({
  image,
  environment,
  verdict: "version-differs",
  detail: "the name has 1.17",
  ...differing,
});
const listing = (differing: Partial<RecipeListing>): RecipeListing => ({
  entries: [],
  agreeing: new Set(),
  problems: [],
  scripts: 0,
  bare: 0,
  mute: [],
  open: 0,
  ...differing,
});

test("images of which the same is said stand together, by their environments", () => {
  const entries = [
    entry("a:1", "c/environment.yml"),
    entry("a:1", "d/environment.yml"),
    entry("b:1", "b/environment.yml"),
    entry("b:1", "c/environment.yml"),
    entry("b:1", "d/environment.yml"),
    entry("c:1", "a/environment.yml", { detail: "the name has 1.18" }),
    entry("c:1", "b/environment.yml", { detail: "the name has 1.18" }),
  ];
  expect(recipeText(listing({ entries })).split("\n")).toEqual([
    "version-differs: another version than the environment has (7)",
    "  a/environment.yml",
    "  b/environment.yml",
    "    c:1",
    "      the name has 1.18",
    "  b/environment.yml",
    "    b:1",
    "      the name has 1.17",
    "  c/environment.yml",
    "  d/environment.yml",
    "    a:1",
    "    b:1",
    "      the name has 1.17",
    "",
    "3 images held against 4 environments, 7 pairs: 7 of another version.",
    "A match proves what was asked of Wave, not the bytes.",
    "",
  ]);
});

test("names that agree have no detail of their own, and the gravest goes first", () => {
  const agrees = entry("a:1", "a/environment.yml", { verdict: "unknown", detail: "name and version agree" });
  const entries = [agrees, entry("b:1", "b/environment.yml", { verdict: "unknown", detail: "no id" })];
  const text = recipeText(listing({ entries, agreeing: new Set([agrees]) }));
  expect(text).not.toContain("      name and version agree");
  expect(text.split("\n").filter((line) => line.startsWith("unknown"))).toEqual([
    "unknown: nothing is proven, and nothing refuted (1)",
    "unknown, and name and version agree: a name is no proof (1)",
  ]);
  expect(text).toContain("2 images held against 2 environments: 1 whose name and version agree, 1 unknown.\n");
});

test.for([
  [{ commits: 1, isCut: false, lacks: false }, "History: 1 commit looked at for older environments."],
  [
    { commits: 100, isCut: true, lacks: false },
    "History: 100 commits looked at for older environments; there are more, and --history all looks at all of them.",
  ],
  [
    { commits: 2, isCut: false, lacks: true },
    "History: 2 commits looked at for older environments; the repository does not have what is before them, as a shallow clone has not.",
  ],
] as const)("how far the history was looked at: %j", ([history, said]) => {
  expect(recipeText(listing({ history })).replaceAll("\n  ", " ")).toContain(`${said}\n`);
});

test("where an environment was found: below the directory that was typed", () => {
  const found = ["tools/", "."].map((directory) => ({
    directory,
    environment: "m/environment.yml",
    image: "a:1",
    platform: "linux/amd64",
    template: "conda/micromamba:v1",
    detail: "The id is that of this environment.",
  }));
  const searched = { files: 2, templates: 3, repositories: ["r.example/a"] };
  expect(foundText({ found, problems: [], searched }).split("\n").slice(0, 2)).toEqual([
    "tools/m/environment.yml: a:1: The id is that of this environment.",
    "m/environment.yml: a:1: The id is that of this environment.",
  ]);
});
