/** Names for another platform, against the names that Wave itself gave to both builds of one request. */
import { expect, test } from "vitest";
import { type Environment, readEnvironment } from "../../src/recipe/environment.ts";
import { nameForPlatform } from "../../src/recipe/other-platform.ts";
import { vectors } from "./vectors.ts";

function environmentOf(text: string): Environment {
  const read = readEnvironment(text);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

const pairs = vectors.flatMap((one) =>
  vectors
    .filter(
      (other) =>
        other.condaFile === one.condaFile &&
        other.template === one.template &&
        other.commit === one.commit &&
        other.platform !== one.platform &&
        other.name.startsWith("oras://") === one.name.startsWith("oras://"),
    )
    .map((other) => [one.name, other.platform, other.name, one.condaFile] as const),
);

test("there are pairs", () => {
  expect(pairs.length).toBeGreaterThan(8);
});

test.each(pairs)("%s for %s is %s", (name, platform, expected, condaFile) => {
  expect(nameForPlatform(name, environmentOf(condaFile), platform)).toBe(expected);
});

test("is known of no other environment, of no digest and of no other name", () => {
  const [name = "", platform = "", , condaFile = ""] = pairs[0] ?? [];
  const environment = environmentOf(condaFile);
  expect(nameForPlatform(name, environmentOf(`${condaFile}- bioconda::samtools=1.21\n`), platform)).toBeUndefined();
  expect(nameForPlatform(`${name}@sha256:${"0".repeat(64)}`, environment, platform)).toBeUndefined();
  expect(nameForPlatform("quay.io/biocontainers/samtools:1.21--h50ea8bc_0", environment, platform)).toBeUndefined();
});
