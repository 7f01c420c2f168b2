import { imageRule, type Message } from "./rule.ts";

export const manifestFormat = imageRule({
  id: "manifest-format",
  summary: "Images are in a format that current engines pull",
  severity: "error",
  needs: "config",
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
  knows: (facts) => facts.container !== undefined || facts.unsupported !== undefined,
  check({ image, facts }): readonly Message[] {
    const first = facts.container?.v1 === true || /\bschema ?1\b/i.test(facts.unsupported ?? "");
    if (!first) return [];
    return [
      {
        message: `${image} is in Docker's first image format (schema 1), which current engines refuse`,
        help: "Choose a newer build of the same version, or pull it once with an old Docker and push it again.",
        evidence: { format: "schema 1" },
      },
    ];
  },
});
