/** The one way by which text gets into the page. */
import { plain } from "../../text/plain.ts";
import { unarmedBy } from "../../text/commands.ts";

/** Nothing that is shown is longer: a browser is slow on more, and no finding and no answer has as much. UTF-16 code units. */
const LONGEST = 20_000;

/** For text and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  const escaped = plain(text, LONGEST)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
  return unarmedBy(escaped, (character) => `&#${character.charCodeAt(0)};`);
}

/** Set as code. */
export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** A link, or the content alone where there is no address. `content`: of the page's language already. */
export function linkTo(url: string | undefined, content: string): string {
  return url === undefined ? content : `<a href="${escapeHtml(url)}">${content}</a>`;
}

/** How many of a list are seen at once; the others are behind a click, and on paper all are there. */
const AT_ONCE = 6;

/** Items of a list, a line each, the later ones folded. `items`: of the page's language already. */
export function folded(items: readonly string[]): string {
  const more = items.slice(AT_ONCE);
  const first = items.slice(0, AT_ONCE).map((item) => `<li>${item}</li>`);
  if (more.length === 0) return `<ul class="plain">${first.join("")}</ul>`;
  const rest = more.map((item) => `<li>${item}</li>`).join("");
  return `<ul class="plain">${first.join("")}</ul><details><summary>and ${more.length} more</summary><ul class="plain">${rest}</ul></details>`;
}

/** Names and what is said of each; nothing where there is nothing to say. `facts`: as they are. */
export function factList(facts: readonly (readonly [name: string, value: string])[]): string {
  const items = facts.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
  return items.length === 0 ? "" : `<dl>${items.join("")}</dl>`;
}
