/** Local reusable workflows and composite actions, after GitHub's documentation of `workflow_call` and contexts. */
import { expect, test } from "vitest";
import type { ScanResult } from "../../../../src/model.ts";
import { defaultScanOptions, scanRepository } from "../../../../src/scan/index.ts";
import { treeOf } from "../../in-memory.ts";

const scan = async (files: Readonly<Record<string, string>>) => scanRepository(treeOf(files), defaultScanOptions);
const images = ({ pulls }: ScanResult) => pulls.map(({ image, unresolved }) => image ?? unresolved?.reason);

const callee = (input: string, image = "${{ inputs.image }}", on = "") =>
  `on: { workflow_call: { inputs: { image: ${input}, other: { type: string } } }${on} }\njobs: { x: { container: "${image}" } }\n`;
const caller = (job: string) => `on: push\njobs:\n  d: { uses: ./.github/workflows/callee.yml${job} }\n`;
const both = async (input: string, job: string, image?: string, on?: string) =>
  images(
    await scan({ ".github/workflows/callee.yml": callee(input, image, on), ".github/workflows/w.yml": caller(job) }),
  );

const REQUIRED = "{ type: string, required: true }";
const OPTIONAL = "{ type: string }";
const WITH_DEFAULT = "{ type: string, default: 'node:20' }";

const checkout = (with_: string) => `{ uses: actions/checkout@v5, with: ${with_} }`;

const circle = (to: string) =>
  `on: { workflow_call: { inputs: { image: { type: string } } } }\njobs:\n  x: { uses: ./.github/workflows/${to}.yml, with: { image: "\${{ inputs.image }}" } }\n  y: { container: "\${{ inputs.image }}" }\n`;

const problems = async (steps: string, files: Readonly<Record<string, string>> = {}) =>
  (await scan({ ...files, ".github/workflows/w.yml": `jobs: { x: { steps: [${steps}] } }\n` })).problems.map(
    ({ kind }) => kind,
  );

const step = (uses: string) => `jobs: { x: { steps: [{ uses: ${uses}, with: { image: 'debian:12' } }] } }\n`;

const action = (inputs: string) =>
  `inputs: { image: ${inputs} }\nruns:\n  using: composite\n  steps:\n    - uses: docker/bake-action@v6\n      with: { build-contexts: "base=docker-image://\${{ inputs.image }}" }\n`;

test("the caller's value, and where it is written", async () => {
  const found = await scan({
    ".github/workflows/callee.yml": callee(REQUIRED),
    ".github/workflows/w.yml": caller(', with: { image: "node:22" }'),
  });
  expect(found.pulls).toMatchObject([{ image: "node:22", confidence: "exact" }]);
  expect(found.pulls[0]?.references.map(({ file, text, column }) => [file, text, column])).toEqual([
    [".github/workflows/w.yml", "node:22", 62],
    [".github/workflows/callee.yml", "${{ inputs.image }}", 26],
  ]);
});

test("a value takes the place of the default, and the default of a value that is left out", async () => {
  expect(await both(WITH_DEFAULT, ", with: { IMAGE: 'node:22' }")).toEqual(["node:22"]);
  expect(await both(WITH_DEFAULT, "")).toEqual(["node:20"]);
  // Of its type, a text that nobody gives is empty: no container.
  expect(await both(OPTIONAL, "")).toEqual([]);
  expect(await both(OPTIONAL, "", "${{ inputs.image || 'node:18' }}")).toEqual(["node:18"]);
  expect(await both(REQUIRED, "")).toEqual(["expression"]);
});

test("a workflow that other events start as well has its default too", async () => {
  const dispatch = ", workflow_dispatch: { inputs: { image: { default: 'node:16' } } }";
  expect(await both(OPTIONAL, ", with: { image: 'node:22' }", undefined, dispatch)).toEqual(["node:16", "node:22"]);
  // Each event has inputs of its own (GitHub's workflow syntax: `on.workflow_call.inputs`, `on.workflow_dispatch.inputs`).
  expect(await both(WITH_DEFAULT, ", with: { image: 'node:22' }", undefined, dispatch)).toEqual(["node:16", "node:22"]);
  expect(await both(WITH_DEFAULT, "", undefined, dispatch)).toEqual(["node:20", "node:16"]);
  expect(await both(OPTIONAL, "", undefined, dispatch)).toEqual(["node:16"]);
});

test("every job of the caller's matrix hands over its own", async () => {
  const matrix = ', strategy: { matrix: { v: ["20", 22, "${{ vars.V }}"], gpu: [false] } }';
  expect(await both(REQUIRED, `${matrix}, with: { image: "node:\${{ matrix.v }}" }`)).toEqual([
    "expression",
    "node:20",
    "node:22",
  ]);
  expect(
    await both(OPTIONAL, `${matrix}, with: { other: "\${{ matrix.gpu }}" }`, "${{ inputs.other && 'a:1' || 'b:1' }}"),
  ).toEqual(["b:1"]);
});

test("two callers, and an input that is handed on over two workflows", async () => {
  const files = {
    ".github/workflows/callee.yml": callee(REQUIRED),
    ".github/workflows/mid.yml":
      "on: { workflow_call: { inputs: { img: { type: string, default: 'node:20' } } } }\njobs:\n  m: { uses: ./.github/workflows/callee.yml, with: { image: '${{ inputs.img }}' } }\n",
    ".github/workflows/a.yml": "jobs: { a: { uses: ./.github/workflows/mid.yml, with: { img: 'node:22' } } }\n",
  };
  expect(images(await scan(files))).toEqual(["node:22"]);
  const more = { ...files, ".github/workflows/b.yml": "jobs: { b: { uses: ./.github/workflows/mid.yml } }\n" };
  expect(images(await scan(more))).toEqual(["node:22", "node:20"]);
  expect(images(await scan({ ".github/workflows/callee.yml": callee(REQUIRED) }))).toEqual(["expression"]);
});

test("workflows that call each other, more ways than are told apart, and texts too long for a name", async () => {
  const found = await scan({ ".github/workflows/a.yml": circle("b"), ".github/workflows/b.yml": circle("a") });
  expect(images(found)).toEqual(["expression", "expression"]);
  const list = Array.from({ length: 256 }, (_, index) => index).join();
  const jobs = Array.from({ length: 3 }, (_, index) => {
    return `  j${index}: { uses: ./.github/workflows/callee.yml, strategy: { matrix: { v: [${list}] } }, with: { image: "n${index}:\${{ matrix.v }}" } }`;
  });
  const many = await scan({
    ".github/workflows/callee.yml": callee(REQUIRED),
    ".github/workflows/w.yml": `jobs:\n${jobs.join("\n")}\n`,
  });
  expect(many.pulls).toHaveLength(256);
  expect(many.problems.map(({ message }) => message)).toEqual([
    "Of the ways in which this file is called, no more than 256 are looked at: others may run other images.",
  ]);
  expect(await both(REQUIRED, `, with: { image: "${"x".repeat(3000)}" }`)).toEqual(["expression"]);
});

test("inputs of a composite action reach the builds of its steps", async () => {
  const files = {
    ".github/actions/x/action.yml": action("{ default: 'debian:11' }"),
    ".github/workflows/w.yml": step("./.github/actions/x"),
  };
  expect(images(await scan(files))).toEqual(["debian:12"]);
  // Others use an action at the root.
  const root = { "action.yaml": action("{ default: 'debian:11' }"), ".github/workflows/w.yml": step("./") };
  expect(
    images(await scan(root))
      .map(String)
      .sort(),
  ).toEqual(["debian:11", "debian:12"]);
  const nested = `runs:\n  using: composite\n  steps: [{ uses: ./.github/actions/x, with: { image: "debian:13" } }]\n`;
  expect(images(await scan({ ...files, ".github/workflows/w.yml": "", "y/action.yml": nested }))).toEqual([
    "debian:13",
  ]);
});

test("a local action that is not there is said, unless the job brings it", async () => {
  expect(await problems("{ uses: ./gone }")).toEqual(["missing-include"]);
  expect(await problems("{ uses: ./here }", { "here/action.yaml": "" })).toEqual([]);
  expect(await problems("{ uses: ./here/ }", { "here/Dockerfile": "FROM scratch\n" })).toEqual([]);
  expect(await problems(`${checkout("{ path: src }")}, { uses: ./src/here }`, { "here/action.yml": "" })).toEqual([]);
  expect(await problems(`${checkout("{ repository: o/r, path: ext }")}, { uses: ./ext/gone }`)).toEqual([]);
  expect(await problems("{ run: git clone https://example.org/x ./ext/x }, { uses: ./ext/x }")).toEqual([]);
});
