import { readFileSync } from "node:fs";
import { defaultScanOptions } from "../../src/scan/index.ts";
import type { FileScan, Surroundings } from "../../src/scan/kit/file-scan.ts";
import { arrayOf, parseJson } from "../support/json.ts";
import type { Span } from "../../src/text/lines.ts";
import type { Pull, SourceTree } from "../../src/model.ts";

export function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  return { files: Object.keys(files).sort(), read: (path) => files[path] };
}

/** What a scanner may know besides its own file: nothing, or the files given. */
export function around(files: Readonly<Record<string, string>> = {}): Surroundings {
  return { tree: treeOf(files), options: defaultScanOptions, builds: [] };
}

/** The text of a span, cut out of the file by lines and columns as an editor would. */
export function slice(text: string, span: Span): string {
  const lines = text.split("\n").slice(span.line - 1, span.endLine);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? "").slice(0, span.endColumn - 1);
  lines[0] = (lines[0] ?? "").slice(span.column - 1);
  return lines.join("\n");
}

/** One row a pull: where it would be edited, what is written there, and the image with its confidence if not exact. */
export function rows(scan: FileScan): string[] {
  return scan.pulls.map(row);
}

function row(pull: Pull): string {
  const [first] = pull.references;
  const place = first === undefined ? "nowhere" : `${first.line}:${first.column} ${first.text}`;
  const image = pull.image ?? pull.unresolved?.reason ?? "no reason";
  return [place, "→", image, pull.confidence === "exact" ? "" : `(${pull.confidence})`].join(" ").trimEnd();
}

/** Rows of what a real tool was measured to say: a text, and what the tool makes of it; null where it refuses. */
export function measured(file: string): (readonly [text: string, made: string | null])[] {
  const lines = readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => {
    const [text, made] = arrayOf(parseJson(line));
    return [typeof text === "string" ? text : "", typeof made === "string" ? made : null];
  });
}
