/** The input `patch-file`: what git makes of the patch is what `fix` would have written. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { runAction as step } from "../../src/action/step.ts";
import { runAction } from "../support/action.ts";
import { git } from "../support/git.ts";
import { multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

let registry: Registry;
const image = multiArch(["linux/amd64", "linux/arm64"]);
const pinned = (): string => `${registry.host}/acme/tool:1.0@${image.descriptor.digest}`;

beforeAll(async () => {
  registry = await startRegistry({});
  registry.push("acme/tool", "1.0", image);
});
afterAll(() => registry.close());
afterEach(() => vi.unstubAllEnvs());

/** Only names are judged: what they mean is asked for the patch alone. */
const policy = "version: 1\nrules: { pin: { at-least: digest }, exists: off }\n";
const dockerfile = (name: string): string => `\uFEFF# é\r\nFROM ${name} AS a\r\n`;

async function repository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await repositoryOf({
    "wave-inspect.yml": policy,
    "sub/Dockerfile": dockerfile(`${registry.host}/acme/tool:1.0`),
    "other/Dockerfile": dockerfile(`${registry.host}/acme/tool:1.0`),
    ...files,
  });
  git(root, "init", "--quiet");
  git(root, "add", ".");
  return root;
}

const inputs = () => ({ inspector: "registry", "insecure-registries": registry.host });

/** In the process of the test. */
async function run(
  patchFile: string,
  files: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
  expected = 1,
): Promise<{ readonly workspace: string; readonly printed: string }> {
  const workspace = await repository(files);
  const output = join(await scratch(), "output");
  await writeFile(output, "");
  for (const [name, value] of Object.entries({ ...inputs(), "patch-file": patchFile, summary: "false", ...more }))
    vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  const printed: string[] = [];
  const env = { GITHUB_WORKSPACE: workspace, GITHUB_OUTPUT: output };
  const code = await step({ env, now: () => new Date(), out: (text) => void printed.push(text) });
  expect(code).toBe(expected);
  return { workspace, printed: printed.join("") };
}

describe("the step, as it is shipped", () => {
  test("writes a patch of the folder that it looks at, which git takes in the workspace", async () => {
    const workspace = await repository();
    const given = { ...inputs(), path: "sub", "patch-file": "out/fixes.patch" };
    const { outputs, stdout } = await runAction({ workspace, scratch: await scratch(), inputs: given });
    expect(stdout).not.toContain("Warning");
    expect(outputs["patch"]).toBe(join(workspace, "out/fixes.patch"));
    git(workspace, "apply", outputs["patch"] ?? "");
    expect(await readFile(join(workspace, "sub/Dockerfile"), "utf8")).toBe(dockerfile(pinned()));
    expect(await readFile(join(workspace, "other/Dockerfile"), "utf8")).not.toContain("sha256");
    const again = await runAction({ workspace, scratch: await scratch(), inputs: given });
    expect(again.outputs).toMatchObject({ patch: "", verdict: "pass" });
  });

  test("writes none where nobody asks for it", async () => {
    const { outputs } = await runAction({ workspace: await repository(), scratch: await scratch(), inputs: inputs() });
    expect(outputs["patch"]).toBe("");
    expect(outputs["verdict"]).toBe("fail");
  });
});

/** A pipeline that includes a configuration which lies beside its folder. */
const pipeline = (engine: string, name: string): Record<string, string> => ({
  [`${name}/main.nf`]: "process A {\n  script:\n  'true'\n}\nworkflow { A() }\n",
  [`${name}/nextflow.config`]: `${engine}.enabled = true\nincludeConfig '../conf/shared.config'\n`,
});
const config = (name: string): string => `process.container = '${name}\n`;

describe("the step, in this process", () => {
  test("writes the patch of all that was looked at", async () => {
    const { workspace } = await run("fixes.patch");
    const patch = await readFile(join(workspace, "fixes.patch"), "utf8");
    expect(patch.match(/^\+FROM [^\n]*/gm)).toEqual([`+FROM ${pinned()} AS a\r`, `+FROM ${pinned()} AS a\r`]);
  });

  test("edits what several folders share once, and as the engines of all of them take it", async () => {
    const tool = `${registry.host}/acme/tool`;
    const patchWith = async (engine: string): Promise<string> => {
      const files = {
        "conf/shared.config": config(`${tool}:1.0'`),
        ...pipeline("docker", "a"),
        ...pipeline(engine, "b"),
      };
      const { workspace } = await run("fixes.patch", files, { paths: "a\nb\nsub" });
      git(workspace, "apply", "fixes.patch");
      expect(await readFile(join(workspace, "sub/Dockerfile"), "utf8")).toBe(dockerfile(pinned()));
      return readFile(join(workspace, "conf/shared.config"), "utf8");
    };
    expect(await patchWith("podman")).toBe(config(`${pinned()}'`));
    expect(await patchWith("singularity")).toBe(config(`${tool}@${image.descriptor.digest}' // ${tool}:1.0`));
  });

  test("says what it could not write, and keeps its verdict", async () => {
    const { printed } = await run(".git/fixes.patch");
    expect(printed).toMatch(
      /^Warning: patch-file \.git\/fixes\.patch could not be written\. .*lies in git's own folder$/m,
    );
  });

  test("says which file no patch can have", async () => {
    const { printed } = await run("fixes.patch", {
      "sub/\tx/Dockerfile": dockerfile(`${registry.host}/acme/tool:1.0`),
    });
    expect(printed).toMatch(
      /^patch-file: sub\/.x\/Dockerfile is not in the patch: it is no text of UTF-8, or its name /m,
    );
  });

  test("says so also where there is nothing to write", async () => {
    const mended = Object.fromEntries(["sub", "other"].map((name) => [`${name}/Dockerfile`, dockerfile(pinned())]));
    const { printed } = await run(".git/fixes.patch", mended, {}, 0);
    expect(printed).toMatch(/^Warning: patch-file .* lies in git's own folder$/m);
  });
});
