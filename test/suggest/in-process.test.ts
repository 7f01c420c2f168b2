/** The input `suggest` in the process of the tests, from a commit to the next one. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { runAction } from "../../src/action/step.ts";
import { Cancellation } from "../../src/cancellation.ts";
import { multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { scratch } from "../support/scratch.ts";
import { type Files, PullRequest, type RunOptions } from "./make.ts";

let registry: Registry;
let host: string;
beforeAll(async () => {
  registry = await startRegistry({});
  host = registry.host;
  for (const name of ["a", "b", "c", "d"]) registry.push(`acme/${name}`, "1", multiArch(["linux/amd64"]));
});
afterAll(() => registry.close());
afterEach(() => vi.unstubAllEnvs());

const policy = { "wave-inspect.yml": "version: 1\nrules: { pin: { at-least: digest } }\n" };
const from = (name: string): string => `FROM ${host}/acme/${name}:1\n`;
const all = (): Files =>
  Object.fromEntries(["a", "b", "c", "d"].map((name) => [`${name}/Dockerfile`, `${from(name)}RUN true\n`]));

/** What the step prints. */
async function run(
  pull: PullRequest,
  options: RunOptions & { readonly cancellation?: Cancellation } = {},
): Promise<string> {
  const { cancellation } = options;
  const { workspace, env, event, inputs } = await pull.checkout(options);
  const folder = await scratch();
  const files = { GITHUB_EVENT_PATH: join(folder, "event.json"), GITHUB_OUTPUT: join(folder, "output") };
  await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(event.payload));
  await writeFile(files.GITHUB_OUTPUT, "");
  const given = { "insecure-registries": host, "github-token": options.token ?? "ghs_token", ...inputs };
  for (const [input, value] of Object.entries(given)) vi.stubEnv(`INPUT_${input.toUpperCase()}`, value);
  const out: string[] = [];
  await runAction({
    env: {
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: "acme/readqc",
      GITHUB_EVENT_NAME: event.name,
      ...files,
      ...env,
    },
    now: () => new Date("2026-11-30T03:17:00Z"),
    out: (text) => void out.push(text),
    ...(cancellation !== undefined && { cancellable: () => cancellation }),
  });
  expect(await readFile(files.GITHUB_OUTPUT, "utf8")).toContain("verdict");
  return out.join("");
}

test("suggests, keeps, and settles as far as the token may", async () => {
  const pull = await PullRequest.open({ ...policy, "e/Dockerfile": from("a") }, all());
  expect(await run(pull)).toContain("suggest: 4 suggestions added, 1 fix not on lines of the diff.");
  expect(await run(pull)).toContain("suggest: 0 suggestions added, 4 there before, 1 fix not");
  pull.api.say({ body: "no", answersTo: pull.api.comments[1]!.id });
  pull.api.comments[2]!.isResolved = true;
  await pull.push({
    "b/Dockerfile": "FROM scratch\n",
    "c/Dockerfile": "FROM scratch\n",
    "d/Dockerfile": "FROM scratch\n",
  });
  expect(await run(pull)).toContain("suggest: 0 suggestions added, 1 there before, 2 settled, 1 fix not");
  expect(pull.api.comments.map(({ path, isFolded }) => [path, isFolded])).toEqual([
    ["a/Dockerfile", false],
    ["b/Dockerfile", true],
    ["c/Dockerfile", false],
    ["b/Dockerfile", false],
  ]);
  expect(await run(pull)).toContain("suggest: 0 suggestions added, 1 there before, 1 fix not");
});

test("resolves where it may; without GraphQL it takes away what nobody answered to", async () => {
  for (const options of [{ mayResolve: true }, { hasNoGraphql: true }]) {
    const pull = await PullRequest.open(policy, all(), options);
    await run(pull);
    await pull.push({ "a/Dockerfile": "FROM scratch\n" });
    expect(await run(pull)).toContain("suggest: 0 suggestions added, 3 there before, 1 settled.");
    expect(pull.api.comments.map(({ isResolved }) => isResolved)).toEqual(
      "mayResolve" in options ? [true, false, false, false] : [false, false, false],
    );
  }
});

test("below a folder: only what is there is scanned, and scanned again", async () => {
  const pull = await PullRequest.open(policy, { ...all(), "a/sub/Dockerfile": from("b") });
  expect(await run(pull, { inputs: { path: "a" } })).toContain("suggest: 2 suggestions added.");
  expect(pull.api.comments.map(({ path }) => path)).toEqual(["a/Dockerfile", "a/sub/Dockerfile"]);
  expect(await run(pull, { inputs: { path: "b" } })).toContain("suggest: 1 suggestion added.");
  expect(pull.api.comments).toHaveLength(3);
});

const pipeline = (engine: string, name: string): Files => ({
  [`${name}/main.nf`]: "process A {\n  script:\n  'true'\n}\nworkflow { A() }\n",
  [`${name}/nextflow.config`]: `${engine}.enabled = true\nincludeConfig '../conf/shared.config'\n`,
});

test("of several folders: one review, in which what they share is suggested once, as the engines of all take it", async () => {
  const base = { ...policy, ...pipeline("docker", "a"), ...pipeline("singularity", "b"), "conf/shared.config": "\n" };
  const pull = await PullRequest.open(base, {
    "conf/shared.config": `process.container = '${host}/acme/a:1'\n`,
    "a/Dockerfile": from("b"),
    "c/Dockerfile": from("c"),
  });
  const inputs = { paths: "a\nb\nc" };
  expect(await run(pull, { inputs })).toContain("suggest: 3 suggestions added, 1 fix not proven");
  expect(pull.api.reviews).toHaveLength(1);
  expect(pull.api.comments.map(({ path }) => path)).toEqual(["a/Dockerfile", "c/Dockerfile", "conf/shared.config"]);
  expect(pull.api.comments[2]?.body).toContain(`/acme/a@sha256:`);
  expect(await run(pull, { inputs })).toContain("suggest: 0 suggestions added, 3 there before, 1 fix not");
});

test("with the token of a person it knows that person's", async () => {
  const pull = await PullRequest.open(policy, { Dockerfile: from("a") }, { author: { login: "bob", type: "User" } });
  await run(pull);
  const { body, text } = pull.api.comments[0]!;
  pull.api.say({ body, text });
  await pull.push({ Dockerfile: "FROM scratch\n" });
  await run(pull);
  expect(pull.api.comments.map(({ author }) => author.login)).toEqual(["ann"]);
});

const open = (options = {}) => PullRequest.open(policy, { Dockerfile: from("a") }, options);

test("says why it suggests nothing", async () => {
  const denied = { status: 403, message: "Resource not accessible by integration" };
  const pull = await open();
  expect(await run(pull, { event: "push" })).toContain("suggest: the event push is no pull request");
  expect(await run(pull, { token: "" })).toContain("::notice::suggest: there is no token");
  expect(await run(await open({ state: "closed" }))).toContain("suggest: the pull request is closed");
  expect(await run(await open({ refuse: () => denied }), { from: "x/readqc" })).toMatch(
    /::notice::suggest: pull request #7 could not be read \(403\).* comes from a fork/,
  );
  const { head } = pull;
  await pull.push({ "x.txt": "x" });
  expect(await run(pull, { head })).toContain("suggest: the pull request has newer commits");
  const cancellation = new Cancellation();
  cancellation.cancel("SIGTERM");
  expect(await run(pull, { cancellation })).toMatch(/the run was ended before it was done|The run was cancelled/);
  expect(pull.api.reviews).toEqual([]);
});

test("a run that is ended while it asks suggests nothing", async () => {
  const pull = await open();
  const cancellation = new Cancellation();
  const reaction = () => (cancellation.cancel("SIGTERM"), { hang: true } as const);
  const mend = registry.fault({ when: () => true, reaction });
  const printed = await run(pull, { cancellation });
  mend();
  expect(printed).toContain("::notice::suggest: the run was ended before it was done, so nothing is suggested.");
  expect(pull.api.reviews).toEqual([]);
});

const withoutGit = (workspace: string) => rm(join(workspace, ".git"), { recursive: true });

test("a checkout without git is suggested on as well: its paths start at the workspace", async () => {
  const pull = await open();
  expect(await run(pull, { prepare: withoutGit })).toContain("suggest: 1 suggestion added.");
  expect(pull.api.comments.map(({ path }) => path)).toEqual(["Dockerfile"]);
});

test("fifty suggestions are as many as anybody reads; the rest is counted", async () => {
  const many = Object.fromEntries(Array.from({ length: 52 }, (_, at) => [`m${at}/Dockerfile`, from("a")]));
  const pull = await PullRequest.open(policy, many);
  expect(await run(pull)).toContain("suggest: 50 suggestions added, 2 left for want of room.");
  expect(pull.api.comments).toHaveLength(50);
});

test("of more than ten findings those are annotated first that are on lines of the change", async () => {
  const old = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`a${at}/Dockerfile`, `FROM ${host}/acme/a:1.${at}\n`]),
  );
  const change = { "z/Dockerfile": from("b") };
  for (const refuse of [undefined, () => ({ status: 404 })]) {
    const pull = await PullRequest.open({ ...policy, ...old }, change, { ...(refuse && { refuse }) });
    const printed = await run(pull, { inputs: { suggest: "false", inspector: "none" } });
    const first = printed.split("\n").find((line) => line.startsWith("::error"));
    expect(first).toContain(refuse === undefined ? "file=z/Dockerfile" : "file=a0/Dockerfile");
    expect(first).toContain("3 more errors are not shown here");
    expect(pull.api.calls.map(({ path }) => path)).toEqual(["/repos/acme/readqc/pulls/7/files?per_page=100&page=1"]);
  }
});
