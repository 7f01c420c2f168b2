/** The proof: of many fixes those are made that do what they announce, and each other one is refused with the reason. */
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realOf } from "../../src/files/inside.ts";
import type { Offer } from "../../src/fix/index.ts";
import { prove } from "../../src/fix/prove.ts";
import type { Edit, Finding, Fix, Location, ScanResult } from "../../src/model.ts";
import { defaultScanOptions, openRepository, scanRepository } from "../../src/scan/index.ts";
import { indexLines } from "../../src/text/lines.ts";
import { finding } from "../policy/make.ts";
import { repositoryOf } from "../support/scratch.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

type Files = Readonly<Record<string, string>>;

/** Where the text stands for the first time in a file; an empty stretch behind it. */
function placeIn(files: Files, file: string, text: string, isBehind = false): Location {
  const start = (files[file] ?? "").indexOf(text);
  if (start === -1) throw new Error(`${text} is not in ${file}`);
  const end = start + text.length;
  return { file, ...indexLines(files[file]!).span({ start: isBehind ? end : start, end }) };
}

const replace = (files: Files, file: string, old: string, now: string): Edit => ({
  location: placeIn(files, file, old),
  replacement: now,
});
const putBehind = (files: Files, file: string, old: string, text: string): Edit => ({
  location: placeIn(files, file, old, true),
  replacement: text,
});

async function proveIn(
  files: Readonly<Record<string, string | Buffer>>,
  edits: (scan: ScanResult) => readonly (readonly [Edit, ...Edit[]])[],
  prepare: (root: string) => Promise<unknown> = () => Promise.resolve(),
) {
  const root = realOf(await repositoryOf(files));
  await prepare(root);
  let scans = 0;
  const open = () => openRepository(root, defaultScanOptions);
  const before = await scanRepository(open(), defaultScanOptions);
  const offers: readonly Offer[] = edits(before).map((own, number) => {
    const fix: Fix = { title: `Fix ${number}.`, edits: own, safe: true };
    const place = own[0].location;
    const pulls = before.pulls.filter((pull) =>
      pull.references.some(({ file, line }) => file === place.file && line === place.line),
    );
    const mends: Finding = finding({ location: place, pulls: pulls.length > 0 ? pulls : before.pulls });
    return { fix, findings: [mends] };
  });
  const proven = await prove(offers, {
    root,
    open,
    before,
    scan: (tree) => {
      scans++;
      return scanRepository(tree, defaultScanOptions);
    },
  });
  return {
    made: proven.made.map(({ fix }) => fix.title),
    refused: proven.refused.map(({ offer, why }) => `${offer.fix.title} ${why}`),
    files: Object.fromEntries(proven.files.map(({ original, text }) => [original.file, text])),
    scans,
    root,
  };
}

const process = (name: string, container: string): string =>
  `process ${name} {\n  container ${container}\n  script:\n  'true'\n}\n`;
const main = (...containers: readonly string[]): string =>
  containers.map((container, at) => process(`P${at}`, container)).join("") +
  `workflow {\n${containers.map((_, at) => `  P${at}()\n`).join("")}}\n`;
const DOCKER = { "nextflow.config": "docker.enabled = true\n" };

const build = (base: string): string => `    build: { context: ., args: { BASE: "${base}" } }\n`;

describe("what is announced is made", () => {
  test("many fixes by one scan, the same edit of several once", async () => {
    const files = { ...DOCKER, "main.nf": main("'a:1'", "'b:1'", "params.c ?: 'c:1'"), Dockerfile: "FROM d:1\n" };
    const pin = (file: string, name: string) => [replace(files, file, name, `${name}@${DIGEST}`)] as const;
    const proven = await proveIn(files, () => [
      pin("main.nf", "a:1"),
      pin("main.nf", "b:1"),
      pin("Dockerfile", "d:1"),
      pin("main.nf", "a:1"),
    ]);
    expect(proven).toMatchObject({ made: ["Fix 0.", "Fix 1.", "Fix 2.", "Fix 3."], refused: [], scans: 1 });
    expect(proven.files["main.nf"]).toBe(
      files["main.nf"].replace("a:1", `a:1@${DIGEST}`).replace("b:1", `b:1@${DIGEST}`),
    );
    expect(await readFile(join(proven.root, "main.nf"), "utf8")).toBe(files["main.nf"]);
  });

  // A profile that nobody looked at brings an image of its own by then, where it named the same one before.
  test("a name that a profile which is not looked at has, too", async () => {
    const config =
      "profiles {\n docker { process.container = 'a:1'\n docker.enabled = true }\n" +
      " batch { process.container = 'a:1'\n process.executor = 'awsbatch' }\n}\n";
    const files = { "nextflow.config": config, "main.nf": "process P {\n  script:\n  'true'\n}\nworkflow { P() }\n" };
    const proven = await proveIn(files, () => [[replace(files, "nextflow.config", "a:1", `a:1@${DIGEST}`)]]);
    expect(proven).toMatchObject({ made: ["Fix 0."], refused: [], scans: 1 });
  });

  test("a name without a tag, one that gets another registry, and a part of one", async () => {
    const files = {
      "nextflow.config": "docker { enabled = true\n registry = 'quay.io' }\nparams.tag = '1.0'\nparams.base = 'x/y'\n",
      "main.nf": main(
        "'plain'",
        "'acme/tool:1.0'",
        '"acme/other:${params.tag}"',
        '"ghcr.io/acme/third:${params.tag}"',
        '"${params.base}:3"',
      ),
    };
    const proven = await proveIn(files, () => [
      [replace(files, "main.nf", "plain", `plain@${DIGEST}`)],
      [replace(files, "main.nf", "acme/tool:1.0", "ghcr.io/acme/tool:1.0")],
      [replace(files, "nextflow.config", "1.0", "2.0")],
      [replace(files, "main.nf", "ghcr.io/acme/third", "quay.io/acme/third")],
      [replace(files, "nextflow.config", "x/y", "y/x")],
    ]);
    expect(proven.refused).toEqual([]);
    expect(proven.made).toHaveLength(5);
  });

  test("what a file gives a build argument, and nothing of a build that gets another one", async () => {
    const files = {
      "compose.yml": `services:\n  one:\n${build("a:1")}  two:\n${build("b:1")}`,
      Dockerfile: "ARG BASE\nFROM ${BASE}\nCOPY --from=c:1 /a /a\n",
    };
    const proven = await proveIn(files, () => [
      [replace(files, "compose.yml", "a:1", `a:1@${DIGEST}`)],
      [replace(files, "compose.yml", "b:1", "b:1:1")],
      [replace(files, "Dockerfile", "c:1", `c:1@${DIGEST}`)],
    ]);
    expect(proven.made.toSorted()).toEqual(["Fix 0.", "Fix 2."]);
    expect(proven.refused).toHaveLength(1);
  });

  test("both halves of a choice as one", async () => {
    const files = {
      "nextflow.config":
        "profiles {\n docker { docker.enabled = true }\n singularity { singularity.enabled = true }\n}\n",
      "main.nf": main(
        "\"${ workflow.containerEngine == 'singularity' ? 'https://depot.example.org/tool:1' : 'quay.io/acme/tool:1' }\"",
      ),
    };
    const proven = await proveIn(files, () => [
      [
        replace(files, "main.nf", "https://depot.example.org/tool:1", "https://depot.example.org/tool:2"),
        replace(files, "main.nf", "quay.io/acme/tool:1", "quay.io/acme/tool:2"),
      ],
    ]);
    expect(proven).toMatchObject({ made: ["Fix 0."], refused: [] });
  });

  test("a setting that is put in and overrides what a process says", async () => {
    const files = { "nextflow.config": "docker.enabled = true\nprocess {\n}\n", "main.nf": main("'a:1'", "'b:1'") };
    const config = `\n  withName: 'P0' { container = 'a:1@${DIGEST}' }`;
    const proven = await proveIn(files, () => [[putBehind(files, "nextflow.config", "process {", config)]]);
    expect(proven).toMatchObject({ made: ["Fix 0."], refused: [] });
  });

  test("what is written behind a name, and a value that was missing", async () => {
    const files = {
      Dockerfile: "FROM a:1\n",
      "other/Dockerfile": "ARG V\nFROM a:${V}\n",
    };
    const proven = await proveIn(files, () => [
      [putBehind(files, "Dockerfile", "a:1", `@${DIGEST}`)],
      [replace(files, "other/Dockerfile", "a:${V}", "a:2")],
    ]);
    expect(proven).toMatchObject({ made: ["Fix 0.", "Fix 1."], refused: [] });
  });

  test("a blank around a name, and a problem that quotes the name", async () => {
    const files = {
      "nextflow.config":
        "profiles { inst { docker.enabled = true\n docker.registry = 'm.io' } }\ndocker.registry = 'quay.io'\n",
      "main.nf": main("'o/x:1 '"),
    };
    const proven = await proveIn(files, () => [[replace(files, "main.nf", "o/x:1 ", `o/x:1@${DIGEST} `)]]);
    expect(proven).toMatchObject({ made: ["Fix 0."], refused: [] });
  });

  test("what no scan looks at: a waiver, or a comment of ours", async () => {
    const files = { "wave-inspect.yml": "version: 1\n", Dockerfile: "FROM a:1\n" };
    const proven = await proveIn(files, () => [
      [putBehind(files, "wave-inspect.yml", "version: 1", "\nwaivers: []")],
      [
        {
          location: { file: "Dockerfile", line: 1, column: 1, endLine: 1, endColumn: 1 },
          replacement: "# wave-inspect: ignore pin -- why\n",
        },
      ],
    ]);
    expect(proven).toMatchObject({ made: ["Fix 0.", "Fix 1."], refused: [] });
    expect(proven.files["Dockerfile"]).toBe("# wave-inspect: ignore pin -- why\nFROM a:1\n");
  });

  test("with the line ends of the file", async () => {
    const files = { Dockerfile: "# x\r\nFROM a:1\r\nFROM b:1\r\n" };
    const proven = await proveIn(files, () => [
      [{ location: { file: "Dockerfile", line: 2, column: 1, endLine: 2, endColumn: 1 }, replacement: "# 1\n# 2\r\n" }],
    ]);
    expect(proven.files["Dockerfile"]).toBe("# x\r\n# 1\r\n# 2\r\nFROM a:1\r\nFROM b:1\r\n");
  });
});

describe("what would do something else is refused, and takes nothing with it", () => {
  const files = {
    "nextflow.config": "docker { enabled = true\n registry = 'quay.io' }\nparams.c = 'c'\n",
    "main.nf": main("'a:1'", "'b:1'", "params.c"),
    Dockerfile: "FROM d:1 AS one\nFROM d:1\nCOPY --from=one /a /a\n",
  };
  const good = [replace(files, "main.nf", "a:1", `a:1@${DIGEST}`)] as const;

  test.each<[string, readonly [Edit, ...Edit[]], RegExp]>([
    [
      "a setting that names no image",
      [replace(files, "nextflow.config", "quay.io", "ghcr.io")],
      /P0 \(docker\) pulls "?ghcr\.io\/a:1|pulls/,
    ],
    ["a quote that breaks the file", [replace(files, "main.nf", "b:1", "b'1")], /main\.nf/],
    ["a name that is none", [replace(files, "Dockerfile", "d:1 AS", "D:1 AS")], /Dockerfile/],
    ["a stage that another one names", [replace(files, "Dockerfile", "AS one", "AS two")], /Dockerfile/],
    ["a process that is gone", [replace(files, "main.nf", "  P1()\n", "")], /P1/],
    [
      "one more process",
      [putBehind(files, "main.nf", "  P1()\n", "}\nprocess Q {\n  container 'q:1'\n  script:\n  'true'\n")],
      /Q \(docker\) pulls "quay\.io\/q:1", which nothing announced/,
    ],
    [
      "a comment where an image was",
      [replace(files, "main.nf", "container 'b:1'", "// nothing")],
      /"b:1" at main\.nf:7 is no image name any more/,
    ],
  ])("%s", async (_, bad, why) => {
    const { made, refused } = await proveIn(files, () => [bad, good]);
    expect(made).toEqual(["Fix 1."]);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/^Fix 0\. It does not do what it says and nothing else: /);
    expect(refused[0]).toMatch(why);
  });

  test("a tag beside a digest, where one of the engines takes none", async () => {
    const own = {
      "nextflow.config": "profiles {\n  d { docker.enabled = true }\n  s { singularity.enabled = true }\n}\n",
      "main.nf": main("'a:1'"),
    };
    const { made, refused } = await proveIn(own, () => [
      [replace(own, "main.nf", "a:1", `a:1@${DIGEST}`)],
      [replace(own, "main.nf", "a:1", `a@${DIGEST}`)],
    ]);
    expect(made).toEqual(["Fix 1."]);
    expect(refused[0]).toMatch(/^Fix 0\. It does not do what it says .*P0 \(singularity, s\) pulls/);
  });

  test("a comment of ours that is taken away", async () => {
    const own = { Dockerfile: "# wave-inspect: ignore pin -- why\nFROM a:1\n" };
    const { refused } = await proveIn(own, () => [[replace(own, "Dockerfile", "ignore", "ignoer")]]);
    expect(refused[0]).toMatch(/a comment of wave-inspect holds no more|new problem/);
  });

  test("three of two hundred, by few scans", async () => {
    const names = Array.from({ length: 200 }, (_, at) => `tool${at}:1`);
    const many = { ...DOCKER, "main.nf": main(...names.map((name) => `'${name}'`)) };
    const proven = await proveIn(many, () =>
      names.map(
        (name, at) =>
          [replace(many, "main.nf", `'${name}`, at % 70 === 3 ? `'${name}:x` : `'${name}@${DIGEST}`)] as const,
      ),
    );
    expect(proven.refused).toHaveLength(3);
    expect(proven.made).toHaveLength(197);
    expect(proven.scans).toBeLessThan(12);
  });

  test("all of two hundred, by no more scans than are allowed", async () => {
    const names = Array.from({ length: 200 }, (_, at) => `tool${at}:1`);
    const many = { ...DOCKER, "main.nf": main(...names.map((name) => `'${name}'`)) };
    const proven = await proveIn(many, () =>
      names.map((name) => [replace(many, "main.nf", `'${name}`, `'${name}:x`)] as const),
    );
    expect(proven.made).toEqual([]);
    expect(proven.refused).toHaveLength(200);
    expect(proven.scans).toBeLessThan(100);
  });
});

const firstOf = (file: string, line: number): readonly [Edit] => [
  { location: { file, line, column: 1, endLine: line, endColumn: 2 }, replacement: "x" },
];

async function anchored(more: string) {
  const own = { "compose.yml": `services:\n  a: { image: &i a:1 }\n  b: { ${more}image: *i }\n` };
  return proveIn(own, () => [[replace(own, "compose.yml", "a:1", `a:1@${DIGEST}`)]]);
}

describe("places", () => {
  const files = { Dockerfile: "FROM a:1\n" };

  test("that two fixes want: the first one has it, also where that is tried after one that is refused", async () => {
    const to = (name: string) => [replace(files, "Dockerfile", "a:1", name)] as const;
    const both = await proveIn(files, () => [to("a:2"), to("a:3")]);
    expect(both).toMatchObject({ made: ["Fix 0."], files: { Dockerfile: "FROM a:2\n" } });
    expect(both.refused).toEqual(["Fix 1. Another fix changes the same place: once that is made, run again."]);
    const bad = await proveIn(files, () => [to("A:2"), to("a:3")]);
    expect(bad).toMatchObject({ made: ["Fix 1."], files: { Dockerfile: "FROM a:3\n" } });
    expect(bad.refused).toHaveLength(1);
  });

  test("with an anchor, whose alias stands for something that is no image", async () => {
    expect(await anchored("")).toMatchObject({ made: ["Fix 0."], refused: [] });
    expect((await anchored("command: *i, ")).refused).toEqual([
      "Fix 0. It stands as well where compose.yml has *i, which is no image there.",
    ]);
    expect(await anchored("x: &ii x, command: *ii, ")).toMatchObject({ made: ["Fix 0."] });
  });

  test("that are not there", async () => {
    const { refused } = await proveIn(files, () => [
      firstOf("none", 1),
      firstOf("Dockerfile", 9),
      firstOf("/etc/hosts", 1),
      firstOf("../x", 1),
      firstOf(".", 1),
    ]);
    expect(refused).toEqual([
      "Fix 0. none does not exist.",
      "Fix 1. Dockerfile has no such place any more: line 9.",
      "Fix 2. /etc/hosts lies outside of the directory.",
      "Fix 3. ../x lies outside of the repository.",
      "Fix 4. . is a folder, not a regular file.",
    ]);
  });

  test("behind a link: within the directory the file is edited, by whatever name; out of it nothing is", async () => {
    const own = { "real/main.nf": main("'a:1'"), ...DOCKER };
    const proven = await proveIn(
      own,
      (scan) => {
        const names = scan.references.filter(({ text }) => text === "a:1");
        expect(names.map(({ file }) => file)).toEqual(["main.nf", "real/main.nf"]);
        const edits = names.map((location) => [{ location, replacement: `a:1@${DIGEST}` }] as const);
        return [...edits, [{ location: { ...placeIn(own, "real/main.nf", "a:1"), file: "out.nf" }, replacement: "x" }]];
      },
      async (root) => {
        await symlink("real/main.nf", join(root, "main.nf"));
        await symlink("/etc/hosts", join(root, "out.nf"));
      },
    );
    expect(proven.made).toEqual(["Fix 0.", "Fix 1."]);
    expect(Object.values(proven.files)).toEqual([own["real/main.nf"].replace("a:1", `a:1@${DIGEST}`)]);
    expect(proven.refused).toEqual(["Fix 2. out.nf is a link that leads out of the repository, to a file."]);
  });

  test("of a file without text, or with other bytes on the line", async () => {
    const bytes = Buffer.concat([Buffer.from("FROM a:1 # "), Buffer.from([0xe9]), Buffer.from("\n")]);
    const edit = [
      { location: { file: "Dockerfile", line: 1, column: 6, endLine: 1, endColumn: 9 }, replacement: "a:2" },
    ] as const;
    const { refused } = await proveIn({ Dockerfile: bytes }, () => [edit]);
    expect(refused).toEqual(["Fix 0. Dockerfile has bytes that are no UTF-8 on a line of the edit."]);
  });
});
