/** Files outside of the repository, for a person who named one. */
import { realpathSync, statSync } from "node:fs";
import type { OutsideFiles } from "../../model.ts";
import { readSource } from "./text-file.ts";

/** Links are followed: who typed the path may read what it leads to. `roots`: every spelling of the repository's root. */
export function outsideFiles(root: string, base: string): OutsideFiles {
  return {
    roots: [...new Set([root, base])],
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === false,
    read(path) {
      try {
        const text = readSource(realpathSync(path), path);
        return typeof text === "string" ? text : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
