import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";
import { certificates, type Dispatchers } from "./dispatchers.ts";
import type { NetworkFailure } from "./http.ts";
import { privateAddressCode } from "./network-policy.ts";
import { oneLine } from "./server-text.ts";

export interface ExchangeInit {
  readonly method: "GET" | "HEAD" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Private addresses are allowed. */
  readonly isListed: boolean;
  readonly maxBytes: number;
  /** Milliseconds: the whole exchange, until the header is there, and between two pieces of the body. */
  readonly timeout: number;
  readonly headersTimeout: number;
  readonly idleTimeout: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly bytes: Uint8Array;
}

export interface Broken extends Pick<NetworkFailure, "failure" | "message"> {
  /** True where another try may do better. */
  readonly transient: boolean;
}

/** One request and its answer, no redirect and no retry. Ends within `timeout` whatever the server does. */
export async function exchange(
  dispatchers: Dispatchers,
  url: URL,
  init: ExchangeInit,
  closing: Set<AbortController>,
): Promise<Answer | Broken> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), init.timeout);
  closing.add(abort);
  try {
    const { request, dispatcherFor } = await dispatchers.open();
    const response = await request(url, {
      dispatcher: dispatcherFor(init.isListed),
      method: init.method,
      headers: init.headers,
      body: init.body ?? null,
      signal: abort.signal,
      headersTimeout: init.headersTimeout,
      bodyTimeout: init.idleTimeout,
      // undici closes the connection after a HEAD unless it is told not to.
      ...(init.method === "HEAD" && { reset: false }),
    });
    const headers = new Map<string, readonly string[]>();
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value : [value]);
    }
    if (init.method === "HEAD") {
      await response.body.dump();
      return { status: response.statusCode, headers, bytes: new Uint8Array() };
    }
    const raw = await read(response.body, headers, init.maxBytes);
    if (raw === undefined) return tooLarge(url, init.maxBytes);
    const bytes = await decode(raw, headers.get("content-encoding"), init.maxBytes);
    if (typeof bytes === "string") {
      return bytes === "too-large"
        ? tooLarge(url, init.maxBytes)
        : {
            failure: "malformed",
            message: `${url.host} sent a body in an encoding that cannot be read.`,
            transient: false,
          };
    }
    return { status: response.statusCode, headers, bytes };
  } catch (error) {
    return explain(error, url, init, abort.signal.aborted);
  } finally {
    clearTimeout(timer);
    closing.delete(abort);
  }
}

interface Body extends AsyncIterable<Uint8Array> {
  destroy(): unknown;
}

/** The whole body, or undefined as soon as it is clear that it is larger than `limit`. */
async function read(
  body: Body,
  headers: ReadonlyMap<string, readonly string[]>,
  limit: number,
): Promise<Uint8Array | undefined> {
  if (Number(headers.get("content-length")?.[0] ?? 0) > limit) {
    body.destroy();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) {
      body.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}

const decoders: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/** Undoes one content encoding within the limit: some registries compress although nobody asked for it. */
async function decode(
  bytes: Uint8Array,
  encoding: readonly string[] | undefined,
  limit: number,
): Promise<Uint8Array | "too-large" | "unknown"> {
  const words = (encoding ?? [])
    .join(",")
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());
  const [word = "", ...more] = words.filter((name) => name !== "" && name !== "identity");
  if (word === "") return bytes;
  const decoder = decoders[word];
  if (decoder === undefined || more.length > 0) return "unknown";
  try {
    return await decoder(bytes, { maxOutputLength: limit });
  } catch (error) {
    return codesOf(error).includes("ERR_BUFFER_TOO_LARGE") ? "too-large" : "unknown";
  }
}

function tooLarge(url: URL, limit: number): Broken {
  return { failure: "too-large", message: `${url.host} sent more than ${limit} bytes.`, transient: false };
}

/** Codes that are worth another try; a name that does not exist, a closed port or a certificate is not. */
const transientCodes: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

function explain(error: unknown, url: URL, init: ExchangeInit, aborted: boolean): Broken {
  const codes = codesOf(error);
  const has = (...names: readonly string[]): boolean => codes.some((code) => names.includes(code));
  const host = url.host;

  if (aborted) {
    return {
      failure: "timeout",
      message: `${host} did not finish its answer within ${seconds(init.timeout)}.`,
      transient: false,
    };
  }
  if (has("UND_ERR_HEADERS_TIMEOUT")) {
    return {
      failure: "timeout",
      message: `${host} did not answer within ${seconds(init.headersTimeout)}.`,
      transient: true,
    };
  }
  if (has("UND_ERR_BODY_TIMEOUT")) {
    return { failure: "timeout", message: `${host} fell silent in the middle of its answer.`, transient: true };
  }
  if (has(privateAddressCode)) {
    return {
      failure: "configuration",
      message: `${host} has only private addresses; list it under insecure-registries if that is meant.`,
      transient: false,
    };
  }
  const transient = codes.some((code) => transientCodes.has(code) || code.startsWith("HPE_"));
  return { failure: "unreachable", message: unreachable(host, codes, error), transient };
}

function unreachable(host: string, codes: readonly string[], error: unknown): string {
  const has = (...names: readonly string[]): boolean => codes.some((code) => names.includes(code));
  if (has("ENOTFOUND")) return `${host}: no such host.`;
  if (has("EAI_AGAIN")) return `${host}: its name could not be looked up.`;
  if (has("ECONNREFUSED")) return `${host} refused the connection.`;
  if (has("EHOSTUNREACH", "ENETUNREACH")) return `${host}: no route to it.`;
  if (has("UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT")) return `${host}: no connection in time.`;
  if (codes.some((code) => certificates.test(code))) {
    return `${host}: its certificate is not trusted (${codes.find((code) => certificates.test(code))}).`;
  }
  if (codes.some((code) => code.startsWith("ERR_SSL_") || code === "EPROTO"))
    return `${host} does not speak TLS as expected.`;
  if (codes.some((code) => code.startsWith("HPE_"))) return `${host} does not speak HTTP.`;
  if (has("ECONNRESET", "EPIPE", "UND_ERR_SOCKET")) return `${host} closed the connection.`;
  return `${host} could not be reached: ${oneLine(error instanceof Error ? error.message : String(error), 120)}.`;
}

/** The codes of an error and of all that caused it, outermost first. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const queue: unknown[] = [error];
  for (let next = queue.shift(); next !== undefined && codes.length < 20; next = queue.shift()) {
    if (!(next instanceof Error)) continue;
    if ("code" in next && typeof next.code === "string") codes.push(next.code);
    queue.push(next.cause);
    if (next instanceof AggregateError) queue.push(...(next.errors as unknown[]));
  }
  return codes;
}
