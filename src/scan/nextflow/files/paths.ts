/** Paths within the repository, and what a written one points to. */
import { PROJECT, LAUNCH } from "../evaluate/constants.ts";

/** Where a run stands within the repository. Paths are relative to its root; the root itself is `""`. */
export interface Places {
  readonly projectDir: string;
  readonly launchDir: string;
  /** Absolute directories that are known to be the root of the repository, from the arguments of the launch command. */
  readonly roots: readonly string[];
}

export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "remote"; readonly url: string }
  | { readonly kind: "none" }
  /** An absolute path, or one that leaves the repository. */
  | { readonly kind: "outside"; readonly path: string };

/** What a path in a file of `directory` points to. */
export function locate(written: string, directory: string, places: Places): Target {
  if (written === "/dev/null") return { kind: "none" };
  if (written.startsWith("file:///")) return locate(written.slice("file://".length), directory, places);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(written)) return { kind: "remote", url: written };
  for (const [mark, base] of [
    [PROJECT, places.projectDir],
    [LAUNCH, places.launchDir],
  ] as const) {
    if (written === mark || written.startsWith(`${mark}/`))
      return inside(base, written.slice(mark.length + 1), written);
  }
  if (written.startsWith("/")) {
    for (const root of places.roots) {
      if (written.startsWith(`${root}/`)) return inside("", written.slice(root.length + 1), written);
    }
    return { kind: "outside", path: written };
  }
  return inside(directory, written, written);
}

function inside(base: string, relative: string, written: string): Target {
  const path = join(base, relative);
  return path === undefined ? { kind: "outside", path: written } : { kind: "file", path };
}

/** Joins and normalises; undefined where it leaves the root. */
export function join(base: string, relative: string): string | undefined {
  const parts = base === "" ? [] : base.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}
