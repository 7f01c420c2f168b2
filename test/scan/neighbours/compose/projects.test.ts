/**
 * Services as compose-go merges them. projects.jsonl holds generated projects, one a line: their files, and what
 * compose-go v2.16.2 (`docker compose config`) makes of each service. Made by a generator of overrides, includes,
 * extended services, anchors, tags and variables, of which 2,263 valid ones were compared.
 */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../../src/scan/index.ts";
import { type BuildDefinition, type BuildValue, plainValue } from "../../../../src/scan/kit/build-definition.ts";
import type { FileScan } from "../../../../src/scan/kit/file-scan.ts";
import { scanCompose } from "../../../../src/scan/neighbours/compose/index.ts";
import { isComposeName } from "../../../../src/scan/neighbours/glance.ts";
import type { Pull, ScanResult, SourceTree } from "../../../../src/model.ts";
import { treeOf } from "../../in-memory.ts";

interface Expected {
  readonly image?: string;
  readonly platform?: string;
  readonly build: boolean;
  readonly context?: string;
  readonly dockerfile?: string;
  readonly inline?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly platforms?: readonly string[];
}

interface Project {
  readonly files: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, Expected>>;
}

const projects = readFileSync(new URL("projects.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line): Project => JSON.parse(line));

/** Wherever a build looks for its Dockerfile, there is one. */
function scanProject(files: Readonly<Record<string, string>>): readonly FileScan[] {
  const tree: SourceTree = {
    ...treeOf(files),
    read: (path) => files[path] ?? (path.endsWith("Dockerfile") ? "FROM scratch" : undefined),
  };
  const scans: FileScan[] = [];
  const open = new Set(Object.keys(files).filter(isComposeName));
  for (const file of open) {
    const scan = scanCompose(file, files[file] ?? "", { tree, options: defaultScanOptions, builds: [] });
    scans.push(scan);
    for (const { path } of scan.leads ?? []) open.add(path);
  }
  return scans;
}

const sorted = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
const text = (value: BuildValue | undefined): string => (value === undefined ? "" : (plainValue(value) ?? "?"));

function shape({ dockerfile, target, args, contexts, platforms }: BuildDefinition): unknown {
  return {
    dockerfile,
    target: text(target),
    args: sorted([...args].map(([name, value]) => [name, text(value)])),
    contexts: sorted([...contexts].map(([name, one]) => [name, one === "no image" ? one : text(one.image)])),
    platforms,
  };
}

function imageOf(context: string): string {
  return context.startsWith("docker-image://") ? context.slice("docker-image://".length) : "no image";
}

function expectedShape({ context = "", dockerfile = "", ...service }: Expected): unknown {
  const { target = "", args = {}, contexts = {}, platform, platforms } = service;
  return {
    dockerfile: posix.join(context, dockerfile),
    target,
    args: sorted(Object.entries(args)),
    contexts: sorted(Object.entries(contexts).map(([name, value]) => [name, imageOf(value)])),
    platforms: platforms ?? (platform === undefined ? [] : [platform]),
  };
}

test.each(projects.map((project, at) => ({ at, ...project })))("project $at", ({ files, services }) => {
  const scans = scanProject(files);
  const builds = new Map(scans.flatMap((scan) => scan.builds ?? []).map((build) => [build.name, build]));
  const pulls = scans.flatMap((scan) => scan.pulls).filter(({ references }) => references[0]?.kind === "image");
  // What one service builds another may run (docker/compose: isServiceImageToBuild).
  const built = new Set(Object.values(services).flatMap(({ build, image }) => (build ? (image ?? []) : [])));
  const missing = Object.values(services).filter(
    ({ image }) =>
      image !== undefined &&
      !pulls.some(({ written, reachable }: Pull) => written === image && (built.has(image) || reachable !== false)),
  );
  expect(missing).toEqual([]);
  // What lies elsewhere, or in the file itself, is no Dockerfile of the repository.
  const read = Object.entries(services).filter(
    ([, { build, inline, context }]) => build && inline === undefined && context?.startsWith("..") !== true,
  );
  expect(sorted([...builds].map(([name, build]) => [name, shape(build)]))).toEqual(
    sorted(read.map(([name, service]) => [`service ${name}`, expectedShape(service)])),
  );
  const asked = new Set(Object.values(services).map(({ image }) => image));
  const reached = pulls.filter(({ reachable }) => reachable !== false).map(({ written }) => written);
  expect(reached.filter((image) => !asked.has(image) || built.has(image))).toEqual([]);
});

const scan = (files: Readonly<Record<string, string>>): Promise<ScanResult> =>
  scanRepository(treeOf(files), defaultScanOptions);
const rows = ({ pulls }: ScanResult): string[] =>
  pulls.map(({ image, unresolved, reachable, references }) =>
    [
      image ?? unresolved?.detail,
      reachable === false && "unreached",
      ...references.map(({ file, line }) => `${file}:${line}`),
    ]
      .filter((word) => typeof word === "string")
      .join(" "),
  );

test("arguments fill an ARG without a default", async () => {
  const found = await scan({
    "compose.yaml":
      'services:\n  db:\n    build:\n      context: .\n      dockerfile: docker/db.dockerfile\n      args:\n        IMAGE: "${DB_IMAGE:-acme/mariadb:24.4.0}"\n',
    "docker/db.dockerfile": "ARG IMAGE\nFROM ${IMAGE}\nRUN x\n",
  });
  expect(rows(found)).toEqual(["acme/mariadb:24.4.0 compose.yaml:7 docker/db.dockerfile:2"]);
  expect(found.pulls[0]?.confidence).toBe("default");
  expect(found.problems).toEqual([]);
});

test("contexts stand for names in FROM and COPY, and are pulled where they are used", async () => {
  const contexts =
    "        base: docker-image://alpine:3.20\n        acme/golang: docker-image://acme/golang:1.22\n        shared: ./shared\n        unused: docker-image://a:1\n";
  const found = await scan({
    "compose.yaml": `services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n${contexts}`,
    Dockerfile: "FROM base\nCOPY --from=acme/golang /go /go\nCOPY --from=shared /c /d\n",
  });
  expect(rows(found)).toEqual([
    "alpine:3.20 compose.yaml:6 Dockerfile:1",
    "acme/golang:1.22 compose.yaml:7 Dockerfile:2",
  ]);
});

test("contexts of a Dockerfile that is not read are pulls of their own", async () => {
  const build = "{ context: ., additional_contexts: [base=docker-image://alpine:3.20, 'x=${X}'] }";
  const found = await scan({ "compose.yaml": `services: { app: { build: ${build} } }` });
  expect(rows(found)).toEqual(["alpine:3.20 compose.yaml:1"]);
  expect(found.problems).toMatchObject([{ kind: "unreadable", file: "compose.yaml" }]);
});

test("contexts of which a variable says what they are", async () => {
  const build = "{ context: ., additional_contexts: { a: '${A}', b: '${B:-docker-image://b:1}', c: '${C:-./c}' } }";
  const found = await scan({
    "compose.yaml": `services: { app: { build: ${build} } }`,
    Dockerfile: "FROM a\nFROM b\nFROM c\n",
  });
  expect(rows(found).map((row) => row.split(" ")[0])).toEqual(["Nothing", "b:1"]);
});

test("a service that is built in several ways, and images that a file overrides", async () => {
  const found = await scan({
    "compose.yaml":
      "services:\n  a: { build: { context: ., args: { V: 1 } } }\n  b: { build: { context: ., args: [V=2], platforms: [linux/arm64] } }\n  c: { image: 'c:1' }\n  d: { image: 'd:1' }\n",
    "compose.override.yaml": "services:\n  c: { image: 'c:2' }\n  d: { platform: linux/arm64 }\n",
    Dockerfile: "ARG V\nFROM alpine:$V\n",
  });
  expect(rows(found)).toEqual([
    "c:2 compose.override.yaml:2",
    "alpine:1 compose.yaml:2 Dockerfile:2",
    "alpine:2 compose.yaml:3 Dockerfile:2",
    "c:1 unreached compose.yaml:4",
    "d:1 compose.yaml:5",
  ]);
  expect(found.pulls.map(({ platform }) => platform)).toEqual([null, null, "linux/arm64", null, "linux/arm64"]);
});

test("builds whose Dockerfile is not one of the repository", async () => {
  const found = await scan({
    "compose.yaml":
      "services:\n  a: { build: 'https://example.org/a.git' }\n  b: { build: github.com/acme/b }\n  c: { build: ../c }\n  d: { build: '${D}' }\n",
  });
  expect(found.problems.map(({ line, kind }) => `${line} ${kind}`)).toEqual([
    "2 remote-include",
    "3 remote-include",
    "4 remote-include",
    "5 unreadable",
  ]);
});

test("an inline Dockerfile is built as its service says, from whichever file", async () => {
  const found = await scan({
    "compose.yaml":
      'services:\n  a:\n    build:\n      additional_contexts: { base: "docker-image://acme/base:1" }\n      dockerfile_inline: |\n        ARG V\n        FROM base AS one\n        FROM b:$$V AS two\n',
    "compose.override.yaml": "services:\n  a: { build: { args: { V: 22.0 }, target: two } }\n",
  });
  expect(rows(found)).toEqual([
    "b:22 compose.override.yaml:2 compose.yaml:8",
    "acme/base:1 unreached compose.yaml:4 compose.yaml:7",
  ]);
  expect(found.problems).toEqual([]);
});

test("a target that the Dockerfile has not is said where it is asked for", async () => {
  const inline =
    "services:\n  a:\n    build:\n      target: two\n      dockerfile_inline: |\n        FROM a:1 AS one\n";
  expect((await scan({ "compose.yaml": inline })).problems).toMatchObject([{ line: 6, kind: "syntax" }]);
  const found = await scan({
    "compose.yaml": "services:\n  a:\n    build:\n      context: .\n      target: two\n",
    Dockerfile: "FROM a:1 AS one\n",
  });
  expect(found.problems).toMatchObject([{ file: "compose.yaml", line: 5, kind: "abort" }]);
});

test("services that extend one another without an end stand as they are written", async () => {
  const files = {
    "compose.yaml": "services: { a: { extends: b, image: 'a:1' }, b: { extends: a, image: 'b:1' } }",
    "x/compose.yaml": `services:\n  s0: { image: "s:0" }\n${Array.from({ length: 300 }, (_, at) => `  s${at + 1}: { extends: s${at} }\n`).join("")}`,
  };
  expect(rows(await scan(files)).length).toBe(3);
});

// Measured with yaml v4 and fmt.Sprint, as compose-go v2.16.2 has them.
test.each([
  ["3.10", "3.1"],
  ["22.0", "22"],
  ["010", "8"],
  ["0o17", "15"],
  ["0b11", "3"],
  ["0x1F", "31"],
  ["1_000", "1000"],
  ["1e3", "1000"],
  ["1e21", "1e+21"],
  ["0.00001", "1e-05"],
  ["-7", "-7"],
  ["True", "true"],
  ["2024-01-15", "2024-01-15 00:00:00 +0000 UTC"],
  ["2024-13-15", "2024-13-15"],
  ["3.12.1", "3.12.1"],
  ["'3.10'", "3.10"],
])("the argument %s is %s", (written, value) => {
  const [build] = scanProject({
    "compose.yaml": `services: { a: { build: { context: ., args: { V: ${written} } } } }`,
  }).flatMap((each) => each.builds ?? []);
  expect(text(build?.args.get("V"))).toBe(value);
});

test("ever so many services and arguments are bounded", async () => {
  const args = Array.from({ length: 3000 }, (_, at) => `A${at}: ${at}`).join(", ");
  const services = Array.from({ length: 3000 }, (_, at) => `  s${at}: { build: { context: ., args: *args } }`);
  const found = await scan({
    "compose.yaml": `x-args: &args { ${args} }\nservices:\n${services.join("\n")}\n`,
    Dockerfile: "ARG A1\nFROM a:$A1\n",
  });
  expect(found.pulls.map(({ image }) => image)).toEqual(["a:1"]);
  expect(found.problems.map(({ kind }) => kind)).toEqual(["limit"]);
});

// compose-go refuses the second file alone: service "db" has neither an image nor a build context specified.
test("a file that says no more than a part of services is read over the main one", async () => {
  const build = "{ context: ./app, dockerfile: app.Dockerfile, args: { V: '1', W: w } }";
  const files = {
    "docker-compose.yml": `services:\n  app: { build: ${build} }\n  db: { image: 'redis:7' }\n`,
    "docker-compose.prod.yml":
      "services:\n  app: { build: { target: prod, args: { V: '2' } } }\n  db: { ports: ['1:1'] }\n",
    "docker-compose.alone.yml": "services:\n  app: { image: 'app:1' }\n  other: { ports: ['1:1'] }\n",
    "app/app.Dockerfile": "ARG V\nARG W\nFROM alpine:$V-$W AS prod\nFROM debian:$V-$W\n",
  };
  const found = await scan(files);
  const asked = found.pulls.filter(({ reachable }) => reachable !== false).map(({ image }) => image);
  expect(new Set(asked)).toEqual(new Set(["alpine:2-w", "app:1", "debian:1-w", "redis:7"]));
  expect(found.problems).toEqual([]);
});

test("a file that a dev container or COMPOSE_FILE names behind another is not read alone", async () => {
  const part = "services: { app: { build: { context: ., dockerfile: dev/Dockerfile } } }";
  const main = "services: { app: { image: 'app:1' } }";
  const found = await scan({
    "compose.yaml": main,
    ".devcontainer/docker-compose.yml": part,
    ".devcontainer/devcontainer.json": '{ "dockerComposeFile": ["../compose.yaml", "docker-compose.yml"] }',
    "dev/Dockerfile": "FROM alpine:3\n",
    "x/.env": "COMPOSE_FILE=../compose.yaml:docker-compose.ci.yaml",
    "x/docker-compose.ci.yaml": part,
  });
  expect(rows(found)).toContain("alpine:3 dev/Dockerfile:1");
  expect(found.problems).toEqual([]);
});

test("a build that lies elsewhere is said by its address", async () => {
  const elsewhere = await scan({ "compose.yaml": "services: { a: { build: 'https://github.com/a/b.git#main:sub' } }" });
  expect(elsewhere.problems[0]?.message).toContain("https://github.com/a/b.git#main:sub lies elsewhere");
  const outside = await scan({ "compose.yaml": "services: { a: { build: ../up } }" });
  expect(outside.problems[0]?.message).toContain("../up/Dockerfile is outside of the repository");
});

test("an image that one service builds is not pulled for another, unless that asks for it", async () => {
  const found = await scan({
    "compose.yaml": [
      "services:",
      "  web: { image: 'acme/app:${TAG:-dev}', build: . }",
      "  worker: { image: 'acme/app:dev' }",
      "  other: { image: 'acme/app:dev', pull_policy: always }",
      "  db: { image: 'redis:7' }",
    ].join("\n"),
    "x/compose.yaml": "services: { app: { image: 'acme/app:dev' } }",
    Dockerfile: "FROM alpine:3\n",
  });
  expect(rows(found)).toEqual([
    "alpine:3 Dockerfile:1",
    "acme/app:dev unreached compose.yaml:2",
    "acme/app:dev unreached compose.yaml:3",
    "acme/app:dev compose.yaml:4",
    "redis:7 compose.yaml:5",
    "acme/app:dev x/compose.yaml:1",
  ]);
});

test("a build is based on what another service builds, which no registry is asked for", async () => {
  const found = await scan({
    "compose.yaml": [
      "services:",
      "  base: { image: acme/base, build: base }",
      "  cron: { build: { context: cron, args: { BASE: 'acme/base:latest' } } }",
    ].join("\n"),
    "base/Dockerfile": "FROM debian:12\n",
    "cron/Dockerfile": "ARG BASE\nFROM ${BASE}\nCOPY --from=redis:7 /a /b\n",
  });
  const asked = found.pulls.filter(({ reachable }) => reachable !== false).map(({ image }) => image);
  expect(new Set(asked)).toEqual(new Set(["debian:12", "redis:7"]));
});

test("one text is two platforms where two files give its variables", async () => {
  const found = await scan({
    "compose.yaml": [
      "include: [inc/compose.yml]",
      "services:",
      "  b: { build: { context: ., platforms: ['linux/${A:-arm64}'] }, extends: a }",
    ].join("\n"),
    "inc/compose.yml": "services:\n  a: { build: { context: .., platforms: ['linux/${A:-arm64}'] } }\n",
    "inc/.env": "A=amd64\n",
    Dockerfile: "FROM alpine:3.20\n",
  });
  expect(found.pulls.map(({ platform }) => platform)).toContain("linux/amd64");
  expect(found.pulls.map(({ platform }) => platform)).toContain("linux/arm64");
});
