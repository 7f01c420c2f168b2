/** What is asked of registries about the two images of a process, and what is known of them. */
import { normalPlatform } from "../../image/platform.ts";
import type { Pull, TwinProof } from "../../model.ts";
import { meantName } from "../../pull.ts";
import type { TwinContext, TwinFacts } from "../../recipe/twin-pair.ts";
import { compareTwins, registryNames } from "../../recipe/twins.ts";
import { isOfSif } from "./halves.ts";
import {
  type Facts,
  factsOf,
  type OfEnvironment,
  type Question,
  requestName,
  type Subject,
  type WantedImage,
} from "./subject.ts";

/**
 * Of Singularity's half the header of the SIF, and the manifest of each name under which a registry may keep what lies behind its
 * URL; of Docker's half the platforms that it offers, where its name does not say them.
 */
export function twinQuestions(image: WantedImage): readonly Question[] {
  const others = image.beside?.ofTask.filter((pull) => isOther(image, pull)) ?? [];
  if (others.length === 0) return [];
  if (!isOfSif(image)) return isToldByHash(image) ? [] : [WHOLE];
  const context = contextOf(image);
  const names = others.flatMap((pull) => registryNames(twinsOf(pull, image.pull), context(pull)));
  return [
    ...(requestName(image) === undefined ? [] : [image.isSif ? { ...WHOLE, ofFile: "header" as const } : WHOLE]),
    ...[...new Set(names)].map((of) => ({ ...WHOLE, of, ofFile: "kind" as const, orAbsent: true as const })),
  ];
}

/** Whether its name says for which platforms it is. */
function isToldByHash({ pull, beside, name: read }: WantedImage): boolean {
  const name = meantName(pull);
  return (
    read?.digest === undefined &&
    /[0-9a-f]{16}$/.test(name) &&
    beside?.environment()?.prove(name).platform !== undefined
  );
}

const WHOLE: Question = { platform: null, need: "platforms" };

/** Whether a pull is of the other kind of engine. */
function isOther(image: WantedImage, pull: Pull): boolean {
  return pull.engine !== null && pull.image !== null && isOfSif({ pull }) !== isOfSif(image);
}

/** How far it is known that the two are the same thing. */
export function proveTwins(sif: Subject, docker: Subject): TwinProof {
  const known = new Map<string, Facts | undefined>();
  for (const [name, knowledge] of sif.others)
    known.set(name, knowledge.state === "asked" ? knowledge.facts : undefined);
  for (const one of [docker, sif]) known.set(one.pull.canonical ?? meantName(one.pull), factsOf(one));
  const facts = (name: string): TwinFacts | undefined => twinFacts(known.get(name));
  return compareTwins(twinsOf(docker.pull, sif.pull), { ...contextOf(sif)(docker.pull), factsOf: facts });
}

function twinsOf(docker: Pull, sif: Pull): Parameters<typeof compareTwins>[0] {
  return { docker: meantName(docker), singularity: meantName(sif) };
}

/** What the files say of a pair of which this is Singularity's half. */
function contextOf({ beside, platform }: WantedImage): (docker: Pull) => TwinContext {
  const { declared = [] } = beside ?? {};
  const images = declared.map((pull) => ({
    image: meantName(pull),
    platform: pull.platform === null ? null : normalPlatform(pull.platform),
  }));
  return (docker) => ({
    declared: images,
    platform,
    prove: (image) => beside?.environment()?.prove(image),
    predicted: () => sifNamesOf(meantName(docker), beside?.environment()),
  });
}

/** None where Docker's name is of something else than the environment as it stands. */
function sifNamesOf(docker: string, environment: OfEnvironment | undefined): readonly string[] {
  return environment?.prove(docker).verdict === "recomputed" ? environment.sifNames(docker) : [];
}

function twinFacts(facts: Facts | undefined): TwinFacts | undefined {
  if (facts === undefined) return undefined;
  const { sif, digest, platforms, artifact, download } = facts;
  const isBroken = [...facts.byPlatform.values()].some(({ failure }) => failure?.state === "malformed");
  const held = typeof sif === "string" ? /^sha256:([0-9a-f]{64})$/.exec(sif)?.[1] : sif;
  const isImage = artifact === undefined && download === undefined;
  return {
    ...((facts.exists === false || isBroken) && { isAbsent: true as const }),
    ...(held !== undefined && { sif: held }),
    ...(isImage && digest !== undefined && { digest }),
    ...(platforms !== undefined && { platforms }),
  };
}
