import { expect, test } from "vitest";
import {
  formatPlatform,
  matchesPlatform,
  parsePlatform,
  parseSinglePlatform,
  parseTypedPlatform,
} from "../../src/image/platform.ts";

const read = (text: string) => {
  const parsed = parsePlatform(text);
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed.platform;
};

// Forms of containerd's platforms package.
test.each([
  ["linux/amd64", "linux/amd64"],
  ["linux/x86_64", "linux/amd64"],
  ["linux/x86-64", "linux/amd64"],
  ["linux/amd64/v1", "linux/amd64"],
  ["linux/amd64/v3", "linux/amd64/v3"],
  ["aarch64", "linux/arm64"],
  ["arm64", "linux/arm64"],
  ["linux/arm64/v8", "linux/arm64"],
  ["linux/arm64/8", "linux/arm64"],
  ["linux/arm64/v9", "linux/arm64/v9"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/arm/7", "linux/arm/v7"],
  ["linux/arm/v6", "linux/arm/v6"],
  ["armhf", "linux/arm/v7"],
  ["linux/armel", "linux/arm/v6"],
  ["i386", "linux/386"],
  ["Linux/AMD64", "linux/amd64"],
  ["macos/arm64", "darwin/arm64"],
  ["linux/riscy", "linux/riscy"],
  ["windows(10.0.17763)/amd64", "windows/amd64"],
  ["linux", "linux/amd64"],
])("%s is %s", (written, normalized) => {
  expect(formatPlatform(read(written))).toBe(normalized);
});

test.each(["", "x", "linux/", "/amd64", "linux/amd64/v1/x", "lin ux/amd64", "linux/am d64"])(
  "%j is not a platform",
  (text) => {
    expect(parsePlatform(text)).toHaveProperty("error");
  },
);

test("a word that JavaScript has on every object is no architecture", () => {
  expect(parseTypedPlatform("linux/constructor")).toHaveProperty("error");
});

test("a request has one platform", () => {
  expect(parseSinglePlatform("linux/amd64,linux/arm64")).toEqual({
    error: expect.stringContaining("one platform per request"),
  });
  expect(parseSinglePlatform("linux/amd64 linux/arm64")).toHaveProperty("error");
  expect(parseSinglePlatform("linux")).toEqual({ error: expect.stringContaining("write linux/amd64") });
  expect(parseSinglePlatform("arm64")).toEqual({ platform: { os: "linux", architecture: "arm64" } });
});

test.each([
  ["linux/arm64", "linux/arm64/v8", true],
  ["linux/amd64", "linux/amd64/v1", true],
  ["linux/amd64", "linux/amd64/v3", false],
  ["linux/amd64/v2", "linux/amd64", false],
  ["linux/arm", "linux/arm/v7", true],
  ["linux/arm/v7", "linux/arm/v6", false],
  ["linux/amd64", "windows/amd64", false],
])("%s asked, %s offered: %s", (asked, offered, matches) => {
  expect(matchesPlatform(read(asked), read(offered))).toBe(matches);
});
