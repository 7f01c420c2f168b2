/** From the answers of registries to what is known of an image. */
import type { Download, Inspection } from "../../model.ts";
import { normalPlatform } from "../../image/platform.ts";
import { isSifType, sifLayer } from "../../image/sif.ts";
import { transferSize } from "../../image/size.ts";
import { isNamed } from "../../pull.ts";
import { requestName, judgedPlatform } from "../rules/subject.ts";
import type { Facts, Knowledge, NotAsked, PlatformFacts, Question, Subject, WantedImage } from "../rules/subject.ts";

export type InspectionOf = (image: string, platform: string | null) => Inspection | undefined;

/** Inspections by what was asked: of an image there are a few, one a platform. */
export function indexInspections(inspections: readonly Inspection[]): InspectionOf {
  const byImage = Map.groupBy(inspections, ({ request }) => request.image);
  return (image, platform) => byImage.get(image)?.findLast(({ request }) => request.platform === platform);
}

export function keyOf(image: string, platform: string | null): string {
  return `${image}\n${platform ?? ""}`;
}

/** What is known of one image: as a whole, for the platform that is judged, and for each that a rule asks about. */
export function knowledgeOf(
  image: WantedImage,
  questions: readonly Question[],
  inspectionOf: InspectionOf,
): Pick<Subject, "known" | "others"> {
  const others = knowledgeOfOthers(image, questions, inspectionOf);
  return { known: knowledgeOfItself(image, questions, { inspectionOf, others }), others };
}

function knowledgeOfItself(
  image: WantedImage,
  questions: readonly Question[],
  { inspectionOf, others }: { readonly inspectionOf: InspectionOf; readonly others: Subject["others"] },
): Knowledge {
  if (!isNamed(image.pull)) return notAsked("unresolved");
  const name = requestName(image);
  if (name === undefined) return notAsked(NOBODY[image.from]);
  const own = questions.flatMap(({ of, platform }) => (of === undefined ? [platform] : []));
  const asked = image.isSif ? [] : [judgedPlatform(image), ...own];
  const answers = answersTo(name, asked, inspectionOf);
  // It may be enough to ask about others.
  if (answers.length > 0 || others.size > 0) return { state: "asked", facts: factsOf(image, answers) };
  if (questions.length === 0) return notAsked("no-rule-asks");
  // A file of the repository needs no inspector, only to be readable.
  return notAsked(image.pull.file === undefined ? "inspector-none" : "not-here");
}

/** Those that somebody was asked about. */
function knowledgeOfOthers(
  image: WantedImage,
  questions: readonly Question[],
  inspectionOf: InspectionOf,
): Subject["others"] {
  const named = Map.groupBy(questions, ({ of }) => of);
  return new Map(
    [...named].flatMap(([name, asked]) => {
      if (name === undefined) return [];
      const platforms = asked.map(({ platform }) => platform);
      const answers = answersTo(name, platforms, inspectionOf);
      return answers.length === 0 ? [] : [[name, { state: "asked", facts: factsOf(image, answers) }] as const];
    }),
  );
}

function answersTo(name: string, platforms: readonly (string | null)[], inspectionOf: InspectionOf): Inspection[] {
  return [...new Set([null, ...platforms])].flatMap((platform) => inspectionOf(name, platform) ?? []);
}

/** Why there is nobody to ask, by where an image would come from. */
const NOBODY: Readonly<Record<WantedImage["from"], NotAsked>> = {
  registry: "no-inspector",
  download: "no-inspector",
  library: "no-inspector",
  local: "not-here",
  invalid: "invalid-name",
};

function notAsked(reason: NotAsked): Knowledge {
  return { state: "not-asked", reason };
}

/** Brings the answers about one image together, in the order in which they count. */
function factsOf(image: WantedImage, answers: readonly Inspection[]): Facts {
  const exists = existence(answers);
  const digest = answers.find((answer) => answer.digest !== undefined)?.digest;
  const platforms = answers.find((answer) => answer.platforms !== undefined)?.platforms?.map(normalPlatform);
  const offered = platforms ?? confirmed(image, answers);
  const entries = answers.map(entriesOf).find((digests) => digests !== undefined);
  const artifact = answers.find((answer) => answer.artifact !== undefined)?.artifact;
  const download = answers.map(fileOf).find((file) => file !== undefined);
  const sif = answers.map(sifOf).find((held) => held !== undefined);
  return {
    ...(exists !== undefined && { exists }),
    ...(digest !== undefined && { digest }),
    ...(entries !== undefined && { entries }),
    ...(offered !== undefined && { platforms: offered }),
    ...(artifact !== undefined && { artifact }),
    ...(download !== undefined && { download }),
    ...(sif !== undefined && { sif }),
    byPlatform: new Map(answers.map((answer) => [answer.request.platform, platformFacts(answer)])),
  };
}

function entriesOf({ answer }: Inspection): readonly string[] | undefined {
  if (answer === undefined || "container" in answer) return undefined;
  return (answer.index.manifests ?? []).flatMap(({ digest }) => digest ?? []);
}

/** Of what is no container image, the file: of an artifact its layers at least have a size. */
function fileOf({ download, artifact, answer }: Inspection): Download | undefined {
  if (download !== undefined || artifact === undefined || answer === undefined || !("container" in answer)) {
    return download;
  }
  const size = transferSize(answer.container);
  return size === undefined ? undefined : { size };
}

/** Of an index nothing is said: its manifests may hold one. */
function sifOf({ answer, artifact }: Inspection): string | null | undefined {
  if (answer !== undefined && "container" in answer) return sifLayer(answer.container.manifest.layers)?.digest ?? null;
  return artifact === undefined || isSifType(artifact) ? undefined : null;
}

function platformFacts({ answer, artifact, attestations, failure, evidence }: Inspection): PlatformFacts {
  const isImage = answer !== undefined && "container" in answer && artifact === undefined;
  return {
    ...(isImage && { container: answer.container }),
    ...(attestations !== undefined && { attestations }),
    ...(failure !== undefined && { failure }),
    evidence,
  };
}

/** Where only one platform was asked for and the answer lists none, that one is known to be there. */
function confirmed({ platform }: WantedImage, answers: readonly Inspection[]): string[] | undefined {
  const answerFor = (asked: string | null): Inspection | undefined =>
    answers.find(({ request }) => request.platform === asked);
  if (platform === null || answerFor(null) !== undefined) return undefined;
  return answerFor(platform)?.answer === undefined ? undefined : [platform];
}

/**
 * An image whose platform is missing, or that is no container image, is there all the same; so is one with a manifest, and one
 * of which less is recorded than is asked.
 */
function existence(answers: readonly Inspection[]): boolean | undefined {
  const there = answers.some(
    ({ failure, artifact, digest }) =>
      failure === undefined ||
      failure.state === "platform-missing" ||
      failure.state === "unsupported" ||
      (failure.state === "not-recorded" && digest !== undefined) ||
      (artifact !== undefined && failure.state !== "not-found"),
  );
  if (there) return true;
  return answers.some(({ failure }) => failure?.state === "not-found") ? false : undefined;
}
