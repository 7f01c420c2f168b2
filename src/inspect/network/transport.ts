import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { Dispatcher } from "undici";
import { codesOf } from "../../errors.ts";
import { explain, seconds, type Broken } from "./errors.ts";

export interface ExchangeInit {
  readonly method: "GET" | "HEAD" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
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

/**
 * One request and its answer, no redirect and no retry. Ends within `timeout` whatever the server does: undici's own
 * limits do not stop a body that drips. `closing` holds what ends it from outside.
 */
export async function exchange(
  dispatcher: Dispatcher,
  url: URL,
  init: ExchangeInit,
  closing: Set<() => void>,
): Promise<Answer | Broken> {
  const received = await receive(dispatcher, url, init, closing);
  if ("failure" in received) return received;
  // undici takes the connection back one turn of the event loop later: whoever asks sooner opens another one.
  await setImmediate();
  const bytes = await decode(received.bytes, received.headers.get("content-encoding"), init.maxBytes);
  if (bytes === "too-large") return tooLarge(url, init.maxBytes);
  if (bytes === "unknown") {
    return {
      failure: "malformed",
      message: `${url.host} sent a body in an encoding that cannot be read.`,
      transient: false,
    };
  }
  return { ...received, bytes };
}

/** The answer with its body as it was sent, handled at undici's lowest level: no stream is built for a few kilobytes. */
function receive(
  dispatcher: Dispatcher,
  url: URL,
  init: ExchangeInit,
  closing: Set<() => void>,
): Promise<Answer | Broken> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let ended = false;
    let status = 0;
    const headers = new Map<string, readonly string[]>();
    const chunks: Buffer[] = [];
    let size = 0;

    const end = (result: Answer | Broken): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      closing.delete(stop);
      resolve(result);
    };
    const give = (result: Broken): void => {
      end(result);
      controller?.abort(new Error(result.message));
    };
    const stop = (): void =>
      give({
        failure: "timeout",
        message: `${url.host} did not finish its answer within ${seconds(init.timeout)}.`,
        transient: false,
      });
    const timer = setTimeout(stop, init.timeout);
    closing.add(stop);

    // It throws nothing: what cannot be sent (a header, an address) ends as an error of the response.
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: init.method,
        headers: init.headers,
        body: init.body ?? null,
        headersTimeout: init.headersTimeout,
        bodyTimeout: init.idleTimeout,
        // undici closes the connection after a HEAD unless it is told not to.
        ...(init.method === "HEAD" && { reset: false }),
      },
      {
        onRequestStart(started) {
          controller = started;
          if (ended) started.abort(new Error("too late"));
        },
        onResponseStart(_controller, code, fields) {
          // 1xx: the answer itself is still to come.
          if (code < 200) return;
          status = code;
          for (const [name, value] of Object.entries(fields)) {
            headers.set(
              name,
              [value].flat().filter((part) => part !== undefined),
            );
          }
          if (init.method !== "HEAD" && Number(fields["content-length"]) > init.maxBytes)
            give(tooLarge(url, init.maxBytes));
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > init.maxBytes) give(tooLarge(url, init.maxBytes));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          const [first] = chunks;
          const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
          end({ status, headers, bytes });
        },
        onResponseError(_controller, error) {
          end(explain(error, url, init.headersTimeout));
        },
      },
    );
  });
}

const decoders: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
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
