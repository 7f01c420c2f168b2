/** The JSON form of a bake file: block types, labels and attributes are keys, and texts are templates. */
import type { SourceText } from "../../../text/source-text.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { literalText, type PlacedText } from "../../kit/placed-text.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";
import type { Allowance } from "./cursor.ts";
import { readJsonText } from "./expressions.ts";
import { MOST_PIECES } from "./hcl.ts";
import type { Block, Body, Expression } from "./syntax.ts";

const BLOCKS: ReadonlySet<string> = new Set(["variable", "function", "group", "target"]);

/** No attribute of bake is deeper. */
const DEEPEST = 50;

export function readJson(scan: FileScanner, source: SourceText): Body {
  const reader = new JsonReader(scan, source);
  const bodies = readYaml(scan).map((document) => reader.body(document));
  return {
    attributes: new Map(bodies.flatMap(({ attributes }) => [...attributes])),
    blocks: bodies.flatMap(({ blocks }) => blocks),
  };
}

class JsonReader {
  readonly #scan: FileScanner;
  readonly #source: SourceText;
  readonly #allowance: Allowance = { left: MOST_PIECES };

  constructor(scan: FileScanner, source: SourceText) {
    this.#scan = scan;
    this.#source = source;
  }

  body(yaml: YamlDocument): Body {
    const attributes = new Map<string, Expression>();
    const blocks: Block[] = [];
    for (const { key, value } of yaml.entries(yaml.root)) {
      if (!BLOCKS.has(key.value)) attributes.set(key.value, this.#expression(yaml, value, 0));
      else for (const one of listOf(yaml, value)) blocks.push(...this.#blocks(yaml, key.value, one));
    }
    return { attributes, blocks };
  }

  /** Blocks of one type by their labels; of several of one label there is a list. */
  #blocks(yaml: YamlDocument, type: string, node: unknown): readonly Block[] {
    return yaml.entries(node).flatMap(({ key, value }) =>
      listOf(yaml, value).map((block): Block => {
        const entries = yaml.entries(block);
        const attributes = new Map(entries.map((one) => [one.key.value, this.#expression(yaml, one.value, 0)]));
        return { type, labels: [key.value], body: { attributes, blocks: [] }, start: key.start };
      }),
    );
  }

  #expression(yaml: YamlDocument, node: unknown, depth: number): Expression {
    const scalar = yaml.text(node);
    if (scalar !== undefined) {
      const text = { ...scalar, file: this.#source };
      return scalar.isPlain ? literal(text) : readJsonText(text, this.#allowance);
    }
    const start = yaml.startOf(node);
    const text = { ...literalText(this.#scan.text, start, start + 1), file: this.#source };
    if (depth > DEEPEST) return { kind: "unreadable", text };
    if (yaml.isMap(node)) {
      const entries = yaml.entries(node).map(({ key, value }) => {
        const name = readJsonText({ ...key, file: this.#source }, this.#allowance);
        return [name, this.#expression(yaml, value, depth + 1)] as const;
      });
      return { kind: "object", entries, text };
    }
    if (this.#scan.text[start] !== "[") return { kind: "literal", value: null, text };
    return { kind: "list", items: yaml.items(node).map((item) => this.#expression(yaml, item, depth + 1)), text };
  }
}

function listOf(yaml: YamlDocument, node: unknown): readonly unknown[] {
  return yaml.isMap(node) ? [node] : yaml.items(node);
}

function literal(text: PlacedText): Expression {
  if (text.value === "true" || text.value === "false") return { kind: "literal", value: text.value === "true", text };
  const value = Number(text.value);
  return Number.isNaN(value) ? { kind: "unreadable", text } : { kind: "literal", value, text };
}
