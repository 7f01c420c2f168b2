import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { runsWhatItIsGiven } from "../../src/image/entry-command.ts";

/** A program and its arguments, as Nextflow gives `/bin/bash -ue .command.run`. */
const task = ["/bin/echo", "ran"];

/** Held against the programs themselves: an entry point passes where the task's text really runs. */
test.each([
  [[]],
  [["bash"]],
  [["/bin/bash", "-l"]],
  [["bash", "-c"]],
  [["bash", "-euc"]],
  [["sh", "-c", "exec echo tool"]],
  [["sh", "-c", 'exec "$@"']],
  [["sh", "-c", 'exec "$@"', "--"]],
  [["sh", "-c", "exec $@", "sh"]],
  [["bash", "--login", "-c", '"$@"', "x"]],
  [["sh", "-c", ': && exec "$0" "$@"']],
  [["sh", "-c", 'exec echo "$@"', "x"]],
  [["env"]],
  [["/usr/bin/env", "-i", "-u", "B", "A=1"]],
  [["env", "A=1", "-u", "B"]],
  [["env", "--"]],
  [["env", "bash"]],
  [["env", "A=1", "sh", "-c", 'exec "$@"', "x"]],
  [["echo"]],
])("%j", (words) => {
  const [program = "", ...args] = [...words, ...task];
  const { stdout } = spawnSync(program, args, { encoding: "utf8", input: "" });
  expect(runsWhatItIsGiven(words)).toBe(stdout === "ran\n");
});

/** Programs that need not be here, by their manuals. */
test.each([
  [["tini"], true],
  [["/usr/bin/tini", "-g", "--"], true],
  [["/sbin/tini", "-p", "SIGTERM", "--"], true],
  [["tini", "--", "tool"], false],
  [["tini", "--", "/usr/local/bin/_entrypoint.sh"], true],
  [["/usr/bin/dumb-init", "--rewrite", "15:2", "--"], true],
  [["dumb-init", "/opt/tool"], false],
  [["/docker-entrypoint.sh"], true],
  [["docker-entrypoint.sh", "postgres"], false],
  [["/bin/bash", "/shell-hook.sh"], true],
  [["/bin/bash", "/opt/run-tool.sh"], false],
  [["/opt/conda/bin/conda", "run", "--no-capture-output", "-n", "env"], true],
  [["conda", "run", "-n", "env", "tool"], false],
  [["micromamba", "run"], true],
  [["conda", "list"], false],
  [["/usr/local/env-execute"], true],
  [["/opt/tool", "run"], false],
])("%j: %s", (words, passes) => {
  expect(runsWhatItIsGiven(words)).toBe(passes);
});
