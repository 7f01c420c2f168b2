/** The policy file that `init` writes: short, and with a word about each line for whoever reads such a file for the first time. */
import type { Scenario } from "../model.ts";
import { scenarioEntry } from "../scenarios.ts";
import type { InspectorName } from "../settings.ts";
import { plain } from "../text/plain.ts";
import { few } from "../text/units.ts";
import { BASELINE, PAGES, SCHEMA } from "./paths.ts";
import type { RunChoice } from "./survey.ts";

/** What a policy is to say. */
export interface Setup {
  readonly preset: string;
  /** The runs to check; undefined: whatever is looked at unasked. */
  readonly scenarios?: readonly Scenario[] | undefined;
  /** Engines and profiles that are found and not looked at. */
  readonly others: readonly RunChoice[];
  /** Where images may come from; undefined: what the preset says. */
  readonly allow?: readonly string[] | undefined;
  readonly inspector: InspectorName;
  /** Rules that could say nothing, as nobody is asked. */
  readonly off: readonly string[];
  /** No file names an image yet. */
  readonly isEmpty: boolean;
  readonly hasBaseline?: boolean;
}

export function policyText(setup: Setup): string {
  const parts = [head(setup), baseline(setup), inspector(setup), nextflow(setup), rules(setup)];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function head({ preset }: Setup): string[] {
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    "# What the container images of this repository must be like. All keys and rules:",
    `# ${PAGES.policy}`,
    "version: 1",
    "",
    "# The rules of this preset hold, but for what is written here. It is one of those that are explained at",
    `# ${PAGES.presets}`,
    `extends: [wave-inspect:${preset}]`,
  ];
}

function baseline({ hasBaseline = false }: Setup): string[] {
  if (!hasBaseline) return [];
  return [
    "# What was wrong already when this file was made: it is shown and stops nobody, anything new does.",
    `baseline: ${BASELINE}`,
  ];
}

function inspector({ inspector: name, off }: Setup): string[] {
  if (name === "wave") return [];
  if (name === "registry")
    return ["# Each registry itself is asked about its images, not Seqera Wave.", "inspector: registry"];
  return [
    "# Nobody is asked about the images: they are judged by their names.",
    ...(off.length === 0 ? [] : ["# To have them asked for, take this out, and the rules below that are off."]),
    "inspector: none",
  ];
}

function nextflow({ scenarios, others }: Setup): string[] {
  if (scenarios === undefined) return [];
  const names = others.map(({ name }) => plain(name, 60));
  return [
    "nextflow:",
    `  # The runs that are checked, each by what stands behind -profile${scenarios.some(isPlain) ? "; [] is one without it" : ""}.`,
    ...(names.length === 0 ? [] : [`  # Found, and not looked at: ${few(names, 12)}.`]),
    "  scenarios:",
    ...scenarios.map((scenario) => `    - ${scenarioEntry(scenario)}`),
  ];
}

function isPlain({ profiles, arguments: more = [] }: Scenario): boolean {
  return profiles.length + more.length === 0;
}

function rules(setup: Setup): string[] {
  const lines = [...registry(setup), ...silent(setup), ...empty(setup)];
  return lines.length === 0 ? [] : ["rules:", ...lines];
}

function registry({ preset, allow }: Setup): string[] {
  if (allow === undefined) return [];
  const severity = { observe: ["    severity: warning"], standard: ["    severity: error"] }[preset] ?? [];
  return [
    "  # Images may come from these places and from nowhere else.",
    "  registry:",
    ...severity,
    ...(allow.length === 0
      ? ["    allow: [] # none is approved yet"]
      : ["    allow:", ...[...allow].sort().map((pattern) => `      - ${JSON.stringify(pattern)}`)]),
  ];
}

/** Names alone tell the rest: `wave.seqera.io/wt/…` is gone soon, whoever is asked. */
const BY_NAME: Readonly<Record<string, string>> = { ephemeral: "{ quay: [] }" };

function silent({ off }: Setup): string[] {
  if (off.length === 0) return [];
  return [
    "  # Only somebody who is asked about the images could say:",
    ...off.map((rule) => `  ${rule}: ${BY_NAME[rule] ?? "off"}`),
  ];
}

function empty({ isEmpty }: Setup): string[] {
  if (!isEmpty) return [];
  return [
    "  # No file names an image yet. Take this out when one does: a run that finds nothing to check is then an error.",
    "  readable: { empty: notice }",
  ];
}
