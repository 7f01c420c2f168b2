/** Several folders of a monorepo in one step: one report each and one verdict, through the bundle as the runner starts it. */
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeLock } from "../../src/lock/write.ts";
import { issuesApi, runAudit } from "../audit/make.ts";
import { locked, lockOf } from "../lock/make.ts";
import { type ActionOptions, type ActionRun, runAction } from "../support/action.ts";
import { git } from "../support/git.ts";
import { runPullRequest } from "../support/pull-request.ts";
import { arrayOf, type JsonObject, objectOf, parseJson } from "../support/json.ts";
import { multiArch } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const policy = "version: 1\ninspector: none\nrules: { tag: error }\n";
const monorepo = {
  "wave-inspect.yml": policy,
  Dockerfile: "FROM quay.io/acme/root:latest\n",
  "pipelines/good/Dockerfile": "FROM quay.io/acme/good:1.0\n",
  "pipelines/bad/Dockerfile": "FROM quay.io/acme/bad:latest\n",
  "pipelines/bad/other/Dockerfile": "FROM quay.io/acme/shared:1.0\n",
  "pipelines/.hidden/Dockerfile": "FROM quay.io/acme/hidden:latest\n",
  "pipelines/README.md": "no pipeline\n",
  "docker/tool/Dockerfile": "FROM quay.io/acme/shared:1.0\n",
};

interface Checked {
  readonly workspace: string;
  readonly run: ActionRun;
  readonly json: () => Promise<JsonObject>;
}

async function check(
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = monorepo,
  options: Partial<ActionOptions> = {},
): Promise<Checked> {
  const workspace = await repositoryOf(files);
  const run = await runAction({ ...options, workspace, scratch: await scratch(), inputs });
  return { workspace, run, json: () => readJson(run.outputs["json-file"] ?? "") };
}

const readJson = async (path: string): Promise<JsonObject> => objectOf(parseJson(await readFile(path, "utf8")));
const foldersOf = (report: JsonObject): unknown[] => arrayOf(report["reports"]).map((one) => objectOf(one)["folder"]);
const errorsOf = ({ annotations }: ActionRun): string => annotations.map(({ message }) => message).join("\n");

describe("which folders", () => {
  test.each<[paths: string, folders: readonly string[]]>([
    ["pipelines/bad", ["pipelines/bad"]],
    ["./docker/tool/\n\n pipelines/good ", ["docker/tool", "pipelines/good"]],
    ["pipelines/*\ndocker", ["pipelines/bad", "pipelines/good", "docker"]],
    ["pipelines/{good,bad}\npipelines/bad", ["pipelines/bad", "pipelines/good"]],
    ["pipelines/*\n!pipelines/b*\ndocker/*", ["pipelines/good", "docker/tool"]],
    ["pipelines/.hidden", ["pipelines/.hidden"]],
    [".", ["."]],
  ])("%j", async (paths, folders) => {
    const { json } = await check({ paths, "json-file": "report.json" });
    expect(foldersOf(await json())).toEqual(folders);
  });

  test.each<[inputs: Readonly<Record<string, string>>, words: string]>([
    [{ paths: "a", path: "." }, "path: the input paths is given as well"],
    [{ paths: "pipelines/*\nnowhere" }, "paths: nowhere is not a directory of the workspace"],
    [{ paths: "pipelines/nothing*" }, 'paths: "pipelines/nothing*" matches no directory'],
    [{ paths: "pipelines/README.md" }, "paths: pipelines/README.md is not a directory"],
    [{ paths: "../x" }, "paths: ../x is outside the workspace"],
    [{ paths: "pipelines/*\n!pipelines/*" }, "paths: nothing is left of it"],
    [{ paths: "docker\ndocker/tool" }, 'paths: "docker/tool" lies in "docker", which is checked as well'],
    [{ paths: ".\ndocker" }, 'paths: "docker" lies in "."'],
    [{ paths: "{a,b}".repeat(12) }, "paths: these are more than 500 globs"],
  ])("%j is refused", async (inputs, words) => {
    const { run } = await check(inputs);
    expect(run.code).toBe(2);
    expect(errorsOf(run)).toContain(words);
  });

  test("a submodule that is not checked out is one that a glob takes, and no pass", async () => {
    const workspace = await repositoryOf({ ...monorepo, "pipelines/bad/Dockerfile": "FROM quay.io/acme/bad:1.0\n" });
    git(workspace, "init", "-q");
    git(workspace, "add", ".");
    const commit = "0123456789abcdef0123456789abcdef01234567";
    git(workspace, "update-index", "--add", "--cacheinfo", `160000,${commit},pipelines/sub`);
    await mkdir(join(workspace, "pipelines/sub"));
    const run = await runAction({ workspace, scratch: await scratch(), inputs: { paths: "pipelines/*" } });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("pipelines/sub: Fail: 1 error, 1 warning in 0 images");
    expect(run.stdout).toContain("This submodule is not checked out");
  });

  test("a folder whose name looks like a pattern is one of those that it matches, as in a shell", async () => {
    const { json } = await check(
      { paths: "a[b]", "json-file": "report.json" },
      { ...monorepo, "a[b]/Dockerfile": "FROM quay.io/acme/a:1\n", "ab/Dockerfile": "FROM quay.io/acme/b:1\n" },
    );
    expect(foldersOf(await json())).toEqual(["a[b]", "ab"]);
  });

  test("one that a pull request gives the name of the pattern hides no other", async () => {
    const change = {
      "docker/tool/Dockerfile": "FROM quay.io/acme/bad:latest\n",
      "docker/*/Dockerfile": "FROM quay.io/acme/a:1\n",
    };
    expect(await runPullRequest(monorepo, change, { inputs: { paths: "docker/*" } })).toMatchObject({ code: 1 });
  });
});

describe("one verdict", () => {
  const paths = "pipelines/*\ndocker/tool";

  test("is that of the worst, counts are sums, and files hold all", async () => {
    const files = { "json-file": "out/report.json", "sarif-file": "out/report.sarif", "html-file": "out/report.html" };
    const { run, json, workspace } = await check({ paths, ...files });
    expect(run.code).toBe(1);
    // shared:1.0 is to be judged in both folders that pull it.
    expect(run.outputs).toMatchObject({ verdict: "fail", errors: "1", images: "4", coverage: "1" });
    expect(run.annotations).toMatchObject([{ properties: { file: "pipelines/bad/Dockerfile", line: "1" } }]);
    expect(run.stdout).toMatch(
      /^pipelines\/bad: Fail: 1 error in 2 images.*\npipelines\/good: Pass: .*\ndocker\/tool: Pass: .*\nFail: 1 error in 4 images/mu,
    );

    const whole = await json();
    expect(whole).toMatchObject({ schemaVersion: 1, verdict: "fail", exitCode: 1, counts: { errors: 1, images: 4 } });
    expect(whole["reports"]).toMatchObject([
      { schemaVersion: 1, folder: "pipelines/bad", verdict: "fail", exitCode: 1, counts: { errors: 1, images: 2 } },
      { schemaVersion: 1, folder: "pipelines/good", verdict: "pass", exitCode: 0, counts: { errors: 0, images: 1 } },
      { schemaVersion: 1, folder: "docker/tool", verdict: "pass", counts: { images: 1 } },
    ]);
    const sarif = await readJson(join(workspace, "out/report.sarif"));
    const runs = arrayOf(sarif["runs"]);
    expect(runs).toMatchObject([
      {
        automationDetails: { id: "wave-inspect/" },
        results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: "pipelines/bad/Dockerfile" } } }] }],
        properties: {
          verdict: "fail",
          folders: [{ folder: "pipelines/bad", verdict: "fail" }, { verdict: "pass" }, { verdict: "pass" }],
        },
      },
    ]);
    const page = await readFile(join(workspace, "out/report.html"), "utf8");
    expect(page).toContain("pipelines/bad: Fail: 1 error in 2 images");
    expect(page).toContain("quay.io/acme/good:1.0");
  });

  test("the summary has a section each, the worst first and open", async () => {
    const { summary } = (await check({ paths })).run;
    expect(summary).toMatch(/^# ❌ Container images of 3 folders\n/u);
    const sections = [...summary.matchAll(/<details( open)?><summary>\S+ <code>([^<]+)<\/code>/gu)];
    expect(sections.map(([, open, folder]) => [folder, open !== undefined])).toEqual(
      [
        ["pipelines&#47;bad", true],
        ["pipelines&#47;good", false],
        ["docker&#47;tool", false],
      ].map(([folder, open]) => [String(folder).replaceAll("&#47;", "/"), open]),
    );
    expect(summary).toContain("| ❌ | <code>pipelines/bad</code> | 1 | 0 | 0 | 0 | 2 | 100 % |");
  });

  test("is undecided where one is, and a violation outweighs it", async () => {
    const open = "ARG TOOL\nFROM $TOOL\n";
    const files = { ...monorepo, "pipelines/open/Dockerfile": open };
    const undecided = (await check({ paths: "pipelines/{good,open}" }, files)).run;
    expect({ code: undecided.code, verdict: undecided.outputs["verdict"] }).toEqual({ code: 0, verdict: "undecided" });
    expect((await check({ paths: "pipelines/{open,bad}" }, files)).run.outputs["verdict"]).toBe("fail");
    const down = { paths: "pipelines/{good,bad}", inspector: "registry", "fail-on": "notice" };
    const strict = {
      ...files,
      "wave-inspect.yml": "version: 1\nrules: { exists: error, tag: off }\n",
      "pipelines/good/Dockerfile": "FROM localhost:9/a/b:1\n",
    };
    expect((await check({ ...down, paths: "pipelines/good" }, strict)).run.code).toBe(3);
  });

  test("what is said of the one policy is said once", async () => {
    const change = { "wave-inspect.yml": policy.replace("tag: error", "tag: off") };
    const run = await runPullRequest(monorepo, change, { inputs: { paths: "pipelines/good\ndocker/tool" } });
    expect(run.annotations.filter(({ properties }) => properties["file"] === "wave-inspect.yml")).toHaveLength(1);
    expect(run.outputs).toMatchObject({ errors: "0", warnings: "1", notices: "0" });
  });

  test("ten annotations a level are for all folders", async () => {
    const many = Object.fromEntries(
      ["a", "b", "c"].flatMap((folder) =>
        Array.from({ length: 8 }, (_, index) => [
          `${folder}/${index}/Dockerfile`,
          `FROM quay.io/acme/${folder}${index}:latest\n`,
        ]),
      ),
    );
    const { run } = await check({ paths: "a\nb\nc" }, { "wave-inspect.yml": policy, ...many });
    expect(run.annotations).toHaveLength(10);
    expect(run.outputs["errors"]).toBe("24");
  });
});

describe("what each folder has of its own", () => {
  test("only: changed counts what the change causes in each", async () => {
    const change = { "docker/tool/Dockerfile": "FROM quay.io/acme/shared:latest\n" };
    const inputs = { paths: "pipelines/*\ndocker/*", only: "changed" };
    const run = await runPullRequest(monorepo, change, { depth: 2, inputs });
    expect({ code: run.code, errors: run.outputs["errors"], known: run.outputs["known"] }).toEqual({
      code: 1,
      errors: "1",
      known: "1",
    });
    expect(run.stdout).toContain("1 finding was there before");
    expect(run.annotations).toMatchObject([{ properties: { file: "docker/tool/Dockerfile" } }]);
  });

  test("its lock, its evidence, its part of an audit; and what two pull is asked for once", async () => {
    const registry = await startRegistry({});
    onTestFinished(() => registry.close());
    const digest = registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
    const tool = `${registry.host}/acme/tool:1.0`;
    const moved = `sha256:${"0".repeat(64)}`;
    const lockWith = (is: string): string => writeLock(lockOf({ [tool]: locked({ digest: is }) }));
    const root = await repositoryOf({
      "wave-inspect.yml": "version: 1\nrules: { exists: error }\n",
      "a/Dockerfile": `FROM ${tool}\n`,
      "a/containers.lock": lockWith(digest),
      "b/Dockerfile": `FROM ${tool}\n`,
      "b/containers.lock": lockWith(moved),
      "c/Dockerfile": `FROM ${tool}\n`,
    });
    const api = await issuesApi();
    const inputs = { paths: "a\nb\nc", "insecure-registries": registry.host, evidence: "kept" };
    const run = await runAudit(root, api.url, { inputs, env: { SOURCE_DATE_EPOCH: "1764500000" } });
    expect(run.annotations.filter(({ name }) => name === "error")).toMatchObject([
      { properties: { file: "b/Dockerfile", title: "wave-inspect: locked" } },
    ]);
    expect([run.code, run.outputs["verdict"], run.outputs["errors"]]).toEqual([1, "fail", "1"]);
    const manifests = registry.requests.filter(({ reference }) => reference === "1.0");
    expect(manifests.length).toBeLessThanOrEqual(1);

    expect(run.outputs["audit-dir"]).toBe(join(root, "wave-inspect-audit"));
    expect(run.outputs["evidence"]).toBe(join(root, "kept"));
    for (const folder of ["a", "b", "c"]) {
      expect((await readdir(join(root, "wave-inspect-audit", folder))).sort()).toEqual(AUDIT);
      expect(await readdir(join(root, "kept", folder))).toContain("containers.lock");
      const report = await readJson(join(root, "wave-inspect-audit", folder, "report.json"));
      expect(report).toMatchObject({ schemaVersion: 1, folder, verdict: folder === "b" ? "fail" : "pass" });
    }
    // An issue each, told apart by the folder; where all is well there is none.
    expect(api.issues.map(({ title }) => title)).toEqual(["Container images: audit of images / images, b"]);
    expect(run.outputs["issue"]).toBe("1");
  });
});

const AUDIT = ["containers.lock", "report.html", "report.json", "report.md", "report.sarif"];

test("a policy that lies in one of the folders is told not to hold", async () => {
  const files = { ...monorepo, "pipelines/bad/wave-inspect.yml": "version: 1\nrules: { tag: off }\n" };
  const { run } = await check({ path: "pipelines/bad" }, files);
  expect(run.annotations).toContainEqual(
    expect.objectContaining({
      name: "notice",
      message: expect.stringContaining("pipelines/bad/wave-inspect.yml does not hold"),
    }),
  );
  expect(run.code).toBe(1);
});
