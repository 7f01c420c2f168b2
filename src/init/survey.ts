/** What a first look at a repository offers to choose from: how its pipelines are run, and where its images come from. */
import { compilePattern } from "../image/pattern.ts";
import { judgedRegistry, judgedRepository } from "../image/registry-host.ts";
import { readWrittenName } from "../image/written.ts";
import type { Finding, Scenario, ScanResult } from "../model.ts";
import type { WrittenPattern } from "../policy/shapes/values.ts";

/** Runs of the repository's pipelines that one word stands for: an engine, or a profile with other images. */
export interface RunChoice {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
  /** How many images they pull; of one that is not looked at, how many only such a run pulls. */
  readonly images: number;
  /** Whether it is looked at where nobody says which runs there are. */
  readonly isUsual: boolean;
}

/** A place that images come from, as a name pattern. */
export interface PlaceChoice {
  readonly pattern: string;
  /** How many images come from there, each name once. */
  readonly images: number;
}

/** One that a preset approves, as its pattern is written. */
type ApprovedPlace = Pick<WrittenPattern, "text" | "matches">;

/** What is looked at unasked comes first. Empty where no run that is looked at pulls anything: there is nothing to choose by. */
export function runChoices({ pulls, notLookedAt }: ScanResult): readonly RunChoice[] {
  const usual = Map.groupBy(
    pulls.flatMap((pull) =>
      pull.source === "nextflow" && pull.scenario !== null ? [{ ...pull, scenario: pull.scenario }] : [],
    ),
    ({ engine, scenario }) => engine ?? (scenario.profiles.join("+") || "default"),
  );
  if (usual.size === 0) return [];
  const choices = [...usual].map(([name, own]): RunChoice => {
    const scenarios = new Map(own.map(({ scenario }) => [JSON.stringify(scenario), scenario]));
    return {
      name,
      scenarios: [...scenarios.values()],
      images: new Set(own.map(({ image, written }) => image ?? written)).size,
      isUsual: true,
    };
  });
  const others = notLookedAt
    .filter(({ name }) => !usual.has(name))
    .map(({ name, profiles, images }): RunChoice => ({ name, scenarios: [{ profiles }], images, isUsual: false }));
  return [...choices.sort((a, b) => (a.name < b.name ? -1 : 1)), ...others];
}

/**
 * Where the images come from that the rule `registry` has something to say of where it allows nothing.
 *
 * @param known Of a preset: what they cover goes by them.
 */
export function placeChoices(findings: readonly Finding[], known: readonly ApprovedPlace[]): readonly PlaceChoice[] {
  const names = new Set(
    findings.flatMap(({ rule, image, waived }) =>
      rule === "registry" && image !== null && waived === undefined ? [image] : [],
    ),
  );
  const byKnown = known.map((place) => ({ pattern: place.text, images: take(names, place) }));
  const areas = Map.groupBy(names, areaOf);
  const found = [...areas].flatMap(([area, own]) => {
    const pattern = [`${area}/*`, `${area}/**`].find((one) => coversAll(one, own));
    return pattern === undefined ? [] : [{ pattern, images: own.length }];
  });
  const least = (a: PlaceChoice, b: PlaceChoice): number => b.images - a.images || (a.pattern < b.pattern ? -1 : 1);
  return [...byKnown, ...found].sort(least);
}

function coversAll(pattern: string, names: readonly string[]): boolean {
  const compiled = compilePattern(pattern);
  return "matches" in compiled && names.every((name) => compiled.matches(name));
}

/** Takes out what a place covers, and says how many that were. */
function take(names: Set<string>, place: ApprovedPlace): number {
  const covered = [...names].filter((name) => place.matches(name));
  for (const name of covered) names.delete(name);
  return covered.length;
}

/** The registry with the first part of the path below it, where that is not the image itself; the same of a URL. */
function areaOf(name: string): string {
  const read = readWrittenName(name);
  if (read.kind === "registry") {
    const [namespace = "", ...below] = judgedRepository(read.name).split("/");
    const host = judgedRegistry(read.name.registry);
    return below.length === 0 ? host : `${host}/${namespace}`;
  }
  if (read.kind === "library") {
    const host = read.host === undefined ? "" : `${read.host}/`;
    return `${read.scheme}://${host}${read.path.split("/")[0] ?? ""}`;
  }
  if (read.kind !== "download") return name;
  const [folder = "", ...below] = read.url.pathname.slice(1).split("/");
  return below.length > 0 && /^[\w.-]+$/.test(folder) ? `${read.url.host}/${folder}` : read.url.host;
}
