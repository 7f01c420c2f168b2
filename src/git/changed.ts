/** Which files of a work tree are not as a commit has them. Their bytes are compared; no time stamp of an index is believed. */
import { isUnread } from "../files/read.ts";
import { readInside } from "../files/inside.ts";
import type { CommitFiles } from "./commit.ts";
import { isIntact } from "./object.ts";

/** A larger file was read by no scanner. Bytes. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Those of the files that the commit has otherwise or not at all, in their order; undefined where the repository does not
 * have what it takes to tell. A file with CRLF is equal to one with LF (`core.autocrlf`), and what a submodule holds is
 * of another repository.
 *
 * @param files Paths from the root of the work tree on, "/" between folders.
 */
export function filesUnlike(commit: CommitFiles, worktree: string, files: readonly string[]): string[] | undefined {
  const unlike: string[] = [];
  for (const file of files) {
    const is = isUnlike(commit, worktree, file);
    if (is === undefined) return undefined;
    if (is) unlike.push(file);
  }
  return unlike;
}

function isUnlike(commit: CommitFiles, worktree: string, file: string): boolean | undefined {
  const entry = commit.follow(file);
  if (entry === "unknown") return undefined;
  if (entry === "absent") return true;
  if (entry.kind === "in submodule") return false;
  const bytes = readInside(worktree, file, LARGEST);
  if (isUnread(bytes)) return true;
  if (isIntact({ type: "blob", bytes }, entry.id)) return false;
  const text = Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
  return !isIntact({ type: "blob", bytes: text }, entry.id);
}
