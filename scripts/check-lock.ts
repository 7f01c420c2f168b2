/**
 * Checks package-lock.json: each package has the hash of what is installed, and none says where it is fetched from.
 *
 *   node scripts/check-lock.ts [FILE]    a line for each fault, exit code 1 where there are any
 *
 * npm installs whatever it is given for an entry without a hash, and leaves hashes out without a word where it writes the
 * lock file from an installed tree.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

interface Entry {
  readonly version?: unknown;
  readonly integrity?: unknown;
  readonly resolved?: string;
  readonly link?: unknown;
}

/** What is wrong with the text of a lock file, a sentence each. */
export function faultsOf(text: string): string[] {
  const lock: { readonly lockfileVersion?: unknown; readonly packages?: Readonly<Record<string, Entry>> } =
    JSON.parse(text);
  if (lock.lockfileVersion !== 3)
    return [`lockfileVersion is ${String(lock.lockfileVersion)}; npm 9 and later write 3`];
  const entries = Object.entries(lock.packages ?? {}).filter(([path]) => path !== "");
  if (entries.length === 0) return ["it has no packages"];
  return entries.flatMap(([path, entry]) => faultsOfEntry(entry).map((fault) => `${path}: ${fault}`));
}

function faultsOfEntry({ version, integrity, resolved, link }: Entry): string[] {
  if (link === true) return ["it is a link to a folder; a package comes from the registry"];
  return [
    ...(typeof version === "string" && /^\d+\.\d+\.\d+/.test(version) ? [] : ["it has no version"]),
    ...(resolved === undefined ? [] : [`it says where it is fetched from (${resolved}); npm reads .npmrc here`]),
    ...(typeof integrity === "string" && /^sha512-[\w+/]{86}==$/.test(integrity) ? [] : [NO_HASH]),
  ];
}

const NO_HASH =
  "no sha512 hash (integrity); remove node_modules and run npm install, or ask npm view NAME@VERSION dist.integrity";

if (import.meta.main) {
  const file = process.argv[2] ?? resolve(import.meta.dirname, "../package-lock.json");
  const faults = faultsOf(readFileSync(file, "utf8"));
  for (const fault of faults) console.error(`${file}: ${fault}.`);
  if (faults.length > 0) process.exitCode = 1;
}
