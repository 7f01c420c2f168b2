import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../src/errors.ts";
import { loadPolicy, PolicyError, type ReadPolicy } from "../../../src/policy/file/load.ts";
import { showPolicy } from "../../../src/policy/file/show.ts";
import { formatAddress } from "../../../src/policy/address.ts";
import { ruleIds } from "../../../src/policy/rules/index.ts";

/** Rules that can be waived: all but those about the policy's own excuses. */
const waivable = ruleIds.filter((id) => !["waivers", "ignores", "policy", "policy-change"].includes(id));

const nothing: ReadPolicy = (reference) => {
  throw new ConfigurationError(`${formatAddress(reference)} does not exist`);
};

/** The lines of the error; fails where there is none. */
async function problemsOf(text: string, read: ReadPolicy = nothing): Promise<string[]> {
  const error: unknown = await loadPolicy(text, "p.yml", read).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return error instanceof Error ? error.message.split("\n") : [];
}

/** Answers `extends` from a table by reference. */
function from(files: Readonly<Record<string, string>>): ReadPolicy {
  return (reference) => {
    const text = files[formatAddress(reference)];
    return text ?? nothing(reference);
  };
}

/** One policy, `base.yml`, with one rule. */
const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

const withRule = (rule: string): ReadPolicy => from({ "base.yml": `version: 1\nrules: { ${rule}: error }\n` });

/** Every policy extends three others, to a depth. */
const wide: ReadPolicy = (reference) => {
  const path = formatAddress(reference);
  return path.length > 8 ? "version: 1\n" : `version: 1\nextends: [a${path}, b${path}, c${path}]\n`;
};

describe("a policy that cannot be used", () => {
  test.each<[name: string, text: string, problems: unknown[]]>([
    ["nothing", "", ["p.yml:1:1: the policy is empty; it needs at least version: 1"]],
    ["a comment alone", "# later\n", ["p.yml:1:1: the policy is empty; it needs at least version: 1"]],
    ["a document of nothing", "---\n", ["p.yml:1:4: the policy must be a map that begins with version: 1, not empty"]],
    ["keys that are lists, told of once", "? [a]\n: 1\n? [b]\n: 2\n", ["p.yml:1:3: YAML: a key must be a plain text"]],
    ["a text", "hello\n", ['p.yml:1:1: the policy must be a map that begins with version: 1, not the text "hello"']],
    ["no version", "rules: {}\n", ['p.yml:1:1: "version" is missing: version of this format']],
    [
      "rules as a text",
      "version: 1\nrules: strict\n",
      ['p.yml:2:8: rules must be a map from rule to severity and options, not the text "strict"'],
    ],
    [
      "a rule as a key of a flow map alone",
      "version: 1\nrules: { exists }\n",
      ["p.yml:2:10: rules.exists must be a severity, or a map of severity and options, not empty"],
    ],
    [
      "a severity that is a map",
      "version: 1\nrules: { pin: { severity: { a: b } } }\n",
      ["p.yml:2:29: rules.pin.severity must be one of error, warning, notice, off, not a map"],
    ],
    [
      "a text that is a list",
      "version: 1\nnextflow: { launch-dir: [a] }\n",
      ["p.yml:2:26: nextflow.launch-dir must be a text, not a list"],
    ],
    [
      "a text that is empty",
      'version: 1\nnextflow: { launch-dir: "" }\n',
      ["p.yml:2:25: nextflow.launch-dir must be a text, not empty"],
    ],
    [
      "a replacement that is no name, and a beginning that is none",
      "version: 1\nrules: { registry: { deny: [quay.io], use-instead: { quay.io: ghcr.io/Acme, 'docker.io/*': ghcr.io/a, 'a b': x } } }\n",
      [
        'p.yml:2:63: rules.registry.use-instead.quay.io: "ghcr.io/Acme" is not the beginning of an image name: the repository "Acme/x" must be in lower case: write "acme/x"',
        'p.yml:2:77: rules.registry.use-instead: "docker.io/*" is a pattern: write the beginning of a name, without * and ?',
        'p.yml:2:103: rules.registry.use-instead: "a b" is not the beginning of an image name: an image name has no blanks: remove the one after "a"',
      ],
    ],
    [
      "a replacement that no registry has",
      "version: 1\nrules: { registry: { deny: [quay.io], use-instead: { quay.io: 'library://acme' } } }\n",
      ['p.yml:2:63: rules.registry.use-instead.quay.io: "library://acme" is not the beginning of an image name'],
    ],
    [
      "platforms that there are not",
      "version: 1\nplatform: linux/amd46\nrules: { architecture: { require: [linux/arm64, linus/amd64, linux/aarch46/v8] } }\n",
      [
        'p.yml:2:11: platform: "linux/amd46": "amd46" is not an architecture; did you mean "amd64"?',
        'p.yml:3:49: rules.architecture.require[1]: "linus/amd64": "linus" is not an operating system; did you mean "linux"?',
        expect.stringContaining('rules.architecture.require[2]: "linux/aarch46/v8": "aarch46" is not an architecture'),
      ],
    ],
    [
      "a flag that is a text",
      "version: 1\nnextflow: { judge-uncalled: yes }\n",
      ['p.yml:2:29: nextflow.judge-uncalled must be true or false, not the text "yes"'],
    ],
    [
      "a flag that is a number",
      "version: 1\nfiles: { kinds: { compose: 1 } }\n",
      ["p.yml:2:28: files.kinds.compose must be true or false, not 1"],
    ],
    [
      "an unknown kind of file",
      "version: 1\nfiles: { kinds: { dockerfiles: true } }\n",
      ['p.yml:2:19: unknown key "dockerfiles" in files.kinds; did you mean "dockerfile"?'],
    ],
    [
      "kinds as a list",
      "version: 1\nfiles: { kinds: [compose] }\n",
      ["p.yml:2:18: files.kinds must be a map from kind of file to true or false, not a list"],
    ],
    [
      "a build argument that is a list",
      "version: 1\ndockerfile: { build-args: { A: [1] } }\n",
      ["p.yml:2:33: dockerfile.build-args.A must be a text, not a list"],
    ],
    [
      "build arguments as a text",
      "version: 1\ndockerfile: { build-args: A=1 }\n",
      ['p.yml:2:27: dockerfile.build-args must be a map from build argument to value, not the text "A=1"'],
    ],
    [
      "extends as a map",
      "version: 1\nextends: { a: b }\n",
      ["p.yml:2:12: extends must be a policy or a list of policies, not a map"],
    ],
    [
      "extends with a map in it",
      "version: 1\nextends: [{ a: b }]\n",
      ["p.yml:2:13: extends must be a text, not a map"],
    ],
    [
      "a pattern that can match nothing",
      'version: 1\nrules: { registry: { allow: ["quay.io//x"] } }\n',
      [expect.stringMatching(/^p\.yml:2:30: rules\.registry\.allow\[0\]: ./)],
    ],
    [
      "a tag pattern with a colon",
      'version: 1\nrules: { tag: { deny: ["a:b"] } }\n',
      [
        'p.yml:2:24: rules.tag.deny[0]: "a:b" is not a tag pattern; a tag has letters, digits, "_", "." and "-", * stands for any text and ? for one character',
      ],
    ],
    [
      "a platform that is none",
      "version: 1\nplatform: linux\n",
      [expect.stringMatching(/^p\.yml:2:11: platform: "linux" names no architecture/)],
    ],
    [
      "a date that is a word",
      "version: 1\nwaivers: [{ rules: [pin], images: [quay.io], reason: x, expires: soon }]\n",
      ['p.yml:2:66: waivers[0].expires: "soon" is not a date; write YYYY-MM-DD, such as 2027-03-31'],
    ],
    [
      "ages that no image has",
      "version: 1\nrules: { age: { at-least: 2y, at-most: 30d } }\n",
      ["p.yml:2:10: rules.age: no image passes: at-least is more than at-most"],
    ],
    [
      "a rule without age",
      "version: 1\nrules: { age: { unknown: deny } }\n",
      ["p.yml:2:10: rules.age: it asks for nothing; give at-least, at-most or both"],
    ],
    [
      "a rule without labels",
      "version: 1\nrules: { labels: error }\n",
      ["p.yml:2:10: rules.labels: it asks for nothing; give require, match or both"],
    ],
    [
      "a rule without bases",
      "version: 1\nrules: { base: { compare: ['debian:12'] } }\n",
      ["p.yml:2:10: rules.base: it asks for nothing; give allow, deny or unknown: deny"],
    ],
    [
      "what no layers can be compared with",
      "version: 1\nrules: { base: { deny: [debian], compare: ['docker://debian', 'Debian:12'] } }\n",
      [
        'p.yml:2:44: rules.base.compare[0]: "docker://debian" is no image that can be compared: write the name of an image in a registry',
        'p.yml:2:63: rules.base.compare[1]: "Debian:12" is no image that can be compared: the repository "Debian" must be in lower case: write "debian"',
      ],
    ],
    [
      "a rule without size",
      "version: 1\nrules: { size: error }\n",
      ["p.yml:2:10: rules.size: it asks for nothing; give at-most"],
    ],
    [
      "a rule without users",
      "version: 1\nrules: { user: error }\n",
      ["p.yml:2:10: rules.user: it asks for nothing; give allow, deny or both"],
    ],
    ["another version", "version: 2\n", ['p.yml:1:10: version: "2" is not a version that this release reads; write 1']],
    ["an unknown key", "version: 1\nrule: {}\n", ['p.yml:2:1: unknown key "rule"; did you mean "rules"?']],
    [
      "an unknown key that is near to nothing",
      "version: 1\nnextflow: { zzzzzz: 1 }\n",
      [
        'p.yml:2:13: unknown key "zzzzzz" in nextflow; write one of syntax, scenarios, params, launch-dir, judge-uncalled',
      ],
    ],
    [
      "an unknown rule",
      "version: 1\nrules:\n  registy: error\n",
      ['p.yml:3:3: unknown key "registy" in rules; did you mean "registry"?'],
    ],
    [
      "an unknown option",
      "version: 1\nrules:\n  pin: { at_least: digest }\n",
      ['p.yml:3:10: unknown key "at_least" in rules.pin; did you mean "at-least"?'],
    ],
    [
      "an unknown severity",
      "version: 1\nrules: { pin: warn }\n",
      ['p.yml:2:15: rules.pin: "warn" is not known here; did you mean "warning"?'],
    ],
    [
      "a severity that means off",
      "version: 1\nrules: { pin: false }\n",
      ['p.yml:2:15: rules.pin: "false" is not known here; write one of error, warning, notice, off'],
    ],
    [
      "an option in place of a severity",
      "version: 1\nrules: { pin: digest, architecture: linux/arm64, registry: quay.io, exists: very }\n",
      [
        'p.yml:2:15: rules.pin: "digest" is not known here; write one of error, warning, notice, off, or a map such as { at-least: digest }',
        'p.yml:2:37: rules.architecture: "linux/arm64" is not known here; write one of error, warning, notice, off, or a map such as { require: [linux/arm64] }',
        'p.yml:2:60: rules.registry: "quay.io" is not known here; write one of error, warning, notice, off, or a map such as { allow: [quay.io] } or { deny: [quay.io] }',
        'p.yml:2:77: rules.exists: "very" is not known here; write one of error, warning, notice, off',
      ],
    ],
    [
      "tags by other means than wildcards",
      "version: 1\nrules: { registry: { deny: ['docker.io/a/b:1.[01]', 'docker.io/a/b:<2'] } }\n",
      [
        'p.yml:2:29: rules.registry.deny[0]: the pattern "docker.io/a/b:1.[01]": "b:1.[01]": in a tag only * and ? stand for other characters',
        'p.yml:2:53: rules.registry.deny[1]: the pattern "docker.io/a/b:<2": "<2" cannot be a tag: * stands for any text, ? for one character, and a range of versions is a pattern each',
      ],
    ],
    [
      "an unknown pin",
      "version: 1\nrules: { pin: { at-least: sha } }\n",
      [
        'p.yml:2:27: rules.pin.at-least: "sha" is not known here; write one of digest, locked, content, build, version, floating, none',
      ],
    ],
    [
      "an empty rule",
      "version: 1\nrules:\n  exists:\n",
      ["p.yml:3:10: rules.exists must be a severity, or a map of severity and options, not empty"],
    ],
    [
      "a text for a list",
      "version: 1\nrules: { registry: { allow: quay.io } }\n",
      [
        'p.yml:2:29: rules.registry.allow must be a list of name patterns; write [ … ] or one "- " line each, not the text "quay.io"',
      ],
    ],
    [
      "an empty list of platforms",
      "version: 1\nrules: { architecture: { require: [] } }\n",
      ["p.yml:2:35: rules.architecture.require: the list is empty; give a list of platforms"],
    ],
    [
      "a rule that asks for nothing",
      "version: 1\nrules: { registry: error }\n",
      ["p.yml:2:10: rules.registry: it asks for nothing; give allow, deny, local: deny or several of them"],
    ],
    [
      "a list of platforms where one is meant",
      "version: 1\nplatform: [linux/amd64]\n",
      [
        "p.yml:2:12: platform is one platform, not a list; what images must offer goes under rules.architecture.require",
      ],
    ],
    [
      "a date that does not exist",
      "version: 1\nwaivers: [{ rules: [pin], images: [quay.io], reason: x, expires: 2027-02-30 }]\n",
      ['p.yml:2:66: waivers[0].expires: "2027-02-30" is not a date; write YYYY-MM-DD, such as 2027-03-31'],
    ],
    [
      "a duration without a unit",
      "version: 1\nrules: { age: { at-most: 30 } }\n",
      ['p.yml:2:26: rules.age.at-most: "30" is not a duration; write a number and h, d, w, mo or y, such as 14d'],
    ],
    [
      "a size without a unit",
      "version: 1\nrules: { size: { at-most: 2000 } }\n",
      ['p.yml:2:27: rules.size.at-most: "2000" is not a size; write a number and a unit, such as 500MB or 2GiB'],
    ],
    [
      "a waiver without a reason",
      "version: 1\nwaivers:\n  - rules: [pin]\n    images: [quay.io]\n",
      ['p.yml:3:5: waivers[0]: "reason" is missing: why; shown wherever the finding is'],
    ],
    [
      "a waiver of everything",
      "version: 1\nwaivers:\n  - { rules: [pin], reason: x }\n",
      [
        "p.yml:3:7: waivers[0] is about nothing in particular; give at least one of images, files, sources, engines, processes, labels, profiles, modules, platforms, called",
      ],
    ],
    [
      "a waiver of waivers",
      "version: 1\nwaivers: [{ rules: [waiver], images: [quay.io], reason: x }]\n",
      [`p.yml:2:21: waivers[0].rules[0]: "waiver" is not known here; write one of ${waivable.join(", ")}`],
    ],
    [
      "an override of waivers",
      "version: 1\noverrides: [{ images: [quay.io], rules: { waivers: off } }]\n",
      [
        "p.yml:2:43: overrides[0].rules.waivers: this rule is about the policy and not about some images; say it below the rules of the policy",
      ],
    ],
    [
      "an override without rules",
      "version: 1\noverrides: [{ images: [quay.io] }]\n",
      [
        'p.yml:2:15: overrides[0]: "rules" is missing: what holds for these instead; severity and options are replaced one by one',
      ],
    ],
    [
      "an endpoint",
      "version: 1\nwave-endpoint: https://wave.example.org\n",
      [
        'p.yml:2:1: "wave-endpoint" does not belong in a policy: a policy can be changed by a pull request, which must not send a token elsewhere; it is an input of the action',
      ],
    ],
    [
      "a file of cases",
      "version: 1\ncases: []\n",
      ['p.yml:2:1: "cases" does not belong in a policy: a file of cases is run by wave-inspect policy test'],
    ],
    [
      "a merge key",
      "version: 1\nrules: { pin: &d { severity: error }, tag: { <<: *d, deny: [x] } }\n",
      [`p.yml:2:46: merge keys ("<<") are not of YAML 1.2 (in rules.tag); write the keys out`],
    ],
    ["a key twice", "version: 1\nrules: {}\nrules: {}\n", ["p.yml:3:1: YAML: map keys must be unique"]],
    [
      "an open bracket",
      "version: 1\nrules: [\n",
      ["p.yml:3:1: YAML: flow sequence in block collection must be sufficiently indented and end with a ]"],
    ],
    [
      "a second document",
      "version: 1\n---\nversion: 1\n",
      ["p.yml:2:1: a policy is one YAML document; this is a second one"],
    ],
    ["an anchor that is not there", "version: 1\nrules: *all\n", ['p.yml:2:8: YAML: there is no anchor "all"']],
    ["a key that is a list", "version: 1\nrules: { [a]: error }\n", ["p.yml:2:10: YAML: a key must be a plain text"]],
    [
      "a value of another tag",
      "version: 1\nrules: { pin: !!binary aGVsbG8= }\n",
      ["p.yml:2:24: YAML: a policy has no use for this kind of value"],
    ],
  ])("%s", async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  test("says everything at once, in order of place", async () => {
    const text = "version: 1\nrules:\n  pin: { severity: eror, at-least: digets }\n  tags: off\nplatforms: x\n";
    expect(await problemsOf(text)).toEqual([
      'p.yml:3:20: rules.pin.severity: "eror" is not known here; did you mean "error"?',
      'p.yml:3:36: rules.pin.at-least: "digets" is not known here; did you mean "digest"?',
      'p.yml:4:3: unknown key "tags" in rules; did you mean "tag"?',
      'p.yml:5:1: unknown key "platforms"; did you mean "platform"?',
    ]);
  });

  test("keeps hostile text in one line and short", async () => {
    const [problem, ...more] = await problemsOf(`version: 1\n"a\\n::error::${"x".repeat(5000)}": 1\n`);
    expect(more).toEqual([]);
    expect(problem?.length).toBeLessThan(300);
  });

  test("survives aliases that multiply and levels without end", async () => {
    const laughs = Array.from(
      { length: 12 },
      (_, index) => `a${index}: &a${index} [${`*a${index - 1},`.repeat(index === 0 ? 0 : 9)}]`,
    );
    const [problem] = await problemsOf(`${laughs.join("\n")}\n`);
    expect(problem).toMatch(/^p\.yml:\d+:\d+: (?:the policy has more than 50000 values|YAML: )/);
    const chain = Array.from(
      { length: 200 },
      (_, index) => `a${index}: &a${index} [${index === 0 ? "" : `*a${index - 1}`}]`,
    );
    expect(await problemsOf(`${chain.join("\n")}\n`)).toEqual([
      expect.stringContaining("nested more than 64 levels deep"),
    ]);
    const [deep] = await problemsOf(`version: 1\nrules: ${"[".repeat(20_000)}`);
    expect(deep).toMatch(
      /^p\.yml:\d+:\d+: the policy cannot be read further than here: it is nested more than 250 levels deep$/,
    );
    const [nested] = await problemsOf(`version: 1\nrules: ${"[".repeat(100)}${"]".repeat(100)}`);
    expect(nested).toContain("nested more than 64 levels deep");
  });
});

describe("any text at all", () => {
  const words = [
    "version: 1",
    "rules:",
    "pin",
    "registry",
    "allow",
    "at-least",
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "  ",
    "\n",
    '"',
    "'",
    "#",
    "&a",
    "*a",
    "<<: *a",
    "!!map",
    "?",
    "|",
    ">",
    "---",
    "...",
    "%YAML 1.1",
    "\t",
    "\u0000",
    "é",
    "1",
    "null",
    "off",
    "waivers:",
    "expires: 2027-01-01",
    "extends: p.yml",
  ];
  const yaml = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 20 })
    .map((parts) => parts.join(""));

  test("is a policy, or problems with places inside it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          yaml,
          yaml.map((text) => `version: 1\n${text}`),
        ),
        async (text) => {
          const problems = await loadPolicy(text, "p.yml", nothing).then(
            () => [],
            (error: unknown) => {
              if (!(error instanceof PolicyError)) throw error;
              return error.problems;
            },
          );
          const lines = text.split("\n");
          for (const { line, column, message } of problems) {
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
            expect(message).not.toMatch(/[\r\n]/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a policy in order", () => {
  test("reads every section", async () => {
    const policy = await loadPolicy(
      `version: 1
files: { exclude: ["tests/**"], kinds: { compose: false }, tests: true }
nextflow: { syntax: v2, scenarios: [{ profiles: [docker, test], arguments: ["--gpu", "true"] }, { arguments: ["-c", "x.config"] }], params: { n: 1, m: { x: [a] } }, launch-dir: run, judge-uncalled: true }
dockerfile: { build-args: { VERSION: 3.10, DEBUG: true }, target: release, judge-unreachable: false }
inspector: none
platform: x86_64
fail-on: never
`,
      "p.yml",
      nothing,
    );
    expect(policy).toMatchObject({
      files: { exclude: ["tests/**"], kinds: { compose: false }, tests: true },
      nextflow: {
        syntax: "v2",
        scenarios: [
          { profiles: ["docker", "test"], arguments: ["--gpu", "true"] },
          { profiles: [], arguments: ["-c", "x.config"] },
        ],
        params: { n: 1, m: { x: ["a"] } },
        launchDir: "run",
        judgeUncalled: true,
      },
      dockerfile: { buildArgs: { VERSION: "3.10", DEBUG: "true" }, target: "release", judgeUnreachable: false },
      inspector: "none",
      platform: "linux/amd64",
      failOn: "never",
    });
  });

  test("says nothing of what the file does not say", async () => {
    const policy = await loadPolicy("version: 1\n", "p.yml", nothing);
    expect(Object.keys(policy).toSorted()).toEqual([
      "dockerfile",
      "files",
      "nextflow",
      "overrides",
      "rules",
      "source",
      "waivers",
      "written",
    ]);
    expect(policy.nextflow).toEqual({ scenarios: [], params: {} });
  });

  test("knows where a waiver stands", async () => {
    const policy = await loadPolicy(
      "version: 1\nwaivers:\n  - rules: [pin]\n    images: [quay.io]\n    reason: x\n",
      "p.yml",
      nothing,
    );
    expect(policy.waivers[0]?.location).toEqual({ file: "p.yml", line: 3, column: 5, endLine: 3, endColumn: 10 });
  });

  test("reads anchors and aliases, Windows line ends and a byte order mark", async () => {
    const policy = await loadPolicy(
      "\uFEFFversion: 1\r\noverrides:\r\n  - images: &ours [ghcr.io/acme/**]\r\n    rules: { pin: off }\r\n  - images: *ours\r\n    rules: { tag: off }\r\n",
      "p.yml",
      nothing,
    );
    expect(policy.overrides.map(({ scope }) => scope.images?.map((pattern) => pattern.text))).toEqual([
      ["ghcr.io/acme/**"],
      ["ghcr.io/acme/**"],
    ]);
  });

  test("takes for an alias what its anchor stood for last (YAML 1.2.2 §7.1)", async () => {
    const policy = await loadPolicy(
      "version: 1\nfiles: { exclude: &list [&a x, &a y, *a] }\ndockerfile: { target: *a }\noverrides:\n  - { files: *list, rules: { pin: off } }\n  - { files: [*a], rules: { pin: off } }\n",
      "p.yml",
      nothing,
    );
    expect(policy.files.exclude).toEqual(["x", "y", "y"]);
    expect(policy.dockerfile.target).toBe("y");
    expect(policy.overrides.map(({ scope }) => scope.files)).toEqual([["x", "y", "y"], ["y"]]);
  });

  test("loads the example of the repository", async () => {
    const policy = await loadPolicy(readFileSync("policy.example.yml", "utf8"), "policy.example.yml", nothing);
    expect(policy.rules.size).toBeGreaterThan(5);
  });
});

describe("extends", () => {
  test("merges maps key by key, replaces lists, appends overrides and waivers", async () => {
    const files = {
      "base.yml": `version: 1
fail-on: warning
files: { exclude: [a, b] }
nextflow: { params: { one: 1, two: 2 } }
rules: { pin: { severity: warning, at-least: build }, registry: { allow: [quay.io], deny: [docker.io] }, tag: error }
overrides: [{ images: [quay.io], rules: { pin: off } }]
waivers: [{ rules: [pin], images: [quay.io], reason: theirs }]
`,
      "second.yml": "version: 1\nrules: { tag: off, pin: { at-least: version } }\n",
    };
    const policy = await loadPolicy(
      `version: 1
extends: [base.yml, ./second.yml]
files: { exclude: [c] }
nextflow: { params: { two: 3 } }
rules: { pin: { severity: error }, registry: { allow: [ghcr.io] } }
overrides: [{ images: [ghcr.io], rules: { pin: error } }]
waivers: [{ rules: [tag], images: [ghcr.io], reason: ours }]
`,
      "p.yml",
      from(files),
    );
    expect(policy.failOn).toBe("warning");
    expect(policy.files.exclude).toEqual(["c"]);
    expect(policy.nextflow.params).toEqual({ one: 1, two: 3 });
    expect(policy.rules.get("pin")).toMatchObject({
      level: { value: "error", by: { file: "p.yml", line: 5, column: 27 } },
      options: { "at-least": { value: "version", by: { file: "second.yml", line: 2, column: 37 } } },
    });
    expect(policy.rules.get("tag")).toMatchObject({ level: { value: "off", by: { file: "second.yml", line: 2 } } });
    expect(policy.rules.get("registry")?.options).toMatchObject({
      allow: { value: [{ text: "ghcr.io" }], by: { file: "p.yml" } },
      deny: { value: [{ text: "docker.io" }], by: { file: "base.yml" } },
    });
    expect(policy.overrides.map(({ rules }) => rules.get("pin")?.level?.value)).toEqual(["off", "error"]);
    expect(policy.waivers.map(({ reason, own }) => [reason, own])).toEqual([
      ["theirs", false],
      ["ours", true],
    ]);
  });

  test("takes relative paths of another repository at the same ref", async () => {
    const asked: string[] = [];
    const files: Record<string, string> = {
      "acme/gov:policies/all.yml@v3": "version: 1\nextends: ../common/base.yml\n",
      "acme/gov:common/base.yml@v3": "version: 1\nrules: { pin: error }\n",
    };
    const policy = await loadPolicy("version: 1\nextends: acme/gov:policies/all.yml@v3\n", "p.yml", (reference) => {
      asked.push(formatAddress(reference));
      return Promise.resolve(files[formatAddress(reference)] ?? "");
    });
    expect(asked).toEqual(["acme/gov:policies/all.yml@v3", "acme/gov:common/base.yml@v3"]);
    expect(policy.rules.get("pin")?.level?.value).toBe("error");
  });

  test.each<[written: string, problem: string]>([
    ["missing.yml", "extends: missing.yml does not exist"],
    ["../other.yml", "extends: the path leaves the repository; name a file inside"],
    ["/etc/passwd", "extends: an absolute path is not portable; write a path relative to this file"],
    ["https://example.org/p.yml", "extends: a policy is not read from a URL; write owner/repo:path@ref"],
    ["acme/gov:p.yml", "extends: no ref is named; write owner/repo:path@ref with a tag or a commit"],
    ["acme/gov:../p.yml@v1", "extends: the path leaves the repository; name a file inside"],
    ["acme/gov:a/../../../p.yml@v1", "extends: the path leaves the repository; name a file inside"],
    ["acme/gov:a/../p.yml@v1", expect.stringContaining('"a/../p.yml" cannot be: a path')],
    ["acme/gov:a\\\\..\\\\p.yml@v1", expect.stringContaining("cannot be: a path")],
    ["acme/gov:dir/@v1", expect.stringContaining('"dir/" cannot be: a path')],
    ["acme/gov:@v1", expect.stringContaining('"" cannot be: a path')],
    ["evil/..:p.yml@main", expect.stringContaining('".." cannot be: a repository on GitHub')],
    ["evil/.:p.yml@main", expect.stringContaining('"." cannot be: a repository on GitHub')],
    ["evil/gov.git:p.yml@main", expect.stringContaining('"gov.git" cannot be: a repository')],
    ["evil/a b:p.yml@main", expect.stringContaining('"a b" cannot be: a repository')],
    ["evil/%2e%2e:p.yml@main", expect.stringContaining('"%2e%2e" cannot be: a repository')],
    [`evil/${"a".repeat(101)}:p.yml@main`, expect.stringContaining("cannot be: a repository")],
    [".evil/gov:p.yml@main", expect.stringContaining('".evil" cannot be: an owner on GitHub')],
    ["-evil/gov:p.yml@main", expect.stringContaining('"-evil" cannot be: an owner')],
    [`${"a".repeat(40)}/gov:p.yml@main`, expect.stringContaining("cannot be: an owner")],
    ["/gov:p.yml@main", expect.stringContaining('"" cannot be: an owner')],
    ...[
      "",
      "a..b",
      "a b",
      "-x",
      "/a",
      "a//b",
      "a/",
      "a.",
      ".a",
      "a/.b",
      "a.lock",
      "a~1",
      "a^",
      "a:b",
      "a?x=1",
      "a*",
    ].map((ref): [string, string] => [
      `acme/gov:p.yml@${ref}`,
      expect.stringContaining(`"${ref}" cannot be: a branch, tag`),
    ]),
  ])("refuses %s", async (written, problem) => {
    const [found = "", ...more] = await problemsOf(`version: 1\nextends: ["${written}"]\n`);
    expect(more).toEqual([]);
    expect(found.startsWith("p.yml:2:11: extends: ")).toBe(true);
    expect(found.slice("p.yml:2:11: ".length)).toEqual(problem);
  });

  test.each([
    "acme/.github:policies/all.yml@v3",
    "acme/gov_1.2-x:p.yml@feature/x.y-z",
    "ann_acme/gov:p q/ü.yml@0123456789abcdef0123456789abcdef01234567",
  ])("takes %s", async (written) => {
    const asked: string[] = [];
    await loadPolicy(`version: 1\nextends: ["${written}"]\n`, "p.yml", (reference) => {
      asked.push(formatAddress(reference));
      return "version: 1\n";
    });
    expect(asked).toEqual([written]);
  });

  test("sees circles, and chains without end", async () => {
    const circle = { "a.yml": "version: 1\nextends: b.yml\n", "b.yml": "version: 1\nextends: a.yml\n" };
    expect(await problemsOf("version: 1\nextends: a.yml\n", from(circle))).toEqual([
      "b.yml:2:10: extends: a.yml extends itself, by a.yml → b.yml → a.yml",
    ]);
    const [problem] = await problemsOf("version: 1\nextends: 1.yml\n", (reference) => {
      const number = Number(/\d+/.exec(formatAddress(reference))?.[0]);
      return `version: 1\nextends: ${number + 1}.yml\n`;
    });
    expect(problem).toBe("7.yml:2:10: extends: more than 8 policies extend one another");
  });

  test("takes no more policies than anybody needs, and passes on what is our own fault", async () => {
    const problems = await problemsOf("version: 1\nextends: x.yml\n", wide);
    expect(problems.some((problem) => problem.endsWith("extends: more than 50 policies are extended in all"))).toBe(
      true,
    );
    await expect(
      loadPolicy("version: 1\nextends: a.yml\n", "p.yml", () => Promise.reject(new TypeError("a bug"))),
    ).rejects.toThrow(TypeError);
  });

  test("may climb as far as the policy itself lies outside", async () => {
    const policy = await loadPolicy(
      "version: 1\nextends: ../base.yml\n",
      "../policies/p.yml",
      from({ "../base.yml": "version: 1\nrules: { pin: error }\n" }),
    );
    expect(policy.rules.has("pin")).toBe(true);
  });

  test("names the file of every problem, the policy's own first", async () => {
    const files = { "base.yml": "version: 1\nrules: { pinn: error }\n" };
    expect(await problemsOf("version: 1\nextends: base.yml\nruls: {}\n", from(files))).toEqual([
      'p.yml:3:1: unknown key "ruls"; did you mean "rules"?',
      'base.yml:2:10: unknown key "pinn" in rules; did you mean "pin"?',
    ]);
  });

  test("has another sha256 when anything that it extends changes", async () => {
    const text = "version: 1\nextends: base.yml\n";
    const [one, same, other] = await Promise.all(
      ["pin", "pin", "tag"].map((rule) => loadPolicy(text, "p.yml", withRule(rule))),
    );
    expect(one?.source?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(same?.source?.sha256).toBe(one?.source?.sha256);
    expect(other?.source?.sha256).not.toBe(one?.source?.sha256);
    expect(one?.source?.sha256).toBe(hash(showPolicy(one!, { effective: false, origin: false })));
    expect(one?.source?.files.map(({ file, sha256 }) => `${file} ${sha256}`)).toEqual([
      `p.yml ${hash(text)}`,
      `base.yml ${hash("version: 1\nrules: { pin: error }\n")}`,
    ]);
  });
});
