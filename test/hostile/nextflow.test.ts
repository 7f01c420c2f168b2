/** Nextflow files that go round, double or flood, scanned by the shipped command line. */
import { describe, expect, test } from "vitest";
import { computed } from "../../scripts/bench/hostile/nextflow/closures.ts";
import { cli } from "../support/cli.ts";
import { arrayOf, objectOf, parseJson } from "../support/json.ts";
import { repositoryOf } from "../support/scratch.ts";

type Files = Readonly<Record<string, string>>;
type Syntax = "auto" | "v1" | "v2";

interface Scan {
  readonly pulls: readonly Readonly<Record<"process" | "image" | "confidence" | "reason", unknown>>[];
  readonly problems: readonly { readonly file: string; readonly kind: unknown; readonly message: string }[];
}

const task = "process FOO {\n  container 'x:1'\n  script: 'true'\n}\n";
const pipeline: Files = { "main.nf": `${task}workflow { FOO() }\n` };

function configured(config: string, more: Files = {}): Files {
  return { ...pipeline, "nextflow.config": `docker.enabled = true\n${config}\n`, ...more };
}

const twice = (line: string): string => `${line}\n${line}\n`;

const filesOf = (count: number, path: (number: number) => string, text: (number: number) => string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [path(number), text(number)]));

const configurations = (count: number, text: (next: string) => string): Files =>
  filesOf(
    count,
    (n) => `c${n}.config`,
    (n) => (n < count - 1 ? text(`c${n + 1}.config`) : ""),
  );

const scripts = (count: number, text: (next: number) => string): Files =>
  filesOf(
    count,
    (n) => `m${n}.nf`,
    (n) => (n < count - 1 ? text(n + 1) : task.replace("FOO", "A")),
  );

const within = (words: readonly string[], inner = ""): string =>
  `${words.map((word) => `${word} { `).join("")}${inner}${" }".repeat(words.length)}`;

const lines = (count: number, line: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => `${line(number)}\n`).join("");

async function scan(files: Files, syntax: Syntax = "auto", args: readonly string[] = []): Promise<Scan> {
  const root = await repositoryOf(files);
  const { code, out, err } = await cli(["scan", root, "--format", "json", "--syntax", syntax, ...args]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { pulls, problems } = objectOf(parseJson(out));
  return {
    pulls: arrayOf(pulls)
      .map(objectOf)
      .map(({ process, image, confidence, reason }) => ({ process, image, confidence, reason })),
    problems: arrayOf(problems)
      .map(objectOf)
      .map(({ file, kind, message }) => ({ file: String(file), kind, message: String(message) })),
  };
}

/** What is said of a run that is not followed: its process is there, and open. */
const open = [{ process: "FOO", image: null, confidence: "unresolved", reason: "limit" }];

const about = ({ problems }: Scan, kind: string): readonly string[] =>
  problems.filter((problem) => problem.kind === kind).map(({ file, message }) => `${file}: ${message}`);

describe("scopes that hold themselves", () => {
  test.each([
    ["a{b{a{a{a{}}}}}", "`a.b"],
    ["a{b{a{a{a{a{a{a{a{x = 1}}}}}}}}}", "`a.b"],
    [within(["process", "ext", ...Array.from({ length: 60 }, () => "process")], "container = 'y:1'"), "`process.ext"],
    [within(Array.from({ length: 60 }, (_, n) => "abc"[n % 3]!)), "`a.b.c"],
    [`profiles { standard { ${within(["a", "b", "a", "a", "a", "a"])} } }`, "`a.a"],
  ])("%s has no end for v1, and is named", async (config, name) => {
    const found = await scan(configured(config), "v1");
    expect(found.pulls).toMatchObject(open);
    const [told] = about(found, "abort");
    expect(told).toContain(name);
    expect(told).toContain("Nextflow does not come to an end here");
  });

  test("they are plain settings for v2, which is what a run uses", async () => {
    const { pulls } = await scan(configured("a{b{a{a{a{}}}}}"));
    expect(pulls).toMatchObject([{ process: "FOO", image: "x:1", confidence: "exact" }]);
  });
});

const own = "nextflow.config";

function circle(...names: string[]): string {
  return `(${names.join(" -> ")}): Nextflow stops with a StackOverflowError`;
}

describe("configurations that include each other", () => {
  test.each<[name: string, files: Files, chain: string]>([
    ["itself, once", configured(`includeConfig "${own}"`), circle(own, own)],
    ["itself, twice", configured(twice(`includeConfig "${own}"`)), circle(own, own)],
    ["itself, in a block", configured(`process {\n${twice(`includeConfig "${own}"`)}}`), circle(own, own)],
    [
      "itself, in the profile that is in force",
      configured(`profiles { standard { ${twice(`includeConfig "${own}"`)} } }`),
      circle(own, own),
    ],
    [
      "each other",
      configured(twice("includeConfig 'a.config'"), {
        "a.config": twice("includeConfig 'b.config'"),
        "b.config": twice("includeConfig 'a.config'"),
      }),
      circle("a.config", "b.config", "a.config"),
    ],
  ])("%s", async (_, files, chain) => {
    for (const syntax of ["auto", "v1", "v2"] as const) {
      const found = await scan(files, syntax);
      expect(found.pulls).toMatchObject(open);
      expect(about(found, "abort").join("\n")).toContain(chain);
    }
  });

  test("themselves in the profiles of engines: each is a run that is not known", async () => {
    const engines = ["docker", "singularity"];
    const profiles = engines.map((name) => `${name} { ${name}.enabled = true\n${twice(`includeConfig "${own}"`)} }`);
    const found = await scan({ ...pipeline, [own]: `profiles {\n${profiles.join("\n")}\n}\n` });
    expect(found.pulls).toMatchObject([...open, ...open]);
    expect(about(found, "abort").join("\n")).toContain(circle(own, own));
  });

  test("themselves until a parameter is set: that has an end", async () => {
    const once = `if (!params.done) { params.done = true\n includeConfig "${own}" }\nprocess.container = 'y:1'`;
    const files = { ...configured(once), "main.nf": "process FOO { script: 'true' }\nworkflow { FOO() }\n" };
    expect((await scan(files, "v1")).pulls).toMatchObject([{ image: "y:1", confidence: "exact" }]);
  });
});

describe("includes without a circle", () => {
  test.each<[name: string, files: Files]>([
    [
      "doubling at 30 files",
      configured(
        twice("includeConfig 'c0.config'"),
        configurations(30, (next) => twice(`includeConfig '${next}'`)),
      ),
    ],
    [
      "doubling in profiles",
      configured(
        "profiles { standard { includeConfig 'c0.config' } }",
        configurations(30, (next) => `profiles { standard { ${twice(`includeConfig '${next}'`)} } }`),
      ),
    ],
    [
      "1,000 in a row",
      configured(
        "includeConfig 'c0.config'",
        configurations(1_000, (next) => `includeConfig '${next}'`),
      ),
    ],
  ])("%s: what they come to is not known", async (_, files) => {
    const found = await scan(files);
    expect(found.pulls).toMatchObject(open);
    expect(about(found, "limit")).not.toEqual([]);
  });
});

function back(...names: string[]): string {
  return `this include leads back to its own script (${names.join(" -> ")}): Nextflow does not come to an end`;
}

function branches(from: string): string {
  return `if (params.a) { include { A } from './${from}' } else { include { A } from './${from}' }\n`;
}

describe("scripts that include each other", () => {
  test.each<[name: string, files: Files, message: string]>([
    ["itself", { "main.nf": "include { A } from './main'\nworkflow { A() }\n" }, back("main.nf", "main.nf")],
    ["itself, twice", { "main.nf": twice("include { A } from './main'") }, back("main.nf", "main.nf")],
    [
      "each other",
      {
        "main.nf": `${twice("include { A } from './a'")}workflow { A() }\n`,
        "a.nf": twice("include { A } from './b'"),
        "b.nf": twice("include { A } from './a'"),
      },
      back("a.nf", "b.nf", "a.nf"),
    ],
  ])("%s", async (_, files, message) => {
    for (const syntax of ["auto", "v1"] as const) {
      expect(about(await scan(files, syntax), "abort").join("\n")).toContain(message);
    }
  });

  test("twice in branches, for 40 scripts in a row: the process is found", async () => {
    const files = { "main.nf": `${branches("m0")}workflow { A() }\n`, ...scripts(40, (next) => branches(`m${next}`)) };
    const { pulls } = await scan({ ...files, "nextflow.config": "docker.enabled = true\n" }, "v1");
    expect(pulls).toMatchObject([{ process: "A", image: "x:1" }]);
  });

  test("1,000 in a row: what is behind is said to be unknown", async () => {
    const files = {
      "main.nf": "include { A } from './m0'\nworkflow { A() }\n",
      "nextflow.config": "docker.enabled = true\n",
      ...scripts(1_000, (next) => `include { A } from './m${next}'\n`),
    };
    const found = await scan(files, "v1");
    expect(found.pulls).toMatchObject([{ process: "A", image: null, reason: "limit" }]);
    expect(about(found, "limit").join("\n")).toContain("More than 100 scripts include each other in a row");
  });
});

describe("calls", () => {
  test.each([
    ["A", "workflow A { FOO(); A(); A() }", "(A -> A)"],
    ["A", "workflow A { B(); B() }\nworkflow B { A(); FOO() }", "(A -> B -> A)"],
  ])("of themselves end with the circle (%s in %s)", async (_, workflows, circle) => {
    const found = await scan({ "main.nf": `${task}${workflows}\nworkflow { A() }\n` });
    expect(about(found, "abort").join("\n")).toContain(`calls itself without end ${circle}`);
    expect(found.pulls).toHaveLength(1);
  });

  test.each([
    ["that double", lines(60, (n) => `workflow W${n + 1} { W${n}(); W${n}() }`), 60],
    ["within each other, 5,000 deep", lines(5_000, (n) => `workflow W${n + 1} { W${n}() }`), 5_000],
  ])("%s leave the process in sight", async (_, workflows, last) => {
    const files = {
      "main.nf": `${task}workflow W0 { FOO() }\n${workflows}workflow { W${last}() }\n`,
      "nextflow.config": "docker.enabled = true\n",
    };
    const { pulls } = await scan(files);
    expect(pulls.length).toBeGreaterThan(0);
  });
});

describe("a flood", () => {
  test("of 3,000 selectors and 3,000 processes: each has its image", async () => {
    const many = 3_000;
    const { pulls } = await scan({
      "main.nf": `${lines(many, (n) => `process P${n} { container 'x:${n}'\n script: 'true' }`)}workflow {\n${lines(many, (n) => `P${n}()`)}}\n`,
      "nextflow.config": `docker.enabled = true\nprocess {\n${lines(many, (n) => ` withName: 'P${n}' { container = 'y:${n}' }`)}}\n`,
    });
    expect(new Set(pulls.map(({ process }) => process)).size).toBe(many);
    expect(pulls.every(({ process, image }) => image === `y:${String(process).slice(1)}`)).toBe(true);
  });

  test.each(["(]", "[)", "(}", "{)"])("of brackets that close nothing (%s) is told", async (pair) => {
    const text = pair.charAt(0).repeat(300_000) + pair.charAt(1).repeat(300_000);
    const found = await scan({ "main.nf": `${pipeline["main.nf"]}\n${text}`, "nextflow.config": text });
    expect(found.pulls.length).toBeGreaterThan(0);
    expect(about(found, "syntax").length).toBeGreaterThan(100);
  });

  test("beyond the budget is told for the whole repository", async () => {
    const found = await scan({
      "main.nf": `${lines(500, (n) => computing("while (true) { }", n))}workflow {\n${lines(500, (n) => `P${n}()`)}}\n`,
      "nextflow.config": "docker.enabled = true\n",
    });
    expect(found.pulls).toHaveLength(500);
    expect(found.pulls.every(({ image }) => image === null)).toBe(true);
    expect(about(found, "limit").join("\n")).toContain(
      "main.nf: The Nextflow files of the repository ask for more than 4,000,000",
    );
  });

  test.each(["auto", "v1"] as const)("of words and signs is not read, and said not to be (%s)", async (syntax) => {
    const found = await scan({ ...pipeline, "nextflow.config": "a=1\n".repeat(300_000) }, syntax);
    expect(found.pulls).toMatchObject(open);
    expect(about(found, "limit").join("\n")).toContain("more than 1,000,000 words and signs");
  });

  test("of 10,000 profiles: that not all are tried is said", async () => {
    const profiles = lines(10_000, (n) => `p${n} { singularity.enabled = true\npodman.enabled = true }`);
    const found = await scan({ ...pipeline, "nextflow.config": `profiles {\n${profiles}}\n` });
    expect(found.pulls).toMatchObject(open);
    expect(about(found, "limit")).not.toEqual([]);
  });
});

describe("files of parameters", () => {
  const laughs = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${lines(20, (n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(", ")}]`)}`;
  test.each([
    ["300,000 brackets", "p.json", `{"a": ${"[".repeat(300_000)}${"]".repeat(300_000)}}`],
    ["a billion laughs", "p.yml", laughs],
    ["too many parameters", "p.yml", lines(120_000, (n) => `a${n}: ${n}`)],
  ])("%s: nothing of the run is known", async (_, name, content) => {
    const files = configured('process.container = "x:${params.a}"', { [name]: content });
    const found = await scan(files, "auto", ["--", "-params-file", name]);
    expect(found.pulls).toMatchObject(open);
    expect(about(found, "limit").join("\n")).toContain(`The params file ${name} is not read`);
  });
});

function computing(body: string, n: number): string {
  return `process P${n} {\n container { ${body} }\n script: 'true' }`;
}

describe("code that computes without end", () => {
  const bodies = Object.values(computed);

  test("in directives: each process has its image, or is said to be open", async () => {
    const found = await scan({
      "main.nf": `${bodies.map(computing).join("\n")}\nworkflow {\n${lines(bodies.length, (n) => `P${n}()`)}}\n`,
      "nextflow.config": "docker.enabled = true\n",
    });
    expect(new Set(found.pulls.map((pull) => pull.process)).size).toBe(bodies.length);
    expect(found.pulls.filter(({ image, reason }) => image === null && reason === undefined)).toEqual([]);
  });

  test.each(["v1", "v2"] as const)("in settings, %s: the run is known, or is said not to be", async (syntax) => {
    const settings = bodies.map((body, n) => `params.x${n} = ({ ${body} })()\n`).join("");
    const found = await scan(configured(`${settings}process.container = "x:\${params.x3}"`), syntax);
    expect(found.pulls).toHaveLength(1);
  });
});
