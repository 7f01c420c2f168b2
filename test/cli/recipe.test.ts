/**
 * `wave-inspect recipe` as it is shipped, on repositories of a few modules. The names are those that Wave gave: of nf-core/modules
 * 041fbd9888, and of its issue 7747.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { git } from "../support/git.ts";
import { arrayOf, parseJson } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

const environment = (...packages: readonly string[]): string =>
  `channels:\n  - conda-forge\n  - bioconda\ndependencies:\n${packages.map((one) => `  - ${one}\n`).join("")}`;
const LIBRARY = "community.wave.seqera.io/library";
const AMD64 = `${LIBRARY}/grep_sed_tar:4f61255d5eff93dc`;
const ARM64 = `${LIBRARY}/grep_sed_tar:4b2523b1c76a5494`;
const TOOLS = environment("conda-forge::grep=3.11", "conda-forge::sed=4.8", "conda-forge::tar=1.34");

const moduleOf = (...images: readonly string[]): string =>
  [
    "process A {",
    '  conda "${moduleDir}/environment.yml"',
    ...images.map((image) => `  container '${image}'`),
    "  script:",
    "  'true'",
    "}",
    "",
  ].join("\n");

const metaOf = (platforms: Readonly<Record<string, string>>): string =>
  `name: a\ncontainers:\n  docker:\n${Object.entries(platforms)
    .map(([platform, name]) => `    ${platform}:\n      name: ${name}\n`)
    .join("")}`;

/** Notes that are broken to the width of a screen, in one line each. */
const unwrapped = (text = ""): string => text.replaceAll("\n  ", " ");

test("each image and environment is one entry, sorted, and nothing else is on standard output", async () => {
  const root = await repositoryOf({
    "b/main.nf": moduleOf(AMD64, "ubuntu:20.04"),
    "b/meta.yml": metaOf({ "linux/amd64": AMD64, "linux/arm64": ARM64 }),
    "b/environment.yml": TOOLS,
    "a/main.nf": moduleOf(AMD64, "quay.io/biocontainers/samtools:1.17--h00cdaf9_0"),
    "a/environment.yml": environment("bioconda::samtools=1.21"),
    "c/main.nf": moduleOf(AMD64),
  });
  const { code, out, err } = await cli(["recipe", ".", "--format", "json"], { cwd: root });
  expect([code, err]).toEqual([0, ""]);
  expect(arrayOf(parseJson(out))).toMatchObject([
    { image: ARM64, environment: "b/environment.yml", verdict: "recomputed", platform: "linux/arm64" },
    { image: AMD64, environment: "a/environment.yml", verdict: "not-from-environment" },
    { image: AMD64, environment: "b/environment.yml", verdict: "recomputed", platform: "linux/amd64" },
    { image: "quay.io/biocontainers/samtools:1.17--h00cdaf9_0", verdict: "version-differs" },
  ]);
  for (const entry of arrayOf(parseJson(out))) expect(entry).toMatchObject({ detail: expect.any(String) as unknown });

  const text = await cli(["recipe", "--history", "none"], { cwd: root });
  expect(text.code).toBe(0);
  const [refuted = "", ...parts] = text.out.split("\n\n");
  expect(refuted.split("\n")).toEqual([
    "not-from-environment: other packages than the environment has (1)",
    "  a/environment.yml",
    `    ${AMD64}`,
    '      the name is that of a request without "samtools" and with "grep", "sed", "tar"',
  ]);
  expect(parts.map((part) => part.split("\n", 1)[0])).toEqual([
    "version-differs: another version than the environment has (1)",
    "recomputed: the id is that of the environment as it stands (2)",
    expect.stringContaining("3 images held against 2 environments, 4 pairs: ") as unknown,
  ]);
  expect(unwrapped(parts.at(-1)).split("\n")).toEqual([
    "3 images held against 2 environments, 4 pairs: 2 recomputed, 1 of another version, 1 not from this environment.",
    "Not held: 1 name that says nothing of an environment (ubuntu:20.04); those of 1 of 3 scripts, beside which there is no environment.",
    "A match proves what was asked of Wave, not the bytes.",
    "",
  ]);
});

test("images of which the same is said stand together, and names that agree are counted apart", async () => {
  const beside = "quay.io/biocontainers/samtools:1.17--h00cdaf9_0";
  const sif = "https://depot.galaxyproject.org/singularity/samtools:1.17--h00cdaf9_0";
  const root = await repositoryOf({
    "a/main.nf": moduleOf(beside, sif),
    "a/environment.yml": environment("bioconda::samtools=1.17"),
    "b/main.nf": moduleOf(beside, sif),
    "b/environment.yml": environment("bioconda::samtools=1.17"),
  });
  const { out } = await cli(["recipe", "--history", "none"], { cwd: root });
  expect(out.split("\n")).toEqual([
    "unknown, and name and version agree: a name is no proof (4)",
    "  a/environment.yml",
    "  b/environment.yml",
    `    ${sif}`,
    `    ${beside}`,
    "",
    "2 images held against 2 environments, 4 pairs: 4 whose name and version agree.",
    "A match proves what was asked of Wave, not the bytes.",
    "",
  ]);
  const json = await cli(["recipe", "--format", "json"], { cwd: root });
  expect(parseJson(json.out)).toContainEqual({
    image: sif,
    environment: "a/environment.yml",
    verdict: "unknown",
    detail: "name and version agree",
  });
});

test("a template that is asked for has a name for each text that it had, the newest first", async () => {
  const root = await repositoryOf({ "x.yml": TOOLS });
  const args = ["recipe", "--from", "x.yml", "--platform", "linux/amd64", "--template", "conda/micromamba:v1"];
  const { out } = await cli([...args, "--format", "json"], { cwd: root });
  const names = arrayOf(parseJson(out));
  expect(names[0]).toMatchObject({ name: AMD64, template: "conda/micromamba:v1", text: "2024-10-04" });
  expect(names.length).toBeGreaterThan(1);
  expect(names.at(-1)).toMatchObject({ template: "conda/micromamba:v1", text: "2023-09-21" });
  const text = await cli(args, { cwd: root });
  expect(text.out.split("Wave's default before")).toHaveLength(2);
});

test("a platform that every place claims in vain, and one that only some do", async () => {
  const root = await repositoryOf({
    "a/main.nf": moduleOf("ubuntu:20.04"),
    "a/meta.yml": metaOf({ "linux/arm64": AMD64 }),
    "a/environment.yml": TOOLS,
    "b/main.nf": moduleOf(AMD64),
    "b/meta.yml": metaOf({ linux_arm64: AMD64 }),
    "b/environment.yml": TOOLS,
  });
  const { out } = await cli(["recipe", "--format", "json"], { cwd: root });
  expect(parseJson(out)).toMatchObject([
    { environment: "a/environment.yml", verdict: "other-platform", platform: "linux/amd64" },
    {
      environment: "b/environment.yml",
      verdict: "recomputed",
      detail: expect.stringContaining("yet b/meta.yml names it for linux/arm64 as well, which it is not") as unknown,
    },
  ]);
});

test("what an older commit explains", async () => {
  const root = await repositoryOf({ "m/main.nf": moduleOf(AMD64), "m/environment.yml": TOOLS });
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "one");
  const commit = git(root, "rev-parse", "HEAD").trim();
  const newer = TOOLS.replace("conda-forge::grep", "bioconda::grep");
  await writeFile(join(root, "m/environment.yml"), newer);
  git(root, "commit", "-qam", "two");
  const { out } = await cli(["recipe", root, "--format", "json"]);
  expect(parseJson(out)).toMatchObject([
    { verdict: "recomputed-with", detail: expect.stringContaining(commit) as unknown },
  ]);
  const without = await cli(["recipe", root, "--history", "none"]);
  expect(without.out).toContain("unknown: nothing is proven, and nothing refuted (1)\n");
  const one = await cli(["recipe", join(root, "m"), "--history", "1"]);
  expect(unwrapped(one.out)).toContain("History: 1 commit looked at for older environments; there are more");

  const clone = join(await repositoryOf({}), "clone");
  git(root, "clone", "-q", "--depth=1", `file://${root}`, clone);
  const shallow = await cli(["recipe", clone]);
  expect(unwrapped(shallow.out)).toContain(
    "the repository does not have what is before them, as a shallow clone has not.\n",
  );

  const lost = await cli(["recipe", "--find", "4f61255d5eff93dc", root]);
  expect([lost.code, lost.out]).toEqual([1, expect.stringContaining("Nothing found in 1 environment × ")]);
  const found = await cli(["recipe", "--find", "4f61255d5eff93dc", root, "--history", "all", "--format", "json"]);
  expect([found.code, parseJson(found.out)]).toMatchObject([0, [{ commit, environment: "m/environment.yml" }]]);
});

test("what cannot be read is told and stops nothing else", async () => {
  const root = await repositoryOf({
    "a/main.nf": moduleOf(AMD64),
    "a/environment.yml": "dependencies: [\n",
    "b/main.nf": "process B {\n  container 'x\n",
    "b/environment.yml": TOOLS,
    "c/main.nf": moduleOf(AMD64),
    "c/environment.yml": TOOLS,
  });
  const json = await cli(["recipe", "--format", "json"], { cwd: root });
  expect(json.code).toBe(0);
  expect(parseJson(json.out)).toMatchObject([{ environment: "c/environment.yml", verdict: "recomputed" }]);
  expect(json.err).toMatch(
    /^wave-inspect: a\/environment\.yml:1:1: problem: No image is held against this environment: /m,
  );
  expect(json.err).toMatch(/^wave-inspect: b\/main\.nf:1:\d+: problem: No process with a container is found: /m);
  const text = await cli(["recipe"], { cwd: root });
  expect(text.out).toContain("a/environment.yml:1:1: problem: ");
});

test("hostile names are shown, and do nothing", async () => {
  const root = await repositoryOf({
    "m/main.nf": moduleOf("x\\u001b[31m/##[error]evil:0123456789abcdef", "::error::x/y:0123456789abcdef", AMD64),
    "m/environment.yml": environment("bioconda::##[error]x=1"),
    "##[error]n/main.nf": moduleOf(AMD64),
    "##[error]n/environment.yml": "a: [",
  });
  for (const args of [["recipe"], ["recipe", "--format", "json"], ["recipe", "--find", "4f61255d5eff93dc"]]) {
    const { out, err } = await cli(args, { cwd: root });
    expect(`${out}${err}`).not.toMatch(/^(?:##\[|::)/m);
    expect(`${out}${err}`).not.toContain("\u001b");
  }
});

test("where a mirrored tag comes from, in several repositories", async () => {
  const root = await repositoryOf({
    "one/m/main.nf": moduleOf(AMD64),
    "one/m/environment.yml": environment("bioconda::samtools=1.17"),
    "two/n/environment.yml": TOOLS,
    "three/main.nf": `process A {\n  conda 'conda-forge::grep=3.11 conda-forge::sed=4.8 conda-forge::tar=1.34'\n  container 'a:1'\n  script: 'true'\n}\n`,
  });
  const { code, out } = await cli(
    ["recipe", "--find", "123.dkr.ecr.eu-west-1.amazonaws.com/x/grep_sed_tar:4b2523b1c76a5494", "one", "two", "three"],
    { cwd: root },
  );
  expect(code).toBe(0);
  expect(out).toContain(
    `two/n/environment.yml: ${ARM64}: The id is that of this environment for Docker on linux/arm64, `,
  );
  expect(out).toContain(`three/main.nf: ${ARM64}: `);
  expect(out).not.toContain("one/");
});

test.for([
  [["--find", "samtools"], '"samtools" has no id of Wave\'s'],
  [["--find", "0123456789abcdef", "none"], "none is not a directory"],
  [["--find", "0123456789abcdef", "--from", "x"], "give one of them"],
  [["--singularity"], "--singularity is for --from FILE"],
  [["--repository", "x"], "--repository is for --from FILE and --find NAME"],
  [["--from", "none.yml"], "--from: none.yml does not exist."],
  [["--from", "x.yml", "--history", "1"], "--history is not for --from"],
  [["--from", "x.yml", "."], "--from takes one file"],
  [["--from", "x.yml", "--repository", "a", "--repository", "b"], "--from takes one --repository"],
  [["--from", "x.yml", "--platform", "linux/s390x"], "not for linux/s390x"],
  [["--from", "x.yml", "--platform", "linux/arm46"], '"arm46" is not an architecture'],
  [["--from", "x.yml", "--template", "conda/other"], "is not one of conda/micromamba:v2"],
  [["--from", "x.yml", "--singularity", "--platform", "linux/amd64,linux/arm64"], "Wave builds no such image"],
  [["--from", "broken.yml"], "broken.yml: "],
] as const)("%j is told what to write", async ([args, says]) => {
  const root = await repositoryOf({ "x.yml": TOOLS, "broken.yml": "- a\n" });
  const { code, out, err } = await cli(["recipe", ...args], { cwd: root });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(says);
});
