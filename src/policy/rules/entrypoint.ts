/** Whether an image lets the shell of a task start. */
import { matchesText } from "../../text/wildcards.ts";
import { withDefault } from "../shapes/fields.ts";
import { list } from "../shapes/shape.ts";
import { textPattern } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { configuration, containerOf, type WantedImage } from "./subject.ts";

/** Entry points that run what they are given: init processes, shells, environments that activate themselves first. */
const HARMLESS = [
  "*/tini*",
  "tini*",
  "*/dumb-init*",
  "dumb-init*",
  "*/env-execute*",
  "*entrypoint.sh",
  "*docker-entrypoint*",
  "*/bash",
  "bash",
  "*/sh",
  "sh",
  "*/env",
  "*/micromamba run*",
  "*/conda run*",
];

export const entrypoint = imageRule({
  id: "entrypoint",
  summary: "Images of Nextflow processes let the task's shell start",
  severity: "warning",
  options: {
    allow: withDefault(
      list(textPattern("a command"), "a list of commands"),
      HARMLESS.map((text) => ({ text, matches: (command) => matchesText(text, command) })),
      "entry points that pass on what they are given, with `*`; replaces the built-in list",
    ),
  },
  text: {
    why: `Nextflow starts \`/bin/bash\` with the task's script inside the container. An image whose ENTRYPOINT is the tool itself
gets that as arguments: the task fails with the tool's usage text, and often only since the tag was moved to a newer build.
Entry points that run what they are given (\`tini --\`, \`docker-entrypoint.sh\`, a conda activation) do no harm.`,
    policy: `rules:
  entrypoint: warning
`,
    bad: ['quay.io/acme/tool:1.0 with `ENTRYPOINT ["tool"]`'],
    good: ["quay.io/acme/tool:1.0 without ENTRYPOINT", 'quay.io/acme/tool:1.1 with `ENTRYPOINT ["tini", "--"]`'],
    notes:
      "Only images of Nextflow processes are judged. Singularity and Apptainer do not run the entry point for `exec`; the image is judged where Docker or Podman pulls it. With `NXF_CONTAINER_ENTRYPOINT_OVERRIDE=true` Nextflow starts its shell as the entry point; then leave the rule off.",
  },
  asks: (image) => (isStarted(image) ? configuration(image) : []),
  check(subject, options): readonly Message[] {
    if (!isStarted(subject)) return [];
    const { image } = subject;
    const words = containerOf(subject)?.config.config.entrypoint ?? [];
    const [program] = words;
    if (program === undefined) return [];
    const command = words.join(" ");
    if (options.allow.some((pattern) => pattern.matches(command) || pattern.matches(program))) return [];
    return [
      {
        message: `${image} starts "${command}" and not the task's shell`,
        help: "Choose an image without ENTRYPOINT, or set docker.runOptions = '--entrypoint \"\"' for this process.",
        evidence: { entrypoint: command },
      },
    ];
  },
});

/** Whether a task begins with the image's entry point. */
function isStarted({ pull }: WantedImage): boolean {
  return pull.source === "nextflow" && (pull.engine === null || RUN_IT.has(pull.engine));
}

/** Engines that start the image's entry point. */
const RUN_IT: ReadonlySet<string> = new Set(["docker", "podman", "sarus", "kubernetes", "apple-container"]);
