/** What a `.gitignore` says, as git takes it: gitignore(5). */
import { Minimatch } from "minimatch";

/** The rules of one `.gitignore`. */
export interface GitIgnore {
  /** The folder that it stands in; "" is the root. */
  readonly folder: string;
  /** In the order of the file: the last that matches decides. */
  readonly rules: readonly GitIgnoreRule[];
}

interface GitIgnoreRule {
  /** Of a name, where the pattern has no slash; else of a path from the folder on. */
  readonly isPath: boolean;
  readonly matches: (text: string) => boolean;
  /** `!pattern`: takes an ignored path back in. */
  readonly negated: boolean;
  /** `pattern/`: matches directories only. */
  readonly directoryOnly: boolean;
}

export function readGitIgnore(folder: string, text: string): GitIgnore {
  const rules: GitIgnoreRule[] = [];
  for (const line of text.split(/\r?\n/)) {
    const rule = readRule(line);
    if (rule !== undefined) rules.push(rule);
  }
  return { folder, rules };
}

function readRule(line: string): GitIgnoreRule | undefined {
  const written = line.replace(/(?<!\\) +$/, "");
  if (written === "" || written.startsWith("#")) return undefined;
  const negated = written.startsWith("!");
  const body = negated ? written.slice(1) : written;
  const directoryOnly = body.endsWith("/");
  const path = body.replace(/\/+$/, "");
  if (path === "") return undefined;
  // A slash at the start or in the middle ties the pattern to this folder; without one it matches at any depth.
  return { isPath: path.includes("/"), matches: matcher(path.replace(/^\//, "")), negated, directoryOnly };
}

/** Most rules are plain names: those are compared, since thousands of files are. */
function matcher(glob: string): (text: string) => boolean {
  if (!/[*?[\]\\]/.test(glob)) return (text) => text === glob;
  const pattern = new Minimatch(glob, { dot: true, nonegate: true, nocomment: true, nobrace: true, noext: true });
  return (text) => pattern.match(text);
}

/** Whether the last rule that matches, inner files after outer ones, ignores the path. Its folders are not ignored. */
export function isIgnored(files: readonly GitIgnore[], path: string, isDirectory: boolean): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  let ignored = false;
  for (const { folder, rules } of files) {
    const inner = folder === "" ? path : path.slice(folder.length + 1);
    for (const { matches, isPath, negated, directoryOnly } of rules) {
      if (ignored !== negated || (directoryOnly && !isDirectory)) continue;
      if (matches(isPath ? inner : name)) ignored = !negated;
    }
  }
  return ignored;
}
