/** What the agents of CI take for a command in printed text, and how text is kept from being one. */

/**
 * The runner obeys `::command::` where a line begins, after blanks, and `##[command]` anywhere in a line. It compares as
 * people read: characters without width count for nothing. The agent of Azure Pipelines obeys `##vso[command]` anywhere in a
 * line, in either case, and TeamCity `##teamcity[command]`. So whoever prints text of others makes these characters visible first,
 * and then breaks each `::`, `#[`, `#vso[` and `#teamcity[` wherever it stands: what begins a line tomorrow is the middle of one today.
 */
const beginning = /(?<=#(?:vso|teamcity)?)\[|(?<=:):/gi;
/** In plain text the address of a host (`[::1]`) stays whole: behind its bracket nothing begins a line. */
const beginningOrAddress = /(?<!#(?:vso|teamcity)?)\[[\da-f]*:[\da-f:.]*\]|(?<=#(?:vso|teamcity)?)\[|(?<=:):/gi;

/** Text in which no command begins: `## [`, `: :`. */
export function unarmed(text: string): string {
  return text.replace(beginningOrAddress, (found) => (found.length === 1 ? ` ${found}` : found));
}

/** Whether an agent would obey a line of a log, as it stands. */
export function isObeyed(line: string): boolean {
  return /^\s*::|#(?:vso|teamcity)?\[/i.test(line.replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, ""));
}

/** Where `unarmed` puts its blanks: in front of these places of the text. */
export function breaksIn(text: string): readonly number[] {
  return [...text.matchAll(beginningOrAddress)].flatMap(({ 0: found, index }) => (found.length === 1 ? index : []));
}

/** The same for a format in which a character can be written in another way, so that it says what it said. */
export function unarmedBy(text: string, written: (character: string) => string): string {
  return text.replace(beginning, written);
}
