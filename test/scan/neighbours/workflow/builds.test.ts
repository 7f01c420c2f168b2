import { expect, test } from "vitest";
import { type BuildValue, plainValue } from "../../../../src/scan/kit/build-definition.ts";
import { scanWorkflow } from "../../../../src/scan/neighbours/workflow/index.ts";
import { around } from "../../in-memory.ts";

const FILES = {
  Dockerfile: "FROM scratch\n",
  "sub/Dockerfile": "FROM scratch\n",
  "sub/f.Dockerfile": "FROM scratch\n",
};

const scan = (yaml: string, file = ".github/workflows/ci.yml", files: Readonly<Record<string, string>> = FILES) =>
  scanWorkflow(file, yaml, around(files));

const textOf = (value: BuildValue) =>
  value.unresolved === undefined ? plainValue(value) : `open: ${value.reference.text}`;

/** Each build as its Dockerfile and what it is asked for. */
const builds = (found: ReturnType<typeof scan>) =>
  (found.builds ?? []).map(({ dockerfile, args, target, contexts, platforms }) => ({
    dockerfile,
    ...(args.size > 0 && { args: Object.fromEntries([...args].map(([name, value]) => [name, textOf(value)])) }),
    ...(target !== undefined && { target: textOf(target) }),
    ...(contexts.size > 0 && {
      contexts: Object.fromEntries(
        [...contexts].map(([name, value]) => [name, value === "no image" ? value : textOf(value.image)]),
      ),
    }),
    ...(platforms.length > 0 && { platforms }),
  }));

/** A job with one step of docker/build-push-action. */
const job = (inputs: string, setup = "") =>
  scan(
    [
      "jobs:",
      "  b:",
      ...setup.split("\n").map((line) => `    ${line}`),
      "    steps:",
      "      - uses: docker/build-push-action@v6",
      "        with:",
      ...inputs.split("\n").map((line) => `          ${line}`),
    ].join("\n"),
  );

const dockerfiles = (inputs: string) => builds(job(inputs)).map(({ dockerfile }) => dockerfile);

test("where the Dockerfile is: in the context, in the folder of the job, or in the repository as a context", () => {
  expect(dockerfiles("push: true")).toEqual(["Dockerfile"]);
  expect(dockerfiles("context: ''")).toEqual(["Dockerfile"]);
  expect(dockerfiles("context: .")).toEqual(["Dockerfile"]);
  expect(dockerfiles("context: ./sub")).toEqual(["sub/Dockerfile"]);
  expect(dockerfiles("context: .\nfile: sub/f.Dockerfile")).toEqual(["sub/f.Dockerfile"]);
  expect(dockerfiles("file: ./sub/f.Dockerfile")).toEqual(["sub/f.Dockerfile"]);
  expect(dockerfiles("context: '{{defaultContext}}'")).toEqual(["Dockerfile"]);
  expect(dockerfiles("context: '{{ defaultContext }}:sub'\nfile: f.Dockerfile")).toEqual(["sub/f.Dockerfile"]);
  expect(dockerfiles("context: https://github.com/${{ github.repository }}.git")).toEqual(["Dockerfile"]);
  expect(dockerfiles("context: ${{ github.server_url }}/${{ github.repository }}.git#${{ github.sha }}:sub")).toEqual([
    "sub/Dockerfile",
  ]);
  expect(dockerfiles("context: ${{ github.workspace }}")).toEqual([]);
  expect(dockerfiles("file: ${{ steps.x.outputs.file }}")).toEqual([]);
});

test("in a repository within the repository, paths start from there", () => {
  const yaml = "jobs: { b: { steps: [{ uses: docker/build-push-action@v6, with: { context: . } }] } }";
  expect(builds(scan(yaml, "sub/.github/workflows/ci.yml"))).toEqual([{ dockerfile: "sub/Dockerfile" }]);
});

test("what lies elsewhere, and what is not there, is said; its contexts are pulls", () => {
  const said = (inputs: string) => job(inputs).problems.map(({ kind }) => kind);
  expect(said("context: https://github.com/acme/other.git#main")).toEqual(["remote-include"]);
  expect(said("context: .\nfile: https://example.com/Dockerfile")).toEqual(["remote-include"]);
  expect(said("context: ../up")).toEqual(["remote-include"]);
  expect(said("context: gone")).toEqual(["unreadable"]);
  const gone = job("context: gone\nbuild-contexts: base=docker-image://alpine:3");
  expect(gone.pulls.map(({ image }) => image)).toEqual(["alpine:3"]);
  const open = job("context: ${{ github.workspace }}\nbuild-contexts: base=docker-image://alpine:3");
  expect(open.pulls.map(({ image }) => image)).toEqual(["alpine:3"]);
  expect(job("build-contexts: base=docker-image://alpine:3").pulls).toEqual([]);
  const options = { ...around().options, kinds: { ...around().options.kinds, dockerfile: false } };
  const yaml =
    "jobs: { b: { steps: [{ uses: docker/build-push-action@v6, with: { build-contexts: 'b=docker-image://b:1' } }] } }";
  expect(scanWorkflow(".github/workflows/ci.yml", yaml, { ...around(FILES), options }).pulls).toHaveLength(1);
});

test("arguments as the action reads them: a line each, in quotes or not, with commas and signs of equality", () => {
  const inputs = 'build-args: |\n  A=1\n  B=x,y=z\n\n    "C=a, b"  \n  D=\n  E = f\n  A=2';
  expect(builds(job(inputs))).toEqual([
    { dockerfile: "Dockerfile", args: { A: "2", B: "x,y=z", C: "a, b", D: "", "E ": " f" } },
  ]);
});

test("what an expression gives may be several arguments, and a name alone is a variable of the step", () => {
  const inputs = "build-args: |\n  ${{ matrix.args }}\n  ${{ github.sha }}\n  KNOWN\n  UNKNOWN\n  EMPTY\n  OPEN";
  const setup = [
    "env: { KNOWN: k, EMPTY: '', OPEN: '${{ github.sha }}' }",
    'strategy: { matrix: { args: ["A=1\\nB=x ", "C=${{ github.sha }}", "D=4"] } }',
  ].join("\n");
  const rest = { KNOWN: "k", EMPTY: "", UNKNOWN: "open: UNKNOWN", OPEN: "open: OPEN" };
  expect(builds(job(inputs, setup))).toEqual([
    { dockerfile: "Dockerfile", args: { A: "1", B: "x", ...rest } },
    { dockerfile: "Dockerfile", args: rest },
    { dockerfile: "Dockerfile", args: { D: "4", ...rest } },
  ]);
});

const setting = (command: string) => `
env: { A: "1", B: "1", C: "1", N: 3.10 }
jobs:
  b:
    env: { B: "2", C: "2", L: "${"x".repeat(3000)}" }
    steps:
      - run: ${command}
      - uses: docker/build-push-action@v6
        env: { C: "3" }
        with: { build-args: "V=\${{ env.A }}\${{ env.B }}\${{ env.C }}", target: "\${{ env.N }}" }
`;

test("variables of the workflow, the job and the step, unless a command sets them anew", () => {
  expect(builds(scan(setting("make")))).toEqual([{ dockerfile: "Dockerfile", args: { V: "123" }, target: "3.1" }]);
  expect(builds(scan(setting('echo "B=9" >> $GITHUB_ENV')))[0]?.args).toEqual({ V: expect.stringMatching(/^open: /) });
  expect(builds(job("build-args: V=${{ env.L }}", `env: { L: ${"x".repeat(3000)} }`))[0]?.args?.["V"]).toMatch(
    /^open: /,
  );
});

const step = (inputs: string): string =>
  `runs:\n  using: composite\n  steps:\n    - uses: docker/build-push-action@v6\n      with: { ${inputs} }\n`;

test("the folder of an action is where its build finds the files of the action", () => {
  const files = { "a/Dockerfile": "FROM a:1\n", "b/x.Dockerfile": "FROM b:1\n" };
  const found = (inputs: string) => builds(scanWorkflow("a/action.yml", step(inputs), around(files)));
  expect(found("context: '${{ github.action_path }}', build-args: V=1")).toEqual([
    { dockerfile: "a/Dockerfile", args: { V: "1" } },
  ]);
  expect(found("file: '${{ github.action_path }}/../b/x.Dockerfile'")).toEqual([{ dockerfile: "b/x.Dockerfile" }]);
});

test("target, contexts and platforms", () => {
  const inputs = [
    "target: ${{ matrix.stage }}",
    "platforms: |",
    "  linux/amd64,${{ matrix.arch }}",
    "  linux/s390x",
    "build-contexts: |",
    "  base=docker-image://alpine:${{ matrix.v }}",
    "  plain=docker-image://debian:12",
    "  whole=${{ matrix.base }}",
    "  src=./src",
    "  open=${{ github.sha }}",
  ];
  const matrix =
    "strategy: { matrix: { include: [{ stage: run, arch: linux/arm64, v: 3.20, base: 'docker-image://b:1' }] } }";
  expect(builds(job(inputs.join("\n"), matrix))).toEqual([
    {
      dockerfile: "Dockerfile",
      target: "run",
      contexts: {
        base: "alpine:3.2",
        plain: "debian:12",
        whole: "b:1",
        src: "no image",
        open: "open: ${{ github.sha }}",
      },
      platforms: ["linux/amd64", "linux/arm64", "linux/s390x"],
    },
  ]);
  expect(builds(job("target: ' '\nplatforms: ${{ github.sha }}"))).toEqual([{ dockerfile: "Dockerfile" }]);
  expect(builds(job("target: ${{ github.sha }}"))[0]?.target).toBe("open: ${{ github.sha }}");
});

const steps = (checkouts: string, context: string) =>
  scan(`jobs: { b: { steps: [${checkouts} { uses: docker/build-push-action@v6, with: { context: ${context} } }] } }`);

const at = (path: string) => `{ uses: actions/checkout@v4, with: { path: ${path} } },`;

const other = (path: string) => `{ uses: actions/checkout@v4, with: { repository: acme/tools, path: ${path} } },`;

const kinds = (found: ReturnType<typeof scan>) => found.problems.map(({ kind }) => kind);

test("checkouts tell in which repository a file is, and where in it", () => {
  const own = "{ uses: actions/checkout@v4 },";
  const named = "{ uses: actions/checkout@v4, with: { repository: '${{ github.repository }}', path: src/ } },";
  expect(builds(steps(own, "sub"))).toEqual([{ dockerfile: "sub/Dockerfile" }]);
  expect(builds(steps(at("src"), "src/sub"))).toEqual([{ dockerfile: "sub/Dockerfile" }]);
  expect(builds(steps(named, "./src"))).toEqual([{ dockerfile: "Dockerfile" }]);
  expect(builds(steps(at("src"), "sub"))).toEqual([{ dockerfile: "sub/Dockerfile" }]);
  expect(builds(steps(own + other("sub"), "."))).toEqual([{ dockerfile: "Dockerfile" }]);
  expect(kinds(steps(own + other("sub"), "./sub"))).toEqual(["remote-include"]);
  expect(kinds(steps(other("."), "."))).toEqual(["remote-include"]);
  expect(builds(steps(other(".") + own, "."))).toEqual([{ dockerfile: "Dockerfile" }]);
  expect(builds(steps(at("a/b") + other("a"), "a/b/sub"))).toEqual([{ dockerfile: "sub/Dockerfile" }]);
  const open = "{ uses: actions/checkout@v4, with: { repository: '${{ inputs.r }}' } },";
  expect([builds(steps(open, ".")), kinds(steps(open, "."))]).toEqual([[], []]);
});

test("steps of a composite action run in the folder of the job that uses it", () => {
  const yaml = `
inputs: { v: { default: "3" } }
runs:
  using: composite
  steps:
    - uses: docker/build-push-action@v6
      with: { context: sub, build-args: "V=\${{ inputs.v }}" }
`;
  const found = scan(yaml, "act/action.yml");
  expect(builds(found)).toEqual([{ dockerfile: "sub/Dockerfile", args: { V: "3" } }]);
  expect(found.builds?.[0]?.name).toBe("action");
});

const led = (inputs: string, file?: string) => {
  const yaml = `jobs: { b: { strategy: { matrix: { f: [a.hcl] } }, steps: [{ uses: docker/bake-action@v6, with: { ${inputs} } }] } }`;
  const found = scan(yaml, file, { "ci/a.hcl": "", "a.hcl": "", "b.json": "", "x.yml": "" });
  return [...(found.leads ?? []).map(({ path }) => path), ...found.problems.map(({ kind }) => kind)];
};

test("a file that docker/bake-action names is followed, whatever it is called", () => {
  expect(led("files: ci/a.hcl")).toEqual(["ci/a.hcl"]);
  expect(led("files: './${{ matrix.f }},${{ steps.meta.outputs.bake-file }}'")).toEqual(["a.hcl"]);
  expect(led("files: cwd://b.json")).toEqual(["b.json"]);
  expect(led("files: a.hcl, workdir: ci")).toEqual(["ci/a.hcl"]);
  expect(led("files: a.hcl, source: '{{defaultContext}}:ci'")).toEqual(["ci/a.hcl"]);
  expect(led("files: a.hcl", "ci/.github/workflows/x.yml")).toEqual(["ci/a.hcl"]);
  expect(led("files: gone.hcl")).toEqual(["missing-include"]);
  // Several are one to bake, and another repository's are elsewhere.
  expect(led("files: 'a.hcl,b.json'")).toEqual([]);
  expect(led("files: a.hcl, source: 'https://github.com/acme/other.git'")).toEqual([]);
  expect(led("files: a.hcl, workdir: '${{ github.sha }}'")).toEqual([]);
  expect(led("files: x.yml")).toEqual([]);
  expect(led("targets: a")).toEqual([]);
});

/** Numbers from 0 up to a limit, the same for each seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const VALUES = ["1", "3.10", "slim", "linux/amd64", "a-b", "x_y"];

/** What GitHub makes of the values of a list under each name: every pair, in order. */
const product = (axes: readonly (readonly [string, readonly string[]])[]) =>
  axes.reduce<readonly ReadonlyMap<string, string>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => new Map([...one, [name, value]]))),
    [new Map()],
  );

/**
 * A workflow with one build, whose inputs are made of literals, matrices, variables and inputs, and what each combination
 * asks for, which is known from how it was made.
 */
function generated(seed: number) {
  const below = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const axes = ["os", "v", "w"].slice(0, below(4)).map((name) => {
    return [name, VALUES.slice(below(3), 4 + below(2))] as const;
  });
  const fixed = new Map([
    ["env.TOP", pick(VALUES)],
    ["env.JOB", pick(VALUES)],
    ["env.STEP", pick(VALUES)],
    ["inputs.given", pick(VALUES)],
  ]);
  const names = [...fixed.keys(), ...axes.map(([name]) => `matrix.${name}`)];
  const text = (): readonly (readonly [written: string, name?: string])[] =>
    Array.from({ length: 1 + below(3) }, () => {
      const name = pick(names);
      return below(2) === 0 ? [pick(["x", "1.2-", "a:"])] : [`\${{ ${name} }}`, name];
    });
  const args = new Map(["A", "B", "C"].slice(below(3)).map((name) => [name, text()]));
  const context = text();
  const target = below(2) === 0 ? text() : [];
  const written = (pieces: ReturnType<typeof text>) => pieces.map(([piece]) => piece).join("");
  const yaml = `
on: { workflow_call: { inputs: { given: { default: ${JSON.stringify(fixed.get("inputs.given")!)} } } } }
env: { TOP: ${JSON.stringify(fixed.get("env.TOP")!)}, JOB: top, STEP: top }
jobs:
  b:
    env: { JOB: ${JSON.stringify(fixed.get("env.JOB")!)}, STEP: job }
    ${axes.length === 0 ? "" : `strategy: { matrix: ${JSON.stringify(Object.fromEntries(axes))} }`}
    steps:
      - uses: docker/build-push-action@v6
        env: { STEP: ${JSON.stringify(fixed.get("env.STEP")!)} }
        with:
          context: ${JSON.stringify(`d/${written(context)}`)}
          ${target.length > 0 ? `target: ${JSON.stringify(written(target))}` : "push: true"}
          build-args: |
${Array.from(args, ([name, value]) => `            ${name}=${written(value)}`).join("\n")}
`;
  const expected = product(axes).map((combination) => {
    const made = (pieces: ReturnType<typeof text>) =>
      pieces
        .map(([piece, name]) => (name === undefined ? piece : (fixed.get(name) ?? combination.get(name.slice(7)))))
        .join("");
    return {
      dockerfile: `d/${made(context)}/Dockerfile`,
      args: Object.fromEntries(Array.from(args, ([name, value]) => [name, made(value)])),
      ...(target.length > 0 && { target: made(target) }),
    };
  });
  return { yaml, expected };
}

test.each(Array.from({ length: 150 }, (_, seed) => seed + 1))("generated workflow %i", (seed) => {
  const { yaml, expected } = generated(seed);
  const tree = { files: [], read: () => "FROM scratch\n" };
  const found = scanWorkflow(".github/workflows/ci.yml", yaml, { ...around(), tree });
  const unique = new Map(expected.map((one) => [JSON.stringify(one), one]));
  expect(found.problems).toEqual([]);
  expect(new Map(builds(found).map((one) => [JSON.stringify(one), one]))).toEqual(unique);
});
