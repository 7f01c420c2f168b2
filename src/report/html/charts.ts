/** Charts of the images to judge: each a table whose numbers are drawn as well, so that the numbers are the text of the drawing. */
import type { Report } from "../../model.ts";
import { grouped } from "../../text/units.ts";
import type { ImageFacts } from "../facts.ts";
import { byRegistry, type Distribution, distributions, offeredPlatforms, toJudge } from "../image-totals.ts";
import { escapeHtml } from "./escape.ts";

export function charts(all: readonly ImageFacts[], report: Report): string {
  return [...distributions(all, report).map(figure), platformGrid(toJudge(all))].join("");
}

function figure({ title, unit, bars, total }: Distribution): string {
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
  const platforms = offeredPlatforms(known);
  const rows = byRegistry(known).map(([registry, own]) => {
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
