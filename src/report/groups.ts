import type { Finding, Location } from "../model.ts";

/** Findings with the same word, at every place where it holds. A long list is read by what is wrong, not by where. */
export interface FindingGroup {
  /** The first, which is the worst-ranked one. */
  readonly finding: Finding;
  readonly places: readonly Location[];
}

/** Groups in the order of their first finding. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, ({ rule, severity, message, undecided, waived, image }) =>
    JSON.stringify([rule, severity, message, undecided, waived, image]),
  );
  return [...groups.values()].flatMap((group) => {
    const [finding] = group;
    return finding === undefined ? [] : [{ finding, places: group.map(({ location }) => location) }];
  });
}
