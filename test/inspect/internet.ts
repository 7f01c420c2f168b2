/**
 * A small internet on loopback: a CONNECT proxy that leads every host name to one TLS registry, whose certificate is
 * trusted by NODE_EXTRA_CA_CERTS. So names such as registry-1.docker.io are asked as a run would ask them.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Registry, type RegistryOptions, startRegistry } from "../support/registry/index.ts";
import { certificateFor } from "./certificate.ts";

export interface Internet {
  readonly registry: Registry;
  /** HTTPS_PROXY and NODE_EXTRA_CA_CERTS for the inspector. */
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` of every tunnel, in order. */
  readonly tunnels: string[];
  close(): Promise<void>;
}

export async function startInternet(hosts: readonly string[], options: RegistryOptions = {}): Promise<Internet> {
  const certificate = certificateFor([...hosts, "localhost", "127.0.0.1"]);
  const folder = mkdtempSync(join(tmpdir(), "wave-inspect-ca-"));
  const file = join(folder, "ca.pem");
  writeFileSync(file, certificate.cert);
  const registry = await startRegistry({ ...options, tls: certificate });
  const tunnels: string[] = [];
  const open = new Set<Socket>();
  const proxy = createServer((_request, response) => response.writeHead(501).end());
  proxy.on("connect", (request, client: Socket) => {
    tunnels.push(request.url ?? "");
    const upstream = connect(registry.port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
    }
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    registry,
    tunnels,
    env: { HTTPS_PROXY: `http://127.0.0.1:${address.port}`, NODE_EXTRA_CA_CERTS: file },
    async close() {
      for (const socket of open) socket.destroy();
      proxy.close();
      await registry.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
