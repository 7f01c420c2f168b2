/** The beginning of an image that is a file: a SIF, or what Singularity made before it. */

import type { Descriptor, Download, LockedFile } from "../model.ts";
import { normalPlatform } from "./platform.ts";

/** A SIF's header, all of it (apptainer/sif, pkg/sif/sif.go). Bytes. */
export const HEADER_SIZE = 128;

export type FileHeader =
  | {
      readonly format: "sif";
      /** `linux/arm64`; absent where the header says that it is unknown, or by a number that nobody has given out. */
      readonly architecture?: string;
      /** RFC 3339, UTC. */
      readonly created?: string;
      /** Bytes of the whole file, at least. */
      readonly length: number;
    }
  /** A bare file system, with or without a line before it that starts it: made by Singularity 2, and still run. */
  | { readonly format: "squashfs"; readonly created?: string };

const MAGIC_AT = 32;
const MAGIC = "SIF_MAGIC\0";
const ARCHITECTURE_AT = 45;
const CREATED_AT = 64;
const DATA_OFFSET_AT = 112;
const DATA_SIZE_AT = 120;

/** By their numbers (pkg/sif/arch.go); 00 is "unknown". */
const ARCHITECTURES: readonly (string | undefined)[] = [
  undefined,
  "386",
  "amd64",
  "arm",
  "arm64",
  "ppc64",
  "ppc64le",
  "mips",
  "mipsle",
  "mips64",
  "mips64le",
  "s390x",
  "riscv64",
  "loong64",
];

const SQUASHFS = "hsqs";
/** The line with which Singularity 2 begins a file that can be started (apptainer, pkg/image/squashfs.go). */
const STARTER = "#!/usr/bin/env run-singularity\n";

/** Milliseconds that a date may have. */
const LATEST = 8.64e15;

/** What the first bytes of a file say; undefined where they are the beginning of no image that is known here. */
export function readFileHeader(bytes: Uint8Array): FileHeader | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_SIZE));
  if (head.length === HEADER_SIZE && head.toString("latin1", MAGIC_AT, MAGIC_AT + MAGIC.length) === MAGIC) {
    return sif(head);
  }
  const start = head.toString("latin1", 0, STARTER.length) === STARTER ? STARTER.length : 0;
  if (head.toString("latin1", start, start + SQUASHFS.length) !== SQUASHFS || head.length < start + 12)
    return undefined;
  // The superblock has the time of the making behind its magic and the number of inodes.
  return { format: "squashfs", ...dated(head.readUInt32LE(start + 8)) };
}

/** What a file of this size tells by its first bytes; the bytes that it should have at least where it is cut off. */
export function readDownload(
  bytes: Uint8Array,
  size: number | undefined,
): { readonly download: Download } | { readonly least: number } | undefined {
  const read = readFileHeader(bytes);
  if (read === undefined) return undefined;
  const sized = size === undefined ? {} : { size };
  const created = read.created === undefined ? {} : { created: read.created };
  if (read.format === "squashfs") return { download: { ...sized, squashfs: created } };
  if (size !== undefined && size < read.length) return { least: read.length };
  const { architecture } = read;
  return { download: { ...sized, sif: { ...(architecture !== undefined && { architecture }), ...created } } };
}

/** What tells a file from another one of the same name, as far as its first bytes and its server say. */
export function fileFacts(download: Download): Omit<LockedFile, "sha256"> {
  const { size, sif, squashfs } = download;
  const architecture = platformsOf(download)?.[0];
  const created = (sif ?? squashfs)?.created;
  return {
    format: sif === undefined ? "squashfs" : "sif",
    ...(size !== undefined && { size }),
    ...(architecture !== undefined && { architecture }),
    ...(created !== undefined && { created }),
  };
}

/** The one platform that a file is for, normalised; undefined where it does not say. */
export function platformsOf({ sif }: Download): readonly string[] | undefined {
  return sif?.architecture === undefined ? undefined : [normalPlatform(sif.architecture)];
}

/** Whether a file begins as an image does that can be started, of whatever format. */
export function hasStarter(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, STARTER.length)).toString("latin1") === STARTER;
}

/** What Apptainer and Singularity push a SIF as; the second is their first, with its slip (apptainer, internal/pkg/client/oras). */
const SIF_LAYERS: ReadonlySet<string> = new Set([
  "application/vnd.sylabs.sif.layer.v1.sif",
  "appliciation/vnd.sylabs.sif.layer.tar",
]);

/**
 * The one layer of an artifact that is a SIF. Its config says nothing: versions of the engines differ in its type, and
 * they do not look at it either.
 */
export function sifLayer<T extends Descriptor>(layers: readonly T[] = []): SifLayer<T> | undefined {
  return layers.length === 1 ? layers.find(isSifLayer) : undefined;
}

export type SifLayer<T> = T & { readonly mediaType: string };

function isSifLayer<T extends Descriptor>(layer: T): layer is SifLayer<T> {
  return layer.mediaType !== undefined && isSifType(layer.mediaType);
}

/** Whether an artifact of this type is a SIF. */
export function isSifType(type: string): boolean {
  return SIF_LAYERS.has(type);
}

/** When the file was built, as it says itself: RFC 3339, UTC. */
export function builtAt(download: Download | undefined): string | undefined {
  return download?.sif?.created ?? download?.squashfs?.created;
}

function sif(head: Buffer): FileHeader {
  const code = head.toString("latin1", ARCHITECTURE_AT, ARCHITECTURE_AT + 2);
  const architecture = /^\d\d$/.test(code) ? ARCHITECTURES[Number(code)] : undefined;
  return {
    format: "sif",
    ...(architecture !== undefined && { architecture: `linux/${architecture}` }),
    ...dated(Number(head.readBigInt64LE(CREATED_AT))),
    length: Number(head.readBigInt64LE(DATA_OFFSET_AT) + head.readBigInt64LE(DATA_SIZE_AT)),
  };
}

function dated(seconds: number): { readonly created?: string } {
  const milliseconds = seconds * 1000;
  if (Math.abs(milliseconds) > LATEST) return {};
  return { created: new Date(milliseconds).toISOString().replace(".000Z", "Z") };
}
