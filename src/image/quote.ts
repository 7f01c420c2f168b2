/** Pieces of a name or a file in a message for people: whatever they hold, the message stays short. */

/** In double quotes, control characters escaped, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(short(text));
}

/** As it is, cut where it is long. For what is known to hold no control characters, or is escaped where it is shown. */
export function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
