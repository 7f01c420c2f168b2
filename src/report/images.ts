/** The images of a run as rows of a table. */
import type { Inspection, Location, Pull, Report } from "../model.ts";
import { isNamed, isRun, judgedName, placeOf } from "../pull.ts";
import { locationOf, placeKey } from "../reference.ts";
import { builtAt } from "../image/sif.ts";
import { transferSize } from "../image/size.ts";
import { few, formatBytes } from "../text/units.ts";

/** One image with all that pulls it and all that is known of it, as text. */
export interface ImageRow {
  readonly image: string;
  /** As the files have it, where the engine makes another name of it. */
  readonly written: readonly string[];
  /** Processes and stages with their engines: `DEMO:FASTQC (docker, singularity)`, and when they are not run. */
  readonly users: readonly string[];
  readonly places: readonly Location[];
  /** All that pull it, and every answer; neither is a text. */
  readonly pulls: readonly Pull[];
  readonly asked: readonly Inspection[];
  /** Absent: nobody was asked. */
  readonly known?: {
    readonly failure?: string;
    readonly digest?: string;
    readonly platforms?: string;
    readonly size?: string;
    /** Of the same. */
    readonly bytes?: number;
    /** ISO date. */
    readonly created?: string;
  };
}

/** Every image that has a name, in the order of the scan. */
export function imageRows({ scan, inspections }: Report): ImageRow[] {
  const named = scan.pulls.filter(isNamed);
  const byImage = Map.groupBy(inspections, ({ request }) => request.image);
  return [...Map.groupBy(named, judgedName)].map(([image, pulls]) => {
    const asked = byImage.get(image);
    return {
      image,
      written: distinct(
        pulls.filter((pull) => pull.written !== pull.image && pull.written !== image).map((pull) => pull.written),
      ),
      users: usersOf(pulls),
      places: placesOf(pulls),
      pulls,
      asked: asked ?? [],
      ...(asked !== undefined && { known: knownOf(asked) }),
    };
  });
}

function usersOf(pulls: readonly Pull[]): string[] {
  const users = Map.groupBy(
    pulls,
    (pull) => pull.process ?? pull.stage ?? placeOf(pull).context.service ?? pull.source,
  );
  return [...users].map(([user, own]) => {
    const about = [
      distinct(own.flatMap((pull) => pull.engine ?? [])).join(", "),
      own.some(isRun) ? "" : "not run",
      own.every(({ confidence }) => confidence === "candidate") ? `if ${conditionsOf(own)}` : "",
    ].filter((part) => part !== "");
    return about.length === 0 ? user : `${user} (${about.join("; ")})`;
  });
}

function conditionsOf(pulls: readonly Pull[]): string {
  return few(distinct(pulls.map(({ conditions = [] }) => conditions.join(" and ") || "chosen at run time")), 2);
}

function placesOf(pulls: readonly Pull[]): Location[] {
  return [...new Map(pulls.map(placeOf).map((place) => [placeKey(place), locationOf(place)])).values()];
}

function knownOf(asked: readonly Inspection[]): NonNullable<ImageRow["known"]> {
  const failure = asked.find((inspection) => inspection.failure !== undefined)?.failure?.state;
  const container = asked.flatMap(({ answer }) =>
    answer !== undefined && "container" in answer ? [answer.container] : [],
  )[0];
  const download = asked.find((inspection) => inspection.download !== undefined)?.download;
  const size = download === undefined ? container && transferSize(container) : download.size;
  const digest = asked.find((inspection) => inspection.digest !== undefined)?.digest;
  const platforms = asked.find((inspection) => inspection.platforms !== undefined)?.platforms;
  const created = container?.config.created ?? builtAt(download);
  return {
    ...(failure !== undefined && { failure }),
    ...(digest !== undefined && { digest }),
    ...(platforms !== undefined && { platforms: platforms.join(", ") }),
    ...(size !== undefined && { size: formatBytes(size), bytes: size }),
    ...(created !== undefined && { created: created.slice(0, 10) }),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
