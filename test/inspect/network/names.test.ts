/** Names that the name servers are asked for beside the system, by packets on loopback. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import type * as Dns from "node:dns";
import type { LookupAddress, ResolverOptions } from "node:dns";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const server = vi.hoisted(() => ({ port: 0 }));

// The resolver takes the servers of the system, which a test does not own: it is shown to ours before its first question.
vi.mock("node:dns", async (original) => {
  const dns = await original<typeof Dns>();
  class Resolver extends dns.Resolver {
    constructor(options: ResolverOptions) {
      super(options);
      this.setServers([`127.0.0.1:${server.port}`]);
    }
  }
  return { ...dns, Resolver };
});

const A = 1;
const AAAA = 28;
const REFUSED = 5;

/** An answer (RFC 1035, 4.1) to the one question of a packet: addresses that are given as bytes, or a code of an error. */
function answer(packet: Buffer, addresses: readonly (readonly number[])[], code = 0): Buffer {
  const end = packet.indexOf(0, 12) + 5;
  const question = packet.subarray(12, end);
  const header = Buffer.from([...packet.subarray(0, 2), 0x81, 0x80 | code, 0, 1, 0, addresses.length, 0, 0, 0, 0]);
  const records = addresses.map((bytes) =>
    // The name of the question, its type and class, a minute, and the bytes.
    Buffer.from([0xc0, 12, ...question.subarray(-4), 0, 0, 0, 60, 0, bytes.length, ...bytes]),
  );
  return Buffer.concat([header, question, ...records]);
}

const asked: number[] = [];
let socket = createSocket("udp4");

beforeEach(async () => {
  vi.resetModules();
  asked.length = 0;
  socket = createSocket("udp4");
  socket.on("message", (packet, { address, port }) => {
    const type = packet.readUInt16BE(packet.indexOf(0, 12) + 1);
    const name = packet.toString("latin1", 13, 13 + packet[12]!);
    asked.push(type);
    const six = [0x20, 0x01, 0x0d, 0xb8, ...Array.from({ length: 11 }, () => 0), 7];
    const addresses = type === A ? [[192, 0, 2, 7]] : type === AAAA ? [six] : [];
    socket.send(name === "refused" ? answer(packet, [], REFUSED) : answer(packet, addresses), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  server.port = socket.address().port;
});
afterEach(() => socket.close());

/** What is found where the system never answers; undefined where nothing is found in two seconds. */
async function found(
  hostname: string,
  family?: 0 | 4 | 6 | "IPv4" | "IPv6",
): Promise<readonly LookupAddress[] | undefined> {
  const { patientLookup } = await import("../../../src/inspect/network/names.ts");
  return new Promise((resolve) => {
    setTimeout(resolve, 2_000, undefined);
    const options = { all: true, ...(family !== undefined && { family }) } as const;
    patientLookup(() => undefined)(hostname, options, (_error, addresses) => resolve(addresses));
  });
}

const four = { address: "192.0.2.7", family: 4 };
const six = { address: "2001:db8::7", family: 6 };

test.each<[0 | 4 | 6 | "IPv4" | "IPv6" | undefined, readonly LookupAddress[], readonly number[]]>([
  [undefined, [four, six], [A, AAAA]],
  [0, [four, six], [A, AAAA]],
  [4, [four], [A]],
  ["IPv4", [four], [A]],
  [6, [six], [AAAA]],
  ["IPv6", [six], [AAAA]],
])("family %s", async (family, addresses, types) => {
  expect(await found("registry.example", family)).toEqual(addresses);
  expect(asked.toSorted((a, b) => a - b)).toEqual(types);
});

test("a name that the servers refuse is left to the system", async () => {
  expect(await found("refused.example")).toBeUndefined();
  expect(new Set(asked)).toEqual(new Set([A, AAAA]));
});
