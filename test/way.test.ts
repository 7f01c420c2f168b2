/** The way of a name in words and as data: written where, rewritten by which line, pulled as what by whom. */
import { expect, test } from "vitest";
import type { Location, Pull, Rewrite } from "../src/model.ts";
import { wayInWords, wayOf } from "../src/way.ts";
import { pull, unresolvedPull } from "./policy/make.ts";

const at = (line: number): Location => ({ file: "nextflow.config", line, column: 3, endLine: line, endColumn: 9 });
const quay: Rewrite = { by: "registry", setting: "docker.registry", location: at(12), to: "quay.io/o/x:1" };
const engine: Rewrite = { by: "engine", to: "docker://quay.io/o/x:1" };

function rewritten(rewrites: readonly Rewrite[], differing: Partial<Pull> = {}): Pull {
  return pull(rewrites.at(-1)?.to ?? "o/x:1", { written: "o/x:1", rewrites, ...differing });
}

test("says the line that made another name of it, and how many processes it is for", () => {
  const processes = ["A", "B", "C", "D"].map((process) => rewritten([quay], { process }));
  expect(wayInWords(processes)).toBe(
    "Written o/x:1: docker.registry (nextflow.config:12) makes it quay.io/o/x:1; for 4 processes (A, B, C and 1 more), by docker.",
  );
});

test("says each outcome once, whichever engine's setting it is by", () => {
  const podman: Rewrite = { ...quay, setting: "podman.registry", location: at(20) };
  expect(wayInWords([rewritten([quay]), rewritten([podman], { engine: "podman" })])).toBe(
    "Written o/x:1: docker.registry (nextflow.config:12), podman.registry (nextflow.config:20) make it quay.io/o/x:1; for 1 process (DEMO:A), by docker, podman.",
  );
});

test.each<[Rewrite, string]>([
  [{ by: "store", setting: "NXF_SINGULARITY_CACHEDIR", to: "/c/x.img" }, "NXF_SINGULARITY_CACHEDIR has it as /c/x.img"],
  [{ by: "file", to: "/run/x.sif" }, "it is the file /run/x.sif"],
  [
    { by: "mirror", setting: "wave.build.repository", location: at(3), to: "reg.io/o/x:1" },
    "Wave mirrors it to reg.io/o/x:1 by wave.build.repository (nextflow.config:3)",
  ],
  [
    { by: "wave", setting: "wave.enabled", location: at(2), to: null },
    "Wave serves it under a name of its own by wave.enabled (nextflow.config:2)",
  ],
])("%j", (step, words) => {
  expect(wayInWords([rewritten([engine, step], { engine: null })])).toBe(
    `Written o/x:1: ${words}; for 1 process (DEMO:A).`,
  );
});

test("says nothing of the spelling of an engine, nor of what cannot be known", () => {
  expect(wayInWords([rewritten([engine])])).toBeUndefined();
  expect(wayInWords([pull("o/x:1")])).toBeUndefined();
  expect(wayInWords([{ ...unresolvedPull("x"), rewrites: [{ by: "wave", to: null }] }])).toBeUndefined();
  expect(wayInWords([])).toBeUndefined();
});

test("says nothing of several images, which are told of together for what they share", () => {
  expect(wayInWords([rewritten([quay]), rewritten([{ ...quay, to: "quay.io/o/y:1" }])])).toBeUndefined();
});

test("is data: every step once, and every name that is pulled with its engines, profiles and processes", () => {
  const overrode = { ...at(4), file: "main.nf", text: "'o/y:1'" };
  const docker = rewritten([quay], { overrode });
  const singularity = { engine: "singularity", scenario: { profiles: ["test", "singularity"] } } as const;
  const way = wayOf([docker, rewritten([quay, engine], { ...singularity, process: "B", platform: "linux/arm64" })]);
  expect(way).toMatchObject({
    written: { file: "modules/a/main.nf", line: 6, column: 15, text: "quay.io/o/x:1" },
    overrode: [overrode],
    rewritten: [quay, engine],
  });
  expect(way?.pulled).toEqual([
    {
      image: "quay.io/o/x:1",
      engines: ["docker"],
      profiles: ["docker"],
      platforms: [],
      processes: 1,
      first: ["DEMO:A"],
    },
    {
      image: "docker://quay.io/o/x:1",
      engines: ["singularity"],
      profiles: ["test,singularity"],
      platforms: ["linux/arm64"],
      processes: 1,
      first: ["B"],
    },
  ]);
  expect(wayOf([])).toBeUndefined();
});
