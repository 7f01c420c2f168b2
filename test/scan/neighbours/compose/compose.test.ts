import { expect, test } from "vitest";
import { scanCompose } from "../../../../src/scan/neighbours/compose/index.ts";
import { around, rows } from "../../in-memory.ts";

const scan = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  scanCompose("compose.yaml", lines.join("\n"), around({ ...files, "compose.yaml": lines.join("\n") }));

test("images of services, in quotes and without", () => {
  const found = scan(["services:", "  web:", '    image: "ghcr.io/acme/web:1.4"', "  db: { image: postgres:16 }"]);
  expect(rows(found)).toEqual(["3:13 ghcr.io/acme/web:1.4 → ghcr.io/acme/web:1.4", "4:16 postgres:16 → postgres:16"]);
  expect(found.pulls[1]).toMatchObject({
    canonical: "docker.io/library/postgres:16",
    engine: "docker",
    source: "compose",
    references: [{ kind: "image", context: { service: "db" } }],
  });
});

test("variables take their defaults, and what has none is not known", () => {
  const found = scan([
    "services:",
    "  a: { image: 'ghcr.io/acme/web:${TAG:-1.4}' }",
    "  b: { image: 'redis:${TAG}' }",
    "  c: { image: '${REG:-quay.io}/a:${V:-${W:-2}}' }",
    "  d: { image: 'a$$b:1' }",
    "  e: { image: 'x${D:+-debug}:1' }",
    "  f: { image: 'redis:${TAG:?need}' }",
  ]);
  expect(rows(found)).toEqual([
    "2:16 ghcr.io/acme/web:${TAG:-1.4} → ghcr.io/acme/web:1.4 (default)",
    "3:16 redis:${TAG} → environment (unresolved)",
    "4:16 ${REG:-quay.io}/a:${V:-${W:-2}} → quay.io/a:2 (default)",
    "5:16 a$$b:1 → invalid-name (unresolved)",
    "6:16 x${D:+-debug}:1 → x:1 (default)",
    "7:16 redis:${TAG:?need} → environment (unresolved)",
  ]);
  expect(found.references[1]?.unresolved?.detail).toContain("${TAG:-VALUE}");
});

test("a .env file beside the Compose file gives values", () => {
  const env = "# comment\nTAG=1.2 # pinned\nexport REG='quay.io'\nNAME=\"a b\"\n";
  const text = "services: {a: {image: '$REG/a:${TAG:-9}'}}";
  const files = { "x/.env": env, ".env": "TAG=other", "x/compose.yaml": text };
  const found = scanCompose("x/compose.yaml", text, around(files));
  expect(rows(found)).toEqual(["1:24 $REG/a:${TAG:-9} → quay.io/a:1.2 (default)"]);
});

// As compose-go's dotenv package has it.
test.each([
  ["a/b:${V}", "a/b:1.4"],
  ['"a/b:${V:-2}" # comment', "a/b:1.4"],
  ["a/b:${W:-3}", "a/b:3"],
  ["'a/b:$V'", undefined],
  ["a/b:$UNKNOWN", undefined],
  ["a/b:${V", undefined],
])("a value of a .env file takes those above it: %s", (value, image) => {
  const found = scan(["services: { a: { image: $I } }"], { ".env": `V=1.4\nI=${value}\nW=9\n` });
  expect(found.pulls.map((pull) => pull.image ?? undefined)).toEqual([image]);
});

test("an anchor is one reference and one pull, however often it is used", () => {
  const found = scan([
    "x-base: &base",
    "  image: redis:7",
    "services:",
    "  a:",
    "    <<: *base",
    "  b: *base",
    "  c: { <<: [*base], image: redis:8 }",
  ]);
  expect(rows(found)).toEqual(["2:10 redis:7 → redis:7", "7:28 redis:8 → redis:8"]);
  expect(found.references).toHaveLength(2);
});

test("an image beside a build is what the build is called, unless it is to be pulled", () => {
  const found = scan([
    "services:",
    "  a: { build: ., image: acme/a:dev }",
    "  b: { build: { context: . }, image: acme/b:dev, pull_policy: always }",
    "  c: { build: ., image: acme/c:dev, pull_policy: build }",
  ]);
  expect(found.pulls.map(({ image, reachable }) => [image, reachable])).toEqual([
    ["acme/a:dev", false],
    ["acme/b:dev", undefined],
    ["acme/c:dev", false],
  ]);
});

test("contexts of builds, as a map and as a list, without the scheme", () => {
  const found = scan([
    "services:",
    "  a: { build: { additional_contexts: { base: 'docker-image://alpine:3.20', other: 'service:web', src: ./src } } }",
    "  b: { build: { additional_contexts: ['app=docker-image://my/app:1'] } }",
  ]);
  expect(rows(found)).toEqual(["2:62 alpine:3.20 → alpine:3.20", "3:59 my/app:1 → my/app:1"]);
  expect(found.pulls[0]).toMatchObject({ engine: "buildkit", references: [{ kind: "context" }] });
});

test("the scanner of a software bill of materials", () => {
  const found = scan([
    "services:",
    "  a: { build: { sbom: true } }",
    "  b: { build: { sbom: 'generator=docker/scout-sbom-indexer:1' } }",
    "  c: { build: { sbom: false } }",
    "  d: { build: { sbom: '' } }",
  ]);
  expect(rows(found)).toEqual([
    "2:23 true → docker/buildkit-syft-scanner:stable-1",
    "3:34 docker/scout-sbom-indexer:1 → docker/scout-sbom-indexer:1",
  ]);
});

test("an inline Dockerfile has its places in the Compose file", () => {
  const found = scan([
    "services:",
    "  a:",
    "    build:",
    "      args: [V=3.19]",
    "      target: final",
    "      dockerfile_inline: |",
    "        ARG V=1",
    "        FROM alpine:$${V} AS base",
    "        FROM scratch AS final",
    "        COPY --from=busybox:1.36 /a /a",
    "        FROM debian:12",
  ]);
  expect(found.pulls.filter(({ reachable }) => reachable).map(({ image }) => image)).toEqual(["busybox:1.36"]);
  expect(found.references.map(({ line, column, text }) => `${line}:${column} ${text}`)).toEqual(
    expect.arrayContaining(["8:14 alpine:$${V}", "10:21 busybox:1.36", "11:14 debian:12"]),
  );
});

// After compose-go, whose environment has what .env says. A name alone that nothing gives a value has the default of the
// Dockerfile; a variable that nothing gives a value is nothing, unless a run has one.
test.each([
  ["[V]", "a:2"],
  ["{ V: }", "a:2"],
  ["['V=${W}']", "a:3"],
  ["{ V: '${W:-4}' }", "a:3"],
  ["{ V: '' }", null],
  ["[U]", "a:1"],
  ["{ U: }", "a:1"],
  ["['V=${U}']", null],
  ["{ V: '${W' }", null],
  ["[[V=5]]", "a:1"],
  ["['=6']", "a:1"],
])("arguments of a build: %s makes %s", (args, image) => {
  const build = `{ args: ${args}, dockerfile_inline: "ARG V=1\\nFROM a:$$V" }`;
  const found = scan([`services: { a: { build: ${build} } }`], { ".env": "V=2\nW=3" });
  expect(found.pulls.map((pull) => pull.image)).toEqual([image]);
});

test("a variable that Compose cannot read", () => {
  const [pull] = scan(["services: { a: { image: 'a:${X' } }"]).pulls;
  expect(pull).toMatchObject({ image: null, unresolved: { reason: "expression" } });
});

test("texts in which escapes moved a name: it is where all of the text is", () => {
  const found = scan([
    "services:",
    '  a: { build: { additional_contexts: { b: "docker-image:/\\x2fb:1" } } }',
    '  c: { build: { dockerfile_inline: "FROM c:1\\nRUN x" } }',
    "  d:",
    "    build:",
    "      dockerfile_inline: >",
    "        FROM d:1",
    "",
    "        RUN x",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["b:1", "c:1", "d:1"]);
  expect(found.references.map(({ line, text }) => [line, text])).toEqual([
    [2, "docker-image:/\\x2fb:1"],
    [3, "FROM c:1\\nRUN x"],
    [7, "FROM d:1\n\n        RUN x"],
  ]);
});

test("image volumes and hooks", () => {
  const found = scan([
    "services:",
    "  a:",
    "    image: a:1",
    "    volumes: [{ type: image, source: data:1, target: /d }, { type: bind, source: /x, target: /x }, 'y:/y']",
    "    pre_start: [{ image: migrate:2 }]",
  ]);
  expect(found.pulls.map(({ image }) => image)).toEqual(["a:1", "data:1", "migrate:2"]);
});

test("the platform of a service", () => {
  const found = scan(["services:", "  a: { image: a:1, platform: '${P:-linux/aarch64}' }", "  b: { image: b:1 }"]);
  expect(found.pulls.map(({ platform }) => platform)).toEqual(["linux/arm64", null]);
});

test("files of before version 2 have their services at the top", () => {
  expect(rows(scan(["web:", "  image: nginx:1"]))).toEqual(["2:10 nginx:1 → nginx:1"]);
  expect(rows(scan(["x-base: { image: 'no:1' }", "volumes: { a: {} }"]))).toEqual([]);
});

test("values that are taken away or left out are not images", () => {
  const found = scan(["services:", "  a: { image: !reset null }", "  b: { image: }", "  c: { image: '' }", "  d:"]);
  expect(found.pulls).toEqual([]);
});

test("block scalars that end with the file, and anchors that merge on and on", () => {
  expect(scan(["services:", "  a:", "    image: |"]).pulls).toEqual([]);
  const merged = Array.from(
    { length: 200 },
    (_, at) => `x-${at}: &m${at} { <<: ${at === 0 ? "{ image: 'm:1' }" : `*m${at - 1}`} }`,
  );
  expect(rows(scan([...merged, "services: { a: *m50 }"]))).toEqual(["1:26 m:1 → m:1"]);
  expect(scan([...merged.toReversed(), ...merged, "services: { a: *m199 }"]).pulls).toEqual([]);
});

test("broken YAML is a problem, and the rest is read", () => {
  const found = scan(["services:", "  a:", "    image: a:1", "  b", "  c:", "    image: c:1"]);
  expect(found.problems).toMatchObject([{ line: 4, column: 3, kind: "syntax" }]);
  expect(rows(found)).toContain("3:12 a:1 → a:1");
});

test("block scalars, and texts with escapes", () => {
  const found = scan(["services:", "  a:", "    image: >-", "      alpine:3", '  b: { image: "re\\x64is:7" }']);
  expect(rows(found)).toEqual(["4:7 alpine:3 → alpine:3", "5:16 re\\x64is:7 → redis:7"]);
});

test("a file that is missing is told by the end of its path", () => {
  const folder = "helper-scripts/docker-compose.override.yml.d/BUILD_FLAGS/data/Dockerfiles/dovecot";
  const { problems } = scan(["services:", "  a:", `    build: ./${folder}`, "include:", `  - ${folder}/more.yaml`]);
  expect(problems).toMatchObject([
    { message: expect.stringMatching(/^….*\/dovecot\/Dockerfile is not a file of this repository/) },
    { message: expect.stringMatching(/^….*\/dovecot\/more\.yaml is not in this repository/) },
  ]);
});
