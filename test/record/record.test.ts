/** What is put on record of a run, held against git itself, sha256sum, and the runner's environment. */
import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { ScanResult } from "../../src/model.ts";
import { recordOf, stepAround } from "../../src/record/index.ts";
import { repositoryAt } from "../../src/record/remote.ts";
import { toolDigest } from "../../src/record/tool-digest.ts";
import { serverOf, workflowRunOf } from "../../src/record/workflow.ts";
import { scanOf } from "../policy/make.ts";
import { runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { git } from "../support/git.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const base = "89abcdef0123456789abcdef0123456789abcdef";

/** A scan that read these files. */
const reading = (...files: readonly string[]): ScanResult =>
  scanOf([], { files: files.map((file) => ({ file, source: "nextflow" })) });

/** Of a payload. */
const repo = (name: string): object => ({ repo: { full_name: name } });

/** A repository with one commit; its `origin` is a GitHub repository. */
async function committed(files: Readonly<Record<string, string>>, origin?: string): Promise<string> {
  const root = await repositoryOf(files);
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "x");
  if (origin !== undefined) git(root, "remote", "add", "origin", origin);
  return root;
}

const head = (root: string): string => git(root, "rev-parse", "HEAD").trim();

describe("the repository of a remote", () => {
  test.each([
    ["https://github.com/acme/readqc.git", "acme/readqc"],
    ["https://github.com/acme/readqc/", "acme/readqc"],
    ["https://x-access-token:secret@github.com/acme/readqc", "acme/readqc"],
    ["https://github.com/acme/readqc?token=secret#secret", "acme/readqc"],
    ["git@github.com:acme/readqc.git", "acme/readqc"],
    ["github.com:acme/readqc", "acme/readqc"],
    ["ssh://git@ssh.github.com:443/acme/readqc.git", "acme/readqc"],
    ["ssh://git@github.com/acme/readqc.git", "acme/readqc"],
    ["https://GitLab.example.org:8443/group/sub/readqc.git", "gitlab.example.org:8443/group/sub/readqc"],
    ["git@gitlab.example.org:group/readqc.git", "gitlab.example.org/group/readqc"],
    ["https://git.sr.ht/~ann/readqc", "git.sr.ht/~ann/readqc"],
  ])("%s", (remote, name) => {
    expect(repositoryAt(remote)).toBe(name);
  });

  test.each([
    "",
    "/srv/git/readqc.git",
    "../readqc",
    "file:///srv/git/readqc.git",
    "C:\\git\\readqc",
    "C:/git/readqc",
    "https://github.com/",
    "git@github.com:../acme/readqc",
    "https://github.com/acme/a%0ab",
    "ext::sh -c touch",
    "git@[::bad:acme/readqc",
    "git@exa mple.org:acme/readqc",
    "git@github.com:acme/<script>",
  ])("none: %s", (remote) => {
    expect(repositoryAt(remote)).toBeUndefined();
  });
});

describe("the work tree", () => {
  test("is as its commit has it, or says which of the files that were read are not", async () => {
    const root = await committed(
      { "main.nf": "a\n", "b.nf": "b\n", "c.config": "c\r\n", "d/e.nf": "e\n" },
      "git@github.com:acme/readqc.git",
    );
    await symlink("main.nf", join(root, "link.nf"));
    const all = ["main.nf", "b.nf", "c.config", "d/e.nf"];
    expect(recordOf(root, reading(...all, "../outside.config", "/etc/outside.config"), undefined).provenance).toEqual({
      repository: "acme/readqc",
      commit: head(root),
      checkout: { commit: head(root), branch: "main", changed: [] },
    });
    await writeFile(join(root, "b.nf"), "other\n");
    await writeFile(join(root, "new.nf"), "new\n");
    await writeFile(join(root, "main.nf"), "a\r\n");
    await rm(join(root, "d/e.nf"));
    // git calls the same three other than the commit, as long as line ends do not count.
    const changed = git(root, "-c", "core.autocrlf=input", "status", "--porcelain", "-uall")
      .split("\n")
      .map((line) => line.slice(3))
      .filter((file) => file !== "" && file !== "link.nf" && file !== "main.nf");
    const { checkout } = recordOf(root, reading(...all, "new.nf"), undefined).provenance;
    expect([...(checkout?.changed ?? [])].sort()).toEqual(changed.sort());
    expect(changed.sort()).toEqual(["b.nf", "d/e.nf", "new.nf"]);
  });

  test("may hold the folder that is checked, a link and a submodule", async () => {
    const inner = await committed({ "main.nf": "inner\n" });
    const root = await repositoryOf({ "pipe/main.nf": "a\n" });
    await symlink("main.nf", join(root, "pipe/again.nf"));
    git(root, "init", "-q");
    git(root, "submodule", "-q", "add", `file://${inner}`, "pipe/sub");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "x");
    git(root, "checkout", "-q", "--detach");
    const scan = reading("main.nf", "again.nf", "sub/main.nf", "sub/deep/none.nf");
    const { checkout } = recordOf(join(root, "pipe"), scan, undefined).provenance;
    expect(checkout).toEqual({ commit: head(root), folder: "pipe", changed: [] });
  });

  test("is not compared where the repository does not have the commit's files", async () => {
    const root = await committed({ "main.nf": "a\n" });
    const tree = git(root, "rev-parse", "HEAD^{tree}").trim();
    await rm(join(root, ".git/objects", tree.slice(0, 2), tree.slice(2)), { force: true });
    expect(recordOf(root, reading("main.nf"), undefined).provenance.checkout).toEqual({
      commit: head(root),
      branch: "main",
    });
  });

  test("is nothing without git, with a .git that leads nowhere, and before the first commit", async () => {
    const none = await repositoryOf({ "main.nf": "" });
    expect(recordOf(none, reading("main.nf"), undefined).provenance).toEqual({});
    await writeFile(join(none, ".git"), "gitdir: /nowhere\n");
    expect(recordOf(none, reading("main.nf"), undefined).provenance).toEqual({});
    const empty = await scratch();
    git(empty, "init", "-q");
    expect(recordOf(empty, reading(), undefined).provenance).toEqual({});
  });
});

describe("a step of a workflow", () => {
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "acme/readqc",
    GITHUB_SHA: sha,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_RUN_ID: "123",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_WORKFLOW: "images",
    GITHUB_JOB: "check",
    GITHUB_ACTOR: "ann",
    GITHUB_REF: "refs/heads/main",
  };

  test("is told by the runner's environment", () => {
    expect(workflowRunOf(env)).toEqual({
      url: "https://github.com/acme/readqc/actions/runs/123/attempts/2",
      event: "schedule",
      workflow: "images",
      job: "check",
      actor: "ann",
      ref: "refs/heads/main",
    });
    expect(workflowRunOf({ ...env, GITHUB_RUN_ATTEMPT: "" }).url).toBe(
      "https://github.com/acme/readqc/actions/runs/123",
    );
    expect(workflowRunOf({ ...env, GITHUB_RUN_ID: "1/../x" }).url).toBeUndefined();
    expect(workflowRunOf({ ...env, GITHUB_REPOSITORY: "a b" }).url).toBeUndefined();
    expect(workflowRunOf({})).toEqual({});
  });

  test("has its own GitHub", () => {
    const there = { ...env, GITHUB_SERVER_URL: "https://ghe.example/" };
    expect(serverOf(there)).toBe("https://ghe.example");
    expect(workflowRunOf(there).url).toBe("https://ghe.example/acme/readqc/actions/runs/123/attempts/2");
    for (const server of ["https://github.com", "", "javascript:alert(1)", "no address"])
      expect(serverOf({ GITHUB_SERVER_URL: server })).toBeUndefined();
  });

  test("is for a pull request, of which it says both ends", async () => {
    const folder = await scratch();
    const payload = join(folder, "event.json");
    const event = {
      number: 7,
      pull_request: { number: 7, base: { sha: base, ...repo("acme/readqc") }, head: { sha, ...repo("bob/readqc") } },
    };
    await writeFile(payload, JSON.stringify(event));
    const change = { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: payload };
    expect(workflowRunOf({ ...env, ...change, GITHUB_HEAD_REF: "fix`x" }).change).toEqual({
      number: 7,
      headCommit: sha,
      headRef: "fix`x",
      headRepository: "bob/readqc",
      baseCommit: base,
    });
    const group = {
      merge_group: { base_sha: base, base_ref: "refs/heads/main", head_sha: sha, head_ref: "refs/heads/q" },
    };
    await writeFile(payload, JSON.stringify(group));
    expect(workflowRunOf({ ...env, ...change, GITHUB_EVENT_NAME: "merge_group" }).change).toEqual({
      headCommit: sha,
      headRef: "q",
      baseCommit: base,
      baseRef: "main",
    });
    const comment = { issue: { number: 8, pull_request: {} } };
    await writeFile(payload, JSON.stringify(comment));
    expect(workflowRunOf({ ...env, ...change, GITHUB_EVENT_NAME: "issue_comment" }).change).toEqual({
      number: 8,
      baseCommit: sha,
    });
    await writeFile(payload, "{}");
    expect(workflowRunOf({ ...env, ...change }).change).toBeUndefined();
  });

  test("is one only for what lies in its workspace", async () => {
    const workspace = await scratch();
    await mkdir(join(workspace, "a"));
    expect(stepAround(join(workspace, "a"), { ...env, GITHUB_WORKSPACE: workspace })).toMatchObject({
      GITHUB_SHA: sha,
    });
    expect(stepAround(workspace, { ...env, GITHUB_WORKSPACE: join(workspace, "a") })).toBeUndefined();
    expect(stepAround(workspace, env)).toBeUndefined();
    expect(stepAround(workspace, { GITHUB_WORKSPACE: workspace })).toBeUndefined();
  });

  test("stands for its commit, save where it checked out another repository", async () => {
    const own = await committed({ "main.nf": "" }, "https://github.com/Acme/ReadQC");
    expect(recordOf(own, reading(), env).provenance).toMatchObject({
      repository: "acme/readqc",
      commit: sha,
      checkout: { commit: head(own) },
    });
    const other = await committed({ "main.nf": "" }, "https://github.com/acme/other");
    expect(recordOf(other, reading(), env).provenance).toMatchObject({
      repository: "acme/other",
      commit: head(other),
      run: { ref: "refs/heads/main" },
    });
    const there = { ...env, GITHUB_SERVER_URL: "https://ghe.example" };
    const enterprise = await committed({ "main.nf": "" }, "https://ghe.example/acme/readqc");
    expect(recordOf(enterprise, reading(), there).provenance).toMatchObject({
      repository: "acme/readqc",
      commit: sha,
      server: "https://ghe.example",
    });
    expect(recordOf(other, reading(), there).provenance.server).toBeUndefined();
    expect(recordOf(own, reading(), { GITHUB_ACTIONS: "true" }).provenance.commit).toBe(head(own));
    expect(recordOf(own, reading(), { ...env, GITHUB_SHA: "" }).provenance.commit).toBe(head(own));
  });
});

const dist = resolve(import.meta.dirname, "../../dist");
/** As an auditor takes it. */
const bySha256sum = (folder: string): string =>
  execFileSync("bash", ["-c", "LC_ALL=C sha256sum * | sha256sum"], { cwd: folder, encoding: "utf8" }).slice(0, 64);

describe("the program", () => {
  test("has the digest that sha256sum gives of its files", async () => {
    expect(toolDigest(dist)).toBe(bySha256sum(dist));
    const folder = await repositoryOf({ "index.js": "1", "cli.js": "2", "Z.js": "3", "a.txt": "4", ".hidden": "5" });
    expect(toolDigest(folder)).toBe(bySha256sum(folder));
    expect(recordOf(folder, reading(), undefined, folder).toolSha256).toBe(bySha256sum(folder));
    await rm(join(folder, "cli.js"));
    expect(toolDigest(folder)).toBeUndefined();
    await writeFile(join(folder, "cli.js"), "");
    await rm(join(folder, "index.js"));
    expect(toolDigest(folder)).toBeUndefined();
  });
});

describe("as shipped", () => {
  const files = {
    "nextflow.config": "docker.enabled = true\n",
    "main.nf": 'process A {\n  container "quay.io/acme/tool:1.0"\n  script: ""\n}\nworkflow { A() }\n',
  };

  test("the command line has it in its reports, and spends nothing on it in others", async () => {
    const root = await committed(files, "git@github.com:acme/readqc.git");
    const { out } = await cli(["check", root, "--inspector", "none", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      repository: "acme/readqc",
      commit: head(root),
      checkout: { commit: head(root), branch: "main", changed: [] },
      scenarios: [{ profiles: [], engines: ["docker"] }],
      tool: { sha256: bySha256sum(dist) },
    });
    const sarif = await cli(["check", root, "--inspector", "none", "--format", "sarif"]);
    expect(JSON.parse(sarif.out)).toMatchObject({
      runs: [
        {
          versionControlProvenance: [
            { repositoryUri: "https://github.com/acme/readqc", revisionId: head(root), branch: "main" },
          ],
          tool: { driver: { properties: { sha256: bySha256sum(dist) } } },
        },
      ],
    });
    const markdown = await cli(["check", root, "--inspector", "none", "--format", "markdown"]);
    expect(markdown.out).toContain(`<a href="https://github.com/acme/readqc/commit/${head(root)}">`);
    expect(markdown.out).toContain(`/blob/${head(root)}/main.nf#L2">`);
  });

  test("the command line in a step has the runner's word, and links to the folder that it checks", async () => {
    const workspace = await committed({ "pipe/main.nf": files["main.nf"] });
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: "acme/readqc",
      GITHUB_SHA: sha,
      GITHUB_RUN_ID: "5",
    };
    const { out } = await cli(["check", join(workspace, "pipe"), "--inspector", "none", "--format", "json"], { env });
    expect(JSON.parse(out)).toMatchObject({
      repository: "acme/readqc",
      commit: sha,
      run: { url: "https://github.com/acme/readqc/actions/runs/5" },
      checkout: { commit: head(workspace), folder: "pipe", changed: [] },
    });
    const markdown = await cli(["check", join(workspace, "pipe"), "--inspector", "none", "--format", "markdown"], {
      env,
    });
    expect(markdown.out).toContain(`https://github.com/acme/readqc/blob/${sha}/pipe/main.nf#L2">`);
  });

  test("the action has it in its JSON, its SARIF and its summary", async () => {
    const workspace = await committed(files);
    const folder = await scratch();
    const inputs = { inspector: "none", "json-file": "r.json", "sarif-file": "r.sarif" };
    const { outputs, summary } = await runAction({
      workspace,
      scratch: folder,
      inputs,
      env: { GITHUB_RUN_ATTEMPT: "3" },
    });
    const url = "https://github.com/acme/readqc/actions/runs/1/attempts/3";
    expect(JSON.parse(await readFile(outputs["json-file"] ?? "", "utf8"))).toMatchObject({
      repository: "acme/readqc",
      commit: sha,
      run: { url, event: "push", workflow: "images", job: "images", actor: "ann", ref: "refs/heads/main" },
      checkout: { commit: head(workspace), branch: "main", changed: [] },
      scenarios: [{ profiles: [], engines: ["docker"] }],
      tool: { sha256: bySha256sum(dist) },
    });
    expect(JSON.parse(await readFile(outputs["sarif-file"] ?? "", "utf8"))).toMatchObject({
      runs: [
        {
          automationDetails: { id: "wave-inspect/", description: { text: `workflow images, ${url}` } },
          versionControlProvenance: [{ revisionId: sha, branch: "main" }],
          invocations: [{ account: "ann" }],
          properties: { run: { url }, repository: "acme/readqc", scenarios: [{ profiles: [] }] },
        },
      ],
    });
    expect(summary).toContain(`<a href="${url}">`);
    expect(summary).toContain(`<code>${bySha256sum(dist)}</code>`);
  });
});
