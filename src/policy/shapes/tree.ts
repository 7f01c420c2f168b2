/** The tree of a policy file with its places, and what is wrong at them. */
import type { Location } from "../../model.ts";
import type { Span } from "../../text/lines.ts";
import { counted } from "../../text/units.ts";

/** A YAML document reduced to what a reader needs: plain values, each with its place. Aliases are resolved. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: "map";
  readonly at: Span;
  readonly entries: readonly { readonly key: string; readonly at: Span; readonly value: Tree }[];
}

export interface ListTree {
  readonly kind: "list";
  readonly at: Span;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: "scalar";
  readonly at: Span;
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `3.10` stays `3.10`. */
  readonly text: string;
}

/** What stands below a path of keys. */
export function treeAt(tree: Tree, keys: readonly string[]): Tree | undefined {
  return keys.reduce<Tree | undefined>(
    (around, key) => (around?.kind === "map" ? around.entries.find((entry) => entry.key === key)?.value : undefined),
    tree,
  );
}

/** What is wrong at one place of a policy file. */
export interface PolicyProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A line a problem: `file:line:column: what`. */
export function problemLines(problems: readonly PolicyProblem[]): string {
  return problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n");
}

/** What hardly means what was meant. */
export interface PolicyDoubt {
  readonly location: Location;
  readonly message: string;
  /** Whether an image of this name shows that it does. */
  readonly isRefuted: (image: string) => boolean;
}

/** A person mends no more at once; a file that is no policy has thousands. Fewer than what a step shows of an error. */
const MOST_PROBLEMS = 19;

/** Collects what is wrong while the readers go on, so that a person sees all of it at once. */
export class Problems {
  readonly file: string;
  /** What the file is, in words, and the least that it says. */
  readonly what: string;
  readonly least: string;
  readonly #found: PolicyProblem[] = [];
  readonly #doubts: PolicyDoubt[] = [];
  #more = 0;

  constructor(file: string, { what, least } = { what: "policy", least: "version: 1" }) {
    this.file = file;
    this.what = what;
    this.least = least;
  }

  /** Those that are told; the last says how many more there are. */
  get found(): readonly PolicyProblem[] {
    const last = this.#found.at(-1);
    if (this.#more === 0 || last === undefined) return this.#found;
    return [...this.#found, { ...last, message: `${counted(this.#more, "more problem")} of this file not shown` }];
  }

  /** What can be used and hardly means what was meant. */
  get doubts(): readonly PolicyDoubt[] {
    return this.#doubts;
  }

  doubt(at: Span, message: string, isRefuted: PolicyDoubt["isRefuted"]): void {
    this.#doubts.push({ location: { file: this.file, ...at }, message, isRefuted });
  }

  /** The message becomes one line, whatever text of the file is in it. One that takes work is made where it is shown. */
  add(at: Span, message: string | (() => string)): undefined {
    if (this.#found.length === MOST_PROBLEMS) {
      this.#more++;
      return undefined;
    }
    const line = (typeof message === "string" ? message : message()).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
    this.#found.push({ file: this.file, line: at.line, column: at.column, message: line });
    return undefined;
  }
}
