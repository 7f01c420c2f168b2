/** GitHub's cache service, version 2, as far as one bundle needs it; uploads and downloads by signed addresses. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { objectOf, parseJson } from "../../support/json.ts";

export interface CacheService {
  /** Finished entries by key. */
  readonly stored: Map<string, Buffer>;
  /** Last part of the path of every request. */
  readonly calls: string[];
  /** While true, blobs are neither taken nor given. */
  isDown: boolean;
  readonly env: { readonly ACTIONS_RESULTS_URL: string; readonly ACTIONS_RUNTIME_TOKEN: string };
  close(): Promise<void>;
}

export async function startCacheService(): Promise<CacheService> {
  const stored = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer>();
  const calls: string[] = [];
  let origin = "";
  const about = { stored, calls, isDown: false };
  const signed = (key: string): string => `${origin}/blob/${key}?sig=secret`;

  function transfer(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    const isSigned = request.url?.endsWith("?sig=secret") === true && request.headers.authorization === undefined;
    if (!isSigned || about.isDown) response.writeHead(403).end();
    else if (request.method === "PUT") {
      uploads.set(key, body);
      response.writeHead(201).end();
    } else response.end(stored.get(key));
  }

  function call(method: string, asked: Readonly<Record<string, unknown>>): object {
    const key = String(asked["key"]);
    if (method === "GetCacheEntryDownloadURL") {
      const match = [...stored.keys()].find((name) => name.startsWith(key));
      return match === undefined ? { ok: false } : { ok: true, signed_download_url: signed(match), matched_key: match };
    }
    if (method === "CreateCacheEntry")
      return stored.has(key) ? { ok: false } : { ok: true, signed_upload_url: signed(key) };
    const bytes = uploads.get(key);
    if (bytes === undefined || Number(asked["size_bytes"]) !== bytes.length) return { ok: false };
    stored.set(key, bytes);
    return { ok: true, entry_id: "1" };
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const { pathname } = new URL(request.url ?? "", origin);
      const last = pathname.split("/").at(-1) ?? "";
      calls.push(last);
      if (pathname.startsWith("/blob/")) return transfer(request, response, last, body);
      const isKnown = request.headers.authorization === "Bearer runtime-token";
      response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
      response.end(isKnown ? JSON.stringify(call(last, objectOf(parseJson(body.toString())))) : "{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://localhost:${typeof address === "object" ? address?.port : 0}`;
  return Object.assign(about, {
    env: { ACTIONS_RESULTS_URL: `${origin}/`, ACTIONS_RUNTIME_TOKEN: "runtime-token" },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}
