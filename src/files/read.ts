/** Reads a file that anybody may have put there: a regular one of a bounded size, and nothing else. */
import { type Stats, closeSync, constants, fstatSync, lstatSync, openSync, readSync, statSync } from "node:fs";
import { codesOf } from "../errors.ts";
import type { UnreadReason } from "../model.ts";

/** Why a file was not read. */
export interface Unread {
  readonly why: UnreadReason;
  /** In words that follow its name: "is a pipe". */
  readonly words: string;
}

/** "listed": refused, too; and that it is a regular file a listing of its folder just said, so that nobody asks again. */
export type Links = "followed" | "refused" | "listed";

export const isUnread = (result: object): result is Unread => "why" in result && "words" in result;

/** Whether there is nothing at that place. */
export function isAbsent(result: object): boolean {
  return isUnread(result) && result.why === "absent";
}

/**
 * The bytes of a regular file of at most `most` bytes. A pipe that nobody writes into is not waited for, a device that
 * never ends is not opened, and what a file grows by while it is read is left out.
 */
export function readRegularFile(path: string, most: number, links: Links): Buffer | Unread {
  return openRegularFile(path, most, links, readAll);
}

/** The first bytes of a regular file of any size, with the same care. */
export function readBeginning(path: string, length: number, links: Links): Beginning | Unread {
  return openRegularFile(path, Number.POSITIVE_INFINITY, links, (descriptor, size) => ({
    bytes: readAll(descriptor, Math.min(size, length)),
    size,
  }));
}

export interface Beginning {
  readonly bytes: Buffer;
  /** Of the whole file, in bytes. */
  readonly size: number;
}

/** What `read` makes of a regular file, opened with the same care; its size is given in bytes. */
export function openRegularFile<T>(
  path: string,
  most: number,
  links: Links,
  read: (descriptor: number, size: number) => T,
): T | Unread {
  let descriptor: number | undefined;
  try {
    // Before it is opened: to open a device may already do something.
    const before = links === "listed" ? undefined : links === "followed" ? statSync(path) : lstatSync(path);
    const objected = before && objection(before, most);
    if (objected !== undefined) return objected;
    const follow = links === "followed" ? 0 : constants.O_NOFOLLOW;
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | follow);
    const stat = fstatSync(descriptor);
    // Another file may stand there by now.
    return objection(stat, most) ?? read(descriptor, stat.size);
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Bytes of a file from a position on, fewer where it ends. */
export function readAll(descriptor: number, size: number, position = 0): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, bytes, length, size - length, position + length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

function objection(stat: Stats, most: number): Unread | undefined {
  if (!stat.isFile()) {
    return { why: stat.isDirectory() ? "folder" : "no-file", words: `is ${nameOfKind(stat)}, not a regular file` };
  }
  return stat.size > most ? largerThan(most) : undefined;
}

/** That a file has more than so many bytes. */
export function largerThan(most: number): Unread {
  return { why: "too-large", words: `is larger than ${sizeInWords(most)}` };
}

/** With its article: "a folder". */
export function nameOfKind(stat: Stats): string {
  if (stat.isFile()) return "a file";
  if (stat.isDirectory()) return "a folder";
  if (stat.isSymbolicLink()) return "a link";
  if (stat.isFIFO()) return "a pipe";
  return stat.isSocket() ? "a socket" : "a device";
}

/** What an error of the file system says of a file. */
export function reasonOf(error: unknown): Unread {
  const [code] = codesOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { why: "absent", words: "does not exist" };
  if (code === "ELOOP") return { why: "outside", words: "is a link that leads to no file" };
  if (code === "EACCES" || code === "EPERM") return { why: "denied", words: "may not be read by this user" };
  return { why: "denied", words: `cannot be read (${String(code)})` };
}

function sizeInWords(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}
