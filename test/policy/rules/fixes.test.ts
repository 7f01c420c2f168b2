/** The edits that rules offer, applied to the file that was scanned: what is scanned then is what was promised. */
import { describe, expect, test } from "vitest";
import { canonicalOf } from "../../../src/image/name.ts";
import type { Edit, Finding, Fix, Inspection, Pull } from "../../../src/model.ts";
import { judge } from "../../../src/policy/judge/index.ts";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { indexLines } from "../../../src/text/lines.ts";
import { treeOf } from "../../scan/in-memory.ts";
import { digest, inspection, now, policyOf } from "../make.ts";

type Files = Readonly<Record<string, string>>;

const policy = await policyOf("rules: { pin: { at-least: digest }, exists: error, resolvable: off }");
const TOOL = "quay.io/acme/tool:1.0";

const pullsOf = async (files: Files): Promise<readonly Pull[]> =>
  (await scanRepository(treeOf(files), defaultScanOptions)).pulls;

/** What the policy says of these files where the registry tells the same digest of every image. */
async function findingsOf(files: Files, told: string | null = digest): Promise<readonly Finding[]> {
  const scan = await scanRepository(treeOf(files), defaultScanOptions);
  const names = new Set(scan.pulls.flatMap(({ canonical }) => canonical ?? []));
  const inspections = [...names].map((name) => {
    const { digest: _, ...rest } = inspection(name);
    return told === null ? rest : { ...rest, digest: told };
  });
  return judge(policy, scan, inspections, { now, platform: null }).findings;
}

const fixesOf = async (files: Files, told: string | null = digest): Promise<readonly Fix[]> =>
  (await findingsOf(files, told)).flatMap(({ fixes = [] }) => fixes);

const lastFirst = ({ location: a }: Edit, { location: b }: Edit): number => b.line - a.line || b.column - a.column;

/** All edits of a fix; the last one first, so that the places of the others stay. */
function applied(files: Files, fix: Fix): Files {
  const after: Record<string, string> = { ...files };
  for (const { location, replacement } of fix.edits.toSorted(lastFirst)) {
    const text = after[location.file] ?? "";
    const lines = indexLines(text);
    const start = lines.offset(location.line, location.column) ?? 0;
    const end = lines.offset(location.endLine, location.endColumn) ?? 0;
    after[location.file] = text.slice(0, start) + replacement + text.slice(end);
  }
  return after;
}

/** `image` or its reason, sorted. */
const names = (pulls: readonly Pull[]): string[] =>
  pulls.map(({ canonical, image, unresolved }) => canonical ?? image ?? unresolved?.reason ?? "").sort();

const DOCKER = { "nextflow.config": "docker.enabled = true\n" };
const main = (directives: string): string => `process A {\n  ${directives}\n  script:\n  "true"\n}\nworkflow { A() }\n`;

/** What a policy says of these files where these answers were given. */
async function fixesBy(rules: string, files: Files, inspections: readonly Inspection[] = []): Promise<readonly Fix[]> {
  const scan = await scanRepository(treeOf(files), defaultScanOptions);
  return judge(await policyOf(rules), scan, inspections, { now, platform: null }).findings.flatMap(
    ({ fixes = [] }) => fixes,
  );
}

/** A configuration that gives a parameter a default. */
const param = (value: string): Files => ({ "nextflow.config": `docker.enabled = true\nparams.${value}\n` });

/** A profile for each of these engines. */
const choice = (engines: readonly string[]): string =>
  `profiles {\n${engines.map((engine) => `  ${engine} { ${engine}.enabled = true }\n`).join("")}}\n`;

describe("pin offers the digest that the registry told", () => {
  test.each<[string, Files, string, boolean]>([
    ["a directive of a process", { ...DOCKER, "main.nf": main(`container '${TOOL}'`) }, TOOL, true],
    ["a directive in double quotes", { ...DOCKER, "main.nf": main(`container "${TOOL}"`) }, TOOL, true],
    [
      "the half of a choice that Docker pulls",
      {
        "nextflow.config":
          "profiles {\n  docker { docker.enabled = true }\n  singularity { singularity.enabled = true }\n}\n",
        "main.nf": main(
          `container "\${ workflow.containerEngine == 'singularity' ? 'https://depot.example.org/tool:1.0' : '${TOOL}' }"`,
        ),
      },
      TOOL,
      true,
    ],
    [
      "a setting",
      {
        "nextflow.config": `docker.enabled = true\nprocess { withName: A { container = '${TOOL}' } }\n`,
        "main.nf": main(""),
      },
      TOOL,
      true,
    ],
    [
      "the default of a parameter, which somebody may give otherwise",
      {
        "nextflow.config": `docker.enabled = true\nparams.image = '${TOOL}'\n`,
        "main.nf": main("container params.image"),
      },
      TOOL,
      false,
    ],
    ["a base image", { Dockerfile: "FROM alpine:3.20\n" }, "alpine:3.20", true],
    ["a base image without a tag", { Dockerfile: "FROM alpine AS base\nFROM base\n" }, "alpine", true],
    [
      "the source of a copy",
      { Dockerfile: "FROM scratch\nCOPY --from=ghcr.io/acme/tool:1 /a /a\n" },
      "ghcr.io/acme/tool:1",
      true,
    ],
    [
      "the source of a mount",
      { Dockerfile: "FROM scratch\nRUN --mount=type=bind,from=ghcr.io/acme/tool:1,target=/a true\n" },
      "ghcr.io/acme/tool:1",
      true,
    ],
    ["the frontend", { Dockerfile: "# syntax=docker/dockerfile:1\nFROM scratch\n" }, "docker/dockerfile:1", true],
    ["a service", { "compose.yml": "services: { db: { image: 'redis:7' } }\n" }, "redis:7", true],
  ])("for %s", async (_, files, written, safe) => {
    const [fix, ...more] = await fixesOf(files);
    expect(more).toEqual([]);
    expect(fix).toMatchObject({ edits: [{ replacement: `${written}@${digest}` }], safe });
    const after = applied(files, fix!);
    const expected = names(await pullsOf(files)).map((name) =>
      name === canonicalOf(written) ? canonicalOf(`${written}@${digest}`)! : name,
    );
    expect(names(await pullsOf(after))).toEqual(expected.sort());
    expect(await fixesOf(after)).toEqual([]);
    expect((await findingsOf(after)).filter(({ message }) => message.startsWith(canonicalOf(written)!))).toEqual([]);
  });

  // containers/image: "references with both a tag and digest are currently not supported".
  test.each<[string, string, string]>([
    ["singularity", TOOL, "quay.io/acme/tool"],
    ["apptainer", `docker://${TOOL}`, "docker://quay.io/acme/tool"],
    ["singularity", "quay.io/acme/tool", "quay.io/acme/tool"],
  ])("to %s in place of the tag of %s", async (engine, written, name) => {
    const files = { "nextflow.config": `${engine}.enabled = true\n`, "main.nf": main(`container '${written}'`) };
    const [fix, ...more] = await fixesOf(files);
    expect(more).toEqual([]);
    expect(fix).toMatchObject({ edits: [{ replacement: `${name}@${digest}` }], safe: true });
    expect(names(await pullsOf(applied(files, fix!)))).toEqual([`quay.io/acme/tool@${digest}`]);
  });

  test("without the tag where Docker and Singularity pull by the same text", async () => {
    const files = { "nextflow.config": choice(["docker", "singularity"]), "main.nf": main(`container '${TOOL}'`) };
    const findings = await findingsOf(files);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.help).toBe(`Write quay.io/acme/tool@${digest} to keep what the name means today.`);
    expect(findings[0]?.fixes).toMatchObject([{ edits: [{ replacement: `quay.io/acme/tool@${digest}` }], safe: true }]);
  });

  test("once for every scenario and process that share the text", async () => {
    const files = {
      "nextflow.config": "profiles {\n  a { docker.enabled = true }\n  b { podman.enabled = true }\n}\n",
      "main.nf": `${main(`container '${TOOL}'`).replace("A()", "A()\n  A2()")}include { A as A2 } from './a.nf'\n`,
      "a.nf": `process A {\n  container '${TOOL}'\n  script:\n  "true"\n}\n`,
    };
    const fixes = await fixesOf(files);
    expect(fixes.map(({ edits: [{ location }] }) => location.file).sort()).toEqual(["a.nf", "main.nf"]);
    const after = fixes.reduce(applied, files as Files);
    expect(new Set(names(await pullsOf(after)))).toEqual(new Set([`${TOOL}@${digest}`]));
  });
});

test("pin offers the digest of the image that an engine makes of a name with a registry in front", async () => {
  const files = {
    "nextflow.config": "docker { enabled = true\n registry = 'quay.io' }\n",
    "main.nf": main("container 'acme/tool:1.0'"),
  };
  const [fix, ...more] = await fixesOf(files);
  expect(more).toEqual([]);
  expect(fix).toMatchObject({ edits: [{ replacement: `acme/tool:1.0@${digest}` }], safe: true });
  expect(names(await pullsOf(applied(files, fix!)))).toEqual([`${TOOL}@${digest}`]);
});

// Nextflow keeps blanks around a name, and the shell loses them.
test("a blank around a name stays where it is", async () => {
  const files = { ...DOCKER, "main.nf": main(`container '${TOOL} '`) };
  expect(await fixesOf(files)).toMatchObject([{ edits: [{ replacement: `${TOOL}@${digest} ` }], safe: true }]);
});

test("a module that was copied from elsewhere is left to somebody who looks at it", async () => {
  const module = `process A {\n  container '${TOOL}'\n  script:\n  "true"\n}\n`;
  const entry = { branch: "master", git_sha: "1".repeat(40) };
  const files = {
    ...DOCKER,
    "main.nf": "include { A } from './modules/nf-core/a/main'\nworkflow { A() }\n",
    "modules/nf-core/a/main.nf": module,
    "modules.json": JSON.stringify({
      name: "acme/demo",
      repos: { "https://github.com/nf-core/modules.git": { modules: { "nf-core": { a: entry } } } },
    }),
  };
  expect((await fixesOf(files)).map(({ safe, title }) => [safe, title])).toEqual([
    [false, expect.stringContaining("in the pipeline's own configuration")],
    [false, expect.stringContaining("in a module that was copied from elsewhere")],
  ]);
});

describe("pin offers the digest behind a value that the name ends with, to be looked at", () => {
  test.each<[string, Files, string, string]>([
    ["the tag in an ARG", { Dockerfile: "ARG TAG=3.20\nFROM alpine:$TAG\n" }, "3.20", "docker.io/library/alpine:3.20"],
    [
      "an ARG with the whole name",
      { Dockerfile: "ARG BASE=alpine:3.20\nFROM ${BASE}\n" },
      "alpine:3.20",
      "docker.io/library/alpine:3.20",
    ],
    [
      "the version of a parameter",
      { ...param("version = '1.0'"), "main.nf": main('container "quay.io/acme/tool:${params.version}"') },
      "1.0",
      TOOL,
    ],
    [
      "the version of a parameter, behind a registry that the engine puts in front",
      {
        "nextflow.config": "docker { enabled = true\n registry = 'quay.io' }\nparams.version = '1.0'\n",
        "main.nf": main('container "acme/tool:${params.version}"'),
      },
      "1.0",
      TOOL,
    ],
  ])("%s", async (_, files, value, image) => {
    const [fix, ...more] = await fixesOf(files);
    expect(more).toEqual([]);
    expect(fix).toMatchObject({ edits: [{ replacement: `${value}@${digest}` }], safe: false });
    const isShared = value !== "alpine:3.20";
    expect(fix?.title.endsWith("today. Whatever else takes this value gets it, too.")).toBe(isShared);
    expect(names(await pullsOf(applied(files, fix!)))).toEqual([`${image}@${digest}`]);
    expect(await fixesOf(applied(files, fix!))).toEqual([]);
  });
});

describe("tag offers the digest of what floats", () => {
  test.each<[string, string, boolean]>([
    ["no tag", "rules: { tag: error }", true],
    ["a tag that is denied: a digest would hide it", "rules: { tag: { deny: [latest] } }", false],
  ])("%s", async (_, rules, isOffered) => {
    const files = { Dockerfile: isOffered ? "FROM alpine\n" : "FROM alpine:latest\n" };
    const fixes = await fixesBy(rules, files, [inspection("docker.io/library/alpine:latest")]);
    expect(fixes.map(({ edits, safe }) => [edits[0].replacement, safe])).toEqual(
      isOffered ? [[`alpine@${digest}`, true]] : [],
    );
  });

  test("latest, and nothing without an answer", async () => {
    const files = { Dockerfile: "FROM alpine:latest\n" };
    const name = "docker.io/library/alpine:latest";
    expect(await fixesBy("rules: { tag: error }", files, [inspection(name)])).toMatchObject([{ safe: true }]);
    expect(await fixesBy("rules: { tag: error }", files)).toEqual([]);
  });
});

describe("pin offers nothing", () => {
  test.each<[string, Files, RegExp?]>([
    [
      "where an engine pulls by it of which nobody knows",
      {
        "nextflow.config":
          "charliecloud.enabled = true\nprofiles { docker {\n  docker.enabled = true\n  charliecloud.enabled = false\n} }\n",
        "main.nf": main(`container '${TOOL}'`),
      },
      /^Nobody has tried whether charliecloud takes a digest\.$/,
    ],
    [
      "where the name of an artifact has a scheme",
      { "nextflow.config": "singularity.enabled = true\n", "main.nf": main(`container 'oras://${TOOL}'`) },
      /^It is an artifact with a SIF in it/,
    ],
    [
      "where Wave puts an image of its own in its place",
      {
        "nextflow.config": "docker.enabled = true\nwave.enabled = true\nfusion.enabled = true\n",
        "main.nf": main(`container '${TOOL}'`),
      },
      /^Wave puts an image of its own in its place \(.+\), and would refuse or lose the digest/,
    ],
    [
      "for a name that is put together, where an engine wants no tag beside the digest",
      {
        "nextflow.config": `params.tag = '1.0'\n${choice(["docker", "singularity"])}`,
        "main.nf": main('container "quay.io/acme/tool:${params.tag}"'),
      },
      /^The name is not written in one piece: "quay\.io/,
    ],
    [
      "for a text that is also a part of another name",
      {
        "nextflow.config": `docker.enabled = true\nparams.image = '${TOOL}'\n`,
        "main.nf":
          `${main("container params.image")}process B {\n  container "\${params.image}-extra"\n  script:\n  "true"\n}\n`.replace(
            "A() }",
            "A()\n B() }",
          ),
      },
      /^The name is not written in one piece/,
    ],
    [
      "for a download",
      {
        "nextflow.config": "singularity.enabled = true\n",
        "main.nf": main("container 'https://depot.example.org/tool:1.0'"),
      },
      /^It is a file behind a URL, which has no digest/,
    ],
    [
      "for a download that carries its sha256",
      {
        "nextflow.config": "singularity.enabled = true\n",
        "main.nf": main(
          `container 'https://cr.example.org/docker/registry/v2/blobs/sha256/ab/${"ab".repeat(32)}/data'`,
        ),
      },
      /^It is a file behind a URL that carries its sha256 already/,
    ],
    ["for what is pinned already", { Dockerfile: `FROM alpine:3.20@${digest}\n` }],
  ])("%s", async (_, files, why) => {
    expect((await pullsOf(files)).length).toBeGreaterThan(0);
    const findings = await findingsOf(files);
    expect(findings.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
    const of = findings.filter(({ rule }) => rule === "pin");
    for (const { noFix } of of) expect(noFix).toMatch(why ?? /./);
    expect(of.length > 0).toBe(why !== undefined);
  });

  test.each<[string, string]>([
    ["is also of another name", "ARG V=3.20\nFROM alpine:$V\nFROM debian:$V\n"],
    ["is followed by something", "ARG V=3.20\nFROM alpine:$V-slim\n"],
    ["stands in it twice", "ARG V=3\nFROM acme/tool$V:$V\n"],
  ])("for a version that %s", async (_, text) => {
    expect(await fixesOf({ Dockerfile: text })).toEqual([]);
  });

  test("where the registry told no digest, or what is none", async () => {
    const argument = { Dockerfile: "ARG V=3.20\nFROM alpine:$V\n" };
    expect(await fixesOf(argument, null)).toEqual([]);
    expect(await fixesOf(argument, "sha256:abc\nRUN evil")).toEqual([]);
    const files = { Dockerfile: "FROM alpine:3.20\n" };
    expect(await findingsOf(files, null)).toHaveLength(1);
    expect(await fixesOf(files, null)).toEqual([]);
    expect(await fixesOf(files, "sha256:abc\nRUN evil")).toEqual([]);
  });
});

describe("tag-moved offers the digest that the tag means now", () => {
  const moved = `sha256:${"3c".repeat(32)}`;
  const said = async (files: Files, told: string): Promise<readonly Fix[]> => {
    const scan = await scanRepository(treeOf(files), defaultScanOptions);
    const inspections = [inspection(TOOL, { digest: told })];
    const rules = await policyOf("rules: { tag-moved: warning }");
    return judge(rules, scan, inspections, { now, platform: null }).findings.flatMap(({ fixes = [] }) => fixes);
  };

  test.each<[string, Files]>([
    ["a directive", { ...DOCKER, "main.nf": main(`container '${TOOL}@${digest}'`) }],
    ["a base image", { Dockerfile: `FROM ${TOOL}@${digest} AS a\n` }],
    ["an argument", { Dockerfile: `ARG BASE=${TOOL}@${digest}\nFROM $BASE\n` }],
  ])("for %s, to be looked at", async (_, files) => {
    const fixes = await said(files, moved);
    expect(fixes.map(({ safe }) => safe)).toEqual([false]);
    for (const fix of fixes) expect(names(await pullsOf(applied(files, fix)))).toEqual([`${TOOL}@${moved}`]);
  });

  test("none where the place has no digest, or where what is told is none", async () => {
    const composed = `ARG SUM=${digest.slice(7)}\nFROM ${TOOL}@sha256:$SUM\n`;
    expect(await said({ Dockerfile: composed }, moved)).toEqual([]);
    expect(await said({ Dockerfile: `FROM ${TOOL}@${digest}\n` }, "sha256:short")).toEqual([]);
  });
});

describe("registry offers the place that the policy names instead", () => {
  const rules = `rules:
  registry: { deny: [quay.io, docker.io, "https://depot.example.org"], use-instead: {
    quay.io: ghcr.io/mirror, docker.io: ghcr.io/hub, "https://depot.example.org": "https://mirror.example.org" } }
  resolvable: off
`;
  test.each<[string, Files, readonly string[]]>([
    ["a directive", { ...DOCKER, "main.nf": main(`container '${TOOL}'`) }, ["ghcr.io/mirror/acme/tool:1.0"]],
    ["a base image without a tag", { Dockerfile: "FROM alpine\n" }, ["ghcr.io/hub/library/alpine:latest"]],
    ["a name with a digest", { Dockerfile: `FROM ${TOOL}@${digest}\n` }, [`ghcr.io/mirror/acme/tool:1.0@${digest}`]],
    [
      "a name behind docker://",
      { "nextflow.config": "singularity.enabled = true\n", "main.nf": main(`container 'docker://${TOOL}'`) },
      ["ghcr.io/mirror/acme/tool:1.0"],
    ],
    [
      "a download",
      {
        "nextflow.config": "singularity.enabled = true\n",
        "main.nf": main("container 'https://depot.example.org/tool:1.0'"),
      },
      ["https://mirror.example.org/tool:1.0"],
    ],
    [
      "the beginning of a name that is put together",
      { Dockerfile: "ARG V=1.0\nFROM quay.io/acme/tool:${V}-slim\n" },
      ["ghcr.io/mirror/acme/tool:1.0-slim"],
    ],
    [
      "a parameter that names the registry of several images",
      {
        ...param("registry = 'quay.io'"),
        "main.nf": `${main('container "${params.registry}/acme/tool:1.0"')}process B {\n  container "\${params.registry}/acme/other:2"\n  script:\n  "true"\n}\n`,
      },
      ["ghcr.io/mirror/acme/other:2", "ghcr.io/mirror/acme/tool:1.0"],
    ],
    ["an argument", { Dockerfile: "ARG BASE=alpine:3.20\nFROM $BASE\n" }, ["ghcr.io/hub/library/alpine:3.20"]],
  ])("for %s", async (_, files, expected) => {
    const fixes = await fixesBy(rules, files);
    const [fix, ...others] = fixes;
    for (const other of others) expect(other.edits).toEqual(fix?.edits);
    expect(fix).toMatchObject({
      safe: false,
      title: expect.stringMatching(/^Take it from .*, as the policy says; nobody /),
    });
    expect(names(await pullsOf(applied(files, fix!)))).toEqual(expected);
  });

  const DOCKERFILE = { Dockerfile: `FROM ${TOOL}\n` };
  const MIRRORED = `${rules}  mirrored: { at: { quay.io: ghcr.io/mirror } }\n`;
  const COPY = "ghcr.io/mirror/acme/tool:1.0";
  test("safe where both places have the same image, else to be looked at", async () => {
    const same = await fixesBy(MIRRORED, DOCKERFILE, [inspection(TOOL), inspection(COPY)]);
    expect(same).toMatchObject([
      { safe: true, title: `Take it from ${COPY}, which has the same image.`, edits: [{ replacement: COPY }] },
    ]);
    const other = inspection(COPY, { digest: `sha256:${"3c".repeat(32)}` });
    expect(await fixesBy(MIRRORED, DOCKERFILE, [inspection(TOOL), other])).toMatchObject([{ safe: false }]);
    const argument = { Dockerfile: "ARG R=quay.io\nFROM $R/acme/tool:1.0\n" };
    expect(await fixesBy(MIRRORED, argument, [inspection(TOOL), inspection(COPY)])).toMatchObject([
      { safe: false, title: expect.stringContaining("Whatever else takes this value gets it, too.") },
    ]);
  });

  test.each<[string, Files]>([
    [
      "where the engine puts the registry in front",
      {
        "nextflow.config": "docker { enabled = true\n registry = 'quay.io' }\n",
        "main.nf": main("container 'acme/tool:1.0'"),
      },
    ],
    [
      "where a value is also of a name that stays",
      {
        ...param("registry = 'quay.io'"),
        "main.nf": `${main('container "${params.registry}/acme/tool:1.0"')}process B {\n  container "ghcr.io/\${params.registry}/b:1"\n  script:\n  "true"\n}\nworkflow C { B() }\n`,
      },
    ],
    ["where a value stands in the name twice", { Dockerfile: "ARG R=quay.io\nFROM $R/acme/$R:1.0\n" }],
  ])("none %s", async (_, files) => {
    expect((await pullsOf(files)).length).toBeGreaterThan(0);
    expect(await fixesBy(rules, files)).toEqual([]);
  });

  test("none where the place is known not to have it, is denied as well, or is no place for the engine", async () => {
    const gone: Inspection = {
      ...inspection(COPY),
      failure: { state: "not-found", message: "no such image" },
    };
    expect(await fixesBy(MIRRORED, DOCKERFILE, [inspection(TOOL), gone])).toEqual([]);
    const denied = "rules: { registry: { deny: [quay.io, ghcr.io], use-instead: { quay.io: ghcr.io } } }";
    expect(await fixesBy(denied, DOCKERFILE)).toEqual([]);
    const files = "rules: { registry: { deny: [quay.io], use-instead: { quay.io: 'https://mirror.example.org' } } }";
    expect(await fixesBy(files, { ...DOCKER, "main.nf": main(`container '${TOOL}'`) })).toEqual([]);
  });
});

/** The container of a module of nf-core. */
const halves = (sif: string, image: string): string =>
  `container "\${ workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ?\n    '${sif}' :\n    '${image}' }"`;
const BOTH = {
  "nextflow.config":
    "docker.registry = 'quay.io'\nprofiles {\n  docker { docker.enabled = true }\n  singularity { singularity.enabled = true }\n}\n",
};
const DEPOT = "https://depot.galaxyproject.org/singularity";

describe("twins offers either half's build for both", () => {
  test("by the tags of BioContainers", async () => {
    const files = { ...BOTH, "main.nf": main(halves(`${DEPOT}/blat:472--h1_0`, "biocontainers/blat:472--h2_1")) };
    const fixes = await fixesBy("rules: { twins: error }", files);
    expect(fixes.map(({ title, safe }) => ({ title, safe }))).toEqual([
      { title: "Name Docker's build for Singularity, too.", safe: false },
      { title: "Name Singularity's build for Docker, too.", safe: false },
    ]);
    const after = await Promise.all(fixes.map(async (fix) => names(await pullsOf(applied(files, fix)))));
    expect(after).toEqual([
      [`${DEPOT}/blat:472--h2_1`, "quay.io/biocontainers/blat:472--h2_1"],
      [`${DEPOT}/blat:472--h1_0`, "quay.io/biocontainers/blat:472--h1_0"],
    ]);
    for (const fix of fixes) expect(await fixesBy("rules: { twins: error }", applied(files, fix))).toEqual([]);
  });

  test.each<[string, string, string, number]>([
    [
      "none for those of Wave, whose hashes differ",
      "oras://community.wave.seqera.io/library/blat:1--1111111111111111",
      "community.wave.seqera.io/library/blat:2--2222222222222222",
      0,
    ],
    ["none in place of a digest", `${DEPOT}/blat:472--h1_0`, `biocontainers/blat:472--h2_1@${digest}`, 1],
    ["none for other software", `${DEPOT}/blat:472--h1_0`, "biocontainers/blast:472--h1_0", 0],
  ])("and %s", async (_, sif, image, count) => {
    const files = { ...BOTH, "main.nf": main(halves(sif, image)) };
    const fixes = await fixesBy("rules: { twins: error }", files);
    expect(fixes).toHaveLength(count);
    for (const { edits } of fixes) expect(edits[0].location.line).toBe(3);
  });
});

const processOf = (name: string, container: string): string =>
  `process ${name} {\n  ${container}\n  script:\n  "true"\n}\n`;
const blob = (letter: string): string =>
  `https://community-cr-prod.seqera.io/docker/registry/v2/blobs/sha256/${letter}${letter}/${letter.repeat(64)}/data`;

const pipeline = (...containers: readonly string[]): Files => ({
  ...BOTH,
  "main.nf": `${containers.map((one, index) => processOf(`P${index}`, one)).join("")}workflow {\n${containers.map((_, index) => `  P${index}()\n`).join("")}}\n`,
});

describe("version-spread offers the version that most use", () => {
  const rules = "rules: { version-spread: notice }";
  const bio = (tag: string): string => halves(`${DEPOT}/samtools:${tag}`, `biocontainers/samtools:${tag}`);
  const wave = (letter: string, version: string): string =>
    halves(blob(letter), `community.wave.seqera.io/library/fastp:${version}--${letter.repeat(16)}`);

  test.each<[string, Files]>([
    [
      "both halves of BioContainers",
      pipeline(bio("1.17--h00cdaf9_0"), bio("1.21--h50ea8bc_0"), bio("1.21--h50ea8bc_0")),
    ],
    [
      "both halves of Wave, whose SIF has a sum of its own",
      pipeline(wave("a", "0.23"), wave("b", "1.0"), wave("b", "1.0")),
    ],
    ["a name in one piece", pipeline(...["1", "2", "2"].map((tag) => `container 'acme/tool:${tag}'`))],
  ])("for %s", async (_, files) => {
    const [fix, ...others] = await fixesBy(rules, files);
    for (const other of others) expect(other).toEqual(fix);
    expect(fix?.safe).toBe(false);
    const after = applied(files, fix!);
    const byEngine = Map.groupBy(await pullsOf(after), ({ engine }) => engine);
    for (const pulls of byEngine.values()) expect(new Set(names(pulls)).size).toBe(1);
    expect(await fixesBy(`rules: { version-spread: notice, twins: error }`, after)).toEqual([]);
  });

  test("in a module that was copied, with a word on that", async () => {
    const files = pipeline("container 'acme/tool:2'", "container 'acme/tool:2'");
    const sha = "0123456789012345678901234567890123456789";
    const copied = {
      ...files,
      "main.nf": `include { OLD } from './modules/nf-core/old/main'\n${files["main.nf"]?.replace("workflow {", "workflow {\n  OLD()")}`,
      "modules/nf-core/old/main.nf": processOf("OLD", "container 'acme/tool:1'"),
      "modules.json": JSON.stringify({
        name: "a/b",
        repos: {
          "https://github.com/nf-core/modules.git": {
            modules: { "nf-core": { old: { branch: "master", git_sha: sha } } },
          },
        },
      }),
    };
    const [fix] = await fixesBy(rules, copied);
    expect(fix?.title).toMatch(
      /It is in a module that was copied from elsewhere: updates of that are then to be merged\.$/,
    );
  });

  test.each<[string, Files]>([
    ["where no version has most uses", pipeline("container 'acme/tool:1'", "container 'acme/tool:2'")],
    [
      "where a digest is written beside the tag",
      pipeline(`container 'acme/tool:1@${digest}'`, "container 'acme/tool:2'", "container 'acme/tool:2'"),
    ],
    [
      "where the other half cannot follow",
      pipeline(
        halves("library://acme/samtools:1", "biocontainers/samtools:1.17--h00cdaf9_0"),
        bio("1.21--h50ea8bc_0"),
        bio("1.21--h50ea8bc_0"),
      ),
    ],
  ])("nothing %s", async (_, files) => {
    expect(await fixesBy(rules, files)).toEqual([]);
  });
});

const copied = (container: string): Files => ({
  "main.nf": "include { BAR; BAR as BAZ } from './modules/nf-core/bar/main'\nworkflow {\n  BAR()\n  BAZ()\n}\n",
  "modules/nf-core/bar/main.nf": processOf("BAR", container),
  "modules.json": JSON.stringify({
    name: "a/b",
    repos: {
      "https://github.com/nf-core/modules.git": {
        modules: { "nf-core": { bar: { branch: "master", git_sha: "0".repeat(40) } } },
      },
    },
  }),
});

describe("pin offers a setting of the pipeline for a module that it has copied", () => {
  const BLAT = halves(`${DEPOT}/blat:472--h1_0`, "biocontainers/blat:472--h1_0");
  const PINNED = `quay.io/biocontainers/blat:472--h1_0@${digest}`;
  const included = { "nextflow.config": `${BOTH["nextflow.config"]}includeConfig 'conf/modules.config'\n` };
  const modulesConfig = (text: string): Files => ({ ...included, "conf/modules.config": text });

  test.each<[string, Files, string, string]>([
    [
      "in the block of conf/modules.config",
      modulesConfig("/*\n  Config\n*/\n\nprocess {\n\n    withName: BAR {\n        cpus = 1\n    }\n}\n// end\n"),
      "conf/modules.config",
      "    }\n    withName: 'BAR' {\n        container = { workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ? 'DEPOT/blat:472--h1_0' : 'biocontainers/blat:472--h1_0@DIGEST' }\n    }\n}\n// end\n",
    ],
    [
      "with the line ends of the file",
      modulesConfig("process {\r\n}\r\n"),
      "conf/modules.config",
      "process {\r\n    withName: 'BAR' {\r\n        container = { workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ? 'DEPOT/blat:472--h1_0' : 'biocontainers/blat:472--h1_0@DIGEST' }\r\n    }\r\n}\r\n",
    ],
    [
      "behind nextflow.config, where that has another style",
      modulesConfig("process.cpus = 1\n"),
      "nextflow.config",
      "includeConfig 'conf/modules.config'\n\nprocess {\n    withName: 'BAR' {\n        container = { workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ? 'DEPOT/blat:472--h1_0' : 'biocontainers/blat:472--h1_0@DIGEST' }\n    }\n}\n",
    ],
    [
      "behind nextflow.config, where nothing includes it",
      { ...BOTH, "nextflow.config": BOTH["nextflow.config"].trimEnd(), "conf/modules.config": "process {\n}\n" },
      "nextflow.config",
      "}\n\nprocess {\n    withName: 'BAR' {\n        container = { workflow.containerEngine == 'singularity' && !task.ext.singularity_pull_docker_container ? 'DEPOT/blat:472--h1_0' : 'biocontainers/blat:472--h1_0@DIGEST' }\n    }\n}\n",
    ],
  ])("%s", async (_, config, file, end) => {
    const files = { ...copied(BLAT), ...config };
    const [override, inModule, ...more] = (await fixesOf(files)).filter(({ edits }) => edits.length > 0);
    expect(more).toEqual([]);
    expect(override?.title).toMatch(/, in the pipeline's own configuration: an update of the module then no longer /);
    expect([override?.safe, inModule?.safe]).toEqual([false, false]);
    expect(inModule?.edits[0].location.file).toBe("modules/nf-core/bar/main.nf");
    const after = applied(files, override!);
    expect(after[file]?.endsWith(end.replace("DEPOT", DEPOT).replace("DIGEST", digest))).toBe(true);
    expect(new Set(names(await pullsOf(after)))).toEqual(new Set([`${DEPOT}/blat:472--h1_0`, PINNED]));
    expect(await fixesOf(after)).toEqual([]);
  });

  test("with Docker's half first, where the module has it so", async () => {
    const chosen =
      "workflow.containerEngine == 'docker' ? 'quay.io/acme/tool:1.0' : 'https://depot.example.org/tool:1.0'";
    const files = { ...copied(`container "\${ ${chosen} }"`), "nextflow.config": choice(["docker", "singularity"]) };
    const [override] = await fixesOf(files);
    const pulled = names(await pullsOf(applied(files, override!)));
    expect(new Set(pulled)).toEqual(new Set(["https://depot.example.org/tool:1.0", `${TOOL}@${digest}`]));
  });

  test("none for a module of its own, of which nobody else writes updates", async () => {
    const files = {
      ...copied(`container '${TOOL}'`),
      ...DOCKER,
      "main.nf": "include { OWN } from './modules/local/own'\nworkflow {\n  OWN()\n}\n",
      "modules/local/own.nf": processOf("OWN", `container '${TOOL}'`),
    };
    const [fix, ...more] = (await findingsOf(files)).flatMap(({ pulls, fixes = [] }) =>
      pulls[0]?.process === "OWN" ? fixes : [],
    );
    expect(more).toEqual([]);
    expect(fix).toMatchObject({ safe: true, edits: [{ location: { file: "modules/local/own.nf" } }] });
    const rules = "rules: { registry: { deny: [quay.io], use-instead: { quay.io: ghcr.io/mirror } } }";
    const moved = await fixesBy(rules, files);
    expect(moved.filter(({ edits }) => edits[0].location.file === "modules/local/own.nf")).toMatchObject([
      { title: expect.stringMatching(/nobody has compared what the two have\.$/) },
    ]);
  });

  test("as one name where the module has one", async () => {
    const files = { ...copied(`container '${TOOL}'`), ...DOCKER };
    const [override] = await fixesOf(files);
    expect(override?.edits[0].replacement).toContain(`        container = '${TOOL}@${digest}'\n`);
    expect(new Set(names(await pullsOf(applied(files, override!))))).toEqual(new Set([`${TOOL}@${digest}`]));
  });

  test("none where there is no configuration to put it in", async () => {
    const offered = await fixesOf({ ...copied(`container '${TOOL}'`), "conf/docker.config": "" });
    for (const { edits } of offered) expect(edits[0].location.file).toBe("modules/nf-core/bar/main.nf");
  });

  test.each<[string, string]>([
    [
      "is chosen in another way",
      "container \"${ task.cpus > 1 ? 'quay.io/acme/a:1' : task.cpus > 0 ? 'quay.io/acme/b:1' : 'quay.io/acme/c:1' }\"",
    ],
    [
      "is chosen behind a comment",
      "container \"${ workflow.containerEngine /* it */ == 'singularity' ? 'quay.io/acme/a:1' : 'quay.io/acme/b:1' }\"",
    ],
  ])("none for an image that %s", async (_, container) => {
    const offered = await fixesOf({ ...copied(container), ...DOCKER });
    for (const { edits } of offered) expect(edits[0].location.file).toBe("modules/nf-core/bar/main.nf");
  });

  test.each<[string, string]>([
    [
      "one of three that conditions choose among",
      `container "\${ workflow.containerEngine == 'docker' ? 'quay.io/acme/a:1' : workflow.containerEngine == 'singularity' ? 'quay.io/acme/b:1' : 'quay.io/acme/c:1' }"`,
    ],
    [
      "chosen behind a comment, which would hide what comes behind it on the same line",
      `container "\${ workflow.containerEngine /* it */ == 'singularity' ? 'quay.io/acme/a:1' : 'quay.io/acme/b:1' }"`,
    ],
    [
      "beside one that is put together",
      `container "\${ workflow.containerEngine == 'singularity' ? 'https://depot.example.org/' + params.tool : 'quay.io/acme/b:1' }"`,
    ],
    [
      "beside one whose name would end the quotes",
      `container { workflow.containerEngine == 'singularity' ? "https://depot.example.org/it's.sif" : 'quay.io/acme/b:1' }`,
    ],
  ])("none for an image of two that are pulled that is %s", async (_, container) => {
    const config = `${choice(["docker", "singularity"])}params.tool = 'a.sif'\n`;
    const offered = await fixesOf({ ...copied(container), "nextflow.config": config });
    expect(offered.length).toBeGreaterThan(0);
    for (const { edits } of offered) expect(edits[0].location.file).toBe("modules/nf-core/bar/main.nf");
  });
});
