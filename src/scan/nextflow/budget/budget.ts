/** How much work the Nextflow files of a repository may cause altogether, whatever they say. */
import type { Unresolved } from "../../../model.ts";

/** What work is counted in. */
const RESOURCES = ["nodes", "keys", "bytes", "files", "scripts", "calls", "tests"] as const;
export type Resource = (typeof RESOURCES)[number];

/** Ten times and more of what the largest pipelines and collections of modules need, and a matter of seconds. */
const LIMITS: Readonly<Record<Resource, number>> = {
  nodes: 4_000_000,
  keys: 4_000_000,
  bytes: 50_000_000,
  files: 100_000,
  scripts: 100_000,
  calls: 100_000,
  tests: 5_000_000,
};

const WORDS: Readonly<Record<Resource, string>> = {
  nodes: "evaluated expressions and statements",
  keys: "merged or copied settings",
  bytes: "bytes of long texts and lists",
  files: "included configurations",
  scripts: "included scripts",
  calls: "calls of processes and workflows",
  tests: "tests of a selector against a process",
};

/** One for each scan, handed to whatever does work that files ask for. What is not done any more is said to be unknown. */
export class Budget {
  readonly #left: Record<Resource, number> = { ...LIMITS };

  /** False where that is more than is left; nothing is left from then on. */
  spend(resource: Resource, amount = 1): boolean {
    const left = this.#left[resource] - amount;
    this.#left[resource] = left;
    return left >= 0;
  }

  /** What has run out. */
  get exceeded(): Resource | undefined {
    return RESOURCES.find((resource) => this.#left[resource] < 0);
  }

  /** How much of each has been asked for. */
  get spent(): Readonly<Record<Resource, number>> {
    const spent = { ...LIMITS };
    for (const resource of RESOURCES) spent[resource] -= this.#left[resource];
    return spent;
  }
}

/** Why something is not known that comes after the end of a budget. */
export function overBudget(resource: Resource): Unresolved {
  const limit = LIMITS[resource].toLocaleString("en-US");
  const detail = `The Nextflow files of the repository ask for more than ${limit} ${WORDS[resource]}: the rest is not followed.`;
  return { reason: "limit", detail };
}
