/** Where the checked files come from: repository, commit, and the time that all of the evidence has. */
import { relative, sep } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { realOf } from "../files/inside.ts";
import { gitDirectoryAround, originOf } from "../git/directory.ts";
import { readCommit } from "../git/object.ts";
import { GitObjects } from "../git/objects.ts";
import { headOf } from "../git/references.ts";
import { type Remote, remoteOf } from "../record/remote.ts";
import { quote } from "../text/quote.ts";
import { encodedPath, packageUrl } from "./purl.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface Origin {
  readonly repository: Remote | undefined;
  /** All its digits. */
  readonly commit: string | undefined;
  /** The checked folder from the root of the repository on, "/" between folders; empty for the root. */
  readonly folder: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly when: string;
  /** The time was given (SOURCE_DATE_EPOCH), and is not that of the commit. */
  readonly isGiven: boolean;
}

/** No commit has more to say than this. Bytes. */
const LARGEST_COMMIT = 1024 * 1024;

/** The last second that RFC 3339 can say. */
const LATEST = 253_402_300_799;

/**
 * Reads the repository that a folder is part of, and no clock. Where there is no git, GitHub's own variables tell.
 *
 * @throws ConfigurationError where neither SOURCE_DATE_EPOCH nor a commit gives a time.
 */
export function originAt(root: string, env: Environment): Origin {
  const found = gitDirectoryAround(realOf(root));
  const git = found === undefined || "unreadable" in found ? undefined : found;
  const head = git && headOf(git);
  const object = git && head !== undefined ? new GitObjects(git).read(head, LARGEST_COMMIT) : undefined;
  const given = secondsOf(env["SOURCE_DATE_EPOCH"] ?? "");
  const seconds = given ?? (object && readCommit(object)?.date);
  if (seconds === undefined || seconds > LATEST) throw new ConfigurationError(NO_TIME);
  const { GITHUB_SERVER_URL: server = "https://github.com", GITHUB_REPOSITORY: name = "", GITHUB_SHA: sha } = env;
  return {
    repository: remoteOf((git && originOf(git)) ?? "") ?? remoteOf(`${server}/${name}`),
    commit: head ?? sha,
    folder: git === undefined ? "" : relative(git.worktree, realOf(root)).split(sep).join("/"),
    when: new Date(seconds * 1000).toISOString().replace(".000Z", "Z"),
    isGiven: given !== undefined,
  };
}

const NO_TIME =
  "Evidence has the time of the commit, and there is no commit here that can be read: run in a checkout, or set SOURCE_DATE_EPOCH to seconds since 1970.";

function secondsOf(text: string): number | undefined {
  if (text === "") return undefined;
  if (!/^\d{1,12}$/.test(text) || Number(text) > LATEST)
    throw new ConfigurationError(
      `SOURCE_DATE_EPOCH: ${quote(text)} is not a time; write seconds since 1970, such as 1764547200.`,
    );
  return Number(text);
}

/**
 * A URI of the repository at its commit, or of a file in it: a package URL for github.com, else as SPDX writes places to
 * download from.
 *
 * @param file From the root of the repository on.
 */
export function resourceUri(
  { repository, commit }: Pick<Origin, "repository" | "commit">,
  file = "",
): string | undefined {
  if (repository === undefined) return undefined;
  const { host, path } = repository;
  const names = path.toLowerCase().split("/");
  const [owner, name] = names;
  if (host === "github.com" && names.length === 2 && owner !== undefined && name !== undefined)
    return packageUrl({ type: "github", namespace: [owner], name, version: commit, subpath: file });
  const below = encodedPath(file);
  return `git+https://${host}/${encodedPath(path)}${commit === undefined ? "" : `@${commit}`}${below === "" ? "" : `#${below}`}`;
}
