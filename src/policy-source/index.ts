/** Which file a run goes by: at its usual place or a named one, with all that it extends. */
import { lstatSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isBelow, readInside } from "../files/inside.ts";
import { workTreesAround } from "../files/work-trees.ts";
import { isUnread, readRegularFile, type Unread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import { readRemoteFile } from "../github/contents.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";

/** Where a policy is looked for when none is named. */
export const usualPolicyFiles = [".github/wave-inspect.yml", "wave-inspect.yml"] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** No policy is larger. Bytes. */
const LARGEST = 1024 * 1024;

/** Reads the bytes of one policy on disk. */
type Read = (path: string) => Buffer | Unread;

/**
 * Reads a policy of a repository, and all that it extends: neighbours from disk, which lie in the repository, links
 * followed; other repositories through GitHub's API.
 *
 * @param root The repository, which `file` and relative references start from.
 * @param token For other repositories; `GITHUB_TOKEN` where absent.
 * @throws ConfigurationError
 */
export function readPolicyFile(root: string, file: string, env: Environment, token?: string): Promise<Policy> {
  const base = real(root);
  const inside: Read = (path) => readInside(base, path, LARGEST);
  return load(file, inside, inside, env, token);
}

/**
 * Reads the policy that a person typed. It may lie anywhere. What it extends was named by whoever wrote the file: it lies
 * in the same repository, links followed. Where no git says which that is, it lies below the policy itself.
 *
 * @param root The repository that is checked, which is the policy's own where that lies in it.
 * @param folder Where it was typed, which `file` starts from.
 */
export function readTypedPolicy(root: string, folder: string, file: string, env: Environment): Promise<Policy> {
  const anywhere: Read = (path) => readRegularFile(resolve(folder, path), LARGEST, "followed");
  const written = dirname(resolve(folder, file));
  const home = real(written);
  const base = isBelow(real(root), home) ? real(root) : (workTreesAround(home)[0] ?? home);
  const extended: Read = (path) => {
    const onDisk = join(home, relative(written, resolve(folder, path)));
    return readInside(base, relative(base, onDisk), LARGEST);
  };
  return load(file, anywhere, extended, env);
}

/**
 * The policy at its usual place, else the built-in one.
 *
 * @throws ConfigurationError also where one has the other ending of YAML: somebody believes that it holds.
 */
export async function findPolicy(root: string, env: Environment, token?: string): Promise<Policy> {
  const file = usualPolicyFiles.find((path) => isThere(join(root, path)));
  if (file !== undefined) return readPolicyFile(root, file, env, token);
  for (const usual of usualPolicyFiles) {
    const other = usual.replace(/yml$/, "yaml");
    if (isThere(join(root, other)))
      throw new ConfigurationError(`${other} is not looked for: call it ${usual}, or name it as the policy.`);
  }
  return defaultPolicy;
}

/** A link that leads nowhere is there: somebody meant a policy by it. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // To read it says why it cannot be read.
    return true;
  }
}

/** The path itself where there is nothing: to read it says so. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** `first` reads the file itself, `extended` what is extended. */
async function load(
  file: string,
  first: Read,
  extended: Read,
  env: Environment,
  token = env["GITHUB_TOKEN"],
): Promise<Policy> {
  // Loaded only here: where no policy is written, nothing reads YAML.
  const { loadPolicy } = await import("../policy/file/load.ts");
  const apiUrl = env["GITHUB_API_URL"] ?? "https://api.github.com";
  return loadPolicy(textOf(file, first), file, (address) =>
    address.kind === "file" ? textOf(address.path, extended) : readRemoteFile(address, token, apiUrl),
  );
}

function textOf(path: string, read: Read): string {
  const bytes = read(path);
  const text = isUnread(bytes) ? bytes : decodeText(bytes);
  if (typeof text === "string") return text;
  throw new ConfigurationError(`${path} ${text.words}; ${text.why === "absent" ? "name a policy file" : REMEDY}.`);
}

const REMEDY = "a policy is a text file of its own, in the repository where the repository names it";
