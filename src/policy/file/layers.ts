/** What one policy file says, and what several of them say together. */
import { type Located, type policyFields, policyShape, type waiverFields, type sectionFields } from "./definition.ts";
import type { Given } from "../shapes/fields.ts";
import type { PolicySource } from "../../model.ts";
import type { Waiver, Scope, Policy, RuleSettings, Override } from "../policy.ts";
import { type PolicyDoubt, type Problems, type Tree, treeAt } from "../shapes/tree.ts";
import { readYaml } from "./yaml.ts";
import { mergeRules } from "../merge.ts";

// ── One file ────────────────────────────────────────────────────────────────

/** What one file says. */
export interface Layer {
  readonly file: string;
  /** The names of this file and of all that it builds on. */
  readonly family: ReadonlySet<string>;
  readonly tree: Tree;
  readonly bases: readonly Located<string>[];
  readonly given: Partial<Given<typeof policyFields>>;
  readonly waivers: readonly Waiver[];
  readonly overrides: readonly Override[];
  readonly doubts: readonly PolicyDoubt[];
}

/** Undefined where nothing of the file can be used. `own`: it is the policy itself and not one that it extends. */
export function readLayer(source: string, problems: Problems, own: boolean): Omit<Layer, "family"> | undefined {
  const tree = readYaml(source, problems);
  if (tree === undefined) return undefined;
  const given: Layer["given"] = policyShape.read(tree, { problems, path: "" }) ?? {};
  return {
    file: problems.file,
    tree,
    bases: given.extends ?? [],
    given,
    waivers: (given.waivers ?? []).map((waiver) => waiverOf(waiver, problems.file, own)),
    overrides: (given.overrides ?? []).map(({ value, at }) => ({
      scope: scopeOf(value),
      rules: value.rules,
      location: { file: problems.file, ...at },
      own,
    })),
    doubts: own ? problems.doubts : [],
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
  const { images, files, sources, engines, processes, labels, profiles, modules, platforms, called } = given;
  return {
    ...(images !== undefined && { images }),
    ...(files !== undefined && { files }),
    ...(sources !== undefined && { sources }),
    ...(engines !== undefined && { engines }),
    ...(processes !== undefined && { processes }),
    ...(labels !== undefined && { labels }),
    ...(profiles !== undefined && { profiles }),
    ...(modules !== undefined && { modules }),
    ...(platforms !== undefined && { platforms }),
    ...(called !== undefined && { called }),
  };
}

// ── All of them ─────────────────────────────────────────────────────────────

/** The later one wins. */
export function mergeLayers(layers: readonly Layer[], source: PolicySource): Policy {
  const files = section(layers, "files");
  const nextflow = section(layers, "nextflow");
  const dockerfile = section(layers, "dockerfile");
  const inspector = last(layers, "inspector");
  const platform = last(layers, "platform");
  const failOn = last(layers, "fail-on");
  const lock = lockOf(layers);
  const baseline = layers.findLast(({ given }) => given.baseline !== undefined);
  const doubts = layers.flatMap((layer) => layer.doubts);
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
    ...(lock !== undefined && { lock }),
    ...(baseline?.given.baseline !== undefined && {
      baseline: { file: baseline.given.baseline, own: baseline === layers.at(-1) },
    }),
    ...(doubts.length > 0 && { doubts }),
    written: layers,
    rules: layers.reduce<RuleSettings>((before, { given }) => mergeRules(before, given.rules), new Map()),
    overrides: layers.flatMap((layer) => layer.overrides),
    waivers: layers.flatMap((layer) => layer.waivers),
  };
}

function lockOf(layers: readonly Layer[]): Policy["lock"] {
  const layer = layers.findLast(({ given }) => given.lock !== undefined);
  const value = layer?.given.lock;
  if (layer === undefined || value === undefined) return undefined;
  return { value, by: { file: layer.file, ...(treeAt(layer.tree, ["lock"]) ?? layer.tree).at } };
}

export function last<K extends keyof typeof policyFields>(
  layers: readonly Layer[],
  key: K,
): Given<typeof policyFields>[K] | undefined {
  return layers.findLast((layer) => layer.given[key] !== undefined)?.given[key];
}

/** Two levels deep: `nextflow.params` and `dockerfile.build-args` are merged key by key, too. */
export function section<K extends keyof typeof sectionFields>(
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
