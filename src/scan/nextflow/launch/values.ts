/** Texts of the command line as the values that Nextflow makes of them. */
import type { Value, Dialect, Origin } from "../evaluate/model.ts";
import { text, truth, numberOf } from "../evaluate/value.ts";

/** What is given from outside of the repository: on the command line, by a policy. */
export const OUTSIDE: Origin = { file: "", start: 0, end: 0, external: true };

/** A value of the command line. */
export function outside(value: string): Value {
  return text(value, [OUTSIDE]);
}

/** The value of `-process.NAME=VALUE` (`ConfigHelper.parseValue`). */
export function processOption(written: string): Value {
  const from = [OUTSIDE];
  if (/^(?:true|false)$/i.test(written)) return truth(written.toLowerCase() === "true", from);
  return /^-?\d+(?:\.\d+)?$/.test(written) ? numberOf(written, from) : outside(written);
}

/** The value of `--NAME VALUE`: under v2 always a string; v1 looks at it. */
export function parameterOption(written: string, dialect: Dialect): Value {
  const from = [OUTSIDE];
  if (dialect === "v1") {
    if (/^(?:true|false)$/i.test(written)) return truth(written.toLowerCase() === "true", from);
    if (/^-?\d+$/.test(written)) return numberOf(written, from);
    if (/^-?\d+\.\d+$/.test(written)) return numberOf(`${Number(written)}d`, from);
  }
  return text(written, from);
}

/** A text of the command line as the type that is declared for it (`ParamsDsl`, `ConfigDsl`); as it is where it is none. */
export function asType(given: Value, type: "Boolean" | "Integer" | "Float"): Value {
  if (given.kind !== "string") return given;
  const { value, from } = given;
  if (type === "Boolean") return /^(?:true|false)$/i.test(value) ? truth(value.toLowerCase() === "true", from) : given;
  if (/^[+-]?\d+$/.test(value)) return numberOf(value, from);
  // A Float, which forgets the zeros at its end.
  const isFloat = type === "Float" && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value);
  return isFloat ? numberOf(`${value}f`, from) : given;
}
