import { expect, test } from "vitest";
import { scanWorkflow } from "../../../../src/scan/neighbours/workflow/index.ts";
import { around, rows } from "../../in-memory.ts";

const byText = (a: string | null, b: string | null) => (String(a) < String(b) ? -1 : 1);
const scan = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  scanWorkflow(".github/workflows/ci.yml", lines.join("\n"), around(files));

test("containers and services, in their short and long forms, the scheme left out", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    container: node:20",
    "  u:",
    '    container: { image: "docker://node:20" }',
    "    services:",
    "      db: postgres:16",
    "      cache: { image: redis:7 }",
    "      none: { image: '' }",
    "  v: { container: '' }",
    "  w: { container: null }",
  ]);
  expect(rows(found)).toEqual([
    "3:16 node:20 → node:20",
    "5:35 node:20 → node:20",
    "7:11 postgres:16 → postgres:16",
    "8:23 redis:7 → redis:7",
  ]);
  expect(found.pulls[2]?.references[0]).toMatchObject({ kind: "service", context: { job: "u", service: "db" } });
});

test("the platform among the options of a container, which `docker create` is given", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    container: { image: node:20, options: '--cpus 1 --platform linux/arm64' }",
    "    services:",
    "      db: { image: postgres:16, options: '--platform=linux/amd64' }",
    "      cache: { image: redis:7, options: '-e A=--platform=x' }",
    "      queue: { image: nats:2, options: '--platform ${{ matrix.p }}' }",
    `      long: { image: redis:8, options: '--platform linux/arm64 ${"-e A=1 ".repeat(1000)}' }`,
  ]);
  expect(found.pulls.map(({ platform }) => platform)).toEqual(["linux/arm64", "linux/amd64", null, null, null]);
});

test("steps that run an image, and what looks like one", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    runs-on: ubuntu:22.04",
    "    snapshot: { image-name: x }",
    "    steps:",
    "      - uses: docker://ghcr.io/o/a:1 # ratchet:exclude",
    "      - uses: Docker://alpine:3",
    "      - uses: actions/checkout@v4",
    "        with: { image: not/this:1 }",
    "      - run: docker run nor/this:1",
  ]);
  expect(rows(found)).toEqual(["6:24 ghcr.io/o/a:1 → ghcr.io/o/a:1", "7:24 alpine:3 → alpine:3"]);
  expect(found.references[0]?.kind).toBe("uses");
});

test("a workflow of the same commit that a job calls is there, or said not to be", () => {
  const lines = [
    "jobs:",
    "  a: { uses: ./.github/workflows/gone.yml }",
    "  b: { uses: ./.github/workflows/there.yml }",
    "  c: { uses: acme/shared/.github/workflows/a.yml@v1 }",
    "  d: { uses: './.github/workflows/gone.yml' }",
  ];
  expect(scan(lines, { ".github/workflows/there.yml": "on: workflow_call" }).problems).toEqual([
    expect.objectContaining({ line: 2, kind: "missing-include" }),
    expect.objectContaining({ line: 5, kind: "missing-include" }),
  ]);
  expect(scanWorkflow("action.yml", lines.join("\n"), around()).problems).toEqual([]);
});

const action = (text: string) => scanWorkflow("action.yml", text, around());

test("a literal matrix gives its values, each to be edited where it is written", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy:",
    "      matrix:",
    "        img: [ubuntu:22.04, 'debian:12']",
    "    container: ${{ matrix.img }}",
  ]);
  expect(rows(found)).toEqual(["5:15 ubuntu:22.04 → ubuntu:22.04", "5:30 debian:12 → debian:12"]);
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["ubuntu:22.04", "${{ matrix.img }}"]);
});

test("exclude and include, as GitHub combines them", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy:",
    "      matrix:",
    "        os: [a, b]",
    "        v: ['1', '2']",
    "        exclude: [{ os: b, v: '2' }]",
    "        include:",
    "          - { os: a, suffix: -slim }",
    "          - { os: c, v: '3' }",
    "          - { extra: x }",
    "    container: reg/${{ matrix.os }}:${{ matrix.v }}${{ matrix.suffix }}",
  ]);
  expect(found.pulls.map(({ image }) => image).toSorted(byText)).toEqual([
    "reg/a:1-slim",
    "reg/a:2-slim",
    "reg/b:1",
    "reg/c:3",
  ]);
});

test("a matrix of include alone, with objects", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy:",
    "      matrix:",
    "        include:",
    "          - { image: { name: 'a:1' } }",
    "          - { image: { name: 'b:2' } }",
    "    container: { image: \"${{ matrix.image['name'] }}\" }",
  ]);
  expect(rows(found)).toEqual(["6:31 a:1 → a:1", "7:31 b:2 → b:2"]);
});

test("a container that is a mapping in the matrix", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy: { matrix: { c: [{ image: 'a:1', options: x }, { image: 'b:2' }] } }",
    "    container: ${{ matrix.c }}",
  ]);
  expect(rows(found)).toEqual(["3:41 a:1 → a:1", "3:71 b:2 → b:2"]);
});

test("a combination without a container has none", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy: { matrix: { include: [{ os: a }, { os: b, container: 'c:1' }] } }",
    "    container: ${{ matrix.container }}",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["c:1"]);
});

test("a property that no combination has is null, and truth values are not texts", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy: { matrix: { gpu: [true, false], os: [{ name: a }] } }",
    "    container: \"${{ matrix.gpu && 'gpu:1' || 'cpu:1' }}\"",
    "    services:",
    "      a: { image: \"${{ matrix.os.name }}:${{ matrix.os.tag || '2' }}\" }",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["gpu:1", "cpu:1", "a:2"]);
});

test("a digest is where the version is changed, else the tag, else the end of the path", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const found = scan([
    "jobs:",
    "  t:",
    `    strategy: { matrix: { r: [docker.io/], n: [a/b], v: ['1'], d: ['${digest}'] } }`,
    "    services:",
    "      a: { image: '${{ matrix.n }}:${{ matrix.v }}@${{ matrix.d }}' }",
    "      b: { image: '${{ matrix.n }}:${{ matrix.v }}' }",
    "      c: { image: '${{ matrix.r }}${{ matrix.n }}' }",
    "      d: { image: '${{ matrix.r }}x/y' }",
  ]);
  expect(found.pulls.map(({ references }) => references[0]?.text)).toEqual([digest, "1", "a/b", "${{ matrix.r }}x/y"]);
});

test("numbers lose their zeros without quotes, as on GitHub", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    strategy: { matrix: { v: [3.10, '3.10', 20] } }",
    "    container: python:${{ matrix.v }}",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["python:3.1", "python:3.10", "python:20"]);
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["3.10", "python:${{ matrix.v }}"]);
});

test("inputs take their defaults, and || gives one to what only a run knows", () => {
  const found = scan([
    "on: { workflow_call: { inputs: { img: { default: 'alpine:3' }, tag: { type: string } } } }",
    "jobs:",
    "  t:",
    "    services:",
    "      a: { image: '${{ inputs.img }}' }",
    "      b: { image: \"${{ vars.IMG || 'busybox:1' }}\" }",
    "      c: { image: \"${{ format('{0}:{1}', 'redis', 7) }}\" }",
    '      d: { image: "${{ github.event.inputs.img }}" }',
    "      e: { image: 'x:${{ inputs.tag }}' }",
    "      f: { image: 'ghcr.io/${{ github.repository }}:1' }",
    "      g: { image: \"${{ github.ref == 'x' && '' || 'b:1' }}\" }",
  ]);
  expect(found.pulls.map(({ image, confidence }) => [image, confidence])).toEqual([
    ["alpine:3", "default"],
    ["busybox:1", "default"],
    ["redis:7", "exact"],
    ["alpine:3", "default"],
    [null, "unresolved"],
    [null, "unresolved"],
    ["b:1", "default"],
  ]);
  expect(found.pulls[0]?.references[0]?.line).toBe(1);
  expect(found.pulls[5]?.unresolved).toMatchObject({
    reason: "expression",
    detail: expect.stringContaining("github.repository"),
  });
});

function imagesOf(text: string): readonly string[] {
  return scan(["jobs:", "  t:", `    container: "\${{ ${text} }}"`]).pulls.map(
    ({ image, confidence, conditions = [] }) => [image, confidence, ...conditions].join(" | "),
  );
}

test("what a condition decides that only a run knows is pulled under it, and the other one otherwise", () => {
  const isTag = "github.ref_type == 'tag'";
  expect(imagesOf(`${isTag} && 'a:1' || 'b:1'`)).toEqual([
    `a:1 | candidate | ${isTag}`,
    `b:1 | candidate | not (${isTag})`,
  ]);
  expect(imagesOf(`(startsWith(github.ref, 'x') && 'a:1') || vars.IMG && 'b:1' || 'c:1'`)).toEqual([
    "a:1 | candidate | startsWith(github.ref, 'x')",
    "b:1 | candidate | not (startsWith(github.ref, 'x')) | vars.IMG",
    "c:1 | candidate | not (startsWith(github.ref, 'x')) | not (vars.IMG)",
  ]);
  // Nothing else is no container.
  expect(imagesOf(`!(${isTag})  && vars.X && 'a:1'`)).toEqual([`a:1 | candidate | !(${isTag}) && vars.X`]);
  // One condition is decided once; both ways to one image are none.
  expect(imagesOf(`${isTag} && 'a' || 'b' }}:\${{ ${isTag} && '1' || '2'`)).toEqual([
    `a:1 | candidate | ${isTag}`,
    `b:2 | candidate | not (${isTag})`,
  ]);
  expect(imagesOf(`${isTag} && 'a:1' || 'a:1'`)).toEqual(["a:1 | exact"]);
  expect(imagesOf(Array.from({ length: 6 }, (_, n) => `vars.A${n} && 'a:${n}'`).join(" || "))).toHaveLength(6);
  expect(imagesOf(Array.from({ length: 16 }, (_, n) => `vars.A${n} && 'a:${n}'`).join(" || "))).toEqual([
    " | unresolved",
  ]);
});

test("a matrix that an expression makes up is not known, never empty", () => {
  const found = scan([
    "jobs:",
    "  a:",
    "    strategy: { matrix: '${{ fromJSON(needs.x.outputs.m) }}' }",
    "    container: ${{ matrix.img }}",
    "  b:",
    "    strategy: { matrix: { img: '${{ fromJSON(inputs.list) }}' } }",
    "    container: ${{ matrix.img }}",
    "  c:",
    "    strategy: { matrix: { v: [1], include: '${{ fromJSON(inputs.list) }}' } }",
    "    container: ${{ matrix.img }}",
  ]);
  expect(found.pulls.map(({ unresolved }) => unresolved?.reason)).toEqual(["expression", "expression", "expression"]);
});

test("contexts and scanners that the build actions are handed", () => {
  const found = scan([
    "jobs:",
    "  t:",
    "    steps:",
    "      - uses: docker/build-push-action@v6",
    "        with:",
    "          sbom: true",
    "          attests: |",
    "            type=provenance,mode=max",
    "            type=sbom,generator=acme/scan:1",
    "          build-contexts: |",
    "            base=docker-image://alpine:3.20",
    "            src=./src",
    "      - uses: other/action@v1",
    "        with: { sbom: true }",
  ]);
  expect(rows(found)).toEqual([
    "11:33 alpine:3.20 → alpine:3.20",
    "6:17 true → docker/buildkit-syft-scanner:stable-1",
    "9:33 acme/scan:1 → acme/scan:1",
  ]);
});

test("actions: the image of a Docker action, and the steps of a composite one", () => {
  expect(rows(action("runs: { using: docker, image: 'docker://alpine:3' }"))).toEqual(["1:41 alpine:3 → alpine:3"]);
  expect(rows(action("runs: { using: docker, image: Dockerfile }"))).toEqual([]);
  expect(rows(action("runs: { using: node20, main: 'docker://x:1' }"))).toEqual([]);
  expect(rows(action("runs: { using: composite, steps: [{ uses: 'docker://a:1' }] }"))).toEqual(["1:53 a:1 → a:1"]);
});
