/** How many versions of one tool a repository uses. */
import { judgedRegistry, judgedRepository } from "../../image/registry-host.ts";
import { isBareHash, withBuild } from "../../image/named-build.ts";
import { withoutDockerScheme } from "../../image/written.ts";
import type { Fix } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { placeKey } from "../../reference.ts";
import { shortDigest } from "../../text/quote.ts";
import { few } from "../../text/units.ts";
import { buildOf, type Change, fixOfBuilds, isOfSif, processOf } from "./halves.ts";
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
      "Told at the images that are not of the version with the most uses. The hash that Wave ends a tag with is no version: both halves of a pair, and each platform, have one of their own. Where one repository holds all that Wave built, tags are compared that name the same packages, and those of a hash alone are not. Downloads are not counted. Where one version has most uses, the finding has an edit (`fixes` of the JSON report) that writes the tag of an image with that version, as the files have it, together with the other half of the process: where one half cannot be edited, neither is. It is never safe: another version does something else.",
  },
  compare(subjects) {
    const images = subjects.flatMap((subject) => versioned(subject) ?? []);
    const ofProcess = Map.groupBy(subjects, processOf);
    const twinOf = (subject: Subject): Subject | undefined => otherHalf(subject, ofProcess.get(processOf(subject)));
    return [...Map.groupBy(images, ({ repository, half }) => `${half} ${repository}`).values()].flatMap((group) =>
      compareVersions(group, twinOf),
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

/** The image of the same process for the other kind of engine. */
type TwinOf = (subject: Subject) => Subject | undefined;

function compareVersions(all: readonly VersionedImage[], twinOf: TwinOf): (Message & { readonly subject: Subject })[] {
  const images = byDigest(all);
  const ranked = [...Map.groupBy(images, ({ version }) => version)]
    .map(([version, own]) => ({ version, places: placesOf(own) }))
    .sort((a, b) => b.places - a.places || (a.version < b.version ? 1 : -1));
  const [first, second] = ranked;
  const usual = first?.version;
  const isMost = second === undefined || first === undefined || first.places > second.places;
  const models = isMost ? images.filter(({ version }) => version === usual) : [];
  const versions = few(ranked.map(({ version, places }) => `${version} (${places})`));
  return images
    .filter(({ version }) => version !== usual)
    .map(({ subject, repository, version }) => ({
      subject,
      message: `${repository} is used in ${ranked.length} versions${comparison(shortDigest(version), shortDigest(usual ?? ""), isMost)}`,
      help: "Bring the modules to one version.",
      ...fixesOf(subject, models, twinOf),
      evidence: { versions },
    }));
}

function otherHalf(subject: Subject, group: readonly Subject[] = []): Subject | undefined {
  if (processOf(subject) === undefined) return undefined;
  return group.find((other) => other.pull.engine !== null && isOfSif(other) !== isOfSif(subject));
}

/** The build of an image that has the usual version and is otherwise alike, with the other half of the process, where it has one. */
function fixesOf(
  subject: Subject,
  usual: readonly VersionedImage[],
  twinOf: TwinOf,
): { readonly fixes?: readonly Fix[] } {
  const isAlike = ({ subject: { isSif, platform } }: VersionedImage): boolean =>
    isSif === subject.isSif && platform === subject.platform;
  const model = usual.find(isAlike)?.subject;
  if (model === undefined || model.name?.tag === undefined || processOf(model) === processOf(subject)) return {};
  const changes: Change[] = [[subject, (name) => withTag(name, subject, model)]];
  const [twin, modelTwin] = [twinOf(subject), twinOf(model)];
  if (twin !== undefined && !isSamePlace(twin, subject)) {
    changes.push([twin, (name) => asTwin(name, { twin, subject }, { twin: modelTwin, subject: model })]);
  }
  const halves = changes.length > 1 ? "for Docker and for Singularity" : "here";
  const fix = fixOfBuilds(`Bring it to ${model.name.tag}, ${halves}: other versions do other things.`, changes);
  return fix === undefined ? {} : { fixes: [fix] };
}

function isSamePlace(a: Subject, b: Subject): boolean {
  return placeKey(placeOf(a.pull)) === placeKey(placeOf(b.pull));
}

/** A tag as the files have it for an image of the same repository; with a digest beside it, a tag alone says nothing. */
function withTag(name: string, { name: own }: Subject, { name: model }: Subject): string | undefined {
  const end = `:${own?.tag}`;
  if (own?.tag === undefined || own.digest !== undefined || model?.digest !== undefined || !name.endsWith(end))
    return undefined;
  return `${name.slice(0, -end.length)}:${model?.tag}`;
}

interface Halves {
  readonly subject: Subject;
  readonly twin: Subject | undefined;
}

/** What the other half of the usual image is called; where that has none, the SIF that Galaxy makes of each of its images. */
function asTwin(name: string, own: Halves, model: Halves): string | undefined {
  const written = model.twin?.pull.written.trim();
  if (written !== undefined) return isUrl(written) === isUrl(name) ? withoutDockerScheme(written) : undefined;
  const [mine, theirs] = [own.twin && buildOf(own.twin), buildOf(model.subject)];
  return mine && theirs && withBuild(name, mine, theirs);
}

function isUrl(name: string): boolean {
  return /^https?:/i.test(name);
}

function comparison(version: string, usual: string, isMost: boolean): string {
  return isMost ? `; most use ${usual}, not ${version}` : `: ${version} here, ${usual} elsewhere`;
}

/** Scenarios do not count, places do. */
function placesOf(images: readonly VersionedImage[]): number {
  return new Set(images.map(({ subject }) => placeKey(placeOf(subject.pull)))).size;
}

/** Undefined where it does not come from a registry, or says nothing of what it is. */
function versioned(subject: Subject): VersionedImage | undefined {
  const { pull, name } = subject;
  if (name === undefined) return undefined;
  const build = buildOf(subject);
  if (build !== undefined && isBareHash(build)) return undefined;
  const ofWave = build?.origin === "wave" ? build : undefined;
  const packages = ofWave?.package ?? ofWave?.packages;
  // What Wave is to build differs by template where a hash is all.
  if (pull.predicted !== undefined && (packages === undefined || ofWave?.version === undefined)) return undefined;
  const isOnlyHash = ofWave !== undefined && ofWave.version === undefined;
  const repository = `${judgedRegistry(name.registry)}/${judgedRepository(name)}`;
  return {
    subject,
    repository: ofWave?.packages === undefined ? repository : `${packages} of ${repository}`,
    half: isOnlyHash ? (/^oras:/i.test(pull.image ?? "") ? "sif" : "image") : "",
    digest: ofWave === undefined && name.tag !== undefined ? name.digest : undefined,
    version: ofWave?.version ?? name.tag ?? name.digest ?? "latest",
  };
}
