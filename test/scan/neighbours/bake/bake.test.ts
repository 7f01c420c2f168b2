import { expect, test } from "vitest";
import { scanBake } from "../../../../src/scan/neighbours/bake/index.ts";
import { around, rows } from "../../in-memory.ts";

const scan = (lines: readonly string[]) => scanBake("docker-bake.hcl", lines.join("\n"), around());

test("contexts that are images, variables in them", () => {
  const found = scan([
    'variable "TAG" { default = "3.20" }',
    'variable "REG" {',
    '  default = "ghcr.io/acme" # comment',
    "}",
    'variable "OPEN" {}',
    'group "default" { targets = ["a"] }',
    'target "a" {',
    '  platforms = ["linux/arm64"]',
    "  contexts = {",
    '    base = "docker-image://${REG}/base:${TAG}"',
    '    "x" : "docker-image://x:1", y = "docker-image://y:${OPEN}"',
    '    src = "target:b"',
    '    fn = "docker-image://z:${lower(TAG)}"',
    '    cond = TAG == "1" ? "docker-image://no:1" : "no"',
    "  }",
    '  tags = ["docker-image://not/this:1"]',
    "}",
  ]);
  expect(rows(found)).toEqual([
    "1:29 3.20 → ghcr.io/acme/base:3.20 (default)",
    "11:27 x:1 → x:1",
    "11:53 y:${OPEN} → environment (unresolved)",
    "13:30 lower(TAG) → z:3.20 (default)",
  ]);
  expect(found.pulls[0]).toMatchObject({ engine: "buildkit", platform: "linux/arm64" });
  expect(found.pulls[0]?.references.map(({ text }) => text)).toEqual(["3.20", "${REG}/base:${TAG}", "ghcr.io/acme"]);
});

const TARGET = 'target "a" { contexts = { b = "docker-image://x:${V}" } }';

// As buildx's own evaluation has it, where nothing of the environment says otherwise.
test.each([
  ['variable "V" { default = "1" }', TARGET, "x:1"],
  ['variable "V" { default = 3 }', TARGET, "x:3"],
  ['variable "V" { default = 2.50 }', TARGET, "x:2.5"],
  ['variable "V" { default = true }', TARGET, "x:true"],
  ['variable "W" { default = "1" }\nvariable "V" { default = W }', TARGET, "x:1"],
  ['variable "V" { default = "${W}-a" }\nW = "1"', TARGET, "x:1-a"],
  ['variable "V" { default = "docker-image://y:1" }', 'target "a" { contexts = { b = V } }', "y:1"],
  ['variable "V" { default = "docker-image://y:1" }', 'target "a" { contexts = { b = "${V}" } }', "y:1"],
  ['R = "docker-image://r"\nV = "${R}:1"', 'target "a" { contexts = { b = V } }', "r:1"],
  ['R = "docker-image:"\nV = "${R}//r:1"', 'target "a" { contexts = { b = V } }', "r:1"],
  ['V = "docker-image://r:"', 'target "a" { contexts = { b = "${V}1" } }', "r:1"],
  ['V = "./src"', 'target "a" { contexts = { b = V } }', undefined],
  ["V = [1]", 'target "a" { contexts = { b = V, c = [V] } }', undefined],
])("%s, in %s: %s", (variables, target, image) => {
  const found = scan([variables, target]);
  expect(found.pulls.map((pull) => pull.image)).toEqual(image === undefined ? [] : [image]);
});

test("a context from variables has its places in them, scheme left out", () => {
  const [pull] = scan(['R = "docker-image://r"', 'V = "${R}:1"', 'target "a" { contexts = { b = V } }']).pulls;
  expect(pull?.references.map(({ line, text }) => `${line} ${text}`)).toEqual(["2 ${R}:1", "3 V", "1 r"]);
});

test.each([
  ['variable "V" {}', "environment"],
  ["V = lower(W)", "expression"],
  ["V = [1]", "expression"],
  ['V = "${W}"\nW = "${V}"', "expression"],
  [Array.from({ length: 400 }, (_, at) => `V${at} = V${at + 1}`).join("\n") + '\nV400 = "1"\nV = V0', "expression"],
])("%s: only bake can tell", (variables, reason) => {
  expect(scan([variables, TARGET]).pulls).toMatchObject([{ image: null, unresolved: { reason } }]);
});

test("blocks without a name, which bake refuses, are none", () => {
  expect(scan(['variable { default = "1" }', 'target { contexts = { b = "docker-image://b:1" } }']).pulls).toEqual([]);
});

const files = around({ "a.dockerfile": "FROM a:1\n", "sub/a.dockerfile": "FROM a:1\n" });
const dockerfiles = (attributes: string) =>
  scanBake("docker-bake.hcl", `target "a" { ${attributes} }`, files).builds?.map(({ dockerfile }) => dockerfile);

test("the Dockerfile of a target, in its context", () => {
  expect(dockerfiles('dockerfile = "a.dockerfile"')).toEqual(["a.dockerfile"]);
  expect(dockerfiles('dockerfile = "a.dockerfile"\ncontext = "./sub"')).toEqual(["sub/a.dockerfile"]);
  expect(dockerfiles('dockerfile = NAME\ncontext = "./sub"')).toEqual([]);
  expect(dockerfiles('dockerfile = "a.dockerfile"\ncontext = WHERE')).toEqual([]);
});

// As buildx's own evaluation has it: one target for each combination.
test.each([
  ['{ v = ["1", "2"] }', "a:${v}", ["a:1", "a:2"]],
  ['{ v = ["1", "2"] }', "a:${v}-${v}", ["a:1-1", "a:2-2"]],
  ['{ v = ["1", "2"], w = ["x", "y"] }', "a:${v}-${w}", ["a:1-x", "a:1-y", "a:2-x", "a:2-y"]],
  ['{ v = [{ n = "p", t = "1" }, { n = "q", t = "2" }] }', "${v.n}:${v.t}", ["p:1", "q:2"]],
  ["{ v = [1, 2.50] }", "a:${v}", ["a:1", "a:2.5"]],
  ['{ v = [{ n = { m = "1" } }] }', "a:${v.n.m}", ["a:1"]],
  ['{ v = [{ n = "1" }] }', "a:${v.other}", [null]],
  ['{ v = ["1"] }', "a:${v.n}", [null]],
  ["{ v = LIST }", "a:${v}", [null]],
])("a matrix %s makes of %s: %j", (matrix, image, expected) => {
  const found = scan([
    'target "a" {',
    `  matrix = ${matrix}`,
    `  contexts = { base = "docker-image://${image}" }`,
    "}",
  ]);
  expect(found.pulls.map((pull) => pull.image)).toEqual(expected);
  expect(found.pulls.filter(({ confidence }) => confidence === "default")).toEqual([]);
});

test("the platform of each combination", () => {
  const found = scan([
    'target "a" {',
    '  matrix = { arch = ["amd64", "arm64"] }',
    '  platforms = ["linux/${arch}"]',
    '  contexts = { base = "docker-image://a:1" }',
    "}",
    'target "b" {',
    '  platforms = ["linux/amd64", "linux/arm64"]',
    '  contexts = { base = "docker-image://b:1" }',
    "}",
  ]);
  expect(found.pulls.map(({ image, platform }) => [image, platform])).toEqual([
    ["a:1", "linux/amd64"],
    ["a:1", "linux/arm64"],
    ["b:1", null],
  ]);
});

test("an inline Dockerfile of a matrix is built with each of its values", () => {
  const found = scan([
    'target "a" {',
    '  matrix = { v = ["1", "2"], w = ["3"] }',
    "  args = { V = v, W = w }",
    "  platforms = [PLATFORM]",
    "  dockerfile-inline = <<EOT",
    "ARG V=0",
    "FROM a:$V AS one",
    "FROM b:${w}",
    "COPY --from=c:${v} / /",
    "EOT",
    "}",
    'PLATFORM = "linux/arm64"',
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["a:1", "b:3", "c:1", "a:2", "c:2"]);
  expect(found.references.map(({ line, text }) => `${line} ${text}`)).toEqual([
    "7 a:$V",
    "8 b:${w}",
    "9 c:${v}",
    "2 1",
    "2 2",
  ]);
  expect(found.pulls.flatMap(({ references }) => references).filter((one) => !found.references.includes(one))).toEqual(
    [],
  );
});

test("scanners of attestations, as text and as an object", () => {
  const found = scan([
    'target "a" {',
    '  attest = ["type=sbom", "type=provenance", { type = "sbom", generator = "acme/scan:1" }]',
    "}",
    'target "c" { attest = [{ type = "sbom" }, { type = "provenance" }, { type = KIND }, "type=sbom,generator=${V}"] }',
    'V = "acme/scan:2"',
    'target "b" { attest = ["type=sbom,disabled=true"] }',
  ]);
  expect(rows(found)).toEqual([
    "2:14 type=sbom → docker/buildkit-syft-scanner:stable-1",
    "2:75 acme/scan:1 → acme/scan:1",
    "4:34 sbom → docker/buildkit-syft-scanner:stable-1",
    "5:6 acme/scan:2 → acme/scan:2",
  ]);
});

test("an inline Dockerfile, with interpolations of bake and of its own", () => {
  const found = scan([
    'variable "BASE" { default = "debian:12" }',
    "NINE = 9",
    'P = "linux/arm64"',
    'target "a" {',
    '  args = { V = NINE, W = lower("A"), X = null }',
    "  platforms = [P]",
    "  dockerfile-inline = <<EOT",
    "ARG V",
    "FROM alpine:$${V} AS one",
    "FROM ${BASE}",
    "FROM x:${lower(BASE)}",
    "COPY --from=one / /",
    "EOT",
    "}",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["alpine:9", "debian:12", null]);
  expect(found.references.map(({ line, column, text }) => `${line}:${column} ${text}`)).toEqual(
    expect.arrayContaining(["9:6 alpine:$${V}", "10:6 ${BASE}"]),
  );
});

test("the JSON form", () => {
  const json =
    '{"variable":{"T":{"default":"5"}},"target":{"j":{"contexts":{"a":"docker-image://j:${T}"},"attest":["type=sbom"]}}}';
  const found = scanBake("docker-bake.json", json, around());
  expect(rows(found)).toEqual(["1:30 5 → j:5 (default)", "1:102 type=sbom → docker/buildkit-syft-scanner:stable-1"]);
});

test("the JSON form: values that are not texts, and texts that are nested too deeply", () => {
  const found = scanBake(
    "docker-bake.json",
    JSON.stringify({
      variable: { T: { default: 5 }, U: {} },
      target: {
        a: { contexts: { a: "docker-image://j:${T}", b: "docker-image://j:${U}" }, platforms: [["linux/arm64"]] },
        b: { contexts: { a: [[[[[[["docker-image://no:1"]]]]]]], b: { c: { d: { e: { f: { g: "x" } } } } } } },
        c: { contexts: null, "dockerfile-inline": "FROM debian:12" },
      },
    }),
    around(),
  );
  expect(found.pulls.map(({ image }) => image)).toEqual(["j:5", null, "debian:12"]);
});

test("strings with escapes, and interpolations with strings of their own", () => {
  const found = scan([
    'target "a" {',
    '  description = "a \\"quoted\\" } { word"',
    '  tags = ["${join("}", ["a", "{"])}", "%{ if x }y%{ endif }", "$${", "{"]',
    '  contexts = { b = "docker-image://b:1" }',
    "}",
    "target c {",
    "  args = { a b, c = 1 }",
    '  name = "${[for x in { a = 1 } : x]}"',
    '  description = "broken off \\',
    '  contexts = { d = "docker-image://d:1" }',
    "}",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["b:1", "d:1"]);
});

test("lists in lists that go on and on end", () => {
  const deep = "[".repeat(5000) + "]".repeat(5000);
  expect(scan([`x = ${deep}`, 'target "a" { contexts = { b = "docker-image://b:1" } }']).pulls).toHaveLength(1);
  expect(scan([`x = ${"{ a = ".repeat(5000)}`]).pulls).toEqual([]);
});

test("text that is not HCL is stepped over", () => {
  const found = scan([
    '}}} = = "x" [',
    "y = [ ) ]",
    'target "a" { contexts = { b = "docker-image://b:1" } }',
    'target "c" { contexts = {',
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["b:1"]);
});
