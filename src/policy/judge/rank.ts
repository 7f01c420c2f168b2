/** The order in which findings are told of. */
import type { Finding } from "../../model.ts";
import { bySeverity } from "../../order.ts";

/** Worst first: what counts before what is waived, by severity, violations before what is undecided, then by place. */
export function byRank(a: Finding, b: Finding): number {
  return (
    Number(a.waived !== undefined) - Number(b.waived !== undefined) ||
    bySeverity(a.severity, b.severity) ||
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
