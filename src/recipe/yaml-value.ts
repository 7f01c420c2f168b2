/** YAML as SnakeYAML 2.2 reads it for Wave, as far as an environment needs: YAML 1.1, no tags, no merges. */
import { isAlias, isMap, isScalar, isSeq, type Scalar } from "yaml";
import { quote } from "../text/quote.ts";
import { parseYaml } from "../text/yaml.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import type { YamlScalar, YamlValue } from "./yaml-model.ts";
import { plainWord } from "./yaml-scalar.ts";

export type { YamlList, YamlMap, YamlScalar, YamlValue } from "./yaml-model.ts";

/** What stands in the text that is not followed; the message says what. */
export class YamlProblem extends Error {}

/** SnakeYAML's own limits (`LoaderOptions`): characters, levels, aliases of lists and maps. */
const LONGEST = 3 * 1024 * 1024;
const DEEPEST = 50;
const MOST_ALIASES = 50;

/** They end a line in YAML 1.1 and are part of it in YAML 1.2. */
const LINE_ENDS = /[\u0085\u2028\u2029]/;

/** Throws a YamlProblem. */
export function readYamlValue(text: string): YamlValue {
  if (text.length > LONGEST) throw new YamlProblem("it is longer than 3 MiB, more than Wave reads");
  if (LINE_ENDS.test(text)) throw new YamlProblem("it has line ends that are no line feeds");
  const plain = readPlainYaml(text);
  if (plain !== undefined) return plain;
  const { documents, cut } = parseYaml(text, { schema: "failsafe", isLibyaml: true });
  if (cut !== undefined) throw new YamlProblem(cut.why);
  const [document, another] = documents;
  if (document?.contents == null) throw new YamlProblem("it is empty");
  if (another !== undefined) throw new YamlProblem("it has more than one document");
  const [fault] = document.errors;
  if (fault !== undefined) throw new YamlProblem(`it is no YAML: ${fault.message}`);
  return new Reader().read(document.contents, 0);
}

class Reader {
  /** Undefined while the value is being read: an alias to it would be within itself. */
  readonly #anchors = new Map<string, YamlValue | undefined>();
  #aliases = 0;

  read(node: unknown, depth: number): YamlValue {
    if (isAlias(node)) return this.#follow(node.source);
    if (depth > DEEPEST) throw new YamlProblem(`it is nested more than ${DEEPEST} levels deep, more than Wave reads`);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const value = this.#value(node, depth);
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #follow(anchor: string): YamlValue {
    const value = this.#anchors.get(anchor);
    if (value === undefined) throw new YamlProblem(`the alias *${anchor} stands for nothing that ends before it`);
    if (value.kind !== "scalar" && ++this.#aliases > MOST_ALIASES)
      throw new YamlProblem(`it has more than ${MOST_ALIASES} aliases, more than Wave reads`);
    return value;
  }

  #value(node: unknown, depth: number): YamlValue {
    if (isScalar(node)) return scalarOf(node);
    if (isSeq(node) && isPlainTag(node.tag, "seq"))
      return { kind: "list", items: node.items.map((item) => this.read(item, depth + 1)) };
    if (isMap(node) && isPlainTag(node.tag, "map"))
      return { kind: "map", entries: this.#entries(node.items, depth + 1) };
    return nothing;
  }

  /** Of a key that is written twice, the last one counts. */
  #entries(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    depth: number,
  ): (readonly [YamlScalar, YamlValue])[] {
    const entries = new Map<string, readonly [YamlScalar, YamlValue]>();
    for (const pair of pairs) {
      const key = this.read(pair.key, depth);
      if (key.kind !== "scalar") throw new YamlProblem("a key is no word");
      const word = `${key.isString}:${key.text}`;
      const value = this.read(pair.value, depth);
      entries.delete(word);
      entries.set(word, [key, value]);
    }
    return [...entries.values()];
  }
}

const nothing: YamlScalar = { kind: "scalar", text: "null", isString: false };

function scalarOf(scalar: Scalar): YamlScalar {
  // In this schema all of them are texts.
  const text = typeof scalar.value === "string" ? scalar.value : "";
  isPlainTag(scalar.tag, "str");
  if (scalar.tag !== undefined || scalar.type !== "PLAIN") return { kind: "scalar", text, isString: true };
  const word = plainWord(text);
  if (word === undefined) throw new YamlProblem(`${quote(text)} is no text to YAML: put it in quotes`);
  return word === "string"
    ? { kind: "scalar", text, isString: true }
    : { kind: "scalar", text: word.printed, isString: false };
}

/** Throws for a tag that makes something else of a value than its form does. */
function isPlainTag(tag: string | undefined, kind: string): true {
  if (tag === undefined || tag === `tag:yaml.org,2002:${kind}`) return true;
  throw new YamlProblem(`it has the tag ${quote(tag)}`);
}
