/** What an image is, from all that was answered about it; and whether two of these can be the same image. */
import { isDigest } from "./grammar.ts";
import { fileFacts, sifLayer } from "./sif.ts";
import { normalPlatform } from "./platform.ts";
import { readPulledName } from "./written.ts";
import type {
  ContainerSpec,
  Descriptor,
  Inspection,
  LockedContent,
  LockedFile,
  LockedLayer,
  LockedPlatform,
} from "../model.ts";
import { sha256 } from "../text/sha256.ts";
import { defined } from "../text/json.ts";

/** Longer texts of images are kept by their sum: nobody reads them, and a stranger may have made them as long as it likes. */
const LONGEST = 4_000;

/**
 * What the answers about one image say that it is; undefined where they say neither digest nor file.
 *
 * @param answers Of one image, for any platforms.
 */
export function contentOf(name: string, answers: readonly Inspection[]): LockedContent | undefined {
  const digest = digestOf(answers);
  const file = fileOf(name, answers);
  if (digest === undefined) return file && { file };
  const own = answers.filter((one) => one.digest === digest);
  const artifact = filled(own.find((one) => one.artifact !== undefined)?.artifact);
  const platforms = artifact === undefined ? platformsIn(own) : undefined;
  return defined({ digest, mediaType: mediaTypeOf(own, digest), artifact, platforms, file });
}

/** Of several the one of which the most is known: the name may have moved while it was asked for. */
function digestOf(answers: readonly Inspection[]): string | undefined {
  const known = answers.filter(({ digest = "" }) => isDigest(digest));
  return (known.findLast(({ answer }) => answer !== undefined) ?? known[0])?.digest;
}

/** A digest that a stranger states, where it is one. */
function sound(digest: string | undefined): string | undefined {
  return digest !== undefined && isDigest(digest) ? digest : undefined;
}

function mediaTypeOf(answers: readonly Inspection[], digest: string): string | undefined {
  const types = answers.map(({ answer }) => {
    if (answer === undefined) return undefined;
    if ("index" in answer) return answer.index.mediaType;
    return answer.container.digest === digest ? answer.container.manifest.mediaType : undefined;
  });
  return types.map(filled).find((type) => type !== undefined);
}

/** Those that the index lists, each with its first entry, and over them what was read of single ones. */
function platformsIn(answers: readonly Inspection[]): ReadonlyMap<string, LockedPlatform> | undefined {
  const names = answers.find((one) => one.platforms !== undefined)?.platforms?.map(normalPlatform);
  if (names === undefined) return undefined;
  const platforms = new Map<string, LockedPlatform>(names.map((name) => [name, {}]));
  for (const { answer } of answers) {
    if (answer === undefined || !("index" in answer)) continue;
    for (const { platform, digest, mediaType } of (answer.index.manifests ?? []).toReversed()) {
      const name = platformName(platform);
      if (name !== undefined && platforms.has(name))
        platforms.set(name, defined({ digest: sound(digest), mediaType: filled(mediaType) }));
    }
  }
  for (const one of answers) {
    if (one.answer === undefined || !("container" in one.answer)) continue;
    const name = one.evidence.indexDigest === undefined ? names[0] : one.request.platform;
    if (name !== null && name !== undefined) platforms.set(normalPlatform(name), platformOf(one.answer.container));
  }
  return platforms;
}

function platformName(
  platform: { readonly architecture?: string; readonly os?: string; readonly variant?: string } = {},
): string | undefined {
  const { os = "", architecture = "", variant = "" } = platform;
  if (os === "" || architecture === "") return undefined;
  return normalPlatform([os, architecture, ...(variant === "" ? [] : [variant])].join("/"));
}

function platformOf({ digest, manifest, config }: ContainerSpec): LockedPlatform {
  const { user, entrypoint, cmd, workingDir, env = [] } = config.config;
  const path = env.find((variable) => variable.startsWith("PATH="))?.slice("PATH=".length);
  return defined({
    digest: sound(digest),
    mediaType: filled(manifest.mediaType),
    config: sound(manifest.config?.digest),
    created: filled(config.created),
    entrypoint: entrypoint?.map(bounded),
    cmd: cmd?.map(bounded),
    user: filled(user),
    path: filled(path),
    workdir: filled(workingDir),
    layers: manifest.layers?.flatMap(layerOf),
  });
}

function layerOf({ digest, size }: Descriptor): LockedLayer | [] {
  const layer = sound(digest);
  return layer === undefined ? [] : { digest: layer, ...(Number.isSafeInteger(size) && { size: Number(size) }) };
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : bounded(text);
}

function bounded(text: string): string {
  return text.length <= LONGEST ? text : `sha256:${sha256(text)} of ${text.length} characters`;
}

/** That a platform is not on offer is an answer: what is on offer is known then. */
export function isTrouble({ failure }: Inspection): boolean {
  return failure !== undefined && failure.state !== "platform-missing";
}

function fileOf(name: string, answers: readonly Inspection[]): LockedFile | undefined {
  const download = answers.find((one) => one.download !== undefined)?.download;
  return download && defined({ ...fileFacts(download), sha256: sha256OfFile(name, answers) });
}

/** As the manifest of the artifact has it, or the URL itself. */
function sha256OfFile(name: string, answers: readonly Inspection[]): string | undefined {
  for (const { answer } of answers) {
    if (answer === undefined || !("container" in answer)) continue;
    const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(sifLayer(answer.container.manifest.layers)?.digest ?? "") ?? [];
    if (hex !== undefined) return hex;
  }
  const read = readPulledName(name, undefined);
  return read.kind === "download" ? read.sha256 : undefined;
}

// ── Two of these ────────────────────────────────────────────────────────────

/** Whether all that is known on both sides is equal: then one of them may only know more. */
export function agree(one: LockedContent, other: LockedContent): boolean {
  if ((one.digest === undefined) !== (other.digest === undefined)) return false;
  const { platforms, file, ...rest } = one;
  if (!agreeInFields(rest, other) || !agreeInFields(file ?? {}, other.file ?? {})) return false;
  if (platforms === undefined || other.platforms === undefined) return true;
  return [...platforms].every(([name, platform]) => {
    const others = other.platforms?.get(name) ?? {};
    // Of a configuration that was read, what is absent is known to be.
    if (platform.config !== undefined && others.config !== undefined) return areEqual(platform, others);
    return agreeInFields(platform, others);
  });
}

function agreeInFields(one: object, other: object): boolean {
  const others = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).every(([key, value]) => !others.has(key) || areEqual(value, others.get(key)));
}

function areEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/** Fields in one order: the same platform may come from a file and from a registry. */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** All that is known of one image, where two parts of it agree. */
export function together(first: LockedContent, more: LockedContent): LockedContent {
  const names = new Set([...(first.platforms?.keys() ?? []), ...(more.platforms?.keys() ?? [])]);
  const platforms = new Map(
    [...names].map((name) => [name, { ...more.platforms?.get(name), ...first.platforms?.get(name) }]),
  );
  const file = first.file && { ...more.file, ...first.file };
  return {
    ...more,
    ...first,
    ...(platforms.size > 0 && { platforms }),
    ...(file !== undefined && { file }),
  };
}
