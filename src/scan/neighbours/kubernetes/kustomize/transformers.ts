/** What a kustomization makes of its objects, in kustomize's order, as far as names, labels and images go. */
import { short } from "../../../../text/quote.ts";
import {
  at,
  isList,
  isMap,
  isText,
  itemsAt,
  type Text,
  type Tree,
  type TreeMap,
  textAt,
  valueAt,
  withKey,
} from "../tree.ts";
import { hasId, idOf, isSelected, remembering, type Resource } from "./ids.ts";
import { type FieldSpec, type ImageChange, imageChange, IMAGE_FIELDS, mayHold, withImages } from "./images.ts";
import { applyOperations, isOperations, mergePatch } from "./patches.ts";
import { withReplacements } from "./replacements.ts";
import { inlineDocuments, type Kustomization, objectsOf, type Sources, textsAt } from "./sources.ts";

/** What a kustomization has gathered so far. */
export interface Gathered {
  readonly resources: readonly Resource[];
  /** Where images are besides the usual places: what `configurations` say. */
  readonly fields: readonly FieldSpec[];
}

/** Told of each file that is read. */
type Note = (path: string) => unknown;

const RENAMING = ["namespace", "namePrefix", "nameSuffix", "labels", "commonLabels", "commonAnnotations"];

/** Transformers of kustomize itself that leave images alone. */
const HARMLESS = /^(?:Annotations|Hash|Label|Namespace|Prefix|ReplicaCount|SortOrder|Suffix|PrefixSuffix)Transformer$/;

/** Times that an object is changed; no repository comes near. */
const MOST_WORK = 60_000;
/** What it takes to see that none of its images is meant. */
const LOOK = 0.02;

export class Transformers {
  readonly #sources: Sources;
  #work = 0;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** What makes objects that are in no file. */
  sayUnread({ tree }: Kustomization): void {
    for (const [key, what] of [
      ["helmCharts", "Helm renders this chart"],
      ["helmChartInflationGenerator", "Helm renders this chart"],
      ["generators", "A generator makes objects here"],
    ] as const) {
      for (const item of itemsAt(tree, key)) {
        const places = isText(item) ? item.places : placesOf(item);
        this.#sources.say(places, "limit", `${what}: the images of what it gives are not read.`);
      }
    }
  }

  /** The further places of images that `configurations` name. */
  fieldsOf(one: Kustomization): readonly FieldSpec[] {
    return textsAt(one, "configurations").flatMap((entry) => {
      const documents = this.#documents(one, entry, () => undefined);
      return documents.flatMap((tree) => itemsAt(tree, "images")).flatMap(fieldSpec);
    });
  }

  apply(one: Kustomization, { resources, fields }: Gathered, note: Note): readonly Resource[] {
    let all = resources;
    for (const entry of textsAt(one, "patchesStrategicMerge")) {
      // A text of several lines is the patch itself.
      const isInline = /\n|^\s*\{/.test(entry.value);
      const documents = isInline ? inlineDocuments(entry) : this.#documents(one, entry, note);
      if (this.#isFollowed(all, entry, documents.length)) all = merged(all, documents);
    }
    for (const entry of itemsAt(one.tree, "patches")) all = this.#patched(one, all, entry, note);
    if (RENAMING.some((key) => one.tree.has(key)) && this.#isFollowed(all, one.tree)) all = renamed(all, one.tree);
    for (const entry of itemsAt(one.tree, "patchesJson6902")) all = this.#patched(one, all, entry, note);
    const changes = ["images", "imageTags"].flatMap((key) => itemsAt(one.tree, key));
    all = this.#withImages(all, changes, [...IMAGE_FIELDS, ...fields]);
    const replacements = this.#replacements(one, note);
    all = withReplacements(
      all,
      replacements.filter((entry) => this.#isFollowed(all, entry)),
    );
    for (const entry of textsAt(one, "transformers")) all = this.#transformed(one, all, entry, note);
    return all;
  }

  /** Whether so many objects are looked at once more, for what stands at a place. */
  #isFollowed(resources: readonly Resource[], tree: Tree, times = 1): boolean {
    this.#work += (resources.length + 1) * times;
    if (this.#work <= MOST_WORK) return true;
    this.#sources.sayTooMuch(placesOf(tree));
    return false;
  }

  #documents(one: Kustomization, entry: Text, note: Note): readonly Tree[] {
    const path = this.#sources.pathOf(one, entry);
    if (path === undefined) return [];
    const documents = this.#sources.documents(path);
    if (documents === undefined) this.#sources.sayMissing(entry);
    else note(path);
    return documents ?? [];
  }

  /** An entry of `patches`: a merge or a list of operations, inline or of a file, for a target or for what it names itself. */
  #patched(one: Kustomization, resources: readonly Resource[], entry: Tree, note: Note): readonly Resource[] {
    const inline = at(entry, "patch");
    const file = at(entry, "path");
    const isInline = isText(inline) && inline.value.trim() !== "";
    const documents = isInline ? inlineDocuments(inline) : isText(file) ? this.#documents(one, file, note) : [];
    if (!this.#isFollowed(resources, entry, documents.length)) return resources;
    const [first] = documents;
    const target = at(entry, "target");
    if (isOperations(first)) {
      const isMeant = (resource: Resource): boolean => isMap(target) && isSelected(target, resource);
      return resources.map((resource) => (isMeant(resource) ? operated(resource, first) : resource));
    }
    const options = at(entry, "options");
    if (!isMap(target)) return merged(resources, documents, options);
    return resources.flatMap((resource) =>
      isMap(first) && isSelected(target, resource) ? withMerge(resource, first, options) : resource,
    );
  }

  #withImages(
    resources: readonly Resource[],
    entries: readonly Tree[],
    fields: readonly FieldSpec[],
  ): readonly Resource[] {
    let all = resources;
    for (const entry of entries) {
      const change = this.#change(entry);
      const meant = new Set(change && all.filter(({ object }) => mayHold(object, change, fields)));
      this.#work += all.length * LOOK;
      if (change === undefined || !this.#isFollowed([...meant], entry)) continue;
      all = all.map((one) => (meant.has(one) ? { ...one, object: withImages(one.object, change, fields) } : one));
    }
    return all;
  }

  #change(entry: Tree): ImageChange | undefined {
    const change = imageChange(entry);
    if (change === undefined) {
      const message = "This name is a regular expression: which images it means is not followed.";
      this.#sources.say(placesOf(at(entry, "name")), "limit", message);
      return undefined;
    }
    for (const text of [change.newName, change.newTag, change.digest]) {
      if (text === undefined || !isNumber(text)) continue;
      const message = `kustomize stops here: ${short(text.value)} is a number and no text. Write it in quotes.`;
      this.#sources.say(text.places, "abort", message);
    }
    return change;
  }

  #replacements(one: Kustomization, note: Note): readonly Tree[] {
    return itemsAt(one.tree, "replacements").flatMap((entry) => {
      const path = at(entry, "path");
      if (!isText(path)) return [entry];
      return this.#documents(one, path, note).flatMap((tree) => (isList(tree) ? tree : [tree]));
    });
  }

  /** Transformers in files of their own, or as texts. */
  #transformed(one: Kustomization, resources: readonly Resource[], entry: Text, note: Note): readonly Resource[] {
    const isInline = entry.value.includes("\n");
    let all = resources;
    for (const tree of isInline ? inlineDocuments(entry) : this.#documents(one, entry, note)) {
      const kind = textAt(tree, "kind");
      const isBuiltin = valueAt(tree, "apiVersion") === "builtin";
      const own = itemsAt(tree, "fieldSpecs").flatMap(fieldSpec);
      const image = at(tree, "imageTag");
      if (isBuiltin && kind === "ImageTagTransformer") all = this.#withImages(all, isMap(image) ? [image] : [], own);
      else if (isBuiltin && kind === "PatchTransformer") all = this.#patched(one, all, tree, note);
      else if (!isBuiltin || !HARMLESS.test(kind)) {
        const message = `${short(kind)} is a plugin of kustomize: what it makes of images is not followed.`;
        this.#sources.say(entry.places, "limit", message);
      }
    }
    return all;
  }
}

/** Merges each patch into the object that it names. */
function merged(resources: readonly Resource[], documents: readonly Tree[], options?: Tree): readonly Resource[] {
  return documents.flatMap(objectsOf).reduce((all, patch) => {
    const id = idOf(patch);
    return all.flatMap((resource) => (hasId(resource, id) ? withMerge(resource, patch, options) : resource));
  }, resources);
}

/** A patch changes no kind and no name, unless its options say so. */
function withMerge(resource: Resource, patch: TreeMap, options: Tree | undefined): readonly Resource[] {
  const { object } = resource;
  const keepsName = valueAt(options, "allowNameChange") !== "true";
  const keepsKind = valueAt(options, "allowKindChange") !== "true";
  const result = mergePatch(object, patch);
  if (result === undefined) return [];
  const kept = new Map([...result, ["apiVersion", object.get("apiVersion") ?? null]]);
  if (keepsKind) kept.set("kind", object.get("kind") ?? null);
  const named = withMetadata(kept, (map) =>
    withKey(
      keepsName ? withKey(map, "name", at(object, "metadata", "name")) : map,
      "namespace",
      at(object, "metadata", "namespace"),
    ),
  );
  const base = keepsName && keepsKind ? resource : remembering(resource);
  return [{ ...base, object: named }];
}

function operated(resource: Resource, operations: readonly Tree[]): Resource {
  return { ...remembering(resource), object: applyOperations(resource.object, operations) };
}

/** Namespace, prefix, suffix, labels and annotations. */
function renamed(resources: readonly Resource[], tree: TreeMap): readonly Resource[] {
  const namespace = at(tree, "namespace");
  const prefix = at(tree, "namePrefix");
  const suffix = at(tree, "nameSuffix");
  const labels = [...itemsAt(tree, "labels").map((item) => at(item, "pairs")), at(tree, "commonLabels")];
  return resources.map((resource) => {
    let one = resource;
    if (isText(namespace)) one = setMetadata(one, "namespace", namespace);
    if (isText(prefix)) one = setMetadata(one, "name", joined(prefix, nameOf(one)));
    if (isText(suffix)) one = setMetadata(one, "name", joined(nameOf(one), suffix));
    const object = labels.reduce<TreeMap>((map, pairs) => withPairs(map, "labels", pairs), one.object);
    return { ...one, object: withPairs(object, "annotations", at(tree, "commonAnnotations")) };
  });
}

function nameOf({ object }: Resource): Tree | undefined {
  return at(object, "metadata", "name");
}

function joined(left: Tree | undefined, right: Tree | undefined): Text {
  const texts = [left, right].filter((tree) => isText(tree));
  return { value: texts.map(({ value }) => value).join(""), places: texts.flatMap(({ places }) => places) };
}

function setMetadata(resource: Resource, key: string, value: Tree): Resource {
  return { ...remembering(resource), object: withMetadata(resource.object, (map) => withKey(map, key, value)) };
}

function withMetadata(object: TreeMap, change: (metadata: TreeMap) => TreeMap): TreeMap {
  const metadata = object.get("metadata");
  return withKey(object, "metadata", change(isMap(metadata) ? metadata : new Map()));
}

function withPairs(object: TreeMap, key: string, pairs: Tree | undefined): TreeMap {
  if (!isMap(pairs) || pairs.size === 0) return object;
  return withMetadata(object, (metadata) => {
    const old = metadata.get(key);
    return withKey(metadata, key, new Map([...(isMap(old) ? old : []), ...pairs]));
  });
}

function fieldSpec(tree: Tree): FieldSpec | readonly never[] {
  const path = textAt(tree, "path");
  if (path === "") return [];
  const [group, version, kind] = ["group", "version", "kind"].map((key) => valueAt(tree, key));
  return {
    path: path.split("/").map((part) => part.replace(/\[\]$/, "")),
    ...(group !== undefined && { group }),
    ...(version !== undefined && { version }),
    ...(kind !== undefined && { kind }),
  };
}

/** What YAML without quotes reads as a number, where kustomize wants a text. */
function isNumber({ value, written }: Text): boolean {
  return written?.isPlain === true && /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?$|^(?:true|false)$/i.test(value);
}

/** Where something begins that is no text itself. */
function placesOf(tree: Tree | undefined): Text["places"] {
  if (isText(tree)) return tree.places;
  const values = isMap(tree) ? [...tree.values()] : isList(tree) ? tree : [];
  return values.map(placesOf).find(({ length }) => length > 0) ?? [];
}
