/** The documents of a manifest, of YAML or JSON, that may hold a workload: the others of a file are not parsed. */
import type { Range } from "../../../text/lines.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { blankTemplateTags } from "../../kit/template-tags.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";
import { hasOddKeys, looksLikeKubernetes } from "../glance.ts";

/** In a Helm template, what a tag makes up stands as a filler. */
export function readManifests(scan: FileScanner): YamlDocument[] {
  const { text, hasTags } = blankTemplateTags(scan.text);
  return readYaml(scan, withoutOthers(scan.text, text), hasTags);
}

/** `---` at the head of a line, wherever it stands, begins a document. Directives belong to what follows it. */
const MARK = /^---(?=\s|$)/gm;
const DIRECTIVE = /^%/m;

/** The text with blanks for documents without workloads, everything in its place: definitions of resources are long. */
function withoutOthers(written: string, untagged: string): string {
  const starts = [0, ...[...written.matchAll(MARK)].map(({ index }) => index + "---".length)];
  if (starts.length === 1 || DIRECTIVE.test(written)) return untagged;
  const pieces = starts.map((start, index) => {
    const next = starts[index + 1];
    const end = next === undefined ? written.length : next - "---".length;
    const document = written.slice(start, end);
    const isRead = looksLikeKubernetes(document) || hasOddKeys(document);
    const mark = next === undefined ? "" : "---";
    return (isRead || document === "" ? untagged.slice(start, end) : `${" ".repeat(end - start - 1)}\n`) + mark;
  });
  return pieces.join("");
}

/** The objects of a text that consists of nothing else, as kubectl reads them one after the other; none for other text. */
export function jsonObjects(text: string): readonly Range[] {
  const objects: Range[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}[\]]|[^\s"{}[\]]+/g)) {
    if (depth === 0) {
      if (mark !== "{") return [];
      start = index;
    }
    if (mark === "{" || mark === "[") depth++;
    else if (mark === "}" || mark === "]") depth--;
    if (depth === 0) objects.push({ start, end: index + 1 });
  }
  return depth === 0 ? objects : [];
}
