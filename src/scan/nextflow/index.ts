/** The Nextflow room: what the pipelines and modules of a repository would pull, and how that compares with Nextflow itself. */
import type { Problem, Pull, Reference, ScanOptions, SourceKind, SourceTree, Disagreement } from "../../model.ts";
import { referenceKey } from "../../reference.ts";
import { settingsThatChoose, type ConfiguredSettings } from "./compare/settings.ts";
import { readLaunch } from "./launch/launch.ts";
import { join } from "./files/paths.ts";
import { scanWithParser } from "./parsers.ts";
import type { PipelineRequest } from "./plan/index.ts";
import { listProblems } from "./files/problems.ts";
import { findPipelines, type Pipelines } from "./project/pipelines.ts";
import { openReferences } from "./container/references.ts";
import { openSources, type Sources } from "./files/sources.ts";
import { compareWith } from "./compare/index.ts";

export { scanGeneratedConfig } from "./project/generated-config.ts";

export interface NextflowScan {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  readonly files: readonly { readonly file: string; readonly source: SourceKind }[];
  /** Configurations that the nf-core tools generate and that no pipeline includes. */
  readonly generated: readonly string[];
}

/** Every image that the Nextflow pipelines and modules of a repository would pull. Never throws for what files say. */
export function scanNextflow(tree: SourceTree, options: ScanOptions): NextflowScan {
  const sources = openSources(tree);
  const references = openReferences(sources);
  const problems = listProblems();
  const pulls: Pull[] = [];
  const files = new Set<string>();
  const generated = new Set<string>();
  const parts = partsToScan(sources, options);
  for (const part of parts) {
    const others = parts
      .filter((other) => other !== part && other.main !== undefined)
      .map(({ directory }) => directory);
    const request = { sources, references, options, others, ...part };
    const scan = scanWithParser(request, options.nextflow.syntax, problems);
    pulls.push(...scan.pulls);
    for (const problem of scan.problems) problems.add(problem);
    for (const path of scan.files) files.add(path);
    for (const path of scan.generated) generated.add(path);
  }
  const used = new Set(pulls.flatMap((pull) => pull.references.map(referenceKey)));
  return {
    references: references.all().filter((reference) => used.has(referenceKey(reference))),
    pulls,
    problems: problems.all(),
    files: [...files].sort().map((file) => ({ file, source: "nextflow" })),
    generated: [...generated].filter((path) => !files.has(path)),
  };
}

/**
 * Every point in which `output`, what `nextflow inspect -format json` or `nextflow config -o json` printed, says something
 * else than the scan of the same tree that gave `pulls`.
 *
 * @param file How the output is called in what is reported.
 * @throws ConfigurationError where the text is neither output.
 */
export function compareWithNextflow(
  output: string,
  file: string,
  pulls: readonly Pull[],
  tree: SourceTree,
  options: ScanOptions,
): readonly Disagreement[] {
  return compareWith(output, file, { pulls, settings: () => settingsOfRuns(tree, options) });
}

/**
 * What the configurations of the runs looked at say about images, before the options of a launch command: what
 * `nextflow config` would show. Where no run is named, the one without a profile is looked at, too.
 */
function settingsOfRuns(tree: SourceTree, options: ScanOptions): readonly ConfiguredSettings[] {
  const { scenarios, launch, syntax } = options.nextflow;
  const sources = openSources(tree);
  const plain = { ...options, nextflow: { ...options.nextflow, scenarios: [{ profiles: [] }] } };
  const asked = scenarios.length > 0 || launch.length > 0 ? [options] : [options, plain];
  const parts = partsToScan(sources, options).filter(({ main }) => main !== undefined);
  return parts.flatMap((part) =>
    asked.flatMap((own) => {
      const request = { sources, references: openReferences(sources), options: own, others: [], ...part, loose: [] };
      const { runs } = scanWithParser(request, syntax, listProblems()).plan;
      return runs.flatMap(({ plan, worlds }) =>
        worlds.map(({ result }) => settingsThatChoose(result.configuration.values, plan.scenario, sources)),
      );
    }),
  );
}

type Part = Pick<PipelineRequest, "directory" | "main" | "loose">;

function partsToScan(sources: Sources, options: ScanOptions): readonly Part[] {
  const found = findPipelines(sources, options.nextflow.tests);
  for (const script of found.loose) sources.skim(script);
  return chosen(partsOf(found), options);
}

/** The pipelines, each with the modules beside it that it does not include, and the modules that stand on their own. */
function partsOf({ pipelines, loose }: Pipelines): readonly Part[] {
  const parts = pipelines.map(({ directory, main, config }) => ({ directory, main, config, loose: [] as string[] }));
  const alone: string[] = [];
  for (const file of loose) {
    // The innermost pipeline around it; one without a configuration is a script and owns nothing.
    const around = parts
      .filter(({ directory, config }) => config !== undefined && (directory === "" || file.startsWith(`${directory}/`)))
      .sort((a, b) => b.directory.length - a.directory.length)[0];
    if (around === undefined) alone.push(file);
    else around.loose.push(file);
  }
  return alone.length === 0 ? parts : [...parts, { directory: "", main: undefined, loose: alone }];
}

/** `nextflow run sub` means the pipeline there and no other; a name of another repository is taken for this one. */
function chosen(parts: readonly Part[], { nextflow }: ScanOptions): readonly Part[] {
  const { project } = readLaunch(nextflow.launch);
  const path = project === undefined ? undefined : join(nextflow.launchDir ?? "", project);
  if (path === undefined) return parts;
  const named = parts.filter(({ directory, main }) => main === path || (main !== undefined && directory === path));
  return named.length === 0 ? parts : named;
}
