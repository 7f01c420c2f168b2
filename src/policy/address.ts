/** Where a policy lies, as it is written in `extends`, in the input `policy` and behind `--policy`. */
import { posix } from "node:path";
import { quote } from "../text/quote.ts";
import { version } from "../version.ts";

/** Where a policy lies. */
export type PolicyAddress =
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "repository";
      readonly owner: string;
      readonly repo: string;
      readonly path: string;
      readonly ref: string;
    }
  /** One that ships with the program; its path is its name. */
  | { readonly kind: "preset"; readonly path: string };

/** `owner/repo:path@ref`, whatever its parts are made of. What begins with a dot and a slash is a path. */
const REMOTE = /^(?!\.{1,2}\/)([^/:@]*)\/([^/:@]*):([^@]*)@([^@]*)$/;

/** `wave-inspect:standard`. */
const PRESET = /^wave-inspect:(.*)$/su;

/** Whether a policy is named as one of another repository or as a preset. A path of such a form is written with `./`. */
export function isElsewhere(written: string | undefined): written is string {
  return written !== undefined && (REMOTE.test(written) || PRESET.test(written));
}

/**
 * Reads an entry of `extends`, which stands in the policy `from`: `owner/repo:path@ref`, `wave-inspect:NAME`, or a path
 * relative to the policy that names it (in another repository: a path of the same commit there). Nothing may climb out of
 * its repository.
 */
export function readAddress(written: string, from: PolicyAddress): PolicyAddress | { readonly error: string } {
  const preset = PRESET.exec(written)?.[1];
  if (preset !== undefined) return { kind: "preset", path: preset };
  const remote = REMOTE.exec(written);
  if (remote !== null) {
    const [, owner = "", repo = "", path = "", ref = ""] = remote;
    return remoteAddress({ kind: "repository", owner, repo, path, ref });
  }
  if (/^https?:/i.test(written)) return { error: `a policy is not read from a URL; write owner/repo:path@ref` };
  if (/^(?!\.{1,2}\/)[\w.-]+\/[\w.-]+:/.test(written))
    return { error: `no ref is named; write owner/repo:path@ref with a tag or a commit` };
  if (posix.isAbsolute(written))
    return { error: `an absolute path is not portable; write a path relative to this file` };
  const path = relativeTo(from.path, written);
  if (path === undefined) return { error: OUTSIDE };
  if (from.kind === "repository" && !isPath(path)) return { error: wrong(path, NAMES.path) };
  return { ...from, path };
}

export type RepositoryAddress = Extract<PolicyAddress, { kind: "repository" }>;

/** The rules by which GitHub and git name things. What is none of these would ask GitHub for something else. */
const NAMES = {
  owner: "an owner on GitHub has letters, digits and hyphens in its name, 39 at most",
  repo: 'a repository on GitHub has letters, digits, ".", "-" and "_" in its name, 100 at most, and is not ".", ".." or "….git"',
  path: "a path in a repository names a file, with / and without control characters",
  ref: "a branch, tag or commit has none of the characters and parts that git refuses in a name",
} as const;

/** `acme/.github:p.yml@v1` is fine; `acme/..:p.yml@v1` would ask for a path outside of the owner's repositories. */
function remoteAddress(address: RepositoryAddress): PolicyAddress | { readonly error: string } {
  const { owner, repo, path, ref } = address;
  // An underscore stands before the short code of an enterprise.
  if (!/^[a-z0-9][a-z0-9_-]{0,38}$/i.test(owner)) return { error: wrong(owner, NAMES.owner) };
  if (!/^(?!\.{1,2}$|.*\.git$)[\w.-]{1,100}$/i.test(repo)) return { error: wrong(repo, NAMES.repo) };
  const inside = relativeTo("", path);
  if (inside === undefined) return { error: OUTSIDE };
  if (!isPath(path) || path.split("/").includes(".."))
    return { error: wrong(path, `${NAMES.path}, and no ".." in it`) };
  if (!isRef(ref)) return { error: wrong(ref, NAMES.ref) };
  return { ...address, path: inside };
}

function wrong(part: string, rule: string): string {
  return `${quote(part)} cannot be: ${rule}; write owner/repo:path@ref`;
}

function isPath(path: string): boolean {
  return !/^[/.]*$|[\p{C}\\]|\/$/u.test(path);
}

/** As `git check-ref-format --allow-onelevel` has it, and no option of a program. */
function isRef(ref: string): boolean {
  return ref.length <= 255 && !/^$|^[-/]|[\p{C}\s~^:?*[\\]|\.\.|\/\/|@\{|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)/u.test(ref);
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
  if (address.kind === "preset") return `wave-inspect:${address.path}@${version}`;
  return `${address.owner}/${address.repo}:${address.path}@${address.ref}`;
}
