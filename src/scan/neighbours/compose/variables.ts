/** The variables that Compose reads from files. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { interpolate } from "./interpolation.ts";

export type Variables = ReadonlyMap<string, string>;

/** Variables of several files, of which the first counts most. Each file is read once. */
export class VariableFiles {
  readonly #tree: SourceTree;
  readonly #files = new Map<string, Variables>();
  readonly #joined = new Map<string, Variables>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** Of files that may be missing, by their paths. */
  of(paths: readonly string[]): Variables {
    const key = paths.join("\n");
    const known = this.#joined.get(key);
    if (known !== undefined) return known;
    const joined = new Map<string, string>();
    for (const path of paths.toReversed()) for (const [name, value] of this.#file(path)) joined.set(name, value);
    this.#joined.set(key, joined);
    return joined;
  }

  #file(path: string): Variables {
    const known = this.#files.get(path) ?? readDotEnv(this.#tree.read(path) ?? "");
    this.#files.set(path, known);
    return known;
  }
}

/** The file that Compose reads in the folder of a project. */
export function dotEnvIn(folder: string): string {
  return posix.join(folder, ".env");
}

/** A value may take those above it; where nothing gives one, it stays as it is written. */
export function readDotEnv(text: string): Variables {
  const variables = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [assigned, name] = /^\s*(?:export\s+)?(\w+)\s*=/.exec(line) ?? [];
    if (assigned === undefined || name === undefined) continue;
    const value = line.slice(assigned.length).trim();
    const [, double, single] = /^(?:"([^"\\]*)"|'([^']*)')(?:\s+#.*)?$/.exec(value) ?? [];
    const comment = value.search(/(?<!\S)#/);
    const written = double ?? (comment === -1 ? value : value.slice(0, comment).trimEnd());
    const filled = interpolate(written, (other) => variables.get(other));
    const isKnown = filled.error === undefined && filled.missing.length === 0;
    variables.set(name, single ?? (isKnown ? filled.value : written));
  }
  return variables;
}
