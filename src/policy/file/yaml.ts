import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Alias, Document, Node } from "yaml";
import { type Span, indexLines } from "../../text/lines.ts";
import type { Problems, Tree } from "../shapes/tree.ts";
import { short } from "../../text/quote.ts";

/** More than any policy needs. What an alias stands for counts each time, so a "billion laughs" file reaches it at once. */
const MOST_NODES = 50_000;
const DEEPEST = 64;

/**
 * Reads a policy's YAML (1.2, core schema, one document) into a tree with places.
 * Syntax errors, duplicate keys and constructs that a policy has no use for are noted; undefined where nothing is left.
 */
export function readYaml(text: string, problems: Problems): Tree | undefined {
  // The parser's own counter loses lines in text that is not YAML.
  const lines = indexLines(text);
  const span = (start: number, end: number): Span => lines.span({ start, end: Math.max(start, end) });
  const parsed = parseAllDocuments(text, { prettyErrors: false, logLevel: "silent" });
  const [first, second] = "empty" in parsed ? [] : parsed;
  for (const error of [...(first?.errors ?? []), ...(first?.warnings ?? [])]) {
    problems.add(span(error.pos[0], error.pos[1]), `YAML: ${sentence(error.message)}`);
  }
  if (first === undefined || first.contents === null) {
    problems.add(span(0, 0), "the policy is empty; it needs at least version: 1");
    return undefined;
  }
  if (second !== undefined) {
    problems.add(span(second.range[0], second.range[0]), "a policy is one YAML document; this is a second one");
  }
  if (first.errors.length > 0) return undefined;
  return treeOf(first, span, problems);
}

/** What stands behind an anchor, with the number of its values and the levels below it. */
interface Anchored {
  readonly tree: Tree;
  readonly size: number;
  readonly height: number;
}

function treeOf(
  document: Document.Parsed,
  span: (start: number, end: number) => Span,
  problems: Problems,
): Tree | undefined {
  let nodes = 0;
  /** The lowest level that was reached below the anchor that is being read. */
  let lowest = 0;
  let refused = false;
  const anchors = new Map<string, Anchored>();

  function refuse(at: Span, message: string): Tree {
    if (!refused) problems.add(at, message);
    refused = true;
    return { kind: "scalar", at, value: null, text: "" };
  }

  function convert(node: Node | null, around: Span, depth: number): Tree {
    if (node === null) return { kind: "scalar", at: around, value: null, text: "" };
    const at = placeOf(node, around, span);
    if (refused) return { kind: "scalar", at, value: null, text: "" };
    if (++nodes > MOST_NODES || depth > DEEPEST) return tooMuch(at);
    lowest = Math.max(lowest, depth);
    if (isAlias(node)) return resolve(node, at, depth);
    if (node.anchor === undefined) return contentOf(node, at, depth);
    const before = { nodes, lowest };
    lowest = depth;
    const tree = contentOf(node, at, depth);
    anchors.set(node.anchor, { tree, size: nodes - before.nodes, height: lowest - depth });
    lowest = Math.max(lowest, before.lowest);
    return tree;
  }

  /** An anchor is read once, and stands wherever it is named. */
  function resolve(node: Alias, at: Span, depth: number): Tree {
    const target = anchors.get(node.source);
    if (target === undefined) return refuse(at, `YAML: there is no anchor "${short(node.source)}"`);
    nodes += target.size;
    lowest = Math.max(lowest, depth + target.height);
    return nodes > MOST_NODES || lowest > DEEPEST ? tooMuch(at) : target.tree;
  }

  function tooMuch(at: Span): Tree {
    const what =
      nodes > MOST_NODES
        ? `has more than ${MOST_NODES} values, aliases counted each time`
        : `is nested more than ${DEEPEST} levels deep`;
    return refuse(at, `the policy ${what}`);
  }

  function contentOf(node: Exclude<Node, Alias>, at: Span, depth: number): Tree {
    if (isMap(node)) {
      const entries = node.items.map((pair) => {
        const key = nodeOf(pair.key);
        const keyAt = placeOf(key, at, span);
        if (!isScalar(key)) return { key: "", at: keyAt, value: refuse(keyAt, "YAML: a key must be a plain text") };
        return { key: scalarText(key), at: keyAt, value: convert(nodeOf(pair.value), keyAt, depth + 1) };
      });
      return { kind: "map", at: entries[0]?.at ?? at, entries };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(nodeOf(item), at, depth + 1));
      return { kind: "list", at: items[0]?.at ?? at, items };
    }
    const { value } = node;
    if (value === null) return { kind: "scalar", at, value, text: "" };
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return plain
      ? { kind: "scalar", at, value, text: scalarText(node) }
      : refuse(at, "YAML: a policy has no use for this kind of value");
  }

  const tree = convert(document.contents, span(0, 0), 0);
  return refused ? undefined : tree;
}

/** A number, a boolean or a date keeps the text that was written, which the parser keeps beside each. */
function scalarText({ value, source }: { readonly value: unknown; readonly source?: string }): string {
  return typeof value === "string" ? value : String(source);
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

function placeOf(node: Node | null, around: Span, span: (start: number, end: number) => Span): Span {
  const range = node?.range;
  return range === undefined || range === null ? around : span(range[0], range[1]);
}

function sentence(message: string): string {
  if (message.startsWith("Maximum call stack")) return "this is nested too deeply to be read";
  return short(message.charAt(0).toLowerCase() + message.slice(1));
}
