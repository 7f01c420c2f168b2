/** What a cache of manifests and configs offers, and one that keeps nothing. */

/** Bytes by digest, kept from run to run. Nothing is ever kept by tag: a tag says something else tomorrow. */
export interface ContentCache {
  /** True where it holds anything: then a HEAD before a GET pays off. */
  isWarm(): Promise<boolean>;
  /** The bytes, hashed again on the way out; undefined where they are not there or no longer what they were. */
  get(digest: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes that were verified. A cache that cannot be written is only slower. */
  put(digest: string, bytes: Uint8Array): void;
  /** Writes what is still to be written, and drops what is above the limit. Never rejects. */
  close(): Promise<void>;
}

export const noCache: ContentCache = {
  isWarm: () => Promise.resolve(false),
  get: () => Promise.resolve(undefined),
  put: () => undefined,
  close: () => Promise.resolve(),
};
