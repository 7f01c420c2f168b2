/** Bytes held against what was promised of them. */
import { digestOf, isCheckable } from "../oci/digest.ts";
import type { Place } from "./place.ts";
import { type Refusal, refusal } from "../oci/refusal.ts";

/** What a descriptor promises about the bytes behind it. */
export interface Promised {
  /** Without hex (`sha256:`) it only names the algorithm. */
  readonly digest: string;
  readonly size?: number;
  readonly data?: string;
}

/** `verified`: they were hashed here; false for a digest of a kind that cannot be computed here. */
export interface Checked {
  readonly digest: string;
  readonly verified: boolean;
}

const MAX_INLINE = 64 * 1024;

/** `part` names the bytes in messages where they are part of another image (`linux/arm64`). */
export function checkBytes(
  { subject, endpoint: { base } }: Place,
  bytes: Uint8Array,
  promised: Promised,
  part: string | undefined,
): Checked | Refusal {
  const where = part === undefined ? "" : ` (${part})`;
  if (promised.size !== undefined && promised.size !== bytes.length) {
    const message = `${subject}${where}: ${base.host} sent ${bytes.length} bytes where its index or manifest says ${promised.size}.`;
    return refusal("digest-mismatch", message);
  }
  if (promised.digest.endsWith(":")) return { digest: digestOf(bytes), verified: true };
  if (!isCheckable(promised.digest)) return { digest: promised.digest, verified: false };
  const digest = digestOf(bytes, promised.digest);
  if (digest === promised.digest) return { digest, verified: true };
  const message = `${subject}${where}: ${base.host} sent bytes with the digest ${digest} for ${promised.digest}.`;
  return refusal("digest-mismatch", message);
}

/** The content that a descriptor carries itself, where it is what the descriptor says. */
export function inlineBytes({ data, digest, size }: Promised): Uint8Array | undefined {
  if (data === undefined || data.length > MAX_INLINE || !isCheckable(digest)) return undefined;
  const bytes = Buffer.from(data, "base64");
  return digestOf(bytes, digest) === digest && (size === undefined || size === bytes.length) ? bytes : undefined;
}
