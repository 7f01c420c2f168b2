/** What a case expects against what the run says. */
import { canonicalOf } from "../image/name.ts";
import type { Finding, Report } from "../model.ts";
import { ofPolicy } from "../policy/rules/index.ts";
import type { Expectation, PolicyCase } from "./definition.ts";

/**
 * In words, a line each; empty where all is as expected.
 *
 * @param isOn Whether the policy names a rule at all.
 */
export function differences(
  { expect = [], verdict }: PolicyCase,
  report: Report,
  isOn: (rule: string) => boolean,
): string[] {
  const asked = new Set(expect.map(({ rule }) => rule));
  const said = report.findings.filter(
    // What of the policy fits nothing in the few images of a case is no news.
    ({ rule, waived }) => waived !== undefined || asked.has(rule) || !ofPolicy.has(rule),
  );
  const pairs = pairUp(expect, said);
  const met = new Set(pairs.values());
  return [
    ...expect.flatMap((one) =>
      pairs.has(one) ? [] : `missing: ${expectationInWords(one)}${isOn(one.rule) ? "" : OFF}`,
    ),
    ...said.flatMap((one) => (met.has(one) || one.waived !== undefined ? [] : `not expected: ${findingInWords(one)}`)),
    ...(verdict === undefined || verdict === report.verdict ? [] : [`verdict: ${report.verdict}, expected ${verdict}`]),
  ];
}

const OFF = "; the policy does not turn this rule on";

/** As many pairs as there can be (augmenting paths): an expectation that says little leaves the others what only they fit. */
function pairUp(expected: readonly Expectation[], said: readonly Finding[]): ReadonlyMap<Expectation, Finding> {
  const holder = new Map<Finding, Expectation>();
  const place = (one: Expectation, tried: Set<Finding>): boolean => {
    for (const finding of said) {
      if (tried.has(finding) || !fits(one, finding)) continue;
      tried.add(finding);
      const before = holder.get(finding);
      if (before !== undefined && !place(before, tried)) continue;
      holder.set(finding, one);
      return true;
    }
    return false;
  };
  for (const one of expected) place(one, new Set());
  return new Map([...holder].map(([finding, one]) => [one, finding]));
}

function fits(expected: Expectation, finding: Finding): boolean {
  const { rule, severity, image, file, line, message, waived = false } = expected;
  return (
    rule === finding.rule &&
    waived === (finding.waived !== undefined) &&
    (severity === undefined || severity === finding.severity) &&
    (image === undefined || image === finding.image || canonicalOf(image) === finding.image) &&
    (file === undefined || file === finding.location.file) &&
    (line === undefined || line === finding.location.line) &&
    (message === undefined || finding.message.includes(message))
  );
}

function expectationInWords({ rule, severity, image, file, line, message, waived }: Expectation): string {
  const place = [file, line].filter((part) => part !== undefined).join(":");
  return [
    severity,
    rule,
    ...(image === undefined ? [] : [`of ${image}`]),
    ...(place === "" ? [] : [`at ${place}`]),
    ...(message === undefined ? [] : [`that says "${message}"`]),
    ...(waived === true ? ["(waived)"] : []),
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

function findingInWords({ severity, rule, message, location: { file, line } }: Finding): string {
  return `${severity} ${rule}: ${message} (${file}:${line})`;
}
