import { expect, test } from "vitest";
import { imageNames } from "../../src/report/image-names.ts";
import { digest, pull, unresolvedPull } from "../policy/make.ts";

const singularity = { engine: "singularity" } as const;
const withoutCanonical = (image: string) => {
  const { canonical: _, ...rest } = pull(image, singularity);
  return rest;
};

const pulls = [
  pull("quay.io/acme/tool:1.0"),
  pull("docker://quay.io/acme/tool:1.0", { ...singularity, canonical: "quay.io/acme/tool:1.0" }),
  pull("alpine", { canonical: "docker.io/library/alpine:latest" }),
  pull(`localhost:5000/a/b:1@${digest}`, { canonical: `localhost:5000/a/b:1@${digest}` }),
  pull(`localhost:5000/a/b:2@${digest}`, { canonical: `localhost:5000/a/b:2@${digest}` }),
  pull("oras://ghcr.io/acme/sif:1", { ...singularity, canonical: "ghcr.io/acme/sif:1" }),
  withoutCanonical("https://depot.example.org/tool.sif"),
  withoutCanonical("library://acme/x/tool:1"),
  withoutCanonical("/opt/tool.sif"),
  withoutCanonical("./images/tool.sif"),
];

test("canonical names, sorted, each once; what a digest names has no tag", () => {
  expect(imageNames(pulls, { downloads: false })).toEqual({
    names: ["docker.io/library/alpine:latest", `localhost:5000/a/b@${digest}`, "quay.io/acme/tool:1.0"],
    unknown: [],
  });
});

test("downloads are added by their schemes", () => {
  const { names } = imageNames(pulls, { downloads: true });
  expect(names.filter((name) => name.includes("://"))).toEqual([
    "https://depot.example.org/tool.sif",
    "library://acme/x/tool:1",
    "oras://ghcr.io/acme/sif:1",
  ]);
  expect(names).toHaveLength(6);
});

test("what is not known before the run, and what no engine takes, is counted and in no list", () => {
  const odd = [unresolvedPull("${params.image}"), unresolvedPull("${params.image}"), withoutCanonical("not a name")];
  expect(imageNames(odd, { downloads: true })).toEqual({ names: [], unknown: ["${params.image}", "not a name"] });
});
