/** The configurations of a workflow of Snakemake, and which of its files share them. */
import { posix } from "node:path";
import type { SourceTree } from "../../../model.ts";
import { type SourceText, sourceText } from "../../../text/source-text.ts";
import { FileScanner } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";

/** What one file says of others: the literal paths of its `configfile` and `include`. */
export interface Snakefile {
  readonly path: string;
  readonly configurations: readonly string[];
  readonly includes: readonly string[];
}

/** `config` of a workflow: what later files say counts more. */
export class Configuration {
  readonly #documents: readonly { readonly yaml: YamlDocument; readonly source: SourceText }[];

  constructor(documents: readonly { readonly yaml: YamlDocument; readonly source: SourceText }[]) {
    this.#documents = documents;
  }

  /** The text under a path of keys; undefined where there is none. */
  textAt(path: readonly string[]): PlacedText | undefined {
    for (const { yaml, source } of this.#documents.toReversed()) {
      const text = yaml.textAt(yaml.root, ...path);
      if (text !== undefined) return { ...text, file: source };
    }
    return undefined;
  }
}

const byTree = new WeakMap<SourceTree, Configurations>();

/** Of all of a repository. `read` gives what a file says, by its path and text. */
export function configurationsOf(
  tree: SourceTree,
  isSnakefile: (path: string) => boolean,
  read: (path: string, text: string) => Snakefile,
): Configurations {
  const known = byTree.get(tree) ?? new Configurations(tree, isSnakefile, read);
  byTree.set(tree, known);
  return known;
}

export class Configurations {
  readonly #tree: SourceTree;
  readonly #files = new Map<string, Snakefile>();
  /** Those that each file is included by. */
  readonly #includedBy = new Map<string, Set<string>>();
  readonly #documents = new Map<string, Configuration>();

  constructor(
    tree: SourceTree,
    isSnakefile: (path: string) => boolean,
    read: (path: string, text: string) => Snakefile,
  ) {
    this.#tree = tree;
    const open = tree.files.filter(isSnakefile);
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const text = this.#files.has(path) ? undefined : tree.read(path);
      if (text === undefined) continue;
      const file = read(path, text);
      this.#files.set(path, file);
      for (const included of file.includes) {
        const around = this.#includedBy.get(included) ?? new Set();
        this.#includedBy.set(included, around.add(path));
        open.push(included);
      }
    }
  }

  /** Of each workflow that a file is part of: of what includes it, and of all that this includes. */
  of(path: string): readonly Configuration[] {
    const roots = this.#reached(path, (one) => this.#includedBy.get(one) ?? []).filter(
      (one) => !this.#includedBy.has(one),
    );
    const found = new Map<string, Configuration>();
    for (const root of roots.length > 0 ? roots : [path]) {
      const files = this.#reached(root, (one) => this.#files.get(one)?.includes ?? []);
      const paths = files.flatMap(
        (one) => this.#files.get(one)?.configurations.map((name) => place(this.#tree, root, name)) ?? [],
      );
      const key = JSON.stringify(paths);
      if (paths.length > 0) found.set(key, this.#documents.get(key) ?? this.#configuration(paths));
      const made = found.get(key);
      if (made !== undefined) this.#documents.set(key, made);
    }
    return [...found.values()];
  }

  #configuration(paths: readonly string[]): Configuration {
    const documents = [...new Set(paths)].flatMap((path) => {
      const text = this.#tree.read(path);
      if (text === undefined) return [];
      const source = sourceText(path, text);
      return readYaml(new FileScanner(path, text, "snakemake")).map((yaml) => ({ yaml, source }));
    });
    return new Configuration(documents);
  }

  #reached(from: string, next: (path: string) => Iterable<string>): string[] {
    const reached = new Set([from]);
    for (const path of reached) for (const one of next(path)) reached.add(one);
    return [...reached];
  }
}

/** Snakemake takes the path from the folder that it is started in: that of the workflow, or one around it. */
function place(tree: SourceTree, root: string, name: string): string {
  for (let folder = posix.dirname(root); ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, name);
    if (folder === "." || tree.read(path) !== undefined) return path;
  }
}
