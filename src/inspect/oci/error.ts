/** Errors as registries word them. */
import type { HttpResponse } from "../network/http.ts";
import { list, object, text } from "../../text/json.ts";
import { decodeJson, oneLine, decodeText } from "../../text/foreign.ts";

/** The first error of a registry's answer (distribution-spec, "Error codes"), whatever the content type says. */
export function readError(response: HttpResponse): { readonly code?: string; readonly message?: string } {
  const body = object(decodeJson(response.bytes));
  const first = object(list(body?.["errors"])[0]) ?? body;
  const code = text(first?.["code"]);
  const message = text(first?.["message"]) ?? text(first?.["details"]) ?? text(body?.["error"]);
  if (body !== undefined) {
    return {
      ...(code !== undefined && /^[A-Za-z0-9_ -]{1,64}$/.test(code) && { code }),
      ...(message !== undefined && message !== "" && { message: oneLine(message, 160) }),
    };
  }
  const plain = decodeText(response.bytes.subarray(0, 2048)).trim();
  return plain === "" || plain.startsWith("<") ? {} : { message: oneLine(plain, 160) };
}
