/** The job summary of the step. */
import type { Report } from "../model.ts";
import { markdown, type MarkdownOptions } from "./markdown.ts";

/** GitHub drops a step's summary above 1 MiB; other steps' writing is not counted here. */
const SUMMARY_BUDGET = 900 * 1024;

/** The job summary. */
export function summary(report: Report, options: Omit<MarkdownOptions, "budget"> = {}): string {
  return markdown(report, { ...options, budget: SUMMARY_BUDGET });
}
