/** Whether an image is of a format that engines still pull. */
import { imageRule, type Message } from "./rule.ts";
import { configuration, containerOf, failedAnswer } from "./subject.ts";

export const manifestFormat = imageRule({
  id: "manifest-format",
  summary: "Images are in a format that current engines pull",
  severity: "error",
  asks: (image) => configuration(image).map((question) => ({ ...question, orUnsupported: true })),
  options: {},
  text: {
    why: `Images that were pushed before 2017 may still be in Docker's first format (schema 1). Docker 29 and current containerd
refuse them, registries are ceasing to serve them, and the run ends with "not implemented: media type ... is no longer supported".`,
    policy: `rules:
  manifest-format: error
`,
    bad: ["quay.io/acme/ancient:1.0 in schema 1"],
    good: ["quay.io/acme/tool:1.0 in schema 2 or OCI format"],
  },
  check(subject): readonly Message[] {
    const { image } = subject;
    const failure = failedAnswer(subject)?.failure;
    const isRefused = failure?.state === "unsupported" && /\bschema ?1\b/i.test(failure.message);
    if (containerOf(subject)?.v1 !== true && !isRefused) return [];
    return [
      {
        message: `${image} is in Docker's first image format (schema 1), which current engines refuse`,
        help: "Choose a newer build of the same version, or pull it once with an old Docker and push it again.",
        evidence: { format: "schema 1" },
      },
    ];
  },
});
