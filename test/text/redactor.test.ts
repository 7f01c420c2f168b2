import { assert, pre, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { Redactor } from "../../src/text/redactor.ts";

const knowing = (...secrets: readonly string[]): Redactor => {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
};

describe("a redactor", () => {
  test.each([
    ["hunter22", "it was hunter22 again, HUNTER22", "it was *** again, ***"],
    ["hunter22", "it was hunter2", "it was hunter2"],
    ["a longer password", "cut after a longer pass…", "cut after ***…"],
    ["a longer password", "a longer pass is not short", "*** is not short"],
    ["two\n  lines", "two lines", "***"],
    ["p w+d/42", "q=p%20w%2Bd%2F42&r=p+w%2Bd%2F42", "q=***&r=***"],
    ['say "x"\\', String.raw`{"a":"say \"x\"\\"}`, '{"a":"***"}'],
    ["abc", "abc", "abc"],
    ["abcd", "abcde", "***e"],
  ])("that knows %j makes of %j: %j", (secret, text, expected) => {
    expect(knowing(secret).redact(text)).toBe(expected);
  });

  test("knows what a client sends to say who it is", () => {
    const none = knowing();
    expect(none.redact("Authorization: Bearer abc123def456, basic YW5uOnB3MQ==")).toBe(
      "Authorization: Bearer ***, basic ***",
    );
    expect(none.redact("token eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl!")).toBe("token ***!");
    const harmless = 'Basic authentication, Bearer realm="https://auth.example.org",service="r1"';
    expect(none.redact(harmless)).toBe(harmless);
  });

  test("finds the longest of several that begin alike, and what was added later", () => {
    const redactor = knowing("password", "password-of-ann");
    expect(redactor.redact("password-of-ann password-of-bob")).toBe("*** ***bob");
    redactor.add("password-of-bob");
    expect(redactor.redact("password-of-bob")).toBe("***");
  });

  test("knows tokens that servers gave by their beginning, in every form, to their end", () => {
    const token = "Opaque+token/0123456789~abc=";
    const redactor = knowing("hunter22");
    for (let n = 0; n < 20_000; n++) redactor.addToken(`T0ken-${n}-${"y".repeat(2000)}`);
    redactor.addToken(token);
    redactor.addToken("QQ==");
    for (const form of [
      token,
      token.toUpperCase(),
      encodeURIComponent(token),
      Buffer.from(token).toString("base64"),
      Buffer.from(`x${token}`).toString("base64url").slice(2),
      Buffer.from(token).toString("hex"),
      token.slice(0, 12),
    ]) {
      expect(redactor.redact(`it was ${form}, hunter22 "${form}".`)).toMatch(/^it was .?\*{3}, \*{3} ".?\*{3}"\.$/);
    }
    expect(redactor.redact("QQ== and opaque+tok, t0ken-77-yyyy")).toBe("QQ== and ***, ***");
  });

  test("goes into data, names of fields too, keeps what holds none, and leaves digests whole", () => {
    const redactor = knowing("2f2f2f2f", "hunter22");
    const digest = `sha256:${"2f".repeat(32)}`;
    const clean = { a: [1, null, "x"], digest };
    expect(redactor.redactAll(clean)).toBe(clean);
    const said = { ...clean, list: ["hunter22", clean], hunter22: true, none: undefined };
    expect(redactor.redactAll(said)).toStrictEqual({ ...clean, list: ["***", clean], "***": true, none: undefined });
  });

  test("leaves nothing of a secret in base64, whatever stands around it", () => {
    assert(
      property(
        string({ unit: "binary", minLength: 8, maxLength: 60 }),
        string({ maxLength: 9 }),
        string({ maxLength: 9 }),
        (secret, before, behind) => {
          pre(secret.isWellFormed() && before.isWellFormed() && behind.isWellFormed());
          const packed = Buffer.from(before + secret + behind);
          for (const encoding of ["base64", "base64url", "hex"] as const) {
            const left = Buffer.from(knowing(secret).redact(packed.toString(encoding)).split("***")[0] ?? "", encoding);
            // No more than what stands before it, and the bits that share a character with it.
            expect(left.length).toBeLessThanOrEqual(Buffer.byteLength(before) + 1);
          }
        },
      ),
    );
  });

  test("takes no time that anybody notices with a hundred secrets", () => {
    const redactor = knowing(...Array.from({ length: 100 }, (_, n) => `secret-${n}-${"x".repeat(40)}`));
    const text = "secret-x an ordinary label of an image, with secret-10 in it. ".repeat(2000);
    expect(redactor.redact(text).length).toBeLessThan(text.length);
  });
});
