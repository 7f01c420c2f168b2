/** What a gate must not let through without a word: each is a finding or leaves the run undecided, and says why. */
import { expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";

const process = (name: string, image: string): string =>
  `process ${name} {\n  container '${image}'\n  script:\n  "true"\n}\n`;
const pipeline = (image: string): string => `${process("A", image)}workflow { A() }\n`;

const DOCKER = "profiles { docker { docker.enabled = true } }\n";
const SINGULARITY = "singularity.enabled = true\n";
const GOOD = { "main.nf": pipeline("quay.io/acme/tool:1.0"), "nextflow.config": DOCKER };

type Files = Readonly<Record<string, string>>;
type Row = readonly [what: string, files: Files, args: readonly string[], code: number, says: string, word: string];

/** Names are enough for this policy: only what the row is about can stop a pass. */
const NAMES = "version: 1\nrules: { tag: error }\n";
const ASKING = "version: 1\nrules: { exists: error, architecture: error, age: { at-most: 10y }, inspectable: error }\n";

const none = ["--inspector", "none"];
const registry = ["--inspector", "registry"];

const rows: readonly Row[] = [
  [
    "a script that is cut off",
    { "main.nf": "process A {\n  container 'quay.io/acme/tool:1.0'\n", "nextflow.config": DOCKER },
    none,
    1,
    "error[readable]: `{` is never closed\n --> main.nf:1:11",
    "Fail: 1 error",
  ],
  [
    "a script that is cut off, where the rule is off",
    {
      "main.nf": "process A {\n  container 'quay.io/acme/tool:1.0'\n",
      "policy.yml": "version: 1\nrules: { tag: error, readable: off }\n",
    },
    none,
    0,
    "1 not readable",
    "Undecided: ",
  ],
  [
    "a configuration that is not there",
    { ...GOOD, "nextflow.config": `${DOCKER}includeConfig 'conf/gone.config'\n` },
    none,
    1,
    "error[readable]: Config file does not exist: conf/gone.config\n --> nextflow.config:2:1",
    "Fail: 1 error",
  ],
  [
    "a module that is not there",
    { ...GOOD, "main.nf": `include { B } from './gone.nf'\n${pipeline("quay.io/acme/tool:1.0")}` },
    none,
    1,
    "error[readable]: ",
    "Fail: 1 error",
  ],
  [
    "a profile that nobody has",
    GOOD,
    [...none, "--profile", "dokcer"],
    1,
    "error[readable]: Unknown configuration profile: 'dokcer'; did you mean 'docker'?",
    "Fail: 1 error",
  ],
  [
    "the same behind --",
    GOOD,
    [...none, "--", "-profile", "dokcer"],
    1,
    "error[readable]: Unknown configuration profile: 'dokcer'; did you mean 'docker'?",
    "Fail: 1 error",
  ],
  [
    "a folder without anything to check",
    { "README.md": "# nothing\n" },
    none,
    1,
    "error[readable]: There is no image to check: no file is of a kind that names images",
    "Fail: 1 error",
  ],
  [
    "everything left out",
    { ...GOOD, "policy.yml": `${NAMES}files: { exclude: ["**/*.nf", "nextflow.config"] }\n` },
    none,
    1,
    "error[readable]: There is no image to check",
    "Fail: 1 error",
  ],
  ["words that are no run", GOOD, [...none, "--", "foo", "bar"], 2, "foo bar", ""],
  ["a run of another command", GOOD, [...none, "--", "nextflow", "config"], 2, "nextflow config", ""],
  ...["library://acme/x/tool:1", "shub://acme/tool:1"].map((name): Row => [
    name,
    { "main.nf": pipeline(name), "nextflow.config": SINGULARITY, "policy.yml": ASKING },
    registry,
    3,
    `To decide: 1 nobody can be asked about (${name})`,
    "Undecided: ",
  ]),
  [
    "a local path",
    { "main.nf": pipeline("/opt/tool.sif"), "nextflow.config": SINGULARITY, "policy.yml": ASKING },
    registry,
    3,
    "(/opt/tool.sif)",
    "Undecided: ",
  ],
  [
    "a name that nobody asks for",
    { ...GOOD, "policy.yml": ASKING },
    none,
    0,
    "Set inspector to wave or registry",
    "Undecided: ",
  ],
];

test.each(rows)("%s", async (_, files, args, code, says, word) => {
  const root = await repositoryOf({ "policy.yml": NAMES, ...files });
  const [options, launch] = args.includes("--")
    ? [args.slice(0, args.indexOf("--")), args.slice(args.indexOf("--"))]
    : [args, []];
  const result = await cli(["check", ".", "--policy", "policy.yml", ...options, ...launch], { cwd: root });
  expect(result.out + result.err).toContain(says);
  expect(result.out).toContain(word);
  expect(result.out).not.toContain("Pass");
  expect(result.code).toBe(code);
});

test("a wrong path", async () => {
  const root = await repositoryOf(GOOD);
  const result = await cli(["check", "no-such-folder", ...none], { cwd: root });
  expect([result.code, result.out]).toEqual([2, ""]);
  expect(result.err).toContain("no-such-folder");
});

test("bare options of a run are its arguments, and those that are not known are left alone", async () => {
  const root = await repositoryOf({ ...GOOD, "policy.yml": NAMES });
  const options = ["-profile", "docker", "-resume", "-no-such-option", "--no-such-parameter", "1"];
  const { out, code } = await cli(["check", ".", "--policy", "policy.yml", ...none, "--", ...options], { cwd: root });
  expect(out).toContain("Pass");
  expect(code).toBe(0);
});

const NAMED = Array.from({ length: 30 }, (_, index) => `T${index}`);

test.each<[string, string, readonly string[]]>([
  ["Wave", "quay.io", ["--wave-endpoint", "http://localhost:1"]],
  ["a registry", "localhost:1", [...registry, "--insecure-registry", "localhost:1"]],
])("%s that is down is one line for all images, and no pass", async (_, host, options) => {
  const root = await repositoryOf({
    "nextflow.config": "docker.enabled = true\n",
    "main.nf": `${NAMED.map((name) => process(name, `${host}/acme/${name.toLowerCase()}:1.0`)).join("")}workflow {\n${NAMED.map((name) => `  ${name}()\n`).join("")}}\n`,
    "policy.yml": "version: 1\nrules: { exists: error }\n",
  });
  const { out, code } = await cli(["check", ".", "--policy", "policy.yml", ...options], { cwd: root });
  const told = out.split("\n").filter((line) => line.includes("[inspectable]"));
  expect(told).toEqual([expect.stringContaining("30 images could not be inspected")]);
  expect(out).toMatch(/^Undecided: /m);
  expect(out).not.toContain("Pass");
  expect(code).toBe(0);
});
