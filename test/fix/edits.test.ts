/** Edits of texts and of their bytes: what no edit takes stays as it is, byte for byte, in every encoding. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/files/text.ts";
import { editBytes } from "../../src/fix/bytes.ts";
import { applyEdits, Edits, moved, type TextEdit, touches } from "../../src/fix/edits.ts";

/** A stretch of a file that stays, and one that an edit takes, with what is put in its place. */
interface Piece {
  readonly kept: string;
  readonly taken: string;
  readonly put: string;
}

const text = fc.string({ unit: fc.constantFrom("a", "b", ":", "@", " ", "\n", "\r\n", "ä", "→", "😀", '"', "#") });
const pieces = fc.array(fc.record({ kept: text, taken: text, put: text }), { maxLength: 8 });

function editsOf(all: readonly Piece[]): { readonly old: string; readonly edits: readonly TextEdit[] } {
  let old = "";
  const edits = all.map(({ kept, taken, put }) => {
    const start = old.length + kept.length;
    old += kept + taken;
    return { start, end: start + taken.length, replacement: put };
  });
  return { old, edits };
}

type Encode = (text: string) => Buffer;
const ENCODINGS: readonly (readonly [string, mark: Buffer, Encode])[] = [
  ["UTF-8", Buffer.alloc(0), (one) => Buffer.from(one)],
  ["UTF-8 with a mark", Buffer.from("efbbbf", "hex"), (one) => Buffer.from(one)],
  ["UTF-16 LE", Buffer.from("fffe", "hex"), (one) => Buffer.from(one, "utf16le")],
  ["UTF-16 BE", Buffer.from("feff", "hex"), (one) => Buffer.from(one, "utf16le").swap16()],
];

describe.each(ENCODINGS)("%s", (_, mark, encode) => {
  test("is edited, and every byte around the edits stays", () => {
    fc.assert(
      fc.property(pieces, text, (all, end) => {
        const { old, edits } = editsOf(all);
        const bytes = Buffer.concat([mark, encode(old + end)]);
        const expected = Buffer.concat([mark, ...all.map(({ kept, put }) => encode(kept + put)), encode(end)]);
        // A file that is empty, or that begins as a pointer of Git LFS does, has no text to edit.
        fc.pre(decodeText(bytes) === old + end);
        expect(editBytes(bytes, old + end, edits)).toEqual(expected);
        expect(applyEdits(old + end, edits)).toBe(decodeText(expected));
      }),
    );
  });
});

describe("bytes that are no UTF-8", () => {
  const bytes = Buffer.concat([
    Buffer.from("# caf"),
    Buffer.from([0xe9, 0xe4, 0x80]),
    Buffer.from("\nFROM alpine:3\n# \0 "),
    Buffer.from([0xff]),
  ]);
  const read = bytes.toString("utf8").replaceAll("\0", "\uFFFD");
  const at = read.indexOf("alpine:3");

  test("stay on other lines", () => {
    const edit = { start: at, end: at + 8, replacement: "alpine:4" };
    const edited = editBytes(bytes, read, [edit]);
    expect(edited).toEqual(Buffer.from(bytes.toString("latin1").replace("alpine:3", "alpine:4"), "latin1"));
  });

  test.each([2, read.length - 1])("are left alone on the line of an edit, offset %i", (start) => {
    const edit = { start, end: start, replacement: "x" };
    expect(editBytes(bytes, read, [edit])).toEqual({ why: "has bytes that are no UTF-8 on a line of the edit" });
  });
});

const edits = (...all: readonly (readonly [start: number, end: number, replacement: string])[]): Edits => {
  const made = new Edits();
  for (const [start, end, replacement] of all) made.add({ start, end, replacement });
  return made;
};

const insertion = (start: number, replacement: string): TextEdit => ({ start, end: start, replacement });

describe("edits of one text", () => {
  test.each<[string, TextEdit, boolean]>([
    ["the same edit, which is made once", { start: 2, end: 5, replacement: "x" }, true],
    ["another one of the same place", { start: 2, end: 5, replacement: "y" }, false],
    ["one over its end", { start: 4, end: 8, replacement: "x" }, false],
    ["one that puts in within it", { start: 3, end: 3, replacement: "x" }, false],
    ["one that puts in at its end", { start: 5, end: 5, replacement: "x" }, true],
    ["its neighbour", { start: 5, end: 7, replacement: "x" }, true],
  ])("beside one from 2 to 5: %s", (_, edit, isTaken) => {
    const made = edits([2, 5, "x"]);
    expect(made.takes(edit)).toBe(isTaken);
  });

  test("are sorted, and put in one after the other at one place", () => {
    const made = edits([3, 3, "b"], [3, 3, "c"], [0, 1, "a"], [3, 4, "d"], [3, 3, "b"]);
    expect(applyEdits("01234", made.sorted())).toBe("a12bcd4");
  });

  test("move what stands beside them, and what they write in belongs to nobody but its neighbour", () => {
    const all = edits([0, 0, "# \n"], [4, 8, "xx"], [9, 9, " # x "], [10, 10, "@y"]).sorted();
    const stretch = (start: number, end: number): string => {
      const { start: from, end: to } = moved({ start, end }, all);
      return applyEdits("0123456789abc", all).slice(from, to);
    };
    expect(stretch(0, 2)).toBe("01");
    expect(stretch(2, 4)).toBe("23");
    expect(stretch(4, 8)).toBe("xx");
    expect(stretch(3, 9)).toBe("3xx8");
    expect(stretch(5, 6)).toBe("xx");
    expect(stretch(9, 10)).toBe("9@y");
    expect(stretch(11, 13)).toBe("bc");
  });

  test("touch what they take, or are written on to, and not what they stand behind", () => {
    const range = { start: 4, end: 8 };
    expect(touches({ start: 7, end: 9, replacement: "" }, range)).toBe(true);
    expect(touches({ start: 8, end: 9, replacement: "" }, range)).toBe(false);
    expect(touches({ start: 2, end: 4, replacement: "" }, range)).toBe(false);
    expect(touches(insertion(6, "x"), range)).toBe(true);
    expect(touches(insertion(8, "@sha256"), range)).toBe(true);
    expect(touches(insertion(8, " # x"), range)).toBe(false);
    expect(touches(insertion(4, "ghcr.io/"), range)).toBe(true);
    expect(touches(insertion(4, "# x\n"), range)).toBe(false);
    expect(touches(insertion(9, "x"), range)).toBe(false);
  });
});
