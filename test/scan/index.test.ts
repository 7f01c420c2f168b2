import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import type { ScanOptions } from "../../src/model.ts";
import { treeOf } from "./in-memory.ts";

const scan = (files: Readonly<Record<string, string>>, options: Partial<ScanOptions> = {}) =>
  scanRepository(treeOf(files), { ...defaultScanOptions, ...options });
const images = async (files: Readonly<Record<string, string>>, options: Partial<ScanOptions> = {}) =>
  (await scan(files, options)).pulls.map(({ source, image }) => `${source} ${image}`);

const COMPOSE = "services: { a: { image: 'x:1' } }";
const WORKFLOW = "jobs: { a: { container: 'x:1' } }";
const POD = "apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: 'x:1' }] }";
const JSON_POD = '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"image":"x:1"}]}}';
const DEFINITION = "Bootstrap: docker\nFrom: x:1\n";

test.each([
  ["compose.yaml", COMPOSE, "compose"],
  ["compose.yml", COMPOSE, "compose"],
  ["docker-compose.yml", COMPOSE, "compose"],
  ["deploy/docker-compose.prod.yaml", COMPOSE, "compose"],
  ["compose-dev.yml", COMPOSE, "compose"],
  ["docker-compose.override.yml", COMPOSE, "compose"],
  [".github/workflows/ci.yml", WORKFLOW, "workflow"],
  [".github/workflows/ci.yaml", WORKFLOW, "workflow"],
  ["action.yml", "runs: { using: docker, image: 'docker://x:1' }", "workflow"],
  [".github/actions/a/action.yaml", "runs: { using: docker, image: 'docker://x:1' }", "workflow"],
  ["Singularity", DEFINITION, "apptainer"],
  ["Singularity.v1.0", DEFINITION, "apptainer"],
  ["Apptainer", DEFINITION, "apptainer"],
  ["singularityfile", DEFINITION, "apptainer"],
  ["containers/tool.def", DEFINITION, "apptainer"],
  [".devcontainer/devcontainer.json", '{"image": "x:1"}', "devcontainer"],
  [".devcontainer/other/devcontainer.json", '{"image": "x:1"}', "devcontainer"],
  [".devcontainer.json", '{"image": "x:1"}', "devcontainer"],
  ["k8s/deployment.yaml", POD, "kubernetes"],
  ["anything.yml", POD, "kubernetes"],
  ["p.YAML", POD, "kubernetes"],
  ["pod.json", JSON_POD, "kubernetes"],
  [".gitlab-ci.yml", "a: { image: 'x:1' }", "gitlab"],
  ["ci/build.gitlab-ci.yml", "a: { image: 'x:1' }", "gitlab"],
  [".gitlab/ci/build.yml", "a: { image: 'x:1' }", "gitlab"],
  [".circleci/config.yml", "jobs: { build: { docker: [{ image: 'x:1' }] } }", "circleci"],
  [".gitpod.yml", "image: x:1", "gitpod"],
  ["TOOL.CWL", "hints: { DockerRequirement: { dockerPull: 'x:1' } }", "cwl"],
  ["Tool.WDL", 'task t { command {} runtime { docker: "x:1" } }', "wdl"],
  ["tool.cwl", "hints: { DockerRequirement: { dockerPull: 'x:1' } }", "cwl"],
  ["bwa-docker.yml", "class: DockerRequirement\ndockerPull: x:1", "cwl"],
  ["tool.wdl", 'task t { command {} runtime { docker: "x:1" } }', "wdl"],
  ["workflow/Snakefile", 'container: "docker://x:1"', "snakemake"],
  ["workflow/rules/a.smk", 'container: "docker://x:1"', "snakemake"],
  ["docker-bake.hcl", 'target "a" { contexts = { x = "docker-image://x:1" } }', "bake"],
  ["docker-bake.override.json", '{"target":{"a":{"contexts":{"x":"docker-image://x:1"}}}}', "bake"],
  ["Dockerfile", "FROM x:1", "dockerfile"],
  ["docker/api.Dockerfile", "FROM x:1", "dockerfile"],
  ["Containerfile", "FROM x:1", "dockerfile"],
])("%s is read by default", async (file, text, source) => {
  expect(await images({ [file]: text })).toEqual([`${source} x:1`]);
  expect(await images({ [file]: text }, { kinds: { [source]: false } })).toEqual([]);
  expect((await scan({ [file]: text })).files).toEqual([{ file, source }]);
});

test.each([
  ["docker-compose.md", COMPOSE],
  ["values.yaml", "image: x:1"],
  ["docs/ci.yml", WORKFLOW],
  ["exports.def", "EXPORTS\n  f @1"],
  ["Singularity.md", DEFINITION],
  [".gitlab/agents/a/config.yaml", "a: { image: 'x:1' }"],
  ["package.json", '{"image": "x:1"}'],
  ["swagger.json", `{"definitions":{"x":${JSON_POD}}}`],
  ["pods.json", `[${JSON_POD}]`],
  ["data.json", '{"apiVersion":"v1","kind":"ConfigMap","data":{"image":"x:1"}}'],
])("%s is none of ours", async (file, text) => {
  expect((await scan({ [file]: text })).files).toEqual([]);
});

test("everything is in the order of files and places", async () => {
  const found = await scan({
    "b/compose.yml": "services:\n  z: { image: 'b:2' }\n  a: { image: 'b:1' }\n",
    "a.yml": POD,
    "B/Dockerfile": "FROM c:1\nFROM",
    Snakefile: 'container: "docker://d:1"',
  });
  const places = found.references.map(({ file, line }) => `${file}:${line}`);
  expect(places).toEqual(["B/Dockerfile:1", "Snakefile:1", "a.yml:3", "b/compose.yml:2", "b/compose.yml:3"]);
  expect(found.pulls.map(({ references }) => `${references[0]?.file}:${references[0]?.line}`)).toEqual(places);
  expect(found.files.map(({ file }) => file)).toEqual(["B/Dockerfile", "Snakefile", "a.yml", "b/compose.yml"]);
});

test("every reference of a pull is among the references, by identity", async () => {
  const found = await scan({
    "docker-compose.yml": "services: { a: { build: { dockerfile_inline: 'FROM a:1' } } }",
    ".gitlab-ci.yml": "variables: { I: 'a:1' }\na: { image: $I }",
    "main.nf": "process A { container 'a:1'\n script: 'x' }\nworkflow { A() }",
  });
  expect(found.pulls.length).toBeGreaterThan(2);
  for (const pull of found.pulls) {
    expect(pull.references.length).toBeGreaterThan(0);
    for (const reference of pull.references) expect(found.references).toContain(reference);
  }
});

test("excluded files are left out", async () => {
  const files = { "tests/compose.yml": COMPOSE, "compose.yml": COMPOSE };
  expect((await scan(files, { exclude: ["tests/**"] })).files.map(({ file }) => file)).toEqual(["compose.yml"]);
});

test("a file that cannot be read is a problem where its name is enough", async () => {
  const tree = { files: ["Dockerfile", "Dockerfile.dev", "x.def", "x.json", "x.yml"], read: () => undefined };
  expect((await scanRepository(tree, defaultScanOptions)).problems).toMatchObject([
    { file: "Dockerfile", line: 1, column: 1, kind: "unreadable" },
  ]);
});

test("what only may be a Dockerfile by its name is one by its text", async () => {
  const files = {
    "Dockerfile.dev": "FROM dev:1\n",
    "Dockerfile.env": "FROM=env:1\n",
    "Dockerfile.yaml": "FROM yaml:1\n",
    "Dockerfile.yml": POD,
  };
  expect(await images(files)).toEqual(["dockerfile dev:1", "dockerfile yaml:1", "kubernetes x:1"]);
  expect((await scan(files)).files.map(({ file }) => file)).not.toContain("Dockerfile.env");
});

test("a file that another one leads to is scanned where it is not listed", async () => {
  const tree = treeOf({ "compose.yml": "include: [left/out.yml, left/folder]\n", "left/out.yml": COMPOSE });
  const found = await scanRepository(
    { ...tree, kindAt: (path) => (path === "left/out.yml" ? "file" : "folder") },
    { ...defaultScanOptions, exclude: ["left/**"] },
  );
  expect(found.files.map(({ file }) => file)).toEqual(["compose.yml", "left/out.yml"]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["x:1"]);
});

test.each([
  ["deploy/compose.yml", "services: { a: { build: { context: .., dockerfile: images/web.docker } } }"],
  ["compose.yml", "services: { a: { build: { dockerfile: ./images/web.docker } } }"],
  ["deploy/docker-bake.hcl", 'target "a" {\n context = ".."\n dockerfile = "images/web.docker"\n}'],
  [".devcontainer/devcontainer.json", '{ "build": { "dockerfile": "../images/web.docker" } }'],
  [
    ".github/workflows/ci.yml",
    "jobs: { a: { steps: [{ uses: docker/build-push-action@v6, with: { file: images/web.docker } }] } }",
  ],
  ["images/action.yml", "runs: { using: docker, image: web.docker }"],
])("a Dockerfile that %s names, whatever it is called", async (file, text) => {
  const files = { [file]: text, "images/web.docker": "FROM x:1" };
  expect(await images(files)).toEqual(["dockerfile x:1"]);
  expect(await images(files, { kinds: { dockerfile: false } })).toEqual([]);
});

test.each(["https://example.com/x", "${DIR}/x", "/etc/passwd", "../../x", "absent"])(
  "%s names no file of ours",
  async (path) => {
    expect(
      await images({ "compose.yml": `services: { a: { build: { dockerfile: '${path}' } } }`, x: "FROM x:1" }),
    ).toEqual([]);
  },
);

test("directives of every file, and those that take no effect", async () => {
  const found = await scan({
    "compose.yml": "services:\n  # wave-inspect: ignore pin -- soon\n  a: { image: 'x:1' }\n",
    Dockerfile: "# wave-inspect: ignore\nFROM x:1\n",
    "other.txt": "# wave-inspect: ignore pin -- x",
  });
  expect(found.ignores.map(({ file, covers }) => [file, covers])).toEqual([["compose.yml", [3, 3]]]);
  expect(found.problems).toMatchObject([{ file: "Dockerfile", line: 1, kind: "directive" }]);
});

test("the Dockerfile of an action is one whatever it is called, and the arguments of the action do not reach it", async () => {
  const found = await scanRepository(
    treeOf({
      ".github/actions/x/action.yml":
        "name: x\nruns:\n  using: docker\n  image: docker/x.txt\n  args: [V=2]\n  env: { V: 3 }\n",
      ".github/actions/x/docker/x.txt": "ARG V=1\nFROM a:$V\n",
      "y/action.yaml": "runs: { using: docker, image: Dockerfile }\n",
      "y/Dockerfile": "FROM b:1\n",
      "z/action.yaml": "runs: { using: docker, image: Dockerfile }\n",
    }),
    defaultScanOptions,
  );
  expect(found.pulls.map(({ image, references }) => [image, references[0]?.file])).toEqual([
    ["a:1", ".github/actions/x/docker/x.txt"],
    ["b:1", "y/Dockerfile"],
  ]);
  expect(found.problems).toMatchObject([{ file: "z/action.yaml", kind: "unreadable" }]);
});
