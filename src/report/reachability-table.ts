/** Who can read which image, as Markdown. */
import type { Reachability } from "../inspect/readers.ts";
import { code, escapeMarkdown } from "./markdown.ts";

/** A table, a row an image, a column a reader. */
export function reachabilityMarkdown(rows: readonly Reachability[]): string {
  const lines = rows.map(({ image, readers, conclusion }) => {
    const cells = COLUMNS.map(([column]) =>
      readers.filter(({ reader }) => reader === column).map(({ outcome }) => outcome),
    );
    return `| ${[code(image), ...cells.map((outcomes) => escapeMarkdown(outcomes.join())), escapeMarkdown(conclusion)].join(" | ")} |\n`;
  });
  const head = ["Image", ...COLUMNS.map(([, title]) => title), "What follows"];
  return `| ${head.join(" | ")} |\n|${" :-- |".repeat(head.length)}\n${lines.join("")}`;
}

const COLUMNS = [
  ["anonymous", "Anonymous"],
  ["runner", "Runner"],
  ["wave", "Workspace"],
] as const;
