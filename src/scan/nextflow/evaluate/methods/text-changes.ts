/** Methods of strings that make another string of all of it: upper case, without blanks, the other way round. */
import { madeText, type TextMethods } from "./context.ts";

/** What `trim()` cuts; `strip()` cuts what Java calls white space, which is all that JavaScript does but no-break spaces. */
const CONTROLS = /^[\0- ]+|[\0- ]+$/g;
const SPACES = /^[^\S\u00A0\u2007\u202F\uFEFF]+|[^\S\u00A0\u2007\u202F\uFEFF]+$/g;

const CHANGES: readonly (readonly [name: string, change: (value: string) => string])[] = [
  ["toString", (value) => value],
  ["intern", (value) => value],
  ["toLowerCase", (value) => value.toLowerCase()],
  ["toUpperCase", (value) => value.toUpperCase()],
  ["trim", (value) => value.replace(CONTROLS, "")],
  ["strip", strip],
  ["capitalize", (value) => value.charAt(0).toUpperCase() + value.slice(1)],
  ["uncapitalize", (value) => value.charAt(0).toLowerCase() + value.slice(1)],
  ["reverse", (value) => Array.from(value).reverse().join("")],
  ["stripIndent", stripIndent],
  ["normalize", (value) => value.replace(/\r\n?/g, "\n")],
];

export const changingMethods: TextMethods = CHANGES.map(([name, change]) => [
  name,
  // `ß` becomes two letters, and white space is looked at from each of its places.
  (self, _, context) =>
    context.run.meter.read(self.value.length * 8) ? madeText(change(self.value), self.from, context) : undefined,
]);

export function strip(value: string): string {
  return value.replace(SPACES, "");
}

function stripIndent(value: string): string {
  const lines = value.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, width) => Math.min(least, width), Infinity);
  return lines.map((line) => line.slice(indent)).join("\n");
}
