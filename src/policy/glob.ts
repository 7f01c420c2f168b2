/** A test for whole texts in which `*` is any text and `?` one character. */
export function glob(written: string): (text: string) => boolean {
  const [first = "", ...rest] = written.split(/\*+/);
  const last = rest.pop();
  return (text) => {
    if (!fits(first, text, 0)) return false;
    if (last === undefined) return text.length === first.length;
    // Each piece at the first place where it fits, the last one at the end: no backtracking as in a regular expression.
    let at = first.length;
    for (const piece of rest) {
      while (at + piece.length <= text.length && !fits(piece, text, at)) at += 1;
      at += piece.length;
    }
    return at + last.length <= text.length && fits(last, text, text.length - last.length);
  };
}

function fits(piece: string, text: string, at: number): boolean {
  for (let index = 0; index < piece.length; index++) {
    const character = text[at + index];
    if (character === undefined || (piece[index] !== "?" && piece[index] !== character)) return false;
  }
  return true;
}
