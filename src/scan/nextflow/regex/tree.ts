/** A regular expression as the parser reads it: types and nothing else. */

/** A set of UTF-16 code units. */
export type CharacterTest = (code: number) => boolean;

export interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly comments: boolean;
}

/** A Java regular expression, taken apart. */
export type Pattern =
  | { readonly kind: "character"; readonly test: CharacterTest }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "choice"; readonly options: readonly Pattern[] }
  | {
      readonly kind: "repeat";
      readonly item: Pattern;
      readonly least: number;
      readonly most: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "group"; readonly item: Pattern; readonly index: number }
  | { readonly kind: "atomic"; readonly item: Pattern }
  | { readonly kind: "look"; readonly item: Pattern; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "back"; readonly index: number; readonly ignoreCase: boolean }
  | { readonly kind: "edge"; readonly edge: Edge };

export type Edge = "start" | "end" | "last" | "line-start" | "line-end" | "word" | "not-word";
