/** The command line, a process for each call. */
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { cli } from "../support/cli.ts";
import { imageFile, ranged, startFiles } from "../support/files.ts";
import { image, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { startWave } from "../support/wave/index.ts";

let folder: string;
let registry: Registry;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wave-inspect-cli-"));
  registry = await startRegistry({});
  registry.push("acme/tool", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  registry.push("acme/single", "1.0", image({ platform: "linux/amd64" }));
});

afterAll(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

/** A fresh directory with these files. */
async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(folder, "repository-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const direct = (): string[] => ["--via", "registry", "--format", "json", "--insecure-registry", registry.host];

describe("wave-inspect", () => {
  test("says how it is used, and has the version of package.json", async () => {
    expect(await cli(["--help"])).toMatchObject({ code: 0, err: "" });
    expect(await cli(["--version"])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    expect((await cli([])).code).toBe(2);
  });

  test.each([
    ["20.20.2", "Node 22 or later"],
    ["22.2.0", "a later Node 22"],
  ])("says which Node it needs on Node %s", async (node, needed) => {
    const root = await repository({
      "old.cjs": `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${node}" } });`,
    });
    expect(await cli(["name", "alpine"], { env: { NODE_OPTIONS: `--require ${root}/old.cjs` } })).toEqual({
      code: 2,
      out: "",
      err: `wave-inspect: this is Node ${node}; ${needed} is needed.\n`,
    });
  });

  test.each([
    [["frobnicate"], 'there is no command "frobnicate". See wave-inspect --help.'],
    [["chekc", "."], 'there is no command "chekc"; did you mean check?'],
    [["help", "chekc"], 'there is no command "chekc"; did you mean check?'],
    [["--format", "json", "check"], "the command comes first: wave-inspect COMMAND [OPTIONS]."],
    [["scan", "--bogus"], "Unknown option '--bogus'. See wave-inspect scan --help."],
    [
      ["scan", "--bulid-arg", "A=1"],
      "Unknown option '--bulid-arg'; did you mean --build-arg? See wave-inspect scan --help.",
    ],
    [
      ["scan", "--renew"],
      "Unknown option '--renew': baseline takes it, and scan does not. See wave-inspect scan --help.",
    ],
    [["scan", "-x"], "Unknown option '-x'. See wave-inspect scan --help."],
    [["scan", "--policy"], "Option '--policy <value>' argument missing. See wave-inspect scan --help."],
    [["scan", "a", "b"], "One directory is enough: a b."],
    [["scan", "/nonexistent"], "/nonexistent is not a directory that can be read"],
    [
      ["check", ".", "--format", "xml"],
      '--format: "xml" is not one of text, json, sarif, github, gitlab, junit, markdown, html, rdjson.',
    ],
    [["check", ".", "--report", "xml=a"], '--report: "xml" is not one of text, json, sarif, github, gitlab,'],
    [
      ["check", ".", "--report", "junit"],
      '--report: "junit" names no file; write FORMAT=FILE, as in junit=report.xml.',
    ],
    [["check", ".", "--report", "junit="], '--report: "junit=" names no file'],
    [["check", ".", "--report", "junit=a", "--report", "json=./a"], "--report: two reports would be in ./a."],
    [
      ["check", ".", "--inspector", "none", "--report", "json=no/a"],
      "--report: no/a could not be written. Error: ENOENT",
    ],
    [["check", ".", "--quiet", "--format", "json"], "--quiet is for --format text: json always has all."],
    [["check", ".", "--quiet", "--verbose"], "--quiet leaves out what --verbose adds: give one of them."],
    [["check", ".", "--color", "yes"], '--color: "yes" is not one of auto, always, never.'],
    [["check", ".", "--fail-on", "errors"], '--fail-on: "errors" is not one of error, warning, notice, never.'],
    [["check", ".", "--policy", "no.yml"], "no.yml does not exist"],
    [["check", ".", "--build-arg", "X"], '--build-arg: "X" has no value; write NAME=VALUE.'],
    [
      ["check", ".", "--insecure-registry", "http://x:5000"],
      '--insecure-registry: "http://x:5000" is not a registry host',
    ],
    [["inspect", "x", "--wave-endpoint", "wave.seqera.io"], '--wave-endpoint: "wave.seqera.io" is not a usable URL'],
    [["inspect", "x", "--platform", "linux/amd64,linux/arm64"], "one platform per request"],
    [["inspect"], "Name the images to inspect."],
    [["name"], "Name an image, or -"],
    [["policy", "check"], "Write: wave-inspect policy validate FILE, wave-inspect policy show"],
    [["policy"], "Write: wave-inspect policy validate FILE, wave-inspect policy show"],
    [["policy", "validate"], "Name a file. Write: wave-inspect policy validate FILE"],
    [["policy", "validate", "x.yml", "--origin"], "Unknown option '--origin': policy show takes it"],
    [["policy", "show", "x.yml", "y.yml"], "One file is enough: x.yml y.yml. Write: wave-inspect policy validate FILE"],
  ])("%j is the user's to fix", async (args, message) => {
    const result = await cli(args, { cwd: folder });
    expect(result.err).toContain(message);
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.err).not.toContain("internal error");
  });
});

describe("name", () => {
  test("answers in the order given, in JSON", async () => {
    const { code, out } = await cli(["name", "--format", "json", "alpine:3.20", "Foo:1", "ghcr.io/acme/a"]);
    expect(JSON.parse(out)).toMatchObject([
      {
        written: "alpine:3.20",
        canonical: "docker.io/library/alpine:3.20",
        registry: "docker.io",
        repository: "library/alpine",
        tag: "3.20",
        pin: "version",
      },
      { written: "Foo:1", error: expect.stringContaining("lower case") },
      { written: "ghcr.io/acme/a", canonical: "ghcr.io/acme/a:latest", pin: "none" },
    ]);
    expect(code).toBe(1);
  });

  test.each([
    [["alpine:3.20", "docker://alpine", "/opt/tool.sif"], 0],
    [["Foo:1"], 1],
    [["x@sha256:abc", "alpine"], 1],
  ])("%j exits with %i", async (names, code) => {
    expect((await cli(["name", ...names])).code).toBe(code);
  });

  test("reads one name a line, whatever is in it", async () => {
    const { out } = await cli(["name", "--format", "json", "-"], { input: "alpine\r\n\n a:1\nb" });
    expect(JSON.parse(out)).toMatchObject([
      { written: "alpine", pin: "none" },
      { written: "", error: expect.any(String) },
      { written: " a:1", error: expect.any(String) },
      { written: "b", pin: "none" },
    ]);
  });

  test("lets no name steer the terminal", async () => {
    expect((await cli(["name", "x\u001B[31m:1"])).out).not.toContain("\u001B");
  });
});

describe("inspect", () => {
  test("gives Wave's answer or a failure for each image, in the order given", async () => {
    const names = [
      `${registry.host}/acme/tool:1.0`,
      "/data/a.sif",
      `${registry.host}/acme/none:1`,
      `${registry.host}/acme/single:1.0`,
    ];
    const { code, out, err } = await cli(["inspect", ...direct(), ...names]);
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject([
      { image: names[0], answer: { index: { manifests: expect.any(Array) } } },
      { image: names[1], failure: { state: "unsupported" } },
      { image: names[2], failure: { state: "not-found" } },
      { image: names[3], answer: { container: { imageName: "acme/single", reference: "1.0" } } },
    ]);
    expect(code).toBe(1);
  });

  test("asks for a download where it lies, through whichever inspector, and says why others are asked of nobody", async () => {
    const files = await startFiles({ "/tool.sif": ranged(imageFile("arm64")) });
    const url = `${files.origin}/tool.sif`;
    try {
      const args = ["inspect", "--wave-endpoint", "http://localhost:1", "--insecure-registry", files.host];
      expect(await cli([...args, url])).toEqual({
        code: 0,
        err: "",
        out: [
          url,
          "  platforms:   linux/arm64",
          "  file:        SIF",
          "  created:     2024-03-05T06:07:08Z",
          "  size:        36 KiB",
          `  asked:       download, ${files.host}`,
          "",
        ].join("\n"),
      });
      const others = ["ftp://example.org/a.sif", "library://a/b/c:1", "shub://a/b", "/data/a.sif"];
      const { code, out } = await cli([...args, "--format", "json", "--platform", "amd64", url, ...others]);
      expect(JSON.parse(out)).toMatchObject([
        { image: url, platform: "linux/amd64", failure: { state: "platform-missing" }, download: { size: 36864 } },
        { failure: { state: "unsupported", message: expect.stringContaining("ftp") } },
        { failure: { state: "unsupported", message: expect.stringContaining("library://") } },
        { failure: { state: "unsupported", message: expect.stringContaining("shub://") } },
        { failure: { state: "unsupported", message: expect.stringContaining("path") } },
      ]);
      expect(code).toBe(1);
      expect(files.requests).toEqual(["GET /tool.sif", "GET /tool.sif"]);
      const { err } = await cli([...args, "--reachability", url]);
      expect(err).toBe(`wave-inspect: ${url}: a download is read without any login.\n`);
    } finally {
      await files.close();
    }
  });

  test("resolves one platform, and says when an image is made for another", async () => {
    const names = [`${registry.host}/acme/tool:1.0`, `${registry.host}/acme/single:1.0`];
    const { code, out } = await cli(["inspect", ...direct(), "--platform", "arm64", ...names]);
    expect(JSON.parse(out)).toMatchObject([
      { answer: { container: { config: { architecture: "arm64" } } }, evidence: { verified: true } },
      {
        failure: { state: "platform-missing" },
        platforms: ["linux/amd64"],
        answer: { container: { imageName: "acme/single" } },
      },
    ]);
    expect(code).toBe(1);
  });

  test("answers for every platform of an index, in its order", async () => {
    const names = [`${registry.host}/acme/tool:1.0`, `${registry.host}/acme/single:1.0`];
    const { code, out } = await cli(["inspect", ...direct(), "--every-platform", ...names]);
    expect(JSON.parse(out)).toMatchObject([
      { image: names[0], platform: "linux/amd64", answer: { container: { config: { architecture: "amd64" } } } },
      { image: names[0], platform: "linux/arm64", answer: { container: { config: { architecture: "arm64" } } } },
      { image: names[1], answer: { container: { config: { architecture: "amd64" } } } },
    ]);
    expect(code).toBe(0);
    const both = await cli(["inspect", ...direct(), "--every-platform", "--platform", "arm64", ...names]);
    expect(both).toMatchObject({ code: 2, out: "" });
  });

  test("cannot decide where nobody answers", async () => {
    const closed = await startRegistry({});
    await closed.close();
    const { code, out } = await cli([
      "inspect",
      "--via",
      "registry",
      "--format",
      "json",
      "--insecure-registry",
      closed.host,
      `${closed.host}/a:1`,
    ]);
    expect(JSON.parse(out)).toMatchObject([{ failure: { state: "unreachable" } }]);
    expect(code).toBe(3);
  });
});

describe("inspect --reachability", () => {
  test("says who can read an image: anybody, this runner, Wave", async () => {
    const secured = await startRegistry({
      auth: { kind: "bearer", users: { ann: "secret" }, isPrivate: (name) => name === "acme/private" },
    });
    const wave = await startWave({ registries: { [secured.host]: secured.url } });
    try {
      secured.push("acme/private", "1.0", image({ platform: "linux/amd64" }));
      secured.push("acme/open", "1.0", image({ platform: "linux/amd64" }));
      const login = { auths: { [secured.host]: { auth: Buffer.from("ann:secret").toString("base64") } } };
      const args = [
        "--wave-endpoint",
        wave.endpoint,
        "--insecure-registry",
        secured.host,
        "--reachability",
        "--format",
        "json",
      ];
      const names = [`${secured.host}/acme/open:1.0`, `${secured.host}/acme/private:1.0`];
      const { code, out } = await cli(["inspect", ...args, ...names], {
        env: { DOCKER_AUTH_CONFIG: JSON.stringify(login) },
      });
      expect(JSON.parse(out)).toMatchObject([
        { image: names[0], readers: [{ outcome: "readable" }, { outcome: "readable" }, { outcome: "readable" }] },
        {
          image: names[1],
          readers: [
            { outcome: "absent-or-private" },
            { outcome: "readable", identity: "credentials" },
            { outcome: "absent-or-private" },
          ],
        },
      ]);
      expect(code).toBe(0);
      expect((await cli(["inspect", ...args, `${secured.host}/acme/private:1.0`])).code).toBe(1);
    } finally {
      await wave.close();
      await secured.close();
    }
  });
});

/** As `nextflow inspect -format json` prints one process. */
function inspected(container: string): string {
  return `${JSON.stringify({ processes: [{ name: "FOO", container }] }, undefined, 4)}\n`;
}

describe("scan", () => {
  test("tells where Nextflow says something else, with both origins", async () => {
    const root = await repository({
      "main.nf": "process FOO {\n  container 'x:1'\n  script: 'true'\n}\nworkflow { FOO() }\n",
      "nextflow.config": "docker.enabled = true\n",
      "other.json": inspected("x:2"),
    });
    const { code, out } = await cli(["scan", ".", "--compare", "other.json"], { cwd: root });
    expect(out).toContain(
      "main.nf:2:14: compare: FOO: the scan says x:1 (main.nf:2:14), Nextflow says x:2 (other.json:3:9).\n",
    );
    expect(code).toBe(1);
  });

  test("prints one JSON document with references and pulls", async () => {
    const root = await repository({ Dockerfile: "ARG V=3.20\nFROM alpine:$V\n" });
    const { code, out, err } = await cli(["scan", root, "--format", "json"]);
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      references: expect.arrayContaining([
        expect.objectContaining({
          id: expect.stringMatching(/^r\d+$/),
          file: "Dockerfile",
          line: 2,
          column: 6,
          endColumn: 15,
          text: "alpine:$V",
          kind: "from",
        }),
      ]),
      pulls: [
        {
          id: "p1",
          image: "alpine:3.20",
          canonical: "docker.io/library/alpine:3.20",
          confidence: "default",
          engine: "buildkit",
        },
      ],
      problems: [],
    });
    expect(code).toBe(0);
  });

  test("takes build arguments and a target", async () => {
    const root = await repository({ Dockerfile: "ARG V=3.20\nFROM alpine:$V AS a\nFROM busybox:1 AS b\n" });
    const { out } = await cli(["scan", root, "--format", "json", "--build-arg", "V=3.21", "--target", "a"]);
    expect(JSON.parse(out).pulls).toMatchObject([
      { image: "alpine:3.21", reachable: true, confidence: "exact" },
      { image: "busybox:1", reachable: false },
    ]);
  });
});

describe("scan of a pipeline", () => {
  const pipeline = {
    "main.nf": "process FOO {\n  container \"acme/foo:${params.tag}\"\n  script: 'true'\n}\nworkflow { FOO() }\n",
    "nextflow.config":
      "params.tag = '1'\nprofiles {\n  docker { docker.enabled = true; docker.registry = 'quay.io' }\n  podman { podman.enabled = true }\n}\n",
    "wave-inspect.yml": "version: 1\nnextflow: { scenarios: [ { profiles: [podman] } ] }\n",
  };

  test.each([
    ["the policy's scenarios", [], [["podman", "acme/foo:1"]]],
    ["--profile in their place", ["--profile", "docker"], [["docker", "quay.io/acme/foo:1"]]],
    [
      "several of them",
      ["--profile", "docker", "--profile", "podman"],
      [
        ["docker", "quay.io/acme/foo:1"],
        ["podman", "acme/foo:1"],
      ],
    ],
    [
      "a launch command in their place",
      ["--", "nextflow", "run", ".", "-profile", "docker", "--tag", "2"],
      [["docker", "quay.io/acme/foo:2"]],
    ],
  ])("knows %s", async (_, args, expected) => {
    const root = await repository(pipeline);
    const { out } = await cli(["scan", root, "--format", "json", ...args]);
    const pulls: unknown = JSON.parse(out).pulls;
    expect(pulls).toMatchObject(expected.map(([engine, image]) => ({ engine, image, process: "FOO" })));
    expect(pulls).toHaveLength(expected.length);
  });
});

describe("pipelines of tests", () => {
  const files = {
    "main.nf": "process FOO {\n  container 'acme/real:1'\n  script: 'true'\n}\nworkflow { FOO() }\n",
    "tests/main.nf": "process BAR {\n  container 'acme/test:1'\n  script: 'true'\n}\nworkflow { BAR() }\n",
    "nextflow.config": "docker.enabled = true\n",
  };

  test("are left out", async () => {
    const { out } = await cli(["scan", await repository(files)]);
    expect(out).toContain("acme/real:1");
    expect(out).not.toContain("acme/test:1");
  });

  test("are brought in by the policy", async () => {
    const root = await repository({ ...files, "wave-inspect.yml": "version: 1\nfiles: { tests: true }\n" });
    const { out } = await cli(["scan", root]);
    expect(out).toContain("acme/real:1");
    expect(out).toContain("acme/test:1");
  });
});

describe("check", () => {
  const policy = 'version: 1\nrules:\n  registry: { severity: error, allow: ["ghcr.io/acme/**"] }\n';

  test("fails on what the policy forbids, without the network where names are enough", async () => {
    const root = await repository({ Dockerfile: "FROM alpine:3.20\n", "wave-inspect.yml": policy });
    const { code, out } = await cli(["check", root, "--inspector", "none", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      verdict: "fail",
      findings: [{ rule: "registry", severity: "error", file: "Dockerfile", line: 1, column: 6 }],
    });
    expect(code).toBe(1);
  });

  test("lets flags win over the policy, and the policy over the defaults", async () => {
    const root = await repository({
      Dockerfile: "FROM alpine:3.20\n",
      "wave-inspect.yml": `${policy}inspector: none\nfail-on: never\n`,
    });
    expect((await cli(["check", root])).code).toBe(0);
    expect((await cli(["check", root, "--fail-on", "error"])).code).toBe(1);
  });

  test("asks the registry whether images exist", async () => {
    const root = await repository({
      Dockerfile: `FROM ${registry.host}/acme/tool:1.0 AS a\nFROM ${registry.host}/acme/none:1.0\nCOPY --from=a /a /b\n`,
    });
    const { code, out } = await cli([
      "check",
      root,
      "--inspector",
      "registry",
      "--insecure-registry",
      registry.host,
      "--format",
      "json",
    ]);
    expect(JSON.parse(out).findings).toMatchObject([{ rule: "exists", severity: "error", line: 2 }]);
    expect(code).toBe(1);
  });

  test("is undecided where a registry does not answer and the policy says that counts", async () => {
    const closed = await startRegistry({});
    await closed.close();
    const root = await repository({
      Dockerfile: `FROM ${closed.host}/a:1.0\n`,
      "wave-inspect.yml": "version: 1\nrules: { exists: error, inspectable: error }\n",
    });
    const { code } = await cli(["check", root, "--inspector", "registry", "--insecure-registry", closed.host]);
    expect(code).toBe(3);
  });
});

describe("policy validate", () => {
  test("says that a policy is fine, or what is wrong with it and where", async () => {
    const root = await repository({
      "good.yml": "version: 1\nrules: { exists: error }\n",
      "bad.yml": "version: 1\nrules:\n  exist: error\n",
      "odd.yml": "version: 1\nrules: { registry: { allow: [quay.io/biocontainers] } }\n",
    });
    expect(await cli(["policy", "validate", "good.yml"], { cwd: root })).toEqual({
      code: 0,
      out: "good.yml: a valid policy.\n",
      err: "",
    });
    expect(await cli(["policy", "validate", "odd.yml"], { cwd: root })).toEqual({
      code: 0,
      out: 'odd.yml:2:30: notice: rules.registry.allow[0]: the pattern "quay.io/biocontainers" is of one image and of nothing below it: write "quay.io/biocontainers/**"\nodd.yml: a valid policy.\n',
      err: "",
    });
    const bad = await cli(["policy", "validate", "bad.yml"], { cwd: root });
    expect(bad.err).toMatch(/bad\.yml:3:3: .*exist.*exists/);
    expect(bad.code).toBe(2);
  });
});

describe("policy show", () => {
  test("prints the policy of the folder, or the one that is named, with all that it extends", async () => {
    const root = await repository({
      ".github/wave-inspect.yml": "version: 1\nextends: ./org.yml\nrules: { pin: error }\n",
      ".github/org.yml": "version: 1\nrules: { pin: { at-least: build } }\n",
    });
    const shown = await cli(["policy", "show", "--origin"], { cwd: root });
    expect(shown).toEqual({
      code: 0,
      out: `version: 1 # .github/wave-inspect.yml:1
rules:
  pin:
    at-least: build # .github/org.yml:2
    severity: error # .github/wave-inspect.yml:3
`,
      err: "",
    });
    const named = await cli(["policy", "show", ".github/org.yml", "--effective"], { cwd: root });
    expect(named.out).toContain("    at-least: build\n    # severity: error (default)\n");
  });
});
