/** 10,000 pulls that every rule has something to say of, as a large repository of bad modules would have them. */
import type { ContainerSpec, Inspection, Pull, Reference, ScanResult } from "../../src/model.ts";
import { loadPolicy } from "../../src/policy/file/load.ts";
import { judge } from "../../src/policy/judge/index.ts";
import { cpuTime } from "./measure.ts";

const PULLS = 10_000;
/** Milliseconds of processor time. */
const PROMISED = 200;
const ROUNDS = 5;
const NOW = new Date("2026-11-24T12:00:00Z");

const POLICY = `version: 1
rules:
  registry: { allow: ["ghcr.io/acme/**", "quay.io/biocontainers/*"], deny: ["docker.io"], use-instead: { quay.io: ghcr.io/acme/quay } }
  pin: { at-least: digest }
  tag: error
  exists: error
  architecture: { require: [linux/amd64, linux/arm64] }
  age: { at-most: 1y }
  size: { at-most: 1kB }
  labels: { require: [org.opencontainers.image.revision] }
  user: { deny: [root] }
  entrypoint: error
  manifest-format: error
  twins: error
  version-spread: error
waivers:
  - { rules: [pin], images: ["quay.io/other/tool-1*"], reason: x, expires: 2027-03-01 }
  - { rules: [tag], files: ["modules/m2*/**"], reason: x, expires: 2027-03-01 }
`;

export async function bench(print: (line: string) => void): Promise<boolean> {
  const policy = await loadPolicy(POLICY, "policy.yml", () => "");
  const pulls = Array.from({ length: PULLS }, (_, index) => pullOf(index));
  const references = pulls.flatMap((pull) => pull.references);
  const scan: ScanResult = { references, pulls, problems: [], ignores: [], files: [], notLookedAt: [] };
  const inspections = pulls.flatMap(inspectionsOf);
  let findings = 0;
  const work = (): void => {
    findings = judge(policy, scan, inspections, { now: NOW, platform: null }).findings.length;
  };
  const first = await cpuTime(1, work);
  const time = await cpuTime(ROUNDS, work);
  print(
    `${findings} findings   ${time.toFixed(0)} ms of processor time   (at most ${PROMISED}; median of ${ROUNDS} runs)`,
  );
  print(`the first time   ${first.toFixed(0)} ms`);
  return time <= PROMISED;
}

/** Every second one is the Singularity half of the one before it. */
function pullOf(index: number): Pull {
  const pair = Math.floor(index / 2);
  const isSif = index % 2 === 1;
  const image = `quay.io/other/tool-${pair % 500}:main-${pair}${isSif ? "x" : ""}`;
  const reference: Reference = {
    file: `modules/m${pair}/main.nf`,
    line: 5 + (index % 2),
    column: 14,
    endLine: 5 + (index % 2),
    endColumn: 14 + image.length,
    text: image,
    source: "nextflow",
    kind: "directive",
    context: { process: `TOOL_${pair}` },
  };
  return {
    image: isSif ? `docker://${image}` : image,
    canonical: image,
    written: image,
    source: "nextflow",
    engine: isSif ? "singularity" : "docker",
    scenario: { profiles: [isSif ? "singularity" : "docker"] },
    process: `MAIN:TOOL_${pair}`,
    platform: null,
    confidence: "exact",
    references: [reference],
  };
}

function inspectionsOf({ canonical = "" }: Pull): Inspection[] {
  const digest = `sha256:${"2f".repeat(32)}`;
  const evidence = {
    via: "registry",
    host: "quay.io",
    verified: true,
    requests: 1,
    observedAt: NOW.toISOString(),
  } as const;
  const container: ContainerSpec = {
    registry: "quay.io",
    hostName: "https://quay.io",
    imageName: "other/tool",
    reference: "main",
    digest,
    config: {
      architecture: "amd64",
      config: { entrypoint: ["tool"], labels: { a: "b" } },
      created: "2020-01-01T00:00:00Z",
      rootfs: {},
    },
    manifest: { schemaVersion: 2, layers: [{ digest, size: 1_000_000 }] },
    v1: true,
    v2: false,
    oci: false,
  };
  return [null, "linux/amd64", "linux/arm64"].map((platform) => ({
    request: { image: canonical, platform, need: "config" },
    digest,
    platforms: ["linux/amd64"],
    answer: { container },
    evidence,
  }));
}
