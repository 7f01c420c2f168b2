/** Globs of `.gitignore`, after git's own matcher (wildmatch.c). Matching takes at most length × length steps. */
import { matchesSequence } from "../../text/wildcards.ts";

/** Whether a glob matches the names of a path, one below the other. */
export type PathGlob = (names: readonly string[], work: Work) => boolean;

/** As many characters and names as are compared in all: a second's worth. */
const MOST_STEPS = 50_000_000;

/** Counts the work of all globs of a repository. */
export class Work {
  #left = MOST_STEPS;

  step(): void {
    this.#left--;
  }

  /** Whether there was too much of it. */
  get isSpent(): boolean {
    return this.#left < 0;
  }
}

/** Whether a glob is more than the text that it matches. */
export function isWild(glob: string): boolean {
  return /[*?[\]\\]/.test(glob);
}

/** `**` between slashes. */
const FOLDERS = "folders";
const STAR = "star";

type Token = typeof STAR | ((character: string) => boolean);

/** One folder or name of a path: its tokens, and the plain text that it begins and ends with. */
interface Segment {
  readonly tokens: readonly Token[];
  readonly start: string;
  readonly end: string;
}

export function pathGlob(glob: string): PathGlob {
  const names = glob.split("/");
  const segments: (Segment | typeof FOLDERS)[] = [];
  for (const [at, name] of names.entries()) {
    if (name === "**" && names.length > 1) {
      if (segments.at(-1) !== FOLDERS) segments.push(FOLDERS);
      // At the end it stands for what is in a folder, and not for the folder.
      if (at === names.length - 1) segments.push({ tokens: [STAR], start: "", end: "" });
      continue;
    }
    const segment = readSegment(name);
    if (segment === undefined) return () => false;
    segments.push(segment);
  }
  const last = segments.at(-1);
  return (path, work) => {
    const name = path.at(-1);
    if (last === undefined || last === FOLDERS || name === undefined || !matchesSegment(last, name, work)) return false;
    return matchesSequence(
      segments,
      FOLDERS,
      path,
      (expected, found) => expected !== FOLDERS && matchesSegment(expected, found, work),
    );
  };
}

function matchesSegment({ tokens, start, end }: Segment, text: string, work: Work): boolean {
  work.step();
  if (!text.startsWith(start) || !text.endsWith(end)) return false;
  return matchesSequence(tokens, STAR, text, (expected, found) => {
    work.step();
    return expected !== STAR && expected(found);
  });
}

/** Undefined for one that git holds to match nothing: a bracket without its end, an escape of nothing. */
function readSegment(glob: string): Segment | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at]!;
    if (character === "*") {
      if (tokens.at(-1) !== STAR) tokens.push(STAR);
    } else if (character === "?") tokens.push(() => true);
    else if (character === "[") {
      const set = readSet(glob, at + 1);
      if (set === undefined) return undefined;
      tokens.push(set.has);
      at = set.end;
    } else {
      const literal = character === "\\" ? glob[++at] : character;
      if (literal === undefined) return undefined;
      tokens.push((found) => found === literal);
    }
  }
  return { tokens, start: /^[^*?[\\]*/.exec(glob)![0], end: plainEnd(glob) };
}

/** What stands behind the last wildcard. */
function plainEnd(glob: string): string {
  return isWild(glob) ? /[^*?[\]\\]*$/.exec(glob)![0] : glob;
}

/** `[a-z]`, `[!a]`, `[^[:digit:]]`; `from` is behind the bracket, `end` at the closing one. */
function readSet(
  glob: string,
  from: number,
): { readonly has: (character: string) => boolean; readonly end: number } | undefined {
  let at = from;
  const isNegated = glob[at] === "!" || glob[at] === "^";
  if (isNegated) at++;
  const first = at;
  const members: ((character: string) => boolean)[] = [];
  for (; at < glob.length && (glob[at] !== "]" || at === first); at++) {
    const [whole, name = ""] = /^\[:([a-z]*):\]/.exec(glob.slice(at, at + 12)) ?? [];
    if (whole !== undefined) {
      const kind = KINDS[name];
      if (kind === undefined) return undefined;
      members.push((character) => kind.test(character));
      at += whole.length - 1;
      continue;
    }
    if (glob[at] === "\\") at++;
    const low = glob[at];
    if (low === undefined) return undefined;
    if (glob[at + 1] === "-" && glob[at + 2] !== "]" && at + 2 < glob.length) {
      at += glob[at + 2] === "\\" ? 3 : 2;
      const high = glob[at] ?? "";
      members.push((character) => character >= low && character <= high);
    } else members.push((character) => character === low);
  }
  if (at >= glob.length) return undefined;
  return { has: (character) => members.some((member) => member(character)) !== isNegated, end: at };
}

const KINDS: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  // oxlint-disable-next-line no-control-regex -- they are what is asked for
  cntrl: /[\0-\x1F\x7F]/,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f0-9]/,
};
