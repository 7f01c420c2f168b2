import { describe, expect, test } from "vitest";
import { images, kinds, scan } from "../scan.ts";

/** The rules of `ParamsDsl` (26.08): command line, configuration, default; what is null is absent. */
function run(declaration: string, config: string, args: readonly string[] | undefined) {
  const files = {
    "main.nf": `params {\n  ${declaration}\n}\nprocess FOO {\n  container { "x:\${params.t}" }\n  script:\n  'true'\n}\nworkflow { FOO() }\n`,
    "nextflow.config": `docker.enabled = true\n${config}\n`,
  };
  return scan(files, { syntax: "v2", ...(args === undefined ? {} : { launch: ["run", ".", ...args] }) });
}

describe("a typed parameter", () => {
  test.each<[declaration: string, config: string, args: readonly string[], tag: string]>([
    ["t: String = 'a'", "", [], "a"],
    ["t: String = 'a'", "params.t = 'c'", [], "c"],
    ["t: String = 'a'", "params.t = 'c'", ["--t", "l"], "l"],
    ["t: String?", "", [], "null"],
    ["t: String? = null", "", [], "null"],
    ["t: Boolean", "", [], "false"],
    ["t: Boolean?", "", [], "false"],
    ["t: Boolean = null", "", [], "false"],
    ["t: Boolean", "", ["--t"], "true"],
    ["t: Boolean", "", ["--t", "TRUE"], "true"],
    ["t: Boolean = true", "", ["--t", "false"], "false"],
    ["t: Integer", "", ["--t", "7"], "7"],
    ["t: Integer?", "", ["--t", "-7"], "-7"],
    ["t: Integer = 3", "", [], "3"],
    ["t: Float", "", ["--t", "7"], "7"],
    ["t: Float", "", ["--t", "1.50"], "1.5"],
    ["t: Float", "", ["--t", ".5"], "0.5"],
    ["t: Float", "", ["--t", "1e2"], "100.0"],
    ["t: Float = 2.5", "", [], "2.5"],
    ["t: Float = 2", "", [], "2"],
    ["t: Path", "", ["--t", "7"], "7"],
    ["t = 'a'", "", ["--t", "7"], "7"],
  ])("%s with %j and %j is %s", (declaration, config, args, tag) => {
    const found = run(declaration, config, args);
    expect([images(found), kinds(found)]).toEqual([[`FOO x:${tag}`], []]);
  });

  test.each<[declaration: string, config: string, args: readonly string[]]>([
    ["t: String", "", []],
    ["t: String = null", "", []],
    ["t", "", []],
    ["t: Boolean", "", ["--t", "yes"]],
    ["t: Integer", "", ["--t", "1.5"]],
    ["t: Integer", "", ["--t", "a"]],
    ["t: Float", "", ["--t", "a"]],
    ["t: Integer = 1.5", "", []],
    ["t: Integer = 'a'", "", []],
    ["t: String = 1", "", []],
    ["t: String = true", "", []],
    ["t: Boolean = 1", "", []],
    ["t: Integer", "params.t = true", []],
    ["t: Map", "", ["--t", "a"]],
    ["t: String = 'a'", "", ["--other", "1"]],
    ["t: String = [a: null].a.b", "", []],
  ])("%s with %j and %j stops the run", (declaration, config, args) => {
    expect([...new Set(kinds(run(declaration, config, args)))]).toEqual(["abort"]);
  });

  test("that only whoever runs the pipeline will give is open", () => {
    expect(run("t: String", "", undefined).pulls).toMatchObject([
      { image: null, unresolved: { reason: "undefined-parameter" } },
    ]);
  });

  test("of the command line may be declared in the configuration alone", () => {
    expect(kinds(run("t: String = 'a'", "params.other = 1", ["--other", "2"]))).toEqual([]);
  });
});
