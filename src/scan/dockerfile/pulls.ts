/** The pulls of a Dockerfile: in each of its builds, one for each place that names an image. */
import { formatPlatform } from "../../image/platform.ts";
import type { Pull, Reference, Scenario } from "../../model.ts";
import type { Mention } from "./build.ts";
import { contextOfImage } from "./contexts.ts";
import { findSyntax } from "./directives.ts";
import { cut, plain, WORD } from "./fragments.ts";
import type { Given } from "./given.ts";
import { type Named, NOTHING, readName } from "./named.ts";
import type { Places } from "./places.ts";
import type { Reading } from "./reading.ts";
import type { Stage } from "./stages.ts";
import { rangeOf, type Text } from "./text.ts";
import { isOpen } from "./variables.ts";

/** A pull, and where in the Dockerfile its image is named. */
interface PlacedPull {
  readonly pull: Pull;
  readonly at: Reference | undefined;
}

/**
 * What is pulled alike in several builds is one pull. What a build does not reach is left out where another reaches the
 * same image at the same place. In the order of the stages; of one stage, its base, then what its instructions name.
 */
export function pullsOf(source: string, readings: readonly Reading[], at: Places): readonly Pull[] {
  const merged = new Map<string, PlacedPull>();
  const reached = new Set<string>();
  const mentions = readings.flatMap(({ build }) => build.mentions);
  const known = new Set(mentions.flatMap(({ named, written }) => (named.unresolved ? [] : rangeOf(written).start)));
  for (const reading of readings) {
    const scenario = scenarioOf(reading);
    const syntax = syntaxPull(source, reading.given, scenario, at);
    const images = reading.build.mentions.map((mention) => {
      const { kind, stage, written, named } = mention;
      // Of a place that is an image in another build, nothing is said but of its pull.
      const unresolved = known.has(rangeOf(written).start) ? undefined : named.unresolved;
      const own = at.reference(written, kind, { stage: stageName(stage) }, unresolved);
      return imagePull(mention, own, reading, scenario, at);
    });
    for (const placed of syntax === undefined ? images : [syntax, ...images]) {
      const key = keyOf(placed);
      if (!merged.has(key)) merged.set(key, placed);
      if (placed.pull.reachable === true) reached.add(imageAt(placed));
    }
  }
  const isLeft = (placed: PlacedPull): boolean => placed.pull.reachable === true || !reached.has(imageAt(placed));
  return [...merged.values()].filter(isLeft).map(({ pull }) => pull);
}

function placeKey({ file, line, column, endLine, endColumn }: Reference): string {
  return `${file}:${line}:${column}-${endLine}:${endColumn}`;
}

function imageAt({ pull: { image, written }, at }: PlacedPull): string {
  return [image, written, at && placeKey(at)].join("\n");
}

function keyOf(placed: PlacedPull): string {
  const { platform, confidence, unresolved, reachable, references } = placed.pull;
  const places = references.map(placeKey);
  return [imageAt(placed), platform, confidence, unresolved?.detail, reachable, ...places].join("\n");
}

function imagePull(
  mention: Mention,
  own: Reference,
  reading: Reading,
  scenario: Scenario | null,
  at: Places,
): PlacedPull {
  const { named, stage } = mention;
  const pull = {
    written: named.canonical === undefined ? mention.written.value : plain(named.name),
    source: "dockerfile",
    engine: "buildkit",
    scenario,
    stage: stageName(stage),
    reachable: mention.isReachable && !reading.given.made.has(named.canonical ?? ""),
    platform: platformOf(mention, reading),
    references: at.around(own, named),
  } as const;
  const isDefault = named.isDefault === true || isOpen(named.used, reading.variables);
  return { pull: withImage(pull, named, isDefault ? "default" : "exact"), at: own };
}

/** Only FROM can ask for another platform than that of the build; copies and mounts never do. */
function platformOf({ kind, stage }: Mention, { platforms, given }: Reading): string | null {
  if (kind === "from") return platforms[stage.index] ?? null;
  return given.platform === undefined ? null : formatPlatform(given.platform);
}

/** The frontend image, which the builder pulls before it reads anything else. It is of no stage. */
function syntaxPull(source: string, given: Given, scenario: Scenario | null, at: Places): PlacedPull | undefined {
  const written = findSyntax(source);
  const named = frontendOf(written, given);
  if (named === undefined) return undefined;
  const own = written && at.reference(written, "syntax", {}, named.unresolved);
  const references = at.around(own, named);
  if (references.length === 0) return undefined;
  const pull = {
    written: plain(named.name ?? []),
    source: "dockerfile",
    engine: "buildkit",
    scenario,
    reachable: true,
    platform: null,
    references,
  } as const;
  return { pull: withImage(pull, named, named.isDefault === true ? "default" : "exact"), at: own };
}

/** As `BUILDKIT_SYNTAX` says, or the file. Options may follow. Undefined: the frontend that is built in. */
function frontendOf(written: Text | undefined, { args, contexts }: Given): Named | undefined {
  const argument = args.get("BUILDKIT_SYNTAX");
  const { unknown } = argument ?? {};
  if (unknown !== undefined) return { used: NOTHING, unresolved: unknown.unresolved, unknownAt: unknown.reference };
  const value = argument?.value ?? [];
  const [asked = ""] = plain(value).trim().split(" ");
  const start = plain(value).indexOf(asked);
  const name = asked === "" ? [{ text: written?.value ?? "", origin: WORD }] : cut(value, start, start + asked.length);
  const text = plain(name);
  if (text === "" || text === "dockerfile.v0") return undefined;
  const context = contextOfImage(contexts, text);
  if (context === "no image") return undefined;
  return context ?? { ...readName(name, NOTHING), ...(argument?.isOpen === true && { isDefault: true }) };
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
function scenarioOf({ build, variables, given: { target, args } }: Reading): Scenario | null {
  const asked = new Set(build.mentions.flatMap(({ named }) => [...named.used]));
  for (const name of asked) for (const other of variables.get(name)?.dependsOn ?? []) asked.add(other);
  const words = [...args].flatMap(([name, { value }]) =>
    asked.has(name) && value !== undefined ? ["--build-arg", `${name}=${plain(value)}`] : [],
  );
  if (typeof target === "string") words.unshift("--target", target);
  return words.length === 0 ? null : { profiles: [], arguments: words };
}
