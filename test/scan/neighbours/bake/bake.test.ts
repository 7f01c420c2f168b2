import { expect, test } from "vitest";
import { plainValue } from "../../../../src/scan/kit/build-definition.ts";
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

/** The builds of a file, with what their arguments are; undefined where only a run can know it. */
const argumentsOf = (text: string, surroundings = around({ Dockerfile: "FROM scratch\n" })) =>
  Object.fromEntries(
    (scanBake("docker-bake.hcl", text, surroundings).builds ?? []).map(({ name, args }) => [
      name.replace("target ", ""),
      Object.fromEntries([...args].map(([key, value]) => [key, plainValue(value)])),
    ]),
  );

const WORDS = `words = "${"x".repeat(300)}"\n`;

// Bake works out all but those of a run's own; here they are left open rather than taken for something else.
test.each([
  "1e30",
  '"${1e30}"',
  "0.1 + 0.2",
  "1 / 3",
  'parseint("99999999999999999999", 10)',
  'format("%q", "a")',
  'format("%x", 255)',
  'format("100%")',
  'regex("(?P<n>a)", "a").n',
  'regex_replace("aaa", "a*a*a*a*", "b")',
  'regex_replace("aAa", "(?i)a", "b")',
  'regex_replace("abc", "b", "$x")',
  String.raw`regex_replace("a1", "\\pL", "-")`,
  'regex_replace("ab", "[[:alpha:]]", "-")',
  'regex_replace("abab", "(ab)+", "-")',
  'regex_replace("abc", "(b)(z)?", "[$2]")',
  'regex_replace(words, "x", "y")',
  "length(setproduct(range(40), range(40)))",
  "length(distinct(range(300)))",
  "length([for a in range(70) : [for b in range(70) : b]])",
  "keys({for a in range(70) : a => range(70)})[0]",
  "timestamp()",
  '"${timestamp()}-x"',
  '"%{ if timestamp() == "" }a%{ endif }"',
  '"%{ for x in [timestamp()][0] }a%{ endfor }"',
  "[timestamp()][0]",
  '[timestamp()] == ["a"] ? "b" : "c"',
  '{ a = timestamp() } == {} ? "b" : "c"',
  '{ (timestamp()) = "a" }.a',
  '{ a = "b" }[timestamp()]',
  "timestamp().a",
  "timestamp()[*][0]",
  "target[timestamp()].args",
  "target.a[timestamp()]",
  "target.a[0]",
  "upper(timestamp())",
  "upper(timestamp()...)",
  "-timestamp()",
  'timestamp() ? "a" : "b"',
  "timestamp() || false ? 1 : 2",
  "[for x in timestamp() : x][0]",
  "[for x in [1] : x if timestamp()][0]",
  "{for x in [1] : timestamp() => x}.a",
  'try(timestamp(), "a")',
  'can(timestamp()) ? "a" : "b"',
  "coalesce(timestamp())",
  "equal(1)",
  "1 % 0",
  "upper(1e30)",
  "add(1e15, 1e16)",
  "BAKE_LOCAL_PLATFORM",
  "open",
  "ring",
])("%s is left open", (expression) => {
  const lines = [WORDS, 'variable "open" {}', "ring = target.a.args.RING", 'target "a" {', "  args = {"];
  const text = [...lines, "    RING = ring", `    A = ${expression}`, "  }", "}"].join("\n");
  expect(argumentsOf(text)).toEqual({ a: { A: undefined, RING: undefined } });
});

test("a run could give a variable another value, and what is decided by it", () => {
  const { builds = [] } = scanBake(
    "docker-bake.hcl",
    [
      'variable "V" { default = ["1", "2"] }',
      'variable "M" { default = { a = "3" } }',
      'variable "N" { default = null }',
      'W = "4"',
      'target "a" {',
      "  args = {",
      '    A = V[0], B = join("-", V), C = V == ["1"] ? "x" : "y", D = M.a, E = lookup(M, "a", ""), F = W',
      '    G = "%{ if M == {} }x%{ endif }", H = coalesce(N, "z"), I = !can(M.b)',
      "  }",
      "}",
    ].join("\n"),
    around({ Dockerfile: "FROM scratch\n" }),
  );
  const isDefault = Array.from(builds[0]?.args ?? [], ([name, value]) => [
    name,
    value.unresolved === undefined ? value.isDefault : undefined,
  ]);
  expect(isDefault.filter(([, one]) => one !== true)).toEqual([
    ["F", false],
    ["I", false],
  ]);
});

const build = (attributes: string, files: Readonly<Record<string, string>>, file = "docker-bake.hcl") => {
  const { builds = [], problems, pulls } = scanBake(file, `target "a" {\n${attributes}\n}`, around(files));
  return { dockerfiles: builds.map(({ dockerfile }) => dockerfile), problems, images: pulls.map(({ image }) => image) };
};

const BASE = 'contexts = { base = "docker-image://alpine:3" }';

test("where the Dockerfile of a target is: from the folder of its file, or from that of the repository", () => {
  const files = {
    Dockerfile: "FROM a",
    "d/x/Dockerfile": "FROM b",
    "r/Dockerfile": "FROM c",
    "b.Dockerfile": "FROM d",
  };
  expect(build('context = ""\ndockerfile = ""', files).dockerfiles).toEqual(["Dockerfile"]);
  expect(build('context = "cwd://"', files).dockerfiles).toEqual(["Dockerfile"]);
  expect(build('context = "x"', files, "d/docker-bake.hcl").dockerfiles).toEqual(["d/x/Dockerfile"]);
  expect(build('context = "r"', files, "d/docker-bake.hcl").dockerfiles).toEqual(["r/Dockerfile"]);
  expect(build('context = "r"\ndockerfile = "cwd://b.Dockerfile"', files).dockerfiles).toEqual(["b.Dockerfile"]);
});

test("what a build pulls is not known where its Dockerfile is not: its contexts are told apart from it", () => {
  const said = (found: ReturnType<typeof build>) => found.problems.map(({ kind }) => kind);
  const gone = build(`context = "gone"\n${BASE}`, {});
  expect(said(gone)).toEqual(["unreadable"]);
  expect(gone.images).toEqual(["alpine:3"]);
  expect(said(build('context = "https://github.com/a/b.git"', {}))).toEqual(["remote-include"]);
  expect(said(build('context = "../up"', {}))).toEqual(["remote-include"]);
  // Another file may say where it is, and nothing asks for this one.
  expect(said(build('args = { A = "1" }', {}))).toEqual([]);
  expect(said(build("context = timestamp()", {}))).toEqual([]);
  expect(build(BASE, { Dockerfile: "FROM base" }).images).toEqual([]);
});

test("contexts of a target whose Dockerfile is not to be read are pulls of its own", () => {
  const surroundings = around({ Dockerfile: "FROM base" });
  const options = { ...surroundings.options, kinds: { ...surroundings.options.kinds, dockerfile: false } };
  const found = scanBake("docker-bake.hcl", `target "a" {\n${BASE}\n}`, { ...surroundings, options });
  expect(found.pulls.map(({ image }) => image)).toEqual(["alpine:3"]);
});

test("a target that is there to be inherited from is no build of its own", () => {
  const files = around({ Dockerfile: "FROM scratch\n", "x/Dockerfile": "FROM scratch\n" });
  const text = [
    'target "common" { args = { A = "1" } }',
    'target "app" {',
    '  inherits = ["common", "gone"]',
    '  context = "x"',
    "}",
    'target "release" {',
    '  inherits = ["app"]',
    '  args = { A = "2" }',
    "}",
    'target "open" { context = "x" }',
    'target "filled" {',
    '  inherits = ["open"]',
    '  args = { B = "3" }',
    "}",
    'target "there" { dockerfile = "Dockerfile" }',
    'target "moved" {',
    '  inherits = ["there"]',
    '  context = "x"',
    "}",
    'target "here" { context = "." }',
    'target "named" {',
    '  inherits = ["here"]',
    '  dockerfile = "x/Dockerfile"',
    "}",
  ];
  expect(Object.keys(argumentsOf(text.join("\n"), files))).toEqual(["app", "release", "filled", "moved", "named"]);
  const asked = [
    ...text,
    'group "default" { targets = ["common", "open", timestamp()] }',
    'group "odd" { targets = 1 }',
  ];
  expect(Object.keys(argumentsOf(asked.join("\n"), files))).toContain("common");
  expect(Object.keys(argumentsOf(asked.join("\n"), files))).toContain("open");
});

test("of a project that says what is built, a target that others inherit from is none that they build as well", () => {
  const files = around({ Dockerfile: "FROM scratch\n", "x/Dockerfile": "FROM scratch\n" });
  const targets = [
    'target "common" {',
    '  context = "."',
    '  dockerfile = "Dockerfile"',
    '  args = { A = "1" }',
    "}",
    'target "app" {',
    '  inherits = ["common"]',
    '  args = { A = "2" }',
    "}",
    'target "again" {',
    '  context = "."',
    '  dockerfile = "x/Dockerfile"',
    "}",
    'target "same" {',
    '  inherits = ["again"]',
    '  dockerfile = "x/${lower("DOCKERFILE") == "" ? "" : "Dockerfile"}"',
    "}",
    'target "other" { dockerfile = "x/Dockerfile" }',
    'target "here" {',
    '  inherits = ["other"]',
    '  dockerfile = "Dockerfile"',
    "}",
    'target "inline" { dockerfile-inline = "FROM scratch" }',
    'target "written" {',
    '  inherits = ["inline"]',
    '  dockerfile-inline = "FROM scratch AS a"',
    "}",
  ].join("\n");
  const found = (group: string) => Object.keys(argumentsOf(`${targets}\n${group}`, files));
  expect(found('group "default" { targets = ["app"] }')).toEqual(["app", "same", "other", "here"]);
  // A run can name any target where nothing says which are built.
  expect(found("")).toEqual(["common", "app", "again", "same", "other", "here"]);
});

test("a target that is private by its name is a build where others ask for it", () => {
  const files = around({ Dockerfile: "FROM scratch\n" });
  const text = [
    'target "_draft" { dockerfile = "Dockerfile" }',
    'target "_base" { dockerfile = "Dockerfile" }',
    'target "app" {',
    '  dockerfile = "Dockerfile"',
    '  contexts = { base = "target:_base" }',
    "}",
  ].join("\n");
  expect(Object.keys(argumentsOf(text, files))).toEqual(["_base", "app"]);
  const asked = `${text}\ngroup "drafts" { targets = ["_draft"] }`;
  expect(Object.keys(argumentsOf(asked, files))).toEqual(["_draft", "_base", "app"]);
});

test("files that bake reads together are one project, in its order", () => {
  const files = {
    "docker-bake.hcl":
      'variable "T" { default = "1" }\ntarget "a" {\n  args = { T = T }\n  dockerfile-inline = "FROM a:1"\n}',
    "docker-bake.override.hcl": [
      'variable "T" { default = "2" }',
      'target "a" {',
      '  dockerfile-inline = "ARG T\\nFROM b:$T"',
      '  attest = ["type=sbom,generator=acme/scan:${T}"]',
      "}",
      'target "gone" { context = "gone" }',
    ].join("\n"),
    "docker-bake.override.json": "{",
  };
  const first = scanBake("docker-bake.hcl", files["docker-bake.hcl"], around(files));
  expect(first.pulls.map(({ image }) => image)).toEqual(["acme/scan:2", "b:2"]);
  const places = first.pulls.flatMap(({ references }) =>
    references.map(({ file, line, text }) => `${file}:${line} ${text}`),
  );
  expect(new Set(places)).toEqual(
    new Set([
      "docker-bake.override.hcl:1 2",
      "docker-bake.override.hcl:4 acme/scan:${T}",
      "docker-bake.override.hcl:3 ARG T\\nFROM b:$T",
    ]),
  );
  expect(first.problems.map(({ file, kind }) => [file, kind])).toEqual([
    ["docker-bake.override.json", "syntax"],
    ["docker-bake.override.hcl", "unreadable"],
  ]);
  const second = scanBake("docker-bake.override.hcl", files["docker-bake.override.hcl"], around(files));
  expect([second.pulls, second.problems, second.builds]).toEqual([[], [], []]);
  // One that bake is told to read is read alone.
  const other = scanBake("docker-bake.ci.hcl", 'target "a" { args = { T = T } }', around({ ...files, Dockerfile: "" }));
  expect(other.builds).toHaveLength(1);
});

test("a file of a project that cannot be read says nothing", () => {
  const tree = { files: ["docker-bake.hcl", "docker-bake.override.hcl"], read: () => undefined };
  const text = 'target "a" { contexts = { b = "docker-image://b:1" } }';
  expect(scanBake("docker-bake.hcl", text, { ...around(), tree }).pulls).toHaveLength(1);
});

test("scanners of attestations that are taken away, or that only a run knows", () => {
  const found = scan([
    'S = { type = "sbom", generator = "acme/scan:3" }',
    'target "a" {',
    '  attest = [{ type = "sbom", disabled = true }, "type=sbom,generator=acme/scan:${timestamp()}", timestamp(), 1]',
    "}",
    'target "b" { attest = [S, join(",", ["type=sbom", "generator=acme/scan:4"]), "type=sbom,generator=acme/scan:5,x=y"] }',
    'target "c" { attest = "type=sbom" }',
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual([null, "acme/scan:3", "acme/scan:4", "acme/scan:5"]);
});

const combined = (matrix: string) => [`target "a" {`, `  matrix = ${matrix}`, "  args = { A = x }", "}"].join("\n");

test("a matrix with more combinations than are followed, or of no lists", () => {
  const wide = `x = [${Array.from({ length: 300 }, (_, at) => `"${at}"`).join(", ")}]`;
  const files = around({ Dockerfile: "FROM scratch\n" });
  const found = scanBake("docker-bake.hcl", combined(`{ ${wide} }`), files);
  expect([found.builds?.length, found.problems.length]).toEqual([256, 1]);
  const lists = Array.from({ length: 101 }, (_, at) => `x${at} = ["1"]`);
  const none = scanBake("docker-bake.hcl", combined(`{\n${lists.join("\n")}\n}`), files);
  expect([none.builds?.length, none.problems.length]).toEqual([0, 1]);
  expect(argumentsOf(combined('{ x = { b = "1", a = "2" } }'))).toEqual({ "a 1": { A: "2" }, "a 2": { A: "1" } });
  expect(argumentsOf(combined("{ x = timestamp() }"))).toEqual({ a: { A: undefined } });
  expect(argumentsOf(combined("timestamp()"))).toEqual({ a: { A: undefined } });
});

test("attributes that are no more than expressions", () => {
  const { builds = [], pulls } = scanBake(
    "docker-bake.hcl",
    [
      'NAMES = ["linux/amd64"]',
      'INLINE = "FROM debian:12"',
      'ARGS = { A = "1", B = null }',
      'target "a" {',
      "  platforms = NAMES",
      "  args = ARGS",
      "  inherits = NAMES[0]",
      "}",
      'target "b" {',
      "  platforms = timestamp()",
      "  args = timestamp()",
      "  inherits = [timestamp()]",
      "}",
      'target "c" {',
      "  platforms = [null, timestamp()]",
      "  args = { (timestamp()) = 1 }",
      "}",
      'target "d" {',
      "  platforms = null",
      "  args = { A = target.b.target, B = target.b.target, C = odd(1), D = target.a.args.A, E = target.a.args.A }",
      "}",
      'target "e" { dockerfile-inline = INLINE }',
      'target "f" { dockerfile-inline = timestamp() }',
      'target "g" { dockerfile-inline = "" }',
      'function "odd" {',
      "  params = x",
      "  result = x",
      "}",
      'function "empty" {}',
    ].join("\n"),
    around({ Dockerfile: "FROM scratch\n" }),
  );
  expect(builds.map(({ platforms }) => platforms)).toEqual([["linux/amd64"], [], [], [], []]);
  expect(builds.map(({ args }) => [...args.keys()].join(""))).toEqual(["A", "", "", "ABCDE", ""]);
  expect(pulls.map(({ image }) => image)).toEqual(["debian:12"]);
});

test("here-documents: indentation, escapes, and what is in them", () => {
  const inline = (lines: readonly string[]) =>
    rows(scan(['V = "9"', 'target "a" {', "  dockerfile-inline = <<-EOT", ...lines, "  EOT", "}"]));
  expect(inline(["    FROM a:1", "", "      # $${V} in a comment", "    COPY --from=b:$${V} / /"])).toEqual([
    "4:10 a:1 → a:1",
    "7:17 b:$${V} → unsupported-expression (unresolved)",
  ]);
  expect(inline(['${ upper("from") } a:${V}', "    COPY --from=b:1 / /"])).toHaveLength(2);
  expect(inline(["    FROM a:${timestamp()}"])).toEqual([
    "4:10 a:${timestamp()} → unsupported-expression (unresolved)",
  ]);
  const broken = ["${ [", "EOT", "1] }"].join("\n");
  expect(scan(["x = <<EOT", broken, 'target "a" { contexts = { b = "docker-image://b:1" } }']).pulls).toHaveLength(1);
  expect(scan(["x = <<EOT", 'target "a" { contexts = { b = "docker-image://b:1" } }']).pulls).toHaveLength(1);
});

test("a file of more words than are followed, or deeper than any, is read as far as that", () => {
  const target = 'target "a" { contexts = { b = "docker-image://b:1" } }\n';
  const long = scan([target, "x = [", "1,".repeat(400_000), "]", 'target "c" {}']);
  expect(long.problems.map(({ kind }) => kind)).toEqual(["unreadable"]);
  expect(long.pulls).toHaveLength(1);
  expect(scan([target, "b {\n".repeat(100)]).pulls).toHaveLength(1);
  const deep = `{"target":{"a":{"args":{"A":${"[".repeat(60)}1${"]".repeat(60)}},"contexts":{"b":"docker-image://b:1","c":"\${","d":x}}}}`;
  expect(scanBake("docker-bake.json", deep, around()).pulls).toHaveLength(1);
});

test("services of Compose files that targets build on: what only Compose can put together is left open", () => {
  const compose = [
    "services:",
    "  a:",
    "    build:",
    "      context: x",
    "      args: [A=1, 'B=${B}', ALONE, [deep]]",
    "      additional_contexts: { s: 'service:b', n: }",
    "  b: { build: { dockerfile_inline: FROM a } }",
    "  c: { image: c }",
    "  d: { build: { context: '${D}' } }",
  ].join("\n");
  const bake = ["a", "b", "c", "d"].map((name) => `target "${name}" {\n  args = { Z = "z" }\n}`).join("\n");
  const files = { "compose.yml": compose, "docker-bake.hcl": bake, "x/Dockerfile": "FROM a", Dockerfile: "FROM b" };
  const found = scanBake("docker-bake.hcl", bake, around(files));
  expect(found.builds?.map(({ name, dockerfile, at }) => `${name} ${dockerfile} ${at.file}:${at.line}`)).toEqual([
    "target a x/Dockerfile docker-bake.hcl:1",
    "target c Dockerfile docker-bake.hcl:7",
  ]);
  expect(argumentsOf(bake, around(files))["a"]).toEqual({ A: "1", B: undefined, Z: "z" });
  const unreadable = { files: ["compose.yml"], read: () => undefined };
  expect(scanBake("docker-bake.hcl", bake, { ...around(), tree: unreadable }).builds).toEqual([]);
});

test.each([
  ["cut off", 'target "a" {\n contexts = { b = "docker-image://x:1"\n', "2:12"],
  ["nested too deeply", `a = ${"[".repeat(60)}${"]".repeat(60)}\n`, "1:4"],
  ["a block without a body", 'target "a"\ntarget "b" {}\n', "1:1"],
  ["a brace too many", 'variable "X" {}\n}\n', "2:1"],
])("%s: buildx refuses the file, and what was not read is said", (_, text, place) => {
  const { problems } = scanBake("docker-bake.hcl", text, around());
  expect(problems.map(({ kind, line, column }) => `${kind} ${line}:${column}`)).toEqual([`unreadable ${place}`]);
});

test("here-documents that never end are not each looked for to the end of the file", () => {
  const found = scan(['target "a" { contexts = { b = "docker-image://b:1" } }', "x = <<EOT\n".repeat(100_000)]);
  expect(found.pulls).toHaveLength(1);
  expect(found.problems.map(({ kind }) => kind)).toEqual(["unreadable"]);
});
