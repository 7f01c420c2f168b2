/** A `-params-file`: JSON or YAML, each string with its place. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { MapValue, Origin, Value } from "../evaluate/model.ts";
import { quote } from "../../../text/quote.ts";
import { fromData, list, map, nothing, numberOf, unknown } from "../evaluate/value.ts";

/** More than any pipeline is given. What an alias stands for counts each time, so a "billion laughs" file reaches it at once. */
const MOST_VALUES = 50_000;
const DEEPEST = 100;
/** The library takes half a kilobyte for each letter of some files. */
const LONGEST = 500_000;
/** Brackets within brackets, and dashes one behind the other: the parser itself would take gigabytes for more. */
const DEEPEST_TEXT = 1_000;

export type ParamsFile =
  | { readonly kind: "values"; readonly values: MapValue }
  /** Nextflow stops with this. */
  | { readonly kind: "refused"; readonly message: string }
  /** It is deeper or longer than what is followed. */
  | { readonly kind: "limit"; readonly message: string };

export function readParamsFile(file: string, content: string): ParamsFile {
  const extension = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  if (!["json", "yml", "yaml"].includes(extension)) return refused("it must end in .json, .yml or .yaml");
  if (content.length > LONGEST) return tooMuch(`it is longer than ${LONGEST.toLocaleString("en-US")} letters`);
  if (isTooDeep(content)) return tooMuch(`more than ${DEEPEST_TEXT} lists and maps stand within each other`);
  // Nextflow puts `${projectDir}` and its kin in before it parses; the places are lost then, the values are not.
  const known = content.replaceAll("${baseDir}", "${projectDir}");
  const document = withoutStacks(() =>
    parseDocument(known, { version: extension === "json" ? "1.2" : "1.1", uniqueKeys: false } as object),
  );
  const error = document.errors[0];
  if (error !== undefined) return refused(error.message.split("\n")[0]!);
  const { contents } = document;
  if (!isMap(contents)) return refused("it is not a map");
  return new Reader({ file, text: content, json: extension === "json" }).read(contents);
}

function refused(message: string): ParamsFile {
  return { kind: "refused", message };
}

function tooMuch(message: string): ParamsFile {
  return { kind: "limit", message };
}

/** A glance: brackets in strings count as well, and nobody has so many. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5b || unit === 0x7b) depth += 1;
    else if (unit === 0x5d || unit === 0x7d) depth -= 1;
    if (depth > DEEPEST_TEXT) return true;
  }
  return /^(?:[-?:][ \t]+){100}/m.test(text) || /^[ ]{2000}/m.test(text);
}

/** Each fault is an Error to the library, and what is no YAML has one for each of its characters. */
function withoutStacks(parse: () => Document.Parsed): Document.Parsed {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

interface ParametersText {
  readonly file: string;
  readonly text: string;
  readonly json: boolean;
}

/** What stands behind an anchor, and how many values that are. */
interface Anchored {
  readonly value: Value;
  readonly size: number;
}

/** Goes through the nodes once, and gives up where they come to more values than anybody writes. */
class Reader {
  readonly #source: ParametersText;
  /** Undefined while what stands behind the anchor is read. */
  readonly #anchors = new Map<string, Anchored | undefined>();
  #count = 0;
  /** The first alias without an anchor above it. */
  #loose: string | undefined;

  constructor(source: ParametersText) {
    this.#source = source;
  }

  read(root: YAMLMap): ParamsFile {
    const values = this.#map(root, 0);
    // SnakeYAML: "found undefined alias".
    if (this.#loose !== undefined) return refused(`there is no anchor above the alias ${quote(this.#loose)}`);
    if (this.#count <= MOST_VALUES) return { kind: "values", values };
    return tooMuch(`it comes to more than ${MOST_VALUES.toLocaleString("en-US")} values`);
  }

  /** YAML's `<<` brings in what another map holds. */
  #map(node: YAMLMap, depth: number): MapValue {
    const result = map();
    for (const { key, value: item } of node.items) {
      if (this.#count > MOST_VALUES) break;
      const value = this.#value(item, depth + 1);
      const isMerge = isScalar(key) && key.source === "<<" && !this.#source.json && value.kind === "map";
      if (!isMerge) result.entries.set(String(isScalar(key) ? key.value : key), value);
      else this.#merge(result, value);
    }
    return result;
  }

  #merge(result: MapValue, base: MapValue): void {
    this.#count += base.entries.size;
    if (this.#count > MOST_VALUES) return;
    for (const [name, item] of base.entries) if (!result.entries.has(name)) result.entries.set(name, item);
  }

  #value(node: unknown, depth: number): Value {
    this.#count += 1;
    if (depth > DEEPEST || this.#count > MOST_VALUES) return nothing;
    if (isAlias(node)) return this.#target(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return nothing;
    const before = this.#count;
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, undefined);
    const value = this.#content(node, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { value, size: this.#count - before });
    return value;
  }

  /** What an alias stands for: the last node before it with that anchor. */
  #target({ source }: Alias): Value {
    const target = this.#anchors.get(source);
    if (target === undefined) {
      if (!this.#anchors.has(source)) this.#loose ??= source;
      return unknown("unsupported-expression", "It holds itself.", "what holds itself");
    }
    this.#count += target.size;
    return target.value;
  }

  #content(node: YAMLMap | YAMLSeq | Scalar, depth: number): Value {
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) return list(node.items.map((item) => this.#value(item, depth + 1)));
    return this.#scalar(node);
  }

  #scalar(node: Scalar): Value {
    const { file, text, json } = this.#source;
    // What is parsed has a range.
    let [start, end] = node.range!;
    // An empty string may have no quotes: `!!str`.
    if (typeof node.value === "string" && end > start && text.slice(start + 1, end - 1) === node.value) {
      start += 1;
      end -= 1;
    }
    const origin: Origin = { file, start, end, external: true };
    if (
      typeof node.value === "number" &&
      node.source !== undefined &&
      // A zero in front makes it octal in YAML.
      /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.source)
    ) {
      // JSON keeps the digits as they are written, YAML makes a double of them.
      return numberOf(json || !/[.eE]/.test(node.source) ? node.source : `${node.source}d`, [origin]);
    }
    if (node.value instanceof Date) return unknown("unsupported-expression", "It is read as a date.", "a date");
    return fromData(node.value, [origin]);
  }
}
