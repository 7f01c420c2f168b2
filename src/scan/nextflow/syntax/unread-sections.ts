/** Steps over the sections of a process that nobody reads, without making tokens of them. */
import { isIdentifierPart } from "./characters.ts";
import { endOfBlock } from "./skim.ts";
import type { Tape } from "./tape.ts";
import { Kind } from "./tokens.ts";

const COLON = 58;

/** A condition that says by itself whether a process runs. */
const LITERAL = /\s*(?:true|false)\b/y;

/** Labels of the sections of a process. */
const UNREAD = new Set(["input", "output", "topic", "when", "stage", "script", "shell", "exec", "stub"]);

/** Behind a colon: where it is that of a section at the top of a process, on to the end of the process. */
export function skipUnread(tape: Tape): void {
  for (let label = openedSection(tape); label !== undefined; label = nextSection(tape)) {
    LITERAL.lastIndex = tape.position;
    if (label === "when" && LITERAL.test(tape.text)) return;
    tape.position = endOfBlock(tape.text, tape.position, (word) => UNREAD.has(word));
  }
}

/** The label in front of the colon just read, if it is one of a process. */
function openedSection({ text, tokens, open }: Tape): string | undefined {
  const { kinds, starts, ends, count } = tokens;
  const process = open[0]!;
  if (count < process + 3 || process < 2 || kinds[count - 2] !== Kind.word) return undefined;
  const before = kinds[count - 3];
  if (before !== Kind.newline && before !== Kind.semicolon && before !== Kind.openBrace) return undefined;
  const label = text.slice(starts[count - 2], ends[count - 2]);
  if (!UNREAD.has(label)) return undefined;
  const opener = kinds[process - 1] === Kind.newline ? process - 3 : process - 2;
  return opener >= 0 && text.slice(starts[opener], ends[opener]) === "process" ? label : undefined;
}

/** The label that stands here with its colon, as tokens; undefined at the end of the process. */
function nextSection(tape: Tape): string | undefined {
  const { text, tokens, position } = tape;
  if (text.charCodeAt(position) !== COLON) return undefined;
  let end = position;
  while (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9) end--;
  let start = end;
  while (isIdentifierPart(text.charCodeAt(start - 1))) start--;
  tokens.push(Kind.newline, start, start);
  tokens.push(Kind.word, start, end);
  tape.push(Kind.colon, 1);
  return text.slice(start, end);
}
