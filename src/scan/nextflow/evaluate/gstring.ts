/** Strings with interpolation: their text, and where it comes from. */
import type { GString, Interpolation } from "../syntax/tree.ts";
import { invokeWith } from "./calls.ts";
import type { Evaluate, Origin, Run, Scope, Value } from "./model.ts";
import { exhausted, wordsOf } from "./scope.ts";
import { LONGEST, MOST_ORIGINS, openAs, originsOf, shown, text, unsupported } from "./value.ts";

interface Piece {
  readonly origins: readonly Origin[];
  readonly blank: boolean;
}

export function compose(expression: GString, scope: Scope, run: Run, evaluate: Evaluate): Value {
  let result = "";
  let open: Value | undefined;
  const pieces: Piece[] = [];
  for (const part of expression.parts) {
    if (part.kind === "text") {
      result += part.value;
      pieces.push({ origins: [], blank: part.value.trim() === "" });
      continue;
    }
    const value = interpolated(part, scope, run, evaluate);
    if (value.kind === "failure") return value;
    const shownPart = shown(value, run.meter);
    if (shownPart === undefined) open ??= value;
    result += shownPart ?? "";
    if (result.length > LONGEST) return unsupported(wordsOf(scope.source, expression));
    if (!run.meter.makeText(shownPart?.length ?? 0)) return exhausted(run, wordsOf(scope.source, expression));
    pieces.push({ origins: originsOf(value), blank: shownPart === "" });
  }
  if (open === undefined) return text(result, originsFor(expression, pieces, scope), run.dialect === "v1");
  const words = wordsOf(scope.source, expression);
  return open.kind === "unknown" ? openAs(open, words) : unsupported(words);
}

/** A closure without parameters is called; one with a parameter is given the writer of the text. */
function interpolated(part: Interpolation, scope: Scope, run: Run, evaluate: Evaluate): Value {
  const value = evaluate(part.expression, scope, run);
  const isCalled = value.kind === "closure" && value.node.parameters?.length === 0;
  return isCalled ? invokeWith(value, [], run, evaluate) : value;
}

/** Where there is but one text with an origin, it is that; else the whole string, and the origins of its parts. */
function originsFor({ start, end, quote }: GString, pieces: readonly Piece[], scope: Scope): readonly Origin[] {
  const texts = pieces.filter((piece) => !piece.blank);
  const alone = texts.length === 1 ? texts[0]!.origins : [];
  if (alone.some((origin) => origin.undefinedParameter === undefined)) return alone;
  const inner: Origin = { file: scope.source.path, start: start + quote.length, end: end - quote.length };
  const origins = [inner];
  for (const piece of pieces) if (origins.length < MOST_ORIGINS) origins.push(...piece.origins);
  return origins.slice(0, MOST_ORIGINS);
}
