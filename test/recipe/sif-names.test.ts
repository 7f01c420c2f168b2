import { describe, expect, test } from "vitest";
import { sifNames } from "../../src/recipe/sif-names.ts";
import { templatesOf } from "../../src/recipe/templates.ts";
import { waveId } from "../../src/recipe/wave-id.ts";
import { vectors } from "./vectors.ts";

const isSif = (name: string): boolean => name.startsWith("oras://");

// Names of both halves for one platform, as nf-core's metadata has them: each of Docker's tells that of Singularity.
const pairs = vectors
  .filter(({ name }) => !isSif(name))
  .flatMap((docker) => {
    const other = vectors.find(
      ({ name, condaFile, platform }) => isSif(name) && condaFile === docker.condaFile && platform === docker.platform,
    );
    return other === undefined ? [] : { docker: docker.name, sif: other.name, condaFile: docker.condaFile };
  });

test("there are pairs to look at", () => {
  expect(pairs.length).toBeGreaterThan(10);
});

test.each(pairs)("$docker has $sif beside it", ({ docker, sif, condaFile }) => {
  const names = sifNames(docker, condaFile);
  expect(names).toContain(sif);
  expect(names.length).toBeLessThan(4);
});

describe("nothing is said", () => {
  const [{ docker, condaFile } = { docker: "", condaFile: "" }] = pairs;
  test.each([
    ["of another environment", docker, `${condaFile}\n`],
    ["of a name without a hash", "quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", condaFile],
  ])("%s", (_, name, environment) => {
    expect(sifNames(name, environment)).toEqual([]);
  });
});

test("of an image for two platforms there is a SIF for each, in a repository of one's own as well", () => {
  const template = templatesOf("docker")[0]!;
  const [platform, condaFile, repository] = ["linux/amd64,linux/arm64", "dependencies:\n- a=1\n", "quay.io/acme/wave"];
  const id = waveId(condaFile, { template, platform, repository });
  const names = sifNames(`docker://${repository}:a-1--${id}`, condaFile);
  const sif = templatesOf("singularity")[0]!;
  const ids = ["linux/amd64", "linux/arm64"].map((one) =>
    waveId(condaFile, { template: sif, platform: one, repository }),
  );
  expect(names).toEqual(ids.map((one) => `oras://quay.io/acme/wave:a-1--${one}`));
});
