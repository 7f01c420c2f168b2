/** Reads a policy and all that it extends, and merges them. */
import { ConfigurationError } from "../../errors.ts";
import { sha256 } from "../../text/sha256.ts";
import { type Located, type policyFields, policyShape, type sectionFields, type waiverFields } from "./definition.ts";
import type { Override, Policy, RuleSettings, Scope, Waiver } from "../policy.ts";
import { formatReference, type PolicyReference, readReference } from "./extends.ts";
import { ruleOf } from "../rules/index.ts";
import { mergeRules, optionValues } from "../merge.ts";
import { type Given, withFallbacks } from "../shapes/fields.ts";
import { type PolicyProblem, Problems } from "../shapes/tree.ts";
import { readYaml } from "./yaml.ts";

/** What is wrong with a policy, all of it. The message has a line each: `file:line:column: what`. */
export class PolicyError extends ConfigurationError {
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"));
    this.problems = problems;
  }
}

/** Reads the text of a policy that another one extends. A ConfigurationError becomes a problem at the place that names it. */
export type ReadPolicy = (reference: PolicyReference) => string | Promise<string>;

/** Extended policies below one another, and all of them. */
const DEEPEST = 8;
const MOST = 50;

/**
 * Reads a policy and all that it extends.
 *
 * Merging: the policies of `extends` in their order, then the file itself; maps are merged key by key, the later one
 * wins, any other value (a list too) is replaced. Overrides and waivers are appended, so that the file's own come last.
 *
 * @param file Path for messages and for relative references.
 * @throws PolicyError with every problem found.
 */
export async function loadPolicy(text: string, file: string, read: ReadPolicy): Promise<Policy> {
  const problems: PolicyProblem[] = [];
  const texts: string[] = [];
  const layers: Layer[] = [];
  let extended = 0;

  async function add(source: string, reference: PolicyReference, above: readonly string[]): Promise<void> {
    const name = formatReference(reference);
    texts.push(`${name}\0${source.length}\0${source}`);
    const noted = new Problems(name);
    const layer = readLayer(source, noted, above.length === 0);
    for (const base of layer?.bases ?? []) {
      const found = readReference(base.value, reference);
      const message = "error" in found ? found.error : await extend(found, [...above, name]);
      if (message !== undefined) noted.add(base.at, `extends: ${message}`);
    }
    // The file itself is read last and told of first.
    problems.unshift(...noted.found.toSorted((a, b) => a.line - b.line || a.column - b.column));
    if (layer !== undefined) layers.push(layer);
  }

  /** The message where it cannot be. */
  async function extend(reference: PolicyReference, above: readonly string[]): Promise<string | undefined> {
    const name = formatReference(reference);
    if (above.includes(name))
      return `${name} extends itself, by ${[...above.slice(above.indexOf(name)), name].join(" → ")}`;
    if (above.length >= DEEPEST) return `more than ${DEEPEST} policies extend one another`;
    if (++extended > MOST) return `more than ${MOST} policies are extended in all`;
    try {
      await add(await read(reference), reference, above);
      return undefined;
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
  }

  await add(text, { kind: "file", path: file }, []);
  const policy = merge(layers, {
    file,
    get sha256() {
      return sha256(texts.join(""));
    },
  });
  if (problems.length === 0) problems.push(...objections(policy));
  if (problems.length > 0) throw new PolicyError(problems);
  return policy;
}

// ── One file ────────────────────────────────────────────────────────────────

interface Layer {
  readonly bases: readonly Located<string>[];
  readonly given: Partial<Given<typeof policyFields>>;
  readonly waivers: readonly Waiver[];
}

function readLayer(source: string, problems: Problems, own: boolean): Layer | undefined {
  const tree = readYaml(source, problems);
  if (tree === undefined) return undefined;
  const given: Layer["given"] = policyShape.read(tree, { problems, path: "" }) ?? {};
  return {
    bases: given.extends ?? [],
    given,
    waivers: (given.waivers ?? []).map((waiver) => waiverOf(waiver, problems.file, own)),
  };
}

function waiverOf({ value: given, at }: Located<Given<typeof waiverFields>>, file: string, own: boolean): Waiver {
  const { owner, ticket, expires } = given;
  return {
    rules: given.rules,
    scope: scopeOf(given),
    reason: given.reason,
    ...(owner !== undefined && { owner }),
    ...(ticket !== undefined && { ticket }),
    ...(expires !== undefined && { expires }),
    location: { file, ...at },
    own,
  };
}

function scopeOf(given: { readonly [K in keyof Scope]?: Scope[K] | undefined }): Scope {
  const { images, files, sources, engines, processes } = given;
  return {
    ...(images !== undefined && { images }),
    ...(files !== undefined && { files }),
    ...(sources !== undefined && { sources }),
    ...(engines !== undefined && { engines }),
    ...(processes !== undefined && { processes }),
  };
}

// ── All of them ─────────────────────────────────────────────────────────────

function merge(layers: readonly Layer[], source: NonNullable<Policy["source"]>): Policy {
  const files = section(layers, "files");
  const nextflow = section(layers, "nextflow");
  const dockerfile = section(layers, "dockerfile");
  const inspector = last(layers, "inspector");
  const platform = last(layers, "platform");
  const failOn = last(layers, "fail-on");
  return {
    source,
    files: {
      exclude: files.exclude ?? [],
      kinds: files.kinds ?? {},
      ...(files.tests !== undefined && { tests: files.tests }),
    },
    nextflow: {
      ...(nextflow.syntax !== undefined && { syntax: nextflow.syntax }),
      scenarios: (nextflow.scenarios ?? []).map((scenario) => ({
        profiles: scenario.profiles ?? [],
        ...(scenario.arguments !== undefined && { arguments: scenario.arguments }),
      })),
      params: nextflow.params ?? {},
      ...(nextflow["launch-dir"] !== undefined && { launchDir: nextflow["launch-dir"] }),
      ...(nextflow["judge-uncalled"] !== undefined && { judgeUncalled: nextflow["judge-uncalled"] }),
    },
    dockerfile: {
      buildArgs: dockerfile["build-args"] ?? {},
      ...(dockerfile.target !== undefined && { target: dockerfile.target }),
      ...(dockerfile["judge-unreachable"] !== undefined && { judgeUnreachable: dockerfile["judge-unreachable"] }),
    },
    ...(inspector !== undefined && { inspector }),
    ...(platform !== undefined && { platform }),
    ...(failOn !== undefined && { failOn }),
    rules: layers.reduce<RuleSettings>((before, { given }) => mergeRules(before, given.rules), new Map()),
    overrides: layers.flatMap(({ given }) =>
      (given.overrides ?? []).map((item): Override => ({ scope: scopeOf(item), rules: item.rules })),
    ),
    waivers: layers.flatMap((layer) => layer.waivers),
  };
}

function last<K extends keyof typeof policyFields>(
  layers: readonly Layer[],
  key: K,
): Given<typeof policyFields>[K] | undefined {
  return layers.findLast((layer) => layer.given[key] !== undefined)?.given[key];
}

/** Two levels deep: `nextflow.params` and `dockerfile.build-args` are merged key by key, too. */
function section<K extends keyof typeof sectionFields>(
  layers: readonly Layer[],
  name: K,
): Partial<Given<(typeof sectionFields)[K]>> {
  const merged: Record<string, unknown> = {};
  for (const { given } of layers) {
    for (const [key, value] of Object.entries(given[name] ?? {})) {
      const before = merged[key];
      merged[key] = isMap(before) && isMap(value) ? { ...before, ...value } : value;
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built key by key from such sections
  return merged as Partial<Given<(typeof sectionFields)[K]>>;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rules that are on and ask for nothing, where they were named last. What an override completes is not looked at. */
function objections(policy: Policy): PolicyProblem[] {
  return [...policy.rules].flatMap(([id, { by, level, options }]) => {
    const rule = ruleOf(id);
    if (rule === undefined || typeof by === "string" || level?.value === "off") return [];
    if (policy.overrides.some((override) => override.rules.has(id))) return [];
    const message = rule.objection?.(withFallbacks(rule.options, optionValues(options)));
    return message === undefined
      ? []
      : [{ file: by.file, line: by.line, column: by.column, message: `rules.${id}: ${message}` }];
  });
}
