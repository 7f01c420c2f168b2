import { describe, expect, test } from "vitest";
import { images, kinds, scan } from "../scan.ts";

const twin = `process FOO {
  container "\${ workflow.containerEngine in ['singularity', 'apptainer'] && !task.ext.singularity_pull_docker_container ?
    'https://h.org/foo.img' :
    'quay.io/org/foo:1' }"
  script:
  'true'
}
`;
const main = `${twin}workflow { FOO() }\n`;

function plain(name: string, image: string): string {
  return `process ${name} {\n  container '${image}'\n  script:\n  'true'\n}\n`;
}

/** Engine, profiles and image of each pull. */
function runs(files: Readonly<Record<string, string>>) {
  return scan(files).pulls.map(({ engine, scenario, image }) => [engine, scenario?.profiles.join(",") ?? "", image]);
}

describe("runs that nobody asked for", () => {
  test("one for each engine, with the profile that enables it", () => {
    const config = `profiles {
      test { process.cpus = 1 }
      local_docker { docker.enabled = true }
      docker { docker.enabled = true; singularity.enabled = false }
      singularity { singularity.enabled = true }
      both { docker.enabled = true; podman.enabled = true }
    }`;
    expect(runs({ "main.nf": main, "nextflow.config": config })).toEqual([
      ["docker", "docker", "quay.io/org/foo:1"],
      ["singularity", "singularity", "https://h.org/foo.img"],
    ]);
  });

  test("the engine that is on anyway needs no profile", () => {
    const config = "docker.enabled = true\nprofiles { hpc { docker.enabled = false; singularity.enabled = true } }\n";
    expect(runs({ "main.nf": main, "nextflow.config": config })).toEqual([
      ["docker", "", "quay.io/org/foo:1"],
      ["singularity", "hpc", "https://h.org/foo.img"],
    ]);
  });

  test("a profile may enable its engine by an include", () => {
    const files = {
      "main.nf": main,
      "nextflow.config": "profiles { site { includeConfig 'conf/site.config' } }\n",
      "conf/site.config": "apptainer.enabled = true\n",
    };
    expect(runs(files)).toEqual([["apptainer", "site", "https://h.org/foo.img"]]);
  });

  test.each([
    ["a condition", "if (params.x) { docker.enabled = true } else { apptainer.enabled = true }"],
    ["a `try`", "try { apptainer.enabled = true } catch (Exception e) { }"],
    ["a composed include", 'includeConfig "${params.dir}/site.config"'],
    ["an include of an include", "includeConfig 'conf/outer.config'"],
  ])("a profile may enable its engine in %s", (_, body) => {
    const files = {
      "main.nf": main,
      "nextflow.config": `params.x = false\nparams.dir = 'conf'\nprofiles {\n  site {\n    ${body}\n  }\n}\n`,
      "conf/site.config": "apptainer.enabled = true\n",
      "conf/outer.config": "includeConfig 'site.config'\nincludeConfig 'outer.config.d'\nincludeConfig '/dev/null'\n",
      "conf/outer.config.d": "includeConfig 'site.config'\n",
    };
    expect(runs(files)).toEqual([["apptainer", "site", "https://h.org/foo.img"]]);
  });

  test("without any engine Docker's rules hold, and nothing is pulled as the files stand", () => {
    expect(scan({ "main.nf": main, "nextflow.config": "docker.registry = 'm.io'\n" }).pulls[0]).toMatchObject({
      engine: null,
      image: "quay.io/org/foo:1",
      confidence: "candidate",
      conditions: ["a container engine is enabled"],
    });
  });
});

describe("modules on their own", () => {
  test("are looked at with docker and with singularity", () => {
    expect(scan({ "modules/foo/main.nf": twin }).pulls).toMatchObject([
      { engine: "docker", image: "quay.io/org/foo:1", scenario: { arguments: ["-with-docker"] } },
      { engine: "singularity", image: "https://h.org/foo.img", scenario: { arguments: ["-with-singularity"] } },
    ]);
  });

  test("are looked at with the engine that a requested profile is named after, or as the command line says", () => {
    const modules = { "modules/foo/main.nf": `def f() { 1 }\n${twin}` };
    const engines = (settings: Parameters<typeof scan>[1]) => scan(modules, settings).pulls.map(({ engine }) => engine);
    const asked = { scenarios: [{ profiles: ["test", "apptainer"] }] };
    expect(engines(asked)).toEqual(["apptainer"]);
    expect(engines({ ...asked, launch: ["run", ".", "-with-podman"] })).toEqual(["podman"]);
    expect(engines({ scenarios: [{ profiles: ["test"] }] })).toEqual([null]);
    expect(engines({ launch: ["run", "."] })).toEqual([null]);
  });

  test("a parameter that no pipeline sets is open", () => {
    const module = "process FOO {\n  container \"x:${params.tag}\"\n  script:\n  'true'\n}\n";
    expect(scan({ "foo.nf": module, "other.nf": twin }).pulls[0]).toMatchObject({
      image: null,
      confidence: "unresolved",
      unresolved: { reason: "undefined-parameter" },
    });
  });

  test("beside a pipeline that does not include them they are not called", () => {
    const files = {
      "main.nf": "process BAR {\n  container 'b:1'\n  script:\n  'true'\n}\nworkflow { BAR() }\n",
      "nextflow.config": "docker.enabled = true\nprocess { withName: FOO { container = 'selected:1' } }\n",
      "modules/foo.nf": twin,
    };
    expect(scan(files).pulls.map(({ process, image, called }) => [process, image, called])).toEqual([
      ["BAR", "b:1", undefined],
      ["FOO", "selected:1", false],
    ]);
  });

  test("an assignment in the place of a directive is told, and taken for what an older Nextflow made of it", () => {
    const result = scan({ "foo.nf": "process FOO {\n  container = 'x:1'\n  script:\n  'true'\n}\n" });
    expect(kinds(result)).toContain("directive");
    expect(result.pulls[0]).toMatchObject({
      image: "x:1",
      confidence: "candidate",
      conditions: ["Nextflow before 25.10"],
    });
  });
});

describe("which parser", () => {
  const legacy = "docker.enabled = true\ndef tag = '1'\nprocess.container = \"x:$tag\"\n";
  const plain = "process FOO {\n  script:\n  'true'\n}\nworkflow { FOO() }\n";

  test("v1 where only v2 refuses the project, said once with the construct", () => {
    const result = scan({ "main.nf": plain, "nextflow.config": legacy });
    expect(images(result)).toEqual(["FOO x:1"]);
    expect(result.problems).toMatchObject([{ kind: "dialect", file: "nextflow.config", line: 2 }]);
  });

  const library = "def pull(image) { image }\n";
  const include = "include { pull } from './lib'\n";
  const called = "docker.enabled = true\nparams.img = 'x:2'\nparams.none = null\n";

  test("v1 where only v2 stops in a run, said once with the reason", () => {
    const body = `${include}process FOO {\n  container "\${pull(params.img)}"\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
    const files = { "main.nf": body, "lib.nf": library, "nextflow.config": called };
    const result = scan(files);
    expect(images(result)).toEqual(["FOO x:2"]);
    const message = "Unknown process directive: `pull`. The rules of v1 are used for this project.";
    expect(result.problems).toMatchObject([{ kind: "dialect", file: "main.nf", line: 2, message }]);
    expect(kinds(scan(files, { syntax: "v2" }))).toEqual(["abort"]);
  });

  test("v1 where a process stops v2 that nothing calls", () => {
    const body = `${include}process BAR {\n  container "\${pull(params.img)}"\n  script:\n  'true'\n}\n${plain}`;
    const result = scan({
      "main.nf": body,
      "lib.nf": library,
      "nextflow.config": `${called}process.container = 'y:1'\n`,
    });
    expect(images(result)).toEqual(["BAR x:2", "FOO y:1"]);
    expect(kinds(result)).toEqual(["dialect"]);
  });

  test("no stop at a process that nothing calls, in a script that perhaps nothing includes", () => {
    const body =
      "workflow OTHER { include { BAR } from './m' }\nprocess FOO {\n  script:\n  'true'\n}\nworkflow { FOO() }\n";
    const module = "process BAR {\n  cpus params.none.x\n  script:\n  'true'\n}\n";
    const files = { "main.nf": body, "m.nf": module, "nextflow.config": `${called}process.container = 'y:1'\n` };
    expect(kinds(scan(files, { syntax: "v1" }))).toEqual([]);
  });

  test.each([
    ["a closure that takes a setting", "my_image = 'x:3'\nprocess.container = { \"$my_image\" }\n"],
    [
      "a setting among the profiles",
      "process.container = 'x:3'\nprofiles {\n  p { process.cpus = 1 }\n  conda.enabled = true\n}\n",
    ],
  ])("v1 where v2 stops at the configuration: %s", (_, config) => {
    const result = scan({ "main.nf": plain, "nextflow.config": `docker.enabled = true\n${config}` });
    expect([images(result), kinds(result)]).toEqual([["FOO x:3"], ["dialect"]]);
  });

  const failing = "process BAR {\n  container { params.none.x }\n  script:\n  'true'\n}\n";
  const both = `${include}${failing}process FOO {\n  container "\${pull(params.img)}"\n  script:\n  'true'\n}\nworkflow { FOO(); BAR() }\n`;

  test("what both stop at is still told", () => {
    const result = scan({ "main.nf": both, "lib.nf": library, "nextflow.config": called });
    expect(images(result)).toEqual(["BAR null", "FOO x:2"]);
    expect(result.problems).toMatchObject([
      { kind: "dialect", line: 7 },
      { kind: "abort", line: 2 },
    ]);
  });

  test.each([
    ["both stop at the same", plain.replace("script:", "label 'a b'\n  script:")],
    [
      "v1 stops elsewhere",
      `process FOO {\n  container "\${pull()}"\n  script:\n  'true'\n}\n${library}include { E } from './m'\nworkflow { FOO() }\n`,
    ],
  ])("v2 where %s", (_, main) => {
    const result = scan({ "main.nf": main, "m.nf": "enum E { A }\n", "nextflow.config": called });
    expect(kinds(result)).toEqual(["abort"]);
  });

  test("v2 where a name is set nowhere, which is no container to v1", () => {
    const result = scan({
      "main.nf": plain,
      "nextflow.config": "docker.enabled = true\nprocess.container = { nope }\n",
    });
    expect([images(result), kinds(result)]).toEqual([["FOO null"], ["abort"]]);
  });

  test("v2 where it may stop or not", () => {
    const config = `${called}process.container = { task.index > 1 ? my_image : 'x:4' }\nmy_image = 'x:5'\n`;
    const result = scan({ "main.nf": plain, "nextflow.config": config });
    expect(images(result)).toEqual(["FOO null", "FOO x:4"]);
    expect(kinds(result)).toEqual(["abort"]);
  });

  test("a forced v2 says that Nextflow stops", () => {
    expect(kinds(scan({ "main.nf": plain, "nextflow.config": legacy }, { syntax: "v2" }))).toContain("abort");
  });

  test("where both run and disagree, both images are named", () => {
    const config = "docker.enabled = true\nprofiles { p { process.container = 'P:1' } }\nprocess.container = 'T:1'\n";
    const result = scan({ "main.nf": plain, "nextflow.config": config }, { scenarios: [{ profiles: ["p"] }] });
    expect(images(result)).toEqual(["FOO T:1"]);
    expect(result.problems).toMatchObject([{ kind: "conflict" }]);
    expect(result.problems[0]!.message).toContain("v2 gives T:1, v1 gives P:1");
  });

  test("where both run and agree, nothing is said", () => {
    const config = "docker.enabled = true\nprocess.container = 'T:1'\n";
    expect(scan({ "main.nf": plain, "nextflow.config": config }).problems).toEqual([]);
  });
});

test("a composed string is a member of a list under v2, and none under v1", () => {
  const process =
    "process FOO {\n  container { \"${workflow.containerEngine}\" in ['docker'] ? 'in:1' : 'out:1' }\n  script:\n  'true'\n}\n";
  const files = { "main.nf": `${process}workflow { FOO() }\n`, "nextflow.config": "docker.enabled = true\n" };
  expect(images(scan(files, { syntax: "v2" }))).toEqual(["FOO in:1"]);
  expect(images(scan(files, { syntax: "v1" }))).toEqual(["FOO out:1"]);
});

describe("what nothing includes", () => {
  const files = {
    "main.nf": main,
    "nextflow.config": [
      "docker.enabled = true",
      "params.arm = false",
      "profiles { p { includeConfig 'conf/p.config' } }",
      "includeConfig params.arm ? 'conf/arm.config' : '/dev/null'",
      "includeConfig \"conf/site_${params.site ?: 'none'}.config\"",
      "",
    ].join("\n"),
    "conf/p.config": "process.container = 'p:1'\n",
    "conf/arm.config": "process.container = 'arm:1'\n",
    "conf/site_none.config": "process.cpus = 1\n",
    "conf/site_x.config": "process.container = 'site:1'\n",
    "conf/unused.config": "process { withName: 'FOO' { container = 'unused:1' } }\n",
    "conf/harmless.config": "process.cpus = 2\n",
    "tests/nextflow.config": "process.container = 'test:1'\n",
  };

  test("is told where it sets containers, and judged nowhere", () => {
    const result = scan(files);
    const unreachable = result.problems.filter(({ kind }) => kind === "unreachable");
    expect(unreachable.map(({ file }) => file)).toEqual(["conf/unused.config"]);
    expect(images(result)).toEqual(["FOO quay.io/org/foo:1"]);
  });

  test.each<[include: string, from: string, reached: readonly string[]]>([
    ['"${params.a}.config"', "nextflow.config", ["a.config", "conf/b.config", "other/c.config"]],
    ['"../${params.a}.config"', "conf/x/own.config", ["conf/b.config"]],
    ['"./../../other/${params.a}.config"', "conf/x/own.config", ["other/c.config"]],
    ['"${projectDir}/conf/${params.a}.config"', "conf/x/own.config", ["conf/b.config"]],
    ['"${launchDir}/conf/${params.a}.config"', "conf/x/own.config", ["conf/b.config"]],
    [`"${"x".repeat(600)}\${params.a}.config"`, "conf/x/own.config", []],
  ])("%s of %s reaches what it may name", (include, from, reached) => {
    const all = ["a.config", "conf/b.config", "other/c.config"];
    const stray = Object.fromEntries(all.map((path) => [path, "process.container = 's:1'\n"]));
    const own = `profiles { p { includeConfig ${include} } }\n`;
    const { problems } = scan(
      {
        "main.nf": main,
        ...stray,
        ...(from === "nextflow.config"
          ? { "nextflow.config": own }
          : { "nextflow.config": `includeConfig '${from}'\n`, [from]: own }),
      },
      { syntax: "v1" },
    );
    const told = problems.filter(({ kind }) => kind === "unreachable").map(({ file, message }) => `${file} ${message}`);
    expect(all.filter((path) => !told.join().includes(path))).toEqual(reached);
    expect(told.length).toBe(reached.length === all.length ? 0 : 1);
  });

  test("is looked for in the pipeline that it belongs to", () => {
    const pipeline = {
      "main.nf": main,
      "nextflow.config": "docker.enabled = true\n",
      "x.config": "process.container = 'x:1'\n",
    };
    const inner = Object.fromEntries(Object.entries(pipeline).map(([path, text]) => [`inner/${path}`, text]));
    const told = scan({ ...pipeline, ...inner }).problems.filter(({ kind }) => kind === "unreachable");
    expect(told.map(({ file }) => file).sort()).toEqual(["inner/x.config", "x.config"]);
  });

  test("a remote include is told and not fetched; a missing one stops Nextflow", () => {
    const remote = { ...files, "nextflow.config": "docker.enabled = true\nincludeConfig 'https://h.org/x.config'\n" };
    expect(kinds(scan(remote))).toContain("remote-include");
    const missing = { ...files, "nextflow.config": "docker.enabled = true\nincludeConfig 'nope.config'\n" };
    expect(kinds(scan(missing))).toContain("missing-include");
  });
});

const told = (found: ReturnType<typeof scan>) => found.problems.map(({ kind, line }) => `${kind} ${line}`);

describe("a run that never starts", () => {
  const config = "docker.enabled = true\nincludeConfig 'conf/base.config'\nprofiles { p { process.cpus = 1 } }\n";
  const files = { "main.nf": main, "nextflow.config": config, "other.config": "process.container = 'x:1'\n" };

  // 26.04.6, both parsers, ends with "Config file does not exist" (165, 166) and "Unknown configuration profile" (144).
  test.each(["auto", "v2", "v1"] as const)(
    "for an include that leads nowhere: told once, and nothing is pulled (%s)",
    (syntax) => {
      const found = scan(files, { syntax });
      expect(told(found)).toEqual(["missing-include 2"]);
      expect(found.pulls).toEqual([]);
    },
  );

  test("for a profile that is nowhere", () => {
    const whole = { ...files, "conf/base.config": "includeConfig '../other.config'\n" };
    const found = scan(whole, { scenarios: [{ profiles: ["q"] }, { profiles: ["p"] }] });
    expect(found.pulls.map(({ scenario }) => scenario?.profiles)).toEqual([["p"]]);
    expect(told(found)).toEqual(["missing-profile 1"]);
  });
});

describe("open conditions", () => {
  test("each side is a candidate with its condition in words", () => {
    const process = "process FOO {\n  container { env('SITE') ? 'site:1' : 'open:1' }\n  script:\n  'true'\n}\n";
    const files = { "main.nf": `${process}workflow { FOO() }\n`, "nextflow.config": "docker.enabled = true\n" };
    expect(scan(files).pulls).toMatchObject([
      { image: "site:1", confidence: "candidate", conditions: ["env('SITE')"] },
      { image: "open:1", confidence: "candidate", conditions: ["!(env('SITE'))"] },
    ]);
    expect(images(scan(files, { env: { SITE: "x" } }))).toEqual(["FOO site:1"]);
  });

  test("an include that hangs on the environment makes candidates", () => {
    const files = {
      "main.nf": "process FOO {\n  container 'd:1'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
      "nextflow.config": "docker.enabled = true\nincludeConfig env('SITE') ? 'site.config' : '/dev/null'\n",
      "site.config": "process { withName: FOO { container = 'site:1' } }\n",
    };
    expect(scan(files).pulls).toMatchObject([
      { image: "site:1", confidence: "candidate", conditions: ["env('SITE')"] },
      { image: "d:1", confidence: "candidate", conditions: ["!(env('SITE'))"] },
    ]);
  });

  test("an open registry leaves the names open that it would be put in front of", () => {
    const files = {
      "main.nf": `${plain("FOO", "org/x:1")}${plain("BAR", "quay.io/a/b:1")}workflow {\n  FOO()\n  BAR()\n}\n`,
      "nextflow.config": "docker.enabled = true\ndocker.registry = System.getenv('REGISTRY')\n",
    };
    expect(scan(files).pulls).toMatchObject([
      { process: "FOO", image: null, written: "org/x:1", unresolved: { reason: "environment" } },
      { process: "BAR", image: "quay.io/a/b:1", confidence: "exact" },
    ]);
    expect(images(scan(files, { env: { REGISTRY: "m.io" } }))).toEqual(["BAR quay.io/a/b:1", "FOO m.io/org/x:1"]);
  });

  test("what all sides agree on is certain", () => {
    const process = "process FOO {\n  container { env('SITE') ? 'x:1' : 'x:1' }\n  script:\n  'true'\n}\n";
    const files = { "main.nf": `${process}workflow { FOO() }\n`, "nextflow.config": "docker.enabled = true\n" };
    expect(scan(files).pulls).toMatchObject([{ image: "x:1", confidence: "exact" }]);
  });
});

describe("calls in branches", () => {
  const files = {
    "main.nf": `
process FOO {
  container 'f:1'
  script:
  'true'
}
process BAR {
  container 'b:1'
  script:
  'true'
}
process BAZ {
  container 'z:1'
  script:
  'true'
}
workflow {
  if (params.star) { FOO() } else { BAR() }
  if (params.star) { BAZ() } else { BAZ() }
}
`,
    "nextflow.config": "docker.enabled = true\nparams.star = true\n",
  };

  test("are all there as long as nobody has typed a run", () => {
    expect(images(scan(files))).toEqual(["BAR b:1", "BAZ z:1", "FOO f:1"]);
  });

  test("are left out where the parameters of a typed run say so", () => {
    expect(images(scan(files, { launch: ["run", "."] }))).toEqual(["BAZ z:1", "FOO f:1"]);
    expect(
      images(scan({ ...files, "p.json": '{ "star": false }' }, { launch: ["run", ".", "-params-file", "p.json"] })),
    ).toEqual(["BAR b:1", "BAZ z:1"]);
  });
});

test.each([
  ["there is no entry workflow", "workflow RUN { }\n", "`workflow { RUN() }`"],
  ["Which module is included", 'include { A } from "./${new Date()}"\nworkflow { }\n', "Write the path as a text"],
])("%s: the help says what to write", (message, main, help) => {
  const { problems } = scan({ "main.nf": main, "nextflow.config": "docker.enabled = true\n" }, { syntax: "v1" });
  expect(problems.find((one) => one.message.startsWith(message))?.help).toContain(help);
});
