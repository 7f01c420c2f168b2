import { assert, constantFrom, nat, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { slice } from "../in-memory.ts";
import { readGenerated } from "./cases.ts";
import { images, scan } from "./scan.ts";

const wrap = (directive: string): string =>
  `process FOO {\n  ${directive}\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
const many = 10_000;

describe("deep, long and endless text", () => {
  test.each([
    ["blocks", `${"a { ".repeat(many)}x = 1${" }".repeat(many)}`, "container 'x:1'"],
    ["parentheses", `process.container = ${"(".repeat(many)}'x:1'${")".repeat(many)}`, ""],
    ["lists", "", `container ${"[".repeat(many)}${"]".repeat(many)}`],
    ["a sum", "", `container ${Array.from({ length: many }, () => "'a'").join(" + ")}`],
    ["ternaries", "", `container ${"params.x ? 'a' : ".repeat(many)}'z'`],
    ["an endless loop", "", "container { def s = 0; while (true) { s = s + 1 }; s }"],
    ["a recursion", "", "container { def f; f = { f(it) }; f(1) }"],
    ["a growing string", "", "container { def s = 'aaaaaaaa'; for (i in 1..60) { s = s + s }; s }"],
    ["a growing list", "", "container { def s = [1, 2]; for (i in 1..60) { s = s + s }; s }"],
    ["a map in itself", "", 'container { def m = [:]; m.m = m; "$m" }'],
    ["a container of itself", "process.container = { task.container }", ""],
    ["an include of itself", "includeConfig 'nextflow.config'\nprocess.container = 'x:1'", ""],
    ["a hostile selector", "process { withName: '(F+)+x' { container = 'x:1' } }", "container 'y:1'"],
    [
      "many open conditions",
      "",
      `container { "${Array.from({ length: 40 }, (_, i) => `\${env('A${i}') ? 1 : 2}`).join("")}" }`,
    ],
    ["names of Object", "params.__proto__.x = 'a'\nprocess.container = \"x:${params.constructor}\"", ""],
  ])("%s", (_, config, directive) => {
    const files = { "main.nf": wrap(directive), "nextflow.config": `docker.enabled = true\n${config}\n` };
    const pulls = (["auto", "v1", "v2"] as const).flatMap((syntax) => scan(files, { syntax }).pulls);
    const silent = pulls.filter(({ image, unresolved }) => image === null && unresolved === undefined);
    expect(silent).toEqual([]);
  });
});

const cases = readGenerated();

test("never throws, and every reference slices exactly, whatever is done to a file", () => {
  assert(
    property(
      constantFrom(...cases),
      nat(),
      nat({ max: 40 }),
      oneof(
        string({ unit: "binary", maxLength: 8 }),
        constantFrom("{", "}", "'", '"', "${", "(", "[", "?", ":", "\n", "def ", "if"),
      ),
      constantFrom("auto", "v1", "v2"),
      (one, at, length, text, syntax) => {
        const files: Record<string, string> = { ...one.files };
        const paths = Object.keys(files);
        const path = paths[at % paths.length]!;
        const before = files[path]!;
        const start = at % (before.length + 1);
        files[path] = before.slice(0, start) + text + before.slice(start + length);
        const { references } = scan(files, { syntax });
        for (const reference of references) expect(slice(files[reference.file]!, reference)).toBe(reference.text);
      },
    ),
    { numRuns: 300 },
  );
});

function dressed(text: string): string {
  return text.replaceAll(/^\}\n/gm, "} // end\n\n/* that was it */\n").replaceAll("\n", "\r\n");
}

test("comments, blank lines and CRLF change no image", () => {
  for (const one of cases.slice(0, 30)) {
    const at = one.launch.indexOf("-profile");
    const settings = { scenarios: [{ profiles: at === -1 ? [] : one.launch[at + 1]!.split(",") }] };
    const wanted = images(scan(one.files, settings));
    const files = Object.fromEntries(Object.entries(one.files).map(([path, text]) => [path, dressed(text)]));
    expect(images(scan(files, settings))).toEqual(wanted);
  }
});
