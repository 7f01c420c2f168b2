/** A launch command that a person typed may lead out of the repository; nothing that a file of it says does. */
import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { arrayOf, type JsonObject, objectOf, parseJson } from "../support/json.ts";
import { scratch } from "../support/scratch.ts";

const MAIN = "process FOO {\n  container \"a/b:${params.tag}\"\n  script:\n  'true'\n}\nworkflow { FOO() }\n";
const CONFIG = "docker.enabled = true\nparams.tag = '1'\n";

interface Scanned {
  readonly images: readonly string[];
  readonly problems: readonly string[];
  readonly files: readonly string[];
}

/** A folder with `repo` in it and what is put beside it; `@` in texts and arguments is that folder. */
async function laidOut(files: Readonly<Record<string, string>>): Promise<string> {
  const base = await scratch();
  for (const [path, text] of Object.entries({ "repo/main.nf": MAIN, "repo/nextflow.config": CONFIG, ...files })) {
    await mkdir(dirname(join(base, path)), { recursive: true });
    await writeFile(join(base, path), text.replaceAll("@", base));
  }
  return base;
}

async function scanned(base: string, ...args: readonly string[]): Promise<Scanned> {
  const typed = args.map((arg) => arg.replaceAll("@", base));
  const { code, out, err } = await cli(["scan", join(base, "repo"), "--format", "json", ...typed]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const scan = objectOf(parseJson(out));
  const listed = (key: string): readonly JsonObject[] => arrayOf(scan[key]).map(objectOf);
  const short = (text: string): string => text.replaceAll(base, "@");
  return {
    images: listed("pulls").map((pull) => String(pull["canonical"] ?? pull["written"])),
    problems: listed("problems").map((problem) => short(`${String(problem["file"])}: ${String(problem["message"])}`)),
    files: listed("files").map((file) => short(String(file["file"]))),
  };
}

const image = (tag: string): string => `docker.io/a/b:${tag}`;
const SITE = "docker.registry = 'mirror.example.org'\nprocess { withName: FOO { container = 'a/site:1' } }\n";
const SITE_IMAGE = "mirror.example.org/a/site:1";

// As `nextflow -C` has it: the repository's own configuration is left out on purpose, and nothing is told of it.
test("-C in the place of a configuration that sets containers", async () => {
  const base = await laidOut({
    "repo/nextflow.config": "docker.enabled = true\nprocess.container = 'a/own:1'\nincludeConfig 'own.config'\n",
    "repo/own.config": "process.container = 'a/own:2'\n",
    "repo/stray.config": "process.container = 'a/stray:1'\n",
    "site.config": `docker.enabled = true\n${SITE}`,
  });
  const found = await scanned(base, "--", "nextflow", "-C", "@/site.config", "run", ".");
  expect(found.images).toEqual([SITE_IMAGE]);
  const told = "stray.config: Nothing includes this file: the containers that it sets are used nowhere.";
  expect(found.problems).toEqual([told]);
});

test.each([
  ["-c by its absolute path", { "site.config": SITE }, ["--", "-c", "@/site.config"], [SITE_IMAGE]],
  ["-c upwards", { "site.config": SITE }, ["--", "nextflow", "run", ".", "-c", "../site.config"], [SITE_IMAGE]],
  ["-c as a URL of a file", { "site.config": SITE }, ["--", "-c", "file://@/site.config"], [SITE_IMAGE]],
  ["-C", { "site.config": `docker.enabled = true\n${SITE}` }, ["--", "-C", "@/site.config"], [SITE_IMAGE]],
  ["-params-file", { "p.json": '{ "tag": "9" }' }, ["--", "-params-file", "@/p.json"], [image("9")]],
  ["-params-file upwards", { "p.yml": "tag: '8'\n" }, ["--", "-params-file", "../p.yml"], [image("8")]],
  [
    "what such a file includes",
    {
      "site.config": "includeConfig './more/other.config'\n",
      "more/other.config": "includeConfig '../third.config'\n",
      "third.config": SITE,
    },
    ["--", "-c", "@/site.config"],
    [SITE_IMAGE],
  ],
  [
    "what it includes by its absolute path, of the repository as well",
    { "site.config": "includeConfig '@/repo/conf/own.config'\n", "repo/conf/own.config": SITE },
    ["--", "-c", "@/site.config"],
    [SITE_IMAGE],
  ],
  [
    "what it includes of the project",
    { "site.config": 'includeConfig "${projectDir}/conf/own.config"\n', "repo/conf/own.config": SITE },
    ["--", "-c", "@/site.config"],
    [SITE_IMAGE],
  ],
  [
    "what it includes beside the project",
    { "site.config": 'includeConfig "${projectDir}/../other.config"\n', "other.config": SITE },
    ["--", "-c", "@/site.config"],
    [SITE_IMAGE],
  ],
  [
    "what the command line says that it includes",
    { "site.config": "includeConfig params.more\n", "other.config": SITE },
    ["--", "-c", "@/site.config", "--more", "other.config"],
    [SITE_IMAGE],
  ],
  [
    "an absolute path into the repository",
    { "repo/conf/own.config": SITE },
    ["--", "-c", "@/repo/conf/own.config"],
    [SITE_IMAGE],
  ],
  [
    "a launch directory outside",
    {
      "launch/nextflow.config": "params.tag = '4'\n",
      "launch/my.config": 'includeConfig "${launchDir}/x.config"\n',
      "launch/x.config": SITE,
    },
    ["--launch-dir", "@/launch", "--", "nextflow", "run", "@/repo", "-c", "my.config"],
    [SITE_IMAGE],
  ],
  [
    "one within, by its absolute path",
    { "repo/l/nextflow.config": "params.tag = '5'\n" },
    ["--launch-dir", "@/repo/l"],
    [image("5")],
  ],
  [
    "NXF_CONFIG_FILE",
    { "site.config": SITE },
    ["--env", "NXF_CONFIG_FILE=@/site.config", "--", "-ansi-log", "false"],
    [SITE_IMAGE],
  ],
])("is followed: %s", async (_, files, args, images) => {
  const found = await scanned(await laidOut(files), ...args);
  expect([found.images, found.problems]).toEqual([images, []]);
});

test("a link that a person typed is followed; the file is named as it was typed", async () => {
  const base = await laidOut({ "real.config": SITE });
  await symlink(join(base, "real.config"), join(base, "link.config"));
  const found = await scanned(base, "--", "-c", "@/link.config");
  expect([found.images, found.files]).toEqual([[SITE_IMAGE], ["@/link.config", "main.nf", "nextflow.config"]]);
});

test.each([
  ["-c", ["-c", "@/gone.config"], "The specified configuration file does not exist: @/gone.config"],
  ["a folder", ["-c", "@"], "The specified configuration file does not exist: @"],
  ["-params-file", ["-params-file", "@/gone.json"], "Specified params file does not exist: @/gone.json"],
  ["a pipe", ["-c", "@/pipe"], "@/pipe: This file cannot be read as text"],
])("what is not there is told: %s", async (_, args, message) => {
  const base = await laidOut({});
  execFileSync("mkfifo", [join(base, "pipe")]);
  const { problems } = await scanned(base, "--", ...args);
  expect(problems).toEqual([expect.stringContaining(message)]);
});

test("a launch directory that is none is an error that says so", async () => {
  const base = await laidOut({});
  const { code, err } = await cli(["scan", join(base, "repo"), "--launch-dir", "gone"]);
  expect(code).toBe(2);
  expect(err).toContain(`--launch-dir: ${join(base, "repo/gone")} is not a directory`);
});

const SECRET = { "secret.config": "process.container = 'stolen:1'\n" };

test.each([
  ["an include", { "repo/nextflow.config": `${CONFIG}includeConfig '@/secret.config'\n` }, []],
  ["one upwards", { "repo/nextflow.config": `${CONFIG}includeConfig '../secret.config'\n` }, []],
  [
    "one of the launch directory",
    { "repo/nextflow.config": `${CONFIG}includeConfig "\${launchDir}/secret.config"\n` },
    ["--launch-dir", "@"],
  ],
  [
    "a parameter that the typed file includes",
    {
      "repo/nextflow.config": CONFIG,
      "repo/p.json": '{ "tag": "1", "more": "@/secret.config" }',
      "site.config": "includeConfig params.more\n",
    },
    ["-c", "@/site.config", "-params-file", "p.json"],
  ],
  [
    "a policy",
    { "repo/wave-inspect.yml": "version: 1\nnextflow: { scenarios: [{ arguments: ['-c', '@/secret.config'] }] }\n" },
    ["--launch-dir", "."],
  ],
  [
    "a policy, upwards from a launch directory that was typed",
    { "repo/wave-inspect.yml": "version: 1\nnextflow: { scenarios: [{ arguments: ['-c', 'secret.config'] }] }\n" },
    ["--launch-dir", "@"],
  ],
])("what the repository says does not lead out: %s", async (_, files, args) => {
  const base = await laidOut({ ...SECRET, ...files });
  const launch = args[0] === "--launch-dir" ? args : ["--", "-ansi-log", "false", ...args];
  const found = await scanned(base, ...launch);
  expect(found.images.join()).not.toContain("stolen");
  expect(found.files).not.toContain("@/secret.config");
  expect(found.problems).not.toEqual([]);
});

test("a link of the repository that a person typed does not lead out", async () => {
  const base = await laidOut(SECRET);
  await symlink(join(base, "secret.config"), join(base, "repo/link.config"));
  for (const typed of ["link.config", "@/repo/link.config", "../repo/link.config"]) {
    const { images, problems } = await scanned(base, "--", "-c", typed);
    expect([images.join(), problems.length]).toEqual([image("1"), 1]);
  }
});

test("a launch directory of a policy lies in the repository", async () => {
  const base = await laidOut({ ...SECRET, "repo/wave-inspect.yml": "version: 1\nnextflow: { launch-dir: '@' }\n" });
  const { code, err } = await cli(["scan", join(base, "repo")]);
  expect([code, err]).toEqual([2, expect.stringContaining("launch-dir")]);
});

const POLICY = "version: 1\nrules: { tag: { severity: error, deny: ['1'] } }\n";

test("annotations and SARIF place no finding of a file outside in one of the repository", async () => {
  const base = await laidOut({ "a b.config": SITE, "repo/wave-inspect.yml": POLICY });
  const run = (format: string) =>
    cli(["check", ".", "--inspector", "none", "--format", format, "--", "-c", join(base, "a b.config")], {
      cwd: join(base, "repo"),
    });
  const { out } = await run("github");
  expect(out).toContain("::error title=wave-inspect%3A tag::");
  expect(out).toContain(`At ${base}/a b.config:2, outside of the repository.`);
  expect(out).not.toContain("file=");
  expect(objectOf(parseJson((await run("sarif")).out))).toMatchObject({
    runs: [
      {
        results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: `file://${base}/a%20b.config` } } }] }],
      },
    ],
  });
});
