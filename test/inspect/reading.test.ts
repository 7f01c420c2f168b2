/** The small readers of what strangers write, by examples and by random input. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codesOf, ConfigurationError } from "../../src/errors.ts";
import { normalizeKey } from "../../src/inspect/credentials/docker-config.ts";
import { passwordsOf, proxiesOf } from "../../src/inspect/network/proxy.ts";
import { parseChallenges } from "../../src/inspect/registry/challenge.ts";
import { readConfig } from "../../src/inspect/registry/config.ts";
import { readDocument } from "../../src/inspect/registry/document.ts";
import { mayReceivePassword } from "../../src/inspect/registry/realm.ts";
import { backoff, defaultRetry, retryAfter } from "../../src/inspect/network/retry.ts";
import { oneLine } from "../../src/text/foreign.ts";

const challenges = (...lines: readonly string[]): object[] =>
  parseChallenges(lines).map(({ scheme, parameters }) => ({ scheme, ...Object.fromEntries(parameters) }));

describe("WWW-Authenticate", () => {
  test.for([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:samalba/my-app:pull,push"',
      [
        {
          scheme: "bearer",
          realm: "https://auth.docker.io/token",
          service: "registry.docker.io",
          scope: "repository:samalba/my-app:pull,push",
        },
      ],
    ],
    [
      'Basic realm="https://1.dkr.ecr.eu-central-1.amazonaws.com/",service="ecr.amazonaws.com"',
      [{ scheme: "basic", realm: "https://1.dkr.ecr.eu-central-1.amazonaws.com/", service: "ecr.amazonaws.com" }],
    ],
    [
      'Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*",Basic realm="https://codeberg.org/v2"',
      [
        { scheme: "bearer", realm: "https://codeberg.org/v2/token", service: "container_registry", scope: "*" },
        { scheme: "basic", realm: "https://codeberg.org/v2" },
      ],
    ],
    ["bearer realm=https://zot.example/token", [{ scheme: "bearer", realm: "https://zot.example/token" }]],
    ['Basic realm="Test Realm, with comma"', [{ scheme: "basic", realm: "Test Realm, with comma" }]],
    ['BEARER  REALM = "a\\"b" ,, Service=x', [{ scheme: "bearer", realm: 'a"b', service: "x" }]],
    ['Bearer realm="cut', [{ scheme: "bearer", realm: "cut" }]],
    ['Bearer realm="one",realm="two"', [{ scheme: "bearer", realm: "one" }]],
    ["Negotiate, Basic", [{ scheme: "negotiate" }, { scheme: "basic" }]],
    ["", []],
    [" , ,", []],
    ['="x"', []],
  ] as const)("%s", ([line, expected]) => {
    expect(challenges(line)).toEqual(expected);
  });

  test("several lines are one list", () => {
    expect(challenges('Basic realm="a"', "", 'Bearer realm="b"')).toEqual([
      { scheme: "basic", realm: "a" },
      { scheme: "bearer", realm: "b" },
    ]);
  });

  test("anything ends, and in time", () => {
    fc.assert(fc.property(fc.string(), (line) => void parseChallenges([line])));
    const pieces = fc.constantFrom("Bearer ", "realm", "=", '"', "\\", ",", " ", "x", "\t");
    fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => void parseChallenges([parts.join("")])));
    // Far more than the time of a test where a pattern goes back and forth.
    for (const line of [
      '"'.repeat(1_000_000),
      "a ".repeat(500_000),
      `Bearer x="${"\\".repeat(1_000_000)}`,
      "a=".repeat(500_000),
    ]) {
      expect(parseChallenges([line]).length).toBeLessThanOrEqual(line.length / 2);
    }
  });
});

describe("where a password may go", () => {
  test.for([
    ["quay.io", "quay.io", true],
    ["quay.io:443", "quay.io", true],
    ["registry-1.docker.io", "auth.docker.io", true],
    ["registry.gitlab.com", "gitlab.com", true],
    ["registry.example.com", "gitlab.example.com", true],
    ["registry.example.com:5050", "example.com", true],
    ["registry.acme.co.uk", "auth.acme.co.uk", true],
    ["acme.azurecr.io", "acme.azurecr.io", true],
    ["ghcr.io", "evil.example", false],
    ["ghcr.io", "ghcr.io.evil.example", false],
    ["ghcr.io", "evil-ghcr.io", false],
    ["acme.azurecr.io", "evil.azurecr.io", false],
    ["acme.github.io", "evil.github.io", false],
    ["acme.co.uk", "evil.co.uk", false],
    ["registry.com", "evil.com", false],
    ["10.0.0.1", "10.0.0.2", false],
    ["localhost:5000", "localhost:5001", true],
    ["localhost", "evil.localhost", false],
  ] as const)("%s to %s: %o", ([registry, realm, allowed]) => {
    expect(mayReceivePassword(registry, realm)).toBe(allowed);
  });
});

const coded = (code: string, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code });

test("codes of an error, of what caused it and of what it is made of, outermost first", () => {
  const several = Object.assign(new AggregateError([coded("C"), "text", coded("D")]), { code: "B" });
  expect(codesOf(coded("A", several))).toEqual(["A", "B", "C", "D"]);
  expect(codesOf(new Error("x", { cause: "text" }))).toEqual([]);
  const round = new Error("it caused itself");
  round.cause = coded("R", round);
  expect(codesOf(round)).toEqual(["R"]);
  expect(codesOf("text")).toEqual([]);
});

describe("times", () => {
  const now = Date.parse("2026-11-24T06:00:00Z");
  test.for([
    ["0", 0],
    ["120", 120_000],
    [" 7 ", 7000],
    ["Tue, 24 Nov 2026 06:00:10 GMT", 10_000],
    ["Tue, 24 Nov 2026 05:00:00 GMT", 0],
    // The two obsolete forms of RFC 9110 §5.6.7.
    ["Tuesday, 24-Nov-26 06:00:10 GMT", 10_000],
    ["Tue Nov 24 06:00:10 2026", 10_000],
    ["Tue, 99 Nov 2026 06:00:00 GMT", undefined],
    ["soon", undefined],
    ["-5", undefined],
    ["1e9", undefined],
    ["", undefined],
    [undefined, undefined],
  ] as const)("Retry-After %s: %s", ([value, expected]) => {
    expect(retryAfter(value, now)).toBe(expected);
  });

  test("waits have full jitter, grow, and keep to what is asked", () => {
    const policy = { ...defaultRetry, base: 100, cap: 1000, floor: 50 };
    expect([1, 2, 3, 4, 9].map((attempt) => backoff(policy, attempt, undefined, () => 1))).toEqual([
      100, 200, 400, 800, 1000,
    ]);
    expect(backoff(policy, 5, undefined, () => 0)).toBe(0);
    expect(backoff(policy, 1, 2000, () => 0)).toBe(2000);
    expect(backoff(policy, 1, 0, () => 0.5)).toBe(75);
  });

  test.for([
    ["2024-03-05T06:07:08Z", "2024-03-05T06:07:08Z"],
    ["2024-03-05T08:07:08+02:00", "2024-03-05T06:07:08Z"],
    ["2024-03-05T06:07:08.12Z", "2024-03-05T06:07:08.120Z"],
    ["2024-03-05T06:07:08.123456789Z", "2024-03-05T06:07:08.123456789Z"],
    ["2024-03-05T06:07:08.000Z", "2024-03-05T06:07:08Z"],
    ["2024-03-05T06:07:08.123400Z", "2024-03-05T06:07:08.123400Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["2024-03-05", undefined],
    ["2024-13-45T06:07:08Z", undefined],
    ["", undefined],
  ] as const)("created %s", ([created, expected]) => {
    expect(readConfig({ created }).answer.created).toBe(expected);
  });
});

describe("hostile words", () => {
  test.for([
    ["two\nlines\r\nand a\ttab", "two lines and a tab"],
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007after", "after"],
    ["a\u202Eb\u2066c\u200B\u0000d\u2028e", "a b c d e"],
    ["x".repeat(400), `${"x".repeat(300)}…`],
  ] as const)("%j", ([text, expected]) => {
    expect(oneLine(text)).toBe(expected);
  });

  test("one line of a known length, whatever comes, and in time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        const line = oneLine(text);
        expect(line.length).toBeLessThanOrEqual(301);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
    for (const text of ["\u001b]".repeat(500_000), "\u001b[".repeat(500_000), " ".repeat(1_000_000)]) oneLine(text);
  });
});

function isRead(bytes: Uint8Array, type: string | undefined): boolean {
  const document = readDocument(bytes, type);
  return "state" in document || document.kind === "index" || document.kind === "manifest";
}

describe("manifests and configs of any content", () => {
  const mediaType = fc.constantFrom(
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "text/html",
    undefined,
  );
  test("are read or refused, never thrown over", () => {
    const body = fc.record(
      {
        schemaVersion: fc.oneof(fc.integer(), fc.string()),
        mediaType: fc.oneof(mediaType, fc.jsonValue()),
        config: fc.jsonValue(),
        layers: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
        manifests: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
        annotations: fc.jsonValue(),
        artifactType: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const asJson = fc.property(body, mediaType, (value, type) => isRead(Buffer.from(JSON.stringify(value)), type));
    const asBytes = fc.property(fc.uint8Array(), mediaType, isRead);
    const asConfig = fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      (value) => "rootfs" in readConfig(value).answer,
    );
    expect(() => fc.assert(asJson)).not.toThrow();
    expect(() => fc.assert(asBytes)).not.toThrow();
    expect(() => fc.assert(asConfig)).not.toThrow();
  });

  test("fields of another type than expected are absent", () => {
    const { answer } = readConfig({
      architecture: 3,
      config: { User: 1000, Env: ["A=1", 2, null], Cmd: "sh", Labels: { a: 1, b: "x", c: "" }, Tty: "yes" },
      rootfs: null,
      created: 1,
    });
    // Wave takes any text for a switch; one that is not "true" is off.
    expect(answer).toEqual({ config: { env: ["A=1"], labels: { b: "x" }, tty: false }, rootfs: {} });
  });
});

describe("proxies of the environment", () => {
  test("lower case before upper case, and a missing scheme is http", () => {
    expect(proxiesOf({ HTTPS_PROXY: "http://a:1", https_proxy: "b:2", HTTP_PROXY: "", NO_PROXY: "x" })).toEqual({
      httpProxy: "",
      httpsProxy: "http://b:2",
      noProxy: "x",
    });
  });

  test("passwords are known in both spellings", () => {
    expect(
      passwordsOf(proxiesOf({ HTTP_PROXY: "http://u:p%40ss@proxy:1", HTTPS_PROXY: "http://u:%zz@proxy:1" })),
    ).toEqual(["p%40ss", "p@ss", "%zz", "%zz"]);
  });

  test.for(["ftp://proxy", "http://", "http://a b"])("%j is the user's to mend", (HTTPS_PROXY) => {
    expect(() => proxiesOf({ HTTPS_PROXY })).toThrow(ConfigurationError);
  });
});

test("keys of docker configurations", () => {
  // As docker/cli's ConvertToHostname and Podman's containers-auth.json(5) read them.
  const spelled = [
    "HTTPS://Quay.IO/v1/",
    "quay.io/",
    "quay.io/v2/",
    "quay.io/org/repo/",
    "https://quay.io/org",
    "localhost:5000",
    " r.test ",
  ];
  expect(spelled.map(normalizeKey)).toEqual([
    "quay.io",
    "quay.io",
    "quay.io",
    "quay.io/org/repo",
    "quay.io",
    "localhost:5000",
    "r.test",
  ]);
});
