/** The reader of cases: everything that one may say, and what it may not. */
import { describe, expect, test } from "vitest";
import { parseCases } from "./cases.ts";

const PIPELINE = "== a case ==\n-- main.nf --\nworkflow { }\n";

test("a case says what is run, how, and what Nextflow said", () => {
  const text = `${PIPELINE}-- conf/a.config --
-- run --
in launch
params {"tag": "1"}
TAG='a b' EMPTY= nextflow -C @CASE@/conf/a.config run . -profile 'a, b' --n ''
-- Nextflow 26.04.6, v2 --
W:FOO  quay.io/o/x:1
BAR  no container
BAZ  " o/x:1"
error: ERROR ~ It stops
-- Nextflow 24.10.0, v1 --
no task
-- open --
Nobody knows.
`;
  expect(parseCases(text, "07-some-theme.txt")).toEqual([
    {
      theme: "some theme",
      title: "a case",
      files: { "main.nf": "workflow { }\n", "conf/a.config": "" },
      launch: ["-C", "@CASE@/conf/a.config", "run", ".", "-profile", "a, b", "--n", ""],
      launchDir: "launch",
      params: { tag: "1" },
      env: { TAG: "a b", EMPTY: "" },
      v2: {
        version: "26.04.6",
        images: [
          ["W:FOO", "quay.io/o/x:1"],
          ["BAR", null],
          ["BAZ", " o/x:1"],
        ],
        error: "ERROR ~ It stops",
      },
      v1: { version: "24.10.0", images: [] },
      open: "Nobody knows.",
    },
  ]);
});

test("a case may say little: run as it is, the same by both parsers", () => {
  const said = { version: "26.04.6", images: [["FOO", "x:1"]] };
  expect(parseCases(`${PIPELINE}-- Nextflow 26.04.6 --\nFOO  x:1\n`, "01-a.txt")).toMatchObject([
    { launch: ["run", "."], env: {}, params: {}, v1: said, v2: said },
  ]);
});

describe("says file and line where", () => {
  const answer = "-- Nextflow 1.0.0 --\nno task\n";
  test.each([
    ["nobody said anything", "", "a.txt:1: has no section of what Nextflow said"],
    ["a section is misspelt", `-- Nextflow26, v2 --\n`, "a.txt:4: is neither a file, `run`"],
    ["a file has no ending", `-- main --\n${answer}`, "a.txt:4: is neither a file, `run`"],
    ["a file comes twice", `-- main.nf --\n${answer}`, "a.txt:1: has `main.nf` twice"],
    ["a parser answers twice", `${answer}-- Nextflow 1.0.0, v1 --\nno task\n`, "a.txt:1: has `v1` twice"],
    ["a line of an answer is broken", `${answer}FOO x:1\n`, "a.txt:5: is neither `PROCESS  IMAGE`"],
    ["an image has a broken quote", '-- Nextflow 1.0.0 --\nFOO  "x\n', "a.txt:5: begins with a quote"],
    ["another program is run", `-- run --\nin x\ndocker run .\n${answer}`, "a.txt:6: is neither `in`, `params`"],
    ["the environment is broken", `-- run --\nTAG nextflow run .\n${answer}`, "a.txt:5: has `TAG` in front"],
    ["parameters are not an object", `-- run --\nparams [1]\n${answer}`, "a.txt:5: has no object of JSON"],
  ])("%s", (_, sections, message) => {
    expect(() => parseCases(`${PIPELINE}${sections}`, "a.txt")).toThrow(message);
  });
});
