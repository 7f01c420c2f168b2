/** The matrix of a run: process × (run, architecture), and what stops an architecture or an engine. */
import type { HeldLock, Inspection, InspectionRequest, Matrix, Report, ScanResult } from "../model.ts";
import { prepareCases } from "../policy/judge/cases.ts";
import { openEnvironments } from "../policy/judge/environment-book.ts";
import { openRecipes } from "../policy/judge/recipe-book.ts";
import { judgedPulls } from "../policy/judge/subjects.ts";
import type { Policy } from "../policy/policy.ts";
import type { Subject } from "../policy/rules/subject.ts";
import { scenariosOf } from "../scenarios.ts";
import { type Stop, stopsOf } from "./blockers.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import { answersOf, mendsFor, requestsAbout } from "./mends.ts";
import { buildsAmong } from "./recipes.ts";
import { countsOf, type Row, rowsOf } from "./rows.ts";

export { matrixPolicy } from "./policy.ts";

export interface MatrixOptions {
  /** What `matrixPolicy` made of the policy. */
  readonly policy: Policy;
  /** Normalised, each once. */
  readonly architectures: readonly string[];
  readonly now: Date;
  readonly lock?: HeldLock | undefined;
}

/** From a run by `matrixPolicy`. */
export function matrixOf(report: Report, options: MatrixOptions): Matrix {
  const { tool, startedAt, inspector, scan, inspections } = report;
  const { architectures } = options;
  const { rows, stops } = stopped(scan, inspections, options);
  const answerOf = answersOf(inspections);
  return {
    tool,
    startedAt,
    inspector,
    architectures,
    runs: scenariosOf(scan),
    notLookedAt: scan.notLookedAt,
    counts: countsOf(rows, architectures),
    blockers: stops.map(({ stop, candidates }) => ({
      stops: stop.stops,
      image: stop.image,
      engines: stop.engines,
      processes: stop.processes,
      why: stop.why,
      mends: mendsFor(stop, candidates, answerOf),
    })),
    processes: rows.map(({ process, cells }) => ({ process, images: cells.map(({ shown }) => shown) })),
  };
}

/** What is to be asked once it is known what stops: whether the images that may take its place are there. */
export function askMore(
  scan: ScanResult,
  answers: readonly Inspection[],
  options: MatrixOptions,
): readonly InspectionRequest[] {
  const { stops } = stopped(scan, answers, options);
  return requestsAbout(
    stops.flatMap(({ candidates }) => candidates),
    answers,
  );
}

interface Stopped {
  readonly rows: readonly Row[];
  readonly stops: readonly { readonly stop: Stop; readonly candidates: readonly Candidate[] }[];
}

function stopped(scan: ScanResult, inspections: readonly Inspection[], options: MatrixOptions): Stopped {
  const buildsOf = buildsAmong(scan);
  const rows = rowsOf(subjectsOf(scan, inspections, options), options.architectures);
  const stops = stopsOf(rows, { architectures: options.architectures, runs: scenariosOf(scan) });
  return {
    rows,
    stops: stops.map((stop) => ({ stop, candidates: candidatesFor(stop, rows, buildsOf) })),
  };
}

function subjectsOf(
  scan: ScanResult,
  inspections: readonly Inspection[],
  { policy, now, lock }: MatrixOptions,
): readonly Subject[] {
  const pulls = judgedPulls(policy, scan);
  const cases = prepareCases(policy, { pulls, scan }, inspections, {
    platform: null,
    now,
    lock,
    recipeOf: openRecipes(scan),
    environmentsOf: openEnvironments(scan),
  });
  return cases.map(({ subject }) => subject);
}
