import type { Problem, Pull, Reference, ScanOptions, SourceKind, SourceTree, Disagreement } from "../../model.ts";
import { settingsThatChoose, type ConfiguredSettings } from "./compare/settings.ts";
import { readLaunch } from "./launch/launch.ts";
import { join } from "./files/paths.ts";
import { fingerprint, type PipelineRequest, planPipeline } from "./plan/index.ts";
import { scanPipeline, type PipelineScan } from "./pipeline.ts";
import { listProblems, type ProblemList } from "./files/problems.ts";
import { findPipelines, type Pipelines } from "./project/pipelines.ts";
import { openReferences } from "./container/references.ts";
import { openSources } from "./files/sources.ts";
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
  const parts = chosen(partsOf(findPipelines(sources, options.nextflow.tests)), options);
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
  const used = new Set(pulls.flatMap((pull) => pull.references));
  return {
    references: references.all().filter((reference) => used.has(reference)),
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
  const { scenarios, launch, tests, syntax } = options.nextflow;
  const sources = openSources(tree);
  const plain = { ...options, nextflow: { ...options.nextflow, scenarios: [{ profiles: [] }] } };
  const asked = scenarios.length > 0 || launch.length > 0 ? [options] : [options, plain];
  const parts = chosen(partsOf(findPipelines(sources, tests)), options).filter(({ main }) => main !== undefined);
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

/** `auto`: v2, and v1 where only v2 refuses the project; said once. */
function scanWithParser(
  request: Omit<PipelineRequest, "dialect">,
  syntax: ScanOptions["nextflow"]["syntax"],
  problems: ProblemList,
): PipelineScan {
  const scan = scanPipeline({ ...request, dialect: syntax === "auto" ? "v2" : syntax });
  const why = scan.refused[0] ?? scan.stopped[0];
  if (why === undefined) {
    const stops = scan.problems.some(({ kind }) => kind === "abort");
    if (syntax === "auto" && request.main !== undefined && !stops) tellConflicts(scan, request, problems);
    return scan;
  }
  const v1 = syntax === "auto" ? scanPipeline({ ...request, dialect: "v1" }) : undefined;
  // A run that v1 starts and does not finish still says more than one that does not compile.
  const better = v1 !== undefined && v1.refused.length === 0 && (v1.stopped.length === 0 || scan.refused.length > 0);
  if (!better) {
    for (const problem of scan.refused) problems.add(problem);
    return scan;
  }
  problems.add({ ...why, kind: "dialect", message: `${why.message} The rules of v1 are used for this project.` });
  return v1;
}

/** Both parsers run the project: where they come to different images, both are named. */
function tellConflicts(v2: PipelineScan, request: Omit<PipelineRequest, "dialect">, problems: ProblemList): void {
  const legacy = { ...request, dialect: "v1" as const };
  const sameConfig = fingerprint(v2.plan) === fingerprint(planPipeline(legacy, listProblems()));
  if (sameConfig && !v2.dependsOnOrder) return;
  const v1 = scanPipeline(legacy);
  if (v1.refused.length > 0 || v1.stopped.length > 0) return;
  const [ours, theirs] = [imagesByProcess(v2.pulls), imagesByProcess(v1.pulls)];
  for (const [key, { pull }] of new Map([...theirs, ...ours])) {
    const mine = ours.get(key)?.images ?? new Set<string | null>();
    const other = theirs.get(key)?.images ?? new Set<string | null>();
    if (mine.has(null) || other.has(null) || same(mine, other)) continue;
    const { file, line, column } = pull.references[0]!;
    const run = pull.scenario?.profiles.length === 0 ? "" : ` with -profile ${pull.scenario?.profiles.join(",")}`;
    const message = `Nextflow's parsers disagree on ${pull.process}${run}: v2 gives ${listed(mine)}, v1 gives ${listed(other)}.`;
    problems.add({ file, line, column, kind: "conflict", message });
  }
}

function same(left: ReadonlySet<string | null>, right: ReadonlySet<string | null>): boolean {
  return left.size === right.size && [...left].every((image) => right.has(image));
}

function listed(images: ReadonlySet<string | null>): string {
  return images.size === 0 ? "no image" : [...images].map(String).sort().join(", ");
}

interface ProcessImages {
  readonly pull: Pull;
  /** null: open. */
  readonly images: Set<string | null>;
}

function imagesByProcess(pulls: readonly Pull[]): ReadonlyMap<string, ProcessImages> {
  const result = new Map<string, ProcessImages>();
  for (const pull of pulls) {
    if (pull.called === false) continue;
    const key = JSON.stringify([pull.scenario, pull.process]);
    const entry = result.get(key) ?? { pull, images: new Set<string | null>() };
    entry.images.add(pull.image);
    result.set(key, entry);
  }
  return result;
}
