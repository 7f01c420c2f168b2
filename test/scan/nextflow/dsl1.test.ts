/** Pipelines in DSL1, which Nextflow 24.10 refuses in one line. */
import { describe, expect, test } from "vitest";
import { images, kinds, scan } from "./scan.ts";

const config = "docker.enabled = true\n";
const index =
  'process INDEX {\n  container \'x:1\'\n  output:\n  file \'index\' into index_ch\n  """\n  true\n  """\n}\n';
const quant =
  "process QUANT {\n  container 'x:2'\n  input:\n  file index from index_ch.collect()\n  set id, file(reads) from ch\n  script:\n  'true'\n}\n";
const old = `ch = Channel.fromPath(params.reads)\n${index}${quant}workflow.onComplete { println 'done' }\n`;

describe("a DSL1 pipeline", () => {
  test("is told in one line that says what to write, and all its processes run", () => {
    const result = scan({ "main.nf": old, "nextflow.config": config });
    expect(images(result)).toEqual(["INDEX x:1", "QUANT x:2"]);
    expect(result.pulls.map(({ called }) => called)).toEqual([undefined, undefined]);
    expect(result.problems).toMatchObject([
      { kind: "dialect", file: "main.nf", line: 5, help: expect.stringContaining("workflow { … }") },
    ]);
  });

  test.each(["v1", "v2"] as const)("is an error where %s is asked for", (syntax) => {
    expect(kinds(scan({ "main.nf": old, "nextflow.config": config }, { syntax }))).toEqual(["abort"]);
  });

  test.each([
    ["by its flag", { "main.nf": `nextflow.enable.dsl = 1\n${index}` }],
    ["by its flag as a text", { "main.nf": `nextflow.enable.dsl = '1'\n${index}` }],
    [
      "by its configuration",
      { "main.nf": index, "nextflow.config": "nextflow.enable.dsl = 1\ndocker.enabled = true\n" },
    ],
    ["by a channel of stdout", { "main.nf": index.replace("file 'index' into index_ch", "stdout into index_ch") }],
    ["by a channel of stdin", { "main.nf": index.replace("output:\n  file 'index' into", "input:\n  stdin from") }],
    ["by several channels", { "main.nf": index.replace("into index_ch", "into a, b") }],
    ["by channels in parentheses", { "main.nf": index.replace("into index_ch", "into (a, b)") }],
  ])("is known %s", (_, files) => {
    const result = scan({ "nextflow.config": config, ...files });
    expect([images(result), kinds(result)]).toEqual([["INDEX x:1"], ["dialect"]]);
    expect(result.problems[0]!.message).toContain("DSL1");
  });

  test.each([
    ["its flag is another", `nextflow.enable.dsl = 2\n${index}workflow { INDEX() }\n`],
    ["it has a workflow", `${index}workflow { INDEX() }\n`],
    ["no process names a channel", "process FOO {\n  container 'x:1'\n  input:\n  val x\n  script:\n  'true'\n}\n"],
    [
      "one emits under a name",
      "process FOO {\n  container 'x:1'\n  output:\n  path(from), emit: into\n  script:\n  'true'\n}\n",
    ],
  ])("is none where %s", (_, main) => {
    const { problems } = scan({ "main.nf": main, "nextflow.config": config });
    expect(problems.filter(({ message }) => message.includes("DSL1"))).toEqual([]);
  });
});
