/** Whether the images of a process for Docker and for Singularity are the same thing: the chain between them, link by link. */
import { namedBuild } from "../image/named-build.ts";
import { normalPlatform } from "../image/platform.ts";
import { readWrittenName, withoutDockerScheme } from "../image/written.ts";
import type { RecipeProof, TwinLink, TwinProof } from "../model.ts";
import { isConfirmed, isOneRequest, isRefuted } from "./proofs.ts";
import { asAsked, digestOf, readTwins, type TwinContext, type TwinPair, type Twins } from "./twin-pair.ts";

/** How each link is called. */
export const twinLinks: Readonly<Record<TwinLink, string>> = {
  "environment-docker": "environment → Docker's name",
  "environment-singularity": "environment → Singularity's name",
  names: "Docker's name → Singularity's name",
  "manifest-sif": "Singularity's name → SIF in its manifest",
  "sif-path": "SIF in the manifest → path of the URL",
  architecture: "header of the SIF → platform",
};

/**
 * The first link that is broken, else how much of the chain is known to hold. Only what is certain makes two images different: a
 * hash that matches nothing, a name that is not there and a question that nobody answered do not.
 */
export function compareTwins(twins: Twins, context: TwinContext = {}): TwinProof {
  const pair = readTwins(twins, context);
  for (const link of CHAIN) {
    const told = link(pair);
    if (told !== undefined) return told;
  }
  return conclusion(pair);
}

/**
 * The names in registries under which the SIF of a URL may be kept, as registries are asked for them: what the metadata declares
 * beside that URL or for the platform of Docker's half, else what Wave calls it. Empty where the image is no URL with a digest.
 */
export function registryNames(twins: Twins, context: TwinContext): readonly string[] {
  const sif = readWrittenName(twins.singularity);
  if (sif.kind !== "download" || sif.sha256 === undefined) return [];
  return readTwins(twins, context).holders.map(asAsked);
}

// ── The links ───────────────────────────────────────────────────────────────

type Link = (pair: TwinPair) => TwinProof | undefined;

/** One image, whatever its names are; `oras://` pulls no image. */
const digests: Link = ({ twins, docker, sif, factsOf }) => {
  if (sif.kind !== "registry" || sif.scheme === "oras") return undefined;
  const mine = digestOf(docker) ?? factsOf(twins.docker)?.digest;
  const other = digestOf(sif) ?? factsOf(twins.singularity)?.digest;
  return mine !== undefined && mine === other ? { answer: "proven", detail: `both are ${mine}` } : undefined;
};

const environment: Link = ({ twins, name, ofDocker, ofName }) => {
  if (ofDocker === undefined || ofName === undefined) return undefined;
  if (isConfirmed(ofDocker) && ofDocker.engine === "singularity" && twins.docker !== withoutDockerScheme(name ?? ""))
    return different("environment-docker", `${twins.docker} has the id of a SIF, and is no image`);
  if (isRefuted(ofDocker) && isConfirmed(ofName))
    return different("environment-docker", `${name} is made from the environment; ${ofDocker.detail}`);
  if (isConfirmed(ofDocker) && isRefuted(ofName))
    return different("environment-singularity", `Docker's is made from the environment; ${name}: ${ofName.detail}`);
  return undefined;
};

const names: Link = ({ twins, name, agree, ofDocker, ofName, platform }) => {
  if (isConfirmed(ofDocker) && isConfirmed(ofName)) {
    const [mine, other] = [platformsOf(ofDocker), platformsOf(ofName)];
    if (mine === undefined || other === undefined) return undefined;
    const built = `Docker's is built for ${mine.join(",")}, ${name} for ${other.join(",")}`;
    if (!overlap(mine, other)) return different("names", built);
    const isOfOne = platform !== null && mine.includes(platform) !== other.includes(platform);
    return isOfOne ? different("names", `${built}, and ${platform} is asked for`) : undefined;
  }
  if (agree !== false) return undefined;
  return different("names", name === twins.singularity ? NAMES : `${NAMES}: Singularity's is ${name}`);
};

const NAMES = "their names are of two builds";

const manifest: Link = ({ name, holders, factsOf, ofName }) => {
  if (name === undefined || !holders.includes(name)) return undefined;
  const held = factsOf(name)?.sif;
  if (isConfirmed(ofName) && ofName.engine === "docker" && held == null)
    return different("manifest-sif", `${name} has the id of an image, and no SIF`);
  return held === null ? different("manifest-sif", `the manifest of ${name} holds no SIF`) : undefined;
};

const path: Link = ({ twins, sif, name, holder, factsOf }) => {
  if (sif.kind !== "download" || sif.sha256 === undefined) return undefined;
  const begin = sif.sha256.slice(0, 2);
  const [, folder = begin] = STORAGE.exec(sif.url.pathname) ?? [];
  if (folder.toLowerCase() !== begin)
    return {
      ...different("sif-path", `no registry keeps ${twins.singularity}: in place of ${folder} it has to be ${begin}`),
      expected: sif.sha256,
    };
  const held = name === undefined ? undefined : factsOf(name)?.sif;
  if (holder !== undefined || held == null) return undefined;
  const detail = `${name} holds the SIF sha256:${held}, the URL is of sha256:${sif.sha256}`;
  return { ...different("sif-path", detail), expected: held };
};

/** Where CNCF's distribution keeps a blob: in a folder that is called as its digest begins. */
const STORAGE = /\/docker\/registry\/v2\/blobs\/sha256\/([^/]+)\/[0-9a-f]{64}(?:\/|$)/i;

const architecture: Link = ({ twins, factsOf, ofDocker, ofName, name, holder, platform }) => {
  const own = factsOf(twins.singularity)?.platforms ?? (holder === undefined ? undefined : factsOf(holder)?.platforms);
  // The index of an image that Singularity converts says what there is, and no more than that.
  if (own?.length !== 1) return undefined;
  const told = `the SIF is for ${own.join("")}`;
  const named = platformsOf(ofName);
  if (named !== undefined && !overlap(own, named))
    return different("architecture", `${told}, and ${name} is built for ${named.join(",")}`);
  const offered = factsOf(twins.docker)?.platforms ?? platformsOf(ofDocker);
  if (offered !== undefined && offered.length > 0 && !overlap(own, offered))
    return different("architecture", `${told}, Docker's image for ${offered.join(", ")}`);
  // What neither half has is no difference between them.
  if (platform === null || own.includes(platform) || offered?.includes(platform) === false) return undefined;
  return different("architecture", `${told}, and ${platform} is asked for`);
};

const CHAIN: readonly Link[] = [digests, environment, names, manifest, path, architecture];

// ── What holds ──────────────────────────────────────────────────────────────

function conclusion(pair: TwinPair): TwinProof {
  const { sif, agree, holder, name } = pair;
  if (isMade(pair)) {
    if (sif.kind === "registry") return { answer: "proven", detail: MADE };
    if (holder !== undefined) return { answer: "proven", detail: `${MADE}, and ${holder} holds the SIF of the URL` };
    if (name !== undefined)
      return { answer: "same-by-name", detail: `${MADE}; that the URL is of ${name} is declared only` };
  }
  if (agree === true) return { answer: "same-by-name", detail: agreement(pair) };
  return { answer: "not-comparable", detail: whyNot(pair) };
}

const MADE = "both are recomputed from the environment (a match proves what was asked of Wave, not the bytes)";

/** Whether both halves are of one request, as far as the hashes of Wave tell, and nobody has said that one is not there. */
function isMade({ twins, name, ofDocker, ofName, factsOf }: TwinPair): boolean {
  if (!isConfirmed(ofDocker) || !isConfirmed(ofName)) return false;
  if ([twins.docker, twins.singularity, name ?? ""].some((one) => factsOf(one)?.isAbsent === true)) return false;
  return [ofDocker, ofName].every(({ by }) => by === "wave-hash") && isOneRequest(ofDocker, ofName);
}

function agreement({ twins, docker, sif, name, holder, ofDocker, ofName }: TwinPair): string {
  const isOfWave = [docker, sif].some((one) => namedBuild(one)?.origin === "wave") || name !== twins.singularity;
  const what = isOfWave ? "package and version agree" : "name, version and build agree";
  const isHashed = [ofDocker, ofName].every((proof) => isConfirmed(proof) && proof.by === "mulled-hash");
  const hashed = isHashed ? ", and the hash of mulled-v2 is that of the environment" : "";
  if (name === twins.singularity) return `${what}${hashed}`;
  return holder === undefined
    ? `${what}; that the URL is of ${name} is declared only`
    : `${what}, and ${holder} holds the SIF of the URL`;
}

function whyNot({ sif, name, holders, factsOf }: TwinPair): string {
  if (sif.kind !== "download" || name !== undefined)
    return sif.kind === "download" && namedBuild(sif) === undefined && holders.length === 0
      ? "the URL does not say which image its file is of"
      : "the two names cannot be compared";
  if (holders.length === 0) return "the URL has a digest, and nothing says which image it is of";
  const isAsked = holders.some((holder) => factsOf(holder) !== undefined);
  return isAsked
    ? "no name that Wave gives to the environment holds the SIF of the URL"
    : "nobody was asked which image the URL is of";
}

/** For which Wave was asked for it, where a hash tells. */
function platformsOf(proof: RecipeProof | undefined): readonly string[] | undefined {
  return isConfirmed(proof) ? proof.platform?.split(",") : undefined;
}

// ── Words ───────────────────────────────────────────────────────────────────

function different(link: TwinLink, detail: string): TwinProof {
  return { answer: "different", link, detail };
}

function overlap(some: readonly string[], others: readonly string[]): boolean {
  const all = new Set(others.map(normalPlatform));
  return some.some((one) => all.has(normalPlatform(one)));
}
