/** Hosts that take every connection and never say a word. */
import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export interface Tarpits extends AsyncDisposable {
  /** `localhost:41234`, one a host. */
  readonly hosts: readonly string[];
  /** Connections so far, on all of them. */
  readonly connections: () => number;
}

export async function startTarpits(count: number): Promise<Tarpits> {
  const open = new Set<Socket>();
  let connections = 0;
  const servers = Array.from({ length: count }, () =>
    createServer((socket) => {
      connections += 1;
      open.add(socket);
      socket.on("error", () => undefined).on("close", () => open.delete(socket));
      socket.resume();
    }).listen(0, "127.0.0.1"),
  );
  await Promise.all(servers.map((server) => once(server, "listening")));
  return {
    hosts: servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("the tarpit has no port");
      return `localhost:${address.port}`;
    }),
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
