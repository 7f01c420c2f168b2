import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesText } from "../../../src/text/wildcards.ts";
import { nearest } from "../../../src/text/nearest.ts";
import { formatBytes, formatDays } from "../../../src/text/units.ts";

describe("wildcards", () => {
  test("agrees with the regular expression that it stands for", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "."), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 10 });
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const expression = new RegExp(
          `^${pattern.replaceAll(".", "\\.").replaceAll(/\*+/g, ".*").replaceAll("?", ".")}$`,
        );
        expect(matchesText(pattern, text)).toBe(expression.test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test("comes to an end with a pattern of many stars", () => {
    expect(matchesText("*a".repeat(50), "b".repeat(20_000))).toBe(false);
  });
});

describe("nearest", () => {
  const words = ["error", "warning", "notice", "off", "at-least", "registry"];
  test.each<[written: string, word: string | undefined]>([
    ["eror", "error"],
    ["ERROR", "error"],
    ["warn", "warning"],
    ["at_least", "at-least"],
    ["registyr", "registry"],
    ["of", "off"],
    ["severe", undefined],
    ["", undefined],
    ["x".repeat(10_000), undefined],
  ])("%s", (written, word) => {
    expect(nearest(written, words)).toBe(word);
  });
});

describe("amounts", () => {
  test.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [1536, "1.50 KiB"],
    [123_456_789, "117.7 MiB"],
    [2 ** 31, "2 GiB"],
    [2 ** 55, "32768 TiB"],
  ])("%i bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [0.04, "0 hours"],
    [0.05, "1 hour"],
    [1.5, "36 hours"],
    [3, "3 days"],
    [100, "3 months"],
    [365, "1 year"],
    [730, "2 years"],
    [1171, "3.2 years"],
  ])("%d days are %s", (days, text) => {
    expect(formatDays(days)).toBe(text);
  });
});
