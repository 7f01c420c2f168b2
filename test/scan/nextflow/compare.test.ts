import { assert, constantFrom, jsonValue, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../src/errors.ts";
import type { Disagreement } from "../../../src/model.ts";
import { jsonPlaces } from "../../../src/scan/nextflow/compare/json-places.ts";
import { compareWithNextflow } from "../../../src/scan/nextflow/index.ts";
import { scan, scanOptions, type ScanSettings } from "./scan.ts";

type Files = Readonly<Record<string, string>>;

function compare(files: Files, output: unknown, settings: ScanSettings = {}): readonly Disagreement[] {
  const text = typeof output === "string" ? output : JSON.stringify(output, undefined, 4);
  const tree = { files: Object.keys(files).sort(), read: (path: string) => files[path] };
  return compareWithNextflow(text, "nf.json", scan(files, settings).pulls, tree, scanOptions(settings));
}

const inspected = (processes: Readonly<Record<string, string | null>>): object => ({
  processes: Object.entries(processes).map(([name, container]) => ({ name, container })),
});

/** `NAME: ours | theirs` of each. */
const words = (found: readonly Disagreement[]): readonly string[] =>
  found.map(({ name, ours, theirs }) => `${name}: ${ours.map(({ value }) => value).join()} | ${theirs.value}`);

const pipeline = {
  "main.nf": `include { BAR as BAZ } from './mod.nf'
include { QUX as QUUX } from './mod.nf'
process FOO { container 'x:1'
 script: 'true' }
workflow SUB { QUUX() }
workflow { FOO(); BAZ(); SUB() }
`,
  "mod.nf": `process BAR { container 'docker://bar:1'
 script: 'true' }
process QUX {
 container "\${ workflow.containerEngine == 'singularity' ? 'https://h/x.sif' : 'qux:1' }"
 script: 'true' }
process UNUSED { container 'u:1'
 script: 'true' }
`,
  "nextflow.config": `params.tag = '9'
docker.registry = 'reg.io'
process { container = "gen:$params.tag"
 cpus = 2
 withName: 'BAZ' { container = 'baz:2' }
 withName: 'SUB:.*' { container = { "cl:\${task.attempt}" } }
 withLabel: 'x' { memory = '1 GB' }
}
profiles { docker { docker.enabled = true }
 sing { singularity.enabled = true } }
`,
};

describe("comparing with nextflow inspect", () => {
  // What Nextflow 24.10.0 printed for this pipeline.
  const docker = inspected({ FOO: "reg.io/x:1", BAZ: "reg.io/baz:2", "SUB:QUUX": "reg.io/cl:1" });
  const singularity = inspected({ FOO: "x:1", BAZ: "baz:2", "SUB:QUUX": "cl:1" });

  test("agrees with Nextflow 24.10, by Docker's names and by Singularity's, which are raw", () => {
    expect(compare(pipeline, docker)).toEqual([]);
    expect(compare(pipeline, singularity)).toEqual([]);
    expect(compare(pipeline, docker, { scenarios: [{ profiles: ["docker"] }] })).toEqual([]);
    expect(compare(pipeline, singularity, { scenarios: [{ profiles: ["sing"] }] })).toEqual([]);
  });

  test("gives both sides and both places", () => {
    const output = inspected({ FOO: "reg.io/x:1", BAZ: "reg.io/baz:3", "SUB:QUUX": "reg.io/cl:1" });
    expect(compare(pipeline, output, { scenarios: [{ profiles: ["docker"] }] })).toEqual([
      {
        about: "process",
        name: "BAZ",
        ours: [
          {
            value: "reg.io/baz:2",
            scenarios: [{ profiles: ["docker"] }],
            confidence: "exact",
            places: [
              { file: "nextflow.config", line: 5, column: 33, endLine: 5, endColumn: 38 },
              { file: "mod.nf", line: 1, column: 9, endLine: 1, endColumn: 12 },
            ],
          },
        ],
        theirs: { value: "reg.io/baz:3", file: "nf.json", line: 7, column: 9 },
      },
    ]);
  });

  test("compares with the runs that were asked for and no other", () => {
    expect(words(compare(pipeline, singularity, { scenarios: [{ profiles: ["docker"] }] }))).toEqual([
      "FOO: reg.io/x:1 | x:1",
      "BAZ: reg.io/baz:2 | baz:2",
      "SUB:QUUX: reg.io/cl:1 | cl:1",
    ]);
  });

  test("tells of processes that only one side has", () => {
    const found = compare(pipeline, inspected({ FOO: "reg.io/x:1", "SUB:QUUX": "reg.io/cl:1", NEW: "n:1" }));
    expect(words(found)).toEqual(["BAZ: reg.io/baz:2,docker://baz:2 | undefined", "NEW:  | n:1"]);
    expect(found[0]!.theirs).toEqual({ file: "nf.json", line: 1, column: 1 });
    expect(compare(pipeline, inspected({ NONE: null, FOO: "x:1", BAZ: "baz:2", "SUB:QUUX": "cl:1" }))).toEqual([]);
  });

  // What Nextflow 26.04 was measured to say where a run does something else.
  test.each([
    [
      "an alias has a selector of its own",
      {
        "main.nf": "include { FOO as BAR } from './m'\nworkflow { BAR() }\n",
        "m.nf": "process FOO {\n  script:\n  'true'\n}\n",
        "nextflow.config":
          "docker.enabled = true\nprocess {\n withName: BAR { container = 'b:1' }\n withName: FOO { container = 'f:1' } }\n",
      },
      { FOO: "f:1" },
      ["BAR: b:1 | f:1"],
      "The selector withName:BAR gives it its image: inspect applies none to aliases and qualified names",
    ],
    [
      "two processes have one name",
      {
        "main.nf": "include { FOO as F1 } from './m1'\ninclude { FOO as F2 } from './m2'\nworkflow { F1(); F2() }\n",
        "m1.nf": "process FOO {\n  container 'one:1'\n  script:\n  'true'\n}\n",
        "m2.nf": "process FOO {\n  container 'two:1'\n  script:\n  'true'\n}\n",
        "nextflow.config": "docker.enabled = true\n",
      },
      { FOO: "two:1" },
      ["F1: one:1 | two:1"],
      "Inspect has one entry for F1, F2: of equal names it keeps one.",
    ],
  ])("explains it where %s", (_, files, output, expected, why) => {
    const found = compare(files, inspected(output));
    expect(words(found)).toEqual(expected);
    expect(found[0]!.why).toContain(why);
  });

  test.each<[string, string, Record<string, string>, string]>([
    [
      "Wave serves it",
      "docker.enabled = true\nwave.enabled = true\n",
      { FOO: "wave.example.com/wt/1/x:1" },
      "Wave puts an image of its own",
    ],
    [
      "a selector is left out",
      "docker.enabled = true\nprocess { withName: FOO { container = 's:1' } }\n",
      { FOO: "x:1" },
      "The selector withName:FOO gives it its image: inspect applies none in 25.04 to 25.12.",
    ],
    [
      "it has no entry of its own",
      "docker.enabled = true\n",
      { FOO: "y:1" },
      "Inspect lists definitions: FOO stands for W:FOO.",
    ],
  ])("explains it where %s", (what, config, output, why) => {
    const within = what === "it has no entry of its own";
    const main = `process FOO {\n  container 'x:1'\n  script:\n  'true'\n}\nworkflow W { FOO() }\nworkflow { ${within ? "W()" : "FOO()"} }\n`;
    const found = compare({ "main.nf": main, "nextflow.config": config }, inspected(output));
    expect(found.map((one) => one.why)).toEqual([expect.stringContaining(why)]);
  });

  test.each([
    ["apptainer", "biocontainers/x:1", "apptainer.enabled = true\napptainer.registry = 'quay.io'\n"],
    ["charliecloud", "docker://org/x", "charliecloud.enabled = true\n"],
    ["no engine at all", "x:1", "docker.enabled = false\n"],
  ])("takes the raw name as the same with %s", (_, image, config) => {
    const main = `process FOO {\n  container '${image}'\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
    expect(compare({ "main.nf": main, "nextflow.config": config }, inspected({ FOO: image }))).toEqual([]);
  });

  test("takes any directory for the one of the run", () => {
    const files = {
      "main.nf": "process FOO {\n  container 'images/x.sif'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
      "images/x.sif": "",
      "nextflow.config": "singularity.enabled = true\n",
    };
    // What Nextflow 24.10.0 printed, but for the directory.
    expect(compare(files, inspected({ FOO: "/somewhere/else/./images/x.sif" }))).toEqual([]);
    expect(words(compare(files, inspected({ FOO: "/somewhere/else/./images/y.sif" })))).toEqual([
      "FOO: ${launchDir}/./images/x.sif | /somewhere/else/./images/y.sif",
    ]);
  });

  test("says that the scan leaves an image open", () => {
    const main =
      'process FOO {\n  container "x:${meta.v}"\n  input:\n  val meta\n  script:\n  "true"\n}\nworkflow { FOO([:]) }\n';
    const found = compare({ "main.nf": main, "nextflow.config": "docker.enabled = true" }, inspected({ FOO: "x:1" }));
    expect(found).toMatchObject([
      {
        name: "FOO",
        ours: [{ value: null, confidence: "unresolved" }],
        why: expect.stringContaining("leaves it open"),
      },
    ]);
  });
});

describe("comparing with nextflow config", () => {
  // What Nextflow 24.10.0 printed for this pipeline with -profile docker.
  const resolved = {
    params: { tag: "9" },
    docker: { registry: "reg.io", enabled: true },
    process: {
      container: "gen:9",
      cpus: 2,
      "withName:BAZ": { container: "baz:2" },
      "withName:SUB:.*": { container: '{ "cl:${task.attempt}" }' },
      "withLabel:x": { memory: "1 GB" },
    },
  };

  test("agrees with Nextflow 24.10, with a profile and without", () => {
    expect(compare(pipeline, resolved)).toEqual([]);
    expect(compare(pipeline, resolved, { scenarios: [{ profiles: ["docker"] }] })).toEqual([]);
    expect(compare(pipeline, { ...resolved, docker: { registry: "reg.io" } })).toEqual([]);
  });

  test("gives both sides and both places", () => {
    const process = { ...resolved.process, container: "gen:8", "withName:NEW": { container: "n:1" } };
    const found = compare(pipeline, { process, docker: { registry: "other.io" } }, { launch: ["-profile", "docker"] });
    expect(words(found)).toEqual([
      "process.container: gen:9 | gen:8",
      "process.'withName:NEW'.container:  | n:1",
      "docker.registry: reg.io | other.io",
      "docker.enabled: true | undefined",
    ]);
    expect(found[0]).toMatchObject({
      about: "setting",
      ours: [{ scenarios: [{ profiles: ["docker"] }], places: [{ file: "nextflow.config", line: 3 }, { line: 1 }] }],
      theirs: { file: "nf.json", line: 3, column: 22 },
    });
  });

  test("takes any side of an open setting, and says what it leaves open", () => {
    const files = {
      "main.nf": pipeline["main.nf"],
      "mod.nf": pipeline["mod.nf"],
      "nextflow.config":
        "docker.enabled = false\ndocker.registry = null\nprocess.container = System.getenv('X') ? 'a:1' : \"b:${System.getenv('Y')}\"\n",
    };
    const settings = { launch: ["run", "."], syntax: "v1" } as const;
    const said = (container: string) =>
      compare(files, { process: { container }, docker: { enabled: false } }, settings);
    expect(said("a:1")).toEqual([]);
    expect(said("c:1")).toMatchObject([
      {
        name: "process.container",
        ours: [{ value: "a:1" }, { value: null }],
        why: expect.stringContaining("leaves it open"),
      },
    ]);
  });

  test("gives no place to values of the command line", () => {
    const files = {
      ...pipeline,
      "nextflow.config": 'docker.enabled = true\nprocess.container = "gen:${params.tag}"\n',
    };
    const found = compare(
      files,
      { process: { container: "gen:8" }, docker: { enabled: true } },
      { launch: ["run", ".", "--tag", "7"] },
    );
    expect(words(found)).toEqual(["process.container: gen:7 | gen:8"]);
    expect(found[0]!.ours[0]!.places.map(({ file }) => file)).toEqual(["nextflow.config"]);
  });

  test("takes a configuration without processes", () => {
    const files = { "main.nf": pipeline["main.nf"], "mod.nf": pipeline["mod.nf"], "nextflow.config": "" };
    expect(words(compare(files, { docker: { enabled: true } }))).toEqual(["docker.enabled:  | true"]);
  });

  test("leaves a closure its blanks", () => {
    const closure = { container: '{\n    "cl:${task.attempt}"\n}' };
    expect(compare(pipeline, { ...resolved, process: { ...resolved.process, "withName:SUB:.*": closure } })).toEqual(
      [],
    );
    const other = { container: '{ "cm:${task.attempt}" }' };
    const found = compare(pipeline, { ...resolved, process: { ...resolved.process, "withName:SUB:.*": other } });
    expect(words(found)).toEqual([
      `process.'withName:SUB:.*'.container: { "cl:\${task.attempt}" } | { "cm:\${task.attempt}" }`,
    ]);
  });
});

describe("the output of Nextflow", () => {
  test("may come behind warnings and a byte order mark", () => {
    const text = `\uFEFFWARN: something\n${JSON.stringify(inspected({ FOO: "y:1" }), undefined, 4)}\n`;
    const [first] = compare(pipeline, text);
    expect(first).toMatchObject({ name: "FOO", theirs: { value: "y:1", line: 4, column: 9 } });
  });

  test.each(["", "docker.enabled = true", "[]", '{"a":1}', '{"processes":[1]}', '{"processes":{}}', "{", "null"])(
    "is not %j",
    (text) => {
      expect(() => compare(pipeline, text)).toThrow(ConfigurationError);
      expect(() => compare(pipeline, text)).toThrow("nextflow inspect -format json");
    },
  );
});

describe("jsonPlaces", () => {
  test("finds where each value of a document begins", () => {
    const placesIn = (text: string, inner: unknown, path: readonly (string | number)[]): readonly boolean[] => {
      if (typeof inner !== "object" || inner === null) return [];
      return Object.entries(inner).flatMap(([key, part]) => {
        const own = [...path, Array.isArray(inner) ? Number(key) : key];
        const found = text.slice(jsonPlaces(text).get(JSON.stringify(own)));
        const begin = typeof part === "object" ? (JSON.stringify(part)[0] ?? "") : JSON.stringify(part);
        return [found.startsWith(begin), ...placesIn(text, part, own)];
      });
    };
    assert(
      property(jsonValue({ maxDepth: 3 }), constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(placesIn(text, value, [])).not.toContain(false);
      }),
    );
  });

  test("gives no place to what is nested deeper than four keys", () => {
    const text = '{"a":{"b":{"c":{"d":{"e":1}}}},"f":2}';
    const places = jsonPlaces(text);
    expect(places.get('["a","b","c","d"]')).toBe(text.indexOf('{"e"'));
    expect(places.has('["a","b","c","d","e"]')).toBe(false);
    expect(places.get('["f"]')).toBe(text.indexOf("2"));
  });

  test("takes long and deep documents in its stride", () => {
    expect(jsonPlaces(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`).size).toBeLessThan(10);
    expect(jsonPlaces(JSON.stringify({ a: "x".repeat(2_000_000) })).size).toBe(1);
  });
});
