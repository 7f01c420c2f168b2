/** JSON that every reader takes. */
import { printJson } from "../text/print-json.ts";

/** Half of a character, which JSON of JavaScript may have and readers of RDF refuse, becomes U+FFFD in texts. */
export function printDocument(document: object): string {
  const text = JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value,
  );
  return printJson(JSON.parse(text));
}
