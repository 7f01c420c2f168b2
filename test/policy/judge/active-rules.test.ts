/** Which rules hold for an image, and which lines of which policy said so. */
import { expect, test } from "vitest";
import type { Decider } from "../../../src/model.ts";
import { loadPolicy } from "../../../src/policy/file/load.ts";
import { defaultPolicy, type Policy } from "../../../src/policy/policy.ts";
import { activeRules, generalRules } from "../../../src/policy/judge/active-rules.ts";
import { now, pull } from "../make.ts";

const BASE = `version: 1
rules:
  pin: { severity: warning, at-least: build }
  registry: { allow: [quay.io], deny: [docker.io] }
  tag: error
`;
const OWN = `version: 1
extends: base.yml
rules:
  pin: { severity: error, enforce-from: 2027-01-01 }
  registry:
    allow:
      - ghcr.io
  waivers: notice
overrides:
  - images: [quay.io]
    rules: { pin: { at-least: digest }, age: { at-most: 1y } }
  - images: ["quay.io/acme/*"]
    rules: { tag: notice }
`;

/** `file:line:column`, or the word. */
function short(origin: Decider | undefined): string {
  return typeof origin === "object" ? `${origin.file}:${origin.line}:${origin.column}` : (origin ?? "nobody");
}

function decided(policy: Policy, image: string, platform: string | null = null): Record<string, string> {
  const active = activeRules(policy, { platform, now })({ pull: pull(image), image, platform });
  return Object.fromEntries(
    active.flatMap(({ rule, decidedBy }) => [
      [rule.id, `${short(decidedBy.rule)} ${short(decidedBy.severity)} ${short(decidedBy.enforceFrom)}`],
      ...Object.entries(decidedBy.options).map(([key, origin]) => [`${rule.id}.${key}`, short(origin)]),
    ]),
  );
}

test("each severity and option keeps the place that decided it, through extends and overrides", async () => {
  const policy = await loadPolicy(OWN, "own.yml", () => BASE);
  const everywhere = decided(policy, "ghcr.io/a/b:1");
  expect(everywhere).toMatchObject({
    pin: "own.yml:4:3 own.yml:4:20 own.yml:4:41",
    "pin.at-least": "base.yml:3:39",
    registry: "own.yml:5:3 default nobody",
    "registry.allow": "own.yml:7:9",
    "registry.deny": "base.yml:4:40",
    "registry.use-instead": "default",
    tag: "base.yml:5:3 base.yml:5:8 nobody",
    "tag.floating": "default",
    resolvable: "default default nobody",
  });
  expect(everywhere).not.toHaveProperty("age");
  expect(decided(policy, "quay.io/acme/tool:1")).toMatchObject({
    pin: "own.yml:11:14 own.yml:4:20 own.yml:4:41",
    "pin.at-least": "own.yml:11:31",
    age: "own.yml:11:41 default nobody",
    "age.at-most": "own.yml:11:57",
    tag: "own.yml:13:14 own.yml:13:19 nobody",
  });
  expect(generalRules(policy, now).find(({ rule }) => rule.id === "waivers")?.decidedBy).toMatchObject({
    severity: { file: "own.yml", line: 8, column: 12, endLine: 8, endColumn: 18 },
    options: { "warn-before": "default" },
  });
});

test("what no file says is said to be the default, or to come from the platform of the run", async () => {
  expect(decided(defaultPolicy, "quay.io/a/b:1")).toMatchObject({ exists: "default default nobody" });
  const silent = await loadPolicy("version: 1\n", "p.yml", () => "");
  expect(decided(silent, "quay.io/a/b:1")).not.toHaveProperty("architecture");
  expect(decided(silent, "quay.io/a/b:1", "linux/arm64")).toMatchObject({
    architecture: "platform default nobody",
    "architecture.require": "default",
  });
  const spoken = await loadPolicy("version: 1\nrules: { architecture: notice }\n", "p.yml", () => "");
  expect(decided(spoken, "quay.io/a/b:1", "linux/arm64")["architecture"]).toBe("p.yml:2:10 p.yml:2:24 nobody");
});
