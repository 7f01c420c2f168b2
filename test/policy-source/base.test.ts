/** The policy of a pull request's base, out of the work trees that a workflow may have checked out. */
import { realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { filesOfBase, readPolicyOfBase, readProposal, refuseUnseen } from "../../src/policy-source/index.ts";
import type { PullRequest } from "../../src/pull-request.ts";
import { git } from "../support/git.ts";
import { startGitHub } from "../support/github.ts";
import { repositoryOf } from "../support/scratch.ts";

const USUAL = "wave-inspect.yml";
const STRICT = "version: 1\nrules: { tag: error }\n";
const LAX = "version: 1\nrules: {}\n";

interface Checkout {
  readonly root: string;
  readonly pull: PullRequest & { readonly head: string };
}

/** A work tree at a change that makes the policy lax. */
async function checkout(
  origin?: string,
  files: Readonly<Record<string, string>> = { [USUAL]: STRICT },
): Promise<Checkout> {
  const root = await realpath(await repositoryOf(files));
  git(root, "init", "-q");
  if (origin !== undefined) git(root, "remote", "add", "origin", origin);
  const committed = (): string => {
    git(root, "add", "-A");
    git(root, "commit", "-q", "--allow-empty", "-m", "x");
    return git(root, "rev-parse", "HEAD").trim();
  };
  const base = committed();
  await writeFile(join(root, USUAL), LAX);
  const head = committed();
  return { root, pull: { event: "pull_request", base, head, repository: "acme/readqc", number: 7 } };
}

const read = ({ root, pull }: Checkout, env: Readonly<Record<string, string>> = {}, file?: string) =>
  readPolicyOfBase(root, file, pull, env, "t");

test.each([
  ["this repository", "https://github.com/acme/readqc"],
  ["this repository, by ssh and in another case", "git@github.com:Acme/ReadQC.git"],
  ["a former name of it", "https://github.com/acme/former"],
  ["nobody's", undefined],
])("a checkout of %s is judged by the policy of the base", async (_, origin) => {
  const { source, rules } = await read(await checkout(origin));
  expect([...rules.keys()]).toEqual(["tag"]);
  expect(source).toMatchObject({ file: USUAL, from: { commit: expect.stringMatching(/^[0-9a-f]{40}$/) } });
});

test("a checkout of another repository is taken as it is", async () => {
  const found = await checkout("https://github.com/acme/rules");
  const { rules, source } = await read({ ...found, pull: { ...found.pull, head: "e".repeat(40) } });
  expect([[...rules.keys()], source?.from]).toEqual([[], undefined]);
});

test("a policy of another ending on the base is an error, as it is anywhere", async () => {
  const found = await checkout(undefined, { "wave-inspect.yaml": STRICT });
  await rm(join(found.root, USUAL));
  await expect(read(found)).rejects.toThrow("wave-inspect.yaml is not looked for");
});

test("links on the base are followed within it, and no further", async () => {
  const root = await realpath(await repositoryOf({ "a/strict.yml": STRICT }));
  await symlink("strict.yml", join(root, "a/inside.yml"));
  await symlink("/etc/hostname", join(root, "a/outside.yml"));
  await symlink("../..", join(root, "a/above.yml"));
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "x");
  const base = git(root, "rev-parse", "HEAD").trim();
  const found = { root, pull: { event: "pull_request", base, head: "e".repeat(40), repository: "acme/readqc" } };
  expect([...(await read(found, {}, "a/inside.yml")).rules.keys()]).toEqual(["tag"]);
  await expect(read(found, {}, "a/outside.yml")).rejects.toThrow("is a link that leads out of the repository");
  await expect(read(found, {}, "a/above.yml")).rejects.toThrow("is a link that leads out of the repository");
  await expect(read(found, {}, "a")).rejects.toThrow("a is a folder");
});

test("a base that the checkout does not have is asked of GitHub; without a token the run says what to add", async () => {
  const found = await checkout();
  const pull = { ...found.pull, base: "e".repeat(40) };
  const { url, asked } = await startGitHub({
    contentOf: (_, path) => (path === USUAL ? STRICT : undefined),
    commitOf: (_, ref) => ref,
  });
  const env = { GITHUB_API_URL: url };
  expect((await read({ ...found, pull }, env)).source?.from).toEqual({ commit: pull.base });
  expect(asked.map(({ path }) => path)).toContain(`/repos/acme/readqc/contents/${USUAL}?ref=${pull.base}`);
  await expect(readPolicyOfBase(found.root, undefined, pull, env, "")).rejects.toThrow("fetch-depth: 2");
});

test("the first parent of GitHub's merge commit is the base, however old that of the payload is", async () => {
  const found = await checkout();
  const { base, head } = found.pull;
  const merge = git(found.root, "commit-tree", `${head}^{tree}`, "-p", base, "-p", head, "-m", "merge").trim();
  git(found.root, "checkout", "-q", "--detach", merge);
  const old = { ...found, pull: { ...found.pull, base: "e".repeat(40) } };
  expect((await read(old, { GITHUB_SHA: merge })).source?.from).toEqual({ commit: base });
});

test("pull_request_target: the base checked out is refused, the change is not", async () => {
  const { root, pull } = await checkout();
  const target = { ...pull, event: "pull_request_target" };
  await expect(refuseUnseen(root, target, { GITHUB_SHA: pull.base })).resolves.toBeUndefined();
  git(root, "checkout", "-q", "--detach", pull.base);
  await expect(refuseUnseen(root, target, {})).rejects.toThrow("refs/pull/7/merge");
  const { number: _, ...unnumbered } = target;
  await expect(refuseUnseen(root, unnumbered, {})).rejects.toThrow("refs/pull/${{ github.event.number }}/merge");
  await expect(refuseUnseen(root, pull, {})).resolves.toBeUndefined();
  await expect(refuseUnseen(await repositoryOf({}), target, {})).resolves.toBeUndefined();
});

test("what the pull request makes of it: the checked-out policy, or why it cannot be read", async () => {
  const found = await checkout();
  const policy = await read(found);
  const proposal = await readProposal(found.root, undefined, policy, {});
  expect(proposal !== undefined && "policy" in proposal && [...proposal.policy.rules.keys()]).toEqual([]);
  await writeFile(join(found.root, USUAL), "version: [\n");
  expect(await readProposal(found.root, USUAL, policy, {})).toMatchObject({
    unreadable: expect.stringContaining("wave-inspect.yml:2:1"),
  });
  // One that is of no base has nothing beside it.
  expect(await readProposal(found.root, USUAL, defaultPolicy, {})).toBeUndefined();
});

test("files of the base, as far as the checkout has them", async () => {
  const { root, pull } = await checkout();
  const of = await filesOfBase(root, ".", pull, {});
  expect([of?.(USUAL), of?.("none"), of?.("../outside")]).toEqual([STRICT, null, null]);
  const shallow = await filesOfBase(root, ".", { ...pull, base: "e".repeat(40) }, {});
  expect(shallow?.(USUAL)).toBeUndefined();
  git(root, "remote", "add", "origin", "https://github.com/acme/rules");
  expect(await filesOfBase(root, ".", { ...pull, head: "e".repeat(40) }, {})).toBeUndefined();
});

/** A base of which GitHub shows these, and the checkout nothing. */
async function shown(paths: Readonly<Record<string, string | { target: string } | { name: string }[]>>) {
  const found = await checkout(undefined, { [USUAL]: LAX });
  const { url } = await startGitHub({ contentOf: (_, path) => paths[path], commitOf: (_, ref) => ref });
  const elsewhere = { ...found, pull: { ...found.pull, base: "e".repeat(40) } };
  return (file?: string) => read(elsewhere, { GITHUB_API_URL: url }, file);
}

test("folders that are links on the base are followed through the API, and no further than the repository", async () => {
  const of = await shown({
    "kept/p.yml": STRICT,
    ci: { target: "kept" },
    deep: [],
    "deep/link": { target: "../ci" },
    out: { target: "../x" },
    loop: { target: "loop" },
  });
  expect([...(await of("ci/p.yml")).rules.keys()]).toEqual(["tag"]);
  expect([...(await of("deep/link/p.yml")).rules.keys()]).toEqual(["tag"]);
  await expect(of("out/p.yml")).rejects.toThrow("is a link that leads out of the repository");
  await expect(of("loop/p.yml")).rejects.toThrow("is a link that leads out of the repository");
});

test("a policy under another spelling is refused, or read where the change gives it its name", async () => {
  const names = [{ name: "Wave-Inspect.YAML" }];
  const of = await shown({ "": names, "Wave-Inspect.YAML": STRICT });
  expect((await of()).source).toMatchObject({ file: "Wave-Inspect.YAML", from: { commit: "e".repeat(40) } });
  await expect(of("WAVE-inspect.yml")).rejects.toThrow("Wave-Inspect.YAML is not looked for: call it WAVE-inspect.yml");
  const parted = "re\u0300gles.yml";
  const other = await shown({ "": [{ name: parted }] });
  await expect(other("r\u00e8gles.yml")).rejects.toThrow("(the same letters in another Unicode form)");
});

test("what a link leads to is for the work tree to say that the link is part of", async () => {
  const found = await checkout("https://github.com/acme/readqc", { "ci/p.yml": STRICT });
  const others = await checkout("https://github.com/acme/rules", { "ci/p.yml": LAX });
  await rm(join(found.root, "ci"), { recursive: true });
  await symlink(join(others.root, "ci"), join(found.root, "ci"));
  expect([...(await read(found, {}, "ci/p.yml")).rules.keys()]).toEqual(["tag"]);
});

test("a comment does not say which fork is checked out; another repository of the owner is no fork", async () => {
  const { head: _, ...pull } = (await checkout()).pull;
  const comment = { ...pull, event: "issue_comment" };
  const rulesOf = async (origin: string): Promise<string[]> => {
    const found = await checkout(origin);
    const { base } = found.pull;
    return [...(await readPolicyOfBase(found.root, undefined, { ...comment, base }, {}, "t")).rules.keys()];
  };
  expect(await rulesOf("https://github.com/eve/fork")).toEqual(["tag"]);
  expect(await rulesOf("https://github.com/acme/rules")).toEqual([]);
});

/** A work tree with a submodule `rules`, which the change moves from a strict policy to a lax one. */
async function withSubmodule(): Promise<Checkout> {
  const rules = await checkout();
  const root = await realpath(await repositoryOf({ "own.yml": "version: 1\nextends: rules/wave-inspect.yml\n" }));
  git(root, "init", "-q");
  git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", `file://${rules.root}`, "rules");
  const committed = (commit: string): string => {
    git(join(root, "rules"), "checkout", "-q", commit);
    git(root, "add", "-A");
    git(root, "commit", "-qm", "x");
    return git(root, "rev-parse", "HEAD").trim();
  };
  const [base, head] = [committed(rules.pull.base), committed(rules.pull.head)];
  return { root, pull: { ...rules.pull, base, head } };
}

test("a submodule is read at the commit that the base has of it", async () => {
  const found = await withSubmodule();
  for (const file of [`rules/${USUAL}`, "own.yml"]) {
    const { source, rules } = await read(found, {}, file);
    expect([...rules.keys(), source?.from]).toEqual(["tag", { commit: found.pull.base }]);
  }
  const of = await filesOfBase(found.root, "rules", found.pull, {});
  expect([of?.(`rules/${USUAL}`), of?.("rules/none")]).toEqual([STRICT, null]);
  await rm(join(found.root, "rules/.git"));
  expect((await filesOfBase(found.root, ".", found.pull, {}))?.(`rules/${USUAL}`)).toBeUndefined();
  await expect(read(found, {}, `rules/${USUAL}`)).rejects.toThrow("name the policy as owner/repo:path@ref");
});

test("a submodule of which only GitHub says where it is on the base", async () => {
  const found = await withSubmodule();
  const sha = git(join(found.root, "rules"), "rev-parse", "HEAD^").trim();
  const elsewhere = { ...found, pull: { ...found.pull, base: "e".repeat(40) } };
  const rulesAt = async (commit: string): Promise<readonly string[]> => {
    const { url } = await startGitHub({
      contentOf: (_, path) => (path === "rules" ? { type: "submodule", sha: commit } : undefined),
      commitOf: (_, ref) => ref,
    });
    return [...(await read(elsewhere, { GITHUB_API_URL: url }, `rules/${USUAL}`)).rules.keys()];
  };
  expect(await rulesAt(sha)).toEqual(["tag"]);
  await expect(rulesAt("d".repeat(40))).rejects.toThrow("in the submodule rules at dddddddddddd;");
});

test("without git nobody says into which folder of the workspace the repository was put", async () => {
  const found = await checkout(undefined, { "src/ci/p.yml": LAX });
  await rm(join(found.root, ".git"), { recursive: true });
  const { url } = await startGitHub({
    contentOf: (_, path) => (path === "ci/p.yml" ? STRICT : undefined),
    commitOf: (_, ref) => ref,
  });
  expect([...(await read(found, { GITHUB_API_URL: url }, "src/ci/p.yml")).rules.keys()]).toEqual(["tag"]);
  const { source } = await read(found, { GITHUB_API_URL: url }, USUAL);
  expect(source?.from).toBe("first");
  // One at its usual place lies in the root, whatever another one there is called.
  const usual = await startGitHub({
    contentOf: (_, path) => (path === USUAL ? STRICT : undefined),
    commitOf: (_, ref) => ref,
  });
  expect((await read(found, { GITHUB_API_URL: usual.url })).source?.file).toBe(USUAL);
});
