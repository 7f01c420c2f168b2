/** Java's exceptions as Wave passes them on, each in words of ours. */
import type { FailureState } from "../../model.ts";
import type { About, Culprit } from "./failure.ts";

/** One sort of exception, told by how its message begins. */
export interface Crash {
  readonly pattern: RegExp;
  readonly state: FailureState;
  readonly culprit: Culprit;
  readonly words: (about: About) => string;
  /** Wave got as far as the manifest, so the image is there. */
  readonly seen?: true;
}

/** What Java's exceptions say of the image and its registry. */
export const crashes: readonly Crash[] = [
  {
    pattern: /^(?:javax\.net\.ssl|sun\.security)\./,
    state: "unreachable",
    culprit: "registry",
    words: ({ registry }) => `Wave could make no secure connection to ${registry}`,
  },
  {
    pattern: /^java\.net\.http\.Http\w*Timeout/,
    state: "timeout",
    culprit: "registry",
    words: ({ registry }) => `${registry} did not answer Wave in time`,
  },
  {
    pattern: /^java\.(?:net|nio\.channels|io)\.\w*Exception\b/,
    state: "unreachable",
    culprit: "registry",
    words: ({ registry }) => `Wave could not connect to ${registry}`,
  },
  {
    pattern: /^(?:unsupported URI|Illegal character in authority) /,
    state: "unreachable",
    culprit: "registry",
    words: ({ registry }) => `Wave takes ${registry} for no host name`,
  },
  {
    pattern:
      /^(?:Invalid container (?:image )?(?:name|scheme)|Illegal character in|Malformed escape pair|Negative array index)/,
    state: "invalid-reference",
    culprit: "image",
    words: ({ subject }) => `Wave cannot read the name ${subject}`,
  },
  {
    pattern: /^No enum constant io\.seqera\.wave\.auth\.RegistryAuth/,
    state: "absent-or-private",
    culprit: "registry",
    words: ({ registry }) => `${registry} asks for a login in a way that Wave does not understand`,
  },
  {
    pattern: /^Unable to parse JSON to interface java\.util\.Map - offending value:$/,
    state: "unsupported",
    culprit: "image",
    words: ({ subject }) => `${subject} has an empty config, as an artifact has and no container image`,
    seen: true,
  },
  {
    pattern:
      /^(?:Text '.*' could not be parsed|Illegal Instant value|class \S+ cannot be cast to class|Expected BEGIN_|Unable to parse JSON to interface java\.util\.Map|Cannot invoke "java\.util\.Map\.get)/s,
    state: "malformed",
    culprit: "image",
    words: ({ subject }) => `Wave cannot read the config of ${subject}`,
    seen: true,
  },
  {
    // Either the manifest or the answer of a token server.
    pattern: /^(?:expecting '|Unable to determine the current character)/,
    state: "malformed",
    culprit: "image",
    words: ({ subject, registry }) => `Wave cannot read what ${registry} says of ${subject}`,
  },
  {
    pattern: /^Internal Server Error: Error encoding object/,
    state: "malformed",
    culprit: "image",
    words: ({ subject }) => `Wave cannot write what it read of ${subject}`,
    seen: true,
  },
];
