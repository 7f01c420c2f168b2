/** What a bake file says, as its syntax has it: bodies of attributes and blocks, and expressions. */
import type { PlacedText } from "../../kit/placed-text.ts";

export interface Body {
  /** Of an attribute written twice, the last. */
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  /** Where it begins in its file. */
  readonly start: number;
}

/** `text`: where the expression is written; of a template, what stands between its quotes. */
export type Expression = { readonly text: PlacedText } & (
  | { readonly kind: "literal"; readonly value: number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression }
  /** `list[*].name.other`: `each` is what becomes of an item, which is its variable `ITEM`. */
  | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression }
  /** `isSpread`: the last argument is a list of arguments (`…` behind it). */
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly isSpread: boolean }
  | { readonly kind: "unary"; readonly operator: string; readonly of: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "conditional"; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | ForExpression
  /** What is no HCL, or too deep. */
  | { readonly kind: "unreadable" }
);

/** `[for key, value in of : result if condition]`; with `resultKey`, a map. */
export interface ForExpression {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly of: Expression;
  readonly resultKey?: Expression;
  readonly result: Expression;
  readonly condition?: Expression;
  /** `…` behind the result: results of one key are a list. */
  readonly isGrouped: boolean;
}

/** The name of an item within a splat: no file can write it. */
export const ITEM = "*";

/** A stretch of a template: text as it is, or what `${…}` or `%{…}` stand for; `from` and `to` are indices of it. */
export type TemplatePart = { readonly from: number; readonly to: number } & (
  | { readonly text: string }
  | { readonly value: Expression }
  /** `%{ if … }`; one without `%{ else }` has none. */
  | { readonly condition: Expression; readonly yes: readonly TemplatePart[]; readonly no: readonly TemplatePart[] }
  /** `%{ for … }` */
  | { readonly names: readonly string[]; readonly of: Expression; readonly each: readonly TemplatePart[] }
);
