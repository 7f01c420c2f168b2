/** Files of odd names that other files lead to, and files of one kind under the usual name of another: the shipped scan reads them. */
import { describe, expect, test } from "vitest";
import { type Files, found, foundIn } from "./found.ts";

const POD = "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: 'debian:12'}]}\n";
const JOB = "j: {image: 'debian:12', script: x}\n";
const TOOL = "cwlVersion: v1.2\nclass: CommandLineTool\nhints: {DockerRequirement: {dockerPull: 'debian:12'}}\n";
const RULE = "rule a:\n  container: 'docker://debian:12'\n";
const TASK = "version 1.0\ntask t { command {} runtime { docker: 'debian:12' } }\n";
const jobs = (job: string): Files => ({ ".github/workflows/w.yml": `on: push\njobs:\n  a:\n    runs-on: x\n${job}` });
const tool = (hints: string): string => `class: CommandLineTool\nhints: ${hints}\n`;

test("files that others lead to", async () => {
  const cases: Readonly<Record<string, Files>> = {
    gitlab: { ".gitlab-ci.yml": "include: odd.yml\n", "odd.yml": JOB },
    "gitlab-local": { ".gitlab-ci.yml": "include: [{local: /ci/odd.yml}]\n", "ci/odd.yml": JOB },
    "gitlab-glob": { ".gitlab-ci.yml": "include: 'ci/*.yml'\n", "ci/odd.yml": JOB },
    "gitlab-twice": { ".gitlab-ci.yml": "include: [a.yml, a.yml]\n", "a.yml": "include: [b.yml]\n", "b.yml": JOB },
    "gitlab-circle": { ".gitlab-ci.yml": "include: a.yml\n", "a.yml": `include: a.yml\n${JOB}` },
    "gitlab-child": { ".gitlab-ci.yml": "j: {trigger: {include: odd.yml}}\n", "odd.yml": JOB },
    "cwl-run": { "w.cwl": "class: Workflow\nsteps: {a: {run: 'odd#main', in: [], out: []}}\n", odd: TOOL },
    "cwl-import": { "t.cwl": tool("[{$import: odd}]"), odd: "class: DockerRequirement\ndockerPull: debian:12\n" },
    "cwl-yaml": { "t.yml": TOOL },
    "cwl-quoted": { "t.yml": '{"class": "DockerRequirement", dockerPull: "debian:12"}' },
    "cwl-prefix": { "t.cwl": tool("[{class: 'cwl:DockerRequirement', dockerPull: 'debian:12'}]") },
    "cwl-input": { "t.cwl": `${TOOL}inputs: {run: 'File?'}\nsteps: [{run: '#a'}]\n` },
    snakemake: { Snakefile: "include: 'odd'\n", odd: RULE },
    "snakemake-below": { Snakefile: "if x:\n  include:\n    'odd'\n", odd: RULE },
    "snakemake-module": {
      Snakefile: "module m:\n  snakefile: 'sub/odd'\n",
      "sub/odd": "include: 'more'\n",
      "sub/more": RULE,
    },
    "snakemake-open": { Snakefile: `include: f('x')\ninclude: f'{x}'\ninclude: 'a' + 'b'\ninclude\n${RULE}` },
    "snakemake-cr": { Snakefile: RULE.replaceAll("\n", "\r") },
    wdl: { "a.wdl": "version 1.0\nimport 'odd' as o\n", odd: TASK },
    "wdl-cr": { "a.wdl": TASK.replace("\n", "\r# x\r") },
  };
  expect(await found(cases)).toEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, ["debian:12"]])));
}, 60_000);

test.each<[name: string, files: Files, said: readonly string[]]>([
  ["a missing configuration", { ".gitlab-ci.yml": "include: [odd.yml]\n" }, ["missing-include"]],
  ["no file of a glob", { ".gitlab-ci.yml": "include: ['ci/*.yml']\n" }, ["missing-include"]],
  ["a glob that is none", { ".gitlab-ci.yml": `include: ['${"*".repeat(2000)}']\n` }, ["missing-include"]],
  ["an address", { ".gitlab-ci.yml": "include: ['https://x/y.yml']\n" }, ["remote-include"]],
  [
    "what lies elsewhere",
    {
      ".gitlab-ci.yml":
        "include: [{remote: 'https://x/y'}, {project: a/b, file: x}, {template: T.yml}, {component: a/b@1}]\nj: {trigger: {include: [{artifact: x, job: y}]}}\n",
    },
    Array.from({ length: 5 }, () => "remote-include"),
  ],
  ["a missing tool", { "w.cwl": "class: Workflow\nsteps: {a: {run: sub/odd.cwl}}\n" }, ["missing-include"]],
  ["a tool from elsewhere", { "w.cwl": "class: Workflow\nsteps: {a: {run: 'https://x/t.cwl'}}\n" }, ["remote-include"]],
  ["a missing Snakefile", { Snakefile: "include: '../odd'\n" }, ["missing-include"]],
  ["a Snakefile from elsewhere", { Snakefile: "include: 'https://x/y'\n" }, ["remote-include"]],
  [
    "a missing import",
    { "a.wdl": "version 1.0\nimport '/odd'\nimport 'https://x/y'\n" },
    ["missing-include", "remote-include"],
  ],
])("%s is said", async (_, files, said) => {
  expect(await foundIn(files)).toEqual(said);
});

describe("a manifest that has the usual name of another kind", () => {
  test.each([
    "compose.yaml",
    "action.yml",
    ".gitlab/pod.yml",
    "meta.yml",
    "environment.yml",
    ".github/workflows/p.yml",
  ])("%s", async (name) => {
    expect(await foundIn({ [name]: POD })).toContain("debian:12");
  });

  test("one within a script of a workflow is none", async () => {
    const script = POD.replaceAll(/^/gm, "          ");
    const workflow = `jobs:\n  a:\n    steps:\n      - run: |\n${script}`;
    expect(await foundIn({ ".github/workflows/w.yml": workflow })).toEqual([]);
  });
});

describe("workflows", () => {
  test("services and containers that an expression makes are open", async () => {
    expect(await foundIn(jobs("    services: ${{ fromJSON(x) }}\n"))).toEqual(["expression"]);
    expect(await foundIn(jobs("    services:\n      ${{ insert }}: ${{ fromJSON(x) }}\n"))).toEqual(["expression"]);
    expect(await foundIn(jobs("    container:\n      ${{ insert }}: ${{ fromJSON(x) }}\n"))).toEqual(["expression"]);
  });

  test("inputs of actions have names in any case", async () => {
    const step =
      "    steps: [{uses: docker/build-push-action@v6, with: {FILE: odd, Build-Contexts: 'a=docker-image://debian:13'}}]\n";
    expect(new Set(await foundIn({ ...jobs(step), odd: "FROM debian:12\nCOPY --from=a / /\n" }))).toEqual(
      new Set(["debian:12", "debian:13"]),
    );
  });
});
