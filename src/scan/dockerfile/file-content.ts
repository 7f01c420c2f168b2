/** Which files are Dockerfiles, by content. */
import { parseInstructions } from "./instructions.ts";
import { isTemplateLine, templateBefore } from "./template.ts";
import { splitBlanks } from "./words.ts";

/** As much of a file as tells whether it is one. */
const HEAD = 16_384;

/**
 * Whether a text reads as a Dockerfile: its first instruction, ARGs and lines of a template left out, is a FROM with an
 * image. For files whose name only hints at one. A script that speaks of FROM further down does not count, nor does
 * `from x import y`.
 */
export function looksLikeDockerfile(text: string): boolean {
  const { instructions } = parseInstructions(text.slice(text.startsWith("\uFEFF") ? 1 : 0, HEAD));
  const first = instructions.find(({ keyword, whole }) => keyword !== "ARG" && !isTemplateLine(whole.value));
  if (first?.keyword !== "FROM" || first.rest.value === "") return false;
  const [, as] = splitBlanks(first.rest);
  return as === undefined || /^(?:as$|#)/i.test(as.value) || templateBefore(first.rest) !== undefined;
}
