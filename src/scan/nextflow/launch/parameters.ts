/** The parameters that are given to a run from outside: on its command line, in files, by a policy. */
import type { Unresolved } from "../../../model.ts";
import type { Dialect, MapValue, Value } from "../evaluate/model.ts";
import { fromData, map } from "../evaluate/value.ts";
import type { Launch } from "./launch.ts";
import { readParamsFile } from "./params-file.ts";
import { parameterOption, OUTSIDE } from "./values.ts";

export interface GivenParameters {
  /** What the command line and the files of parameters give; it wins over every configuration. */
  readonly values: MapValue;
  /** Nextflow stops with this. */
  readonly problem?: string;
  /** Why not all of them are known. */
  readonly open?: Unresolved;
}

/** Parameters in the order of their strength: the policy's, a `-params-file`, `--name value`. */
export function givenParameters(
  files: { read(path: string): string | undefined; exists(path: string): boolean },
  file: string | undefined,
  launch: Launch,
  others: Readonly<Record<string, unknown>>,
  dialect: Dialect,
): GivenParameters {
  const values = map();
  let problem: string | undefined;
  let open: Unresolved | undefined;
  for (const [name, value] of Object.entries(others)) {
    values.entries.set(camelCase(name), fromData(value, [OUTSIDE]));
  }
  if (launch.paramsFile !== undefined) {
    const content = file === undefined ? undefined : files.read(file);
    if (file !== undefined && content === undefined && files.exists(file)) {
      const detail = `The params file ${launch.paramsFile} cannot be read as text: it is too large, binary, or not accessible.`;
      open = { reason: "limit", detail };
    } else if (file === undefined || content === undefined) {
      problem = `Specified params file does not exist: ${launch.paramsFile}`;
    } else {
      const read = readParamsFile(file, content);
      if (read.kind === "refused") problem = `Cannot parse params file: ${launch.paramsFile} - ${read.message}`;
      else if (read.kind === "limit") {
        const detail = `The params file ${launch.paramsFile} is not read: ${read.message}.`;
        open = { reason: "limit", detail };
      } else for (const [name, value] of read.values.entries) values.entries.set(camelCase(name), value);
    }
  }
  for (const [name, value] of launch.params) put(values, name, parameterOption(value, dialect));
  return { values, ...(problem !== undefined && { problem }), ...(open !== undefined && { open }) };
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
