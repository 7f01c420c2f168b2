/** What evidence takes from a repository before a run, and the folder that it is written into. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { readInside, realOf } from "../files/inside.ts";
import { isAbsent, isUnread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import { writeWhole } from "../files/write.ts";
import { LEFTOVER, type Pack } from "./index.ts";
import { type Origin, originAt } from "./origin.ts";
import { type Crate, CRATE_FILE, readCrate } from "./ro-crate.ts";

/** What is known of a repository without a run. */
export interface Setting {
  readonly origin: Origin;
  readonly crate: Crate | undefined;
}

/** No crate of metadata is larger. Bytes. */
const LARGEST_CRATE = 32 * 1024 * 1024;

/**
 * @param within The folder of the root that is checked, whose crate counts.
 * @throws ConfigurationError where no time is known, or the crate is none.
 */
export function settingOf(root: string, within: string, env: Readonly<Record<string, string | undefined>>): Setting {
  const found = readInside(realOf(root), join(within, CRATE_FILE), LARGEST_CRATE);
  const text = isUnread(found) ? found : decodeText(found);
  if (typeof text !== "string" && !isAbsent(text))
    throw new ConfigurationError(`${CRATE_FILE} ${text.words}: the containers cannot be added to it.`);
  return { origin: originAt(root, env), crate: typeof text === "string" ? readCrate(text) : undefined };
}

/**
 * Writes the pack, and removes what an earlier one left that this one does not have.
 *
 * @param write Puts a text at a path.
 */
export function writePack(
  folder: string,
  { files }: Pack,
  write: (path: string, text: string) => unknown = writeWhole,
): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (LEFTOVER.test(name) && !Object.hasOwn(files, name)) rmSync(join(folder, name), { force: true });
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
}
