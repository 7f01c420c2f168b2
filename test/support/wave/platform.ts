/** Platforms as Wave reads and compares them. */
import { arrayOf, isObject, objectOf } from "../json.ts";
import { mediaTypes } from "../registry/images.ts";
import { crash, refuse } from "./refusal.ts";

export interface WavePlatform {
  readonly os: string;
  readonly arch: string;
  readonly variant: string | undefined;
}

const architectures: Readonly<Record<string, string>> = {
  amd64: "amd64",
  x86_64: "amd64",
  "x86-64": "amd64",
  arm64: "arm64",
  aarch64: "arm64",
  arm: "arm",
};

const variantOf = (arch: string, variant: string | undefined): string | undefined => {
  if (arch === "arm64" && (variant === "8" || variant === "v8")) return undefined;
  if (arch !== "arm") return variant;
  if (variant === undefined || variant === "7") return "v7";
  return /^[568]$/u.test(variant) ? `v${variant}` : variant;
};

export const refuseList = (text: string | undefined): void => {
  if (text?.includes(",") !== true) return;
  throw refuse(400, `Container multi-platform architecture not allowed - offending value: ${text}`);
};

/** Nothing where no platform was asked. */
export const readPlatform = (text: string | undefined): WavePlatform | undefined => {
  if (text === undefined || text === "") return undefined;
  const trimmed = text.trim();
  if (trimmed === "") throw refuse(400, "Missing container platform attribute");
  const parts = trimmed.split("/").filter((part) => part !== "");
  if (parts.length === 0 || parts.length > 3) {
    throw refuse(400, `Invalid container platform: ${trimmed} -- offending value: ${trimmed}`);
  }
  const [os = "linux", word = "", variant] = parts.length === 1 ? ["linux", ...parts] : parts;
  const arch = Object.hasOwn(architectures, word) ? architectures[word] : undefined;
  if (arch === undefined) throw refuse(400, `Unsupported container platform: ${word}`);
  return { os, arch, variant: variantOf(arch, variant) };
};

export const platformText = ({ os, arch, variant }: WavePlatform): string =>
  [os, arch, ...(variant === undefined ? [] : [variant])].join("/");

const fits = (asked: WavePlatform, offered: Readonly<Record<string, unknown>>): boolean => {
  if (offered.os !== asked.os) return false;
  const { architecture, variant = null } = offered;
  if (architecture !== asked.arch && (asked.arch === "arm" || architectures[String(architecture)] !== asked.arch))
    return false;
  if (asked.arch === "arm64" && asked.variant === undefined)
    return variant === null || variant === "8" || variant === "v8";
  return variant === (asked.variant ?? null);
};

/** Digest of the entry that a platform picks out of an index. */
export const pick = (index: Readonly<Record<string, unknown>>, asked: WavePlatform): string => {
  const wanted = index.mediaType === mediaTypes.dockerList ? mediaTypes.dockerManifest : mediaTypes.ociManifest;
  for (const entry of arrayOf(index.manifests).map(objectOf)) {
    if (entry.mediaType !== wanted) continue;
    if (!isObject(entry.platform)) throw crash('Cannot invoke "java.util.Map.get(Object)" because "record" is null');
    if (fits(asked, entry.platform)) return String(entry.digest);
  }
  throw refuse(400, `Cannot find platform '${platformText(asked)}' in the manifest: ${JSON.stringify(index)}`);
};
