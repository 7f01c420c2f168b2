/**
 * What `kustomize build` makes of the workloads of a repository. Every kustomization that no other one names is built;
 * the objects of all others are judged as those builds give them, which rename and retag their images.
 */
import { posix } from "node:path";
import type { SourceTree } from "../../../../model.ts";
import type { FileScanner } from "../../../kit/file-scan.ts";
import { isKustomizationName } from "../../glance.ts";
import { CONTAINER_LISTS, POD_SPECS } from "../pods.ts";
import { at, isText, itemsAt, type Text, type Tree, textAt, valueAt } from "../tree.ts";
import type { Resource } from "./ids.ts";
import { type Kustomization, Sources, textsAt } from "./sources.ts";
import { type Gathered, Transformers } from "./transformers.ts";

/** No repository has as many: kustomizations that are gone through, and objects of one of them. */
const MOST_STEPS = 10_000;
const MOST_RESOURCES = 10_000;
/** Levels of kustomizations that name one another. */
const DEEPEST = 50;

const NOTHING: Gathered = { resources: [], fields: [] };

const byTree = new WeakMap<SourceTree, Builds>();

/** Of all of a repository, worked out once. */
export function buildsOf(tree: SourceTree): Builds {
  const builds = byTree.get(tree) ?? new Builds(tree);
  byTree.set(tree, builds);
  return builds;
}

export class Builds {
  readonly #sources: Sources;
  readonly #transformers: Transformers;
  /** By folder. */
  readonly #gathered = new Map<string, Gathered>();
  /** What a kustomization reads, whatever it is called. */
  readonly #reads = new Map<string, Set<string>>();
  #steps = 0;

  constructor(tree: SourceTree) {
    this.#sources = new Sources(tree);
    this.#transformers = new Transformers(this.#sources);
    const all = tree.files
      .filter(isKustomizationName)
      .flatMap((file) => this.#sources.kustomizationIn(posix.dirname(file)) ?? []);
    const named = new Set(all.flatMap((one) => this.#named(one)));
    // Those that name each other are named by nothing else: the first of them stands for all.
    const order = [...all.filter(({ folder }) => !named.has(folder)), ...all];
    for (const root of order) {
      if (this.#reads.has(root.folder)) continue;
      for (const resource of this.#gather(root, NOTHING, []).resources) pullImages(resource);
    }
    for (const [folder, paths] of this.#reads) this.#lead(folder, paths);
  }

  /** What the builds found in a file; undefined for one that none of them reads. */
  scanOf(file: string): FileScanner | undefined {
    return this.#sources.scanOf(file);
  }

  /** The folders of the kustomizations that one builds on. */
  #named(one: Kustomization): readonly string[] {
    return ["resources", "bases", "components"].flatMap((key) =>
      textsAt(one, key).map(({ value }) => posix.join(one.folder, value).replace(/\/$/, "")),
    );
  }

  #gather(one: Kustomization, given: Gathered, chain: readonly Kustomization[]): Gathered {
    const known = one.isComponent ? undefined : this.#gathered.get(one.folder);
    if (known !== undefined) return known;
    this.#reads.set(one.folder, this.#reads.get(one.folder) ?? new Set());
    const found = [...given.resources];
    let fields = given.fields;
    for (const entry of [...textsAt(one, "resources"), ...textsAt(one, "bases")]) {
      const more = this.#resource(one, entry, chain);
      for (const resource of more.resources) found.push(resource);
      fields = [...fields, ...more.fields];
    }
    let resources: Gathered["resources"] = found;
    this.#transformers.sayUnread(one);
    fields = [...fields, ...this.#transformers.fieldsOf(one)];
    for (const entry of textsAt(one, "components")) {
      ({ resources, fields } = this.#component(one, entry, { resources, fields }, chain));
    }
    const note = (path: string): unknown => this.#reads.get(one.folder)?.add(path);
    const gathered = { resources: this.#transformers.apply(one, { resources, fields }, note), fields };
    if (!one.isComponent) this.#gathered.set(one.folder, gathered);
    return gathered;
  }

  /** A file with objects, or the folder of another kustomization. */
  #resource(one: Kustomization, entry: Text, chain: readonly Kustomization[]): Gathered {
    const path = this.#sources.pathOf(one, entry);
    if (path === undefined) return NOTHING;
    const base = this.#sources.kustomizationIn(path);
    if (base !== undefined)
      return this.#isFollowed(one, base, entry, chain) ? this.#gather(base, NOTHING, [...chain, one]) : NOTHING;
    const objects = this.#sources.objects(path);
    if (objects === undefined) {
      this.#sources.sayMissing(entry);
      return NOTHING;
    }
    this.#reads.get(one.folder)?.add(path);
    return { resources: objects.map((object) => ({ object, before: [] })), fields: [] };
  }

  /** A component works on what is there. */
  #component(one: Kustomization, entry: Text, given: Gathered, chain: readonly Kustomization[]): Gathered {
    const path = this.#sources.pathOf(one, entry);
    const component = path === undefined ? undefined : this.#sources.kustomizationIn(path);
    if (component !== undefined)
      return this.#isFollowed(one, component, entry, chain) ? this.#gather(component, given, [...chain, one]) : given;
    if (path !== undefined) this.#sources.sayMissing(entry);
    return given;
  }

  #isFollowed(one: Kustomization, next: Kustomization, { places }: Text, chain: readonly Kustomization[]): boolean {
    if (next === one || chain.includes(next)) {
      const message = "These kustomizations lead to each other: kustomize stops with an error.";
      this.#sources.say(places, "abort", message);
      return false;
    }
    const resources = this.#gathered.get(next.folder)?.resources.length ?? 0;
    if (++this.#steps <= MOST_STEPS && chain.length < DEEPEST && resources <= MOST_RESOURCES) return true;
    this.#sources.sayTooMuch(places);
    return false;
  }

  /** Files in which something was found, whatever they are called. */
  #lead(folder: string, paths: ReadonlySet<string>): void {
    for (const path of paths) {
      const isFound = (this.#sources.scanOf(path)?.result().references.length ?? 0) > 0;
      if (isFound) this.#sources.kustomizationIn(folder)?.scan.lead("kubernetes", path);
    }
  }
}

/** An object that is only meant for kustomize itself is not among what it prints. */
function pullImages({ object }: Resource): void {
  const local = valueAt(object, "metadata", "annotations", "config.kubernetes.io/local-config");
  const kind = textAt(object, "kind");
  const spec = Object.entries(POD_SPECS).find(([name]) => name === kind)?.[1];
  if ((local !== undefined && local !== "false") || spec?.api.test(textAt(object, "apiVersion")) !== true) return;
  const pod = at(object, ...spec.path);
  for (const container of CONTAINER_LISTS.flatMap((list) => itemsAt(pod, list))) {
    pullImage(at(container, "image"), valueAt(container, "name"));
  }
  for (const volume of itemsAt(pod, "volumes")) pullImage(at(volume, "image", "reference"), undefined);
}

function pullImage(image: Tree | undefined, service: string | undefined): void {
  if (!isText(image) || image.value === "") return;
  const references = image.places.map(({ scan, range, kind }) =>
    scan.reference(range, kind, kind === "image" && service !== undefined ? { service } : {}),
  );
  const [first, ...others] = references;
  const { open } = image;
  image.places[0]?.scan.pull(
    [first!, ...others],
    open === undefined
      ? { image: image.value, confidence: "exact" }
      : { unresolved: { reason: "unsupported-expression", detail: open } },
    { engine: "kubernetes" },
  );
}
