/** Where a surface that has room for some of the findings sends its reader for all of them. */

/** What else this run writes. */
export interface Elsewhere {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly summary?: boolean;
}

/** One sentence; nothing is promised that is not written. */
export function allAreIn({ json = false, sarif = false }: Elsewhere): string {
  const names = [...(json ? ["JSON"] : []), ...(sarif ? ["SARIF"] : [])];
  if (names.length === 0) return "A JSON or SARIF report would have all of them; this run writes none.";
  return `All are in the ${names.join(" and ")} report${names.length === 1 ? "" : "s"}.`;
}
