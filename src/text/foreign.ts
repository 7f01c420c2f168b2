/** Words of a server, made fit to stand in one of our own sentences. */

// oxlint-disable-next-line no-control-regex -- terminal sequences are what is looked for
const terminalSequence = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu;

/** One line without control, format or terminal characters, at most `limit` UTF-16 units and a mark where it was cut. */
export function oneLine(text: string, limit = 300): string {
  const clean = text
    .slice(0, limit * 8)
    .replace(terminalSequence, "")
    .replace(invisible, " ")
    .trim();
  return clean.length <= limit && text.length <= limit * 8 ? clean : `${clean.slice(0, limit).trimEnd()}…`;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** UTF-8 text of a body; nothing where it is none. A byte order mark is dropped. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return "";
  }
}

/** The JSON value of a body, whatever its content type says; undefined where it is no JSON. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes));
  } catch {
    return undefined;
  }
}
