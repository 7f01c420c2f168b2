/** Platforms as registries and Wave state them. */
import { formatPlatform, type ParsedPlatform, parseSinglePlatform } from "../../image/platform.ts";
import type { Platform } from "../../model.ts";

/** The platform of a request; empty parts (`linux/amd64/`) count for nothing, as at Wave. */
export function readPlatform(text: string): ParsedPlatform {
  return parseSinglePlatform(
    text
      .split("/")
      .filter((part) => part !== "")
      .join("/"),
  );
}

/** The platform that an index entry or a config states; undefined where it states none. */
export function platformOf(stated: Partial<Platform> | undefined): Platform | undefined {
  const { os = "", architecture = "", variant = "" } = stated ?? {};
  if (os === "" || architecture === "") return undefined;
  return { os, architecture, ...(variant !== "" && { variant }) };
}

/** A platform for a person and for comparison, in its one form (`linux/arm64`); hostile words are cut. */
export function showPlatform(platform: Platform): string {
  return formatPlatform(platform)
    .replace(/[^\w./-]/g, "?")
    .slice(0, 80);
}

/** The first image for a platform, as the image specification has it. */
export function findPlatform<T extends { readonly platform: Platform | undefined }>(
  images: readonly T[],
  asked: Platform,
): (T & { readonly platform: Platform }) | undefined {
  const wanted = formatPlatform(asked);
  const fits = (image: T): image is T & { readonly platform: Platform } =>
    image.platform !== undefined && formatPlatform(image.platform) === wanted;
  return images.find(fits);
}
