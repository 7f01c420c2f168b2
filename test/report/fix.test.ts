/** What `fix` says of fixes that were made already, for people and for programs. */
import { describe, expect, test } from "vitest";
import type { EditedFile, Left, Mended } from "../../src/fix/index.ts";
import type { FixReport } from "../../src/report/fix.ts";
import { fixJson, fixText } from "../../src/report/fix.ts";
import { indexLines } from "../../src/text/lines.ts";
import { finding } from "../policy/make.ts";

const TOOL = "quay.io/acme/tool:1.0";
const PINNED = `${TOOL}@sha256:${"2f".repeat(32)}`;

/** A file with the name of the tool in it, which is replaced. */
function edited(file: string, text: string): EditedFile {
  const start = text.indexOf(TOOL);
  const after = text.replace(TOOL, PINNED);
  return {
    original: { file, real: `/repo/${file}`, bytes: Buffer.from(text), text, lines: indexLines(text) },
    edits: [{ start, end: start + TOOL.length, replacement: PINNED }],
    text: after,
    bytes: Buffer.from(after),
  };
}

const offered = finding();
const edit = { location: offered.location, replacement: PINNED };
const made = { fix: { title: "Pin it.", edits: [edit], safe: true }, findings: [offered] } as const;
const mended = (differing: Partial<Mended>): Mended => ({
  made: [],
  placed: [],
  refused: [],
  files: [],
  left: [],
  ...differing,
});
const text = (report: Partial<FixReport> & { readonly mended: Mended }): readonly string[] =>
  fixText({ unsafe: false, ...report }, (_, words) => words)
    .split("\n")
    .slice(0, -1);
const left = (kind: Left["kind"], line = 1): Left => ({
  finding: finding({ location: { ...offered.location, line } }),
  kind,
  why: kind === "unsafe" ? "its fix is to be looked at" : "there is no fix",
});

test("lines keep the ends that they have, so that git takes the diff", () => {
  const lines = text({
    mended: mended({ made: [made], files: [edited("a.config", `process {\r\n  container = '${TOOL}'\r\n}\r\n`)] }),
  });
  expect(lines).toContain(" process {\r");
  expect(lines).toContain(`+  container = '${PINNED}'\r`);
});

describe("where nothing can be mended", () => {
  test.for([
    [["none"], "Nothing that can be mended here."],
    [["unsafe", "none"], "Nothing that can be mended safely. 1 finding has a fix that is shown with --unsafe."],
  ] as const)("and %j is left", ([kinds, said]) => {
    expect(text({ mended: mended({ left: kinds.map((kind) => left(kind)) }) }).at(-1)).toBe(said);
  });

  test("a person reads no more than fifty lines of one kind", () => {
    const refused = Array.from({ length: 52 }, () => ({ offer: made, why: "it changes another pull" }));
    const lines = text({ mended: mended({ refused }) });
    expect(lines.filter((line) => line.startsWith("refused: modules/a/main.nf:6:15: pin: "))).toHaveLength(50);
    expect(lines).toContain("refused: and 2 more");
  });
});

test("JSON says of each file whether it was written, and of the whole whether all were", () => {
  const files = [edited("a.nf", `container '${TOOL}'\n`), edited("b.nf", `container '${TOOL}'\n`)];
  const json = (unwritten: FixReport["unwritten"]): unknown =>
    JSON.parse(fixJson({ mended: mended({ made: [made], files }), unsafe: false, ...(unwritten && { unwritten }) }));
  expect(json(undefined)).toMatchObject({ written: false, files: [{ written: false }, { written: false }] });
  expect(json([])).toMatchObject({ written: true, files: [{ written: true }, { written: true }] });
  expect(json([{ file: "b.nf", why: "it is read-only" }])).toMatchObject({
    written: false,
    files: [
      { file: "a.nf", written: true },
      { file: "b.nf", written: false, why: "it is read-only" },
    ],
  });
});
