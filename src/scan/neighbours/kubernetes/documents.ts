/** The documents of a manifest, of YAML or JSON, that may hold a workload: the others of a file are not parsed. */
import type { Range } from "../../../text/lines.ts";
import type { FileScanner } from "../../kit/file-scan.ts";
import { blankTemplateTags } from "../../kit/template-tags.ts";
import { readYaml, type YamlDocument } from "../../kit/yaml-file.ts";
import { hasOddKeys, looksLikeKubernetes } from "../glance.ts";
import { POD_SPECS } from "./pods.ts";

/** In a Helm template, what a tag makes up stands as a filler. */
export function readManifests(scan: FileScanner): YamlDocument[] {
  const { text, hasTags } = blankTemplateTags(scan.text);
  const source = withoutOthers(scan.text, text);
  return source === undefined ? [] : readYaml(scan, source, hasTags);
}

/** `---` at the head of a line, wherever it stands, begins a document. Directives belong to what follows it. */
const MARK = /^---(?=\s|$)/gm;
const DIRECTIVE = /^%/m;

/** The text with blanks for documents without workloads, everything in its place; undefined where none is left. */
function withoutOthers(written: string, untagged: string): string | undefined {
  if (DIRECTIVE.test(written)) return untagged;
  const starts = [0, ...[...written.matchAll(MARK)].map(({ index }) => index + "---".length)];
  let isAny = false;
  const pieces = starts.map((start, index) => {
    const next = starts[index + 1];
    const end = next === undefined ? written.length : next - "---".length;
    const mark = next === undefined ? "" : "---";
    if (mayHoldWorkload(written.slice(start, end))) {
      isAny = true;
      return untagged.slice(start, end) + mark;
    }
    return (end === start ? "" : `${" ".repeat(end - start - 1)}\n`) + mark;
  });
  return isAny ? pieces.join("") : undefined;
}

function mayHoldWorkload(document: string): boolean {
  return (looksLikeKubernetes(document) || hasOddKeys(document)) && !isPlainlyAnother(document);
}

/**
 * Whether the kind of a document is plain to see, and none with pods: definitions of resources are long, and write of
 * pods. All keys of a map that begins at the head of a line do, and only one of them is its kind.
 */
function isPlainlyAnother(document: string): boolean {
  if (!/^(?:[^\S\n]*(?:#.*)?\r?\n)*[A-Za-z]\w*:(?=\s)/.test(document)) return false;
  const heads = [...document.matchAll(/^[^\s#].*$/gm)].map(([line]) => line);
  const [kind, another] = heads.flatMap((line) => (/^\W*kind/.test(line) ? (KIND.exec(line)?.[1] ?? "List") : []));
  if (kind === undefined || another !== undefined || Object.hasOwn(POD_SPECS, kind)) return false;
  return !kind.endsWith("List") && !hasOddKeys(heads.join("\n"));
}

const KIND = /^kind:[ \t]+([A-Z][A-Za-z]*)[ \t]*\r?$/;

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
