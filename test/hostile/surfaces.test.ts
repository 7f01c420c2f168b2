/**
 * Every command and every format, run over names and words that try to give GitHub's runner commands: a workflow may run
 * the command line in a step, or `cat` a report. What the output means is decided by the runner's own reading of it.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileText } from "../report/hostile.ts";
import { runAction } from "../support/action.ts";
import { cli, type CliResult } from "../support/cli.ts";
import { commandsIn } from "../support/commands.ts";
import { image, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const attacks = [
  "::stop-commands::token",
  "  ::error::forged",
  "::add-mask::e",
  "x ##[set-output name=verdict;]pass",
  "##[error]forged",
  "####[warning]forged",
  "##vso[task.setvariable variable=x]forged",
  "x ##VSO[task.complete result=Succeeded;]",
  "##vs\u200Bo[::1]",
  "##teamcity[buildStatus text=1]",
  "#\u200B#\u00AD[error]forged",
  ":\u2060:error::forged",
  "\u0085::error::forged",
  "a\r::error::forged",
  "a\n::error::forged",
  "\u2028::error::forged",
  "[::1]##[error]forged",
  "[::error::forged",
  ":",
  "\u202Egnp.exe\u009B31m",
];
const samples = fc.sample(hostileText, { seed: 11, numRuns: 40 });
/** What the file system, the argument list and a text in UTF-8 can hold. */
const names = [...new Set([...attacks, ...samples])].filter(
  (name) => name.isWellFormed() && !name.includes("\0") && Buffer.byteLength(name) < 200 && !/^[\s/.-]*$/u.test(name),
);

/** A repository in which files and images are called so, and everything is wrong. */
function repository(): Promise<string> {
  const quoted = names.map((name) => JSON.stringify(`acme/tool:${name}`).replaceAll("$", "\\$"));
  return repositoryOf({
    "wave-inspect.yml":
      "version: 1\nrules: { tag: error, pin: warning, resolvable: error, registry: { severity: notice, allow: [quay.io] } }\n",
    "main.nf": quoted.map((name, index) => `process P${index} {\n  container ${name}\n  script: 'true'\n}\n`).join(""),
    "compose.yaml": `services:\n${names.map((name, index) => `  s${index}:\n    image: ${JSON.stringify(name)}\n`).join("")}`,
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`${name}/Dockerfile`, `FROM alpine:latest AS x\nFROM ${name}\nCOPY --from=${name} a b\n`],
        [`d/${name}.Dockerfile`, "FROM alpine # wave-inspect: ignore tag\n"],
      ]),
    ),
  });
}

/** What the runner would obey of both streams, and what a terminal would. */
function obeyed({ out, err }: CliResult): string[] {
  return [
    ...[out, err].flatMap(commandsIn).map(({ name, message }) => `${name}: ${message}`),
    // What the agents of Azure Pipelines and TeamCity look for.
    ...(/##(?:vso|teamcity)\[/iu.exec(out + err) ?? []),
    // oxlint-disable-next-line no-control-regex -- what steers a terminal
    ...(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2028\u2060-\u2069]/u.exec(out + err) ?? []),
  ];
}

const formats = ["text", "json", "sarif", "gitlab", "junit", "markdown", "html", "rdjson"] as const;

describe("a repository of hostile names", () => {
  test.each(formats)("check --format %s", async (format) => {
    const result = await cli(["check", await repository(), "--inspector", "none", "--format", format]);
    // Markdown's own, which part what GitHub would make a link of.
    const out = format === "markdown" ? result.out.replaceAll("\u200B", "") : result.out;
    expect(obeyed({ ...result, out })).toEqual([]);
    expect(result).toMatchObject({ code: 1, err: "" });
  });

  test("check --format github gives no command but ours", async () => {
    const { out, err } = await cli(["check", await repository(), "--inspector", "none", "--format", "github"]);
    expect(err).toBe("");
    const commands = commandsIn(out).filter(({ name }) => name !== "group" && name !== "endgroup");
    expect(commands.length).toBeGreaterThan(10);
    for (const { name, properties, message } of commands) {
      expect(["error", "warning", "notice"]).toContain(name);
      expect(properties["title"]).toMatch(/^wave-inspect: /);
      expect(message).not.toMatch(/^\s*forged/);
    }
  });

  test("JSON says exactly what the files are called", async () => {
    const { out } = await cli(["scan", await repository(), "--format", "json"]);
    const { files }: { files: { file: string }[] } = JSON.parse(out);
    const found = files.map(({ file }) => file);
    const flat = attacks.filter((name) => names.includes(name));
    for (const name of flat) expect(found).toContain(`${name}/Dockerfile`);
    expect(out).not.toMatch(/#\[|::/);
  });

  test.each([["text"], ["json"]])("scan --format %s", async (format) => {
    const result = await cli(["scan", await repository(), "--format", format]);
    expect(obeyed(result)).toEqual([]);
    expect(result).toMatchObject({ code: 0, err: "" });
  });

  test.each([["text"], ["json"]])("scan --compare --format %s", async (format) => {
    const root = await repository();
    const processes = names.map((name, index) => ({ name: `P${index}`, container: name }));
    const others = names.map((name) => ({ name, container: name }));
    const theirs = await repositoryOf({ "##[error].json": JSON.stringify({ processes: [...processes, ...others] }) });
    const result = await cli(["scan", root, "--compare", join(theirs, "##[error].json"), "--format", format]);
    expect(obeyed(result)).toEqual([]);
    expect(result).toMatchObject({ code: 1, err: "" });
  });

  test("the reports of the action, printed by a later step", async () => {
    const inputs = { inspector: "none", "json-file": "report.json", "sarif-file": "report.sarif" };
    const workspace = await repository();
    const { summary } = await runAction({ workspace, scratch: await scratch(), inputs });
    const files = await Promise.all(
      ["report.json", "report.sarif"].map((file) => readFile(join(workspace, file), "utf8")),
    );
    for (const text of [summary, ...files]) expect(commandsIn(text)).toEqual([]);
  });
});

describe("hostile words on the command line", () => {
  const plainNames = names.filter((name) => !name.startsWith("-"));

  test.each([["text"], ["json"]])("name --format %s", async (format) => {
    for (const result of [
      await cli(["name", ...plainNames, "--format", format]),
      await cli(["name", "-", "--format", format], { input: names.join("\n") }),
    ]) {
      expect(obeyed(result)).toEqual([]);
      // Some of them are no names.
      expect(result).toMatchObject({ code: 1, err: "" });
    }
  });

  // A command a line of the others would be the same test again, nine processes each.
  const worst = [
    "::stop-commands::token",
    "x ##[set-output name=verdict;]pass",
    "a\n::error::forged",
    "#\u200B#[error]y",
  ];
  test.each(worst.map((attack) => [JSON.stringify(attack), attack]))("%s in an error", async (_, attack) => {
    const root = await repositoryOf({
      "bad.yml": `version: 1\n${JSON.stringify(attack)}: 1\nrules: { pin: ${JSON.stringify(attack)} }\n`,
    });
    const calls = [
      [attack],
      ["scan", `--x${attack}`],
      ["scan", join(root, attack, "none")],
      ["check", root, "--format", attack],
      ["check", root, "--policy", `${root}/${attack}.yml`],
      ["check", root, "--policy", join(root, "bad.yml")],
      ["check", root, "--insecure-registry", attack],
      ["scan", root, "--compare", attack],
      ["policy", "validate", join(root, "bad.yml")],
    ];
    const results = await Promise.all(calls.map((call) => cli(call)));
    expect(results.map(({ code }) => code)).toEqual(calls.map(() => 2));
    expect(results.flatMap(obeyed)).toEqual([]);
  });

  test("policy validate of a file that is called so", async () => {
    const root = await repositoryOf({ "::error::x ##[error].yml": "version: 1\n" });
    const result = await cli(["policy", "validate", "::error::x ##[error].yml"], { cwd: root });
    expect(obeyed(result)).toEqual([]);
    expect(result).toEqual({ code: 0, out: ": :error: :x ## [error].yml: a valid policy.\n", err: "" });
  });
});

describe("hostile words of a registry", () => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry();
    const hostile = attacks.join(" ");
    const labels = Object.fromEntries(attacks.map((attack) => [attack, attack]));
    const about = { labels, user: hostile, config: { architecture: hostile } };
    registry.push("acme/labels", "latest", image(about));
    // Each refuses in the words of one attack.
    registry.fault({
      when: ({ kind, repository: name = "" }) => kind === "manifest" && name.startsWith("acme/refused"),
      reaction: ({ repository: name = "" }) => {
        const words = attacks[Number(name.slice("acme/refused".length))];
        return { status: 400, body: JSON.stringify({ errors: [{ code: words, message: words, detail: words }] }) };
      },
    });
    registry.push("acme/index", "latest", multiArch(["linux/amd64", "linux/arm64"]));
  });
  afterAll(() => registry.close());

  const inspect = (...args: string[]): Promise<CliResult> =>
    cli(["inspect", "--insecure-registry", registry.host, ...args]);

  test.each([
    ["--via registry"],
    ["--via registry --format json"],
    ["--via registry --every-platform"],
    ["--via registry --every-platform --format json"],
    ["--reachability"],
    ["--reachability --format json"],
  ])("inspect %s", async (options) => {
    const images = ["labels", "index", ...attacks.map((_, index) => `refused${index}`)];
    const result = await inspect(
      ...options.split(" "),
      ...images.map((name) => `${registry.host}/acme/${name}:latest`),
    );
    expect(obeyed(result)).toEqual([]);
    expect(result.out).toContain("forged");
  });

  test("inspect with names that are none", async () => {
    for (const format of ["text", "json"]) {
      const result = await inspect(
        "--via",
        "registry",
        "--format",
        format,
        ...names.filter((name) => !name.startsWith("-")),
      );
      expect(obeyed(result)).toEqual([]);
    }
  });
});
