/** The input `suggest` as the runner starts it, on a real repository and an API that takes what GitHub takes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { blockIn, type Files, PullRequest, type RunOptions } from "./make.ts";
import type { ReviewsApi } from "../support/reviews-api.ts";
import type { ActionRun } from "../support/action.ts";

let registry: Registry;
let digest: string;
let host: string;

beforeAll(async () => {
  registry = await startRegistry({});
  host = registry.host;
  digest = registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  registry.push("acme/other", "2.0", multiArch(["linux/amd64", "linux/arm64"]));
});
afterAll(() => registry.close());

const policy = { "wave-inspect.yml": "version: 1\nrules: { pin: { at-least: digest } }\n" };
const from = (name: string): string => `FROM ${host}/acme/${name}\n`;

const open = (change: Files, options: Omit<ReviewsApi, "root"> = {}, base: Files = {}): Promise<PullRequest> =>
  PullRequest.open({ ...policy, "README.md": "hello\n", ...base }, change, options);
const run = (pull: PullRequest, options: RunOptions = {}): Promise<ActionRun> =>
  pull.run({ ...options, inputs: { "insecure-registries": host, ...options.inputs } });

test("the first run suggests in one review, a rerun adds nothing, a taken one is done", async () => {
  const pull = await open({ Dockerfile: `# build\n${from("tool:1.0")}RUN true\n` });
  const first = await run(pull);
  expect(first.stderr).toBe("");
  expect([first.code, first.outputs["verdict"]]).toEqual([1, "fail"]);
  expect(pull.api.reviews.map(({ commit, comments }) => [commit, comments.length])).toEqual([[pull.head, 1]]);
  const [comment] = pull.api.comments;
  expect(comment).toMatchObject({ path: "Dockerfile", text: `FROM ${host}/acme/tool:1.0` });
  expect(blockIn(comment?.body ?? "")).toBe(`FROM ${host}/acme/tool:1.0@${digest}\n`);

  const second = await run(pull);
  expect(second.stdout).toContain("suggest: 0 suggestions added, 1 there before.");
  expect(pull.api.reviews).toHaveLength(1);

  await pull.take(pull.api.comments[0]!);
  expect(pull.content("Dockerfile")).toBe(`# build\nFROM ${host}/acme/tool:1.0@${digest}\nRUN true\n`);
  const third = await run(pull);
  expect([third.code, pull.api.reviews.length, pull.api.comments.length]).toEqual([0, 1, 1]);
});

const twice = (options: Omit<ReviewsApi, "root"> = {}): Promise<PullRequest> =>
  open({ Dockerfile: `${from("tool:1.0")}RUN true\n`, "other/Dockerfile": from("other:2.0") }, options);

describe("a suggestion whose finding is gone", () => {
  test("is taken away, and what is left stays", async () => {
    const pull = await twice();
    await run(pull);
    expect(pull.api.comments.map(({ path }) => path)).toEqual(["Dockerfile", "other/Dockerfile"]);
    await pull.push({ "other/Dockerfile": "FROM scratch\n" });
    const second = await run(pull);
    expect(second.stdout).toContain("suggest: 0 suggestions added, 1 there before, 1 settled.");
    expect(pull.api.comments.map(({ path }) => path)).toEqual(["Dockerfile"]);
    expect(pull.api.reviews).toHaveLength(1);
  });

  test("is resolved where the token may do that, page after page of conversations", async () => {
    const pull = await twice({ mayResolve: true });
    for (const body of ["one", "two", "three"]) pull.api.say({ body });
    await run(pull);
    await pull.push({ "other/Dockerfile": "FROM scratch\n" });
    await run(pull);
    const ours = pull.api.comments.filter(({ author }) => author.type === "Bot");
    expect(ours.map(({ path, isResolved }) => [path, isResolved])).toEqual([
      ["Dockerfile", false],
      ["other/Dockerfile", true],
    ]);
    const calls = pull.api.calls.length;
    expect((await run(pull)).stdout).toContain("suggest: 0 suggestions added, 1 there before.");
    expect(pull.api.calls.slice(calls).filter(({ method, path }) => method !== "GET" && path !== "/graphql")).toEqual(
      [],
    );
  });

  test.each([false, true])(
    "says so where somebody answered to it, and is folded (no GraphQL: %s)",
    async (hasNoGraphql) => {
      const pull = await twice({ hasNoGraphql });
      await run(pull);
      const other = pull.api.comments[1]!;
      pull.api.say({ body: "why?", answersTo: other.id });
      await pull.push({ "other/Dockerfile": "FROM scratch\n" });
      const { head } = pull;
      await run(pull);
      expect(other.body).toMatch(/^<!-- wave-inspect:suggestion [^>]* -->\n/);
      expect(other.body).toContain(`This is no longer found as of ${head.slice(0, 12)}.`);
      expect(other.isFolded).toBe(!hasNoGraphql);
      const calls = pull.api.calls.length;
      expect((await run(pull)).stdout).toContain("suggest: 0 suggestions added, 1 there before.");
      expect(pull.api.calls.slice(calls).filter(({ method }) => method === "PATCH")).toEqual([]);
    },
  );

  test("stays while a registry does not answer, whose images may be found again", async () => {
    const pull = await open({ Dockerfile: from("tool:1.0") });
    await run(pull);
    await run(pull, { inputs: { "insecure-registries": "" } });
    expect(pull.api.comments).toHaveLength(1);
    await pull.push({ Dockerfile: "FROM scratch\n", "c/Dockerfile": from("tool:1.0") });
    await run(pull, { inputs: { "insecure-registries": "" } });
    expect(pull.api.comments).toHaveLength(0);
  });

  test("is that of a digest that is not the tag's any more: the new one takes its place", async () => {
    const before = registry.push("acme/moving", "3", multiArch(["linux/amd64"]));
    const pull = await open({ Dockerfile: from("moving:3") });
    await run(pull);
    expect(blockIn(pull.api.comments[0]?.body ?? "")).toContain(before);
    const now = registry.push("acme/moving", "3", multiArch(["linux/amd64", "linux/s390x"]));
    await run(pull);
    expect(pull.api.comments.map(({ body }) => blockIn(body))).toEqual([`FROM ${host}/acme/moving:3@${now}\n`]);
  });
});

const taken = async (path: string, before: Buffer | string): Promise<Buffer> => {
  const pull = await open({ [path]: before });
  await run(pull);
  for (const comment of pull.api.comments) await pull.take(comment);
  return Buffer.from(pull.content(path));
};

const pinned = (name: string): string => `${host}/acme/${name}@${digest}`;

const line = (one: string, other: string): string =>
  `services: { a: { image: "${host}/acme/${one}" }, b: { image: "${host}/acme/${other}" } }`;

describe("lines stay what they are", () => {
  test.each([
    ["CRLF", "FROM $\r\nRUN true\r\n"],
    ["no line break at the end", "RUN true\nFROM $"],
    ["CRLF, and none at the end", "# x\r\nFROM $"],
    ["tabs and blanks at the end", "FROM\t$  AS   build \t\nRUN true\n"],
    ["backticks", "FROM $ AS build # ``` ````` x\n"],
    ["other alphabets", "# héllo 😀\nFROM $ AS build # 再见 é\n"],
  ])("%s", async (_, text) => {
    const file = (name: string): string => text.replace("$", name);
    expect(String(await taken("Dockerfile", file(`${host}/acme/tool:1.0`)))).toBe(file(pinned("tool:1.0")));
  });

  test.each([
    ["a byte order mark", Buffer.from("\uFEFFFROM $\n")],
    ["bytes that are no UTF-8", Buffer.from("FROM $ AS build # \xe9\n", "latin1")],
    ["carriage returns within", Buffer.from("FROM $\rRUN true\n")],
  ])("%s: nothing is suggested, since nobody knows what the button would write", async (_, bytes) => {
    const pull = await open({
      Dockerfile: Buffer.from(bytes.toString("latin1").replace("$", `${host}/acme/tool:1.0`), "latin1"),
    });
    await run(pull);
    expect(pull.api.reviews).toEqual([]);
  });

  test("several images on one line are one suggestion", async () => {
    const pull = await open({ "compose.yaml": `# x\n${line("tool:1.0", "other:2.0")}\n` });
    expect((await run(pull)).stdout).toContain("suggest: 1 suggestion added.");
    await pull.take(pull.api.comments[0]!);
    expect(pull.content("compose.yaml")).toBe(`# x\n${line(`tool:1.0@${digest}`, `other:2.0@${digest}`)}\n`);
    expect((await run(pull)).outputs["verdict"]).toBe("pass");
  });

  test("the tag that Singularity refuses beside a digest stays in a comment, which is suggested, too", async () => {
    const process = (name: string): string =>
      `process A {\n    container '${host}/acme/${name}\n    script:\n    'true'\n}\nworkflow { A() }\n`;
    const pull = await open({
      "main.nf": process("tool:1.0'"),
      "nextflow.config": "singularity.enabled = true\n",
    });
    await run(pull);
    await pull.take(pull.api.comments[0]!);
    expect(pull.content("main.nf")).toBe(process(`tool@${digest}' // ${host}/acme/tool:1.0`));
  });
});

const filled = (files: Readonly<Record<string, string>>): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace("$", from("tool:1.0"))]));

describe("what cannot be suggested", () => {
  test.each([
    ["a file that the pull request leaves alone", { Dockerfile: "$" }, { "README.md": "bye\n" }],
    [
      "lines of a file that are not in its diff",
      { Dockerfile: `$${"RUN true\n".repeat(20)}` },
      { Dockerfile: `$${"RUN true\n".repeat(20)}RUN false\n` },
    ],
  ])("%s: an annotation has the replacement", async (_, base, change) => {
    const pull = await open(filled(change), {}, filled(base));
    const step = await run(pull);
    expect([step.code, pull.api.reviews]).toEqual([1, []]);
    expect(step.annotations[0]?.message).toContain(`write ${host}/acme/tool:1.0@${digest} in place of `);
    expect(step.stdout).toContain("suggest: 0 suggestions added, 1 fix not on lines of the diff.");
  });

  test("is told of in the review of the others", async () => {
    const pull = await open({ Dockerfile: from("tool:1.0") }, {}, { "other/Dockerfile": from("other:2.0") });
    await run(pull);
    expect(pull.api.reviews[0]?.body).toMatch(
      /^Wave Inspect suggests 1 change[^]*\n1 other fix is in the annotations: it changes lines that are not in the diff of the pull request\./,
    );
  });

  test("a file that is another one in the merge commit, and one whose diff GitHub does not show", async () => {
    const head = `${from("tool:1.0")}${"RUN true\n".repeat(9)}`;
    const pull = await open({ Dockerfile: head }, {}, { Dockerfile: `FROM scratch\n${"RUN true\n".repeat(9)}` });
    await pull.merge({ Dockerfile: `FROM scratch\n${"RUN true\n".repeat(9)}RUN false\n` });
    expect((await run(pull)).stdout).toContain("1 fix not on lines of the diff");
    // The head itself has the lines of the diff.
    await run(pull, { checkout: "head" });
    expect(pull.api.comments).toHaveLength(1);
    const large = await open({ Dockerfile: head }, { tooLarge: ["Dockerfile"] });
    await run(large);
    expect(large.api.reviews).toEqual([]);
  });

  test("more than fifty: the rest once some of them are settled", async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`d${at}/Dockerfile`, from("tool:1.0")]));
    const pull = await open(many);
    const first = await run(pull);
    expect(first.stdout).toContain("suggest: 50 suggestions added, 10 left for want of room.");
    expect(pull.api.reviews[0]?.body).toContain("10 more will be suggested once some of these are settled.");
    expect((await run(pull)).stdout).toContain("suggest: 0 suggestions added, 50 there before, 10 left");
    await pull.push({ "d0/Dockerfile": "FROM scratch\n", "d1/Dockerfile": "FROM scratch\n" });
    expect((await run(pull)).stdout).toContain("suggest: 2 suggestions added, 48 there before, 2 settled, 8 left");
    expect(pull.api.comments).toHaveLength(50);
  });
});

const change = (): Files => ({ Dockerfile: from("tool:1.0") });

describe("a token or an event that is none for it changes no verdict", () => {
  const denied = { status: 403, message: "Resource not accessible by integration" };

  test.each<[string, Omit<ReviewsApi, "root">, RunOptions, RegExp]>([
    [
      "a fork",
      { refuse: ({ method }) => (method === "GET" ? undefined : denied) },
      { from: "stranger/readqc" },
      /^suggest: suggestions could not be written on #7 \(403\): give the job `permissions: pull-requests: write`.* The pull request comes from a fork, whose workflows get a token that only reads\.$/,
    ],
    ["no permission to read", { refuse: () => denied }, {}, /^suggest: pull request #7 could not be read \(403\)/],
    [
      "a spent limit",
      { refuse: () => ({ status: 403, headers: { "x-ratelimit-remaining": "0" } }) },
      {},
      /rate limit of GitHub for this token is used up/,
    ],
    [
      "what GitHub does not take",
      { refuse: ({ method }) => (method === "POST" ? { status: 422, message: "no" } : undefined) },
      {},
      /could not be written on #7 \(422\): GitHub does not take it\. GitHub says: "no"\.$/,
    ],
    [
      "no token",
      {},
      { token: "" },
      /^suggest: there is no token \(input github-token\) or no repository \(GITHUB_REPOSITORY\), so nothing is suggested\.$/,
    ],
  ])("%s", async (_, api, options, said) => {
    const pull = await open(change(), api);
    const step = await run(pull, options);
    expect([step.code, step.outputs["verdict"], pull.api.reviews]).toEqual([1, "fail", []]);
    const told = step.annotations.flatMap(({ name, message }) => (name === "notice" ? [message] : []));
    expect(told).toEqual([expect.stringMatching(said)]);
  });

  test.each<[string, Omit<ReviewsApi, "root">, RunOptions, string]>([
    ["a push", {}, { event: "push" }, "the event push is no pull request with a number"],
    ["a merge queue", {}, { event: "merge_group" }, "the event merge_group is no pull request with a number"],
    ["a closed pull request", { state: "closed" }, {}, "the pull request is closed"],
  ])("%s: a line of the log", async (_, api, options, said) => {
    const pull = await open(change(), api);
    const step = await run(pull, options);
    expect(step.stdout).toContain(`suggest: ${said}`);
    expect([step.outputs["verdict"], pull.api.reviews]).toEqual(["fail", []]);
    expect(step.annotations.filter(({ name }) => name === "notice")).toEqual([]);
  });

  test("an older run leaves it to that of the newest commit", async () => {
    const pull = await open(change());
    const { head } = pull;
    await pull.push({ "README.md": "bye\n" });
    expect((await run(pull, { head })).stdout).toContain("suggest: the pull request has newer commits");
    expect(pull.api.reviews).toEqual([]);
  });
});

test("asking for digests changes no verdict: of a registry that does not answer, of an image that is not there", async () => {
  for (const inputs of [{ "insecure-registries": "" }, { "insecure-registries": host }]) {
    const pull = await open({ Dockerfile: `${from("gone:1.0")}RUN true\n` });
    const base = { ...policy, "wave-inspect.yml": "version: 1\nrules: { pin: { at-least: version } }\n" };
    await pull.push(base);
    const outputs = await Promise.all(
      ["true", "false"].map(async (suggest) => (await run(pull, { inputs: { ...inputs, suggest } })).outputs),
    );
    expect(outputs[0]).toEqual(outputs[1]);
  }
});

describe("whose comments are ours", () => {
  test("not those of a person who copies the mark", async () => {
    const pull = await open(change());
    await run(pull);
    const { body, text } = pull.api.comments.pop()!;
    pull.api.say({ body, text });
    expect((await run(pull)).stdout).toContain("suggest: 1 suggestion added.");
    expect(pull.api.comments.map(({ author }) => author.login)).toEqual(["ann", "github-actions[bot]"]);
  });

  test("with the token of a person, that person's", async () => {
    const pull = await open(change(), { author: { login: "bob", type: "User" } });
    await run(pull);
    const { body, text } = pull.api.comments[0]!;
    pull.api.say({ body, text, author: { login: "github-actions[bot]", type: "Bot" } });
    await pull.push({ Dockerfile: "FROM scratch\n" });
    await run(pull);
    expect(pull.api.comments.map(({ author }) => author.login)).toEqual(["github-actions[bot]"]);
  });

  test("not those of another job", async () => {
    const pull = await open(change());
    await run(pull, { env: { GITHUB_JOB: "one" } });
    expect((await run(pull, { env: { GITHUB_JOB: "two" } })).stdout).toContain("0 suggestions added, 1 there before");
    await run(pull, { env: { GITHUB_JOB: "two" }, inputs: { path: "." } });
    expect(pull.api.comments).toHaveLength(1);
  });
});

test("GitHub Enterprise Server: REST and GraphQL below its own address", async () => {
  const pull = await open({ Dockerfile: from("tool:1.0") }, { prefix: "/api/v3" });
  await run(pull);
  expect(pull.api.reviews).toHaveLength(1);
  await pull.push({ Dockerfile: "FROM scratch\n" });
  expect((await run(pull)).stdout).toContain("1 settled");
});

test("hostile names forge nothing: of branches, files and stages", async () => {
  const path = "a`b ![x](y) @acme <!-- -->/Dockerfile";
  const pull = await open({
    [path]: `${from("tool:1.0").trim()} AS build # \`\`\` <!-- x --> @acme\n`,
  });
  const step = await run(pull, { ref: "topic\n::error::x`$(id)`<!-- -->" });
  expect(step.annotations.map(({ properties }) => properties["title"])).toEqual([
    "wave-inspect: readable",
    "wave-inspect: pin",
  ]);
  const [comment] = pull.api.comments;
  expect(comment?.path).toBe(path);
  const [before = ""] = comment?.body.split("````suggestion\n") ?? [];
  expect(before.replace(/^<!--[^>]*-->/, "")).not.toMatch(/[<@`]/);
  expect(blockIn(comment?.body ?? "")).toBe(
    `FROM ${host}/acme/tool:1.0@${digest} AS build # \`\`\` <!-- x --> @acme\n`,
  );
});
