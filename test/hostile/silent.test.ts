/** Many hosts that hang, in every way in which a host can: what the others say is heard all the same, and judged. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { type CliResult, cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { startTarpits } from "../support/tarpit.ts";
import { startWave } from "../support/wave/index.ts";

const many = 60;

interface Hosts extends AsyncDisposable {
  readonly hosts: readonly string[];
}

/** Hosts that go as far as this handler lets them. */
async function startHosts(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Hosts> {
  const servers = Array.from({ length: many }, () => createServer(handle).listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  return {
    hosts: servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("the server has no port");
      return `localhost:${address.port}`;
    }),
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Images of hosts that hang, and behind them one that is missing where somebody answers. */
function composed(hanging: readonly string[], good: string): Readonly<Record<string, string>> {
  const images = [...hanging.flatMap((host) => [`${host}/a/b:1`, `${host}/a/c:1`]), `${good}/acme/tool:no-such-tag`];
  return { "compose.yaml": `services:\n${images.map((image, n) => `  s${n}:\n    image: ${image}\n`).join("")}` };
}

const isRefused = (registry: Registry) => (): boolean => registry.requests.some(({ status }) => status === 404);

/** Asks until the missing image was found to be missing, and cancels the rest. */
async function untilRefused(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  good: Registry,
): Promise<CliResult> {
  return cli(["check", await repositoryOf(files), "--format", "json", ...args], {
    started: async (child) => {
      await vi.waitUntil(isRefused(good), { timeout: 20_000 });
      // The answer is on its way by now.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      child.kill("SIGTERM");
    },
  });
}

/** Messages of the errors of a JSON report. */
function errorsIn({ out }: CliResult): readonly unknown[] {
  return arrayOf(objectOf(JSON.parse(out))["findings"]).flatMap((finding) => {
    const { severity, message } = objectOf(finding);
    return severity === "error" ? [message] : [];
  });
}

const direct = (hosts: readonly string[]): readonly string[] => [
  "--inspector",
  "registry",
  ...hosts.flatMap((host) => ["--insecure-registry", host]),
];

describe("registries", () => {
  test("48 that take a connection and say nothing, to the end", { timeout: 120_000 }, async () => {
    await using tarpits = await startTarpits(48);
    const good = await startRegistry();
    const root = await repositoryOf(composed(tarpits.hosts, good.host));
    const result = await cli(["check", root, "--format", "json", ...direct([...tarpits.hosts, good.host])]);
    await good.close();
    expect(result.code).toBe(1);
    expect(errorsIn(result)).toEqual([expect.stringContaining("no-such-tag does not exist")]);
    // Two tries, and the other image of the host is told that.
    expect(tarpits.connections()).toBeLessThanOrEqual(2 * 48);
    expect(result.out).toContain("did not answer within 15 s. It was not asked again.");
  });

  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ["begin an answer and let it drip", (_, response) => void drip(response)],
    [
      "ask for a token of a server that says nothing",
      (request, response) => {
        if (request.url?.startsWith("/token") === true) return;
        const realm = `http://${request.headers.host}/token`;
        response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}",service="s"` }).end();
      },
    ],
    [
      "answer well at first",
      (() => {
        const answered = new Map<string, number>();
        return (request: IncomingMessage, response: ServerResponse): void => {
          const { host = "" } = request.headers;
          const before = answered.get(host) ?? 0;
          answered.set(host, before + 1);
          if (before < 2) response.writeHead(503, { "retry-after": "0" }).end();
        };
      })(),
    ],
    [
      "send everybody to one another",
      (request, response) => {
        if (request.url?.includes("hop") === true) return;
        response.writeHead(307, { location: `http://${request.headers.host}/hop` }).end();
      },
    ],
  ])("60 that %s", { timeout: 60_000 }, async (_, handle) => {
    await using hanging = await startHosts(handle);
    const good = await startRegistry();
    const files = composed(hanging.hosts, good.host);
    const result = await untilRefused(files, direct([...hanging.hosts, good.host]), good);
    await good.close();
    expect(result.code).toBe(1);
    expect(errorsIn(result)).toEqual([expect.stringContaining("no-such-tag does not exist")]);
  });
});

describe("through Wave", () => {
  test.each([many, 110])("%i registries that say nothing", { timeout: 60_000 }, async (count) => {
    await using tarpits = await startTarpits(1);
    const good = await startRegistry();
    const names = Array.from({ length: count }, (_, n) => `silent-${n}.example.org`);
    const silent = names.map((name) => [name, `http://${tarpits.hosts[0]}`] as const);
    const wave = await startWave({ registries: { ...Object.fromEntries(silent), "good.example.org": good.url } });
    const files = composed(names, "good.example.org");
    const result = await untilRefused(files, ["--wave-endpoint", wave.endpoint], good);
    await Promise.all([wave.close(), good.close()]);
    expect(result.code).toBe(1);
    expect(errorsIn(result)).toEqual([expect.stringContaining("no-such-tag does not exist")]);
  });
});

async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/vnd.oci.image.index.v1+json" });
  while (!response.destroyed) {
    response.write(" ");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
