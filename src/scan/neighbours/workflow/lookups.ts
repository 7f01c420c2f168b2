/** What the contexts `matrix` and `inputs` of a workflow or an action stand for. */
import type { SourceText } from "../../../text/source-text.ts";
import { isKnown, type Known, LONGEST, withOrigin } from "../../kit/composed.ts";
import type { YamlDocument, YamlText } from "../../kit/yaml-file.ts";
import {
  evaluateExpression,
  evaluateText,
  type Lookup,
  NOTHING,
  type Scalar,
  textOf,
  unknownValue,
  type Value,
} from "./expression.ts";
import type { Combination, Matrix } from "./matrix.ts";

/** Inputs as a caller gives them, by their names in lower case. */
export type GivenInputs = ReadonlyMap<string, Value>;

/** `folder`: of an action, where a job that runs it finds the files of the action. */
export function withActionPath(lookup: Lookup, folder: string): Lookup {
  return (path) => {
    const isFolder = path.join(".").toLowerCase() === "github.action_path";
    return isFolder ? { value: folder, parts: [], isDefault: false } : lookup(path);
  };
}

export class Lookups {
  readonly #yaml: YamlDocument;
  readonly #file: SourceText | undefined;
  readonly #byFolded = new Map<unknown, ReadonlyMap<string, unknown>>();

  /** `file`: of the document, where it is not the one that is scanned. */
  constructor(yaml: YamlDocument, file?: SourceText) {
    this.#yaml = yaml;
    this.#file = file;
  }

  /** One way that a job runs. `given`: what the caller hands over; undefined: there is none. */
  of(given: GivenInputs | undefined, matrix?: Matrix, combination?: Combination): Lookup {
    const outer: Lookup = (path) => {
      const [context, ...rest] = path.map((name) => name.toLowerCase());
      const isEvent = context === "github" && rest[0] === "event" && rest[1] === "inputs";
      const [input, ...more] = context === "inputs" ? rest : isEvent ? rest.slice(2) : [];
      const unknown = unknownValue(path.join("."));
      return input === undefined || more.length > 0 ? unknown : this.#input(input, given, unknown);
    };
    return (path) => {
      if (path[0]?.toLowerCase() !== "matrix" || combination === undefined) return outer(path);
      const [, key = "", ...properties] = path.map((name) => name.toLowerCase());
      const unknown = unknownValue(path.join("."));
      const found = [...combination].find(([name]) => name.toLowerCase() === key);
      if (found === undefined) return matrix?.isOpen === true ? unknown : NOTHING;
      return this.#node(this.#property(found[1], properties), unknown, outer);
    };
  }

  /** What a text hands over: a single expression its value, whatever type that is of. */
  handed(text: YamlText, lookup: Lookup): Value {
    if (text.value.length > LONGEST) return unknownValue(text.value);
    if (!text.value.includes("${{")) return this.#placed(text);
    const [, only] = /^\s*\$\{\{((?:[^}']|'[^']*'|\}(?!\}))*)\}\}\s*$/.exec(text.value) ?? [];
    const value = only === undefined ? evaluateText(text.value, lookup) : evaluateExpression(only, lookup);
    if (!isKnown(value)) return value;
    const origin = { ...text, file: this.#file };
    const { parts, isDefault } = withOrigin({ ...value, value: textOf(value.value) }, origin);
    return { value: value.value, parts, isDefault };
  }

  /** The values of a map by their keys in lower case. */
  folded(map: unknown): ReadonlyMap<string, unknown> {
    const known = this.#byFolded.get(map);
    if (known !== undefined) return known;
    const folded = new Map(this.#yaml.entries(map).map(({ key, value }) => [key.value.toLowerCase(), value]));
    this.#byFolded.set(map, folded);
    return folded;
  }

  #property(node: unknown, properties: readonly string[]): unknown {
    let value = node;
    for (const name of properties) value = this.folded(value).get(name);
    return value;
  }

  /** The value of a node of a matrix; a property that is not there is null. */
  #node(node: unknown, unknown: Value, lookup: Lookup): Value {
    if (node === undefined) return NOTHING;
    // A container may be a mapping of its own in the matrix.
    const text = this.#yaml.text(node) ?? this.#yaml.textAt(node, "image");
    return text === undefined ? unknown : this.handed(text, lookup);
  }

  /** What the caller gives; else the default of an input: of the event that starts this, as each has its own. */
  #input(name: string, given: GivenInputs | undefined, unknown: Value): Value {
    const handed = given?.get(name);
    if (handed !== undefined) return handed;
    const yaml = this.#yaml;
    const events = given === undefined ? ["workflow_dispatch", "workflow_call"] : ["workflow_call"];
    const ofEvents = events.map((event) => yaml.get(yaml.root, "on", event, "inputs"));
    let isOptional = false;
    for (const inputs of [...ofEvents, yaml.get(yaml.root, "inputs")]) {
      const node = this.#property(inputs, [name]);
      isOptional ||= node !== undefined && yaml.textAt(node, "required")?.value !== "true";
      const text = yaml.textAt(node, "default");
      if (text === undefined || text.value.length > LONGEST || text.value.includes("${{")) continue;
      return { ...this.#placed(text), isDefault: true };
    }
    // A call that leaves it out hands over nothing.
    return given !== undefined && isOptional ? NOTHING : unknown;
  }

  #placed(text: YamlText): Known<Scalar> {
    const origin = { ...text, file: this.#file };
    return { value: scalarOf(text), parts: [{ from: 0, to: text.value.length, origin }], isDefault: false };
  }
}

/** Without quotes, `3.10` is the number 3.1, here as on GitHub. */
export function scalarOf(text: YamlText): string | number | boolean {
  if (!text.isPlain) return text.value;
  if (/^(?:true|false)$/i.test(text.value)) return text.value.toLowerCase() === "true";
  return /^[-+]?(?:0x[0-9a-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i.test(text.value)
    ? Number(text.value)
    : text.value;
}
