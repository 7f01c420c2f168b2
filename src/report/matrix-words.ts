/** What the surfaces of a matrix have in common: processes of equal rows as one, and its words. */
import type {
  ArchitectureVerdict,
  Engine,
  Matrix,
  MatrixImage,
  MatrixProcess,
  Scenario,
  TwinAnswer,
} from "../model.ts";
import { scenarioWords } from "../scenarios.ts";

export const VERDICTS: Readonly<Record<ArchitectureVerdict["verdict"], string>> = {
  runs: "runs",
  stops: "stops",
  unknown: "not known",
};

const TWINS: Readonly<Record<TwinAnswer, string>> = {
  proven: "proven",
  "same-by-name": "same by name",
  different: "different",
  "not-comparable": "not comparable",
};

export const NO_PROCESS =
  "No process is here: a matrix is of the processes of pipelines. wave-inspect scan lists all images.";

/** `docker`, `singularity (-profile test,singularity)`: the run where the engine does not say it. */
export function runWords({
  engine,
  scenario,
}: {
  readonly engine: Engine | null;
  readonly scenario: Scenario | null;
}): string {
  const run = scenario === null ? "" : scenarioWords(scenario);
  if (engine === null) return run === "" ? "any engine" : run;
  return run === "" || run === `-profile ${engine}` ? engine : `${engine} (${run})`;
}

/** `recomputed (linux/amd64)`, `name agrees`; a dash where there is nothing to say. */
export function recipeWords({ recipe }: MatrixImage): string {
  if (recipe === undefined) return "-";
  if (recipe.agrees === true) return "name agrees";
  return recipe.platform === undefined ? recipe.verdict : `${recipe.verdict} (${recipe.platform})`;
}

export function twinWords({ twin }: MatrixImage): string {
  if (twin === undefined) return "-";
  return twin.link === undefined ? TWINS[twin.answer] : `${TWINS[twin.answer]} (${twin.link})`;
}

/** Processes that are given the same, run by run. */
export interface ProcessGroup {
  readonly processes: readonly string[];
  readonly images: MatrixProcess["images"];
}

/** Those that something stops first, then those of which something is not known; of these in the order of their names. */
export function processGroups({ processes }: Matrix): readonly ProcessGroup[] {
  const groups = [...Map.groupBy(processes, ({ images }) => rowKey(images)).values()].map((same) => ({
    processes: same.map(({ process }) => process),
    images: same[0]!.images,
  }));
  return groups.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** All but where it is written. */
function rowKey(images: readonly MatrixImage[]): string {
  return JSON.stringify(
    images.map((image) => [{ ...image, location: undefined, architectures: [...image.architectures] }]),
  );
}

function rankOf({ images }: ProcessGroup): number {
  const words = new Set(
    images.flatMap(({ architectures }) => [...architectures.values()].map(({ verdict }) => verdict)),
  );
  return words.has("stops") ? 0 : words.has("unknown") ? 1 : 2;
}

/** Their own names without those of the workflows around them, each with how many there are: `FASTQC (3)`. */
export function shortNames(processes: readonly string[]): readonly string[] {
  const names = Map.groupBy(processes, (process) => process.slice(process.lastIndexOf(":") + 1));
  return [...names].map(([name, same]) => (same.length === 1 ? name : `${name} (${same.length})`));
}

/** By what they stop, in the order in which they are; each architecture of the matrix that nothing stops has an empty list. */
export function blockersByWhat({
  architectures,
  blockers,
  runs,
}: Matrix): readonly (readonly [string, Matrix["blockers"]])[] {
  const byWhat = Map.groupBy(blockers, ({ stops }) => stops);
  const sif = runs.flatMap(({ engines }) => engines).find((one) => one === "singularity" || one === "apptainer");
  const all = new Set([...architectures, ...(sif === undefined ? [] : [sif]), ...byWhat.keys()]);
  return [...all].map((what) => [what, byWhat.get(what) ?? []]);
}
