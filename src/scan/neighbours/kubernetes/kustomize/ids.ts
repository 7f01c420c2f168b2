/** By what kustomize knows an object: group, version, kind, name and namespace, now and before it was renamed. */
import { at, type Tree, type TreeMap, textAt, valueAt } from "../tree.ts";

export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface Id extends Gvk {
  readonly name: string;
  /** Workloads without one are in `default`. */
  readonly namespace: string;
}

/** An object of a build. */
export interface Resource {
  readonly object: TreeMap;
  /** The names that it had, the first being that of its file. */
  readonly before: readonly Id[];
}

export function idOf(object: Tree): Id {
  const version = textAt(object, "apiVersion");
  return {
    group: groupOf(version),
    version: versionOf(version),
    kind: textAt(object, "kind"),
    name: textAt(object, "metadata", "name"),
    namespace: valueAt(object, "metadata", "namespace") || "default",
  };
}

export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** With the name that it has kept in mind. */
export function remembering({ object, before }: Resource): Resource {
  return { object, before: [...before, idOf(object)] };
}

export function hasId({ object, before }: Resource, id: Id): boolean {
  return [...before, idOf(object)].some(
    (one) =>
      one.group === id.group &&
      one.version === id.version &&
      one.kind === id.kind &&
      one.name === id.name &&
      one.namespace === id.namespace,
  );
}

/** Whether a `target` means an object: its parts are regular expressions for all of a text, labels an expression of their own. */
export function isSelected(target: Tree | undefined, { object, before }: Resource): boolean {
  const now = idOf(object);
  const first = before[0] ?? now;
  const matches = (key: keyof Id, ...texts: readonly string[]): boolean => {
    const pattern = textAt(target, key);
    return pattern === "" || texts.some((text) => isMatch(pattern, text));
  };
  return (
    matches("group", now.group) &&
    matches("version", now.version) &&
    matches("kind", now.kind) &&
    matches("name", first.name, now.name) &&
    matches("namespace", first.namespace, now.namespace) &&
    hasLabels(textAt(target, "labelSelector"), at(object, "metadata", "labels")) &&
    hasLabels(textAt(target, "annotationSelector"), at(object, "metadata", "annotations"))
  );
}

/**
 * Names and `.*`, sets and choices: what takes time for what a stranger may write is compared as a text. No name of an
 * object is longer than 253 characters.
 */
export function isMatch(pattern: string, text: string, part: "whole" | "part" = "whole"): boolean {
  const isSimple =
    pattern.length <= 300 &&
    text.length <= 253 &&
    (pattern.match(/[*+?{]/g)?.length ?? 0) <= 3 &&
    !/\)[*+?{]|\(\?|\\\d/.test(pattern);
  if (!isSimple) return pattern === text;
  try {
    return new RegExp(part === "whole" ? `^(?:${pattern})$` : pattern).test(text);
  } catch {
    return false;
  }
}

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
function hasLabels(selector: string, labels: Tree | undefined): boolean {
  if (selector.trim() === "") return true;
  return selector.split(/,(?![^(]*\))/).every((part) => {
    const found = PART.exec(part.trim());
    return found !== null && isLabel(found, valueAt(labels, found[2]!));
  });
}

const PART = /^(!?)([\w./-]+)\s*(?:(==?|!=)\s*([\w.-]*)|(in|notin)\s*\(([^)]*)\))?$/;

function isLabel([, not, , operator, value, list, set = ""]: RegExpExecArray, found: string | undefined): boolean {
  if (not === "!") return found === undefined;
  const isIn = found !== undefined && set.split(",").some((one) => one.trim() === found);
  if (list !== undefined) return list === "in" ? isIn : !isIn;
  if (operator === undefined) return found !== undefined;
  return operator === "!=" ? found !== value : found === value;
}
