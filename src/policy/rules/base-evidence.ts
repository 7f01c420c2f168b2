/** On which images an image is built: what it declares itself, and what its layers show. */
import { canonicalOf } from "../../image/name.ts";
import type { ContainerSpec } from "../../model.ts";
import { oneLine } from "../../text/foreign.ts";
import { counted } from "../../text/units.ts";
import { containerOf, factsOf, isMissing, judgedPlatform, otherImage, type Subject } from "./subject.ts";

/** One image that another one is built on. */
export interface BaseEvidence {
  /** Canonical; what a builder declares that is no name stays as it is. */
  readonly base: string;
  /** `declared`: whoever built the image says so. `same layers`: its first layers are those of the base, by their content. */
  readonly grade: "declared" | "same layers";
  /** What shows it, in words that follow "by". */
  readonly by: string;
}

/** Annotation of the manifest, or a label of that name (OCI image-spec, annotations.md). */
const NAME = "org.opencontainers.image.base.name";
const DIGEST = "org.opencontainers.image.base.digest";

/** `compared`: canonical names of the images whose layers are looked for. The firmer evidence first. */
export function basesOf(
  subject: Subject,
  container: ContainerSpec,
  compared: readonly string[],
): readonly BaseEvidence[] {
  const others = compared.flatMap((base) => comparedBase(subject, base) ?? []);
  return [...others.flatMap((other) => byLayers(container, other) ?? []), ...declaredBases(container, others)];
}

interface ComparedBase {
  readonly base: string;
  readonly container: ContainerSpec;
  /** Of the index that its name means, where it means one. */
  readonly digest: string | undefined;
}

/** The image that a policy names, for the platform that is judged; undefined where it has none, or nothing is known of it. */
function comparedBase(subject: Subject, base: string): ComparedBase | undefined {
  const other = otherImage(subject, base);
  const container = containerOf(other);
  if (container === undefined || isMissing(other, judgedPlatform(subject))) return undefined;
  return { base, container, digest: factsOf(other)?.digest };
}

function byLayers(image: ContainerSpec, { base, container }: ComparedBase): BaseEvidence | undefined {
  const [layers, first] = [layersOf(image), layersOf(container)];
  const isBase = first.length > 0 && first.every((layer, at) => layer === layers[at]);
  return isBase ? { base, grade: "same layers", by: `its first ${layersInWords(first.length)}` } : undefined;
}

function layersInWords(count: number): string {
  return count === 1 ? "layer" : counted(count, "layer");
}

/** By the content of each layer, which says the same however it is compressed. */
function layersOf({ config }: ContainerSpec): readonly string[] {
  return config.rootfs.diff_ids ?? [];
}

function declaredBases(image: ContainerSpec, others: readonly ComparedBase[]): readonly BaseEvidence[] {
  const name = declaredAs(image, NAME);
  if (name !== undefined) {
    const base = canonicalOf(name.value) ?? oneLine(name.value, 200);
    return [{ base, grade: "declared", by: name.by }];
  }
  const digest = declaredAs(image, DIGEST);
  if (digest === undefined) return [];
  return others
    .filter((other) => digest.value === other.digest || digest.value === other.container.digest)
    .map(({ base }) => ({ base, grade: "declared", by: digest.by }));
}

function declaredAs({ manifest, config }: ContainerSpec, key: string): { value: string; by: string } | undefined {
  const annotation = manifest.annotations?.[key];
  if (annotation !== undefined && annotation !== "") return { value: annotation, by: `its annotation ${key}` };
  const label = config.config.labels?.[key];
  return label === undefined || label === "" ? undefined : { value: label, by: `its label ${key}` };
}
