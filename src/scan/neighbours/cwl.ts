/** CWL documents, YAML or JSON: the `dockerPull` of every DockerRequirement. */
import type { ReferenceContext } from "../../model.ts";
import { FileScanner, type FileScan, type Resolution } from "../kit/file-scan.ts";
import { withoutDockerScheme } from "../kit/composed.ts";
import { scanInlineDockerfile } from "./inline-dockerfile.ts";
import { readYaml, type YamlDocument } from "../kit/yaml-file.ts";

/**
 * Requirements and hints, as a list or a map, of tools, workflows and steps, packed ones (`$graph`) included.
 * `dockerImageId`, `dockerLoad` and `dockerImport` name no image of a registry. The engine is the runner's choice.
 */
export function scanCwl(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "cwl");
  for (const document of readYaml(scan)) scanDocument(scan, document);
  return scan.result();
}

function scanDocument(scan: FileScanner, yaml: YamlDocument): void {
  const stack: { node: unknown; id: string | undefined }[] = [{ node: yaml.root, id: undefined }];
  const seen = new Set<unknown>();
  while (stack.length > 0) {
    const { node, id: outer } = stack.pop()!;
    // Anchors may lead to the same node again and again.
    if (seen.has(node)) continue;
    seen.add(node);
    const id = yaml.textAt(node, "id")?.value.replace(/^.*#/, "") ?? outer;
    if (yaml.textAt(node, "class")?.value === "DockerRequirement") addImage(scan, yaml, node, id);
    for (const item of yaml.items(node)) stack.push({ node: item, id });
    for (const { key, value } of yaml.entries(node)) {
      if (key.value === "DockerRequirement") addImage(scan, yaml, value, id);
      stack.push({ node: value, id });
    }
  }
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
