/** `modules.json` of the nf-core tools: which module of a pipeline was copied from where, and which is its own. */
import type { ModuleOrigin, Pull, Reference, SourceTree } from "../../../model.ts";

type Json = Readonly<Record<string, unknown>>;

/** Whose code a file is; undefined where nothing says so. */
export type OriginOf = (file: string) => ModuleOrigin | undefined;

/** Gives every reference in the folder of a module its origin; those of the pulls are the same objects as before and after. */
export function withOrigins(
  found: { readonly references: readonly Reference[]; readonly pulls: readonly Pull[] },
  originOf: OriginOf,
): { readonly references: readonly Reference[]; readonly pulls: readonly Pull[] } {
  const made = new Map<Reference, Reference>();
  const placed = (reference: Reference): Reference => {
    let known = made.get(reference);
    if (known === undefined) {
      const module = originOf(reference.file);
      known = module === undefined ? reference : { ...reference, context: { ...reference.context, module } };
      made.set(reference, known);
    }
    return known;
  };
  return {
    references: found.references.map(placed),
    pulls: found.pulls.map((pull) => ({ ...pull, references: pull.references.map(placed) })),
  };
}

/** What every `modules.json` of the repository says; undefined where there is none. A broken one says nothing. */
export function readOrigins(tree: SourceTree): OriginOf | undefined {
  /** By the folder that a module was copied to. */
  const installed = new Map<string, ModuleOrigin>();
  /** The folders of pipelines: `""`, or with a slash at the end. */
  const roots = new Set<string>();
  for (const file of tree.files) {
    if (!/(?:^|\/)modules\.json$/.test(file)) continue;
    const { repos } = objectIn(parse(tree.read(file)));
    if (repos === undefined) continue;
    const root = file.slice(0, -"modules.json".length);
    roots.add(root);
    for (const { folder, origin } of entriesOf(objectIn(repos))) installed.set(`${root}${folder}/`, origin);
  }
  if (roots.size === 0) return undefined;
  return (file) => {
    for (let folder = parentOf(file); ; folder = parentOf(folder)) {
      const origin = installed.get(folder);
      if (origin !== undefined) return origin;
      // The innermost pipeline has the word.
      if (roots.has(folder)) return localModule(file.slice(folder.length));
      if (folder === "") return undefined;
    }
  };
}

/** With a slash at the end, or `""`. */
function parentOf(path: string): string {
  return path.replace(/[^/]*\/?$/, "");
}

/** `modules/local/a/main.nf`, `modules/local/a.nf`, and the same of subworkflows. */
function localModule(path: string): ModuleOrigin | undefined {
  const inner = /^(?:modules|subworkflows)\/local\/(.+)$/s.exec(path)?.[1];
  if (inner === undefined) return undefined;
  const name = inner.endsWith(".nf") && !/(?:^|\/)main\.nf$/.test(inner) ? inner.slice(0, -3) : folderOf(inner);
  return name === "" ? undefined : { name, local: true };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

interface Entry {
  /** Relative to `modules.json`. */
  readonly folder: string;
  readonly origin: ModuleOrigin;
}

/**
 * Since nf-core/tools 2.7 remote → `modules` or `subworkflows` → organisation → name; before, repository → `modules`
 * (2.4) or nothing (2.0) → name, copied to `modules/REPOSITORY/NAME`.
 */
function* entriesOf(repos: Json): Generator<Entry> {
  for (const [remote, kinds] of entries(repos)) {
    for (const [kind, names] of entries(kinds)) {
      yield* entryOf(`modules/${remote}/${kind}`, kind, remote, names);
      const repository = textIn(objectIn(kinds)["git_url"]) ?? remote;
      for (const [organisation, modules] of entries(names)) {
        yield* entryOf(`${kind}/${remote}/${organisation}`, organisation, repository, modules);
        for (const [name, module] of entries(modules)) {
          yield* entryOf(`${kind}/${organisation}/${name}`, name, repository, module);
        }
      }
    }
  }
}

/** None, or one: what has a commit is a module. */
function* entryOf(folder: string, name: string, repository: string, module: unknown): Generator<Entry> {
  const { git_sha, branch, patch } = objectIn(module);
  const sha = textIn(git_sha);
  if (sha === undefined) return;
  const [from, patched] = [textIn(branch), textIn(patch)];
  yield {
    folder,
    origin: {
      name,
      repository,
      sha,
      ...(from !== undefined && { branch: from }),
      ...(patched !== undefined && { patched }),
    },
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(objectIn(value));
}

function objectIn(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
