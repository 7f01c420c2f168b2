/** Which files are Dockerfiles, by content. */
import { findSyntax } from "./directives.ts";
import { type Instruction, parseInstructions } from "./instructions.ts";
import { isTemplateLine, templateBefore } from "./template.ts";
import { splitBlanks } from "./words.ts";

/** As much of a file as nearly always tells whether it is one. */
const HEAD = 16_384;

/**
 * Whether a text reads as a Dockerfile: it names the frontend that is to read it, or its first instruction, ARGs and
 * lines of a template left out, is a FROM with an image. For files whose name only hints at one. A script that speaks of FROM further down does not count, nor does
 * `from x import y`.
 */
export function looksLikeDockerfile(text: string): boolean {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  if (findSyntax(text.slice(start)) !== undefined) return true;
  const first = firstBuild(text.slice(start));
  if (first?.keyword !== "FROM" || first.rest.value === "") return false;
  const [, as] = splitBlanks(first.rest);
  return as === undefined || /^(?:as$|#)/i.test(as.value) || templateBefore(first.rest) !== undefined;
}

/** The first instruction that counts. Comments, ARGs and templates may fill any number of pages before it. */
function firstBuild(written: string): Instruction | undefined {
  // The directives that the first comments may be are of no matter where there are pages of them.
  const text = written.length > HEAD ? written.slice(endOfComments(written)) : written;
  for (let length = HEAD; ; length *= 4) {
    const { instructions } = parseInstructions(text.slice(0, length));
    const at = instructions.findIndex(({ keyword, whole }) => keyword !== "ARG" && !isTemplateLine(whole.value));
    // The last one may be cut off.
    if (length >= text.length || (at !== -1 && at < instructions.length - 1)) return instructions[at];
  }
}

/** Where the first line is that is neither blank nor a comment. */
function endOfComments(text: string): number {
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end === -1 ? text.length : end).trimStart();
    if (line !== "" && !line.startsWith("#")) return at;
    at = end === -1 ? text.length : end + 1;
  }
  return at;
}
