/** The way of a name: where it is written, which line made another one of it, and as what it is pulled by whom. */
import type { Location, Pull, Rewrite, Written } from "./model.ts";
import { judgedName, placeOf } from "./pull.ts";
import { short } from "./text/quote.ts";
import { counted, few } from "./text/units.ts";

export interface Way {
  readonly written: Written;
  /** What processes say themselves where a configuration says otherwise. */
  readonly overrode?: readonly Written[];
  /** Each step of each pull once. */
  readonly rewritten: readonly Rewrite[];
  readonly pulled: readonly PulledAs[];
}

/** One name that engines are given, and for whom. */
export interface PulledAs {
  readonly image: string | null;
  readonly engines: readonly string[];
  /** One text a run: `docker`, `test,docker`. */
  readonly profiles: readonly string[];
  readonly platforms: readonly string[];
  /** How many processes, stages or services. */
  readonly processes: number;
  readonly first: readonly string[];
}

const MOST_USERS = 3;

/** Of pulls of one finding, written where the first one is; undefined for none. */
export function wayOf(pulls: readonly Pull[]): Way | undefined {
  const [pull] = pulls;
  if (pull === undefined) return undefined;
  const { file, line, column, endLine, endColumn, text } = placeOf(pull);
  const overrode = [...new Set(pulls.flatMap((one) => one.overrode ?? []))];
  return {
    written: { file, line, column, endLine, endColumn, text },
    ...(overrode.length > 0 && { overrode }),
    rewritten: stepsOf(pulls),
    pulled: [...Map.groupBy(pulls, ({ image }) => image)].map(([image, own]) => pulledAs(image, own)),
  };
}

function stepsOf(pulls: readonly Pull[]): Rewrite[] {
  const steps = new Map<string, Rewrite>();
  // Processes of one image share their steps.
  for (const rewrites of new Set(pulls.map((pull) => pull.rewrites))) {
    for (const step of rewrites ?? []) {
      const { by, setting, location, to } = step;
      steps.set(JSON.stringify([by, setting, location?.file, location?.line, to]), step);
    }
  }
  return [...steps.values()];
}

function pulledAs(image: string | null, pulls: readonly Pull[]): PulledAs {
  const users = distinct(pulls.map(userOf));
  return {
    image,
    engines: distinct(pulls.map(({ engine }) => engine)),
    profiles: distinct(pulls.map(({ scenario }) => scenario?.profiles.join(","))),
    platforms: distinct(pulls.map(({ platform }) => platform)),
    processes: users.length,
    first: users.slice(0, MOST_USERS),
  };
}

function userOf(pull: Pull): string | undefined {
  return pull.process ?? pull.stage ?? placeOf(pull).context.service;
}

function distinct(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text === "" ? [] : (text ?? []))))];
}

/**
 * Which lines made another name of the written one, and for whom, in one sentence; undefined where that is no more than
 * the spelling of an engine, and for several images, which are told of together for what they share.
 */
export function wayInWords(pulls: readonly Pull[]): string | undefined {
  const isRewritten = pulls.some(
    ({ image, rewrites }) => image !== null && rewrites?.some(({ by }) => by !== "engine") === true,
  );
  if (!isRewritten || new Set(pulls.map(judgedName)).size > 1) return undefined;
  const steps = stepsOf(pulls).filter(({ by }) => by !== "engine");
  const said = [...Map.groupBy(steps, ({ by, to }) => JSON.stringify([by, to])).values()].map(inWords);
  const written = distinct(pulls.map((pull) => pull.written));
  const users = distinct(pulls.map(userOf));
  const engines = distinct(pulls.map(({ engine }) => engine)).join(", ");
  const by = engines === "" ? "" : `, by ${engines}`;
  return `Written ${few(
    written.map((text) => short(text, 200)),
    2,
  )}: ${few(said, 4)}; for ${usersInWords(users)}${by}.`;
}

/** `2 processes (A, B)`. */
export function usersInWords(users: readonly string[], count = users.length): string {
  return `${counted(count, "process", "processes")} (${few(users, MOST_USERS)})`;
}

/** Steps with one outcome. */
function inWords(steps: readonly Rewrite[]): string {
  const { by, to } = steps[0]!;
  const settings = few(steps.map(settingInWords), 3);
  switch (by) {
    case "store":
      return `${settings} has it as ${to}`;
    case "file":
      return `it is the file ${to}`;
    case "mirror":
      return `Wave mirrors it to ${to} by ${settings}`;
    case "wave":
      return `Wave serves it under a name of its own by ${settings}`;
    case "registry":
    case "registry-override":
    case "engine":
      break;
  }
  return `${settings} ${steps.length > 1 ? "make" : "makes"} it ${to}`;
}

/** `docker.registry (nextflow.config:12)`. */
export function settingInWords({ setting = "the engine", location }: Pick<Rewrite, "setting" | "location">): string {
  return location === undefined ? setting : `${setting} (${lineOf(location)})`;
}

/** `nextflow.config:12`. */
export function lineOf({ file, line }: Location): string {
  return `${file}:${line}`;
}
