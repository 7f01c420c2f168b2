/** For which platforms the images of each process, stage and service are offered. */
import type { Pull } from "../model.ts";
import { normalPlatform } from "../image/platform.ts";
import { placeOf } from "../pull.ts";
import type { ImageFacts } from "./facts.ts";
import { offeredPlatforms } from "./image-totals.ts";

/** `other`: it is asked for another platform. */
export type Offer = "offered" | "missing" | "unknown" | "other";

export interface PlatformRow {
  /** A process, or a stage or service with its file. */
  readonly user: string;
  readonly engines: readonly string[];
  /** Of which this is said, where the images of one user differ; else none. */
  readonly images: readonly string[];
  /** One for each platform of the grid. */
  readonly offers: readonly Offer[];
}

export interface PlatformGrid {
  readonly platforms: readonly string[];
  /** Those that miss a usual platform first, then those of which that is not known. */
  readonly rows: readonly PlatformRow[];
}

const USUAL = ["linux/amd64", "linux/arm64"];
const MOST_PLATFORMS = 6;

/** No rows where no registry told of any platform. */
export function platformGrid(images: readonly ImageFacts[]): PlatformGrid {
  const offered = offeredPlatforms(images);
  const platforms = [...new Set([...USUAL, ...offered])].slice(0, MOST_PLATFORMS);
  if (offered.length === 0) return { platforms, rows: [] };
  const uses = images.flatMap((facts) => facts.pulls.map((pull) => useOf(pull, facts, platforms)));
  const rows = [...Map.groupBy(uses, ({ user }) => user)].flatMap(([user, own]) => rowsOf(user, own));
  return { platforms, rows: rows.toSorted((a, b) => rankOf(a) - rankOf(b)) };
}

interface Use {
  readonly user: string;
  readonly engine: string | null;
  readonly image: string;
  readonly offers: readonly Offer[];
}

function useOf(pull: Pull, facts: ImageFacts, platforms: readonly string[]): Use {
  const asked = pull.platform === null ? null : normalPlatform(pull.platform);
  return {
    user: userOf(pull),
    engine: pull.engine,
    image: facts.image,
    offers: platforms.map((platform) => (asked !== null && asked !== platform ? "other" : offerOf(facts, platform))),
  };
}

/** Stages and services of two files may have the same name. */
function userOf(pull: Pull): string {
  if (pull.process !== undefined) return pull.process;
  const { context, file } = placeOf(pull);
  return `${pull.stage ?? context.service ?? pull.source} (${file})`;
}

function offerOf({ platforms, asked }: ImageFacts, platform: string): Offer {
  if (platforms.includes(platform)) return "offered";
  const own = asked.find(({ request }) => request.platform === platform)?.failure?.state;
  if (own === "platform-missing") return "missing";
  // Nobody tells of a single image through Wave for which variant of a platform it is.
  return platforms.length === 0 || own === "unsupported" ? "unknown" : "missing";
}

/** One row where all of its images are offered alike. */
function rowsOf(user: string, uses: readonly Use[]): PlatformRow[] {
  const kinds = [...Map.groupBy(uses, ({ offers }) => offers.join()).values()];
  return kinds.map((own) => ({
    user,
    engines: [...new Set(own.flatMap(({ engine }) => engine ?? []))],
    images: kinds.length === 1 ? [] : [...new Set(own.map(({ image }) => image))],
    offers: own[0]!.offers,
  }));
}

/** By the platforms that most people have: on the others most images are missing. */
function rankOf({ offers }: PlatformRow): number {
  const usual = new Set(offers.slice(0, USUAL.length));
  if (usual.has("missing")) return 0;
  return usual.has("unknown") ? 1 : 2;
}
