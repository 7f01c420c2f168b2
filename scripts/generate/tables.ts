/** Pieces of Markdown that generated files share. */
import { type Fields, written } from "../../src/policy/shapes/fields.ts";

/** A table; a pipe within a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

export const code = (text: string): string => `\`${text}\``;

/** Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->`. */
export function between(text: string, name: string, body: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`there is no ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${body}\n\n${text.slice(to)}`;
}

/** What a map may say, a row a key. */
export function fieldTable(fields: Fields): string {
  return table(
    ["Key", "Value", "Meaning", "Default"],
    Object.entries(fields).map(([key, field]) => [
      code(key),
      field.shape.words,
      `${field.summary}${field.required ? " (required)" : ""}`,
      defaultText(field),
    ]),
  );
}

function defaultText(field: Fields[string]): string {
  const value = written(field);
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((item) => code(String(item))).join(", ");
  return typeof value === "object" ? "none" : code(JSON.stringify(value).replaceAll('"', ""));
}
