/** One answer as it comes in, handled at undici's lowest level: no stream is built for a few kilobytes. */
import type { Dispatcher } from "undici";
import type { RequestHeaders } from "./http.ts";
import type { Closing } from "./closing.ts";
import { type Broken, explain, seconds, tooLarge } from "./errors.ts";

export interface ExchangeInit {
  readonly method: "GET" | "HEAD" | "POST" | "PUT";
  readonly headers: RequestHeaders;
  readonly body: string | Uint8Array | undefined;
  readonly maxBytes: number;
  /** Bytes of the body of a 200 or a 206 after which the rest is not waited for; where it is given, nothing is too large. */
  readonly beginning: number | undefined;
  /** Milliseconds: the whole exchange, until the header is there, and between two pieces of the body. */
  readonly timeout: number;
  readonly headersTimeout: number;
  readonly idleTimeout: number;
}

/** An answer with its whole body, or with as much of it as was wanted. */
export interface Received {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly bytes: Uint8Array;
}

/** Collects the answer with its body as it was sent; gives up on a body that is too large or an answer that takes too long. */
export class Receiver implements Dispatcher.DispatchHandler {
  readonly result: Promise<Received | Broken>;
  readonly #url: URL;
  readonly #init: ExchangeInit;
  readonly #closing: Closing;
  readonly #timer: NodeJS.Timeout;
  #resolve!: (result: Received | Broken) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #ended = false;
  #status = 0;
  readonly #headers = new Map<string, readonly string[]>();
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(url: URL, init: ExchangeInit, closing: Closing) {
    this.#url = url;
    this.#init = init;
    this.#closing = closing;
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = setTimeout(this.#stop, init.timeout);
    closing.add(this.#stop);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended) controller.abort(new Error("too late"));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    fields: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // 1xx: the answer itself is still to come.
    if (status < 200) return;
    this.#status = status;
    for (const [name, value] of Object.entries(fields)) {
      this.#headers.set(
        name,
        [value].flat().filter((part) => part !== undefined),
      );
    }
    const { method, maxBytes, beginning } = this.#init;
    if (method === "HEAD" || beginning !== undefined) return;
    if (Number(fields["content-length"]) > maxBytes) this.#giveUp(tooLarge(this.#url, maxBytes));
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maxBytes, beginning } = this.#init;
    this.#size += chunk.length;
    if (beginning !== undefined) this.#takeBeginning(chunk, this.#isWanted ? beginning : maxBytes);
    else if (this.#size > maxBytes) this.#giveUp(tooLarge(this.#url, maxBytes));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end(this.#received());
  }

  /** A server may send gigabytes where 128 bytes were asked for: it is hung up on. */
  #takeBeginning(chunk: Buffer, most: number): void {
    this.#chunks.push(chunk);
    if (this.#size < most) return;
    const { bytes, ...received } = this.#received();
    this.#end({ ...received, bytes: bytes.subarray(0, most) });
    const announced = this.#headers.get("content-length")?.[0];
    if (announced === undefined || Number(announced) > most) this.#controller?.abort(new Error("enough"));
  }

  get #isWanted(): boolean {
    return this.#status === 200 || this.#status === 206;
  }

  #received(): Received {
    const [first] = this.#chunks;
    const bytes = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
    return { status: this.#status, headers: this.#headers, bytes };
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end(explain(error, this.#url, this.#init.headersTimeout));
  }

  readonly #stop = (): void => {
    const message = `${this.#url.host} did not finish its answer within ${seconds(this.#init.timeout)}.`;
    this.#giveUp({ failure: "timeout", message, transient: false });
  };

  #giveUp(result: Broken): void {
    this.#end(result);
    this.#controller?.abort(new Error(result.message));
  }

  #end(result: Received | Broken): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#closing.delete(this.#stop);
    this.#resolve(result);
  }
}
