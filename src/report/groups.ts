import type { Finding, Location } from "../model.ts";

/** Findings with the same word, at every place where it holds. A long list is read by what is wrong, not by where. */
export interface FindingGroup {
  /** The first, which is the worst-ranked one. */
  readonly finding: Finding;
  readonly places: readonly Location[];
}

/** Groups in the order of their first finding. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { readonly finding: Finding; readonly places: Location[] }>();
  for (const finding of findings) {
    const { rule, severity, message, undecided, waived, image, location } = finding;
    const key = JSON.stringify([rule, severity, message, undecided, waived, image]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { finding, places: [location] });
    else group.places.push(location);
  }
  return [...groups.values()];
}
