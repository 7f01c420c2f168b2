import { expect, test } from "vitest";
import { scanGitlab } from "../../../src/scan/neighbours/gitlab.ts";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { around, rows, treeOf } from "../in-memory.ts";

const scan = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  scanGitlab("ci.gitlab-ci.yml", lines.join("\n"), around(files));

test("images and services at the top, of default and of jobs, hidden ones included", () => {
  const found = scan([
    "image: ruby:3.3",
    "services: [postgres:16]",
    "default:",
    "  image: { name: 'node:22', entrypoint: [''] }",
    ".template:",
    "  image: alpine:3.20",
    "test:",
    "  image: 'debian:12'",
    "  services:",
    "    - redis:7",
    "    - { name: mysql:8, alias: db }",
    "variables: { image: no/image:1 }",
    "cache: { image: nor:this }",
    "include: { image: nor:this }",
  ]);
  expect(rows(found)).toEqual([
    "1:8 ruby:3.3 → ruby:3.3",
    "2:12 postgres:16 → postgres:16",
    "4:19 node:22 → node:22",
    "6:10 alpine:3.20 → alpine:3.20",
    "8:11 debian:12 → debian:12",
    "10:7 redis:7 → redis:7",
    "11:15 mysql:8 → mysql:8",
  ]);
  expect(found.references[5]).toMatchObject({ kind: "service", context: { job: "test" } });
});

test("variables: of the file, of the job, of what it extends, of each other", () => {
  const found = scan([
    "variables: { IMG: 'reg/a:$V', V: '1' }",
    ".base: { variables: { V: '2' } }",
    "a: { image: $IMG }",
    "b: { extends: .base, image: '${IMG}' }",
    "c: { variables: { IMG: { value: 'c:3', description: x } }, image: $IMG }",
    "d: { image: '$CI_REGISTRY_IMAGE/x:1' }",
  ]);
  expect(found.pulls.map(({ image, confidence }) => [image, confidence])).toEqual([
    ["reg/a:1", "default"],
    ["reg/a:2", "default"],
    ["c:3", "default"],
    [null, "unresolved"],
  ]);
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["1", "$IMG", "reg/a:$V"]);
  expect(found.pulls[3]?.unresolved).toMatchObject({
    reason: "environment",
    detail: expect.stringContaining("CI_REGISTRY_IMAGE"),
  });
});

test("every value of a parallel matrix, over a variable of the same name", () => {
  const found = scan([
    "a:",
    "  variables: { V: '0' }",
    "  parallel: { matrix: [{ V: ['1', '2'] }, { V: '3' }] }",
    "  image: x:$V",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["x:1", "x:2", "x:3"]);
});

const images = (matrix: string) =>
  scan(["a:", "  image: x:$V-$V$W", `  parallel: { matrix: ${matrix} }`]).pulls.map(({ image }) => image);

test("a matrix: each entry by itself, each variable with one value at a time", () => {
  expect(images("[{ V: ['1', '2'] , W: [a] }]")).toEqual(["x:1-1a", "x:2-2a"]);
  expect(images("[{ V: '1', W: a }, { V: '2', W: [b, c] }]")).toEqual(["x:1-1a", "x:2-2b", "x:2-2c"]);
  expect(images(`[{ V: [${Array.from({ length: 300 }, (_, at) => `'${at}'`).join()}], W: [a, b] }]`)).toHaveLength(200);
});

test("an image that a job takes from elsewhere has the variables of the job", () => {
  const found = scan([
    "default: { image: 'default:$V' }",
    "variables: { V: top }",
    ".base: { image: 'base:$V', services: ['db:$V'], variables: { V: base } }",
    ".unused: { image: 'unused:$V' }",
    "a: { extends: .base, variables: { V: a } }",
    "b: { extends: .base, services: [] }",
    "c: { script: x }",
    "d: { variables: { V: d } }",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual([
    "default:top",
    "default:d",
    "base:a",
    "base:base",
    "db:a",
    "unused:top",
  ]);
  expect(found.references[0]?.context).toEqual({});
  expect(found.pulls[2]?.references.map(({ text }) => text)).toEqual(["a", "base:$V"]);
});

test("of several templates the last counts, with what it extends itself", () => {
  const found = scan([
    ".base: { variables: { V: base, W: base } }",
    ".b: { extends: .base, variables: { V: b, W: b } }",
    ".c: { extends: .base, variables: { V: c } }",
    "a: { extends: [.b, .c], image: 'x:$V-$W' }",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["x:c-base"]);
});

test("references to what other jobs say", () => {
  const found = scan([
    ".x: { image: 'x:$V', services: [s:1, s:2], variables: { V: '1' } }",
    "a: { image: !reference [.x, image], services: !reference [.x, services], variables: !reference [.x, variables] }",
    "b: { image: b:1, services: [!reference [.x, services], s:3] }",
    "c: { image: !reference [.nobody, image] }",
    "d: { image: !reference [d, image] }",
    "e: { image: !reference [[b], image] }",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["x:1", "s:1", "s:2", "b:1", "s:3"]);
});

test("variables of the other files of the configuration", () => {
  const files = {
    ".gitlab-ci.yml": "include: { local: .gitlab/*.yml }\nvariables: { IMG: main:1 }",
    ".gitlab/vars.yml": "variables: { IMG: other:1, TAG: '9' }",
  };
  const found = scan(["a: { image: $IMG }", "b: { image: 'b:$TAG' }"], files);
  expect(rows(found)).toEqual(["1:13 $IMG → main:1 (default)", "2:14 b:$TAG → b:9 (default)"]);
});

test("variables of other files that say nothing, or nothing that can be known", () => {
  const main = "variables: { A: $CI_COMMIT_TAG, B: { description: x }, C: [x], D: { value: d:1 } }";
  const known = around({ ".gitlab-ci.yml": main });
  const read = (surroundings: typeof known) =>
    scanGitlab(
      "a.gitlab-ci.yml",
      ["A", "B", "C", "D"].map((name) => `${name}: { image: $${name} }`).join("\n"),
      surroundings,
    ).pulls.map(({ image, unresolved }) => image ?? unresolved?.reason);
  expect(read(known)).toEqual(["environment", "environment", "environment", "d:1"]);
  // Files of one configuration share what they say.
  expect(read(known)).toEqual(["environment", "environment", "environment", "d:1"]);
  const unreadable = { files: [".gitlab-ci.yml"], read: () => undefined };
  expect(read({ ...known, tree: unreadable })).toEqual(Array.from({ length: 4 }, () => "environment"));
});

test("templates that extend each other, more variables than anybody writes, and values that are not texts", () => {
  const found = scan([
    "a: { extends: b, variables: { V: '1', W: , X: [] }, image: 'a:$V' }",
    "b: { extends: [a, [c], nobody], image: 'b:$V$W' }",
    `variables: { ${Array.from({ length: 300 }, (_, at) => `N${at}: $N${at + 1}`).join(", ")}, N300: c:1 }`,
    "c: { image: $N0 }",
    "d: { image: $N200 }",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["a:1", null, null, "c:1"]);
});

test("inputs of a component take their defaults", () => {
  const found = scan([
    "spec: { inputs: { img: { default: 'alpine:3' }, tag: {} } }",
    "---",
    "a: { image: '$[[ inputs.img ]]' }",
    "b: { image: 'b:$[[ inputs.tag ]]' }",
  ]);
  expect(rows(found)).toEqual([
    "1:36 alpine:3 → alpine:3 (default)",
    "4:14 b:$[[ inputs.tag ]] → expression (unresolved)",
  ]);
});

test("a reference to another job's image is that job's, not one more", () => {
  expect(rows(scan([".x: { image: a:1 }", "y: { image: !reference [.x, image] }"]))).toEqual(["1:14 a:1 → a:1"]);
});

test("the platform that Docker is asked for", () => {
  const found = scan(["a: { image: { name: x:1, docker: { platform: linux/aarch64 } } }", "b: { image: x:2 }"]);
  expect(found.pulls.map(({ platform }) => platform)).toEqual(["linux/arm64", null]);
});

test("variables that are made of themselves or double themselves end", () => {
  const doubling = Array.from({ length: 60 }, (_, index) => `V${index}: '$V${index + 1}$V${index + 1}'`);
  const found = scan([
    `variables: { A: $B, B: $A, ${doubling.join(", ")}, V60: x }`,
    "a: { image: $A }",
    "b: { image: $V0 }",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual([null, null]);
});

const SPEC = (input: string) =>
  `spec: { inputs: { image: ${input} } }\n---\nj: { image: "$[[ inputs.image ]]", script: [x] }\n`;
const included = async (main: string, files: Readonly<Record<string, string>>) => {
  const { pulls } = await scanRepository(treeOf({ ".gitlab-ci.yml": main, ...files }), defaultScanOptions);
  return pulls.map(({ image, confidence, references, unresolved }) => [
    image ?? unresolved?.reason,
    confidence,
    references[0]?.file,
  ]);
};

const local = (inputs: string) => `include: [{ local: ci/j.yml${inputs} }]\n`;

const middle = (to: string) =>
  `spec: { inputs: { img: {} } }\n---\ninclude: [{ local: ${to}, inputs: { image: "r/$[[ inputs.img ]]", other: [1] } }]\n`;

// After GitLab's documentation of `include:inputs`.
test("inputs that an include hands over take the place of defaults", async () => {
  expect(
    await included(local(", inputs: { image: 'node:22' }"), { "ci/j.yml": SPEC("{ default: 'node:20' }") }),
  ).toEqual([["node:22", "exact", ".gitlab-ci.yml"]]);
  expect(await included(local(""), { "ci/j.yml": SPEC("{ default: 'node:20' }") })).toEqual([
    ["node:20", "default", "ci/j.yml"],
  ]);
  expect(await included(local(""), { "ci/j.yml": SPEC("{}") })).toEqual([["expression", "unresolved", "ci/j.yml"]]);
  const twice =
    "include:\n  - { local: ci/j.yml, inputs: { image: 'a:1' } }\n  - { local: ci/j.yml, inputs: { image: 'b:2' } }\n";
  expect(await included(twice, { "ci/j.yml": SPEC("{}") })).toEqual([
    ["a:1", "exact", ".gitlab-ci.yml"],
    ["b:2", "exact", ".gitlab-ci.yml"],
  ]);
  const child = "c: { trigger: { include: [{ local: ci/j.yml, inputs: { image: 'a:1' } }] } }\n";
  expect(await included(child, { "ci/j.yml": SPEC("{}") })).toEqual([["a:1", "exact", ".gitlab-ci.yml"]]);
});

test("inputs are handed on over several files, and files that include themselves end", async () => {
  expect(
    await included("include: [{ local: ci/m.yml, inputs: { img: 'a:1' } }]\n", {
      "ci/m.yml": middle("ci/j.yml"),
      "ci/j.yml": SPEC("{}"),
    }),
  ).toEqual([["r/a:1", "exact", ".gitlab-ci.yml"]]);
  expect(await included("", { ".gitlab/m.yml": middle(".gitlab/m.yml"), ".gitlab/j.yml": SPEC("{}") })).toEqual([
    ["expression", "unresolved", ".gitlab/j.yml"],
  ]);
  const long = `include: [{ local: ci/j.yml, inputs: { image: "${"x".repeat(3000)}" } }]\n`;
  expect(await included(long, { "ci/j.yml": SPEC("{}") })).toEqual([["invalid-name", "unresolved", "ci/j.yml"]]);
});
