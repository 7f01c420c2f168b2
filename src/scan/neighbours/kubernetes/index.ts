/** Kubernetes manifests: the pod specifications of the built-in workload kinds. */
import type { ReferenceContext } from "../../../model.ts";
import { indexLines, type Range } from "../../../text/lines.ts";
import { FileScanner, type FileScan, type Surroundings } from "../../kit/file-scan.ts";
import { short } from "../../../text/quote.ts";
import { hasTemplateTag } from "../../kit/template-tags.ts";
import type { YamlDocument } from "../../kit/yaml-file.ts";
import { hasOddKeys, looksLikeKubernetes } from "../glance.ts";
import { jsonObjects, readManifests } from "./documents.ts";
import type { Chart } from "./helm/chart.ts";
import { chartsOf } from "./helm/charts.ts";
import { ofStarter } from "./helm/starter.ts";
import { buildsOf } from "./kustomize/builds.ts";
import { CONTAINER_LISTS, POD_SPECS } from "./pods.ts";

/**
 * Containers of every sort and image volumes. In a Helm template, what a tag makes up is unresolved. What a kustomization
 * reads is as its builds give it.
 */
export function scanKubernetes(file: string, text: string, { tree }: Surroundings): FileScan {
  const charts = chartsOf(tree);
  const known = buildsOf(tree).scanOf(file) ?? charts.scanOf(file);
  return known?.result() ?? scanManifests(file, text, charts.chartOf(file));
}

/** A file by itself, as `kubectl apply` reads it; a template of a chart leaves to that what its values name. */
export function scanManifests(file: string, text: string, chart?: Chart): FileScan {
  const scan = new FileScanner(file, text, "kubernetes");
  const objects = /^\s*\{(?!\{)/.test(text) ? jsonObjects(text) : [];
  if (objects.length > 1) scanObjects(scan, objects);
  else for (const document of readManifests(scan)) scanDocument(scan, document, chart);
  return scan.result();
}

/** JSON needs no marks between documents, where YAML does. */
function scanObjects(scan: FileScanner, objects: readonly Range[]): void {
  for (const { start, end } of objects) {
    const object = scan.text.slice(start, end);
    if (!looksLikeKubernetes(object) && !hasOddKeys(object)) continue;
    const lines = indexLines(object);
    const offsetOf = (line: number, column: number): number => start + (lines.offset(line, column) ?? 0);
    scan.adopt(scanManifests(scan.file, object), (span) => ({
      start: offsetOf(span.line, span.column),
      end: offsetOf(span.endLine, span.endColumn),
    }));
  }
}

/** Whether there is a pod in it, however its keys are written. */
export function holdsKubernetes(text: string): boolean {
  return scanManifests("", text).references.length > 0;
}

/** A manifest, or a list of manifests, which may be lists again. What anchors lead to more than once is read once. */
function scanDocument(scan: FileScanner, yaml: YamlDocument, chart: Chart | undefined): void {
  // Items of a `PodList` that do not say what they are, are pods of its version.
  const manifests = new Map<unknown, { kind: string; version: string }>([[yaml.root, { kind: "", version: "" }]]);
  const seen = new Set<unknown>();
  for (const [manifest, unsaid] of manifests) {
    const kind = yaml.textAt(manifest, "kind")?.value ?? unsaid.kind;
    const version = yaml.textAt(manifest, "apiVersion")?.value ?? unsaid.version;
    if (kind.endsWith("List")) {
      const inner = { kind: kind.slice(0, -"List".length), version };
      for (const item of yaml.items(yaml.get(manifest, "items"))) {
        if (!manifests.has(item)) manifests.set(item, inner);
      }
      continue;
    }
    for (const [name, { api, path }] of Object.entries(POD_SPECS)) {
      const isKind = kind === name || hasTemplateTag(kind);
      if (isKind && (api.test(version) || hasTemplateTag(version))) {
        scanPod({ scan, yaml, chart }, yaml.get(manifest, ...path), seen);
      }
    }
  }
}

interface Reading {
  readonly scan: FileScanner;
  readonly yaml: YamlDocument;
  readonly chart: Chart | undefined;
}

function scanPod(reading: Reading, pod: unknown, seen: Set<unknown>): void {
  const { yaml } = reading;
  for (const name of CONTAINER_LISTS) {
    const list = yaml.get(pod, name);
    if (seen.has(list)) continue;
    seen.add(list);
    for (const container of yaml.items(list)) {
      const service = yaml.textAt(container, "name")?.value;
      const context = service === undefined || hasTemplateTag(service) ? {} : { service };
      // A template may write a key twice, one for each branch of a condition.
      for (const { key, value } of yaml.entries(container)) {
        if (key.value === "image") addImage(reading, value, context);
      }
    }
  }
  const volumes = yaml.get(pod, "volumes");
  if (seen.has(volumes)) return;
  seen.add(volumes);
  for (const volume of yaml.items(volumes)) {
    addImage(reading, yaml.get(volume, "image", "reference"), {});
  }
}

/** No image has such a name: `IMAGE_URL`, for `sed` and the like to fill in. */
const PLACEHOLDER = /^[A-Z][A-Z0-9_]*$/;

function addImage({ scan, yaml, chart }: Reading, node: unknown, context: ReferenceContext): void {
  const text = yaml.text(node);
  if (text === undefined || text.value === "") return;
  if (PLACEHOLDER.test(text.value)) {
    const detail = `${short(text.value)} stands for a name that another tool puts in its place.`;
    scan.found(text, "image", context, { unresolved: { reason: "template", detail } }, { engine: "kubernetes" });
    return;
  }
  if (!hasTemplateTag(text.value)) {
    const unresolved = ofStarter(text.value);
    const resolution = unresolved ? { unresolved } : { image: text.value, confidence: "exact" as const };
    scan.found(text, "image", context, resolution, { engine: "kubernetes" });
    return;
  }
  if (chart?.covers(scan.file, text.start, scan.text.slice(text.start, text.end)) === true) return;
  const detail = "The chart's values make up this name: only Helm can fill in the template.";
  scan.found(text, "image", context, { unresolved: { reason: "template", detail } }, { engine: "kubernetes" });
}
