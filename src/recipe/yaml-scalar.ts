/** Which plain words are no strings to SnakeYAML 2.2 (`Resolver`), and how Java prints what they are instead. */

const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NOTHING = /^(?:~|null|Null|NULL| |)$/;
const INTEGER = /^[-+]?(?:0b_*[01][01_]*|0_*[0-7][0-7_]*|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*)$/;
const FLOAT =
  /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+]?[0-9]+)?)$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** Numbers to the base 60, times and merges: they are told, and not followed. */
const OTHER =
  /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|<<|\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;
/** No longer word is looked at as a number (`Resolver.addImplicitResolver`). */
const LONGEST = 1024;

/** `string`, what Java prints of the value, or undefined where that is not known here. */
export function plainWord(word: string): "string" | { readonly printed: string } | undefined {
  if (word.length > LONGEST) return "string";
  if (BOOLEAN.test(word)) return { printed: /^(?:y|t|on$)/i.test(word) ? "true" : "false" };
  if (NOTHING.test(word)) return { printed: "null" };
  if (INTEGER.test(word)) return { printed: printedInteger(word) };
  if (FLOAT.test(word)) return printedDouble(Number(word.replaceAll("_", "")));
  if (SPECIAL.test(word)) return { printed: word.toLowerCase().replace("+", "").replace("nan", "NaN") };
  return OTHER.test(word) ? undefined : "string";
}

function printedInteger(word: string): string {
  const digits = word.replaceAll("_", "").replace(/^[-+]/, "");
  const isOctal = /^0[0-7]+$/.test(digits);
  const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  return String(word.startsWith("-") ? -value : value);
}

/** `Double.toString`: with an exponent from ten million on and below a thousandth. */
function printedDouble(value: number): { readonly printed: string } | undefined {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? undefined : { printed: value > 0 ? ".inf" : "-.inf" };
  const size = Math.abs(value);
  if (value === 0) return { printed: Object.is(value, -0) ? "-0.0" : "0.0" };
  if (size >= 1e-3 && size < 1e7) return { printed: Number.isInteger(value) ? `${value}.0` : String(value) };
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return { printed: `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}` };
}
