/** Manifests as values that a build makes others of: each text knows the places that it comes from. */
import type { ReferenceKind } from "../../../model.ts";
import type { Range } from "../../../text/lines.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import type { YamlDocument, YamlText } from "../../kit/yaml-file.ts";

export interface Place {
  readonly scan: FileScanner;
  readonly range: Range;
  readonly kind: ReferenceKind;
}

export interface Text {
  readonly value: string;
  /** The first is where a person would edit it. */
  readonly places: readonly Place[];
  /** The text as it stands in its file, where nothing made another of it. */
  readonly written?: YamlText;
  /** Why only a build can know it. */
  readonly open?: string;
}

export type Tree = Text | TreeMap | TreeList | null;
export type TreeMap = ReadonlyMap<string, Tree>;
export type TreeList = readonly Tree[];

export function isMap(tree: Tree | undefined): tree is TreeMap {
  return tree instanceof Map;
}

export function isList(tree: Tree | undefined): tree is TreeList {
  return Array.isArray(tree);
}

export function isText(tree: Tree | undefined): tree is Text {
  return tree !== undefined && tree !== null && !isMap(tree) && !isList(tree);
}

export function at(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>((node, key) => (isMap(node) ? node.get(key) : undefined), tree);
}

export function valueAt(tree: Tree | undefined, ...path: readonly string[]): string | undefined {
  const found = at(tree, ...path);
  return isText(found) ? found.value : undefined;
}

/** The text there, "" where there is none. */
export function textAt(tree: Tree | undefined, ...path: readonly string[]): string {
  return valueAt(tree, ...path) ?? "";
}

export function itemsAt(tree: Tree | undefined, ...path: readonly string[]): TreeList {
  const found = at(tree, ...path);
  return isList(found) ? found : [];
}

/** The map with another value under a key; without one the key is gone. */
export function withKey(map: TreeMap, key: string, value: Tree | undefined): TreeMap {
  const changed = new Map(map);
  if (value === undefined) changed.delete(key);
  else changed.set(key, value);
  return changed;
}

/** No manifest of a person comes near; what aliases lead to counts each time. */
const MOST_NODES = 100_000;

/** What the texts of a tree are as references, and where they stand if not where the YAML says. */
export interface Origin {
  readonly scan: FileScanner;
  readonly kind: ReferenceKind;
  readonly placeOf?: (range: Range) => Range;
}

/** Undefined where aliases make too much of it. */
export function treeOf(yaml: YamlDocument, node: unknown, origin: Origin): Tree | undefined {
  const { tree, size } = new TreeReader(yaml, origin).read(node);
  return size > MOST_NODES ? undefined : tree;
}

interface Sized {
  readonly tree: Tree;
  readonly size: number;
}

class TreeReader {
  readonly #yaml: YamlDocument;
  readonly #origin: Origin;
  /** What several aliases lead to is one tree. */
  readonly #made = new Map<unknown, Sized>();

  constructor(yaml: YamlDocument, origin: Origin) {
    this.#yaml = yaml;
    this.#origin = origin;
  }

  read(node: unknown): Sized {
    const written = this.#yaml.text(node);
    if (written !== undefined) {
      const { scan, kind, placeOf } = this.#origin;
      const { value, start, end } = written;
      const range = placeOf?.({ start, end }) ?? { start, end };
      return { tree: { value, places: [{ scan, range, kind }], written }, size: 1 };
    }
    const made = this.#made.get(node);
    if (made !== undefined) return made;
    // While it is made, an alias within leads to nothing.
    this.#made.set(node, { tree: null, size: 1 });
    const sized = this.#yaml.isMap(node) ? this.#map(node) : this.#list(node);
    this.#made.set(node, sized);
    return sized;
  }

  #map(node: unknown): Sized {
    const entries = this.#yaml.entries(node).map(({ key, value }) => [key.value, this.read(value)] as const);
    return {
      tree: new Map(entries.map(([key, { tree }]) => [key, tree])),
      size: entries.reduce((size, [, one]) => size + one.size, 1),
    };
  }

  #list(node: unknown): Sized {
    if (!this.#yaml.isList(node)) return { tree: null, size: 1 };
    const items = this.#yaml.items(node).map((item) => this.read(item));
    return { tree: items.map(({ tree }) => tree), size: items.reduce((size, one) => size + one.size, 1) };
  }
}
