import type { Finding, Severity } from "../../model.ts";

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** Worst first: what counts before what is waived, by severity, violations before what is undecided, then by place. */
export function byRank(a: Finding, b: Finding): number {
  return (
    Number(a.waived !== undefined) - Number(b.waived !== undefined) ||
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    Number(a.undecided ?? false) - Number(b.undecided ?? false) ||
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
