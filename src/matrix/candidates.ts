/** Images that may take the place of one that stops something: which they are, before anybody is asked whether they are there. */
import { normalPlatform } from "../image/platform.ts";
import { readPulledName } from "../image/written.ts";
import type { Mend, Pull } from "../model.ts";
import { canonicalName } from "../image/name.ts";
import { isOfSif } from "../policy/rules/halves.ts";
import type { Subject } from "../policy/rules/subject.ts";
import { isNamed, judgedName, placeOf } from "../pull.ts";
import { isSifEngine, type Stop } from "./blockers.ts";
import type { BuildsOf } from "./recipes.ts";
import type { Cell, Row } from "./rows.ts";

export interface Candidate extends Pick<Mend, "location"> {
  readonly how: Exclude<Mend["how"], "choose">;
  readonly name: string;
  /** The architecture that it is meant for; absent: whatever there is. */
  readonly architecture?: string;
  /** Its name is that of a build for this architecture, so that being there is enough. */
  readonly isByName?: true;
  /** It is told of where nobody was asked as well. */
  readonly isSure: boolean;
}

/** What Wave takes for one image of several architectures. */
export const BOTH = "linux/amd64,linux/arm64";

/** Of all processes that have the image, each once: modules may know of other images, and have other environments. */
export function candidatesFor(stop: Stop, rows: readonly Row[], buildsOf: BuildsOf): readonly Candidate[] {
  const found = stop.cells.flatMap((cell) =>
    stop.stops === stop.architecture
      ? forArchitecture(cell.subject, stop.stops, buildsOf)
      : forEngine(stop, cell, { rows, buildsOf }),
  );
  const inOrder = found.toSorted((a, b) => ORDER.indexOf(a.how) - ORDER.indexOf(b.how));
  // A name that the metadata declares may be that of the build, too: it is told of once, as what is the least work.
  const unique = new Map(inOrder.toReversed().map((one) => [one.name, one]));
  return [...unique.values()].toReversed();
}

/** What is the least work first. */
const ORDER: readonly Candidate["how"][] = ["declared", "tag", "convert", "build", "both"];

function forArchitecture(subject: Subject, architecture: string, buildsOf: BuildsOf): readonly Candidate[] {
  const engine = isOfSif(subject) && subject.isSif ? "singularity" : "docker";
  const builds = (platform: string, how: "build" | "both"): readonly Candidate[] =>
    buildsOf(subject, platform, engine).map((build) => ({ ...build, how, architecture, isByName: true }));
  const isOfBoth = BOTH.split(",").includes(architecture) && engine === "docker";
  return [
    ...declaredFor(subject, { architecture, isSif: engine === "singularity" }),
    ...tagOf(subject, architecture),
    ...builds(architecture, "build"),
    ...(isOfBoth ? builds(BOTH, "both") : []),
  ];
}

/** Whatever the architecture: the other half where Singularity is stopped, and builds for the usual one. */
function forEngine(
  { stops }: Stop,
  cell: Cell,
  { rows, buildsOf }: { readonly rows: readonly Row[]; readonly buildsOf: BuildsOf },
): readonly Candidate[] {
  const { subject } = cell;
  const isSif = isSifEngine(stops);
  // Another process may have another image for Docker beside the same one for Singularity.
  const halves = isSif ? rows.filter(({ cells }) => cells.includes(cell)) : [];
  const converted = halves.flatMap(({ cells }) =>
    cells.flatMap(({ subject: other, shown }): Candidate[] => {
      const isUsable = !isOfSif(other) && shown.image !== null && other.from === "registry";
      const stopsAll = [...shown.architectures.values()].every(({ verdict }) => verdict === "stops");
      return isUsable && !stopsAll ? [{ how: "convert", name: other.image, isSure: true }] : [];
    }),
  );
  const architecture = subject.platform ?? "linux/amd64";
  const builds = buildsOf(subject, architecture, isSif ? "singularity" : "docker");
  return [
    ...declaredFor(subject, { architecture, isSif }),
    ...converted.slice(0, 1),
    ...builds.map((build) => ({ ...build, how: "build" as const, architecture, isByName: true as const })),
  ];
}

/** What metadata of its module has for the architecture. */
function declaredFor(
  subject: Subject,
  { architecture, isSif }: { readonly architecture: string; readonly isSif: boolean },
): readonly Candidate[] {
  const fitting = subject.declared.filter(
    (pull) =>
      isNamed(pull) &&
      pull.platform !== null &&
      normalPlatform(pull.platform) === architecture &&
      isSifEngine(pull.engine) === isSif &&
      judgedName(pull) !== subject.image,
  );
  return fitting.map((pull) => ({
    how: "declared" as const,
    name: nameOf(pull),
    architecture,
    isSure: true,
    location: placeOf(pull),
  }));
}

function nameOf(pull: Pull): string {
  return pull.image ?? pull.written;
}

/** A digest may be of one platform where the tag has more. */
function tagOf({ name, isSif }: Subject, architecture: string): readonly Candidate[] {
  if (isSif || name?.tag === undefined || name.digest === undefined) return [];
  const { registry, repository, tag } = name;
  return [{ how: "tag", name: canonicalName({ registry, repository, tag }), architecture, isSure: false }];
}

/** The name by which registries and servers are asked; undefined where there is nobody to ask. */
export function askedName(name: string): string | undefined {
  const read = readPulledName(name, undefined);
  if (read.kind === "registry") return read.canonical;
  return read.kind === "download" ? name : undefined;
}
