/** YAML files of every kind that would keep a scan busy for ever. */
import { fill, type HostileCase, oneFileEach, pieces } from "./case.ts";

const C = "compose.yaml";
const services = "services:\n  a:\n    image: alpine:3.20\n";

/** Letters and aliases of them, each of two of the one before. */
const laughs = (count: number, name: string): string =>
  `x-0: &x0 [lol, lol]\n${pieces(count, (n) => `x-${n + 1}: &x${n + 1} [*x${n}, *x${n}]\n`)}${name}: *x${count}\n`;

/** Merge keys, each of two of the one before. */
const merges = (count: number): string =>
  `x-0: &x0 { image: a }\n${pieces(count, (n) => `x-${n + 1}: &x${n + 1} { <<: [*x${n}, *x${n}], k${n}: a }\n`)}`;

export const yamls: readonly HostileCase[] = [
  ...oneFileEach("yaml", {
    "wide merge keys": [
      C,
      () =>
        `x-a: &a\n${pieces(2000, (n) => `  k${n}: v\n`)}services:\n${pieces(2000, (n) => `  s${n}: &s${n}\n    <<: *a\n    j${n}: v\n`)}`,
    ],
    "wide merge keys of one another": [
      C,
      () =>
        `services:\n  s0: &s0\n    image: a\n${pieces(2000, (n) => `  s${n + 1}: &s${n + 1}\n    <<: *s${n}\n    j${n}: v\n    i${n}: v\n`)}`,
    ],
    "lists of wide merge keys": [
      C,
      () =>
        `x-a: &a { ${pieces(5000, (n) => `k${n}: v, `)}z: z }\nservices:\n${pieces(500, (n) => `  s${n}: { <<: [${"*a, ".repeat(200)}*a], image: "a:${n}" }\n`)}`,
    ],
    "many merge keys in one map": [
      C,
      () => `x-a: &a { ${pieces(1000, (n) => `k${n}: v, `)}z: z }\nservices:\n  s:\n${"    <<: *a\n".repeat(50_000)}`,
    ],
    "merge keys that double": [C, () => `${merges(60)}services:\n  s: { <<: *x60 }\n`],
    "merge keys in a circle": [C, () => "x-a: &a\n  <<: *a\n  image: b\nservices:\n  s: { <<: *a }\n"],
    "merge keys that go deep": [
      C,
      () =>
        `x-0: &x0 { image: "a:1" }\n${pieces(5000, (n) => `x-${n + 1}: &x${n + 1} { <<: *x${n} }\n`)}services:\n  s: { <<: *x5000 }\n`,
    ],
    "aliases that double": [C, () => laughs(60, "services")],
    "aliases that double, in CWL": ["a.cwl", () => laughs(60, "hints")],
    "aliases of aliases": [
      C,
      () => `x-0: &a0 { image: a }\n${pieces(30_000, (n) => `x-${n + 1}: &a${n + 1} [*a${n}]\n`)}`,
    ],
    "many aliases": [C, () => `x: &a { image: "a:1" }\nservices:\n${pieces(60_000, (n) => `  s${n}: *a\n`)}`],
    "aliases of nothing": [C, () => `services:\n${pieces(60_000, (n) => `  s${n}: *b${n}\n`)}`],
    "anchors of one name": [C, () => `services:\n${pieces(60_000, (n) => `  s${n}: &a { image: "a:${n}" }\n`)}`],
    "an anchor within itself": [C, () => "services: &a\n  s: *a\n  t: { image: b, <<: *a }\n"],
    "lists in lists": [C, () => `${services}x-a: ${"[".repeat(300_000)}\n`],
    "lists in lists, closed": [C, () => `${services}x-a: ${"[".repeat(300_000)}${"]".repeat(300_000)}\n`],
    "lists in lists, as deep as goes": [C, () => fill("[", services + "x-a: ")],
    "lists in lists, some": [C, () => `${services}x-a: ${"[".repeat(4000)}${"]".repeat(4000)}\n`],
    "many lists in lists": [C, () => fill(`  - ${"[".repeat(900)}${"]".repeat(900)}\n`, `${services}x-a:\n`)],
    "maps in maps": [C, () => `${services}x-a: ${"{a: ".repeat(200_000)}\n`],
    "maps in maps, closed": [C, () => `${services}x-a: ${"{a: ".repeat(200_000)}${"}".repeat(200_000)}\n`],
    "maps as keys": [C, () => `${services}? ${"{? ".repeat(200_000)}\n`],
    "maps as keys, closed": [C, () => `${services}x-a: ${"{".repeat(200_000)}${"}: a".repeat(200_000)}\n`],
    "lists as keys": [C, () => `${services}x-a: ${"[".repeat(100_000)}${"]: a".repeat(100_000)}\n`],
    dashes: [C, () => fill("- ", services + "x-a:\n  ", "a\n")],
    "dashes, some": [C, () => `${services}x-a:\n  ${"- ".repeat(4000)}a\n`],
    "question marks": [C, () => fill("? ", services, "a\n")],
    "question marks on lines": [C, () => fill("?\n", services, "a\n")],
    colons: [C, () => fill(": ", services, "a\n")],
    "colons on lines": [C, () => fill(":\n", services, "a\n")],
    "keys on one line": [C, () => fill("a: ", services, "a\n")],
    "indented ever more": [C, () => pieces(2000, (n) => `${" ".repeat(n)}a:\n`)],
    "lists indented ever more": [C, () => pieces(2000, (n) => `${" ".repeat(n)}-\n`)],
    "closing brackets": [C, () => fill("}]", services)],
    "closing brackets on lines": [C, () => fill("}\n", services)],
    "100,000 errors": [C, () => `${services}${"}\n".repeat(100_000)}`],
    "errors of many anchors": [C, () => fill("&a ", services + "x-a: ", "\n")],
    "errors of many tags": [C, () => fill("!a ", services + "x-a: ", "\n")],
    "many tags": [C, () => `${services}${pieces(60_000, (n) => `x-${n}: !t${n} a\n`)}`],
    directives: [C, () => fill("%TAG !a! tag:a,2000:\n", "", `---\n${services}`)],
    "many directives": [C, () => `${pieces(40_000, (n) => `%TAG !a${n}! tag:a,2000:\n`)}---\n${services}`],
    "directives of no meaning": [C, () => fill("%A b\n", "", `---\n${services}`)],
    "directives of many documents": [C, () => fill("%TAG !a! tag:a,2000:\n--- a\n...\n", services)],
    "errors in a list": [C, () => fill("a b: c, ", `${services}x-a: [`, "]\n")],
    "errors of strings": [C, () => fill('"a" b\n', services)],
    "errors of tabs": [C, () => fill("\ta\n", services)],
    "escapes that are none": [C, () => fill("\\q", `${services}x-a: "`, '"\n')],
    escapes: [C, () => fill("\\u0041", `${services}x-a: "`, '"\n')],
    "a string over lines": [C, () => fill("a\n\n", `${services}x-a: "`, '"\n')],
    "a plain text over lines": [C, () => fill("   a\n", `${services}x-a:\n`)],
    "a block of lines": [C, () => fill("    a\n", `${services}x-a: |\n`)],
    "a folded block": [C, () => fill("    a\n\n", `${services}x-a: >\n`)],
    "an image of a block": [C, () => fill("        a\n", "services:\n  a:\n    image: |\n")],
    "an image of a folded block": [C, () => fill("        a\n", "services:\n  a:\n    image: >\n")],
    "an inline Dockerfile": [
      C,
      () => fill("        FROM a\n", "services:\n  a:\n    build:\n      dockerfile_inline: |\n"),
    ],
    "an inline Dockerfile in quotes": [
      C,
      () => fill("FROM a\\n", 'services:\n  a:\n    build:\n      dockerfile_inline: "', '"\n'),
    ],
    "an inline Dockerfile of dollars": [
      C,
      () => fill("        ARG $$A=$$B\n", "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM a\n"),
    ],
    "an inline Dockerfile of many": [
      C,
      () =>
        `x-d: &d |\n${"  FROM a\n".repeat(2000)}services:\n${pieces(2000, (n) => `  s${n}:\n    build:\n      args: { A: "${n}" }\n      dockerfile_inline: *d\n`)}`,
    ],
    documents: [C, () => fill("---\n", services)],
    "documents of a value": [C, () => fill("--- a\n", services)],
    "documents that end": [C, () => fill("...\n", services)],
    "100,000 documents with errors": [C, () => fill("--- }\n", services)],
    "documents in Kubernetes": [
      "k.yaml",
      () => fill("---\nkind: Pod\napiVersion: v1\nspec: {containers: [{image: a}]}\n"),
    ],
    "empty lines": [C, () => fill("\n", services)],
    "blank lines": [C, () => fill("  \n", services)],
    "one line": [C, () => fill("a", "services: {a: {image: ", "}}\n")],
    "one line of keys": [C, () => fill("a: b, ", "services: {", "}\n")],
    "keys of one name": [C, () => fill("a: b\n", services)],
    keys: [C, () => `${services}${pieces(150_000, (n) => `x${n}: b\n`)}`],
    commas: [C, () => fill(",", `${services}x-a: [`, "]\n")],
    comments: [C, () => fill("# a\n", services)],
    "comments before": [C, () => fill("# a\n", "", services)],
    "comments in a list": [C, () => fill("# a\n", `${services}x-a: [\n`, "]\n")],
    "comments between values": [C, () => fill("  # a\n  - b\n", `${services}x-a:\n`)],
    quotes: [C, () => fill("'", `${services}x-a: `, "\n")],
    "double quotes": [C, () => fill('"', `${services}x-a: `, "\n")],
    "strings behind one another": [C, () => fill("'a' ", `${services}x-a: `, "\n")],
    "indents of a block": [
      C,
      () => pieces(2000, (n) => `${services.length > n ? "" : ""}x${n}: |\n${" ".repeat(n % 9)}a\n`),
    ],
  }),
  ...oneFileEach("compose", {
    "defaults in defaults": [C, () => `services:\n  a:\n    image: ${"${A:-".repeat(200_000)}\n`],
    "defaults in defaults, closed": [
      C,
      () => `services:\n  a:\n    image: ${"${A:-".repeat(200_000)}b${"}".repeat(200_000)}\n`,
    ],
    "defaults in defaults, some": [
      C,
      () => `services:\n  a:\n    image: "${`${"${A:-".repeat(45)}b${"}".repeat(45)}`.repeat(4000)}"\n`,
    ],
    "variables without a value": [C, () => `services:\n  a:\n    image: "${pieces(100_000, (n) => `\${A${n}}`)}"\n`],
    "defaults of missing variables": [
      C,
      () => `services:\n  a:\n    image: "${pieces(60_000, (n) => `\${A${n}}\${B-c}`)}"\n`,
    ],
    dollars: [C, () => fill("$", "services:\n  a:\n    image: ", "\n")],
    "variables that are not closed": [C, () => fill("${A", "services:\n  a:\n    image: ", "\n")],
    "images of one long variable": [
      C,
      () => `x: &i "${"$A".repeat(20_000)}"\nservices:\n${pieces(4000, (n) => `  s${n}: { image: *i }\n`)}`,
    ],
  }),
  {
    name: "compose: ever so many builds of one Dockerfile",
    files: () => ({
      [C]: `services:\n${Array.from({ length: 10_000 }, (_, n) => `  s${n}: { build: { context: ., args: { V: v${n} }, target: t${n % 7} } }\n`).join("")}`,
      Dockerfile: `ARG V\n${Array.from({ length: 9999 }, (_, n) => `FROM a:$V AS t${n}\n`).join("")}`,
    }),
  },
  {
    name: "compose: arguments that services share",
    files: () => ({
      [C]: `x-a: &a { ${Array.from({ length: 5000 }, (_, n) => `A${n}: ${n}`).join(", ")} }\nservices:\n${Array.from({ length: 5000 }, (_, n) => `  s${n}: { extends: s0, build: { args: *a } }\n`).join("")}`,
      Dockerfile: "ARG A1\nFROM a:$A1\n",
    }),
  },
  { name: "compose: a large .env", files: () => ({ [C]: services, ".env": fill("A=$A$A\n") }) },
  {
    name: "compose: .env for many files",
    files: () => ({
      ".env": fill("A=b\n"),
      ...Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`compose.${n}.yaml`, services])),
    }),
  },
  { name: "compose: blanks in .env", files: () => ({ [C]: services, ".env": fill(" ", "A=b", "c\n") }) },
  { name: "compose: comments in .env", files: () => ({ [C]: services, ".env": fill(" #", "A=b", "c\n") }) },
];
