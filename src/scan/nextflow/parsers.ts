/** Which of Nextflow's two parsers a project is scanned with, and where they come to different images. */
import type { Problem, Pull, ScanOptions } from "../../model.ts";
import { listProblems, type ProblemList } from "./files/problems.ts";
import { scanPipeline, type PipelineScan } from "./pipeline.ts";
import type { Steps } from "./budget/steps.ts";
import { signOfDsl1 } from "./project/dsl1.ts";
import { fingerprint, planPipeline, type PipelineRequest } from "./plan/index.ts";

const DSL1 =
  "This is a DSL1 pipeline, which Nextflow runs up to version 22.10 only: its images are named as that pulls them.";
const DSL1_HELP =
  "Move the channels behind `from` and `into` to the calls of a `workflow { … }` block (DSL2), or keep NXF_VER at 22.10.";

/**
 * `auto`: v2, and v1 where only v2 refuses the project or stops in a run of it, as the project's own tests would run it;
 * said once.
 */
export function* scanWithParser(
  request: Omit<PipelineRequest, "dialect">,
  syntax: ScanOptions["nextflow"]["syntax"],
  problems: ProblemList,
): Steps<PipelineScan> {
  const old = request.main === undefined ? undefined : signOfDsl1(request.sources, request.main, request.directory);
  if (old !== undefined) {
    // Those who have such a pipeline run it with a Nextflow that takes it; whoever names a parser has another one.
    problems.at(old.source, old.node, syntax === "auto" ? "dialect" : "abort", DSL1, undefined, DSL1_HELP);
    return yield* scanPipeline({ ...request, dialect: "v1", isDsl1: true });
  }
  const scan = yield* scanPipeline({ ...request, dialect: syntax === "auto" ? "v2" : syntax });
  if (scan.refused.length === 0 && scan.stopped.length === 0) {
    const stops = scan.problems.some(({ kind }) => kind === "abort" || kind === "missing-profile");
    if (syntax === "auto" && request.main !== undefined && !stops) yield* tellConflicts(scan, request, problems);
    return scan;
  }
  const v1 = syntax === "auto" ? yield* scanPipeline({ ...request, dialect: "v1" }) : undefined;
  const why = v1 === undefined ? undefined : whyLegacy(scan, v1);
  if (v1 === undefined || why === undefined) {
    const said = new Set(scan.problems.map(placeAndKind));
    for (const problem of scan.refused) if (!said.has(placeAndKind(problem))) problems.add(problem);
    return scan;
  }
  // What v1 stops at as well is no matter of parsers.
  if (!v1.problems.some((problem) => placeAndKind(problem) === placeAndKind(why))) {
    problems.add({
      ...why,
      kind: "dialect",
      message: `${why.message.replace(/\.?$/, ".")} The rules of v1 are used for this project.`,
    });
  }
  return v1;
}

/**
 * Why a project is meant for v1: what v2 refuses of it, or stops at in its run. Undefined where v1 refuses it too, stops
 * where v2 does not, or pulls nothing for a process. A run that v1 starts and does not finish still says more than one that does not compile.
 */
function whyLegacy(v2: PipelineScan, v1: PipelineScan): Problem | undefined {
  if (v1.refused.length > 0) return undefined;
  const [refused] = v2.refused;
  if (refused !== undefined) return refused;
  // Where v1 finds no container, as for a name that nothing sets, it hides an error and gives nothing for it.
  const pulling = new Set(v1.pulls.map(({ process }) => process));
  if (!v2.pulls.every(({ process }) => pulling.has(process))) return undefined;
  const [ours, theirs] = [new Set(v2.stopped.map(placeAndKind)), new Set(v1.stopped.map(placeAndKind))];
  if (![...theirs].every((stop) => ours.has(stop))) return undefined;
  return v2.stopped.find((stop) => !theirs.has(placeAndKind(stop)));
}

function placeAndKind({ file, line, column, kind }: Problem): string {
  return [file, line, column, kind].join(" ");
}

/** Both parsers run the project: where they come to different images, both are named. */
function* tellConflicts(
  v2: PipelineScan,
  request: Omit<PipelineRequest, "dialect">,
  problems: ProblemList,
): Steps<void> {
  const legacy = { ...request, dialect: "v1" as const };
  const sameConfig = fingerprint(v2.plan) === fingerprint(planPipeline(legacy, listProblems()));
  if (sameConfig && !v2.dependsOnOrder) return;
  const v1 = yield* scanPipeline(legacy);
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
