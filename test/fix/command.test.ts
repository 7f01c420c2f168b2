/** `wave-inspect fix` in the process of the test, against a registry on loopback: what it shows, writes and refuses. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cancellation } from "../../src/cancellation.ts";
import { fix } from "../../src/cli/fix.ts";
import { multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { testWorld } from "../support/world.ts";

let registry: Registry;
const image = multiArch(["linux/amd64", "linux/arm64"]);
const { digest } = image.descriptor;

beforeAll(async () => {
  registry = await startRegistry({});
  for (const name of ["acme/tool", "acme/other"]) registry.push(name, "1.0", image);
});

afterAll(() => registry.close());

async function runFix(root: string, args: readonly string[] = [], cancelled?: string) {
  const cancellation = new Cancellation();
  if (cancelled !== undefined) cancellation.cancel(cancelled);
  const stand = ["--inspector", "registry", "--insecure-registry", registry.host];
  const { world, printed } = testWorld({
    now: () => new Date("2026-11-30T03:00:00Z"),
    cancellable: () => cancellation,
  });
  const outcome = await fix([root, ...stand, ...args], world);
  return { outcome, out: printed.out, err: printed.err };
}

const PINNED = "version: 1\nrules: { pin: { at-least: digest }, exists: off }\n";
const main = (container: string): string =>
  `process A {\n  container ${container}\n  script: 'true'\n}\nworkflow { A() }\n`;

describe("a pin", () => {
  test("is shown as a diff, written once, and gone then", async () => {
    const tool = `${registry.host}/acme/tool:1.0`;
    const root = await repositoryOf({
      "main.nf": main(`'${tool}'`),
      "nextflow.config": "docker.enabled = true\n",
      "wave-inspect.yml": PINNED,
    });
    const diff = `diff --git a/main.nf b/main.nf
--- a/main.nf
+++ b/main.nf
@@ -1,5 +1,5 @@
 process A {
-  container '${tool}'
+  container '${tool}@${digest}'
   script: 'true'
 }
 workflow { A() }
`;
    const shown = await runFix(root);
    expect(shown.out).toBe(
      `${diff}\n1 fix for 1 finding in 1 file. A scan of the edited files shows the same pulls but for these; --write makes them.\n`,
    );
    expect(shown.outcome).toBe("fail");
    expect(await runFix(root, ["--format", "diff"])).toEqual({ outcome: "fail", out: diff, err: "" });
    expect(await readFile(join(root, "main.nf"), "utf8")).toBe(main(`'${tool}'`));

    const written = await runFix(root, ["--write"]);
    expect(written.out).toBe(
      "1 fix for 1 finding in 1 file: 1 file written. A scan of the edited files shows the same pulls but for these.\n",
    );
    expect(written.outcome).toBe("pass");
    expect(await readFile(join(root, "main.nf"), "utf8")).toBe(main(`'${tool}@${digest}'`));
    expect(await runFix(root, ["--write"])).toEqual({ outcome: "pass", out: "Nothing to mend.\n", err: "" });
  });

  // containers/image: "references with both a tag and digest are currently not supported".
  test("keeps the tag in a comment where Singularity takes none beside a digest", async () => {
    const tool = `${registry.host}/acme/tool:1.0`;
    const root = await repositoryOf({
      "main.nf": main(`"${tool}"`),
      "nextflow.config": "singularity.enabled = true\n",
      "wave-inspect.yml": PINNED,
    });
    await runFix(root, ["--write"]);
    expect(await readFile(join(root, "main.nf"), "utf8")).toBe(
      main(`"${registry.host}/acme/tool@${digest}" // ${tool}`),
    );
  });

  test("is not offered where nobody says the digest, and that is undecided", async () => {
    const root = await repositoryOf({ Dockerfile: `FROM ${registry.host}/acme/none:1\n`, "wave-inspect.yml": PINNED });
    const { outcome, out } = await runFix(root);
    expect(out).toMatch(
      /^left: 1 of pin: Nobody said which digest it means today: .+ \(Dockerfile:1\)\nNothing that can/,
    );
    expect(outcome).toBe("undecided");
  });
});

test("no file and no name of one is a command, nor of Azure's agent", async () => {
  const root = await repositoryOf({
    "##[error]a/Dockerfile": `FROM ${registry.host}/acme/none:1\n`,
    "##vso[task]b/Dockerfile": `##vso[task.complete]c\nFROM ${registry.host}/acme/tool:1.0\n# ##TeamCity[d]\n`,
    "e\u001B[31m/Dockerfile": `FROM ${registry.host}/acme/tool:1.0\n`,
    "wave-inspect.yml": PINNED,
  });
  const { out } = await runFix(root);
  for (const part of [" ##vso [task.complete]c\n", " # ##TeamCity [d]\n", "(## [error]a/Dockerfile:1)"])
    expect(out).toContain(part);
  expect(out).toContain(
    "not in the diff: e\uFFFD[31m/Dockerfile is no text of UTF-8, or its name has control characters;",
  );
  expect(out).not.toMatch(/#(?:vso|teamcity)?\[/i);
});

/** One name that is safe to pin, and one that somebody may give otherwise. */
const twoNames = async (): Promise<string> =>
  repositoryOf({
    "main.nf": `${main("params.tool")}process B {\n  container '${registry.host}/acme/other:1.0'\n  script: 'true'\n}\n`,
    "nextflow.config": `docker.enabled = true\nparams.tool = '${registry.host}/acme/tool:1.0'\n`,
    "wave-inspect.yml": `${PINNED}nextflow: { judge-uncalled: true }\n`,
  });

describe("what is chosen", () => {
  test("is what is safe, and with --unsafe the rest", async () => {
    const root = await twoNames();
    const { out } = await runFix(root);
    expect(out).toContain("1 fix for 1 finding in 1 file.");
    expect(out).toContain(" 1 finding has a fix that is shown with --unsafe.\n");
    expect((await runFix(root, ["--unsafe"])).out).toContain("2 fixes for 2 findings in 2 files.");
  });

  test("can be narrowed by rule and by image", async () => {
    const root = await twoNames();
    expect((await runFix(root, ["--rule", "tag"])).out).toBe("Nothing to mend.\n");
    expect((await runFix(root, ["--unsafe", "--image", "**/acme/tool"])).out).toContain("1 fix for 1 finding");
    await expect(runFix(root, ["--rule", "pim"])).rejects.toThrow("--rule: there is no rule pim; did you mean pin?");
    await expect(runFix(root, ["--rule", "xyzzyx"])).rejects.toThrow(/there is no rule xyzzyx\.$/);
    await expect(runFix(root, ["--image", "a b"])).rejects.toThrow("--image: the pattern");
  });

  test("is said as JSON, too", async () => {
    const { out } = await runFix(await twoNames(), ["--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      written: false,
      fixes: [{ title: "Pin it to the digest that it means today.", safe: true, findings: [{ rule: "pin" }] }],
      refused: [],
      files: [{ file: "main.nf", edits: 1, inPatch: true, written: false }],
      left: [{ kind: "unsafe" }],
      patch: expect.stringMatching(/^diff --git a\/main\.nf b\/main\.nf\n/) as unknown,
    });
  });
});

test("a run that is ended mends nothing", async () => {
  const root = await repositoryOf({ Dockerfile: "FROM alpine\n", "wave-inspect.yml": PINNED });
  await expect(runFix(root, [], "SIGTERM")).rejects.toThrow("The run was cancelled (SIGTERM)");
});

describe("the diff alone", () => {
  test("leaves out and tells a file that is no text of UTF-8", async () => {
    const bytes = Buffer.from(`FROM ${registry.host}/acme/tool:1.0\n# \u00fc\n`, "latin1");
    const root = await repositoryOf({ "old\t##[error]x/Dockerfile": bytes, "wave-inspect.yml": PINNED });
    const { out, err } = await runFix(root, ["--format", "diff"]);
    expect(out).toBe("");
    expect(err).toContain(" [error]x/Dockerfile is not in the diff: it is no text of UTF-8, or its name has control");
    expect(err).not.toContain("\t");
  });

  // The agents of GitHub, Azure and TeamCity read the log that it may be printed into.
  test.each(["##[error]x", "##vso[task.complete result=Succeeded;]x", "##\u200Bteamcity[x]", "\r::error::x"])(
    "leaves out and tells a file with the line %j",
    async (command) => {
      const container = `'${registry.host}/acme/tool:1.0'`;
      const root = await repositoryOf({
        "main.nf": `// ${command}\n${main(container)}`,
        Dockerfile: `FROM ${registry.host}/acme/other:1.0\n`,
        "nextflow.config": "docker.enabled = true\n",
        "wave-inspect.yml": PINNED,
      });
      const { out, err } = await runFix(root, ["--format", "diff"]);
      expect(out).toMatch(/^diff --git a\/Dockerfile b\/Dockerfile\n/);
      expect(out).not.toContain("main.nf");
      expect(err).toContain("main.nf is not in the diff: it has a line that is a command in the log of a CI");
      expect((await runFix(root)).out).not.toMatch(/^\s*::|#(?:vso|teamcity)?\[/im);
    },
  );
});

test("--image and --rule choose findings, and what they mean must be known", async () => {
  const root = await repositoryOf({
    Dockerfile: `FROM ${registry.host}/acme/tool:1.0\nCOPY --from=${registry.host}/acme/other:1.0 / /\n`,
    "wave-inspect.yml": PINNED,
  });
  const only = await runFix(root, ["--image", `${registry.host}/acme/other`, "--format", "diff"]);
  expect(only.out).toContain(`+COPY --from=${registry.host}/acme/other:1.0@${digest} / /\n`);
  expect(only.out).not.toContain(`+FROM`);
  expect((await runFix(root, ["--rule", "exists"])).out).toContain("Nothing to mend.");
  await expect(runFix(root, ["--rule", "pinn"])).rejects.toThrow("there is no rule pinn; did you mean pin?");
  await expect(runFix(root, ["--rule", "xyzzy"])).rejects.toThrow("there is no rule xyzzy");
  await expect(runFix(root, ["--image", "a**b"])).rejects.toThrow("--image: ");
});
