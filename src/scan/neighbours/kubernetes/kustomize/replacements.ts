/** `replacements` of a kustomization: texts of one object that are copied into others, their images among them. */
import { at, isList, isMap, isText, itemsAt, type Text, type Tree, type TreeMap, textAt, valueAt } from "../tree.ts";
import { hasId, idOf, isMatch, isSelected, type Resource } from "./ids.ts";
import { change } from "./patches.ts";

export function withReplacements(resources: readonly Resource[], replacements: readonly Tree[]): readonly Resource[] {
  let all = resources;
  for (const replacement of replacements) {
    const value = sourceOf(replacement, all);
    for (const target of itemsAt(replacement, "targets")) {
      all = all.map((one) => (isTarget(target, one) ? { ...one, object: replaced(one.object, target, value) } : one));
    }
  }
  return all;
}

const NOT_A_WORKLOAD =
  "A replacement of kustomize sets this from an object that is not read here: only a build tells what it is.";

function sourceOf(replacement: Tree, resources: readonly Resource[]): Text {
  const given = at(replacement, "sourceValue");
  if (isText(given)) return given;
  const source = at(replacement, "source");
  const found = resources.find((one) => isNamed(source, one));
  const path = pathOf(valueAt(source, "fieldPath") || "metadata.name");
  const value = found && placesOf(found.object, path)[0]?.value;
  if (!isText(value)) return { value: "", places: [], open: NOT_A_WORKLOAD };
  const delimiter = textAt(source, "options", "delimiter");
  if (delimiter === "") return value;
  const part = value.value.split(delimiter)[Number(valueAt(source, "options", "index") ?? 0)];
  return { ...value, value: part ?? "" };
}

/** Here names are texts and no regular expressions. */
function isNamed(source: Tree | undefined, resource: Resource): boolean {
  const now = idOf(resource.object);
  return [now, ...resource.before].some((id) =>
    (["group", "version", "kind", "name", "namespace"] as const).every((key) => {
      const wanted = textAt(source, key);
      return wanted === "" || wanted === id[key];
    }),
  );
}

function isTarget(target: Tree, resource: Resource): boolean {
  const isMeant = (selector: Tree | undefined): boolean =>
    isSelected(selector, resource) || resource.before.some((id) => isSelectedAs(selector, resource, id.name));
  return isMeant(at(target, "select")) && !itemsAt(target, "reject").some((one) => isSelected(one, resource));
}

/** By any of the names that it had. */
function isSelectedAs(selector: Tree | undefined, { object }: Resource, name: string): boolean {
  const id = idOf(object);
  const then = new Map([
    ...object,
    ["metadata", new Map([...metadataOf(object), ["name", { value: name, places: [] }]])],
  ]);
  return hasId({ object: then, before: [] }, { ...id, name }) && isSelected(selector, { object: then, before: [] });
}

function metadataOf(object: TreeMap): TreeMap {
  const metadata = object.get("metadata");
  return isMap(metadata) ? metadata : new Map();
}

function replaced(object: TreeMap, target: Tree, value: Text): TreeMap {
  let changed: Tree = object;
  const fields = itemsAt(target, "fieldPaths").flatMap((item) => (isText(item) ? item.value : []));
  for (const field of fields.length > 0 ? fields : ["metadata.name"]) {
    for (const { path } of placesOf(changed, pathOf(field))) {
      const set = (old: Tree | undefined): Tree => (isText(old) ? withPart(old, value, at(target, "options")) : value);
      changed = change(changed, path, set, "set") ?? changed;
    }
  }
  return isMap(changed) ? changed : object;
}

/** One part of a text between delimiters, or all of it. What is not known leaves the rest as it is. */
function withPart(old: Text, value: Text, options: Tree | undefined): Text {
  if (value.open !== undefined) return { ...old, open: value.open };
  const delimiter = textAt(options, "delimiter");
  if (delimiter === "") return value;
  const index = Number(valueAt(options, "index") ?? 0);
  const parts = old.value.split(delimiter);
  const next =
    index < 0
      ? [value.value, ...parts]
      : index >= parts.length
        ? [...parts, value.value]
        : parts.with(index, value.value);
  const places = [...new Set([...value.places, ...old.places])];
  return { value: next.join(delimiter), places, ...(old.open !== undefined && { open: old.open }) };
}

/** `a.[name=x].b\.c`: dots within brackets and behind a backslash part nothing. */
function pathOf(path: string): readonly string[] {
  return [...path.matchAll(/\[[^\]]*\]|(?:\\.|[^.\\])+/g)].map(([part]) => part.replace(/\\(.)/g, "$1"));
}

interface Place {
  /** Keys and indices. */
  readonly path: readonly string[];
  readonly value: Tree;
}

/** The places that a path means. */
function placesOf(tree: Tree, [part, ...rest]: readonly string[]): readonly Place[] {
  if (part === undefined) return [{ path: [], value: tree }];
  const below = (key: string, value: Tree | undefined): readonly Place[] =>
    value === undefined ? [] : placesOf(value, rest).map((place) => ({ ...place, path: [key, ...place.path] }));
  if (isMap(tree)) return part === "*" ? [] : below(part, tree.get(part));
  if (!isList(tree)) return [];
  const [, field = "", pattern = ""] = /^\[([^=]*)=(.*)\]$/.exec(part) ?? [];
  return tree.flatMap((item, index) => {
    const isMeant =
      part === "*" ||
      part === String(index) ||
      (field !== "" && isMatch(pattern, valueAt(item, field) ?? "\0", "part"));
    return isMeant ? below(String(index), item) : [];
  });
}
