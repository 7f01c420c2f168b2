/** An image that is one file, by its first bytes: how it is asked for, and what the answer says. */
import { normalPlatform } from "../../image/platform.ts";
import { HEADER_SIZE, hasStarter, readDownload } from "../../image/sif.ts";
import type { Download } from "../../model.ts";
import { oneLine } from "../../text/foreign.ts";
import { header, type HttpResponse, type RequestOptions } from "../network/http.ts";
import { essence } from "./media-types.ts";
import { missing, refusal, type Refusal, refusalOf } from "./refusal.ts";

/** Bytes of an answer that says why there is no file. */
const MAX_REASON = 4096;

/** Asks for the first bytes only; a server that does not know ranges is hung up on after as many. */
export const firstBytes: RequestOptions = {
  headers: { range: `bytes=0-${HEADER_SIZE - 1}` },
  beginning: HEADER_SIZE,
  maxBytes: MAX_REASON,
};

/** `subject` and `host` are what was asked for where; `identity` is who asked. */
export function readImageFile(
  { subject, host, identity }: { subject: string; host: string; identity: "anonymous" | "credentials" },
  answer: HttpResponse,
): Download | Refusal {
  if (answer.status !== 200 && answer.status !== 206) return refusalOf(subject, host, answer, identity);
  const size = sizeOf(answer);
  const read = readDownload(answer.bytes, size);
  if (read === undefined) return noImage(subject, host, answer);
  if ("download" in read) return read.download;
  const message = `${subject} is cut off: it has ${size} bytes on ${host}, and by its header at least ${read.least}.`;
  return { ...refusal("malformed", message), status: answer.status };
}

/** Where a file is known to be for another platform than was asked for; a file that does not say may be for any. */
export function otherPlatform(
  subject: string,
  asked: string | null,
  platforms: readonly string[] | undefined,
): Refusal | undefined {
  if (asked === null || platforms === undefined) return undefined;
  const wanted = normalPlatform(asked);
  return platforms.includes(wanted) ? undefined : missing({ subject }, wanted, platforms);
}

/** Bytes of the whole file. */
function sizeOf(answer: HttpResponse): number | undefined {
  const range = header(answer, "content-range");
  const said = answer.status === 206 ? /\/(\d{1,15})$/.exec(range ?? "")?.[1] : header(answer, "content-length");
  return said !== undefined && /^\d{1,15}$/.test(said) ? Number(said) : undefined;
}

/** A server may send a web page in place of what it does not have, and say 200 all the same. */
function noImage(subject: string, host: string, answer: HttpResponse): Refusal {
  const { bytes, status } = answer;
  if (hasStarter(bytes) && bytes.length === HEADER_SIZE) {
    const message = `${subject} is an image of a format before SIF, whose first bytes say nothing more.`;
    return { ...refusal("unsupported", message), status };
  }
  const type = essence(header(answer, "content-type")) ?? "";
  const encoding = header(answer, "content-encoding");
  const what =
    type === "text/html"
      ? "a web page (text/html)"
      : `something else (${[type, encoding].filter((word) => word !== undefined && word !== "").join(", ") || "of no stated type"})`;
  const few = bytes.length < HEADER_SIZE ? `, ${bytes.length} bytes of it` : "";
  const message = `${subject} is not an image that can be run: ${host} sent ${oneLine(what, 120)}${few} where a SIF begins with its header.`;
  return { ...refusal("malformed", message), status };
}
