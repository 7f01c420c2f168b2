import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../../src/scan/index.ts";
import { arrayOf, objectOf, parseJson } from "../../../support/json.ts";
import { treeOf } from "../../in-memory.ts";

type Files = Readonly<Record<string, string>>;
const scan = (files: Files) => scanRepository(treeOf(files), defaultScanOptions);

/** A pull a row: where it would be edited, all other places, and the image. */
async function pulled(files: Files): Promise<string[]> {
  const { pulls } = await scan(files);
  return pulls.map(({ references, image, unresolved }) => {
    const places = references.map(({ file, line, text }) => `${file}:${line} ${text}`);
    return `${places.join(" | ")} → ${image ?? unresolved?.reason}`;
  });
}

const CHART = 'apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: "1.4"\n';
const pod = (...images: readonly string[]): string =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${images.map((image) => `    - image: ${image}\n`).join("")}`;

/** What `helm template` of Helm 3.22.0 printed. */
const measured = readFileSync(new URL("helm.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => objectOf(parseJson(line)));

test.each(measured.map(({ title, files, images }) => [String(title), objectOf(files), arrayOf(images)] as const))(
  "as Helm renders it: %s",
  async (_title, files, images) => {
    const chart = Object.entries(files).map(([path, text]) => [`charts/web/${path}`, String(text)] as const);
    const { pulls, problems } = await scan(Object.fromEntries(chart));
    expect([...new Set(pulls.map(({ image, written }) => image ?? written))].sort()).toEqual(images);
    expect(problems).toEqual([]);
  },
);

// Helm's page of charts: all occurrences of <CHARTNAME> are replaced by the name of the chart that helm create makes of a starter.
test("a starter chart is a template, and no chart with a name that nobody can pull", async () => {
  const files = {
    "starters/web/Chart.yaml": CHART.replace("web", "<CHARTNAME>"),
    "starters/web/values.yaml": "image:\n  repository: ghcr.io/acme/<CHARTNAME>\n  tag: '1'\n",
    "starters/web/templates/pod.yaml": pod(
      '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
      "ghcr.io/acme/<CHARTNAME>-worker:3",
      "acme/tool:2",
    ),
  };
  expect(await pulled(files)).toEqual([
    "starters/web/templates/pod.yaml:6 ghcr.io/acme/<CHARTNAME>-worker:3 → template",
    "starters/web/templates/pod.yaml:7 acme/tool:2 → acme/tool:2",
    "starters/web/values.yaml:2 ghcr.io/acme/<CHARTNAME> | starters/web/values.yaml:3 1 → template",
  ]);
});

test("images of values are candidates, and the version comes first", async () => {
  const files = {
    "Chart.yaml": CHART,
    "values.yaml":
      "image:\n  registry: quay.io\n  repository: a/web\nside:\n  image:\n    repository: a/side\n    tag: v2\n",
    "templates/pod.yaml": pod(
      '"{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"',
    ),
  };
  expect(await pulled(files)).toEqual([
    "Chart.yaml:4 1.4 | values.yaml:3 a/web | values.yaml:2 quay.io → quay.io/a/web:1.4",
    "values.yaml:7 v2 | values.yaml:6 a/side → a/side:v2",
  ]);
  const { pulls, files: read } = await scan(files);
  expect(pulls[0]).toMatchObject({
    confidence: "candidate",
    conditions: ["the values of values.yaml are used"],
    engine: "kubernetes",
    source: "kubernetes",
  });
  expect(read.map(({ file }) => file)).toEqual(["Chart.yaml", "templates/pod.yaml", "values.yaml"]);
});

test("what the values leave open is open, once", async () => {
  const files = {
    "Chart.yaml": CHART,
    "values.yaml": "image: { repository: a/web, tag: '' }\nsideImage: a/side\n",
    "templates/pod.yaml": pod(
      '{{ include "web.image" . }}',
      "'{{ .Values.sideImage }}-{{ lookup }}'",
      "{{ .Values.other }}",
      '{{ .Files.Get "x" }}',
    ),
    "templates/_helpers.tpl":
      '{{ define "web.image" }}{{ range list 1 }}{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ end }}{{ end }}',
  };
  expect(await pulled(files)).toEqual([
    "templates/pod.yaml:7 {{ .Values.other }} → template",
    'templates/pod.yaml:8 {{ .Files.Get "x" }} → template',
    "values.yaml:1 a/web → template",
    "values.yaml:2 a/side → template",
  ]);
});

test("values of a chart beside its templates, of a part of it, and without a chart", async () => {
  const files = {
    "web/Chart.yaml": CHART,
    "web/values.yaml": "db: { image: { repository: a/db, tag: v1 } }\n",
    "web/charts/db/Chart.yaml": CHART,
    "web/charts/db/templates/pod.yaml": pod("{{ .Values.image.repository }}:{{ .Values.image.tag | lower }}"),
    "web/charts/db/templates/templates/pod.yaml": pod("{{ .Values.none.image }}"),
    "web/ci/test-values.yaml": "image: { repository: a/ci, tag: v1 }\n",
    "none/values.yaml": "image: { repository: a/none, tag: v1 }\n",
    "none/templates/pod.yaml": pod("{{ .Values.image.repository }}"),
    "library/Chart.yaml": "{{ name }}: [",
  };
  expect(await pulled(files)).toEqual([
    "none/templates/pod.yaml:5 {{ .Values.image.repository }} → template",
    "web/charts/db/templates/templates/pod.yaml:5 {{ .Values.none.image }} → template",
    "web/values.yaml:1 v1 | web/values.yaml:1 a/db → a/db:v1",
  ]);
});

test.each<[values: string, images: readonly string[]]>([
  ["image: a/b:1", ["a/b:1"]],
  ["image: { repository: 'a/b:1' }", ["a/b:1"]],
  [`image: { repository: a/b, digest: 'sha256:${"0".repeat(64)}' }`, [`a/b@sha256:${"0".repeat(64)}`]],
  [`image: { repository: a/b, tag: v1, sha: '${"0".repeat(64)}' }`, [`a/b:v1@sha256:${"0".repeat(64)}`]],
  ["global: { imageRegistry: x.org/ }\nimage: { registry: y.org, repository: a/b, tag: v1 }", ["x.org/a/b:v1"]],
  ["images: { main: { repository: a/b, tag: v1 } }", ["a/b:v1"]],
  ["main: { repository: a/b, tag: v1, pullPolicy: Always }", ["a/b:v1"]],
  ["image: { image: a/b, tag: v1 }", ["a/b:v1"]],
  ["list: [{ image: { repository: a/b, tag: v1 } }, text]", ["a/b:v1"]],
  ["git: { repository: a/b, tag: v1 }", []],
  ["image: { repository: 'https://x/y', tag: v1 }", []],
  ["image: true\nimagePullPolicy: Always\nbaseImage: ''", []],
  ["image: 'some words'", []],
])("values %j", async (values, images) => {
  const found = await scan({ "Chart.yaml": CHART, "values.yaml": values });
  expect(found.pulls.map(({ image }) => image)).toEqual(images);
});

/** What would take time or memory, or is more than is followed: it is open, and the scan ends. */
test.each<[what: string, expression: string, helpers: string]>([
  ["brackets within brackets", `{{ ${"(".repeat(400)} }}`, ""],
  ["a helper that names itself", '{{ include "a" . }}', '{{ define "a" }}{{ include "a" . }}{{ end }}'],
  [
    "helpers that double",
    '{{ include "a0" . }}',
    Array.from(
      { length: 40 },
      (_, i) => `{{ define "a${i}" }}${`{{ include "a${i + 1}" . }}`.repeat(2)}{{ end }}`,
    ).join(""),
  ],
  ["a long helper", '{{ include "a" . }}', `{{ define "a" }}${"x".repeat(5000)}{{ end }}`],
  ["a helper that is not there", '{{ include "a" . }}', ""],
  ["a block without an end", "{{ if .Values.x }}a", ""],
  ["an end without a block", "a{{ end }}", ""],
  ["a map", "{{ .Values.map }}", ""],
  ["a list", "{{ .Values.list }}", ""],
  ["a bracket that is open", '{{ (default "a" }}', ""],
  ["words behind", '{{ "a" ) }}', ""],
  ["an odd function", '{{ "a" | sha256sum }}', ""],
  ["a pipe into a value", '{{ "a" | .Values.x }}', ""],
  ["a function of nothing", "{{ default }}", ""],
  ["a field of a text", "{{ (quote .Values.x).y }}", ""],
  ["too few arguments", '{{ printf "%s%s" "a" }}', ""],
  ["a name that no value makes", '{{ "busybox" }}:1', ""],
  ["nothing", "{{ }}", ""],
  ["an argument that is not known", '{{ default lookup "a" }}', ""],
  ["a helper of no name", "{{ include . }}", ""],
  ["a field of a text in a variable", '{{ $t := "a" }}{{ $t.y }}', ""],
  ["a long line", `{{ .Values.x }}${"x".repeat(600)}`, ""],
  ["a helper without an end", '{{ include "a" . }}', '{{ define "a" }}'],
  ["an unknown variable", "{{ $x }}", ""],
  ["an unknown condition", "{{ if lookup }}a{{ end }}", ""],
  ["a comparison of maps", "{{ if eq .Values.map .Values.map }}a{{ end }}", ""],
  ["all that there is", "{{ . }}", ""],
  ["something else of a release", "{{ .Release.Name }}", ""],
])("%s", async (_what, expression, helpers) => {
  const files = {
    "Chart.yaml": CHART,
    "values.yaml": "map: { a: b }\nlist: [a]\nx: y\n",
    "templates/pod.yaml": pod(`'${expression}'`),
    "templates/_helpers.tpl": helpers,
  };
  expect((await scan(files)).pulls.map(({ image }) => image)).toEqual([null]);
});

/** Worked out as text/template and Sprig do. */
test.each<[expression: string, image: string]>([
  ['a/{{ default "b" . | quote }}', "root"],
  ["{{ if .Values.map }}{{ .Values.x }}/b:1{{ end }}", "y/b:1"],
  ['{{ with (dict "a" .Values.x) }}{{ .a }}/b{{ .c }}:1{{ end }}', "y/b:1"],
  ['{{ with (dict "m" .Values.map) }}{{ .m.a }}/b:1{{ end }}', "b/b:1"],
  ['{{ with (dict .Values.map "x") }}a{{ else }}{{ .Values.x }}/b:1{{ end }}', "y/b:1"],
  ["{{ .Values.x }}/b:1{{ coalesce .Values.none .Values.no }}", "y/b:1"],
  ["{{ .Values.x }}/b:1{{ if not .Values.x }}-no{{ end }}", "y/b:1"],
  ['{{ .Values.x }}/b:1{{ if eq .Values.x "z" }}-z{{ end }}', "y/b:1"],
  ['{{ tpl "a" . }}/{{ .Values.x }}:1', "a/y:1"],
  ["{{ $.Values.x }}/b:1", "y/b:1"],
  ['{{ template "of" }}/b:1', "y/b:1"],
  ["{{ .Values.empty }}{{ .Values.x }}/b:1", "y/b:1"],
  ["{{ $known }}/b:1", "y/b:1"],
  ["{{ if .Values.off }}a{{ else }}{{ .Values.x }}/b:1{{ end }}", "y/b:1"],
  ["{{ if or .Values.off . }}{{ .Values.x }}/b:1{{ end }}", "y/b:1"],
])("%s", async (expression, image) => {
  const { pulls } = await scan({
    "Chart.yaml": CHART,
    "values.yaml": "map: { a: b }\nx: y\nempty: ''\noff: false\n",
    "templates/pod.yaml": `{{- $known := .Values.x -}}\n${pod(`'${expression}'`)}`,
    "templates/_helpers.tpl": '{{ define "of" }}{{ .Values.x }}{{ end }}',
  });
  expect(pulls.map((pull) => pull.image)).toEqual([image === "root" ? null : image]);
});

const withArguments = (line: string): Files => ({
  "Chart.yaml": CHART,
  "values.yaml": "image: { repository: a/b, tag: '' }\n",
  "templates/a.yaml": `args: [${line}]\n`,
});

test("an empty tag takes the version in every form that the templates give it", async () => {
  const images = async (line: string): Promise<(string | null)[]> =>
    (await scan(withArguments(line))).pulls.map(({ image }) => image);
  expect(await images("{{ .Values.image.tag | default .Chart.AppVersion }}")).toEqual(["a/b:1.4"]);
  expect(await images('{{ .Values.image.tag | default (printf "v%s" .Chart.AppVersion) }}')).toEqual(["a/b:v1.4"]);
  expect(await images('{{ .Values.image.tag | default (print "v" $.Chart.AppVersion) }}')).toEqual(["a/b:v1.4"]);
  const { pulls } = await scan({
    ...withArguments("{{ .Values.image.tag | default .Chart.AppVersion }}"),
    "Chart.yaml": "name: x\n",
  });
  expect(pulls.map(({ image }) => image)).toEqual([null]);
});

test("a chart of which nothing can be read", async () => {
  const tree = {
    files: ["Chart.yaml", "templates/a.yaml", "b/Chart.yaml"],
    read: (path: string) => (path === "Chart.yaml" ? CHART : undefined),
  };
  expect((await scanRepository(tree, defaultScanOptions)).pulls).toEqual([]);
});
