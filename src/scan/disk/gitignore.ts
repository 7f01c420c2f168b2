/** What a `.gitignore` says, as git takes it: gitignore(5). */
import { isWild, type PathGlob, pathGlob, type Work } from "./path-glob.ts";

/** The rules of one `.gitignore`. */
export interface GitIgnore {
  /** The folder that it stands in; "" is the root. */
  readonly folder: string;
  /** Rules of plain names, and of plain paths from the folder on: thousands of files are looked up. */
  readonly names: ReadonlyMap<string, PlainRules>;
  readonly paths: ReadonlyMap<string, PlainRules>;
  /** Those with wildcards, in the order of the file. */
  readonly patterns: readonly PatternRule[];
}

interface Rule {
  /** In the order of the file: the last that matches decides. */
  readonly number: number;
  /** `!pattern`: takes an ignored path back in. */
  readonly negated: boolean;
}

/** Of one text, the last rule for anything of that name, and the last for folders only (`pattern/`). */
interface PlainRules {
  readonly any?: Rule;
  readonly folder?: Rule;
}

interface PatternRule extends Rule {
  /** Of a name, where the pattern has no slash; else of a path from the folder on. */
  readonly isPath: boolean;
  readonly glob: PathGlob;
  readonly directoryOnly: boolean;
}

/** A `.gitignore` of a person has a hundredth of these; each pattern is held against every file. */
const LONGEST = 262_144;
const LONGEST_LINE = 4096;
const MOST_PATTERNS = 1000;

/** Undefined where it has more than is followed: then nothing is known of what it ignores, and what it takes back in. */
export function readGitIgnore(folder: string, text: string): GitIgnore | undefined {
  if (text.length > LONGEST) return undefined;
  const names = new Map<string, PlainRules>();
  const paths = new Map<string, PlainRules>();
  const patterns: PatternRule[] = [];
  for (const [number, line] of text.split(/\r?\n/).entries()) {
    if (line.length > LONGEST_LINE) return undefined;
    const written = withoutBlanks(line);
    if (written === "" || written.startsWith("#")) continue;
    const negated = written.startsWith("!");
    const body = negated ? written.slice(1) : written;
    const directoryOnly = body.endsWith("/");
    const pattern = directoryOnly ? body.slice(0, -1) : body;
    // One that ends with two slashes matches nothing.
    if (pattern === "" || pattern.endsWith("/")) continue;
    // A slash at the start or in the middle ties the pattern to this folder; without one it matches at any depth.
    const isPath = pattern.includes("/");
    const glob = pattern.replace(/^\//, "");
    if (isWild(glob)) {
      patterns.push({ number, negated, isPath, glob: pathGlob(glob), directoryOnly });
      if (patterns.length > MOST_PATTERNS) return undefined;
    } else {
      const plain = isPath ? paths : names;
      plain.set(glob, { ...plain.get(glob), [directoryOnly ? "folder" : "any"]: { number, negated } });
    }
  }
  return { folder, names, paths, patterns };
}

/** The rules of an inner folder after those around it; undefined where these are more than are followed. */
export function withInner(outer: readonly GitIgnore[], inner: readonly GitIgnore[]): readonly GitIgnore[] | undefined {
  const all = [...outer, ...inner];
  return all.reduce((sum, { patterns }) => sum + patterns.length, 0) > MOST_PATTERNS ? undefined : all;
}

/** Without blanks at the end, but for one behind a backslash. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === " ") end--;
  return end < line.length && line[end - 1] === "\\" ? line.slice(0, end + 1) : line.slice(0, end);
}

/** Whether the last rule that matches, inner files after outer ones, ignores the path. Its folders are not ignored. */
export function isIgnored(files: readonly GitIgnore[], path: string, isDirectory: boolean, work: Work): boolean {
  for (const file of files.toReversed()) {
    const inner = file.folder === "" ? path : path.slice(file.folder.length + 1);
    const rule = lastRule(file, inner, isDirectory, work);
    if (rule !== undefined) return !rule.negated;
  }
  return false;
}

function lastRule(file: GitIgnore, inner: string, isDirectory: boolean, work: Work): Rule | undefined {
  const names = inner.split("/");
  const own = names.slice(-1);
  const [name = ""] = own;
  const plain = [file.names.get(name), file.paths.get(inner)].flatMap((rules) => [
    rules?.any,
    isDirectory ? rules?.folder : undefined,
  ]);
  let last: Rule | undefined;
  for (const rule of plain) if (rule !== undefined && rule.number > (last?.number ?? -1)) last = rule;
  const { patterns } = file;
  for (let at = patterns.length - 1; at >= 0; at--) {
    const rule = patterns[at]!;
    if (last !== undefined && rule.number < last.number) break;
    if ((isDirectory || !rule.directoryOnly) && rule.glob(rule.isPath ? names : own, work)) return rule;
  }
  return last;
}
