/** Reads a policy and all that it extends, and merges them. */
import { ConfigurationError } from "../../errors.ts";
import { sha256 } from "../../text/sha256.ts";
import type { PolicySource } from "../../model.ts";
import type { Policy } from "../policy.ts";
import { formatAddress, type PolicyAddress, readAddress } from "../address.ts";
import { policyFields } from "./definition.ts";
import { ruleOf } from "../rules/index.ts";
import { optionValues, settingOn } from "../merge.ts";
import { withFallbacks } from "../shapes/fields.ts";
import { type PolicyProblem, problemLines, Problems } from "../shapes/tree.ts";
import { finalsOf, loosenings } from "./finals.ts";
import { mergeLayers, type Layer, readLayer } from "./layers.ts";
import { showPolicy } from "./show.ts";

/** What is wrong with a policy, all of it. The message has a line each: `file:line:column: what`. */
export class PolicyError extends ConfigurationError {
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    super(problemLines(problems));
    this.problems = problems;
  }
}

/** A policy as it was read. */
export interface PolicyText {
  readonly text: string;
  /** What the text was made of; absent: its UTF-8. */
  readonly bytes?: Buffer;
  /** The commit that it is of, where that is known. */
  readonly commit?: string;
}

/** Reads a policy that another one extends. A ConfigurationError becomes a problem at the place that names it. */
export type ReadPolicy = (address: PolicyAddress) => string | PolicyText | Promise<string | PolicyText>;

/**
 * Reads a policy and all that it extends.
 *
 * Merging: the policies of `extends` in their order, then the file itself; maps are merged key by key, the later one
 * wins, any other value (a list too) is replaced. Overrides and waivers are appended, so that the file's own come last.
 *
 * @param at Where it lies, a path for short: for messages and for relative references.
 * @throws PolicyError with every problem found.
 */
export async function loadPolicy(
  source: string | PolicyText,
  at: string | PolicyAddress,
  read: ReadPolicy,
): Promise<Policy> {
  const collector = new LayerCollector(read);
  const address: PolicyAddress = typeof at === "string" ? { kind: "file", path: at } : at;
  await collector.add(source, address, []);
  const { layers, problems } = collector;
  const finals = finalsOf(layers);
  const merged = mergeLayers(layers, {
    file: formatAddress(address),
    get sha256() {
      return sha256(showPolicy(policy, { effective: false, origin: false }));
    },
    get files() {
      return collector.files();
    },
  });
  const policy = finals.length === 0 ? merged : { ...merged, finals };
  const all = problems.length === 0 ? [...objections(policy), ...loosenings(policy, layers)] : problems;
  if (all.length > 0) throw new PolicyError(all);
  return policy;
}

/** Extended policies below one another, and all of them. */
const DEEPEST = 8;
const MOST = 50;

/** Reads one file after another, and what is wrong with each. */
class LayerCollector {
  readonly #read: ReadPolicy;
  readonly #layers: Layer[] = [];
  readonly #problems: PolicyProblem[] = [];
  readonly #files = new Map<string, PolicyText>();
  #extended = 0;

  constructor(read: ReadPolicy) {
    this.#read = read;
  }

  /** In the order in which they count: what is extended comes before what extends it. */
  get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** Those of the policy itself first. */
  get problems(): readonly PolicyProblem[] {
    return this.#problems;
  }

  /** Every file once, the policy itself first. */
  files(): PolicySource["files"] {
    return [...this.#files].map(([file, { text, bytes = text, commit }]) => ({
      file,
      ...(commit !== undefined && { commit }),
      sha256: sha256(bytes),
    }));
  }

  /** A policy and all that it extends; gives their names. `above`: the policies by which it was come to. */
  async add(read: string | PolicyText, address: PolicyAddress, above: readonly string[]): Promise<ReadonlySet<string>> {
    const name = formatAddress(address);
    const family = new Set([name]);
    const file = typeof read === "string" ? { text: read } : read;
    const source = file.text;
    this.#files.set(name, file);
    const noted = new Problems(name);
    const layer = readLayer(source, noted, above.length === 0 && address.kind !== "preset");
    for (const base of layer?.bases ?? []) {
      const found = readAddress(base.value, address);
      const message = "error" in found ? found.error : await this.#extend(found, [...above, name], family);
      if (message !== undefined) noted.add(base.at, `extends: ${message}`);
    }
    // The file itself is read last and told of first.
    const found = noted.found.toSorted((a, b) => a.line - b.line || a.column - b.column);
    this.#problems.unshift(...(hasKeyOfPolicy(source) ? found : firstOf(found)));
    if (layer !== undefined) this.#layers.push({ ...layer, family });
    return family;
  }

  /** Adds what it builds on to the family. The message where it cannot be. */
  async #extend(address: PolicyAddress, above: readonly string[], family: Set<string>): Promise<string | undefined> {
    const name = formatAddress(address);
    if (above.includes(name))
      return `${name} extends itself, by ${[...above.slice(above.indexOf(name)), name].join(" → ")}`;
    if (above.length >= DEEPEST) return `more than ${DEEPEST} policies extend one another`;
    this.#extended += 1;
    if (this.#extended > MOST) return `more than ${MOST} policies are extended in all`;
    try {
      for (const name of await this.add(await this.#read(address), address, above)) family.add(name);
      return undefined;
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
  }
}

/** Whether a text has one of a policy's keys at the start of a line, or in a flow mapping there. */
function hasKeyOfPolicy(source: string): boolean {
  return new RegExp(`^[\\s{,"']*(?:${Object.keys(policyFields).join("|")})["']?\\s*:`, "m").test(source);
}

/** A text that is no policy may be nobody's to see: what is wrong with each of its lines would show all of it. */
function firstOf(found: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const next = found[MOST_OF_OTHERS];
  if (next === undefined) return found;
  const message = `and so on, ${found.length - MOST_OF_OTHERS} times more: this is no policy, it has none of its keys`;
  return [...found.slice(0, MOST_OF_OTHERS), { ...next, message }];
}

const MOST_OF_OTHERS = 3;

/** Rules that are on and ask for nothing, where they were named last. What an override completes is not looked at. */
function objections(policy: Policy): PolicyProblem[] {
  return [...policy.rules].flatMap(([id, setting]) => {
    const { by, level } = setting;
    const rule = ruleOf(id);
    if (rule === undefined || typeof by === "string" || level?.value === "off") return [];
    if (policy.overrides.some((override) => override.rules.has(id))) return [];
    const days = ["", ...(setting.from?.keys() ?? [])];
    const said = days.map((day) =>
      rule.objection?.(withFallbacks(rule.options, optionValues(settingOn(setting, day).options))),
    );
    // On some day it asks for something.
    const message = said.every((one) => one !== undefined) ? said[0] : undefined;
    return message === undefined
      ? []
      : [{ file: by.file, line: by.line, column: by.column, message: `rules.${id}: ${message}` }];
  });
}
