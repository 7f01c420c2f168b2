/** What a listing has not although a scanner might have read it, in words. */
import type { Unread } from "../../files/read.ts";
import type { Problem, UnreadReason } from "../../model.ts";
import type { IndexEntry } from "../../git/index-file.ts";
import type { Listing } from "./listed.ts";

/** A file or folder that was not read. */
export function unread(file: string, why: UnreadReason, message: string): Problem {
  return { file: file === "" ? "." : file, line: 1, column: 1, kind: "unreadable", message, why };
}

/** A file that was asked for in vain. `readers`: by what scanners one of this name may be read. */
export function unreadFile(file: string, { why, words }: Unread, readers: string): Problem {
  // Those of any YAML file say nothing of what it is.
  const isOfAnyFile = readers !== "" && readers.split(" ").every((reader) => OF_ANY_YAML.has(reader));
  if (why === "pointer") {
    return {
      ...unread(file, why, "This file is a pointer of Git LFS: what it stands for is not read."),
      // No tool reads a pointer as what it stands for; where it is checked out with its content, one does.
      ...(!isOfAnyFile && { kind: "abort" }),
      help: "Check it out with its content (lfs: true of actions/checkout), or keep it in git itself.",
    };
  }
  const hides = why === "too-large" && !isOfAnyFile;
  return { ...unread(file, why, `This file ${words}: it is not read.`), ...(hides && { hides }) };
}

const OF_ANY_YAML: ReadonlySet<string> = new Set(["cwl", "kubernetes", "nf-core"]);

/** More of one kind are only counted. */
const MOST = 100;

/** Everything that is missing from a listing. `isRead`: whether a scanner reads files of this name. */
export function gapsOf(listing: Listing, isRead: (path: string) => boolean): readonly Problem[] {
  const { absent, skipped, closed, illegible, special, unreadable, unheeded } = listing;
  return [
    unreadable.flatMap(({ folder, reason, isAbsent }) =>
      isAbsent === true ? [] : unread(folder === "" ? ".git" : `${folder}/.git`, "unknown", unknownIndex(reason)),
    ),
    closed.map(({ folder, why, words }) => unread(folder, why, `This folder ${words}: nothing of it is read.`)),
    skipped.map((folder) => unread(folder, "skipped", SKIPPED)),
    absent.flatMap((entry) =>
      isFile(entry) && !isRead(entry.path) ? [] : unread(entry.path, "absent", absence(entry)),
    ),
    illegible.flatMap(({ path, isFolder }) => (isFolder || isRead(path) ? unread(path, "name", ILLEGIBLE) : [])),
    special.flatMap((path) => (isRead(path) ? unread(path, "no-file", SPECIAL) : [])),
    unheeded.map((file) => ({ ...UNHEEDED, file })),
  ].flatMap(countedFrom);
}

function countedFrom(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[MOST];
  if (next === undefined) return problems;
  const message = `${next.message} The same is true of ${problems.length - MOST - 1} more that are not listed here.`;
  return [...problems.slice(0, MOST), { ...next, message }];
}

const isFile = ({ mode }: IndexEntry): boolean => mode === "file" || mode === "link";

const SKIPPED =
  "This folder is left out for its name, since no index of git says that it is part of the sources: nothing of it is " +
  "read. Track it with git, or scan it by itself.";
const ILLEGIBLE = "This name is no UTF-8 (its bytes are shown as \\xHH): nothing of it is read. Rename it.";
const SPECIAL = "This is a pipe, a socket or a device not a regular file: it is not read.";

/** Nothing is missing for it: what git ignores there is scanned as well. */
const UNHEEDED = {
  line: 1,
  column: 1,
  kind: "limit",
  message: "This .gitignore has more than is followed: what it ignores is scanned, too.",
  help: "Shorten it, or leave out what is not to be scanned with files.exclude.",
  aside: true,
} as const;

function absence({ mode, skipped }: IndexEntry): string {
  if (mode === "submodule") return ABSENT_SUBMODULE;
  if (mode === "folder") return ABSENT_FOLDER;
  return skipped
    ? "git tracks this file and a sparse checkout leaves it out: it is not read. Add it to the checkout."
    : "git tracks this file and it is not on the disk: it is not read. Check it out, or remove it from git.";
}

const ABSENT_SUBMODULE =
  "This submodule is not checked out: nothing of it is read. Check it out (submodules: true of actions/checkout).";
const ABSENT_FOLDER = "A sparse checkout leaves this folder out: nothing of it is read. Add it to the checkout.";

function unknownIndex(reason: string): string {
  return (
    `The index of this repository cannot be read: ${reason}. What git tracks and the disk does not have is not known, and ` +
    "no .gitignore hides anything."
  );
}
