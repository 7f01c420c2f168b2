/** Places between two characters: the ends of a text, of a line, of a word. */
import { lineEnd, word } from "./classes.ts";
import type { Edge } from "./tree.ts";

export function isAt(edge: Edge, text: string, at: number): boolean {
  switch (edge) {
    case "start":
      return at === 0;
    case "end":
      return at === text.length;
    case "last": {
      if (at === text.length) return true;
      const rest = text.slice(at, at + 3);
      return rest === "\r\n" || (rest.length === 1 && lineEnd(rest.charCodeAt(0)) && !withinPair(text, at));
    }
    case "line-start":
      return at < text.length && (at === 0 || (lineEnd(text.charCodeAt(at - 1)) && !withinPair(text, at)));
    case "line-end":
      return at === text.length || (lineEnd(text.charCodeAt(at)) && !withinPair(text, at));
    case "word":
    case "not-word":
      break;
  }
  const before = at > 0 && word(text.charCodeAt(at - 1));
  const after = at < text.length && word(text.charCodeAt(at));
  return (before !== after) === (edge === "word");
}

/** Between the two halves of a line end: Java sees no end of a line there. */
function withinPair(text: string, at: number): boolean {
  return text.slice(at - 1, at + 1) === "\r\n";
}
