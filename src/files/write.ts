/**
 * Files that are there whole or not at all: written beside their place and renamed. A full disk, a kill and a second run
 * leave the old file or the new one.
 */
import { closeSync, lstatSync, openSync, promises, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { appendFileSync, constants, fchmodSync, fchownSync, fstatSync, type Stats, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { codesOf } from "../errors.ts";

/** Named after the process, so that what a killed one left is known as nobody's. */
const BESIDE = /^\.wave-inspect-(\d+)-[0-9a-z]+\.tmp$/;

/** Milliseconds after which a file beside is nobody's, whoever has the number of its process by now. */
const OLD = 60 * 60_000;

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
/** Where the system has it: who opens a pipe without a reader would wait for one. */
const O_NONBLOCK = constants.O_NONBLOCK ?? 0;

/**
 * Puts a file in the place of another one, of which it keeps the permissions and, as root, the owner. Links are not followed; a device
 * (`/dev/stdout` is a link, `/dev/null` is none) is written to as it is.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isCharacterDevice() === true) writeInto(openSync(file, O_WRONLY | O_NOFOLLOW | O_NONBLOCK), content);
  else if (found === undefined || found.isFile()) replace(file, content, found);
  else
    throw new Error(`${found.isSymbolicLink() ? "ELOOP: it is a link" : "it is something else than a file"}: ${file}`);
}

/** Adds to the end of a file, all of it or nothing. Where nothing can be written beside the file, to the file itself. */
export function appendWhole(file: string, text: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) {
    appendFileSync(file, text);
    return;
  }
  try {
    const before = found === undefined ? Buffer.alloc(0) : readFileSync(file);
    replace(file, Buffer.concat([before, Buffer.from(text)]), found);
  } catch (error) {
    if (!codesOf(error).some((code) => ["EACCES", "EPERM", "EROFS", "EBUSY"].includes(code))) throw error;
    appendFileSync(file, text);
  }
}

/** As `writeWhole`, for a file of which nobody else knows the name. The caller sweeps. */
export async function writeWholeSoon(file: string, content: Uint8Array): Promise<void> {
  const beside = besideOf(file);
  try {
    await promises.writeFile(beside, content, { flag: "wx" });
    await promises.rename(beside, file);
  } catch (error) {
    await promises.rm(beside, { force: true });
    throw error;
  }
}

/** Removes what killed runs left in a folder. */
export function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const [, pid] = BESIDE.exec(name) ?? [];
      if (pid === undefined) continue;
      const path = join(folder, name);
      const found = lstatSync(path, { throwIfNoEntry: false });
      const isLeft = found?.isFile() === true && (Date.now() - found.mtimeMs > OLD || !isAlive(Number(pid)));
      if (isLeft) rmSync(path, { force: true });
    }
  } catch {
    // What cannot be removed is in nobody's way.
  }
}

function replace(file: string, content: string | Uint8Array, old: Stats | undefined): void {
  const folder = dirname(file);
  sweep(folder);
  const beside = besideOf(file);
  const descriptor = openSync(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  try {
    writeInto(descriptor, content, old);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writeInto(descriptor: number, content: string | Uint8Array, old?: Stats): void {
  try {
    writeFileSync(descriptor, content);
    if (old === undefined) return;
    keepOwner(descriptor, old);
    fchmodSync(descriptor, old.mode & 0o777);
  } finally {
    closeSync(descriptor);
  }
}

/** Root, as which containers run, leaves the file to whom it belongs; nobody else can, or has to. */
function keepOwner(descriptor: number, { uid, gid }: Stats): void {
  const now = fstatSync(descriptor);
  if (now.uid === uid && now.gid === gid) return;
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // It belongs to whoever writes it.
  }
}

function besideOf(file: string): string {
  return join(dirname(file), `.wave-inspect-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codesOf(error).includes("EPERM");
  }
}
