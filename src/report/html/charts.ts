/** Charts of the images to judge: each a table whose numbers are drawn as well, so that the numbers are the text of the drawing. */
import type { Report } from "../../model.ts";
import { PIN_STRENGTHS } from "../../image/pin.ts";
import { grouped } from "../../text/units.ts";
import { escapeHtml } from "./escape.ts";
import type { ImageFacts } from "./facts.ts";

/** How many images there are of a kind. */
type Bar = readonly [kind: string, images: number];

/** Every chart adds up to the number of images that the run is to judge. */
export function charts(all: readonly ImageFacts[], { coverage, startedAt }: Report): string {
  const images = all.filter(({ isLeftOut }) => !isLeftOut);
  const open: Bar = ["name not known before the run", Math.max(0, coverage.images - images.length)];
  const total = images.length + open[1];
  const bars = (title: string, counted: readonly Bar[], unit: string): string =>
    figure(title, [...counted, ...(open[1] > 0 ? [open] : [])], total, unit);
  const age = ({ known }: ImageFacts): string => ageOf(known?.created, startedAt);
  return [
    bars("By registry", largestFirst(countBy(images, ({ registry }) => registry)), "Registry"),
    bars(
      "How firmly the name is pinned",
      inOrder(
        PIN_STRENGTHS,
        countBy(images, ({ pin }) => pin),
      ),
      "Pin",
    ),
    bars("Age when this ran", inOrder([...AGES.map(([words]) => words), NO_AGE], countBy(images, age)), "Built"),
    bars("Size to pull", inOrder([...SIZES.map(([words]) => words), NO_SIZE], countBy(images, sizeOf)), "Size"),
    platformGrid(images),
  ].join("");
}

function countBy(images: readonly ImageFacts[], kindOf: (image: ImageFacts) => string): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(images, kindOf)].map(([kind, own]) => [kind, own.length]));
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

function figure(title: string, bars: readonly Bar[], total: number, unit: string): string {
  const most = Math.max(1, ...bars.map(([, images]) => images));
  const rows = bars.map(
    ([kind, images]) =>
      `<tr><th scope="row">${escapeHtml(kind)}</th><td class="number">${grouped(images)}</td><td class="bar">${bar(images / most)}</td></tr>`,
  );
  return `<figure><table><caption>${title} <span>${grouped(total)} images</span></caption><thead class="unseen"><tr><th scope="col">${unit}</th><th scope="col">Images</th><td></td></tr></thead><tbody>${rows.join("")}</tbody></table></figure>\n`;
}

/** `share`: of the longest. The number beside it says the same in text. */
function bar(share: number): string {
  return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${(share * 100).toFixed(1)}" height="10"/></svg>`;
}

/** For how many images of each registry each platform is offered. */
function platformGrid(images: readonly ImageFacts[]): string {
  const known = images.filter(({ platforms }) => platforms.length > 0);
  if (known.length === 0) return "";
  const platforms = largestFirst(
    new Map(
      [
        ...Map.groupBy(
          known.flatMap((image) => [...new Set(image.platforms)]),
          (platform) => platform,
        ),
      ].map(([platform, own]) => [platform, own.length]),
    ),
  ).map(([platform]) => platform);
  const rows = [...Map.groupBy(known, ({ registry }) => registry)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([registry, own]) => {
      const cells = platforms.map((platform) => {
        const offered = own.filter((image) => image.platforms.includes(platform)).length;
        return `<td>${square(offered / own.length)}${grouped(offered)} of ${grouped(own.length)}</td>`;
      });
      return `<tr><th scope="row">${escapeHtml(registry)}</th>${cells.join("")}</tr>`;
    });
  const head = platforms.map((platform) => `<th scope="col">${escapeHtml(platform)}</th>`).join("");
  return `<figure class="grid"><div class="wide" role="region" aria-label="Platforms by registry" tabindex="0"><table><caption>Platforms on offer <span>${grouped(known.length)} images whose platforms are known</span></caption><thead><tr><th scope="col">Registry</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div></figure>\n`;
}

/** Filled as far as the share goes, from below. */
function square(share: number): string {
  const height = (share * 10).toFixed(1);
  return `<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="empty" width="10" height="10"/><rect y="${(10 - share * 10).toFixed(1)}" width="10" height="${height}"/></svg>`;
}
