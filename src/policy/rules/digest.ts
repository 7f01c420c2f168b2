/** Whether a name means an image that the policy knows to be bad. */
import { readWrittenName } from "../../image/written.ts";
import { withDefault } from "../shapes/fields.ts";
import { list } from "../shapes/shape.ts";
import { digest as digestShape } from "../shapes/values.ts";
import { imageRule, type Message } from "./rule.ts";
import { factsOf, type Subject, type WantedImage } from "./subject.ts";

export const digest = imageRule({
  id: "digest",
  summary: "No name means an image that the policy denies by its digest",
  severity: "error",
  asks: (image, { deny }) =>
    image.from !== "registry" || deny.includes(writtenDigest(image) ?? "")
      ? []
      : [{ platform: null, need: "platforms", ofFile: "kind" }],
  options: {
    deny: withDefault(
      list(digestShape, "a list of digests"),
      [],
      "digests of images, or of indexes, that must not be pulled under any name",
    ),
  },
  text: {
    why: `An image that was found to be compromised has many names: tags that were pushed again, copies at other registries, a digest in
somebody's configuration. What all of them share is the digest. A name pattern (\`registry: { deny: ["**@sha256:…"] }\`) sees it
where it is written; this rule asks what each tag means today.`,
    policy: `rules:
  digest:
    deny: ["sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c"]
`,
    bad: [
      "quay.io/acme/tool:1.0, which means that image today",
      "quay.io/acme/tool:2.0, an index that has it for one of its platforms",
      "ghcr.io/acme/copy@sha256:2f3c1d0f5a7e9b8c6d4e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c",
    ],
    good: ["quay.io/acme/tool:1.1, which means another image"],
    notes: `An image that was built on the compromised one has a digest of its own: deny the base with [base](base.md). A copy that was
pushed anew (\`docker pull\`, \`docker push\`) or unpacked into a SIF may have another digest, too. Of a SIF the SHA-256 in its URL counts, where
it has one, and nobody is asked. Says nothing of local files.`,
  },
  objection: ({ deny }) => (deny.length === 0 ? "it asks for nothing; give deny" : undefined),
  check(subject, { deny }): readonly Message[] {
    const { digest: meant, entries = [] } = factsOf(subject) ?? {};
    const written = writtenDigest(subject);
    const found = [written, meant, ...entries].find((one) => one !== undefined && deny.includes(one));
    if (found === undefined) return [];
    const how = found === written ? "is" : found === meant ? "means" : "is an index that holds";
    return [
      {
        message: `${nameOf(subject, found)} ${how} ${found.slice(0, 19)}…, which is denied`,
        help: "Choose another build; what ran it may have to be looked into.",
        evidence: { denied: found },
      },
    ];
  },
});

/** In the name itself, or in the URL of a file. */
function writtenDigest({ image, name }: WantedImage): string | undefined {
  if (name !== undefined) return name.digest;
  const read = readWrittenName(image);
  return read.kind === "download" && read.sha256 !== undefined ? `sha256:${read.sha256}` : undefined;
}

/** The digest is told once. */
function nameOf({ image }: Subject, found: string): string {
  return image.replace(`@${found}`, "");
}
