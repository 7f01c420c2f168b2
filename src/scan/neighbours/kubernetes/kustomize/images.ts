/** `images` of a kustomization: kustomize's ImageTagTransformer (api v0.21). */
import { at, isList, isMap, isText, type Text, type Tree, type TreeList, type TreeMap, textAt } from "../tree.ts";
import { groupOf, type Gvk, versionOf } from "./ids.ts";

/** One entry of `images`. */
export interface ImageChange {
  /** As kustomize matches it: `.` stands for any character. */
  readonly pattern: RegExp;
  readonly newName: Text | undefined;
  readonly newTag: Text | undefined;
  readonly digest: Text | undefined;
  readonly tagSuffix: Text | undefined;
}

/** Where images are besides `containers` and `initContainers` at any depth. */
export interface FieldSpec extends Partial<Gvk> {
  readonly path: readonly string[];
}

const POD_FIELDS = ["containers/image", "initContainers/image", "volumes/image/reference"];

export const IMAGE_FIELDS: readonly FieldSpec[] = ["spec", "spec/template/spec"].flatMap((spec) =>
  POD_FIELDS.map((field) => ({ path: `${spec}/${field}`.split("/") })),
);

/** Undefined for a name that is more of a regular expression than the characters of an image name. */
export function imageChange(entry: Tree): ImageChange | undefined {
  const given = (key: string): Text | undefined => {
    const text = at(entry, key);
    return isText(text) && text.value !== "" ? text : undefined;
  };
  const name = textAt(entry, "name");
  if (!/^[\w./:@-]*$/.test(name)) return undefined;
  return {
    pattern: new RegExp(`^${name}(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$`),
    newName: given("newName"),
    newTag: given("newTag"),
    digest: given("digest"),
    tagSuffix: given("tagSuffix"),
  };
}

/** Texts under the keys that images have, of an object. */
const texts = new WeakMap<TreeMap, readonly string[]>();

/** Whether an object may hold an image that is meant: most do not, and need no second look. */
export function mayHold(object: TreeMap, { pattern }: ImageChange, fields: readonly FieldSpec[]): boolean {
  if (fields.some(({ path }) => !KEYS.has(path.at(-1) ?? ""))) return true;
  let known = texts.get(object);
  if (known === undefined) texts.set(object, (known = [...new Set(textsUnder(object, new Set()))]));
  return known.some((text) => pattern.test(text));
}

const KEYS = new Set(["image", "reference"]);

function textsUnder(tree: Tree, seen: Set<Tree>): readonly string[] {
  if (seen.has(tree) || (!isMap(tree) && !isList(tree))) return [];
  seen.add(tree);
  if (isList(tree)) return tree.flatMap((item) => textsUnder(item, seen));
  return [...tree].flatMap(([key, value]) =>
    isText(value) ? (KEYS.has(key) ? value.value : []) : textsUnder(value, seen),
  );
}

/** The object with its images changed: by both ways after one another, as kustomize does (a suffix is added twice). */
export function withImages(object: TreeMap, change: ImageChange, fields: readonly FieldSpec[]): TreeMap {
  const inContainers: Tree = changeContainers(object, change, new Map());
  const changed = fields
    .filter((field) => isOf(object, field))
    .reduce((tree, { path }) => changeField(tree, path, change), inContainers);
  return isMap(changed) ? changed : object;
}

function isOf(object: TreeMap, { group, version, kind }: FieldSpec): boolean {
  return (
    (kind === undefined || kind === textAt(object, "kind")) &&
    (group === undefined || group === groupOf(textAt(object, "apiVersion"))) &&
    (version === undefined || version === versionOf(textAt(object, "apiVersion")))
  );
}

const CONTAINERS = new Set(["containers", "initContainers"]);

/** `made`: what was changed already, since aliases make one tree of several. */
function changeContainers(tree: Tree, change: ImageChange, made: Map<Tree, Tree>): Tree {
  if (!isMap(tree) && !isList(tree)) return tree;
  const known = made.get(tree);
  if (known !== undefined) return known;
  const result = isList(tree)
    ? sharedList(tree, (item) => changeContainers(item, change, made))
    : sharedMap(tree, (value, key) => {
        const inner = changeContainers(value, change, made);
        const isContainers = CONTAINERS.has(key) && isList(inner);
        return isContainers ? sharedList(inner, (item) => changeField(item, ["image"], change)) : inner;
      });
  made.set(tree, result);
  return result;
}

/** The list itself where nothing in it changes, as most do not. */
function sharedList(list: TreeList, to: (item: Tree) => Tree): TreeList {
  const changed = list.map(to);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

function sharedMap(map: TreeMap, to: (value: Tree, key: string) => Tree): TreeMap {
  let changed: Map<string, Tree> | undefined;
  for (const [key, value] of map) {
    const result = to(value, key);
    if (result !== value) changed = (changed ?? new Map(map)).set(key, result);
  }
  return changed ?? map;
}

/** Lists on the way are gone through. */
function changeField(tree: Tree, path: readonly string[], change: ImageChange): Tree {
  const [key, ...rest] = path;
  if (isList(tree)) return sharedList(tree, (item) => changeField(item, path, change));
  if (key === undefined) return isText(tree) ? changed(tree, change) : tree;
  const value = isMap(tree) ? tree.get(key) : undefined;
  if (!isMap(tree) || value === undefined) return tree;
  const result = changeField(value, rest, change);
  return result === value ? tree : new Map([...tree, [key, result]]);
}

function changed(text: Text, { pattern, newName, newTag, digest, tagSuffix }: ImageChange): Text {
  if (!pattern.test(text.value)) return text;
  const old = splitImage(text.value);
  const isReplaced = newTag !== undefined || digest !== undefined;
  const tag = isReplaced ? (newTag?.value ?? "") : old.tag + (tagSuffix?.value ?? "");
  const pin = isReplaced ? (digest?.value ?? "") : tagSuffix === undefined ? old.digest : "";
  const versions = [newTag, digest].flatMap((one) => one?.places ?? []);
  const others = [newName, isReplaced ? undefined : tagSuffix].flatMap((one) => one?.places ?? []);
  const value = (newName?.value ?? old.name) + (tag === "" ? "" : `:${tag}`) + (pin === "" ? "" : `@${pin}`);
  if (value === text.value && [...versions, ...others].every((place) => text.places.includes(place))) return text;
  return {
    ...(text.open !== undefined && { open: text.open }),
    value,
    places: [...new Set([...versions, ...text.places, ...others])],
  };
}

/** A colon before the first slash is that of a port. */
function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(image.indexOf("/"), 0);
  const at = image.indexOf("@", slash);
  const colon = image.indexOf(":", slash);
  if (colon < 0 && at < 0) return { name: image, tag: "", digest: "" };
  if (at >= 0 && (at < colon || colon < 0)) return { name: image.slice(0, at), tag: "", digest: image.slice(at + 1) };
  const end = at < 0 ? image.length : at;
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, end), digest: image.slice(end + 1) };
}
