import * as fc from "fast-check";
import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { declaresContainers } from "../../../src/scan/neighbours/glance.ts";
import { scanModuleMetadata } from "../../../src/scan/neighbours/nf-core/module-metadata.ts";
import { scanGeneratedConfig } from "../../../src/scan/nextflow/project/generated-config.ts";
import { readOrigins } from "../../../src/scan/neighbours/nf-core/module-origins.ts";
import { around, rows, slice, treeOf } from "../in-memory.ts";

const scan = (files: Readonly<Record<string, string>>, options = defaultScanOptions) =>
  scanRepository(treeOf(files), options);

const process = (name: string, image: string) => `process ${name} {\n  container '${image}'\n  script: 'x'\n}\n`;

// ── meta.yml ────────────────────────────────────────────────────────────────

const META = [
  "name: trim_reads",
  "description: containers: of another sort",
  "input: [ broken",
  "containers:",
  "  docker:",
  "    linux/amd64:",
  "      name: community.wave.seqera.io/library/trim:1.0--0123456789abcdef # the usual one",
  "      build_id: bd-0123456789abcdef_1",
  "      scan_id: sc-fedcba9876543210_1",
  "    linux_arm64:",
  '      name: "community.wave.seqera.io/library/trim:1.0--1123456789abcdef"',
  '      scanId: "sc-1edcba9876543210_2"',
  "  singularity:",
  "    linux/amd64:",
  "      name: oras://community.wave.seqera.io/library/trim:1.0--2123456789abcdef",
  "      https: https://example.com/v2/blobs/sha256/ab/abcd/data",
  "# a comment at the margin",
  "    linux/arm64:",
  "      name:",
  "  conda:",
  "    linux/amd64:",
  "      lock_file: modules/nf-core/trim/reads/.conda-lock/linux_amd64.txt",
  "    linux/arm64:",
  "      lock_file: locks/arm64.txt",
  "authors:",
  "  - docker: { linux/amd64: { name: not:this } }",
];

const module = { "modules/nf-core/trim/reads/main.nf": process("TRIM_READS", "trim:1") };
const META_FILE = "modules/nf-core/trim/reads/meta.yml";

test("every name that the metadata of a module declares, in one place each", () => {
  const found = scanModuleMetadata(META_FILE, META.join("\n"), around(module));
  expect(rows(found)).toEqual([
    "7:13 community.wave.seqera.io/library/trim:1.0--0123456789abcdef → community.wave.seqera.io/library/trim:1.0--0123456789abcdef",
    "11:14 community.wave.seqera.io/library/trim:1.0--1123456789abcdef → community.wave.seqera.io/library/trim:1.0--1123456789abcdef",
    "15:13 oras://community.wave.seqera.io/library/trim:1.0--2123456789abcdef → oras://community.wave.seqera.io/library/trim:1.0--2123456789abcdef",
    "16:14 https://example.com/v2/blobs/sha256/ab/abcd/data → https://example.com/v2/blobs/sha256/ab/abcd/data",
  ]);
  expect(
    found.pulls.map(({ engine, platform, reachable, process: name }) => [engine, platform, reachable, name]),
  ).toEqual([
    ["docker", "linux/amd64", false, undefined],
    ["docker", "linux/arm64", false, undefined],
    ["singularity", "linux/amd64", false, undefined],
    ["singularity", "linux/amd64", false, undefined],
  ]);
  expect(found.references.map(({ kind, context }) => [kind, context])).toEqual([
    [
      "meta",
      {
        process: "TRIM_READS",
        buildId: "bd-0123456789abcdef_1",
        scanId: "sc-fedcba9876543210_1",
        lockFile: "modules/nf-core/trim/reads/.conda-lock/linux_amd64.txt",
      },
    ],
    ["meta", { process: "TRIM_READS", scanId: "sc-1edcba9876543210_2", lockFile: "locks/arm64.txt" }],
    ["meta", { process: "TRIM_READS" }],
    ["meta", { process: "TRIM_READS" }],
  ]);
  // What is broken elsewhere in the file is not ours to tell.
  expect(found.problems).toEqual([]);
});

test("carriage returns, and a block that begins the file", () => {
  const text = META.slice(3).join("\r\n");
  const found = scanModuleMetadata(META_FILE, text, around(module));
  expect(found.references.map(({ line, column }) => `${line}:${column}`)).toEqual(["4:13", "8:14", "12:13", "13:14"]);
  for (const reference of found.references) expect(slice(text, reference)).toBe(reference.text);
});

test("broken metadata is told where it is broken", () => {
  const text = ["name: x", "containers:", "  docker: [", "tools: 1"].join("\n");
  const found = scanModuleMetadata(META_FILE, text, around(module));
  expect(found.pulls).toEqual([]);
  expect(found.problems).toMatchObject([{ kind: "syntax", line: 3 }]);
});

test("metadata without a script beside it, or without containers, declares nothing", async () => {
  expect(scanModuleMetadata("docs/meta.yml", META.join("\n"), around(module)).references).toEqual([]);
  expect(declaresContainers("name: x\n# containers:\ninput:\n  containers: 1\n")).toBe(false);
  const files = { ...module, [META_FILE]: "name: x\n" };
  expect((await scan(files)).files.map(({ file }) => file)).toEqual(["modules/nf-core/trim/reads/main.nf"]);
});

test("a policy can turn them off, and a comment can waive one", async () => {
  const files = { ...module, [META_FILE]: ["# wave-inspect: ignore pin -- ours", ...META.slice(3)].join("\n") };
  const found = await scan(files);
  expect(found.references.filter(({ source }) => source === "nf-core")).toHaveLength(4);
  expect(found.ignores).toMatchObject([{ file: META_FILE, rules: ["pin"] }]);
  const without = await scan(files, { ...defaultScanOptions, kinds: { "nf-core": false } });
  expect(without.references.map(({ source }) => source)).toEqual(["nextflow"]);
});

// ── conf/containers_*.config ────────────────────────────────────────────────

const PIPELINE = {
  "main.nf": "include { TRIM } from './modules/local/trim'\nworkflow { TRIM() }\n",
  "modules/local/trim.nf": process("TRIM", "trim:1"),
};
const generated = (image: string) => `process { withName: 'TRIM' { container = '${image}' } }\n`;

test("generated configurations that nothing includes are declared, each for its engine and platform", async () => {
  const found = await scan({
    ...PIPELINE,
    "nextflow.config": "docker.enabled = true\n",
    "conf/containers_docker_amd64.config": generated("x.io/trim:1"),
    "conf/containers_singularity_https_arm64.config": generated("https://x.io/data"),
    "conf/containers_singularity_oras_amd64.config": generated("oras://x.io/trim:2"),
    "conf/containers_conda_lock_files_amd64.config": generated("modules/local/trim/.conda-lock/a.txt"),
    "conf/containers_podman_amd64.config": generated("x.io/trim:3"),
  });
  const declared = found.pulls.filter(({ source }) => source === "nf-core");
  expect(
    declared.map(({ image, engine, platform, process: name, reachable }) => [image, engine, platform, name, reachable]),
  ).toEqual([
    ["x.io/trim:1", "docker", "linux/amd64", undefined, false],
    ["https://x.io/data", "singularity", "linux/arm64", undefined, false],
    ["oras://x.io/trim:2", "singularity", "linux/amd64", undefined, false],
  ]);
  expect(declared[0]?.references).toMatchObject([
    {
      file: "conf/containers_docker_amd64.config",
      line: 1,
      column: 45 - "FASTQC".length + "TRIM".length,
      text: "x.io/trim:1",
      kind: "config",
      context: { process: "TRIM", selector: "withName:TRIM" },
    },
  ]);
  const told = found.problems.filter(({ kind }) => kind === "unreachable").map(({ file, message }) => [file, message]);
  const rest = "the containers that it sets are used nowhere.";
  const names = ["docker_amd64", "singularity_https_arm64", "singularity_oras_amd64"];
  const others = names.map((name) => `conf/containers_${name}.config`).join(", ");
  expect(told).toEqual([
    [
      "conf/containers_conda_lock_files_amd64.config",
      `The nf-core tools generate this file and nothing includes it: ${rest} The same holds for ${others}.`,
    ],
    ["conf/containers_podman_amd64.config", `Nothing includes this file: ${rest}`],
  ]);
});

test("one that is included is configuration like any other", async () => {
  const found = await scan({
    ...PIPELINE,
    "nextflow.config": "docker.enabled = true\nincludeConfig 'conf/containers_docker_amd64.config'\n",
    "conf/containers_docker_amd64.config": generated("x.io/trim:1"),
  });
  expect(found.pulls.map(({ image, source }) => [image, source])).toEqual([["x.io/trim:1", "nextflow"]]);
  expect(found.problems).toEqual([]);
});

test("one that only a profile includes is not out of reach", async () => {
  const found = await scan({
    ...PIPELINE,
    "nextflow.config": "profiles { arm { includeConfig 'conf/containers_docker_arm64.config' } }\n",
    "conf/containers_docker_arm64.config": generated("x.io/trim:1"),
  });
  expect(found.pulls.filter(({ source }) => source === "nf-core")).toEqual([]);
});

test("a selector that is a pattern names no process, and comments are those of Nextflow", async () => {
  const file = "conf/containers_docker_arm64.config";
  const found = await scan({
    ...PIPELINE,
    "nextflow.config": "docker.enabled = true\n",
    [file]: "// wave-inspect: ignore pin -- ours\nprocess { withName: 'TRIM|SORT' { container = \"a:1\" } }\n",
  });
  const pull = found.pulls.find(({ source }) => source === "nf-core");
  expect(pull?.references[0]?.context).toEqual({ selector: "withName:TRIM|SORT" });
  expect(found.ignores).toMatchObject([{ file, rules: ["pin"], covers: [2, 2] }]);
});

test("a container outside of the selectors is that of no process", () => {
  const file = "conf/containers_docker_amd64.config";
  const { references } = scanGeneratedConfig(file, "process { container = 'x:1' }\n");
  expect(references).toMatchObject([{ text: "x:1", context: {} }]);
});

// ── modules.json ────────────────────────────────────────────────────────────

const REMOTE = "https://github.com/nf-core/modules.git";

test("references say whose code they stand in", async () => {
  const found = await scan({
    "main.nf": "workflow {}\n",
    "modules.json": JSON.stringify({
      repos: {
        [REMOTE]: {
          modules: {
            "nf-core": {
              trim: { branch: "master", git_sha: "aaaa", installed_by: ["modules"] },
              "trim/reads": { branch: "master", git_sha: "bbbb", patch: "modules/nf-core/trim/reads/x.diff" },
            },
          },
          subworkflows: { "nf-core": { sort: { git_sha: "cccc" } } },
        },
        "git@example.org:acme/modules.git": { modules: { acme: { trim: { git_sha: "dddd" } } } },
      },
    }),
    "modules/acme/trim/main.nf": process("A", "a:1"),
    "modules/local/b.nf": process("B", "b:1"),
    "modules/local/b/c/main.nf": process("C", "c:1"),
    "modules/nf-core/other/main.nf": process("D", "d:1"),
    "modules/nf-core/trim/main.nf": process("E", "e:1"),
    "modules/nf-core/trim/reads/main.nf": process("F", "f:1"),
    "modules/nf-core/trim/reads/meta.yml": "containers: { docker: { linux/amd64: { name: 'f:2' } } }\n",
    "subworkflows/local/g/main.nf": process("G", "g:1"),
    "subworkflows/nf-core/sort/main.nf": process("H", "h:1"),
    "workflows/main.nf": process("I", "i:1"),
  });
  const origins = Object.fromEntries(found.references.map(({ text, context }) => [text, context.module]));
  const reads = { branch: "master", patched: "modules/nf-core/trim/reads/x.diff" };
  expect(origins).toEqual({
    "a:1": { name: "trim", repository: "git@example.org:acme/modules.git", sha: "dddd" },
    "b:1": { name: "b", local: true },
    "c:1": { name: "b/c", local: true },
    "d:1": undefined,
    "e:1": { name: "trim", repository: REMOTE, sha: "aaaa", branch: "master" },
    "f:1": { name: "trim/reads", repository: REMOTE, sha: "bbbb", ...reads },
    "f:2": { name: "trim/reads", repository: REMOTE, sha: "bbbb", ...reads },
    "g:1": { name: "g", local: true },
    "h:1": { name: "sort", repository: REMOTE, sha: "cccc" },
    "i:1": undefined,
  });
  // A pull and the list of references speak of the same objects.
  for (const pull of found.pulls)
    for (const reference of pull.references) expect(found.references).toContain(reference);
});

test("the two forms of modules.json before nf-core/tools 2.7, and a pipeline in a folder", () => {
  const originOf = readOrigins(
    treeOf({
      "a/modules.json": JSON.stringify({ repos: { "nf-core/modules": { fastqc: { git_sha: "aaaa" } } } }),
      "b/modules.json": JSON.stringify({
        repos: { "nf-core/modules": { git_url: REMOTE, modules: { "samtools/sort": { git_sha: "bbbb" } } } },
      }),
      "b/sub/modules.json": JSON.stringify({ repos: {} }),
    }),
  );
  expect(originOf?.("a/modules/nf-core/modules/fastqc/main.nf")).toEqual({
    name: "fastqc",
    repository: "nf-core/modules",
    sha: "aaaa",
  });
  expect(originOf?.("b/modules/nf-core/modules/samtools/sort/main.nf")).toEqual({
    name: "samtools/sort",
    repository: REMOTE,
    sha: "bbbb",
  });
  expect(originOf?.("b/sub/modules/local/x/main.nf")).toEqual({ name: "x", local: true });
  expect(originOf?.("c/modules/local/x/main.nf")).toBeUndefined();
  expect(originOf?.("a/modules/local/main.nf")).toBeUndefined();
  expect(readOrigins({ files: ["modules.json"], read: () => undefined })).toBeUndefined();
});

test("a modules.json of another tool, or a broken one, says nothing", () => {
  for (const text of ["", "{", "[]", "null", '{"repos":', '{"modules": {"local": 1}}']) {
    expect(readOrigins(treeOf({ "modules.json": text }))).toBeUndefined();
  }
  const odd = { repos: { x: { modules: { y: { z: { git_sha: 1 } }, w: null, __proto__: 1 } }, v: [1], u: "t" } };
  const originOf = readOrigins(treeOf({ "modules.json": JSON.stringify(odd) }));
  expect(originOf?.("modules/y/z/main.nf")).toBeUndefined();
});

// ── Properties ──────────────────────────────────────────────────────────────

const yamlish = fc
  .array(
    fc.constantFrom(
      "containers:",
      "\n",
      "  ",
      "docker:",
      "linux/amd64:",
      "name:",
      " a:1",
      "&a ",
      "*a",
      "{",
      "}",
      "'",
      "#",
      "\r\n",
      "- ",
      "|",
      "\t",
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

const configish = fc
  .array(
    fc.constantFrom(
      "process",
      " { ",
      " } ",
      "withName:",
      "'A'",
      "container",
      " = ",
      "'a:1'",
      '"${x}"',
      "\n",
      "//",
      "/*",
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

test("no text makes it throw, and every span is exact", () => {
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string()), fc.oneof(configish, fc.string()), fc.string(), (meta, config, json) => {
      const file = "conf/containers_docker_arm64.config";
      const text = `containers:${meta}`;
      for (const reference of scanModuleMetadata(META_FILE, text, around(module)).references)
        expect(slice(text, reference)).toBe(reference.text);
      for (const reference of scanGeneratedConfig(file, config).references)
        expect(slice(config, reference)).toBe(reference.text);
      readOrigins(treeOf({ "modules.json": json }))?.("modules/local/a.nf");
    }),
  );
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, file) => {
      readOrigins(treeOf({ "modules.json": `{"repos":${json}}` }))?.(file);
    }),
  );
});
