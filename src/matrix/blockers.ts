/** What stops an architecture or an engine: the images by which, and the processes that have them. */
import type { Engine, LookedAt } from "../model.ts";
import { isOfSif } from "../policy/rules/halves.ts";
import type { Cell, Row } from "./rows.ts";
import { compare } from "./rows.ts";

/** An image that stops something, at all processes that have it. */
export interface Stop {
  /** An architecture, or an engine whatever the architecture. */
  readonly stops: string;
  readonly image: string | null;
  readonly why: string;
  /** Absent where the engine is given no image at all. */
  readonly architecture?: string;
  /** Those whose image it is; of an engine that is given none, those of the other engines. Never empty. */
  readonly cells: readonly Cell[];
  readonly processes: readonly string[];
  readonly engines: readonly Engine[];
}

/** Architectures in their order, then Singularity, then other engines; of each, those of most processes first. */
export function stopsOf(
  rows: readonly Row[],
  { architectures, runs }: { readonly architectures: readonly string[]; readonly runs: readonly LookedAt[] },
): readonly Stop[] {
  const found = rows.flatMap((row) => [...stoppedCells(row), ...withoutSif(row, runs)]);
  const merged = [...Map.groupBy(found, ({ key }) => key).values()].map((same) => {
    const { one } = same[0]!;
    const cells = same.flatMap(({ one: { cells: own } }) => own);
    return {
      ...one,
      cells,
      processes: [...new Set(same.flatMap(({ one: { processes } }) => processes))].sort(compare),
      engines: [...new Set(same.flatMap(({ one: { engines } }) => engines))].sort(compare),
    };
  });
  const rank = ({ stops }: Stop): number => {
    const at = architectures.indexOf(stops);
    return at >= 0 ? at : architectures.length + (isSifEngine(stops) ? 0 : 1);
  };
  return merged.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.stops, b.stops) ||
      b.processes.length - a.processes.length ||
      compare(a.image ?? "", b.image ?? ""),
  );
}

interface Found {
  readonly key: string;
  readonly one: Stop;
}

function stoppedCells({ process, cells }: Row): readonly Found[] {
  return cells.flatMap((cell) => {
    const { engine, architectures } = cell.shown;
    const { image } = cell.subject;
    return [...architectures].flatMap(([architecture, { verdict, cause, detail }]) => {
      if (verdict !== "stops") return [];
      // What is not there, and what an engine cannot pull, is so on every architecture.
      const stops = cause === "architecture" ? architecture : (engine ?? architecture);
      const one: Stop = {
        stops,
        image,
        why: detail,
        architecture,
        cells: [cell],
        processes: [process],
        engines: engine === null ? [] : [engine],
      };
      return [{ key: JSON.stringify([stops, image, detail]), one }];
    });
  });
}

/** Where a run with Singularity was looked at that has no image for a process of another run. */
function withoutSif({ process, cells }: Row, runs: readonly LookedAt[]): readonly Found[] {
  const engine = runs.flatMap(({ engines }) => engines).find(isSifEngine);
  if (engine === undefined || cells.some(({ subject }) => isOfSif(subject))) return [];
  const others = cells.filter(({ shown }) => shown.engine !== null && shown.scenario !== null);
  const [first] = others;
  if (first === undefined) return [];
  const names = [...new Set(others.map(({ shown }) => shown.image ?? "a name that is not known"))].sort(compare);
  const why = `no run with it that was looked at has an image for the process, where ${first.shown.engine} has ${names.join(" or ")}`;
  const one: Stop = { stops: engine, image: null, why, cells: others, processes: [process], engines: [engine] };
  return [{ key: JSON.stringify([engine, null, why]), one }];
}

export function isSifEngine(engine: string | null): boolean {
  return engine === "singularity" || engine === "apptainer";
}
