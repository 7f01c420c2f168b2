/**
 * Whose a file is, by the CODEOWNERS of a repository, as GitHub reads it:
 * docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
import { matchesText } from "../text/wildcards.ts";

/** Where GitHub looks, the first that is there. */
export const CODEOWNERS_PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** GitHub does not load a larger one. Bytes. */
export const LARGEST_CODEOWNERS = 3 * 1024 * 1024;

interface Line {
  /** Folders of the pattern and the name at its end; `**` stands for any number of folders. */
  readonly pattern: readonly string[];
  readonly owners: readonly string[];
}

/**
 * The owners of a path, as written: `@user`, `@org/team`, an address. The last line that matches decides, and one without
 * owners leaves a path to nobody. A line that GitHub does not take is skipped, as it does.
 */
export function codeOwners(text: string): (path: string) => readonly string[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => lineOf(line) ?? [])
    .reverse();
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const found = known.get(path) ?? ownersIn(lines, path);
    known.set(path, found);
    return found;
  };
}

function ownersIn(lines: readonly Line[], path: string): readonly string[] {
  const parts = path.split("/");
  return lines.find(({ pattern }) => matches(pattern, parts))?.owners ?? [];
}

const OWNER = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/** Undefined: it says nothing, or is none that GitHub takes. */
function lineOf(line: string): Line | undefined {
  // A blank that belongs to a path has a backslash before it; a word that begins with # begins a comment.
  const words = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const end = words.findIndex((word) => word.startsWith("#"));
  const [written, ...owners] = end === -1 ? words : words.slice(0, end);
  if (written === undefined || !owners.every((owner) => OWNER.test(owner))) return undefined;
  const pattern = patternOf(written);
  return pattern && { pattern, owners };
}

/** `!` and `[ ]` of a .gitignore do not work there. */
function patternOf(written: string): readonly string[] | undefined {
  if (/^!|[[\]]/.test(written) || written === "/") return undefined;
  const plain = written.replaceAll(/\\(.)/g, "$1");
  const folders = plain.replace(/^\//, "").split("/");
  const isFolder = folders.at(-1) === "";
  const names = isFolder ? folders.slice(0, -1) : folders;
  // A name alone is one in any folder.
  const isAnywhere = !plain.startsWith("/") && names.length === 1 && names[0] !== "**";
  return [...(isAnywhere ? ["**"] : []), ...names, ...(isFolder ? ["**"] : [])];
}

/**
 * A pattern that ends in a name takes the file of that name and all below a folder of it; one that ends in a lone `*` takes
 * what lies directly in that folder, which is where it differs from a .gitignore. Steps: at most folders × folders.
 */
function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const last = pattern.at(-1);
  const takesBelow = last !== "*" && last !== "**";
  // Which numbers of folders of the path the pattern so far can have taken.
  let taken = new Set([0]);
  for (const [at, part] of pattern.entries()) {
    taken = part === "**" ? anyNumber(taken, path.length, at === pattern.length - 1) : oneMore(taken, part, path);
  }
  return takesBelow ? taken.size > 0 : taken.has(path.length);
}

function oneMore(taken: ReadonlySet<number>, part: string, path: readonly string[]): Set<number> {
  return new Set(
    [...path.entries()].flatMap(([at, text]) => (taken.has(at) && matchesText(part, text) ? [at + 1] : [])),
  );
}

/** At the end there has to be something that it stands for: a folder is no file in it. */
function anyNumber(taken: ReadonlySet<number>, length: number, isLast: boolean): Set<number> {
  const least = Math.min(...taken) + (isLast ? 1 : 0);
  return new Set(Array.from({ length: Math.max(0, length - least + 1) }, (_, at) => least + at));
}
