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
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
