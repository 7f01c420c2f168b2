import type { Node } from "../../../../src/scan/nextflow/syntax/tree.ts";

interface Found extends Node {
  readonly [key: string]: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isNode(value: Record<string, unknown>): value is Record<string, unknown> & Found {
  return typeof value["start"] === "number" && typeof value["end"] === "number";
}

/** Every object with a start and an end within a tree, with the node of some kind around it. Without recursion. */
export function* nodesOf(tree: unknown): Generator<{ node: Found; parent: Found | undefined }> {
  const pending: { value: unknown; parent: Found | undefined }[] = [{ value: tree, parent: undefined }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, parent } = next;
    if (!isObject(value)) continue;
    const node = isNode(value) ? value : undefined;
    if (node !== undefined) yield { node, parent };
    for (const part of Object.values(value))
      pending.push({ value: part, parent: node?.["kind"] === undefined ? parent : node });
  }
}

const OFFSETS = new Set(["start", "end", "innerStart", "innerEnd", "nameStart", "nameEnd", "plain"]);

/** A tree as nested plain values without offsets: two texts of the same meaning have the same. */
export function shape(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (OFFSETS.has(key) ? undefined : value)));
}
