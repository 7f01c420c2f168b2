/**
 * Text archives: many small files in one that a person reads, each byte kept. An entry opens with `== its title ==`, and
 * a section of it with `-- its name --`; the lines below are its text. An empty line stands in front of a title and
 * belongs to no text. What stands above the first title is prose for the reader.
 *
 * A line of text that begins with `-- `, `== ` or a backslash has one more backslash in front. A text that does not end
 * in a line break ends in the line that git writes then. Control characters but tab and line break are refused, carriage
 * returns among them: a checkout might change them, and nobody sees them.
 */

/** A piece of text, and the line on which its marker stands. */
export interface Section {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

export interface Entry {
  readonly title: string;
  readonly sections: readonly Section[];
  readonly line: number;
}

const TITLE = /^== (\S|\S.*\S) ==$/;
const SECTION = /^-- (\S|\S.*\S) --$/;
const SPECIAL = /^(?:\\|-- |== )/;
const CUT = "\\ No newline at end of file";
// oxlint-disable-next-line no-control-regex -- these are what is refused
const REFUSED = /[\u0000-\u0008\u000B-\u001F\u007F\uFEFF]/;

export function failAt(file: string, line: number, message: string): never {
  throw new Error(`${file}:${line}: ${message}`);
}

/** The lines of a fixture that people write: complete, and nothing in them that nobody sees. */
export function visibleLines(text: string, file: string): readonly string[] {
  const lines = text.split("\n");
  const hidden = lines.findIndex((line) => REFUSED.test(line) || !line.isWellFormed());
  if (hidden !== -1) failAt(file, hidden + 1, "has a character that nobody sees");
  if (lines.pop() !== "") failAt(file, lines.length + 1, "does not end in a line break");
  return lines;
}

/** A part of the lines, with the name of the marker on its first one. */
interface Part {
  readonly name: string;
  /** Of the marker, counted from 0. */
  readonly at: number;
  readonly lines: readonly string[];
}

/** Cuts lines at their markers; what stands in front of the first one is nobody's. */
function cut(lines: readonly string[], first: number, marker: RegExp): readonly Part[] {
  const marks = lines.flatMap((line, index) => {
    const name = marker.exec(line)?.[1];
    return name === undefined ? [] : [{ name, index }];
  });
  return marks.map(({ name, index }, order) => ({
    name,
    at: first + index,
    lines: lines.slice(index + 1, marks[order + 1]?.index),
  }));
}

/** Titles apart from the lines below them, without the empty lines in front of the next title. */
export function titled(lines: readonly string[], file: string): readonly Part[] {
  const parts = cut(lines, 0, TITLE);
  const twice = parts.find(({ name }, order) => parts.findIndex((part) => part.name === name) < order);
  if (twice !== undefined) failAt(file, twice.at + 1, `has the title \`${twice.name}\` twice`);
  return parts.map((part, order) => {
    if (order === parts.length - 1) return part;
    if (part.lines.at(-1) !== "") failAt(file, parts[order + 1]!.at + 1, "has no empty line in front of its title");
    return { ...part, lines: part.lines.slice(0, -1) };
  });
}

function plain(line: string, file: string, number: number): string {
  if (!SPECIAL.test(line)) return line;
  if (!line.startsWith("\\")) failAt(file, number, "is neither a title nor a section; text has a backslash in front");
  const text = line.slice(1);
  if (!SPECIAL.test(text)) failAt(file, number, "begins with one backslash; text that does so has one more in front");
  return text;
}

function sectionOf({ name, at, lines }: Part, file: string): Section {
  const whole = lines.at(-1) !== CUT;
  const own = whole ? lines : lines.slice(0, -1);
  if (!whole && (own.at(-1) ?? "") === "") failAt(file, at + 1 + lines.length, "has no line in front to be cut");
  const text = own.map((line, index) => plain(line, file, at + 2 + index)).join("\n");
  return { name, line: at + 1, text: whole && own.length > 0 ? `${text}\n` : text };
}

export function readArchive(text: string, file: string): readonly Entry[] {
  return titled(visibleLines(text, file), file).map(({ name, at, lines }) => {
    const parts = cut(lines, at + 1, SECTION);
    if (parts[0]?.at !== at + 1) failAt(file, at + 2, `is not a section: the first follows its title \`${name}\``);
    return { title: name, line: at + 1, sections: parts.map((part) => sectionOf(part, file)) };
  });
}

function written(text: string): string {
  const whole = text === "" || text.endsWith("\n");
  const lines = (whole ? text.slice(0, -1) : text).split("\n").map((line) => (SPECIAL.test(line) ? `\\${line}` : line));
  return text === "" ? "" : [...lines, ...(whole ? [] : [CUT]), ""].join("\n");
}

/** Writes what `readArchive` reads back as it was; throws where it could not. */
export function writeArchive(
  entries: readonly {
    readonly title: string;
    readonly sections: readonly Pick<Section, "name" | "text">[];
  }[],
): string {
  const text = entries
    .map(({ title, sections }) => {
      const parts = sections.map((section) => `-- ${section.name} --\n${written(section.text)}`);
      return `== ${title} ==\n${parts.join("")}`;
    })
    .join("\n");
  readArchive(text, "written");
  return text;
}
