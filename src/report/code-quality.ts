/** The report as GitLab Code Quality JSON. */
import type { Finding, Report, Severity } from "../model.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";
import { adviceOf, partition } from "./groups.ts";

type PathOf = (file: string) => string | undefined;

/** As other linters do it: `blocker` and `critical` are left to what scans for vulnerabilities. */
const SEVERITIES: Readonly<Record<Severity, "major" | "minor" | "info">> = {
  error: "major",
  warning: "minor",
  notice: "info",
};

/**
 * The findings that count, in the part of the Code Climate format that GitLab documents (docs.gitlab.com, Code Quality, "Code
 * Quality report format"). A merge request shows what its report has and that of its target has not, by the fingerprint:
 * what is waived or known is in neither.
 *
 * @param pathOf A file of the report from the root of the repository on; one that is not in it keeps its name.
 */
export function codeQuality(report: Report, pathOf: PathOf = (file) => file): string {
  const seen = new Map<string, number>();
  return printJson(
    partition(report.findings).open.map((finding) => issue(finding, ownFingerprint(finding.fingerprint, seen), pathOf)),
  );
}

function issue(finding: Finding, fingerprint: string, pathOf: PathOf): object {
  const { rule, severity, message, location } = finding;
  return {
    description: plain([`${rule}: ${message}.`, ...adviceOf(finding)].join(" ")),
    check_name: rule,
    fingerprint,
    severity: SEVERITIES[severity],
    location: {
      path: pathOf(location.file) ?? location.file,
      lines: { begin: location.line, end: location.endLine },
    },
  };
}

/** GitLab keeps one issue of those with the same fingerprint. */
function ownFingerprint(fingerprint: string, seen: Map<string, number>): string {
  const count = (seen.get(fingerprint) ?? 0) + 1;
  seen.set(fingerprint, count);
  return count === 1 ? fingerprint : `${fingerprint}:${count}`;
}
