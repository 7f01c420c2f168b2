/** Every command and every option that `--help` names, run as it is shipped: with a cold compile cache, and a warm one. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { cli } from "../support/cli.ts";
import { multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

const files = {
  "main.nf": [
    "process FOO {",
    '  container "acme/foo:${params.tag}"',
    "  script: 'true'",
    "}",
    "process BAR {",
    "  container \"acme/${System.getenv('BAR') ?: 'bar'}:1\"",
    "  script: 'true'",
    "}",
    "workflow {",
    "  FOO()",
    "  BAR()",
    "}",
    "",
  ].join("\n"),
  "nextflow.config": "params.tag = '1'\ndocker.enabled = true\nprofiles { quay { docker.registry = 'quay.io' } }\n",
  "launch/nextflow.config": "params.tag = 'launched'\n",
  Dockerfile: "ARG V=3.20\nFROM busybox:1 AS a\nFROM alpine:$V AS b\n",
  "own.yml": "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n",
  "own.test.yml":
    'policy: own.yml\ncases: [{ name: a version is too weak, images: ["acme/foo:1"], expect: [{ rule: pin }] }]\n',
  "ran/trace.txt": "task_id\tname\tcontainer\n1\tFOO\tacme/foo:9\n",
  "known.json": '{"version":1,"findings":[]}',
  "night.json":
    '{"schemaVersion":1,"tool":{"name":"wave-inspect","version":"1.0.0"},"startedAt":"2026-11-24T12:00:00Z","inspector":"wave","inspections":[]}',
  "empty.lock": '{ "images": {}, "version": 1 }',
  "inspected.json": '{"processes":[{"name":"FOO","container":"acme/foo:2"}]}',
};

let registry: Registry;
let wave: Wave;

beforeAll(async () => {
  registry = await startRegistry({});
  registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  wave = await startWave({ registries: { [registry.host]: registry.url } });
});

afterAll(async () => {
  await wave.close();
  await registry.close();
});

const OF_A_RUN = [
  ["--policy own.yml", "acme/foo:1"],
  ["--profile quay", "quay.io/acme/foo:1"],
  ["--syntax v1", "acme/foo:1"],
  ["--env BAR=baz", "acme/baz:1"],
  ["--launch-dir launch", "acme/foo:launched"],
  ["--build-arg V=3.21", "alpine:3.21"],
  ["--target a", "busybox:1"],
  ["-- nextflow run . -profile quay --tag 2", "quay.io/acme/foo:2"],
] as const;

/** nf-core/modules#7747 asks which platform it is of. */
const GREP_SED_TAR = "community.wave.seqera.io/library/grep_sed_tar:4b2523b1c76a5494\n";
const ENVIRONMENT =
  "channels: [conda-forge, bioconda]\ndependencies: ['conda-forge::grep=3.11', 'conda-forge::sed=4.8', 'conda-forge::tar=1.34']\n";

/** A command line after its first word, the exit code, what is said among other things, standard input. */
const walk: readonly (readonly [line: string, code: number, says: string | RegExp, input?: string])[] = [
  ["--help", 0, "wave-inspect name IMAGE... | -"],
  ["-h", 0, "Exit codes:"],
  ["help", 0, "Exit codes:"],
  ["help check", 0, "--fail-on LEVEL"],
  ["help policy show", 0, /^wave-inspect policy show/],
  ["check --help", 0, "wave-inspect check --inspector none\n"],
  ["policy -h", 0, "wave-inspect policy test DIR|FILE"],
  ["--version", 0, `${packageJson.version}\n`],
  ["-V", 0, `${packageJson.version}\n`],

  ["name alpine", 0, "docker.io/library/alpine:latest"],
  ["name -", 0, "docker.io/library/busybox:latest", "alpine\nbusybox\n"],
  ["name --format text alpine:3", 0, /tag: +3\n/],
  ["name --format json -", 0, '"written": "alpine"', "alpine\n"],

  ["recipe", 0, "0 images held against 0 environments.\n"],
  ["recipe . --format text --history 5", 0, "A match proves what was asked of Wave, not the bytes.\n"],
  ["recipe . --format json", 0, "[]\n"],
  ["recipe . --history few", 2, "neither a number of commits nor all nor none"],
  ["recipe --from - --platform linux/arm64 --template conda/micromamba:v1", 0, GREP_SED_TAR, ENVIRONMENT],
  [
    "recipe --from - --singularity --repository quay.io/acme/wave",
    0,
    "oras://quay.io/acme/wave:grep-3.11_",
    ENVIRONMENT,
  ],
  ["recipe --find 4b2523b1c76a5494 .", 1, "Nothing found in 0 environments"],

  ["policy validate own.yml", 0, "own.yml: a valid policy.\n"],
  ["policy validate Dockerfile", 2, "Dockerfile:1:1: "],
  ["policy validate --format text own.yml", 0, "own.yml: a valid policy.\n"],
  ["policy validate --format json own.yml", 0, '"valid": true'],
  ["policy validate --format json Dockerfile", 2, '"column": 1'],
  ["policy show own.yml", 0, "version: 1\n"],
  ["policy show own.yml --origin", 0, "version: 1 # own.yml:1\n"],
  ["policy show --effective", 0, "# fail-on: "],
  ["policy test .", 0, "ok 1 - own.test.yml: a version is too weak\n"],
  ["policy test own.test.yml --format text", 0, "TAP version 14"],
  ["policy test own.test.yml --format junit", 0, "<testsuites"],
  ["policy test own.test.yml --format json", 0, '"outcome": "ok"'],

  ["completion bash", 0, "complete -o default -F _wave_inspect wave-inspect"],
  ["completion zsh", 0, "#compdef wave-inspect"],
  ["completion fish", 0, "complete -c wave-inspect"],

  ["init . --yes --dry-run", 0, "extends: [wave-inspect:standard]\n"],
  ["init --yes --dry-run --preset observe", 0, "extends: [wave-inspect:observe]\n"],
  ["init --yes --dry-run --engines docker", 0, "    - { profiles: [] }\n"],
  ["init --yes --dry-run --registries docker.io/**,REGISTRY", 0, '      - "docker.io/**"\n'],
  ["init --yes --dry-run --inspector none", 0, "inspector: none\n"],
  ["init", 2, "add --yes"],

  ["scan", 0, "acme/foo:1"],
  ["scan .", 0, "acme/foo:1"],
  ["scan --format text", 0, "acme/foo:1"],
  ["scan --format json", 0, '"schemaVersion": 1'],
  ["scan --format images", 3, "the list may lack images: 1 name not known before the run"],
  [
    "scan --format images --downloads --env BAR=1",
    0,
    /^docker.io\/acme\/1:1\ndocker.io\/acme\/foo:1\ndocker.io\/library\/alpine:3.20\n/,
  ],
  ["scan --downloads", 2, "--downloads is for --format images"],
  ["scan --format images --compare inspected.json", 2, "--compare tells where Nextflow differs"],
  ["scan --by process", 0, "acme/foo:1 (FOO; docker; default)"],
  ["check --inspector none --by process", 0, "warning[resolvable]"],
  ["check --inspector none --quiet", 0, /^main\.nf:6:\d+: warning resolvable/m],
  ["check --inspector none -v", 0, "= decided by: by default"],
  ["check --inspector none --verbose", 0, "= see: https://"],
  ["check --inspector none --min-severity error", 0, "below error not shown."],
  ["check --inspector none --color always", 0, "\u001B[1;33mwarning\u001B[0m"],
  ["check --inspector none --color never", 0, "warning[resolvable]"],
  ["scan . --compare inspected.json", 1, "Nextflow says acme/foo:2"],
  ...OF_A_RUN.map(([options, says]) => [`scan . ${options}`, 0, says] as const),

  ["check --inspector none", 0, "Undecided: "],
  ["check . --inspector none --policy own.yml", 1, "Fail: "],
  ["check . --inspector none --policy own.yml --fail-on never", 0, "Undecided: "],
  ["check . --inspector none --format text", 0, "Undecided: "],
  ["check . --inspector none --format json", 0, '"verdict": "undecided"'],
  ["check . --inspector none --policy own.yml --format sarif", 1, '"version":"2.1.0"'],
  ["check . --inspector none --policy own.yml --format github", 1, "file=main.nf,line=2,"],
  ["check . --inspector none --policy own.yml --format gitlab", 1, '"check_name": "pin"'],
  ["check . --inspector none --policy own.yml --report gitlab=quality.json --report junit=report.xml", 1, "Fail: "],
  ["check . --inspector none --policy own.yml --format junit", 1, "<testsuites"],
  ["check . --inspector none --policy own.yml --format rdjson", 1, '"diagnostics": ['],
  ["check . --inspector none --policy own.yml --format markdown", 1, "acme/foo&#58;1"],
  ["check . --inspector none --policy own.yml --format html", 1, "<!doctype html>"],
  ...OF_A_RUN.map(([options, says]) => [`check . --inspector none --policy own.yml ${options}`, 1, says] as const),
  ["check image --inspector registry --insecure-registry REGISTRY", 0, "Pass"],
  ["check image --inspector registry --insecure-registry REGISTRY --cache-dir cache", 0, "Pass"],
  ["check image --inspector wave --wave-endpoint WAVE --insecure-registry REGISTRY --platform linux/arm64", 0, "Pass"],

  ["check . --inspector none --only all", 0, "Undecided: "],
  ["check . --inspector none --only changed --base main", 2, "is in no repository of git"],
  [
    "init image --yes --dry-run --inspector wave --wave-endpoint WAVE --insecure-registry REGISTRY --cache-dir cache",
    0,
    "of which Wave was asked",
  ],
  ["check . --inspector none --policy own.yml --baseline known.json", 1, "Fail: "],
  ["explain acme/foo:1 --baseline known.json", 0, "acme/foo:1"],

  ["check --inspector none --lineage ran", 1, "FOO ran in docker.io/acme/foo:9, which nothing here pulls"],
  ["check --answers night.json", 3, "4 not recorded"],
  ["check --answers night.json --as-of 2027-01-01", 3, "judged as of 2027-01-01 00:00 UTC"],
  ["check --answers night.json --inspector wave", 2, "leave --inspector out"],
  ["check --as-of now", 2, "give --answers FILE, too"],
  ["explain acme/foo:1 --answers night.json --as-of now", 0, "exists: not recorded"],
  ["baseline --answers night.json --as-of now", 0, "known finding"],

  [
    "baseline --inspector none --policy own.yml",
    0,
    /known findings \(\d+ new, 0 kept, 0 taken out\)|\d kept, 0 taken out/,
  ],
  ["baseline . --inspector none --policy own.yml --baseline known.json --expires 2999-12-31", 0, "known.json: "],
  ["baseline . --inspector none --policy own.yml --owner me --reason later --ticket T-1 --renew", 0, "known finding"],
  ...OF_A_RUN.map(([options]) => [`baseline . --inspector none ${options}`, 0, "known finding"] as const),
  [
    "baseline image --inspector wave --wave-endpoint WAVE --insecure-registry REGISTRY --platform linux/arm64 --cache-dir cache",
    0,
    "known finding",
  ],

  ["matrix --inspector none", 0, "Nobody was asked: names and hashes alone were looked at."],
  ["matrix . --inspector none --format text --arch arm64", 0, /docker +2 not known\n/],
  ["matrix . --inspector none --format json", 0, '"blockers": []'],
  ["matrix . --inspector none --format csv", 0, /^process,engine,/],
  ["matrix . --inspector none --format html", 0, "<h1>Process matrix</h1>"],
  ["matrix . --inspector none --lock empty.lock", 0, "docker"],
  ["matrix --answers night.json --as-of now", 0, "docker"],
  [
    "matrix image --inspector wave --wave-endpoint WAVE --insecure-registry REGISTRY --cache-dir cache",
    0,
    "No process is here",
  ],
  ...OF_A_RUN.map(([options]) => [`matrix . --inspector none ${options}`, 0, "docker"] as const),

  ["fix image --inspector registry --insecure-registry REGISTRY", 0, "Nothing to mend.\n"],
  [
    "fix image --policy own.yml --wave-endpoint WAVE --insecure-registry REGISTRY --platform arm64 --cache-dir cache",
    1,
    "1 fix for 1 finding in 1 file.",
  ],
  [
    "fix image --policy own.yml --wave-endpoint WAVE --insecure-registry REGISTRY --format text --unsafe --rule pin --image REGISTRY/**",
    1,
    "+FROM ",
  ],
  [
    "fix image --policy own.yml --wave-endpoint WAVE --insecure-registry REGISTRY --format diff",
    1,
    /^diff --git a\/Dockerfile b\/Dockerfile\n/,
  ],
  ["fix image --wave-endpoint WAVE --insecure-registry REGISTRY --format json --write", 0, '"written": true'],
  ["fix . --inspector none --policy own.yml", 0, "left: "],
  ["fix . --inspector none --baseline known.json --lock empty.lock", 0, "left: "],
  ["fix --answers night.json --as-of now", 3, "left: "],
  ...OF_A_RUN.map(([options]) => [`fix . --inspector none --policy own.yml ${options}`, 0, "left: "] as const),

  ["explain acme/foo:1", 0, /written +acme\/foo:\$\{params\.tag\} at main\.nf:2:\d+\n/],
  ["explain main.nf:2 .", 0, /exists +error/],
  ["explain acme/foo:1 --format text", 0, "pin "],
  ["explain acme/foo:1 --format json", 0, '"way": {'],
  ["explain acme/fob:1", 2, "Did you mean docker.io/acme/foo:1?"],
  ...OF_A_RUN.map(([options, says]) => [`explain ${says} . ${options}`, 0, says] as const),
  ["explain REGISTRY/acme/tool:1.0 image --inspector registry --insecure-registry REGISTRY", 0, /findings +none\n/],
  [
    "explain image/Dockerfile:1 --inspector wave --wave-endpoint WAVE --insecure-registry REGISTRY --platform arm64 --cache-dir cache",
    0,
    /exists +error/,
  ],

  [
    "lock image --inspector registry --insecure-registry REGISTRY",
    0,
    "containers.lock is written: 1 image, 1 added, 0 kept.",
  ],
  [
    "lock image --inspector registry --insecure-registry REGISTRY --cache-dir cache --platform arm64 --lock own.lock --update --prune",
    0,
    "own.lock is written: 1 image, 1 added, 0 kept.",
  ],
  ["lock image --wave-endpoint WAVE --insecure-registry REGISTRY --format json", 0, '"written": true'],
  ["lock image --wave-endpoint WAVE --insecure-registry REGISTRY --format text", 0, "added"],
  ["check image --inspector registry --insecure-registry REGISTRY --lock empty.lock", 1, "is not in empty.lock"],
  ["explain REGISTRY/acme/tool:1.0 image --lock empty.lock", 0, /locked +error, by the lock that is there/],
  ["baseline image --inspector none --lock empty.lock --baseline own.json", 0, "own.json: "],
  ["lock image --inspector none", 2, "A lock records what registries say"],
  ["evidence . --answers recorded.json", 2, "Unknown option '--answers'"],
  ["evidence . --inspector none", 2, "A lock records what registries say"],
  [
    "evidence image --inspector registry --insecure-registry REGISTRY --cache-dir cache --platform arm64 --out pack --lock empty.lock --baseline known.json",
    1,
    "pack: FAILED, 1 image in the lock.",
  ],
  [
    "evidence image --wave-endpoint WAVE --insecure-registry REGISTRY --out pack",
    0,
    "pack: PASSED, 1 image in the lock.",
  ],
  ...OF_A_RUN.map(([options]) => [`evidence . --inspector none ${options}`, 2, "A lock records"] as const),
  ["lock . --lock Dockerfile", 2, "Dockerfile:1:1: JSON: a value should stand here"],
  ...OF_A_RUN.map(([options]) => [`lock . --inspector none ${options}`, 2, "A lock records"] as const),

  ["diff empty.lock empty.lock", 0, "empty.lock to empty.lock: nothing changed.\n"],
  ["diff empty.lock none.lock", 2, "diff takes a containers.lock, or what check --format json printed"],
  ["diff empty.lock empty.lock --format text", 0, "nothing changed"],
  ["diff empty.lock empty.lock --format json", 0, '"changed": []'],
  ["diff empty.lock empty.lock --format markdown", 0, "nothing changed"],
  ["diff empty.lock image --inspector registry --insecure-registry REGISTRY", 0, "empty.lock to now: 1 added.\n"],
  [
    "diff empty.lock image --wave-endpoint WAVE --insecure-registry REGISTRY --cache-dir cache --platform arm64",
    0,
    "empty.lock to now: 1 added.\n",
  ],
  ...OF_A_RUN.map(([options]) => [`diff empty.lock . --inspector none ${options}`, 2, "none asks nobody"] as const),

  ["inspect --wave-endpoint WAVE --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "acme/tool:1.0"],
  ["inspect --via registry --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "acme/tool:1.0"],
  ["inspect --via registry --insecure-registry REGISTRY REGISTRY/acme/none:1.0", 1, "acme/none:1.0"],
  ["inspect --via registry --format text --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "acme/tool:1.0"],
  ["inspect --via registry --format json --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, '"answer"'],
  ["inspect --via registry --every-platform --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "linux/arm64"],
  ["inspect --via registry --platform arm64 --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "linux/arm64"],
  ["inspect --via registry --cache-dir cache --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "acme/tool:1.0"],
  ["inspect --reachability --wave-endpoint WAVE --insecure-registry REGISTRY REGISTRY/acme/tool:1.0", 0, "readable"],
];

test.each(walk.map(([line, code, says, input = ""]) => [line, code, says, input] as const))("%s", async (...row) => {
  const [line, code, says, input] = row;
  const root = await repositoryOf({ ...files, "image/Dockerfile": `FROM ${registry.host}/acme/tool:1.0\n` });
  const caches = await scratch();
  const args = line.replaceAll("REGISTRY", registry.host).replaceAll("WAVE", wave.endpoint).split(" ");
  const env = { XDG_CACHE_HOME: caches, SOURCE_DATE_EPOCH: "1764547200" };
  const run = () => cli(args, { cwd: root, env, input });

  const cold = await run();
  expect(cold.out + cold.err).toMatch(says);
  expect(cold.code).toBe(code);
  // One folder of this version of Node, with a file for each that the command loaded.
  const [kept = ""] = await readdir(join(caches, "wave-inspect"));
  expect((await readdir(join(caches, "wave-inspect", kept))).length).toBeGreaterThan(0);

  // It is written where it is not there.
  for (const lock of ["own.lock", "image/containers.lock"]) await rm(join(root, lock), { force: true });
  const warm = await run();
  expect({ ...warm, out: steady(warm.out) }).toEqual({ ...cold, out: steady(cold.out) });
});

/** Without what is different from run to run: the time, and with --cache-dir who is asked. */
function steady(text: string): string {
  return (
    text
      .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d(?:(?::|&#58;)\u200B?\d\d)+(?:\.\d+)?/g, "TIME")
      .replaceAll(/(asked: +)cache\b/g, "$1registry")
      // The second baseline knows what the first wrote down.
      .replace(/ \(\d+ new, \d+ kept, 0 taken out\)\.\n(?:New: .*\n)?/, "")
  );
}

test("nothing that the help names is left out", async () => {
  const { out: help } = await cli(["--help"]);
  const walked = new Set(walk.flatMap(([line]) => partsOf(line.split(" "))));
  const names = [...help.matchAll(/^ {2}wave-inspect (?<name>[a-z]+(?: [a-z]+)?)(?= |$)/gmu)].map(
    ([, name = ""]) => name,
  );
  const helps = await Promise.all(names.map(async (name) => (await cli([...name.split(" "), "--help"])).out));
  const named = names.flatMap((name, index) => partsNamed(name, helps[index] ?? ""));
  expect(named).toContain("name -");
  expect(named).toContain("check --format html");
  expect(named).toContain("inspect --cache-dir");
  expect(named.length).toBeGreaterThan(90);
  expect(named.filter((part) => !walked.has(part))).toEqual([]);
});

/** `check --policy`, `check --format json` and the like, by the help of one command. */
function partsNamed(name: string, help: string): string[] {
  const [head = ""] = help.split("\n", 1);
  const [, listed = ""] = /\nOptions:\n([^]*?)\n\n/.exec(help) ?? [];
  const options = [...listed.matchAll(/^ {2}(?:-\w, )?(?<option>--[a-z-]*)(?<said>.*(?:\n {10,}\S.*)*)$/gmu)];
  const parts = options.flatMap(([, option = "", said = ""]) => {
    const words = option === "--format" ? said.replaceAll(/\s+/g, " ").replace(/;.*$/, "") : "";
    const formats = words.match(/\b[a-z]+\b/g)?.filter((word) => !["default", "or"].includes(word)) ?? [];
    return [`${name} ${option}`, ...formats.map((word) => `${name} --format ${word}`)];
  });
  return [name, ...(head.includes("| -") ? [`${name} -`] : []), ...parts];
}

/** The parts that one command line walks. */
function partsOf([name = "", ...args]: readonly string[]): string[] {
  const command = name === "policy" ? `${name} ${args[0]}` : name;
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end + 1);
  return [
    command,
    ...own.flatMap((arg, index) => {
      if (arg === "--format") return [`${command} ${arg}`, `${command} ${arg} ${own[index + 1]}`];
      return arg.startsWith("-") ? [`${command} ${arg}`] : [];
    }),
  ];
}
