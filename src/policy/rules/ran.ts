/** What ran that nobody expected; the judge says it. */
import { builtInRule } from "./rule.ts";

export const ran = builtInRule({
  builtIn: true,
  id: "ran",
  summary: "What ran is what the lock has, or the files",
  severity: "error",
  options: {},
  text: {
    why: `A check tells what the files would pull. What ran may be something else: a parameter on the command line, a config that is on
nobody's list, a profile that turns the engine off. Nextflow keeps which container each task ran in; \`check --lineage DIR\` holds
that against [\`containers.lock\`](../lock.md), and where there is none against what the files pull.`,
    policy: `rules:
  ran: { severity: error }
`,
    bad: [
      "a task that ran quay.io/acme/tool:2.0, which `containers.lock` does not have",
      "a task that ran in no container, although the files give its process one",
    ],
    good: ["a task that ran quay.io/acme/tool:1.0, which `containers.lock` has"],
    notes: `It says nothing without \`--lineage\`. Tasks of one process in one container are one finding, at the first record. A name says
which digest it meant that night as far as the lock does, or an [earlier run's answers](../replay.md): Nextflow records the name alone.
An image that Wave made for a task has a name of its own, and lineage has a hash of it: which image that was is undecided.
[ran.md](../ran.md) has how records are made.`,
  },
});
