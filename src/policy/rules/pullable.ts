/** What is said of a name that the engine of a pull cannot pull; the judge says it. */
import { readPulledName, type WrittenName } from "../../image/written.ts";
import type { Engine, Pull } from "../../model.ts";
import { short } from "../../text/quote.ts";
import { builtInRule, type Message } from "./rule.ts";

export const pullable = builtInRule({
  builtIn: true,
  id: "pullable",
  summary: "The engine can pull a name of this form",
  severity: "error",
  options: {},
  text: {
    why: `A name with a capital letter in its path, a second colon or a digest that is cut off stops every run, and so does a
name in the form of another engine: \`docker://…\`, \`oras://…\` and \`https://…\` are words of Singularity and Apptainer, which
Docker, BuildKit, Kubernetes and the cloud services that Nextflow submits to take for a mistake (Podman takes \`docker://\`
of them). No registry is needed to see it. A name that no registry could have is judged by this rule alone.`,
    policy: `rules:
  pullable: error
`,
    bad: [
      "quay.io/acme/Tool:1.0",
      "a/b:1:2",
      "debian@sha256:abc",
      "`docker://quay.io/acme/tool:1.0` where Docker pulls it",
    ],
    good: ["quay.io/acme/tool:1.0", "`docker://quay.io/acme/tool:1.0` where Singularity pulls it"],
    notes: `On unless turned off. Singularity and Apptainer refuse a tag beside a digest
(containers/image: "references with both a tag and digest are currently not supported"); Docker and Podman take both.`,
  },
});

/** What is wrong with a name, and what to write instead. */
interface Fault {
  /** After `ENGINE cannot pull NAME: `. */
  readonly why: string;
  readonly help: string;
}

/** How each engine calls itself. */
const NAMES: Readonly<Record<Engine, string>> = {
  docker: "Docker",
  podman: "Podman",
  singularity: "Singularity",
  apptainer: "Apptainer",
  charliecloud: "Charliecloud",
  shifter: "Shifter",
  sarus: "Sarus",
  "apple-container": "Apple's container",
  smolvm: "smolvm",
  buildkit: "BuildKit",
  kubernetes: "Kubernetes",
};

/** What the rule says of a pull; undefined where its engine can pull a name of this form, or the name is not known. */
export function pullFault(pull: Pull): Message | undefined {
  const named = faultOf(pull);
  if (named === undefined) return undefined;
  const fault = faultOfRegistry(pull) ?? named;
  const engine = pull.engine === null ? "No engine" : NAMES[pull.engine];
  const can = pull.engine === null ? "can" : "cannot";
  return {
    message: `${engine} ${can} pull ${short(pull.image ?? pull.written).trim() || "an empty name"}: ${fault.why.replace(/[.\s]+$/, "")}`,
    help: fault.help,
    ...(pull.engine !== null && { evidence: { engine: pull.engine } }),
  };
}

/** Whether no registry could have the name that the engine is given, so that no other rule has anything to judge. */
export function isRefused(pull: Pull): boolean {
  return pull.canonical === undefined && faultOf(pull) !== undefined;
}

function faultOf({ image, canonical, engine, unresolved, undefinedParameters }: Pull): Fault | undefined {
  if (unresolved?.reason === "invalid-name") return { why: unresolved.detail, help: CORRECT };
  if (image === null || undefinedParameters !== undefined) return undefined;
  const name = readPulledName(image.trim(), canonical);
  // Engines that take names of registries alone: theirs is good where it has a canonical form.
  if (engine !== null && engine !== "singularity" && engine !== "apptainer") {
    return canonical === undefined ? byNameAlone(name, image.trim(), engine) : undefined;
  }
  if (name.kind === "invalid") return { why: name.error, help: CORRECT };
  return engine === null ? undefined : inSingularity(name);
}

/** A setting of the registry that holds an address in place of a host: Nextflow puts it in front of the name as it is. */
function faultOfRegistry({ rewrites = [] }: Pull): Fault | undefined {
  for (const { by, setting, location, to } of rewrites) {
    const scheme =
      by === "registry" || by === "registry-override" ? /^[a-z][a-z0-9+.-]*:\/\//i.exec(to ?? "")?.[0] : undefined;
    if (scheme === undefined || setting === undefined) continue;
    const place = location === undefined ? "" : ` (${location.file}:${location.line})`;
    return {
      why: `the setting ${setting} has a scheme in front, "${short(scheme)}"`,
      help: `Leave out the scheme of ${setting}${place}: it is the name of a host.`,
    };
  }
  return undefined;
}

const CORRECT = "Correct the name.";

/** Engines whose images come from registries, by a name without a scheme. */
function byNameAlone(name: WrittenName, image: string, engine: Engine): Fault | undefined {
  if (name.kind === "invalid") return { why: name.error, help: CORRECT };
  if (name.kind === "registry" && name.scheme !== "oras") {
    return { why: "it takes no scheme in front of a name", help: `Write ${image.slice(image.indexOf("://") + 3)}.` };
  }
  // Charliecloud runs a folder, too.
  if (name.kind === "local" && name.scheme === null && engine === "charliecloud") return undefined;
  return { why: OTHERS[name.kind], help: OWN_IMAGE };
}

/** What such an engine does not do with the other forms. */
const OTHERS = {
  registry: "it is an artifact for Singularity and Apptainer",
  download: "it downloads no files",
  library: "the service behind it has images for Singularity and Apptainer only",
  local: "it takes no file for an image",
} as const;

const OWN_IMAGE =
  "Name an image of a registry where this engine runs; `workflow.containerEngine` tells a process which one does.";

function inSingularity(name: WrittenName): Fault | undefined {
  if (name.kind === "download" && name.scheme === "ftp") {
    return { why: "it downloads by https and http only", help: "Give the image an https address." };
  }
  if (name.kind !== "registry" || name.scheme === "oras") return undefined;
  const { tag, digest } = name.name;
  if (tag === undefined || digest === undefined) return undefined;
  return {
    why: "it does not take a tag beside a digest",
    help: `Leave out the tag ${tag} and keep the digest; the tag may stand in a comment.`,
  };
}
