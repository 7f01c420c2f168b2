/** Which files ran. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../text/sha256.ts";

/** What `cd FOLDER && LC_ALL=C sha256sum * | sha256sum` prints, so that anybody can tell which release ran. Undefined: no release. */
export function toolDigest(folder: string): string | undefined {
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  if (!names.includes("cli.js") || !names.includes("index.js")) return undefined;
  return sha256(
    names
      .sort()
      .map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`)
      .join(""),
  );
}
