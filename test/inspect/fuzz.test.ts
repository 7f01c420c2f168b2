/** Whatever a server answers, an inspection ends with a digest or with one of our failures. */
import * as fc from "fast-check";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FailureState } from "../../src/model.ts";
import { mediaTypes, multiArch } from "../support/registry/images.ts";
import { bench } from "./harness.ts";

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const states: ReadonlySet<FailureState> = new Set([
  "not-found",
  "absent-or-private",
  "unauthorized",
  "rate-limited",
  "unreachable",
  "timeout",
  "server-error",
  "unsupported",
  "platform-missing",
  "digest-mismatch",
  "too-large",
  "malformed",
  "configuration",
]);

let replies: readonly Reply[] = [];
let asked = 0;
const server = createServer((_request, response) => {
  const reply = replies[asked++ % Math.max(1, replies.length)];
  if (reply === undefined || asked > 100) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers).end(reply.body);
});
let host = "";
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  host = `localhost:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => server.close());

const word = fc.string({ unit: fc.constantFrom(..."abcXYZ019 =,;:/\\\"'*.-_%".split("")), maxLength: 30 });
const whole = multiArch(["linux/amd64", "linux/arm64"]);
const goodBodies = [...whole.manifests.map(({ bytes }) => bytes), ...whole.blobs.values()];
const body = fc.oneof(
  fc.constantFrom(...goodBodies),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
  fc
    .record({ token: fc.oneof(word, fc.jsonValue()), expires_in: fc.jsonValue() })
    .map((value) => Buffer.from(JSON.stringify(value))),
  fc.record({ errors: fc.jsonValue() }).map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const headers = fc.record(
  {
    "content-type": fc.oneof(fc.constantFrom(...Object.values(mediaTypes)), word),
    "docker-content-digest": fc.oneof(fc.constantFrom(...whole.manifests.map(({ digest }) => digest)), word),
    "www-authenticate": fc.oneof(
      word,
      fc.constantFrom(
        'Bearer realm="/token",service="x"',
        "Basic",
        'Bearer realm="http://169.254.169.254/"',
        'bearer realm=/t,scope="*"',
      ),
    ),
    "content-encoding": fc.constantFrom("gzip", "identity", "br", "x", ""),
    location: fc.oneof(word, fc.constantFrom("/v2/", "http://127.0.0.1:1/", "https://vault.internal/", "//", "?")),
    "retry-after": fc.constantFrom("0", "-1", "soon", "99999", "Tue, 24 Nov 2020 06:00:00 GMT"),
  },
  { requiredKeys: [] },
);
const reply = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 204, 301, 302, 307, 400, 401, 401, 403, 404, 405, 418, 429, 500, 503),
  headers,
  body,
});

test("random answers", { timeout: 120_000 }, async () => {
  const request = fc.record({
    need: fc.constantFrom("existence", "platforms", "config"),
    platform: fc.constantFrom(null, "linux/amd64", "linux/s390x"),
    login: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(reply, { minLength: 1, maxLength: 6 }),
      request,
      async (script, { need, platform, login }) => {
        replies = script;
        asked = 0;
        const { ask, inspector } = bench({
          listed: [host],
          logins: login ? [{ registry: host, username: "ann", password: "hunter-two" }] : [],
          retry: { base: 1, floor: 1, patience: 5 },
          timeouts: { headers: 2000, attempt: 3000 },
        });
        const inspection = await ask(`${host}/a/b:1`, need, platform);
        await inspector.close();
        const { failure, digest, evidence } = inspection;
        expect(failure === undefined ? digest !== undefined : states.has(failure.state)).toBe(true);
        expect(asked).toBeLessThan(60);
        expect(evidence.requests).toBeGreaterThan(0);
        const said = JSON.stringify(inspection.failure ?? "") + JSON.stringify(evidence.notes ?? "");
        expect(said).not.toContain("hunter-two");
        expect(said).not.toMatch(/\\u00[01]/);
      },
    ),
    { numRuns: 300 },
  );
});
