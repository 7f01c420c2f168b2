/** The text of a lock: what is written is read, and what is damaged is told with its line. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../src/errors.ts";
import { readLock } from "../../src/lock/read.ts";
import { writeLock } from "../../src/lock/write.ts";
import type { Lock } from "../../src/model.ts";
import { anyLock, digestOf, locked, lockOf } from "./make.ts";

const example = lockOf({
  "quay.io/acme/tool:1.0": locked(
    {
      digest: digestOf("a"),
      mediaType: "application/vnd.oci.image.index.v1+json",
      platforms: new Map([
        [
          "linux/amd64",
          {
            digest: digestOf("b"),
            config: digestOf("c"),
            created: "2026-10-01T00:00:00Z",
            cmd: ["/bin/sh", ""],
            path: "/usr/bin:/bin",
            layers: [{ digest: digestOf("d"), size: 1234 }, { digest: digestOf("e") }],
          },
        ],
        ["linux/arm64", { digest: digestOf("f") }],
      ]),
    },
    { written: ["acme/tool:1.0"], processes: ["B", "A"], scenarios: ["-profile docker"] },
  ),
  "https://depot.example.org/singularity/tool:1.0": locked(
    { file: { format: "sif", size: 4096, architecture: "linux/amd64", created: "2026-10-01T00:00:00Z" } },
    { by: "download", verified: false, unseen: "not-pulled" },
  ),
});

function problemsOf(text: string): readonly string[] {
  try {
    readLock(text, "containers.lock");
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
}

/** What stands at the beginning of every problem. */
const PLACED = /^containers\.lock:[1-9]\d*:[1-9]\d*: ./;

test("keys are sorted, a layer is one line, the file ends with a line break", () => {
  const text = writeLock(example);
  expect(text.endsWith("}\n")).toBe(true);
  expect(text).toContain(`          { "digest": "${digestOf("d")}", "size": 1234 },\n`.trim());
  const order = [...text.matchAll(/^    "([^"]+)": \{$/gm)].map(([, name]) => name);
  expect(order).toEqual(["https://depot.example.org/singularity/tool:1.0", "quay.io/acme/tool:1.0"]);
  const keys = [...text.matchAll(/^      "(\w+)":/gm)].map(([, key]) => key);
  expect(keys.slice(0, 6)).toEqual(["by", "file", "firstSeen", "sum", "unseen", "verified"]);
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    images: { "quay.io/acme/tool:1.0": { processes: ["A", "B"], platforms: { "linux/arm64": {} } } },
  });
});

test("a change of one image changes lines of that entry only", () => {
  const [name] = ["quay.io/acme/tool:1.0"] as const;
  const changed = new Map(example.images).set(name, { ...example.images.get(name)!, processes: ["A", "B", "C"] });
  const [before, after] = [example, { images: changed }].map((lock) => writeLock(lock).split("\n"));
  const added = after!.filter((line) => !before!.includes(line)).map((line) => line.trim().split(":")[0]);
  expect(added).toEqual(['"B",', '"C"', '"sum"']);
});

const reversed = ({ images }: Lock): Lock => ({
  images: new Map(
    [...images].reverse().map(([name, { content, ...image }]) => [
      name,
      {
        ...image,
        content: {
          ...content,
          ...(content.platforms && { platforms: new Map([...content.platforms].reverse()) }),
        },
        processes: [...image.processes].reverse(),
        written: [...image.written, ...image.written],
      },
    ]),
  ),
});

describe("properties", () => {
  test("what is written is read again", () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        expect(readLock(writeLock(lock), "containers.lock")).toEqual(lock);
      }),
    );
  });

  test("the order of images, platforms and lists does not matter", () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        expect(writeLock(reversed(lock))).toBe(writeLock(lock));
      }),
    );
  });

  test("the schema takes what is written, and no other key", () => {
    const schema: object = JSON.parse(readFileSync("containers-lock.schema.json", "utf8"));
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    fc.assert(
      fc.property(anyLock, (lock) => {
        const written: object = JSON.parse(writeLock(lock));
        validate(written);
        expect(validate.errors).toBeNull();
        expect(validate({ ...written, more: 1 })).toBe(false);
      }),
    );
    expect(validate({ version: 2, images: {} })).toBe(false);
    expect(validate({ version: 1, images: { a: { digest: "sha256:1" } } })).toBe(false);
  });

  test("a mutated text is an equal lock, or an error with its line", () => {
    const mutation = fc.record({
      at: fc.nat(),
      removed: fc.nat({ max: 3 }),
      put: fc.oneof(
        fc.string({ maxLength: 3 }),
        fc.constantFrom("0", "a", "f", "9", '"', "\\", ",", "{", "}", "[", "]", "\n", " ", "e5", ".0", "-", "null"),
      ),
    });
    fc.assert(
      fc.property(anyLock, fc.array(mutation, { minLength: 1, maxLength: 2 }), (lock, mutations) => {
        let text = writeLock(lock);
        for (const { at, removed, put } of mutations) {
          const start = at % text.length;
          text = text.slice(0, start) + put + text.slice(start + removed);
        }
        const problems = problemsOf(text);
        const read = problems.length === 0 ? readLock(text, "x") : lock;
        expect(writeLock(read)).toBe(writeLock(lock));
        for (const problem of problems) expect(problem).toMatch(PLACED);
      }),
      { numRuns: 500 },
    );
  });

  test("a text that is cut off is an error with its line", () => {
    fc.assert(
      fc.property(anyLock, fc.nat(), (lock, at) => {
        const text = writeLock(lock);
        const problems = problemsOf(text.slice(0, at % (text.length - 2)));
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem).toMatch(PLACED);
      }),
    );
  });

  test("a merge conflict anywhere is an error with its line", () => {
    fc.assert(
      fc.property(anyLock, fc.nat(), fc.boolean(), (lock, at, isDiff3) => {
        const lines = writeLock(lock).split("\n");
        const line = at % lines.length;
        const ours = lines.slice(line, line + 2);
        const base = isDiff3 ? ["||||||| 0123456", ...ours] : [];
        lines.splice(line, 2, "<<<<<<< HEAD", ...ours, ...base, "=======", ...ours, ">>>>>>> topic");
        expect(problemsOf(lines.join("\n"))).toEqual([
          expect.stringMatching(/^containers\.lock:\d+:1: a merge conflict/),
        ]);
        expect(problemsOf(lines.join("\n"))[0]).toContain(`:${line + 1}:1: `);
      }),
    );
  });
});

describe("what is wrong is said at its line", () => {
  const text = writeLock(example);
  const lineOf = (part: string, of = text): number => of.slice(0, of.indexOf(part)).split("\n").length;
  const entry = '"quay.io/acme/tool:1.0": {';

  test.each<[name: string, broken: string, line: number, said: string]>([
    ["nothing", " \n", 1, "the lock is empty"],
    ["no JSON", "version: 1\n", 1, "JSON: a value should stand here"],
    ["a list", "[]", 1, "the lock must be a JSON object with version and images, not a list"],
    ["the end is missing", text.slice(0, text.indexOf('"by"') + 17), 4, "the lock is cut off here"],
    ["a text without end", text.slice(0, text.indexOf('"download"') + 4), 4, "the lock is cut off here"],
    ["more behind the end", `${text}{}`, text.split("\n").length, "something stands behind the end"],
    [
      "an image twice",
      text.replace(
        '  "images": {',
        `  "images": {\n${text.slice(text.indexOf(`    ${entry}`), text.indexOf("    }\n  }"))}    },`,
      ),
      0,
      '"quay.io/acme/tool:1.0" stands here twice: remove one of them',
    ],
    [
      "a key twice",
      text.replace('"verified": false', '"verified": false,\n      "verified": false'),
      0,
      "stands here twice",
    ],
    [
      "a short digest",
      text.replace(digestOf("a"), "sha256:aaaa"),
      lineOf(digestOf("a")),
      '"sha256:aaaa" is not a digest',
    ],
    ["capitals", text.replace(digestOf("a"), digestOf("A")), lineOf(digestOf("a")), "in lower case"],
    ["another version", text.replace('"version": 1', '"version": 2'), lineOf('"version"'), "2 is not a version"],
    ["the version as a text", text.replace('"version": 1', '"version": "1"'), lineOf('"version"'), "is not a version"],
    ["no version", text.replace(/,\n {2}"version": 1/, ""), 2, '"version" is missing'],
    ["a key of nobody", text.replace('"mediaType"', '"mediatype"'), lineOf('"mediaType"'), 'unknown key "mediatype"'],
    ["another digest", text.replace(digestOf("a"), digestOf("9")), 0, "the entry is not as it was written, by its sum"],
    ["no sum", text.replace(/ {6}"sum": "\w+",\n/, ""), 0, '"sum" is missing'],
    ["a sum of nobody", text.replace(/"sum": "\w+"/, '"sum": "x"'), lineOf('"sum"'), '"x" is not a sum'],
    ["a number for a text", text.replace('"/usr/bin:/bin"', "7"), lineOf("/usr/bin"), "must be a text, not"],
    ["a size of a text", text.replace("1234", '"1234"'), lineOf("1234"), "must be a number of bytes"],
    ["a list for a size", text.replace("1234", "[]"), lineOf("1234"), "must be a number of bytes, not"],
    [
      "a list for a version",
      text.replace('"version": 1', '"version": []'),
      lineOf('"version"'),
      "this is not a version",
    ],
    ["half a byte", text.replace("1234", "12.5"), lineOf("1234"), "must be a number of bytes"],
    ["a list for a format", text.replace('"sif"', "[]"), lineOf('"sif"'), "must be"],
    [
      "a word for a flag",
      text.replace('"verified": true', '"verified": "yes"'),
      lineOf('"verified": true'),
      "true or false",
    ],
    [
      "a word for a list",
      text.replace('[\n            "/bin/sh",\n            ""\n          ]', "[1]"),
      0,
      "must be a text",
    ],
    ["a comma too many", text.replace('"version": 1', '"version": 1,'), 0, "a key in double quotes should stand here"],
    [
      "no comma",
      text.replace(/,\n {2}"version"/, '\n  "version"'),
      lineOf('"version"'),
      "a comma or } should stand here",
    ],
    ["no colon", text.replace('"version":', '"version"'), lineOf('"version"'), "a colon should stand here"],
    [
      "an open list",
      text.replace('"linux/arm64": {', '"x": [1 2], "linux/arm64": {'),
      lineOf('"linux/arm64"'),
      "a comma or ] should",
    ],
    ["too deep", `${"[".repeat(20)}${"]".repeat(20)}`, 1, "nested more than 16 levels deep"],
    ["a file of nothing", text.replace(/"format": "sif",\n\s+/, ""), 0, '"format" is missing'],
  ])("%s", (_, broken, line, said) => {
    const problems = problemsOf(broken);
    expect(problems.join("\n")).toContain(said);
    for (const problem of problems) expect(problem).toMatch(PLACED);
    // 0: the line is as good as any.
    expect(problems.join("\n")).toMatch(new RegExp(`^containers\\.lock:${line === 0 ? "\\d+" : line}:`, "m"));
  });

  test("an entry that says nothing of any bytes", () => {
    const empty = writeLock(lockOf({ "quay.io/acme/tool:1.0": locked({}) }));
    expect(problemsOf(empty)[0]).toMatch(/:3:5: "quay.io\/acme\/tool:1.0": the entry has neither digest nor file/);
  });
});
