/** Which file a run goes by: at its usual place or a named one, with all that it extends. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { codesOf, ConfigurationError } from "../errors.ts";
import { readRemoteFile } from "../github/contents.ts";
import type { PolicyAddress } from "../policy/file/extends.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";

/** Where a policy is looked for when none is named. */
export const usualPolicyFiles = [".github/wave-inspect.yml", "wave-inspect.yml"] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a policy and all that it extends: neighbours from disk, other repositories through GitHub's API.
 *
 * @param root Directory that `file` and relative references start from.
 * @param token For other repositories; `GITHUB_TOKEN` where absent.
 * @throws ConfigurationError
 */
export async function readPolicyFile(
  root: string,
  file: string,
  env: Environment,
  token = env["GITHUB_TOKEN"],
): Promise<Policy> {
  // Loaded only here: where no policy is written, nothing reads YAML.
  const { loadPolicy } = await import("../policy/file/load.ts");
  const apiUrl = env["GITHUB_API_URL"] ?? "https://api.github.com";
  return loadPolicy(readLocal(root, file), file, (address: PolicyAddress) =>
    address.kind === "file" ? readLocal(root, address.path) : readRemoteFile(address, token, apiUrl),
  );
}

/** The policy at its usual place, else the built-in one. */
export async function findPolicy(root: string, env: Environment, token?: string): Promise<Policy> {
  const file = usualPolicyFiles.find((path) => existsSync(join(root, path)));
  return file === undefined ? defaultPolicy : readPolicyFile(root, file, env, token);
}

function readLocal(root: string, path: string): string {
  try {
    return readFileSync(isAbsolute(path) ? path : join(root, path), "utf8");
  } catch (error) {
    const [code] = codesOf(error);
    throw new ConfigurationError(
      code === "ENOENT" ? `${path} does not exist; name a policy file.` : `${path} cannot be read (${code}).`,
      { cause: error },
    );
  }
}
