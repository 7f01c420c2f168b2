/** The work tree that is read, as git's own files have it. */
import { isAbsolute } from "node:path";
import { realOf } from "../files/inside.ts";
import { wayFrom } from "../files/workspace.ts";
import { filesUnlike } from "../git/changed.ts";
import { CommitFiles } from "../git/commit.ts";
import { gitDirectoryAround, originOf } from "../git/directory.ts";
import { GitObjects } from "../git/objects.ts";
import { branchOf, headOf } from "../git/references.ts";
import type { Checkout, ScanResult } from "../model.ts";
import { repositoryAt } from "./remote.ts";

/** What git knows of a folder. */
export interface KnownToGit {
  /** Of its `origin`, as `repositoryAt` names one. */
  readonly repository?: string;
  readonly checkout?: Checkout;
}

/** Nothing is known of a folder that no work tree holds, or whose `.git` leads elsewhere. */
export function checkoutOf(root: string, { files }: Pick<ScanResult, "files">): KnownToGit {
  const git = gitDirectoryAround(realOf(root));
  if (git === undefined || "unreadable" in git) return {};
  const repository = repositoryAt(originOf(git) ?? "");
  const commit = headOf(git);
  const [folder, branch] = [wayFrom(git.worktree, root) ?? ".", branchOf(git)];
  const prefix = folder === "." ? "" : `${folder}/`;
  // What a launch command names outside of the repository is no commit's.
  const own = files.filter(({ file }) => !isAbsolute(file) && !file.startsWith("../"));
  const paths = [...new Set(own.map(({ file }) => `${prefix}${file}`))];
  const changed = commit && filesUnlike(new CommitFiles(new GitObjects(git), commit), git.worktree, paths);
  return {
    ...(repository !== undefined && { repository }),
    ...(commit !== undefined && {
      checkout: {
        commit,
        ...(branch !== undefined && { branch }),
        ...(prefix !== "" && { folder }),
        ...(changed && { changed: changed.map((file) => file.slice(prefix.length)) }),
      },
    }),
  };
}
