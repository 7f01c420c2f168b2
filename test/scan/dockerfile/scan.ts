/** What the tests of Dockerfiles share: a scan with nothing given, and the text that a span of it covers. */
import { expect } from "vitest";
import type { Span } from "../../../src/text/lines.ts";
import { scanDockerfile } from "../../../src/scan/dockerfile/index.ts";
import type { FileScan } from "../../../src/scan/kit/file-scan.ts";

export interface Given {
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
}

/** Scans, and holds every span against the text. */
export function scan(text: string, { buildArgs = {}, target }: Given = {}): FileScan {
  const result = scanDockerfile("Dockerfile", text, { buildArgs, ...(target === undefined ? {} : { target }) });
  for (const reference of result.references) expect(covered(text, reference)).toBe(reference.text);
  for (const pull of result.pulls) {
    expect(pull.references.length).toBeGreaterThan(0);
    for (const reference of pull.references) expect(result.references).toContain(reference);
  }
  return result;
}

/** The images that the build asks a registry for; the frontend image is not among them. */
export function pulled({ pulls }: FileScan): readonly string[] {
  const images = pulls.filter((pull) => pull.reachable === true && pull.references[0]?.kind !== "syntax");
  return [...new Set(images.flatMap((pull) => pull.canonical ?? []))].sort();
}

function covered(text: string, { line, column, endLine, endColumn }: Span): string {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((content, at) => content.slice(at === 0 ? column - 1 : 0, at === last ? endColumn - 1 : undefined))
    .join("\n");
}
