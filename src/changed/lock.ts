/** The lock that the base of a change is held against: its own. */
import type { BaseContent } from "../base/index.ts";
import { ConfigurationError } from "../errors.ts";
import { decodeText } from "../files/text.ts";
import { readLock } from "../lock/read.ts";
import type { HeldLock, Lock } from "../model.ts";

/** A lock that somebody typed is no part of a change: both sides are held against it. */
export async function lockOfBase(content: BaseContent, { file, path, lock, mode, by }: HeldLock): Promise<HeldLock> {
  if (path === undefined) return { file, lock, mode, by };
  const entry = content.entries.find((one) => one.path === path);
  if (entry === undefined) return { file, lock: undefined, mode, by };
  if (content.bytesOf(entry) === undefined) await content.fetch([entry]);
  const bytes = content.bytesOf(entry);
  return { file, lock: Buffer.isBuffer(bytes) ? lockIn(bytes, path) : undefined, mode, by };
}

/** What cannot be read excuses nothing. */
function lockIn(bytes: Buffer, path: string): Lock | undefined {
  const text = decodeText(bytes);
  try {
    return readLock(typeof text === "string" ? text : "", path);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}
