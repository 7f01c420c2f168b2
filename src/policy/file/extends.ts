/** Where an extended policy lies, as it is written in `extends`. */
import { posix } from "node:path";

/** Where an extended policy lies. */
export type PolicyAddress =
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "repository";
      readonly owner: string;
      readonly repo: string;
      readonly path: string;
      readonly ref: string;
    };

const REMOTE = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100}):([^@]+)@([^@\s]+)$/;

/**
 * Reads an entry of `extends`, which stands in the policy `from`: `owner/repo:path@ref`, or a path relative to the policy
 * that names it (in another repository: a path of the same commit there). Nothing may climb out of its repository.
 */
export function readAddress(written: string, from: PolicyAddress): PolicyAddress | { readonly error: string } {
  const remote = REMOTE.exec(written);
  if (remote !== null) {
    const [, owner = "", repo = "", path = "", ref = ""] = remote;
    const inside = relativeTo("", path);
    return inside === undefined ? { error: OUTSIDE } : { kind: "repository", owner, repo, path: inside, ref };
  }
  if (/^https?:/i.test(written)) return { error: `a policy is not read from a URL; write owner/repo:path@ref` };
  if (/^[\w.-]+\/[\w.-]+:/.test(written))
    return { error: `no ref is named; write owner/repo:path@ref with a tag or a commit` };
  if (posix.isAbsolute(written))
    return { error: `an absolute path is not portable; write a path relative to this file` };
  const path = relativeTo(from.path, written);
  return path === undefined ? { error: OUTSIDE } : { ...from, path };
}

const OUTSIDE = "the path leaves the repository; name a file inside";

function relativeTo(file: string, written: string): string | undefined {
  const path = posix.normalize(posix.join(posix.dirname(file), written));
  const climbs = path === ".." || path.startsWith("../");
  const mayClimb = file.startsWith("../");
  return climbs && !mayClimb ? undefined : path;
}

/** As a person writes it; the key by which cycles are seen. */
export function formatAddress(address: PolicyAddress): string {
  if (address.kind === "file") return address.path;
  return `${address.owner}/${address.repo}:${address.path}@${address.ref}`;
}
