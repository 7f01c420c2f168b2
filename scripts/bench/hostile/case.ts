/** One hostile repository, and what texts of its kind are made of. */

type Files = Readonly<Record<string, string | Uint8Array>>;

export interface HostileCase {
  readonly name: string;
  /** Path to text, or what makes them: most are large. */
  readonly files: Files | (() => Files);
  /** Behind `scan DIR`. */
  readonly args?: readonly string[];
}

export function filesOf({ files }: HostileCase): Files {
  return typeof files === "function" ? files() : files;
}

/** Cases of one file each: name to path and text. */
export function oneFileEach(
  kind: string,
  texts: Readonly<Record<string, readonly [file: string, text: () => string]>>,
): readonly HostileCase[] {
  return Object.entries(texts).map(([name, [file, text]]) => ({
    name: `${kind}: ${name}`,
    files: () => ({ [file]: text() }),
  }));
}

/** A piece for each number, one after the other. */
export function pieces(count: number, piece: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => piece(number)).join("");
}

/** As many of a piece as a file of two megabytes has room for. */
export function fill(piece: string, before = "", behind = ""): string {
  const room = 2 * 1024 * 1024 - 1024 - before.length - behind.length;
  return before + piece.repeat(Math.floor(room / piece.length)) + behind;
}
