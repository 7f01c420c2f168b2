/** Listing, search and new names in the process, where their branches count; the names are those that Wave gave. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recipe } from "../../src/cli/recipe.ts";
import { findRecipes } from "../../src/recipe-list/find.ts";
import { listRecipes } from "../../src/recipe-list/listing.ts";
import { newNames, wavePlatform } from "../../src/recipe-list/new-names.ts";
import { foundText, recipeText } from "../../src/report/recipe.ts";
import type { World } from "../../src/world.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

const LIBRARY = "community.wave.seqera.io/library";
const AMD64 = `${LIBRARY}/grep_sed_tar:4f61255d5eff93dc`;
const ARM64 = `${LIBRARY}/grep_sed_tar:4b2523b1c76a5494`;
const PACKAGES = ["conda-forge::grep=3.11", "conda-forge::sed=4.8", "conda-forge::tar=1.34"];
const environment = (...packages: readonly string[]): string =>
  `channels:\n- conda-forge\n- bioconda\ndependencies:\n${packages.map((one) => `- ${one}\n`).join("")}`;
const TOOLS = environment(...PACKAGES);

const processOf = (conda: string, ...images: readonly string[]): string =>
  `process A {\n  conda ${conda}\n${images.map((image) => `  container '${image}'\n`).join("")}\n  script: 'true'\n}\n`;
const BESIDE = '"${moduleDir}/environment.yml"';

const listed = async (files: Readonly<Record<string, string>>, history = 0) =>
  listRecipes(await repositoryOf(files), { history });

describe("listing", () => {
  test("packages that a script lists: the script is the environment", async () => {
    const { entries } = await listed({ "a.nf": processOf(`'${PACKAGES.join(" ")}'`, ARM64, "a:1") });
    expect(entries).toMatchObject([{ environment: "a.nf", verdict: "recomputed", platform: "linux/arm64" }]);
  });

  test("an image of another environment that the same directive names", async () => {
    const { entries } = await listed({
      "m/main.nf": processOf(
        '"${ task.accelerator ? "${moduleDir}/gpu.yml" : "${moduleDir}/environment.yml" }"',
        AMD64,
      ),
      "m/environment.yml": environment("bioconda::samtools=1.17"),
      "m/gpu.yml": TOOLS,
    });
    expect(entries).toMatchObject([
      {
        environment: "m/environment.yml",
        verdict: "recomputed-with",
        detail: expect.stringContaining("m/gpu.yml") as unknown,
      },
    ]);
  });

  test("of packages and a file the file goes first, and what explains it counts", async () => {
    const { entries } = await listed({
      "m/main.nf": processOf(`'${PACKAGES.join(" ")}'`, AMD64),
      "m/environment.yml": environment("bioconda::samtools=1.17"),
    });
    expect(entries).toMatchObject([
      { verdict: "recomputed-with", detail: expect.stringContaining("the packages of m/main.nf") as unknown },
    ]);
  });

  test("the same image beside the same text is proven once, and listed twice", async () => {
    const { entries } = await listed({
      "a/main.nf": processOf(BESIDE, AMD64),
      "a/environment.yml": TOOLS,
      "b/main.nf": processOf(BESIDE, AMD64),
      "b/environment.yml": `${TOOLS}# the same\n`,
    });
    expect(entries.map((entry) => [entry.environment, entry.verdict])).toEqual([
      ["a/environment.yml", "recomputed"],
      ["b/environment.yml", "recomputed"],
    ]);
  });

  /** multiqc of nf-core/modules 041fbd9888: its images have the build that its conda lock file has. */
  test("a build that the conda lock file has", async () => {
    const { entries } = await listed({
      "m/main.nf": processOf(BESIDE, `${LIBRARY}/multiqc:1.35--c17fb751507e9dfc`),
      "m/environment.yml": environment("bioconda::multiqc=1.35"),
      "m/.conda-lock/linux_amd64-bd-c17fb751507e9dfc_1.txt":
        "@EXPLICIT\nhttps://conda.anaconda.org/bioconda/noarch/multiqc-1.35-pyhdfd78af_1.conda\n",
    });
    expect(entries).toMatchObject([{ verdict: "recomputed-with", platform: "linux/amd64" }]);
  });

  test("two images of one module go by the same lock file", async () => {
    const files = {
      "m/main.nf": processOf(
        BESIDE,
        `${LIBRARY}/multiqc:1.35--c17fb751507e9dfc`,
        `${LIBRARY}/multiqc:1.35--0123456789abcdef`,
      ),
      "m/environment.yml": environment("bioconda::multiqc=1.35"),
      "m/.conda-lock/a.txt": "https://conda.anaconda.org/bioconda/noarch/multiqc-1.35-pyhdfd78af_1.conda\n",
    };
    const { entries } = await listed(files);
    expect(entries.map(({ verdict }) => verdict).sort()).toEqual(["recomputed-with", "unknown"]);
  });

  test("an environment that cannot be read leaves its images out, and is told", async () => {
    const { entries, problems } = await listed({ "m/main.nf": processOf(BESIDE, AMD64), "m/environment.yml": "a: [" });
    expect([entries, problems.length]).toEqual([[], 1]);
  });

  test("history: none, too little of it, and enough", async () => {
    const files = { "m/main.nf": processOf(BESIDE, AMD64), "m/environment.yml": TOOLS };
    const other = environment(...PACKAGES.map((one) => one.replace("conda-forge", "bioconda")));
    expect(await listed({ ...files, "m/environment.yml": other }, 9)).toMatchObject({ history: "none" });

    const root = await repositoryOf(files);
    git(root, "init", "-q");
    git(root, "add", "-A");
    git(root, "commit", "-qm", "one");
    await writeFile(join(root, "m/environment.yml"), "dependencies: [");
    git(root, "commit", "-qam", "broken");
    await writeFile(
      join(root, "m/environment.yml"),
      environment("conda-forge::grep=3.11", "conda-forge::sed=4.8", "conda-forge::tar=1.35"),
    );
    git(root, "commit", "-qam", "two");
    expect(listRecipes(root, { history: 1 })).toMatchObject({
      entries: [{ verdict: "unknown" }],
      history: { commits: 1, isCut: true },
    });
    const all = listRecipes(join(root, "m"), { history: 9 });
    expect(all).toMatchObject({
      entries: [{ environment: "environment.yml", verdict: "recomputed-with" }],
      history: { commits: 3, isCut: false, lacks: false },
    });
    expect(recipeText(all)).toContain("History: 3 commits looked at for older environments.\n");
  });

  test("names that a run puts together, and many that say nothing", async () => {
    const images = ["ubuntu:20.04", "b:1", "c:1", "d:1", "a/b:${params.tag}"];
    const listing = await listed({
      "m/main.nf": `process A {\n${images.map((image) => `  container "${image}"\n`).join("")}}\n`,
      "m/environment.yml": TOOLS,
    });
    expect(recipeText(listing, { columns: 140 })).toContain(
      "0 images held against 0 environments.\nNot held: 4 names that say nothing of an environment (ubuntu:20.04, b:1, c:1 and 1 more); 1 name that a run puts together.\n",
    );
  });
});

const search = async (name: string, files: Readonly<Record<string, string>>, repositories: readonly string[] = []) =>
  findRecipes(name, [await repositoryOf(files)], { repositories, history: 0 });

describe("search", () => {
  test.for([
    "4b2523b1c76a5494",
    "grep_sed_tar:4b2523b1c76a5494",
    "x:1.0--4b2523b1c76a5494",
    `docker://${ARM64}@sha256:${"0".repeat(64)}`,
  ])("%s", async (name) => {
    const { found, searched } = await search(name, { "a/environment.dev.yaml": TOOLS, "b/environment.yml": "a: [" });
    expect(found).toMatchObject([{ environment: "a/environment.dev.yaml", platform: "linux/arm64" }]);
    expect(searched).toMatchObject({ files: 2 });
  });

  test("packages one by one are tried where no environment is right as it stands", async () => {
    const { found } = await search("4b2523b1c76a5494", {
      "environment.yml": environment(...PACKAGES).replace("- bioconda\n", ""),
    });
    expect(found).toMatchObject([{ platform: "linux/arm64", detail: expect.stringContaining(", with ") as unknown }]);
  });

  test("oras:// is of Singularity only, and an own repository is tried", async () => {
    const [name] = newNames(TOOLS, {
      file: "x",
      platform: "linux/amd64",
      repository: "acme.example/wave",
      engine: "singularity",
      template: "conda/pixi:v1",
    });
    const own = await search(name?.name ?? "", { "environment.yml": TOOLS });
    expect(own.found).toMatchObject([{ image: name?.name, platform: "linux/amd64" }]);
    const id = (name?.name ?? "").slice(-16);
    expect((await search(id, { "environment.yml": TOOLS })).found).toEqual([]);
    const typed = await search(id, { "environment.yml": TOOLS }, ["acme.example/wave"]);
    expect(typed.found).toMatchObject([{ image: name?.name }]);
  });

  test("an image of both platforms, and the two places it can have its packages in", async () => {
    const [name] = newNames(TOOLS, {
      file: "x",
      platform: "linux/amd64,linux/arm64",
      repository: undefined,
      engine: "docker",
      template: undefined,
    });
    const { found } = await search((name?.name ?? "").slice(-16), { "environment.yml": TOOLS });
    expect(found).toMatchObject([{ image: name?.name, platform: "linux/amd64,linux/arm64" }]);
  });

  test("packages that a script lists are searched, each text once, and what a file was before where it is another by now", async () => {
    const script = processOf(`'${PACKAGES.join(" ")}'`, "a:1");
    const ofScript = await search("4b2523b1c76a5494", { "a.nf": `${script}${script.replace("A", "B")}` });
    expect(ofScript).toMatchObject({ found: [{ environment: "a.nf" }], searched: { files: 1 } });

    const root = await repositoryOf({
      "m/main.nf": processOf(BESIDE, "a:1"),
      "m/environment.yml": TOOLS,
      "b.nf": processOf("'x=1'", "b:1"),
    });
    git(root, "init", "-q");
    git(root, "add", "-A");
    git(root, "commit", "-qm", "one");
    const commit = git(root, "rev-parse", "HEAD").trim();
    await writeFile(join(root, "m/environment.yml"), environment("conda-forge::grep=3.12"));
    git(root, "commit", "-qam", "two");
    const { found } = findRecipes("4b2523b1c76a5494", [root], { repositories: [], history: 9 });
    expect(found).toMatchObject([
      {
        environment: "m/environment.yml",
        image: ARM64,
        commit,
        detail: expect.stringContaining(`, as it was in commit ${commit.slice(0, 12)}, for Docker`) as unknown,
      },
    ]);
  });

  test("nothing is found, and what was looked through is said", async () => {
    const nothing = await search("0123456789abcdef", { "environment.yml": TOOLS });
    expect(foundText(nothing)).toMatch(
      /^Nothing found in 1 environment × \d+ template texts × 3 platforms, for community\.wave/,
    );
    const root = await repositoryOf({ "environment.yml": TOOLS });
    const without = findRecipes("0123456789abcdef", [root], { repositories: [], history: 5 });
    expect(foundText(without)).toContain("History: there is no git here");
  });
});

describe("new names", () => {
  test.for([
    ["linux/amd64", "linux/amd64"],
    ["arm64", "linux/arm64"],
    ["linux/arm64/v8,x86_64", "linux/amd64,linux/arm64"],
  ] as const)("%s is %s to Wave", ([typed, platform]) => {
    expect(wavePlatform("--platform", typed)).toBe(platform);
  });

  test("a template that nobody is known to ask for by default has no more than its name", () => {
    const names = newNames(TOOLS, {
      file: "x",
      platform: "linux/arm64",
      repository: undefined,
      engine: "docker",
      template: undefined,
    });
    expect(names.map(({ name }) => name)).toContain(ARM64);
    expect(names[0]?.about).toContain("Wave's default since 1.34.0");
  });
});

const typed = (input: string): Partial<World> => ({ input: () => Promise.resolve(input) });

describe("the command", () => {
  test.for([
    [[], "pass", "1 image held against 1 environment: 1 recomputed.\n"],
    [["--format", "json", "--history", "all"], "pass", '"verdict": "recomputed"'],
    [["--from", "-"], "pass", "Wave's default"],
    [["--from", "-", "--format", "json", "--singularity"], "pass", '"name": "oras://'],
    [["--find", "4b2523b1c76a5494"], "pass", "1 environment found"],
    [["--find", "4b2523b1c76a5494", "--format", "json"], "pass", '"linux/arm64"'],
    [["--find", "0123456789abcdef", "--history", "none"], "fail", "Nothing found"],
  ] as const)("%j", async ([args, outcome, says]) => {
    const root = await repositoryOf({ "m/main.nf": processOf(BESIDE, AMD64), "m/environment.yml": TOOLS });
    const { world, printed } = testWorld(typed(TOOLS));
    expect(await recipe([...args, ...(args[0] === "--from" ? [] : [root])], world)).toBe(outcome);
    expect(printed.all).toContain(says);
  });

  // Wave puts `:` and a tag behind it, and reads the name as Docker does.
  test.for([
    ["oras://quay.io/acme/wave", 'an image name has no scheme: leave out "oras://"'],
    ["quay.io/acme/wave/", "--repository: "],
    ["quay.io/acme/wave:1", '"quay.io/acme/wave:1" is one image: leave out its tag and its digest.'],
    [`quay.io/acme/wave@sha256:${"0".repeat(64)}`, "is one image"],
  ] as const)("--repository %s is none", async ([name, says]) => {
    for (const args of [
      ["--from", "-"],
      ["--find", "4b2523b1c76a5494"],
    ])
      await expect(recipe([...args, "--repository", name], testWorld(typed(TOOLS)).world)).rejects.toThrow(says);
  });

  test("--from FILE reads the file, and names it where it is none", async () => {
    const root = await repositoryOf({ "tools.yml": TOOLS, "binary.yml": "a\u0000b", "list.yml": "- a" });
    const { world, printed } = testWorld();
    expect(await recipe(["--from", join(root, "tools.yml"), "--platform", "linux/arm64"], world)).toBe("pass");
    expect(printed.all).toContain(ARM64);
    await expect(recipe(["--from", join(root, "binary.yml")], testWorld().world)).rejects.toThrow(
      "binary.yml is binary and no text.",
    );
    await expect(recipe(["--from", join(root, "list.yml")], testWorld().world)).rejects.toThrow(
      "list.yml: it is no environment",
    );
  });

  test.for([
    [["--from", "a", "--find", "b"], "give one of them"],
    [["--template", "x"], "--template is for --from"],
    [["--repository", "x"], "--repository is for"],
    [["--from", "-", "--history", "1"], "no history"],
    [["--history", "few"], "neither a number"],
    [["--from", "-", "."], "one file"],
    [["--from", "-", "--repository", "a", "--repository", "b"], "one --repository"],
    [["--from", "/none"], "/none does not exist"],
    [["--from", "-"], "standard input: "],
    [["--from", "-", "--platform", "linux/nowhere"], "not an architecture"],
  ] as const)("%j is refused", async ([args, says]) => {
    await expect(recipe(args, testWorld(typed("- a")).world)).rejects.toThrow(says);
  });
});
