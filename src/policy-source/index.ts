/** Which file a run goes by: at its usual place or a named one, with all that it extends. */
import { dirname, join, posix, relative, resolve } from "node:path";
import { readdirSync } from "node:fs";
import { ConfigurationError, firstLines } from "../errors.ts";
import { isBelow, isThere, readInside, realOf } from "../files/inside.ts";
import { workTreesAround } from "../files/work-trees.ts";
import { isAbsent, isUnread, readRegularFile, type Unread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import { gitDirectoryIn, isOfSubmodule } from "../git/directory.ts";
import { GitHub, unseen } from "../github/contents.ts";
import type { FileOfBase, PolicyVersion } from "../model.ts";
import { formatAddress, isElsewhere, readAddress, type RepositoryAddress } from "../policy/address.ts";
import type { PolicyText, ReadPolicy } from "../policy/file/load.ts";
import type { Proposal } from "../policy/changes.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";
import type { PullRequest } from "../pull-request.ts";
import { findLookalike, refusalOf } from "./lookalikes.ts";

/** Where a policy is looked for when none is named. */
export const usualPolicyFiles = [".github/wave-inspect.yml", "wave-inspect.yml"] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** No policy is larger. Bytes. */
const LARGEST = 1024 * 1024;

/** Reads the bytes of one policy. */
type Read = (path: string) => Buffer | Unread | Promise<Buffer | Unread>;

/**
 * Reads a policy of a repository, and all that it extends: neighbours from disk, which lie in the repository, links
 * followed; other repositories through GitHub's API.
 *
 * @param root The repository, which `file` and relative references start from.
 * @param file A path, `owner/repo:path@ref`, or a preset.
 * @param token For other repositories; `GITHUB_TOKEN` where absent.
 * @throws ConfigurationError
 */
export function readPolicyFile(root: string, file: string, env: Environment, token?: string): Promise<Policy> {
  const base = realOf(root);
  const inside: Read = (path) => readInside(base, path, LARGEST);
  return load({ file, first: inside, extended: inside, github: gitHubOf(env, token) });
}

/**
 * The policy that a pull request is judged by: as it is on the base, with all that it extends. Where the base has none,
 * the one that the pull request brings is the first.
 *
 * @param root The workspace, which `file` starts from.
 * @param file As the workflow names it; undefined: at its usual place.
 * @throws ConfigurationError also where the base cannot be read: the version of the pull request never stands in for it.
 */
export async function readPolicyOfBase(
  root: string,
  file: string | undefined,
  pull: PullRequest,
  env: Environment,
  token?: string,
): Promise<Policy> {
  const { baseOf } = await import("./base.ts");
  const github = gitHubOf(env, token);
  const base = isElsewhere(file) ? undefined : baseOf(root, dirname(file ?? "x"), pull, env, github);
  if (base === undefined)
    return file === undefined ? findPolicy(root, env, token) : readPolicyFile(root, file, env, token);
  const read: Read = (path) => base.read(join(realOf(root), path));
  const { commit } = base;
  const paths = file === undefined ? usualPolicyFiles : [file];
  for (const path of paths) {
    const bytes = await read(path);
    if (isAbsent(bytes)) continue;
    return fromBase(await load({ file: path, first: () => bytes, extended: read, github, commit }), { commit });
  }
  const found = await findLookalike(paths, (folder) => base.namesIn(join(realOf(root), folder)));
  if (found !== undefined) {
    if (!isThere(join(root, found.path))) throw refusalOf(found);
    // The pull request gives it the right name, or the file system does.
    return fromBase(await load({ file: found.other, first: read, extended: read, github, commit }), { commit });
  }
  const first = file === undefined ? findPolicy(root, env, token) : readPolicyFile(root, file, env, token);
  return fromBase(await first, "first");
}

/**
 * What the pull request makes of the policy that it is judged by: as it is checked out, with all that it extends.
 * Undefined where it is not judged by one of its base. Why it cannot be read stops no run.
 */
export async function readProposal(
  root: string,
  file: string | undefined,
  { source }: Policy,
  env: Environment,
  token?: string,
): Promise<Proposal | undefined> {
  if (typeof source?.from !== "object") return undefined;
  try {
    const read = file === undefined ? findPolicy(root, env, token) : readPolicyFile(root, file, env, token);
    return { policy: await read };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const [unreadable = ""] = firstLines(error.message);
    return { unreadable };
  }
}

/**
 * The files of the base, as far as the checkout has them. Undefined where the work tree is another repository's: the pull
 * request has no say in it.
 *
 * @param folder What is checked, below the root.
 */
export async function filesOfBase(
  root: string,
  folder: string,
  pull: PullRequest,
  env: Environment,
): Promise<FileOfBase | undefined> {
  const { baseOf } = await import("./base.ts");
  const base = baseOf(root, folder, pull, env, gitHubOf(env));
  return (
    base &&
    ((path) => {
      const bytes = base.inCheckout(join(realOf(root), path));
      const text = bytes === undefined || isUnread(bytes) ? bytes : decodeText(bytes);
      return text === undefined || typeof text === "string" ? text : null;
    })
  );
}

/**
 * Refuses a run in which nothing of the change would be seen.
 *
 * @param folder What is to be checked.
 * @throws ConfigurationError
 */
export async function refuseUnseen(folder: string, pull: PullRequest, env: Environment): Promise<void> {
  if (pull.event !== "pull_request_target") return;
  const { refuseBase } = await import("./base.ts");
  refuseBase(folder, pull, env);
}

/** Says of a policy which version it is. */
function fromBase(policy: Policy, from: PolicyVersion): Policy {
  return policy.source === null ? policy : { ...policy, source: { ...policy.source, from } };
}

/**
 * Reads the policy that a person typed: a path, or `owner/repo:path@ref`, or a preset. It may lie anywhere. What it extends
 * was named by whoever wrote the file: it lies in the same repository, links followed. Where no git says which that is, it
 * lies below the policy itself.
 *
 * @param root The repository that is checked, which is the policy's own where that lies in it.
 * @param folder Where it was typed, which `file` starts from.
 */
export function readTypedPolicy(root: string, folder: string, file: string, env: Environment): Promise<Policy> {
  const anywhere: Read = (path) => readRegularFile(resolve(folder, path), LARGEST, "followed");
  return load({ file, first: anywhere, extended: besideTyped(root, folder, file), github: gitHubOf(env) });
}

/**
 * A policy that builds on one that a person typed, as if it lay beside that; problems of it are of the file `adds`, their
 * lines those of the text.
 *
 * @param root The repository that is checked.
 * @param folder Where the policy was typed, which `policy` starts from.
 * @param adds What it says, without its version and without `extends`. YAML.
 * @throws ConfigurationError
 */
export function readAddition(
  root: string,
  folder: string,
  { policy, adds }: { readonly policy: string; readonly adds: string },
  env: Environment,
): Promise<Policy> {
  const isPath = !isElsewhere(policy);
  const file = isPath ? posix.join(posix.dirname(policy), "adds") : "adds";
  const base = isPath ? `./${posix.basename(policy)}` : policy;
  // At the end, so that the lines of the text keep their numbers.
  const text = `${adds}\nversion: 1\nextends: ${JSON.stringify(base)}\n`;
  return load({
    file,
    first: () => Buffer.from(text),
    extended: besideTyped(root, folder, file),
    github: gitHubOf(env),
  });
}

/** Reads what is extended by a policy that was typed in a folder. */
function besideTyped(root: string, folder: string, file: string): Read {
  const written = dirname(resolve(folder, file));
  const home = realOf(written);
  const base = isBelow(realOf(root), home) ? realOf(root) : (workTreesAround(home)[0] ?? home);
  return (path) => {
    const onDisk = join(home, relative(written, resolve(folder, path)));
    return readInside(base, relative(base, onDisk), LARGEST);
  };
}

/**
 * The policy at its usual place, else the built-in one.
 *
 * @throws ConfigurationError also where one is there under almost that name: somebody believes that it holds.
 */
export async function findPolicy(root: string, env: Environment, token?: string): Promise<Policy> {
  const file = usualPolicyFiles.find((path) => isThere(join(root, path)));
  if (file !== undefined) return readPolicyFile(root, file, env, token);
  const found = await findLookalike(usualPolicyFiles, async (folder) => namesOnDisk(join(root, folder)));
  if (found !== undefined) throw refusalOf(found);
  return defaultPolicy;
}

/**
 * The policy of the repository that a folder is a part of, at its usual place there, or of the one that has that repository as
 * a submodule; undefined where there is none around it, or the folder is not there.
 */
export function policyAround(folder: string): string | undefined {
  const own = realOf(folder);
  if (!isThere(own)) return undefined;
  const trees = workTreesAround(own);
  const last = trees.findIndex((tree) => !isSubmodule(tree));
  const around = trees.slice(0, last + 1).filter((tree) => tree !== own);
  return around.flatMap((tree) => usualPolicyFiles.map((file) => join(tree, file))).find(isThere);
}

function isSubmodule(tree: string): boolean {
  const git = gitDirectoryIn(tree);
  return git !== undefined && "own" in git && isOfSubmodule(git);
}

function namesOnDisk(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function gitHubOf(env: Environment, token = env["GITHUB_TOKEN"]): GitHub {
  return new GitHub(token, env["GITHUB_API_URL"] ?? "https://api.github.com");
}

interface Source {
  readonly file: string;
  /** Reads the file itself, where it is a path. */
  readonly first: Read;
  readonly extended: Read;
  readonly github: GitHub;
  /** The one that all paths are of. */
  readonly commit?: string;
}

async function load({ file, first, extended, github, commit }: Source): Promise<Policy> {
  // Loaded only here: where no policy is written, nothing reads YAML.
  const { loadPolicy } = await import("../policy/file/load.ts");
  const local = async (path: string, read: Read): Promise<PolicyText> => ({
    ...textOf(path, await read(path)),
    ...(commit !== undefined && { commit }),
  });
  const read: ReadPolicy = async (address) => {
    if (address.kind === "preset") return (await import("../policy/presets/index.ts")).readPreset(address.path);
    return address.kind === "file" ? local(address.path, extended) : readRemote(address, github);
  };
  if (!isElsewhere(file)) return loadPolicy(await local(file, first), file, read);
  const address = readAddress(file, { kind: "file", path: "" });
  if ("error" in address) throw new ConfigurationError(`policy: ${address.error}.`);
  return loadPolicy(await read(address), address, read);
}

/** A file of the commit that its ref names. */
async function readRemote(address: RepositoryAddress, github: GitHub): Promise<PolicyText> {
  const commit = await github.commitOf(address);
  const bytes = await github.read({ ...address, ref: commit });
  if (bytes === undefined) throw unseen(address);
  return { ...textOf(formatAddress(address), bytes), commit };
}

function textOf(path: string, bytes: Buffer | Unread): PolicyText {
  if (isUnread(bytes)) throw unusable(path, bytes);
  const text = decodeText(bytes);
  if (typeof text !== "string") throw unusable(path, text);
  return { text, bytes };
}

function unusable(path: string, { words, why }: Unread): ConfigurationError {
  const isWord = /^[\w-]+$/.test(path);
  const other = isWord
    ? `, or write a preset as wave-inspect:${path}`
    : path.includes("@")
      ? `, or write ${ELSEWHERE}`
      : "";
  const absent = `name a policy file${other}`;
  return new ConfigurationError(`${path} ${words}; ${why === "absent" ? absent : REMEDY}.`);
}

const ELSEWHERE = "owner/repo:path@ref for one of another repository";

const REMEDY = "a policy is a text file of its own, in the repository where the repository names it";

/**
 * What to say of policies that lie in folders of a root and do not hold, since the folders are checked by one policy: a sentence
 * each.
 *
 * @param held Where the policy that holds is, from the root on; null: it is the built-in one.
 */
export function passedWithin(root: string, folders: readonly string[], held: string | null): readonly string[] {
  return folders
    .filter((folder) => folder !== "")
    .flatMap((folder) => usualPolicyFiles.map((file) => `${folder}/${file}`))
    .filter((file) => file !== held && isThere(join(root, file)))
    .map(
      (file) =>
        `${file} does not hold: ${held === null ? "the built-in policy" : held} is that of all folders. Say there what is another in this one (overrides with files), or check the folder by itself.`,
    );
}
