/** Repositories with links and pipes in them, and what runs over them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

/** Generous: what hangs is ended, nothing is measured. */
export const LIMIT = { timeout: 25_000 };

export const FROM = "FROM quay.io/hidden/tool:1\n";

export function link(root: string, target: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

export function fifo(root: string, path: string): void {
  execFileSync("mkfifo", [join(root, path)]);
}

/** A repository of git that tracks all of its files but for those that `.gitignore` names. */
export async function tracking(files: Readonly<Record<string, string>>, ...forced: readonly string[]): Promise<string> {
  const root = await repositoryOf(files);
  git(root, "init", "-q");
  git(root, "add", ".");
  if (forced.length > 0) git(root, "add", "-f", ...forced);
  git(root, "commit", "-qm", "x");
  return root;
}
