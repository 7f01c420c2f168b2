/**
 * What docker buildx bake --print (0.38.2) makes of expressions and of whole projects. Expressions are those of bake's
 * language by hand, one of each kind and its refusals, and 170 that were generated from them; `null`: bake refuses.
 * Projects are twelve by hand, fifteen of 2,300 that were generated and three with Compose files; of each, what every target is (the Dockerfile
 * joined with its context) and which targets a run builds that names none.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type BuildValue, plainValue } from "../../../../src/scan/kit/build-definition.ts";
import { scanBake } from "../../../../src/scan/neighbours/bake/index.ts";
import { arrayOf, objectOf, parseJson } from "../../../support/json.ts";
import { around, measured } from "../../in-memory.ts";

const PRELUDE = `
variable "TAG" {
  default = "v3.20-alpine"
}
variable "EMPTY" {}
variable "NONE" {
  type = string
}
variable "COUNT" {
  type = number
  default = "7"
}
variable "ON" {
  type = bool
  default = "true"
}
variable "NAMES" {
  type = list(string)
  default = ["b", "a", 3]
}
variable "MAP" {
  type = map(string)
  default = { k = "x", b = 2 }
}
ITEMS = [{ n = "p", v = "1" }, { n = "q", v = "2" }]
function "tagged" {
  params = [name]
  variadic_params = more
  result = "\${name}:\${join("-", more)}"
}
target "base" {
  args = { X = "from-\${TAG}" }
  target = "run"
}
variable "TYPED" {
  type = object({ a = string, n = list(number), s = set(string) })
  default = { a = 1, n = ["1", 2], s = ["z"] }
}
variable "ANY" {
  type = any
  default = 1.50
}
variable "LONE" {
  type = list(number)
  default = ["1", "02"]
}
`;

const files = { Dockerfile: "FROM scratch\n" };

/** The argument `A` of target `t`, which is the expression. */
function argument(expression: string): BuildValue | undefined {
  const text = `${PRELUDE}target "t" {\n  args = {\n    A = ${expression}\n  }\n}\n`;
  const { builds = [] } = scanBake("docker-bake.hcl", text, around(files));
  return builds.find(({ name }) => name === "target t")?.args.get("A");
}

test.each(measured("./neighbours/bake/expressions.jsonl"))("%s is %j", (expression, made) => {
  const value = argument(expression);
  expect(value && (plainValue(value) ?? null)).toBe(made ?? (value && null));
});

const rowsOf = (file: string) =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => objectOf(parseJson(line)));

const textsOf = (values: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(values)).map(([key, value]) => [key, String(value)]));

const sorted = (entries: Iterable<readonly [string, unknown]>) =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Every Dockerfile is there, except for those of folders above. */
const surroundings = (files: Readonly<Record<string, string>>) => {
  const read = (path: string) => files[path] ?? (/^(?!\.\.).*[Dd]ockerfile$/.test(path) ? "FROM scratch\n" : undefined);
  return { ...around(), tree: { files: Object.keys(files).sort(), read } };
};

const known = (value: BuildValue): string => plainValue(value) ?? "unresolved";

test.each(rowsOf("./projects.jsonl").map((row, at) => [at, row] as const))("project %i", (_, row) => {
  const files = textsOf(row["files"]);
  const targets = objectOf(row["targets"]);
  const own = Object.keys(files).filter((file) => file.startsWith("docker-bake"));
  const builds = own.flatMap((file) => scanBake(file, files[file] ?? "", surroundings(files)).builds ?? []);
  for (const { name, dockerfile, args, target, contexts, platforms } of builds) {
    const wanted = objectOf(targets[name.replace("target ", "")]);
    const images = Object.entries(textsOf(wanted["contexts"])).map(([key, value]) => {
      const [, image] = /^docker-image:\/\/(.*)$/.exec(value) ?? [];
      return [key, image ?? "no image"] as const;
    });
    expect({
      name,
      dockerfile,
      args: sorted([...args].map(([key, value]) => [key, known(value)])),
      target: target && known(target),
      contexts: sorted([...contexts].map(([key, value]) => [key, value === "no image" ? value : known(value.image)])),
      platforms,
    }).toEqual({
      name,
      dockerfile: wanted["dockerfile"],
      args: sorted(Object.entries(textsOf(wanted["args"]))),
      target: wanted["target"],
      contexts: sorted(images),
      platforms: arrayOf(wanted["platforms"]),
    });
  }
  // What a run builds that names no target is among them, if it has a Dockerfile in the repository.
  const local = Object.entries(targets).filter(([, one]) => {
    const { dockerfile, remote } = objectOf(one);
    return remote !== true && typeof dockerfile === "string" && !dockerfile.startsWith("..");
  });
  const asked = local.map(([name]) => name).filter((name) => arrayOf(row["default"]).includes(name));
  expect(builds.map(({ name }) => name.replace("target ", ""))).toEqual(expect.arrayContaining(asked));
});
