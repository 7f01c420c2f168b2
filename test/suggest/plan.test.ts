/** Whole lines of edits, and which edits are suggested together; what git's own diff shows is what can be. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../src/fix/edits.ts";
import { Originals } from "../../src/fix/files.ts";
import { type Offer, placedIn, type Placed } from "../../src/fix/offers.ts";
import type { Edit, Fix } from "../../src/model.ts";
import { indexLines } from "../../src/text/lines.ts";
import { keyOf, readMark, reviewBody, suggestionBody } from "../../src/suggest/body.ts";
import { Diff } from "../../src/suggest/diff.ts";
import { type Plan, planSuggestions, type Suggestion } from "../../src/suggest/plan.ts";
import { linesOf, replacementOf } from "../../src/suggest/whole-lines.ts";
import { finding, reportOf } from "../policy/make.ts";
import { hostileText } from "../report/hostile.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";
import { blockIn } from "./make.ts";

/** The text once the lines are replaced, as the button does it. */
function pressed(text: string, edits: readonly TextEdit[]): string {
  const of = { text, lines: indexLines(text) };
  const [first, last] = linesOf(edits, of);
  const lines = text.split("\n");
  const hasEnd = last === lines.length;
  const all = [...lines.slice(0, first - 1), ...replacementOf([first, last], edits, of), ...lines.slice(last)];
  return hasEnd && all.length === 0 ? "" : all.join("\n");
}

describe("whole lines", () => {
  test.each<[string, string, TextEdit, string]>([
    ["within a line", "a\nbcd\ne\n", { start: 3, end: 4, replacement: "X" }, "a\nbXd\ne\n"],
    ["over lines", "ab\ncd\nef\n", { start: 1, end: 7, replacement: "X" }, "aXf\n"],
    ["a line with its end", "a\nb\nc\n", { start: 2, end: 4, replacement: "" }, "a\nc\n"],
    ["to the end of a line, by a line", "a\nbc\nd\n", { start: 3, end: 5, replacement: "X\n" }, "a\nbX\nd\n"],
    ["that joins lines", "a\nbc\nd\n", { start: 3, end: 5, replacement: "" }, "a\nbd\n"],
    ["a line put in", "a\nb\n", { start: 2, end: 2, replacement: "X\n" }, "a\nX\nb\n"],
    ["behind the last line", "a\nb\n", { start: 4, end: 4, replacement: "X\n" }, "a\nb\nX\n"],
    ["behind a last line without an end", "a\nb", { start: 3, end: 3, replacement: "\nX" }, "a\nb\nX"],
    ["all of it", "a\n", { start: 0, end: 2, replacement: "" }, ""],
  ])("%s", (_, text, edit, expected) => {
    expect(applyEdits(text, [edit])).toBe(expected);
    expect(pressed(text, [edit])).toBe(expected);
  });

  test("the button writes what the edits write, whatever they are", () => {
    const piece = fc.constantFrom("a", "b", "\n", "\r\n", " ", "é");
    const texts = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => all.join(""));
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (text, replacement, one, other) => {
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
        const edit = { start, end, replacement };
        const expected = applyEdits(text, [edit]);
        // Of the last line break alone a suggestion says nothing.
        const button = pressed(text, [edit]);
        expect([button, `${button}\n`, button.replace(/\n$/, "")]).toContain(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});

const line = (at: number): string => `line ${at} of the file\n`;

const edit = (at: number, replacement: string, file = "main.nf"): Edit => ({
  location: { file, line: at, column: 1, endLine: at, endColumn: 5 },
  replacement,
});

const fix = (...edits: Fix["edits"]): Fix => ({
  title: "Mend it.",
  edits,
  safe: true,
});

describe("which are suggested, and which together", () => {
  const text = Array.from({ length: 40 }, (_, at) => line(at + 1)).join("");
  const changed = text.replace(line(3), "line 3 is new\n").replace(line(30), "line 30 is new\n");

  async function planned(
    fixes: readonly Fix[],
    files: Readonly<Record<string, string>> = {},
    ids: Readonly<Record<string, string>> = {},
  ): Promise<Plan> {
    const root = await repositoryOf({ "main.nf": text });
    git(root, "init", "-q");
    git(root, "add", "-A");
    git(root, "commit", "-qm", "base");
    for (const [path, content] of Object.entries({ "main.nf": changed, ...files })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    git(root, "add", "-A");
    const paths = ["main.nf", ...Object.keys(files)];
    const diff = new Diff(
      paths.map((path) => ({
        path,
        id: ids[path] ?? git(root, "rev-parse", `:${path}`).trim(),
        patch: git(root, "diff", "--cached", "--", path).replace(/^[^]*?(?=^@@)/m, ""),
      })),
    );
    const originals = new Originals(root, { files: [], read: () => undefined });
    const placed = fixes.map((one, at) =>
      placedIn(originals, { fix: one, findings: [finding({ fingerprint: String(at) })] }),
    );
    return planSuggestions(
      placed.filter((one): one is Placed => !("why" in one)),
      diff,
      root,
    );
  }

  test("edits of one hunk are one suggestion over its lines, with those between", async () => {
    const { suggestions, others } = await planned([fix(edit(2, "L2"), edit(5, "L5"))]);
    expect(others).toEqual([]);
    expect(suggestions.map(({ path, lines, replacement }) => ({ path, lines, replacement }))).toEqual([
      {
        path: "main.nf",
        lines: [2, 5],
        replacement: ["L2 2 of the file", "line 3 is new", "line 4 of the file", "L5 5 of the file"],
      },
    ]);
  });

  test("fixes whose lines meet are one, in the place of the first", async () => {
    const { suggestions } = await planned([
      fix(edit(2, "A")),
      fix(edit(30, "B")),
      fix(edit(5, "C")),
      fix(edit(3, "D"), edit(6, "E")),
      fix(edit(31, "F")),
      fix(edit(1, "G"), edit(2, "A")),
    ]);
    expect(suggestions.map(({ lines, offers }) => [lines, offers.length])).toEqual([
      [[1, 2], 2],
      [[30, 30], 1],
      [[3, 6], 2],
      [[31, 31], 1],
    ]);
    expect(suggestions[2]?.replacement).toEqual([
      "D 3 is new",
      "line 4 of the file",
      "C 5 of the file",
      "E 6 of the file",
    ]);
  });

  test("not those of several hunks, of lines or files that are not in the diff, of several files", async () => {
    const { suggestions, others } = await planned(
      [fix(edit(3, "A"), edit(30, "B")), fix(edit(15, "A")), fix(edit(3, "A"), edit(1, "B", "other.nf"))],
      { "other.nf": "line\n" },
    );
    expect(suggestions).toEqual([]);
    expect(others.map(({ why }) => why)).toEqual([
      "changes lines that are not in the diff of the pull request",
      "changes lines that are not in the diff of the pull request",
      "changes several files",
    ]);
  });

  test("not on lines behind a byte order mark, with bytes that are no UTF-8, or of a file that the head has otherwise", async () => {
    const files = { "mark.nf": "\uFEFFline\n", "odd.nf": "line \uFFFD\n", "other.nf": "line\n" };
    const { suggestions, others } = await planned(
      Object.keys(files).map((file) => fix(edit(1, "X", file))),
      files,
      { "other.nf": "0".repeat(40) },
    );
    expect(suggestions).toEqual([]);
    expect(others.map(({ why }) => why)).toEqual([
      "changes lines with characters that a suggestion cannot keep",
      "changes lines with characters that a suggestion cannot keep",
      "changes a file that is another one at the head",
    ]);
  });

  test("hostile lines and words forge nothing", async () => {
    const [suggestion] = (await planned([fix(edit(3, "X"))])).suggestions;
    fc.assert(
      fc.property(hostileText, hostileText, (one, two) => {
        const offers: readonly Offer[] = [
          {
            fix: { ...fix(edit(3, "X")), title: one },
            findings: [finding({ message: two, rule: "pin" }), ...Array.from({ length: 6 }, () => finding())],
          },
        ];
        const lines = `${one}\n${two}`.split("\n");
        const hostile: Suggestion = { ...suggestion!, offers, replacement: lines };
        const body = suggestionBody(hostile, "0".repeat(16), reportOf({}));
        expect(readMark(body)).toEqual({ identity: "0".repeat(16), key: keyOf(hostile) });
        expect(blockIn(body)).toBe(lines.map((text) => `${text}\n`).join(""));
        const words = body.slice(body.indexOf("-->\n") + 4, body.search(/^`{3,}suggestion$/m));
        expect(words).not.toMatch(/[<`]|@(?!\u200B)|::/);
        expect(words).toContain("and 2 more findings");
      }),
    );
  });

  test("lines that are taken out, and what the review says of the others", async () => {
    const plan = await planned([fix(edit(3, "A"), edit(30, "B")), fix(edit(15, "A"))]);
    const [empty] = (await planned([fix(edit(3, "X"))])).suggestions;
    const body = suggestionBody({ ...empty!, replacement: [] }, "0".repeat(16), reportOf({}));
    expect(body).toContain("```suggestion\n```\n");
    expect(reviewBody(2, 1, plan)).toBe(
      "Wave Inspect suggests 2 changes, each of which mends what it says and nothing else.\n\n1 more will be suggested once some of these are settled.\n\n2 other fixes are in the annotations: the first changes lines that are not in the diff of the pull request. `wave-inspect fix` makes them.\n",
    );
    expect(reviewBody(1, 0, { suggestions: [], others: [] })).not.toContain("annotations");
    expect(readMark("hello")).toBeUndefined();
  });
});
