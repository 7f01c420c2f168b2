/** Files of GitLab, of GitHub, of Kubernetes and of CWL that would keep a scan busy for ever. */
import { fill, type HostileCase, oneFileEach, pieces } from "./case.ts";

const G = ".gitlab-ci.yml";
const W = ".github/workflows/a.yml";

const step = (image: string, more = ""): string =>
  `on: push\njobs:\n  a:\n    runs-on: x\n    container: ${image}\n${more}`;
const matrix = (axes: string, image = '"a:${{ matrix.a0 }}"'): string =>
  step(image, `    strategy:\n      matrix:\n${axes}`);

const many = (count: number, name: (number: number) => string, text: (number: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [name(number), text(number)]));

export const pipelines: readonly HostileCase[] = [
  ...oneFileEach("gitlab", {
    "a chain of extends": [
      G,
      () => `j0: { image: "a:1" }\n${pieces(20_000, (n) => `j${n + 1}: { extends: j${n}, script: [x] }\n`)}`,
    ],
    "extends in a circle": [G, () => pieces(2000, (n) => `j${n}: { extends: j${(n + 1) % 2000}, script: [x] }\n`)],
    "extends of itself": [G, () => "j: { extends: j, image: a }\nk: { extends: [j, k], image: b }\n"],
    "extends that double": [
      G,
      () =>
        `j0: { image: "a:1" }\n${pieces(3000, (n) => `j${n + 1}: { extends: [j${n}, j${Math.max(0, n - 1)}], script: [x] }\n`)}`,
    ],
    "extends of all before": [
      G,
      () =>
        pieces(
          600,
          (n) => `j${n}: { extends: [${pieces(n, (m) => `j${m}, `)}], variables: { A: b }, image: "a:$A" }\n`,
        ),
    ],
    "references in a circle": [G, () => "j: { image: !reference [k, image] }\nk: { image: !reference [j, image] }\n"],
    "references of references": [
      G,
      () => `j0: { image: a }\n${pieces(20_000, (n) => `j${n + 1}: { image: !reference [j${n}, image] }\n`)}`,
    ],
    "services of references": [
      G,
      () =>
        `j0: { services: [a] }\n${pieces(40, (n) => `j${n + 1}: { services: [!reference [j${n}, services], !reference [j${n}, services]] }\n`)}`,
    ],
    "references of wide services": [
      G,
      () =>
        `j0: { services: [${pieces(2000, (n) => `"a:${n}", `)}] }\n${pieces(2000, (n) => `j${n + 1}: { script: [x], services: [!reference [j0, services]] }\n`)}`,
    ],
    "a reference of a long path": [G, () => fill("a, ", "j: { image: !reference [", "] }\n")],
    "a matrix": [
      G,
      () =>
        `j:\n  image: "a:$A0$A1$A2$A3"\n  parallel:\n    matrix:\n      - { ${pieces(20, (n) => `A${n}: [${pieces(50, (m) => `"v${m}", `)}], `)} }\n`,
    ],
    "many matrices": [
      G,
      () =>
        pieces(
          300,
          (n) =>
            `j${n}:\n  image: "a:$A0$A1$A2$A3"\n  parallel:\n    matrix:\n      - { ${pieces(4, (m) => `A${m}: [${pieces(20, (l) => `"v${l}", `)}], `)} }\n`,
        ),
    ],
    "a matrix for all that extend it": [
      G,
      () =>
        `.m:\n  image: "a:$A0$B"\n  parallel:\n    matrix:\n      - { A0: [${pieces(200, (m) => `"v${m}", `)}] }\n${pieces(20_000, (n) => `j${n}: { extends: .m, script: [x] }\n`)}`,
    ],
    "variables that double": [
      G,
      () => `variables:\n  A0: x\n${pieces(60, (n) => `  A${n + 1}: $A${n}$A${n}\n`)}j: { image: "a:$A60" }\n`,
    ],
    "variables of nothing that double": [
      G,
      () => `variables:\n  A0: ""\n${pieces(190, (n) => `  A${n + 1}: $A${n}$A${n}\n`)}j: { image: "a:$A190" }\n`,
    ],
    "a chain of variables": [
      G,
      () => `variables:\n  A0: x\n${pieces(20_000, (n) => `  A${n + 1}: $A${n}\n`)}j: { image: "a:$A20000" }\n`,
    ],
    "variables in a circle": [G, () => "variables: { A: $B, B: $A }\nj: { image: $A }\n"],
    "one image for many jobs": [G, () => `image: "a:$A$B$C"\n${pieces(60_000, (n) => `j${n}: { script: [x] }\n`)}`],
    "jobs with variables": [
      G,
      () => `image: "a:$A"\n${pieces(20_000, (n) => `j${n}: { variables: { A: "${n}" }, script: [x] }\n`)}`,
    ],
    "variables of one image": [G, () => fill("$A", 'variables: { A: b }\nj: { image: "', '" }\n')],
    "inputs of one image": [
      G,
      () => fill("$[[ inputs.a ]]", 'spec: { inputs: { a: { default: b } } }\n---\nj: { image: "', '" }\n'),
    ],
    "inputs that are not closed": [G, () => fill("$[[ inputs.a ", 'j: { image: "', '" }\n')],
    "blanks of an input": [G, () => fill(" ", 'j: { image: "$[[', 'x" }\n')],
    "documents of inputs": [
      G,
      () => fill("---\nspec: { inputs: { b: { default: c } } }\n", "", "---\nj: { image: '$[[ inputs.a ]]' }\n"),
    ],
    "documents of jobs and inputs": [G, () => fill("---\nj: { image: '$[[ inputs.a ]]' }\n")],
  }),
  {
    name: "gitlab: many files",
    files: () =>
      many(
        1500,
        (n) => `.gitlab/${n}.yml`,
        (n) => `variables: { A${n}: b }\nj${n}: { image: "a:$A${n}" }\n`,
      ),
  },
  ...oneFileEach("workflow", {
    "format that multiplies": [
      W,
      () =>
        step(
          `"\${{ format('${"{0}".repeat(1000)}', format('${"{0}".repeat(1000)}', format('${"{0}".repeat(1000)}', 'a'))) }}"`,
        ),
    ],
    "format that multiplies deeply": [
      W,
      () => step(`"\${{ ${"format('{0}{0}{0}{0}', ".repeat(40)}'a'${")".repeat(40)} }}"`),
    ],
    "format that doubles by inputs": [
      W,
      () =>
        `on: { workflow_call: { inputs: { a: { default: ${"x".repeat(100_000)} } } } }\njobs: { a: { container: "\${{ format('${"{0}".repeat(20_000)}', inputs.a) }}" } }\n`,
    ],
    "format of many arguments": [W, () => fill(", 'a'", step("\"${{ format('{0}'").trimEnd(), ') }}"\n')],
    "format without end": [W, () => fill("format('", step('"${{ ').trimEnd(), ' }}"\n')],
    "a text of inputs": [
      W,
      () =>
        fill(
          "${{ inputs.a }}",
          `on: { workflow_call: { inputs: { a: { default: ${"x".repeat(1000)} } } } }\njobs: { a: { container: "`,
          '" } }\n',
        ),
    ],
    parentheses: [W, () => fill("(", step('"${{ ').trimEnd(), ' }}"\n')],
    "parentheses, closed": [W, () => step(`"\${{ ${"(".repeat(300_000)}1${")".repeat(300_000)} }}"`)],
    negations: [W, () => fill("!", step('"${{ ').trimEnd(), '1 }}"\n')],
    or: [W, () => fill("a || ", step('"${{ ').trimEnd(), 'b }}"\n')],
    "and of true": [W, () => fill("true && ", step('"${{ ').trimEnd(), "'b' }}\"\n")],
    comparisons: [W, () => fill("1 == ", step('"${{ ').trimEnd(), '1 }}"\n')],
    "a path": [W, () => fill("a.", step('"${{ ').trimEnd(), 'b }}"\n')],
    indices: [W, () => fill("a[", step('"${{ ').trimEnd(), 'b }}"\n')],
    expressions: [W, () => fill("${{ a }}", step('"').trimEnd(), '"\n')],
    "expressions that are not closed": [W, () => fill("${{ a ", step('"').trimEnd(), '"\n')],
    "quotes in an expression": [W, () => fill("'", step('"${{ ').trimEnd(), ' }}"\n')],
    "blanks in an expression": [W, () => fill(" ", step('"${{ a').trimEnd(), '? }}"\n')],
    "digits in an expression": [W, () => fill("1", step('"${{ ').trimEnd(), 'x }}"\n')],
    "a wide matrix": [W, () => matrix(pieces(20, (n) => `        a${n}: [${pieces(50, (m) => `v${m}, `)}]\n`))],
    "a matrix of many axes": [W, () => matrix(pieces(20_000, (n) => `        a${n}: [b]\n`))],
    "a matrix of many axes and values": [W, () => matrix(pieces(8000, (n) => `        a${n}: [b, c, d, e]\n`))],
    "exclude of a matrix": [
      W,
      () =>
        matrix(
          `        a0: [${pieces(200, (m) => `v${m}, `)}]\n        a1: [b, c]\n        exclude:\n${pieces(20_000, (n) => `          - { a0: w${n}, a1: b }\n`)}`,
        ),
    ],
    "include of a matrix": [
      W,
      () =>
        matrix(
          `        a0: [${pieces(200, (m) => `v${m}, `)}]\n        include:\n${pieces(20_000, (n) => `          - { b${n}: w${n} }\n`)}`,
        ),
    ],
    "include of many images": [
      W,
      () => matrix(`        include:\n${pieces(60_000, (n) => `          - { a0: w${n} }\n`)}`),
    ],
    "a matrix of large values": [
      W,
      () =>
        matrix(
          `        a0: [${pieces(200, (m) => `{ x: ${m} }, `)}]\n        exclude:\n          - a0: { ${pieces(40_000, (n) => `k${n}: v, `)} }\n`,
        ),
    ],
    "a matrix of values that double": [
      W,
      () =>
        `x0: &x0 [a]\n${pieces(30, (n) => `x${n + 1}: &x${n + 1} [*x${n}, *x${n}, *x${n}]\n`)}${matrix(`        a0: [*x30, *x30]\n        exclude:\n          - a0: *x29\n`)}`,
    ],
    "many jobs with a matrix": [
      W,
      () =>
        `jobs:\n${pieces(1500, (n) => `  j${n}:\n    container: "a:\${{ matrix.a }}"\n    strategy: { matrix: { a: [${pieces(250, (m) => `${m},`)}] } }\n`)}`,
    ],
    "many steps with a matrix": [
      W,
      () =>
        `jobs:\n  j:\n    strategy: { matrix: { a: [${pieces(250, (m) => `${m},`)}] } }\n    steps:\n${pieces(8000, () => `    - { uses: docker/build-push-action@v6, with: { build-contexts: "a=docker-image://a:\${{ matrix.a }}" } }\n`)}`,
    ],
    "many services with a matrix": [
      W,
      () =>
        `jobs:\n  j:\n    strategy: { matrix: { a: [${pieces(250, (m) => `${m},`)}] } }\n    services:\n${pieces(20_000, (n) => `      s${n}: "a:\${{ matrix.a }}"\n`)}`,
    ],
    "names of a matrix": [
      W,
      () =>
        matrix(
          pieces(5000, (n) => `        a${n}: [b]\n`),
          `"${pieces(5000, (n) => `\${{ matrix.a${n} }}`)}"`,
        ),
    ],
    steps: [W, () => fill("    - uses: docker://a\n", "jobs:\n  j:\n    steps:\n")],
    "inputs asked for": [
      W,
      () =>
        `on: { workflow_call: { inputs: {${pieces(10_000, (n) => `a${n}: { default: b }, `)}} } }\njobs: { a: { container: "${pieces(10_000, (n) => `\${{ inputs.a${n} }}`)}" } }\n`,
    ],
    "lines of contexts": [
      W,
      () =>
        fill(
          "            a=docker-image://b\n",
          "jobs:\n  j:\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n          build-contexts: |\n",
        ),
    ],
    "options of an attestation": [
      W,
      () =>
        fill(
          "a,",
          "jobs:\n  j:\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n          attests: type=sbom,",
          "\n",
        ),
    ],
    "lines of attestations": [
      W,
      () =>
        fill(
          "            type=sbom\n",
          "jobs:\n  j:\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n          attests: |\n",
        ),
    ],
  }),
  ...oneFileEach("kubernetes", {
    "lists in lists": [
      "k.yaml",
      () =>
        `apiVersion: v1\nkind: List\nitems:\n${pieces(60_000, () => "- {apiVersion: v1, kind: PodList, items: []}\n")}# image`,
    ],
    "lists that double": [
      "k.yaml",
      () =>
        `x0: &x0 { apiVersion: v1, kind: Pod, spec: { containers: [{ image: "a:1" }] } }\n${pieces(5, (n) => `x${n + 1}: &x${n + 1} { apiVersion: v1, kind: List, items: [${`*x${n}, `.repeat(200)}] }\n`)}kind: List\napiVersion: v1\nitems: [*x5]\n`,
    ],
    "containers that double": [
      "k.yaml",
      () =>
        `c: &c [${pieces(300, (n) => `{ image: "a:${n}" }, `)}]\ni: &i { apiVersion: v1, kind: Pod, spec: { containers: *c, initContainers: *c } }\nkind: List\napiVersion: v1\nitems: [${"*i, ".repeat(30_000)}]\n`,
    ],
    "opening tags": ["k.yaml", () => fill("{{", "kind: Pod\napiVersion: v1\nimage: a\n")],
    "opening tags apart": ["k.yaml", () => fill("{{ ", "kind: Pod\napiVersion: v1\nimage: a\n")],
    "an opening tag that is not closed": ["k.yaml", () => fill("a }", "kind: Pod\napiVersion: v1\nimage: {{ ")],
    tags: ["k.yaml", () => fill("{{ a }}", "kind: Pod\napiVersion: v1\nspec: {containers: [{image: ", "}]}\n")],
    "tags on lines": [
      "k.yaml",
      () => fill("{{ a }}\n", "kind: Pod\napiVersion: v1\nspec: {containers: [{image: a}]}\n"),
    ],
    "blanks before tags": ["k.yaml", () => fill(" ", "kind: Pod\napiVersion: v1\nimage: a\n", "{{ a }} b\n")],
    "dashes before a kind": ["k.yaml", () => fill(" -", "apiVersion: v1\nimage: a\n", "kind Pod\n")],
    "images of one container": [
      "k.yaml",
      () => fill("    image: a\n", "kind: Pod\napiVersion: v1\nspec:\n  containers:\n  - name: a\n"),
    ],
  }),
  ...oneFileEach("cwl", {
    "a large graph": [
      "a.cwl",
      () =>
        `$graph:\n${pieces(15_000, (n) => `- { id: "#t${n}", class: CommandLineTool, hints: { DockerRequirement: { dockerPull: "a:${n}" } } }\n`)}`,
    ],
    "steps in steps": ["a.cwl", () => `cwlVersion: v1.2\nsteps: ${"{ a: { run: { steps: ".repeat(3000)}`],
    "JSON in JSON": ["a.cwl.json", () => fill('{"run":', "", "1")],
    "JSON lists": ["a.cwl.json", () => fill("[", '{"$graph":')],
    "a graph that doubles": [
      "a.cwl",
      () =>
        `x0: &x0 { class: DockerRequirement, dockerPull: "a:1" }\n${pieces(60, (n) => `x${n + 1}: &x${n + 1} { a: *x${n}, b: *x${n} }\n`)}hints: *x60\n`,
    ],
    "merge keys of a graph": [
      "a.cwl",
      () =>
        `x0: &x0 { class: DockerRequirement, dockerPull: "a:1" }\n${pieces(90, (n) => `x${n + 1}: &x${n + 1} { <<: *x${n}, k${n}: *x${n} }\n`)}hints: *x90\n`,
    ],
    "a dockerFile": ["a.cwl", () => fill("      FROM a\n", "hints:\n  DockerRequirement:\n    dockerFile: |\n")],
    "a requirement": ["r.yaml", () => fill("a: b\n", "class: DockerRequirement\ndockerPull: a\n")],
  }),
  {
    name: "nf-core: many containers",
    files: () => ({
      "modules/a/main.nf": "process A { container 'a:1'\n script: 'x' }\n",
      "modules/a/meta.yml": fill("    linux/amd64: { name: a }\n", "containers:\n  docker:\n"),
    }),
  },
  {
    name: "nf-core: lines of a process",
    files: () => ({
      "modules/a/main.nf": fill(" ", "process", "\n"),
      "modules/a/meta.yml": "containers:\n  docker: {}\n",
    }),
  },
  {
    name: "nf-core: modules.json nested",
    files: () => ({ "modules.json": fill('{"repos":', "", "1"), Dockerfile: "FROM a\n" }),
  },
  {
    name: "nf-core: modules.json of many",
    files: () => ({
      "modules.json": `{"repos":{"x":{"modules":{"nf-core":{${pieces(40_000, (n) => `"m${n}":{"git_sha":"a"},`)}"z":{}}}}}}`,
      Dockerfile: "FROM a\n",
    }),
  },
  {
    name: "nf-core: many modules.json",
    files: () =>
      many(
        1500,
        (n) => `${n}/modules.json`,
        () => '{"repos":{"x":{"modules":{"nf-core":{"m":{"git_sha":"a"}}}}}}',
      ),
  },
];
