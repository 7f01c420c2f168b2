/** A web server of files, in every manner in which they are served; and files as the tools make them. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { resolve } from "node:path";

/** The first 128 bytes of files by their name, and how long they are: see test/image/README.md. */
export const imageFiles: ReadonlyMap<string, { readonly size: number; readonly head: Buffer }> = new Map(
  readFileSync(resolve(import.meta.dirname, "../image/image-files.txt"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", size = "", head = ""] = line.split(" ");
      return [name, { size: Number(size), head: Buffer.from(head, "hex") }];
    }),
);

/** A whole file: what the tool made of it at its beginning, and zeros. */
export function imageFile(name: string): Buffer {
  const { size = 0, head = Buffer.alloc(0) } = imageFiles.get(name) ?? {};
  return Buffer.concat([head, Buffer.alloc(size - head.length)]);
}

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

export interface FileServer {
  /** `localhost:PORT`. */
  readonly host: string;
  /** `http://localhost:PORT` or https. */
  readonly origin: string;
  /** `GET /path`, in the order in which they came. */
  readonly requests: string[];
  readonly headers: IncomingMessage["headers"][];
  close(): Promise<void>;
}

/** Answers by path; 404 for what is not in the table. With a certificate it speaks TLS. */
export async function startFiles(
  table: Readonly<Record<string, Serve>>,
  certificate?: { readonly key: string; readonly cert: string },
): Promise<FileServer> {
  const requests: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    const serve = table[request.url ?? ""];
    if (serve === undefined) response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not Found</h1>");
    else serve(request, response);
  };
  const server = certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
  server.listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  const host = `localhost:${typeof address === "object" ? address?.port : 0}`;
  return {
    host,
    origin: `${certificate === undefined ? "http" : "https"}://${host}`,
    requests,
    headers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** With ranges, as an object store: 206 and what was asked for, or 416. */
export const ranged =
  (file: Buffer): Serve =>
  (request, response) => {
    const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    if (Number(from) >= file.length) {
      response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
      return;
    }
    const part = file.subarray(Number(from), to === "" ? file.length : Number(to) + 1);
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${file.length}`;
    response.writeHead(206, { "content-range": range, "content-length": part.length }).end(part);
  };

/** Without ranges: 200 and the whole. */
export const whole =
  (file: Buffer, fields: Readonly<Record<string, string>> = {}): Serve =>
  (_request, response) => {
    response.writeHead(200, { "content-length": file.length, ...fields }).end(file);
  };

/** Without ranges and without a length, and it goes on for ever; `gone` is called when the reader hangs up. */
export const endless =
  (head: Buffer, gone: () => void): Serve =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    response.write(head);
    const more = setInterval(() => response.write(Buffer.alloc(65_536)), 2);
    response.on("close", () => {
      clearInterval(more);
      gone();
    });
  };

export const status =
  (code: number, fields: Readonly<Record<string, string>> = {}, body = ""): Serve =>
  (_request, response) => {
    response.writeHead(code, fields).end(body);
  };
