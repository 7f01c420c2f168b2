/** Findings sorted for reading: what counts and what does not, and the same word at several places. */
import { isOpen } from "../finding.ts";
import type { Finding, Known, Location, Waived } from "../model.ts";
import { wayInWords } from "../way.ts";

/** Why it does not count, who answers for it, and where that is tracked. */
export function whyWaived({ reason, owner, ticket }: Waived): readonly string[] {
  return [reason, owner, ticket].filter((part) => part !== undefined);
}

/** The same with its end, in one line. */
export function waivedInWords(waived: Waived): string {
  const until = waived.expires === undefined ? [] : [`until ${waived.expires}`];
  return [...whyWaived(waived), ...until].join(", ");
}

/** Since when it is known, who answers for it, where that is tracked, and until when, in one line. */
export function knownInWords({ by, since, expires, owner, reason, ticket }: Known): string {
  const first = by === "base" ? "on the base, too" : since === undefined ? "known" : `known since ${since}`;
  const until = expires === undefined ? [] : [`until ${expires}`];
  return [first, ...[reason, owner, ticket].flatMap((part) => part ?? []), ...until].join(", ");
}

/** One that somebody excuses. */
export type WaivedFinding = Finding & { readonly waived: Waived };

/** One that was there before. */
export type KnownFinding = Finding & { readonly known: Known };

/** Findings that count, and those that do not, each in their order. */
export function partition(findings: readonly Finding[]): {
  readonly open: readonly Finding[];
  readonly known: readonly KnownFinding[];
  readonly waived: readonly WaivedFinding[];
} {
  return {
    open: findings.filter(isOpen),
    known: findings.filter((finding): finding is KnownFinding => finding.known !== undefined),
    waived: findings.filter((finding): finding is WaivedFinding => finding.waived !== undefined),
  };
}

/** Findings with the same word, at every place where it holds. A long list is read by what is wrong, not by where. */
export interface FindingGroup<F extends Finding = Finding> {
  /** The first, which is the worst-ranked one. */
  readonly finding: F;
  /** That of the first finding, then all others; where a line of a change causes it, those where the images are written. */
  readonly places: readonly Location[];
}

/** Groups in the order of their first finding. */
export function groupFindings<F extends Finding>(findings: readonly F[]): FindingGroup<F>[] {
  const groups = new Map<string, { readonly finding: F; readonly places: Location[] }>();
  for (const finding of findings) {
    const { rule, severity, message, undecided, waived, known, image, location, writtenAt } = finding;
    const key = JSON.stringify([rule, severity, message, undecided, waived, known, image]);
    const group = groups.get(key);
    const places = writtenAt === undefined ? [location] : [location, writtenAt];
    if (group === undefined) groups.set(key, { finding, places });
    // One line of a change causes all of them.
    else group.places.push(writtenAt ?? location);
  }
  return [...groups.values()];
}

/** Of a fix that is not safe. */
export const LOOK_FIRST = "Look at it before you take it: it may change more than the finding asks for.";

/** What to do, and which line made another name of the one that a reader finds at that place: a sentence each. */
export function adviceOf({ help, pulls }: Finding): readonly string[] {
  return [help, wayInWords(pulls)].flatMap((text) => text ?? []);
}
