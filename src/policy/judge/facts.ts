/** From the answers of registries to what is known of an image. */
import type { Inspection } from "../../model.ts";
import { normalPlatform } from "../../image/platform.ts";
import { judgedPlatform } from "../rules/subject.ts";
import type { Facts, Knowledge, NotAsked, PlatformFacts, Question, WantedImage } from "../rules/subject.ts";

export type InspectionOf = (image: string, platform: string | null) => Inspection | undefined;

/** Inspections by what was asked. */
export function indexInspections(inspections: readonly Inspection[]): InspectionOf {
  const byRequest = new Map(
    inspections.map((inspection) => [keyOf(inspection.request.image, inspection.request.platform), inspection]),
  );
  return (image, platform) => byRequest.get(keyOf(image, platform));
}

export function keyOf(image: string, platform: string | null): string {
  return `${image}\n${platform ?? ""}`;
}

/** What is known of one image: as a whole, for the platform that is judged, and for each that a rule asks about. */
export function knowledgeOf(image: WantedImage, questions: readonly Question[], inspectionOf: InspectionOf): Knowledge {
  const { pull } = image;
  if (pull.image === null) return notAsked("unresolved");
  const { canonical } = pull;
  if (canonical === undefined) return notAsked("no-registry-name");
  const platforms = new Set([null, judgedPlatform(image), ...questions.map(({ platform }) => platform)]);
  const answers = [...platforms].flatMap((platform) => inspectionOf(canonical, platform) ?? []);
  if (answers.length === 0) return notAsked(questions.length === 0 ? "no-rule-asks" : "inspector-none");
  return { state: "asked", facts: factsOf(image, answers) };
}

function notAsked(reason: NotAsked): Knowledge {
  return { state: "not-asked", reason };
}

/** Brings the answers about one image together, in the order in which they count. */
function factsOf(image: WantedImage, answers: readonly Inspection[]): Facts {
  const exists = existence(answers);
  const digest = answers.find((answer) => answer.digest !== undefined)?.digest;
  const platforms = answers.find((answer) => answer.platforms !== undefined)?.platforms?.map(normalPlatform);
  const offered = platforms ?? confirmed(image, answers);
  return {
    ...(exists !== undefined && { exists }),
    ...(digest !== undefined && { digest }),
    ...(offered !== undefined && { platforms: offered }),
    byPlatform: new Map(answers.map((answer) => [answer.request.platform, platformFacts(answer)])),
  };
}

function platformFacts({ answer, failure, evidence }: Inspection): PlatformFacts {
  return {
    ...(answer !== undefined && "container" in answer && { container: answer.container }),
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

/** An image whose platform is missing, or that is no container image, is there all the same. */
function existence(answers: readonly Inspection[]): boolean | undefined {
  const there = answers.some(
    ({ failure }) => failure === undefined || failure.state === "platform-missing" || failure.state === "unsupported",
  );
  if (there) return true;
  return answers.some(({ failure }) => failure?.state === "not-found") ? false : undefined;
}
