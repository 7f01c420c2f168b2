/**
 * Quoted texts of YAML whose further lines are indented no deeper than their key. YAML 1.2 refuses them, libyaml reads them,
 * and with it GitLab (Psych) and everything in Python (PyYAML 6.0.3).
 */
import type { YamlParsed } from "../../text/yaml.ts";

/** So many times a text is looked through anew: what stands behind one such text is seen once that is mended. */
export const MOST_PASSES = 4;

/** The text with the lines of such values joined, every character in its place; undefined where there are none. */
export function joinLooseQuotes({ documents, text }: YamlParsed): string | undefined {
  const ends = documents.flatMap(({ errors }) =>
    errors.flatMap(({ code, message, pos: [at] }) => {
      const [, quote] = /^Missing closing (["'])quote/.exec(message) ?? [];
      return code === "MISSING_CHAR" && quote !== undefined ? { at, end: closingQuote(text, at, quote) } : [];
    }),
  );
  let joined = text;
  for (const { at, end } of ends) {
    if (end !== undefined)
      joined = joined.slice(0, at) + joined.slice(at, end).replace(/[\r\n]/g, " ") + joined.slice(end);
  }
  return joined === text ? undefined : joined;
}

/** Where a text ends that seems to break off at the end of a line: at the last character of a later one of this document. */
function closingQuote(text: string, at: number, quote: string): number | undefined {
  const end = text.indexOf(quote, at);
  if (end === -1 || !/^[ \t]*(?:#.*)?\r?(?:\n|$)/.test(text.slice(end + 1, end + 500))) return undefined;
  return /\n(?:---|\.\.\.)\s/.test(text.slice(at, end)) ? undefined : end;
}
