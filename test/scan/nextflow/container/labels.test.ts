import { expect, test } from "vitest";
import { scan } from "../scan.ts";

/** The labels of the pull of one process. */
function labels(directives: string, config = ""): readonly string[] | undefined {
  const main = `process FOO {\n  container 'o/x:1'\n${directives}\n  script:\n  'true'\n}\nworkflow { FOO() }\n`;
  const files = { "main.nf": main, "nextflow.config": `docker.enabled = true\n${config}\n` };
  return scan(files).pulls[0]?.labels;
}

// As `task.label` has them: a directive adds one, and each counts once.
test.each([
  ["none", "", undefined],
  ["one", "label 'process_low'", ["process_low"]],
  ["several", "label 'process_low'\nlabel \"arm\"\nlabel 'arm'", ["process_low", "arm"]],
])("%s", (_, directives, expected) => {
  expect(labels(directives)).toEqual(expected);
});
