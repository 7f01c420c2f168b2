/** The parameters that are given to a run from outside: on its command line, in files, by a policy. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type YAMLMap } from "yaml";
import type { SourceTree } from "../../../model.ts";
import type { Dialect, MapValue, Origin, Value } from "../evaluate/model.ts";
import { fromData, list, map, nothing, numberOf, unknown } from "../evaluate/value.ts";
import type { Launch } from "./launch.ts";
import { parameterOption, OUTSIDE } from "./values.ts";

export interface GivenParameters {
  /** What the command line and the files of parameters give; it wins over every configuration. */
  readonly values: MapValue;
  readonly problem?: string;
}

/** Parameters in the order of their strength: the policy's, a `-params-file`, `--name value`. */
export function givenParameters(
  tree: SourceTree,
  file: string | undefined,
  launch: Launch,
  others: Readonly<Record<string, unknown>>,
  dialect: Dialect,
): GivenParameters {
  const values = map();
  let problem: string | undefined;
  for (const [name, value] of Object.entries(others)) {
    values.entries.set(camelCase(name), fromData(value, [OUTSIDE]));
  }
  if (launch.paramsFile !== undefined) {
    const content = file === undefined ? undefined : tree.read(file);
    if (file === undefined || content === undefined) {
      problem = `Specified params file does not exist: ${launch.paramsFile}`;
    } else {
      const read = readParameters(file, content);
      if (typeof read === "string") problem = `Cannot parse params file: ${launch.paramsFile} - ${read}`;
      else for (const [name, value] of read.entries) values.entries.set(camelCase(name), value);
    }
  }
  for (const [name, value] of launch.params) put(values, name, parameterOption(value, dialect));
  return problem === undefined ? { values } : { values, problem };
}

/** `--a.b v` sets `b` in the map `a`; `\.` is a dot of the name. */
function put(values: MapValue, name: string, value: Value): void {
  const path = name.split(/(?<!\\)\./);
  let target = values;
  for (const part of path.slice(0, -1)) {
    const before = target.entries.get(part);
    const inner = before?.kind === "map" ? before : map();
    target.entries.set(part, inner);
    target = inner;
  }
  target.entries.set(camelCase(path.at(-1)!.replaceAll("\\.", ".")), value);
}

function camelCase(name: string): string {
  if (!name.includes("-")) return name;
  return name
    .split("-")
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
}

/** A JSON or YAML file of parameters, each string with its place. */
function readParameters(file: string, content: string): MapValue | string {
  const extension = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  if (!["json", "yml", "yaml"].includes(extension)) return "it must end in .json, .yml or .yaml";
  // Nextflow puts `${projectDir}` and its kin in before it parses; the places are lost then, the values are not.
  const known = content.replaceAll("${baseDir}", "${projectDir}");
  const document = parseDocument(known, {
    version: extension === "json" ? "1.2" : "1.1",
    maxAliasCount: 100,
    uniqueKeys: false,
  } as object);
  const error = document.errors[0];
  if (error !== undefined) return error.message.split("\n")[0]!;
  if (!isMap(document.contents)) return "it is not a map";
  const source = { file, text: content, json: extension === "json" };
  return convertMap(document.contents, document, source, 0);
}

interface ParametersText {
  readonly file: string;
  readonly text: string;
  readonly json: boolean;
}

/** YAML's `<<` brings in what another map holds. */
function convertMap(node: YAMLMap, document: Document.Parsed, source: ParametersText, depth: number): MapValue {
  const result = map();
  for (const { key, value: item } of node.items) {
    const value = convert(item, document, source, depth + 1);
    const isMerge = isScalar(key) && key.source === "<<" && !source.json && value.kind === "map";
    if (!isMerge) result.entries.set(String(isScalar(key) ? key.value : key), value);
    else for (const [name, item] of value.entries) if (!result.entries.has(name)) result.entries.set(name, item);
  }
  return result;
}

function convert(node: unknown, document: Document.Parsed, source: ParametersText, depth: number): Value {
  if (depth > 100) return nothing;
  if (isAlias(node)) return convert(node.resolve(document), document, source, depth + 1);
  if (isMap(node)) return convertMap(node, document, source, depth);
  if (isSeq(node)) return list(node.items.map((item) => convert(item, document, source, depth + 1)));
  if (!isScalar(node)) return nothing;
  let [start, end] = node.range ?? [0, 0];
  if (typeof node.value === "string" && source.text.slice(start + 1, end - 1) === node.value) {
    start += 1;
    end -= 1;
  }
  const origin: Origin = { file: source.file, start, end, external: true };
  if (
    typeof node.value === "number" &&
    node.source !== undefined &&
    // A zero in front makes it octal in YAML.
    /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.source)
  ) {
    // JSON keeps the digits as they are written, YAML makes a double of them.
    return numberOf(source.json || !/[.eE]/.test(node.source) ? node.source : `${node.source}d`, [origin]);
  }
  if (node.value instanceof Date) return unknown("unsupported-expression", "It is read as a date.", "a date");
  return fromData(node.value, [origin]);
}
