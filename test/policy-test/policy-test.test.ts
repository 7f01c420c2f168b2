/** `wave-inspect policy test`: what cases state, what they expect, and what is said of those that do not hold. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { policy as policyCommand } from "../../src/cli/policy.ts";
import { ConfigurationError } from "../../src/errors.ts";
import { exitCode } from "../../src/exit-code.ts";
import { caseFilesIn } from "../../src/policy-test/read.ts";
import { cli } from "../support/cli.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const POLICY = "version: 1\nrules: { exists: error, pin: { severity: error, at-least: version } }\n";

/** Runs the cases of one file beside a policy; paths begin at their folder. */
async function testing(cases: string, options: { policy?: string; args?: readonly string[] } = {}) {
  const root = await repositoryOf({ "p.yml": options.policy ?? POLICY, "p.test.yml": cases });
  return inProcess(root, ["test", root, ...(options.args ?? [])]);
}

async function inProcess(root: string, args: readonly string[]) {
  const { world, printed } = testWorld();
  let err = "";
  const outcome = await policyCommand(args, world).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    err = error.message;
    return "fault" as const;
  });
  const fromHere = (text: string): string => text.replaceAll(`${root}/`, "");
  return { out: fromHere(printed.out), err: fromHere(err), code: exitCode(outcome) };
}

const one = (rest: string, head = ""): string => `policy: p.yml\n${head}cases:\n  - name: a case\n${rest}`;

test("the cases of the presets and of the example hold", async () => {
  const { out, code } = await cli(["policy", "test", "test/policy/cases"]);
  expect(out.split("\n").filter((line) => line.startsWith("not ok"))).toEqual([]);
  expect(out).toMatch(/^TAP version 14\n1\.\.\d+\nok 1 - /);
  expect(code).toBe(0);
});

test("every finding is expected, and each expectation is met by one of its own", async () => {
  const images = '    images: ["alpine:latest", busybox]\n    registry: { "alpine:latest": {}, busybox: {} }\n';
  const met = await testing(
    one(
      `${images}    expect:\n      - { rule: pin }\n      - { rule: pin, image: "alpine:latest", file: main.nf, line: 2 }\n`,
    ),
  );
  expect(met.out).toContain("ok 1 - p.test.yml: a case\n# 1 case, 0 not ok, 0 errors\n");
  expect(met.code).toBe(0);
  const unmet = await testing(
    one(
      `${images}    expect: [{ rule: pin, severity: warning, image: busybox, file: a, line: 3, message: x, waived: true }]\n    verdict: pass\n`,
    ),
  );
  expect(unmet.out).toContain('# missing: warning pin of busybox at a:3 that says "x" (waived)\n');
  expect(unmet.out).toContain("# not expected: error pin: docker.io/library/alpine:latest");
  expect(unmet.out).toContain("(main.nf:2)\n");
  expect(unmet.out).toContain("# verdict: fail, expected pass\n");
  expect(unmet.out).toContain("not ok 1 - p.test.yml: a case\n# at p.test.yml:3\n");
  expect(unmet.code).toBe(1);
});

test("an expectation too many is missing, whichever of them it is", async () => {
  const two = await testing(
    one(
      "    images: [busybox]\n    registry: { busybox: {} }\n    expect: [{ rule: pin, severity: error }, { rule: pin }]\n",
    ),
  );
  expect(two.out.match(/^# (?:missing|not expected): .*$/gmu)).toEqual(["# missing: pin"]);
});

const missing = async (rule: string, policy: string): Promise<readonly string[] | null> => {
  const cases = one(`    images: [a:1]\n    registry: { a:1: { } }\n    expect: [{ rule: ${rule} }]\n`);
  return (await testing(cases, { policy: `version: 1\n${policy}` })).out.match(/^# missing: .*$/gmu);
};

test("of a rule that says nothing here it is said whether the policy turns it on", async () => {
  const off = "; the policy does not turn this rule on";
  expect(await missing("tag", "rules: {}\n")).toEqual([`# missing: tag${off}`]);
  expect(await missing("tag", "rules: { tag: off }\n")).toEqual([`# missing: tag${off}`]);
  expect(await missing("tag", "rules: { tag: error }\n")).toEqual(["# missing: tag"]);
  const override = "rules: {}\noverrides: [{ images: [b], rules: { tag: error } }]\n";
  expect(await missing("tag", override)).toEqual(["# missing: tag"]);
  expect(await missing("inspectable", "rules: {}\n")).toEqual(["# missing: inspectable"]);
  expect(await missing("inspectable", "rules: { inspectable: off }\n")).toEqual([`# missing: inspectable${off}`]);
});

test("what a registry would be asked for is stated", async () => {
  const unknown = await testing(one('    images: ["alpine:3.20"]\n    expect: []\n'));
  expect(unknown.out).toContain(
    '# error: rules ask about docker.io/library/alpine:3.20, and registry does not say it; state "docker.io/library/alpine:3.20": {}, or absent\n',
  );
  expect(unknown.code).toBe(2);
  const policy = "version: 1\nrules: { user: { deny: [root] }, attested: { require: [sbom] }, tag-moved: warning }\n";
  const little = await testing(
    one(`    images: ["alpine:3.20@sha256:${"0".repeat(64)}"]\n    registry: { "alpine:3.20": {} }\n    expect: []\n`),
    { policy },
  );
  expect(little.out).toContain("{ platforms: [linux/amd64], config: {}, attested: [] }");
  expect(little.out).toContain("{ digest: sha256:… }");
  expect(little.code).toBe(2);
});

/** An image for three platforms, beside a base image. */
const imageWith = (config: string, more: string): string => `    images: ["quay.io/acme/tool:1.0"]
    registry:
      "quay.io/acme/tool:1.0": { platforms: [linux/amd64, linux/arm64, linux/arm/v6], config: ${config}, ${more} }
      "debian:12": { platforms: [linux/amd64, linux/arm64], config: { layers: [a] } }
`;

test("answers are judged as those of registries are", async () => {
  const policy = `version: 1
rules:
  user: { severity: error, deny: [root] }
  size: { severity: error, at-most: 1MB }
  age: { severity: error, at-most: 30d }
  labels: { severity: error, require: [org.opencontainers.image.source] }
  entrypoint: error
  attested: { severity: error, require: [sbom] }
  base: { severity: error, allow: ["debian:12"], compare: ["debian:12"] }
  architecture: { severity: error, require: [linux/arm64] }
  tag-moved: error
`;
  const good = imageWith(
    `{ user: "1000", size: 10kB, created: 2026-11-20T10:00:00Z, labels: { org.opencontainers.image.source: x }, layers: [a, b] }`,
    "attested: [sbom]",
  );
  const bad = imageWith(
    "{ size: 2MB, created: 2025-01-01, entrypoint: [samtools], layers: [b], labels: { org.opencontainers.image.base.name: alpine } }",
    "attested: []",
  );
  const rules = ["user", "size", "age", "labels", "entrypoint", "attested", "base"];
  const found = await testing(
    `policy: p.yml\ntoday: 2026-11-30\ncases:\n  - name: good\n${good}    expect: []\n    verdict: pass\n  - name: bad\n${bad}    expect: [${rules.map((rule) => `{ rule: ${rule} }`).join(", ")}]\n    verdict: fail\n`,
    { policy },
  );
  expect(found.out).toContain("# 2 cases, 0 not ok, 0 errors");
});

test("an image that is moved, private, for another platform, or a file", async () => {
  const digest = `sha256:${"1".repeat(64)}`;
  const policy =
    "version: 1\nrules: { exists: error, tag-moved: error, architecture: error, size: { severity: error, at-most: 1kB }, age: { severity: error, at-most: 1d } }\n";
  const url = "https://depot.galaxyproject.org/singularity/a:1";
  const known = "{ platforms: [linux/amd64], config: { size: 1kB, created: 2026-11-30 } }";
  const { out } = await testing(
    `policy: p.yml
today: 2026-11-30
registry: { "alpine:3.20@${digest}": ${known} }
cases:
  - name: moved
    images: ["alpine:3.20@${digest}"]
    registry: { "alpine:3.20": { digest: "sha256:${"2".repeat(64)}", platforms: [linux/amd64] } }
    expect: [{ rule: tag-moved }]
  - name: private
    images: ["quay.io/acme/tool:1"]
    registry: { "quay.io/acme/tool:1": private }
    expect: [{ rule: inspectable, message: does not exist or is private }]
  - name: other platform
    platform: linux/arm64
    images: ["quay.io/acme/tool:1"]
    registry: { "quay.io/acme/tool:1": ${known} }
    expect: [{ rule: architecture, severity: error, message: linux/arm64 }]
  - name: a file
    engine: apptainer
    images: ["${url}"]
    registry: { "${url}": { platforms: [linux/amd64], config: { size: 2kB, created: 2026-11-01 } } }
    expect: [{ rule: size }, { rule: age }]
  - name: a file of which nothing is known
    engine: singularity
    images: ["${url}"]
    registry: { "${url}": { platforms: [linux/amd64], config: {} } }
    expect: [{ rule: inspectable }]
`,
    { policy },
  );
  expect(out.split("\n").filter((line) => line.startsWith("#"))).toEqual(["# 5 cases, 0 not ok, 0 errors"]);
});

test("images of an index differ by platform", async () => {
  const { out } = await testing(
    `policy: p.yml
cases:
  - name: root on one of two
    images: [alpine]
    registry:
      alpine: { config: { user: "1000" }, attested: [sbom], by-platform: { linux/amd64: {}, arm64: { config: {} } } }
    expect: [{ rule: user, message: "root, which is denied by \\"root\\" (linux/arm64)" }]
  - name: a statement for one of two
    images: [alpine]
    registry:
      alpine:
        platforms: [linux/amd64]
        config: { user: "1000" }
        by-platform: { linux/amd64: { attested: [sbom] }, linux/arm64: { attested: [] } }
    expect: [{ rule: attested, message: (linux/arm64) }]
  - name: a single image
    images: [alpine]
    registry: { alpine: { by-platform: { linux/amd64: { config: {}, attested: [sbom] } } } }
    expect: [{ rule: user }, { rule: architecture, message: linux/arm64 }]
  - name: nothing is said of one
    images: [alpine]
    registry: { alpine: { by-platform: { linux/amd64: { config: {}, attested: [] }, linux/arm64: { attested: [] } } } }
    expect: []
`,
    {
      policy:
        "version: 1\nrules: { architecture: { require: [linux/amd64, linux/arm64] }, user: { deny: [root] }, attested: { require: [sbom] } }\n",
    },
  );
  expect(out.split("\n").filter((line) => line.startsWith("#"))).toEqual([
    "# at p.test.yml:20",
    '# error: rules ask about docker.io/library/alpine:latest, and registry does not say it; state "docker.io/library/alpine:latest": { config: {} }, or absent',
    "# 4 cases, 0 not ok, 1 error",
  ]);
});

/** Cases about what others add to a policy. */
const additions = (file: string): string => `policy: ${file}
cases:
  - name: more may be asked
    adds: "rules: { pin: { at-least: digest } }"
    images: ["quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0"]
    expect: [{ rule: pin, message: asks for digest }]
  - { name: no less, adds: "rules: { pin: off }", refused: pin.severity loosens what is final at p.yml:2 }
  - { name: for other words, adds: "rules: { pin: off }", refused: registry }
  - { name: not at all, adds: "rules: { exists: error }", refused: pin }
  - name: without a word of it
    adds: |
      rules:
        pinn: error
    images: [alpine]
    expect: []
`;

test("what a policy adds that builds on another one, and what of it is refused", async () => {
  const policy = "version: 1\nrules: { pin: { severity: error, at-least: build, final: true } }\n";
  const said = [
    "# at p.test.yml:8",
    '# missing: an error that says "registry"',
    "# not expected: adds:1:15: pin.severity loosens what is final at p.yml:2 (error); it may be the same word or an earlier one of error, warning, notice, off",
    "# at p.test.yml:9",
    '# missing: an error that says "pin"; the policy can be used',
    "# at p.test.yml:10",
    '# error: adds:2:3: unknown key "pinn" in rules; did you mean "pin"?',
    "# 5 cases, 2 not ok, 1 error",
  ];
  const { out } = await testing(additions("p.yml"), { policy });
  expect(out.split("\n").filter((line) => line.startsWith("#"))).toEqual(said);
  const root = await repositoryOf({ "org/p.yml": policy, "test/p.test.yml": additions("../org/p.yml") });
  const elsewhere = await inProcess(root, ["test", `${root}/test`]);
  expect(elsewhere.out).toContain("adds:1:15: pin.severity loosens what is final at ../org/p.yml:2");
  const preset = await testing(
    'policy: wave-inspect:strict\ncases: [{ name: a, adds: "rules: { pin: off }", images: [a], registry: { a: { platforms: [linux/amd64], config: { user: "1" } } }, expect: [{ rule: registry }] }]\n',
  );
  expect(preset.out).toContain("# 1 case, 0 not ok, 0 errors");
});

test("a file of cases is read strictly, with places", async () => {
  const { err, code } = await testing(
    [
      "policy: p.yml",
      "registry: { 'Not A Name': absent, alpine: gone, busybox: { digest: x, config: { created: soon } } }",
      "cases:",
      "  - { name: a, images: [a], files: { x: y }, expect: [] }",
      "  - { name: b, files: { ../x: y, /y: z }, expect: [{ rule: pinn, line: 0 }] }",
      "  - { nam: c }",
      "  - { name: d, images: [a] }",
      "  - { name: e, refused: x }",
      "  - { name: f, adds: x, refused: x, expect: [] }",
      "  - { name: g, images: [a], expect: [], registry: { a: { by-platform: { linux/amd46: {} } } } }",
      "",
    ].join("\n"),
  );
  const said = [
    'p.test.yml:2:13: registry: "Not A Name" is neither the name of an image nor the URL of a file',
    'p.test.yml:2:43: registry.alpine: "gone" is not known here; write one of absent, private, unreachable',
    'registry.busybox.digest: "x" is not a digest',
    'registry.busybox.config.created: "soon" is not a date',
    "p.test.yml:4:7: cases[0]: a case has images or files, one of the two",
    'cases[1].files: "../x" is not a path',
    'cases[1].files: "/y" is not a path',
    'cases[1].expect[0].rule: "pinn" is not known here; did you mean "pin"?',
    "cases[1].expect[0].line must be a whole number from 1 on, not 0",
    'unknown key "nam" in cases[2]; did you mean "name"?',
    "cases[3]: say what to expect; expect: [] for nothing",
    "cases[4]: refused is of what a policy adds: say it under adds",
    "cases[5]: a policy that is refused is not run: leave out expect or refused",
    'cases[6].registry.a.by-platform: "linux/amd46": "amd46" is not an architecture; did you mean "amd64"?',
  ];
  for (const line of said) expect(err).toContain(line);
  expect(code).toBe(2);
});

test.for([
  ["", "the file of cases is empty; it needs at least policy and cases"],
  ["[]", "the file of cases must be a map of a policy and cases, not a list"],
  ["policy: none.yml\ncases: [{ name: a, images: [a], expect: [] }]\n", "none.yml does not exist"],
  ["policy: p.yml\ncases: []\n", "cases: the list is empty"],
])("%j cannot be used", async ([cases = "", message = ""]) => {
  const { err, code } = await testing(cases);
  expect(err).toContain(message);
  expect(code).toBe(2);
});

test("which files there are", async () => {
  const root = await repositoryOf({ "a/b.test.yml": "", "c.test.yaml": "", "p.yml": POLICY });
  expect(caseFilesIn(root)).toEqual([`${root}/a/b.test.yml`, `${root}/c.test.yaml`]);
  const other = await repositoryOf({ "p.yml": POLICY });
  const none = await cli(["policy", "test", "."], { cwd: other });
  expect(none.err).toContain(". has no file of cases; call it NAME.test.yml, or name a file.");
  const absent = await inProcess(other, ["test", `${other}/x.yml`]);
  await expect(inProcess(other, ["test", other])).resolves.toMatchObject({ code: 2 });
  const written = await inProcess(other, ["test", "a", "--origin"]);
  expect(written.err).toContain("Unknown option '--origin': policy show takes it, and policy test does not.");
  expect(absent.err).toContain("x.yml does not exist; name a file of cases for a policy.");
  expect([none.code, absent.code]).toEqual([2, 2]);
});

test("the policy is that of the case: the day, nobody asked, profiles of its own", async () => {
  const policy = `version: 1
inspector: none
nextflow: { scenarios: [{ profiles: [arm] }] }
rules: { pin: { severity: error, at-least: version, enforce-from: 2027-01-01 }, exists: error }
`;
  const image = "    images: [alpine]\n    expect: [{ rule: pin, severity: ";
  const { out } = await testing(
    `policy: p.yml\ntoday: 2026-12-31\ncases:\n  - name: before\n${image}notice }]\n  - name: after\n    today: 2027-01-01\n${image}error }]\n`,
    { policy },
  );
  expect(out).toContain("# 2 cases, 0 not ok, 0 errors");
});

test("JUnit and JSON have the same", async () => {
  const cases = `policy: p.yml
cases:
  - { name: "good <1>", images: ["alpine:3.20"], registry: { "alpine:3.20": {} }, expect: [] }
  - { name: "bad # 2", images: ["alpine:3.20"], registry: { "alpine:3.20": absent }, expect: [] }
  - { name: unstated, images: ["alpine:3.20"], expect: [] }
`;
  const junit = await testing(cases, { args: ["--format", "junit"] });
  expect(junit.out).toContain('<testsuite name="p.test.yml" tests="3" failures="1" errors="1" skipped="0">');
  expect(junit.out).toContain('<testcase classname="p.test.yml" name="good &lt;1&gt;" file="p.test.yml" line="3"/>');
  expect(junit.out).toMatch(/<failure message="not expected: error exists: [^"]+">/);
  expect(junit.out).toMatch(/<error message="rules ask about /);
  const json = await testing(cases, { args: ["--format", "json"] });
  expect(JSON.parse(json.out)).toMatchObject({
    schemaVersion: 1,
    cases: [
      { file: "p.test.yml", line: 3, name: "good <1>", outcome: "ok", lines: [] },
      { outcome: "not ok" },
      { outcome: "error" },
    ],
    counts: { cases: 3, failed: 1, errors: 1 },
  });
  expect([junit.code, json.code]).toEqual([2, 2]);
  // A "#" would begin a directive of the protocol.
  expect((await testing(cases)).out).toContain(String.raw`not ok 2 - p.test.yml: bad \# 2`);
});

test("the schema takes the cases that are kept here, and not others", () => {
  const schema: object = JSON.parse(readFileSync("policy-test.schema.json", "utf8"));
  const validator = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats.default(validator);
  const validate = validator.compile(schema);
  for (const file of caseFilesIn("test/policy/cases")) {
    validate(parse(readFileSync(file, "utf8"), { schema: "core" }));
    expect(validate.errors).toBeNull();
  }
  expect(validate({ policy: "p.yml", cases: [{ name: "a", expect: [] }] })).toBe(false);
  const takes = (one: object): boolean => validate({ policy: "p.yml", cases: [{ name: "a", ...one }] });
  expect(takes({ images: ["a"], files: {}, expect: [] })).toBe(false);
  expect(takes({ images: ["a"] })).toBe(false);
  expect(takes({ adds: "x", images: ["a"], expect: [] })).toBe(true);
  expect(takes({ adds: "x", refused: "y" })).toBe(true);
  expect(takes({ refused: "y" })).toBe(false);
  expect(takes({ adds: "x", refused: "y", images: ["a"], expect: [] })).toBe(false);
  for (const [written, isTaken] of Object.entries({ arm64: true, "linux/amd46": false })) {
    const registry = { a: { "by-platform": { [written]: {} } } };
    expect(takes({ images: ["a"], expect: [], registry })).toBe(isTaken);
  }
});
