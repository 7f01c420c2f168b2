/** Pipelines that have no end for Nextflow itself, and pipelines that are longer than what is followed: neither is silent. */
import { describe, expect, test } from "vitest";
import type { Problem } from "../../../src/model.ts";
import type { NextflowScan } from "../../../src/scan/nextflow/index.ts";
import { images, scan } from "./scan.ts";

type Files = Readonly<Record<string, string>>;

const task = "process FOO {\n  container 'x:1'\n  script: 'true'\n}\n";
const docker = { "nextflow.config": "docker.enabled = true\n" };

function configured(config: string, more: Files = {}): Files {
  return { "main.nf": `${task}workflow { FOO() }\n`, "nextflow.config": `docker.enabled = true\n${config}\n`, ...more };
}

function filesOf(count: number, path: (number: number) => string, text: (number: number) => string): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [path(number), text(number)]));
}

function lines(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => `${line(number)}\n`).join("");
}

function within(words: readonly string[]): string {
  return `${words.map((word) => `${word} { `).join("")}x = 1${" }".repeat(words.length)}`;
}

function told({ problems }: NextflowScan, kind: Problem["kind"]): string {
  return problems.flatMap(({ kind: own, message }) => (own === kind ? [message] : [])).join("\n");
}

/** The process of a run that is not followed is there, and open. */
const open = [{ process: "FOO", image: null, unresolved: { reason: "limit" } }];

describe("scopes of a configuration", () => {
  test.each([
    ["a{b{a{a{a{}}}}}", "`a.b"],
    [within(Array.from({ length: 60 }, (_, n) => "abcdefgh"[n % 8]!)), "`a.b.c.d.e.f.g.h.…` holds itself"],
    [`profiles { standard { ${within(["a", "b", "a", "a", "a", "a"])} } }`, "`a.a"],
  ])("%s hold themselves for v1, which is said with their names", (config, name) => {
    const found = scan(configured(config), { syntax: "v1" });
    expect(found.pulls).toMatchObject(open);
    expect(told(found, "abort")).toContain("Nextflow does not come to an end here");
    expect(told(found, "abort")).toContain(name);
  });

  test("within each other without number", () => {
    const dotted = Array.from({ length: 250 }, (_, n) => `k${n}`).join(".");
    const found = scan(configured(`a.${dotted} = 1\na.${dotted} = 2\nprofiles { standard { a.${dotted} = 3 } }`));
    expect(found.pulls).toMatchObject(open);
    expect(told(found, "limit")).toContain("more than 200 scopes and lists stand within each other");
  });

  test("of more words and signs than are read", () => {
    const found = scan(configured("a=1\n".repeat(300_000)));
    expect(found.pulls).toMatchObject(open);
    expect(told(found, "limit")).toContain("This file is not read: ");
  });

  test("of files that include two others each", () => {
    const included = filesOf(
      20,
      (n) => `c${n}.config`,
      (n) => `includeConfig 'c${n + 1}.config'\nincludeConfig 'c${n + 1}.config'\n`,
    );
    const found = scan(configured("includeConfig 'c0.config'", { ...included, "c20.config": "process.cpus = 1\n" }));
    expect(found.pulls).toMatchObject(open);
    expect(told(found, "limit")).toContain("more than 100,000 included configurations: the rest is not followed.");
  });
});

/** `count` scripts, each of which includes the next, and the last of them the first. */
function ring(count: number): Files {
  return filesOf(
    count,
    (n) => (n === 0 ? "main.nf" : `m${n}.nf`),
    (n) => `include { A } from './${n + 1 === count ? "main" : `m${n + 1}`}'\n`,
  );
}

describe("scripts that include each other", () => {
  test.each([
    [1, "(main.nf -> main.nf)"],
    [2, "(main.nf -> m1.nf -> main.nf)"],
    [12, "(main.nf -> m1.nf -> m2.nf -> m3.nf -> … -> m10.nf -> m11.nf -> main.nf)"],
  ])("in a circle of %i", (count, circle) => {
    for (const syntax of ["v1", "v2"] as const) {
      const message = told(scan(ring(count), { syntax }), "abort");
      expect(message).toContain(`this include leads back to its own script ${circle}`);
      expect(message.match(/leads back/gu)).toHaveLength(1);
    }
  });

  test("each of the first twenty circles is told", () => {
    const own = filesOf(
      30,
      (n) => `m${n}.nf`,
      (n) => `include { A } from './m${n}'\ninclude { B } from './m${n}'\n`,
    );
    const main = `${lines(30, (n) => `include { A as A${n} } from './m${n}'`)}workflow { }\n`;
    const message = told(scan({ "main.nf": main, ...own, ...docker }, { syntax: "v1" }), "abort");
    expect(message.match(/leads back/gu)).toHaveLength(20);
  });

  test("150 in a row hand on a name for v1: what it is there is said to be unknown", () => {
    const row = filesOf(
      150,
      (n) => `m${n}.nf`,
      (n) => (n === 149 ? task.replace("FOO", "A") : `include { A } from './m${n + 1}'\n`),
    );
    const main = "include { A } from './m0'\nworkflow { A() }\n";
    const found = scan({ "main.nf": main, ...row, ...docker }, { syntax: "v1" });
    expect(found.pulls).toMatchObject([{ process: "A", image: null, unresolved: { reason: "limit" } }]);
    expect(told(found, "limit")).toContain("More than 100 scripts include each other in a row");
  });

  test("a name that 150 branches bring in may be any of them", () => {
    const main = `${lines(150, (n) => `if (params.p == ${n}) { include { A } from './m${n}' }`)}workflow { A() }\n`;
    const modules = filesOf(
      150,
      (n) => `m${n}.nf`,
      (n) => `process A {\n  container 'x:${n}'\n  script: 'true'\n}\n`,
    );
    const found = scan({ "main.nf": main, ...modules, ...docker }, { syntax: "v1" });
    expect(told(found, "limit")).toContain("`A` may be any of more than 100 things: the others are not followed.");
    expect(new Set(found.pulls.map(({ references }) => references[0]?.file)).size).toBe(150);
  });
});

describe("workflows that call", () => {
  test.each([
    ["workflow A { FOO(); A(); A() }", "`A` calls itself without end (A -> A)"],
    ["workflow A { B(); B() }\nworkflow B { A(); FOO() }", "`A` calls itself without end (A -> B -> A)"],
    [
      `workflow A { W0() }\n${lines(9, (n) => `workflow W${n} { W${n + 1}() }`)}workflow W9 { FOO(); A() }`,
      "`A` calls itself without end (A -> W0 -> W1 -> W2 -> W3 -> W4 -> … -> A)",
    ],
  ])("themselves: %s", (workflows, message) => {
    for (const syntax of ["v1", "v2"] as const) {
      const found = scan({ "main.nf": `${task}${workflows}\nworkflow { A() }\n`, ...docker }, { syntax });
      expect(told(found, "abort")).toContain(`${message}: Nextflow stops with a StackOverflowError`);
      expect(found.pulls).toHaveLength(1);
    }
  });

  test("a function that calls itself ends where its condition says, and what it calls is found", () => {
    const main = `def again(n) { if (n > 0) again(n - 1) }\n${task}workflow { again(3); FOO() }\n`;
    const found = scan({ "main.nf": main, ...docker }, { syntax: "v1" });
    expect(images(found)).toEqual(["FOO x:1"]);
    expect(told(found, "abort")).toBe("");
  });

  test("each other twice, 20 in a row", () => {
    const rows = lines(20, (n) => `workflow W${n + 1} { W${n}(); W${n}() }`);
    const found = scan({ "main.nf": `${task}workflow W0 { FOO() }\n${rows}workflow { W20() }\n`, ...docker });
    expect(told(found, "limit")).toContain("calls more than 12,000 processes and workflows: the rest is not followed.");
    expect(found.pulls.length).toBeGreaterThan(0);
  });

  test("each other, 120 in a row: what a process at the end is configured to pull is not known", () => {
    const rows = lines(120, (n) => `workflow W${n + 1} { W${n}() }`);
    const main = `${task}workflow W0 { FOO() }\n${rows}workflow { W120() }\n`;
    const config = "docker.enabled = true\nprocess { withName: 'W1:W0:FOO' { container = 'y:1' } }\n";
    const found = scan({ "main.nf": main, "nextflow.config": config });
    expect(told(found, "limit")).toContain("More than 100 workflows and functions call each other in a row: the rest");
    expect(found.pulls).toMatchObject(open);
  });
});

describe("modules beside a pipeline that is not followed to its end", () => {
  test("may be called: what they pull is open", () => {
    const rows = lines(120, (n) => `workflow W${n + 1} { W${n}() }`);
    const main = `${task}workflow W0 { FOO() }\n${rows}workflow { W120() }\n`;
    const files = { "main.nf": main, "modules/b/main.nf": task.replace("FOO", "BAR"), ...docker };
    const found = scan(files);
    expect(found.pulls.map(({ process, reachable }) => [process, reachable ?? true])).toContainEqual(["BAR", true]);
  });
});

describe("files of parameters", () => {
  const laughs = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${lines(20, (n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(", ")}]`)}`;
  const merged = `${lines(60, (n) => `a${n}: &a${n}\n${lines(100, (m) => `  k${n}x${m}: 1`)}`)}${lines(60, (n) => `b${n}:\n  <<: *a${n}`)}`;

  test.each([
    ["600,000 letters", "p.yml", `a: ${"x".repeat(600_000)}\n`, "it is longer than 500,000 letters"],
    ["2,000 brackets", "p.json", `{"a": ${"[".repeat(2_000)}${"]".repeat(2_000)}}`, "more than 1000 lists and maps"],
    ["a billion laughs", "p.yml", laughs, "it comes to more than 50,000 values"],
    [
      "60,000 values",
      "p.json",
      `{"a": [${"1,".repeat(60_000)}1], "b": { "c": 1 }, "d": 1}`,
      "it comes to more than 50,000 values",
    ],
    [
      "merges that double",
      "p.yml",
      `a0: &a0\n${lines(300, (n) => `  k${n}: 1`)}${lines(300, (n) => `b${n}: { <<: *a0 }`)}`,
      "it comes to more than 50,000 values",
    ],
  ])("%s: nothing of the run is known", (_, name, content, why) => {
    const files = configured('process.container = "x:${params.a}"', { [name]: content });
    const found = scan(files, { launch: ["run", ".", "-params-file", name] });
    expect(found.pulls).toMatchObject(open);
    expect(told(found, "limit")).toContain(`The params file ${name} is not read: ${why}`);
  });

  test("a file that is long and within all bounds is read", () => {
    const files = {
      ...configured("", { "p.yml": `${merged}tag: '2'\n` }),
      "main.nf": `${task.replace("'x:1'", '"x:${params.tag}-${params.b59.k59x99}"')}workflow { FOO() }\n`,
    };
    expect(images(scan(files, { launch: ["run", ".", "-params-file", "p.yml"] }))).toEqual(["FOO x:2-1"]);
  });
});
