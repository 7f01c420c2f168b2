/** Kubernetes manifests: the pod specifications of the built-in workload kinds. */
import type { ReferenceContext } from "../../model.ts";
import { FileScanner, type FileScan } from "../kit/file-scan.ts";
import { blankTemplateTags, hasTemplateTag } from "../kit/template-tags.ts";
import { readYaml, type YamlDocument } from "../kit/yaml-file.ts";
import type { WorkloadKind } from "./glance.ts";

/** Where the pod specification of each kind is. Kinds of other API groups are left alone, whatever their names. */
const POD_SPECS: Readonly<Record<WorkloadKind, { readonly api: RegExp; readonly path: readonly string[] }>> = {
  Pod: { api: /^v1$/, path: ["spec"] },
  PodTemplate: { api: /^v1$/, path: ["template", "spec"] },
  ReplicationController: { api: /^v1$/, path: ["spec", "template", "spec"] },
  Deployment: { api: /^(?:apps|extensions)\//, path: ["spec", "template", "spec"] },
  ReplicaSet: { api: /^(?:apps|extensions)\//, path: ["spec", "template", "spec"] },
  DaemonSet: { api: /^(?:apps|extensions)\//, path: ["spec", "template", "spec"] },
  StatefulSet: { api: /^apps\//, path: ["spec", "template", "spec"] },
  Job: { api: /^batch\//, path: ["spec", "template", "spec"] },
  CronJob: { api: /^batch\//, path: ["spec", "jobTemplate", "spec", "template", "spec"] },
};

const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** Lists hold manifests, which may be lists again; no tool writes more than one level. */
const DEEPEST_LIST = 5;

/** Containers of every sort and image volumes. In a Helm template, what a tag makes up is unresolved. */
export function scanKubernetes(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "kubernetes");
  const { text: untagged, hasTags } = blankTemplateTags(text);
  // A template need not be YAML before it is filled in: what can be read is read, and nothing is wrong with the rest.
  const yaml = hasTags ? readYaml(new FileScanner(file, text, "kubernetes"), untagged) : readYaml(scan);
  for (const document of yaml) scanManifest(scan, document, document.root, 0);
  return scan.result();
}

function scanManifest(scan: FileScanner, yaml: YamlDocument, manifest: unknown, depth: number): void {
  const kind = yaml.textAt(manifest, "kind")?.value ?? "";
  const version = yaml.textAt(manifest, "apiVersion")?.value ?? "";
  if (kind.endsWith("List") && depth < DEEPEST_LIST) {
    for (const item of yaml.items(yaml.get(manifest, "items"))) scanManifest(scan, yaml, item, depth + 1);
    return;
  }
  for (const [name, { api, path }] of Object.entries(POD_SPECS)) {
    const isKind = kind === name || hasTemplateTag(kind);
    if (isKind && (api.test(version) || hasTemplateTag(version))) scanPod(scan, yaml, yaml.get(manifest, ...path));
  }
}

function scanPod(scan: FileScanner, yaml: YamlDocument, pod: unknown): void {
  for (const list of CONTAINER_LISTS) {
    for (const container of yaml.items(yaml.get(pod, list))) {
      const service = yaml.textAt(container, "name")?.value;
      const context = service === undefined || hasTemplateTag(service) ? {} : { service };
      // A template may write a key twice, one for each branch of a condition.
      for (const { key, value } of yaml.entries(container)) {
        if (key.value === "image") addImage(scan, yaml, value, context);
      }
    }
  }
  for (const volume of yaml.items(yaml.get(pod, "volumes"))) {
    addImage(scan, yaml, yaml.get(volume, "image", "reference"), {});
  }
}

function addImage(scan: FileScanner, yaml: YamlDocument, node: unknown, context: ReferenceContext): void {
  const text = yaml.text(node);
  if (text === undefined || text.value === "") return;
  const detail = "The chart's values make up this name: only Helm can fill in the template.";
  scan.found(
    text,
    "image",
    context,
    hasTemplateTag(text.value)
      ? { unresolved: { reason: "template", detail } }
      : { image: text.value, confidence: "exact" },
    { engine: "kubernetes" },
  );
}
