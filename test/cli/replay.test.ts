/** `check --answers`, as it is shipped: what a night's run was answered, judged on a machine without any network. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { image, index, multiArch } from "../support/registry/images.ts";
import { type Registry, startRegistry } from "../support/registry/index.ts";
import { repositoryOf } from "../support/scratch.ts";
import { startWave, type Wave } from "../support/wave/index.ts";

let registry: Registry;
let wave: Wave;

beforeAll(async () => {
  registry = await startRegistry({ referrersPerPage: 10 });
  wave = await startWave({ registries: { [registry.host]: registry.url } });
  registry.push("acme/many", "1.0", multiArch(["linux/amd64", "linux/arm64"]));
  registry.push("acme/root", "1.0", image({ created: "2024-03-05T06:07:08Z", entrypoint: ["/tool"] }));
  registry.push("acme/one", "2.1", index([image({ user: "me", labels: { "org.opencontainers.image.source": "x" } })]));
});

afterAll(async () => {
  await wave.close();
  await registry.close();
});

const NAMES = ["many:1.0", "root:1.0", "one:2.1", "gone:1.0"];

const POLICY = `version: 1
rules:
  exists: error
  architecture: { require: [linux/amd64] }
  entrypoint: warning
  age: { severity: warning, at-most: 1y }
  user: { severity: warning, deny: [root] }
  attested: { severity: notice, require: [signature] }
waivers:
  - { rules: [exists], images: ["**/gone"], reason: it comes back, expires: 2099-01-01 }
`;

function repository(policy = POLICY, names = NAMES): Promise<string> {
  const processes = names.map(
    (name, at) => `process P${at} {\n  container '${registry.host}/acme/${name}'\n  script: 'true'\n}\n`,
  );
  return repositoryOf({
    "main.nf": `${processes.join("")}workflow { ${names.map((_, at) => `P${at}()`).join("; ")} }\n`,
    "nextflow.config": "docker.enabled = true\n",
    "wave-inspect.yml": policy,
  });
}

/** Records a run by the network, and gives the file. */
async function record(root: string, inspector: string): Promise<{ readonly file: string; readonly report: object }> {
  const network = ["--wave-endpoint", wave.endpoint, "--insecure-registry", registry.host];
  const { out, err } = await cli(["check", root, "--format", "json", "--inspector", inspector, ...network]);
  expect(err).toBe("");
  const file = join(root, "night.json");
  await writeFile(file, out);
  return { file, report: objectOf(JSON.parse(out)) };
}

/** A network that nobody answers on. */
const AIR_GAPPED = { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" };

async function replay(root: string, file: string, ...options: readonly string[]) {
  registry.forget();
  const { out, err, code } = await cli(["check", root, "--answers", file, ...options], { env: AIR_GAPPED });
  expect(registry.requests).toEqual([]);
  return { out, err, code };
}

describe.each(["registry", "wave"])("recorded through %s", (inspector) => {
  test("the same policy comes to the same, whatever became of the registry", async () => {
    const root = await repository();
    const { file, report } = await record(root, inspector);
    const { out, code } = await replay(root, file, "--format", "json");
    const { replayed, startedAt: _, ...again } = objectOf(JSON.parse(out));
    const { startedAt, ...first } = objectOf(report);
    expect(again).toEqual(first);
    expect(code).toBe(first["exitCode"]);
    expect(arrayOf(first["findings"]).length).toBeGreaterThan(4);
    const tool = objectOf(first["tool"]);
    expect(replayed).toMatchObject({ file, tool, recordedAt: startedAt, judgedAt: startedAt });
  });

  test("another policy says what it says; what nobody asked is undecided", async () => {
    const root = await repository("version: 1\nrules: { exists: error, pin: off }\n", ["many:1.0", "root:1.0"]);
    const { file } = await record(root, inspector);
    await writeFile(
      join(root, "wave-inspect.yml"),
      "version: 1\nrules: { exists: error, user: { severity: error, deny: [root] }, registry: { severity: error, allow: [quay.io] } }\n",
    );
    const { out, code } = await replay(root, file);
    expect(code).toBe(1);
    expect(out).toContain("error[registry]:");
    expect(out).toMatch(
      /undecided warning\[inspectable\]: .*night\.json of \d{4}-\d\d-\d\d has no answer about each for linux\/amd64/,
    );
    expect(out).toContain("2 not recorded;");
    expect(out).toContain(
      "Record it where registries can be asked: wave-inspect check --format json, with this policy.",
    );
  });

  test("an image that came since is not recorded, and no pass", async () => {
    const root = await repository("version: 1\nrules: { exists: error }\n", ["many:1.0"]);
    const { file } = await record(root, inspector);
    expect((await replay(root, file)).out).toContain("Pass: ");
    await writeFile(
      join(root, "main.nf"),
      `process P {\n  container '${registry.host}/acme/root:1.0'\n  script: 'true'\n}\nworkflow { P() }\n`,
    );
    const { out, code } = await replay(root, file);
    expect(code).toBe(3);
    expect(out).toContain(`has no answer about ${registry.host}/acme/root:1.0`);
    expect(out).toContain("Undecided: ");
  });
});

test("waivers and ages go by the day of the record, unless another is named", async () => {
  const root = await repository(POLICY.replace("2099-01-01", "2099-06-30"));
  const { file } = await record(root, "registry");
  const then = await replay(root, file);
  expect(then.out).toMatch(
    /answers of \d{4}-\d\d-\d\d \d\d:\d\d UTC, from .*night\.json \(sha256 [0-9a-f]{12}, wave-inspect \S+\), judged as of then\./,
  );
  expect(then.out).toContain("1 waived");
  const later = await replay(root, file, "--as-of", "2099-07-01");
  expect(later.out).toContain("judged as of 2099-07-01 00:00 UTC");
  expect(later.out).not.toContain("1 waived");
  expect(later.code).toBe(1);
  expect((await replay(root, file, "--as-of", "now")).out).toMatch(/judged as of 20\d\d-/);
  const never = await replay(root, file, "--as-of", "tomorrow");
  expect(never.code).toBe(2);
  expect(never.err).toContain('--as-of: "tomorrow" is neither now nor a time');
});

test("every surface says whose answers were judged", async () => {
  const root = await repository();
  const { file } = await record(root, "registry");
  for (const format of ["text", "sarif", "junit", "markdown", "html", "github"])
    expect((await replay(root, file, "--format", format)).out).toMatch(/answers of \d{4}-\d\d-\d\d/);
});

test("a record that was changed is refused, with the line", async () => {
  const root = await repository();
  const { file } = await record(root, "registry");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace('"need": "config"', '"need": "everything"'));
  const { code, err } = await replay(root, file);
  expect(code).toBe(2);
  expect(err).toMatch(/night\.json:\d+:\d+: inspections\[\d\]\.need: "everything" is not known here/);
});

test("a record of a run that asked nobody has no answers", async () => {
  const root = await repository();
  const { file } = await record(root, "none");
  const { out, code } = await replay(root, file);
  expect(code).toBe(0);
  expect(out).toContain("not asked");
});
