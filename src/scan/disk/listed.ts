/** What a listing of a directory says, as types. */
import type { IndexEntry } from "../../git/index-file.ts";
import type { Unread } from "../../files/read.ts";

/** What a directory holds. Paths are below the directory, "/" between folders, in no order. */
export interface Listing {
  /** Regular files, below no link. */
  readonly files: readonly string[];
  /** Links, of files and of folders: where they lead is not looked at here. */
  readonly links: readonly string[];
  /** Pipes, sockets and devices. */
  readonly special: readonly string[];
  /** Folders that were left out for their name where no index says whether they are part of the sources. */
  readonly skipped: readonly string[];
  /** Files and folders that were left out with reason: by a `.gitignore`, or for their name. */
  readonly leftOut: readonly string[];
  /** Folders that cannot be opened. */
  readonly closed: readonly ClosedFolder[];
  /**
   * What git tracks and the disk does not have: left out by a sparse checkout (`skipped`, and for a sparse index whole
   * folders), submodules that were not checked out, files that were removed.
   */
  readonly absent: readonly IndexEntry[];
  /** What git tracks or the disk has by a name that is no UTF-8, as the index escapes it: it is not looked for. */
  readonly illegible: readonly Illegible[];
  /** Repositories whose index was not read, so that in them nothing is ignored. */
  readonly unreadable: readonly UnreadableRepository[];
  /** Files called `.gitignore` with more rules than are followed, so that nothing is ignored in their folders. */
  readonly unheeded: readonly string[];
}

export interface Illegible {
  readonly path: string;
  readonly isFolder: boolean;
}

export interface ClosedFolder extends Unread {
  readonly folder: string;
}

export interface UnreadableRepository {
  /** Below the directory; "" for the repository that the directory itself is part of. */
  readonly folder: string;
  /** In words that follow "its index cannot be read:". */
  readonly reason: string;
  /** There is none yet: what is tracked and missing is known, for it is nothing. */
  readonly isAbsent?: boolean;
}
