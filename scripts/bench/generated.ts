/** Generated files and hostile ones: whether four times the text takes about four times as long. */
import type { SourceTree } from "../../src/model.ts";
import { defaultScanOptions, scanRepository } from "../../src/scan/index.ts";
import { cpuTime } from "./measure.ts";

const rounds = 3;
const small = 256 * 1024;
const factor = 4;
/** What may come on top of four times the time: memory that grows, mostly. */
const bar = 1.75;

/** A file of about so many characters: what stands before, the repeated part by its number, what stands behind. */
interface Sample {
  readonly file: string;
  readonly before?: string;
  readonly part: (number: number) => string;
  readonly behind?: string;
}

const processA = "process A { container 'a:1'\n script: 'x' }\n";
const pipeline = { "main.nf": `${processA}workflow { A() }\n` };
const config = "nextflow.config";
const script = "main.nf";

const samples: Readonly<Record<string, Sample>> = {
  selectors: {
    file: config,
    before: "process {\n",
    part: (n) => ` withName: 'P${n}' { container = 'a:${n}' }\n`,
    behind: "}\n",
  },
  profiles: {
    file: config,
    before: "profiles {\n",
    part: (n) => ` p${n} { process.container = 'a:${n}' }\n`,
    behind: "}\n",
  },
  parameters: { file: config, part: (n) => `params.p${n} = 'a:${n}'\n` },
  "a chain of parameters": {
    file: config,
    before: "params.p0 = 'a'\n",
    part: (n) => `params.p${n + 1} = "\${params.p${n}}"\n`,
  },
  "a block again and again": { file: config, part: (n) => `process { ext.a${n} = ${n} }\n` },
  processes: {
    file: script,
    part: (n) => `process P${n} { container 'a:${n}'\n script: 'x' }\n`,
    behind: "workflow { P1() }\n",
  },
  "a chain of workflows": {
    file: script,
    before: `${processA}workflow W0 { A() }\n`,
    part: (n) => `workflow W${n + 1} { W${n}() }\n`,
    behind: "workflow { W3() }\n",
  },
  "workflows that double": {
    file: script,
    before: `${processA}workflow W0 { A() }\n`,
    part: (n) => `workflow W${n + 1} { W${n}(); W${n}() }\n`,
    behind: "workflow { W20() }\n",
  },
  functions: {
    file: script,
    before: processA,
    part: (n) => `def f${n + 1}() { f${n}() }\n`,
    behind: "workflow { A() }\n",
  },
  brackets: { file: script, before: "x = ", part: () => "[" },
  quotes: { file: script, part: () => "'" },
  commas: { file: script, before: "x = [1", part: () => "," },
  stages: { file: "Dockerfile", before: "FROM a AS s0\n", part: (n) => `FROM s${n} AS s${n + 1}\n` },
  arguments: {
    file: "Dockerfile",
    before: "ARG A0=x\n",
    part: (n) => `ARG A${n + 1}=$A${n}\n`,
    behind: "FROM a:$A3\n",
  },
  mounts: { file: "Dockerfile", before: "FROM a\nRUN ", part: (n) => `--mount=from=a:${n},target=/a `, behind: "x\n" },
  directives: { file: "Dockerfile", part: (n) => `# wave-inspect: ignore pin -- x\nFROM a:${n}\n` },
  services: { file: "compose.yaml", before: "services:\n", part: (n) => `  s${n}:\n    image: a:${n}\n` },
  "GitLab jobs": { file: ".gitlab-ci.yml", part: (n) => `j${n}:\n  image: a:${n}\n` },
  "a matrix": {
    file: ".github/workflows/a.yml",
    before:
      "jobs:\n  j:\n    container: 'a:${{ matrix.v }}'\n    strategy:\n      matrix:\n        w: [1, 2, 3]\n        v:\n",
    part: (n) => `          - ${n}\n`,
  },
  "no YAML": { file: "compose.yaml", before: "services:\n", part: () => "}}" },
  "bake targets": {
    file: "docker-bake.hcl",
    part: (n) => `target "t${n}" { contexts = { a = "docker-image://a:${n}" } }\n`,
  },
  "WDL calls": {
    file: "a.wdl",
    before: "version 1.0\ntask t { runtime { docker: 'a' } }\nworkflow w {\n",
    part: (n) => `call t as c${n}\n`,
    behind: "}\n",
  },
  rules: { file: "Snakefile", part: (n) => `rule r${n}:\n    container: 'docker://a:${n}'\n` },
};

export async function bench(print: (line: string) => void, args: readonly string[]): Promise<boolean> {
  const [only = ""] = args;
  let kept = true;
  for (const [name, sample] of Object.entries(samples).filter(([each]) => each.includes(only))) {
    const timeOf = (tree: SourceTree) => cpuTime(rounds, () => scanRepository(tree, defaultScanOptions));
    const once = await timeOf(treeOf(sample, small));
    const often = await timeOf(treeOf(sample, small * factor));
    const growth = often / once / factor;
    if (growth > bar) kept = false;
    print(
      `${name.padEnd(24)} 256 KiB ${once.toFixed(0).padStart(5)} ms   1 MiB ${often.toFixed(0).padStart(5)} ms   ${growth.toFixed(2)}`,
    );
  }
  print(`growth behind four times the time   (at most ${bar}; median of ${rounds} runs, processor time)`);
  return kept;
}

function treeOf({ file, before = "", part, behind = "" }: Sample, size: number): SourceTree {
  let text = before;
  for (let number = 0; text.length < size; number += 1) text += part(number);
  const files: Readonly<Record<string, string>> = { ...(file === config && pipeline), [file]: text + behind };
  return { files: Object.keys(files).sort(), read: (path) => files[path] };
}
