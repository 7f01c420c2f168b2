/** A pull request that changes what it is judged by: each change is said in words, and none counts before it is merged. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type Change, checkedOutBeside, type PullRequestOptions, runPullRequest } from "../support/pull-request.ts";

const USUAL = ".github/wave-inspect.yml";
const DOCKERFILE = { Dockerfile: "FROM alpine:3.20\n" };

interface Told {
  readonly severity: string;
  readonly message: string;
  readonly help?: string;
  readonly evidence: Readonly<Record<string, string>>;
  readonly file: string;
  readonly line: number;
}

/** What `policy-change` says of a change, and how the run ends. */
async function changed(files: Readonly<Record<string, string>>, change: Change, options: PullRequestOptions = {}) {
  const run = await runPullRequest({ ...DOCKERFILE, ...files }, change, {
    depth: 2,
    ...options,
    inputs: { "json-file": "report.json", ...options.inputs },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- docs/report.schema.json says so
  const { findings } = JSON.parse(await readFile(run.outputs["json-file"] ?? "", "utf8")) as {
    readonly findings: readonly (Told & { readonly rule: string })[];
  };
  return { run, told: findings.filter(({ rule }) => rule === "policy-change") };
}

/** In short: `severity kind line: message`. */
const inShort = (told: readonly Told[]): string[] =>
  told.map(({ severity, evidence, line, message }) => `${severity} ${evidence["change"]} ${line}: ${message}`).sort();

/** The same for a policy of which only the part behind `version: 1` is given. */
async function between(before: string, after: string): Promise<string[]> {
  const [from, to] = [before, after].map((yaml) => `version: 1\n${yaml}`);
  return inShort((await changed({ [USUAL]: from! }, { [USUAL]: to! })).told);
}

const LOOSER = "Looser than the policy of the base:";
const TIGHTER = "Tighter than the policy of the base:";
const OTHER = "Otherwise than in the policy of the base:";

describe("what a change of the policy loosens and tightens, at its line", () => {
  test.each<[string, string, string, string[]]>([
    [
      "a rule off",
      "rules: { pin: error }\n",
      "rules:\n  pin: off\n",
      [`warning looser 3: ${LOOSER} rules.pin.severity is off where it was error`],
    ],
    [
      "a rule weaker",
      "rules: { pin: error }\n",
      "rules: { pin: warning }\n",
      [`warning looser 2: ${LOOSER} rules.pin.severity is warning where it was error`],
    ],
    [
      "a rule stricter: a notice",
      "rules: { pin: notice }\n",
      "rules: { pin: error }\n",
      [`notice tighter 2: ${TIGHTER} rules.pin.severity is error where it was notice`],
    ],
    [
      "a rule that is no longer named, at the policy file",
      "rules: { tag: error, pin: error }\n",
      "\n\nrules: { tag: error }\n",
      [`warning looser 1: ${LOOSER} rules.pin.severity is off where it was error: the rule is no longer named`],
    ],
    [
      "a rule that is new",
      "rules: { tag: error }\n",
      "rules: { tag: error, pin: error }\n",
      [`notice tighter 2: ${TIGHTER} rules.pin.severity is error where it was off`],
    ],
    [
      "a weaker pin, a stronger one",
      "rules: { pin: { at-least: digest }, age: { at-most: 1y } }\n",
      "rules:\n  pin: { at-least: version }\n  age: { at-most: 30d }\n",
      [
        `notice tighter 4: ${TIGHTER} rules.age.at-most is 30d where it was 365d`,
        `warning looser 3: ${LOOSER} rules.pin.at-least is version where it was digest`,
      ],
    ],
    [
      "wider patterns, narrower ones",
      'rules: { registry: { allow: ["quay.io/a/*"], deny: ["docker.io/*"] } }\n',
      'rules:\n  registry:\n    allow: ["quay.io/a/*", "docker.io/*"]\n    deny: ["docker.io/*", "ghcr.io/*"]\n',
      [
        `notice tighter 5: ${TIGHTER} rules.registry.deny adds ghcr.io/*`,
        `warning looser 4: ${LOOSER} rules.registry.allow adds docker.io/*`,
      ],
    ],
    [
      "a list of allowed patterns that goes",
      'rules: { registry: { allow: ["quay.io/*"], deny: ["docker.io/*"] } }\n',
      'rules: { registry: { deny: ["docker.io/*"] } }\n',
      [`warning looser 2: ${LOOSER} rules.registry.allow is nothing where it was quay.io/*`],
    ],
    [
      "a list with other patterns",
      'rules: { registry: { allow: ["quay.io/*"] } }\n',
      'rules: { registry: { allow: ["ghcr.io/*"] } }\n',
      [`warning other 2: ${OTHER} rules.registry.allow adds ghcr.io/* and drops quay.io/*`],
    ],
    [
      "a day from which it counts",
      "rules: { pin: error }\n",
      "rules: { pin: { severity: error, enforce-from: 2099-01-01 } }\n",
      [`warning looser 2: ${LOOSER} rules.pin.enforce-from is 2099-01-01 where it was nothing`],
    ],
    [
      "a setting of a later day",
      "rules: { pin: { severity: error, from: { 2099-01-01: { at-least: digest } } } }\n",
      "rules: { pin: { severity: error, from: { 2099-01-01: { at-least: version } } } }\n",
      [`warning looser 2: ${LOOSER} rules.pin.at-least is version where it was digest, from 2099-01-01 on`],
    ],
    [
      "what is final",
      "final: [fail-on]\nrules: { pin: { severity: error, final: true } }\n",
      "rules: { pin: error, tag: { severity: error, final: [severity] } }\n",
      [
        `notice tighter 2: ${TIGHTER} rules.tag.final adds severity`,
        `notice tighter 2: ${TIGHTER} rules.tag.severity is error where it was off`,
        `warning looser 1: ${LOOSER} final drops fail-on`,
        `warning looser 1: ${LOOSER} rules.pin.final is nothing where it was true`,
      ],
    ],
    ["the lock", "lock: strict\n", "lock: warn\n", [`warning looser 2: ${LOOSER} lock is warn where it was strict`]],
    [
      "fail-on, inspector, and what is left out",
      "files: { tests: true }\n",
      "fail-on: never\ninspector: none\nfiles:\n  exclude: [old/**]\n  kinds: { compose: false }\nplatform: linux/arm64\n",
      [
        `warning looser 2: ${LOOSER} fail-on is never where it was error`,
        `warning looser 3: ${LOOSER} inspector is none where it was wave`,
        `warning looser 1: ${LOOSER} files.tests is nothing where it was true`,
        `warning looser 5: ${LOOSER} files.exclude adds old/**`,
        `warning looser 6: ${LOOSER} files.kinds adds compose: false`,
        `warning other 7: ${OTHER} platform is linux/arm64 where it was nothing`,
      ],
    ],
  ])("%s", async (_, before, after, expected) => {
    expect(await between(before, after)).toEqual(expected.toSorted());
  });

  test("nothing where it says the same, in other words and places", async () => {
    expect(await between("rules: { pin: error }\n", "# told\nrules:\n  pin: { severity: error }\n")).toEqual([]);
  });
});

describe("overrides and waivers, with what they cover", () => {
  const one = 'overrides: [{ images: ["quay.io/*"], rules: { pin: off } }]\n';
  const two =
    'overrides:\n  - { images: ["ghcr.io/*"], rules: { pin: notice } }\n  - { images: ["quay.io/*"], rules: { pin: off } }\n';
  const swapped =
    'overrides:\n  - { images: ["quay.io/*"], rules: { pin: off } }\n  - { images: ["ghcr.io/*"], rules: { pin: notice } }\n';
  const rules = "rules: { pin: error }\n";
  const waiver = (end: string) => `${rules}waivers:\n  - { rules: [pin], images: ["quay.io/*"], reason: x${end} }\n`;

  test.each<[string, string, string, string[]]>([
    [
      "a new override",
      rules,
      `${rules}${one}`,
      [`warning looser 3: ${LOOSER} overrides[quay.io/*].pin.severity is off where it was nothing (new)`],
    ],
    ["one that is gone", `${rules}${one}`, rules, [`notice tighter 1: ${TIGHTER}`]],
    [
      "one that turns a rule on",
      "rules: { tag: error }\n",
      "rules: { tag: error }\noverrides: [{ files: [a], rules: { pin: {} } }]\n",
      ["notice tighter 3:"],
    ],
    [
      "one that did",
      "rules: { tag: error }\noverrides: [{ files: [a], rules: { pin: {} } }]\n",
      "rules: { tag: error }\n",
      ["warning looser 1:"],
    ],
    ["one that says less", `${rules}${one.replace("off", "error")}`, `${rules}${one}`, ["warning looser 3:"]],
    [
      "a rule whose options an override may use",
      one.replace("off", "error"),
      `rules: { pin: { severity: off, at-least: version } }\n${one.replace("off", "error")}`,
      [],
    ],
    [
      "another order",
      `${rules}${two}`,
      `${rules}${swapped}`,
      [`warning other 4: ${OTHER} overrides have another order`],
    ],
    [
      "a new waiver",
      rules,
      waiver(", expires: 2099-01-01"),
      [`warning looser 4: ${LOOSER} the waiver of pin for quay.io/* is new and holds until 2099-01-01`],
    ],
    ["one that is gone", waiver(""), rules, [`notice tighter 1: ${TIGHTER} the waiver of pin for quay.io/* is gone`]],
    ["one that lasts longer", waiver(", expires: 2099-01-01"), waiver(""), ["warning looser 4:"]],
    ["one that ends earlier", waiver(""), waiver(", expires: 2099-01-01"), ["notice tighter 4:"]],
  ])("%s", async (_, before, after, expected) => {
    const told = await between(before, after);
    expect(told).toHaveLength(expected.length);
    for (const [at, start] of expected.entries()) expect(told[at]?.slice(0, start.length)).toBe(start);
  });
});

describe("a policy as a whole", () => {
  const strict = { [USUAL]: "version: 1\nrules: { tag: error }\n" };
  const gone = `warning looser 1: ${LOOSER} ${USUAL} is gone: without a policy the built-in one holds`;

  test("removed, and what then holds", async () => {
    const { told, run } = await changed(strict, { [USUAL]: null });
    expect(inShort(told)).toContain(gone);
    expect(inShort(told)).toContain(`warning looser 1: ${LOOSER} rules.tag.severity is warning where it was error`);
    expect(new Set(told.map(({ file }) => file))).toEqual(new Set([USUAL]));
    expect(run).toMatchObject({ code: 0, outputs: { verdict: "pass" } });
  });

  test("renamed", async () => {
    const { told } = await changed(strict, { [USUAL]: null, "wave-inspect.yml": strict[USUAL] });
    expect(inShort(told)).toEqual([`warning other 1: ${OTHER} the policy is wave-inspect.yml where it was ${USUAL}`]);
    expect(told[0]?.file).toBe("wave-inspect.yml");
  });

  test.each([
    ["broken", { [USUAL]: "version: [\n" }, {}, `${USUAL}:2:1: YAML`],
    ["named by the workflow and removed", { [USUAL]: null }, { policy: USUAL }, "does not exist"],
    [
      "that loosens what a parent of it has final",
      {
        [USUAL]: "version: 1\nextends: p.yml\nrules: { tag: off }\n",
        ".github/p.yml": "version: 1\nrules: { tag: { final: true } }\n",
      },
      {},
      "loosens what is final",
    ],
  ])("%s: said, and no reason to stop", async (_, change, inputs, why) => {
    const { told, run } = await changed(strict, change, { inputs });
    expect(told).toMatchObject([{ severity: "warning", file: USUAL, evidence: { change: "other" } }]);
    expect(told[0]?.message).toContain("cannot be read, and a run after the merge would stop");
    expect(told[0]?.message).toContain(why);
    expect(run.code).toBe(0);
  });

  test("the first one of a repository", async () => {
    const { told } = await changed({}, strict);
    expect(told).toMatchObject([{ severity: "notice", file: USUAL, line: 1 }]);
    expect(told[0]?.message).toContain("nobody but the pull request says what it holds");
  });

  test("what it extends, in this repository at its line, in another one at the policy", async () => {
    const files = { [USUAL]: "version: 1\nextends: ../ci/p.yml\n", "ci/p.yml": "version: 1\nrules: { tag: error }\n" };
    const parent = await changed(files, { "ci/p.yml": "version: 1\nrules:\n  tag: off\n" }, { depth: 1 });
    expect(parent.told).toMatchObject([{ file: "ci/p.yml", line: 3, evidence: { change: "looser" } }]);
    const remote = (name: string) => ({ [USUAL]: `version: 1\nextends: acme/rules:${name}.yml@topic\n` });
    const rules = { "a.yml": "version: 1\nrules: { tag: error }\n", "b.yml": "version: 1\n\nrules: { tag: off }\n" };
    const other = await changed({ ...remote("a"), ...rules }, remote("b"));
    expect(other.told).toMatchObject([
      { file: USUAL, line: 1, evidence: { change: "looser" } },
      { file: USUAL, line: 2, evidence: { change: "other", setting: "extends" } },
    ]);
    const preset = (name: string) => ({ [USUAL]: `version: 1\nextends: wave-inspect:${name}\n` });
    const { told } = await changed(preset("observe"), preset("strict"));
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told.map(({ file, line }) => `${file}:${line}`))).toEqual(new Set([`${USUAL}:1`]));
  });
});

describe("how much it counts is the base's to say", () => {
  const change = { [USUAL]: "version: 1\nrules: { policy-change: off }\n" };

  test("an error", async () => {
    const { run, told } = await changed({ [USUAL]: "version: 1\nrules: { policy-change: error }\n" }, change);
    expect(inShort(told)).toEqual([`error looser 2: ${LOOSER} rules.policy-change.severity is off where it was error`]);
    expect(run.code).toBe(1);
  });

  test("off; on other events and with policy-from: head there is nothing to say", async () => {
    expect(
      (await changed({ [USUAL]: "version: 1\nrules: { policy-change: off }\n" }, { [USUAL]: "version: 1\n" })).told,
    ).toEqual([]);
    const files = { [USUAL]: "version: 1\nrules: { tag: error }\n" };
    expect((await changed(files, { [USUAL]: "version: 1\n" }, { event: "push" })).told).toEqual([]);
    expect((await changed(files, { [USUAL]: "version: 1\n" }, { inputs: { "policy-from": "head" } })).told).toEqual([]);
  });
});

const ignored = "# wave-inspect: ignore tag -- known\nFROM alpine:latest\n";
const policyWith = (rules: string) => ({ [USUAL]: `version: 1\nrules: { tag: error${rules} }\n` });
const isRefused = (run: { readonly stdout: string }): boolean => run.stdout.includes("The ignore does not work");
const withOther = (workspace: string) => checkedOutBeside(workspace, "other", "acme/other", { Dockerfile: ignored });

describe("inline ignores that the pull request adds", () => {
  const refuse = policyWith(", ignores: { added: refuse }");
  const adds = "Looser than the base: the pull request adds an inline ignore of tag";

  test("are told, and work where nobody says otherwise", async () => {
    const { run, told } = await changed(policyWith(""), { Dockerfile: ignored });
    expect(told).toMatchObject([{ file: "Dockerfile", evidence: { change: "looser", after: "known" } }]);
    expect(inShort(told)).toEqual([`warning looser 1: ${adds}`]);
    expect(run.code).toBe(0);
  });

  test("excuse nothing where the policy of the base refuses them, in a new file neither", async () => {
    for (const file of ["Dockerfile", "docker/Dockerfile"]) {
      const { run, told } = await changed(refuse, { [file]: ignored });
      expect(told).toHaveLength(1);
      expect(run).toMatchObject({ code: 1, outputs: { errors: "1" } });
      expect(run.stdout).toContain("The ignore does not work: this pull request adds it");
    }
  });

  test("are not those that were there, on whatever line", async () => {
    const { run, told } = await changed(
      { ...refuse, Dockerfile: ignored },
      { Dockerfile: `# moved\nARG X\n${ignored}` },
    );
    expect(told).toEqual([]);
    expect(run.code).toBe(0);
    expect(isRefused(run)).toBe(false);
  });

  test("are those, too, that cover another image or are there once more", async () => {
    const other = await changed({ ...refuse, Dockerfile: ignored }, { Dockerfile: ignored.replace("alpine", "eve/x") });
    expect(inShort(other.told)).toEqual([`warning looser 1: ${adds}`]);
    expect(other.run.code).toBe(1);
    const twice = await changed({ ...refuse, Dockerfile: ignored }, { Dockerfile: ignored + ignored });
    expect(inShort(twice.told)).toEqual([`warning looser 3: ${adds}`]);
    expect(isRefused(twice.run)).toBe(true);
  });

  test("nobody can tell in a checkout of one commit: said once; refused ones do not work", async () => {
    const files = { Dockerfile: ignored, "a/Dockerfile": ignored };
    const allowed = await changed({ ...policyWith(""), ...files }, { "b.txt": "" }, { depth: 1 });
    expect(allowed.told).toMatchObject([{ severity: "notice", line: 1, evidence: { change: "other" } }]);
    expect(allowed.told[0]?.message).toContain("were not compared");
    expect(allowed.run.code).toBe(0);
    // The policy is asked for, and no file for its comments.
    expect(allowed.run.asked).toHaveLength(1);
    const { run } = await changed({ ...refuse, ...files }, { "b.txt": "" }, { depth: 1 });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("the checkout does not say whether this pull request adds it");
  });

  test("of another repository that the workflow checked out are not the pull request's", async () => {
    const { run, told } = await changed(refuse, { "b.txt": "" }, { prepare: withOther, inputs: { path: "other" } });
    expect(told).toEqual([]);
    expect(run.code).toBe(0);
  });
});
