import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Registry, startRegistry } from "./registry/index.ts";
import { type GoldenCase, goldenCases, loadGolden } from "./wave/golden.ts";
import { type Wave, startWave } from "./wave/index.ts";
import { type StandIns, standInPlatform, startStandIns } from "./wave/stand-ins.ts";

interface Sent {
  readonly status: number;
  readonly type: string | undefined;
  readonly retryAfter: string | undefined;
  readonly upstream: unknown;
  readonly text: string;
}

/** Sends a golden request byte for byte: no header of our own, no path made tidy. */
const send = (wave: Wave, { request }: GoldenCase): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const { body } = request;
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const outgoing = httpRequest({
      port: wave.port,
      host: "127.0.0.1",
      method: request.method,
      path: request.path,
      agent: false,
      headers: { ...request.headers, ...length },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (incoming) => {
      const parts: Uint8Array[] = [];
      incoming.on("data", (part: Uint8Array) => parts.push(part));
      incoming.once("end", () => {
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers["content-type"],
          retryAfter: incoming.headers["retry-after"],
          upstream: incoming.headers["x-upstream"],
          text: Buffer.concat(parts)
            .toString()
            .replaceAll(/Error ID: [0-9a-f]{12}/gu, "Error ID: <hex12>"),
        });
      });
    });
    outgoing.end(body);
  });

const expected = (golden: GoldenCase): Sent => ({
  status: golden.status,
  type: golden.headers["content-type"],
  retryAfter: golden.headers["retry-after"],
  upstream: golden.headers["x-upstream"],
  text: golden.text,
});

const cases = goldenCases();

describe("the golden answers of the real server", () => {
  let registry: Registry;
  let plain: Wave;
  let paired: Wave;
  let standIns: StandIns;
  beforeAll(async () => {
    registry = await startRegistry();
    loadGolden(registry);
    standIns = await startStandIns();
    const local = { "localhost:5000": registry.url };
    plain = await startWave({ registries: { ...local, "docker.io": registry.url } });
    paired = await startWave({ registries: { ...local, ...standIns.registries }, platform: standInPlatform });
  });
  afterAll(async () => {
    await Promise.all([plain.close(), paired.close(), registry.close(), standIns.close()]);
  });

  test("there are 343 of them", () => {
    expect(cases).toHaveLength(343);
  });

  test.each(cases.filter(({ group }) => group === "plain"))("$id", async (golden) => {
    expect(await send(plain, golden)).toEqual(expected(golden));
  });

  test.each(cases.filter(({ group }) => group !== "plain"))("$id ($group)", async (golden) => {
    expect(await send(paired, golden)).toEqual(expected(golden));
  });
});
