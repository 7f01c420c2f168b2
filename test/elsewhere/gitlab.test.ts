/** The component of GitLab: by GitLab's own schema, which gitlab-ci-local brings, and its script by a shell. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { pack } from "../../scripts/pack.ts";
import { freePort } from "../inspect/programs.ts";
import { git } from "../support/git.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { documented } from "./documented.ts";

const run = promisify(execFile);
const program = createRequire(import.meta.url).resolve("gitlab-ci-local/dist/index.js");
const component = readFileSync("templates/wave-inspect.yml", "utf8");
const PATH = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
const ANY_SHA256 = "ab".repeat(32);

/** A project that includes the component with these inputs. */
async function project(inputs: Readonly<Record<string, string>>, text = component): Promise<string> {
  const include = [{ local: "templates/wave-inspect.yml", inputs }];
  const root = await repositoryOf({
    ".gitlab-ci.yml": JSON.stringify({ include }),
    "templates/wave-inspect.yml": text,
    "sub dir/Dockerfile": "FROM alpine:latest\n",
    "sub dir/wave-inspect.yml": "version: 1\nrules: { tag: error }\n",
  });
  git(root, "init");
  git(root, "remote", "add", "origin", "git@gitlab.com:acme/pipeline.git");
  git(root, "add", ".");
  git(root, "commit", "-m", "a pipeline");
  return root;
}

/** The pipeline with all that is included; rejects where the schema does not have it. */
async function expanded(root: string): Promise<Readonly<Record<string, unknown>>> {
  const env = { PATH, HOME: await scratch() };
  await run(process.execPath, [program, "--list"], { cwd: root, env });
  const { stdout } = await run(process.execPath, [program, "--preview"], { cwd: root, env });
  return objectOf(parse(stdout));
}

/** The lines of a job, as the runner gives them to a shell; they stop at the first that fails. */
async function runJob(root: string, job: unknown): Promise<{ code: number; stdout: string }> {
  const { script, variables } = objectOf(job);
  const lines = ["set -eo pipefail", ...arrayOf(script).map(String)].join("\n");
  const given = Object.entries(objectOf(variables)).map(([name, value]) => [name, String(value)] as const);
  const env = { PATH, HOME: await scratch(), ...Object.fromEntries(given) };
  return run("bash", ["-c", lines], { cwd: root, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  );
}

/** Serves the package as releases do; its checksum. */
async function release(): Promise<AsyncDisposable & { readonly url: string; readonly sha256: string }> {
  const [tarball, checksum] = pack(await scratch());
  const [sha256 = ""] = readFileSync(checksum, "utf8").split(" ");
  const path = `/v${packageJson.version}/${basename(tarball)}`;
  const port = await freePort();
  const server = createServer((request, response) => {
    if (request.url === path) response.end(readFileSync(tarball));
    else response.writeHead(404).end();
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port}`,
    sha256,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

test("is what GitLab takes, and would be refused if it were wrong", async () => {
  const pipeline = await expanded(await project({ sha256: ANY_SHA256, job: "images", stage: "build" }));
  expect(pipeline["images"]).toMatchObject({
    stage: "build",
    image: { name: "node:24" },
    artifacts: { when: "always", reports: { codequality: "gl-code-quality-report.json", junit: "wave-inspect.xml" } },
  });
  const wrong = await project({ sha256: ANY_SHA256 }, component.replace("codequality:", "code-quality:"));
  await expect(expanded(wrong)).rejects.toThrow("Invalid .gitlab-ci.yml configuration");
  await expect(expanded(await project({}))).rejects.toThrow("sha256");
  await expect(expanded(await project({ sha256: "deadbeef" }))).rejects.toThrow("does not match required regex");
});

test("says of each input what it is, runs the version that it is of, and is described with all of them", () => {
  const [header] = parseAllDocuments(component);
  const inputs = objectOf(objectOf(objectOf(header?.toJS())["spec"])["inputs"]);
  const page = readFileSync("docs/other-ci.md", "utf8");
  for (const [name, input] of Object.entries(inputs)) {
    expect(objectOf(input)["description"]).toMatch(/^[A-Z].*\.$/);
    expect(page).toMatch(new RegExp(`^\\| .*\`${name}\``, "m"));
  }
  expect(objectOf(inputs["version"])["default"]).toBe(packageJson.version);
});

test("the documentation includes it in a way that GitLab takes", async () => {
  const text = documented("gitlab-remote");
  expect(text).toContain("/templates/wave-inspect.yml\n");
  const root = await project({ sha256: ANY_SHA256 });
  await writeFile(join(root, ".gitlab-ci.yml"), text.replace(/remote: \S+/, "local: templates/wave-inspect.yml"));
  const { script } = objectOf((await expanded(root))["wave-inspect"]);
  expect(arrayOf(script).at(-1)).toContain(" --report html=wave-inspect.html --inspector registry --fail-on error");
});

test("its job checks the folder, fails by the findings and leaves the reports that it names", async () => {
  await using from = await release();
  const inputs = { sha256: from.sha256, releases: from.url, directory: "sub dir", arguments: "--inspector none" };
  const root = await project(inputs);
  const job = (await expanded(root))["wave-inspect"];
  const { code, stdout } = await runJob(root, job);
  expect(stdout).toContain(" --> Dockerfile:1:6\n");
  expect(code).toBe(1);
  expect(JSON.parse(await readFile(join(root, "gl-code-quality-report.json"), "utf8"))).toMatchObject([
    { check_name: "tag", severity: "major", location: { path: "sub dir/Dockerfile", lines: { begin: 1 } } },
  ]);
  expect(await readFile(join(root, "wave-inspect.xml"), "utf8")).toContain("<failure");
  expect(await readFile(join(root, "wave-inspect.html"), "utf8")).toContain("<!doctype html>");
});

test("its job runs nothing of a package with another checksum", async () => {
  await using from = await release();
  const root = await project({ sha256: ANY_SHA256, releases: from.url });
  const { code, stdout } = await runJob(root, (await expanded(root))["wave-inspect"]);
  expect(stdout).toContain("FAILED");
  expect(stdout).not.toContain("image");
  expect(code).not.toBe(0);
});
