/** What docs/other-ci.md gives for Bitbucket, Azure Pipelines and Jenkins, run as far as that goes without them. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { codeQuality } from "../../src/report/code-quality.ts";
import { finding, reportOf } from "../policy/make.ts";
import { reportWith } from "../report/hostile.ts";
import { freePort } from "../inspect/programs.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf } from "../support/json.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";
import { blocks, documented } from "./documented.ts";

const run = promisify(execFile);
const hostile =
  "]x;type=error]##vso[task.complete result=Succeeded;]\n##vso[task.setvariable variable=a]%0A%AZP25;[::1]";

/** A script of the page, and a report that it reads. */
async function scriptWith(name: string, quality: string): Promise<readonly [script: string, report: string]> {
  const folder = await scratch();
  const script = join(folder, `${name}.mjs`);
  const report = join(folder, "quality.json");
  await writeFile(script, documented(name));
  await writeFile(report, quality);
  return [script, report];
}

const many = (count: number): string =>
  codeQuality(
    reportOf({
      findings: Array.from({ length: count }, (_, index) =>
        finding({ message: `${index} ${"long ".repeat(200)}`, severity: index % 2 === 0 ? "error" : "notice" }),
      ),
    }),
  );

test("every block of YAML is YAML", () => {
  const texts = blocks("yaml");
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.flatMap((text) => parseDocument(text).errors)).toEqual([]);
});

test("the commands of every recipe are ones that check takes", async () => {
  const root = await repositoryOf({
    Dockerfile: "FROM alpine:latest\n",
    "wave-inspect.yml": "version: 1\nrules: { tag: error }\n",
  });
  const commands = [...blocks("yaml"), ...blocks("groovy"), ...blocks("console")]
    .map((text) => text.replaceAll(/\\\n\s*/g, ""))
    .flatMap((text) =>
      [...text.matchAll(/(?:cli\.js"?|\$ wave-inspect) (check [^\n']+)/g)].map(([, line = ""]) => line),
    );
  expect(commands).toHaveLength(4);
  for (const line of commands) {
    const args = line
      .replaceAll(/"\$\w+\/([^"]+)"|test-results\//g, "$1")
      .trim()
      .split(" ");
    const { code, err } = await cli([...args, "--inspector", "none"], { cwd: root });
    expect({ line, code, err }).toEqual({ line, code: 1, err: "" });
    for (const [, file = ""] of line.matchAll(/=(?:"?\S*\/)?([\w.-]+)"?(?= |$)/g))
      expect((await readFile(join(root, file), "utf8")).length).toBeGreaterThan(10);
  }
});

/** Limits and words of developer.atlassian.com: Bitbucket Cloud REST API, Reports, "bulk create or update annotations". */
const annotations = new Ajv().compile({
  type: "array",
  minItems: 1,
  maxItems: 100,
  items: {
    type: "object",
    required: ["external_id", "annotation_type", "summary", "severity", "path", "line"],
    additionalProperties: false,
    properties: {
      external_id: { type: "string", maxLength: 450 },
      annotation_type: { enum: ["VULNERABILITY", "CODE_SMELL", "BUG"] },
      summary: { type: "string", minLength: 1, maxLength: 450 },
      severity: { enum: ["LOW", "MEDIUM", "HIGH", "CRITICAL"] },
      path: { type: "string" },
      line: { type: "integer", minimum: 1 },
    },
  },
});

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** What the script sends through the proxy of Pipelines. */
async function insights(quality: string, code: string): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const port = await freePort();
  const proxy = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      sent.push({ method: request.method ?? "", url: request.url ?? "", body: JSON.parse(body) });
      response.end("{}");
    });
  }).listen(port, "127.0.0.1");
  await once(proxy, "listening");
  const [script, report] = await scriptWith("code-insights", quality);
  await run(process.execPath, [script, report], {
    env: {
      BITBUCKET_REPO_FULL_NAME: "acme/pipeline",
      BITBUCKET_COMMIT: "0a1b2c",
      BITBUCKET_EXIT_CODE: code,
      CODE_INSIGHTS_PROXY: `http://127.0.0.1:${port}`,
    },
  });
  proxy.close();
  await once(proxy, "close");
  return sent;
}

test("Bitbucket is sent a report and then its findings, a hundred at a time and a thousand at most", async () => {
  const [report, ...rest] = await insights(many(1_250), "1");
  const base = "http://api.bitbucket.org/2.0/repositories/acme/pipeline/commit/0a1b2c/reports/wave-inspect";
  expect(report).toMatchObject({ method: "PUT", url: base, body: { result: "FAILED", report_type: "BUG" } });
  expect(rest.map(({ method, url }) => `${method} ${url}`)).toEqual(
    Array.from({ length: 10 }, () => `POST ${base}/annotations`),
  );
  for (const { body } of rest) expect(annotations(body) ? [] : annotations.errors).toEqual([]);
  const ids = rest.flatMap(({ body }) => arrayOf(body).map((one) => objectOf(one)["external_id"]));
  expect(new Set(ids).size).toBe(1_000);
});

test("Bitbucket is sent a report alone where nothing is found, and whatever stands in a finding", async () => {
  expect(await insights("[]", "0")).toMatchObject([{ method: "PUT", body: { result: "PASSED" } }]);
  const [, sent] = await insights(codeQuality(reportWith(hostile)), "1");
  expect(annotations(sent?.body) ? [] : annotations.errors).toEqual([]);
});

function decode(text: string): string {
  const written = { "%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%AZP25": "%" };
  return Object.entries(written).reduce((rest, [code, character]) => rest.replaceAll(code, character), text);
}

/** As the agent of Azure reads a line (microsoft/azure-pipelines-agent: Command.TryParse): one command, the first. */
function agentReads(line: string): { readonly properties: Readonly<Record<string, string>>; readonly message: string } {
  const [, properties = "", message = ""] = /^##vso\[task\.logissue ([^\]]*)\](.*)$/.exec(line) ?? [];
  const pairs = properties
    .split(";")
    .filter((pair) => pair !== "")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), decode(pair.slice(pair.indexOf("=") + 1))]);
  return { properties: Object.fromEntries(pairs), message: decode(message) };
}

test("Azure is given an issue a line for errors and warnings, at their places, whatever stands in them", async () => {
  const report = reportWith(hostile);
  const [script, file] = await scriptWith("log-issues", codeQuality(report));
  const { stdout } = await run(process.execPath, [script, file]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(2);
  for (const [index, line] of lines.entries()) {
    const { properties, message } = agentReads(line);
    expect(properties).toEqual({
      type: index === 0 ? "error" : "warning",
      sourcepath: `dir/${hostile}`,
      linenumber: String(report.findings[index]?.location.line),
      code: "pin",
    });
    expect(message).toMatch(/^pin: img-/);
  }
});

test("the scripts say nothing where there was no report", async () => {
  const [script] = await scriptWith("log-issues", "[]");
  expect((await run(process.execPath, [script, "/nonexistent/quality.json"])).stdout).toBe("");
});
