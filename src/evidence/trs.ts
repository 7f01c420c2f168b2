/** The images as GA4GH's Tool Registry Service 2.1 has them: what goes into the `images` of a ToolVersion. */
import { readWrittenName } from "../image/written.ts";
import type { LockedFile } from "../model.ts";
import { printDocument } from "./print.ts";
import { digestOf, type EvidentImage, type Evidence, isSif } from "./facts.ts";

export function trsImages({ images }: Evidence): string {
  return printDocument({ images: images.map(imageData) });
}

/** By the names that the GA4GH registry of checksums has. */
const CHECKSUMS: Readonly<Record<string, string>> = { sha256: "sha-256", sha384: "sha-384", sha512: "sha-512" };

function imageData(image: EvidentImage): object {
  const digest = digestOf(image);
  const { size, created } = sizeAndTime(image);
  return {
    ...placeOf(image.name),
    ...(size !== undefined && { size }),
    ...(created !== undefined && { updated: created }),
    ...(digest !== undefined && { checksum: [{ checksum: digest.hex, type: CHECKSUMS[digest.algorithm] }] }),
    image_type: isSif(image) ? "Singularity" : "Docker",
  };
}

function placeOf(name: string): object {
  const read = readWrittenName(name);
  if (read.kind === "download") return { registry_host: read.url.host, image_name: name };
  if (read.kind !== "registry") return { image_name: name };
  const { registry } = read.name;
  return registry === ""
    ? { image_name: name }
    : { registry_host: registry, image_name: name.slice(registry.length + 1) };
}

/** Of several platforms each has its own size: none of them is that of the image. */
function sizeAndTime({ locked }: EvidentImage): Pick<LockedFile, "size" | "created"> {
  const { file, platforms } = locked?.content ?? {};
  if (file !== undefined) return file;
  const [only, ...others] = platforms?.values() ?? [];
  if (only === undefined || others.length > 0) return {};
  const { layers = [], created } = only;
  const known = layers.flatMap(({ size }) => size ?? []);
  const size = known.reduce((sum, one) => sum + one, 0);
  return { ...(created !== undefined && { created }), ...(size > 0 && known.length === layers.length && { size }) };
}
