/** How an expression of WDL is put together: its elements, members and parts, as ranges of tokens. */
import type { Expression } from "./document.ts";
import { isMark, type WdlToken } from "./tokens.ts";

/** The elements of a list literal; anything else is one by itself. */
export function elementsOf(tokens: readonly WdlToken[], expression: Expression): Expression[] {
  const { start, end } = expression;
  if (!isMark(tokens, start, "[") || !isMark(tokens, end - 1, "]")) return [expression];
  return splitAt(tokens, { start: start + 1, end: end - 1 }, [","]).filter((one) => one.end > one.start);
}

/** The value of `name: value` or `"name": value` among the entries of an object. */
export function memberAt(
  tokens: readonly WdlToken[],
  range: Expression,
  name: string,
  textOf: (string: WdlToken) => string,
): Expression | undefined {
  for (const { start, end } of splitAt(tokens, range, [","])) {
    const key = tokens[start];
    if (key === undefined || !isMark(tokens, start + 1, ":")) continue;
    const written = key.kind === "string" ? textOf(key) : key.value;
    if (written === name) return { start: start + 2, end };
  }
  return undefined;
}

/** A step from a value to a part of it, and the expression of that value. */
export interface Step {
  readonly base: Expression;
  /** `.member` or `[0]`; undefined for an index that is not written out. */
  readonly step: string | undefined;
  readonly index: Expression;
}

/** The last `.member`, `["member"]` or `[0]` of an expression. */
export function lastStep(
  tokens: readonly WdlToken[],
  { start, end }: Expression,
  textOf: (string: WdlToken) => string,
): Step | undefined {
  const last = tokens[end - 1];
  if (last?.kind === "word") {
    const index = { start: end - 1, end };
    return isMark(tokens, end - 2, ".") ? { base: { start, end: end - 2 }, step: `.${last.value}`, index } : undefined;
  }
  const open = isMark(tokens, end - 1, "]") ? openerOf(tokens, start, end - 1) : start;
  if (open <= start) return undefined;
  const inner = tokens[open + 1];
  const index = { start: open + 1, end: end - 1 };
  const steps = { base: { start, end: open }, index };
  if (index.end !== index.start + 1 || inner === undefined) return { ...steps, step: undefined };
  if (inner.kind === "number") return { ...steps, step: `[${inner.value}]` };
  return { ...steps, step: inner.kind === "string" && inner.pieces.length === 1 ? `.${textOf(inner)}` : undefined };
}

/** Index of the bracket that one at the end closes. */
function openerOf(tokens: readonly WdlToken[], start: number, closer: number): number {
  let depth = 0;
  for (let at = closer; at >= start; at--) {
    const token = tokens[at];
    if (token?.kind !== "mark") continue;
    if (/^[\])}]$/.test(token.value)) depth++;
    else if (/^[[({]$/.test(token.value) && --depth === 0) return at;
  }
  return start;
}

/** The parts of an expression between words or marks that are in no bracket and in no inner condition. */
export function splitAt(
  tokens: readonly WdlToken[],
  { start, end }: Expression,
  separators: readonly string[],
): Expression[] {
  const parts: Expression[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < end; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === "string") continue;
    if (/^(?:[[({]|if)$/.test(token.value)) depth++;
    else if (depth === 0 && separators.includes(token.value)) {
      parts.push({ start: from, end: at });
      from = at + 1;
    } else if (/^[\])}]$/.test(token.value) || (depth > 0 && token.value === "else")) depth--;
  }
  return [...parts, { start: from, end }];
}
