/** What an image is built on. */
import { canonicalOf } from "../../image/name.ts";
import { readWrittenName } from "../../image/written.ts";
import { short } from "../../text/quote.ts";
import { few } from "../../text/units.ts";
import { optional, withDefault } from "../shapes/fields.ts";
import { choice, list, parsed, textSchema } from "../shapes/shape.ts";
import { namePatterns, type WrittenPattern } from "../shapes/values.ts";
import { basesOf, type BaseEvidence } from "./base-evidence.ts";
import { imageRule, type Message } from "./rule.ts";
import { containerOf, configuration, type Subject } from "./subject.ts";

const imageName = parsed<string>("an image name", textSchema(), (written) => {
  const canonical = canonicalOf(written);
  if (canonical !== undefined) return { value: canonical };
  const read = readWrittenName(written);
  const why = read.kind === "invalid" ? read.error : "write the name of an image in a registry";
  return { error: `"${short(written)}" is no image that can be compared: ${why}` };
});

export const base = imageRule({
  id: "base",
  eachPlatform: true,
  summary: "Images are built on base images that the policy allows",
  severity: "warning",
  looksAt: "configuration",
  asks: (image, options) => [
    ...configuration(image),
    ...options.compare.flatMap((of) => configuration(image).map((one) => ({ ...one, of, orMissing: true }) as const)),
  ],
  options: {
    allow: optional(namePatterns, "what images may be built on; without it, on anything that is not denied"),
    deny: withDefault(namePatterns, [], "what images may not be built on; wins over `allow`"),
    compare: withDefault(
      list(imageName, "a list of image names"),
      [],
      "base images whose layers are looked for at the beginning of each image; each of them is inspected",
    ),
    unknown: withDefault(choice(["allow", "deny"]), "allow", "what becomes of an image whose base is not known"),
  },
  text: {
    why: `Most of an image is what it was built on: the distribution, its libraries, and how long somebody mends them. Builders
may say it in \`org.opencontainers.image.base.name\` (an annotation of the manifest, or a label); that is their word, and a finding
calls it declared. Where the policy names base images under \`compare\`, layers are held against each other: an image that begins with all
layers of a base is built on it, whatever it declares.`,
    policy: `rules:
  base:
    allow: ["docker.io/library/debian:12*", "ghcr.io/acme/base"]
    deny: ["docker.io/library/debian:10*"]
    compare: ["debian:12-slim", "debian:10-slim", "ghcr.io/acme/base:2"]
`,
    bad: [
      "quay.io/acme/tool:1.0, whose first layers are those of debian:10-slim",
      "quay.io/acme/tool:1.1, which declares alpine:3.20",
    ],
    good: ["quay.io/acme/tool:2.0, whose first layers are those of debian:12-slim"],
    notes: `A base that was pushed again since has other layers than those that an older image begins with: name its tags by date or by digest
to find those, too. Layers are compared by their content (\`rootfs.diff_ids\`), for the platform that is judged, and each
image of \`compare\` costs three requests a platform and run. A declared digest counts where an image of
\`compare\` has it. A label, other than an annotation, is inherited by what is built on the image: it may name the base of its base. Annotations of an index are not read: Wave does not show them.`,
  },
  objection({ allow, deny, unknown }) {
    if (allow !== undefined || deny.length > 0 || unknown === "deny") return undefined;
    return "it asks for nothing; give allow, deny or unknown: deny";
  },
  check(subject, { allow, deny, compare, unknown }): readonly Message[] {
    const container = containerOf(subject);
    if (container === undefined) return [];
    const bases = basesOf(subject, container, compare);
    const denied = bases.flatMap((one) =>
      deny.flatMap((pattern) => (pattern.matches(one.base) ? { one, pattern } : [])),
    );
    const [first] = denied;
    if (first !== undefined) return [notOn(subject, first.one, `which is denied by "${first.pattern.text}"`, allow)];
    const [firmest] = bases;
    if (firmest === undefined) return unknown === "deny" ? [ofUnknown(subject, compare)] : [];
    const alike = bases.filter(({ grade }) => grade === firmest.grade);
    const isAllowed = allow?.some((pattern) => alike.some((one) => pattern.matches(one.base))) ?? true;
    return isAllowed ? [] : [notOn(subject, firmest, "which is no allowed base", allow)];
  },
});

function notOn(
  { image }: Subject,
  { base: name, grade, by }: BaseEvidence,
  why: string,
  allow: readonly WrittenPattern[] | undefined,
): Message {
  const how = grade === "declared" ? `declares that it is built on ${name}` : `is built on ${name}, by ${by}`;
  const places = few((allow ?? []).map(({ text }) => text));
  return {
    message: `${image} ${how}, ${why}`,
    help: places === "" ? "Build it on another image." : `Build it on one of: ${places}.`,
    evidence: { base: name, evidence: grade, by },
  };
}

function ofUnknown({ image }: Subject, compared: readonly string[]): Message {
  const layers =
    compared.length === 0 ? "" : `, and begins with the layers of none that is compared (${few(compared, 3)})`;
  return {
    message: `${image} does not declare what it is built on${layers}`,
    help: "Build it with the annotation org.opencontainers.image.base.name, or name its base under compare.",
  };
}
