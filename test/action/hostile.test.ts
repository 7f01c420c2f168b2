/**
 * Text of files and servers that tries to give the runner commands, or to write into reports. What our output means is
 * decided by the runner's own reading of it (support/commands.ts).
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const attacks = [
  "::set-output name=verdict::pass",
  "  ::error::forged",
  "##[error]forged",
  "x ##[set-output name=verdict;]pass",
  "####[warning]forged",
  "::stop-commands::token",
  "%0A::error::forged",
  "\r::error::forged",
  "\n::error::forged",
  "\u0085::error::forged",
  "\u2028::error::forged",
  "a|b `c` </td></tr><script>alert(1)</script>",
  "![x](https://example.org/x.png) [y](javascript:alert(1))",
  "<!-- --> </details> \u202Egnp.exe",
];

/** Only these say something of their own; whatever they say, its text is ours or harmless. */
const ours = new Set(["error", "warning", "notice", "group", "endgroup", "add-mask", "debug"]);
const annotating = new Set(["error", "warning", "notice"]);

/** Runs the action in a repository that must fail, and says where foreign text got through. */
async function breaches(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = { inspector: "none" },
): Promise<string[]> {
  const workspace = await repositoryOf({
    "wave-inspect.yml": "version: 1\nrules: { tag: error, exists: error, pin: error, resolvable: error }\n",
    ...files,
  });
  return breachesOf(await runAction({ workspace, scratch: await scratch(), inputs }));
}

function breachesOf({ code, commands, outputs, stdout, stderr, summary }: ActionRun): string[] {
  const found = commands.flatMap(({ name, message, properties }) => {
    if (!ours.has(name) || /^\s*forged/u.test(message)) return [`command ${name}: ${message}`];
    const titled = properties["title"]?.startsWith("wave-inspect") === true;
    return annotating.has(name) && !titled ? [`annotation ${message}`] : [];
  });
  if (/internal error/u.test(stdout + stderr)) found.push(`crash: ${stdout}${stderr}`);
  if (code === 0 || outputs["verdict"] === "pass") found.push(`exit code ${code}, verdict ${outputs["verdict"]}`);
  // What GitHub would render: no markup of theirs, no line of theirs.
  for (const pattern of [
    /<script/u,
    /<!--/u,
    /\]\(https:\/\/example/u,
    /\]\(javascript/u,
    /\u202E/u,
    /^\s*(?:::|##\[)/mu,
  ]) {
    const match = pattern.exec(summary);
    if (match !== null) found.push(`summary: ${summary.slice(Math.max(0, match.index - 80), match.index + 80)}`);
  }
  return found;
}

describe("names in files", () => {
  test.each(attacks.map((attack) => [JSON.stringify(attack), attack]))("an image name with %s", async (_, attack) => {
    const script = JSON.stringify(`quay.io/acme/tool:latest${attack}`).replaceAll("$", "\\$");
    const found = await breaches({
      Dockerfile: `FROM quay.io/acme/tool:latest\nFROM ${attack}\nCOPY --from=${attack} a b\n`,
      "main.nf": `process A {\n  container ${script}\n  script:\n  'true'\n}\nworkflow { A() }\n`,
      "nextflow.config": `docker.enabled = true\nprocess.container = ${script}\n`,
      "compose.yaml": `services:\n  a:\n    image: ${JSON.stringify(attack)}\n`,
    });
    expect(found).toStrictEqual([]);
  });

  test.each(attacks.filter((attack) => !attack.includes("/")).map((attack) => [JSON.stringify(attack), attack]))(
    "a file called %s",
    async (_, attack) => {
      const files = {
        [`${attack}.Dockerfile`]: "FROM quay.io/acme/tool:latest\n",
        [`${attack}/Dockerfile`]: "FROM a:latest\n",
      };
      expect(await breaches(files)).toStrictEqual([]);
    },
  );

  test("a policy that quotes them", async () => {
    const workspace = await repositoryOf({
      "wave-inspect.yml": `version: 1\n"x ##[error]forged": 1\nrules: { pin: "::error::forged" }\n`,
      Dockerfile: "FROM a:latest\n",
    });
    const step = await runAction({ workspace, scratch: await scratch() });
    expect(step.code).toBe(2);
    expect(step.commands.map(({ name }) => name)).toStrictEqual(["error", "error"]);
    expect(step.commands.map(({ message }) => message)).not.toContain("forged");
  });
});

describe("words of a registry", () => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.close());

  test.each(attacks.map((attack) => [JSON.stringify(attack), attack]))(
    "an error message with %s",
    async (_, attack) => {
      const body = JSON.stringify({ errors: [{ code: attack, message: attack, detail: attack }] });
      const remove = registry.fault({ when: ({ kind }) => kind === "manifest", reaction: { status: 400, body } });
      try {
        const files = { Dockerfile: `FROM ${registry.host}/acme/tool:latest\n` };
        expect(await breaches(files, through(registry))).toStrictEqual([]);
      } finally {
        remove();
      }
    },
  );

  test("labels, users and architectures", async () => {
    const hostile = attacks.join(" ");
    const labels = Object.fromEntries(attacks.map((attack) => [attack, attack]));
    registry.push("acme/tool", "latest", image({ labels, user: hostile, config: { architecture: hostile } }));
    const files = { Dockerfile: `FROM ${registry.host}/acme/tool:latest\n` };
    expect(await breaches(files, through(registry))).toStrictEqual([]);
  });
});

const through = ({ host }: Registry): Record<string, string> => ({
  inspector: "registry",
  "insecure-registries": host,
});
