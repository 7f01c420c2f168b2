/** Inspections and findings as they may be shown: without the secrets that a server put into its words. */
import type { Finding, Inspection } from "./model.ts";
import type { Redactor } from "./text/redactor.ts";

/** What was asked for is ours, and stays. */
export function redactedInspection(inspection: Inspection, redactor: Redactor): Inspection {
  const clean = redactor.redactAll(inspection);
  return clean === inspection ? inspection : { ...clean, request: inspection.request };
}

/** Place, image and fixes are made of what the files say, and stay. */
export function redactedFinding(finding: Finding, redactor: Redactor): Finding {
  const { message, help, evidence } = finding;
  const words = { message, evidence, ...(help !== undefined && { help }) };
  const clean = redactor.redactAll(words);
  // A fingerprint that is made where it is asked for is nothing that is copied.
  return clean === words ? finding : { ...finding, ...clean, fingerprint: finding.fingerprint };
}
