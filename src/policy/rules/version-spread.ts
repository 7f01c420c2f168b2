/** How many versions of one tool a repository uses. */
import { judgedRegistry, judgedRepository } from "../../image/registry-host.ts";
import { namedBuild } from "../../image/named-build.ts";
import { readPulledName } from "../../image/written.ts";
import { placeOf } from "../../pull.ts";
import { placeKey } from "../../reference.ts";
import { shortDigest } from "../../text/quote.ts";
import { few } from "../../text/units.ts";
import { type Message, setRule } from "./rule.ts";
import type { Subject } from "./subject.ts";

export const versionSpread = setRule({
  id: "version-spread",
  summary: "One tool has one version in the whole repository",
  severity: "notice",
  options: {},
  text: {
    why: `Two modules that were installed a year apart run two builds of samtools in the same pipeline: twice the pulls, and files
that one of them writes may not be what the other expects.`,
    policy: `rules:
  version-spread: notice
`,
    bad: ["quay.io/biocontainers/samtools:1.17--h00cdaf9_0 beside quay.io/biocontainers/samtools:1.21--h50ea8bc_0"],
    good: ["quay.io/biocontainers/samtools:1.21--h50ea8bc_0 everywhere"],
    notes:
      "Told at the images that are not of the version with the most uses. The hash that Wave ends a tag with is no version: both halves of a pair, and each platform, have one of their own. Downloads are not counted.",
  },
  compare(subjects) {
    const images = subjects.flatMap((subject) => versioned(subject) ?? []);
    return [...Map.groupBy(images, ({ repository, half }) => `${half} ${repository}`).values()].flatMap(
      compareVersions,
    );
  },
});

interface VersionedImage {
  /** Empty, save where the tag is no more than a hash that Wave gave this half of a pair: then they have none in common. */
  readonly half: "" | "image" | "sif";
  readonly subject: Subject;
  readonly repository: string;
  readonly version: string;
  /** Beside a tag: of two builds that a tag had one after the other. Both halves and each platform of Wave's have their own. */
  readonly digest: string | undefined;
}

/** One tag with two digests is two versions; the tag alone may be either, and stays one by itself. */
function byDigest(images: readonly VersionedImage[]): readonly VersionedImage[] {
  return [...Map.groupBy(images, ({ version }) => version).values()].flatMap((own) => {
    const digests = new Set(own.flatMap(({ digest }) => digest ?? []));
    if (digests.size < 2) return own;
    return own.map((one) => (one.digest === undefined ? one : { ...one, version: `${one.version}@${one.digest}` }));
  });
}

function compareVersions(all: readonly VersionedImage[]): (Message & { readonly subject: Subject })[] {
  const images = byDigest(all);
  const ranked = [...Map.groupBy(images, ({ version }) => version)]
    .map(([version, own]) => ({ version, places: placesOf(own) }))
    .sort((a, b) => b.places - a.places || (a.version < b.version ? 1 : -1));
  const [first, second] = ranked;
  const usual = first?.version;
  const isMost = second === undefined || first === undefined || first.places > second.places;
  const versions = few(ranked.map(({ version, places }) => `${version} (${places})`));
  return images
    .filter(({ version }) => version !== usual)
    .map(({ subject, repository, version }) => ({
      subject,
      message: `${repository} is used in ${ranked.length} versions${comparison(shortDigest(version), shortDigest(usual ?? ""), isMost)}`,
      help: "Bring the modules to one version.",
      evidence: { versions },
    }));
}

function comparison(version: string, usual: string, isMost: boolean): string {
  return isMost ? `; most use ${usual}, not ${version}` : `: ${version} here, ${usual} elsewhere`;
}

/** Scenarios do not count, places do. */
function placesOf(images: readonly VersionedImage[]): number {
  return new Set(images.map(({ subject }) => placeKey(placeOf(subject.pull)))).size;
}

/** Undefined where it does not come from a registry. */
function versioned(subject: Subject): VersionedImage | undefined {
  const { pull, image, name } = subject;
  if (name === undefined) return undefined;
  const build = namedBuild(readPulledName(image, pull.canonical));
  const ofWave = build?.origin === "wave" ? build : undefined;
  const isOnlyHash = ofWave !== undefined && ofWave.version === undefined;
  return {
    subject,
    repository: `${judgedRegistry(name.registry)}/${judgedRepository(name)}`,
    half: isOnlyHash ? (/^oras:/i.test(pull.image ?? "") ? "sif" : "image") : "",
    digest: ofWave === undefined && name.tag !== undefined ? name.digest : undefined,
    version: ofWave?.version ?? name.tag ?? name.digest ?? "latest",
  };
}
