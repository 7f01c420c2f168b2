/** Expectations in names.jsonl come from distribution/reference v0.6.0: [name, canonical, domain, path, tag, digest], or [name, why not]. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalName, canonicalOf, parseImageName } from "../../src/image/name.ts";

type Valid = readonly [string, string, string, string, string | null, string | null];
type Row = Valid | readonly [string, string];

const rows = readFileSync(new URL("names.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): Row => JSON.parse(line));

const isValid = (row: Row): row is Valid => row.length > 2;

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("names that Docker accepts", () => {
  test.each(rows.filter(isValid))("%s", (written, canonical, registry, repository, tag, digest) => {
    const parts = { ...(tag === null ? {} : { tag }), ...(digest === null ? {} : { digest }) };
    expect(parseImageName(written)).toEqual({ name: { registry, repository, ...parts } });
    expect(canonicalOf(written)).toBe(canonical);
  });
});

describe("names that Docker refuses", () => {
  test.each(rows.filter((row) => !isValid(row)))("%j", (written) => {
    const read = parseImageName(written);
    if ("name" in read) throw new Error(`taken for ${canonicalName(read.name)}`);
    expect(read.position).toBeGreaterThanOrEqual(0);
    expect(read.position).toBeLessThanOrEqual(written.length);
    expect(canonicalOf(written)).toBeUndefined();
  });
});

test.each([
  ["", 0, "is empty"],
  ["Alpine", 0, 'write "alpine"'],
  ["ghcr.io/Org/app:1", 8, 'write "org/app"'],
  ["docker://alpine:3", 0, 'leave out "docker://" and write "alpine:3"'],
  ["alpine:", 7, "no tag follows the colon"],
  [`alpine:${"t".repeat(129)}`, 7, "129 characters long"],
  ["alpine:-x", 7, '"-x" cannot be a tag'],
  ["alpine:3:4", 7, "second colon"],
  ["acme/alpine:3/x", 12, "put the path before the tag"],
  ["alpine@sha256:abc", 7, "has 3 hex digits: it needs 64"],
  [`alpine@${digest.toUpperCase()}`, 7, "write sha256"],
  [`alpine@${digest.replace("abc", "Abc")}`, 24, "lower case"],
  [`alpine@md5:${"a".repeat(32)}`, 7, "not a digest algorithm"],
  [`alpine@${digest}:3`, 7, 'a tag goes before the "@"'],
  ["a".repeat(64), 0, "image ID"],
  ["foo//bar", 4, "is empty"],
  ["foo/", 4, "nothing follows the last slash"],
  [`h.x/${"b".repeat(256)}`, 4, "256 characters long"],
  ["quay.io/a..b", 8, '"a..b"'],
  ["host:port/x", 0, "port number"],
  ["a_b.c:80/x", 0, "is not a registry"],
  ["quay.io/x:${TAG}", 10, "placeholder"],
  ["alpine 3", 6, "no blanks"],
  ["alpine\u001B[31m", 6, "\\u001b"],
])("says what is wrong with %j", (written, position, part) => {
  const read = parseImageName(written);
  expect(read).toMatchObject({ position });
  expect("error" in read ? read.error : "").toContain(part);
});

/** What the canonical form of a name means in turn; a name without a registry has no form of its own. */
const canonicalTwice = (written: string): string | undefined => {
  const canonical = canonicalOf(written);
  const hasRegistry = canonical !== undefined && /^[^/]*[.:A-Z][^/]*\/|^localhost\//.test(canonical);
  return hasRegistry ? canonicalOf(canonical) : canonical;
};

test("any text is read without an exception, and a canonical name means itself", () => {
  const words = ["a", "B", "0", "/", ":", "@", ".", "-", "_", "[", "]", " ", "é", "localhost", "docker.io", digest];
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words)).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (written) => {
      expect(canonicalTwice(written)).toBe(canonicalOf(written));
    }),
    { numRuns: 2000 },
  );
});

test.each(["a-", "a_", "a.", "a/", "A.", "[", "a:"])("a long hostile name of %j comes to an end", (unit) => {
  expect(parseImageName(`${unit.repeat(50_000)}!`)).toHaveProperty("error");
});
