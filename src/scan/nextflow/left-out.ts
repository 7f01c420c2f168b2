/** What the runs that are looked at leave out where nobody named them: engines, and profiles that bring other images. */
import type { NotLookedAt, Pull } from "../../model.ts";
import { Budget } from "./budget/budget.ts";
import type { Steps } from "./budget/steps.ts";
import { openReferences } from "./container/references.ts";
import { pullsOfRuns, type PipelineScan } from "./pipeline.ts";
import type { PipelineRequest } from "./plan/index.ts";
import type { Profile } from "./plan/profiles.ts";
import { imageWords } from "./project/image-words.ts";

/** An engine or a profile that a pipeline can be run with, and the images of such a run. */
export interface LeftOut {
  readonly what: NotLookedAt["what"];
  readonly name: string;
  readonly profiles: readonly string[];
  readonly images: ReadonlySet<string>;
}

/** Profiles of one pipeline that are tried, each with every run that is looked at. */
const MOST_TRIED = 20;

/** Of one pipeline. It has a budget of its own: what nobody asked for takes nothing from what is looked at. */
export function* leftOutOf(scan: PipelineScan, request: Omit<PipelineRequest, "dialect">): Steps<readonly LeftOut[]> {
  const { left, runs } = scan.plan;
  if (left === undefined) return [];
  const imagesWith = function* (profiles: readonly string[]): Steps<ReadonlySet<string>> {
    const { options, sources } = request;
    const nextflow = { ...options.nextflow, scenarios: [{ profiles }] };
    const own = { references: openReferences(sources), budget, options: { ...options, nextflow } };
    return imagesOf(yield* pullsOfRuns({ ...request, ...own, dialect: scan.dialect }));
  };
  const budget = new Budget();
  const found: LeftOut[] = [];
  for (const { engine, plan } of left.engines) {
    const { profiles } = plan.scenario;
    found.push({ what: "engine", name: engine, profiles, images: yield* imagesWith(profiles) });
  }
  const taken = new Set([...runs.map(({ plan }) => plan), ...left.engines.map(({ plan }) => plan)].flatMap(namesOf));
  const words = imageWords(scan.files, request.sources);
  const others = left.profiles.filter((profile) => !taken.has(profile.name) && mayBringImages(profile, words));
  for (const { name, enables } of others.slice(0, MOST_TRIED)) {
    // One that enables an engine is run by itself, any other beside the profile of an engine.
    const tried = enables ? [[name]] : runs.map(({ plan }) => [...namesOf(plan), name]);
    const images = new Set<string>();
    for (const profiles of tried) for (const image of yield* imagesWith(profiles)) images.add(image);
    found.push({ what: "profile", name, profiles: tried[0]!, images });
  }
  return found;
}

/**
 * The same for a whole repository: each engine and profile once, and of its images those that no run looked at pulls. An
 * engine is named without any too: Podman, say. A profile that brings none is no news.
 */
export function notLookedAt(leftOut: readonly LeftOut[], pulls: readonly Pull[]): readonly NotLookedAt[] {
  const seen = imagesOf(pulls);
  const byName = Map.groupBy(leftOut, ({ what, name }) => `${what} ${name}`);
  return [...byName.values()].flatMap((same) => {
    const { what, name, profiles } = same[0]!;
    const only = new Set(same.flatMap((one) => [...one.images].filter((image) => !seen.has(image))));
    const images = only.size;
    return what === "profile" && images === 0 ? [] : [{ what, name, profiles, images }];
  });
}

function mayBringImages({ name, keys, includes }: Profile, words: ReadonlySet<string>): boolean {
  const isAskedFor = words.has("profile") && words.has(name);
  return includes || isAskedFor || [...keys].some((key) => words.has(key));
}

function namesOf({ scenario }: { readonly scenario: { readonly profiles: readonly string[] } }): readonly string[] {
  return scenario.profiles;
}

function imagesOf(pulls: readonly Pull[]): ReadonlySet<string> {
  return new Set(pulls.flatMap(({ called, canonical, image }) => (called === false ? [] : (canonical ?? image ?? []))));
}
