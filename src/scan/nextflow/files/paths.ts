/** Paths within the repository, and what a written one points to. */
import { PROJECT, LAUNCH } from "../evaluate/constants.ts";

/**
 * Where a run stands within the repository. Paths are relative to its root; the root itself is `""`. What a person typed
 * may lie outside, and has an absolute path.
 */
export interface Places {
  readonly projectDir: string;
  readonly launchDir: string;
  /**
   * Absolute directories that are the root of the repository: on this machine, where files outside of it may be read, and
   * on that of the run, as the arguments of the launch command tell.
   */
  readonly roots: readonly string[];
}

export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "remote"; readonly url: string }
  | { readonly kind: "none" }
  /** An absolute path, or one that leaves the repository, in a file of the repository. */
  | { readonly kind: "outside"; readonly path: string };

/** Whether a path lies outside of the repository. */
export function isOutside(path: string): boolean {
  return path.startsWith("/");
}

/** What a path in a file of `directory` points to. Only a file that lies outside itself may name others there. */
export function locate(written: string, directory: string, places: Places): Target {
  if (written === "/dev/null") return { kind: "none" };
  if (written.startsWith("file:///")) return locate(written.slice("file://".length), directory, places);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(written)) return { kind: "remote", url: written };
  for (const [mark, base] of [
    [PROJECT, places.projectDir],
    [LAUNCH, places.launchDir],
  ] as const) {
    if (written !== mark && !written.startsWith(`${mark}/`)) continue;
    const relative = written.slice(mark.length + 1);
    if (!isOutside(directory))
      return isOutside(base) ? { kind: "outside", path: written } : inside(base, relative, written);
    return { kind: "file", path: anywhere(isOutside(base) ? base : `${places.roots[0]!}/${base}`, relative, places) };
  }
  if (isOutside(directory))
    return { kind: "file", path: anywhere(isOutside(written) ? "" : directory, written, places) };
  if (!isOutside(written)) return inside(directory, written, written);
  const path = belowRoot(written, places);
  return path === undefined ? { kind: "outside", path: written } : inside("", path, written);
}

function inside(base: string, relative: string, written: string): Target {
  const path = join(base, relative);
  return path === undefined ? { kind: "outside", path: written } : { kind: "file", path };
}

/** A path that a person typed, or that a file outside names: into the repository, too. */
export function anywhere(base: string, relative: string, places: Places): string {
  const parts: string[] = [];
  for (const part of `${base}/${relative}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const path = `/${parts.join("/")}`;
  return belowRoot(path, places) ?? path;
}

function belowRoot(path: string, { roots }: Places): string | undefined {
  const root = roots.find((one) => path.startsWith(`${one}/`));
  return root && path.slice(root.length + 1);
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
  if (slash === 0) return "/";
  return slash === -1 ? "" : path.slice(0, slash);
}
