/**
 * A Wave inspect endpoint on loopback, for tests and the demo. It answers as the real server 1.37.0 does, oddities
 * included (the golden answers beside this file prove it), asks its registries over HTTP, and fails on demand.
 */
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { type Fault, type Reaction, createFaults } from "../registry/faults.ts";
import { type AccountOptions, identify } from "./accounts.ts";
import { inspect } from "./inspect.ts";
import { toJson } from "./json-text.ts";
import { readName } from "./name.ts";
import { refuseList } from "./platform.ts";
import { createRateLimit } from "./rate-limit.ts";
import { Refusal, type Reply, crash, empty, jsonType, plain } from "./refusal.ts";
import { type InspectCall, checkHeaders, readCall, refuseRobots } from "./request.ts";
import { type Login, type UpstreamOptions, createUpstream } from "./upstream.ts";

/** One inspect call as a fault sees it; `image` and the rest are absent where the body could not be read. */
export interface WaveCall extends Partial<InspectCall> {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly platform: string | undefined;
}

export interface WaveRecord extends WaveCall {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly status: number;
}

export interface WaveOptions extends Partial<UpstreamOptions> {
  /** Default: a free one. */
  readonly port?: number;
  /** The Seqera Platform; without it no endpoint is paired. */
  readonly platform?: AccountOptions;
  /** Registry logins of the server itself, which it uses for callers without a token. */
  readonly ownLogins?: Readonly<Record<string, Login>>;
  readonly faults?: readonly Fault<WaveCall>[];
  readonly latencyMs?: number;
  /** Requests per second and the word of the limiter above it. */
  readonly requestsPerSecond?: number;
  /** What `/service-info` says; null: it is not there. */
  readonly version?: string | null;
}

export interface Wave {
  /** `http://127.0.0.1:41234` */
  readonly endpoint: string;
  readonly port: number;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly WaveRecord[];
  /** The inspect calls among them. */
  readonly calls: () => readonly WaveRecord[];
  /** Most requests that were under way at one time. */
  readonly peak: () => number;
  readonly fault: (fault: Fault<WaveCall>) => () => void;
  close(): Promise<void>;
}

const securityHeaders = {
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "content-security-policy": "default-src 'none'",
};

const largestBody = 10 * 1024 * 1024;

const ok = (value: unknown): Reply => ({ status: 200, headers: jsonType, text: toJson(value) });

const readAll = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  message.on("data", (part: Uint8Array) => parts.push(part));
  await once(message, "end");
  return Buffer.concat(parts);
};

const methodsOf: Readonly<Record<string, readonly string[]>> = {
  "/v1alpha1/inspect": ["POST"],
  "/service-info": ["HEAD", "GET"],
  "/health": ["HEAD", "GET"],
};

const readTolerantly = (body: Buffer): Partial<InspectCall> => {
  try {
    return readCall(body);
  } catch {
    return {};
  }
};

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  reaction: Reaction | undefined,
): void => {
  const headers: Record<string, string> =
    reply.secured === false ? { ...reply.headers } : { ...securityHeaders, ...reply.headers };
  for (const [name, value] of Object.entries(reaction?.headers ?? {})) {
    if (value === null) delete headers[name];
    else headers[name] = String(value);
  }
  const replaced = reaction?.body ?? (reaction?.status === undefined ? reply.text : "");
  const spoilt = Buffer.from(replaced);
  const plainBytes = reaction?.rewrite?.(spoilt) ?? spoilt;
  const zips = plainBytes.length > 1024 && /\bgzip\b/u.test(request.headers["accept-encoding"] ?? "");
  const bytes = zips ? gzipSync(plainBytes) : plainBytes;
  if (zips) headers["content-encoding"] = "gzip";
  response.writeHead(reaction?.status ?? reply.status, { ...headers, "content-length": String(bytes.length) });
  response.end(request.method === "HEAD" ? undefined : bytes);
};

export const startWave = async (options: WaveOptions = {}): Promise<Wave> => {
  const upstream = createUpstream({ ...options, registries: options.registries ?? {} });
  const faults = createFaults<WaveCall>(options.faults ?? []);
  const limit = createRateLimit(options.requestsPerSecond);
  const requests: { -readonly [Key in keyof WaveRecord]: WaveRecord[Key] }[] = [];
  let underway = 0;
  let peak = 0;

  const answerInspect = async (
    request: IncomingMessage,
    body: Buffer,
    platform: string | undefined,
  ): Promise<Reply> => {
    checkHeaders(request.headers);
    if (body.length > largestBody) {
      throw crash(`The content length [${body.length}] exceeds the maximum allowed content length [${largestBody}]`);
    }
    const call = readCall(body);
    refuseList(platform);
    const { token, endpoint, workspaceId } = call;
    const lookUp =
      token === undefined ? undefined : await identify(options.platform ?? {}, { token, endpoint, workspaceId });
    const coordinates = readName(call.image);
    const own = options.ownLogins ?? {};
    const login = lookUp === undefined ? own[coordinates.registry] : lookUp(coordinates.registry);
    return ok(await inspect(upstream, { coordinates, platform, login, path: request.url ?? "" }));
  };

  const answer = async (
    request: IncomingMessage,
    body: Buffer,
    path: string,
    platform: string | undefined,
  ): Promise<Reply> => {
    await limit();
    refuseRobots(request.headers);
    const route = path === "/v1alpha1/inspect/" ? "/v1alpha1/inspect" : path;
    const methods = Object.hasOwn(methodsOf, route) ? (methodsOf[route] ?? []) : undefined;
    const method = request.method ?? "GET";
    if (route === "/") return { status: 400, headers: {}, text: "" };
    if (methods === undefined || (route === "/service-info" && options.version === null))
      throw plain(404, "Page Not Found");
    if (!methods.includes(method)) {
      if (method === "HEAD") throw empty(405);
      throw plain(405, `Method [${method}] not allowed for URI [${path}]. Allowed methods: [${methods.join(", ")}]`);
    }
    if (route === "/health") return ok({ status: "UP" });
    if (route === "/service-info") {
      return ok({ serviceInfo: { version: options.version ?? "1.37.0", commitId: "7b8b9f6d1" } });
    }
    return answerInspect(request, body, platform);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    underway += 1;
    peak = Math.max(peak, underway);
    response.once("close", () => (underway -= 1));
    const body = await readAll(request);
    const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
    const asked = new URLSearchParams(query).getAll("platform");
    const platform = asked.length === 0 ? undefined : asked.join(",");
    const call: WaveCall = { method: request.method ?? "GET", path, platform, ...readTolerantly(body) };
    const record = { ...call, headers: request.headers, body: body.toString(), status: 0 };
    requests.push(record);
    const reaction = faults.strike(call);
    const wait = (options.latencyMs ?? 0) + (reaction?.delayMs ?? 0);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (reaction?.hang === true) return;
    if (reaction?.drop === true) {
      request.socket.destroy();
      return;
    }
    const reply = await answer(request, body, path, platform).catch((error: unknown) => {
      if (error instanceof Refusal) return error.reply;
      throw error;
    });
    record.status = reaction?.status ?? reply.status;
    send(request, response, reply, reaction);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.destroyed) response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Wave has no port");

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    calls: () => requests.filter(({ path, method }) => method === "POST" && path.startsWith("/v1alpha1/inspect")),
    peak: () => peak,
    fault: faults.add,
    close: async () => {
      upstream.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
