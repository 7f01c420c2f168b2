import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readReply, type Reply } from "../../../src/inspect/wave/reply.ts";
import { goldenCases } from "../../support/wave/golden.ts";

const reply = (status: number, text: string, withToken: boolean): Reply =>
  readReply(
    {
      status,
      headers: new Map(),
      bytes: Buffer.from(text),
      url: new URL("https://wave.example/v1alpha1/inspect"),
      requests: 1,
    },
    { subject: "quay.io/acme/x:1.0", registry: "quay.io", withToken },
  );

const own = goldenCases().map(({ text }) => text);
/** Bodies of every sort: the real ones, parts and mixtures of them, and what no server of ours would send. */
const body = fc.oneof(
  fc.constantFrom(...own),
  fc.tuple(fc.constantFrom(...own), fc.nat(2000)).map(([text, end]) => text.slice(0, end)),
  fc.json(),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "binary" }).map((message) => JSON.stringify({ message })),
  fc.string({ unit: "binary" }).map((message) => JSON.stringify({ errors: [{ code: message, message }] })),
  fc
    .record({ container: fc.jsonValue(), index: fc.jsonValue(), message: fc.jsonValue() })
    .map((value) => JSON.stringify(value)),
  fc
    .record({
      container: fc.dictionary(fc.constantFrom("config", "manifest", "registry", "digest", "v1"), fc.jsonValue()),
    })
    .map((value) => JSON.stringify(value)),
  fc
    .record({ index: fc.record({ manifests: fc.array(fc.jsonValue()), digest: fc.jsonValue() }) })
    .map((value) => JSON.stringify(value)),
);

test("no answer of any server throws, and no word of it leaves its line", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(200, 201, 302, 400, 401, 403, 404, 408, 415, 418, 429, 500, 502, 503, 504),
      body,
      fc.boolean(),
      (status, text, withToken) => {
        const read = reply(status, text, withToken);
        const message = read.kind === "failure" ? read.message : "a.";
        expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|^$/u);
        expect(message.length).toBeLessThan(600);
      },
    ),
    { numRuns: 3000 },
  );
});

test("every recorded answer is read as it was sent", () => {
  for (const { status, text } of goldenCases()) {
    const read = reply(status, text, false);
    if (read.kind !== "answer") continue;
    expect(read.answer).toEqual(JSON.parse(text));
  }
});
