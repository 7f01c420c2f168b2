/** A body as it was meant: one content encoding undone, within the limit. */
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { codesOf } from "../../errors.ts";

const decoders: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Some registries compress although nobody asked for it. `limit` is in bytes, decoded. */
export async function decodeBody(
  bytes: Uint8Array,
  encoding: readonly string[] | undefined,
  limit: number,
): Promise<Uint8Array | "too-large" | "unknown"> {
  const words = (encoding ?? [])
    .join(",")
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());
  const [word = "", ...more] = words.filter((name) => name !== "" && name !== "identity");
  if (word === "") return bytes;
  const decoder = decoders[word];
  if (decoder === undefined || more.length > 0) return "unknown";
  try {
    return await decoder(bytes, { maxOutputLength: limit });
  } catch (error) {
    return codesOf(error).includes("ERR_BUFFER_TOO_LARGE") ? "too-large" : "unknown";
  }
}
