/** JSON as it is printed and written to files: whoever shows it shows no command and nothing that hides. */
import { unarmedBy } from "./commands.ts";

/**
 * The value as JSON with a line break at its end. Equal to any other writing of it once it is read: what a display would
 * hide, obey or turn around, and what begins a command, is written as `\u` and four digits.
 */
export function printJson(value: unknown, indent = 2): string {
  return `${unarmedBy(JSON.stringify(value, null, indent), escaped).replace(beyondAscii, escapedHidden)}\n`;
}

/** Looked at closer only where it stands: most reports have none of it. */
const beyondAscii = /[^\n -~]+/g;
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escapedHidden(text: string): string {
  return text.replace(hidden, (character) => character.replace(/[^]/g, escaped));
}

/** One UTF-16 code unit. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
