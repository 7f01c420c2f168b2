/** One request and its answer, no redirect and no retry. */
import { setImmediate } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { decodeBody } from "./body.ts";
import type { Closing } from "./closing.ts";
import { type Broken, tooLarge } from "./errors.ts";
import { type ExchangeInit, type Received, Receiver } from "./receiver.ts";

/**
 * Sends the request and gives its answer. Ends within `timeout` whatever the server does: undici's own limits do not
 * stop a body that drips. `closing` ends it from outside.
 */
export async function exchange(
  dispatcher: Dispatcher,
  url: URL,
  init: ExchangeInit,
  closing: Closing,
): Promise<Received | Broken> {
  const receiver = new Receiver(url, init, closing);
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
    receiver,
  );
  const received = await receiver.result;
  if ("failure" in received) return received;
  // undici takes the connection back one turn of the event loop later: whoever asks sooner opens another one.
  await setImmediate();
  const bytes = await decodeBody(received.bytes, received.headers.get("content-encoding"), init.maxBytes);
  // The beginning of something compressed is nothing that could be read.
  if (typeof bytes === "string" && init.beginning !== undefined) return { ...received, bytes: new Uint8Array() };
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
