/** Digests, and bytes held against them. */
import { createHash } from "node:crypto";

const lengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const pattern = /^(sha256|sha384|sha512):([0-9a-f]+)$/;

/** A digest that can be checked here: a known algorithm and hex of its length. */
export function isCheckable(digest: string): boolean {
  const [, algorithm = "", hex = ""] = pattern.exec(digest) ?? [];
  return lengths[algorithm] === hex.length;
}

/** The digest of bytes, by the algorithm of another digest; sha256 where there is none. */
export function digestOf(bytes: Uint8Array, like = "sha256:"): string {
  const algorithm = like.slice(0, like.indexOf(":"));
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
