/** What counts of a change, and where it is told: the whole run in this process. */
import { mkdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Base, baseNamed } from "../../src/base/index.ts";
import { Cancellation } from "../../src/cancellation.ts";
import { isOpen } from "../../src/finding.ts";
import type { Finding, Inspection, InspectionRequest, Report } from "../../src/model.ts";
import { readPolicyFile } from "../../src/policy-source/index.ts";
import { type Answering, run } from "../../src/run.ts";
import { settle } from "../../src/settings.ts";
import { Redactor } from "../../src/text/redactor.ts";
import { git } from "../support/git.ts";
import { repositoryOf } from "../support/scratch.ts";

const POLICY = "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n";
const process = (name: string, image: string): string =>
  `process ${name} {\n  container '${image}'\n\n  script:\n  """\n  run with ${image}\n  """\n}\n`;

type Files = Readonly<Record<string, string | null>>;

async function write(root: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (text === null) await rm(join(root, path));
    else await writeFile(join(root, path), text);
  }
}

async function repository(files: Readonly<Record<string, string>>, touch?: (root: string) => unknown): Promise<string> {
  const root = await realpath(await repositoryOf({ "wave-inspect.yml": POLICY, ...files }));
  git(root, "init", "-q");
  await touch?.(root);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "base");
  return root;
}

async function judged(root: string, answers?: Answering, within?: string, only?: Base): Promise<Report> {
  const policy = await readPolicyFile(root, "wave-inspect.yml", {});
  return run({
    root,
    ...(within !== undefined && { within }),
    policy,
    settings: settle({ inspector: answers === undefined ? "none" : "registry" }, policy),
    only: only ?? baseNamed(root, "HEAD"),
    inspect: answers ?? down,
    now: () => new Date("2026-11-24T12:00:00Z"),
    cancellation: new Cancellation(),
    redactor: new Redactor(),
  });
}

/** Every image is on a server that is not there. */
function down(request: InspectionRequest): Inspection {
  const message = `${request.image}: no route to host`;
  const evidence = {
    via: "registry",
    host: "x.io",
    verified: false,
    requests: 1,
    observedAt: "2026-11-24T12:00:00Z",
  } as const;
  return { request, failure: { state: "unreachable", message }, evidence };
}

/** What a change of a repository makes count. */
async function counting(files: Readonly<Record<string, string>>, change: Files): Promise<Finding[]> {
  const root = await repository(files);
  await write(root, change);
  // A file that is tracked and not there is a finding of its own.
  git(root, "add", "-A");
  return (await judged(root)).findings.filter(isOpen);
}

const places = (findings: readonly Finding[]): string[] =>
  findings.map(({ location: { file, line } }) => `${file}:${line}`);

const MAIN = "include { ONE } from './one'\nworkflow {\n  ONE()\n}\n";
const pipeline = {
  "main.nf": MAIN,
  "one.nf": process("ONE", "acme/one:1.0"),
  "nextflow.config": "docker.enabled = true\n",
};

const config = (more: string): string => `docker.enabled = true\n${more}`;

const compose = (tag: string): string => `services:\n  a:\n    image: a:${tag}\n`;

const steps = (...lines: readonly string[]): string => `jobs:\n  one:\n    runs-on: x\n    steps:\n${lines.join("")}`;

const link = async (root: string): Promise<void> => {
  await mkdir(join(root, "deep"));
  await writeFile(join(root, "deep/devcontainer.json"), '{ "image": "a:1" }\n');
  await symlink("deep", join(root, ".devcontainer"));
  await symlink("/etc", join(root, "etc"));
  await symlink("/etc/hostname", join(root, "Dockerfile"));
  await symlink("loop.yml", join(root, "loop.yml"));
  await symlink("../..", join(root, "deep/up"));
  await symlink("main.nf", join(root, "linked.nf"));
};

describe("where it is told", () => {
  test("at the setting that rewrites the name, with the place of the image", async () => {
    const found = await counting(pipeline, {
      "nextflow.config": "\ndocker.enabled = true\ndocker.registry = 'quay.io'\n",
    });
    expect(places(found)).toEqual(["nextflow.config:3"]);
    expect(found[0]?.writtenAt).toMatchObject({ file: "one.nf", line: 2 });
    expect(found[0]?.evidence).toMatchObject({ written: "one.nf:2" });
  });

  test.each([
    ["in the middle", "docker.registry = 'quay.io'\nx = 1\n", "x = 1\n", "nextflow.config:2"],
    ["at the end", "docker.registry = 'quay.io'\n", "", "nextflow.config:1"],
  ])("where a setting was taken out, %s", async (_, before, after, place) => {
    const found = await counting(
      { ...pipeline, "nextflow.config": config(before) },
      { "nextflow.config": config(after) },
    );
    expect(places(found)).toEqual([place]);
  });

  test("at the image, where its file with the setting is gone or nothing says the cause", async () => {
    const files = { ...pipeline, "nextflow.config": "docker.enabled = true\nincludeConfig 'own.config'\n" };
    const own = "docker.registry = 'quay.io'\n";
    const found = await counting(
      { ...files, "own.config": own },
      { "own.config": null, "nextflow.config": "docker.enabled = true\n" },
    );
    expect(places(found)).toEqual(["one.nf:2"]);
    expect(found[0]?.evidence["changed"]).toBe("nextflow.config:1");
    const two = { ...pipeline, "two.nf": process("TWO", "acme/two:1.0") };
    const main = `include { TWO } from './two'\n${MAIN.replace("  ONE()", "  TWO()")}`;
    const called = await counting(
      { ...two, "main.nf": main },
      { "main.nf": main.replace("  TWO()", "  TWO()\n  ONE()") },
    );
    expect(places(called)).toEqual(["one.nf:2"]);
    expect(called[0]?.evidence["changed"]).toBe("main.nf:5");
  });

  test("what is told of no image stays; where the image is, and other kinds of files", async () => {
    const script = 'rule a:\n  container: "docker://a:1"\n';
    const found = await counting({ Snakefile: script }, { Snakefile: script.replace("a:1", "b:1") });
    expect(places(found)).toEqual(["Snakefile:2"]);
    const emptied = await counting({ Dockerfile: "FROM a:1\n", "x.txt": "x\n" }, { Dockerfile: null });
    expect(emptied.map(({ rule }) => rule)).toEqual(["readable"]);
  });

  test("a removed file is named where nothing else was changed", async () => {
    const found = await counting(
      {
        "compose.yaml": compose("1"),
        "compose.override.yaml": "services:\n  a:\n    image: a@sha256:" + "a".repeat(64) + "\n",
      },
      { "compose.override.yaml": null },
    );
    expect(places(found)).toEqual(["compose.yaml:3"]);
    expect(found[0]?.evidence["changed"]).toBe("compose.override.yaml, which it removes");
  });

  test("of two that are alike the one on the line of the change", async () => {
    const step = "      - uses: docker://a:1\n";
    const file = ".github/workflows/a.yml";
    const found = await counting(
      { [file]: steps("      - run: x\n", step) },
      { [file]: steps(step, "      - run: x\n", step) },
    );
    expect(places(found)).toEqual([`${file}:5`]);
  });
});

const halves = (docker: string, sif: string): Readonly<Record<string, string>> => ({
  "wave-inspect.yml": "version: 1\nrules: { recipe: error, twins: error }\n",
  "main.nf": MAIN,
  "nextflow.config":
    "profiles {\n  docker { docker.enabled = true }\n  singularity { singularity.enabled = true }\n}\n",
  "environment.yml": "dependencies:\n- bioconda::samtools=1.17\n",
  "one.nf": process("ONE", `\${ workflow.containerEngine == 'singularity' ? '${sif}' : '${docker}' }`).replace(
    /container '(.*)'\n/,
    'conda "${moduleDir}/environment.yml"\n  container "$1"\n',
  ),
});
const BIO = "quay.io/biocontainers/samtools:1.17";
const [ONE_BUILD, OTHER_BUILD, NEW_BUILD] = [`${BIO}--h00cdaf9_0`, `${BIO}--hd87286a_2`, `${BIO}--h50ea8bc_1`];
const depot = (image: string): string => `https://depot.galaxyproject.org/singularity/${image.split("/").at(-1)}`;

describe("the two images of a process", () => {
  test("differ anew where the other one is changed", async () => {
    const base = halves(ONE_BUILD, depot(OTHER_BUILD));
    const words = async (change: Files): Promise<string[]> =>
      (await counting(base, change)).map(({ rule, message }) => `${rule}: ${message}`);
    expect(await words({ "environment.yml": "# as before\ndependencies:\n- bioconda::samtools=1.17\n" })).toEqual([]);
    expect(await words(halves(NEW_BUILD, depot(OTHER_BUILD)))).toEqual([
      `twins: ${depot(OTHER_BUILD)} is another build than Docker's ${NEW_BUILD}`,
    ]);
  });

  test("are told of with the line of the environment that is another one", async () => {
    const found = await counting(halves(ONE_BUILD, depot(ONE_BUILD)), {
      "environment.yml": "dependencies:\n- bioconda::samtools=1.21\n",
      "nextflow.config": `${halves("", "")["nextflow.config"]}// more\n`,
    });
    expect(found.map(({ rule, location, evidence }) => [rule, location.file, evidence["changed"]])).toEqual([
      ["recipe", "one.nf", "environment.yml:2"],
      ["recipe", "one.nf", "environment.yml:2"],
    ]);
  });
});

describe("what is the same", () => {
  test("a renamed file, with and without changes, and a renamed process", async () => {
    const root = await repository({ ...pipeline, "two.Dockerfile": "FROM a:1\nRUN 1\nRUN 2\n" });
    await write(root, {
      "main.nf": MAIN.replaceAll("ONE", "OTHER").replace("./one", "./two"),
      "one.nf": null,
      "two.nf": `// more\n${process("OTHER", "acme/one:1.0")}`,
      "two.Dockerfile": null,
      "other.Dockerfile": "FROM a:1\nRUN 1\nRUN 3\n",
      "new.txt": "x\n",
    });
    git(root, "add", "-A");
    expect(places((await judged(root)).findings.filter(isOpen))).toEqual([]);
  });

  test("a problem of a file that was renamed", async () => {
    const cut = "services:\n  a:\n    image: [\n  b: 1\n  c: 2\n  d: 3\n";
    const found = await counting(
      { ...pipeline, "x/compose.yaml": cut },
      { "x/compose.yaml": null, "y/compose.yaml": cut },
    );
    expect(places(found)).toEqual([]);
  });

  test("a file that is too large, before and after", async () => {
    const found = await counting(
      { ...pipeline, "compose.yaml": "x: 1\n".repeat(1_000_000) },
      { "one.nf": `\n${pipeline["one.nf"]}` },
    );
    expect(places(found)).toEqual([]);
  });

  test("links, to files and folders, out of the repository, and to themselves", async () => {
    const root = await repository(pipeline, link);
    const { findings } = await judged(root);
    expect(places(findings.filter(isOpen))).toEqual([]);
    expect(places(findings)).toContain(".devcontainer/devcontainer.json:1");
    await rm(join(root, "linked.nf"));
    await symlink("one.nf", join(root, "Containerfile"));
    expect(places((await judged(root)).findings.filter(isOpen))).not.toContain("one.nf:2");
  });

  test("in a folder of the repository", async () => {
    const root = await repository({ ...pipeline, "sub/Dockerfile": "FROM a:1\n" });
    await write(root, { "sub/Dockerfile": "FROM b:1\n", "one.nf": process("ONE", "acme/two:1.0") });
    expect(places((await judged(root, undefined, "sub")).findings.filter(isOpen))).toEqual(["sub/Dockerfile:1"]);
  });
});

describe("what counts although something like it was there", () => {
  const policy = "version: 1\nrules: { exists: error }\n";

  test("one more image of a server that is down", async () => {
    const root = await repository({
      "wave-inspect.yml": policy,
      Dockerfile: "FROM x.io/a:1 AS a\nFROM x.io/b:1\nCOPY --from=a / /\n",
    });
    const before = await judged(root, down);
    expect(before.findings.filter(isOpen)).toEqual([]);
    await write(root, {
      Dockerfile: "FROM x.io/a:1 AS a\nFROM x.io/c:1 AS c\nFROM x.io/b:1\nCOPY --from=a / /\nCOPY --from=c / /\n",
    });
    const { findings } = await judged(root, down);
    expect(findings.filter(isOpen)).toHaveLength(1);
    expect(findings[0]?.evidence["baseline"]).toBe("known without x.io/c:1");
  });

  test("what an ignore excused on the base, and what cannot be read any more", async () => {
    const found = await counting(
      { Dockerfile: "# wave-inspect: ignore pin -- old\nFROM a:1\n" },
      { Dockerfile: "FROM a:1\n" },
    );
    expect(places(found)).toEqual(["Dockerfile:1"]);
    const broken = await counting(pipeline, { "one.nf": "process ONE {\n" });
    expect(broken.map(({ rule }) => rule)).toContain("readable");
  });
});

const big = (image: string): string => `FROM ${image}\n${"# x\n".repeat(2_500_000)}`;

/** What counts of a change that is committed. */
async function committed(before: Readonly<Record<string, string>>, change: Files): Promise<Finding[]> {
  const root = await repository(before);
  git(root, "branch", "before");
  await write(root, change);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "change");
  return (await judged(root, undefined, undefined, baseNamed(root, "before"))).findings.filter(isOpen);
}

describe("what is not read, before and after", () => {
  const files = { ...pipeline, "b/Dockerfile": big("a:1"), "bad.nf": "process TWO {\n" };
  const unread = async (change: Files): Promise<string[]> => places(await committed(files, change));

  test("counts where it was changed", async () => {
    expect(await unread({ "c.txt": "x" })).toEqual([]);
    expect(await unread({ "b/Dockerfile": big("b:1") })).toEqual(["b/Dockerfile:1"]);
    expect(await unread({ "bad.nf": "process TWO {\n  container 'x:latest'\n" })).toEqual(["bad.nf:1"]);
    expect(await unread({ "b/Dockerfile": null, "c/Dockerfile": files["b/Dockerfile"] })).toEqual(["c/Dockerfile:1"]);
  });

  test("without a commit of the checkout, by what is on the disk", async () => {
    const root = await repository(files);
    const base = baseNamed(root, "HEAD");
    const counting = async (): Promise<string[]> => {
      const remote = remoteIn(root, base.commit);
      return places(
        (await judged(root, undefined, undefined, { ...base, checkout: undefined, remote })).findings.filter(isOpen),
      );
    };
    expect(await counting()).toEqual([]);
    await write(root, { "b/Dockerfile": big("b:1") });
    expect(await counting()).toEqual(["b/Dockerfile:1"]);
  });
});

/** A repository as GitHub would show it. */
function remoteIn(root: string, commit: string): NonNullable<Base["remote"]> {
  const listed = git(root, "ls-tree", "-rz", commit).split("\0").slice(0, -1);
  return {
    list: async () => ({
      illegible: [],
      entries: listed.map((line) => {
        const [, id = "", path = ""] = /^\d+ blob (\S+)\t(.*)$/.exec(line) ?? [];
        return { path, kind: "file", id };
      }),
    }),
    blob: async (id) => Buffer.from(git(root, "cat-file", "blob", id), "latin1"),
  };
}

const include = (file: string): string => `includeConfig '${file}'\n`;

test("files that no name tells are fetched in further rounds, each once", async () => {
  const own = "docker.registry = 'quay.io'\n";
  const root = await repository({
    ...pipeline,
    "nextflow.config": include("a.txt"),
    "a.txt": include("b.txt"),
    "b.txt": own,
  });
  const base = baseNamed(root, "HEAD");
  const asked: string[] = [];
  await write(root, { "a.txt": `// a\n${include("b.txt")}`, "b.txt": `// b\n${own}` });
  const ids = ["a.txt", "b.txt"].map((file) => git(root, "rev-parse", `HEAD:${file}`).trim());
  // Of the objects of git these are not at hand.
  for (const id of ids) await rm(join(root, ".git/objects", id.slice(0, 2), id.slice(2)), { force: true });
  const copies = new Map(ids.map((id, index) => [id, index === 0 ? include("b.txt") : own]));
  const report = await judged(root, undefined, undefined, {
    ...base,
    remote: {
      list: () => Promise.reject(new Error("git has it")),
      blob: (id) => {
        asked.push(id);
        return Promise.resolve(Buffer.from(copies.get(id) ?? ""));
      },
    },
  });
  expect(places(report.findings.filter(isOpen))).toEqual([]);
  expect(asked).toEqual(ids);
});
