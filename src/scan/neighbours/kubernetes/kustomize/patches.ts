/** Patches as kustomize applies them: strategic merge (kyaml v0.21, by the schema of Kubernetes 1.21) and JSON 6902. */
import {
  at,
  isList,
  isMap,
  isText,
  type Tree,
  type TreeList,
  type TreeMap,
  textAt,
  valueAt,
  withKey,
} from "../tree.ts";

/** Lists of a pod whose items are merged by their names; others are replaced. */
const MERGED_LISTS = new Set([
  "containers",
  "initContainers",
  "ephemeralContainers",
  "volumes",
  "env",
  "imagePullSecrets",
]);

/** Versions whose lists kustomize knows: of another it replaces every list. */
const KNOWN_VERSION = /^(?:v1|apps\/v1|batch\/v1)$/;

/** The object with a patch merged into it; undefined where the patch deletes it. */
export function mergePatch(object: TreeMap, patch: TreeMap): TreeMap | undefined {
  const version = textAt(object, "apiVersion");
  const isKnown = KNOWN_VERSION.test(version) || (version === "batch/v1beta1" && valueAt(object, "kind") === "CronJob");
  const merged = merge(object, patch, "", isKnown);
  return isMap(merged) ? merged : undefined;
}

function merge(old: Tree | undefined, patch: Tree, key: string, isKnown: boolean): Tree | undefined {
  if (patch === null) return undefined;
  if (isMap(patch)) return mergeMap(isMap(old) ? old : undefined, patch, isKnown);
  if (isList(patch) && isKnown && MERGED_LISTS.has(key)) return mergeList(isList(old) ? old : undefined, patch);
  return patch;
}

function mergeMap(old: TreeMap | undefined, patch: TreeMap, isKnown: boolean): Tree | undefined {
  const directive = valueAt(patch, "$patch");
  if (directive === "delete") return undefined;
  const base: TreeMap = directive === "replace" || old === undefined ? new Map() : old;
  const merged = new Map(base);
  for (const [key, value] of patch) {
    if (key === "$patch") continue;
    const result = merge(base.get(key), value, key, isKnown);
    if (result === undefined) merged.delete(key);
    else merged.set(key, result);
  }
  return merged;
}

/** Items of the patch come first. */
function mergeList(old: TreeList | undefined, patch: TreeList): Tree | undefined {
  const directive = patch.find((item) => isMap(item) && item.size === 1 && item.has("$patch"));
  const how = valueAt(directive, "$patch");
  if (how === "delete") return undefined;
  // Measured: where there is no list, kustomize 5.8 keeps the directive and loses the items.
  if (how === "replace" && old === undefined) return [];
  const items = patch.filter((item) => item !== directive);
  const others = how === "replace" ? [] : (old ?? []);
  const named = new Map(others.map((item) => [valueAt(item, "name"), item]));
  const first = items.flatMap((item) => {
    const known = named.get(valueAt(item, "name"));
    // Measured: an item that is to be replaced stays as it is.
    if (known !== undefined && valueAt(item, "$patch") === "replace") return [known];
    return merge(known, item, "", true) ?? [];
  });
  const names = new Set(items.map((item) => valueAt(item, "name")));
  return [...first, ...others.filter((item) => !names.has(valueAt(item, "name")))];
}

/** The object after the operations; the object itself where one of them fails, at which kustomize stops. */
export function applyOperations(object: TreeMap, operations: TreeList): TreeMap {
  let tree: Tree | undefined = object;
  for (const operation of operations) tree = tree && operate(tree, operation);
  return isMap(tree) ? tree : object;
}

function operate(tree: Tree, operation: Tree): Tree | undefined {
  const path = pointer(textAt(operation, "path"));
  const from = pointer(textAt(operation, "from"));
  const value = at(operation, "value") ?? null;
  const op = valueAt(operation, "op");
  if (op === "test") return tree;
  if (op === "remove") return change(tree, path, () => undefined, "remove");
  if (op === "add") return change(tree, path, () => value, "add");
  // A key that is missing is made (json-patch v4), an item that is missing is an error.
  if (op === "replace") return change(tree, path, () => value, "set");
  const moved = op === "move" || op === "copy" ? find(tree, from) : undefined;
  if (moved === undefined) return undefined;
  const rest = op === "move" ? change(tree, from, () => undefined, "remove") : tree;
  return rest && change(rest, path, () => moved, "add");
}

function pointer(path: string): string[] {
  return path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function find(tree: Tree | undefined, path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>(
    (node, key) => (isMap(node) ? node.get(key) : isList(node) ? node[Number(key)] : undefined),
    tree,
  );
}

/** Another tree with another value at a path; undefined where there is no such path. */
export function change(
  tree: Tree,
  [key, ...rest]: readonly string[],
  to: (old: Tree | undefined) => Tree | undefined,
  how: "add" | "set" | "remove",
): Tree | undefined {
  if (key === undefined) return to(tree);
  if (isMap(tree)) {
    const old = tree.get(key);
    if (rest.length > 0) {
      const inner = old === undefined ? undefined : change(old, rest, to, how);
      return inner === undefined ? undefined : withKey(tree, key, inner);
    }
    if (how === "remove") return old === undefined ? undefined : withKey(tree, key, undefined);
    const value = to(old);
    return value === undefined ? undefined : withKey(tree, key, value);
  }
  return isList(tree) ? changeItem(tree, key, rest, to, how) : undefined;
}

function changeItem(
  list: TreeList,
  key: string,
  rest: readonly string[],
  to: (old: Tree | undefined) => Tree | undefined,
  how: "add" | "set" | "remove",
): Tree | undefined {
  const index = key === "-" && how === "add" ? list.length : /^\d+$/.test(key) ? Number(key) : list.length + 1;
  const isEnd = index === list.length && how === "add" && rest.length === 0;
  if (index >= list.length && !isEnd) return undefined;
  if (rest.length === 0 && how === "remove") return list.toSpliced(index, 1);
  const old = list[index];
  const value = rest.length > 0 ? old !== undefined && change(old, rest, to, how) : to(old);
  if (value === undefined || value === false) return undefined;
  return list.toSpliced(index, rest.length === 0 && how === "add" ? 0 : 1, value);
}

/** Whether a text of a patch is a list of operations. */
export function isOperations(tree: Tree | undefined): tree is TreeList {
  return isList(tree) && tree.every((item) => isMap(item) && isText(item.get("op")));
}
