/** Builds of Dockerfiles as other files define them: Compose, bake, workflows, dev containers. */
import { posix } from "node:path";
import type { Location, Reference, Unresolved } from "../../model.ts";

/** One build that a file asks for. */
export interface BuildDefinition {
  /** The Dockerfile, by its path from the root of the repository. */
  readonly dockerfile: string;
  /** Where the build is defined. */
  readonly at: Pick<Location, "file" | "line" | "column">;
  /** What its file calls it: `service app`, `target web`, `job docker`. */
  readonly name: string;
  /** Values of `ARG`, by name. */
  readonly args: ReadonlyMap<string, BuildValue>;
  /** The stage that is built; absent: the last. */
  readonly target?: BuildValue;
  /** What stands in the place of the images and stages of these names. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  /** Each is built for itself; none: as the builder likes. As written. */
  readonly platforms: readonly string[];
  /** Names of images that builds beside it make: no registry is asked for them. As written. */
  readonly madeBeside: readonly string[];
}

/** A value in pieces, each where it is written; or why only a run can know it. */
export type BuildValue =
  | {
      readonly pieces: readonly { readonly text: string; readonly reference: Reference }[];
      /** A run could be given another. */
      readonly isDefault: boolean;
      readonly unresolved?: undefined;
    }
  | { readonly unresolved: Unresolved; readonly reference: Reference };

/** A named context: the name of an image, or what is none (a folder, a repository, what another target builds). */
export type BuildContext = { readonly image: BuildValue } | "no image";

/** The text of a value; undefined where only a run can know it. */
export function plainValue(value: BuildValue): string | undefined {
  return value.unresolved === undefined ? value.pieces.map(({ text }) => text).join("") : undefined;
}

/** A path in the repository, by its parts, each from the folder before it; or why it names no file of the repository. */
export function pathInRepository(parts: readonly string[]): { readonly path: string } | "remote" | "open" | "outside" {
  if (parts.some((part) => part.includes("$"))) return "open";
  if (parts.some(isRemote)) return "remote";
  const path = joinPath(parts);
  return /^(?:\/|\.\.(?:\/|$))/.test(path) ? "outside" : { path };
}

/** Whether a part of a path is an address. */
export function isRemote(part: string): boolean {
  return /^(?:[a-z][\w+.-]*:|git@)/i.test(part);
}

/** Each part from the folder before it; an absolute one is a path of the machine, not of the repository. */
export function joinPath(parts: readonly string[]): string {
  return parts.reduce((base, part) => (part.startsWith("/") ? part : posix.join(base, part)), "");
}
