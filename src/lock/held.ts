/** Which lock a run is held against, and how strictly. */
import { ConfigurationError } from "../errors.ts";
import type { HeldLock } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import { type LockFile, openLock, openTypedLock } from "./file.ts";

/** Where a lock is looked for. */
export interface LockPlace {
  readonly root: string;
  /** From the root on; absent: at its usual place. */
  readonly name?: string | undefined;
  /** As a person typed it, in place of that. */
  readonly typed?: string | undefined;
  /** Somebody named it: it has to be there. */
  readonly isNamed: boolean;
  /** The base of a pull request has one: a change that takes it away is not free of it. */
  readonly isOfBase?: boolean;
}

/**
 * The lock of a run; undefined: it is held against none. One that is there is held strictly unless the policy says otherwise;
 * one that somebody named is held whatever the policy says.
 *
 * @throws ConfigurationError where it cannot be read, or was named and is not there.
 */
export function holdLock(place: LockPlace, { lock: said }: Policy): HeldLock | undefined {
  const { isNamed, isOfBase = false } = place;
  if (said?.value === "off" && !isNamed) return undefined;
  const { name: file, lock } = open(place);
  if (lock === undefined && isNamed)
    throw new ConfigurationError(`${file} does not exist; write it with wave-inspect lock, or name another.`);
  const isRemoved = lock === undefined && isOfBase;
  if (lock === undefined && said === undefined && !isRemoved) return undefined;
  const mode = said === undefined || said.value === "off" ? "strict" : said.value;
  const path = place.typed === undefined ? { path: file } : {};
  return { file, ...path, lock, mode, by: said?.by ?? "lock", ...(isRemoved && { isRemoved }) };
}

function open({ root, name, typed }: LockPlace): LockFile {
  return typed === undefined ? openLock(root, name) : openTypedLock(typed);
}
