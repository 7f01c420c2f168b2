/** The pulls of a Dockerfile: one for each place that names an image. */
import type { Pull, Scenario, ScanOptions } from "../../model.ts";
import type { Mention } from "./build.ts";
import { findSyntax } from "./directives.ts";
import { plain, WORD } from "./fragments.ts";
import type { Places } from "./places.ts";
import type { Reading } from "./reading.ts";
import { type Named, readName, type Stage } from "./stages.ts";
import { isOpen } from "./variables.ts";

/** In file order of the stages; within one, its base, then what its instructions name. */
export function pullsOf(reading: Reading, options: ScanOptions["dockerfile"], at: Places): readonly Pull[] {
  const scenario = scenarioOf(reading, options);
  const syntax = syntaxPull(reading.source, options, scenario, at);
  const images = reading.build.mentions.map((mention) => imagePull(mention, reading, scenario, at));
  return syntax === undefined ? images : [syntax, ...images];
}

function imagePull(mention: Mention, { platforms, variables }: Reading, scenario: Scenario | null, at: Places): Pull {
  const { named, stage } = mention;
  const pull = {
    written: named.canonical === undefined ? mention.written.value : plain(named.name),
    source: "dockerfile",
    engine: "buildkit",
    scenario,
    stage: stageName(stage),
    reachable: mention.isReachable,
    // Only FROM can ask for another platform than that of the build; copies and mounts never do.
    platform: mention.kind === "from" ? (platforms[stage.index] ?? null) : null,
    references: at.of(mention, stageName(stage)),
  } as const;
  return withImage(pull, named, isOpen(named.used, variables) ? "default" : "exact");
}

/** The frontend image, which the builder pulls before it reads anything else. It is of no stage. */
function syntaxPull(
  source: string,
  { buildArgs }: ScanOptions["dockerfile"],
  scenario: Scenario | null,
  at: Places,
): Pull | undefined {
  const written = findSyntax(source);
  if (written === undefined) return undefined;
  const image = buildArgs["BUILDKIT_SYNTAX"]?.trim().split(" ")[0] || written.value;
  // The name of the frontend that is built in.
  if (image === "dockerfile.v0") return undefined;
  const named = readName([{ text: image, origin: WORD }], new Set());
  const pull = {
    written: image,
    source: "dockerfile",
    engine: "buildkit",
    scenario,
    reachable: true,
    platform: null,
    references: [at.reference(written, "syntax", {}, named.unresolved)],
  } as const;
  return withImage(pull, named, "exact");
}

function withImage(
  pull: Omit<Pull, "image" | "canonical" | "confidence" | "unresolved">,
  { name, canonical, unresolved }: Named,
  confidence: "default" | "exact",
): Pull {
  if (unresolved !== undefined) return { ...pull, image: null, confidence: "unresolved", unresolved };
  return { ...pull, image: plain(name), canonical, confidence };
}

/** As BuildKit shows it. */
function stageName(stage: Stage): string {
  return stage.name ?? `stage-${stage.index}`;
}

/** What the build was given, as far as its images depend on it: other build arguments may be secrets. */
function scenarioOf({ build, variables }: Reading, { target, buildArgs }: ScanOptions["dockerfile"]): Scenario | null {
  if (target === undefined && Object.keys(buildArgs).length === 0) return null;
  const asked = new Set(build.mentions.flatMap(({ named }) => [...named.used]));
  for (const name of asked) for (const other of variables.get(name)?.dependsOn ?? []) asked.add(other);
  const given = Object.entries(buildArgs).filter(([name]) => asked.has(name));
  const words = [
    ...(target === undefined ? [] : ["--target", target]),
    ...given.flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
  ];
  return words.length === 0 ? null : { profiles: [], arguments: words };
}
