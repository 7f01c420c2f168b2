import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../../src/scan/index.ts";
import { arrayOf, objectOf, parseJson } from "../../../support/json.ts";
import { treeOf } from "../../in-memory.ts";

type Files = Readonly<Record<string, string>>;
const scan = (files: Files) => scanRepository(treeOf(files), defaultScanOptions);

/** A pull a row: where it would be edited, all other places, and the image. */
async function built(files: Files): Promise<string[]> {
  const { pulls } = await scan(files);
  return pulls.map(({ references, image, unresolved }) => {
    const places = references.map(({ file, line, text }) => `${file}:${line} ${text}`);
    return `${places.join(" | ")} → ${image ?? unresolved?.reason}`;
  });
}

async function problems(files: Files): Promise<string[]> {
  const found = await scan(files);
  return found.problems.map(({ file, line, column, kind }) => `${file}:${line}:${column} ${kind}`);
}

const deployment = (name: string, image: string): string =>
  [
    "apiVersion: apps/v1",
    "kind: Deployment",
    `metadata: { name: ${name} }`,
    "spec:",
    "  template:",
    "    spec:",
    "      containers:",
    "        - name: c",
    `          image: ${image}`,
    "",
  ].join("\n");

const OPERATIONS = `patches:
  - target: { name: a }
    patch: |-
      - { op: replace, path: /spec/template/spec/containers/7/image, value: x:1 }
      - { op: replace, path: /spec/template/spec/containers/0/image, value: x:1 }
  - target: { name: a }
    patch: "[{ op: remove, path: /spec/none }]"
  - target: { name: a }
    patch: "[{ op: add, path: /spec/none/of/it, value: x }]"
  - target: { name: a }
    patch: "[{ op: add, path: /kind/x, value: x }]"
  - target: { name: a }
    patch: "[{ op: copy, from: /kind/x, path: /a }]"
  - target: { name: a }
    patch: "[{ op: odd }]"
  - target: { name: a }
    patch: "[{ op: replace, path: '' }]"
  - target: { name: a }
    patch: "[{ op: add, path: /spec/template/spec/containers/0/a/b/c, value: x }]"
`;

/** What kustomize 5.8.1 (api v0.21.1) printed: every image of a workload, sorted. */
const measured = (name: string) =>
  readFileSync(new URL(name, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line, index) => {
      const { title, files, images } = objectOf(parseJson(line));
      return [typeof title === "string" ? title : `line ${index + 1}`, objectOf(files), arrayOf(images)] as const;
    });

/** Repositories made at random, and corners made by hand. */
test.each([...measured("kustomize.jsonl"), ...measured("kustomize-corners.jsonl")])(
  "as kustomize builds it: %s",
  async (_title, files, images) => {
    const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, String(text)]));
    const found = await scan(texts);
    const names = new Set(found.pulls.map(({ image, written }) => image ?? written));
    expect([...names].sort()).toEqual(images);
    expect(found.problems).toEqual([]);
  },
);

test("an overlay renames and retags: first comes the place where a person edits the version", async () => {
  const files = {
    "base/kustomization.yaml": "resources: [deployment.yaml]\n",
    "base/deployment.yaml": deployment("web", "app"),
    "prod/kustomization.yaml":
      "resources: [../base]\nimages:\n  - name: app\n    newName: quay.io/a/app\n    newTag: v2\n",
    "dev/kustomization.yaml": "resources: [../base]\nimages:\n  - name: app\n    newName: quay.io/a/dev\n",
    "pinned/kustomization.yaml": "resources: [../base]\nimages: [{ name: app, digest: 'sha256:0' }]\n",
  };
  expect(await built(files)).toEqual([
    "base/deployment.yaml:9 app | dev/kustomization.yaml:4 quay.io/a/dev → quay.io/a/dev",
    "pinned/kustomization.yaml:2 sha256:0 | base/deployment.yaml:9 app → invalid-name",
    "prod/kustomization.yaml:5 v2 | base/deployment.yaml:9 app | prod/kustomization.yaml:4 quay.io/a/app → quay.io/a/app:v2",
  ]);
  const { references, files: read } = await scan(files);
  expect(references.map(({ kind, context }) => [kind, context.service])).toEqual([
    ["image", "c"],
    ["arg", undefined],
    ["arg", undefined],
    ["arg", undefined],
    ["arg", undefined],
  ]);
  expect(read.map(({ file, source }) => `${file} ${source}`)).toEqual([
    "base/deployment.yaml kubernetes",
    "base/kustomization.yaml kubernetes",
    "dev/kustomization.yaml kubernetes",
    "pinned/kustomization.yaml kubernetes",
    "prod/kustomization.yaml kubernetes",
  ]);
});

test("files of any name, and places within patches that are texts of a kustomization", async () => {
  const files = {
    "kustomization.yaml": [
      "resources: [pod]",
      "patches:",
      "  - path: patch",
      "    target: { kind: Pod }",
      "  - patch: |-",
      "      apiVersion: v1",
      "      kind: Pod",
      "      metadata: { name: p }",
      "      spec: { containers: [{ name: d, image: 'd:1' }] }",
      '  - patch: "[{\\"op\\": \\"add\\", \\"path\\": \\"/spec/volumes\\", \\"value\\": [{\\"name\\": \\"v\\", \\"image\\": {\\"reference\\": \\"e:1\\"}}]}]"',
      "    target: { name: p }",
      "",
    ].join("\n"),
    pod: "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: c, image: a:1 }, { name: f, image: f:1 }] }\n",
    patch: "- { op: replace, path: /spec/containers/0/image, value: b:2 }\n",
  };
  expect(await built(files)).toEqual([
    "kustomization.yaml:9 d:1 → d:1",
    expect.stringMatching(/^kustomization\.yaml:10 .* → e:1$/),
    "patch:1 b:2 → b:2",
    "pod:4 f:1 → f:1",
  ]);
});

test("what no kustomization names is applied as it stands", async () => {
  const files = {
    "kustomization.yaml": "resources: [a.yaml]\nimages: [{ name: app, newTag: v2 }]\n",
    "a.yaml": deployment("a", "app"),
    "b.yaml": deployment("b", "app"),
    "flux/kustomization.yaml":
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nresources: [../b.yaml]\n",
    "empty/kustomization.yaml": "",
  };
  expect(await built(files)).toEqual(["b.yaml:9 app → app", "kustomization.yaml:2 v2 | a.yaml:9 app → app:v2"]);
});

test("a value that comes from an object that is no workload is open", async () => {
  const files = {
    "kustomization.yaml": [
      "resources: [a.yaml]",
      "configMapGenerator: [{ name: versions, literals: [app=v3] }]",
      "replacements:",
      "  - source: { kind: ConfigMap, name: versions, fieldPath: data.app }",
      "    targets:",
      "      - select: { kind: Deployment }",
      "        fieldPaths: ['spec.template.spec.containers.[name=c].image']",
      "        options: { delimiter: ':', index: 1 }",
      "",
    ].join("\n"),
    "a.yaml": deployment("a", "app:v1"),
  };
  expect(await built(files)).toEqual(["a.yaml:9 app:v1 → unsupported-expression"]);
});

test.each<[what: string, files: Files, said: readonly string[]]>([
  ["a missing file", { "kustomization.yaml": "resources: [a.yaml]\n" }, ["kustomization.yaml:1:13 missing-include"]],
  [
    "a missing patch",
    { "kustomization.yaml": "patches: [{ path: a.yaml }]\n" },
    ["kustomization.yaml:1:19 missing-include"],
  ],
  ["a missing component", { "kustomization.yaml": "components: [a]\n" }, ["kustomization.yaml:1:14 missing-include"]],
  [
    "a file out of the repository",
    { "kustomization.yaml": "resources: [../a]\n" },
    ["kustomization.yaml:1:13 missing-include"],
  ],
  [
    "what lies elsewhere",
    {
      "kustomization.yaml":
        "resources: ['https://x/y.yaml', 'github.com/a/b', 'git@x:a/b', 'a/b?ref=v1', 'x.org/a.git']\ncomponents: ['https://x/y']\n",
    },
    [14, 34, 52, 65, 79]
      .map((column) => `kustomization.yaml:1:${column} remote-include`)
      .concat("kustomization.yaml:2:15 remote-include"),
  ],
  [
    "a circle",
    {
      "a/kustomization.yaml": "resources: [../b]\n",
      "b/kustomization.yaml": "resources: [../a, p.yaml]\n",
      "b/p.yaml": deployment("a", "app"),
      "c/kustomization.yaml": "kind: Component\ncomponents: [../c]\n",
    },
    ["b/kustomization.yaml:1:13 abort", "c/kustomization.yaml:2:14 abort"],
  ],
  [
    "a number where kustomize wants a text",
    {
      "kustomization.yaml": "resources: [a.yaml]\nimages: [{ name: app, newTag: 1.10 }]\n",
      "a.yaml": deployment("a", "app"),
    },
    ["kustomization.yaml:2:31 abort"],
  ],
  [
    "a name that is a regular expression",
    {
      "kustomization.yaml": "resources: [a.yaml]\nimages: [{ name: '(a|b)+', newTag: v1 }]\n",
      "a.yaml": deployment("a", "app"),
    },
    ["kustomization.yaml:2:19 limit"],
  ],
  [
    "what makes objects",
    { "kustomization.yaml": "helmCharts: [{ name: x }]\ngenerators: [g.yaml]\nhelmChartInflationGenerator: [[]]\n" },
    ["kustomization.yaml:1:22 limit", "kustomization.yaml:2:14 limit"],
  ],
  [
    "a plugin",
    {
      "kustomization.yaml": "resources: [a.yaml]\ntransformers: [t.yaml, u.yaml]\n",
      "t.yaml": "apiVersion: x/v1\nkind: Odd\n",
      "u.yaml": "apiVersion: builtin\nkind: LabelTransformer\n",
      "a.yaml": deployment("a", "app"),
    },
    ["kustomization.yaml:2:16 limit"],
  ],
])("%s is a problem", async (_what, files, said) => {
  expect(await problems(files)).toEqual(said);
});

test("more changes than are followed are said once", async () => {
  const entries = "  - { name: app, newTag: v }\n".repeat(250);
  const merges = "  - { path: p.yaml }\n".repeat(10);
  const found = await scan({
    "kustomization.yaml": `resources: [a.yaml]\nimages:\n${entries}patches:\n${merges}`,
    "a.yaml": Array.from({ length: 300 }, (_, i) => deployment(`a${i}`, "app")).join("---\n"),
    "p.yaml": deployment("a0", "app:x"),
    "last/kustomization.yaml":
      "resources: [../b.yaml]\nnamespace: x\nimages: [{ name: app, newTag: late }]\npatchesStrategicMerge: [../p.yaml]\npatches: [{ path: ../p.yaml }]\n",
    "b.yaml": deployment("a0", "app:y"),
  });
  expect(found.problems.map(({ file, line, kind }) => `${file}:${line} ${kind}`)).toEqual([
    expect.stringMatching(/^kustomization\.yaml:\d+ limit$/),
  ]);
});

/** kustomize stops at each of these; what is there is judged all the same. */
test.each<[what: string, kustomization: string, images: readonly string[]]>([
  ["operations on what is not there", OPERATIONS, ["app:1"]],
  ["a target that is no expression", "patches: [{ target: { name: '(' }, path: p.yaml }]", ["app:1"]],
  ["a target that takes time", "patches: [{ target: { name: '(a+)+' }, path: p.yaml }]", ["app:1"]],
  ["a selector that is none", "patches: [{ target: { labelSelector: 'a b c' }, path: p.yaml }]", ["app:1"]],
  ["a patch without a patch", "patches: [{ target: { name: a } }, { path: p.yaml }, x]", ["app:1"]],
  ["a patch from elsewhere", "patches: [{ path: 'https://x/y' }]", ["app:1"]],
  ["a patch of several documents", "patches: [{ path: q.yaml, target: { name: a } }]", ["app:1"]],
  [
    "a replacement of nothing",
    "replacements: [{ source: { name: a, fieldPath: x.0.y }, targets: [{ select: { name: a } }] }]",
    ["app:1"],
  ],
  [
    "a replacement in odd places",
    "replacements: [{ sourceValue: z, targets: [{ select: { name: a }, fieldPaths: [spec.*.x, spec.none.x, 'spec.template.spec.containers.x', [], kind.x] }] }]",
    ["app:1"],
  ],
  ["a transformer without a kind", "transformers: [p.yaml]", ["app:1"]],
  ["no image to change", "transformers: ['{apiVersion: builtin, kind: ImageTagTransformer}\n']", ["app:1"]],
])("%s", async (_what, kustomization, images) => {
  const { pulls } = await scan({
    "kustomization.yaml": `resources: [a.yaml]\n${kustomization}\n`,
    "a.yaml": deployment("a", "app:1"),
    "p.yaml": "[{ op: replace, path: /spec/template/spec/containers/0/image, value: x:1 }]\n",
    "q.yaml": "---\n---\n",
  });
  expect([...new Set(pulls.map(({ image }) => image))]).toEqual(images);
});

const doubled = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `k${i}/kustomization.yaml`,
      i === 0 ? "resources: [a.yaml]\n" : `resources: [../k${i - 1}, ../k${i - 1}/]\n`,
    ]),
  );

/** Aliases of aliases, and bases of bases: the scan ends, and says where it ended. */
test("what multiplies is followed so far and no further", async () => {
  const bases = await scan({ ...doubled(20), "k0/a.yaml": deployment("a", "app:1") });
  expect(bases.pulls.map(({ image }) => image)).toEqual(["app:1"]);
  expect(bases.problems.map(({ kind }) => kind)).toContain("limit");
  const deep = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`k${i}/kustomization.yaml`, `resources: [../k${i + 1}]\n`]),
  );
  expect((await scan({ ...deep, "k100/kustomization.yaml": "{}" })).problems.map(({ kind }) => kind)).toContain(
    "limit",
  );
  const lists = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [*a${i + 1}, *a${i + 1}]`).toReversed();
  const aliases = await scan({
    "kustomization.yaml": "resources: [a.yaml]\n",
    "a.yaml": `apiVersion: v1\nkind: Pod\nimage: &a30 [x]\n${lists.join("\n")}\n`,
  });
  expect(aliases.pulls).toEqual([]);
});
