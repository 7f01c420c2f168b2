/** The files that builds read: kustomizations, the objects of their resources, their patches. */
import { posix } from "node:path";
import type { ProblemKind, SourceTree } from "../../../../model.ts";
import { short, shortPath } from "../../../../text/quote.ts";
import { FileScanner } from "../../../kit/file-scan.ts";
import { subtext } from "../../../kit/placed-text.ts";
import { readYaml, type YamlDocument } from "../../../kit/yaml-file.ts";
import { readManifests } from "../documents.ts";
import {
  isMap,
  isText,
  itemsAt,
  type Origin,
  type Text,
  type Tree,
  type TreeMap,
  treeOf,
  textAt,
  valueAt,
} from "../tree.ts";

export interface Kustomization {
  readonly folder: string;
  readonly scan: FileScanner;
  readonly tree: TreeMap;
  readonly isComponent: boolean;
}

const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

export class Sources {
  readonly #tree: SourceTree;
  readonly #files: ReadonlySet<string>;
  readonly #scans = new Map<string, FileScanner>();
  readonly #kustomizations = new Map<string, Kustomization | undefined>();
  readonly #objects = new Map<string, readonly TreeMap[]>();
  readonly #documents = new Map<string, readonly Tree[]>();
  readonly #said = new Set<string>();
  #isTooMuch = false;

  constructor(tree: SourceTree) {
    this.#tree = tree;
    this.#files = new Set(tree.files);
  }

  /** What was found in a file; undefined for one that no build reads. */
  scanOf(path: string): FileScanner | undefined {
    return this.#scans.get(path);
  }

  kustomizationIn(folder: string): Kustomization | undefined {
    if (this.#files.has(folder)) return undefined;
    if (this.#kustomizations.has(folder)) return this.#kustomizations.get(folder);
    const path = NAMES.map((name) => posix.join(folder, name)).find((one) => this.#tree.read(one) !== undefined);
    const kustomization = path === undefined ? undefined : this.#kustomization(folder, path);
    this.#kustomizations.set(folder, kustomization);
    return kustomization;
  }

  /** One of another tool (Flux) has the same name and kind, and another version. */
  #kustomization(folder: string, path: string): Kustomization | undefined {
    const scan = new FileScanner(path, this.#tree.read(path) ?? "", "kubernetes");
    const [yaml] = readYaml(scan);
    const tree = yaml && treeOf(yaml, yaml.root, { scan, kind: "arg" });
    if (!isMap(tree)) return undefined;
    const version = textAt(tree, "apiVersion");
    if (version !== "" && !version.startsWith("kustomize.config.k8s.io/")) return undefined;
    this.#scans.set(path, scan);
    return { folder, scan, tree, isComponent: valueAt(tree, "kind") === "Component" };
  }

  /** The workloads of a file, lists of them taken apart; undefined where there is no such file. */
  objects(path: string): readonly TreeMap[] | undefined {
    const known = this.#objects.get(path);
    if (known !== undefined) return known;
    const scan = this.#open(path);
    if (scan === undefined) return undefined;
    const documents = readManifests(scan);
    if (documents.length > 0) this.#scans.set(path, scan);
    const objects = documents.flatMap((yaml) => objectsOf(treeOf(yaml, yaml.root, { scan, kind: "image" })));
    this.#objects.set(path, objects);
    return objects;
  }

  /** The documents of a patch; undefined where there is no such file. */
  documents(path: string): readonly Tree[] | undefined {
    const known = this.#documents.get(path);
    const scan = this.#open(path);
    if (known !== undefined || scan === undefined) return known;
    this.#scans.set(path, scan);
    const documents = documentsOf(readYaml(scan), { scan, kind: "image" });
    this.#documents.set(path, documents);
    return documents;
  }

  #open(path: string): FileScanner | undefined {
    const text = this.#scans.get(path)?.text ?? this.#tree.read(path);
    return text === undefined ? undefined : (this.#scans.get(path) ?? new FileScanner(path, text, "kubernetes"));
  }

  /** A path from the root of the repository; undefined, and said, for what lies elsewhere. */
  pathOf({ folder }: Kustomization, { value, places }: Text): string | undefined {
    const path = posix.join(folder, value);
    if (
      /^[a-z][\w+.-]*:\/\/|^(?:git::|git@|github\.com[/:])|\?(?:.*&)?(?:ref|version)=|\.git(?:\/|\?|$)/i.test(value)
    ) {
      this.say(places, "remote-include", `${short(value)} lies elsewhere: what it says of images is not read.`);
      return undefined;
    }
    if (!value.startsWith("/") && path !== ".." && !path.startsWith("../")) return path.replace(/\/$/, "");
    this.say(places, "missing-include", `${shortPath(value)} lies outside of the repository: it is not read.`);
    return undefined;
  }

  sayMissing({ value, places }: Text): void {
    const message = `${shortPath(value)} is neither a file nor a folder with a kustomization: kustomize stops here.`;
    this.say(places, "missing-include", message);
  }

  sayTooMuch(places: Text["places"]): void {
    if (this.#isTooMuch) return;
    this.#isTooMuch = true;
    const message = "The kustomizations of this repository ask for more than is followed: the rest is left out.";
    this.say(places, "limit", message);
  }

  /** Each once, however many builds come by. */
  say([place]: Text["places"], kind: ProblemKind, message: string): void {
    if (place === undefined) return;
    const key = `${place.scan.file}:${place.range.start} ${message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    place.scan.problem(place.range.start, kind, message);
  }
}

function documentsOf(documents: readonly YamlDocument[], origin: Origin): readonly Tree[] {
  return documents.flatMap((yaml) => {
    const tree = treeOf(yaml, yaml.root, origin);
    return tree === undefined || tree === null ? [] : [tree];
  });
}

/** The documents of a patch that is a text of its kustomization. */
export function inlineDocuments({ value, written, places: [place] }: Text): readonly Tree[] {
  if (place === undefined || written === undefined) return [];
  const scan = new FileScanner(place.scan.file, value, "kubernetes");
  const placeOf: Origin["placeOf"] = ({ start, end }) => subtext(written, start, end);
  return documentsOf(readYaml(scan, value, true), { scan: place.scan, kind: "image", placeOf });
}

/** A list of objects is those objects. */
export function objectsOf(tree: Tree | undefined): readonly TreeMap[] {
  const found: TreeMap[] = [];
  const left: (Tree | undefined)[] = [tree];
  for (const object of left) {
    if (!isMap(object)) continue;
    if (valueAt(object, "kind")?.endsWith("List") === true && object.has("items"))
      left.push(...itemsAt(object, "items"));
    else found.push(object);
  }
  return found;
}

/** The texts of a list of a kustomization. */
export function textsAt({ tree }: Kustomization, key: string): readonly Text[] {
  return itemsAt(tree, key).filter((item) => isText(item));
}
