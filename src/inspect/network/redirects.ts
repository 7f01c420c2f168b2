/** Where a redirect leads, and whether it is followed. */
import { oneLine } from "../../text/foreign.ts";
import type { RequestOptions } from "./http.ts";
import type { Received } from "./receiver.ts";

export const MAX_REDIRECTS = 5;

/** The next address; a sentence where it leads nowhere; undefined where the answer is to be taken as it is. */
export function redirection(answer: Received, from: URL, request: RequestOptions): URL | string | undefined {
  if (request.redirects === undefined || request.redirects === "refuse") return undefined;
  if (![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const location = answer.headers.get("location")?.[0];
  if (location === undefined || !URL.canParse(location, from.href)) return `${from.host} redirected to no address.`;
  const target = new URL(location, from);
  if (from.protocol === "https:" && target.protocol !== "https:") {
    return `${from.host} redirected from https to ${oneLine(target.protocol, 20)}//${target.host}.`;
  }
  if (request.redirects === "same-origin" && target.origin !== from.origin) {
    return `${from.host} redirected to another host, ${target.host}.`;
  }
  return target;
}
