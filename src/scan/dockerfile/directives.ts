/** The comments at the head of a file that the parser obeys: `# escape=`, `# syntax=`, `# check=`. */
import { quote } from "../../text/quote.ts";
import { BOOLEAN, type Fault } from "./fault.ts";
import { offsetAt, skipSpace, slice, type Text, textAt } from "./text.ts";

export interface Directive {
  readonly name: string;
  readonly value: Text;
}

const KNOWN: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);

/** Reads `KEY = VALUE` behind the comment sign between two offsets of the file; other comments give undefined. */
export function readDirective(file: string, start: number, end: number, sign: string): Directive | undefined {
  if (!file.startsWith(sign, start)) return undefined;
  const from = skipSpace(file, start + sign.length, end);
  const [whole, name] = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*/.exec(file.slice(from, end)) ?? [];
  if (whole === undefined || name === undefined || !KNOWN.has(name.toLowerCase())) return undefined;
  const at = from + whole.length;
  let last = end;
  while (last > at && "\t\n\f\r ".includes(file.charAt(last - 1))) last--;
  return last === at ? undefined : { name: name.toLowerCase(), value: textAt(file, at, last) };
}

/**
 * The frontend image that a file asks for (parser.DetectSyntax): `# syntax=`, or `// syntax=`, below a `#!` line if
 * there is one; or the key `syntax` of a file that is a JSON object.
 */
export function findSyntax(file: string): Text | undefined {
  return findDirective(file, "syntax", "#") ?? findDirective(file, "syntax", "//") ?? findSyntaxKey(file);
}

/** What `# check=` says of BuildKit's own checks. */
export interface CheckOptions {
  /** Names of checks, or `all`. */
  readonly skips: ReadonlySet<string>;
  readonly failsOnWarning: boolean;
  /** Why BuildKit refuses the options. */
  readonly fault?: Fault;
}

export function readCheckOptions(file: string): CheckOptions {
  const options = findDirective(file, "check", "#");
  const skips = new Set<string>();
  let failsOnWarning = false;
  if (options === undefined) return { skips, failsOnWarning };
  for (const option of options.value.split(";")) {
    const [, name = "", value = ""] = /^\s*(skip|experimental|error)\s*=([^]*)$/.exec(option) ?? [];
    if (name === "" || (name === "error" && !BOOLEAN.test(value.trim()))) {
      const message = `"# check=" has no option ${quote(option)}`;
      return { skips, failsOnWarning, fault: { offset: offsetAt(options, 0), message } };
    }
    if (name === "error") failsOnWarning = /^(?:1|t)/i.test(value.trim());
    if (name === "skip") for (const rule of value.split(",")) skips.add(rule.trim());
  }
  return { skips, failsOnWarning };
}

/** The value of a directive up to its first blank, where no blank is before the comment sign. */
function findDirective(file: string, name: string, sign: string): Text | undefined {
  const seen = new Set<string>();
  for (let start = belowShebang(file); start < file.length;) {
    const newline = file.indexOf("\n", start);
    const end = newline < 0 ? file.length : newline;
    const directive = readDirective(file, start, end, sign);
    if (directive === undefined || seen.has(directive.name)) return undefined;
    if (directive.name === name) {
      const blank = directive.value.value.indexOf(" ");
      return slice(directive.value, 0, blank < 0 ? directive.value.value.length : blank);
    }
    seen.add(directive.name);
    start = end + 1;
  }
  return undefined;
}

function belowShebang(file: string): number {
  if (!file.startsWith("#!")) return 0;
  const newline = file.indexOf("\n");
  return newline < 0 ? file.length : newline + 1;
}

function findSyntaxKey(file: string): Text | undefined {
  const from = belowShebang(file);
  if (!file.slice(from).trimStart().startsWith("{")) return undefined;
  let syntax: unknown;
  try {
    ({ syntax } = JSON.parse(file.slice(from)));
  } catch {
    return undefined;
  }
  if (typeof syntax !== "string" || syntax === "") return undefined;
  const at = file.indexOf(JSON.stringify(syntax), file.indexOf('"syntax"'));
  if (at >= 0) return textAt(file, at + 1, at + 1 + syntax.length);
  // Escapes in it: it is where all of the object is.
  const first = { index: 0, offset: file.indexOf("{", from) };
  const last = { index: syntax.length - 1, offset: file.lastIndexOf("}") };
  return { value: syntax, pieces: [first, last], from: 0 };
}
