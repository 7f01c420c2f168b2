/** Code that computes without end, and directives that ask each other. */
import { lines, type Files } from "./make.ts";

/** What a closure of a directive computes. */
export const computed: Readonly<Record<string, string>> = {
  "a range of 1e9": "def s = 0; for (i in 1..1000000000) { s += i }; s",
  "1e9 times a letter": "'a' * 1000000000",
  "multiply(1e9)": "'a'.multiply(1000000000)",
  "repeat(1e9)": "'a'.repeat(1000000000)",
  "padLeft(1e9)": "'a'.padLeft(1000000000)",
  "a string that doubles": "def x = 'aaaaaaaa'; 40.times { x = x + x }; x",
  "a list that doubles": "def x = [1, 2]; 40.times { x = x + x }; x",
  "lists within lists that double": "def x = ['a']; 60.times { x = [x, x] }; \"$x\"",
  "lists within lists that double, flattened": "def x = ['a']; 60.times { x = [x, x] }; x.flatten().join('')",
  "lists within lists that double, compared":
    "def x = ['a'], y = ['a']; 60.times { x = [x, x]; y = [y, y] }; x == y ? 'a' : 'b'",
  "maps within maps that double": 'def x = [a: 1]; 60.times { x = [a: x, b: x] }; "$x"',
  "maps within maps that double, compared":
    "def x = [a: 1], y = [a: 1]; 60.times { x = [a: x, b: x]; y = [a: y, b: y] }; x == y ? 'a' : 'b'",
  "a map twice in itself": 'def m = [:]; m.a = m; m.b = m; "$m"',
  "a list twice in itself": 'def m = []; m << m; m << m; "$m"',
  "a list twice in itself, flattened": "def m = []; m << m; m << m; m.flatten().size() + ''",
  "two maps twice in themselves, compared":
    "def m = [:], n = [:]; m.a = m; m.b = m; n.a = n; n.b = n; m == n ? 'a' : 'b'",
  "a list in itself as a key": "def m = []; m << m; m << m; def k = [:]; k[m] = 1; k.size() + ''",
  "a list added to itself": "def l = [1] * 100000; 1000.times { l.addAll(l) }; l.size() + ''",
  "many long lists": "def l = []; 5000.times { l << ('a' * 100000).toList() }; l.size() + ''",
  "many long strings": "def l = []; for (i in 1..5000) { l << ('a' * 90000 + i) }; l.size() + ''",
  "long strings joined": "(['a' * 100000] * 100000).join('').size() + ''",
  "long strings shown": "def l = ['a' * 100000] * 100000; \"$l\"",
  "long strings formatted": `String.format('${"%s".repeat(20_000)}', *(['a' * 100000] * 20000))`,
  "String.join of long strings": "String.join('', ['a' * 100000] * 100000)",
  "a long list searched":
    "def l = (1..9999).toList() * 10; def n = 0; for (i in 1..5000) { if (l.contains(-i)) n++ }; n + ''",
  "a long list made unique": "(((1..9999).toList()) * 10 as Set).size() + ''",
  "long lists intersected":
    "def l = (1..9999).toList() * 10, m = (-9999..-1).toList() * 10; l.intersect(m).size() + ''",
  "long lists subtracted": "def l = (1..9999).toList() * 10, m = (-9999..-1).toList() * 10; (l - m).size() + ''",
  "long lists contained": "def l = (1..9999).toList() * 10, m = (1..9999).toList() * 10; l.containsAll(m) ? 'a' : 'b'",
  "long strings sorted": "(['a' * 100000] * 100000).sort().size() + ''",
  "nested ranges collected":
    "(1..1000).collect { a -> (1..1000).collect { b -> (1..1000).collect { c -> a * b * c } } }.size() + ''",
  "collectMany of long lists": "(1..9999).collectMany { [0] * 100000 }.size() + ''",
  "replaceAll by long strings": "('a' * 100000).replaceAll('a') { 'b' * 100000 }.size() + ''",
  "replace with long strings": "def x = 'a'; 6.times { x = x.replace('a', 'a' * 1000) }; x.size() + ''",
  "a search that goes wrong":
    "def x = 'a' * 100000, y = 'b' + 'a' * 50000; def n = 0; 5000.times { n += x.count(y) + x.indexOf(y) }; n + ''",
  "a string cut at many letters": "('b' * 100000).tokenize('a' * 100000).size() + ''",
  "a pattern that explodes": "def n = 0; 2000.times { if (('a' * 40) ==~ /(a+)+b/) n++ }; n + ''",
  "a pattern over a long string": "def n = 0; 1000.times { if (('a' * 100000) =~ /a*+b/) n++ }; n + ''",
  "a pattern of many letters over a long string": `def n = 0; 1000.times { if (('a' * 100000) =~ /${"a".repeat(1_900)}b/) n++ }; n + ''`,
  "a pattern with a group again": "def n = 0; 1000.times { if (('a' * 100000) =~ /(a*)*\\1b/) n++ }; n + ''",
  "a pattern of wide sets": `def n = 0; 2000.times { if ('a' ==~ /[${"\\uFFF0-\\uFFFF".repeat(150)}]/) n++ }; n + ''`,
  "matches of a long string": "('a' * 100000).replaceAll(/(a?)(?=(a{1,50}))/, '$1').size() + ''",
  "splits of a long string": "def n = 0; 1000.times { n += ('a,' * 50000).split(',').size() }; n + ''",
  "letters of a long string": "def n = 0; 1000.times { ('a' * 100000).each { n++ } }; n + ''",
  "maps that grow": "def m = [:]; 10000.times { m = m + [(\"k$it\".toString()): it] }; m.size() + ''",
  "sums of lists": "((1..9999).collect { [it] * 10 }).sum().size() + ''",
  "a power": "def x = 10; 1000.times { x = x ** 100 }; x + ''",
  "a recursion that doubles": "def f; f = { n -> n == 0 ? 'a' : f(n - 1) + f(n - 1) }; f(60)",
  "closures that call each other": "def f, g; f = { g(it) + g(it) }; g = { f(it) + f(it) }; f(1)",
  "strings within strings that call closures": 'def f; f = { "${f(it)}${f(it)}" }; f(1)',
  "ternaries in a loop": "def x = 'a'; 5000.times { x = params.y ? x : x }; x",
  "origins that double": "def x = ['a']; 30.times { x = x + x; x = [x.join('')] }; x[0]",
};

export const directives: Readonly<Record<string, Files>> = {
  "directives that ask each other": {
    "main.nf": `process FOO {\n  container { task.memory + task.cpus + task.ext.a }\n  cpus { task.memory }\n  memory { task.cpus }\n  ext a: { task.ext.b + task.ext.b }, b: { task.ext.a + task.container }\n  script: 'true' }\nworkflow { FOO() }\n`,
  },
  "keys of ext that double": {
    "main.nf": `process FOO {\n  container { task.ext.a0 }\n  ext ${Array.from({ length: 60 }, (_, n) => `a${n}: { task.ext.a${n + 1} + task.ext.a${n + 1} }`).join(", ")}, a60: 'x'\n  script: 'true' }\nworkflow { FOO() }\n`,
  },
  "40 open conditions in each of 1,000 processes": {
    "main.nf": `${lines(1_000, (n) => `process P${n} { container { "x:${Array.from({ length: 40 }, (_, m) => `\${System.getenv('A${m}') ? 1 : 2}`).join("")}" }\n script: 'true' }`)}workflow {\n${lines(1_000, (n) => `P${n}()`)}}\n`,
  },
  attempts: {
    "main.nf": `process FOO { errorStrategy { task.attempt > 1 ? 'retry' : System.getenv('X') }\n maxRetries 1000000\n container { "x:\${task.attempt}\${System.getenv('A')}\${task.memory}" }\n memory { task.attempt * 1.GB }\n script: 'true' }\nworkflow { FOO() }\n`,
  },
  "1,000 endless loops": {
    "main.nf": `${lines(1_000, (n) => `process P${n} { container { while (true) { } }\n script: 'true' }`)}workflow {\n${lines(1_000, (n) => `P${n}()`)}}\n`,
    "nextflow.config":
      "profiles { docker { docker.enabled = true }\nsingularity { singularity.enabled = true }\npodman { podman.enabled = true } }\n",
  },
};
