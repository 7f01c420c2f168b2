/** The runs of a pipeline as a policy names them. */
import type { LookedAt, NotLookedAt, Scenario, ScanResult } from "./model.ts";

/**
 * The line below `nextflow:` of a policy that has the runs looked at which a scan has looked at already, and others too:
 * `scenarios: [{ profiles: [docker] }, { profiles: [shifter] }]`.
 */
export function scenariosLine(scan: ScanResult, others: readonly NotLookedAt[]): string {
  const looked = scan.pulls.flatMap(({ source, scenario }) => (source === "nextflow" && scenario ? [scenario] : []));
  const entries = new Set([...looked, ...others].map(scenarioEntry));
  return `scenarios: [${[...entries].join(", ")}]`;
}

/** A run as it is typed: `-profile test,docker --gpu true`. Empty where nothing sets it apart. */
export function scenarioWords({ profiles, arguments: options = [] }: Scenario): string {
  return [...(profiles.length === 0 ? [] : [`-profile ${profiles.join(",")}`]), ...options].join(" ");
}

/** The runs whose images a scan has found, each once, with the engines that pull them. */
export function scenariosOf({ pulls }: Pick<ScanResult, "pulls">): LookedAt[] {
  const found = pulls.flatMap(({ scenario, engine }) => (scenario === null ? [] : [{ scenario, engine }]));
  return [...Map.groupBy(found, ({ scenario }) => scenarioEntry(scenario)).values()].flatMap((same) =>
    same.slice(0, 1).map(({ scenario }) => ({
      ...scenario,
      engines: [...new Set(same.flatMap(({ engine }) => engine ?? []))],
    })),
  );
}

/** One of them: `{ profiles: [docker], arguments: ["--gpu"] }`. */
export function scenarioEntry({ profiles, arguments: options = [] }: Scenario): string {
  const parts = [`profiles: [${profiles.map(word).join(", ")}]`];
  if (options.length > 0) parts.push(`arguments: [${options.map(word).join(", ")}]`);
  return `{ ${parts.join(", ")} }`;
}

/** A word of YAML 1.2 that is a text without quotes, and nothing else. */
function word(text: string): string {
  return /^(?!(?:true|false|null)$)[a-z_][\w-]*$/i.test(text) ? text : JSON.stringify(text);
}
