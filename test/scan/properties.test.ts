/** What holds for every scanner of a single file, whatever the text. */
import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { scanApptainer } from "../../src/scan/neighbours/apptainer.ts";
import { scanBake } from "../../src/scan/neighbours/bake/index.ts";
import { scanCompose } from "../../src/scan/neighbours/compose/index.ts";
import { scanCwl } from "../../src/scan/neighbours/cwl.ts";
import { scanDevcontainer } from "../../src/scan/neighbours/devcontainer.ts";
import type { FileScan } from "../../src/scan/kit/file-scan.ts";
import { scanGitlab } from "../../src/scan/neighbours/gitlab.ts";
import { findIgnores } from "../../src/scan/directives/ignore.ts";
import { scanManifests } from "../../src/scan/neighbours/kubernetes/index.ts";
import { scanSnakemake } from "../../src/scan/neighbours/snakemake/index.ts";
import { scanWdl } from "../../src/scan/neighbours/wdl/index.ts";
import { scanWorkflow } from "../../src/scan/neighbours/workflow/index.ts";
import type { SourceKind } from "../../src/model.ts";
import { around, slice } from "./in-memory.ts";

interface Subject {
  readonly source: SourceKind;
  readonly scan: (text: string) => FileScan;
  /** Pieces of the language: texts are made of these, and of these with noise between them. */
  readonly pieces: readonly string[];
}

const YAML = [
  "\n",
  "  ",
  "    ",
  "- ",
  ": ",
  "{",
  "}",
  "[",
  "]",
  ", ",
  "&a ",
  "*a",
  "<<: *a",
  "|\n",
  ">-\n",
  '"',
  "'",
  "#",
  "---\n",
  "!x ",
  "\\",
  "? ",
];
const NAMES = ["alpine:3", "docker://a/b:1", "ghcr.io/a/b@sha256:0", "A", "", "x y", "\uD83D\uDE00", "\u00e9", "\t"];

const SUBJECTS: readonly Subject[] = [
  {
    source: "compose",
    scan: (text) => scanCompose("compose.yml", text, around({ "compose.yml": text })),
    pieces: [
      "services:",
      "a:",
      "image:",
      "build:",
      "dockerfile_inline: |\n",
      "FROM a:1\n",
      "$$",
      "${A:-b}",
      "${A",
      "additional_contexts:",
      "sbom: true",
      "docker-image://",
      ...YAML,
    ],
  },
  {
    source: "workflow",
    scan: (text) => scanWorkflow("action.yml", text, around()),
    pieces: [
      "jobs:",
      "a:",
      "container:",
      "services:",
      "strategy: {matrix: ",
      "include:",
      "exclude:",
      "steps:",
      "uses: docker://",
      "${{ matrix.a }}",
      "${{ ",
      "}}",
      "||",
      "format(",
      ...YAML,
    ],
  },
  {
    source: "gitlab",
    scan: (text) => scanGitlab(".gitlab-ci.yml", text, around()),
    pieces: [
      "image:",
      "services:",
      "variables:",
      "A:",
      "$A",
      "${A}",
      "parallel: {matrix: ",
      "extends: a",
      "default:",
      "$[[ inputs.a ]]",
      ...YAML,
    ],
  },
  {
    source: "kubernetes",
    scan: (text) => scanManifests("a.yml", text),
    pieces: [
      "apiVersion: v1\n",
      "kind: Pod\n",
      "kind: List\n",
      "items:",
      "spec:",
      "containers:",
      "image:",
      "{{ .A }}",
      "{{- if }}\n",
      "{{",
      "}}",
      ...YAML,
    ],
  },
  {
    source: "cwl",
    scan: (text) => scanCwl("a.cwl", text, around()),
    pieces: [
      "hints:",
      "DockerRequirement:",
      "dockerPull:",
      "dockerFile: |\n",
      "FROM a:1\n",
      "class: DockerRequirement",
      "$graph:",
      "id: a",
      "$(a)",
      ...YAML,
    ],
  },
  {
    source: "devcontainer",
    scan: (text) => scanDevcontainer("devcontainer.json", text, around()),
    pieces: [
      '"image": "',
      '"',
      "{",
      "}",
      ",",
      "// ",
      "/* ",
      "*/",
      "\n",
      "${localEnv:A:b}",
      "${",
      '"runArgs": ["--platform',
      "]",
      "\\",
    ],
  },
  {
    source: "apptainer",
    scan: (text) => scanApptainer("a.def", text),
    pieces: [
      "Bootstrap: docker\n",
      "bootstrap:",
      "From: ",
      "Stage: a\n",
      "%post\n",
      "%arguments\n",
      "A=b\n",
      "{{ A }}",
      "\\\n",
      "#",
      "\n",
      ":",
    ],
  },
  {
    source: "bake",
    scan: (text) => scanBake("docker-bake.hcl", text, around()),
    pieces: [
      'target "a" {',
      'variable "A" {',
      "contexts = {",
      "default = ",
      'a = "docker-image://',
      '"',
      "${A}",
      "${",
      "}",
      "[",
      "]",
      "dockerfile-inline = <<EOT\n",
      "EOT\n",
      "FROM a:1\n",
      "attest = [",
      '"type=sbom"',
      "\n",
      "matrix = {",
      "#",
      "/*",
    ],
  },
  {
    source: "wdl",
    scan: (text) => scanWdl("a.wdl", text, around()),
    pieces: [
      "version 1.0\n",
      "task a {",
      "workflow w {",
      "call a {",
      "input {",
      "runtime {",
      "docker: ",
      "container: ",
      "String a = ",
      "a",
      "+",
      '"',
      "'",
      "~{",
      "}",
      "[",
      "]",
      "select_first([",
      "if a then b else c",
      ".docker",
      "object {",
      "command <<<",
      ">>>",
      "\n",
      ", ",
    ],
  },
  {
    source: "snakemake",
    scan: (text) => scanSnakemake("Snakefile", text, around()),
    pieces: [
      "rule a:\n",
      "    container: ",
      "container:\n",
      '"docker://',
      "f'",
      "'''",
      '"""',
      "{A}",
      "A = ",
      "None",
      " if x else ",
      "(",
      ")",
      "+",
      "\n",
      "    ",
      "#",
      "\\\n",
      "'",
      '"',
    ],
  },
];

const text = ({ pieces }: Subject) =>
  array(
    oneof(
      { weight: 6, arbitrary: constantFrom(...pieces) },
      { weight: 2, arbitrary: constantFrom(...NAMES) },
      string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 40 },
  ).map((parts) => parts.join(""));

/** What a scan says, but for the texts, which have the line ends in them. */
function facts({ pulls }: FileScan) {
  return pulls.map(({ image, references }) => [image, references.map(({ line, column }) => `${line}:${column}`)]);
}

describe.each(SUBJECTS)("$source", (subject) => {
  const { scan, source } = subject;

  test("nothing makes it throw, and every span is what is written there", () => {
    assert(
      property(text(subject), (written) => {
        const { references, pulls, problems } = scan(written);
        for (const reference of references) expect(slice(written, reference)).toBe(reference.text);
        for (const pull of pulls) {
          expect(pull.references.length).toBeGreaterThan(0);
          for (const reference of pull.references) expect(references).toContain(reference);
          expect(pull.image === null).toBe(pull.confidence === "unresolved");
          expect(pull.unresolved === undefined).toBe(pull.confidence !== "unresolved");
        }
        const lines = written.split("\n");
        for (const { line, column } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("line ends of Windows change nothing", () => {
    assert(
      property(text(subject), (written) => {
        const unix = written.replaceAll("\r", "");
        expect(facts(scan(unix.replaceAll("\n", "\r\n")))).toEqual(facts(scan(unix)));
      }),
      { numRuns: 150 },
    );
  });

  test("directives are found in any text", () => {
    assert(
      property(text(subject), text(subject), (before, after) => {
        const written = `${before}# wave-inspect: ignore pin -- x${after}\n// wave-inspect: ignore a`;
        const { ignores } = findIgnores("file", written, source, []);
        for (const ignore of ignores) {
          expect(slice(written, ignore)).toMatch(/^wave-inspect: ignore /);
          expect(ignore.covers[0]).toBeLessThanOrEqual(ignore.covers[1]);
          expect(ignore.covers[1]).toBeLessThanOrEqual(written.split("\n").length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    "{",
    "[",
    "(",
    "a: ",
    "- ",
    '"',
    "'",
    "${{ ",
    "${",
    "~{",
    "{{",
    "/*",
    "<<<",
    "\\\n",
    "\n",
    "&a *a ",
    "? ",
  ])("%j ten thousand characters long", (piece) => {
    const long = subject.pieces.slice(0, 3).join("") + piece.repeat(10_000 / piece.length);
    expect(() => scan(long)).not.toThrow();
  });
});
