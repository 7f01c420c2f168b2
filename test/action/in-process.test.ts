/** The step and the commands with a world of the test's own: time, environment, output, and GitHub's API on loopback. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { baseline } from "../../src/cli/baseline.ts";
import { check } from "../../src/cli/check.ts";
import { explain } from "../../src/cli/explain.ts";
import { inspect } from "../../src/cli/inspect.ts";
import { name } from "../../src/cli/name.ts";
import { policy } from "../../src/cli/policy.ts";
import { scan } from "../../src/cli/scan.ts";
import { ConfigurationError } from "../../src/errors.ts";
import { runAction } from "../../src/action/step.ts";
import { Redactor } from "../../src/text/redactor.ts";
import type { World } from "../../src/world.ts";
import { git } from "../support/git.ts";
import { fileCommands } from "../support/commands.ts";
import { startExample } from "../support/example.ts";
import { type FakeGitHub, startGitHub } from "../support/github.ts";
import { objectOf, parseJson } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import type { Outcome } from "../../src/exit-code.ts";

const noon = new Date("2026-11-24T12:00:00Z");
const floating = {
  Dockerfile: "FROM quay.io/acme/tool:latest\n",
  "wave-inspect.yml": "version: 1\nrules: { tag: error }\n",
};

interface Recorded extends World {
  readonly printed: () => string;
  readonly complained: () => string;
}

function world(env: Readonly<Record<string, string>> = {}, input = ""): Recorded {
  const out: string[] = [];
  const err: string[] = [];
  return {
    env,
    now: () => noon,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    input: () => Promise.resolve(input),
    color: false,
    redactor: new Redactor(),
    printed: () => out.join(""),
    complained: () => err.join(""),
  };
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

async function step(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly printed: string; readonly outputs: Record<string, string> }> {
  for (const [input, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${input.toUpperCase()}`, value);
  const outputFile = { GITHUB_OUTPUT: process.env["GITHUB_OUTPUT"] ?? "" };
  const own = world({ GITHUB_WORKSPACE: await repositoryOf(files), ...outputFile, ...env });
  const code = await runAction(own);
  const outputs = fileCommands(await readFile(process.env["GITHUB_OUTPUT"] ?? "", "utf8"));
  return { code, printed: own.printed(), outputs };
}

describe("the step", () => {
  beforeEach(async () => {
    const output = join(await scratch(), "output");
    await writeFile(output, "");
    vi.stubEnv("GITHUB_OUTPUT", output);
  });
  afterEach(() => vi.unstubAllEnvs());

  test("says the time of its start and the copy of the action that ran", async () => {
    const summary = join(await scratch(), "summary.md");
    const env = {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ACTION_REPOSITORY: "acme/wave-inspect-action",
      GITHUB_ACTION_REF: "v1.2.3",
    };
    const { code, outputs } = await step(floating, { inspector: "none" }, env);
    expect({ code, outputs }).toMatchObject({ code: 1, outputs: { verdict: "fail", errors: "1" } });
    const text = await readFile(summary, "utf8");
    expect(text).toContain("https://github.com/acme/wave-inspect-action/blob/v1.2.3/docs/rules/tag.md");
    expect(text).toMatch(/2026-11-24 12\S+ UTC/u);
  });

  test("checks below a path, asks the registries that it may, and writes its reports", async () => {
    const example = await startExample();
    onTestFinished(() => example.close());
    const workspace = await repositoryOf({ "other/Dockerfile": "FROM quay.io/acme/other:latest\n" });
    await example.copyPipeline(join(workspace, "pipeline"));
    const { inspector = "", "insecure-registries": registries = "" } = example.straight;
    const inputs = {
      inspector,
      "insecure-registries": registries,
      path: "pipeline",
      policy: "pipeline/.github/wave-inspect.yml",
      "json-file": "reports/images.json",
      "sarif-file": "reports/images.sarif",
      "html-file": "reports/images.html",
      "seqera-access-token": "token-of-seqera",
      "seqera-workspace-id": "17",
      "fail-on": "error",
      summary: "false",
      cache: "false",
    };
    for (const [input, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${input.toUpperCase()}`, value);
    const own = world({ GITHUB_WORKSPACE: workspace, DOCKER_CONFIG: await example.dockerConfig(await scratch()) });
    expect(await runAction(own)).toBe(1);
    expect(own.printed()).toContain("file=pipeline/modules/nf-core/multiqc/main.nf");
    expect(own.printed()).not.toContain("other/Dockerfile");
    expect(JSON.parse(await readFile(join(workspace, "reports/images.json"), "utf8"))).toMatchObject({
      verdict: "fail",
    });
    expect(JSON.parse(await readFile(join(workspace, "reports/images.sarif"), "utf8"))).toMatchObject({
      version: "2.1.0",
    });
  });

  test("its report names repository and commit, and counts images as its coverage does", async () => {
    const files = { Dockerfile: "ARG TOOL\nFROM $TOOL AS a\nFROM quay.io/acme/tool:1\nCOPY --from=a /a /b\n" };
    const inputs = { inspector: "none", "json-file": "report.json" };
    const env = { GITHUB_REPOSITORY: "acme/demo", GITHUB_SHA: "0a1b2c3d" };
    const { code, outputs } = await step(files, inputs, env);
    // Without a value for TOOL BuildKit stops, and warns only (InvalidDefaultArgInFrom) where --build-arg may give one.
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: { images: "2", verdict: "undecided" } });
    expect(JSON.parse(await readFile(outputs["json-file"] ?? "", "utf8"))).toMatchObject({
      repository: "acme/demo",
      commit: "0a1b2c3d",
      counts: { images: 2 },
      coverage: { images: 2 },
    });
  });

  test("a report that cannot be written is told, and changes nothing", async () => {
    const inputs = { inspector: "none", "json-file": "Dockerfile/a.json", "sarif-file": "Dockerfile/a.sarif" };
    const { code, printed, outputs } = await step(floating, inputs);
    expect({ code, outputs }).toMatchObject({
      code: 1,
      outputs: { verdict: "fail", "json-file": "", "sarif-file": "" },
    });
    expect(printed.match(/could not be written/gu)).toHaveLength(2);
  });

  test("all inputs that are wrong are told, each in a line of its own", async () => {
    const inputs = { inspector: "x", platform: "a,b", "seqera-workspace-id": "x", cache: "x", summary: "x" };
    const { code, printed } = await step(floating, inputs);
    expect(code).toBe(2);
    expect(printed.match(/^::error/gmu)).toHaveLength(5);
  });

  test.each([
    [{ path: "nowhere" }, /path: nowhere/u],
    [{ path: "Dockerfile" }, /path: Dockerfile/u],
    [{ path: "../x" }, /outside the workspace/u],
    [{ policy: "/etc/hosts" }, /outside the workspace/u],
  ])("%j is refused", async (inputs, words) => {
    const { code, printed } = await step(floating, inputs);
    expect(code).toBe(2);
    expect(printed).toMatch(words);
  });

  test("a summary that cannot be written is told, and changes nothing", async () => {
    const { code, printed } = await step(floating, { inspector: "none" }, { GITHUB_STEP_SUMMARY: await scratch() });
    expect(code).toBe(1);
    expect(printed).toContain("Warning: the job summary could not be written");
  });

  test("what the inspection has to say stands under one heading, which is closed", async () => {
    // A folder is no file of logins.
    const env = { NODE_EXTRA_CA_CERTS: "/nowhere/ca.pem", REGISTRY_AUTH_FILE: "/" };
    const files = { Dockerfile: "FROM localhost:9/acme/a:1\nFROM localhost:9/acme/b:1\n" };
    const { code, printed } = await step(
      files,
      { inspector: "registry", "insecure-registries": "localhost:9", "fail-on": "never" },
      env,
    );
    expect(code).toBe(0);
    expect(printed).toMatch(/^::group::Inspection\n.*REGISTRY_AUTH_FILE.*\n.*NODE_EXTRA_CA_CERTS.*\n::endgroup::$/mu);
    expect(printed.match(/^::group::/gmu)).toHaveLength(1);
  });

  test("a fault of ours is said to be one, with its trace and exit code 2", async () => {
    vi.stubEnv("INPUT_INSPECTOR", "none");
    const broken = {
      ...world({ GITHUB_WORKSPACE: await repositoryOf(floating) }),
      now: () => {
        throw new TypeError("the clock ##[error]stands still");
      },
    };
    const out: string[] = [];
    expect(await runAction({ ...broken, out: (text) => void out.push(text) })).toBe(2);
    expect(out.join("")).toMatch(/^::error::internal error, please report it: https:\/\/\S+\/issues%0ATypeError/u);
    expect(out.join("")).not.toContain("##[error]");
  });

  describe("a policy of another repository", () => {
    const extending = { ...floating, "wave-inspect.yml": 'version: 1\nextends: "acme/governance:policies/a.yml@v3"\n' };

    const commit = "0123456789abcdef0123456789abcdef01234567";

    test("is read at the commit that its ref names, with the token", async () => {
      const text = "version: 1\nrules: { tag: warning }\n";
      const { url, asked } = await startGitHub({ commitOf: () => commit, contentOf: () => text });
      const inputs = { inspector: "none", "github-token": "token-of-the-run" };
      const { code, outputs, printed } = await step(extending, inputs, { GITHUB_API_URL: url });
      expect({ code, outputs }).toMatchObject({ code: 0, outputs: { warnings: "1" } });
      expect(printed).not.toContain("::error");
      expect(asked.map(({ path }) => path)).toEqual([
        "/repos/acme/governance/commits/v3",
        `/repos/acme/governance/contents/policies/a.yml?ref=${commit}`,
      ]);
      expect(asked.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill("token token-of-the-run"));
    });

    test.each<[string, FakeGitHub, RegExp]>([
      ["no such repository or ref", {}, /does not show acme\/governance.*\(404\)/u],
      ["no such file", { commitOf: () => commit }, /does not show acme\/governance:policies\/a\.yml@v3 .*\(404\)/u],
      ["no valid token", { refusal: { status: 401 } }, /does not show acme\/governance.*\(401\)/u],
      ["a token that may not", { refusal: { status: 403 } }, /does not show acme\/governance.*\(403\)/u],
      ["no such ref", { refusal: { status: 422 } }, /There is no such commit, branch or tag: acme\/governance/u],
      ["a fault", { refusal: { status: 500 } }, /could not be read from GitHub \(500\)/u],
      ["an answer that is no commit", { commitOf: () => "<html>" }, /it names no commit/u],
      ["a directory", { commitOf: () => commit, contentOf: () => [] }, /is a directory/u],
      ["a binary file", { commitOf: () => commit, contentOf: () => Buffer.alloc(99) }, /a policy is a text file/u],
      [
        "the rate limit",
        { refusal: { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1796040000" } } },
        /rate limit of GitHub for this token is used up until 2026-11-30 \d\d:\d\d UTC \(403\)/u,
      ],
      [
        "the second rate limit",
        {
          refusal: {
            status: 429,
            headers: { "retry-after": "60", "x-ratelimit-remaining": "4999", "x-ratelimit-reset": "1796040000" },
          },
        },
        /rate limit of GitHub for this token is used up for 60 seconds \(429\)/u,
      ],
      [
        "the second rate limit without headers",
        { refusal: { status: 403, message: "You have exceeded a secondary rate limit." } },
        /rate limit of GitHub for this token is used up \(403\)/u,
      ],
      [
        "a token without single sign-on",
        { refusal: { status: 403, message: "Resource protected by organization SAML enforcement." } },
        /to this token \(403\)\..* GitHub says: "Resource protected by organization SAML enforcement\."/u,
      ],
      ["a submodule", { commitOf: () => commit, contentOf: () => ({ type: "submodule" }) }, /is a submodule; name/u],
      ["a link", { commitOf: () => commit, contentOf: () => ({ target: "../x" }) }, /is a link that leads to no file/u],
      [
        "a file beyond 100 MB",
        { commitOf: () => commit, contentOf: () => ({ type: "file", encoding: "none", content: "" }) },
        /is no file of at most 100 MB/u,
      ],
    ])("%s is told in words", async (_, github, words) => {
      const { url } = await startGitHub(github);
      const { code, printed } = await step(extending, { "github-token": "ghs_1" }, { GITHUB_API_URL: url });
      expect(code).toBe(2);
      expect(printed).toMatch(words);
    });

    test("is read on GitHub Enterprise Server, at a ref with slashes", async () => {
      const text = "version: 1\nrules: { tag: warning }\n";
      const { url, asked } = await startGitHub({ commitOf: () => commit, contentOf: () => text, prefix: "/api/v3" });
      const inputs = { inspector: "none", "github-token": "t", policy: "acme/governance:policies/a.yml@release/1.x" };
      const env = { GITHUB_API_URL: `${url}/api/v3`, GITHUB_SERVER_URL: "https://ghe.example" };
      expect(await step(floating, inputs, env)).toMatchObject({ code: 0, outputs: { warnings: "1" } });
      expect(asked.map(({ path }) => path)).toEqual([
        "/api/v3/repos/acme/governance/commits/release/1.x",
        `/api/v3/repos/acme/governance/contents/policies/a.yml?ref=${commit}`,
      ]);
    });

    test("a branch that has the name of a commit is not that commit", async () => {
      const { url } = await startGitHub({ commitOf: () => "f".repeat(40), contentOf: () => "version: 1\n" });
      const policy = `acme/governance:a.yml@${commit}`;
      const { code, printed } = await step(floating, { "github-token": "t", policy }, { GITHUB_API_URL: url });
      expect(code).toBe(2);
      expect(printed).toContain(`is another commit (${"f".repeat(40)})`);
    });

    test("is named by the input, too, and a folder of the checkout that is called like it does not count", async () => {
      const policy = "acme/governance:policies/a.yml@v3";
      const { url } = await startGitHub({
        commitOf: () => commit,
        contentOf: (_, path) =>
          path === "policies/a.yml" ? "version: 1\nextends: b.yml\n" : "version: 1\nrules: { tag: error }\n",
      });
      const inputs = { inspector: "none", "github-token": "t", policy, "json-file": "report.json" };
      const workspace = await repositoryOf({ ...floating, [policy]: "version: 1\nrules: {}\n" });
      const env = { GITHUB_API_URL: url, GITHUB_WORKSPACE: workspace };
      expect(await step(floating, inputs, env)).toMatchObject({ code: 1, outputs: { errors: "1" } });
      const report = objectOf(parseJson(await readFile(join(workspace, "report.json"), "utf8")));
      expect(report["policy"]).toMatchObject({
        file: policy,
        files: [
          { file: policy, commit, sha256: hash("version: 1\nextends: b.yml\n") },
          { file: "acme/governance:policies/b.yml@v3", commit, sha256: hash("version: 1\nrules: { tag: error }\n") },
        ],
      });
    });

    test("a server that does not answer is told in words", async () => {
      const { code, printed } = await step(
        extending,
        { "github-token": "t" },
        { GITHUB_API_URL: "http://127.0.0.1:9" },
      );
      expect(code).toBe(2);
      expect(printed).toMatch(/could not be read from GitHub \(HttpError: .+\); try again\./u);
      expect(printed).not.toContain("500");
    });

    test("needs a token", async () => {
      const { code, printed } = await step(extending, {}, {});
      expect(code).toBe(2);
      expect(printed).toContain("give a token");
    });
  });
});

describe("commands", () => {
  test("check prints each format, once, and its exit code follows the findings", async () => {
    const root = await repositoryOf(floating);
    const begins: Readonly<Record<string, RegExp>> = {
      text: /^1 image: 1 judged by name; 1 file\.\n\nerror\[tag\]: [^\n]+\n --> Dockerfile:1:6\n/u,
      json: /^\{\n {2}"schemaVersion": 1,/u,
      sarif: /"version":\s*"2\.1\.0"/u,
      github: /^1 image: 1 judged by name; 1 file\.\n::error /u,
      gitlab: /^\[\n {2}\{\n {4}"description": "tag: /u,
      junit: /^<\?xml /u,
      markdown: /^## /u,
      html: /^<!doctype html>/iu,
    };
    for (const [format, beginning] of Object.entries(begins)) {
      const own = world();
      expect(await check([root, "--inspector", "none", "--format", format], own)).toBe("fail");
      expect(own.printed()).toMatch(beginning);
      expect(own.complained()).toBe("");
    }
  });

  test("check writes further reports of the same run into files, each as it would print it", async () => {
    const root = await repositoryOf(floating);
    const args = [root, "--inspector", "none"];
    const folder = await scratch();
    const files = { gitlab: join(folder, "quality.json"), junit: join(folder, "a=b.xml"), text: join(folder, "log") };
    git(root, "init");
    git(root, "add", ".");
    git(root, "commit", "-m", "a commit that reports name");
    const own = world();
    const typed = Object.entries(files).flatMap(([format, file]) => ["--report", `${format}=${file}`]);
    expect(await check([...args, ...typed], own)).toBe("fail");
    expect(own.printed()).toMatch(/^1 image: /u);
    await check([...args, "--report", `json=${join(folder, "report.json")}`], world());
    for (const [format, file] of Object.entries({ ...files, json: join(folder, "report.json") })) {
      const alone = world();
      await check([...args, "--format", format], alone);
      expect(await readFile(file, "utf8")).toBe(alone.printed());
    }
    const twice = ["--report", "junit=a", "--report", "json=./a"];
    await expect(check([...args, ...twice], world())).rejects.toThrow("--report: two reports would be in ./a.");
    await expect(check([...args, "--report", "junit="], world())).rejects.toThrow('"junit=" names no file');
    await expect(check([...args, "--report", `junit=${folder}`], world())).rejects.toThrow("could not be written");
  });

  test("check goes by its flags before the policy", async () => {
    const root = await repositoryOf({ ...floating, "lax.yml": "version: 1\nfail-on: never\nrules: { tag: error }\n" });
    const lax = ["--policy", join(root, "lax.yml")];
    expect(await check([root, "--inspector", "none", ...lax], world())).toBe("pass");
    expect(await check([root, "--inspector", "none", ...lax, "--fail-on", "error"], world())).toBe("fail");
    expect(await check([root, "--inspector", "none", "--platform", "linux/arm64"], world())).toBe("fail");
  });

  test("check names files from the workspace on, and a launch directory may lie anywhere", async () => {
    const base = await repositoryOf({
      "a/main.nf": "process A {\n  container 'a/b:latest'\n  script:\n  'true'\n}\nworkflow { A() }\n",
      "a/nextflow.config": "docker.enabled = true\n",
      "a/l/nextflow.config": "",
      "launch/site.config": "process { withName: A { container = 'a/site:latest' } }\n",
      "own.yml":
        "version: 1\nrules: { tag: error }\nwaivers: [{ rules: [tag], images: ['gone/*'], reason: x, owner: me, expires: 2020-01-01 }]\n",
    });
    const root = join(base, "a");
    const placed = async (
      env: Readonly<Record<string, string>>,
      ...args: readonly string[]
    ): Promise<readonly string[]> => {
      const own = world(env);
      expect(await check([root, "--inspector", "none", "--format", "github", ...args], own)).toBe("fail");
      return [...own.printed().matchAll(/^::\w+ title=[^,:]*%3A [^,:]*(?:,file=([^,:]*))?/gmu)].map(
        ([, file = ""]) => file,
      );
    };
    const policy = ["--policy", join(base, "own.yml")];
    const workspace = { GITHUB_WORKSPACE: base };
    expect(await placed(workspace, ...policy)).toEqual(["a/main.nf", "own.yml"]);
    expect(await placed({}, ...policy)).toEqual(["main.nf", ""]);
    const named = relative(process.cwd(), join(base, "own.yml"));
    expect(await placed(workspace, "--policy", named)).toEqual(["a/main.nf", ""]);
    expect(await placed(workspace, ...policy, "--launch-dir", "l")).toEqual(["a/main.nf", "own.yml"]);
    expect(await placed(workspace, ...policy, "--launch-dir", join(root, "l"))).toEqual(["a/main.nf", "own.yml"]);
    const launched = ["--launch-dir", "../launch", "--", "-c", "site.config"];
    expect(await placed(workspace, ...policy, ...launched)).toEqual(["launch/site.config", "own.yml"]);
    expect(await placed({}, ...policy, ...launched)).toEqual(["", ""]);
    await expect(placed({}, "--launch-dir", "gone")).rejects.toThrow(/--launch-dir: .*gone is not a directory/u);
    await writeFile(join(root, "wave-inspect.yml"), "version: 1\nnextflow: { launch-dir: /x }\n");
    await expect(placed({})).rejects.toThrow(/launch-dir of the policy/u);
  });

  test("check and scan take what a run or a build would be told", async () => {
    const root = await repositoryOf({
      Dockerfile: "ARG V=1\nFROM quay.io/acme/base:$V AS base\nFROM quay.io/acme/top:2 AS top\n",
      "main.nf": "process A {\n  container params.image\n  script:\n  'true'\n}\nworkflow { A() }\n",
      "nextflow.config":
        "params.image = 'quay.io/acme/a:1'\nprofiles { b { params.image = 'quay.io/acme/b:1' } }\ndocker.enabled = true\n",
    });
    const seen = async (...args: string[]): Promise<string> => {
      const own = world();
      expect(await scan([root, ...args], own)).toBe("pass");
      return own.printed();
    };
    expect(await seen("--build-arg", "V=7", "--target", "base")).toContain("quay.io/acme/base:7");
    expect(await seen("--profile", "b")).toContain("quay.io/acme/b:1");
    expect(await seen("--", "nextflow", "run", ".", "--image", "quay.io/acme/typed:3")).toContain(
      "quay.io/acme/typed:3",
    );
    expect(await seen("--syntax", "v1", "--env", "X=1", "--launch-dir", ".")).toContain("quay.io/acme/a:1");
    expect(JSON.parse(await seen("--format", "json"))).toMatchObject({ schemaVersion: 1 });
  });

  test.each([
    [["foo", "bar"]],
    [["main.nf", "-profile", "docker"]],
    [["nextflow", "config", "."]],
    [["nextflow"]],
    [["runs"]],
  ])("%j behind -- is no nextflow run", async (words) => {
    const root = await repositoryOf(floating);
    await expect(scan([root, "--", ...words], world())).rejects.toThrow(/^Behind -- stand the arguments of one/u);
  });

  test.each([
    [[]],
    [["-profile", "test", "-unknown", "--x", "1"]],
    [["run", "."]],
    [["/opt/bin/nextflow", "-log", "x", "run", "acme/demo", "-r", "dev"]],
  ])("%j behind -- is one", async (words) => {
    const root = await repositoryOf(floating);
    expect(await scan([root, "--", ...words], world())).toBe("pass");
  });

  test.each([
    ["gone", check, /gone is not a directory that can be read/u],
    ["Dockerfile", baseline, /Dockerfile is a file: name the directory that it lies in/u],
  ])("%s in place of a directory is told", async (path, command, words) => {
    const root = await repositoryOf(floating);
    await expect(command([join(root, path), "--inspector", "none"], world())).rejects.toThrow(words);
  });

  test("name reads names from its input, and prints nothing that steers a terminal", async () => {
    const own = world({}, "alpine\nx\u001B[2J\r\n");
    expect(await name(["-", "quay.io/acme/tool:1.0"], own)).toBe("fail");
    expect(own.printed()).toContain("docker.io/library/alpine:latest");
    expect(own.printed()).toContain("quay.io/acme/tool:1.0");
    expect(own.printed()).not.toContain("\u001B");
    const unended = world({}, "alpine\nbusybox");
    expect(await name(["-", "--format", "json"], unended)).toBe("pass");
    expect(JSON.parse(unended.printed())).toMatchObject([{ written: "alpine" }, { written: "busybox" }]);
    const json = world();
    expect(await name(["--format", "json", "alpine"], json)).toBe("pass");
    expect(JSON.parse(json.printed())).toMatchObject([{ written: "alpine", registry: "docker.io" }]);
  });

  test("explain tells the way of an image, and asks no registry", async () => {
    const root = await repositoryOf({ ...floating, "ci/Dockerfile": "FROM quay.io/acme/other:1.0\n" });
    const own = world();
    expect(await explain(["quay.io/acme/tool:latest", root], own)).toBe("pass");
    expect(own.printed()).toContain(
      "quay.io/acme/tool:latest\n  written    quay.io/acme/tool:latest at Dockerfile:1:6\n",
    );
    expect(own.printed()).toMatch(/ rules {6}tag +error, \S*wave-inspect\.yml:2$/mu);
    expect(own.printed()).not.toContain("other");
    const json = world();
    const line = ["ci/Dockerfile:1", root, "--format", "json", "--inspector", "none", "--platform", "linux/arm64"];
    expect(await explain(line, json)).toBe("pass");
    expect(JSON.parse(json.printed())).toMatchObject({
      asked: "ci/Dockerfile:1",
      explanations: [{ image: "quay.io/acme/other:1.0" }],
    });
    await expect(explain(["quay.io/acme/none:1", root], world())).rejects.toThrow(
      /^Nothing here pulls quay\.io\/acme\/none:1/u,
    );
  });

  test("scan tells where Nextflow says something else, and what it cannot compare with", async () => {
    const root = await repositoryOf({
      "main.nf": "process FOO {\n  container 'x:1'\n  script: 'true'\n}\nworkflow { FOO() }\n",
      "nextflow.config": "docker.enabled = true\n",
      // As `nextflow inspect -format json` and `nextflow config -o json` print them.
      "same.json":
        '{\n    "processes": [\n        {\n            "name": "FOO",\n            "container": "x:1"\n        }\n    ]\n}\n',
      "other.json": '{ "processes": [{ "name": "FOO", "container": "x:2" }] }\n',
      "config.json": '{\n    "docker": {\n        "enabled": true\n    }\n}\n',
    });
    const compared = async (file: string, own: World = world(), ...more: string[]): Promise<Outcome> =>
      scan([root, "--compare", join(root, file), ...more], own);
    for (const file of ["same.json", "config.json"]) {
      const agreeing = world();
      expect(await compared(file, agreeing)).toBe("pass");
      expect(agreeing.printed()).toMatch(/\n0 disagreements with Nextflow\.\n$/u);
    }
    const own = world();
    expect(await compared("other.json", own)).toBe("fail");
    expect(own.printed()).toMatch(/^main\.nf:2:14: compare: FOO: the scan says x:1 .*, Nextflow says x:2 /mu);
    const json = world();
    expect(await compared("other.json", json, "--format", "json")).toBe("fail");
    expect(JSON.parse(json.printed())).toMatchObject({
      disagreements: [
        {
          about: "process",
          name: "FOO",
          ours: [{ value: "x:1", places: [{ file: "main.nf", line: 2, column: 14 }] }],
          theirs: { value: "x:2", line: 1 },
        },
      ],
    });
    const alone = world();
    expect(await scan([root, "--format", "json"], alone)).toBe("pass");
    expect(alone.printed()).not.toContain("disagreements");
    await expect(compared("main.nf")).rejects.toThrow("nextflow inspect -format json");
    await expect(compared("none.json")).rejects.toThrow(/--compare: .*none\.json does not exist\./u);
    await expect(compared("")).rejects.toThrow(/--compare: .* is a folder, not a regular file\./u);
  });

  test("policy validate says that a policy is one, or where it is not", async () => {
    const root = await repositoryOf({ ...floating, "bad.yml": "version: 1\nrulez: {}\n" });
    const own = world();
    expect(await policy(["validate", join(root, "wave-inspect.yml")], own)).toBe("pass");
    expect(own.printed()).toContain("a valid policy");
    await expect(policy(["validate", join(root, "bad.yml")], world())).rejects.toThrow(/bad\.yml:2:1: .*rulez/u);
    await expect(policy(["validate", join(root, "missing.yml")], world())).rejects.toThrow(ConfigurationError);
    await expect(policy(["validate", root], world())).rejects.toThrow(/is a folder, not a regular file/u);
  });

  test.each([
    ["no directory", () => scan(["a", "b"], world())],
    ["no image", () => inspect([], world())],
    ["no name", () => name([], world())],
    ["nothing to explain", () => explain([], world())],
    ["an unknown format", () => explain(["a", "--format", "xml"], world())],
    ["no verb", () => policy(["check"], world())],
    ["an unknown option", () => check(["--bogus"], world())],
    ["an option without a value", () => check(["--policy"], world())],
    ["one platform and all of them", () => inspect(["a", "--every-platform", "--platform", "arm64"], world())],
    ["a host with a scheme", () => check(["--insecure-registry", "http://x"], world())],
    ["a pair without value", () => scan(["--env", "X"], world())],
    ["a workspace without number", () => check([], world({ SEQERA_WORKSPACE_ID: "acme" }))],
    ["an endpoint without scheme", () => check([], world({ SEQERA_API_ENDPOINT: "api" }))],
  ])("%s is the user's to fix", async (_, run) => {
    await expect(run()).rejects.toThrow(ConfigurationError);
  });

  test("inspect asks either back end, and says who could read an image", async () => {
    const example = await startExample();
    onTestFinished(() => example.close());
    const hosts = [...example.registries.values()].flatMap(({ host }) => ["--insecure-registry", host]);
    const [multi, single, missing, secret] = example.images.map(([image]) => example.local(image));
    const images = [multi ?? "", single ?? "", missing ?? ""];
    for (const way of [
      ["--via", "registry"],
      ["--wave-endpoint", example.wave.endpoint],
    ]) {
      const own = world();
      expect(await inspect([...images, ...way, ...hosts, "--format", "json"], own)).toBe("fail");
      expect(JSON.parse(own.printed())).toMatchObject([
        { image: multi, answer: { index: {} } },
        { image: single, answer: { container: {} } },
        { image: missing, failure: { state: "not-found" } },
      ]);
    }
    const direct = ["--via", "registry", ...hosts];
    expect(await inspect([multi ?? "", ...direct, "--platform", "linux/arm64"], world())).toBe("pass");
    expect(await inspect([secret ?? "", ...direct], world())).toBe("undecided");
    const every = world();
    expect(await inspect([multi ?? "", ...direct, "--every-platform", "--format", "json"], every)).toBe("pass");
    expect(JSON.parse(every.printed())).toMatchObject([{ platform: "linux/amd64" }, { platform: "linux/arm64" }]);
    const warned = world({ NODE_EXTRA_CA_CERTS: "/nowhere/ca.pem" });
    expect(await inspect([single ?? "", ...direct], warned)).toBe("pass");
    expect(warned.complained()).toMatch(/^The certificates of NODE_EXTRA_CA_CERTS cannot be read.*\n$/u);
    expect(await inspect(["Not/A/Name", "https://example.org/x.sif", ...direct], world())).toBe("fail");
    for (const [image, why] of [
      ["ftp://example.org/x.sif", "no engine pulls an image by ftp"],
      ["library://acme/x:1", "protocols of their own"],
      ["/data/x.sif", "a path on the machine that runs it"],
    ] as const) {
      const told = world();
      expect(await inspect([image, ...direct, "--format", "json"], told)).toBe("undecided");
      expect(JSON.parse(told.printed())).toMatchObject([{ image, failure: { state: "unsupported" } }]);
      expect(told.printed()).toContain(why);
    }
    await expect(inspect(["https://example.org/x.sif", "--reachability"], world())).rejects.toThrow(
      "a download is read without any login",
    );

    const readers = world({ DOCKER_CONFIG: await example.dockerConfig(await scratch()) });
    expect(
      await inspect([secret ?? "", "--reachability", ...hosts, "--wave-endpoint", example.wave.endpoint], readers),
    ).toBe("pass");
    expect(readers.printed()).toMatch(/anonymous/u);
    const strangers = world();
    expect(
      await inspect(
        [secret ?? "", "--reachability", "--format", "json", ...hosts, "--wave-endpoint", example.wave.endpoint],
        strangers,
      ),
    ).toBe("fail");
    expect(JSON.parse(strangers.printed())).toMatchObject([{ image: secret }]);
    await expect(inspect(["Not/A/Name", "--reachability"], world())).rejects.toThrow(ConfigurationError);
  });
});

/** A repository with a change that is not committed. */
async function changed(): Promise<string> {
  const root = await repositoryOf(floating);
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "base");
  await writeFile(join(root, "Dockerfile"), "FROM quay.io/acme/other:latest\n");
  return root;
}

describe("only what a change causes", () => {
  beforeEach(async () => {
    const output = join(await scratch(), "output");
    await writeFile(output, "");
    vi.stubEnv("GITHUB_OUTPUT", output);
  });
  afterEach(() => vi.unstubAllEnvs());

  test("on the command line", async () => {
    const root = await changed();
    const own = world();
    expect(await check([root, "--inspector", "none", "--only", "changed", "--base", "main"], own)).toBe("fail");
    expect(own.printed()).toContain("(main) counts: no finding was there before");
    await expect(check([root, "--base", "main"], world())).rejects.toThrow("type --only changed beside it");
    expect(await check([root, "--inspector", "none", "--only", "all"], world())).toBe("fail");
  });

  test("in the step: on a pull request, and on a push everything", async () => {
    const root = await changed();
    const base = git(root, "rev-parse", "HEAD").trim();
    git(root, "commit", "-qam", "head");
    const head = git(root, "rev-parse", "HEAD").trim();
    const event = join(await scratch(), "event.json");
    const repository = { full_name: "acme/readqc" };
    const pull = { base: { sha: base, repo: repository }, head: { sha: head, repo: repository }, number: 7 };
    await writeFile(event, JSON.stringify({ pull_request: pull }));
    const inputs = { inspector: "none", only: "changed" };
    const env = { GITHUB_WORKSPACE: root, GITHUB_EVENT_PATH: event, GITHUB_EVENT_NAME: "pull_request" };
    const run = await step({}, inputs, env);
    expect(run.printed).toContain(`only what changed since the base ${base.slice(0, 12)} counts`);
    const push = await step({}, inputs, { ...env, GITHUB_EVENT_NAME: "push" });
    expect(push.printed).toContain("all findings count, since the event push is no pull request");
    git(root, "remote", "add", "origin", "https://github.com/acme/other");
    const other = { ...pull, head: { ...pull.head, sha: "e".repeat(40) } };
    await writeFile(event, JSON.stringify({ pull_request: other }));
    expect((await step({}, inputs, env)).printed).toContain("the checkout is of another repository");
  });
});
