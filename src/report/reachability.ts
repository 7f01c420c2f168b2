/** Who can read which image, as text and as JSON. */
import type { Reach, Reachability } from "../inspect/readers.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { printJson } from "../text/print-json.ts";

/** One JSON array, an entry an image, in the order given. */
export function reachabilityJson(rows: readonly Reachability[]): string {
  return printJson(rows);
}

/** A block an image: what each reader met, and what follows. */
export function reachabilityText(rows: readonly Reachability[]): string {
  const blocks = rows.map(
    ({ image, readers, conclusion }) => `${plain(image)}\n${readers.map(line).join("")}  ${plain(conclusion)}\n`,
  );
  return unarmed(blocks.join("\n"));
}

function line({ reader, outcome, identity, digest, message }: Reach): string {
  const who = identity === undefined || identity === "anonymous" ? "" : `, with ${identity}`;
  return `  ${`${reader}:`.padEnd(12)} ${plain(outcome)}${who}${digest === undefined ? "" : ` ${digest}`}${message === undefined ? "" : ` (${plain(message)})`}\n`;
}
