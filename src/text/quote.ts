/** Pieces of a name, a file or an answer in a message for people: whatever they hold, the message stays short. */

/** In double quotes, control characters escaped, cut where it is long. */
export function quote(text: string, most = 80): string {
  return JSON.stringify(short(text, most));
}

/**
 * At most `most` UTF-16 code units, the last of them a mark where it was cut; no half of a character before it. For what
 * is known to hold no control characters, or is escaped where it is shown.
 */
export function short(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}

/** The same of a path, cut in front: its end says which file it is. */
export function shortPath(path: string, most = 80): string {
  return path.length > most ? `…${path.slice(1 - most).replace(/^[\uDC00-\uDFFF]/, "")}` : path;
}

/** `sha256:0123456789ab…` of a digest, and of a name or tag that ends in one. */
export function shortDigest(text: string): string {
  return text.replace(/((?:^|@)\w+:[0-9a-f]{12})[0-9a-f]+$/, "$1…");
}

/** One line of code: runs of blanks are one blank. Of long code, no more than what can be shown is looked at. */
export function onOneLine(code: string, most = 80): string {
  const isLong = code.length > most * 50;
  const line = (isLong ? code.slice(0, most * 50) : code).trim().replace(/\s+/g, " ");
  return short(isLong ? `${line} …` : line, most);
}
