/** A policy as one file: it loads to the same, and says where each value stands. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadPolicy, PolicyError } from "../../../src/policy/file/load.ts";
import { formatAddress } from "../../../src/policy/address.ts";
import { showPolicy } from "../../../src/policy/file/show.ts";
import { defaultPolicy, type Policy } from "../../../src/policy/policy.ts";
import { rules } from "../../../src/policy/rules/index.ts";
import { type Value, changed, changes, pick, written } from "../changes.ts";

const plain = { effective: false, origin: false };

function load(text: string, files: Readonly<Record<string, string>> = {}): Promise<Policy> {
  return loadPolicy(text, "p.yml", (address) => files[formatAddress(address)] ?? "version: 1\n");
}

/** What a policy says, without where. */
function said(policy: Policy): unknown {
  const { rules: named, overrides } = policy;
  const maps = { rules: [...named], overrides: overrides.map((one) => ({ ...one, rules: [...one.rules] })) };
  const places = new Set(["by", "location", "own", "source", "doubts", "written", "finals"]);
  return JSON.parse(
    JSON.stringify({ ...policy, ...maps }, (key, value: unknown) => (places.has(key) ? undefined : value)),
  );
}

const BASE = `version: 1
fail-on: warning
final: [fail-on]
files: { exclude: [a, b], kinds: { cwl: false } }
nextflow: { params: { one: 3.10, two: [{ deep: true }, null, ""], "3": 0x1f } }
rules: { pin: { severity: warning, at-least: build, final: true }, registry: { allow: [quay.io], deny: [docker.io], from: { 2027-01-01: { severity: error, deny: [a.b] }, 2028-01-01: off } }, tag: error }
overrides: [{ images: [quay.io], rules: { pin: error } }]
waivers: [{ rules: [tag], images: [quay.io], reason: "theirs: \\u202e#1" }]
`;

const OWN = `version: 1
extends: base.yml
files: { exclude: [c], kinds: { wdl: false } }
nextflow: { params: { one: "3.10", "a b": [] } }
rules:
  pin: error
  registry: { allow: ["ghcr.io/**"], severity: warning, from: { 2027-01-01: { allow: [] } } }
waivers: [{ rules: [tag], images: [ghcr.io], reason: ours, expires: 2027-01-01 }]
`;

test("says where each value of all files stands", async () => {
  expect(showPolicy(await load(OWN, { "base.yml": BASE }), { effective: true, origin: true }))
    .toBe(`version: 1 # p.yml:1
files:
  exclude:
    - c # p.yml:3
  kinds:
    cwl: false # base.yml:4
    wdl: false # p.yml:3
nextflow:
  params:
    one: "3.10" # p.yml:4
    two:
      - deep: true # base.yml:5
      - null # base.yml:5
      - "" # base.yml:5
    "3": 0x1f # base.yml:5
    "a b": [] # p.yml:4
fail-on: warning # base.yml:2
rules:
  pin:
    severity: error # p.yml:6
    at-least: build # base.yml:6
    final: true # base.yml:6
  registry:
    allow:
      - "ghcr.io/**" # p.yml:7
    deny:
      - docker.io # base.yml:6
    from:
      2027-01-01:
        deny:
          - a.b # base.yml:6
        allow: [] # p.yml:7
      2028-01-01: {}
    severity: warning # p.yml:7
    # local: "allow" (default)
    # use-instead: {} (default)
  tag:
    severity: error # base.yml:6
    # floating: "deny" (default)
    # deny: [] (default)
  # pullable: error (default)
  # resolvable: warning (default)
  # readable: error (default)
  # inspectable: warning (default)
  # ran: error (default)
  # waivers: notice (default)
  # ignores: warning (default)
  # baseline: notice (default)
  # policy: notice (default)
  # policy-change: warning (default)
final:
  - fail-on # base.yml:3
overrides:
  - images:
      - quay.io # base.yml:7
    rules:
      pin: error # base.yml:7
waivers:
  - rules:
      - tag # base.yml:8
    images:
      - quay.io # base.yml:8
    reason: "theirs: \\u202e#1" # base.yml:8
  - rules:
      - tag # p.yml:8
    images:
      - ghcr.io # p.yml:8
    reason: ours # p.yml:8
    expires: 2027-01-01 # p.yml:8
# inspector: "wave" (default)
`);
});

test("is the defaults where there is no file", async () => {
  const text = showPolicy(defaultPolicy, plain);
  expect(text).toBe("version: 1\nrules:\n  exists: {}\n  architecture: {}\n  tag: {}\n");
  expect(said(await load(text))).toEqual(said(defaultPolicy));
  expect(showPolicy(defaultPolicy, { ...plain, effective: true })).toContain(
    "  tag: {}\n    # severity: warning (default)\n",
  );
  expect(showPolicy(await load("version: 1\n"), { ...plain, effective: true })).toContain(
    "rules: {}\n  # pullable: error",
  );
});

test("takes back nothing that is final", async () => {
  const own = "version: 1\nextends: base.yml\nrules: { pin: { final: false } }\noverrides: []\n";
  const policy = await load(own, {
    "base.yml": "version: 1\nrules: { pin: { final: [at-least] }, tag: { final: false } }\n",
  });
  expect(showPolicy(policy, plain)).toBe(
    "version: 1\nrules:\n  pin:\n    final:\n      - at-least\n  tag: {}\noverrides: []\n",
  );
});

test("loads to the same, whatever is in it", async () => {
  const texts = [
    OWN,
    BASE,
    readFileSync("policy.example.yml", "utf8"),
    ...rules.map(({ text }) => `version: 1\n${text.policy}`),
  ];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- YAML has no other values
  const corpus = texts.map((text) => parse(text) as Value);
  let same = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(99),
      fc.nat(99),
      changes,
      fc.boolean(),
      fc.boolean(),
      async (own, base, some, effective, origin) => {
        const text = written(some.reduce(changed, pick(corpus, own)));
        const policy = await load(text, { "base.yml": written(pick(corpus, base)) }).catch((error: unknown) => {
          if (!(error instanceof PolicyError)) throw error;
        });
        if (policy === undefined) return;
        same++;
        expect(said(await load(showPolicy(policy, { effective, origin })))).toEqual(said(policy));
      },
    ),
    { numRuns: 400 },
  );
  expect(same).toBeGreaterThan(40);
});
