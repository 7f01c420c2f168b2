/** What is mutated: small files of each kind, the corners that tests hold, and the beginnings of hostile ones. */
import { readFileSync } from "node:fs";
import { filesOf } from "../bench/hostile/case.ts";
import { cases } from "../bench/hostile/others.ts";

/** A repository; the first of its files is mutated. */
export interface Seed {
  readonly kind: string;
  readonly file: string;
  readonly text: string;
  readonly beside: Readonly<Record<string, string>>;
}

const main = `include { B } from './b'
params.tag = '1.0'
process A {
  label 'big'
  container { params.gpu ? "a:\${params.tag}" : 'docker.io/b:1' }
  script: "x"
}
def f(x) { x ? f(x - 1) : [1, 2, 3].collect { it * 2 }.join('-') }
workflow { A(); B() }
`;
const module = "process B { container 'b:1'\n script: 'x' }\n";
const config = `includeConfig 'c.config'
params { x = 'a'; y = "\${params.x}-1" }
process { container = 'a:1'; withName: 'A|B' { container = "b:\${params.y}" } }
profiles { docker { docker.enabled = true } gpu { process.ext = [a: 1, b: [2, 3]] } }
`;

const seeds: Readonly<Record<string, readonly (readonly [file: string, text: string, beside?: Seed["beside"]])[]>> = {
  dockerfile: [
    [
      "Dockerfile",
      "# syntax=docker/dockerfile:1\nARG A=3.20\nARG B=${A%.*}\nFROM alpine:$A AS a1\nENV X=1 Y=$X\nONBUILD COPY --from=b:1 /a /b\nRUN --mount=type=bind,from=c:1,target=/x <<E\necho\nE\nFROM --platform=$BUILDPLATFORM a1 AS a2\nCOPY --from=a1 /a /b\n",
    ],
  ],
  compose: [
    [
      "compose.yaml",
      'x-a: &a\n  image: "a:${TAG:-1}"\nservices:\n  s1:\n    <<: *a\n    build:\n      context: .\n      args: { B: 1 }\n      dockerfile_inline: |\n        FROM b:$B\n  s2: { image: "b:${X-${Y:-2}}" } # wave-inspect: ignore pin -- x\n',
      { ".env": "TAG=2\n" },
    ],
  ],
  gitlab: [
    [
      ".gitlab-ci.yml",
      'spec: { inputs: { i: { default: a } } }\n---\nvariables: { A1: x, A2: $A1 }\n.b1: { image: "a:$A2", services: [b, { name: "c:1" }] }\nj1:\n  extends: [.b1]\n  image: !reference [.b1, image]\n  parallel:\n    matrix:\n      - { V1: [1, 2], V2: [3] }\nj2: { extends: j1, image: "$[[ inputs.i ]]:$V1" }\n',
    ],
  ],
  circleci: [
    [
      ".circleci/config.yml",
      "version: 2.1\norbs: { o1: c/o@1, o2: { executors: { e: { docker: [{ image: o:1 }] } } } }\nparameters: { p: { type: string, default: '1' } }\nexecutors: { e1: { parameters: { t: { default: a } }, docker: [{ image: 'e:<< parameters.t >>' }] } }\njobs:\n  j1:\n    parameters: { v: { default: b } }\n    executor: { name: e1, t: << parameters.v >> }\n  j2: { docker: [{ image: 'a:<< pipeline.parameters.p >>' }, { image: $X }] }\nworkflows: { w: { jobs: [j2, { j1: { matrix: { parameters: { v: [x, y] }, exclude: [{ v: y }] } } }] } }\n",
    ],
  ],
  gitpod: [[".gitpod.yml", "image: { file: .gitpod.Dockerfile }\n", { ".gitpod.Dockerfile": "FROM a:1\n" }]],
  workflow: [
    [
      ".github/workflows/w.yml",
      "on: { workflow_call: { inputs: { i: { default: a } } } }\njobs:\n  j1:\n    container: \"${{ format('{0}:{1}', inputs.i, matrix.v1) || 'b' }}\"\n    services: { s: { image: 'c:1' } }\n    strategy:\n      matrix:\n        v1: [1, 2]\n        include: [{ v1: 3, w: 4 }]\n        exclude: [{ v1: 2 }]\n    steps:\n      - uses: docker://d:1\n      - uses: docker/build-push-action@v6\n        with: { build-contexts: 'a=docker-image://e:1', sbom: true }\n",
    ],
  ],
  kubernetes: [
    [
      "k.yaml",
      "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n    spec: { template: { spec: { containers: [{ name: c1, image: a:1 }], volumes: [{ image: { reference: b:1 } }] } } }\n---\napiVersion: batch/v1\nkind: {{ .Values.kind }}\nspec:\n  template:\n    spec:\n      containers:\n        {{- if .x }}\n        - image: {{ .Values.image }}\n        {{- end }}\n",
    ],
  ],
  cwl: [
    [
      "t.cwl",
      'cwlVersion: v1.2\n$graph:\n  - class: CommandLineTool\n    id: "#t1"\n    hints: { DockerRequirement: { dockerPull: "a:1", dockerFile: "FROM b:1" } }\n    requirements: [{ class: DockerRequirement, dockerPull: { $include: x.txt } }]\n',
    ],
  ],
  "nf-core": [
    [
      "modules/nf-core/a/meta.yml",
      "name: a\ncontainers:\n  docker:\n    linux/amd64: { name: a:1, build_id: bd-1 }\n  singularity:\n    linux/amd64: { name: oras://b:1, https: https://c/d }\n",
      {
        "modules/nf-core/a/main.nf": module,
        "modules.json": '{"repos":{"x":{"modules":{"nf-core":{"a":{"git_sha":"1"}}}}}}',
      },
    ],
  ],
  bake: [
    [
      "docker-bake.hcl",
      'variable "A1" { default = "1" }\nvariable "A2" { default = "${A1}.2" }\ntarget "t1" {\n  matrix = { v1 = ["1", "2"], o = [{ x = "3" }] }\n  contexts = { a = "docker-image://a:${v1}-${o.x}" }\n  attest = ["type=sbom,generator=b:1"]\n  dockerfile-inline = <<E\nFROM c:${A2}\nE\n}\n',
    ],
    [
      "docker-bake.json",
      '{"variable":{"A":{"default":"1"}},"target":{"t":{"contexts":{"a":"docker-image://a:${A}"}}}}',
    ],
  ],
  wdl: [
    [
      "t.wdl",
      'version 1.0\nstruct S { String s }\nworkflow w1 { input { String v = "1" }\n call t1 { input: a1 = v, b = object { x: "2" } } scatter (i in [1]) { call t1 as t2 } }\ntask t1 {\n  input { String a1 = "1" String? c Object b }\n  String a2 = "~{a1}-~{if defined(c) then \'x\' else \'y\'}"\n  command <<< ~{a1} >>>\n  runtime { docker: select_first([c, "a:" + a2]) memory: "1 GB" }\n}\n',
    ],
  ],
  snakemake: [
    [
      "Snakefile",
      'V1 = "1"\ncontainer: "docker://a:1"\nrule r1:\n    input: "x"\n    container:\n        f"docker://b:{V1}" if config["x"] else "docker://c" + V1\n    shell: """x"""\n',
    ],
  ],
  devcontainer: [
    [
      ".devcontainer/devcontainer.json",
      '{ // x\n  "image": "a:${localEnv:TAG:1}", /* y */ "build": { "dockerfile": "D" },\n  "runArgs": ["--platform", "linux/arm64"],\n}\n',
    ],
  ],
  apptainer: [
    [
      "a.def",
      "Bootstrap: docker\nFrom: a:{{ A1 }}\nStage: s1\n%arguments\n  A1=1\n  A2={{ A1 }}\n%post\n  x\n\nBootstrap: docker\nFrom: b\\\n:1\n%files from s1\n  x\n",
    ],
  ],
  nextflow: [
    ["main.nf", main, { "b.nf": module, "nextflow.config": config, "c.config": "process.cpus = 1\n" }],
    ["nextflow.config", config, { "main.nf": main, "b.nf": module, "c.config": "process.cpus = 1\n" }],
  ],
  policy: [
    [
      "wave-inspect.yml",
      'version: 1\nfiles: { exclude: ["a/**", "{b,c}/*.nf"] }\nrules:\n  resolvable: error\n  size: { max: 2GiB, severity: warning }\noverrides:\n  - images: ["quay.io/**"]\n    rules: { pin: off }\nwaivers:\n  - { rules: [pin], images: ["a:*"], reason: x, expires: 2030-01-01 }\n',
    ],
  ],
  gitignore: [[".gitignore", "*.log\n!a.log\n/b/\nc/**/d[0-9]?\n\\#x\n", {}]],
};

/** How much of a hostile file is mutated. */
const HEAD = 2000;

/** The seeds of a kind, or of all. */
export function seedsOf(kinds: readonly string[]): readonly Seed[] {
  const built = Object.entries(seeds).flatMap(([kind, files]) =>
    files.map(([file, text, beside = {}]) => ({ kind, file, text, beside })),
  );
  const known = new Set(built.map(({ kind }) => kind));
  const hostile = cases.flatMap((each) => {
    const [prefix = ""] = each.name.split(":");
    const files = Object.entries(filesOf(each)).filter(([, text]) => typeof text === "string" && text !== "");
    const [first] = files;
    if (first === undefined || files.length > 2) return [];
    const kind = prefix === "yaml" ? "compose" : prefix;
    const [file, text] = first;
    return known.has(kind) && typeof text === "string" ? [{ kind, file, text: text.slice(0, HEAD), beside: {} }] : [];
  });
  const corners = readFileSync(new URL("../../test/scan/dockerfile/corners.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ kind: "dockerfile", file: "Dockerfile", text: textIn(JSON.parse(line)), beside: {} }));
  return [...built, ...hostile, ...corners].filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
}

function textIn(value: unknown): string {
  const text = typeof value === "object" && value !== null && "text" in value ? value.text : undefined;
  return typeof text === "string" ? text : "";
}

export const kinds = Object.keys(seeds);
