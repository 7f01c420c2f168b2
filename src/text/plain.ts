/** Foreign text made fit to be shown. */
import { unarmed } from "./commands.ts";
import { short } from "./quote.ts";

/**
 * What every surface does first with text of files and registries: one line of visible characters, not endless.
 *
 * Blanks of all kinds become one blank each; control, format, private and unassigned characters and those that a
 * display may leave out become U+FFFD, so that nothing hides (text that runs backwards, zero-width characters).
 */
export function plain(text: string, longest = 2_000): string {
  if (text.length <= longest && /^[ -~]*$/.test(text)) return text;
  const line = text
    .replaceAll(/\r\n|[\s\u0085]/gu, " ")
    .replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "\uFFFD");
  return short(line, longest);
}

/** Lines for a log or a terminal: no text in them can be a command. Without a line break at the end where there was none. */
export function logLine(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => unarmed(plain(line)))
    .join("\n");
}

/** Something and what is known of it, a line each. */
export function block(name: string, about: readonly (readonly [key: string, value: string])[]): string {
  return `${plain(name)}\n${about.map(([key, value]) => `  ${`${key}:`.padEnd(12)} ${plain(value)}\n`).join("")}`;
}
