/** Whether an image is there for a while only. */
import { judgedRegistry } from "../../image/registry-host.ts";
import type { ImageName } from "../../model.ts";
import { withDefault } from "../shapes/fields.ts";
import { texts } from "../shapes/values.ts";
import { usableDate } from "./build-date.ts";
import { imageRule, type Message } from "./rule.ts";
import { containerOf, type Subject, type WantedImage } from "./subject.ts";

export const ephemeral = imageRule({
  id: "ephemeral",
  summary: "Images stay where they are: none of them has a date on which it is gone",
  severity: "error",
  // A label of one image counts, and none within an index: the index by itself says which of the two it is.
  asks: (image, options) =>
    labelCounts(image, options.quay) && placeOfPassage(image) === undefined
      ? [{ platform: null, need: "platforms", ofFile: "kind" }]
      : [],
  options: {
    quay: withDefault(
      texts,
      ["quay.io"],
      "registries that run Quay, which goes by the label `quay.expires-after`: images of others are not asked for it",
    ),
  },
  text: {
    why: `Some names are made to be thrown away. \`wave.seqera.io/wt/…\` is what Wave gives a single run: it is served for
hours (36 where nobody set another time) and refused afterwards, to everybody. Images of \`ttl.sh\` are deleted within a day. And Quay deletes a
tag whose image carries the label \`quay.expires-after\` when that time is over. Each of them works on the day on which it is
committed.`,
    policy: `rules:
  ephemeral: error
`,
    bad: [
      "wave.seqera.io/wt/6e2c1a8d3b5f/library/alpine:3.20",
      "ttl.sh/acme-tool:1h",
      "quay.io/acme/tool:pr-7, with the label quay.expires-after=2w",
    ],
    good: [
      "community.wave.seqera.io/library/fastqc:0.12.1--af7a5314d5015c29",
      "quay.io/acme/tool:1.0 without the label",
    ],
    notes: `Quay counts from the day on which the tag was pushed, which no registry tells; the date of a finding counts from
the build, and is the earliest. Quay reads the label where the tag is one image: within an index it has no effect, and
is not told of. A name with a digest is no better off: what no tag has any more is deleted, too.`,
  },
  check(subject, options): readonly Message[] {
    const said = placeOfPassage(subject);
    if (said !== undefined) return [said];
    return labelCounts(subject, options.quay) ? byLabel(subject) : [];
  },
});

/** What is said of a name that is of a place where nothing stays. */
function placeOfPassage({ image, name }: WantedImage): Message | undefined {
  if (name === undefined) return undefined;
  if (isOfOneRun(name)) {
    return {
      message: `${image} is a name that Wave made for one run: it is served for hours, and refused afterwards`,
      help: "Name the image that Wave was asked for, or one that it keeps (wave.freeze, community.wave.seqera.io).",
    };
  }
  if (judgedRegistry(name.registry) !== "ttl.sh") return undefined;
  const message = `${image} is deleted within a day: ttl.sh keeps nothing for longer than 24 hours`;
  return { message, help: "Push it to a registry that keeps it." };
}

/** The token of a request stands in the path: twelve hex digits, at whichever host a Wave runs. */
function isOfOneRun({ registry, repository }: ImageName): boolean {
  return /^wt\/[0-9a-f]{12}\//.test(repository) || (registry === "wave.seqera.io" && repository.startsWith("wt/"));
}

function labelCounts({ name, isSif }: WantedImage, hosts: readonly string[]): boolean {
  return name !== undefined && !isSif && hosts.some((host) => judgedRegistry(host) === judgedRegistry(name.registry));
}

const LABEL = "quay.expires-after";
/** Milliseconds. What has no such unit behind its number says nothing to Quay, `never` and `1y` among it. */
const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

function byLabel(subject: Subject): readonly Message[] {
  const { image, now } = subject;
  const config = containerOf(subject, null)?.config;
  const label = config?.config.labels?.[LABEL]?.trim() ?? "";
  const [, number, unit = ""] = /^(\d{1,6})([smhdw])$/.exec(label) ?? [];
  const lifetime = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (Number.isNaN(lifetime)) return [];
  const help = "Push it without the label, or copy it to a place where it stays.";
  const built = usableDate(config?.created);
  if (built === undefined) {
    const message = `${image} is deleted ${label} after it was pushed: its label ${LABEL} says so`;
    return [{ message, help, evidence: { [LABEL]: label } }];
  }
  const end = new Date(built.getTime() + lifetime);
  const [from, until] = [dayOf(built), dayOf(end)];
  const message =
    end > now
      ? `${image} expires on ${until}: it was built on ${from} with the label ${LABEL}=${label}`
      : `${image} was to expire on ${until}, and may be gone any day: it was built on ${from} with the label ${LABEL}=${label}`;
  return [{ message, help, evidence: { [LABEL]: label, created: built.toISOString(), expires: end.toISOString() } }];
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
