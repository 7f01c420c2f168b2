/** Names with parameters that nobody gives a value: Nextflow writes `null` into them and goes on. All through dist. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cli } from "../../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../../support/json.ts";
import { repositoryOf } from "../../support/scratch.ts";

interface Case {
  /** The argument of `container`; undefined: the process has none. */
  readonly container?: string;
  readonly config?: string;
  readonly policy?: string;
  readonly arguments?: readonly string[];
}

async function check({ container, config = "", policy = "", arguments: launch = [] }: Case, syntax: string) {
  const directive = container === undefined ? "" : `  container ${container}\n`;
  const root = await repositoryOf({
    "nextflow.config": `docker.enabled = true\n${config}\n`,
    "main.nf": `process A {\n${directive}  script:\n  "true"\n}\nworkflow { A() }\n`,
    "params.json": '{ "reg": "quay.io/acme" }',
    "policy.yml": `version: 1\nrules: { exists: error, registry: { allow: ["quay.io/**"] }, pin: { at-least: digest } }\n${policy}\n`,
  });
  const { out, err } = await cli(
    [
      "check",
      root,
      "--format",
      "json",
      "--inspector",
      "none",
      "--syntax",
      syntax,
      "--policy",
      join(root, "policy.yml"),
      "--",
      ...launch,
    ],
    { cwd: root },
  );
  expect(err).toBe("");
  const report = objectOf(parseJson(out));
  return {
    pulls: arrayOf(report.pulls).map(objectOf),
    findings: arrayOf(report.findings).map(objectOf),
    notJudged: arrayOf(objectOf(report.coverage).notJudged).map(objectOf),
    verdict: report.verdict,
  };
}

/** `null` is what Nextflow itself shows for such a parameter, with either parser (the cases of the oracle have it). */
const UNDEFINED: readonly (readonly [string, Case, string, readonly string[]])[] = [
  ["a directive", { container: '"${params.reg}/tool:1"' }, "null/tool:1", ["reg"]],
  ["without braces", { container: '"$params.reg/tool:1"' }, "null/tool:1", ["reg"]],
  ["a whole name", { container: '"${params.image}"' }, "null", ["image"]],
  ["a tag", { container: '"quay.io/acme/tool:${params.tag}"' }, "quay.io/acme/tool:null", ["tag"]],
  ["two", { container: '"${params.a}/tool:${params.b}"' }, "null/tool:null", ["a", "b"]],
  ["a sum", { container: "'quay.io/acme/tool:' + params.tag" }, "quay.io/acme/tool:null", ["tag"]],
  ["an entry", { container: "\"${params['reg']}/tool:1\"" }, "null/tool:1", ["reg"]],
  ["a method", { container: "\"${params.get('reg')}/tool:1\"" }, "null/tool:1", ["reg"]],
  ["?.", { container: '"${params.a?.b}/tool:1"' }, "null/tool:1", ["a"]],
  ["an entry of a map", { container: '"${params.a.b}/tool:1"', config: "params.a = [c: 1]" }, "null/tool:1", ["a.b"]],
  ["set to null", { container: '"${params.reg}/tool:1"', config: "params.reg = null" }, "null/tool:1", ["reg"]],
  ["a closure", { container: '{ "${params.reg}/tool:1" }' }, "null/tool:1", ["reg"]],
  ["a configuration", { config: 'process.container = { "${params.reg}/tool:1" }' }, "null/tool:1", ["reg"]],
  [
    "a selector",
    { container: "'quay.io/a/b:1'", config: 'process { withName: A { container = { "${params.reg}/tool:1" } } }' },
    "null/tool:1",
    ["reg"],
  ],
  [
    "a profile that is not chosen",
    { container: '"${params.reg}/tool:1"', config: "profiles { p { params.reg = 'quay.io/acme' } }" },
    "null/tool:1",
    ["reg"],
  ],
];

describe.each(["v1", "v2"])("with the parser %s", (syntax) => {
  test.each(UNDEFINED)("an undefined parameter in %s", async (_, written, image, parameters) => {
    const { pulls, findings, notJudged, verdict } = await check(written, syntax);
    expect(pulls.map((pull) => [pull.image, pull.undefinedParameters])).toEqual([[image, parameters]]);
    const names = parameters.join(", ");
    expect(findings).toMatchObject([
      {
        rule: "resolvable",
        severity: "warning",
        message: `The parameter${parameters.length > 1 ? "s" : ""} ${names} ha${parameters.length > 1 ? "ve" : "s"} no value: Nextflow would pull ${image}`,
        help: expect.stringContaining(`a value with --${parameters[0]}, in a file of parameters (-params-file)`),
        evidence: { reason: "undefined-parameter", parameters: names },
      },
    ]);
    expect(notJudged).toMatchObject([{ reason: "unresolved", images: 1 }]);
    expect(verdict).toBe("undecided");
  });

  test.each<readonly [string, Case, string]>([
    ["the command line", { arguments: ["--reg", "quay.io/acme"] }, "quay.io/acme/tool:1"],
    ["a file", { arguments: ["-params-file", "params.json"] }, "quay.io/acme/tool:1"],
    ["the policy", { policy: "nextflow: { params: { reg: quay.io/acme } }" }, "quay.io/acme/tool:1"],
    ["the configuration", { config: "params.reg = 'quay.io/acme'" }, "quay.io/acme/tool:1"],
    [
      "a profile",
      { config: "profiles { p { params.reg = 'quay.io/acme' } }", arguments: ["-profile", "p"] },
      "quay.io/acme/tool:1",
    ],
    ["a fallback", { container: "\"${params.reg ?: 'quay.io'}/x:1\"" }, "quay.io/x:1"],
    ["a condition", { container: "params.reg ? \"${params.reg}/x:1\" : 'quay.io/x:1'" }, "quay.io/x:1"],
    ["the text itself", { container: "'quay.io/null/x:1'" }, "quay.io/null/x:1"],
    ["a replacement", { container: "\"${params.reg}/x:1\".replace('null', 'quay.io')" }, "quay.io/x:1"],
  ])("a value from %s is one", async (_, given, image) => {
    const { pulls, findings } = await check({ container: '"${params.reg}/tool:1"', ...given }, syntax);
    expect(pulls.map((pull) => [pull.image, pull.undefinedParameters])).toEqual([[image, undefined]]);
    expect(findings.map(({ rule }) => rule)).not.toContain("resolvable");
    expect(findings.map(({ rule }) => rule)).toContain("pin");
  });

  test("below one that is undefined, Nextflow stops", async () => {
    const { pulls, findings } = await check({ container: '"${params.a.b}/tool:1"' }, syntax);
    expect(pulls).toMatchObject([{ image: null, reason: "undefined-parameter" }]);
    expect(findings.map(({ rule }) => rule)).toContain("resolvable");
  });

  test("none for the container is no container", async () => {
    const { pulls } = await check({ container: "params.image" }, syntax);
    expect(pulls).toEqual([]);
  });
});

describe("with the parser v2", () => {
  test.each<readonly [string, Case, string, readonly string[]]>([
    ["a setting", { config: 'process.container = "${params.reg}/tool:1"' }, "null/tool:1", ["reg"]],
    [
      "a selector",
      { config: 'process { withName: A { container = "${params.reg}/tool:1" } }' },
      "null/tool:1",
      ["reg"],
    ],
    [
      "a registry",
      { container: "'acme/tool:1'", config: 'docker.registry = "${params.reg}/x"' },
      "null/x/acme/tool:1",
      ["reg"],
    ],
    [
      "a registry for those that have one",
      {
        container: "'ghcr.io/acme/tool:1'",
        config: 'docker { registry = "${params.reg}.io"; registryOverride = true }',
      },
      "null.io/acme/tool:1",
      ["reg"],
    ],
  ])("an undefined parameter in %s that is read at once", async (_, written, image, parameters) => {
    const { pulls, findings } = await check(written, "v2");
    expect(pulls.map((pull) => [pull.image, pull.undefinedParameters])).toEqual([[image, parameters]]);
    expect(findings.map(({ rule }) => rule)).toEqual(["resolvable"]);
  });

  test("an undefined registry that is not put in front of a name", async () => {
    const { pulls } = await check(
      { container: "'quay.io/acme/tool:1'", config: 'docker.registry = "${params.reg}/x"' },
      "v2",
    );
    expect(pulls.map((pull) => [pull.image, pull.undefinedParameters])).toEqual([["quay.io/acme/tool:1", undefined]]);
  });
});

test("a text says it beside the name, and nobody is asked for it", async () => {
  const root = await repositoryOf({
    "nextflow.config": "docker.enabled = true\n",
    "main.nf": 'process A {\n  container "${params.reg}/tool:1"\n  script:\n  "true"\n}\nworkflow { A() }\n',
  });
  const scan = await cli(["scan", root]);
  expect(scan.out).toContain("docker.io/null/tool:1 (A; docker; default; without a value: params.reg)");
  const byProcess = await cli(["scan", root, "--by", "process"]);
  expect(byProcess.out).toContain("null/tool:1 (A; docker; default; without a value: params.reg)");
  const { out } = await cli(["check", root, "--inspector", "registry", "--format", "json"]);
  expect(objectOf(parseJson(out)).inspections).toEqual([]);
  const explained = await cli(["explain", "null/tool:1", root]);
  expect(explained.out).toContain("The parameter reg has no value: Nextflow would pull null/tool:1");
});
