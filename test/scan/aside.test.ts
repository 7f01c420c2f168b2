import { expect, test } from "vitest";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import { treeOf } from "./in-memory.ts";

const task = (name: string, rest = ""): string =>
  `process ${name} {\n  container 'x:1'\n  script:\n  'true'\n}\n${rest}`;
const CUT = "process A {\n  container 'x:1'\n  script:\n  'true'\n";
const CONFIG = "docker.enabled = true\nprofiles { docker { docker.enabled = true }\n test { } }\n";

async function told(files: Readonly<Record<string, string>>): Promise<string[]> {
  const scan = await scanRepository(treeOf(files), defaultScanOptions);
  return scan.problems.map(({ file, kind, aside, open }) =>
    [file, kind, ...(aside === true ? ["aside"] : []), ...(open === true ? ["open"] : [])].join(" "),
  );
}

const pipeline = { "main.nf": task("FOO", "workflow { FOO() }\n"), "nextflow.config": CONFIG };

test.each<[what: string, files: Readonly<Record<string, string>>, problem: string]>([
  ["the script of a run", { "main.nf": CUT }, "main.nf syntax"],
  ["a module that nothing includes", { ...pipeline, "modules/a.nf": CUT }, "modules/a.nf syntax aside"],
  ["a module of a collection", { "modules/nf-core/a/main.nf": CUT }, "modules/nf-core/a/main.nf syntax"],
  [
    "a configuration that is not there",
    { ...pipeline, "nextflow.config": `${CONFIG}includeConfig 'conf/gone.config'\n` },
    "nextflow.config missing-include",
  ],
  [
    "a module that is not there",
    { ...pipeline, "main.nf": `include { B } from './gone'\n${task("FOO", "workflow { FOO() }\n")}` },
    "main.nf missing-include",
  ],
  [
    "a module of a registry, which Nextflow would fetch",
    { ...pipeline, "main.nf": `include { B } from 'nf-core/fastqc'\n${task("FOO", "workflow { FOO() }\n")}` },
    "main.nf missing-include open",
  ],
  [
    "a configuration that the environment names",
    { ...pipeline, "nextflow.config": `${CONFIG}includeConfig System.getenv('SITE_CONFIG') ?: '/dev/null'\n` },
    "nextflow.config missing-include open",
  ],
  [
    "a configuration outside of the repository",
    { ...pipeline, "nextflow.config": `${CONFIG}includeConfig '/etc/site.config'\n` },
    "nextflow.config missing-include open",
  ],
  [
    "a configuration that is not there, and a run does without",
    { ...pipeline, "nextflow.config": `${CONFIG}try { includeConfig 'gone.config' } catch (Exception e) { }\n` },
    "nextflow.config missing-include aside",
  ],
  [
    "a main script that the configuration names and is not there",
    { ...pipeline, "nextflow.config": `${CONFIG}manifest.mainScript = 'gone.nf'\n` },
    "nextflow.config missing-include",
  ],
  ["a Dockerfile", { Dockerfile: "FROM x:1\nFRUM y:1\n" }, "Dockerfile syntax"],
  ["a Dockerfile of a test", { "tests/Dockerfile": "FROM x:1\nFRUM y:1\n" }, "tests/Dockerfile syntax aside"],
  ["a workflow", { ".github/workflows/a.yml": "jobs: [\n" }, ".github/workflows/a.yml syntax"],
])("%s", async (_, files, problem) => {
  expect(new Set(await told(files))).toContain(problem);
});

test("what both parsers stop at is told once", async () => {
  const files = { ...pipeline, "nextflow.config": `${CONFIG}includeConfig 'conf/gone.config'\n` };
  expect(await told(files)).toEqual(["nextflow.config missing-include"]);
});

test("a profile that is mistyped is asked about", async () => {
  const { nextflow } = defaultScanOptions;
  const asked = async (name: string): Promise<string[]> => {
    const options = { ...defaultScanOptions, nextflow: { ...nextflow, scenarios: [{ profiles: [name] }] } };
    return (await scanRepository(treeOf(pipeline), options)).problems.map(({ kind, message }) => `${kind} ${message}`);
  };
  expect(await asked("dokcer")).toEqual([
    "missing-profile Unknown configuration profile: 'dokcer'; did you mean 'docker'?",
  ]);
  expect(await asked("zzz")).toEqual(["missing-profile Unknown configuration profile: 'zzz'"]);
});

test("a main script of the command line that is not there", async () => {
  const { nextflow } = defaultScanOptions;
  const asked = async (script: string): Promise<string[]> => {
    const options = { ...defaultScanOptions, nextflow: { ...nextflow, launch: ["-main-script", script] } };
    return (await scanRepository(treeOf(pipeline), options)).problems.map(({ kind, message }) => `${kind} ${message}`);
  };
  expect(await asked("gone.nf")).toEqual(["missing-include Missing project main script: gone.nf"]);
  expect(await asked("main.nf")).toEqual([]);
});

test("a script or folder that is named to run and is not there, and no name of a remote project", async () => {
  const { nextflow } = defaultScanOptions;
  const asked = async (...launch: readonly string[]): Promise<string[]> => {
    const options = { ...defaultScanOptions, nextflow: { ...nextflow, launch: ["nextflow", "run", ...launch] } };
    const files = { ...pipeline, "sub/nextflow.config": CONFIG, "sub/main.nf": pipeline["main.nf"] };
    return (await scanRepository(treeOf(files), options)).problems.map(({ kind, message }) => `${kind} ${message}`);
  };
  // The words of `CmdRun.getScriptFile`.
  for (const gone of ["gone.nf", "./gone", "./sub/gone.nf"])
    expect(await asked(gone)).toEqual([`missing-include Cannot find script file: ${gone}`]);
  const there = [".", "./", "./main.nf", "main.nf", "sub", "./sub", "sub/main.nf", "../elsewhere", "/opt/gone.nf"];
  for (const project of [...there, "nf-core/rnaseq", "hello", "https://github.com/nf-core/rnaseq"])
    expect(await asked(project)).toEqual([]);
});
