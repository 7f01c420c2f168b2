/**
 * Writes every file, or part of a file, that is derived from another one.
 *
 *   node scripts/generate.ts            write them
 *   node scripts/generate.ts --check    change nothing; name those that are out of date and fail
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { files as actionFiles } from "./generate/action.ts";
import { files as commandLineFiles } from "./generate/command-line.ts";
import { files as baselineFiles } from "./generate/baseline.ts";
import { files as driftFiles } from "./generate/drift.ts";
import { files as lockFiles } from "./generate/lock.ts";
import { files as policyFiles } from "./generate/policy.ts";

const root = resolve(import.meta.dirname, "..");
const check = process.argv.includes("--check");

const wanted = {
  ...(await actionFiles(root)),
  ...(await policyFiles(root)),
  ...(await lockFiles(root)),
  ...(await driftFiles(root)),
  ...(await baselineFiles(root)),
  ...(await commandLineFiles(root)),
};

for (const [name, text] of Object.entries(wanted)) {
  const path = join(root, name);
  const current = await readFile(path, "utf8").catch(() => undefined);
  if (current === text) continue;
  if (check) {
    console.error(`${name} is out of date; run npm run generate`);
    process.exitCode = 1;
  } else {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    console.log(`wrote ${name}`);
  }
}
