/** The step in the mode `audit`, in the process of the tests: what it writes, and what it says where it cannot. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runAction } from "../../src/action/step.ts";
import { Cancellation } from "../../src/cancellation.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { issuesApi } from "../audit/make.ts";
import { fileCommands } from "../support/commands.ts";
import { image } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

beforeEach(async () => {
  const output = join(await scratch(), "output");
  await writeFile(output, "");
  vi.stubEnv("GITHUB_OUTPUT", output);
});
afterEach(() => vi.unstubAllEnvs());

interface Given {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly cancellation?: Cancellation;
}

async function audit({ inputs = {}, env = {}, files = {}, cancellation }: Given) {
  const registry = await startRegistry({});
  registry.push("acme/tool", "1.0", image());
  const workspace = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n`, ...files });
  const given = { mode: "audit", inspector: "registry", "insecure-registries": registry.host, ...inputs };
  for (const [input, value] of Object.entries(given)) vi.stubEnv(`INPUT_${input.toUpperCase()}`, value);
  const out: string[] = [];
  const code = await runAction({
    env: {
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: process.env["GITHUB_OUTPUT"] ?? "",
      GITHUB_EVENT_NAME: "schedule",
      GITHUB_REPOSITORY: "acme/readqc",
      ...env,
    },
    now: () => new Date("2026-11-30T03:17:00Z"),
    out: (text) => void out.push(text),
    redactor: new Redactor(),
    ...(cancellation !== undefined && { cancellable: () => cancellation }),
  } as Parameters<typeof runAction>[0]);
  const outputs = fileCommands(await readFile(process.env["GITHUB_OUTPUT"] ?? "", "utf8"));
  await registry.close();
  return { code, outputs, workspace, printed: out.join("") };
}

const issue = { issue: "true", "github-token": "ghs_1" };
const BAD = { "wave-inspect.yml": "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n" };

test("writes its folder, and opens the one issue with whose it is", async () => {
  const api = await issuesApi();
  const files = { ...BAD, CODEOWNERS: "* @acme/all\n" };
  const env = { GITHUB_API_URL: api.url, GITHUB_RUN_ID: "7", GITHUB_SERVER_URL: "https://github.com" };
  const run = await audit({ files, env, inputs: { ...issue, reachability: "true", "audit-dir": "out" } });
  expect(run).toMatchObject({ code: 1, outputs: { issue: "1" } });
  expect(await readdir(join(run.workspace, "out"))).toEqual(
    expect.arrayContaining([
      "containers.lock",
      "reachability.json",
      "reachability.md",
      "report.html",
      "report.json",
      "report.md",
      "report.sarif",
    ]),
  );
  expect(api.issues[0]?.body).toContain("<code>&#64;acme/all</code>");
  expect(run.printed).toContain("Issue 1 opened");
});

test("without a token, and without a repository, it says so and keeps no issue", async () => {
  const none = await audit({ inputs: { issue: "true" } });
  expect(none).toMatchObject({ code: 0, outputs: { issue: "" } });
  expect(none.printed).toContain("there is no token");
  const nowhere = await audit({ inputs: issue, env: { GITHUB_REPOSITORY: "" } });
  expect(nowhere.printed).toContain("no repository (GITHUB_REPOSITORY)");
});

test("what GitHub refuses is a notice", async () => {
  const run = await audit({ files: BAD, inputs: issue, env: { GITHUB_API_URL: "http://127.0.0.1:9" } });
  expect(run.code).toBe(1);
  expect(run.printed).toMatch(/::notice.*issue: /);
});

test("a run that is ended before it begins writes nothing", async () => {
  const cancellation = new Cancellation();
  cancellation.cancel("SIGTERM");
  const run = await audit({ inputs: { ...issue, reachability: "true" }, cancellation });
  expect(run).toMatchObject({ code: 3, outputs: { verdict: "undecided" } });
  expect(await readdir(run.workspace)).toEqual(["Dockerfile"]);
});

test("a folder that cannot be written is a warning", async () => {
  const run = await audit({ files: { "wave-inspect-audit": "a file\n" } });
  expect(run).toMatchObject({ code: 0, outputs: { "audit-dir": "" } });
  expect(run.printed).toContain("could not be written");
});

test.each([
  [{ inspector: "none" }, {}, "an audit records what registries say"],
  [{ "policy-from": "head" }, { GITHUB_EVENT_NAME: "pull_request" }, "mode: the event pull_request is a change"],
])("%j %j is refused", async (inputs, env, words) => {
  const head = { sha: "b".repeat(40), ref: "t", repo: { full_name: "acme/readqc" } };
  const payload = { number: 1, pull_request: { number: 1, base: { ...head, sha: "a".repeat(40) }, head } };
  const event = join(await scratch(), "event.json");
  await writeFile(event, JSON.stringify(payload));
  const run = await audit({ inputs, env: { GITHUB_EVENT_PATH: event, ...env } });
  expect(run.code).toBe(2);
  expect(run.printed).toContain(words);
});
