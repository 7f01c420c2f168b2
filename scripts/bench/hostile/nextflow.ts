/** Hostile Nextflow repositories: cycles, doublings, nestings and floods. */
import type { HostileCase } from "./case.ts";
import { computed, directives } from "./nextflow/closures.ts";
import { configurations } from "./nextflow/configurations.ts";
import { floods } from "./nextflow/floods.ts";
import { computing, configured, scripted, type Files } from "./nextflow/make.ts";
import { parameterFiles } from "./nextflow/parameters.ts";
import { scriptCases } from "./nextflow/scripts.ts";
import { selectors } from "./nextflow/selectors.ts";

type Syntax = "auto" | "v1" | "v2";

function named(kind: string, cases: Readonly<Record<string, Files>>, syntaxes: readonly Syntax[]): HostileCase[] {
  return Object.entries(cases).flatMap(([name, files]) =>
    syntaxes.map((syntax) => ({ name: `nextflow ${kind}, ${syntax}: ${name}`, files, args: ["--syntax", syntax] })),
  );
}

export const cases: readonly HostileCase[] = [
  ...named("configuration", configurations, ["auto", "v1", "v2"]),
  ...named("scripts", scriptCases, ["auto", "v1", "v2"]),
  ...named("closures", Object.fromEntries(Object.entries(computed).map(([name, body]) => [name, computing(body)])), [
    "auto",
  ]),
  ...named(
    "settings",
    Object.fromEntries(
      Object.entries(computed).map(([name, body]) => [name, configured(`process.container = ({ ${body} })()`)]),
    ),
    ["auto"],
  ),
  ...named(
    "tops of scripts",
    Object.fromEntries(Object.entries(computed).map(([name, body]) => [name, scripted(`x = ({ ${body} })()`)])),
    ["v1"],
  ),
  ...named("floods", floods, ["auto"]),
  ...named("directives", directives, ["auto", "v1"]),
  ...named("selectors", selectors, ["auto", "v1"]),
  ...Object.entries(parameterFiles).map(([name, files]) => ({
    name: `nextflow parameters: ${name}`,
    files: { ...configured('process.container = "x:${params.a}"'), ...files },
    args: ["--", "-params-file", Object.keys(files)[0]!],
  })),
];
