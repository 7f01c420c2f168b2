/** Whether a run has to know what the environments of processes say of names. */
import type { ScanResult } from "../../model.ts";
import type { Policy, RuleSetting } from "../policy.ts";
import type { EnvironmentsOf } from "../rules/subject.ts";
import { twins } from "../rules/twins.ts";

/** Undefined where no rule of the policy goes by it: it is loaded only where one does. */
export async function environmentsFor(policy: Policy, scan: ScanResult): Promise<EnvironmentsOf | undefined> {
  const settings = [policy.rules, ...policy.overrides.map(({ rules }) => rules)].flatMap(
    (rules) => rules.get(twins.id) ?? [],
  );
  return settings.some(goesByContent) ? (await import("./environment-book.ts")).openEnvironments(scan) : undefined;
}

/** At some time. */
function goesByContent({ options, from }: RuleSetting): boolean {
  return [{ options }, ...(from?.values() ?? [])].some((one) => one.options["by"]?.value === "content");
}
