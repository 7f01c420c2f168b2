import { expect, test } from "vitest";
import { looksLikeKubernetes } from "../../../../src/scan/neighbours/glance.ts";
import { scanManifests } from "../../../../src/scan/neighbours/kubernetes/index.ts";
import { rows } from "../../in-memory.ts";

const scan = (lines: readonly string[]) => scanManifests("k8s/app.yaml", lines.join("\n"));
const POD = "{ containers: [{ name: c, image: nginx:1 }] }";

test("containers of every sort, and image volumes", () => {
  const found = scan([
    "apiVersion: v1",
    "kind: Pod",
    "spec:",
    "  initContainers: [{ name: init, image: a:1 }]",
    "  containers:",
    "    - name: web",
    '      image: "b:2"',
    "  ephemeralContainers: [{ name: debug, image: c:3 }]",
    "  volumes:",
    "    - { name: m, image: { reference: quay.io/x/m:1 } }",
    "    - { name: n, rbd: { image: foo } }",
  ]);
  expect(rows(found)).toEqual([
    "4:41 a:1 → a:1",
    "7:15 b:2 → b:2",
    "8:47 c:3 → c:3",
    "10:38 quay.io/x/m:1 → quay.io/x/m:1",
  ]);
  expect(found.pulls[1]).toMatchObject({
    engine: "kubernetes",
    references: [{ kind: "image", context: { service: "web" } }],
  });
});

test.each([
  ["apps/v1", "Deployment", `{ template: { spec: ${POD} } }`],
  ["apps/v1", "StatefulSet", `{ template: { spec: ${POD} } }`],
  ["apps/v1", "DaemonSet", `{ template: { spec: ${POD} } }`],
  ["apps/v1", "ReplicaSet", `{ template: { spec: ${POD} } }`],
  ["extensions/v1beta1", "Deployment", `{ template: { spec: ${POD} } }`],
  ["v1", "ReplicationController", `{ template: { spec: ${POD} } }`],
  ["batch/v1", "Job", `{ template: { spec: ${POD} } }`],
  ["batch/v1", "CronJob", `{ jobTemplate: { spec: { template: { spec: ${POD} } } } }`],
  ["v1", "Pod", POD],
])("%s %s", (version, kind, spec) => {
  const manifest = [`apiVersion: ${version}`, `kind: ${kind}`, `spec: ${spec}`];
  expect(looksLikeKubernetes(manifest.join("\n"))).toBe(true);
  expect(scan(manifest).pulls.map(({ image }) => image)).toEqual(["nginx:1"]);
});

test("a PodTemplate has its template at the top", () => {
  const found = scan(["apiVersion: v1", "kind: PodTemplate", `template: { spec: ${POD} }`]);
  expect(found.pulls).toHaveLength(1);
});

test.each([
  ["batch.volcano.sh/v1alpha1", "Job"],
  ["argoproj.io/v1alpha1", "Workflow"],
  ["serving.knative.dev/v1", "Service"],
  ["v1", "ConfigMap"],
])("%s %s is left alone", (version, kind) => {
  expect(scan([`apiVersion: ${version}`, `kind: ${kind}`, `spec: { template: { spec: ${POD} } }`]).pulls).toEqual([]);
});

test("several documents in one file, and a list of manifests", () => {
  const found = scan([
    "apiVersion: v1",
    "kind: Pod",
    "spec: { containers: [{ image: a:1 }] }",
    "---",
    "apiVersion: v1",
    "kind: List",
    "items:",
    "  - apiVersion: v1",
    "    kind: Pod",
    "    spec: { containers: [{ image: b:2 }] }",
  ]);
  expect(rows(found)).toEqual(["3:31 a:1 → a:1", "10:35 b:2 → b:2"]);
});

test("Helm templates: what a tag makes up is unresolved, what is literal is read", () => {
  const template = [
    "{{- if .Values.enabled }}",
    'apiVersion: {{ include "apps.version" . }}',
    "kind: Deployment",
    "spec:",
    "  template:",
    "    spec:",
    "      {{- with .Values.pullSecrets }}",
    "      imagePullSecrets: {{- toYaml . | nindent 8 }}",
    "      {{- end }}",
    "      containers:",
    "        - name: {{ .Chart.Name }}",
    '          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default "latest" }}"',
    "        - name: side",
    "          {{- if .Values.alternative }}",
    "          image: busybox:1",
    "          {{- else }}",
    "          image: busybox:2",
    "          {{- end }}",
    "{{- end }}",
  ];
  expect(looksLikeKubernetes(template.join("\n"))).toBe(true);
  const found = scan(template);
  expect(found.pulls.map(({ image, unresolved }) => image ?? unresolved?.reason)).toEqual([
    "template",
    "busybox:1",
    "busybox:2",
  ]);
  expect(found.references[0]).toMatchObject({ line: 12, column: 19, context: {} });
  expect(found.references[0]?.text).toContain('default "latest"');
  expect(found.problems).toEqual([]);
});

test.each([
  ["a chart's values", "image:\n  repository: x\n"],
  [
    "a custom resource definition",
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: { image: x }",
  ],
  ["an environment", "name: x\ndependencies: [a=1]\n"],
])("%s does not look like a workload", (_what, text) => {
  expect(looksLikeKubernetes(text)).toBe(false);
});

const JSON_POD = (image: string): string =>
  JSON.stringify({ apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "c", image }] } });

const scanned = (text: string) => rows(scanManifests("k8s/app.json", text));

test("JSON: one object, a list, and several after one another, which kubectl reads as a stream", () => {
  expect(scanned(JSON_POD("a:1"))).toEqual(["1:76 a:1 → a:1"]);
  expect(scanned(`{"apiVersion":"v1","kind":"List","items":[\n${JSON_POD("a:1")},\n${JSON_POD("b:2")}]}`)).toEqual([
    "2:76 a:1 → a:1",
    "3:76 b:2 → b:2",
  ]);
  expect(scanned(`${JSON_POD("a:1")}{"kind":"Secret"}\n ${JSON_POD("b:2")}\n`)).toEqual([
    "1:76 a:1 → a:1",
    "2:77 b:2 → b:2",
  ]);
  // What breaks off, and what is not JSON alone, is read as YAML.
  expect(scanned(`${JSON_POD("a:1")}{`)).toEqual(["1:76 a:1 → a:1"]);
  expect(scanned(`${JSON_POD("a:1")} # "x"`)).toEqual(["1:76 a:1 → a:1"]);
});

test("documents without a workload are not parsed, and say nothing", () => {
  const found = scan([
    "apiVersion: v1",
    "kind: Secret",
    "data: { image: [ }",
    "--- # a pod",
    "apiVersion: v1",
    "kind: Pod",
    `spec: ${POD}`,
    "---",
    "---",
    "kind: ConfigMap",
  ]);
  expect(rows(found)).toEqual(["7:40 nginx:1 → nginx:1"]);
  expect(found.problems).toEqual([]);
  const directive = scan(["%YAML 1.2", "---", "apiVersion: v1", "kind: Pod", `spec: ${POD}`, "---", "kind: Secret"]);
  expect(rows(directive)).toEqual(["5:40 nginx:1 → nginx:1"]);
});

test.each([
  ["two kinds", "apiVersion: v1\nkind: ConfigMap\nkind: Pod\n"],
  ["a kind in other letters", 'apiVersion: v1\nkind: ConfigMap\n"k\\x69nd": Pod\n'],
  ["a kind below its key", "apiVersion: v1\nkind:\n  Pod\n"],
  ["a map that is indented", "  apiVersion: v1\n  kind: Pod\n"],
])("a document with %s is read", (_what, head) => {
  const indent = head.startsWith(" ") ? "  " : "";
  expect(scan([`${head}${indent}spec: ${POD}`, "---", "kind: Secret"]).pulls).toHaveLength(1);
});

test("what anchors lead to twice is one manifest, and one list of containers", () => {
  const found = scan([
    "apiVersion: v1",
    "kind: List",
    "items:",
    `  - &pod { apiVersion: v1, kind: Pod, spec: ${POD} }`,
    "  - *pod",
  ]);
  expect(found.pulls).toHaveLength(1);
});

test("a word in capitals stands for a name that another tool puts in", () => {
  const found = scan([
    "apiVersion: v1",
    "kind: Pod",
    "spec: { containers: [{ image: IMAGE_URL }, { image: nginx:1 }] }",
  ]);
  expect(rows(found)).toEqual(["3:31 IMAGE_URL → template (unresolved)", "3:53 nginx:1 → nginx:1"]);
});
