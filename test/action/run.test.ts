/** The committed bundle on small repositories, without network: inputs, policy, outputs, files, exit codes. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ActionOptions, type ActionRun, runAction } from "../support/action.ts";
import { objectOf, parseJson } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const digest = `sha256:${"a".repeat(64)}`;
const pinned = `FROM quay.io/acme/tool:1.0@${digest}\n`;
const floating = "FROM quay.io/acme/tool:1.0\nFROM quay.io/acme/other:latest\n";
const namesOnly = "version: 1\ninspector: none\nrules: { tag: error }\n";

/** Runs the action in a repository of these files. */
async function run(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ActionOptions> = {},
): Promise<ActionRun & { readonly workspace: string }> {
  const workspace = await repositoryOf(files);
  return { ...(await runAction({ workspace, scratch: await scratch(), ...options })), workspace };
}

const messages = ({ annotations }: ActionRun): string[] => annotations.map(({ message }) => message);

describe("verdict", () => {
  test("a clean repository passes", async () => {
    const step = await run({ Dockerfile: pinned, "wave-inspect.yml": namesOnly });
    expect(step.outputs).toStrictEqual({
      verdict: "pass",
      errors: "0",
      warnings: "0",
      notices: "0",
      known: "0",
      images: "1",
      coverage: "1",
      "json-file": "",
      "sarif-file": "",
      evidence: "",
      "html-file": "",
      patch: "",
      "audit-dir": "",
      issue: "",
    });
    expect(step.annotations).toStrictEqual([]);
    expect(step.code).toBe(0);
  });

  test("a finding at fail-on fails the step, at the place of the name", async () => {
    const step = await run({ Dockerfile: floating, "wave-inspect.yml": namesOnly });
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", errors: "1" } });
    const place = { file: "Dockerfile", line: "2", col: "6", endLine: "2", endColumn: "31" };
    expect(step.annotations).toMatchObject([{ name: "error", properties: { ...place, title: "wave-inspect: tag" } }]);
  });

  test("a repository without any image passes where the policy lets it", async () => {
    const files = { "README.md": "nothing\n", "wave-inspect.yml": namesOnly };
    const step = await run(files);
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", images: "0", errors: "1" } });
    expect(messages(step)).toEqual([expect.stringContaining("There is no image to check")]);
    const lax = { ...files, "wave-inspect.yml": "version: 1\nrules: { readable: { empty: notice } }\n" };
    expect(await run(lax)).toMatchObject({ code: 0, outputs: { verdict: "pass", images: "0", notices: "1" } });
  });
});

describe("inputs", () => {
  test("left out, they overrule nothing that the policy says", async () => {
    const policy = "version: 1\ninspector: none\nfail-on: warning\nplatform: linux/arm64\nrules: { tag: warning }\n";
    const step = await run({ Dockerfile: floating, "wave-inspect.yml": policy }, { inputs: { "json-file": "r.json" } });
    const report = objectOf(parseJson(await readFile(join(step.workspace, "r.json"), "utf8")));
    expect(report).toMatchObject({ inspector: "none", failOn: "warning" });
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", warnings: "1" } });
  });

  test("given, they win over the policy", async () => {
    const policy = "version: 1\ninspector: wave\nfail-on: warning\nrules: { tag: warning }\n";
    const inputs = { inspector: "none", "fail-on": "never" };
    const step = await run({ Dockerfile: floating, "wave-inspect.yml": policy }, { inputs });
    expect(step).toMatchObject({ code: 0, outputs: { verdict: "pass", warnings: "1" } });
  });

  test("a policy is found at its usual place, or taken from where the input says", async () => {
    const files = { Dockerfile: floating, ".github/wave-inspect.yml": namesOnly };
    expect(await run(files)).toMatchObject({ code: 1 });
    const lax = { ...files, "lax.yml": "version: 1\ninspector: none\nrules: { tag: off }\n" };
    expect(await run(lax, { inputs: { policy: "lax.yml" } })).toMatchObject({ code: 0 });
  });

  test("path limits the check to a directory; places stay relative to the workspace", async () => {
    const files = { "a/Dockerfile": floating, "b/Dockerfile": pinned, "wave-inspect.yml": namesOnly };
    expect(await run(files, { inputs: { path: "b" } })).toMatchObject({ code: 0, outputs: { images: "1" } });
    const step = await run(files, { inputs: { path: "a" } });
    expect(step.annotations[0]?.properties).toMatchObject({ file: "a/Dockerfile" });
  });

  test.each([
    ["platform", "linux/amd64,linux/arm64", /single|one platform/iu],
    ["platform", "windows-ish", /platform/u],
    ["inspector", "docker", /wave, registry, none/u],
    ["fail-on", "fatal", /error, warning, notice, never/u],
    ["summary", "yes", /true, false/u],
    ["wave-endpoint", "wave.seqera.io", /https:/u],
    ["seqera-workspace-id", "acme/main", /number/u],
    ["insecure-registries", "http://localhost:5000", /host/u],
    ["policy", "no-such.yml", /no-such\.yml does not exist/u],
    ["policy", "../outside.yml", /workspace/u],
    ["path", "..", /workspace/u],
    ["path", "no-such-directory", /no-such-directory/u],
  ])("%s: %s is refused with what to write instead", async (name, value, message) => {
    const step = await run({ Dockerfile: pinned, "wave-inspect.yml": namesOnly }, { inputs: { [name]: value } });
    expect(step).toMatchObject({ code: 2, outputs: {} });
    expect(messages(step)).toStrictEqual([expect.stringMatching(message)]);
  });

  test("everything that is wrong is said at once", async () => {
    const inputs = { platform: "linux/amd64,linux/arm64", "fail-on": "fatal" };
    expect(messages(await run({}, { inputs }))).toHaveLength(2);
  });
});

describe("policy errors", () => {
  test.each([
    ["an unknown key", "version: 1\nrulez: {}\n", { line: "2", col: "1" }, /rulez.*rules/su],
    ["an unknown value", "version: 1\nrules:\n  pin: fatal\n", { line: "3", col: "8" }, /error/u],
    ["broken YAML", 'version: 1\nrules: { pin: "error\n }\n', { line: "4", col: "1" }, /quote/u],
  ])("%s stands at its place", async (_, policy, place, message) => {
    const step = await run({ Dockerfile: pinned, "wave-inspect.yml": policy }, { inputs: { inspector: "none" } });
    expect(step.code).toBe(2);
    expect(step.annotations[0]).toMatchObject({
      name: "error",
      properties: { file: "wave-inspect.yml", ...place },
    });
    expect(step.annotations[0]?.message).toMatch(message);
  });
});

describe("files", () => {
  test("JSON, SARIF and HTML are written where asked, and their paths are outputs", async () => {
    const inputs = { "json-file": "reports/a.json", "sarif-file": "reports/a.sarif", "html-file": "reports/a.html" };
    const step = await run({ Dockerfile: floating, "wave-inspect.yml": namesOnly }, { inputs });
    const json = join(step.workspace, "reports/a.json");
    const sarif = join(step.workspace, "reports/a.sarif");
    const page = join(step.workspace, "reports/a.html");
    expect(step.outputs).toMatchObject({ "json-file": json, "sarif-file": sarif, "html-file": page });
    expect(await readFile(page, "utf8")).toContain("<h1>Container images of acme/readqc</h1>");
    expect(parseJson(await readFile(json, "utf8"))).toMatchObject({ schemaVersion: 1, verdict: "fail" });
    expect(parseJson(await readFile(sarif, "utf8"))).toMatchObject({ version: "2.1.0", runs: [{ results: [{}] }] });
  });

  test("the summary names the images, unless it is turned off", async () => {
    const files = { Dockerfile: floating, "wave-inspect.yml": namesOnly };
    expect((await run(files)).summary).toContain("quay.io/acme/other");
    expect((await run(files, { inputs: { summary: "false" } })).summary).toBe("");
  });

  test("a file that cannot be written changes nothing of the verdict", async () => {
    const inputs = { "json-file": "Dockerfile/report.json" };
    const step = await run({ Dockerfile: pinned, "wave-inspect.yml": namesOnly }, { inputs });
    expect(step).toMatchObject({ code: 0, outputs: { verdict: "pass", "json-file": "" } });
    expect(step.stdout).toContain("report.json");
  });

  test("without the runner's files the step still comes to its verdict", async () => {
    const env = { GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: "" };
    const step = await run({ Dockerfile: floating, "wave-inspect.yml": namesOnly }, { env });
    expect(step.code).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(step.commands).toContainEqual({ name: "set-output", properties: { name: "verdict" }, message: "fail" });
  });
});

describe("log", () => {
  test("what the inspection has to say is folded under one heading, and ended", async () => {
    const env = { DOCKER_AUTH_CONFIG: "{bad" };
    const files = {
      Dockerfile: "FROM closed.invalid/a:1.0\n",
      "wave-inspect.yml": "version: 1\nrules: { exists: error }\n",
    };
    const { stdout } = await run(files, { inputs: { inspector: "registry" }, env });
    expect(stdout).toMatch(
      /^::group::Inspection\n(?:.*\n)*?DOCKER_AUTH_CONFIG is not the JSON .*\n(?:.*\n)*?::endgroup::$/m,
    );
  });

  test("a run that has nothing to say has no heading", async () => {
    expect((await run({ Dockerfile: pinned, "wave-inspect.yml": namesOnly })).stdout).not.toContain("::group::");
  });
});

describe("many findings", () => {
  test("stay within the limits of GitHub, and the verdict counts them all", async () => {
    const services = Array.from(
      { length: 3000 },
      (_, index) => `  s${index}:\n    image: quay.io/acme/t${index}:latest\n`,
    );
    const inputs = { "json-file": "r.json", "sarif-file": "r.sarif" };
    const step = await run(
      { "compose.yaml": `services:\n${services.join("")}`, "wave-inspect.yml": namesOnly },
      { inputs },
    );
    expect(step).toMatchObject({ code: 1, outputs: { verdict: "fail", errors: "3000", images: "3000" } });
    expect(step.annotations).toHaveLength(10);
    expect(step.annotations[0]?.message).toContain("2,990 more errors are not shown here");
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024);
  });
});

describe("bad input", () => {
  test("random bytes named like files that are read", async () => {
    const noise = randomBytes(20_000);
    const files = {
      Dockerfile: noise,
      "main.nf": noise,
      "nextflow.config": Buffer.from(noise.toString("latin1"), "utf8"),
      "compose.yaml": noise,
      "b/Dockerfile": floating,
      "wave-inspect.yml": namesOnly,
    };
    const step = await run(files);
    expect(step.code).toBe(1);
    expect(step.annotations.map(({ properties }) => properties["file"])).toContain("b/Dockerfile");
    expect(step.stdout).not.toContain("internal error");
  });

  test("a Dockerfile without end is read to its end", async () => {
    const long = `${"RUN true \\\n".repeat(20_000)}\nFROM quay.io/acme/other:latest\n`;
    const step = await run({ Dockerfile: `${pinned}${long}`, "wave-inspect.yml": namesOnly });
    expect(step.stdout).not.toContain("internal error");
  });
});
