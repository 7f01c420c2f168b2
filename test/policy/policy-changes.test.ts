/** What one policy says otherwise than another: which way each change goes. */
import { expect, test } from "vitest";
import { loadPolicy } from "../../src/policy/file/load.ts";
import { policyChanges } from "../../src/policy/changes.ts";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { policyInWords } from "../../src/report/policy-words.ts";
import { policyOf } from "./make.ts";

/** `kind setting: before → after`. */
async function between(before: string, after: string): Promise<string[]> {
  const changes = policyChanges(await policyOf(before), await policyOf(after));
  return changes.map(({ kind, setting, before: was, after: is }) => `${kind} ${setting}: ${was} → ${is}`).sort();
}

const EVERYTHING = `fail-on: warning
inspector: registry
platform: linux/arm64
files: { exclude: [a/**], kinds: { wdl: false }, tests: true }
nextflow: { syntax: v2, scenarios: [{ profiles: [docker] }], params: { a: 1 }, launch-dir: run, judge-uncalled: true }
dockerfile: { build-args: { A: x }, target: run, judge-unreachable: true }
final: [fail-on]
rules:
  pin: { severity: error, at-least: build, final: true }
  tag: { severity: error, deny: ["dev-*"], from: { 2099-01-01: { deny: ["dev-*", "nightly"] } } }
  age: { at-most: 1y, enforce-from: 2099-01-01 }
overrides:
  - { images: ["quay.io/*"], rules: { tag: notice } }
  - { files: ["b/**"], rules: { tag: off, size: { at-most: 1GB } } }
waivers:
  - { rules: [tag], images: ["ghcr.io/*"], reason: known, expires: 2099-01-01 }
`;

test("nothing of a policy and itself", async () => {
  expect(await between(EVERYTHING, EVERYTHING)).toEqual([]);
});

const settings = (changes: readonly string[]): string[] =>
  changes.map((change) => change.split(" ").slice(1).join(" ").split(": ")[0] ?? "").sort();

test("all of a policy, which comes or goes", async () => {
  const comes = await between("", EVERYTHING);
  const goes = await between(EVERYTHING, "");
  expect(settings(goes)).toEqual(settings(comes));
  expect(new Set(comes.map((change) => change.split(" ")[0]))).toEqual(new Set(["looser", "tighter", "other"]));
  expect(comes).toContain("tighter fail-on: error → warning");
  expect(comes).toContain("looser files.exclude: nothing → a/**");
  expect(goes).toContain("looser fail-on: warning → error");
});

test.each<[string, string, string, string[]]>([
  ["a severity", "rules: { pin: error }", "rules: { pin: notice }", ["looser rules.pin.severity: error → notice"]],
  [
    "a word",
    "rules: { ignores: { inline: allow } }",
    "rules: { ignores: { inline: refuse } }",
    ["tighter rules.ignores.inline: allow → refuse"],
  ],
  [
    "an amount",
    "rules: { size: { at-most: 1GB } }",
    "rules: { size: { at-most: 2GB } }",
    ["looser rules.size.at-most: "],
  ],
  [
    "labels",
    "rules: { labels: { match: { a: 'x*' } } }",
    "rules: { labels: { match: { a: 'x' } } }",
    ["tighter rules.labels.match: "],
  ],
  [
    "platforms",
    "rules: { architecture: { require: [linux/amd64] } }",
    "rules: { architecture: { require: [linux/amd64, linux/arm64] } }",
    ["tighter rules.architecture.require: "],
  ],
  [
    "advice",
    "rules: { registry: { deny: [a/*], use-instead: { a/b: c/d } } }",
    "rules: { registry: { deny: [a/*], use-instead: { a/b: e/f } } }",
    ["other rules.registry.use-instead: "],
  ],
  [
    "a longer waiver",
    "waivers: [{ rules: [tag], images: [a], reason: x, expires: 2098-01-01 }]",
    "waivers: [{ rules: [tag], images: [a], reason: x, expires: 2099-01-01 }]",
    ["looser the waiver of tag for a: until 2098-01-01 → until 2099-01-01"],
  ],
  [
    "two waivers of the same",
    "waivers: [{ rules: [tag], images: [a], reason: x }]",
    "waivers: [{ rules: [tag], images: [a], reason: x }, { rules: [tag], images: [a], reason: y }]",
    ["looser the waiver of tag for a: nothing → without an end"],
  ],
  [
    "an override by many things",
    "",
    "overrides: [{ images: [a], files: [b], engines: [docker], sources: [cwl], processes: [C], labels: [l], profiles: [p], platforms: [linux/amd64], called: true, rules: { pin: {} } }]",
    ["tighter overrides["],
  ],
  [
    "labels, whose patterns are said as they are written",
    "rules: { labels: { match: { a: 'x*' } } }",
    "rules: { labels: { match: { a: 'x*', b: y } } }",
    ['tighter rules.labels.match: {"a":"x*"} → {"a":"x*","b":"y"}'],
  ],
  [
    "a parameter that has the name text",
    "nextflow: { params: { text: a } }",
    "nextflow: { params: { text: b } }",
    ['other nextflow.params: {"text":"a"} → {"text":"b"}'],
  ],
  [
    "a waiver that ends earlier",
    "waivers: [{ rules: [tag], images: [a], reason: x, expires: 2099-01-01 }]",
    "waivers: [{ rules: [tag], images: [a], reason: x, expires: 2098-01-01 }]",
    ["tighter the waiver of tag for a: until 2099-01-01 → until 2098-01-01"],
  ],
  [
    "a waiver that ends from now on",
    "waivers: [{ rules: [tag], images: [a], reason: x }]",
    "waivers: [{ rules: [tag], images: [a], reason: x, expires: 2098-01-01 }]",
    ["tighter the waiver of tag for a: without an end → until 2098-01-01"],
  ],
  [
    "two waivers of the same, of which one goes",
    "waivers: [{ rules: [tag], images: [a], reason: x }, { rules: [tag], images: [a], reason: y }]",
    "waivers: [{ rules: [tag], images: [a], reason: x }]",
    ["tighter the waiver of tag for a: without an end → nothing"],
  ],
  [
    "an override less, where another one may hold as well that says less",
    "rules: { tag: error }\noverrides: [{ files: [a/**], rules: { tag: notice } }, { files: [c/**], rules: { pin: {} } }, { files: [b/**], rules: { tag: error } }]",
    "rules: { tag: error }\noverrides: [{ files: [a/**], rules: { tag: notice } }, { files: [c/**], rules: { pin: {} } }]",
    ["looser overrides[b/**].tag.severity: error → nothing"],
  ],
  [
    "an override less, where the policy says the same and no other override names the rule",
    "rules: { tag: error }\noverrides: [{ files: [c/**], rules: { pin: {} } }, { files: [b/**], rules: { tag: error } }]",
    "rules: { tag: error }\noverrides: [{ files: [c/**], rules: { pin: {} } }]",
    ["other overrides[b/**].tag.severity: error → nothing"],
  ],
  [
    "overrides in another order, of which the later one wins",
    "overrides: [{ files: [a/**], rules: { tag: off } }, { images: [quay.io], rules: { tag: error } }]",
    "overrides: [{ images: [quay.io], rules: { tag: error } }, { files: [a/**], rules: { tag: off } }]",
    ["other overrides: the order of the base → another order"],
  ],
  [
    "finality of settings",
    "rules: { pin: { final: [severity] } }",
    "rules: { pin: { final: [severity, at-least] } }",
    ["tighter rules.pin.final: "],
  ],
])("%s", async (_, before, after, expected) => {
  const changes = await between(`${before}\n`, `${after}\n`);
  for (const start of expected) expect(changes.some((change) => change.startsWith(start))).toBe(true);
});

test.each<[string, string, string, string[]]>([
  ["a size", "rules: { size: { at-most: 1GB } }", "rules: { size: { at-most: 1.5GB } }", ["is 1.5GB where it was 1GB"]],
  [
    "a size of the other kind",
    "rules: { size: { at-most: 2GiB } }",
    "rules: { size: { at-most: 1B } }",
    ["is 1B where it was 2GiB"],
  ],
  ["hours", "rules: { waivers: { longest: 90d } }", "rules: { waivers: { longest: 7h } }", ["is 7h where it was 90d"]],
  [
    "hours and days",
    "rules: { age: { at-least: 36h } }",
    "rules: { age: { at-least: 1w } }",
    ["is 7d where it was 36h"],
  ],
  [
    "a map, key by key",
    "rules: { labels: { match: { a: 'x*', b: y, e: '1' } } }",
    "rules: { labels: { match: { a: x, c: 'true', e: '1' } } }",
    ['adds c: "true" and drops b: y and has a: x where it was x*'],
  ],
  [
    "values of a map that are no texts",
    "nextflow: { params: { a: 1, b: [1], c: x } }",
    "nextflow: { params: { c: x, b: [2], a: '1' } }",
    ['has b: [2] where it was [1], a: "1" where it was 1'],
  ],
  [
    "keys and values that seem to be more than one",
    "dockerfile: { build-args: { A: x } }",
    'dockerfile: { build-args: { A: x, "b: y\\nc": "two words", C: -x } }',
    ['adds "b: y\\nc": "two words", C: -x'],
  ],
  [
    "runs",
    "nextflow: { scenarios: [{ profiles: [docker] }] }",
    "nextflow: { scenarios: [{ profiles: [docker] }, { profiles: [test, conda], arguments: [--gpu] }] }",
    ['adds { profiles: [test, conda], arguments: ["--gpu"] }'],
  ],
])("%s in words", async (_, before, after, expected) => {
  const changes = policyChanges(await policyOf(before), await policyOf(after));
  expect(changes.map(({ message }) => message.replace(/^.*?: \S+ /, ""))).toEqual(expected);
});

test.each([
  [
    "a map",
    "rules: { mirrored: { at: { a.io: b.io/c, d.io: e.io/f } } }",
    "rules: { mirrored: { at: { d.io: e.io/f, a.io: b.io/c } } }",
  ],
  [
    "what an override is about",
    "overrides: [{ images: [a, b], rules: { pin: off } }]",
    "overrides: [{ images: [b, a], rules: { pin: off } }]",
  ],
  [
    "a waiver",
    "waivers: [{ rules: [pin, tag], files: [a, b], reason: x }]",
    "waivers: [{ files: [b, a], rules: [tag, pin], reason: x }]",
  ],
])("%s in another order is the same", async (_, before, after) => {
  expect(await between(before, after)).toEqual([]);
});

// docs/lock.md: what comes of each word, with a lock and without one.
test.each([
  ["", "lock: strict", ["tighter lock: nothing → strict"]],
  ["lock: strict", "", ["looser lock: strict → nothing"]],
  ["", "lock: warn", ["other lock: nothing → warn"]],
  ["lock: off", "", ["tighter lock: off → nothing"]],
  ["lock: warn", "lock: off", ["looser lock: warn → off"]],
])("how a lock is held: %j, then %j", async (before, after, expected) => {
  expect(await between(before, after)).toEqual(expected);
});

test("a problem of files that is turned off counts for more without it, whichever it is", async () => {
  const off = "rules: { readable: { missing: off } }";
  expect(await between("rules: { readable: {} }", off)).toEqual(["looser rules.readable.missing: nothing → off"]);
  expect(await between(off, "rules: { readable: {} }")).toEqual(["tighter rules.readable.missing: off → nothing"]);
});

test.each([
  ["fewer images", "rules: [tag, pin], images: ['a/*']", "rules: [tag], images: [a/b]", "tighter"],
  [
    "one thing more that has to fit",
    "rules: [tag], images: [a/b]",
    "rules: [tag], images: [a/b], called: true",
    "tighter",
  ],
  ["other images", "rules: [tag], images: ['a/*']", "rules: [tag], images: [c/d]", "looser"],
  ["another rule", "rules: [tag], images: ['a/*']", "rules: [pin], images: [a/b]", "looser"],
  ["one thing less that has to fit", "rules: [tag], files: [b], images: [a]", "rules: [tag], files: [b]", "looser"],
  ["a later end", "rules: [tag], files: [b, c], expires: 2099-01-01", "rules: [tag], files: [b]", "looser"],
])("in place of a waiver one of %s", async (_, before, after, kind) => {
  const changes = await between(waiverOf(before), waiverOf(after));
  expect(changes).toHaveLength(2);
  expect(changes.filter((change) => change.startsWith("looser"))).toHaveLength(kind === "looser" ? 1 : 0);
});

function waiverOf(terms: string): string {
  return `waivers: [{ ${terms}, reason: x }]`;
}

test("a list in another order says so", async () => {
  const [from, to] = [await policyOf("files: { exclude: [a, b] }"), await policyOf("files: { exclude: [b, a] }")];
  expect(policyChanges(from, to).map(({ message }) => message)).toEqual([
    expect.stringMatching(/: files\.exclude has another order$/),
  ]);
});

test("a policy that is gone, or has another name", async () => {
  const policy = await policyOf("rules: { tag: error }\n");
  const other = await loadPolicy("version: 1\nrules: { tag: error }\n", "other.yml", () => "");
  expect(policyChanges(policy, defaultPolicy).map(({ kind, message }) => `${kind} ${message}`)).toContain(
    "looser Looser than the policy of the base: policy.yml is gone: without a policy the built-in one holds",
  );
  expect(policyChanges(policy, other)).toMatchObject([{ kind: "other", before: "policy.yml", after: "other.yml" }]);
  expect(policyChanges(defaultPolicy, policy).every(({ setting }) => setting !== "the policy")).toBe(true);
});

test("which policy a run went by, in words", () => {
  const source = { file: "p.yml", sha256: "0123456789abcdef", files: [] };
  expect(policyInWords(null)).toBe("the built-in policy");
  expect(policyInWords(source)).toBe("policy p.yml (sha256 0123456789abcdef)");
  expect(policyInWords({ ...source, from: "first" })).toContain(", the first, which the pull request brings");
  expect(policyInWords({ ...source, from: { commit: "f".repeat(40) } })).toContain(", as of the base ffffffffffff");
});

const waiver = (terms: string): string => `waivers: [{ rules: [tag], images: [a], ${terms} }]`;

test("another reason, owner or ticket of a waiver", async () => {
  const setting = "the waiver of tag for a";
  expect(
    await between(waiver("reason: known, owner: ann, expires: 2099-01-01"), waiver("reason: other, ticket: T-1")),
  ).toEqual([
    `looser ${setting}: until 2099-01-01 → without an end`,
    `other ${setting}: ann → nothing`,
    `other ${setting}: known → other`,
    `other ${setting}: nothing → T-1`,
  ]);
  expect(await between(waiver("reason: known"), waiver("reason: known"))).toEqual([]);
});

const building = (parents: string) =>
  loadPolicy(`version: 1\nextends: [${parents}, local.yml]\n`, "p.yml", () => "version: 1\n");

test("another repository that is built on, whatever it says today", async () => {
  const changes = policyChanges(await building("acme/org:p.yml@v1"), await building("eve/org:p.yml@v1"));
  expect(changes).toMatchObject([
    {
      kind: "other",
      setting: "extends",
      message: "Otherwise than in the policy of the base: extends adds eve/org:p.yml@v1 and drops acme/org:p.yml@v1",
      at: { file: "p.yml", line: 2 },
    },
  ]);
  expect(
    policyChanges(await building("acme/org:p.yml@v1"), await building("acme/org:p.yml@v1, wave-inspect:observe")),
  ).toEqual([]);
});
