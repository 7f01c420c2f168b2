/** The lock that the base of a change is held against: its own. */
import type { BaseContent } from "../base/index.ts";
import { ConfigurationError } from "../errors.ts";
import { decodeText } from "../files/text.ts";
import { readLock } from "../lock/read.ts";
import type { HeldLock, Lock } from "../model.ts";

/** A lock that somebody typed is no part of a change: both sides are held against it. */
export async function lockOfBase(content: BaseContent, { isRemoved: _, ...held }: HeldLock): Promise<HeldLock> {
  const { path } = held;
  if (path === undefined) return held;
  const entry = content.entries.find((one) => one.path === path);
  if (entry === undefined) return { ...held, lock: undefined };
  if (content.bytesOf(entry) === undefined) await content.fetch([entry]);
  const bytes = content.bytesOf(entry);
  return { ...held, lock: Buffer.isBuffer(bytes) ? lockIn(bytes, path) : undefined };
}

/** What cannot be read excuses nothing. */
function lockIn(bytes: Buffer, path: string): Lock | undefined {
  const text = decodeText(bytes);
  try {
    return typeof text === "string" ? readLock(text, path) : undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}
