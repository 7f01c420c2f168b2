/**
 * An OCI registry on loopback, for tests and the demo: real HTTP, real digests over real bytes, nothing on disk.
 * It speaks to docker, skopeo, crane and regctl as distribution 2.8 does, counts what it is asked, and fails on demand.
 */
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Auth, createGuard } from "./auth.ts";
import { type Answer, type Incoming, type Target, target } from "./exchange.ts";
import { type Fault, createFaults, spoil } from "./faults.ts";
import type { Image } from "./images.ts";
import { createRoutes } from "./routes.ts";
import { createStore, place } from "./store.ts";

export type { Auth } from "./auth.ts";
export type { RequestKind, Target } from "./exchange.ts";
export type { Fault, Reaction } from "./faults.ts";

export interface RegistryOptions {
  readonly auth?: Auth;
  /** Time that every request takes, in milliseconds. */
  readonly latencyMs?: number;
  readonly faults?: readonly Fault[];
  /** Serves referrers, so many at a time. Default: as distribution 2.8, which has no such list. */
  readonly referrersPerPage?: number;
  /** Default: a free one. */
  readonly port?: number;
  /** PEM; serves https in place of http. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The clock that tokens expire by, in milliseconds. */
  readonly now?: () => number;
}

export interface RequestRecord extends Target {
  readonly headers: IncomingMessage["headers"];
  /** 0 while unanswered, and where a fault never answers. */
  readonly status: number;
  /** Number of the TCP connection, from 1. */
  readonly connection: number;
}

export type RequestFilter = Partial<Pick<Target, "method" | "kind" | "repository" | "reference">>;

export interface Registry {
  /** As in an image name: `localhost:41234`. */
  readonly host: string;
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  readonly port: number;
  /** Puts an image in place, also one that a strict registry would refuse; returns its digest. */
  push(repository: string, tag: string | null, image: Image): string;
  /** Lets a tag point at a digest that is there already. */
  move(repository: string, tag: string, digest: string): void;
  /** Removes a tag, or a manifest by digest. */
  delete(repository: string, reference: string): void;
  fault(fault: Fault): () => void;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly RequestRecord[];
  count(filter?: RequestFilter): number;
  /** Most requests that were under way at one time. */
  peak(): number;
  /** TCP connections so far. */
  connections(): number;
  /** Empties `requests` and starts `peak` and `connections` anew. */
  forget(): void;
  close(): Promise<void>;
}

const readAll = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  message.on("data", (part: Uint8Array) => parts.push(part));
  await once(message, "end");
  return Buffer.concat(parts);
};

const send = async (
  response: ServerResponse,
  method: string,
  reply: Answer,
  dripMs: number | undefined,
): Promise<void> => {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(reply.headers))
    headers[name] = typeof value === "string" ? value : [...value];
  if (reply.status !== 304 && headers["transfer-encoding"] === undefined)
    headers["content-length"] ??= String(reply.body.length);
  response.writeHead(reply.status, headers);
  if (method === "HEAD" || dripMs === undefined) {
    response.end(method === "HEAD" ? undefined : reply.body);
    return;
  }
  for (const byte of reply.body) {
    if (response.destroyed) return;
    response.write(Buffer.from([byte]));
    await sleep(dripMs);
  }
  response.end();
};

const filterKeys = ["method", "kind", "repository", "reference"] as const;

const fits = (record: RequestRecord, filter: RequestFilter): boolean =>
  filterKeys.every((key) => filter[key] === undefined || record[key] === filter[key]);

export const startRegistry = async (options: RegistryOptions = {}): Promise<Registry> => {
  const store = createStore();
  const routes = createRoutes(store, options.referrersPerPage);
  const faults = createFaults(options.faults ?? []);
  const requests: { -readonly [Key in keyof RequestRecord]: RequestRecord[Key] }[] = [];
  const sockets = new Map<Socket, number>();
  let opened = 0;
  let underway = 0;
  let peak = 0;
  let url = "";
  const guard = createGuard(options.auth, () => `${url}/token`, options.now ?? Date.now);

  const reply = (request: Incoming): Answer =>
    request.kind === "token" ? guard.token(request) : (guard.check(request) ?? routes(request));

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const about = target(message.method ?? "GET", message.url ?? "/");
    const record = { ...about, headers: message.headers, status: 0, connection: sockets.get(message.socket) ?? 0 };
    requests.push(record);
    underway += 1;
    peak = Math.max(peak, underway);
    response.once("close", () => (underway -= 1));
    const body = await readAll(message);
    const reaction = faults.strike(about);
    const wait = (options.latencyMs ?? 0) + (reaction?.delayMs ?? 0);
    if (wait > 0) await sleep(wait);
    if (reaction?.hang === true) return;
    if (reaction?.drop === true) {
      message.socket.destroy();
      return;
    }
    const good = reply({ ...about, headers: message.headers, body });
    const final = reaction === undefined ? good : spoil(good, reaction);
    record.status = final.status;
    await send(response, about.method, final, reaction?.dripMs);
  };

  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    handle(message, response).catch((error: unknown) => {
      if (!response.destroyed) response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer({ ...options.tls }, listener);
  server.on(options.tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
    opened += 1;
    sockets.set(socket, opened);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the registry has no port");
  const { port } = address;
  url = `${options.tls === undefined ? "http" : "https"}://127.0.0.1:${port}`;

  return {
    host: `localhost:${port}`,
    url,
    port,
    push: (repository, tag, image) => place(store.open(repository), tag, image),
    move: (repository, tag, digest) => void store.open(repository).tags.set(tag, digest),
    delete: (repository, reference) => {
      const found = store.find(repository);
      found?.tags.delete(reference);
      found?.manifests.delete(reference);
    },
    fault: faults.add,
    requests,
    count: (filter = {}) => requests.filter((record) => fits(record, filter)).length,
    peak: () => peak,
    connections: () => opened,
    forget: () => {
      requests.length = 0;
      peak = underway;
      opened = 0;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
