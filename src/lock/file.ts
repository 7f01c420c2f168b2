/** A lock on disk. */
import { join, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { readInside, realOf } from "../files/inside.ts";
import { isAbsent, isUnread, readRegularFile, type Unread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import type { Lock } from "../model.ts";
import { USUAL_LOCK } from "../policy/policy.ts";
import { readLock } from "./read.ts";

/** No lock is larger: some ten thousand images. Bytes. */
const LARGEST = 32 * 1024 * 1024;

/** A place for a lock. */
export interface LockFile {
  /** For messages: from the root on, or as it was typed. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Undefined: there is no file. */
  readonly lock: Lock | undefined;
}

/**
 * A lock of a repository: no link that leads out of it.
 *
 * @param name From the root on.
 * @throws ConfigurationError where a file is there that is no lock, with each problem at its line.
 */
export function openLock(root: string, name = USUAL_LOCK): LockFile {
  return { name, path: join(root, name), lock: lockIn(name, readInside(realOf(root), name, LARGEST)) };
}

/** A lock that a person typed, from the current folder on: it may lie anywhere. */
export function openTypedLock(name: string): LockFile {
  const path = resolve(name);
  return { name, path, lock: lockIn(name, readRegularFile(path, LARGEST, "followed")) };
}

function lockIn(name: string, found: Buffer | Unread): Lock | undefined {
  if (isAbsent(found)) return undefined;
  const text = isUnread(found) ? found : decodeText(found);
  if (typeof text !== "string")
    throw new ConfigurationError(`${name} ${text.words}; a lock is a JSON file that wave-inspect lock writes.`);
  return readLock(text, name);
}
