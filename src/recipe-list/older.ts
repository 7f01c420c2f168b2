/** What environment files were in the commits before, out of the repository of git that they lie in. */
import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { decodeText } from "../files/text.ts";
import { gitDirectoryAround } from "../git/directory.ts";
import { FileHistory } from "../git/file-history.ts";
import { GitObjects } from "../git/objects.ts";
import { headOf } from "../git/references.ts";
import type { HistoryUse } from "./entry.ts";

/** No environment has more to say. Bytes. */
const LARGEST = 1024 * 1024;

export interface OlderText {
  readonly commit: string;
  readonly text: string;
}

export interface OlderTexts {
  /** Of one of the files, the newest first. */
  of(file: string): Iterable<OlderText>;
  /** So far. */
  use(): HistoryUse;
}

/**
 * Does some work with the texts that files had before. Undefined where there is no git, or no commit.
 *
 * @param root The directory that the paths start from: of a work tree, or below one.
 * @param most Commits that are looked at.
 */
export function withOlderTexts<T>(
  root: string,
  { files, most }: { readonly files: readonly string[]; readonly most: number },
  work: (older: OlderTexts) => T,
): T | undefined {
  const base = realpathSync(root);
  const git = gitDirectoryAround(base);
  const head = git === undefined || "unreadable" in git ? undefined : headOf(git);
  if (git === undefined || "unreadable" in git || head === undefined) return undefined;
  const above = relative(git.worktree, base).split(sep).join("/");
  const placed = (file: string): string => (above === "" ? file : `${above}/${file}`);
  const objects = new GitObjects(git);
  const history = new FileHistory(objects, head, { files: files.map(placed), most });
  return objects.whileOpen(() =>
    work({
      of: (file) => textsOf(history, placed(file)),
      use: () => ({ commits: history.walked, isCut: history.isCut, lacks: history.lacks }),
    }),
  );
}

function* textsOf(history: FileHistory, file: string): Generator<OlderText> {
  for (const version of history.versionsOf(file)) {
    const bytes = history.read(version, LARGEST);
    const text = bytes === undefined ? undefined : decodeText(bytes);
    if (typeof text === "string") yield { commit: version.commit, text };
  }
}
