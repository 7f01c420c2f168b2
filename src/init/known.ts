/** What a repository begins with: the findings that would stop it on the first day. */
import { readBaseline } from "../baseline/read.ts";
import { nextBaseline } from "../baseline/write.ts";
import type { Baseline, Report } from "../model.ts";
import { reaches } from "../order.ts";
import type { Answering } from "../run.ts";

/** A baseline that is to be written. */
export interface FirstBaseline {
  readonly text: string;
  readonly baseline: Baseline;
}

/**
 * The first baseline of a repository. What stops nobody is not in it, so that it is still warned of. Read back from its own
 * text: that is what the next run goes by.
 *
 * @param file Its path from the root on.
 */
export function firstBaseline(report: Report, file: string): FirstBaseline {
  const findings = report.findings.filter(({ severity }) => reaches(severity, report.failOn));
  const { text } = nextBaseline({ ...report, findings }, undefined, { since: report.startedAt.slice(0, 10) });
  return { text, baseline: readBaseline(text, file) };
}

/** Answers with what a run was answered, so that nobody is asked twice: for a run that asks the same. */
export function answersOf({ inspections }: Report): Answering {
  const known = new Map(inspections.map((inspection) => [JSON.stringify(inspection.request), inspection]));
  return (request) => known.get(JSON.stringify(request))!;
}
