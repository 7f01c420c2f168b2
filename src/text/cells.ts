/** A line of a file as a terminal shows it: harmless characters, each with the columns that it takes. */
import { breaksIn } from "./commands.ts";
import { plain } from "./plain.ts";

/** What stands in one place of the screen. */
export interface Cell {
  readonly text: string;
  /** Columns: 0 for what is put on the character before, 2 for wide ones. */
  readonly width: number;
  /** Where it stands in the line. UTF-16 code units. */
  readonly at: number;
}

/** Columns of a tab, wherever it stands. */
const TAB = "    ";

/**
 * The cells of a piece of a line. Tabs are blanks, what could steer a terminal or hide is U+FFFD, and what a runner would
 * obey is broken with a blank.
 *
 * @param start Where the piece begins in its line.
 */
export function cellsOf(piece: string, start = 0): readonly Cell[] {
  const cells: Cell[] = [];
  let at = start;
  for (const character of piece) {
    const text = character === "\t" ? TAB : plain(character);
    cells.push({ text, width: character === "\t" ? TAB.length : widthOf(text), at });
    at += character.length;
  }
  return broken(cells);
}

/** With a blank wherever a command could begin: at the same place as what stands behind it. */
function broken(cells: readonly Cell[]): readonly Cell[] {
  const breaks = new Set(breaksIn(cells.map(({ text }) => text).join("")));
  if (breaks.size === 0) return cells;
  let offset = 0;
  return cells.flatMap((cell) => {
    const isBroken = breaks.has(offset);
    offset += cell.text.length;
    return isBroken ? [{ text: " ", width: 1, at: cell.at - 1 }, cell] : [cell];
  });
}

/** Columns that text takes. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Those that combine with the one before, and the vowels and finals of a Korean syllable. */
const NARROWEST = /^[\p{Mn}\p{Me}\u1160-\u11FF]$/u;

/** Wide and fullwidth in EastAsianWidth.txt of Unicode: emoji, and the scripts of East Asia. Two letters make a flag. */
const WIDE =
  /^(?:(?![\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation}|[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u3247\u3250-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FB}\u{1F200}-\u{1F320}\u{20000}-\u{3FFFD}])$/u;
