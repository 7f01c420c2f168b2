/** Orders: which severity is the worse, which need asks for more, which text comes first. */
import type { FailOn, Need, Severity } from "./model.ts";

const GRAVITY: Readonly<Record<Severity, number>> = { notice: 0, warning: 1, error: 2 };
const DEPTH: Readonly<Record<Need, number>> = { existence: 0, platforms: 1, config: 2 };

/** For sorting: the worse one first. */
export function bySeverity(a: Severity, b: Severity): number {
  return GRAVITY[b] - GRAVITY[a];
}

/** Whether a severity is as bad as the least one that counts, or worse. */
export function reaches(severity: Severity, least: FailOn): boolean {
  return least !== "never" && GRAVITY[severity] >= GRAVITY[least];
}

/** For sorting: the one that asks for more first; it answers the other, too. */
export function byNeed(a: Need, b: Need): number {
  return DEPTH[b] - DEPTH[a];
}

/** For sorting: by code units, the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
