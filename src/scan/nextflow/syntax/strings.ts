/** What the escapes in a string stand for. */
import type { Quote } from "./tree.ts";

const ESCAPES = /\\(?:u+([0-9A-Fa-f]{4})|([0-3]?[0-7]{1,2})|(\r\n|[^]))/g;
const NAMED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", s: " ", t: "\t" };

/** The characters that Groovy makes of what stands between the quotes. */
export function decode(raw: string, quote: Quote): string {
  const text = raw.includes("\r") ? raw.replaceAll("\r\n", "\n") : raw;
  if (quote === "/") return text.includes("\\") ? text.replaceAll("\\/", "/") : text;
  if (quote === "$/") return text.includes("$") ? text.replace(/\$([$/])/g, "$1") : text;
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPES, (_, unicode?: string, octal?: string, character?: string) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (character === "\n" || character === "\r\n" || character === "\r") return "";
    return NAMED[character!] ?? character!;
  });
}
