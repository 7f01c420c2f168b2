/** What follows from the definition of policies: the JSON Schema, the pages of the rules, the tables of docs/policy.md. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { loadPolicy } from "../../src/policy/file/load.ts";
import { optionValues } from "../../src/policy/merge.ts";
import { definitions } from "../../src/policy/file/rule-settings.ts";
import {
  overrideFields,
  policyFields,
  policyShape,
  sectionFields,
  waiverFields,
} from "../../src/policy/file/definition.ts";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { byNeed } from "../../src/order.ts";
import { wantedImage } from "../../src/policy/judge/subjects.ts";
import { presetNames, readPreset } from "../../src/policy/presets/index.ts";
import { rules } from "../../src/policy/rules/index.ts";
import {
  answerFields,
  caseFields,
  caseFileFields,
  caseFileShape,
  configFields,
  expectationFields,
  platformFields,
} from "../../src/policy-test/definition.ts";
import type { LockedImage, Pull } from "../../src/model.ts";
import type { Rule } from "../../src/policy/rules/rule.ts";
import type { WantedImage } from "../../src/policy/rules/subject.ts";
import { ruleTightening, sectionTightenings } from "../../src/policy/rules/tightening.ts";
import { withFallbacks } from "../../src/policy/shapes/fields.ts";
import { between, code, fieldTable, table } from "./tables.ts";

export async function files(root: string): Promise<Readonly<Record<string, string>>> {
  const policy = await readFile(join(root, "docs/policy.md"), "utf8");
  return {
    "policy.schema.json": `${JSON.stringify(policySchema(), null, 2)}\n`,
    "policy-test.schema.json": `${JSON.stringify(caseFileSchema(), null, 2)}\n`,
    "docs/policy.md": tables().reduce((text, [name, body]) => between(text, name, body), policy),
    "docs/recipes.md": await recipePage(root),
    "docs/presets.md": await presetPages(await readFile(join(root, "docs/presets.md"), "utf8")),
    "docs/rules/README.md": index(),
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.id}.md`, page(rule)])),
  };
}

/** JSON Schema 2020-12 of a policy file, for editors. */
function policySchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Policy of wave-inspect",
    description: "What the container images of a repository must be like.",
    ...policyShape.schema,
    $defs: definitions(),
  };
}

/** JSON Schema 2020-12 of a file of cases for a policy. */
function caseFileSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Cases for a policy of wave-inspect",
    description: "What a policy says of images, as wave-inspect policy test runs it.",
    ...caseFileShape.schema,
  };
}

function tables(): [name: string, body: string][] {
  return [
    ["keys", fieldTable(policyFields)],
    ["files", fieldTable(sectionFields.files)],
    ["nextflow", fieldTable(sectionFields.nextflow)],
    ["dockerfile", fieldTable(sectionFields.dockerfile)],
    ["rules", rulesTable("rules/")],
    ["overrides", fieldTable(overrideFields)],
    ["waivers", fieldTable(waiverFields)],
    ["final", finalTable()],
    ["case-file", fieldTable(caseFileFields)],
    ["case", fieldTable(caseFields)],
    ["expectation", fieldTable(expectationFields)],
    ["answer", fieldTable(answerFields)],
    ["answer-platform", fieldTable(platformFields)],
    ["config", fieldTable(configFields)],
  ];
}

/** Each preset as it is read. */
async function presetPages(page: string): Promise<string> {
  let text = page;
  for (const name of presetNames) text = between(text, `preset-${name}`, `\`\`\`yaml\n${await readPreset(name)}\`\`\``);
  return text;
}

/** Recipes are the files that their cases test. */
const RECIPES = "test/policy/cases/recipes";

async function recipePage(root: string): Promise<string> {
  let text = await readFile(join(root, "docs/recipes.md"), "utf8");
  const names = await readdir(join(root, RECIPES));
  for (const name of names.filter((file) => !file.endsWith(".test.yml"))) {
    const recipe = await readFile(join(root, RECIPES, name), "utf8");
    text = between(text, `recipe-${basename(name, ".yml")}`, `\`\`\`yaml\n${recipe}\`\`\``);
  }
  return text;
}

function finalTable(): string {
  const ofRules = rules.flatMap(({ id, options }) =>
    Object.keys(options).map((option) => [code(`${id}.${option}`), ruleTightening(id, option).words]),
  );
  const ofAll = ["severity", "enforce-from"].map((name) => [
    `${code(name)} of any rule`,
    ruleTightening("", name).words,
  ]);
  const beside = Object.entries(sectionTightenings).map(([path, { words }]) => [code(path), words]);
  return table(["Setting", "In place of it may stand"], [...ofAll, ...ofRules, ...beside]);
}

function rulesTable(folder: string): string {
  return table(
    ["Rule", "Holds when", "Severity", "On", "Asks"],
    rules.map((rule) => [
      `[${rule.id}](${folder}${rule.id}.md)`,
      rule.summary,
      code(rule.severity),
      turnedOn(rule),
      asks(rule),
    ]),
  );
}

function turnedOn(rule: Rule): string {
  if ("builtIn" in rule) return "always";
  return defaultPolicy.rules.has(rule.id) ? "without a policy file" : "when named";
}

const ASKS = {
  existence: "whether the image exists (1 request)",
  platforms: "the index (1 or 2 requests)",
  config: "the image's configuration (3 requests)",
} as const;

const DIGEST = `sha256:${"0".repeat(64)}`;
const entry: LockedImage = {
  content: { digest: DIGEST },
  by: "registry",
  verified: true,
  firstSeen: "",
  written: [],
  processes: [],
  files: [],
  scenarios: [],
};

/** Images of which every rule that asks at all asks something: a process names one in full, for a platform, and a lock has it. */
const samples = ["quay.io/acme/tool:1.0", `quay.io/acme/tool:1.0@${DIGEST}`].map((image): WantedImage => {
  const pull: Pull = {
    image,
    canonical: image,
    written: image,
    source: "nextflow",
    engine: "docker",
    scenario: null,
    platform: "linux/arm64",
    confidence: "exact",
    references: [],
  };
  const held = { file: "containers.lock", entry };
  return { ...wantedImage(pull, { platform: null, now: new Date(0) }), lock: held, recorded: held };
});

/** The options that the policy of a rule's page gives it: what it asks about may be one of them. */
const optionsOf = new Map(
  await Promise.all(
    rules.map(async ({ id, options, text }) => {
      const { rules: said } = await loadPolicy(`version: 1\n${text.policy}`, `${id}.yml`, () => "version: 1\n");
      return [id, withFallbacks(options, optionValues(said.get(id)?.options ?? {}))] as const;
    }),
  ),
);

function asks(rule: Rule): string {
  const questions = samples.flatMap((sample) => rule.asks?.(sample, optionsOf.get(rule.id) ?? {}) ?? []);
  if (questions.some(({ lookFor }) => lookFor !== undefined)) return "what is kept beside the image (2 to 11 requests)";
  const deepest = questions.map(({ need }) => need).sort(byNeed)[0];
  return deepest === undefined ? "nothing: the name is enough" : ASKS[deepest];
}

function index(): string {
  return `${NOTE}# Rules

${rulesTable("")}

Requests are those of \`inspector: registry\`, per image, before anything is shared or cached; through Wave it is one request.
`;
}

const NOTE = "<!-- Generated from src/policy/rules; change the rule and run npm run generate. -->\n\n";

function page(rule: Rule): string {
  const { id, summary, severity, options, text } = rule;
  const facts = table(
    ["On", "Severity when named without one", "Asks the registry for"],
    [[turnedOn(rule), code(severity), asks(rule)]],
  );
  return `${NOTE}# ${id}

${summary}.

${facts}

## Why

${text.why}

## Policy

\`\`\`yaml
${text.policy}\`\`\`
${Object.keys(options).length === 0 ? "\nIt has no options." : `\n${fieldTable(options)}`}

## With this policy

Refused:

${listed(text.bad)}

Accepted:

${listed(text.good)}
${text.notes === undefined ? "" : `\n## Fine print\n\n${text.notes}\n`}${"builtIn" in rule && ["waivers", "ignores", "policy-change"].includes(id) ? "" : excuse(id)}`;
}

/** A name stands as code; a description as it is. */
function listed(items: readonly string[]): string {
  return items.map((item) => `- ${/[` ]/.test(item) ? item : code(item)}`).join("\n");
}

function excuse(id: string): string {
  const scope = id === "readable" ? 'files: ["conf/legacy.config"]' : 'images: ["quay.io/acme/tool:*"]';
  return `
## To excuse ${id === "readable" ? "a file" : "an image"}

For a while, in the policy, with a reason and an end ([waivers](../policy.md#waivers)):

\`\`\`yaml
waivers:
  - rules: [${id}]
    ${scope}
    reason: replaced in the second quarter
    expires: 2027-06-30
\`\`\`

At its line, where the policy allows it: \`wave-inspect: ignore ${id} -- reason\` in a comment above.
`;
}
