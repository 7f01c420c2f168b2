/** `wave-inspect init`, called as the command line calls it, with answers in place of a person. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Cancellation, Cancelled } from "../../src/cancellation.ts";
import { check } from "../../src/cli/check.ts";
import { init } from "../../src/cli/init.ts";
import { findPolicy } from "../../src/policy-source/index.ts";
import { git } from "../support/git.ts";
import { startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { byNames, ends, pipeline, POLICY, read, say, WORKFLOW } from "./say.ts";

describe("answers", () => {
  test("a person who presses Enter takes what the scan suggests, which --yes takes unasked", async () => {
    const [asked, agreed] = [await repositoryOf(pipeline), await repositoryOf(pipeline)];
    const one = await say(init, [asked], { answers: ["", "", "", ""] });
    const other = await say(init, [agreed, "--yes"]);
    expect(one.outcome).toBe("pass");
    expect(other.outcome).toBe("pass");
    expect(read(asked, POLICY)).toBe(read(agreed, POLICY));
    expect(one.asked.map((question) => question.trim().split("\n")[0])).toEqual([
      "Which rules shall the policy build on?",
      "With which container engines and profiles is it run? Names, with commas between.",
      "Images come from these places. Which are not approved? Numbers, with commas between.",
      "Whom shall checks ask about images?",
    ]);
    expect(one.asked.map((question) => question.split("\n").at(-1))).toEqual([
      "[standard] ",
      "[docker, singularity] ",
      "[none] ",
      "[wave] ",
    ]);
    expect(one.asked[1]).toContain("\n  podman       the same images\n  gpu          1 more image\n");
    expect(one.asked[2]).toContain("   1  depot.example.org/singularity/*  1 image\n");
  });

  test("what is written says what was answered, and holds", async () => {
    const root = await repositoryOf(pipeline);
    const { outcome, out } = await say(init, [root], {
      answers: ["observ", "observe", "docker, gpo", ",", "docker, gpu", "0", "x", "1", "none"],
    });
    expect(outcome).toBe("pass");
    expect(out).toContain("Not looked at: singularity (2 images).");
    const { rules, nextflow, inspector } = await findPolicy(root, {});
    expect(read(root, POLICY)).toContain("extends: [wave-inspect:observe]\n");
    expect(nextflow.scenarios).toEqual([{ profiles: ["docker"] }, { profiles: ["gpu"] }]);
    expect(inspector).toBe("none");
    expect(rules.get("registry")?.level?.value).toBe("warning");
    expect(read(root, POLICY)).toContain('    allow:\n      - "quay.io/acme/*"\n');
    expect(await byNames(root)).toBe("pass");
  });

  test("an answer that is none is told, and asked for again", async () => {
    const root = await repositoryOf(pipeline);
    const { asked } = await say(init, [root], {
      answers: ["strikt", "standard", "dokcer", ",", "docker", "3", "one", "none", "nobody", "none"],
    });
    expect(asked[1]).toMatch(/^"strikt" is none of them; did you mean "strict"\?\n\[standard\] $/);
    expect(asked[3]).toContain('"dokcer" is nothing that this repository is run with; did you mean "docker"?');
    expect(asked[4]).toContain("name one at least of docker, singularity, podman, gpu");
    expect(asked[6]).toContain('"3" is no number from 1 to 2, and not "none"');
    expect(asked[7]).toContain('"one" is no number from 1 to 2');
    expect(asked[9]).toContain('"nobody" is none of them; write one of wave, registry, none');
  });

  test("without a terminal and without --yes it is an error that says what to write", async () => {
    const root = await repositoryOf(pipeline);
    await expect(say(init, [root])).rejects.toThrow("there is no terminal: add --yes");
    await expect(say(init, [root, "--preset", "standard"])).rejects.toThrow("--engines, --registries and --inspector");
    expect(readdirSync(root).sort()).toEqual(["main.nf", "nextflow.config"]);
    const args = [
      "--preset",
      "standard",
      "--engines",
      "docker",
      "--registries",
      "quay.io,ghcr.io/**",
      "--inspector=none",
    ];
    expect((await say(init, [root, ...args])).outcome).toBe("pass");
    expect(await byNames(root)).toBe("pass");
  });

  test("whoever ends it has changed nothing", async () => {
    const root = await repositoryOf(pipeline);
    await expect(say(init, [root], { ask: ends })).rejects.toThrow(Cancelled);
    const cancellation = new Cancellation();
    const cancelled = say(init, [root], {
      cancellable: () => cancellation,
      ask: () => {
        cancellation.cancel("SIGINT");
        return new Promise(() => undefined);
      },
    });
    await expect(cancelled).rejects.toThrow("The run was cancelled (SIGINT) before anything was written.");
    await expect(say(init, [root, "--yes"], { cancellable: () => cancellation })).rejects.toThrow(
      "The run was cancelled (SIGINT) before anything was written.",
    );
    expect(readdirSync(root).sort()).toEqual(["main.nf", "nextflow.config"]);
  });

  test.each([
    ["--preset=best", '--preset: "best" is not one of observe, standard, strict, nf-core.'],
    ["--inspector=me", '--inspector: "me" is not one of wave, registry, none.'],
    ["--engines=dokcer", '--engines: "dokcer" is nothing that this repository is run with; did you mean "docker"?'],
    ["--engines=,", "--engines: name one at least of docker, singularity, podman, gpu"],
    ["--registries=quay.io//x", "--registries: the pattern"],
    ["--registry=quay.io", "Unknown option '--registry'"],
  ])("%s is an error", async (flag, message) => {
    const root = await repositoryOf(pipeline);
    await expect(say(init, [root, "--yes", flag])).rejects.toThrow(message);
    expect(existsSync(join(root, ".github"))).toBe(false);
  });

  test("a directory that is none is an error", async () => {
    await expect(say(init, [join(await scratch(), "gone"), "--yes"])).rejects.toThrow("gone is no directory");
  });
});

describe("what is there already", () => {
  const usesIt = "on: push\njobs:\n  a:\n    steps:\n      - uses: someone/wave-inspect-action@v1\n";

  test("a policy stays as it is, nothing is asked, and the workflow is written", async () => {
    const own = "version: 1\nrules: { pin: warning }\n";
    const root = await repositoryOf({ ...pipeline, "wave-inspect.yml": own });
    const { outcome, out, asked } = await say(init, [root], { answers: [] });
    expect(outcome).toBe("pass");
    expect(asked).toEqual([]);
    expect(out).toContain(
      "wave-inspect.yml is there already: it stays as it is.\nWrote .github/workflows/wave-inspect.yml.",
    );
    expect(read(root, "wave-inspect.yml")).toBe(own);
    expect(existsSync(join(root, POLICY))).toBe(false);
  });

  test("a policy that does not pass is told, with what stops it", async () => {
    const rules = "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n";
    const root = await repositoryOf({ ...pipeline, [POLICY]: rules });
    const { outcome, out } = await say(init, [root]);
    expect(outcome).toBe("fault");
    expect(out).toContain(
      "wave-inspect check does not let today's state pass: 3 images in 2 files, judged by their names.",
    );
    expect(out).toContain("main.nf:6: pin: ghcr.io/acme/team/bar:2.0 is pinned by version only");
    expect(out).toContain("Mend what is named above");
    expect(out).not.toContain("more\n");
    for (const at of Array.from({ length: 12 }).keys()) {
      mkdirSync(join(root, `d${at}`));
      writeFileSync(join(root, `d${at}/Dockerfile`), `FROM alpine:${at}\n`);
    }
    expect((await say(init, [root])).out).toContain("\n  and 5 more\n");
  });

  test("a policy of the other ending, or one that cannot be read, is an error and nothing is written", async () => {
    for (const files of [{ "wave-inspect.yaml": "version: 1\n" }, { [POLICY]: "version: 2\n" }]) {
      const root = await repositoryOf(files);
      await expect(say(init, [root, "--yes"])).rejects.toThrow(/is not looked for|version/);
      expect(existsSync(join(root, WORKFLOW))).toBe(false);
    }
  });

  test("a workflow that runs the action is enough", async () => {
    const root = await repositoryOf({ ...pipeline, ".github/workflows/ci.yaml": usesIt });
    const { outcome, out } = await say(init, [root, "--yes"]);
    expect(outcome).toBe("pass");
    expect(out).toContain(".github/workflows/ci.yaml runs the action already: no workflow is written.");
    expect(existsSync(join(root, WORKFLOW))).toBe(false);
    expect((await say(init, [root, "--yes"])).out).toContain("Nothing is left to write.");
  });

  test("a workflow of that name that does something else is left, and said to be in the way", async () => {
    const other = usesIt.replace("- uses", "# uses");
    const root = await repositoryOf({ ...pipeline, [WORKFLOW]: other });
    const { outcome, out } = await say(init, [root, "--yes"]);
    expect(outcome).toBe("fault");
    expect(out).toContain(`${WORKFLOW} is there already: it stays as it is.`);
    expect(out).toContain(`${WORKFLOW} does something else: give it the step`);
    expect(read(root, WORKFLOW)).toBe(other);
    expect(existsSync(join(root, POLICY))).toBe(true);
  });

  test("a folder that leads out of the repository, or is none, is refused", async () => {
    const outside = await scratch();
    for (const link of [".github", ".github/workflows"]) {
      const root = await repositoryOf(pipeline);
      if (link !== ".github") mkdirSync(join(root, ".github"));
      symlinkSync(outside, join(root, link));
      await expect(say(init, [root, "--yes"])).rejects.toThrow(
        `${link} is a link that leads out of the repository, to a folder: nothing is written there.`,
      );
      expect(readdirSync(outside)).toEqual([]);
    }
    const root = await repositoryOf({ ...pipeline, ".github": "a file" });
    await expect(say(init, [root, "--yes"])).rejects.toThrow(".github is no folder: nothing can be written there.");
  });

  test("links in place of files are not written through", async () => {
    const outside = await scratch();
    const root = await repositoryOf({ ...pipeline, ".github/keep": "" });
    symlinkSync(join(outside, "gone.yml"), join(root, POLICY));
    await expect(say(init, [root, "--yes"])).rejects.toThrow(POLICY);
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(join(root, ".github")).sort()).toEqual(["keep", "wave-inspect.yml"]);
  });

  test("a folder of a repository is refused: GitHub reads .github of the root only", async () => {
    const root = await repositoryOf({ "service/Dockerfile": "FROM alpine:3.20\n" });
    git(root, "init", "-q");
    const folder = join(root, "service");
    await expect(say(init, [folder, "--yes"])).rejects.toThrow(
      /is a part of the repository at .*: run wave-inspect init/,
    );
    expect((await say(init, [root, "--yes"])).outcome).toBe("pass");
  });
});

describe("what is written", () => {
  test.each([
    ["nothing", {}, ["readable: { empty: notice }"]],
    ["a Dockerfile", { Dockerfile: "FROM alpine:3.20\n" }, ['- "docker.io/library/*"']],
    ["FROM scratch", { Dockerfile: "FROM scratch\n" }, []],
    ["a pipeline", pipeline, ["- { profiles: [docker] }\n    - { profiles: [singularity] }\n"]],
    ["modules of nf-core", { ".nf-core.yml": "", ...pipeline }, ["wave-inspect:nf-core", '- "quay.io/nf-core/*"']],
    [
      "modules without a pipeline",
      { "modules/foo/main.nf": "process FOO {\n  container 'quay.io/acme/foo:1.0'\n  script: 'true'\n}\n" },
      ['- { profiles: [], arguments: ["-with-docker"] }'],
    ],
    [
      "two pipelines of which one has no profiles",
      Object.fromEntries([
        ...Object.entries(pipeline).map(([file, text]) => [`a/${file}`, text]),
        ["b/main.nf", pipeline["main.nf"]],
        ["b/nextflow.config", "docker.enabled = true\n"],
      ]),
      [],
    ],
    [
      "names that YAML or a terminal would take for something else",
      {
        "main.nf": "process FOO {\n  container 'quay.io/acme/foo:1.0'\n  script: 'true'\n}\nworkflow { FOO() }\n",
        "nextflow.config":
          "profiles {\n  'true' { docker.enabled = true }\n  'a: #\\u001b[2J\"' { singularity.enabled = true }\n}\n",
        "a/Dockerfile": "FROM localhost:5000/yes:1\n",
        "b/Dockerfile": "FROM no/null:1\n",
        "c/Dockerfile": "FROM registry.k8s.io/pause:3.9\n",
        "d/Dockerfile": "FROM ghcr.io/true/deep/er:1\n",
      },
      [
        '- "docker.io/no/*"',
        '- "localhost:5000/*"',
        '- "ghcr.io/true/**"',
        '- "registry.k8s.io/*"',
        '- { profiles: ["true"] }',
      ],
    ],
  ])("%s: every preset is valid, short, and lets today's names pass", async (_, files, lines) => {
    for (const preset of ["observe", "standard", "nf-core"]) {
      const root = await repositoryOf(files);
      const { outcome, out } = await say(init, [
        root,
        "--yes",
        ...(lines[0] === "wave-inspect:nf-core" ? [] : ["--preset", preset]),
      ]);
      expect(out).not.toContain("\u001B");
      expect(outcome).toBe("pass");
      const text = read(root, POLICY);
      for (const line of lines) expect(text).toContain(line);
      expect(text).not.toContain("baseline");
      expect((await findPolicy(root, {})).doubts).toBeUndefined();
      expect(await byNames(root)).toBe("pass");
    }
  });

  test("with nobody to ask, rules that ask are off, so that a check can pass and not only let pass", async () => {
    const root = await repositoryOf(pipeline);
    await say(init, [root, "--yes", "--inspector", "none"]);
    expect(read(root, POLICY)).toContain("inspector: none\n");
    expect(read(root, POLICY)).toMatch(/\n {2}exists: off\n/);
    expect((await say(check, [root])).out).toContain("\nPass: ");
    writeFileSync(join(root, "Dockerfile"), "FROM wave.seqera.io/wt/6e2c1a8d3b5f/library/alpine:3.20\n");
    expect((await say(check, [root])).out).toContain("error[ephemeral]: ");
  });

  test("places of every kind are told apart, and what no pattern can say is known", async () => {
    const images = [
      "library://acme/col/tool:1.0",
      "library://library.example.org/acme/col/tool:1.0",
      "shub://acme/tool:1.0",
      "https://files.example.org/tool-1.0.sif",
      "https://x.example.org:8443/%7Eme/tool-1.0.sif",
      "https://x.example.org/a/b/c/tool-1.0.sif",
      "oras://ghcr.io/acme/tool:1.0",
      "docker://index.docker.io/acme/tool:1.0",
    ];
    const processes = images.map((image, at) => `process P${at} {\n  container '${image}'\n  script: 'true'\n}\n`);
    const root = await repositoryOf({
      "main.nf": `${processes.join("")}workflow { ${images.map((_, at) => `P${at}()`).join("; ")} }\n`,
      "nextflow.config": "singularity.enabled = true\n",
    });
    expect((await say(init, [root, "--yes"])).outcome).toBe("pass");
    const { allow = [] } = parse(read(root, POLICY)).rules.registry;
    expect(allow).toEqual([
      "docker.io/acme/*",
      "files.example.org/*",
      "ghcr.io/acme/*",
      "library://acme/**",
      "library://library.example.org/acme/**",
      "shub://acme/*",
      "x.example.org/a/**",
      "x.example.org:8443/**",
    ]);
    expect(await byNames(root)).toBe("pass");
  });

  test("with nobody to ask and nothing to ask about, no rule is turned off", async () => {
    const root = await repositoryOf({});
    await say(init, [root, "--yes", "--inspector", "none"]);
    expect(read(root, POLICY)).toContain("judged by their names.\ninspector: none\n");
    expect((await say(check, [root])).out).toContain("\nPass: ");
  });

  test("none of the places approved is a list without any", async () => {
    const root = await repositoryOf({});
    await say(init, [root, "--yes", "--registries", "none", "--inspector", "registry"]);
    expect(read(root, POLICY)).toContain("    allow: [] # none is approved yet\n");
    expect((await findPolicy(root, {})).inspector).toBe("registry");
  });

  test("init asks a registry only where it is told to", async () => {
    const registry = await startRegistry({});
    const root = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/gone:1.0\n` });
    const host = ["--insecure-registry", registry.host];
    const offline = await say(init, [root, "--yes", "--dry-run", ...host]);
    expect(offline.outcome).toBe("pass");
    expect(offline.out).toContain("Nobody was asked about the images so far");
    expect(registry.requests.length).toBe(0);
    const asking = await say(init, [root, "--yes", "--dry-run", "--inspector", "registry", ...host]);
    expect(asking.out).toContain("of which each registry was asked");
    expect(asking.out).toContain(
      "Known, and stopping nobody: 1 finding (exists 1), in .github/wave-inspect-baseline.json.",
    );
    expect(asking.outcome).toBe("pass");
    const requests = registry.requests.length;
    await say(check, [root, "--inspector", "registry", ...host]);
    // Judging it again with what is known asks nobody again.
    expect(registry.requests.length).toBe(2 * requests);
    expect(existsSync(join(root, ".github"))).toBe(false);
    await registry.close();
  });

  test("a dry run prints what would be written", async () => {
    const root = await repositoryOf(pipeline);
    const { out } = await say(init, [root, "--yes", "--dry-run"]);
    await say(init, [root, "--yes"]);
    for (const path of [POLICY, WORKFLOW]) expect(out).toContain(`--- ${path}\n${read(root, path)}`);
    expect(out).toContain("Run it again without --dry-run.");
  });

  test("what somebody else wrote meanwhile stays", async () => {
    const root = await repositoryOf(pipeline);
    const { out } = await say(init, [root], {
      ask: async (question) => {
        if (question.includes("Whom shall checks ask")) {
          mkdirSync(join(root, ".github"));
          writeFileSync(join(root, POLICY), "version: 1\n");
        }
        return "";
      },
    });
    expect(out).toContain("Wrote .github/workflows/wave-inspect.yml.");
    expect(read(root, POLICY)).toBe("version: 1\n");
  });
});
