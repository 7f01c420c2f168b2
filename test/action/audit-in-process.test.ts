/** The step in the mode `audit`, in the process of the tests: what it writes, and what it says where it cannot. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { runAction } from "../../src/action/step.ts";
import { Cancellation } from "../../src/cancellation.ts";
import { writeLock } from "../../src/lock/write.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { issuesApi } from "../audit/make.ts";
import { locked, lockOf } from "../lock/make.ts";
import { fileCommands } from "../support/commands.ts";
import { imageFile, ranged, startFiles } from "../support/files.ts";
import { parseJson } from "../support/json.ts";
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
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `HOST` stands for the registry. */
  readonly files?: Readonly<Record<string, string>>;
  readonly cancellation?: Cancellation;
  /** Told of the first request, which is not answered then. */
  readonly onAsked?: () => void;
}

async function audit({ inputs = {}, env = {}, files: given = {}, cancellation, onAsked }: Given) {
  const registry = await startRegistry({});
  registry.push("acme/tool", "1.0", image());
  if (onAsked !== undefined) {
    const reaction = () => (onAsked(), { hang: true } as const);
    registry.fault({ when: () => true, reaction });
  }
  const files = Object.fromEntries(
    Object.entries(given).map(([file, text]) => [file, text.replaceAll("HOST", registry.host)]),
  );
  const workspace = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n`, ...files });
  const all = { mode: "audit", inspector: "registry", "insecure-registries": registry.host, ...inputs };
  for (const [input, value] of Object.entries(all)) vi.stubEnv(`INPUT_${input.toUpperCase()}`, value);
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
  for (const repository of ["", undefined]) {
    const nowhere = await audit({ inputs: issue, env: { GITHUB_REPOSITORY: repository } });
    expect(nowhere.printed).toContain("no repository (GITHUB_REPOSITORY)");
  }
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

test("a run that is ended while it asks keeps what it has; the issue stays as it is, and nobody else is asked", async () => {
  const api = await issuesApi();
  const cancellation = new Cancellation();
  const run = await audit({
    inputs: { ...issue, reachability: "true" },
    env: { GITHUB_API_URL: api.url },
    cancellation,
    onAsked: () => cancellation.cancel("SIGTERM"),
  });
  expect(run).toMatchObject({ code: 3, outputs: { verdict: "undecided", issue: "" } });
  expect(run.printed).toContain("::notice::issue: the run was ended before it was done, so the issue is as it was.");
  const written = await readdir(join(run.workspace, "wave-inspect-audit"));
  expect(written).toContain("report.json");
  expect(written.filter((file) => file.startsWith("reachability"))).toEqual([]);
  expect(api.issues).toEqual([]);
});

test("a clean audit opens no issue, says so of none, and closes the one that there is", async () => {
  const api = await issuesApi();
  const env = { GITHUB_API_URL: api.url };
  const clean = await audit({ env, inputs: issue });
  expect(clean).toMatchObject({ code: 0, outputs: { issue: "" } });
  expect(clean.printed).not.toContain("Issue ");
  expect(api.issues).toEqual([]);
  await audit({ env, inputs: issue, files: BAD });
  expect((await audit({ env, inputs: issue, files: BAD })).printed).toContain("Issue 1 updated: ");
  expect((await audit({ env, inputs: issue })).printed).toContain("Issue 1 closed: ");
});

test("of several folders each has its part and its issue, told apart by one name that the workflow gives", async () => {
  const api = await issuesApi();
  const run = await audit({
    files: { ...BAD, "a/Dockerfile": "FROM HOST/acme/tool:1.0\n", "b/Dockerfile": "FROM HOST/acme/tool:1.0\n" },
    env: { GITHUB_API_URL: api.url, SOURCE_DATE_EPOCH: "1764500000" },
    inputs: { ...issue, "issue-id": "nightly", paths: "a\nb" },
  });
  expect(run).toMatchObject({ code: 1, outputs: { issue: "1 2" } });
  expect(api.issues.map(({ title }) => title)).toEqual([
    "Container images: audit of nightly, a",
    "Container images: audit of nightly, b",
  ]);
  const { "audit-dir": directory = "", evidence = "" } = run.outputs;
  expect((await readdir(directory)).sort()).toEqual(["a", "b"]);
  for (const folder of ["a", "b"])
    expect(await readdir(join(evidence, folder, "evidence"))).toContain("containers.lock");
  const named = await audit({
    files: { "a/Dockerfile": "FROM HOST/acme/tool:1.0\n", "b/Dockerfile": "FROM HOST/acme/tool:1.0\n" },
    env: { SOURCE_DATE_EPOCH: "1764500000" },
    inputs: { paths: "a\nb", evidence: "kept", issue: "false", "issue-id": "" },
  });
  expect(named.outputs["evidence"]).toBe(join(named.workspace, "kept"));
  for (const folder of ["a", "b"])
    expect(await readdir(join(named.workspace, "kept", folder))).toContain("containers.lock");
});

test("the comment alone is shown, or why it cannot be", async () => {
  const run = await audit({ inputs: { comment: "true", "check-run": "false" } });
  expect(run.code).toBe(0);
  expect(run.printed).toMatch(/::notice::comment: /);
  expect(run.outputs).toMatchObject({ "comment-url": "", "check-run-url": "" });
});

test("of one folder the evidence is in that of the audit", async () => {
  const { outputs, workspace } = await audit({ env: { SOURCE_DATE_EPOCH: "1764500000" } });
  expect(outputs["evidence"]).toBe(join(workspace, "wave-inspect-audit/evidence"));
  expect(await readdir(outputs["evidence"] ?? "")).toContain("containers.lock");
});

test("who can read an image is asked of images that are pulled, and of no file behind a URL", async () => {
  const files = await startFiles({ "/tool.sif": ranged(imageFile("amd64")) });
  onTestFinished(() => files.close());
  const digest = `sha256:${"0".repeat(64)}`;
  const run = await audit({
    files: {
      "main.nf": `process A {\n  container '${files.origin}/tool.sif'\n  script: 'true'\n}\nworkflow { A() }\n`,
      "nextflow.config": "singularity.enabled = true\n",
      "wave-inspect.yml": "version: 1\nlock: warn\nrules: { exists: warning }\n",
      "containers.lock": writeLock(lockOf({ "quay.io/acme/gone:1.0": locked({ digest }) })),
    },
    inputs: { reachability: "true", "wave-endpoint": "http://127.0.0.1:9" },
  });
  const rows = parseJson(await readFile(join(run.workspace, "wave-inspect-audit/reachability.json"), "utf8"));
  expect(rows).toMatchObject([{ image: expect.stringMatching(/^localhost:\d+\/acme\/tool:1\.0$/) as unknown }]);
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
