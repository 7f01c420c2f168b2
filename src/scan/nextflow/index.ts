import type { Problem, Pull, Reference, ScanOptions, SourceKind, SourceTree } from "../../model.ts";
import { rejections } from "./config/names.ts";
import type { Dialect } from "./evaluate/scope.ts";
import { scanPipeline, type PipelineRequest, type PipelineScan } from "./pipeline.ts";
import { listProblems, type ProblemList } from "./problems.ts";
import { findPipelines } from "./pipelines.ts";
import { openReferences } from "./references.ts";
import { openSources, type Sources } from "./sources.ts";

export interface NextflowScan {
  readonly references: readonly Reference[];
  readonly pulls: readonly Pull[];
  readonly problems: readonly Problem[];
  readonly files: readonly { readonly file: string; readonly source: SourceKind }[];
}

/** Every image that the Nextflow pipelines and modules of a repository would pull. Never throws for what files say. */
export function scanNextflow(tree: SourceTree, options: ScanOptions): NextflowScan {
  const sources = openSources(tree);
  const references = openReferences(sources);
  const problems = listProblems();
  const pulls: Pull[] = [];
  const { pipelines } = findPipelines(sources);
  const files = new Set<string>();
  for (const { directory, main } of pipelines) {
    const request = { sources, references, options, directory, main };
    const scan = scanWithParser(request, options.nextflow.syntax, problems);
    pulls.push(...scan.pulls);
    for (const problem of scan.problems) problems.add(problem);
    for (const path of [...scan.configs, ...scan.scripts]) {
      files.add(path);
      syntaxProblems(sources, path, problems);
    }
  }
  const used = new Set(pulls.flatMap((pull) => pull.references));
  return {
    references: references.all().filter((reference) => used.has(reference)),
    pulls,
    problems: problems.all(),
    files: [...files].sort().map((file) => ({ file, source: "nextflow" })),
  };
}

/** `auto`: v2, and v1 where only v2 refuses the project; said once. */
function scanWithParser(
  request: Omit<PipelineRequest, "dialect">,
  syntax: ScanOptions["nextflow"]["syntax"],
  problems: ProblemList,
): PipelineScan {
  const { sources } = request;
  if (syntax !== "auto") {
    const scan = scanPipeline({ ...request, dialect: syntax });
    for (const refused of refusals(scan, sources, syntax)) problems.add({ ...refused, kind: "abort" });
    return scan;
  }
  const v2 = scanPipeline({ ...request, dialect: "v2" });
  const [refused, ...others] = refusals(v2, sources, "v2");
  if (refused === undefined) return v2;
  const v1 = scanPipeline({ ...request, dialect: "v1" });
  const v1Refused = refusals(v1, sources, "v1")[0];
  if (v1Refused !== undefined) {
    for (const problem of [refused, ...others]) problems.add({ ...problem, kind: "abort" });
    return v2;
  }
  problems.add({ ...refused, kind: "dialect", message: `${refused.message} The rules of v1 are used for this project.` });
  return v1;
}

/** Why Nextflow's parser would not take the files of a scan. */
function refusals(scan: PipelineScan, sources: Sources, dialect: Dialect): readonly Problem[] {
  const list = listProblems();
  const parser = dialect === "v2" ? "Nextflow's strict parser (v2)" : "Nextflow's legacy parser (v1)";
  for (const path of scan.configs) {
    const file = sources.config(path);
    if (file === undefined) continue;
    const marks = dialect === "v2" ? file.parsed.legacy : file.parsed.modern;
    for (const mark of marks) list.at(file.source, mark, "abort", `${parser} does not accept ${mark.construct}.`);
    if (dialect === "v1") continue;
    for (const { start, message } of rejections(file.parsed)) {
      list.at(file.source, { start }, "abort", `${parser}: ${message}.`);
    }
  }
  for (const path of scan.scripts) {
    const file = sources.script(path);
    if (file === undefined) continue;
    const marks = dialect === "v2" ? file.parsed.legacy : file.parsed.modern;
    for (const mark of marks) list.at(file.source, mark, "abort", `${parser} does not accept ${mark.construct}.`);
  }
  for (const stop of scan.stops) list.add(stop);
  return list.all();
}

function syntaxProblems(sources: Sources, path: string, problems: ProblemList): void {
  const file = path.endsWith(".nf") || sources.isScript(path) ? sources.script(path) : sources.config(path);
  if (file === undefined) return;
  for (const problem of file.parsed.problems) problems.at(file.source, problem, "syntax", problem.message);
}
