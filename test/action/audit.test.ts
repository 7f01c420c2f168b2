/** The mode `audit` as the runner starts it: the folder, and the one issue. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeLock } from "../../src/lock/write.ts";
import { readLock } from "../../src/lock/read.ts";
import { artifact, type ImageOptions, image, multiArch, rawManifest } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { issuesApi, repositoryOf, runAudit } from "../audit/make.ts";

let registry: Registry;
let digest: string;

beforeAll(async () => {
  registry = await startRegistry({});
});
beforeEach(() => {
  digest = registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
});

afterAll(() => registry.close());

const policy = "version: 1\nrules: { exists: error }\n";
const files = (): Record<string, string> => ({
  Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n`,
  "wave-inspect.yml": policy,
  ".github/CODEOWNERS": "* @acme/everyone\nDockerfile @acme/images # who builds\n",
});
const audit = (root: string, url: string, options: Parameters<typeof runAudit>[2] = {}) =>
  runAudit(root, url, { ...options, inputs: { "insecure-registries": registry.host, ...options.inputs } });
const missing = (): Record<string, string> => ({ ...files(), Dockerfile: `FROM ${registry.host}/acme/gone:1.0\n` });

test("a clean night: the folder is written, no issue is opened, digests are recorded although no rule asks", async () => {
  const api = await issuesApi();
  const root = await repositoryOf({
    ...files(),
    "wave-inspect.yml": "version: 1\nrules: { tag: error, exists: off }\n",
  });
  const run = await audit(root, api.url);
  expect([run.code, run.outputs["verdict"], run.outputs["issue"]]).toEqual([0, "pass", ""]);
  const folder = join(root, "wave-inspect-audit");
  expect(run.outputs["audit-dir"]).toBe(folder);
  expect((await readdir(folder)).sort()).toEqual([
    "containers.lock",
    "report.html",
    "report.json",
    "report.md",
    "report.sarif",
  ]);
  const lock = readLock(await readFile(join(folder, "containers.lock"), "utf8"), "containers.lock");
  expect([...lock.images].map(([name, { content }]) => [name, content.digest])).toEqual([
    [`${registry.host}/acme/tool:1.0`, digest],
  ]);
  expect(api.issues).toEqual([]);
});

test("an image that is gone opens an issue with its owner; the next clean night closes it", async () => {
  const api = await issuesApi();
  const root = await repositoryOf(missing());
  const run = await audit(root, api.url);
  expect([run.code, run.outputs["verdict"], run.outputs["issue"]]).toEqual([1, "fail", "1"]);
  expect(run.stdout).toContain("Issue 1 opened: https://github.com/acme/readqc/issues/1");
  const [issue] = api.issues;
  expect(issue?.title).toBe("Container images: audit of images / images");
  expect(issue?.body).toContain("<code>&#64;acme/images</code>");
  expect(issue?.body).not.toContain("everyone");
  expect(issue?.body).toMatch(
    /\*\*Last run: <a href="https:\/\/github\.com\/acme\/readqc\/actions\/runs\/1\/attempts\/1">20\d\d-\d\d-\d\d \d\d:\d\d UTC<\/a>\*\*/,
  );
  expect(issue?.body).toContain("There is no lock in the repository");

  await writeFile(join(root, "Dockerfile"), `FROM ${registry.host}/acme/tool:1.0\n`);
  expect((await audit(root, api.url)).stdout).toContain("Issue 1 closed");
  expect([issue?.state, issue?.state_reason]).toEqual(["closed", "completed"]);
  expect(issue?.body).toContain("There is nothing to do.");
});

test("a tag that moved since the lock is told with its cause, once", async () => {
  const api = await issuesApi();
  const root = await repositoryOf(files());
  await audit(root, api.url, { inputs: { issue: "false" } });
  const lock = await readFile(join(root, "wave-inspect-audit/containers.lock"), "utf8");
  await writeFile(join(root, "containers.lock"), lock);
  expect((await audit(root, api.url)).outputs["issue"]).toBe("");

  const entrypoint: ImageOptions = { config: { config: { Entrypoint: ["/tool"] } } };
  const now = registry.push("acme/tool", "1.0", image(entrypoint));
  const run = await audit(root, api.url);
  expect(run.outputs["issue"]).toBe("1");
  const rows = api.issues[0]?.body.split("\n").filter((line) => line.includes("acme/tool")) ?? [];
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/platform lost/);
  expect(rows[0]).toContain("<code>&#64;acme/images</code>");
  // What is now is in the folder, with what the lock of the repository had kept as it was.
  const written = await readFile(join(root, "wave-inspect-audit/containers.lock"), "utf8");
  expect(written).toContain(now);
  expect(await readFile(join(root, "containers.lock"), "utf8")).toBe(lock);
  expect(writeLock(readLock(written, "x"))).toBe(written);
});

test("what a lock cannot say of an image is told, too: schema 1, an artifact, an old manifest that is gone", async () => {
  const api = await issuesApi();
  const schema1 = Buffer.from(JSON.stringify({ schemaVersion: 1, name: "a/b", tag: "1", fsLayers: [], history: [] }));
  const now = {
    old: rawManifest("application/vnd.docker.distribution.manifest.v1+prettyjws", schema1),
    chart: artifact({ artifactType: "application/vnd.cncf.helm.config.v1+json" }),
    gone: image({ created: "2026-01-01T00:00:00Z" }),
  };
  const names = Object.keys(now);
  const before = names.map((name) => registry.push(`moved/${name}`, "1.0", image()));
  const root = await repositoryOf({
    ...Object.fromEntries(names.map((name) => [`${name}/Dockerfile`, `FROM ${registry.host}/moved/${name}:1.0\n`])),
    "wave-inspect.yml": "version: 1\nrules: {}\n",
  });
  await audit(root, api.url, { inputs: { issue: "false" } });
  await writeFile(
    join(root, "containers.lock"),
    await readFile(join(root, "wave-inspect-audit/containers.lock"), "utf8"),
  );

  for (const [name, image] of Object.entries(now)) registry.push(`moved/${name}`, "1.0", image);
  registry.delete("moved/gone", before[2] ?? "");
  await audit(root, api.url);
  const rows = api.issues[0]?.body.split("\n").filter((line) => line.includes("/moved/")) ?? [];
  // The words are those of `diff`, of whose causes test/drift/nights.test.ts plays each.
  const told = names.map((name) => rows.find((line) => line.includes(`/moved/${name}&#58;`)) ?? "");
  expect(told[0]).toContain("it is in Docker's first image format".replace("'", "&#39;"));
  expect(told[1]).toContain("it is no container image any more but an artifact");
  expect(told[2]).toContain("old manifest gone");
});

const noticed = async (status: number, message: string) => {
  const api = await issuesApi({ refuse: ({ method }) => (method === "POST" ? { status, message } : undefined) });
  const run = await audit(await repositoryOf(missing()), api.url);
  const notices = run.annotations.filter(({ name }) => name === "notice").map((one) => one.message);
  return [run.code, run.outputs["issue"], ...notices];
};

test("reachability: who can read each image, without a download of anything", async () => {
  const root = await repositoryOf({ ...files(), "b/Dockerfile": `FROM ${registry.host}/acme/gone:1.0\n` });
  const wave = { "wave-endpoint": "http://127.0.0.1:9" };
  const run = await audit(root, "http://127.0.0.1:9", { inputs: { ...wave, issue: "false", reachability: "true" } });
  const folder = join(root, "wave-inspect-audit");
  const rows = (await readFile(join(folder, "reachability.md"), "utf8")).split("\n");
  expect(run.code).toBe(1);
  expect(rows[0]).toBe("| Image | Anonymous | Runner | Workspace | What follows |");
  expect(rows.slice(2)).toEqual([
    expect.stringMatching(/acme\/gone.* \| not-found \| not-found \| unreachable \|/),
    expect.stringMatching(/acme\/tool.* \| readable \| readable \| unreachable \| Public, but Wave does not read it/),
    "",
  ]);
  expect(JSON.parse(await readFile(join(folder, "reachability.json"), "utf8"))).toHaveLength(2);
});

describe("an issue that cannot be kept is a notice", () => {
  test.each([
    [403, "Resource not accessible by integration", "(403): give the job `permissions: issues: write`"],
    [404, "Not Found", "(404): GitHub does not show it to this token"],
    [410, "Issues has been disabled in this repository.", "(410): the repository has no issues"],
  ])("%i %s", async (status, message, words) => {
    expect(await noticed(status, message)).toEqual([1, "", expect.stringContaining(words)]);
  });

  test("no token", async () => {
    const run = await audit(await repositoryOf(missing()), "http://127.0.0.1:9", { token: "" });
    const notices = run.annotations.filter(({ name }) => name === "notice").map(({ message }) => message);
    expect([run.code, ...notices]).toEqual([1, expect.stringContaining("there is no token (input github-token)")]);
  });
});

describe("where an audit makes no sense, it is an error that says what to write", () => {
  const payload = {
    pull_request: {
      number: 1,
      base: { sha: "a".repeat(40), repo: { full_name: "acme/readqc" } },
      head: { sha: "b".repeat(40) },
    },
  };

  test("on a pull request", async () => {
    const run = await audit(await repositoryOf(files()), "http://127.0.0.1:9", {
      event: { name: "pull_request", payload },
      inputs: { "policy-from": "head" },
    });
    expect(run.code).toBe(2);
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^mode: the event pull_request is a change that is not merged, .*'audit' \|\| 'check' \}\}\.$/,
      ),
    ]);
  });

  test("with nobody to ask, and an issue without an audit", async () => {
    const root = await repositoryOf(files());
    const asking = await audit(root, "http://127.0.0.1:9", { inputs: { inspector: "none" } });
    const plain = await audit(root, "http://127.0.0.1:9", { inputs: { mode: "check" } });
    expect([asking.code, plain.code]).toEqual([2, 2]);
    expect(asking.stdout).toContain("set inspector: wave or registry; none asks nobody");
    expect(plain.stdout).toContain("issue: an issue is what an audit writes; set mode: audit, too.");
  });
});

test("a folder that is a link out of the workspace is not written to, and changes no verdict", async () => {
  const root = await repositoryOf(files());
  const other = await repositoryOf({ "a.txt": "a" });
  await symlink(other, join(root, "out"));
  const run = await audit(root, "http://127.0.0.1:9", { inputs: { "audit-dir": "out", issue: "false" } });
  expect([run.code, run.outputs["audit-dir"], await readdir(other)]).toEqual([0, "", ["a.txt"]]);
  expect(run.stdout).toContain("Warning: audit-dir out/containers.lock could not be written.");
});

test("words of others in the issue mean nothing but themselves", async () => {
  const api = await issuesApi();
  const name = `${registry.host}/acme/gone:1.0`;
  const root = await repositoryOf({
    ...files(),
    CODEOWNERS: "* @x\n",
    "a|b<!--/@eve/Dockerfile": `FROM ${name}\n`,
  });
  await mkdir(join(root, "docs"));
  await audit(root, api.url, { env: { GITHUB_WORKFLOW: "w --> @eve <b> | #1" } });
  const [issue] = api.issues;
  expect(issue?.body.match(/<!--/g)).toHaveLength(1);
  expect(issue?.body.match(/-->/g)).toHaveLength(1);
  expect(issue?.body.replaceAll(/<code>.*?<\/code>/g, "")).not.toMatch(/@eve|#1\b/);
});
