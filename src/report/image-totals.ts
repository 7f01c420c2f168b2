/** How many images there are of each kind: what charts draw and tables list. */
import type { Report } from "../model.ts";
import { PIN_STRENGTHS } from "../image/pin.ts";
import { whyNotJudged } from "./coverage.ts";
import type { ImageFacts } from "./facts.ts";

/** How many images there are of a kind. */
export type Bar = readonly [kind: string, images: number];

/** Every image that the run is to judge, by one of its traits. */
export interface Distribution {
  readonly title: string;
  /** What the kinds are: `Registry`. */
  readonly unit: string;
  readonly bars: readonly Bar[];
  /** All of them together. */
  readonly total: number;
}

/** By what was found, registry, pin, age and size. Each adds up to the number of images that the run is to judge. */
export function distributions(all: readonly ImageFacts[], report: Report): readonly Distribution[] {
  const { coverage, startedAt } = report;
  const images = toJudge(all);
  const open: Bar = [NO_NAME, Math.max(0, coverage.images - images.length)];
  const total = images.length + open[1];
  const by = (title: string, unit: string, bars: readonly Bar[]): Distribution => ({
    title,
    unit,
    bars: [...bars, ...(open[1] > 0 ? [open] : [])],
    total,
  });
  const ages = countBy(images, ({ known }) => ageOf(known?.created, startedAt));
  const pins = countBy(images, ({ pin }) => pin);
  return [
    { title: "By what was found", unit: "Worst finding", bars: outcomes(all, report), total },
    by("By registry", "Registry", largestFirst(countBy(images, ({ registry }) => registry))),
    by("How firmly the name is pinned", "Pin", inOrder(PIN_STRENGTHS, pins)),
    by("Age when this ran", "Built", inOrder([...AGES.map(([words]) => words), NO_AGE], ages)),
    by("Size to pull", "Size", inOrder([...SIZES.map(([words]) => words), NO_SIZE], countBy(images, sizeOf))),
  ];
}

/** What becomes of an image: the worst that was found of it. */
export type Outcome = (typeof OUTCOMES)[number];
const NO_NAME = "name not known before the run";
const OUTCOMES = ["error", "undecided", "warning", "notice", "not judged", NO_NAME, "nothing to say"] as const;

/** Of the images that the run is to judge, how many there are of each outcome. */
export function outcomes(
  all: readonly ImageFacts[],
  report: Pick<Report, "coverage">,
): readonly (readonly [Outcome, number])[] {
  const unjudged = whyNotJudged(report);
  const images = toJudge(all);
  const counts = countBy(images, ({ findings: [worst], image }): Outcome => {
    if (worst !== undefined) return worst.undecided === true ? "undecided" : worst.severity;
    return unjudged.has(image) ? "not judged" : "nothing to say";
  });
  const unnamed = Math.max(0, report.coverage.images - images.length);
  return OUTCOMES.map((outcome) => [outcome, outcome === NO_NAME ? unnamed : (counts.get(outcome) ?? 0)]);
}

/** Those that the run is to judge. */
export function toJudge(all: readonly ImageFacts[]): readonly ImageFacts[] {
  return all.filter(({ isLeftOut }) => !isLeftOut);
}

/** Which platforms are on offer, the most common one first. */
export function offeredPlatforms(images: readonly ImageFacts[]): readonly string[] {
  const offered = images.flatMap(({ platforms }) => [...new Set(platforms)]);
  return largestFirst(countBy(offered, (platform) => platform)).map(([platform]) => platform);
}

/** Images of which nothing but the registry is the same, the largest registry first. */
export function byRegistry(images: readonly ImageFacts[]): readonly (readonly [string, readonly ImageFacts[]])[] {
  return [...Map.groupBy(images, ({ registry }) => registry)].sort(([, a], [, b]) => b.length - a.length);
}

function countBy<T>(items: readonly T[], kindOf: (item: T) => string): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(items, kindOf)].map(([kind, own]) => [kind, own.length]));
}

const inOrder = (kinds: readonly string[], counts: ReadonlyMap<string, number>): Bar[] =>
  kinds.map((kind) => [kind, counts.get(kind) ?? 0]);

const largestFirst = (counts: ReadonlyMap<string, number>): Bar[] => [...counts].sort(([, a], [, b]) => b - a);

const DAY = 86_400_000;
const AGES = [
  ["under 90 days", 90],
  ["90 days to a year", 365],
  ["1 to 2 years", 730],
  ["2 to 5 years", 1_826],
  ["over 5 years", Number.POSITIVE_INFINITY],
] as const;
const NO_AGE = "not known";

/** What is dated before 1980 was built so that its date says nothing. */
function ageOf(created: string | undefined, now: string): string {
  const built = Date.parse(created ?? "");
  if (Number.isNaN(built) || built < Date.UTC(1980)) return NO_AGE;
  const days = (Date.parse(now) - built) / DAY;
  return AGES.find(([, below]) => days < below)?.[0] ?? NO_AGE;
}

const MIB = 1024 ** 2;
const SIZES = [
  ["under 100 MiB", 100 * MIB],
  ["100 to 500 MiB", 500 * MIB],
  ["500 MiB to 1 GiB", 1024 * MIB],
  ["1 to 5 GiB", 5120 * MIB],
  ["over 5 GiB", Number.POSITIVE_INFINITY],
] as const;
const NO_SIZE = "not known";

function sizeOf({ known }: ImageFacts): string {
  const bytes = known?.bytes;
  return bytes === undefined ? NO_SIZE : (SIZES.find(([, below]) => bytes < below)?.[0] ?? NO_SIZE);
}
