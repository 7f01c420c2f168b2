/** Policies, ignore files and directives that would keep a scan of a harmless repository busy for ever. */
import { fill, type HostileCase, oneFileEach, pieces } from "./case.ts";

const dockerfile = "FROM alpine:3.20\n";

function many(count: number, name: (number: number) => string, text = dockerfile): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [name(number), text]));
}

/** An index of git that tracks one file: git-index(5), version 2. */
function indexOf(file: string): Uint8Array {
  const head = "DIRC\0\0\0\u0002\0\0\0\u0001";
  const entry = `${"\0".repeat(26)}\u0081\u00A4${"\0".repeat(12)}${"\u0001".repeat(20)}\0\u0001${file}`;
  return Buffer.from(`${head}${entry.padEnd(Math.ceil((entry.length + 1) / 8) * 8, "\0")}${"\0".repeat(20)}`, "latin1");
}

/** A repository that tracks a file `a`: without an index, no `.gitignore` is believed. */
const repository = {
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/objects/pack/a": "",
  ".git/refs/heads/a": "",
  ".git/index": indexOf("a"),
  a: "",
};

/** 20,000 files, and what git is to ignore. */
function ignoring(name: string, ignore: () => string, file = (n: number) => `d${n % 200}/f${n}.txt`): HostileCase {
  return {
    name: `gitignore: ${name}`,
    files: () => ({ ...repository, ...many(20_000, file, ""), ".gitignore": ignore(), Dockerfile: dockerfile }),
  };
}

function policy(name: string, text: () => string, files: () => Readonly<Record<string, string>> = () => ({})) {
  return {
    name: `policy: ${name}`,
    files: () => ({ "wave-inspect.yml": `version: 1\n${text()}`, Dockerfile: dockerfile, ...files() }),
  };
}

const directive = "wave-inspect: ignore pin -- x";

export const surroundings: readonly HostileCase[] = [
  ignoring("patterns", () => fill("*.a?b\n")),
  ignoring("1,000 patterns", () => pieces(1000, (n) => `*a*${n}\n`)),
  ignoring("1,000 patterns of paths", () => pieces(1000, (n) => `**/*a/**/b*${n}\n`)),
  ignoring("names", () => pieces(200_000, (n) => `n${n}\n`)),
  ignoring("names, some", () => pieces(30_000, (n) => `n${n}\n`)),
  ignoring("one name", () => fill("f1.txt\n").slice(0, 200_000)),
  ignoring("names taken back in", () => fill("f1.txt\n!f1.txt\n").slice(0, 200_000)),
  ignoring("a long pattern", () => `${"*a".repeat(50_000)}\n`),
  ignoring("patterns of stars", () => pieces(500, () => `${"*t".repeat(200)}x\n`)),
  ignoring("folders of stars", () => pieces(500, () => `${"**/d*/".repeat(100)}x\n`)),
  ignoring("brackets", () => fill("[").slice(0, 4000)),
  ignoring("blanks", () => `a${" ".repeat(200_000)}b\n`),
  {
    name: "gitignore: in each folder",
    files: () => ({
      ...repository,
      ...many(
        100,
        (n) => `${"d/".repeat(n)}.gitignore`,
        pieces(1000, (n) => `*a*${n}\n`),
      ),
      ...many(100, (n) => `${"d/".repeat(n)}Dockerfile`),
    }),
  },
  policy("20,000 files to exclude", () => `files:\n  exclude:\n${pieces(20_000, (n) => `    - a${n}\n`)}`),
  policy("20,000 globs to exclude", () => `files:\n  exclude:\n${pieces(20_000, (n) => `    - "**/*a${n}*"\n`)}`),
  policy(
    "500 globs to exclude of 20,000 files",
    () => `files:\n  exclude:\n${pieces(500, (n) => `    - "**/*a*b${n}*"\n`)}`,
    () => many(20_000, (n) => `d${n % 200}/f${n}.txt`, ""),
  ),
  policy("a glob of braces", () => `files:\n  exclude: ["${"{a,b}".repeat(60)}"]\n`),
  policy("a glob of numbers", () => `files:\n  exclude: ["${"{1..1000000}".repeat(20)}"]\n`),
  policy(
    "a glob of groups",
    () => `files:\n  exclude: ["${"+(+(a|aa)|aaa)".repeat(60)}b"]\n`,
    () => many(1000, (n) => `${"a".repeat(200)}${n}`, ""),
  ),
  policy("a long glob", () => `files:\n  exclude: ["${"*a".repeat(50_000)}"]\n`),
  policy("40,000 unknown keys", () => pieces(40_000, (n) => `k${n}: v\n`)),
  policy("40,000 unknown rules", () => `rules:\n${pieces(40_000, (n) => `  resolvabel${n}: error\n`)}`),
  policy("40,000 unknown severities", () => `rules:\n  resolvable: eror\n${pieces(40_000, (n) => `  r${n}: eror\n`)}`),
  policy("one key again and again", () => "rules: {}\n".repeat(40_000)),
  policy(
    "aliases that multiply",
    () => `x0: &x0 [a]\n${pieces(60, (n) => `x${n + 1}: &x${n + 1} [*x${n}, *x${n}]\n`)}`,
  ),
  policy("lists in lists", () => fill("[", "rules: ")),
  policy("maps in maps", () => fill("{a: ", "rules: ")),
  policy("100,000 errors", () => "}\n".repeat(100_000)),
  policy("documents", () => fill("---\n")),
  policy("comments", () => fill("# a\n")),
  policy(
    "10,000 waivers",
    () => `waivers:\n${pieces(6000, (n) => `  - { rules: [pin], images: ["a:${n}"], reason: x }\n`)}`,
  ),
  policy("extends itself", () => "extends: wave-inspect.yml\n"),
  policy(
    "extends that double",
    () => "extends: [p0.yml, p0.yml]\n",
    () =>
      Object.fromEntries(
        Array.from({ length: 30 }, (_, n) => [`p${n}.yml`, `version: 1\nextends: [p${n + 1}.yml, p${n + 1}.yml]\n`]),
      ),
  ),
  ...oneFileEach("directives", {
    "in a Dockerfile": ["Dockerfile", () => `FROM a\n${`# ${directive}\n`.repeat(60_000)}`],
    "before each FROM": ["Dockerfile", () => `# ${directive}\nFROM a\n`.repeat(40_000)],
    "in one comment": ["a.wdl", () => fill(`# ${directive} `, "version 1.0\n", "\n")],
    "in YAML": ["compose.yaml", () => `services:\n  a:\n    image: b\n${`# ${directive}\n`.repeat(60_000)}`],
    "behind values": [
      "compose.yaml",
      () => `services:\n${pieces(30_000, (n) => `  a${n}: { image: b } # ${directive}\n`)}`,
    ],
    "in a block comment": ["docker-bake.hcl", () => fill(` * ${directive}\n`, "/*\n", "*/\n")],
    "in block comments": ["docker-bake.hcl", () => fill(`/* ${directive} */\n`)],
    "in block comments of a line": ["docker-bake.hcl", () => fill(`/* ${directive} */ `)],
    "of many rules": ["Dockerfile", () => fill("pin, ", "# wave-inspect: ignore ", "pin -- x\nFROM a\n")],
    "that are none": ["Dockerfile", () => `${"# wave-inspect: ignroe\n".repeat(80_000)}FROM a\n`],
    "of brackets": ["docker-bake.hcl", () => fill("[", `# ${directive}\na = `)],
    "of strings in strings": ["docker-bake.hcl", () => fill('"${', `# ${directive}\na = `)],
    "and lists in YAML": ["compose.yaml", () => fill("[", `# ${directive}\na: `)],
    "and empty lines": ["Snakefile", () => fill("\n", `# ${directive}\n`)],
    "and joined lines": ["Dockerfile", () => fill("a \\\n", `# ${directive}\nFROM a\nRUN `, "x\n")],
    "and blanks": ["Singularity", () => fill(" ", `# ${directive}\nBootstrap: docker\nFrom: a`, "#\n")],
    "and slashes": [".devcontainer.json", () => fill("/*", `// ${directive}\n{"image":"a"}`)],
  }),
];
