/** How many findings there are of each kind, of a run and of each rule. */
import type { Finding } from "../model.ts";
import { countFindings, type FindingCounts, isOpen } from "../finding.ts";
import { counted, grouped } from "../text/units.ts";

/** `2 errors`, `1 undecided`: each kind that there is, in this order. */
export function countsInWords(counts: FindingCounts): readonly string[] {
  return [
    ...some(counts.errors, counted(counts.errors, "error")),
    ...some(counts.warnings, counted(counts.warnings, "warning")),
    ...some(counts.notices, counted(counts.notices, "notice")),
    ...some(counts.undecided, `${grouped(counts.undecided)} undecided`),
    ...some(counts.known, `${grouped(counts.known)} known`),
    ...some(counts.waived, `${grouped(counts.waived)} waived`),
  ];
}

function some(count: number, words: string): readonly string[] {
  return count > 0 ? [words] : [];
}

export interface RuleTotals extends FindingCounts {
  readonly rule: string;
  /** Those that count: what is neither known nor waived. */
  readonly open: number;
  /** Of those, how many have a fix on offer. */
  readonly fixable: number;
}

/** In the order of the findings: the rule with the worst one first. */
export function ruleTotals(findings: readonly Finding[]): readonly RuleTotals[] {
  return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, own]) => totalsOf(rule, own));
}

function totalsOf(rule: string, findings: readonly Finding[]): RuleTotals {
  const open = findings.filter(isOpen);
  return {
    rule,
    ...countFindings(findings),
    open: open.length,
    fixable: open.filter(({ fixes = [] }) => fixes.length > 0).length,
  };
}
