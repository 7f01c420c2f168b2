/** Text of others as GitHub Markdown, and pages of it that keep to a size. */
import type { Location } from "../model.ts";
import { plain } from "../text/plain.ts";
import { counted, grouped } from "../text/units.ts";

/** What becomes of a table where there is no room for all of it. */
export interface Room {
  /** Which is kept before which: the lower one; equal ones in their order. Default 5. */
  readonly rank?: number;
  /** What it may take of the page, in bytes. */
  readonly most?: number;
}

interface Table extends Room {
  /** What a row of it is: `finding`, or `row of platforms`. */
  readonly what: string;
  readonly head: string;
  readonly rows: readonly string[];
  readonly end: string;
}

/** Text under a budget of bytes: rows that do not fit are counted instead of added. */
export class Page {
  readonly #budget: number;
  readonly #parts: (string | Table)[] = [];

  constructor(budget: number) {
    this.#budget = budget;
  }

  /** What stands there whatever the room. */
  add(block: string): void {
    this.#parts.push(block);
  }

  table(what: string, head: string, rows: readonly string[], end: string, room: Room = {}): void {
    if (rows.length > 0) this.#parts.push({ what, head, rows, end, ...room });
  }

  /** `title`: shown while it is folded. */
  details(title: string, what: string, head: string, rows: readonly string[], room: Room = {}): void {
    this.table(what, `<details><summary>${title}</summary>\n\n${head}`, rows, "\n</details>\n", room);
  }

  /** `remedy`: where to find what was left out. */
  text(remedy: string): string {
    const fitting = this.#fit();
    const tables = this.#parts.filter((part) => typeof part !== "string");
    const left = tables.flatMap((table) => {
      const more = table.rows.length - fitting.get(table)!;
      return more === 0 ? [] : [counted(more, table.what, pluralOf(table.what))];
    });
    const shown = this.#parts.map((part) => (typeof part === "string" ? part : print(part, fitting.get(part)!)));
    const note = left.length === 0 ? "" : `\n> Not shown for lack of room: ${left.join(", ")}. ${remedy}\n`;
    return `${shown.join("")}${note}`;
  }

  /** How many rows of each table there is room for. */
  #fit(): ReadonlyMap<Table, number> {
    const fitting = new Map<Table, number>();
    let room = this.#budget;
    for (const part of this.#parts) if (typeof part === "string") room -= Buffer.byteLength(part);
    const tables = this.#parts.filter((part) => typeof part !== "string");
    for (const table of tables.toSorted((a, b) => (a.rank ?? ORDINARY) - (b.rank ?? ORDINARY))) {
      const [rows, bytes] = rowsWithin(table, Math.min(room, table.most ?? room));
      fitting.set(table, rows);
      room -= bytes;
    }
    return fitting;
  }
}

const ORDINARY = 5;

/** How many rows fit, and what the table takes with them. */
function rowsWithin({ head, rows, end }: Table, room: number): readonly [rows: number, bytes: number] {
  let bytes = Buffer.byteLength(head) + Buffer.byteLength(end) + 1;
  let fitting = 0;
  for (const row of rows) {
    const more = Buffer.byteLength(row);
    if (bytes + more > room) break;
    bytes += more;
    fitting += 1;
  }
  return fitting === 0 ? [0, 0] : [fitting, bytes];
}

/** `findings`, `rows of platforms`. */
function pluralOf(what: string): string {
  return what.replace(/^\w+(?= of )|$/, "$&s");
}

function print({ head, rows, end }: Table, fitting: number): string {
  return fitting === 0 ? "" : `${head}${rows.slice(0, fitting).join("")}${end}\n`;
}

export type Link = (location: Location) => string | undefined;

/** `between`: what parts them, by default a line break of a table's cell. */
export function placesOf(places: readonly Location[], link: Link, between = "<br>"): string {
  return firstFew(places, (location) => place(location, link), between);
}

function place(location: Location, link: Link): string {
  const url = link(location);
  const text = code(`${location.file}:${location.line}`);
  return url === undefined ? text : `<a href="${url}">${text}</a>`;
}

const MOST_PLACES = 3;

/** The first few of a list, by default a line of a cell each, and how many more there are. */
export function firstFew<T>(items: readonly T[], show: (item: T) => string, between = "<br>"): string {
  const more = items.length - MOST_PLACES;
  const lines = items.slice(0, MOST_PLACES).map(show);
  return [...lines, ...(more > 0 ? [`and ${grouped(more)} more`] : [])].join(between);
}

// ── Escaping ────────────────────────────────────────────────────────────────

/**
 * Text of others as Markdown that means nothing but itself, in a table cell or anywhere else: every punctuation character
 * that Markdown or HTML could read becomes an entity, and what GitHub would make a link of is parted.
 */
export function escapeMarkdown(text: string): string {
  return parted(plain(text)).replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]|(?<=\w)\.(?=\w)/g, entity);
}

/**
 * GitHub looks for references in the text that people see, where entities are characters again: `@user`, `#1`,
 * `owner/repo#2`, `GH-3`, advisories, commits, addresses, `:emoji:`. A space without width parts each; code has none.
 */
function parted(text: string): string {
  return text
    .replaceAll(/@|#(?=\d)|:(?=\/\/|[\w+-]+:)|www(?=\.)|\b(?:gh|ghsa|cve)-(?=\w)/gi, `$&${SPLIT}`)
    .replaceAll(/(?<![\da-z])[\da-f]{7,40}(?![\da-z])/gi, (commit) => commit.replaceAll(/.{6}(?=.)/g, `$&${SPLIT}`));
}

/** A space without width. Six digits and fewer are no commit to GitHub. */
const SPLIT = "\u200B";

/**
 * Set as code. Entities do their work inside `<code>`, where backticks would need counting. Markdown is read in there, too: GitHub makes a
 * link of `www.` where that is written, and of an address of mail also where entities spell it. No name of an image is one, so it
 * may be parted; what is a name can be copied.
 */
export function code(text: string): string {
  const shown = plain(text)
    .replaceAll(/(?<=[\w.+-])@(?=[\w-]*\.)/g, `$&${SPLIT}`)
    .replaceAll(/[!"#$%&'*+:;<=>?@[\\\]^_`{|}~]|w(?=ww\.)/gi, entity);
  return `<code>${shown}</code>`;
}

/** A sentence: what is between backticks, and names with a digest, which a reader copies, are set as code. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]+`|(?<![^\s`])[^\s`]+@sha256:[\da-f]{64}(?![\da-f]))/)
    .map((part, at) => (at % 2 === 0 ? escapeMarkdown(part) : code(part.replaceAll("`", ""))))
    .join("");
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
