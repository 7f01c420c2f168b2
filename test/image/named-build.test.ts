/** Whether two names say that they are one build, where no answer of a registry is needed to know. */
import { expect, test } from "vitest";
import { isSameBuild, namedBuild } from "../../src/image/named-build.ts";
import { readWrittenName } from "../../src/image/written.ts";

const buildOf = (name: string): ReturnType<typeof namedBuild> => namedBuild(readWrittenName(name));
const DEPOT = "https://depot.galaxyproject.org/singularity";
const [ONE, OTHER] = [`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`];
const [HASH, ANOTHER] = ["0123456789abcdef", "fedcba9876543210"];
const COMMUNITY = "community.wave.seqera.io/library";

test("a file of Galaxy's depot is named as its image is; one without a tag names no build", () => {
  const build = { origin: "biocontainers", software: "samtools", tag: "1.17--h00cdaf9_0" };
  expect(buildOf(`${DEPOT}/samtools:1.17--h00cdaf9_0`)).toEqual(build);
  expect(buildOf("quay.io/biocontainers/samtools:1.17--h00cdaf9_0")).toEqual(build);
  expect(buildOf(`${DEPOT}/samtools`)).toBeUndefined();
});

test.each([
  ["one tag", "quay.io/a/b:1", "quay.io/a/b:1", true],
  ["another tag", "quay.io/a/b:1", "quay.io/a/b:2", false],
  ["one tag, of which one name has the digest", `quay.io/a/b:1@${ONE}`, "quay.io/a/b:1", true],
  ["one tag and one digest", `quay.io/a/b:1@${ONE}`, `quay.io/a/b:1@${ONE}`, true],
  ["one tag at two times", `quay.io/a/b:1@${ONE}`, `quay.io/a/b:1@${OTHER}`, false],
  ["another repository", "quay.io/a/b:1", "quay.io/a/c:1", undefined],
  ["one package of the community", `${COMMUNITY}/bwa:1--${HASH}`, `${COMMUNITY}/bwa:1--${ANOTHER}`, true],
  ["two of the community", `${COMMUNITY}/bwa:1--${HASH}`, `${COMMUNITY}/samtools:1--${HASH}`, false],
  // What stands in a name that Wave made: `ContainerHelper.makeTargetImage` at seqeralabs/wave 7b8b9f6d1.
  ["packages of a mirror", `quay.io/a/bwa_samtools:${HASH}`, `quay.io/b/samtools_bwa:${ANOTHER}`, true],
  ["no packages at all", `quay.io/a/frozen:${HASH}`, `oras://quay.io/a/frozen:${ANOTHER}`, undefined],
  ["one name of no packages", `quay.io/a/frozen:${HASH}`, `quay.io/a/frozen:${HASH}`, true],
  ["a SIF and an image of one hash", `quay.io/a/frozen:${HASH}`, `oras://quay.io/a/frozen:${HASH}`, undefined],
  ["no packages at the community's", `${COMMUNITY}/build:${HASH}`, `oras://${COMMUNITY}/build:${ANOTHER}`, undefined],
  ["a Dockerfile beside packages", `quay.io/a/my_own:${HASH}`, `quay.io/a/my_own:bwa-0.7--${ANOTHER}`, undefined],
  ["packages in another order", `quay.io/a/b:bwa-0.7_x-1--${HASH}`, `quay.io/a/b:x-1_bwa-0.7--${ANOTHER}`, true],
  ["packages of two versions", `quay.io/a/b:3d-dna-201008--${HASH}`, `quay.io/a/b:3d-dna-2010--${HASH}`, false],
  ["another place of Wave", `${COMMUNITY}/bwa:1--${HASH}`, `quay.io/a/wave:1--${HASH}`, undefined],
])("%s", (_what, one, other, isSame) => {
  const [a, b] = [buildOf(one), buildOf(other)];
  if (a === undefined || b === undefined) throw new Error("no build");
  expect([isSameBuild(a, b), isSameBuild(b, a)]).toEqual([isSame, isSame]);
});
