/** What every surface says, counts and sorts of an image. */
import type { Coverage, Finding, PinStrength, Pull, Report } from "../model.ts";
import { isOpen } from "../finding.ts";
import { pinOfName } from "../image/pin.ts";
import { readPulledName, type WrittenName } from "../image/written.ts";
import { isRun, judgedName } from "../pull.ts";
import { type ImageRow, imageRows } from "./images.ts";

/** One image of the list, with what its row is found by. */
export interface ImageFacts extends ImageRow {
  readonly pin: PinStrength;
  /** Host of the registry or of the server; in words where there is none. */
  readonly registry: string;
  /** In a word: `answered`, `not asked`, how asking failed. */
  readonly state: string;
  /** It is none of the images that are to be judged. */
  readonly isLeftOut: boolean;
  /** `linux/amd64`. */
  readonly platforms: readonly string[];
  /** Those that count, worst first. */
  readonly findings: readonly Finding[];
}

/** Of every image that has a name, in the order of the scan. */
export function factsOf(report: Report): ImageFacts[] {
  const isOut = leftOutBy(report.coverage);
  const found = findingsByImage(report.findings);
  return imageRows(report).map((row) => {
    const { image, pulls, asked, known } = row;
    const name = nameOf(pulls[0]!);
    return {
      ...row,
      pin: pinOfName(name).pin,
      registry: registryOf(name),
      state: known?.failure ?? (known === undefined ? (pulls.some(isRun) ? "not asked" : "not run") : "answered"),
      isLeftOut: pulls.every(isOut),
      platforms: asked.find((one) => one.platforms !== undefined)?.platforms ?? [],
      findings: found.get(image) ?? [],
    };
  });
}

/** Whether a pull is none of those that are to be judged. */
export function leftOutBy({ leftOut }: Coverage): (pull: Pull) => boolean {
  const reasons = new Set(leftOut.map(({ reason }) => reason));
  return ({ called, reachable }) =>
    (called === false && reasons.has("uncalled")) || (reachable === false && reasons.has("unreachable"));
}

/** Those that count, by the name that is judged; one that is about several images stands at each. */
function findingsByImage(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byImage = new Map<string, Finding[]>();
  for (const finding of findings.filter(isOpen)) {
    for (const image of new Set(finding.pulls.map(judgedName))) {
      const own = byImage.get(image);
      if (own === undefined) byImage.set(image, [finding]);
      else own.push(finding);
    }
  }
  return byImage;
}

function nameOf({ image, written, canonical }: Pull): WrittenName {
  return readPulledName((image ?? written).trim(), canonical);
}

function registryOf(name: WrittenName): string {
  if (name.kind === "registry") return name.name.registry;
  if (name.kind === "download") return name.url.host;
  if (name.kind === "library") return `${name.scheme}://`;
  return name.kind === "local" ? "a file" : "no image name";
}
