/** Files that another tool fills in before any builder reads them. */
import { slice, type Text, trim } from "./text.ts";

const BRACES = /\{\{|\{%|<%/;
/** What the tools of dev containers fill in in every file of a template (containers.dev/implementors/templates). */
export const TEMPLATE_OPTION = "templateOption";
/** `@NAME@`, `%%NAME%%`, `__NAME__`, `<name>`, `REPLACE-ME`. */
const PLACEHOLDER = /@[A-Za-z_]+@|%%\w+%%|__[A-Z][A-Z0-9_]*__|^<[^<>]+>|^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/;

/** Whether a name is a place to fill in. Only for names that no registry accepts. */
export function isTemplate(name: string): boolean {
  return BRACES.test(name) || PLACEHOLDER.test(name) || name.includes(`\${${TEMPLATE_OPTION}:`);
}

/** Whether a line belongs to a template language. */
export function isTemplateLine(line: string): boolean {
  return /^(?:\{\{|\{%|\{#|<%)/.test(line);
}

/** The name of a FROM with `{{ … }}` in it, which may hold blanks, without the name of the stage behind it. */
export function templateBefore(words: Text): Text | undefined {
  if (!BRACES.test(words.value)) return undefined;
  // What stands in the braces has no AS of FROM in it.
  const outside = words.value.replace(/(?:\{\{|\{%|<%)[^{}%]{0,200}[}%>]/g, (inside) => "x".repeat(inside.length));
  const as = outside.search(/[\t ]as[\t ]/i);
  return as < 0 ? words : trim(slice(words, 0, as));
}
