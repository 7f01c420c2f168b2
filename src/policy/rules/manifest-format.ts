/** Whether an image is of a format that engines still pull. */
import { isSifType } from "../../image/sif.ts";
import { imageRule, type Message } from "./rule.ts";
import { configuration, containerOf, factsOf, failedAnswer, type Subject } from "./subject.ts";

export const manifestFormat = imageRule({
  id: "manifest-format",
  eachPlatform: true,
  summary: "Images are in a format that the engine pulls",
  severity: "error",
  looksAt: "manifest",
  asks: (image) => configuration(image).map((question) => ({ ...question, orUnsupported: true, ofFile: "kind" })),
  options: {},
  text: {
    why: `Images that were pushed before 2017 may still be in Docker's first format (schema 1). Docker 29 and current containerd
refuse them, registries are ceasing to serve them, and the run ends with "not implemented: media type ... is no longer supported".

Registries hold more than images: a Helm chart, a signature, a SIF are artifacts that no engine runs as a container image.
\`oras://\` is the other way round: Singularity and Apptainer fetch a SIF by it, and refuse an image.`,
    policy: `rules:
  manifest-format: error
`,
    bad: ["quay.io/acme/ancient:1.0 in schema 1", "quay.io/acme/chart:1.0, a Helm chart"],
    good: ["quay.io/acme/tool:1.0 in schema 2 or OCI format", "oras://quay.io/acme/tool:1.0, a SIF"],
    notes: "Says nothing of downloads (`https://…`), which have no manifest.",
  },
  check(subject): readonly Message[] {
    return formatFault(subject) ?? [];
  },
});

/** Why no engine runs what a registry has there, whatever the architecture; undefined where nothing says so. */
export function formatFault(subject: Subject): readonly [Message] | undefined {
  const failure = failedAnswer(subject)?.failure;
  const unsupported = failure?.state === "unsupported" ? failure.message : "";
  const container = containerOf(subject);
  if (container?.v1 === true || /\bschema ?1\b/i.test(unsupported)) return [ofSchema1(subject)];
  const artifact = factsOf(subject)?.artifact;
  if (artifact !== undefined) {
    return subject.isSif && isSifType(artifact) ? undefined : [ofArtifact(subject, artifact)];
  }
  if (/ not a container image\b/.test(unsupported)) return [ofArtifact(subject, "of a type that engines do not know")];
  return container !== undefined && subject.isSif ? [notByOras(subject)] : undefined;
}

function ofSchema1({ image }: Subject): Message {
  return {
    message: `${image} is in Docker's first image format (schema 1), which current engines refuse`,
    help: "Choose a newer build of the same version, or pull it once with an old Docker and push it again.",
    evidence: { format: "schema 1" },
  };
}

function ofArtifact({ image }: Subject, artifact: string): Message {
  const evidence = { artifact };
  if (isSifType(artifact)) {
    const help = "Write oras:// in front of it for Singularity or Apptainer; other engines need the container image.";
    return { message: `${image} is a SIF, which is fetched by oras:// only`, help, evidence };
  }
  const help = "Name the image itself: this is something that is kept beside it.";
  return { message: `${image} is no container image but an artifact (${artifact})`, help, evidence };
}

function notByOras({ image }: Subject): Message {
  return {
    message: `${image} is a container image, and oras:// fetches none`,
    help: "Write docker:// in place of oras://.",
    evidence: { format: "container image" },
  };
}
