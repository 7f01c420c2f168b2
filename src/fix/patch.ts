/** Edited files as one unified diff that `git apply` takes. */
import { applyEdits, type TextEdit } from "./edits.ts";
import type { EditedFile, Original } from "./files.ts";

/** Lines of context, as git shows them. */
const CONTEXT = 3;

/** Lines of the old text, 0-based, and what comes in their place. The end is exclusive. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Files whose bytes are not those of a text of UTF-8 are left out: a patch that is text cannot have them. */
export function unifiedDiff(files: readonly EditedFile[]): string {
  return files.flatMap((file) => (isPatchable(file) ? fileDiff(file) : [])).join("");
}

/** Whether a patch can say what becomes of the file. */
export function isPatchable({ original: { bytes, file } }: EditedFile): boolean {
  return Buffer.from(bytes.toString("utf8")).equals(bytes) && !bytes.includes(0) && !/\p{Cc}/u.test(file);
}

/** Why it cannot: a clause behind the name of the file. */
export const UNPATCHABLE = "is no text of UTF-8, or its name has control characters";

function fileDiff({ original, edits }: EditedFile): string {
  const name = original.file;
  const [from, to] = [quoted(`a/${name}`), quoted(`b/${name}`)];
  // What git writes behind a name with a blank, so that its end can be told.
  const end = name.includes(" ") ? "\t" : "";
  const hunks = hunksOf(changesOf(original, edits), linesOf(original.bytes.toString("utf8")));
  return `diff --git ${from} ${to}\n--- ${from}${end}\n+++ ${to}${end}\n${hunks.join("")}`;
}

/** Names with quotes or backslashes are written as C has them. */
function quoted(name: string): string {
  return /["\\]/.test(name) ? `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"` : name;
}

/** With their line feeds. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Edits on the same lines are one change. */
function changesOf({ text, lines, bytes }: Original, edits: readonly TextEdit[]): readonly Change[] {
  const blocks: { start: number; end: number; readonly edits: TextEdit[] }[] = [];
  for (const edit of edits) {
    const [start, end] = [lines.at(edit.start).line - 1, lines.at(edit.end).line];
    const last = blocks.at(-1);
    if (last === undefined || last.end <= start) blocks.push({ start, end, edits: [edit] });
    else {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    }
  }
  const hasMark = bytes.toString("latin1", 0, 3) === "\xef\xbb\xbf";
  return blocks.map(({ start, end, edits: own }) => {
    const from = lines.offset(start + 1, 1) ?? 0;
    const old = text.slice(from, lines.offset(end + 1, 1) ?? text.length);
    const shifted = own.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    const mark = hasMark && start === 0 ? "\uFEFF" : "";
    const [before, now] = [linesOf(mark + old), linesOf(mark + applyEdits(old, shifted))];
    return trimmed({ start, end: start + before.length, lines: now }, before);
  });
}

/** Without the lines at its ends that come out as they were. */
function trimmed({ start, end, lines }: Change, old: readonly string[]): Change {
  let [first, left, now] = [0, old.length, lines.length];
  while (first < left && first < now && old[first] === lines[first]) first++;
  while (left > first && now > first && old[left - 1] === lines[now - 1]) [left, now] = [left - 1, now - 1];
  return { start: start + first, end: end - (old.length - left), lines: lines.slice(first, now) };
}

/** Changes with lines around them; those whose lines meet are one hunk. */
function hunksOf(changes: readonly Change[], old: readonly string[]): readonly string[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last !== undefined && change.start - last.at(-1)!.end <= 2 * CONTEXT) last.push(change);
    else groups.push([change]);
  }
  let shift = 0;
  return groups.map((group) => {
    const start = Math.max(0, group[0]!.start - CONTEXT);
    const end = Math.min(old.length, group.at(-1)!.end + CONTEXT);
    const lines: string[] = [];
    let [at, added] = [start, 0];
    for (const change of group) {
      lines.push(...old.slice(at, change.start).map((line) => ` ${line}`));
      lines.push(...old.slice(change.start, change.end).map((line) => `-${line}`));
      lines.push(...change.lines.map((line) => `+${line}`));
      added += change.lines.length - (change.end - change.start);
      at = change.end;
    }
    lines.push(...old.slice(at, end).map((line) => ` ${line}`));
    const head = `@@ -${rangeText(start, end - start)} +${rangeText(start + shift, end - start + added)} @@\n`;
    shift += added;
    return (
      head + lines.map((line) => (line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`)).join("")
    );
  });
}

/** A range without lines is said by the line before it. */
function rangeText(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}
