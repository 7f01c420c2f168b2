import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { isSpecialAddress } from "../../../src/inspect/network/addresses.ts";
import { inspectAll } from "../../../src/inspect/index.ts";
import { patientLookup, type Resolve } from "../../../src/inspect/network/names.ts";
import { createNetworkPolicy, socketLookup } from "../../../src/inspect/network/policy.ts";
import type { Setting } from "../harness.ts";
import { image } from "../../support/registry/images.ts";
import { startRegistry } from "../../support/registry/index.ts";
import { certificateFor } from "../certificate.ts";
import { bench } from "../harness.ts";
import { startInternet } from "../internet.ts";
import { freePort } from "../programs.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function asking(listed: readonly string[], setting: Omit<Setting, "listed"> = {}) {
  const made = bench({ ...setting, listed });
  closing.push(() => made.inspector.close());
  return made;
}

/** A TCP server that does with each connection what it is told. */
async function startRaw(talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    talk(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `localhost:${typeof address === "object" ? address?.port : 0}`;
}

/** A name service, or a kernel behind it, that fails with this code. */
const failing =
  (code: string): Resolve =>
  (_name, _options, callback) =>
    callback(Object.assign(new Error(`it failed: ${code}`), { code }), []);

const nowhere = failing("ENOTFOUND");

const late: Resolve = (_name, _options, callback) => {
  setTimeout(() => callback(null, [{ address: "127.0.0.1", family: 4 }]), 150);
};

const silent: Resolve = () => undefined;
const empty: Resolve = (_name, _options, callback) => callback(null, []);

const answer = (name: string, wait: number): Resolve => {
  return (_name, _options, callback) => {
    setTimeout(() => callback(null, [{ address: name, family: 4 }]), wait);
  };
};
const look = (system: Resolve, servers: Resolve): Promise<string> =>
  new Promise((resolve) => {
    patientLookup(system, servers)("quay.io", { all: true }, (error, addresses) => {
      resolve(error?.code ?? addresses.map(({ address }) => address).join());
    });
  });

describe("a name that the system does not find in time", () => {
  test.each<[string, Resolve, Resolve, string]>([
    ["is asked of the name servers", silent, answer("servers", 0), "servers"],
    ["is the system's where that answers", answer("system", 10), answer("servers", 0), "system"],
    ["is the system's where it answers first after all", answer("system", 1100), answer("servers", 500), "system"],
    ["is the system's where the name servers know nothing", answer("system", 1100), empty, "system"],
    ["is nobody's where the system says so", nowhere, answer("servers", 0), "ENOTFOUND"],
  ])("%s", async (_, system, servers, expected) => {
    expect(await look(system, servers)).toBe(expected);
  });
});

const quick = { connect: 500, headers: 300, idle: 300, attempt: 1000 };

describe("a host that does not serve", () => {
  test("nobody listens", async () => {
    const host = `localhost:${await freePort()}`;
    const inspection = await asking([host]).ask(`${host}/a/b:1`);
    expect(inspection.failure).toMatchObject({ state: "unreachable" });
    expect(inspection.failure?.message).toContain("refused the connection");
  });

  test("no such host", async () => {
    const { ask } = asking([], { resolve: nowhere });
    const inspection = await ask("nowhere.example.test/a/b:1");
    expect(inspection.failure).toEqual({ state: "unreachable", message: "nowhere.example.test: no such host." });
  });

  test("a certificate that nobody trusts", async () => {
    const registry = await startRegistry({ tls: certificateFor(["localhost"]) });
    closing.push(() => registry.close());
    const inspection = await asking([registry.host]).ask(`${registry.host}/a/b:1`);
    expect(inspection.failure?.state).toBe("unreachable");
    expect(inspection.failure?.message).toContain("certificate is not trusted");
    expect(registry.requests).toEqual([]);
  });

  test("silence", async () => {
    const host = await startRaw(() => undefined);
    const timeouts = { ...quick, attempt: 10_000 };
    const inspection = await asking([host], { timeouts, retry: { attempts: 1 } }).ask(`${host}/a/b:1`);
    expect(inspection.failure?.state).toBe("timeout");
    expect(inspection.failure?.message).toContain("did not answer within 0.3 s");
  });

  test("a body that drips outlives no limit", async () => {
    const registry = await startRegistry({ faults: [{ when: () => true, reaction: { dripMs: 50 } }] });
    registry.push("a/b", "1", image());
    closing.push(() => registry.close());
    const timeouts = { ...quick, headers: 1_500, idle: 1_500, attempt: 2_000 };
    const inspection = await asking([registry.host], { timeouts }).ask(`${registry.host}/a/b:1`);
    expect(inspection.failure?.state).toBe("timeout");
    expect(inspection.failure?.message).toContain("did not finish");
  });

  test("a body that stops in the middle", async () => {
    const host = await startRaw((socket) => {
      socket.on("data", () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"schema'));
    });
    const inspection = await asking([host], { timeouts: quick, retry: { attempts: 1 } }).ask(`${host}/a/b:1`);
    expect(inspection.failure?.state).toBe("timeout");
  });

  test.for([
    ["something else than HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "does not speak HTTP"],
    ["nothing", "", "closed the connection"],
  ] as const)("one that says %s is asked three times", async ([, greeting, words]) => {
    let plain = 0;
    const host = await startRaw((socket) =>
      socket.on("data", (data) => {
        if (data.toString("latin1").startsWith("GET ")) plain++;
        socket.end(greeting);
      }),
    );
    const inspection = await asking([host], { timeouts: quick }).ask(`${host}/a/b:1`);
    expect(inspection.failure).toEqual({ state: "unreachable", message: expect.stringContaining(words) });
    expect(plain).toBe(3);
  });

  // Error codes of getaddrinfo(3) and connect(2).
  test.for([
    ["EAI_AGAIN", "its name could not be looked up"],
    ["EHOSTUNREACH", "no route to it"],
    ["ENETUNREACH", "no route to it"],
    ["ETIMEDOUT", "no connection in time"],
    ["EMFILE", "could not be reached: it failed: EMFILE"],
  ])("%s: %s", async ([code, words]) => {
    const { ask } = asking([], { resolve: failing(code ?? "") });
    expect((await ask("r.example.test/a/b:1")).failure).toEqual({
      state: "unreachable",
      message: expect.stringContaining(words ?? ""),
    });
  });

  test("neither of its addresses serves", async () => {
    const port = await freePort();
    const { ask } = asking([`r.example.test:${port}`], { resolve: answering("127.0.0.1", "127.0.0.2") });
    expect((await ask(`r.example.test:${port}/a/b:1`)).failure?.message).toContain("refused the connection");
  });

  test("its name is looked up without end", async () => {
    const { ask } = asking([], { resolve: () => undefined, timeouts: quick, retry: { attempts: 1 } });
    expect((await ask("r.example.test/a/b:1")).failure?.state).toMatch(/^(?:unreachable|timeout)$/);
  });

  test("a name that is known only when the time is up: nothing is sent any more", async () => {
    const registry = await startRegistry();
    registry.push("a/b", "1", image());
    closing.push(() => registry.close());
    const host = `r.example.test:${registry.port}`;
    const { ask } = asking([host], { resolve: late, timeouts: { attempt: 50 }, retry: { attempts: 1 } });
    expect((await ask(`${host}/a/b:1`)).failure?.state).toBe("timeout");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(registry.requests).toEqual([]);
  });

  test("a header that cannot be sent", async () => {
    const env = { DOCKER_AUTH_CONFIG: '{"auths":{"localhost:9":{"registrytoken":"a\\nb"}}}' };
    const { failure } = await asking(["localhost:9"], { env }).ask("localhost:9/a/b:1");
    expect(failure).toEqual({ state: "unreachable", message: expect.stringContaining("invalid authorization header") });
  });

  test("none of them holds up the others", async () => {
    const silent = await startRaw(() => undefined);
    const closed = `localhost:${await freePort()}`;
    const registry = await startRegistry();
    registry.push("a/b", "1", image());
    closing.push(() => registry.close());
    const timeouts = { ...quick, headers: 3_000, attempt: 5_000 };
    const { inspector } = asking([silent, closed, registry.host], { timeouts, retry: { attempts: 1 } });
    const requests = [silent, closed, registry.host].map(
      (host) => ({ image: `${host}/a/b:1`, platform: null, need: "config" }) as const,
    );
    const inspections = await inspectAll(inspector, requests);
    expect(inspections.map(({ failure }) => failure?.state)).toEqual(["timeout", "unreachable", undefined]);
  });
});

function answering(...addresses: readonly string[]): Resolve {
  const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return (_name, _options, callback) => callback(null, found);
}

test("an answer may be announced before it comes (RFC 9110 §15.2)", async () => {
  const early = "HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n";
  const body = '{"schemaVersion":2,"manifests":[]}';
  const host = await startRaw((socket) =>
    socket.on("data", () => socket.write(`${early}HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`)),
  );
  const inspection = await asking([host], { timeouts: quick }).ask(`${host}/a/b:1`, "platforms");
  expect(inspection).toMatchObject({ platforms: [], evidence: { status: 200 } });
});

describe("which hosts may be asked", () => {
  const policy = createNetworkPolicy(["localhost:5000", "registry.corp:80", "10.0.0.7:5000", "plain.example.test"]);
  test.for([
    ["https://quay.io/v2/", true],
    ["https://quay.io:8443/v2/", true],
    ["http://quay.io/v2/", false],
    ["http://localhost:5000/v2/", true],
    ["https://localhost:5000/v2/", true],
    ["http://localhost:5001/v2/", false],
    ["https://localhost/v2/", false],
    ["https://sub.localhost/", false],
    ["https://localhost./", false],
    ["https://vault.internal/", false],
    ["https://printer.local/", false],
    ["https://intranet/", false],
    ["http://registry.corp/", true],
    ["https://registry.corp/", false],
    ["http://10.0.0.7:5000/", true],
    ["https://10.0.0.8:5000/", false],
    ["https://127.0.0.1/", false],
    ["https://2130706433/", false],
    ["https://0x7f.1/", false],
    ["https://[::1]/", false],
    ["https://[::ffff:127.0.0.1]/", false],
    ["https://8.8.8.8/", false],
    ["http://plain.example.test/", true],
    ["https://plain.example.test/", true],
    ["https://user:secret@quay.io/", false],
    ["ftp://quay.io/", false],
    ["file:///etc/passwd", false],
  ] as const)("%s: %o", ([url, allowed]) => {
    expect(policy.refusal(new URL(url)) === undefined).toBe(allowed);
  });

  test.for([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "::ffff:169.254.169.254",
    "::ffff:7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "ff02::1",
  ])("%s is not the public internet", (address) => {
    expect(isSpecialAddress(address)).toBe(true);
  });

  test.for(["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "%s is",
    (address) => {
      expect(isSpecialAddress(address)).toBe(false);
    },
  );

  test("a public name with a private address is refused when it is connected to", async () => {
    for (const address of ["127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1"]) {
      const { ask } = asking([], { resolve: answering(address) });
      const inspection = await ask("rebound.example.test/a/b:1");
      expect(inspection.failure?.state).toBe("configuration");
      expect(inspection.failure?.message).toContain("private addresses");
    }
  });

  test("of several addresses the private ones are left out", () => {
    const seen: unknown[] = [];
    const lookup = socketLookup(true, answering("10.0.0.1", "8.8.8.8", "::1"));
    lookup("mixed.example.test", { all: true }, (...answer: unknown[]) => seen.push(answer));
    lookup("mixed.example.test", {}, (...answer: unknown[]) => seen.push(answer));
    expect(seen).toEqual([
      [null, [{ address: "8.8.8.8", family: 4 }]],
      [null, "8.8.8.8", 4],
    ]);
  });

  test("a registry on this machine is asked only where it is listed", async () => {
    const registry = await startRegistry();
    registry.push("a/b", "1", image());
    closing.push(() => registry.close());
    const inspection = await asking([]).ask(`${registry.host}/a/b:1`);
    expect(inspection.failure?.state).toBe("configuration");
    expect(inspection.failure?.message).toContain("insecure-registries");
    expect(inspection.evidence.requests).toBe(0);
    expect(registry.requests).toEqual([]);
  });
});

describe("proxies and certificates", () => {
  test("https goes through the proxy, and what NO_PROXY names does not", async () => {
    const internet = await startInternet(["registry.example.test"]);
    internet.registry.push("a/b", "1", image());
    closing.push(() => internet.close());
    const { ask } = asking([], { env: internet.env });
    expect((await ask("registry.example.test/a/b:1")).failure).toBeUndefined();
    expect(internet.tunnels[0]).toBe("registry.example.test:443");
    const seen = internet.tunnels.length;
    const direct = asking([], { env: { ...internet.env, NO_PROXY: ".example.test" }, resolve: nowhere });
    expect((await direct.ask("registry.example.test/a/b:1")).failure?.state).toBe("unreachable");
    expect(internet.tunnels.length).toBe(seen);
  });

  test("without its certificate the same server is not trusted", async () => {
    const internet = await startInternet(["registry.example.test"]);
    closing.push(() => internet.close());
    const { ask } = asking([], { env: { HTTPS_PROXY: internet.env["HTTPS_PROXY"] } });
    expect((await ask("registry.example.test/a/b:1")).failure?.message).toContain("certificate is not trusted");
  });

  test("a certificate for another name is not trusted", async () => {
    const internet = await startInternet(["other.example.test"]);
    closing.push(() => internet.close());
    const { ask } = asking([], { env: internet.env });
    expect((await ask("registry.example.test/a/b:1")).failure?.message).toContain("certificate is not trusted");
  });

  test("a file of certificates that is not there is one warning", async () => {
    const host = `localhost:${await freePort()}`;
    const { ask, warnings } = asking([host], { env: { NODE_EXTRA_CA_CERTS: "/nowhere/ca.pem" } });
    await ask(`${host}/a/b:1`);
    expect(warnings).toHaveLength(1);
  });

  test("a listed registry that speaks TLS is spoken to in TLS, with the certificate of the house", async () => {
    const internet = await startInternet([]);
    const digest = internet.registry.push("a/b", "1", image());
    closing.push(() => internet.close());
    const env = { NODE_EXTRA_CA_CERTS: internet.env["NODE_EXTRA_CA_CERTS"] };
    const { ask } = asking([internet.registry.host], { env });
    const inspection = await ask(`${internet.registry.host}/a/b:1`);
    expect(inspection.digest).toBe(digest);
    expect(inspection.answer).toMatchObject({ container: { hostName: `https://${internet.registry.host}` } });
  });
});
