/** What is said of a name that cannot be known before the run; the judge says it. */
import type { Pull, UnresolvedReason } from "../../model.ts";
import { short } from "../../text/quote.ts";
import { few } from "../../text/units.ts";
import { builtInRule, type Message } from "./rule.ts";

export const resolvable = builtInRule({
  builtIn: true,
  id: "resolvable",
  summary: "Every image name can be known before the run",
  severity: "warning",
  options: {},
  text: {
    why: `A name that depends on a parameter without a default, on an environment variable or on the data cannot be judged
by any rule. It is reported instead of passing in silence, with what is missing and where it could be given. Nextflow does
not stop at a parameter that nobody sets: it writes \`null\` into the name, and such a name is no other rule's either.`,
    policy: `rules:
  resolvable: error
`,
    bad: ["${params.registry}/tool:1.0"],
    good: ["quay.io/acme/tool:1.0"],
    notes:
      "On unless turned off. Give the value in `nextflow.params` or `dockerfile.build-args` of the policy, or on the command line.",
  },
});

/** What the rule says of a pull whose name cannot be known. */
export function unresolvedMessage({ unresolved, written, image, undefinedParameters }: Pull): Message {
  if (undefinedParameters !== undefined) return undefinedMessage(undefinedParameters, image ?? written);
  const { reason, detail = "its name depends on the run" } = unresolved ?? {};
  return {
    message: `The image${written === "" ? "" : ` ${written}`} cannot be known before the run: ${detail.replace(/[.\s]+$/, "")}`,
    // A name that is known and wrong is another rule's.
    ...(reason !== undefined && reason !== "invalid-name" && { help: ADVICE[reason], evidence: { reason } }),
  };
}

/** Nextflow does not stop there: it writes `null` into the name. */
function undefinedMessage(names: readonly string[], image: string): Message {
  const [first = "", ...others] = names.map((name) => short(name));
  const many = others.length > 0;
  const all = few([first, ...others], 3);
  return {
    message: `${many ? "The parameters" : "The parameter"} ${all} ${many ? "have" : "has"} no value: Nextflow would pull ${short(image)}`,
    help: `Give ${many ? "each" : "it"} a default (params.${first} in nextflow.config), or a value with --${first}, in a file of parameters (-params-file), or under nextflow.params in the policy.`,
    evidence: { reason: "undefined-parameter", parameters: all },
  };
}

const ADVICE: Readonly<Record<Exclude<UnresolvedReason, "invalid-name">, string>> = {
  "undefined-parameter": "Give the parameter a default, or its value under nextflow.params in the policy.",
  "runtime-input": "Choose among fixed names, so that each of them can be checked.",
  environment: "Give the value with --env or --build-arg, or write a default.",
  "unsupported-expression": "Write the name in a simpler way, or set it in a config file.",
  "unknown-function": "Set the name in a config file, or write it out.",
  "wave-build":
    "Set wave.freeze and wave.build.template, so that its name can be worked out before the run; or build it beforehand and name the result.",
  template: "Check what the template becomes instead of the template.",
  "remote-include": "Keep a copy of the included file in the repository.",
  limit: "Take out what doubles or goes round; the problems of the scan say where.",
  "job-definition":
    "Name the image and let Nextflow define the job, or hold the job definition against the policy by hand.",
  expression: "Write the name out, or give the expression literal values.",
};
