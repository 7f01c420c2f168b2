/** Repositories whose files hide, lead elsewhere or are none: each is read as tools would read it, or said not to be. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { git } from "../support/git.ts";
import { fifo, FROM, LIMIT, link, tracking } from "./disk.ts";

const COMPOSE = "services:\n  a:\n    image: quay.io/hidden/tool:1\n";
const NEXTFLOW = `process A {\n  container 'quay.io/hidden/tool:1'\n  script:\n  'x'\n}\nworkflow { A() }\n`;

/** The images of a scan, and its problems as `file why`. */
async function scanned(root: string, ...args: readonly string[]): Promise<{ images: string[]; problems: string[] }> {
  const { out, err, code } = await cli(["scan", root, "--format", "json", ...args], LIMIT);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  const { pulls, problems } = objectOf(parseJson(out));
  return {
    images: arrayOf(pulls).map((pull) => String(objectOf(pull)["image"])),
    problems: arrayOf(problems).map((problem) => {
      const { file, kind, why } = objectOf(problem);
      return kind === "unreadable" ? `${String(file)} ${String(why)}` : String(kind);
    }),
  };
}

const HIDDEN = "quay.io/hidden/tool:1";

// ── Nothing hides ───────────────────────────────────────────────────────────

describe("a file that a tool would read is read", () => {
  test.each([
    ["a Dockerfile", "Dockerfile", FROM],
    ["a compose.yaml", "compose.yaml", COMPOSE],
    ["a main.nf", "main.nf", NEXTFLOW],
  ])("%s that is a link in the repository, in one step or three", async (_, name, text) => {
    const root = await repositoryOf({ "parts/text.txt": text, "sub/x": "" });
    link(root, "parts/text.txt", name);
    link(root, "two", `sub/${name}`);
    link(root, "../three", "sub/two");
    link(root, "parts/text.txt", "three");
    const { images, problems } = await scanned(root);
    expect(images).toEqual([HIDDEN, HIDDEN]);
    expect(problems).toEqual([]);
  });

  test.each([
    ["a Dockerfile with a line break in its name", "Dockerfile.a\nb", FROM],
    ["a GitLab file below a folder with one", ".gitlab-ci/a\nb/x.yml", `j: { script: [x], image: "${HIDDEN}" }\n`],
    [
      "a manifest of Kubernetes in one line of JSON",
      "pod.yaml",
      `{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"a","image":"${HIDDEN}"}]}}`,
    ],
    [
      "a manifest whose kind has an anchor",
      "pod.yaml",
      `apiVersion: v1\nkind: &k Pod\nspec:\n  containers:\n  - { name: a, image: "${HIDDEN}" }\n`,
    ],
    [
      "a manifest with a blank before the colon",
      "pod.yaml",
      `apiVersion: v1\nkind : Pod\nspec: { containers: [{ image: "${HIDDEN}" }] }\n`,
    ],
  ])("%s", async (_, name, text) => {
    const { images, problems } = await scanned(await repositoryOf({ [name]: text }));
    expect({ images, problems }).toEqual({ images: [HIDDEN], problems: [] });
  });

  test("a nextflow.config that is a link", async () => {
    const root = await repositoryOf({
      "main.nf": "process A {\n  script:\n  'x'\n}\nworkflow { A() }\n",
      "conf/all.txt": `docker.enabled = true\nprocess.container = '${HIDDEN}'\n`,
    });
    link(root, "conf/all.txt", "nextflow.config");
    expect((await scanned(root)).images).toEqual([HIDDEN]);
  });

  test("a folder that is a link: what is named by it, and what only its name makes a file of a kind", async () => {
    const root = await repositoryOf({
      "main.nf": `include { A } from './modules/a'\nworkflow { A() }\n`,
      "shared/a.nf": NEXTFLOW.replace(/workflow.*\n/, ""),
      "build/text.txt": "FROM quay.io/built/tool:1\n",
      "compose.yaml": "services:\n  a:\n    build: { context: linked, dockerfile: text.txt }\n",
      "dev/devcontainer.json": `{ "image": "quay.io/dev/tool:1" }`,
    });
    for (const [target, path] of [
      ["shared", "modules"],
      ["build", "linked"],
      ["dev", ".devcontainer"],
    ] as const) {
      link(root, target, path);
    }
    const { images, problems } = await scanned(root);
    const names = new Set(images.map((image) => image.replace("docker://", "")));
    expect([...names].sort()).toEqual(["quay.io/built/tool:1", "quay.io/dev/tool:1", HIDDEN]);
    expect(problems).toEqual([]);
  });

  test("links to folders in one another end", async () => {
    const root = await repositoryOf({ "a/Dockerfile": FROM });
    link(root, ".", "self");
    link(root, "..", "a/up");
    // Each folder has two links to the next one: as many paths as there are numbers of forty digits.
    for (let depth = 0; depth < 40; depth++) {
      link(root, `../d${depth + 1}`, `d${depth}/l`);
      link(root, `../d${depth + 1}`, `d${depth}/r`);
    }
    mkdirSync(join(root, "d40"));
    const { images, problems } = await scanned(root);
    expect(images).toEqual([HIDDEN]);
    expect(problems).toEqual([expect.stringMatching(/^d\d+\/.* too-large$/)]);
  });

  test.each([
    ["a NUL in a comment", "Dockerfile", `# a\0b\n${FROM}`],
    ["a NUL in a comment", "main.nf", `// a\0b\n${NEXTFLOW}`],
    ["a NUL in a comment", "compose.yaml", `# a\0b\n${COMPOSE}`],
    ["3 MiB of comments", "Dockerfile", `${"# comment\n".repeat(300_000)}${FROM}`],
    ["3 MiB of comments", "Dockerfile.prod", `${"# comment\n".repeat(300_000)}${FROM}`],
    ["3 MiB of comments", "main.nf", `${"// comment\n".repeat(300_000)}${NEXTFLOW}`],
    ["3 MiB of comments", "compose.yaml", `${"# comment\n".repeat(300_000)}${COMPOSE}`],
    ["17 KB of comments", "Dockerfile.prod", `${"# comment\n".repeat(1700)}${FROM}`],
    ["17 KB of ARGs", "Dockerfile.prod", `${"ARG A=1\n".repeat(2200)}${FROM}`],
    ["one line of 20 KB", "Dockerfile.prod", `# ${"x".repeat(20_000)}\n${FROM}`],
    ["UTF-16", "compose.yaml", Buffer.from(`\uFEFF${COMPOSE}`, "utf16le")],
    ["UTF-16, the other way round", "compose.yaml", Buffer.from(`\uFEFF${COMPOSE}`, "utf16le").swap16()],
    ["UTF-16", "Dockerfile", Buffer.from(`\uFEFF${FROM}`, "utf16le")],
  ])("with %s: %s", async (_, name, content) => {
    const { images, problems } = await scanned(await repositoryOf({ [name]: content }));
    expect(images).toEqual([HIDDEN]);
    expect(problems).toEqual([]);
  });

  test.each([
    ["there is no .git", async () => repositoryOf({ ".gitignore": "Dockerfile\n", Dockerfile: FROM })],
    [
      "the index cannot be read",
      async () => {
        const root = await tracking({ ".gitignore": "*.log\n", Dockerfile: FROM });
        writeFileSync(join(root, ".gitignore"), "Dockerfile\n");
        writeFileSync(join(root, ".git/index"), "DIRC");
        return root;
      },
    ],
    [
      "git tracks it all the same",
      async () => tracking({ ".gitignore": "Dockerfile\n", Dockerfile: FROM }, "Dockerfile"),
    ],
  ])("a .gitignore hides nothing where %s", async (_, make) => {
    expect((await scanned(await make())).images).toEqual([HIDDEN]);
  });

  test("tracked folders that are named like those of tools, and what is included from there", async () => {
    const module = NEXTFLOW.replace(/workflow.*\n/, "");
    const root = await tracking({
      "main.nf": `include { A } from './node_modules/a'\nworkflow { A() }\n`,
      "node_modules/a.nf": module,
      ".lineage/Dockerfile": FROM,
      "work/Dockerfile": FROM,
      ".nextflow/Dockerfile": FROM,
    });
    const { images, problems } = await scanned(root);
    expect(images).toEqual([HIDDEN, HIDDEN, HIDDEN, HIDDEN]);
    expect(problems).toEqual([]);
  });
});

describe("what is not read is said", () => {
  test("folders that are left out for their name where no index says what they are; an include from there is followed", async () => {
    const root = await repositoryOf({
      "main.nf": `include { A } from './node_modules/a'\nworkflow { A() }\n`,
      "node_modules/a.nf": NEXTFLOW.replace(/workflow.*\n/, ""),
      "work/Dockerfile": FROM,
      ".nextflow/Dockerfile": FROM,
      "sub/.lineage/Dockerfile": FROM,
    });
    const { images, problems } = await scanned(root);
    expect(images).toEqual([HIDDEN]);
    expect(problems).toEqual([".nextflow skipped", "node_modules skipped", "sub/.lineage skipped", "work skipped"]);
  });

  test("a sparse checkout", async () => {
    const root = await tracking({ "a/Dockerfile": FROM, "a/notes.txt": "x", "b/x": "x", "c/main.nf": NEXTFLOW });
    git(root, "sparse-checkout", "set", "b");
    const { images, problems } = await scanned(root);
    expect(images).toEqual([]);
    expect(problems).toEqual(["a/Dockerfile absent", "c/main.nf absent"]);
    git(root, "sparse-checkout", "reapply", "--sparse-index");
    expect((await scanned(root)).problems).toEqual(["a absent", "c absent"]);
    expect((await scanned(join(root, "a").replace(/a$/, "b"))).problems).toEqual([]);
  });

  test("ten thousand absent files: the first hundred, and how many more", async () => {
    const root = await tracking({ x: "x" });
    const lines = Array.from({ length: 10_000 }, (_, n) => `100644 ${"1".repeat(40)} 0\tf${n}/Dockerfile\n`).join("");
    execFileSync("git", ["update-index", "--index-info"], { cwd: root, input: lines });
    const { problems } = await scanned(root);
    expect(problems).toHaveLength(101);
  });

  test("names that are no UTF-8, beside their doubles that are", async () => {
    const root = await repositoryOf({ "caf\uFFFD/notes.txt": "x" });
    const bytes = Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9])]);
    mkdirSync(bytes);
    writeFileSync(Buffer.concat([bytes, Buffer.from("/Dockerfile")]), FROM);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/Dockerfile.`), Buffer.from([0xff])]), FROM);
    expect((await scanned(root)).problems).toEqual(["Dockerfile.\\xff name", "caf\\xe9 name"]);
  });

  test("links out, links to nowhere, in circles and into .git; pipes", async () => {
    const outside = await repositoryOf({ Dockerfile: FROM, "lib/a.nf": NEXTFLOW });
    const root = await tracking({ "main.nf": "workflow { }\n" });
    link(root, join(outside, "Dockerfile"), "Dockerfile");
    link(root, join(outside, "lib"), "lib");
    link(root, "nowhere", "compose.yaml");
    link(root, "b.Dockerfile", "a.Dockerfile");
    link(root, "a.Dockerfile", "b.Dockerfile");
    link(root, ".git/config", "nextflow.config");
    link(root, "/dev/zero", "zero.Dockerfile");
    fifo(root, "pipe.Dockerfile");
    link(root, "pipe.Dockerfile", "piped.Dockerfile");
    const { images, problems } = await scanned(root);
    expect(images).toEqual([]);
    expect(problems).toEqual([
      "Dockerfile outside",
      "a.Dockerfile outside",
      "b.Dockerfile outside",
      "compose.yaml outside",
      "lib outside",
      "nextflow.config outside",
      "pipe.Dockerfile no-file",
      "piped.Dockerfile no-file",
      "zero.Dockerfile outside",
    ]);
  });

  test("files that others name: out by a link, and into .git", async () => {
    const outside = await repositoryOf({ "secret.txt": "FROM quay.io/secret/${TOKEN}:1\nTAG=secret\n" });
    const root = await tracking({
      "compose.yaml":
        "services:\n  a:\n    image: quay.io/a/${TAG}:1\n    build: { context: ., dockerfile: build.txt }\n",
    });
    link(root, join(outside, "secret.txt"), "build.txt");
    link(root, join(outside, "secret.txt"), ".env");
    const { out, code } = await cli(["scan", root, "--format", "json"], LIMIT);
    expect(code).toBe(0);
    expect(out).not.toContain("secret");
    expect((await scanned(root)).problems).toEqual([".env outside", "build.txt outside", "compose.yaml undefined"]);
  });

  test.each([
    ["too large", "Dockerfile", Buffer.alloc(17 * 1024 * 1024, "# x\n"), "too-large"],
    ["binary", "Dockerfile.prod", Buffer.alloc(10_000), "binary"],
    ["UTF-16 without a mark", "compose.yaml", Buffer.from(COMPOSE, "utf16le"), "binary"],
    ["UTF-32", "compose.yaml", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "encoding"],
  ])("a file that is %s", async (_, name, content, why) => {
    expect((await scanned(await repositoryOf({ [name]: content }))).problems).toEqual([`${name} ${why}`]);
  });

  test("a submodule that is not checked out", async () => {
    const root = await tracking({ x: "x" });
    git(root, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
    expect((await scanned(root)).problems).toEqual(["module absent"]);
  });
});

test("the input path of the action may be a link within the workspace: what is there is checked", async () => {
  const workspace = await repositoryOf({ "real/Dockerfile": FROM, "other/Dockerfile": "FROM quay.io/other/tool:1\n" });
  link(workspace, "real", "linked");
  const step = await runAction({ workspace, scratch: await scratch(), inputs: { path: "linked", inspector: "none" } });
  expect(step.outputs["images"]).toBe("1");
});
