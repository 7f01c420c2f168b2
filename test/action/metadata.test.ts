import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readMetadata } from "../support/action.ts";
import { githubParser } from "../support/github-parser.ts";
import { arrayOf, objectOf } from "../support/json.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string): Promise<string> => readFile(join(root, path), "utf8");

const complaints = await githubParser();
const workflows = await readdir(join(root, ".github/workflows"));
const readme = await read("README.md");
const yamlBlocks = [...readme.matchAll(/^```yaml\n(?<text>.*?)^```$/gmsu)].map((match) => match.groups?.["text"] ?? "");
const exampleWorkflows = yamlBlocks.filter((text) => /^jobs:/mu.test(text));

describe("action.yml", () => {
  test("GitHub's own parser accepts it", async () => {
    expect(complaints.action(await read("action.yml"))).toStrictEqual([]);
    expect(complaints.action("name: x\nruns: { using: node24, man: y }\n")).not.toStrictEqual([]);
  });

  test("runs the bundle on Node 24", async () => {
    expect(parse(await read("action.yml"))).toMatchObject({ runs: { using: "node24", main: "dist/index.js" } });
  });

  test("gives no default to anything that a policy may say", async () => {
    const { inputs } = await readMetadata();
    const withDefault = [...inputs].filter(([, value]) => value !== undefined).map(([name]) => name);
    const ofAudit = ["mode", "audit-dir", "issue", "reachability"];
    const onGitHub = ["check-run", "comment", "matrix", "suggest"];
    expect(withDefault).toStrictEqual([...ofAudit, "github-token", "cache", ...onGitHub, "summary"]);
  });

  test("describes itself, every input and every output", async () => {
    const action = objectOf(parse(await read("action.yml")));
    expect(String(action["description"]).length).toBeLessThanOrEqual(125); // The marketplace cuts there.
    const described = ["inputs", "outputs"].flatMap((section) => Object.entries(objectOf(action[section])));
    const poorly = described.filter(([, entry]) => !/^[A-Z`].*\.$/su.test(String(objectOf(entry)["description"])));
    expect(poorly).toStrictEqual([]);
  });
});

describe("workflows", () => {
  test.each(workflows)("%s is accepted, pinned and without needless permissions", async (name) => {
    const content = await read(`.github/workflows/${name}`);
    expect(complaints.workflow(content)).toStrictEqual([]);
    expect(objectOf(parse(content))["permissions"]).toStrictEqual({});
    for (const [, used] of content.matchAll(/uses: (?<action>\S+)/gu)) {
      expect(used).toMatch(/^(?:\.\/|[\w-]+\/[\w./-]+@[0-9a-f]{40})$/u);
    }
  });

  test("the README has one to start with and three to copy", () => {
    expect(exampleWorkflows).toHaveLength(4);
  });

  test.each(exampleWorkflows.map((text, index) => [index + 1, text] as const))(
    "number %i of the README is accepted and names only inputs and outputs that there are",
    async (_, content) => {
      expect(complaints.workflow(content)).toStrictEqual([]);
      const { inputs, outputs } = await readMetadata();
      const own = Object.values(objectOf(objectOf(parse(content))["jobs"]))
        .flatMap((job) => arrayOf(objectOf(job)["steps"]))
        .map(objectOf)
        .filter(({ uses }) => String(uses).startsWith("wave-inspect/wave-inspect-action@"));
      expect(own).toHaveLength(1);
      expect([...inputs.keys()]).toEqual(
        expect.arrayContaining(own.flatMap((step) => Object.keys(objectOf(step["with"])))),
      );
      const used = [...content.matchAll(/steps\.images\.outputs\.(?<name>[\w-]+)/gu)].map(([, name]) => name);
      expect(outputs).toEqual(expect.arrayContaining(used));
    },
  );
});
