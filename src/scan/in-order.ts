/** The order in which what a scan found is told. */

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** By file (code units), line and column; things at the same place stay in the order that they were found in. */
export function inOrder<T>(things: readonly T[], placeOf: (thing: T) => Place | undefined): T[] {
  return things
    .map((thing) => ({ thing, place: placeOf(thing) ?? { file: "", line: 0, column: 0 } }))
    .sort(({ place: a }, { place: b }) =>
      a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
    )
    .map(({ thing }) => thing);
}
