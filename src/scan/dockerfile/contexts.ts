/** Named contexts of a build: what stands in the place of its images and stages (dockerui: NamedContext). */
import { canonicalOf } from "../../image/name.ts";
import { type BuildContext, type BuildValue, plainValue } from "../kit/build-definition.ts";
import type { Fragment } from "./fragments.ts";
import { type Named, NOTHING, readName } from "./named.ts";

/** By the name that they stand for, as `contextName` spells it. */
export type Contexts = ReadonlyMap<string, Named | "no image">;

/** Names of stages that no context stands for. */
const RESERVED: ReadonlySet<string> = new Set(["scratch", "context"]);

export function readContexts(contexts: ReadonlyMap<string, BuildContext>): Contexts {
  const read = new Map<string, Named | "no image">();
  for (const [written, context] of contexts) {
    const name = contextName(written);
    if (name !== undefined) read.set(name, context === "no image" ? context : imageOf(context.image, written));
  }
  return read;
}

/** What stands in the place of an image; undefined: the image itself. */
export function contextOfImage(contexts: Contexts, name: string): Named | "no image" | undefined {
  return contexts.size === 0 ? undefined : contexts.get(contextName(name) ?? "");
}

export function contextOfStage(contexts: Contexts, name: string): Named | "no image" | undefined {
  return RESERVED.has(name) ? undefined : contextOfImage(contexts, name);
}

/** `alpine` for `docker.io/library/alpine:latest`; undefined where no registry would accept the name. */
function contextName(name: string): string | undefined {
  return canonicalOf(name)
    ?.replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, "")
    .replace(/:latest$/, "");
}

function imageOf(value: BuildValue, name: string): Named | "no image" {
  if (value.unresolved !== undefined) {
    return { used: NOTHING, unresolved: value.unresolved, unknownAt: value.reference };
  }
  const fragments = value.pieces.map(({ text, reference }): Fragment => ({
    text,
    origin: { kind: "given", name, reference },
  }));
  const named = readName(fragments, NOTHING);
  if (named.unresolved !== undefined) return named;
  return plainValue(value) === "scratch" ? "no image" : { ...named, isDefault: value.isDefault };
}
