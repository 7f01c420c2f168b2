/** Configurations that go round, double and flood. */
import { chained, configured, doubling, lines, many, nested, repeated, type Files } from "./make.ts";

export const configurations: Readonly<Record<string, Files>> = {
  "a name within itself": configured("a{b{a{a{a{}}}}}"),
  "a name within itself, with a value": configured("a{b{a{a{a{x=1}}}}}"),
  "a name within itself, deeper": configured(nested(["a", "b", ...repeated("a", 12)])),
  "a name within itself, deepest": configured(nested(["a", "b", ...repeated("a", 150)], "x = 1")),
  "two names within each other": configured(
    nested(
      repeated("a", 60).map((_, n) => (n % 2 === 0 ? "a" : "b")),
      "x = 1",
    ),
  ),
  "three names within each other": configured(
    nested(
      repeated("", 60).map((_, n) => "abc"[n % 3]!),
      "x = 1",
    ),
  ),
  "a scope within itself, again and again": configured(lines(200, () => "a { b { a { a { x = 1 } } } }")),
  "process within ext": configured(nested(["process", "ext", ...repeated("process", 150)])),
  "process within ext, with an image": configured(
    nested(["process", "ext", ...repeated("process", 40)], "container = 'y:1'"),
  ),
  "process within ext, each its own": configured(
    nested(["process", ...repeated("ext", 60), ...repeated("process", 60)]),
  ),
  "a selector within itself": configured(
    nested(["process", ...repeated("'withName:FOO'", 60), ...repeated("process", 60)], "container = 'y:1'"),
  ),
  "a name within itself in a profile": configured(
    `profiles { docker { ${nested(["a", "b", ...repeated("a", 20)])} } }`,
  ),
  "profiles within profiles": configured(
    nested(repeated("", 100).map((_, n) => (n % 2 === 0 ? "profiles" : "docker"))),
  ),
  "a scope set into itself": configured(
    "params.a = 1\nparams.b = params\nparams.c = params\nx = params\nx.y = x\nx.z = x",
  ),
  "a map that doubles": configured(
    `params.m0 = [x: 1]\n${lines(60, (n) => `params.m${n + 1} = [a: params.m${n}, b: params.m${n}]`)}`,
  ),
  "a list that doubles": configured(
    `params.m0 = ['x']\n${lines(60, (n) => `params.m${n + 1} = [params.m${n}, params.m${n}]`)}`,
  ),
  "a list that doubles, as an image": configured(
    `params.m0 = ['x']\n${lines(60, (n) => `params.m${n + 1} = [params.m${n}, params.m${n}]`)}process.container = "\${params.m60}"`,
  ),
  "a string that doubles": configured(
    `params.s0 = 'aaaaaaaa'\n${lines(40, (n) => `params.s${n + 1} = "\${params.s${n}}\${params.s${n}}"`)}process.container = params.s40`,
  ),
  "an empty string that doubles": configured(
    `params.s0 = ''\n${lines(40, (n) => `params.s${n + 1} = "\${params.s${n}}\${params.s${n}}"`)}process.container = "x\${params.s40}"`,
  ),
  "strings of 100,000 letters": configured(lines(5_000, (n) => `params.s${n} = 'a' * 100000`)),
  "lists of 100,000 items": configured(lines(2_000, (n) => `params.s${n} = [0] * 100000`)),
  "letters of 100,000": configured(lines(2_000, (n) => `params.s${n} = ('a' * 100000).toList()`)),
  "the environment that doubles": configured(
    `env.S0 = 'aaaaaaaa'\n${lines(40, (n) => `env.S${n + 1} = "\${env.S${n}}\${env.S${n}}"`)}`,
  ),
  "an include of itself, twice": configured('includeConfig "nextflow.config"\nincludeConfig "nextflow.config"'),
  "an include of itself, many times": configured(lines(1_000, () => 'includeConfig "nextflow.config"')),
  "an include of itself, by another path": configured(
    lines(2, () => 'includeConfig "./conf/../nextflow.config"\nincludeConfig "${projectDir}/nextflow.config"'),
    { "conf/x.config": "" },
  ),
  "an include of itself in profiles": configured(
    `profiles {\n${["docker", "singularity", "podman"].map((p) => `${p} { ${p}.enabled = true\n${lines(2, () => 'includeConfig "nextflow.config"')} }`).join("\n")}\n}`,
  ),
  "an include of itself in a block": configured(`process {\n${lines(2, () => 'includeConfig "nextflow.config"')}}`),
  "an include of itself in try": configured(
    'try { includeConfig "nextflow.config" } catch (Throwable e) { includeConfig "nextflow.config" } finally { includeConfig "nextflow.config" }',
  ),
  "an include of itself in if": configured(
    'if (!params.done) { includeConfig "nextflow.config"\nincludeConfig "nextflow.config" }',
  ),
  "an include of each other": configured(
    lines(2, () => 'includeConfig "a.config"'),
    {
      "a.config": lines(2, () => 'includeConfig "b.config"'),
      "b.config": lines(2, () => 'includeConfig "a.config"\nincludeConfig "nextflow.config"'),
    },
  ),
  "includes that double at 30 files": configured(
    lines(2, () => "includeConfig 'c0.config'"),
    doubling(30, (next) => lines(2, () => `includeConfig '${next}'`)),
  ),
  "includes that double in profiles": configured(
    "profiles {\n docker { docker.enabled = true\nincludeConfig 'c0.config' }\n podman { podman.enabled = true\nincludeConfig 'c0.config' } }",
    doubling(
      30,
      (next) =>
        `profiles { docker { ${lines(2, () => `includeConfig '${next}'`)} }\npodman { includeConfig '${next}'\n includeConfig '${next}' } }\n`,
    ),
  ),
  "includes that double in blocks": configured(
    lines(2, () => "includeConfig 'c0.config'"),
    doubling(30, (next) => `process { includeConfig '${next}'\nincludeConfig '${next}' }\n`),
  ),
  "includes that double by a condition": configured(
    lines(2, () => "includeConfig 'c0.config'"),
    doubling(
      30,
      (next) =>
        `includeConfig System.getenv('X${next}') ? '${next}' : './${next}'\nincludeConfig "\${params.a ?: ''}${next}"\n`,
    ),
  ),
  "a file that is included 50,000 times": configured(
    `params {\n${lines(5_000, (n) => `a${n} = ${n}`)}}\n${lines(50_000, () => "includeConfig 'x.config'")}`,
    { "x.config": "params.y = 1\n" },
  ),
  "a chain of 10,000 configurations": configured("includeConfig 'c0.config'", chained(many)),
  "many chains of configurations": configured(
    lines(500, (n) => `includeConfig 'c${n * 15}.config'`),
    chained(many),
  ),
  "10,000 profiles": configured(
    `profiles {\n${lines(many, (n) => `p${n} { singularity.enabled = true\npodman.enabled = true }`)}}`,
  ),
  "10,000 profiles that include": configured(
    `profiles {\n${lines(many, () => "p { includeConfig 'c0.config' }").replaceAll("p {", () => `p${Math.random().toString(36).slice(2)} {`)}}`,
    chained(30),
  ),
  "10,000 selectors and 10,000 processes": {
    "main.nf": `${lines(many, (n) => `process P${n} { container 'x:${n}'\n script: 'true' }`)}workflow {\n${lines(many, (n) => `P${n}()`)}}\n`,
    "nextflow.config": `docker.enabled = true\nprocess {\n${lines(many, (n) => ` withName: 'P${n}' { container = 'y:${n}' }`)}}\n`,
  },
  "10,000 patterns and 10,000 processes": {
    "main.nf": `${lines(many, (n) => `process P${n} { container 'x:${n}'\n script: 'true' }`)}workflow {\n${lines(many, (n) => `P${n}()`)}}\n`,
    "nextflow.config": `docker.enabled = true\nprocess {\n${lines(many, (n) => ` withName: '.*P${n}|Q.*' { container = 'y:${n}' }`)}}\n`,
  },
  "10,000 labels and 1,000 patterns": {
    "main.nf": `process FOO {\n${lines(many * 5, (n) => `label 'a${n}'`)}container 'x:1'\nscript: 'true' }\nworkflow { FOO() }\n`,
    "nextflow.config": `docker.enabled = true\nprocess {\n${lines(1_000, (n) => ` withLabel: 'a.*${n}.*b' { container = 'y:${n}' }`)}}\n`,
  },
  "patterns that explode": configured(
    `process {\n${lines(500, (n) => ` withName: '(F+)+(O+)+(O*)*${n}x' { container = 'y:${n}' }`)}}`,
  ),
  "40 open conditions": configured(
    lines(
      40,
      (n) =>
        `if (System.getenv('A${n}')) { process.container = 'y:${n}' }\nparams.x${n} = System.getenv('B${n}') ? 1 : 2`,
    ),
  ),
  "40 open conditions in one": configured(
    `process.container = "x:${Array.from({ length: 40 }, (_, n) => `\${System.getenv('A${n}') ? 1 : 2}`).join("")}"`,
  ),
  "variables of nested closures": configured(
    `process.ext.a = {\n${lines(30_000, (n) => `def x${n} = 1`)}${lines(5_000, () => "def y = { -> { -> 1 } }")}}`,
  ),
  "a function that calls itself": configured("def f(x) { f(x) + f(x) }\nprocess.container = f(1)"),
  "functions that call each other": configured(
    `${lines(60, (n) => `def f${n}(x) { f${n + 1}(x) + f${n + 1}(x) }`)}def f60(x) { 'x' }\nprocess.container = f0(1)`,
  ),
  "paths of wildcards": configured(
    `includeConfig "${Array.from({ length: 100 }, (_, n) => `\${params.x${n}}a`).join("")}b.config"`,
    {
      [`${"a".repeat(200)}.config`]: "process.container = 'z:1'\n",
      [`conf/${"a".repeat(200)}.config`]: "process.container = 'z:1'\n",
    },
  ),
  "a path of 300,000 names": configured(`${"a.".repeat(300_000)}b = 1`),
  "a path of 300,000 names, twice": configured(lines(2, () => `params.${"a.".repeat(150_000)}b = 1`)),
  "a selector 35,000 times": configured(lines(35_000, (n) => `process { withName: 'F.*' { ext.a${n} = ${n} } }`)),
  loops: configured(
    lines(
      500,
      () => "for (i in 1..10000) { params.x = 'a' * 90000 }\n(1..9999).each { n -> params.put(n, 'b' * 90000) }",
    ),
  ),
  "blocks within ifs": configured(nested(repeated("if (System.getenv('A')) { a", 90)).replaceAll(" }", " } }")),
  "conditions that double": configured(
    lines(60, (n) => `params.a${n + 1} = System.getenv('A${n}') ? params.a${n} : [params.a${n}, params.a${n}]`),
  ),
  "1,000 profiles of 50 settings": configured(
    `profiles {\n${lines(1_000, (n) => `p${n} { podman.enabled = true; docker.enabled = true\n${lines(50, (m) => `params.a${m} = ${n}`)}}`)}}`,
  ),
  "a closure for 10,000 processes": {
    "main.nf": `${lines(many, (n) => `process P${n} { script: 'true' }`)}workflow {\n${lines(many, (n) => `P${n}()`)}}\n`,
    "nextflow.config":
      'docker.enabled = true\nprocess.container = { def s = 0; for (i in 1..5000) { s += i }; "x:$s" }\n',
  },
  "a list for 10,000 processes": {
    "main.nf": `${lines(many, (n) => `process P${n} { container params.l.collect { it + 1 }.join('')\n script: 'true' }`)}workflow {\n${lines(many, (n) => `P${n}()`)}}\n`,
    "nextflow.config": "docker.enabled = true\nparams.l = (1..9000).toList()\n",
  },
  "a number of 2,000,000 digits": configured(`process.container = "x:\${0x${"f".repeat(2_000_000)}g}"`),
  "blocks of one name, 50,000 times": configured(lines(50_000, (n) => `process { ext { a${n} = ${n} } }`)),
  "100,000 settings that fail": configured(lines(60_000, (n) => `params.x${n} = null.foo`)),
  "100,000 closures that fail": configured(lines(60_000, (n) => `x${n} = y${n}.foo()`)),
};
