/** Facts of one run, for the tests of what is made of them. */
import type { Facts } from "../../src/evidence/facts.ts";
import { packOf } from "../../src/evidence/index.ts";
import type { Observation } from "../../src/lock/observe.ts";
import type { LockedContent, LockedImage, LockedPlatform, LockedUsage } from "../../src/model.ts";
import { reportOf, scanOf } from "../policy/make.ts";

export const NIGHT = "2026-11-30T03:00:00Z";
export const COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;

export function usage(differing: Partial<LockedUsage> = {}): LockedUsage {
  return { written: [], processes: [], files: [], scenarios: [], ...differing };
}

/** What a run saw: of each name what it is, undefined where nobody said. */
export function seen(
  images: Readonly<Record<string, LockedContent | undefined>>,
  by: (name: string) => Partial<LockedUsage> = () => ({ processes: ["DEMO:TOOL"] }),
  outside: Observation["outside"] = new Map(),
): Observation {
  const entries = Object.entries(images).map(([name, content]) => {
    const own = usage(by(name));
    const image: LockedImage | undefined = content && {
      ...own,
      content,
      by: "registry",
      verified: true,
      firstSeen: "2026-11-30T09:09:09Z",
    };
    return [name, { usage: own, ...(image && { image }) }] as const;
  });
  return { images: new Map(entries), outside };
}

export const ORIGIN: Facts["origin"] = {
  repository: { host: "github.com", path: "acme/demo" },
  commit: COMMIT,
  folder: "",
  when: NIGHT,
  isGiven: false,
};

export function factsOf(observation: Observation, differing: Partial<Facts> = {}): Facts {
  const scan = scanOf([], { files: [{ file: "main.nf", source: "nextflow" }] });
  return {
    report: reportOf({ scan }),
    seen: observation,
    origin: ORIGIN,
    old: undefined,
    within: "",
    isTypedPolicy: false,
    ...differing,
  };
}

/** A file of the pack; a test that asks for one that is not there fails. */
export function fileOf(facts: Facts, name: string, crate?: Parameters<typeof packOf>[1]): string {
  const text = packOf(facts, crate).files[name];
  if (text === undefined) throw new Error(`the pack has no ${name}`);
  return text;
}

const AMD64 = {
  digest: digestOf("b"),
  config: digestOf("c"),
  created: "2026-09-30T11:20:07Z",
  layers: [{ digest: digestOf("d"), size: 30 }],
};

/** An index of two platforms, a single manifest, a SIF behind a URL, one in a registry, and one of which nobody said anything. */
export const SEEN = seen(
  {
    "https://depot.galaxyproject.org/singularity/blat:35--1": {
      file: { format: "sif", size: 100, architecture: "linux/amd64", created: NIGHT },
    },
    "quay.io/acme/away:1": undefined,
    "quay.io/acme/single:2.0": {
      digest: digestOf("e"),
      platforms: new Map([["linux/amd64", { ...AMD64, digest: digestOf("e") }]]),
    },
    "quay.io/acme/tool:1.0": {
      digest: digestOf("a"),
      platforms: new Map<string, LockedPlatform>([
        ["linux/amd64", AMD64],
        ["linux/arm64", { digest: digestOf("f") }],
      ]),
    },
    "registry.acme.org:5000/sif/star@sha256:9999999999999999999999999999999999999999999999999999999999999999": {
      digest: digestOf("9"),
      artifact: "application/vnd.sylabs.sif.layer.v1.sif",
      file: { format: "sif", sha256: "7".repeat(64) },
    },
  },
  (name) =>
    name.includes("tool")
      ? { processes: ["DEMO:TOOL"], written: ["acme/tool:1.0"], scenarios: ["-profile docker"] }
      : { files: ["Dockerfile"] },
);
