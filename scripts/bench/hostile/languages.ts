/** Files of bake, WDL, Snakemake, Apptainer and of development containers that would keep a scan busy for ever. */
import { fill, type HostileCase, oneFileEach, pieces } from "./case.ts";

const B = "docker-bake.hcl";
const J = "docker-bake.json";
const target = (context: string, more = ""): string => `target "t" {\n  contexts = { a = ${context} }\n${more}}\n`;

const T = "a.wdl";
const task = (docker: string, inputs = ""): string =>
  `version 1.0\ntask t {\n  input {\n${inputs}  }\n  command <<< >>>\n  runtime { docker: ${docker} }\n}\n`;

const S = "Snakefile";
const rule = (container: string): string => `rule a:\n    container: ${container}\n`;

const E = ".devcontainer/devcontainer.json";
const A = "Singularity";

export const languages: readonly HostileCase[] = [
  ...oneFileEach("bake", {
    "variables that double": [
      B,
      () =>
        `variable "A0" { default = "x" }\n${pieces(60, (n) => `variable "A${n + 1}" { default = "\${A${n}}\${A${n}}" }\n`)}${target('"docker-image://a:${A60}"')}`,
    ],
    "variables of nothing that double": [
      B,
      () =>
        `variable "A0" { default = "" }\n${pieces(40, (n) => `variable "A${n + 1}" { default = "\${A${n}}\${A${n}}" }\n`)}${target('"docker-image://a:${A40}"')}`,
    ],
    "a chain of variables": [
      B,
      () =>
        `variable "A0" { default = "x" }\n${pieces(20_000, (n) => `variable "A${n + 1}" { default = "\${A${n}}" }\n`)}${target('"docker-image://a:${A20000}"')}`,
    ],
    "variables in a circle": [
      B,
      () => `variable "A" { default = "\${B}" }\nvariable "B" { default = A }\n${target("A")}`,
    ],
    "inherits in a circle": [
      B,
      () =>
        pieces(
          2000,
          (n) => `target "t${n}" { inherits = ["t${(n + 1) % 2000}"] contexts = { a = "docker-image://a:1" } }\n`,
        ),
    ],
    "a matrix": [
      B,
      () =>
        target(
          '"docker-image://a:${a0}"',
          `matrix = {\n${pieces(30, (n) => `a${n} = [${pieces(50, (m) => `"v${m}", `)}]\n`)}}\n`,
        ),
    ],
    "many matrices": [
      B,
      () =>
        pieces(
          1000,
          (n) =>
            `target "t${n}" {\n contexts = { a = "docker-image://a:\${a}" }\n matrix = { a = [${pieces(250, (m) => `"${m}",`)}] }\n}\n`,
        ),
    ],
    "a matrix and many variables": [
      B,
      () =>
        `${pieces(20_000, (n) => `variable "A${n}" { default = "x" }\n`)}${pieces(20, (n) => target('"docker-image://a:${m}"', `matrix = { m = [${pieces(250, (l) => `"${n}${l}", `)}] }\n`))}`,
    ],
    "targets and variables": [
      B,
      () =>
        `${pieces(10_000, (n) => `variable "A${n}" { default = "x" }\n`)}${pieces(10_000, (n) => `target "t${n}" { contexts = { a = "docker-image://a:${n}" } }\n`)}`,
    ],
    "a matrix and an inline Dockerfile": [
      B,
      () =>
        `target "t" {\n matrix = { m = [${pieces(250, (l) => `"${l}", `)}] }\n dockerfile-inline = <<E\n${pieces(8000, (n) => `FROM a:${n} AS s${n}\n`)}E\n}\n`,
    ],
    "a matrix and many contexts": [
      B,
      () =>
        `target "t" {\n matrix = { m = [${pieces(250, (l) => `"${l}", `)}] }\n contexts = {\n${pieces(10_000, (n) => `a${n} = "docker-image://a:\${m}"\n`)}}\n}\n`,
    ],
    "lists in lists": [B, () => fill("[", "a = ")],
    "lists in lists, closed": [B, () => `a = ${"[".repeat(500_000)}${"]".repeat(500_000)}\n`],
    "many lists in lists": [B, () => fill(`a = ${"[".repeat(200)}\n`)],
    "lists beside lists": [B, () => fill(`${"[".repeat(60)}${"]".repeat(60)},`, "a = [", "]\n")],
    "maps in maps": [B, () => fill("{ a = ", "a = ")],
    "expressions in lists": [B, () => fill("[[a + ", "a = ")],
    "lists and an operator": [B, () => `a = ${"[".repeat(40)}1${"] + 1".repeat(40)}\n`.repeat(8000)],
    "lists, each with an operator": [
      B,
      () => pieces(400, () => `a = ${"[[1] + 1, ".repeat(49)}1${"] + 1".repeat(49)}\n`),
    ],
    parentheses: [B, () => fill("(", "a = ")],
    "blocks in blocks": [B, () => fill("a { ", "")],
    labels: [B, () => fill("a ", 'target "t" ', "{}\n")],
    "labels and no block": [B, () => fill("a\n")],
    words: [B, () => fill("a ")],
    "strings of labels": [B, () => fill('"a" ')],
    "interpolation in interpolation": [B, () => fill('${"', 'a = "')],
    "interpolation of braces": [B, () => fill("${{", 'a = "')],
    "directives of a template": [B, () => fill("%{", 'a = "')],
    interpolations: [
      B,
      () => fill("${A}", 'variable "A" { default = "b" }\ntarget "t" { contexts = { a = "docker-image://', '" } }\n'),
    ],
    "interpolations that are not closed": [
      B,
      () => fill("${A", 'target "t" { contexts = { a = "docker-image://', '" } }\n'),
    ],
    "interpolations of an inline Dockerfile": [
      B,
      () => fill("${A}", 'variable "A" { default = "b" }\ntarget "t" { dockerfile-inline = "', '" }\n'),
    ],
    dollars: [B, () => fill("$", 'target "t" { contexts = { a = "', '" } }\n')],
    members: [B, () => fill(".a", 'target "t" { contexts = { a = b', " } }\n")],
    "here-documents that are not ended": [B, () => pieces(100_000, (n) => `a = <<E${n}\n`)],
    "here-documents without a line": [B, () => fill("<<E ")],
    "here-documents": [B, () => pieces(40_000, (n) => `a${n} = <<E${n}\nx\nE${n}\n`)],
    "blanks of a here-document": [B, () => fill(" \n", "a = <<E\n")],
    "blanks on a line of a here-document": [B, () => fill(" ", "a = <<E\n")],
    "comments that are not closed": [B, () => fill("/*")],
    comments: [B, () => fill("# a\n")],
    "empty lines": [B, () => fill("\n")],
    "one line": [B, () => fill("a", 'a = "', '"\n')],
    "JSON in JSON": [J, () => fill('{"target":', "", "1")],
    "JSON lists": [J, () => fill("[", '{"target":')],
    "JSON of targets": [
      J,
      () => `{"target":{${pieces(20_000, (n) => `"t${n}":{"contexts":{"a":"docker-image://a:${n}"}},`)}"z":{}}}`,
    ],
    "JSON of a matrix": [
      J,
      () =>
        `{"target":{"t":{"matrix":{${pieces(100, (n) => `"a${n}":[${pieces(100, (m) => `"v${m}",`)}"z"],`)}"b":["c"]},"contexts":{"a":"docker-image://a:\${a0}"}}}}`,
    ],
    attestations: [B, () => fill('"type=sbom", ', 'target "t" { attest = [', "] }\n")],
    "options of an attestation": [B, () => fill("a,", 'target "t" { attest = ["type=sbom,', '"] }\n')],
  }),
  ...oneFileEach("wdl", {
    "inputs that double": [
      T,
      () =>
        task('"a:~{A60}"', `    String A0 = "x"\n${pieces(60, (n) => `    String A${n + 1} = "~{A${n}}~{A${n}}"\n`)}`),
    ],
    "inputs that double by plus": [
      T,
      () => task('"a:" + A60', `    String A0 = "x"\n${pieces(60, (n) => `    String A${n + 1} = A${n} + A${n}\n`)}`),
    ],
    "inputs of nothing that double": [
      T,
      () =>
        task('"a:~{A28}"', `    String A0 = ""\n${pieces(28, (n) => `    String A${n + 1} = "~{A${n}}~{A${n}}"\n`)}`),
    ],
    "conditions that double": [
      T,
      () =>
        task(
          "A25",
          `    String A0 = "x"\n${pieces(25, (n) => `    String A${n + 1} = if b${n} then A${n} + "y" else A${n} + "z"\n`)}`,
        ),
    ],
    "conditions in conditions": [T, () => task(`${"if a then ".repeat(100_000)}"b"`)],
    "conditions in conditions, closed": [T, () => task(`${"if a then ".repeat(28)}"b"${' else "c"'.repeat(28)}`)],
    "conditions of two conditions": [
      T,
      () => {
        let text = '"b"';
        for (let depth = 0; depth < 14; depth++) text = `if a${depth} then ${text} else ${text}`;
        return task(text);
      },
    ],
    "conditions beside conditions": [T, () => task(`${'(if a then "b" else "c") + '.repeat(20_000)}"d"`)],
    "placeholders in placeholders": [T, () => task(fill('~{"', '"'))],
    "placeholders in placeholders, closed": [T, () => task(`${'"~{'.repeat(100_000)}a${'}"'.repeat(100_000)}`)],
    "placeholders in placeholders, some": [
      T,
      () => task(`"${`~{${'"~{'.repeat(28)}a${'}"'.repeat(28)}}`.repeat(2000)}"`),
    ],
    placeholders: [T, () => task(fill("~{a}", '"', '"'), '    String a = "b"\n')],
    "placeholders that are not closed": [T, () => task(fill("~{a", '"', '"'))],
    "placeholders on lines": [T, () => task(fill('"~{\n', ""))],
    parentheses: [T, () => task(fill("("))],
    "parentheses, closed": [T, () => task(`${"(".repeat(300_000)}"a"${")".repeat(300_000)}`)],
    lists: [T, () => task(fill("["))],
    "a list of images": [T, () => task(`[${pieces(60_000, (n) => `"a:${n}", `)}]`)],
    "a list of images in many calls": [
      T,
      () =>
        `${task(`[${pieces(3000, (n) => `"a:${n}~{b}", `)}]`, "    String b\n")}workflow w {\n${pieces(2000, (n) => `  call t as t${n} { input: b = "${n}" }\n`)}}\n`,
    ],
    plus: [T, () => task(fill('"a" + ', "", '"b"'))],
    calls: [
      T,
      () =>
        `${task("b", "    String b\n")}workflow w {\n${pieces(40_000, (n) => `  call t as t${n} { input: b = "a:${n}" }\n`)}}\n`,
    ],
    "tasks and calls": [
      T,
      () =>
        `version 1.0\n${pieces(4000, (n) => `task t${n} { input { String b } runtime { docker: b } }\n`)}workflow w {\n${pieces(4000, (n) => `  call t${n} { input: b = "a:${n}" }\n`)}}\n`,
    ],
    workflows: [
      T,
      () =>
        `${task("b", "    String b\n")}${pieces(10_000, (n) => `workflow w${n} { call t { input: b = "a:${n}" } }\n`)}`,
    ],
    "calls that pass on": [
      T,
      () =>
        `version 1.0\n${pieces(2000, (n) => `task t${n} { input { String b = "a" } runtime { docker: b } }\nworkflow w${n} { input { String b } call t${n} { input: b = b } call w${(n + 1) % 2000} { input: b = b } }\n`)}`,
    ],
    members: [T, () => task(fill(".a", "a"))],
    "members of members": [
      T,
      () =>
        task(
          "A20.x",
          `    Object A0 = object { x: "a" }\n${pieces(20, (n) => `    Object A${n + 1} = select_first([A${n}, A${n}, A${n}])\n`)}`,
        ),
    ],
    "members that are not given": [
      T,
      () =>
        task(
          "A25.x",
          `    Object? A0\n${pieces(25, (n) => `    Object A${n + 1} = select_first([A${n}, A${n}, A${n}])\n`)}`,
        ),
    ],
    "select_first in select_first": [T, () => task(`${"select_first([".repeat(100_000)}"a"${"])".repeat(100_000)}`)],
    "select_first of itself": [
      T,
      () => {
        let text = "b";
        for (let depth = 0; depth < 12; depth++) text = `select_first([${text}, ${text}])`;
        return task(text, "    String? b\n");
      },
    ],
    "a struct": [T, () => fill("  String a\n", "version 1.0\nstruct S {\n", "}\n")],
    "structs in structs": [T, () => fill("struct a { ", "version 1.0\n")],
    "a type": [T, () => fill("Array[", task('"a"') + "workflow w { ")],
    "scatter in scatter": [T, () => fill("scatter (a in b) { ", "version 1.0\nworkflow w { ")],
    commands: [T, () => fill("command {", "version 1.0\ntask t { ")],
    "a command of placeholders": [T, () => fill("~{", "version 1.0\ntask t { command { ")],
    "a command of placeholders on lines": [T, () => fill("~{a\n", "version 1.0\ntask t { command { ")],
    "commands that are not closed": [T, () => fill("command <<<", "version 1.0\ntask t { ")],
    "command and blanks": [T, () => fill("command ", "version 1.0\n")],
    "blanks behind command": [T, () => fill(" ", "version 1.0\ncommand", "x\n")],
    comments: [T, () => fill("# a\n", task('"a"'))],
    "empty lines": [T, () => fill("\n", task('"a"'))],
    quotes: [T, () => task(fill('"'))],
    "closing brackets": [T, () => fill("}", task('"a"'))],
    "imports in a circle": [T, () => `import "a.wdl" as a\n${task('"a"')}workflow w { call a.w  call a.t }\n`],
  }),
  ...oneFileEach("snakemake", {
    "f-strings": [S, () => `A = "b"\n${rule(fill("{A}", 'f"docker://', '"'))}`],
    "f-strings in f-strings": [S, () => rule(fill('f"{', ""))],
    "f-strings of quotes": [S, () => rule(fill("f'{f\"{", ""))],
    "strings behind one another": [S, () => rule(fill('"a" '))],
    conditions: [S, () => rule(`${'"a" if b else '.repeat(100_000)}"c"`)],
    "conditions in parentheses": [S, () => rule(`${'("a" if b else '.repeat(100_000)}"c"${")".repeat(100_000)}`)],
    "conditions and plus": [S, () => rule(`${'("a" if b else "c") + '.repeat(40_000)}"c"`)],
    "conditions of many tokens": [
      S,
      () => rule(`${'"a" '.repeat(50_000)}if b else ${'"a" if b else '.repeat(50_000)}"c"`),
    ],
    parentheses: [S, () => rule(fill("("))],
    "parentheses, closed": [S, () => rule(`${"(".repeat(300_000)}"docker://a"${")".repeat(300_000)}`)],
    braces: [S, () => rule(fill("{"))],
    lambda: [S, () => rule(fill("lambda a: ", "", '"a"'))],
    globals: [
      S,
      () => `${pieces(50_000, (n) => `A${n} = "a"\n`)}${rule(`f"docker://${pieces(50_000, (n) => `{A${n}}`)}"`)}`,
    ],
    "globals that double": [
      S,
      () => `A0 = "x"\n${pieces(60, (n) => `A${n + 1} = f"{A${n}}{A${n}}"\n`)}${rule('f"docker://{A60}"')}`,
    ],
    plus: [S, () => rule(fill('"a" + ', "", '"b"'))],
    rules: [S, () => pieces(30_000, (n) => `rule r${n}:\n    container: "docker://a:${n}"\n`)],
    "containers without end": [S, () => fill("container:\n")],
    "containers within brackets": [S, () => fill("container: (\n")],
    "containers of lines below": [S, () => fill("    \n", "container:\n", "x\n")],
    "a container of all below": [S, () => fill("     a\n", "rule a:\n    container:\n")],
    "lines indented ever more": [S, () => pieces(2000, (n) => `${" ".repeat(n)}container:\n`)],
    "containers indented below one another": [
      S,
      () => pieces(1900, (n) => `${" ".repeat(n)}container:\n${" ".repeat(n)} "a"\n`),
    ],
    "triple quotes": [S, () => fill('"""a', rule('"docker://a"'))],
    quotes: [S, () => fill('"\n', rule('"docker://a"'))],
    backslashes: [S, () => fill("\\\n", rule('"docker://a"'))],
    comments: [S, () => fill("# a\n", rule('"docker://a"'))],
    "empty lines": [S, () => fill("\n", rule('"docker://a"'))],
    "one line": [S, () => rule(fill("a", '"docker://', '"'))],
  }),
  ...oneFileEach("devcontainer", {
    "variables that are not closed": [E, () => `{"image": "${"${localEnv:A:".repeat(20_000)}"}\n`],
    "variables that are not closed, more": [E, () => fill("${localEnv:A:", '{"image": "', '"}\n')],
    "variables without a name": [E, () => fill("${", '{"image": "', '"}\n')],
    "variables of colons": [E, () => fill("${:", '{"image": "', '"}\n')],
    variables: [E, () => fill("${localEnv:A:b}", '{"image": "', '"}\n')],
    "JSON in JSON": [E, () => fill('{"a":', "", "1")],
    "JSON in JSON behind an image": [E, () => fill('{"a":', '{"image":"a:1","b":', "1")],
    "JSON lists": [E, () => fill("[", '{"image":"a:1","b":')],
    "comments that are not closed": [E, () => fill("/*", '{"image":"a:1"}')],
    slashes: [E, () => fill("/", '{"image":"a:1"}')],
    comments: [E, () => fill("// a\n", '{"image":"a:1",', "}")],
    quotes: [E, () => fill('"', '{"image":"a:1",')],
    backslashes: [E, () => fill("\\", '{"image":"a:1"}"')],
    tabs: [E, () => fill("\t", '{"image":"a:1",', "}")],
    arguments: [E, () => fill('"--platform",', '{"image":"a:1","runArgs":[', '""]}')],
  }),
  ...oneFileEach("apptainer", {
    "arguments that double": [
      A,
      () =>
        `Bootstrap: docker\nFrom: a:{{ A60 }}\n%arguments\n  A0=x\n${pieces(60, (n) => `  A${n + 1}={{ A${n} }}{{ A${n} }}\n`)}`,
    ],
    "arguments that multiply": [
      A,
      () =>
        `Bootstrap: docker\nFrom: a:${"{{ A }}".repeat(30_000)}\n%arguments\n  A=${"{{ B }}".repeat(30_000)}\n  B=${"{{ C }}".repeat(30_000)}\n  C=\n`,
    ],
    "opening braces": [A, () => fill("{{", "Bootstrap: docker\nFrom: a:", "\n")],
    "opening braces and blanks": [A, () => fill("{{ ", "Bootstrap: docker\nFrom: a:", "\n")],
    "blanks in braces": [A, () => fill(" ", "Bootstrap: docker\nFrom: a:{{", "x y}}\n")],
    "an argument of letters": [A, () => fill("a", "Bootstrap: docker\nFrom: a:{{", " b}}\n")],
    stages: [A, () => fill("Bootstrap: docker\nFrom: a\nStage: b\n%post\n  x\n")],
    "stages and arguments": [
      A,
      () => pieces(10_000, (n) => `Bootstrap: docker\nFrom: a:{{ A${n} }}\n%arguments\n  A${n}=b\n`),
    ],
    "stages without From": [A, () => fill("bootstrap:\n", "Bootstrap: docker\nFrom: a\n%post\n")],
    "lines that go on": [A, () => fill("a\\\n", "Bootstrap: docker\nFrom: ", "b\n")],
    headers: [A, () => fill("a: b\n", "Bootstrap: docker\nFrom: a\n")],
    "headers without a value": [A, () => fill("a\n", "Bootstrap: docker\nFrom: a\n")],
    "blanks before Bootstrap": [A, () => fill(" ", "", "Bootstrap: docker\nFrom: a\n")],
    "blank lines before Bootstrap": [A, () => fill(" \n", "", "Bootstrap: docker\nFrom: a\n")],
    "blanks before a section": [A, () => fill(" ", "Bootstrap: docker\nFrom: a\n", "x\n")],
    "blanks of an argument": [A, () => fill(" ", "Bootstrap: docker\nFrom: a\n%arguments\n  A=b", "c\n")],
    "words of an argument": [A, () => fill("a b ", "Bootstrap: docker\nFrom: a\n%arguments\n  A=", "c\n")],
    arguments: [A, () => `Bootstrap: docker\nFrom: a\n%arguments\n${pieces(100_000, (n) => `  A${n}=b\n`)}`],
    comments: [A, () => fill("# a\n", "Bootstrap: docker\nFrom: a\n")],
    "number signs": [A, () => fill("#", "Bootstrap: docker\nFrom: a ", "\n")],
    "empty lines": [A, () => fill("\n", "Bootstrap: docker\nFrom: a\n")],
    "one line": [A, () => fill("a", "Bootstrap: docker\nFrom: ", "\n")],
  }),
];
