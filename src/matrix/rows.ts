/** The images of each process, with what is known of each. */
import { normalPlatform } from "../image/platform.ts";
import type { ArchitectureVerdict, MatrixCount, MatrixImage, Pull, TwinProof } from "../model.ts";
import { processOf } from "../policy/rules/halves.ts";
import { heldPin } from "../policy/rules/pin.ts";
import type { Subject } from "../policy/rules/subject.ts";
import { isNamed, placeOf } from "../pull.ts";
import { scenarioEntry } from "../scenarios.ts";
import { twinsAmong } from "./twins.ts";
import { verdictFor } from "./verdict.ts";

/** An image of a process, with all that rules know of it. */
export interface Cell {
  readonly subject: Subject;
  readonly shown: MatrixImage;
}

/** A process with its images, in the order of the scan. */
export interface Row {
  readonly process: string;
  readonly cells: readonly Cell[];
}

/** By name. What is no process (a stage of a build, a service) is not in it. */
export function rowsOf(subjects: readonly Subject[], architectures: readonly string[]): readonly Row[] {
  const ofProcesses = subjects.filter(({ pull }) => pull.process !== undefined && pull.source !== "nf-core");
  const rows = [...Map.groupBy(ofProcesses, processOf).values()].map((own) => {
    const twins = twinsAmong(own);
    const cells = own.map((subject) => ({
      subject,
      shown: imageOf(subject, architectures, twins.get(subject)),
    }));
    return { process: own[0]!.pull.process!, cells: onceEach(cells).toSorted(byRun) };
  });
  return rows.sort((a, b) => compare(a.process, b.process));
}

function imageOf(subject: Subject, architectures: readonly string[], twin: TwinProof | undefined): MatrixImage {
  const { pull, image } = subject;
  const recipe = subject.recipe();
  const platform = pull.platform === null ? undefined : normalPlatform(pull.platform);
  const asked = architectures.filter((one) => platform === undefined || one === platform);
  const { file, line, column, endLine, endColumn } = placeOf(pull);
  return {
    engine: pull.engine,
    scenario: pull.scenario,
    image: isNamed(pull) ? image : null,
    ...(pull.conditions !== undefined && { conditions: pull.conditions }),
    ...(platform !== undefined && { platform }),
    ...(isNamed(pull) && { pin: heldPin(subject).pin }),
    ...(recipe?.source !== undefined && { recipe: recipe.proof }),
    ...(twin !== undefined && { twin }),
    architectures: new Map(asked.map((one) => [one, verdictFor(subject, one)])),
    location: { file, line, column, endLine, endColumn },
  };
}

/** A process of one name in two places of a run, each of which pulls the same, is one cell. */
function onceEach(cells: readonly Cell[]): readonly Cell[] {
  return [...new Map(cells.map((cell) => [cellKey(cell), cell])).values()];
}

function byRun({ shown: a }: Cell, { shown: b }: Cell): number {
  return compare(runKey(a), runKey(b)) || compare(a.platform ?? "", b.platform ?? "");
}

function cellKey({ subject: { pull }, shown }: Cell): string {
  return JSON.stringify([runKey(pull), shown.image ?? pull.written, shown.platform, shown.conditions]);
}

/** What tells runs apart, and the engines within one. */
export function runKey({ engine, scenario }: Pick<Pull, "engine" | "scenario">): string {
  return `${engine ?? ""}\n${scenario === null ? "" : scenarioEntry(scenario)}`;
}

/** In code units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of each run and architecture, how many processes run, stop, or are not known to do either. */
export function countsOf(rows: readonly Row[], architectures: readonly string[]): readonly MatrixCount[] {
  const runs = new Map(rows.flatMap(({ cells }) => cells.map(({ shown }) => [runKey(shown), shown] as const)));
  const sorted = [...runs].sort(([a], [b]) => compare(a, b));
  return sorted.flatMap(([key, { engine, scenario }]) =>
    architectures.map((architecture) => {
      const words = rows.flatMap(({ cells }) => {
        const own = cells.filter(({ shown }) => runKey(shown) === key);
        return worst(own.flatMap(({ shown }) => shown.architectures.get(architecture)?.verdict ?? [])) ?? [];
      });
      const count = (word: ArchitectureVerdict["verdict"]): number => words.filter((one) => one === word).length;
      return { engine, scenario, architecture, runs: count("runs"), stops: count("stops"), unknown: count("unknown") };
    }),
  );
}

function worst(words: readonly ArchitectureVerdict["verdict"][]): ArchitectureVerdict["verdict"] | undefined {
  return (["stops", "unknown", "runs"] as const).find((word) => words.includes(word));
}
