/** The Nextflow room: what the pipelines and modules of a repository would pull, and how that compares with Nextflow itself. */
import type {
  NotLookedAt,
  Problem,
  Pull,
  Reference,
  ScanOptions,
  SourceKind,
  SourceTree,
  Disagreement,
} from "../../model.ts";
import { Budget, overBudget } from "./budget/budget.ts";
import { referenceKey } from "../../reference.ts";
import { settingsThatChoose, type ConfiguredSettings } from "./compare/settings.ts";
import { readLaunch } from "./launch/launch.ts";
import { leftOutOf, notLookedAt, type LeftOut } from "./left-out.ts";
import { directoryOf, isOutside, locate } from "./files/paths.ts";
import { mainConfig } from "./files/places.ts";
import { scanWithParser } from "./parsers.ts";
import type { PipelineRequest } from "./plan/index.ts";
import { listProblems } from "./files/problems.ts";
import { findPipelines, type Pipelines } from "./project/pipelines.ts";
import { openReferences, type References } from "./container/references.ts";
import { openSources, type Sources } from "./files/sources.ts";
import { finish, type Steps } from "./budget/steps.ts";
import { compareWith } from "./compare/index.ts";
import { short } from "../../text/quote.ts";

export { scanGeneratedConfig } from "./project/generated-config.ts";

export interface NextflowScan {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  readonly files: readonly { readonly file: string; readonly source: SourceKind }[];
  /** Configurations that the nf-core tools generate and that no pipeline includes. */
  readonly generated: readonly string[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** Every image that the Nextflow pipelines and modules of a repository would pull. Never throws for what files say. */
export function scanNextflow(tree: SourceTree, options: ScanOptions): NextflowScan {
  const scanner = new NextflowScanner(tree, options);
  finish(scanner.steps());
  return scanner.scan();
}

/** The same in steps. What is known after fewer than all of them is that of the pipelines that are done. */
export class NextflowScanner {
  readonly #sources: Sources;
  readonly #options: ScanOptions;
  readonly #references: References;
  readonly #budget = new Budget();
  readonly #problems = listProblems();
  readonly #pulls: Pull[] = [];
  readonly #files = new Set<string>();
  readonly #generated = new Set<string>();
  readonly #leftOut: LeftOut[] = [];
  #parts: readonly Part[] = [];

  constructor(tree: SourceTree, options: ScanOptions) {
    this.#sources = openSources(tree);
    this.#options = options;
    this.#references = openReferences(this.#sources);
  }

  *steps(): Steps<void> {
    const options = this.#options;
    const base = { sources: this.#sources, references: this.#references, budget: this.#budget, options };
    const parts = yield* partsToScan(this.#sources, this.#budget, options);
    this.#parts = parts;
    const gone = goneProject(this.#sources, options);
    if (gone !== undefined) {
      const about = mainConfig(this.#sources, parts[0]?.directory ?? "");
      this.#problems.of(about, "missing-include", `Cannot find script file: ${short(gone)}`);
    }
    const others = new Set(parts.filter(({ main }) => main !== undefined).map(({ directory }) => directory));
    for (const part of parts) {
      const request = { ...base, others, ...part };
      const scan = yield* scanWithParser(request, options.nextflow.syntax, this.#problems);
      for (const left of yield* leftOutOf(scan, request)) this.#leftOut.push(left);
      for (const problem of scan.problems) this.#problems.add(problem);
      for (const pull of scan.pulls) this.#pulls.push(pull);
      for (const path of scan.files) this.#files.add(path);
      for (const path of scan.generated) this.#generated.add(path);
    }
  }

  scan(): NextflowScan {
    const { exceeded } = this.#budget;
    if (exceeded !== undefined) this.#problems.of(firstFile(this.#parts), "limit", overBudget(exceeded).detail);
    const pulls = this.#pulls;
    const files = this.#files;
    const used = new Set(pulls.flatMap((pull) => pull.references.map(referenceKey)));
    return {
      references: this.#references.all().filter((reference) => used.has(referenceKey(reference))),
      pulls,
      problems: this.#problems.all(),
      files: [...files].sort().map((file) => ({ file, source: "nextflow" })),
      generated: [...this.#generated].filter((path) => !files.has(path)),
      notLookedAt: notLookedAt(this.#leftOut, pulls),
    };
  }
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
  const budget = new Budget();
  const plain = { ...options, nextflow: { ...options.nextflow, scenarios: [{ profiles: [] }] } };
  const asked = scenarios.length > 0 || launch.length > 0 ? [options] : [options, plain];
  const parts = finish(partsToScan(sources, budget, options)).filter(({ main }) => main !== undefined);
  return parts.flatMap((part) =>
    asked.flatMap((own) => {
      const references = openReferences(sources);
      const request = { sources, references, budget, options: own, others: new Set<string>(), ...part, loose: [] };
      const { runs } = finish(scanWithParser(request, syntax, listProblems())).plan;
      return runs.flatMap(({ plan, worlds }) =>
        worlds.map(({ result }) => settingsThatChoose(result.configuration.values, plan.scenario, sources)),
      );
    }),
  );
}

/** Where something is told that is about all of the repository. */
function firstFile(parts: readonly Part[]): string {
  return parts[0]?.main ?? parts[0]?.loose[0] ?? "main.nf";
}

type Part = Pick<PipelineRequest, "directory" | "main" | "loose">;

function* partsToScan(sources: Sources, budget: Budget, options: ScanOptions): Steps<readonly Part[]> {
  const found = yield* findPipelines(sources, budget, options.nextflow.tests);
  for (const script of found.loose) {
    yield;
    sources.skim(script);
  }
  return chosen(partsOf(found), sources, options);
}

/** The pipelines, each with the modules beside it that it does not include, and the modules that stand on their own. */
function partsOf({ pipelines, loose }: Pipelines): readonly Part[] {
  const parts = pipelines.map(({ directory, main, config }) => ({ directory, main, config, loose: [] as string[] }));
  const alone: string[] = [];
  // One without a configuration is a script and owns nothing; of several in one directory it is the first.
  const owners = new Map(
    [...parts].reverse().flatMap((part) => (part.config === undefined ? [] : [[part.directory, part]])),
  );
  for (const file of loose) {
    let directory = directoryOf(file);
    while (directory !== "" && !owners.has(directory)) directory = directoryOf(directory);
    const around = owners.get(directory);
    if (around === undefined) alone.push(file);
    else around.loose.push(file);
  }
  return alone.length === 0 ? parts : [...parts, { directory: "", main: undefined, loose: alone }];
}

/**
 * What `nextflow run` names as a file or folder of the repository and is not there; undefined for what may be the name of a
 * remote project, which a pasted command has (`CmdRun.guessIsRepo`, `AssetManager.resolveName`).
 */
function goneProject(sources: Sources, options: ScanOptions): string | undefined {
  const { project } = readLaunch(options.nextflow.launch);
  if (project === undefined || !/^\.\.?\/|^[^/]+\.nf$/.test(project)) return undefined;
  const path = projectPath(sources, options);
  if (path === undefined || path === "" || sources.exists(path) || sources.isDirectory(path)) return undefined;
  return project;
}

/** `nextflow run sub` means the pipeline there and no other; a name of another repository is taken for this one. */
function chosen(parts: readonly Part[], sources: Sources, options: ScanOptions): readonly Part[] {
  const path = projectPath(sources, options);
  if (path === undefined) return parts;
  const named = parts.filter(({ directory, main }) => main === path || (main !== undefined && directory === path));
  return named.length === 0 ? parts : named;
}

/** What stands behind `run` as a path of the repository. */
function projectPath({ tree }: Sources, { nextflow }: ScanOptions): string | undefined {
  const { project } = readLaunch(nextflow.launch);
  const { launchDir = "" } = nextflow;
  if (project === undefined) return undefined;
  const { roots = [] } = tree.outside ?? {};
  if (roots.some((root) => project === root || project === `${root}/`)) return "";
  const target = locate(project, launchDir, { projectDir: "", launchDir, roots });
  return target.kind === "file" && !isOutside(target.path) ? target.path : undefined;
}
