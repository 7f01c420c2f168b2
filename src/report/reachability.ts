/** Who can read which image, as text and as JSON. */
import type { Reach, Reachability } from "../inspect/readers.ts";
import { plain } from "./plain.ts";

/** One JSON array, an entry an image, in the order given. */
export function reachabilityJson(rows: readonly Reachability[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** A block an image: what each reader met, and what follows. */
export function reachabilityText(rows: readonly Reachability[]): string {
  return rows
    .map(({ image, readers, conclusion }) => `${plain(image)}\n${readers.map(line).join("")}  ${plain(conclusion)}\n`)
    .join("\n");
}

function line({ reader, outcome, identity, digest, message }: Reach): string {
  const who = identity === undefined || identity === "anonymous" ? "" : `, with ${identity}`;
  return `  ${`${reader}:`.padEnd(12)} ${plain(outcome)}${who}${digest === undefined ? "" : ` ${digest}`}${message === undefined ? "" : ` (${plain(message)})`}\n`;
}
