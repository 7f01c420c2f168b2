import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Environment, environmentOfDirective, readEnvironment } from "../../src/recipe/environment.ts";
import { nameParts, type NameStrategy } from "../../src/recipe/names.ts";
import { predictNames } from "../../src/recipe/predict.ts";
import { proveRecipe } from "../../src/recipe/prove.ts";
import { vectors } from "./vectors.ts";

const lines = readFileSync(join(import.meta.dirname, "names.txt"), "utf8")
  .split("\n")
  .slice(3)
  .filter((line) => line !== "")
  .map((line) => {
    const [request = "", name = ""] = line.split(" => ");
    const [platform = "", repository = "", strategy = "", template = "", ...packages] = request.split(" ");
    return { platform, repository, strategy, template, packages: packages.join(" "), name };
  });

const strategies: readonly NameStrategy[] = ["imageSuffix", "tagPrefix"];

function packagesOf(text: string): Environment {
  const read = environmentOfDirective(text);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

describe("a name that Wave gives", () => {
  test.each(lines.filter(({ platform }) => !platform.includes(",")))("$strategy $packages", (line) => {
    const names = predictNames({
      ...line,
      environment: packagesOf(line.packages),
      strategy: strategies.find((one) => one === line.strategy) ?? "none",
      engine: line.name.startsWith("oras://") ? "singularity" : "docker",
    });
    expect(names).toEqual([{ name: line.name, template: line.template }]);
  });

  test.each(vectors.filter(({ commit }) => commit === "417e43a72"))("$name is the newest of its template", (vector) => {
    const environment = readEnvironment(vector.condaFile);
    if ("problem" in environment) throw new Error(environment.problem);
    const engine = vector.name.startsWith("oras://") ? "singularity" : "docker";
    const names = predictNames({ environment, platform: vector.platform, engine });
    expect(names).toContainEqual({ name: vector.name, template: vector.template });
    expect(names.map(({ template }) => template)).toEqual([
      "conda/micromamba:v2",
      "conda/pixi:v1",
      "conda/micromamba:v1",
    ]);
  });

  test("is proven by the proof", () => {
    for (const repository of [undefined, "quay.io/me/wave", "community.wave.seqera.io/mine"])
      for (const engine of ["docker", "singularity"] as const)
        for (const strategy of [undefined, "imageSuffix", "tagPrefix", "none"] as const)
          for (const platform of ["linux/amd64", "linux/arm64", "linux/amd64,linux/arm64"]) {
            const environment = packagesOf("bioconda::samtools=1.17 conda-forge::pigz=2.6");
            const names = predictNames({
              environment,
              platform,
              engine,
              ...(repository !== undefined && { repository }),
              ...(strategy !== undefined && { strategy }),
            });
            // Wave refuses a SIF of both platforms.
            expect(names).toHaveLength(engine === "singularity" && platform.includes(",") ? 0 : 3);
            for (const { name } of names)
              expect({ name, ...proveRecipe(name, environment) }).toMatchObject({
                name,
                verdict: "recomputed",
                platform,
                engine,
              });
          }
  });

  test("of Seqera Containers is below library, packages in the tag below build", () => {
    const environment = packagesOf("samtools=1.17");
    const request = { environment, platform: "linux/amd64", engine: "docker", template: "conda/pixi:v1" } as const;
    expect(predictNames(request)[0]?.name).toMatch(/^community\.wave\.seqera\.io\/library\/samtools:1\.17--/);
    expect(predictNames({ ...request, strategy: "tagPrefix" })[0]?.name).toMatch(
      /^community\.wave\.seqera\.io\/library\/build:samtools-1\.17--/,
    );
  });

  test("is none of a template that is not known, or where no letter is left for a path", () => {
    const request = { platform: "linux/amd64", engine: "docker" } as const;
    expect(predictNames({ ...request, environment: packagesOf("a"), template: "apt/debian:v1" })).toEqual([]);
    expect(predictNames({ ...request, environment: packagesOf("日本") })).toEqual([]);
    expect(predictNames({ ...request, environment: packagesOf("日本"), platform: "linux/amd64,linux/arm64" })).toEqual(
      [],
    );
  });
});

test("an environment's own name is that of the image, and packages behind URLs have none", () => {
  const named = readEnvironment("name: My Tools\ndependencies: [a=1, b=2]\n");
  const urls = readEnvironment("dependencies: ['https://example.org/x.conda', '==', a=1]\n");
  if ("problem" in named || "problem" in urls) throw new Error("no environment");
  expect(nameParts(named, "imageSuffix")).toEqual({ path: "mytools", prefix: "" });
  expect(nameParts(named, "tagPrefix")).toEqual({ path: "", prefix: "MyTools" });
  expect(nameParts(urls, "imageSuffix")).toEqual({ path: "a", prefix: "" });
  expect(nameParts({ ...urls, packages: [] }, "imageSuffix")).toEqual({ path: "", prefix: "" });
});
