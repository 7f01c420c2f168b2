/** Of what sort a thing is that is kept beside an image. */
import type { AttestationKind } from "../../model.ts";

/** What says of which sort it is: of a manifest, of an entry of an index that names one, or of one of its layers. */
export interface Labelled {
  readonly artifactType?: string | undefined;
  readonly mediaType?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** Annotations that name the predicate of an in-toto statement: of BuildKit, of cosign 1 and 2, of a Sigstore bundle. */
const PREDICATE_KEYS = ["in-toto.io/predicate-type", "predicateType", "dev.sigstore.bundle.predicateType"] as const;

const PREDICATES: readonly (readonly [pattern: RegExp, kind: AttestationKind])[] = [
  [/^https:\/\/(?:slsa\.dev\/provenance|in-toto\.io\/Provenance)\b/, "provenance"],
  [/^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/(?:bom|schema)|syft\.dev\/bom)\b/, "sbom"],
  [/^https:\/\/(?:cosign\.)?sigstore\.dev\/(?:cosign\/)?sign\b/, "signature"],
];

const TYPES: readonly (readonly [pattern: RegExp, kind: AttestationKind])[] = [
  [/^application\/vnd\.cncf\.notary\.signature\b/, "signature"],
  [/^application\/vnd\.dev\.cosign\.(?:artifact\.sig|simplesigning)\b/, "signature"],
  [/^(?:application|text)\/(?:vnd\.)?(?:spdx|cyclonedx|syft)\b/, "sbom"],
  [/^application\/vnd\.dev\.cosign\.artifact\.sbom\b/, "sbom"],
];

/** Undefined where it does not say: an envelope by its media type alone, or something of another sort. */
export function attestationKind({ artifactType, mediaType, annotations = {} }: Labelled): AttestationKind | undefined {
  if (annotations["dev.sigstore.bundle.content"] === "message-signature") return "signature";
  const predicate = PREDICATE_KEYS.map((key) => annotations[key]).find((value) => value !== undefined);
  const types = [artifactType, mediaType].filter((type) => type !== undefined);
  return predicate === undefined
    ? TYPES.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1]
    : PREDICATES.find(([pattern]) => pattern.test(predicate))?.[1];
}

/** Types that say nothing of what is within: an envelope of any statement, and the empty config that some registries list. */
const OPEN = /^application\/vnd\.(?:dev\.sigstore\.bundle|in-toto|dsse\.envelope|oci\.empty)\b/;

/** Whether the manifest itself has to be read to know: the entry that names it does not say. */
export function isUntold({ artifactType, annotations = {} }: Labelled): boolean {
  if (PREDICATE_KEYS.some((key) => annotations[key] !== undefined)) return false;
  return artifactType === undefined || OPEN.test(artifactType);
}
