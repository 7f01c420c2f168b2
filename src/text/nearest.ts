/** Which word of a closed set was meant. */

/**
 * The word of a closed set that somebody most likely meant, or undefined where none comes near.
 * Case, `_` and `-` are no difference; otherwise a third of the letters may be wrong, or one word continues the other.
 */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const given = fold(written);
  if (given === "" || given.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const candidate = fold(word);
    const continues = given.length >= 3 && (candidate.startsWith(given) || given.startsWith(candidate));
    const apart = continues ? 1 : distance(given, candidate);
    if (apart <= Math.max(1, Math.floor(Math.max(given.length, candidate.length) / 3)) && apart < least) {
      best = word;
      least = apart;
    }
  }
  return best;
}

/** `; did you mean "x"?`, else the whole set where it is short enough to read. */
export function suggestion(written: string, words: readonly string[]): string {
  const word = nearest(written, words);
  const all = `; write one of ${words.join(", ")}`;
  return word === undefined ? all : `; did you mean "${word}"?`;
}

const LONGEST = 60;

function fold(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}

/** Levenshtein with neighbouring letters swapped counted once (optimal string alignment). */
function distance(a: string, b: string): number {
  const width = b.length + 1;
  const table: number[] = [];
  const at = (row: number, column: number): number => table[row * width + column] ?? Number.POSITIVE_INFINITY;
  for (let row = 0; row <= a.length; row++) {
    for (let column = 0; column < width; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      table.push(
        row === 0 || column === 0
          ? row + column
          : Math.min(
              at(row - 1, column) + 1,
              at(row, column - 1) + 1,
              at(row - 1, column - 1) + (same ? 0 : 1),
              swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
            ),
      );
    }
  }
  return at(a.length, b.length);
}
