/** The base of a pull request, out of git, out of the checkout, and through GitHub's API. */
import { mkdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type BaseContent, baseOfChange, openBase } from "../../src/base/index.ts";
import { isUnread } from "../../src/files/read.ts";
import { GitHub } from "../../src/github/contents.ts";
import type { PullRequest } from "../../src/pull-request.ts";
import { git } from "../support/git.ts";
import { type FakeGitHub, startGitHub } from "../support/github.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const FILES = { "a/Dockerfile": "FROM a:1\n", Dockerfile: "FROM b:1\n", "data.bin": "x" };

interface Origin {
  readonly root: string;
  readonly pull: PullRequest & { readonly head: string };
}

const committed = (root: string, message: string): string => {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
  return git(root, "rev-parse", "HEAD").trim();
};

/** A base, and a change of one file on a branch of its own. */
async function origin(touch: (root: string) => unknown = () => undefined): Promise<Origin> {
  const root = await realpath(await repositoryOf(FILES));
  git(root, "init", "-q");
  await touch(root);
  const base = committed(root, "base");
  git(root, "checkout", "-qb", "topic");
  await writeFile(join(root, "Dockerfile"), "FROM b:2\n");
  const head = committed(root, "head");
  git(root, "config", "uploadpack.allowAnySHA1InWant", "true");
  return { root, pull: { event: "pull_request", base, head, repository: "acme/readqc", number: 7 } };
}

/** What GitHub has of it. */
function shownBy({ root }: Origin, more: FakeGitHub = {}): FakeGitHub {
  return {
    treeOf: (_, commit) =>
      git(root, "ls-tree", "-rtz", commit)
        .split("\0")
        .slice(0, -1)
        .map((line) => {
          const [, mode = "", sha = "", path = ""] = /^(\d+) \S+ (\S+)\t([^]*)$/.exec(line) ?? [];
          return { path, mode, sha };
        }),
    blobOf: (_, id) => Buffer.from(git(root, "cat-file", "blob", id), "latin1"),
    mergeBaseOf: (_, one, other) => git(root, "merge-base", one, other).trim(),
    ...more,
  };
}

async function github(fake: FakeGitHub, token = "t"): Promise<{ api: GitHub; asked: () => string[] }> {
  const { url, asked } = await startGitHub(fake);
  return { api: new GitHub(token, url), asked: () => asked.map(({ path }) => path) };
}

/** Of one commit, as actions/checkout leaves it. */
async function shallow({ root }: Origin, commit: string): Promise<string> {
  const workspace = join(await realpath(await scratch()), "workspace");
  await mkdir(workspace);
  git(workspace, "init", "-q");
  git(workspace, "fetch", "-q", "--depth=1", `file://${root}`, commit);
  git(workspace, "checkout", "-q", "--detach", commit);
  return workspace;
}

/** The text of a file, or why there is none. */
function textOf(content: BaseContent, path: string): string | undefined {
  const entry = content.entries.find((one) => one.path === path);
  const bytes = entry && content.bytesOf(entry);
  return bytes === undefined ? undefined : isUnread(bytes) ? bytes.words : bytes.toString();
}

async function opened(
  { pull }: Origin,
  workspace: string,
  api: GitHub,
  env: Readonly<Record<string, string>> = {},
): Promise<BaseContent> {
  const base = await baseOfChange(workspace, pull, env, api);
  if (base === undefined) throw new Error("no base");
  return openBase(base, workspace);
}

test("a checkout of the head asks where it parted, for the listing, and for what differs", async () => {
  const from = await origin();
  const { api, asked } = await github(shownBy(from));
  const content = await opened(from, await shallow(from, from.pull.head), api);
  expect(textOf(content, "a/Dockerfile")).toBe("FROM a:1\n");
  expect(textOf(content, "Dockerfile")).toBeUndefined();
  await content.fetchFirst((path) => path.endsWith("Dockerfile"));
  expect(textOf(content, "Dockerfile")).toBe("FROM b:1\n");
  expect(asked().map((path) => path.replace(/[0-9a-f]{40}/g, "ID"))).toEqual([
    "/repos/acme/readqc/compare/ID...ID?per_page=1",
    "/repos/acme/readqc/git/trees/ID?recursive=1",
    "/repos/acme/readqc/git/blobs/ID",
  ]);
});

test("without git the payload says the base, and each file is told by its content", async () => {
  const from = await origin();
  const { api, asked } = await github(shownBy(from));
  const workspace = await shallow(from, from.pull.head);
  await rm(join(workspace, ".git"), { recursive: true });
  const content = await opened(from, workspace, api);
  await content.fetchFirst(() => true);
  expect(textOf(content, "data.bin")).toBe("x");
  expect(asked()).toHaveLength(2);
});

test("what GitHub says of the commits and files is held against their ids", async () => {
  const from = await origin();
  const workspace = await shallow(from, from.pull.head);
  const never = await github(shownBy(from, { mergeBaseOf: () => "no commit" }));
  expect((await opened(from, workspace, never.api)).entries.length).toBe(3);
  const other = await github(shownBy(from, { blobOf: () => Buffer.from("FROM evil:1\n") }));
  const content = await opened(from, workspace, other.api);
  await expect(content.fetchFirst(() => true)).rejects.toThrow("GitHub gave another file for");
  const odd = await github(
    shownBy(from, {
      treeOf: () => [
        { path: "../up", mode: "100644", sha: "a".repeat(40) },
        { path: "x/.GIT/config", mode: "100644", sha: "a".repeat(40) },
        { path: "bad\uFFFD", mode: "100644", sha: "a".repeat(40) },
        { path: "folder", mode: "040000", sha: "a".repeat(40) },
        { path: "ok", mode: "100644", sha: "a".repeat(40) },
      ],
    }),
  );
  expect((await opened(from, workspace, odd.api)).entries.map(({ path }) => path)).toEqual(["ok"]);
});

test("no token, no answer, a limit: an error with what to write", async () => {
  const from = await origin();
  const workspace = await shallow(from, from.pull.head);
  const { api: silent } = await github({}, "");
  await expect(opened(from, workspace, silent)).rejects.toThrow(
    'Give actions/checkout "fetch-depth: 0", or this action',
  );
  const { api: limited } = await github({ refusal: { status: 429, headers: { "x-ratelimit-reset": "1790000000" } } });
  await expect(opened(from, workspace, limited)).rejects.toThrow("the rate limit of GitHub for this token is used up");
  const group = { ...from, pull: { ...from.pull, event: "merge_group" } };
  await expect(opened(group, workspace, silent)).rejects.toThrow("does not have all of the base");
  await expect(opened(group, workspace, limited)).rejects.toThrow('Give actions/checkout "fetch-depth: 2".');
  const { api: long } = await github(shownBy(from, { treeOf: () => "truncated" }));
  await expect(opened(group, workspace, long)).rejects.toThrow("is longer than what GitHub gives at once");
});

test("in a whole clone nobody is asked; a history of its own starts at the base of the payload", async () => {
  const from = await origin();
  const { api, asked } = await github({});
  const content = await opened(from, from.root, api);
  await content.fetchFirst(() => true);
  expect(textOf(content, "Dockerfile")).toBe("FROM b:1\n");
  git(from.root, "checkout", "-q", "--orphan", "alone");
  committed(from.root, "alone");
  expect((await baseOfChange(from.root, from.pull, {}, api))?.commit).toBe(from.pull.base);
  expect(asked()).toEqual([]);
});

test("a checkout of another repository has no base", async () => {
  const from = await origin();
  git(from.root, "remote", "add", "origin", "https://github.com/acme/other");
  const { api } = await github({});
  const pull = { ...from.pull, head: "e".repeat(40) };
  expect(await baseOfChange(from.root, pull, {}, api)).toBeUndefined();
});

test("paths start at the folder that is looked at, within the work tree or around it", async () => {
  const from = await origin();
  const { api } = await github({});
  const base = await baseOfChange(from.root, from.pull, {}, api);
  if (base === undefined) throw new Error("no base");
  const within = await openBase(base, join(from.root, "a"));
  expect(within.entries.map(({ path }) => path)).toEqual(["Dockerfile"]);
  expect(textOf(within, "Dockerfile")).toBe("FROM a:1\n");
  const around = await openBase(base, join(from.root, ".."));
  expect(around.entries[0]?.path).toMatch(/^[^/]+\/Dockerfile$/);
});

test("links are what they lead to, on the disk or in git, and a file of any size is read with care", async () => {
  const large = Buffer.alloc(65 * 1024 * 1024, "x");
  const from = await origin(async (root) => {
    await symlink("a/Dockerfile", join(root, "same"));
    await symlink("data.bin", join(root, "other"));
    await writeFile(join(root, "large"), large);
  });
  await rm(join(from.root, "other"));
  await symlink("elsewhere", join(from.root, "other"));
  const { api } = await github({});
  const content = await opened(from, from.root, api);
  expect([textOf(content, "same"), textOf(content, "other")]).toEqual(["a/Dockerfile", "data.bin"]);
  expect(textOf(content, "large")).toBe("is larger than 64 MiB");
});

test.each<[string, RegExp, unknown, string | undefined]>([
  ["a listing that is none", /trees/, { tree: "x" }, "could not be read from GitHub; try again. Give actions/checkout"],
  ["a listing of something else", /trees/, [1], "could not be read from GitHub; try again."],
  ["entries without an id", /trees/, { tree: [{ path: "x", mode: "100644" }, 1] }, undefined],
  ["a file that is none", /blobs/, { content: 1 }, "could not be read from GitHub; try again."],
  ["a list in place of a file", /blobs/, [], "could not be read from GitHub; try again."],
  ["no commit in common", /compare/, { merge_base_commit: null }, undefined],
  ["a list in place of a comparison", /compare/, [], undefined],
])("an answer that is odd: %s", async (_, path, body, message) => {
  const from = await origin();
  const { api } = await github(shownBy(from, { oddly: (asked) => (path.test(asked) ? body : undefined) }));
  const workspace = await shallow(from, from.pull.head);
  const said = await opened(from, workspace, api)
    .then((content) => content.fetchFirst(() => true))
    .catch((error: unknown) => String(error));
  expect(said ?? "nothing").toContain(message ?? "nothing");
});
