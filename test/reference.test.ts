import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { Reference } from "../src/model.ts";
import { placeKey, referenceKey } from "../src/reference.ts";
import { defaultScanOptions, openRepository, scanRepository } from "../src/scan/index.ts";
import { reference } from "./policy/make.ts";
import { treeOf } from "./scan/in-memory.ts";

const one = reference("quay.io/acme/tool:1.0");
const keys = (references: readonly Reference[]): string[] => references.map(referenceKey);

test("a copy, and what else becomes known of a reference, is the same reference", () => {
  const module = { name: "a", local: true } as const;
  const copies = [{ ...one }, { ...one, context: { ...one.context, module } }, { ...one, context: {} }];
  expect(new Set(keys([one, ...copies])).size).toBe(1);
});

test.each<[string, Partial<Reference>]>([
  ["another file", { file: "b.nf" }],
  ["another line", { line: 7, endLine: 7 }],
  ["another column", { column: 16 }],
  ["another end", { endColumn: 30 }],
  ["another kind", { kind: "config" }],
  ["another kind of file", { source: "compose" }],
  ["another stage", { context: { stage: "build" } }],
])("%s is another reference", (_, differing) => {
  expect(referenceKey({ ...one, ...differing })).not.toBe(referenceKey(one));
});

test("one place may be two references, which have the place in common", () => {
  const other = { ...one, kind: "arg" } as const;
  expect(placeKey(other)).toBe(placeKey(one));
});

test("each reference of a scan has a key of its own, and each that a pull names is one of them", async () => {
  const inline = "FROM ${BASE:-alpine:3} AS a\nFROM a\nCOPY --from=busybox:1 / /\n";
  const build = `{ build: { dockerfile_inline: ${JSON.stringify(inline)} } }`;
  const trees = [
    openRepository(resolve(import.meta.dirname, "../examples/pipeline"), defaultScanOptions),
    treeOf({
      "compose.yml": `x: &b ${build}\nservices:\n  a: *b\n  b: *b\n  c: { image: &i "redis:7" }\n  d: { image: *i }\n`,
      Dockerfile: "ARG V=3\nFROM alpine:$V AS a\nFROM alpine:$V AS b\n",
    }),
  ];
  for (const tree of trees) {
    const { references, pulls } = await scanRepository(tree, defaultScanOptions);
    const known = new Set(keys(references));
    expect(references.length).toBeGreaterThan(3);
    expect(known.size).toBe(references.length);
    expect(pulls.flatMap((pull) => keys(pull.references)).filter((key) => !known.has(key))).toEqual([]);
  }
});
