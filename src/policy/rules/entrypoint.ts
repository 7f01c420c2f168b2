/** Whether an image lets the shell of a task start. */
import type { Engine } from "../../model.ts";
import { optional } from "../shapes/fields.ts";
import { list } from "../shapes/shape.ts";
import { textPattern } from "../shapes/values.ts";
import { runsWhatItIsGiven } from "../../image/entry-command.ts";
import { imageRule, type Message } from "./rule.ts";
import { configuration, containerOf, type WantedImage } from "./subject.ts";

export const entrypoint = imageRule({
  id: "entrypoint",
  eachPlatform: true,
  summary: "Images of Nextflow processes let the task's shell start",
  severity: "warning",
  options: {
    allow: optional(
      list(textPattern("a command"), "a list of commands"),
      "entry points that pass on what they are given, with `*`; without it, those that are known to",
    ),
  },
  text: {
    why: `Nextflow starts \`/bin/bash\` with the task's script inside the container. An image whose ENTRYPOINT is the tool itself
gets that as arguments: the task fails with the tool's usage text, and often only since the tag was moved to a newer build.
Entry points that run what they are given (\`tini --\`, \`docker-entrypoint.sh\`, a conda activation) do no harm; those that end
in a tool (\`tini -- tool\`, \`sh -c "exec tool"\`) or in a bare shell do.`,
    policy: `rules:
  entrypoint: warning
`,
    bad: [
      'quay.io/acme/tool:1.0 with `ENTRYPOINT ["tool"]`',
      'quay.io/acme/tool:1.0 with `ENTRYPOINT ["tini", "--", "tool"]`',
    ],
    good: ["quay.io/acme/tool:1.0 without ENTRYPOINT", 'quay.io/acme/tool:1.1 with `ENTRYPOINT ["tini", "--"]`'],
    notes:
      "Only images of Nextflow processes are judged. Singularity and Apptainer do not run the entry point for `exec`; the image is judged where Docker or Podman pulls it. An entry point that the run sets itself (`--entrypoint` in `docker.runOptions` or `containerOptions`, `NXF_CONTAINER_ENTRYPOINT_OVERRIDE=true` given with `--env`) is judged in place of the image's own.",
  },
  looksAt: "configuration",
  asks: (image) => (isStarted(image) ? configuration(image) : []),
  check(subject, options): readonly Message[] {
    if (!isStarted(subject)) return [];
    const { image, pull } = subject;
    const own = containerOf(subject)?.config.config.entrypoint ?? [];
    const words = pull.entrypoint === undefined ? own : [pull.entrypoint];
    const [program] = words;
    // One empty word is none (moby, daemon/create.go; podman, pkg/specgen/generate/oci.go).
    if (program === undefined || (program === "" && words.length === 1)) return [];
    const command = words.join(" ");
    const passes = options.allow?.some((pattern) => pattern.matches(command) || pattern.matches(program));
    if (passes ?? runsWhatItIsGiven(words)) return [];
    const scope = (pull.engine !== null && SCOPES[pull.engine]) || "docker";
    return [
      {
        message: `${image} starts "${command}" and not the task's shell`,
        help: `Choose an image without ENTRYPOINT, or set ${scope}.runOptions = '--entrypoint ""' (for this process alone: containerOptions).`,
        evidence: { entrypoint: command },
      },
    ];
  },
});

/** Whether a task begins with the image's entry point. */
function isStarted({ pull }: WantedImage): boolean {
  return pull.source === "nextflow" && (pull.engine === null || SCOPES[pull.engine] !== undefined);
}

/** Engines that start the image's entry point, and the scope of the configuration that has their `runOptions`. */
const SCOPES: Readonly<Partial<Record<Engine, string>>> = {
  docker: "docker",
  podman: "podman",
  sarus: "sarus",
  "apple-container": "appleContainer",
};
