/** Foreign text made fit to be shown. */
import { short } from "../text/quote.ts";

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
