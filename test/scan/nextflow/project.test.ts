import { describe, expect, test } from "vitest";
import { Budget } from "../../../src/scan/nextflow/budget/budget.ts";
import { callGraph, type CallGraph } from "../../../src/scan/nextflow/calls/graph.ts";
import { finish } from "../../../src/scan/nextflow/budget/steps.ts";
import { findPipelines, type Pipelines } from "../../../src/scan/nextflow/project/pipelines.ts";
import { openSources, type Sources } from "../../../src/scan/nextflow/files/sources.ts";
import { parseConfig, parseScript } from "../../../src/scan/nextflow/syntax/parse.ts";
import { readCases, readGenerated, type Case } from "./cases.ts";

type Files = Readonly<Record<string, string>>;

function sourcesOf(files: Files): Sources {
  return openSources({ files: Object.keys(files).sort(), read: (path) => files[path] });
}

function graph(files: Files, dialect: "v1" | "v2" = "v2", entry?: string): CallGraph {
  const options = { dialect, projectDir: "", budget: new Budget(), ...(entry !== undefined && { entry }) };
  return callGraph(sourcesOf(files), "main.nf", options);
}

const called = ({ calls }: CallGraph): string[] => calls.map(({ qualified }) => qualified);
const stopped = ({ stops }: CallGraph): string[] => [
  ...new Set(stops.map(({ file, message }) => `${file}: ${message}`)),
];

const process = (name: string): string => `process ${name} {\n  script:\n  'true'\n}\n`;

/** Those that one version of Nextflow ran with both of its parsers, and the random ones. */
const cases = [...readCases().filter(({ v1, v2 }) => v1?.version === v2?.version), ...readGenerated()];

function entryOf({ launch }: Case): string | undefined {
  return launch.includes("-entry") ? launch[launch.indexOf("-entry") + 1] : undefined;
}

describe.each(["v1", "v2"] as const)("what really ran with parser %s", (dialect) => {
  const stops = (one: Case): CallGraph["stops"] =>
    graph(one.files, dialect, entryOf(one)).stops.filter(
      (stop) => stop.guards.length === 0 && (stop.dialect === dialect || stop.dialect === "both"),
    );
  test("is among the calls, under its qualified name", () => {
    const missing = cases.flatMap((one) => {
      if (one.files["main.nf"] === undefined) return [];
      const names = new Set(called(graph(one.files, dialect, entryOf(one))));
      const ran = one[dialect]?.images.map(([name]) => name) ?? [];
      return ran.filter((name) => !names.has(name)).map((name) => `${one.title} ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test("meets no stop", () => {
    const wrong = cases.filter((one) => {
      const answer = one[dialect];
      return answer !== undefined && answer.error === undefined && stops(one).length > 0;
    });
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });

  const compiles = (one: Case): boolean =>
    Object.entries(one.files).every(([path, text]) => {
      if (!/\.(?:nf|config)$/.test(path)) return true;
      const { problems, legacy, modern } = path.endsWith(".nf") ? parseScript(text) : parseConfig(text);
      return problems.length === 0 && (dialect === "v2" ? legacy : modern).length === 0;
    });

  test("is what its parser accepts", () => {
    const wrong = cases.filter((one) => {
      const answer = one[dialect];
      // The one file that neither parser takes is included in a branch that is not taken.
      return answer !== undefined && answer.error === undefined && !compiles(one) && one.title !== "nf0172";
    });
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });

  test("did not when the parser or a stop says why", () => {
    // Errors of the compiler, of includes and of calls; names in a configuration and values are for others to judge.
    const about =
      /^Error main\.nf|Script compilation error|already (?:defined|used)|^Error .*(?:mixed|Unexpected)|`-entry`/;
    const missed = cases.filter((one) => {
      const error = one[dialect]?.error;
      return error !== undefined && about.test(error) && compiles(one) && stops(one).length === 0;
    });
    expect(missed.map(({ title }) => title)).toEqual([]);
  });
});

describe("calls", () => {
  test("in pipes, branches, operators and functions", () => {
    const files = {
      "main.nf":
        "include { A; B; C; D; E; F } from './m'\n" +
        "def helper(x) { F(x) }\n" +
        "workflow {\n  channel.of(1) | A | map { it } | (B & C)\n  if (params.x) { D() } else { E(D.out) }\n  helper(1)\n}",
      "m.nf": ["A", "B", "C", "D", "E", "F"].map(process).join(""),
    };
    expect(called(graph(files, "v1")).sort().join("")).toBe("ABCDEF");
  });

  test("say the branches on the way", () => {
    const files = {
      "main.nf": `${process("A")}${process("B")}workflow W { if (params.a == 1) A() else B() }\nworkflow { if (params.w) W() }`,
    };
    const { calls } = graph(files);
    expect(calls.map(({ guards }) => guards.map(({ branch, holds }) => [branch, holds]))).toEqual([
      [
        [0, true],
        [0, true],
      ],
      [
        [0, true],
        [1, false],
      ],
    ]);
  });

  test("carry the includes from the main script down", () => {
    const files = {
      "main.nf": "include { W as V } from './w'\nworkflow { V() }",
      "w.nf": "include { A as B } from './m/a'\nworkflow W { B() }",
      "m/a/main.nf": process("A"),
    };
    const [call] = graph(files).calls;
    expect(call).toMatchObject({ file: "m/a/main.nf", declared: "A", simple: "B", qualified: "V:B" });
    expect(call?.includes.map(({ file }) => file)).toEqual(["main.nf", "w.nf"]);
  });

  test("v1 hands on what a module includes, v2 does not", () => {
    const files = {
      "main.nf": "include { A } from './b'\nworkflow { A() }",
      "b.nf": "include { A } from './a'",
      "a.nf": process("A"),
    };
    expect([called(graph(files, "v1")), stopped(graph(files, "v1"))]).toEqual([["A"], []]);
    expect(stopped(graph(files, "v2"))).toEqual(["main.nf: `A` is not defined in the module `b.nf`"]);
  });

  test("v1 includes within branches and workflows", () => {
    const files = {
      "main.nf":
        "if (params.which == 'a') {\n  include { W } from './a'\n} else {\n  include { W } from './b'\n}\n" +
        'workflow X {\n  include { P as Q } from "${projectDir}/a"\n  Q()\n}\nworkflow {\n  W()\n  X()\n}',
      "a.nf": `${process("P")}workflow W { P() }`,
      "b.nf": `${process("R")}workflow W { R() }`,
    };
    expect(called(graph(files, "v1"))).toEqual(["W:P", "W:R", "X:Q"]);
    // Nextflow has refused the second since 21.06.
    expect(stopped(graph(files, "v1"))).toEqual([
      "main.nf: an `include` within a workflow, which Nextflow refuses since 21.06",
    ]);
    const uncalled = { ...files, "main.nf": files["main.nf"].replace("  X()\n", "") };
    expect(stopped(graph(uncalled, "v1"))).toEqual([]);
  });

  test("v1 takes paths that a run composes; what they bring in is open", () => {
    const paths = [
      "params.m",
      "'./' + params.m",
      '"${launchDir}/m"',
      "workflow.launchDir + '/m'",
      "path('m')",
      "moduleDir + ('/' + params.m)",
    ];
    for (const path of paths) {
      const files = { "main.nf": `include { A } from ${path}\nworkflow { A() }`, "m.nf": process("A") };
      const { calls, stops } = graph(files, "v1");
      expect([calls, stops.map(({ open }) => open)]).toEqual([[], ["unknown"]]);
    }
  });

  test("a directory above stands for its main script", () => {
    const files = {
      "main.nf": "include { W } from './m/w'\nworkflow { W() }",
      "m/w.nf": "include { A } from './p/'\ninclude { B } from '../q/'\nworkflow W { A()\n B() }",
      "m/p/main.nf": process("A"),
      "q/main.nf": process("B"),
    };
    expect(called(graph(files, "v1"))).toEqual(["W:A", "W:B"]);
  });

  test("an include without names brings in all", () => {
    const files = { "main.nf": "include './m'\nworkflow { A() }", "m.nf": process("A") };
    expect(called(graph(files, "v1"))).toEqual(["A"]);
  });

  test("end where workflows call each other", () => {
    const files = { "main.nf": `${process("A")}workflow V { W() }\nworkflow W { A()\n V() }\nworkflow { W() }` };
    expect(called(graph(files))).toEqual(["W:A"]);
  });

  test("do not multiply without end", () => {
    const levels = Array.from({ length: 40 }, (_, level) => [
      `m${level}.nf`,
      `include { W as A } from './m${level + 1}'\ninclude { W as B } from './m${level + 1}'\nworkflow W { A()\n B() }`,
    ]);
    const files = { ...Object.fromEntries(levels), "m40.nf": `${process("P")}workflow W { P() }` };
    const { calls } = graph({ ...files, "main.nf": "include { W } from './m0'\nworkflow { W() }" });
    expect(calls.length).toBeLessThanOrEqual(20_000);
  });

  test("processes of modules that nothing calls keep their declared names", () => {
    const files = { "main.nf": "include { A as B } from './m'\nworkflow { }", "m.nf": process("A") };
    expect(graph(files).uncalled.map(({ qualified, file }) => `${file} ${qualified}`)).toEqual(["m.nf A"]);
  });
});

describe("stops", () => {
  test.each<[string, Files, string[]]>([
    [
      "a missing module",
      { "main.nf": "include { A } from './no'\nworkflow { }" },
      ["main.nf: there is no module `./no`"],
    ],
    [
      "a module of a registry that is not there",
      { "main.nf": "include { A } from 'nf-core/fastqc'\nworkflow { }" },
      ["main.nf: the module `nf-core/fastqc` is not in `modules/`: Nextflow would fetch it from its registry"],
    ],
    [
      "a module of a registry",
      { "main.nf": "include { A } from 'nf-core/a'\nworkflow { A() }", "modules/nf-core/a/main.nf": process("A") },
      [],
    ],
    ["a plugin", { "main.nf": "include { f } from 'plugin/nf-x'\nworkflow { f() }" }, []],
    [
      "two calls under one name",
      { "main.nf": `${process("A")}workflow { A()\n A() }` },
      [
        "main.nf: process `A` has been already used: include it under another name, or call it in another workflow, to use it again",
      ],
    ],
    [
      "two calls in branches that exclude each other",
      { "main.nf": `${process("A")}workflow { if (x) A() else A() }` },
      [],
    ],
    ["a call of nothing", { "main.nf": "workflow { NOTHING() }" }, ["main.nf: `NOTHING` is not defined"]],
    [
      "arguments for a process without inputs",
      { "main.nf": `${process("A")}workflow { A(1) }` },
      ["main.nf: process `A` has 0 inputs but is given 1"],
    ],
    [
      "no argument for a process with an input",
      { "main.nf": "process A {\n  input:\n  val x\n  script:\n  'true'\n}\nworkflow { A() }" },
      ["main.nf: process `A` has 1 input but is given 0"],
    ],
    [
      "names that are declared twice",
      { "main.nf": `${process("A")}def A() { }\ndef B(x) { }\ndef B(x, y) { }\nworkflow { A() }\nworkflow { }` },
      ["main.nf: `A` is already declared", "main.nf: the entry workflow is defined more than once"],
    ],
    [
      "a name that is defined above its include",
      { "main.nf": `${process("A")}include { A } from './m'\nworkflow { A() }`, "m.nf": process("A") },
      ["main.nf: `A` is already declared"],
    ],
    [
      "types of a module, which v1 does not hand on",
      {
        "main.nf": "include { E; R; A } from './m'\nworkflow { A() }",
        "m.nf": `enum E { X }\nrecord R {\n  a: String\n}\n${process("A")}`,
      },
      ["main.nf: `E` is not defined in the module `m.nf`", "main.nf: `R` is not defined in the module `m.nf`"],
    ],
    ["no entry", { "main.nf": `${process("A")}workflow W { A() }` }, ["main.nf: there is no entry workflow"]],
  ])("%s", (_, files, expected) => expect(stopped(graph(files))).toEqual(expected));
});

const pipelinesOf = (files: Files): Pipelines => finish(findPipelines(sourcesOf(files), new Budget()));

describe("pipelines of a repository", () => {
  const main = "workflow { }";

  test("are found by configuration, by name and by entry workflow", () => {
    const { pipelines, loose } = pipelinesOf({
      "main.nf": `include { W } from './workflows/w'\n${main}`,
      "nextflow.config": "manifest.name = 'x'",
      "workflows/w.nf": "workflow W { }\nworkflow { W() }",
      "examples/a/main.nf": main,
      "other/nextflow.config": "manifest { mainScript = 'start.nf' }",
      "other/start.nf": main,
      "tools/run.nf": main,
      "modules/x/main.nf": process("X"),
      "modules/y.nf": "def f() { }",
      "tests/main.nf": main,
      "src/x/main.test.nf": main,
    });
    expect(pipelines).toEqual([
      { directory: "examples/a", main: "examples/a/main.nf" },
      { directory: "", main: "main.nf", config: "nextflow.config" },
      { directory: "other", main: "other/start.nf", config: "other/nextflow.config" },
      { directory: "tools", main: "tools/run.nf" },
    ]);
    expect(loose).toEqual(["modules/x/main.nf"]);
  });

  test("of the old kind need no workflow", () => {
    const files = { "old/main.nf": `x = Channel.from(1)\n${process("A")}x.subscribe { println it }` };
    expect(pipelinesOf(files).pipelines.map(({ main }) => main)).toEqual(["old/main.nf"]);
  });
});
