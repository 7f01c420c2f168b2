/** From the text of a policy to a tree with places. */
import { isAlias, isMap, isNode, isScalar, isSeq } from "yaml";
import type { Alias, Node } from "yaml";
import { type Lines, type Span, indexLines } from "../../text/lines.ts";
import type { Problems, Tree } from "../shapes/tree.ts";
import { short } from "../../text/quote.ts";
import { parseYaml } from "../../text/yaml.ts";

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
  const { documents, cut } = parseYaml(text, { schema: "core" });
  const [first, second] = documents;
  if (cut !== undefined) {
    const at = spanOf([cut.offset, cut.offset], lines);
    return problems.add(at, `the ${problems.what} cannot be read further than here: ${cut.why}`);
  }
  for (const error of [...(first?.errors ?? []), ...(first?.warnings ?? [])]) {
    problems.add(spanOf(error.pos, lines), `YAML: ${sentence(error.message)}`);
  }
  if (first === undefined || first.contents === null) {
    problems.add(spanOf([0, 0], lines), `the ${problems.what} is empty; it needs at least ${problems.least}`);
    return undefined;
  }
  if (second !== undefined) {
    const start = second.range[0];
    problems.add(spanOf([start, start], lines), `a ${problems.what} is one YAML document; this is a second one`);
  }
  if (first.errors.length > 0) return undefined;
  return new TreeBuilder(lines, problems).tree(first.contents);
}

/** What stands behind an anchor, with the number of its values and the levels below it. */
interface Anchored {
  readonly tree: Tree;
  readonly size: number;
  readonly height: number;
}

/** Turns the parser's nodes into a tree; counts as it goes, and gives up at the first thing that no policy needs. */
class TreeBuilder {
  readonly #lines: Lines;
  readonly #problems: Problems;
  readonly #anchors = new Map<string, Anchored>();
  #nodes = 0;
  /** The lowest level that was reached below the anchor that is being read. */
  #lowest = 0;
  #hasRefused = false;
  #hasTwins = false;

  constructor(lines: Lines, problems: Problems) {
    this.#lines = lines;
    this.#problems = problems;
  }

  /** Undefined where something in it was refused. */
  tree(contents: Node): Tree | undefined {
    const tree = this.#convert(contents, spanOf([0, 0], this.#lines), 0);
    return this.#hasRefused || this.#hasTwins ? undefined : tree;
  }

  #convert(node: Node | null, around: Span, depth: number): Tree {
    if (node === null) return empty(around);
    const at = this.#placeOf(node, around);
    if (this.#hasRefused) return empty(at);
    if (!this.#hasRoom(1, depth)) return this.#refuseSize(at);
    if (isAlias(node)) return this.#resolve(node, at, depth);
    return node.anchor === undefined ? this.#contentOf(node, at, depth) : this.#anchored(node.anchor, node, at, depth);
  }

  #anchored(anchor: string, node: Exclude<Node, Alias>, at: Span, depth: number): Tree {
    const before = { nodes: this.#nodes, lowest: this.#lowest };
    this.#lowest = depth;
    const tree = this.#contentOf(node, at, depth);
    this.#anchors.set(anchor, { tree, size: this.#nodes - before.nodes, height: this.#lowest - depth });
    this.#lowest = Math.max(this.#lowest, before.lowest);
    return tree;
  }

  /** An anchor is read once, and stands wherever it is named. */
  #resolve(node: Alias, at: Span, depth: number): Tree {
    const target = this.#anchors.get(node.source);
    if (target === undefined) return this.#refuse(at, `YAML: there is no anchor "${short(node.source)}"`);
    return this.#hasRoom(target.size, depth + target.height) ? target.tree : this.#refuseSize(at);
  }

  #contentOf(node: Exclude<Node, Alias>, at: Span, depth: number): Tree {
    if (isMap(node)) {
      const seen = new Set<string>();
      const entries = node.items.map((pair) => {
        const key = nodeOf(pair.key);
        const keyAt = this.#placeOf(key, at);
        if (!isScalar(key)) {
          return { key: "", at: keyAt, value: this.#refuse(keyAt, "YAML: a key must be a plain text") };
        }
        const name = scalarText(key);
        if (seen.has(name)) this.#refuseTwin(keyAt);
        seen.add(name);
        return { key: name, at: keyAt, value: this.#convert(nodeOf(pair.value), keyAt, depth + 1) };
      });
      return { kind: "map", at: entries[0]?.at ?? at, entries };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#convert(nodeOf(item), at, depth + 1));
      return { kind: "list", at: items[0]?.at ?? at, items };
    }
    const { value } = node;
    if (value === null) return empty(at);
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return isPlain
      ? { kind: "scalar", at, value, text: scalarText(node) }
      : this.#refuse(at, `YAML: a ${this.#problems.what} has no use for this kind of value`);
  }

  /** Counts further values, and the level that they reach. */
  #hasRoom(nodes: number, level: number): boolean {
    this.#nodes += nodes;
    this.#lowest = Math.max(this.#lowest, level);
    return this.#nodes <= MOST_NODES && this.#lowest <= DEEPEST;
  }

  #refuseSize(at: Span): Tree {
    const what =
      this.#nodes > MOST_NODES
        ? `has more than ${MOST_NODES} values, aliases counted each time`
        : `is nested more than ${DEEPEST} levels deep`;
    return this.#refuse(at, `the ${this.#problems.what} ${what}`);
  }

  /** All are told of. */
  #refuseTwin(at: Span): void {
    if (!this.#hasRefused) this.#problems.add(at, "YAML: map keys must be unique");
    this.#hasTwins = true;
  }

  /** Only the first is told of: the rest is not read. */
  #refuse(at: Span, message: string): Tree {
    if (!this.#hasRefused) this.#problems.add(at, message);
    this.#hasRefused = true;
    return empty(at);
  }

  #placeOf(node: Node | null, around: Span): Span {
    const range = node?.range;
    return range === undefined || range === null ? around : spanOf(range, this.#lines);
  }
}

function empty(at: Span): Tree {
  return { kind: "scalar", at, value: null, text: "" };
}

/** A number, a boolean or a date keeps the text that was written, which the parser keeps beside each. */
function scalarText({ value, source }: { readonly value: unknown; readonly source?: string }): string {
  return typeof value === "string" ? value : String(source);
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

function spanOf([start, end]: readonly [number, number, ...number[]], lines: Lines): Span {
  return lines.span({ start, end: Math.max(start, end) });
}

function sentence(message: string): string {
  return short(message.charAt(0).toLowerCase() + message.slice(1));
}
