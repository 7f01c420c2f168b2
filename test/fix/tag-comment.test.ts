/** Where the name with its tag stays when an edit puts a digest in place of the tag. */
import { expect, test } from "vitest";
import type { Original } from "../../src/fix/files.ts";
import { applyEdits } from "../../src/fix/edits.ts";
import { tagComment } from "../../src/fix/tag-comment.ts";
import type { SourceKind } from "../../src/model.ts";
import { indexLines } from "../../src/text/lines.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

/** The text with the comment put in; null where none is. */
function commented(text: string, source: SourceKind = "nextflow", now = `tool@${DIGEST}`): string | null {
  const bytes = Buffer.from(text);
  const original: Original = { file: "main.nf", real: "/main.nf", bytes, text, lines: indexLines(text) };
  const start = text.indexOf("tool:1");
  const comment = tagComment(original, { start, end: start + "tool:1".length, replacement: now }, source);
  return comment === undefined ? null : applyEdits(text, [comment]);
}

test.each<[string, string, string, SourceKind?]>([
  ["at the end of its line", "  container 'tool:1'\n  x\n", "  container 'tool:1' // tool:1\n  x\n"],
  [
    "before the end of the line as Windows has it",
    "container 'tool:1'  \r\nx\r\n",
    "container 'tool:1' // tool:1  \r\nx\r\n",
  ],
  ["at the end of the file", "container 'tool:1'", "container 'tool:1' // tool:1"],
  [
    "above a line that has a comment",
    "a\n\tcontainer 'tool:1' // why\n",
    "a\n\t// tool:1\n\tcontainer 'tool:1' // why\n",
  ],
  [
    "above a statement of several lines",
    "a\r\n  container \"${ x ?\r\n    'https://x' :\r\n    'tool:1' }\"\r\n",
    "a\r\n  // tool:1\r\n  container \"${ x ?\r\n    'https://x' :\r\n    'tool:1' }\"\r\n",
  ],
  ["above a first line that goes on", "container(\n 'tool:1')\n", "// tool:1\ncontainer(\n 'tool:1')\n"],
  ["as YAML has it", "image: 'tool:1'\n", "image: 'tool:1' # tool:1\n", "compose"],
])("%s", (_, text, expected, source) => {
  expect(commented(text, source)).toBe(expected);
});

test("nowhere, where no tag is taken or a file of the kind has no comments to the end of the line", () => {
  expect(commented("container 'tool:1'\n", "nextflow", `tool:1@${DIGEST}`)).toBeNull();
  expect(commented("container 'tool:1'\n", "nextflow", "tool:2")).toBeNull();
  expect(commented('{ "image": "tool:1" }\n', "devcontainer")).toBeNull();
});
