/** The images of the page, a group of rows each: what a script moves and hides as one. */
import { code, escapeHtml, factList, folded } from "./escape.ts";
import type { ImageFacts } from "../facts.ts";
import { answerFacts } from "./answer.ts";
import { type Link, place } from "./findings.ts";

/** What a column is called, and what it is sorted by: text, or a number that the cell has. */
const COLUMNS = ["Image and where", "Pulled by", "Pin", "Digest", "Platforms", "Size", "Built", "Answer"] as const;

export function imageTable(images: readonly ImageFacts[], link: Link): string {
  const head = COLUMNS.map((column) => `<th scope="col">${column}</th>`).join("");
  const rows = images.map((image) => imageRow(image, link)).join("");
  return `<table class="images"><thead><tr>${head}</tr></thead>\n${rows}</table>\n`;
}

function imageRow(facts: ImageFacts, link: Link): string {
  const { image, written, users, places, known, pin, registry, state, platforms, asked } = facts;
  const { digest, size = "", bytes, created = "" } = known ?? {};
  const original =
    written.length === 0 ? "" : `<span class="quiet">written ${written.map(escapeHtml).join(", ")}</span>`;
  const cells: [content: string, key: string][] = [
    [`${code(image)}${original}${folded(places.map((location) => place(location, link)))}`, image],
    [folded(users.map(escapeHtml)), users[0] ?? ""],
    [escapeHtml(pin), pin],
    [digest === undefined ? "" : code(digest), digest ?? ""],
    [platforms.map(escapeHtml).join("<br>"), platforms.join(" ")],
    [escapeHtml(size), bytes === undefined ? "" : String(bytes)],
    [escapeHtml(created), created],
    [escapeHtml(state), state],
  ];
  const shown = cells.map(
    ([content, key], index) => `<td data-label="${COLUMNS[index]}" data-key="${escapeHtml(key)}">${content}</td>`,
  );
  return `<tbody data-registry="${escapeHtml(registry)}" data-state="${escapeHtml(state)}" data-pin="${escapeHtml(pin)}"><tr>${shown.join("")}</tr>${answers(asked)}</tbody>\n`;
}

/** In a row of their own, across the table. */
function answers(asked: ImageFacts["asked"]): string {
  if (asked.length === 0) return "";
  const lists = asked.map((one) => factList(answerFacts(one))).join("");
  return `<tr class="evidence"><td colspan="${COLUMNS.length}"><details><summary>Evidence</summary>${lists}</details></td></tr>`;
}
