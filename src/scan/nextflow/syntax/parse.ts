/** Parses a text into the tree of a script or a configuration file. */
import { parseConfigFile } from "./config.ts";
import type { Grammar } from "./cursor.ts";
import { Cursor } from "./cursor.ts";
import { parseExpression } from "./expressions.ts";
import { tokenize } from "./lexer.ts";
import { parseScriptFile } from "./script.ts";
import { withInputs } from "./skimmed.ts";
import { parseBlock, parseStatement } from "./statements.ts";
import type { Lexed } from "./tape.ts";
import type { Node, ParsedConfig, ParsedScript } from "./tree.ts";

const GRAMMAR: Grammar = { expression: parseExpression, statement: parseStatement, block: parseBlock };

/** Parses a script: any text, in time linear to its length, without ever throwing. */
export function parseScript(text: string): ParsedScript {
  const lexed = tokenize(text);
  if (isTooLong(lexed)) return { script: { kind: "script", start: 0, end: text.length, declarations: [] }, ...CUT };
  const cursor = new Cursor(text, lexed, GRAMMAR);
  const script = parseScriptFile(cursor);
  return { script, ...told(cursor) };
}

/**
 * Parses of a script what decides on images: of a process its directives, and its inputs when somebody asks for them.
 * The other sections are known by their labels; `problems` and the marks tell nothing of them. For modules on their own,
 * of which there can be thousands.
 */
export function parseHeaders(text: string): ParsedScript {
  const lexed = tokenize(text, "headers");
  if (isTooLong(lexed)) return parseScript(text);
  const cursor = new Cursor(text, lexed, GRAMMAR);
  cursor.checksBodies = false;
  const script = parseScriptFile(cursor);
  return withInputs({ script, ...told(cursor) }, () => parseScript(text));
}

/** Parses a configuration file: any text, in time linear to its length, without ever throwing. */
export function parseConfig(text: string): ParsedConfig {
  const lexed = tokenize(text);
  if (isTooLong(lexed)) return { config: { kind: "config", start: 0, end: text.length, statements: [] }, ...CUT };
  const cursor = new Cursor(text, lexed, GRAMMAR);
  cursor.isScript = false;
  const config = parseConfigFile(cursor);
  return { config, ...told(cursor) };
}

/** A tree takes a hundred times the memory of its text: no file of people has so many words and signs. */
const MOST_TOKENS = 1_000_000;

const CUT = {
  problems: [{ start: 0, end: 0, message: "it has more than 1,000,000 words and signs: nothing of it is followed" }],
  legacy: [],
  modern: [],
  isCut: true,
};

function isTooLong({ tokens }: Lexed): boolean {
  return tokens.count > MOST_TOKENS;
}

function told({ problems, legacy, modern }: Cursor): Pick<ParsedScript, "problems" | "legacy" | "modern"> {
  return { problems: problems.sort(byStart), legacy: legacy.sort(byStart), modern: modern.sort(byStart) };
}

function byStart(a: Node, b: Node): number {
  return a.start - b.start;
}
