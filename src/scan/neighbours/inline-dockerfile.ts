/** Dockerfiles that are a value of another file: `dockerfile_inline` of Compose, `dockerfile-inline` of bake, `dockerFile` of CWL. */
import { scanDockerfile } from "../dockerfile/index.ts";
import type { AskedBuild, FileScanner } from "../kit/file-scan.ts";
import type { PlacedText } from "../kit/placed-text.ts";
import { indexLines } from "../../text/lines.ts";

/** Scans a Dockerfile that is a value of another file, which may define its build; its references have their places in that file. */
export function scanInlineDockerfile(scan: FileScanner, text: PlacedText, build?: AskedBuild): void {
  if (!scan.budget.take("inline", text.value.length + 1, text.start)) return;
  const lines = indexLines(text.value);
  const offsetOf = (line: number, column: number, isLast = false): number | undefined =>
    text.offsetOf(lines.offset(line, column) ?? column - 1, isLast);
  const builds = build === undefined ? [] : [scan.definition(text.start, scan.file, build)];
  scan.adopt(scanDockerfile(scan.file, text.value, { buildArgs: {} }, builds), (span) => {
    const start = offsetOf(span.line, span.column);
    const last = offsetOf(span.endLine, span.endColumn - 1, true);
    // Where escapes or folding moved the text, its place is that of the whole.
    return start === undefined || last === undefined ? text : { start, end: last + 1 };
  });
}
