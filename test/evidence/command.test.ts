/** `evidence` in the process of the test: what it writes, says and exits with, and where its time comes from. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import { evidence } from "../../src/cli/evidence.ts";
import { lock } from "../../src/cli/lock.ts";
import { originAt } from "../../src/evidence/origin.ts";
import { remoteOf } from "../../src/record/remote.ts";
import type { World } from "../../src/world.ts";
import { cli } from "../support/cli.ts";
import { git, gitReading } from "../support/git.ts";
import { image, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { bomFaults, containersOf, statementFaults, trsFaults } from "./validators.ts";
import { testWorld } from "../support/world.ts";

/** The time of the commit, and of nothing else. */
const SECONDS = 1_764_547_200;
const COMMITTED = "2025-12-01T00:00:00Z";

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry({});
  registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
});
afterAll(() => registry.close());

type Command = (args: readonly string[], world: World) => Promise<unknown>;

async function run(command: Command, root: string, args: readonly string[] = [], env = {}, cancelled?: string) {
  const cancellation = new Cancellation();
  if (cancelled !== undefined) setImmediate(() => cancellation.cancel(cancelled));
  const stand = ["--inspector", "registry", "--insecure-registry", registry.host];
  // Another time in each run.
  const { world, printed } = testWorld({ env, now: () => new Date(), cancellable: () => cancellation });
  const outcome = await command([root, ...stand, ...args], world);
  return { outcome, out: printed.out, err: printed.err };
}

/** A pipeline with a Dockerfile, committed at a time of its own. */
async function pipeline(policy = "rules: { pin: off }\n", files: Readonly<Record<string, string>> = {}) {
  const root = await repositoryOf({
    "main.nf": `process TOOL {\n  container '${registry.host}/acme/tool:1.0'\n  script: 'true'\n}\nworkflow { TOOL() }\n`,
    "nextflow.config": "docker.enabled = true\n",
    Dockerfile: `FROM ${registry.host}/acme/tool:1.0\n`,
    "wave-inspect.yml": `version: 1\n${policy}`,
    ...files,
  });
  git(root, "init", "-q");
  git(root, "remote", "add", "origin", "https://TOKEN@github.com/Acme/Pipeline.git");
  commit(root);
  return root;
}

/** The way of `git commit`, which takes its time from variables that `git` here does not hand on. */
function commit(root: string): void {
  git(root, "add", "-A");
  const who = `T <t@example.com> ${SECONDS} +0200`;
  const text = `tree ${git(root, "write-tree").trim()}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
  const id = gitReading(text, root, "hash-object", "-t", "commit", "-w", "--stdin").trim();
  git(root, "update-ref", "HEAD", id);
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.sort().map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}

describe("evidence", () => {
  test("writes every document, valid and of the time of the commit, and the same bytes in every run", async () => {
    const root = await pipeline();
    const [first, second] = [await scratch(), await scratch()];
    const { outcome, out, err } = await run(evidence, root, ["--out", first]);
    expect({ outcome, err }).toEqual({ outcome: "pass", err: "" });
    expect(out).toContain(`${first}: PASSED, 1 image in the lock.\n  containers.lock\n`);
    await run(evidence, root, ["--out", second], { LANG: "C", TZ: "Asia/Kathmandu" });
    const files = await filesOf(first);
    expect(await filesOf(second)).toEqual(files);
    expect(Object.keys(files)).toEqual([
      "approval.checksums.txt",
      "approval.intoto.json",
      "approval.predicate.json",
      "bom.cdx.json",
      "containers.lock",
      "ro-crate-metadata.json",
      "summary.intoto.json",
      "summary.predicate.json",
      "trs-images.json",
    ]);
    expect(bomFaults(files["bom.cdx.json"] ?? "")).toEqual([]);
    expect(trsFaults(files["trs-images.json"] ?? "")).toEqual([]);
    for (const name of ["summary", "approval"]) expect(statementFaults(files[`${name}.intoto.json`] ?? "")).toEqual([]);
    const platforms = containersOf(files["ro-crate-metadata.json"] ?? "").map((row) => row["container_arch"]);
    expect(new Set(platforms)).toEqual(new Set(["amd64", "arm64"]));
    expect(files["containers.lock"]).toContain(`"firstSeen": "${COMMITTED}"`);
    // Of nobody's login, and of no folder of this machine.
    expect(Object.values(files).join("")).not.toMatch(new RegExp(`TOKEN|${root}|${first}`));
    expect(files["summary.predicate.json"]).toContain(
      `pkg:github/acme/pipeline@${git(root, "rev-parse", "HEAD").trim()}#containers.lock`,
    );
  });

  test("of the shipped program is the same bytes, twice", async () => {
    const root = await pipeline();
    const env = { DOCKER_CONFIG: await scratch() };
    const args = ["evidence", ".", "--inspector", "registry", "--insecure-registry", registry.host];
    const shipped = await cli(args, { cwd: root, env });
    expect(shipped).toEqual({
      code: 0,
      err: "",
      out: expect.stringContaining("wave-inspect-evidence: PASSED, 1 image in the lock."),
    });
    const files = await filesOf(join(root, "wave-inspect-evidence"));
    expect(await cli(args, { cwd: root, env })).toEqual(shipped);
    expect(await filesOf(join(root, "wave-inspect-evidence"))).toEqual(files);
    const here = await scratch();
    await run(evidence, root, ["--out", here]);
    expect(await filesOf(here)).toEqual(files);
  });

  test("has the repository's own lock, byte for byte, where nothing moved", async () => {
    const root = await pipeline();
    await run(lock, root);
    commit(root);
    const folder = await scratch();
    await run(evidence, root, ["--out", folder]);
    expect((await filesOf(folder))["containers.lock"]).toBe(await readFile(join(root, "containers.lock"), "utf8"));
  });

  test("is written where the check fails: the lock says what is now, and no approval of before is left", async () => {
    const root = await pipeline();
    registry.push("acme/moving", "1.0", image());
    const old = multiArch(["linux/amd64"]);
    registry.push("acme/moving", "1.0", old);
    await writeFile(join(root, "Dockerfile"), `FROM ${registry.host}/acme/moving:1.0\n`);
    await run(lock, root);
    const folder = await scratch();
    expect(await run(evidence, root, ["--out", folder])).toMatchObject({ outcome: "pass" });
    await writeFile(join(folder, "approval-2.intoto.json"), "{}");
    await writeFile(join(folder, "mine.txt"), "");
    const now = registry.push("acme/moving", "1.0", image());
    const failed = await run(evidence, root, ["--out", folder]);
    expect(failed.outcome).toBe("fail");
    expect(failed.out).toContain("FAILED, 2 images in the lock.");
    const files = await filesOf(folder);
    expect(Object.keys(files).filter((name) => /approval|mine/.test(name))).toEqual(["mine.txt"]);
    expect(files["containers.lock"]).toContain(now);
    expect(JSON.parse(files["summary.predicate.json"] ?? "")).toMatchObject({ verificationResult: "FAILED" });
  });

  test("asks for all anew: a lock that a change wrote says nothing of what an image has", async () => {
    const root = await pipeline();
    await run(lock, root);
    const before = registry.requests.length;
    await run(evidence, root, ["--out", await scratch()]);
    const asked = registry.requests.slice(before).map(({ kind }) => kind);
    expect(asked.filter((kind) => kind === "blob")).not.toEqual([]);
  });

  test("says of how many images nobody said what they are", async () => {
    const root = await pipeline("rules: { pin: off, exists: warning }\n", {
      "b/Dockerfile": `FROM ${registry.host}/acme/none:1\n`,
    });
    const folder = await scratch();
    const { out } = await run(evidence, root, ["--out", folder]);
    expect(out).toContain("1 image in the lock, 1 of which nobody said what they are.");
    expect((await filesOf(folder))["trs-images.json"]).toContain("acme/none:1");
  });

  test("adds the containers to a copy of the repository's crate, which stays as it is", async () => {
    const crate = {
      "@context": "https://w3id.org/ro/crate/1.1/context",
      "@graph": [
        { "@id": "ro-crate-metadata.json", about: { "@id": "./" } },
        { "@id": "./", name: "mine" },
      ],
    };
    const written = JSON.stringify(crate);
    const root = await pipeline(undefined, { "ro-crate-metadata.json": written });
    const folder = await scratch();
    await run(evidence, root, ["--out", folder]);
    expect(JSON.parse((await filesOf(folder))["ro-crate-metadata.json"] ?? "")).toMatchObject({
      "@graph": [{}, { name: "mine" }, {}, {}],
    });
    expect(await readFile(join(root, "ro-crate-metadata.json"), "utf8")).toBe(written);
  });

  test.each([
    ["{", /ro-crate-metadata.json: the containers cannot be added to this crate: it is no JSON/],
    ["\0", /ro-crate-metadata.json is binary|ro-crate-metadata.json .*: the containers cannot be added/],
  ])("stops before the run at a crate that is none: %j", async (text, words) => {
    const root = await pipeline(undefined, { "ro-crate-metadata.json": text });
    const before = registry.requests.length;
    await expect(run(evidence, root)).rejects.toThrow(words);
    expect(registry.requests).toHaveLength(before);
  });

  test("writes nothing where nobody is asked, where the run is ended, and where it cannot", async () => {
    const root = await pipeline();
    const folder = join(await scratch(), "new");
    await expect(run(evidence, root, ["--inspector", "none", "--out", folder])).rejects.toThrow(
      /give --inspector wave or registry/,
    );
    const ended = await run(evidence, root, ["--out", folder], {}, "SIGINT");
    expect(ended).toMatchObject({ outcome: "undecided", out: "", err: expect.stringContaining("as it was") });
    await expect(readdir(folder)).rejects.toThrow(/ENOENT/);
    expect((await run(evidence, root, [], {}, "SIGINT")).err).toContain("wave-inspect-evidence is as it was");
    await writeFile(folder, "");
    await expect(run(evidence, root, ["--out", folder])).rejects.toThrow(/the evidence could not be written/);
  });
});

describe("its time and place", () => {
  const HEAD = /^[0-9a-f]{40}$/;

  test("are those of the commit, of a folder in the repository too, in a linked work tree and packed", async () => {
    const root = await pipeline(undefined, { "sub/main.nf": "" });
    const own = { repository: { host: "github.com", path: "Acme/Pipeline" }, when: COMMITTED, isGiven: false };
    expect(originAt(root, {})).toEqual({ ...own, commit: expect.stringMatching(HEAD), folder: "" });
    const linked = join(await scratch(), "linked");
    git(root, "worktree", "add", "-q", "--detach", linked);
    git(root, "gc", "-q", "--prune=now");
    expect(originAt(join(linked, "sub"), {})).toMatchObject({ ...own, folder: "sub" });
  });

  test("are SOURCE_DATE_EPOCH and what GitHub says, where there is no git", async () => {
    const root = await scratch();
    const env = { SOURCE_DATE_EPOCH: "0", GITHUB_REPOSITORY: "acme/demo", GITHUB_SHA: "0".repeat(40) };
    const origin = { commit: "0".repeat(40), folder: "", when: "1970-01-01T00:00:00Z", isGiven: true };
    expect(originAt(root, env)).toEqual({ ...origin, repository: { host: "github.com", path: "acme/demo" } });
    expect(originAt(root, { ...env, GITHUB_SERVER_URL: "https://git.acme.org:8443" }).repository?.host).toBe(
      "git.acme.org:8443",
    );
    expect(originAt(root, { SOURCE_DATE_EPOCH: "1" })).toEqual({
      ...origin,
      repository: undefined,
      commit: undefined,
      when: "1970-01-01T00:00:01Z",
    });
  });

  test("must be known", async () => {
    const root = await scratch();
    expect(() => originAt(root, {})).toThrow(/run in a checkout, or set SOURCE_DATE_EPOCH/);
    git(root, "init", "-q");
    expect(() => originAt(root, { SOURCE_DATE_EPOCH: "" })).toThrow(/no commit here/);
    for (const text of ["soon", "-1", "999999999999", "1.5"])
      expect(() => originAt(root, { SOURCE_DATE_EPOCH: text })).toThrow(/write seconds since 1970/);
  });

  test.each([
    ["https://x:y@github.com/a/b.git", "github.com a/b"],
    ["git@github.com:a/b.git", "github.com a/b"],
    ["ssh://git@git.acme.org:2222/g/a/b/", "git.acme.org:2222 g/a/b"],
    ["https://GitHub.com/a/b?token=x#y", "github.com a/b"],
    ["ssh://git@ssh.github.com:443/a/b.git", "github.com a/b"],
    ["git+ssh://git@git.acme.org/a/b", "git.acme.org a/b"],
    ["/srv/git/b.git", undefined],
    ["../b", undefined],
    ["C:\\b", undefined],
    ["C:/b", undefined],
    ["file:///srv/b", undefined],
    ["https://github.com/", undefined],
    ["https://a b/c", undefined],
    ["", undefined],
  ])("are told from where the repository was cloned from: %j", (url, expected) => {
    const found = remoteOf(url);
    expect(found && `${found.host} ${found.path}`).toBe(expected);
  });
});
