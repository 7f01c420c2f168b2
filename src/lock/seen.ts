/** What a run sees of its images, held against what was recorded of them. */
import { imageDrift, type Sighting } from "../drift/index.ts";
import { oldName, sightingOf } from "../drift/now.ts";
import type { DriftOf } from "../model.ts";
import { observe, type Seen } from "./observe.ts";

/** Each image that a run pulls as it sees it, beside the digest that it was recorded with. */
export function sightingsOf(seen: Seen, recorded: (image: string) => string | undefined): Map<string, Sighting> {
  const answers = Map.groupBy(seen.inspections, ({ request }) => request.image);
  return new Map(
    [...observe(seen).images].map(([image, { usage }]) => {
      const old = oldName(image, recorded(image)) ?? "";
      return [image, sightingOf(image, usage, answers.get(image) ?? [], answers.get(old))];
    }),
  );
}

/** What became of each image that was asked for. */
export function driftOf(seen: Seen, recorded: (image: string) => string | undefined): DriftOf {
  const asked = new Set(seen.inspections.map(({ request }) => request.image));
  const sightings = sightingsOf(seen, recorded);
  return (image, entry, times) => {
    const now = asked.has(image) ? sightings.get(image) : undefined;
    return now && imageDrift(image, entry, now, { times });
  };
}
