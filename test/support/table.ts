/**
 * Tables as text: under a title (`== its title ==`) a row each of what is given and what it comes to, `given => made`.
 * What is given may take several lines, of which the last has the arrow; it is read up to the first one. Empty lines
 * between rows count for nothing, nor does what stands above the first title.
 */
import { failAt, titled, visibleLines } from "./archive.ts";

export interface Row {
  readonly given: string;
  readonly made: string;
  /** The line of the arrow. */
  readonly line: number;
}

export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

const ARROW = " => ";

export function readTable(text: string, file: string): readonly Group[] {
  return titled(visibleLines(text, file), file).map(({ name, at, lines }) => {
    const rows: Row[] = [];
    let begun: readonly string[] = [];
    for (const [index, line] of lines.entries()) {
      const arrow = line.indexOf(ARROW);
      const number = at + 2 + index;
      if (arrow !== -1) {
        const given = [...begun, line.slice(0, arrow)].join("\n");
        rows.push({ given, made: line.slice(arrow + ARROW.length), line: number });
        begun = [];
      } else if (line !== "") begun = [...begun, line];
      else if (begun.length > 0) failAt(file, number, "is empty within a row, which has no ` => ` yet");
    }
    if (begun.length > 0) failAt(file, at + 1 + lines.length, "ends a row that has no ` => `");
    return { title: name, rows };
  });
}

/** A text as it is, or in the quotes of JSON where it has line breaks, blanks at its ends or quotes of its own. */
export function unquoted(text: string, file: string, line: number): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "string") return value;
  } catch {
    // It is said below.
  }
  return failAt(file, line, `begins with a quote and is not a text of JSON: ${text}`);
}
