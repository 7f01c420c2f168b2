/** The input `evidence` of the action: in the process of the test, and as it is shipped. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { runAction as runStep } from "../../src/action/step.ts";
import { Cancellation } from "../../src/cancellation.ts";
import { runAction } from "../support/action.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry({});
  registry.push("acme/tool", "1.0", image());
});
afterAll(() => registry.close());
afterEach(() => vi.unstubAllEnvs());

const TIME = { SOURCE_DATE_EPOCH: "1764547200" };

async function workspace(files: Readonly<Record<string, string>> = {}) {
  return repositoryOf({
    "pipeline/Dockerfile": `FROM ${registry.host}/acme/tool:1.0\n`,
    "wave-inspect.yml": "version: 1\nrules: { pin: off }\n",
    ...files,
  });
}

const inputs = (differing: Readonly<Record<string, string>> = {}) => ({
  inspector: "registry",
  "insecure-registries": registry.host,
  path: "pipeline",
  evidence: "out/evidence",
  ...differing,
});

/** What the step prints and exits with. */
async function step(
  root: string,
  differing: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = TIME,
  cancelled?: string,
) {
  for (const [input, value] of Object.entries(inputs(differing))) vi.stubEnv(`INPUT_${input.toUpperCase()}`, value);
  const out: string[] = [];
  const cancellation = new Cancellation();
  if (cancelled !== undefined) setImmediate(() => cancellation.cancel(cancelled));
  const code = await runStep({
    env: { GITHUB_WORKSPACE: root, GITHUB_OUTPUT: join(await scratch(), "output"), ...env },
    now: () => new Date(),
    out: (text) => void out.push(text),
    cancellable: () => cancellation,
  });
  return { code, out: out.join("") };
}

describe("the input evidence", () => {
  test("gives the folder, with the same bytes in the process and as it is shipped", async () => {
    const root = await workspace();
    const run = await runAction({ workspace: root, scratch: await scratch(), inputs: inputs(), env: TIME });
    expect(run).toMatchObject({
      code: 0,
      stderr: "",
      outputs: { verdict: "pass", evidence: join(root, "out/evidence") },
    });
    const names = await readdir(join(root, "out/evidence"));
    expect(names).toContain("approval.checksums.txt");
    const env = { ...TIME, GITHUB_REPOSITORY: "acme/readqc", GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567" };
    expect(await step(root, { evidence: "again" }, env)).toMatchObject({ code: 0 });
    for (const name of names)
      expect(await readFile(join(root, "again", name), "utf8")).toBe(
        await readFile(join(root, "out/evidence", name), "utf8"),
      );
    const summary = await readFile(join(root, "again/summary.predicate.json"), "utf8");
    expect(summary).toContain("#pipeline/containers.lock");
    expect(summary).toContain("#wave-inspect.yml");
  });

  test("is written where the check fails, without any approval", async () => {
    const root = await workspace({
      "wave-inspect.yml": "version: 1\nrules: { pin: { severity: error, at-least: digest } }\n",
    });
    expect(await step(root)).toMatchObject({ code: 1 });
    expect((await readdir(join(root, "out/evidence"))).filter((name) => name.startsWith("approval"))).toEqual([]);
  });

  test("adds to the crate of the folder that is checked", async () => {
    const crate = {
      "@context": "x",
      "@graph": [
        { "@id": "ro-crate-metadata.json", about: { "@id": "./" } },
        { "@id": "./", name: "mine" },
      ],
    };
    const root = await workspace({
      "pipeline/ro-crate-metadata.json": JSON.stringify(crate),
      "ro-crate-metadata.json": "{",
    });
    expect(await step(root)).toMatchObject({ code: 0 });
    expect(await readFile(join(root, "out/evidence/ro-crate-metadata.json"), "utf8")).toContain('"name": "mine"');
  });

  test.each([
    ["nobody is asked", { inspector: "none" }, TIME, /::error.*evidence: it records what registries say/],
    ["only a change counts", { only: "changed" }, TIME, /::error.*leave out only: changed/],
    ["no time is known", {}, {}, /::error.*set SOURCE_DATE_EPOCH/],
  ])("stops the step before the run where %s", async (_why, differing, env, words) => {
    const { code, out } = await step(await workspace(), differing, env);
    expect({ code, out }).toEqual({ code: 2, out: expect.stringMatching(words) });
  });

  test("touches nothing outside of the workspace through a link, and says so", async () => {
    const outside = await scratch();
    await writeFile(join(outside, "approval.intoto.json"), "theirs");
    const root = await workspace();
    await symlink(outside, join(root, "out"));
    const { code, out } = await step(root, { evidence: "out" });
    expect(code).toBe(0);
    expect(out).toContain(
      "Warning: evidence out could not be written. Error: its directory is a link that leads out of the workspace",
    );
    expect(await readdir(outside)).toEqual(["approval.intoto.json"]);
  });

  test("writes nothing of a run that was ended, and not into git's own folder", async () => {
    const root = await workspace();
    await mkdir(join(root, ".git"));
    expect((await step(root, {}, TIME, "SIGTERM")).out).toMatch(
      /::error|Warning: evidence out\/evidence could not be written/,
    );
    expect((await step(root, { evidence: ".git/x" })).out).toContain("lies in git's own folder");
    expect(await readdir(root)).not.toContain("out");
  });
});
