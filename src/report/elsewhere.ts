/** Where a surface that has room for some of the findings sends its reader for all of them. */

/** What else this run writes. */
export interface Elsewhere {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly html?: boolean;
  readonly summary?: boolean;
}

/** One sentence; nothing is promised that is not written. */
export function allAreIn({ json = false, sarif = false, html = false }: Elsewhere): string {
  const names = [...(json ? ["JSON"] : []), ...(sarif ? ["SARIF"] : []), ...(html ? ["HTML"] : [])];
  if (names.length === 0) return "A JSON, SARIF or HTML report would have all of them; this run writes none.";
  return `All are in the ${inWords(names)} report${names.length === 1 ? "" : "s"}.`;
}

function inWords(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}
