/** The order in which findings are told of. */
import type { Finding } from "../../model.ts";
import { bySeverity, compareText } from "../../order.ts";

/**
 * Worst first: what counts before what is known, and that before what is waived, by severity, violations before what is undecided, then by place. Of one
 * rank are many: these are compared by their places alone.
 */
export function ranked(findings: readonly Finding[]): Finding[] {
  const ranks = [...Map.groupBy(findings, rankOf)].sort(([a], [b]) => a - b);
  return ranks.flatMap(([, equals]) => equals.sort(byPlace));
}

/** 0 is the worst. */
function rankOf({ waived, known, severity, undecided = false }: Finding): number {
  const excused = waived !== undefined ? 2 : known !== undefined ? 1 : 0;
  return excused * 6 + bySeverity(severity, "error") * 2 + Number(undecided);
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}
