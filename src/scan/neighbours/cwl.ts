/** CWL documents, YAML or JSON: the `dockerPull` of every DockerRequirement. */
import { posix } from "node:path";
import type { ReferenceContext, SourceTree } from "../../model.ts";
import { FileScanner, type FileScan, type Resolution, type Surroundings } from "../kit/file-scan.ts";
import type { PlacedText } from "../kit/placed-text.ts";
import { withoutDockerScheme } from "../kit/composed.ts";
import { scanInlineDockerfile } from "./inline-dockerfile.ts";
import { readYaml, type YamlDocument } from "../kit/yaml-file.ts";

/**
 * Requirements and hints, as a list or a map, of tools, workflows and steps, packed ones (`$graph`) included.
 * `dockerImageId`, `dockerLoad` and `dockerImport` name no image of a registry. The engine is the runner's choice.
 */
export function scanCwl(file: string, text: string, { tree }: Pick<Surroundings, "tree">): FileScan {
  const scan = new FileScanner(file, text, "cwl");
  for (const document of readYaml(scan)) scanDocument(scan, document, tree);
  return scan.result();
}

/** Whether a YAML text of any name has a requirement in it. */
export function holdsCwl(text: string): boolean {
  return scanCwl("", text, { tree: { files: [], read: () => undefined } }).references.length > 0;
}

/** Under a prefix of namespaces it is the same. */
const REQUIREMENT = /(?:^|[#:/])DockerRequirement$/;

function scanDocument(scan: FileScanner, yaml: YamlDocument, tree: SourceTree): void {
  const stack: { node: unknown; id: string | undefined }[] = [{ node: yaml.root, id: undefined }];
  const seen = new Set<unknown>();
  while (stack.length > 0) {
    const { node, id: outer } = stack.pop()!;
    // Anchors may lead to the same node again and again.
    if (seen.has(node)) continue;
    seen.add(node);
    const id = yaml.textAt(node, "id")?.value.replace(/^.*#/, "") ?? outer;
    if (REQUIREMENT.test(yaml.textAt(node, "class")?.value ?? "")) addImage(scan, yaml, node, id);
    for (const item of yaml.items(node)) stack.push({ node: item, id });
    for (const { key, value } of yaml.entries(node)) {
      if (REQUIREMENT.test(key.value)) addImage(scan, yaml, value, id);
      if (/^(?:run|\$import|\$mixin)$/.test(key.value)) follow(scan, yaml.text(value), tree);
      stack.push({ node: value, id });
    }
  }
}

/** Another document, or a part of this one (`#id`). An input may be called `run`: what is no file is none. */
function follow(scan: FileScanner, text: PlacedText | undefined, tree: SourceTree): void {
  const [path = ""] = text?.value.split("#") ?? [];
  if (text === undefined || path === "") return;
  const folder = posix.dirname(scan.file);
  const isWord = /^[\w-]+[?[\]]*$/.test(path) && tree.read(posix.join(folder, path)) === undefined;
  if (!isWord) scan.follow("cwl", { start: text.start, value: path }, folder, tree);
}

function addImage(scan: FileScanner, yaml: YamlDocument, requirement: unknown, process: string | undefined): void {
  const dockerfile = yaml.textAt(requirement, "dockerFile");
  if (dockerfile !== undefined) scanInlineDockerfile(scan, dockerfile);
  const written = yaml.textAt(requirement, "dockerPull") ?? yaml.textAt(requirement, "dockerPull", "$include");
  if (written === undefined || written.value === "") return;
  const isIncluded = yaml.isMap(yaml.get(requirement, "dockerPull"));
  const text = withoutDockerScheme(written);
  const context: ReferenceContext = process === undefined ? {} : { process };
  const open = isIncluded
    ? `The name is what the file ${written.value} holds: write it here.`
    : "Only a run can know what this expression gives.";
  const resolution: Resolution =
    isIncluded || /\$[({]/.test(text.value)
      ? { unresolved: { reason: isIncluded ? "unsupported-expression" : "expression", detail: open } }
      : { image: text.value.trim(), confidence: "exact" };
  scan.found(text, "image", context, resolution, { engine: null, process });
}
