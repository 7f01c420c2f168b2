/** Wildcards in sequences: of characters, and of the folders of a path. */

/** Whether a whole text fits: `*` is any text, `?` one UTF-16 unit. */
export function matchesText(glob: string, text: string): boolean {
  return matchesSequence(glob, "*", text, (expected, found) => expected === "?" || expected === found);
}

/** Whether every text that fits `inner` fits `outer`; where it says no, it may be so all the same. */
export function coversText(outer: string, inner: string): boolean {
  return matchesSequence(outer, "*", inner, (expected, found) =>
    expected === "?" ? found !== "*" : expected === found,
  );
}

/** Wildcard matching without recursion: on a mismatch the last star takes one item more. At most length × length steps. */
export function matchesSequence<Expected>(
  glob: ArrayLike<Expected>,
  star: Expected,
  text: ArrayLike<string>,
  same: (expected: Expected, found: string) => boolean,
): boolean {
  let g = 0;
  let t = 0;
  let starAt = -1;
  let taken = 0;
  for (let found = text[t]; found !== undefined; found = text[t]) {
    const expected = glob[g];
    if (expected === star) {
      starAt = g++;
      taken = t;
    } else if (expected !== undefined && same(expected, found)) {
      g++;
      t++;
    } else if (starAt >= 0) {
      g = starAt + 1;
      t = ++taken;
    } else {
      return false;
    }
  }
  while (g < glob.length && glob[g] === star) g++;
  return g === glob.length;
}
