/** Images that Wave builds, as the shipped command line goes about them: known by their name, then gone, then there. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { image } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";

let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry({});
});

afterAll(async () => {
  await registry.close();
});

const repository = (settings: string): Promise<string> =>
  repositoryOf({
    "main.nf": "include { FOO } from './modules/foo/main'\nworkflow { FOO() }\n",
    "modules/foo/main.nf": `process FOO {\n  conda "\${moduleDir}/environment.yml"\n  script:\n  'true'\n}\n`,
    "modules/foo/environment.yml": "channels:\n- conda-forge\n- bioconda\ndependencies:\n- bioconda::bismark=3.1.0\n",
    "nextflow.config": `docker.enabled = true\nwave { enabled = true; freeze = true; strategy = 'conda'; ${settings} }\n`,
    "wave-inspect.yml": "version: 1\nrules: { exists: error, user: { severity: error, deny: [root] } }\n",
  });

test("scan lists the name of the community registry", async () => {
  const { code, out } = await cli(["scan", await repository("build.template = 'conda/pixi:v1'")]);
  expect(code).toBe(0);
  expect(out).toContain(
    "modules/foo/main.nf:2:10: community.wave.seqera.io/library/bismark:3.1.0--9557d6ab108a83e4 (FOO; docker)",
  );
});

test("check and lock go on where it is not built yet, and judge and record it once it is there", async () => {
  const root = await repository(`build.template = 'conda/pixi:v1'; build.repository = '${registry.host}/acme/wave'`);
  const stand = ["--inspector", "registry", "--insecure-registry", registry.host];
  const report = async () => {
    const { code, out } = await cli(["check", root, "--format", "json", ...stand]);
    return { code, report: objectOf(JSON.parse(out)) };
  };
  const before = await report();
  const findings = arrayOf(before.report["findings"]).map(objectOf);
  expect([before.code, before.report["verdict"]]).toEqual([0, "undecided"]);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([["exists", "notice"]]);
  const [pull] = arrayOf(before.report["pulls"]).map(objectOf);
  expect(pull).toMatchObject({ confidence: "exact", predicted: "conda/pixi:v1" });
  expect(await cli(["lock", root, ...stand])).toMatchObject({ code: 0 });

  const [, tag = ""] = /wave:(bismark-3\.1\.0--[0-9a-f]{16})$/.exec(String(pull?.["image"])) ?? [];
  registry.push("acme/wave", tag, image({ user: "root" }));
  const after = await report();
  expect(after.code).toBe(1);
  expect(arrayOf(after.report["findings"]).map((one) => objectOf(one)["rule"])).toEqual(["locked", "user"]);
  const { code, out } = await cli(["lock", root, ...stand]);
  expect([code, out]).toEqual([0, expect.stringContaining(`added      ${registry.host}/acme/wave:${tag}`)]);
});
