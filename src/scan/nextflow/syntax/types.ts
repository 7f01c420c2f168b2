/** Types as written: `java.util.Map<String, List<?>>[]`. */
import type { Cursor } from "./cursor.ts";
import { Kind } from "./tokens.ts";
import type { TypeName } from "./tree.ts";

/**
 * Index behind the type that starts at `index`: `int`, `Path`, `java.util.Map<String, List<?>>[]`; -1 where none starts.
 * Only looks; each token is looked at once.
 */
export function pastType(cursor: Cursor, index: number): number {
  if (cursor.kindAt(index) === Kind.primitive) return pastArrays(cursor, index + 1);
  if (cursor.kindAt(index) !== Kind.word) return -1;
  let last = index;
  while (cursor.kindAt(last + 1) === Kind.dot && cursor.kindAt(last + 2) === Kind.word) last += 2;
  const initial = cursor.text.charAt(cursor.startAt(last));
  if (initial === initial.toLowerCase()) return -1;
  let next = last + 1;
  if (cursor.kindAt(next) === Kind.less) {
    next = pastTypeArguments(cursor, next);
    if (next === -1) return -1;
  }
  return pastArrays(cursor, next);
}

function pastTypeArguments(cursor: Cursor, index: number): number {
  let depth = 0;
  for (let next = index; ; next++) {
    switch (cursor.kindAt(next)) {
      case Kind.less:
        depth++;
        break;
      case Kind.greater:
        if (--depth === 0) return next + 1;
        break;
      case Kind.word:
      case Kind.primitive:
      case Kind.dot:
      case Kind.comma:
      case Kind.question:
      case Kind.openBracket:
      case Kind.closeBracket:
        break;
      default:
        return -1;
    }
  }
}

function pastArrays(cursor: Cursor, index: number): number {
  while (cursor.kindAt(index) === Kind.openBracket && cursor.kindAt(index + 1) === Kind.closeBracket) index += 2;
  return index;
}

/** Parses a type; undefined, with a problem, where none starts. `nullable`: a `?` behind it belongs to it. */
export function parseType(cursor: Cursor, nullable: boolean): TypeName | undefined {
  const end = pastType(cursor, cursor.index);
  if (end !== -1) return takeType(cursor, end, nullable);
  cursor.unexpected();
  return undefined;
}

/** Parses the type up to the token at `end` (`pastType`). */
export function takeType(cursor: Cursor, end: number, nullable: boolean): TypeName {
  const start = cursor.start;
  cursor.index = end - 1;
  cursor.advance();
  if (nullable && cursor.kind === Kind.question && cursor.adjacent) cursor.advance();
  const stop = cursor.previousEnd;
  return { start, end: stop, name: cursor.text.slice(start, stop) };
}
